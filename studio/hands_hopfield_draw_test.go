package studio

import (
	"math/rand/v2"
	"strings"
	"testing"

	"flipbook/drawings"
	"flipbook/hopfield"
	"flipbook/internal/browser"
)

// A draftsman is a reader who draws.
type draftsman struct{ reader }

const grid = "canvas.grid"

// draws opens the page of a scene for whom draws on it.
func draws(t *testing.T, b *browser.Browser, query string, wide, high int) draftsman {
	t.Helper()
	d := draftsman{read(t, b)}
	d.Viewport(wide, high, 1)
	d.open(query)
	d.Wait(`document.querySelector(".hands:not([hidden]) .memories li") && document.querySelector("#hands-pictures option")`)
	return d
}

// paper is what is drawn on the grid, as it is seen: the cells that have the
// ink of the page in their middle, whatever the cursor of the keyboard covers.
func (d draftsman) paper() string {
	d.t.Helper()
	return d.text(paper)
}

const paper = `(c => {
		const [cols, rows] = c.getAttribute("aria-label").match(/\d+/g).map(Number), side = c.width / cols, context = c.getContext("2d");
		const probe = document.createElement("canvas").getContext("2d");
		probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--ink");
		probe.fillRect(0, 0, 1, 1);
		const ink = String(probe.getImageData(0, 0, 1, 1).data);
		return Array.from({length: rows}, (_, y) => Array.from({length: cols}, (_, x) =>
			String(context.getImageData(x * side + side / 2, y * side + side / 2, 1, 1).data) === ink ? "#" : ".").join("")).join(";");
	})(document.querySelector("` + grid + `"))`

// press presses the button that says so.
func (d draftsman) press(name string) {
	d.t.Helper()
	d.Eval(`document.querySelectorAll("[data-test]").forEach(e => e.removeAttribute("data-test"));
		[...document.querySelectorAll(".hands button")].find(b => (b.getAttribute("aria-label") || b.textContent) === "`+name+`")?.setAttribute("data-test", "")`, nil)
	d.Click("[data-test]")
}

// hears waits until the live region says something.
func (d draftsman) hears(text string) {
	d.t.Helper()
	d.Wait(`document.querySelector(".hands [role=status]").textContent === "` + text + `"`)
}

// memories are as many drawings as there are thumbnails.
func (d draftsman) memories() (n int) {
	d.t.Helper()
	d.Eval(`document.querySelectorAll(".memories li").length`, &n)
	return n
}

// takes waits until the address has a parameter that it did not have before,
// and the film of it is there.
func (d draftsman) takes(key, before string) string {
	d.t.Helper()
	d.Wait(`new URLSearchParams(location.search).get("` + key + `") !== (` + before + `)`)
	d.settle()
	return d.query().Get(key)
}

var (
	seven = []browser.Spot{{X: .2, Y: .15}, {X: .8, Y: .15}, {X: .45, Y: .85}}
	ell   = []browser.Spot{{X: .25, Y: .1}, {X: .25, Y: .85}, {X: .8, Y: .85}}
)

// A 7 and an L are drawn and memorised, half of the L is drawn again, and the
// network recalls what package hopfield says; the link restores it all, and
// the file is what render writes.
func TestDrawMemoriseRecall(t *testing.T) { onBothHosts(t, testDrawMemoriseRecall) }

func testDrawMemoriseRecall(t *testing.T) {
	b := browser.Shared(t)
	d := draws(t, b, "scene=hopfield-draw&rule=pseudo-inverse"+small, 1280, 900)
	d.press("Recall")
	d.hears("The grid is empty: draw a part of a memory first")
	for _, memorise := range []string{"Memorise", "Memorise this alone"} {
		d.press(memorise)
		d.hears("The grid is empty: draw something first")
	}

	d.Drag(grid, seven...)
	first := d.paper()
	d.press("Memorise this alone")
	d.hears("Memorised, and all others are forgotten")
	if got := d.takes("memories", "null"); got != first || !strings.Contains(first, "#") {
		t.Fatalf("drawn is\n%s, memorised\n%s", first, got)
	}
	d.press("Forget memory 1")
	d.hears("This is the only memory: memorise another one first")
	d.press("Memorise")
	d.hears("This drawing is memorised already")
	d.press("Clear")
	d.Drag(grid, ell...)
	second := d.paper()
	d.press("Memorise")
	d.takes("memories", "`"+first+"`")
	if got, want := d.query().Get("memories"), first+";;"+second; got != want || d.memories() != 2 {
		t.Fatalf("the memories are %q, want %q", got, want)
	}

	// The lower half goes, by the other button of the mouse; then it is asked what it was.
	d.Eval(`(s => (s.value = 5, s.dispatchEvent(new Event("input"))))(document.querySelector("[aria-label='Width of the brush']"))`, nil)
	for _, y := range []float64{.6, .7, .8, .9} {
		d.DragRight(grid, browser.Spot{X: .02, Y: y}, browser.Spot{X: .98, Y: y})
	}
	half := d.paper()
	if !strings.Contains(half, "#") || strings.Contains(half[20*36:], "#") {
		t.Fatalf("what is left is\n%s", strings.ReplaceAll(half, ";", "\n"))
	}
	d.press("Recall")
	if got := d.takes("cue", "null"); got != half {
		t.Fatalf("shown is\n%s", got)
	}
	d.Wait(film + `.querySelector("[data-key='1'][aria-current], [data-key='2'][aria-current]") && ` + film + `.getElementById("film").dataset.state === "playing"`)
	query := d.text(`location.search.slice(1)`)
	d.says(query)

	// What package hopfield makes of the same drawings.
	var memories []hopfield.Pattern
	for _, text := range []string{first, second} {
		memories = append(memories, parsed(t, text).States)
	}
	net, err := hopfield.PseudoInverse{}.Train(t.Context(), memories)
	if err != nil {
		t.Fatal(err)
	}
	run, err := net.Recall(t.Context(), parsed(t, half).States, rand.New(rand.NewPCG(1, 0x666c6970626f6f6b)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := run.End.Hamming(memories[1]); wrong != 0 || d.results()[len(d.results())-1] != "0 pixels wrong" {
		t.Errorf("%d pixels are wrong, and the page says %q", wrong, d.results())
	}

	// The file that is saved, byte for byte.
	d.saves(query)

	// The same again is no other film, and plays again.
	d.Eval(film+`.getElementById("last").click()`, nil)
	d.press("Recall")
	d.Wait(film + `.querySelector("[data-key='1'][aria-current]") && ` + film + `.getElementById("film").dataset.state === "playing"`)
	if got := d.text(`location.search.slice(1)`); got != query {
		t.Errorf("the same recall is another address: %s", got)
	}

	// Another rule keeps the memories.
	d.Eval(`document.querySelector("#set-rule").focus()`, nil)
	d.Key("ArrowUp")
	d.Wait(`!location.search.includes("rule=")`)
	d.settle()
	if got := d.query(); got.Get("memories") != first+";;"+second || d.memories() != 2 || d.paper() != half {
		t.Error("with another rule the memories, or the drawing, are others")
	}
	d.says(d.text(`location.search.slice(1)`))

	// Whoever is sent the link finds the same.
	other := draws(t, b, query, 1280, 900)
	if other.memories() != 2 || other.paper() != half {
		t.Errorf("the link restores %d memories and\n%s", other.memories(), other.paper())
	}
}

// What was done is undone, and done again: strokes, memories, noise, pictures.
// Back brings the memories of before.
func TestDrawUndo(t *testing.T) { onBothHosts(t, testDrawUndo) }

func testDrawUndo(t *testing.T) {
	d := draws(t, browser.Shared(t), "scene=hopfield-draw"+small, 1280, 900)
	blank := d.paper()
	if strings.Contains(blank, "#") {
		t.Errorf("the grid begins with\n%s", blank)
	}
	d.press("Undo")
	d.hears("There is nothing to undo")

	d.press("Put memory 3 on the grid")
	heart := d.paper()
	if want := rows(drawings.Signs()[2]); heart != want {
		t.Errorf("the third memory is\n%s", heart)
	}
	d.press("Add noise")
	d.hears("Noise 1, 20 % of the cells, is on the grid")
	noisy := d.paper()
	d.press("Add noise")
	d.hears("Noise 2, 20 % of the cells, is on the grid")
	if n := apart(t, heart, noisy); n != 245 {
		t.Errorf("%d cells are flipped, want 245 of 1,225", n)
	}
	d.press("Undo")
	d.hears("Undone")
	if d.paper() != noisy {
		t.Error("the second noise is not undone")
	}
	d.press("Undo")
	if d.paper() != heart {
		t.Error("the noise is not undone")
	}
	d.press("Redo")
	d.hears("Redone")
	if d.paper() != noisy {
		t.Error("the noise is not done again")
	}

	d.Eval(`document.querySelector("#hands-pictures").value = [...document.querySelectorAll("#hands-pictures option")].find(o => o.textContent === "7").value`, nil)
	d.press("Put on the grid")
	d.hears("Digit 7 is on the grid")
	digit := d.paper()
	d.press("Memorise")
	d.hears("Memorised, as number 6")
	d.takes("memories", "null")
	d.says(d.text(`location.search.slice(1)`))
	d.press("Forget memory 1")
	d.hears("Memory 1 is forgotten")
	d.Wait(`document.activeElement.getAttribute("aria-label") === "Forget memory 1"`)
	d.Wait(`new URLSearchParams(location.search).get("memories")?.split(";;").length === 5`)
	d.settle()
	if got := d.query().Get("memories"); !strings.HasSuffix(got, ";;"+digit) || strings.HasPrefix(got, rows(drawings.Signs()[0])) {
		t.Error("the digit is not memorised, or the house is not forgotten")
	}
	d.press("Undo")
	d.Wait(`document.querySelectorAll(".memories li").length === 6`)
	d.press("Undo")
	d.Wait(`!location.search.includes("memories")`) // five of our own are what no parameter says
	d.settle()
	if d.memories() != 5 {
		t.Errorf("%d memories are left, want 5", d.memories())
	}

	// What is typed is seen, and Back takes it away.
	d.Eval(`(e => (e.value = "##.;#.#;##.;;#.#;.#.;#.#", e.dispatchEvent(new Event("input"))))(document.querySelector("#set-memories"))`, nil)
	d.Wait(`document.querySelectorAll(".memories li").length === 2 && document.querySelector("` + grid + `").getAttribute("aria-label") === "Drawing, 3 by 3 cells"`)
	d.settle()
	d.Drag(grid, browser.Spot{X: .5, Y: .5})
	if got := d.paper(); got != "...;.#.;..." {
		t.Errorf("a dot in the middle of nine cells is %s", got)
	}
	d.Eval(`history.back()`, nil)
	d.Wait(`document.querySelectorAll(".memories li").length !== 2`)
	d.settle()
}

// What the engine refuses is said where one draws.
func TestDrawRefused(t *testing.T) { onBothHosts(t, testDrawRefused) }

func testDrawRefused(t *testing.T) {
	d := draftsman{read(t, browser.Shared(t), "Failed to load resource: the server responded with a status of 400 (Bad Request)")}
	d.Visit(d.home + "?scene=hopfield-draw&rule=pseudo-inverse&memories=%23.%3B..%3B%3B%23.%3B.." + small)
	d.Wait(`document.querySelector(".hands:not([hidden]) .trouble")?.textContent.startsWith("--memories: ") && document.querySelectorAll(".memories li").length === 2`)
	d.press("Forget memory 2")
	d.Wait(`document.querySelector(".hands .trouble").textContent === "" && document.querySelector(".trouble[role=alert]").textContent === ""`)
	d.settle()
	d.says("scene=hopfield-draw&rule=pseudo-inverse&memories=%23.%3B.." + small)
}

// All of it goes by the keyboard alone.
func TestDrawByKeys(t *testing.T) { onBothHosts(t, testDrawByKeys) }

func testDrawByKeys(t *testing.T) {
	d := draws(t, browser.Shared(t), "scene=hopfield-draw"+small, 1280, 900)
	d.Prefer("prefers-reduced-motion", "reduce")
	to := func(what string) {
		t.Helper()
		for range 200 {
			var there bool
			d.Key("Tab")
			if d.Eval(`document.activeElement.closest(".hands") && (document.activeElement.getAttribute("aria-label") || document.activeElement.textContent) === "`+what+`"`, &there); there {
				return
			}
		}
		t.Fatalf("the keyboard does not reach %s", what)
	}
	to("Drawing, 35 by 35 cells")
	d.Key(" ")
	d.hears("Row 18, column 18: ink")
	if got := strings.Count(d.paper(), "#"); got < 8 { // the cursor may hide one
		t.Errorf("a dot has %d cells of ink", got)
	}
	d.Key("ArrowLeft")
	d.hears("Row 18, column 17: ink")
	d.Key("Home")
	d.hears("Row 18, column 1: paper")
	d.Key("Shift+End")
	d.hears("Row 18, column 35: ink")
	d.Key("PageUp")
	d.hears("Row 13, column 35: paper")
	d.Key("Enter")
	d.hears("Row 13, column 35: ink")
	d.Key("Enter")
	d.hears("Row 13, column 35: paper")
	d.Key("Control+z")
	d.hears("Undone")
	d.Key("Control+y")
	d.hears("Redone")
	to("Memorise")
	d.Key("Enter")
	d.hears("Memorised, as number 6")
	all := strings.Split(d.takes("memories", "null"), ";;")
	if got := all[len(all)-1]; len(all) != 6 || strings.Count(got, "#") != 3*35 || strings.Count(got, strings.Repeat("#", 35)) != 3 {
		t.Errorf("memorised is\n%s", strings.ReplaceAll(got, ";", "\n"))
	}
	to("Recall")
	d.Key(" ")
	d.takes("cue", "null")
	d.says(d.text(`location.search.slice(1)`))
	// Who prefers less motion sees how it ends.
	d.Wait(film + `.getElementById("film").dataset.state === "paused" && ` + frame + ` === Number(` + film + `.getElementById("scrub").max)`)

	tree := d.Accessible()
	var told bool
	for _, n := range tree {
		told = told || n.Name == "Drawing, 35 by 35 cells" && strings.Contains(n.Description, "arrows move")
		if n.Name == "" && (n.Role == "button" || n.Role == "slider" || n.Role == "combobox") {
			t.Errorf("a %s has no name", n.Role)
		}
	}
	if !told {
		t.Errorf("nobody is told how to draw: %v", tree)
	}
}

// On a phone one draws with a finger, nothing reaches over the edge, and after
// Recall the film is in sight.
func TestDrawByTouch(t *testing.T) { onBothHosts(t, testDrawByTouch) }

func testDrawByTouch(t *testing.T) {
	d := draws(t, browser.Shared(t), "scene=hopfield-draw&rule=pseudo-inverse"+small, 375, 667)
	var before, after float64
	d.Eval(`(document.querySelector("`+grid+`").scrollIntoView({block: "center"}), scrollY)`, &before)
	d.Touch(grid, seven...)
	drawn := d.paper()
	if d.Eval(`scrollY`, &after); after != before || strings.Count(drawn, "#") < 60 {
		t.Errorf("the page moves from %v to %v, and drawn is\n%s", before, after, strings.ReplaceAll(drawn, ";", "\n"))
	}
	d.press("Memorise")
	d.takes("memories", "null")
	d.press("Recall")
	d.takes("cue", "null")
	d.Wait(`(top => top >= 0 && top < innerHeight / 2)(document.querySelector(".film").getBoundingClientRect().top)`)
	d.says(d.text(`location.search.slice(1)`) + "&size=480x480")
	for _, most := range []int{375, 320} {
		d.Viewport(most, 667, 2)
		d.settle()
		var wide int
		if d.Eval(`document.documentElement.scrollWidth`, &wide); wide > most {
			t.Errorf("the page is %d px wide, on a phone of %d", wide, most)
		}
		if d.paper() != drawn {
			t.Errorf("on a phone of %d px the drawing is another", most)
		}
	}
	var small []string
	d.Eval(`[...document.querySelectorAll(".hands :is(button, input, select)")].filter(e => e.offsetWidth < 40 || e.offsetHeight < 40).map(e => e.outerHTML.slice(0, 100))`, &small)
	if len(small) > 0 {
		t.Errorf("too small for a finger: %q", small)
	}
}

// What is drawn is seen in the same frame, and in the dark as well.
func TestDrawAtOnce(t *testing.T) {
	d := draws(t, browser.Shared(t), "scene=hopfield-draw"+small, 1280, 900)
	var took float64
	d.Eval(`(c => {
		const r = c.getBoundingClientRect(), at = (type, i) => c.dispatchEvent(new PointerEvent(type, {
			pointerId: 1, isPrimary: true, buttons: 1, button: type === "pointerdown" ? 0 : -1, clientX: r.x + r.width * (0.1 + 0.8 * i / 100), clientY: r.y + r.height / 2, bubbles: true}));
		c.setPointerCapture = () => {};
		at("pointerdown", 0);
		const start = performance.now();
		for (let i = 1; i <= 100; i++) at("pointermove", i);
		const each = (performance.now() - start) / 100;
		at("pointerup", 100);
		return each;
	})(document.querySelector("`+grid+`"))`, &took)
	if took > 16 {
		t.Errorf("a movement takes %v ms", took)
	}
	t.Logf("a movement takes %.2f ms", took)
	drawn := d.paper()
	if strings.Count(drawn, "#") < 80 {
		t.Errorf("drawn is\n%s", strings.ReplaceAll(drawn, ";", "\n"))
	}
	// In the dark the drawing is the same.
	d.Prefer("prefers-color-scheme", "dark")
	d.Wait(`getComputedStyle(document.documentElement).getPropertyValue("--ink") === "#f3f4f6" && ` + paper + ` === "` + drawn + `"`)
	d.settle()
}
