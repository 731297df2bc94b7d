package figure

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/labels"
)

// Orders of n things as a tree, a word in each node.
func orders(n int) *Tree {
	t := &Tree{Head: "head", Note: Always("note"), Nodes: []TreeNode{{Label: "0", Picture: &Picture{Cols: n, Rows: 1, Of: func(int, int) color.NRGBA { return color.NRGBA{} }}}}}
	var grow func(parent, left int)
	grow = func(parent, left int) {
		for k := range left {
			t.Nodes = append(t.Nodes, TreeNode{Parent: parent, Label: fmt.Sprint(k + 1)})
			grow(len(t.Nodes)-1, left-1)
		}
	}
	grow(0, n)
	return t
}

// Words of a tree have room at any size, and none are lost where there is much.
func TestTreeLabels(t *testing.T) {
	on, err := Stage{}.Set(image.Pt(1, 1), Script{})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 4; n++ {
		for _, wide := range []int{120, 200, 360, 700, 1500} {
			tree := orders(n)
			high, _ := tree.Height(on, float64(wide))
			tree.Place(on, Box{vg.Rectangle{Max: vg.Point{X: vg.Length(wide), Y: vg.Length(high)}}})
			var c labels.Canvas
			tree.Draw(on.Pen(&c), Backdrop, 0)
			tree.Draw(on.Pen(&c), Live, 0)
			if err := c.Check(image.Pt(wide, int(high))); err != nil {
				t.Errorf("orders of %d, %d wide: %v", n, wide, err)
			}
			if got, want := len(c.Labels), 2+len(tree.Nodes)-1; wide == 1500 && got != want {
				t.Errorf("orders of %d: %d labels, want %d", n, got, want)
			}
		}
	}
}

// Parents stand over the middle of their children, and children in order.
func TestTreeStandsOverItsChildren(t *testing.T) {
	tree := orders(4)
	tree.Place(Stage{}, Box{vg.Rectangle{Max: vg.Point{X: 500, Y: 200}}})
	last := make(map[int]vg.Length) // by depth
	for i, n := range tree.Nodes {
		at, d := tree.at[i], tree.depth[i]
		if x, ok := last[d]; ok && at.X <= x {
			t.Errorf("node %d at depth %d stands at %v, left of %v", i, d, at.X, x)
		}
		last[d] = at.X
		if i > 0 && at.Y >= tree.at[n.Parent].Y {
			t.Errorf("node %d stands above its parent", i)
		}
	}
	first, fourth := tree.at[1].X, last[1]
	if mid := (first + fourth) / 2; tree.at[0].X < mid-1 || tree.at[0].X > mid+1 {
		t.Errorf("the root stands at %v, its children from %v to %v", tree.at[0].X, first, fourth)
	}
	new(Tree).Place(Stage{}, Box{})
}
