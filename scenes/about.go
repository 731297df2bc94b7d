package scenes

// About is what a reader may want to know of a scene beyond its film. It is
// Markdown in English.
type About struct {
	Shows     string // what is seen, in a few sentences
	Algorithm string // in pseudo-code, as lines; it is no Markdown
	Source    string // the papers that it is from, with their years
	Wrong     string // what tutorials get wrong, and how the scene puts it right; empty: nothing known
}
