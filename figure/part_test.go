package figure_test

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
	words "flipbook/internal/labels"
)

// staged is a stage for a film of so many frames.
func staged(t testing.TB, size image.Point, frames int) figure.Stage {
	t.Helper()
	on, err := figure.Stage{Size: size}.Set(image.Pt(1, 1), figure.Script{})
	if err != nil {
		t.Fatal(err)
	}
	on.Frames = frames
	return on
}

// shown is what a part shows in a frame, as its words and where they are.
func shown(on figure.Stage, part figure.Part, frame int) *words.Canvas {
	var c words.Canvas
	p := on.Pen(&c)
	part.Draw(p, figure.Backdrop, 0)
	for i := range frame + 1 {
		part.Draw(p, figure.Trail, i)
	}
	part.Draw(p, figure.Front, 0)
	part.Draw(p, figure.Live, frame)
	return &c
}

// anyBars, anyTable and others are parts as scenes have them.
func anyPart(t *rapid.T, on figure.Stage, name string) figure.Part {
	word := rapid.SampledFrom([]string{"Hebb", "pseudo-inverse", "N = 500", "ten patterns"})
	n := rapid.IntRange(1, 4).Draw(t, name+" n")
	switch rapid.SampledFrom([]string{"pictures", "plot", "bars", "table", "matrix", "graph", "tree"}).Draw(t, name) {
	case "pictures":
		p := &figure.Pictures{}
		for i := range n {
			p.Each = append(p.Each, figure.Picture{
				Cols: 28, Rows: 28, Head: word.Draw(t, fmt.Sprint(name, "head", i)),
				Of:   func(_, cell int) color.NRGBA { return on.Theme.State(int8(1 - cell%2*2)) },
				Note: func(frame int) string { return fmt.Sprintf("%d wrong", frame*40) },
			})
		}
		return p
	case "plot":
		p := &figure.Plot{X: figure.Axis{From: 0, To: 1, Title: "load"}, Y: figure.Axis{From: 0, To: 1, Title: "overlap"}}
		for i := range n {
			p.Curves = append(p.Curves, figure.Curve{
				Label:  word.Draw(t, fmt.Sprint(name, "label", i)),
				Points: figure.Every(0, 1, 10, func(x float64) float64 { return x * float64(i) / 3 }),
				Upto:   func(frame int) int { return min(frame*3, 11) },
			})
		}
		p.Rules = []figure.Rule{{At: 0.5, Label: word.Draw(t, name+" rule")}, {At: 0.55, Label: "another"}}
		return p
	case "bars":
		b := &figure.Bars{Head: "capacity", Axis: figure.Axis{From: 0, To: 100}}
		if rapid.Bool().Draw(t, name+" zooms") {
			b.Axis.Ticks = on.Even(0, 100, 4)
			b.Zoom = func(frame int) figure.Axis {
				return figure.Axis{From: 0, To: 100 * float64(frame+1), Ticks: on.Even(0, 100*float64(frame+1), 4)}
			}
		}
		for i := range n {
			b.Each = append(b.Each, figure.Bar{
				Label: word.Draw(t, fmt.Sprint(name, "label", i)),
				Value: func(frame int) float64 { return float64(frame * 30) },
				Text:  func(frame int) string { return fmt.Sprint(frame * 30) },
			})
			if i > 0 {
				b.Each[i].Part = func(frame int) float64 { return float64(frame * 10) }
				b.Each[i].Within = func(frame int) (low, high float64) { return float64(frame * 20), float64(frame * 40) }
			}
		}
		return b
	case "table":
		tab := &figure.Table{Heads: []string{"rule", "P", "exact"}}
		for i := range n {
			tab.Rows = append(tab.Rows, figure.TableRow{Cells: []func(int) string{
				figure.Always(word.Draw(t, fmt.Sprint(name, "cell", i))), figure.Always("100"), func(frame int) string { return fmt.Sprint(frame) },
			}})
		}
		return tab
	case "graph":
		g := &figure.Graph{}
		for i := range n + 1 {
			g.Nodes = append(g.Nodes, figure.Node{Label: fmt.Sprint(i)})
			g.Edges = append(g.Edges, figure.Edge{From: 0, To: i, Bend: 0.1, Label: func(frame int) string { return fmt.Sprint(frame - 10) }})
		}
		return g
	case "tree":
		tree := &figure.Tree{Head: "orders", Note: func(frame int) string { return fmt.Sprint(frame, " : ", frame) }, Nodes: []figure.TreeNode{{Label: "0"}}}
		for i := range 6 * n {
			tree.Nodes = append(tree.Nodes, figure.TreeNode{Parent: i / 3, Label: fmt.Sprint(i)})
		}
		return tree
	}
	return &figure.Matrix{Head: "W", Cols: n + 2, Rows: n + 2, Text: func(_, cell int) string { return fmt.Sprint(cell - 3) }}
}

// Given the room that they ask for, parts keep their words apart and within
// the figure, whatever is put together.
func TestPartsKeepTheirWordsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := figure.Stage{Size: image.Pt(rapid.IntRange(454, 1200).Draw(t, "wide"), 8000)}
		on, err := on.Set(image.Pt(1, 1), figure.Script{})
		if err != nil {
			t.Fatal(err)
		}
		on.Frames = 4
		a, b, c := anyPart(t, on, "a"), anyPart(t, on, "b"), anyPart(t, on, "c")
		verdict := &figure.Verdict{Answer: "ten patterns of a hundred come back whole, and the others do not", Now: func(i int) string { return fmt.Sprint("pattern ", i) }}
		part := figure.Rows(figure.Beside(rapid.Float64Range(0.3, 0.7).Draw(t, "share"), a, b), c, verdict)
		least, _ := part.Height(on, on.Page().Width())
		on.Size.Y = int(least) + 60 + rapid.IntRange(0, 300).Draw(t, "more")
		part.Place(on, on.Page())
		for frame := range on.Frames {
			if err := shown(on, part, frame).Check(on.Size); err != nil {
				t.Fatalf("frame %d of %v: %v", frame, on.Size, err)
			}
		}
	})
}

// The words of a bar stand behind its interval, which ends with the axis.
func TestBarsWithin(t *testing.T) {
	on := staged(t, image.Pt(800, 500), 1)
	at := func(high float64) vg.Length {
		b := &figure.Bars{Axis: figure.Axis{From: 0, To: 1}, Each: []figure.Bar{{
			Label: "Hebb", Value: func(int) float64 { return 0.4 }, Text: figure.Always("0.4"),
			Within: func(int) (float64, float64) { return 0.3, high },
		}}}
		b.Place(on, on.Page())
		for _, l := range shown(on, b, 0).Labels {
			if l.Text == "0.4" {
				return l.Box.Min.X
			}
		}
		t.Fatal("the bar has no words")
		return 0
	}
	near, far, beyond := at(0.4), at(0.8), at(7)
	if far <= near || beyond <= far || beyond > 800 {
		t.Errorf("the words stand at %v, at %v behind a wide interval and at %v behind one beyond the axis", near, far, beyond)
	}
}

// An extra goes before the words of others are crowded.
func TestExtraIsLeftOut(t *testing.T) {
	table := &figure.Table{Rows: []figure.TableRow{{Cells: []func(int) string{figure.Always("kept")}}}}
	extra := &figure.Table{Rows: []figure.TableRow{{Cells: []func(int) string{figure.Always("secondary")}}}}
	part := figure.Rows(table, figure.Extra(extra))
	for _, c := range []struct{ high, words int }{{200, 2}, {60, 1}} {
		on := staged(t, image.Pt(454, c.high), 1)
		part.Place(on, on.Page())
		if got := len(shown(on, part, 0).Labels); got != c.words {
			t.Errorf("in %d: %d of its words are shown, want %d", c.high, got, c.words)
		}
	}
}

// The answer is what the last frame says, and only that.
func TestVerdict(t *testing.T) {
	on := staged(t, image.Pt(800, 500), 3)
	v := &figure.Verdict{Now: func(frame int) string { return fmt.Sprint("step ", frame) }, Answer: "42"}
	v.Place(on, on.Page())
	for frame, want := range []string{"step 0", "step 1", "42"} {
		if got := shown(on, v, frame).Labels[0].Text; got != want {
			t.Errorf("frame %d says %q, want %q", frame, got, want)
		}
	}
}

// What a plot draws of its curves stays on its axes, and a growing curve is
// drawn once.
func TestPlotCutsWhatLiesOutside(t *testing.T) {
	on := staged(t, image.Pt(800, 500), 5)
	plot := &figure.Plot{
		X: figure.Axis{From: 0, To: 1}, Y: figure.Axis{From: 0, To: 1},
		Curves: []figure.Curve{{
			Points: figure.Every(-1, 2, 50, func(x float64) float64 { return 3 * x }), Marks: 3,
			Upto: func(frame int) int { return frame * 10 },
		}},
	}
	plot.Place(on, on.Page())
	var r strokes
	for i := range on.Frames {
		plot.Draw(on.Pen(&r), figure.Trail, i)
	}
	page := on.Page()
	for _, at := range r.points {
		if at.X < page.Min.X || at.X > page.Max.X || at.Y < page.Min.Y || at.Y > page.Max.Y {
			t.Fatalf("a point of the curve lies at %v, outside %v", at, page)
		}
	}
	if len(r.points) == 0 {
		t.Error("no curve is drawn")
	}
}

// A strokes notes the points of all strokes.
type strokes struct {
	words.Canvas
	points []vg.Point
}

func (r *strokes) Stroke(p vg.Path) {
	for _, c := range p {
		r.points = append(r.points, c.Pos)
	}
}

// An eager part has all the room it can use, and the others the rest, but never
// less than their least.
func TestEagerComesFirst(t *testing.T) {
	for _, c := range []struct{ high, eager, other float64 }{{160, 60, 90}, {200, 100, 90}, {310, 200, 100}, {410, 200, 200}} {
		on := staged(t, image.Pt(400, 400), 1)
		var got [2]float64
		measure := func(i int) func(figure.Pen, figure.Box, figure.Layer, int) {
			return func(_ figure.Pen, in figure.Box, _ figure.Layer, _ int) { got[i] = in.Height() }
		}
		rows := figure.Rows(
			&figure.Drawing{Least: 90, On: measure(0)},
			figure.Eager(&figure.Drawing{Least: 50, Most: 200, On: measure(1)}))
		rows.Place(on, figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 400, Y: vg.Length(c.high)}}})
		rows.Draw(on.Pen(&words.Canvas{}), figure.Live, 0)
		if got[0] != c.other || got[1] != c.eager {
			t.Errorf("in %v, the eager part has %v and the other %v, want %v and %v", c.high, got[1], got[0], c.eager, c.other)
		}
	}
}
