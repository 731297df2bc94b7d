//go:build !js

package studio

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/kballard/go-shellquote"
)

//go:embed index.html
var indexHTML string

var indexTemplate = template.Must(template.New("").Parse(indexHTML))

// An index is what the page that shows all others is made of.
type index struct {
	Title, About string

	// Of a site: what its page may load, and its mark. Empty: a server sends the
	// policy.
	Policy string
	Mark   template.HTML

	// Of a page for one scene: which one, and the names of what readers may set,
	// separated by spaces. Empty: the page is for all.
	Scene, Controls string

	MNIST string // where the digits of commands are, as a shell reads it; empty: in render

	Films []still // for whom scripts are switched off
}

// mainIndex is the page of all scenes, with the digits of a directory; empty:
// with those in render.
func mainIndex(mnist string) index {
	i := index{Title: "flipbook", About: "The algorithms of machine learning, filmed step by step, with their parameters in your hands."}
	if mnist != "" {
		i.MNIST = shellquote.Join(mnist)
	}
	return i
}

func (i index) write(w io.Writer) error { return indexTemplate.Execute(w, i) }
