package scenes

import (
	"embed"
	"fmt"
	"strings"
)

// About is what a reader may want to know of a scene beyond its film. It is
// Markdown in English, a line a paragraph.
type About struct {
	Shows     string `json:"shows"`     // what is seen, in a few sentences
	Algorithm string `json:"algorithm"` // in pseudo-code, as lines; it is no Markdown
	Source    string `json:"source"`    // the papers that it is from, with their years
	Wrong     string `json:"wrong"`     // what tutorials get wrong, and how the scene puts it right; empty: nothing known
}

//go:embed about/*.md
var abouts embed.FS

// About is what about/NAME.md tells of the scene. A file that is linked in and
// cannot be read is a broken program.
func (e Entry) About() About {
	text, err := abouts.ReadFile("about/" + e.Name + ".md")
	if err != nil {
		panic("scenes: " + err.Error())
	}
	about, err := readAbout(string(text))
	if err != nil {
		panic("scenes: about/" + e.Name + ".md: " + err.Error())
	}
	return about
}

// readAbout reads the sections of a page.
func readAbout(text string) (About, error) {
	var a About
	sections := map[string]*string{
		"What is seen": &a.Shows, "The algorithm": &a.Algorithm, "What tutorials get wrong": &a.Wrong, "Sources": &a.Source,
	}
	before, rest, _ := strings.Cut("\n"+text, "\n## ")
	if strings.TrimSpace(before) != "" {
		return a, fmt.Errorf("want a heading before %q", strings.TrimSpace(before))
	}
	for section := range strings.SplitSeq(rest, "\n## ") {
		heading, body, _ := strings.Cut(section, "\n")
		into, known := sections[heading]
		if !known {
			return a, fmt.Errorf("the heading %q is unknown, or there twice", heading)
		}
		delete(sections, heading)
		body = strings.TrimSpace(body)
		if into == &a.Algorithm {
			code, fenced := strings.CutPrefix(body, "```text\n")
			if code, ends := strings.CutSuffix(code, "\n```"); fenced && ends {
				*into = code
				continue
			}
			return a, fmt.Errorf("%s: want a block of ```text", heading)
		}
		paragraphs := strings.Split(body, "\n\n")
		for i, p := range paragraphs {
			paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
		}
		*into = strings.Join(paragraphs, "\n\n")
	}
	return a, nil
}
