package studio

import (
	"testing"

	"flipbook/internal/browser"
)

// How fast a film plays, and whether it begins anew at its end, is the
// reader's choice for the films that follow, and a film that takes the place
// of another does not take the focus away.
func TestPlayerStaysAsItIsSet(t *testing.T) { onBothHosts(t, testPlayerStaysAsItIsSet) }

func testPlayerStaysAsItIsSet(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=monty-hall&trials=20&scale=0.25")
	r.Eval(film+`.getElementById("speed").focus()`, nil)
	r.Key("ArrowUp") // 0.5×
	r.Key("Tab")
	r.Key("Enter") // does not loop
	const set = `["speed", "loop"].map(id => ` + film + `.getElementById(id)).map(e => e.value || e.getAttribute("aria-pressed")).join(" ")`
	r.Wait(set + ` === "0.5 false"`)

	before := r.alt()
	r.Eval(`history.pushState(null, "", "?scene=monty-hall&trials=30&scale=0.25"); dispatchEvent(new PopStateEvent("popstate"))`, nil)
	r.Wait(`document.querySelector(".results").textContent && document.querySelector(".film").getAttribute("aria-busy") === "false"`)
	if r.alt() == before {
		t.Fatal("it is the same film")
	}
	r.Wait(set + ` === "0.5 false"`)
	r.Wait(film + `.activeElement?.id === "loop"`)
	r.Key("Shift+Tab")
	r.Wait(film + `.activeElement?.id === "speed"`)
}

// Where the reader's system sets all colours, sliders are still there, and
// what is pressed still looks pressed.
func TestForcedColours(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.Prefer("forced-colors", "active")
	r.open("scene=perceptron&points=4&scale=0.25")
	r.Wait(`document.querySelectorAll(".hands [aria-pressed]").length === 3`)
	const edges = `new Set([...document.querySelectorAll(".hands [aria-pressed]")].map(e => getComputedStyle(e).borderColor)).size`
	r.Wait(edges + ` === 2`)
	r.Wait(`getComputedStyle(document.querySelector("form input[type=range]")).forcedColorAdjust === "none"`)
	r.Wait(`getComputedStyle(` + film + `.getElementById("scrub")).forcedColorAdjust === "none"`)
	const loop = `getComputedStyle(` + film + `.getElementById("loop")).color`
	on := r.text(loop)
	r.Eval(film+`.getElementById("loop").click()`, nil)
	r.Wait(loop + ` !== ` + "`" + on + "`")
}
