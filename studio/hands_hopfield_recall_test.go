package studio

import (
	"fmt"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// paints opens the page of a scene for whom paints over its digit.
func paints(t *testing.T, b *browser.Browser, query string, excused ...string) draftsman {
	t.Helper()
	d := draftsman{read(t, b, excused...)}
	d.Viewport(1280, 900, 1)
	d.open(query)
	d.Wait(`document.querySelector(".hands:not([hidden])") && document.querySelector(".panels figure:last-child span").textContent`)
	return d
}

// panels wait until the panels beside the grid say what the engine does of a
// question.
func (d draftsman) panels(query string) {
	d.t.Helper()
	var want struct {
		Start, End    string
		Before, After int
	}
	answered(d.t, "recalled", asked(d.t, query), &want)
	d.Wait(fmt.Sprintf(`[...document.querySelectorAll(".panels span")].map(e => e.textContent).join() === ",%d wrong,%d wrong"`, want.Before, want.After))
	for i, text := range []string{want.Start, want.End} {
		got := d.text(fmt.Sprintf(`(c => {
			const data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
			return Array.from({length: c.height}, (_, y) => Array.from({length: c.width}, (_, x) => data[4 * (y * c.width + x)] < 128 ? "#" : ".").join("")).join(";");
		})(document.querySelectorAll(".panels canvas")[%d])`, i+1))
		if got != text {
			d.t.Errorf("%.60s: panel %d shows\n%s", query, i+1, strings.ReplaceAll(got, ";", "\n"))
		}
	}
}

// While one paints over a digit the panels follow; when one lets go the film
// does, and the file is that of the address.
func TestPaintOverDigit(t *testing.T) { onBothHosts(t, testPaintOverDigit) }

func testPaintOverDigit(t *testing.T) {
	b := browser.Shared(t)
	d := paints(t, b, "scene=hopfield-recall&sigma=0.5"+small)
	d.panels("scene=hopfield-recall&sigma=0.5")
	stored := d.paper()
	d.Drag(grid, browser.Spot{X: .1, Y: .2}, browser.Spot{X: .9, Y: .2}, browser.Spot{X: .45, Y: .8})
	painted := d.paper()
	if got := d.takes("cue", "null"); got != painted || painted == stored {
		t.Fatalf("painted is\n%s, shown\n%s", strings.ReplaceAll(painted, ";", "\n"), strings.ReplaceAll(got, ";", "\n"))
	}
	query := d.text(`location.search.slice(1)`)
	d.says(query)
	d.panels(query)
	d.saves(query)
	const told = `document.querySelector(".unseen[role=status]").textContent === "Of the pixels shown " + document.querySelectorAll(".panels span")[1].textContent.replace(" wrong", "") + " are wrong, of the network’s " + document.querySelectorAll(".panels span")[2].textContent.replace(" wrong", "")`
	d.Wait(told)

	// The noise is moved by keys, the panels at once and the film after it.
	d.Eval(`document.querySelector("#hands-sigma").focus()`, nil)
	d.Key("ArrowRight")
	d.Wait(`location.search.includes("sigma=0.6")`)
	d.settle()
	query = d.text(`location.search.slice(1)`)
	d.says(query)
	d.panels(query)

	// The link restores it all.
	if other := paints(t, b, query); other.paper() != painted {
		t.Errorf("the link restores\n%s", other.paper())
	}

	d.press("Undo")
	d.Wait(`!location.search.includes("cue")`)
	if d.paper() != stored {
		t.Error("the stroke is not undone")
	}
	d.press("Redo")
	d.Wait(`location.search.includes("cue")`)
	d.press("As stored")
	d.Wait(`!location.search.includes("cue")`)
	d.press("Another digit")
	d.hears("The digit is 4")
	d.Wait(`location.search.includes("digit=4")`)
	d.settle()
	if d.paper() == stored {
		t.Error("it is the same digit")
	}
	query = d.text(`location.search.slice(1)`)
	d.says(query)
	d.panels(query)

	// The controls below are heard as well, whatever has no place on the slider here.
	d.Eval(`(e => (e.value = 12.34, e.dispatchEvent(new Event("input"))))(document.querySelector("#set-sigma"))`, nil)
	d.Wait(`location.search.includes("sigma=12.34") && document.querySelector(".hands output").textContent === "σ = 12.34"`)
	d.Eval(`(e => (e.value = 7, e.dispatchEvent(new Event("input"))))(document.querySelector("#set-digit"))`, nil)
	d.Wait(`location.search.includes("digit=7")`)
	d.settle()
	d.panels(d.text(`location.search.slice(1)`))
	d.Wait(told) // of this digit, not of the one before
}

// While a finger or a mouse is down one question at a time is asked, whatever
// it does.
func TestPaintAsksOneAtATime(t *testing.T) { onBothHosts(t, testPaintAsksOneAtATime) }

func testPaintAsksOneAtATime(t *testing.T) {
	d := paints(t, browser.Shared(t), "scene=hopfield-recall&sigma=0"+small)
	looks, films := d.asks("recalled"), d.asks("film")
	way := make([]browser.Spot, 60)
	for i := range way {
		way[i] = browser.Spot{X: .1 + .8*float64(i)/60, Y: .5}
	}
	d.Drag(grid, way...)
	d.takes("cue", "null")
	query := d.text(`location.search.slice(1)`)
	d.panels(query)
	if looks, films = d.asks("recalled")-looks, d.asks("film")-films; films != 1 || looks < 2 || looks > 61 {
		t.Errorf("a stroke of 60 movements asks for %d looks and %d films", looks, films)
	}
	d.asksInTurn("recalled")
}
