package studio

import (
	"net/url"
	"strings"
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

// longQuestion has a drawing in it.
var longQuestion = "scene=hopfield-draw&memories=" + url.QueryEscape(strings.Repeat(strings.Repeat(".#", 17)+".;", 35)) + small

// A command of many lines, as drawings make them, is scrolled: what stands
// below it stays near.
func TestLongCommand(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.open(longQuestion)
	var box struct{ Text, Room float64 }
	r.Eval(`(e => ({Text: e.scrollHeight, Room: e.clientHeight}))(document.querySelector(".take pre"))`, &box)
	if box.Room > 300 || box.Text <= box.Room {
		t.Errorf("a command of %v px takes %v px", box.Text, box.Room)
	}
}

// Options of render stay whole where lines end.
func TestOptionsStayWhole(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.Viewport(1280, 900, 1)
	for _, query := range []string{"scene=hopfield-attention&theme=dark" + small, longQuestion} {
		r.open(query)
		var broken []string
		r.Eval(`[...document.querySelectorAll(".take code, .about p code")].flatMap(code => {
		const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), out = [];
		while (texts.nextNode()) for (const { 0: option, index } of texts.currentNode.data.matchAll(/--?[a-z]+/g)) {
			const range = new Range();
			range.setStart(texts.currentNode, index);
			range.setEnd(texts.currentNode, index + option.length);
			if (new Set(Array.from(range.getClientRects(), r => r.top)).size !== 1) out.push(option);
		}
		return out;
	})`, &broken)
		if len(broken) > 0 {
			t.Errorf("a line ends in %q", broken)
		}
	}
}
