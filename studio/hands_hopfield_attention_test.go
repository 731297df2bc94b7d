package studio

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// attends waits until the panels say what the engine does of a question, and
// returns the query of which nothing is claimed where it is unknown.
func (d draftsman) attends(query string) string {
	d.t.Helper()
	var want []attended
	answered(d.t, "attended", asked(d.t, query), &want)
	said := make([]string, len(want))
	for i, a := range want {
		answer := "exact"
		if a.Wrong > 0 {
			answer = fmt.Sprintf("%d wrong", a.Wrong)
		}
		best := a.Best[0]
		on := fmt.Sprintf("a %d", best.Label)
		if best.Asked {
			on = "the digit"
		}
		said[i] = fmt.Sprintf("|%.2f on %s|%s", best.Weight, on, answer)
	}
	d.Wait(fmt.Sprintf(`[...document.querySelectorAll(".question")].map(q => [...q.querySelectorAll("span.muted")].map(e => e.textContent).join("|")).join() === %q`, strings.Join(said, ",")))
	// shade is how much of what is seen is ink, in three steps.
	shade := func(panel int) string {
		return d.text(fmt.Sprintf(`(c => {
			const data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data, sign = v => v < 85 ? "#" : v < 190 ? "?" : ".";
			return Array.from({length: c.height}, (_, y) => Array.from({length: c.width}, (_, x) => sign(data[4 * (y * c.width + x)])).join("")).join(";");
		})(document.querySelectorAll(".panels figure > canvas")[%d])`, panel))
	}
	for i, a := range want {
		if got := shade(2 * i); got != a.Query {
			d.t.Errorf("%.60s: query %d shows\n%s", query, i+1, strings.ReplaceAll(got, ";", "\n"))
		}
		answer := strings.ReplaceAll(shade(2*i+1), ";", "")
		for j, ink := range a.Answer {
			if step := strings.IndexByte(".?#", answer[j]); ink < 30 && step != 0 || ink > 225 && step != 2 {
				d.t.Fatalf("%.60s: pixel %d of answer %d is %q, want %d of 255 ink", query, j, i+1, answer[j], ink)
			}
		}
	}
	return want[0].Query
}

// address is what the page says of itself.
func (d draftsman) address() string {
	d.t.Helper()
	return d.text(`location.search.slice(1)`)
}

// What is left of a digit is painted, in ink, paper, and nothing known; the
// panels follow at once, then the film does, and its file is that of the
// address.
func TestPaintQuery(t *testing.T) { onBothHosts(t, testPaintQuery) }

func testPaintQuery(t *testing.T) {
	const scene = "scene=hopfield-attention&queries=2" + small
	b := browser.Shared(t)
	d := paints(t, b, scene)
	half := d.attends(scene)
	if upper, lower := half[:14*29], half[14*29:]; strings.Contains(upper, "?") || strings.ContainsAny(lower, "#.") {
		t.Fatalf("half of the digit is\n%s", half)
	}
	d.press("All of it")
	d.hears("All of the digit is known")
	whole := d.takes("cue", "null")
	d.attends(d.address())
	d.press("Unknown")
	d.Drag(grid, browser.Spot{X: .2, Y: .3}, browser.Spot{X: .8, Y: .3})
	painted := d.takes("cue", "`"+whole+"`")
	if got := strings.Count(painted, "?"); strings.Contains(whole, "?") || got < 40 {
		t.Fatalf("after a stroke of the unknown %d pixels are", got)
	}
	query := d.address()
	d.says(query)
	d.attends(query)
	d.saves(query)

	// Someone else sees the same.
	other := paints(t, b, query)
	if got := other.attends(query); got != painted {
		t.Errorf("the link restores\n%s", strings.ReplaceAll(got, ";", "\n"))
	}
	other.press("Half of it")
	other.Wait(`!location.search.includes("cue")`)
	if got := other.attends(scene); got != half {
		t.Errorf("half of it is\n%s", strings.ReplaceAll(got, ";", "\n"))
	}

	// By keys: a pixel becomes unknown, and paper again.
	d.Eval(`document.querySelector("canvas.grid").focus()`, nil)
	d.Key("Home")
	d.Key("PageUp")
	d.Key("PageUp")
	d.Key("PageUp")
	d.Key(" ")
	d.hears("Row 1, column 1: unknown")
	d.Key(" ")
	d.hears("Row 1, column 1: paper")
	d.settle()
}

// β and the noise are moved, and the panels follow before anything is let go.
func TestAttentionIsTurned(t *testing.T) { onBothHosts(t, testAttentionIsTurned) }

func testAttentionIsTurned(t *testing.T) {
	const scene = "scene=hopfield-attention&queries=2" + small
	d := paints(t, browser.Shared(t), scene)
	films := d.asks("film")
	d.Eval(`(s => { s.value = 10; s.dispatchEvent(new Event("input")); })(document.querySelector("#hands-beta"))`, nil)
	d.attends(scene + "&beta=0.1")
	if d.asks("film") != films {
		t.Error("a film is asked for while the slider moves")
	}
	d.Eval(`document.querySelector("#hands-beta").focus()`, nil)
	d.Key("ArrowLeft")
	d.Wait(`location.search.includes("beta=0.08") && document.querySelector("#hands-beta").getAttribute("aria-valuetext") === "β = 0.08"`)
	d.settle()
	d.says(d.address())
	d.attends(d.address())
	d.Wait(`/^Unknown pixels are 0: 0\.\d+ on the digit, (exact|\d+ wrong)\. Unknown pixels are −1, paper: .* wrong$/.test(document.querySelector(".unseen[role=status]").textContent)`)
	d.Eval(`document.querySelector("#hands-sigma").focus()`, nil)
	d.Key("PageUp")
	d.Wait(`location.search.includes("sigma=0.5")`)
	d.settle()
	d.says(d.address())
	d.attends(d.address())
}

// A digit is picked, and another one of it, until there are no more.
func TestPickDigit(t *testing.T) { onBothHosts(t, testPickDigit) }

func testPickDigit(t *testing.T) {
	d := paints(t, browser.Shared(t), "scene=hopfield-attention&queries=2"+small+"&digit=5&sample=98&cue="+strings.Repeat(strings.Repeat(".", 28)+"%3B", 28),
		"Failed to load resource: the server responded with a status of 400 (Bad Request)")
	d.press("Another one")
	d.hears("Another 5: sample 99")
	d.Wait(`location.search.includes("sample=99") && !location.search.includes("cue")`)
	d.settle()
	d.attends(d.address())
	d.press("Another one") // there are 100
	d.hears("The first again")
	d.Wait(`!location.search.includes("sample") && location.search.includes("digit=5")`)
	d.settle()
	d.says(d.address())
	d.attends(d.address())
	d.press("Another digit")
	d.hears("The digit is 6")
	d.Wait(`location.search.includes("digit=6") && document.querySelector("#hands-digit").value === "6"`)
	d.settle()
	d.Eval(`document.querySelector("#hands-digit").focus()`, nil)
	d.Key("9")
	d.hears("The digit is 9")
	d.Wait(`location.search.includes("digit=9")`)
	d.settle()
	d.attends(d.address())
}

// On the narrowest phone a finger paints, nothing reaches over the edge, and
// all can be hit; in the dark the panels are painted again.
func TestPaintQueryByTouch(t *testing.T) { onBothHosts(t, testPaintQueryByTouch) }

func testPaintQueryByTouch(t *testing.T) {
	const scene = "scene=hopfield-attention&queries=2" + small
	d := paints(t, browser.Shared(t), scene)
	d.Viewport(320, 640, 2)
	d.press("Unknown")
	d.Touch(grid, browser.Spot{X: .2, Y: .3}, browser.Spot{X: .8, Y: .3})
	d.takes("cue", "null")
	d.attends(d.address())
	var wide int
	if d.Eval(`document.documentElement.scrollWidth`, &wide); wide > 320 {
		t.Errorf("the page is %d px wide", wide)
	}
	var tiny []string
	if d.Eval(`[...document.querySelectorAll(".hands :is(button, input, select)")].filter(e => e.offsetWidth < 40 || e.offsetHeight < 40).map(e => e.outerHTML.slice(0, 100))`, &tiny); len(tiny) > 0 {
		t.Errorf("too small for a finger: %q", tiny)
	}
	const corner = `[...document.querySelectorAll(".panels figure > canvas, .weights canvas")].map(c => c.getContext("2d").getImageData(0, 0, 1, 1).data[0])`
	var bright []int
	d.Eval(corner, &bright)
	d.Prefer("prefers-color-scheme", "dark")
	d.Wait(corner + `.every(v => v < 60)`)
	if slices.Min(bright) < 190 || len(bright) != 12 {
		t.Errorf("by day the corners of the panels are %d", bright)
	}
}
