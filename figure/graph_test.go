package figure

import (
	"fmt"
	"image"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/labels"
)

// complete is a graph of n nodes, all joined, with a word on every edge.
func complete(n int, bend float64, word string) *Graph {
	g := new(Graph)
	for i := range n {
		g.Nodes = append(g.Nodes, Node{Label: fmt.Sprint(i + 1)})
		for j := range i {
			g.Edges = append(g.Edges, Edge{From: j, To: i, Bend: bend, Label: Always(word)})
		}
	}
	return g
}

func graphLabels(t *testing.T, g *Graph, wide, high float64) []labels.Label {
	t.Helper()
	on, err := Stage{}.Set(image.Pt(1, 1), Script{})
	if err != nil {
		t.Fatal(err)
	}
	g.Place(on, Box{vg.Rectangle{Max: vg.Point{X: vg.Length(wide), Y: vg.Length(high)}}})
	var c labels.Canvas
	g.Draw(on.Pen(&c), Live, 0)
	if err := c.Check(image.Pt(int(wide), int(high))); err != nil {
		t.Errorf("%d nodes on %vx%v: %v", len(g.Nodes), wide, high, err)
	}
	return c.Labels
}

// Labels never overlap, straight or bent, and where there is room for them all
// of them are there.
func TestGraphLabels(t *testing.T) {
	for n := 1; n <= 7; n++ {
		for _, bend := range []float64{0, 0.2, -0.3} {
			for _, high := range []float64{80, 110, 200, 400} {
				graphLabels(t, complete(n, bend, "−10"), 1.5*high, high)
			}
		}
	}
	for _, n := range []int{2, 3, 5} {
		if got, want := len(graphLabels(t, complete(n, 0, "−1"), 300, 200)), n+n*(n-1)/2; got != want {
			t.Errorf("%d nodes: %d labels, want %d", n, got, want)
		}
	}
	if got := len(graphLabels(t, complete(7, 0, "a long word"), 200, 120)); got != 7 {
		t.Errorf("%d labels where words have no room, want those of the nodes", got)
	}
}

// A graph of nothing is nothing.
func TestGraphOfNothing(t *testing.T) {
	if got := graphLabels(t, new(Graph), 100, 100); len(got) > 0 {
		t.Errorf("it says %v", got)
	}
}
