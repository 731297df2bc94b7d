package studio

import (
	"testing"

	"flipbook/internal/browser"
)

// What stands in the first column of a page begins at one edge, on phones and
// on desks: the title, the film, its controls and caption, and the results.
func TestOneLeftEdge(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	for _, wide := range []int{375, 768, 1280} {
		r.Viewport(wide, 900, 1)
		r.open("scene=perceptron" + small)
		var edges map[string]float64
		r.Eval(`Object.fromEntries([
			...["h1", ".lead", ".results", ".about"].map(s => [s, document.querySelector(s)]),
			...["#screen", "#scrub", "#keys ol", "figcaption"].map(s => [s, `+film+`.querySelector(s)]),
		].map(([s, e]) => [s, e.getBoundingClientRect().left + parseFloat(getComputedStyle(e).paddingLeft)]))`, &edges)
		for what, at := range edges {
			if at != edges["h1"] {
				t.Errorf("at %d px, %s begins at %v, and the title at %v", wide, what, at, edges["h1"])
			}
		}
	}
}
