package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// A Tree is drawn downwards from its root, with its leaves evenly apart. Every
// node is a disc with a letter in it, or a small bitmap.
type Tree struct {
	Head  string                 // above it, at the left; empty: none
	Note  func(frame int) string // at the right of the head's line, bold; nil: none
	Nodes []TreeNode             // parents before their children, these in order; the first is the root
	Least float64                // the height below which it cannot be read; 0: 120

	in    Box
	at    []vg.Point // of the nodes
	depth []int
	disc  []float64 // the radius of a disc, by depth
	pitch float64   // from leaf to leaf
}

// A TreeNode is a node of a tree, with the line from its parent.
type TreeNode struct {
	Parent  int                             // by its index; of the root: any
	Label   string                          // in its disc, left out where it has no room
	Ink     func(frame int) (c color.Color) // of disc and line; nil, as what it returns may be: the theme's Faint
	Picture *Picture                        // instead of the disc, without head and note; nil: none
}

const (
	treeLeast = 120
	treeDisc  = 9  // the most for the radius of a disc
	treeRoom  = 8  // the radius from which on a letter has room
	treeRoot  = 12 // the most for a cell of the root's picture
	treeCell  = 9  // and of other pictures
)

// Height implements Part.
func (t *Tree) Height(_ Stage, width float64) (least, most float64) {
	least = t.Least
	if least == 0 {
		least = treeLeast
	}
	return least, max(least, width)
}

// Place implements Part.
func (t *Tree) Place(_ Stage, in Box) {
	t.in = in
	if t.Head != "" || t.Note != nil {
		_, in = in.Top(pictureHead)
	}
	n := len(t.Nodes)
	if n == 0 {
		return
	}
	leaf := make([]bool, n)
	t.depth = make([]int, n)
	deepest := 0
	for i := range t.Nodes {
		leaf[i] = true
		if i > 0 {
			leaf[t.Nodes[i].Parent] = false
			t.depth[i] = t.depth[t.Nodes[i].Parent] + 1
			deepest = max(deepest, t.depth[i])
		}
	}
	t.across(in, leaf)
	t.discs(deepest)
	top, bottom := t.ends(leaf, deepest)
	step := (in.Height() - top - bottom) / float64(max(deepest, 1))
	for i := range t.at {
		t.at[i].Y = whole(in.Max.Y - vg.Length(top+float64(step*float64(t.depth[i]))))
	}
}

// across places the leaves from left to right in the order of their parents'
// children, and parents over the middle of theirs.
func (t *Tree) across(in Box, leaf []bool) {
	n := len(t.Nodes)
	t.at = make([]vg.Point, n)
	children := make([][]int, n)
	for i := 1; i < n; i++ {
		p := t.Nodes[i].Parent
		children[p] = append(children[p], i)
	}
	next, leaves := 0.5, 0
	for _, is := range leaf {
		if is {
			leaves++
		}
	}
	t.pitch = max(1, math.Floor(in.Width()/float64(leaves)))
	left := in.Min.X + vg.Length(in.Width()-float64(t.pitch*float64(leaves)))/2
	var walk func(i int)
	walk = func(i int) {
		if leaf[i] {
			t.at[i].X = whole(left + vg.Length(float64(t.pitch*next)))
			next++
			return
		}
		for _, c := range children[i] {
			walk(c)
		}
		t.at[i].X = whole((t.at[children[i][0]].X + t.at[children[i][len(children[i])-1]].X) / 2)
	}
	walk(0)
}

// discs are as large as their neighbours at a depth allow.
func (t *Tree) discs(deepest int) {
	t.disc = make([]float64, deepest+1)
	last := make([]vg.Length, deepest+1)
	for d := range t.disc {
		t.disc[d], last[d] = treeDisc, -1
	}
	for i, at := range t.at {
		d := t.depth[i]
		if last[d] >= 0 {
			t.disc[d] = max(1, min(t.disc[d], math.Floor(float64(at.X-last[d])/2-1)))
		}
		last[d] = at.X
	}
}

// ends are how much room the root needs above the middle of its depth, and the
// deepest nodes below theirs.
func (t *Tree) ends(leaf []bool, deepest int) (top, bottom float64) {
	top, bottom = t.disc[0]+1, t.disc[deepest]+1
	if q := t.Nodes[0].Picture; q != nil {
		top = float64(q.Rows)*t.cell(0) + 1
	}
	for i, is := range leaf {
		if q := t.Nodes[i].Picture; q != nil && is && t.depth[i] == deepest {
			bottom = max(bottom, float64(q.Rows)*t.cell(i)+1)
		}
	}
	return top, bottom
}

// cell is the side of a cell of a node's picture.
func (t *Tree) cell(i int) float64 {
	if i == 0 {
		return treeRoot
	}
	return max(1, min(treeCell, math.Floor((t.pitch-2)/float64(t.Nodes[i].Picture.Cols))))
}

// cells is the place of a node's picture: the root's above its point, others
// below.
func (t *Tree) cells(i int) Cells {
	q, side := t.Nodes[i].Picture, t.cell(i)
	at := t.at[i]
	at.X = whole(at.X - vg.Length(side*float64(q.Cols)/2))
	if i == 0 {
		at.Y += vg.Length(side * float64(q.Rows))
	}
	return Cells{q.Cols, q.Rows, at, side}
}

// Draw implements Part.
func (t *Tree) Draw(p Pen, layer Layer, frame int) {
	if layer == Backdrop && t.Head != "" {
		p.Text(t.in.TopLeft().Sub(vg.Point{Y: 13}), t.Head, Head)
	}
	if layer != Live {
		return
	}
	if t.Note != nil {
		p.Text(t.in.TopRight().Sub(vg.Point{Y: 13}), t.Note(frame), Head.To(Right))
	}
	for _, inked := range []bool{false, true} { // what has an ink lies over what has none
		for i, n := range t.Nodes {
			if ink := n.ink(frame); i > 0 && (ink != nil) == inked {
				width, c := p.Theme.Line, ink
				if !inked {
					width, c = p.Theme.Hair, p.Theme.Faint
				}
				p.Line(c, width, t.at[n.Parent], t.at[i])
			}
		}
	}
	for i, n := range t.Nodes {
		if n.Picture != nil {
			p.Picture(t.cells(i).Box(), t.cells(i).Image(func(cell int) color.NRGBA { return n.Picture.Of(frame, cell) }))
			continue
		}
		t.node(p, i, n.ink(frame))
	}
}

func (n *TreeNode) ink(frame int) color.Color {
	if n.Ink == nil {
		return nil
	}
	return n.Ink(frame)
}

func (t *Tree) node(p Pen, i int, ink color.Color) {
	ground, words := ink, Head.To(Center).In(p.Theme.Paper)
	if ink == nil {
		ground, words = p.Theme.Panel, Note.To(Center)
	}
	radius := t.disc[t.depth[i]]
	p.Disc(t.at[i], radius, ground)
	if radius >= treeRoom {
		p.Text(t.at[i].Sub(vg.Point{Y: 5}), t.Nodes[i].Label, words)
	}
}
