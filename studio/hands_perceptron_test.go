package studio

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"flipbook/internal/browser"
	"flipbook/perceptron"
)

// A surveyor is a reader who places points.
type surveyor struct{ reader }

// surveys opens the page of the perceptron for whom places points.
func surveys(t *testing.T, b *browser.Browser, query string, wide, high int) surveyor {
	t.Helper()
	s := surveyor{read(t, b)}
	s.Viewport(wide, high, 1)
	s.Prefer("prefers-reduced-motion", "reduce")
	s.open(query)
	s.Wait(`document.querySelector(".plane [data-label]")`)
	return s
}

// spot is where a point of the data is on the plane of an answer.
func (p placed) spot(x, y float64) browser.Spot {
	return browser.Spot{X: (x - p.X[0]) / (p.X[1] - p.X[0]), Y: (p.Y[1] - y) / (p.Y[1] - p.Y[0])}
}

func (s surveyor) press(name string) {
	s.t.Helper()
	s.Eval(fmt.Sprintf(`(b => b.id = "pressed-" + [...document.querySelectorAll(".hands button")].indexOf(b))([...document.querySelectorAll(".hands button")].find(b => b.textContent === %q))`, name), nil)
	s.Click("#" + s.text(fmt.Sprintf(`[...document.querySelectorAll(".hands button")].find(b => b.textContent === %q).id`, name)))
}

// hears waits until the live region says something that begins so, and goes on
// like that; numbers are as exact as a hand.
func (r reader) hears(begin, end string) {
	r.t.Helper()
	r.Wait(fmt.Sprintf(`(said => said.startsWith(%q) && said.includes(%q))(document.querySelector(".hands [role=status]").textContent)`, begin, end))
}

// has waits until the address, the film, its results and the plane are those
// of points, which lie where they were put, as far as a hand can tell.
func (s surveyor) has(want ...perceptron.Point) {
	s.t.Helper()
	var list []string
	for _, p := range want {
		list = append(list, fmt.Sprintf("[%v, %v, %d]", p.X[0], p.X[1], p.Y))
	}
	s.Wait(fmt.Sprintf(`((got, want) => got.length === want.length && got.every(([x, y, label], i) =>
		label === want[i][2] && Math.hypot(x - want[i][0], y - want[i][1]) < 0.02))(
		(new URLSearchParams(location.search).get("data") || "").split(";").map(row => row.split(",").map(Number)), [%s])`, strings.Join(list, ", ")))
	s.settle()
	q := s.query()
	var marks []int
	s.Eval(`[...document.querySelectorAll(".plane [data-label]")].map(e => Number(e.dataset.label))`, &marks)
	for i, label := range marks {
		if label != want[i].Y {
			s.t.Errorf("mark %d has the label %d, want %d", i, label, want[i].Y)
		}
	}
	if s.text(`String(innerWidth <= 560)`) == "true" {
		q.Set("size", "480x480") // as the page has it on a phone
	}
	s.says(q.Encode())
}

func at(x, y float64, label int) perceptron.Point {
	return perceptron.Point{X: []float64{x, y}, Y: label}
}

// The plane begins with the points of the film; one clicks, drags and deletes
// others, and what is heard and seen is what the engine finds, up to points
// that no line separates.
func TestPlacePoints(t *testing.T) { onBothHosts(t, testPlacePoints) }

func testPlacePoints(t *testing.T) {
	const query = "scene=perceptron&points=6&margin=0.3" + small
	s := surveys(t, browser.Shared(t), query, 1280, 1000)
	var begin placed
	answered(t, "points", asked(t, query), &begin)
	plane := func(x, y float64) browser.Spot { return begin.spot(x, y) }

	// The plane is that of the chart, and the points are where they are drawn.
	s.Wait(`document.querySelectorAll(".plane [data-label]").length === 6`)
	var marks []browser.Spot
	s.Eval(`(r => [...document.querySelectorAll(".plane [data-label]")].map(e => e.getCTM()).map(m => ({X: m.e / r.clientWidth, Y: m.f / r.clientHeight})))(document.querySelector(".plane"))`, &marks)
	for i, p := range begin.read(t) {
		if w := plane(p.X[0], p.X[1]); math.Abs(marks[i].X-w.X) > 0.005 || math.Abs(marks[i].Y-w.Y) > 0.005 {
			t.Errorf("point %d is drawn at %v, want %v", i, marks[i], w)
		}
	}

	s.press("Clear")
	s.hears("All points are gone. The film stays until there is a first point.", "")
	if q := s.query(); q.Has("data") {
		t.Errorf("without points the address says %v", q)
	}
	s.says(query)
	s.Drag(".plane", plane(0.6, 0.5)) // a click
	s.has(at(0.6, 0.5, 1))
	if ring := s.text(`getComputedStyle(document.querySelector(".plane")).outlineStyle`); ring != "none" {
		t.Errorf("a click leaves a ring around the plane, %s", ring)
	}
	s.DragRight(".plane", plane(-0.5, -0.5)) // the other kind
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1))
	s.press("○ Circle")
	s.Drag(".plane", plane(0, 0), plane(0.2, 0.1), plane(0.4, -0.7)) // placed, and moved at once
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(0.4, -0.7, -1))
	s.hears("A circle at ", "The perceptron separates 3 points by a line")
	s.Wait(`!document.querySelector(".plane .line").hasAttribute("hidden")`)

	// One that is there is dragged, and no other comes.
	s.Drag(".plane", plane(0.4, -0.7), plane(0.5, 0), plane(-0.5, 0.5))
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(-0.5, 0.5, -1))
	s.hears("Moved: circle at ", "The perceptron separates 3 points")
	s.Drag(".plane", plane(0.6, 0.5)) // only looked at
	s.hears("A triangle at ", "T turns it, Delete removes it.")
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(-0.5, 0.5, -1))

	// Circles and triangles at opposite corners.
	s.press("△ Triangle")
	s.Drag(".plane", plane(0.6, -0.5))
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(-0.5, 0.5, -1), at(0.6, -0.5, 1))
	s.DragRight(".plane", plane(0.6, -0.5))
	s.DragRight(".plane", plane(-0.5, -0.5))
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, 1), at(-0.5, 0.5, -1), at(0.6, -0.5, -1))
	s.hears("Now a triangle at ", "No line separates these points")
	if got := s.results(); !slices.Contains(got, "no bound") {
		t.Errorf("the results are %q", got)
	}
	s.saves(s.query().Encode())
	var none placed
	answered(t, "points", s.query(), &none)
	const ringed = `document.querySelectorAll(".plane .rings circle").length`
	s.Wait(fmt.Sprintf(`%s === %d && document.querySelector(".advice").textContent.includes("Move, turn or delete points that are ringed")`, ringed, len(none.Wrong)))

	// Back, step by step, and away with one.
	s.press("Undo")
	s.Wait(ringed + ` === 0 && document.querySelector(".advice").textContent === ""`)
	s.hears("Undone. The perceptron separates 4 points", "")
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(-0.5, 0.5, -1), at(0.6, -0.5, -1))
	s.press("Delete")
	s.Drag(".plane", plane(0.1, 0.1))
	s.hears("No point is here.", "")
	s.Drag(".plane", plane(-0.5, 0.5))
	s.hears("Removed the circle at ", "")
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(0.6, -0.5, -1))
	s.saves(s.query().Encode())

	// What was drawn at random is there again, and what was placed before it.
	s.press("Random points")
	s.Wait(`!location.search.includes("data") && document.querySelectorAll(".plane [data-label]").length === 6`)
	s.settle()
	s.says(query)
	s.press("Undo")
	s.has(at(0.6, 0.5, 1), at(-0.5, -0.5, -1), at(0.6, -0.5, -1))

	// A point beside random ones leaves them where they are, to the last digit.
	s.press("Random points")
	s.Wait(`!location.search.includes("data") && document.querySelectorAll(".plane [data-label]").length === 6`)
	s.press("○ Circle")
	s.Drag(".plane", plane(-0.4, 0.2))
	s.Wait(`location.search.includes("data")`)
	if got := s.query().Get("data"); !strings.HasPrefix(got, begin.Points+";") {
		t.Errorf("the points are %s, want those at random, %s, and another", got, begin.Points)
	}
}

// The search is watched from the start, also by whom prefers less motion: it
// was asked for.
func TestWatchSearch(t *testing.T) { onBothHosts(t, testWatchSearch) }

func testWatchSearch(t *testing.T) {
	s := surveys(t, browser.Shared(t), "scene=perceptron&points=6&margin=0.3"+small, 375, 667)
	s.Wait(film + `.getElementById("film").dataset.state === "paused"`)
	s.press("Watch the search")
	s.Wait(film + `.getElementById("film").dataset.state === "playing"`)
	var top float64
	if s.Eval(`document.querySelector(".film").getBoundingClientRect().top`, &top); top < -1 || top > 333 {
		t.Errorf("the film is %v px below the top of the window", top)
	}
}

// Points are those of the address and of the controls, whoever changes them.
func TestPointsFollow(t *testing.T) { onBothHosts(t, testPointsFollow) }

func testPointsFollow(t *testing.T) {
	s := surveys(t, browser.Shared(t), "scene=perceptron&data=0,0,-1%3B1,1,1"+small, 1280, 1000)
	marks := func(n int) {
		t.Helper()
		s.Wait(fmt.Sprintf(`document.querySelectorAll(".plane [data-label]").length === %d`, n))
	}
	marks(2)
	s.Drag(".plane", browser.Spot{X: 0.5, Y: 0.2})
	marks(3)
	s.Wait(`document.querySelector("#set-data").value.split("\n").length === 3 && location.search.split("%3B").length === 3`)
	s.settle()
	s.Eval(`history.back()`, nil)
	marks(2)
	s.Wait(`document.querySelector("#set-data").value === "0,0,-1\n1,1,1"`)
	s.settle()
	// A point at the edge makes room beyond it.
	s.Drag(".plane", browser.Spot{X: 0.5, Y: 0.2}, browser.Spot{X: 0.5, Y: -0.5})
	marks(3)
	s.Wait(`document.querySelector(".plane .held") === null && (m => m.f > 20 && m.f < 40)(document.querySelector(".plane g :last-child").getCTM())`)
	s.Wait(`location.search.split("%3B").length === 3`)
	s.settle()
	s.Eval(`history.back()`, nil)
	marks(2)
	s.Wait(`document.querySelector("#set-data").value === "0,0,-1\n1,1,1"`)
	s.settle()
	s.Click("#set-data")
	s.Eval(`document.querySelector("#set-data").setSelectionRange(99, 99)`, nil)
	s.Paste(";2,2,1")
	marks(3)
	s.Click("form > p button")
	marks(40)
	s.settle()
	s.says("scene=perceptron" + small)
}

// The keyboard alone places, moves, turns and removes points, and says so.
func TestPlacePointsByKeys(t *testing.T) { onBothHosts(t, testPlacePointsByKeys) }

func testPlacePointsByKeys(t *testing.T) {
	s := surveys(t, browser.Shared(t), "scene=perceptron&points=2"+small, 1280, 1000)
	s.Eval(`document.querySelector(".hands .tools button").focus()`, nil)
	for range 5 { // the tools are before the plane
		if s.Key("Tab"); s.text(`document.activeElement.getAttribute("class") || ""`) == "plane keys" {
			break
		}
	}
	var shown string
	if s.Eval(`document.activeElement.getAttribute("class") + " " + getComputedStyle(document.querySelector(".cross")).visibility + " " + getComputedStyle(document.activeElement).outlineStyle`, &shown); shown != "plane keys visible solid" {
		t.Errorf("one does not see the cursor: %s", shown)
	}
	for _, n := range s.Accessible() {
		if n.Name == "Plane" && (n.Role != "application" || !strings.Contains(n.Description, "Enter places a point")) {
			t.Errorf("assistive technology is told %v", n)
		}
	}
	s.Key("n")
	s.hears("Point 1 of 2: ", "")
	s.Key("Delete")
	s.hears("Removed the ", "")
	s.Key("n")
	s.hears("Point 1 of 1: ", "")
	s.Key("Backspace")
	s.hears("Removed the ", "")
	s.Wait(`document.querySelectorAll(".plane [data-label]").length === 0`)
	s.Key("Enter")
	s.hears("A triangle at ", "")
	for range 6 {
		s.Key("ArrowLeft")
	}
	s.Key("Shift+ArrowUp")
	s.Key("t")
	s.hears("Next comes a circle.", "")
	s.Key(" ")
	s.hears("A circle at ", "")
	s.Wait(`location.search.split("%3B").length === 2`)
	s.settle()
	before := placed{Points: s.query().Get("data")}.read(t)
	if before[0].Y != 1 || before[1].Y != -1 || !(before[1].X[0] < before[0].X[0]) || !(before[1].X[1] > before[0].X[1]) {
		t.Fatalf("the points are %v", before)
	}
	// Taken up, carried and put down; and put back.
	s.Key("Enter")
	s.hears("Took up the circle at ", "")
	s.Key("ArrowDown")
	s.Key("ArrowDown")
	s.Key("Enter")
	s.hears("Moved: circle at ", "")
	s.Wait(`!location.search.includes(` + fmt.Sprintf("%q", url.QueryEscape(fmt.Sprint(before[1].X[1])+",-1")) + `)`)
	s.settle()
	moved := placed{Points: s.query().Get("data")}.read(t)
	if moved[1].X[0] != before[1].X[0] || !(moved[1].X[1] < before[1].X[1]) {
		t.Errorf("the circle went from %v to %v", before[1], moved[1])
	}
	s.Key("Enter")
	s.Key("ArrowRight")
	s.Key("Escape")
	s.hears("Put back.", "")
	s.Key("n")
	s.Key("p")
	s.Key("t")
	s.hears("Now a ", "")
	s.Key("Control+z")
	s.hears("Undone.", "")
	s.Wait(`location.search.split("%3B").length === 2`)
	s.settle()
	if got := (placed{Points: s.query().Get("data")}).read(t); fmt.Sprint(got) != fmt.Sprint(moved) {
		t.Errorf("put back and undone the points are %v, want %v", got, moved)
	}
	s.says(s.query().Encode())

	// Tab leads on, and undoing keeps the focus even when nothing is left.
	s.Key("Tab")
	for range 9 {
		s.Key("Enter")
	}
	s.hears("Nothing is left to undo.", "")
	if got := s.text(`document.activeElement.textContent`); got != "Undo" {
		t.Errorf("the focus is on %q", got)
	}
	s.Wait(`!location.search.includes("data")`)
	s.settle()
	s.says("scene=perceptron&points=2" + small)
}

// A finger does the same on a phone, and the page does not scroll below it.
func TestPlacePointsByTouch(t *testing.T) { onBothHosts(t, testPlacePointsByTouch) }

func testPlacePointsByTouch(t *testing.T) {
	s := surveys(t, browser.Shared(t), "scene=perceptron&data=-1,-1,-1%3B1,1,1"+small, 375, 812)
	var begin placed
	answered(t, "points", asked(t, "scene=perceptron&data=-1,-1,-1%3B1,1,1&size=480x480"), &begin)
	if begin.Wide < 1 { // then the plane shows more, and is as wide as high
		mid, half := (begin.X[0]+begin.X[1])/2, (begin.X[1]-begin.X[0])/2/begin.Wide
		begin.X = [2]float64{mid - half, mid + half}
	}
	s.Click(".plane") // in the middle of which is nothing
	s.has(at(-1, -1, -1), at(1, 1, 1), at(0, 0, 1))
	var before, after float64
	s.Eval(`scrollY`, &before)
	s.Touch(".plane", begin.spot(0, 0), begin.spot(0.1, 0.3), begin.spot(0.2, 0.8))
	s.has(at(-1, -1, -1), at(1, 1, 1), at(0.2, 0.8, 1))
	s.Touch(".plane", begin.spot(0.5, -0.6))
	s.has(at(-1, -1, -1), at(1, 1, 1), at(0.2, 0.8, 1), at(0.5, -0.6, 1))
	if s.Eval(`scrollY`, &after); after != before {
		t.Errorf("the page scrolled from %v to %v", before, after)
	}
	var wide int
	if s.Eval(`document.documentElement.scrollWidth`, &wide); wide > 375 {
		t.Errorf("the page is %d px wide", wide)
	}
}

// A point of a thousand follows the hand within a frame, whatever the engine
// takes, and of the engine one thing at most is asked at a time.
func TestDragAtOnce(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Prefer("prefers-reduced-motion", "reduce")
	r.Viewport(1280, 1000, 1)
	r.open("scene=perceptron&points=1000&epochs=2" + small)
	r.Wait(`document.querySelectorAll(".plane [data-label]").length === 1000`)
	var got struct {
		Slowest, Moved float64
	}
	r.Eval(`(async () => {
		const plane = document.querySelector(".plane"), box = plane.getBoundingClientRect();
		const send = (type, x, y) => plane.dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: "mouse", button: type === "pointermove" ? -1 : 0, buttons: 1, clientX: box.x + x, clientY: box.y + y, bubbles: true }));
		plane.setPointerCapture = () => {};
		const times = [];
		send("pointerdown", 3, 3);
		const mark = plane.querySelector(".held");
		let moved = 0, before = mark.getAttribute("transform");
		for (let i = 0; i < 60; i++) {
			const begin = performance.now();
			send("pointermove", 20 + 4 * i, 20 + 3 * i);
			mark.getBoundingClientRect(); // laid out
			times.push(performance.now() - begin);
			const now = mark.getAttribute("transform");
			if (now !== before) moved++;
			before = now;
			await new Promise(requestAnimationFrame);
		}
		send("pointerup", 260, 200);
		return { Slowest: times.sort((a, b) => a - b)[54], Moved: moved };
	})()`, &got)
	if got.Moved != 60 {
		t.Errorf("of 60 moves %v are seen", got.Moved)
	}
	if got.Slowest > 16 {
		t.Errorf("a tenth of the moves take %v ms and more", got.Slowest)
	}
	r.Wait(`location.search.includes("data=")`)
	r.settle()
	asks := r.asks("points")
	if r.asksInTurn("points"); asks < 2 {
		t.Errorf("the engine is asked %d times only", asks)
	}
	t.Logf("nine of ten moves take at most %.1f ms; %d questions", got.Slowest, asks)
}
