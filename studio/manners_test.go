package studio

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// Tab reaches all that can be pressed or filled in, shows where it is, and
// leads out again.
func TestKeyboard(t *testing.T) { onBothHosts(t, testKeyboard) }

func testKeyboard(t *testing.T) {
	b := browser.Shared(t)
	for _, query := range []string{"", "scene=hopfield-recall&lang=en&label=stored%3Dseen" + small} {
		r := read(t, b)
		r.Prefer("prefers-reduced-motion", "reduce")
		if query == "" {
			r.Visit(r.home)
			r.Wait(`document.querySelector(".cards")`)
		} else {
			r.open(query)
			r.Wait(`document.querySelector(".hands:not([hidden])")`)
			r.Eval(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil)
		}
		var want int
		r.Eval(`window.all = new Set([document, ...[...document.querySelectorAll(".place > *")].map(e => e.shadowRoot)].flatMap(root =>
			[...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]).filter(e => e.offsetWidth)); all.size`, &want)
		if want < 20 {
			t.Fatalf("only %d can be reached at all", want)
		}
		for range want + 5 {
			r.Key("Tab")
			var dim string
			r.Eval(`(() => {
				let e = document.activeElement;
				while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
				all.delete(e);
				return e === document.body || getComputedStyle(e).outlineStyle !== "none" ? "" : e.outerHTML.slice(0, 100);
			})()`, &dim)
			if dim != "" {
				t.Errorf("one does not see that this has the focus: %s", dim)
			}
		}
		var left []string
		if r.Eval(`[...all].map(e => e.outerHTML.slice(0, 100))`, &left); len(left) > 0 {
			t.Errorf("the keyboard does not reach %q", left)
		}
		// Whoever wants to skip the head can.
		r.Eval(`document.activeElement.blur(); document.querySelector(".skip").focus()`, nil)
		r.Key("Enter")
		r.Wait(`document.activeElement.id === "content"`)
	}
}

// Everything has a name, and changes are announced where they ought to be.
func TestPageIsAccessible(t *testing.T) { onBothHosts(t, testPageIsAccessible) }

func testPageIsAccessible(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=hopfield-recall" + small)
	tree := slices.DeleteFunc(r.Accessible(), func(n browser.Node) bool { return strings.Contains(n.Role, "Text") })
	for _, want := range []browser.Node{
		{Role: "RootWebArea", Name: "A Hopfield network recalls a digit · flipbook"},
		{Role: "link", Name: "Skip to the content"},
		{Role: "heading", Name: "A Hopfield network recalls a digit"},
		{Role: "region", Name: "Film"}, {Role: "region", Name: "Results"}, {Role: "group", Name: "Player"},
		{Role: "form", Name: "Parameters"},
		{Role: "slider", Name: "Sigma", Description: "standard deviation of the Gaussian noise, in units of a pixel's ±1"},
		{Role: "spinbutton", Name: "Sigma", Description: "standard deviation of the Gaussian noise, in units of a pixel's ±1", Value: "2"},
		{Role: "combobox", Name: "Rule", Description: "learning rule", Value: "pseudo-inverse"},
		{Role: "button", Name: "Another random seed"},
		{Role: "button", Name: "Copy the link"},
	} {
		if !slices.ContainsFunc(tree, func(n browser.Node) bool {
			return n.Role == want.Role && n.Name == want.Name && (want.Value == "" || n.Value == want.Value) && (want.Description == "" || n.Description == want.Description)
		}) {
			t.Errorf("there is no %v in\n%v", want, tree)
		}
	}
	for _, n := range tree {
		if n.Name == "" && slices.Contains([]string{"button", "link", "slider", "spinbutton", "textbox", "combobox", "checkbox", "image"}, n.Role) {
			t.Errorf("a %s has no name", n.Role)
		}
	}
	var headings int
	if r.Eval(`document.querySelectorAll("h1, main").length + `+film+`.querySelectorAll("h1, main").length`, &headings); headings != 2 {
		t.Errorf("there are %d first headings and mains, want one of each", headings)
	}
}

// Whoever prefers less motion finds the film at rest on its last frame.
func TestReducedMotion(t *testing.T) { onBothHosts(t, testReducedMotion) }

func testReducedMotion(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Prefer("prefers-reduced-motion", "reduce")
	r.open("scene=monty-hall&trials=200" + small)
	r.Wait(film + `.getElementById("film").dataset.state === "paused"`)
	r.Wait(film + `.getElementById("film").dataset.frame === ` + film + `.getElementById("scrub").max`)
}

// In a tab that nobody sees a film stands still, and goes on from there when
// it is seen again; one that arrives there waits at its beginning.
func TestHidden(t *testing.T) { onBothHosts(t, testHidden) }

func testHidden(t *testing.T) {
	const query = "scene=hopfield-recall" + small
	b := browser.Shared(t)
	r := read(t, b)
	r.open(query)
	r.Eval(film+`.getElementById("scrub").focus()`, nil)
	r.Key("2")
	r.Key("ArrowRight") // beyond the second key frame frames stand for 60 ms
	const speed = film + `.getElementById("speed").value`
	r.Eval(speed+` = 0.25`, nil) // so that the end is far
	r.Key("k")
	r.Hide()
	r.Wait(`document.visibilityState === "hidden"`)
	var at, then int
	r.Eval(frame, &at)
	r.Eval(`window.frames = [], new MutationObserver(() => frames.push(`+frame+`)).observe(`+film+`.getElementById("film"), {attributeFilter: ["data-frame"]})`, nil)
	r.Eval(`new Promise(done => setTimeout(done, 600))`, nil)
	if r.Eval(frame, &then); then != at {
		t.Errorf("hidden the film goes from frame %d to %d", at, then)
	}
	r.Eval(speed+` = 1`, nil)
	r.Show()
	r.Wait(`frames.length > 2`)
	if r.Eval(`frames[0]`, &then); then <= at || then > at+6 { // a quarter of a second may pass between two frames of the screen
		t.Errorf("seen again the film goes on from frame %d to %d", at, then)
	}

	behind := read(t, b)
	behind.Hide()
	behind.open(query)
	behind.Eval(film+`.getElementById("speed").value = 4`, nil)
	behind.Eval(`new Promise(done => setTimeout(done, 600))`, nil) // the first frame stands for less
	behind.Wait(`document.visibilityState === "hidden" && ` + frame + ` === 0`)
	behind.Show()
	behind.Wait(frame + ` > 0`)
}

// On a phone nothing reaches over the edge, fingers hit what they mean, and
// the film is laid out for it, unless the address has a size.
func TestPhone(t *testing.T) { onBothHosts(t, testPhone) }

func testPhone(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Viewport(320, 640, 2)
	fits := func(what string) {
		t.Helper()
		var wide int
		if r.Eval(`document.documentElement.scrollWidth`, &wide); wide > 320 {
			t.Errorf("%s is %d px wide", what, wide)
		}
		var small []string
		r.Eval(`[document, ...[...document.querySelectorAll(".place > *")].map(e => e.shadowRoot)].flatMap(root =>
			[...root.querySelectorAll("a[href], button, input, select, textarea, summary")]).filter(e => e.offsetWidth && !e.matches(".skip") && (e.offsetWidth < 40 || e.offsetHeight < 40)).map(e => e.outerHTML.slice(0, 100))`, &small)
		if len(small) > 0 {
			t.Errorf("%s: too small for a finger: %q", what, small)
		}
	}
	r.Visit(r.home)
	r.Wait(`document.querySelector(".cards")`)
	fits("the gallery")
	for _, scene := range []string{"hopfield-recall", "perceptron", "monty-doors"} {
		r.open("scene=" + scene + small)
		r.Eval(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil)
		fits(scene)
		r.Wait(film + `.getElementById("screen").width === 480 / 10`)
		if q := r.query(); q.Has("size") {
			t.Errorf("the link that a phone shares has a size: %v", q)
		}
	}
	r.open("scene=perceptron&size=600x500" + small)
	r.Wait(film + `.getElementById("screen").width === 600 / 10`)
}

// In the dark the page is dark and the film as well, unless the address says
// how it looks.
func TestDark(t *testing.T) { onBothHosts(t, testDark) }

func testDark(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=monty-hall&trials=200" + small)
	papers := func(page, film string) {
		t.Helper()
		r.Wait(fmt.Sprintf(`getComputedStyle(document.body).backgroundColor === %q && getComputedStyle(document.querySelector(".place > :not(.coming)")).backgroundColor === %q`, page, film))
	}
	const white, black = "rgb(255, 255, 255)", "rgb(20, 22, 26)"
	papers(white, white)
	r.Prefer("prefers-color-scheme", "dark")
	papers(black, black)
	r.Wait(`document.querySelector(".take code").textContent.includes("--theme=dark") && !location.search.includes("theme")`)
	r.open("scene=monty-hall&trials=200&theme=light" + small)
	papers(black, white)
	r.Prefer()
	r.open("scene=monty-hall&trials=200&theme=dark" + small)
	papers(white, black)
}
