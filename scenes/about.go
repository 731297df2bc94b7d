package scenes

// About is what a reader may want to know of a scene beyond its film. It is
// Markdown in English.
type About struct {
	Shows     string `json:"shows"`     // what is seen, in a few sentences
	Algorithm string `json:"algorithm"` // in pseudo-code, as lines; it is no Markdown
	Source    string `json:"source"`    // the papers that it is from, with their years
	Wrong     string `json:"wrong"`     // what tutorials get wrong, and how the scene puts it right; empty: nothing known
}
