package figure

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// A Graph is nodes on a circle, the first at the top and the others after it
// clockwise, and edges between them. Labels of edges stand where they touch
// neither nodes nor each other, and are left out together where one of them
// has no room.
type Graph struct {
	Nodes []Node
	Edges []Edge
	Least float64 // the height below which it cannot be read; 0: 110

	at     []vg.Point // of the nodes
	radius float64    // of the nodes
	labels []Box      // of the edges; nil: they are left out
}

// A Node of a graph is a disc with a word in it.
type Node struct {
	Label  string                          // a letter or two
	Ground func(frame int) color.Color     // of the disc; nil: the theme's Panel
	Ink    func(frame int) color.Color     // of the word; nil: the theme's Ink
	Ring   func(frame int) (c color.Color) // around it; nil, as what it returns may be: none
}

// An Edge of a graph is a line between two nodes.
type Edge struct {
	From, To int                         // nodes, by their index
	Bend     float64                     // how far its middle lies to the left of the straight line, in parts of its length
	Width    func(frame int) float64     // in design pixels, 0: it is not there; nil: the theme's Line
	Ink      func(frame int) color.Color // nil: the theme's Tried
	Label    func(frame int) string      // nil: none
}

const (
	graphLeast  = 110
	graphNode   = 13  // the radius of a node, on a small stage less
	graphSquash = 1.4 // how much wider than high the circle may be
)

// Height implements Part.
func (g *Graph) Height(on Stage, width float64) (least, most float64) {
	least = g.Least
	if least == 0 {
		least = graphLeast
	}
	return least, max(least, width)
}

// Place implements Part.
func (g *Graph) Place(on Stage, in Box) {
	g.radius = graphNode
	if on.Small() {
		g.radius = 10
	}
	for part := 1.0; part > 0.2; part *= 0.94 {
		if g.circle(in, part); g.within(in) {
			break
		}
	}
	g.label(on)
}

// circle places the nodes on a part of the largest circle there is room for.
func (g *Graph) circle(in Box, part float64) {
	g.at = make([]vg.Point, len(g.Nodes))
	lo, hi := vg.Point{X: 1, Y: 1}, vg.Point{X: -1, Y: -1}
	for i := range g.at {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(g.at)))
		q := vg.Point{X: vg.Length(sin), Y: vg.Length(cos)}
		g.at[i] = q
		lo = vg.Point{X: min(lo.X, q.X), Y: min(lo.Y, q.Y)}
		hi = vg.Point{X: max(hi.X, q.X), Y: max(hi.Y, q.Y)}
	}
	room := in.Inset(g.radius+2, g.radius+2, g.radius+2, g.radius+2)
	high := part * room.Height() / max(float64(hi.Y-lo.Y), 1)
	wide := part * room.Width() / max(float64(hi.X-lo.X), 1)
	high, wide = min(high, wide), min(wide, graphSquash*high)
	mid := vg.Point{X: (room.Min.X + room.Max.X) / 2, Y: (room.Min.Y + room.Max.Y) / 2}
	for i, q := range g.at {
		x, y := float64(q.X-(lo.X+hi.X)/2)*wide, float64(q.Y-(lo.Y+hi.Y)/2)*high
		g.at[i] = vg.Point{X: whole(mid.X + vg.Length(x)), Y: whole(mid.Y + vg.Length(y))}
	}
}

// within says whether no edge bends out of a box, nor a label in its middle.
func (g *Graph) within(in Box) bool {
	for _, e := range g.Edges {
		for s := range 17 {
			b := around(g.on(e, float64(s)/16), 8, 8)
			if b.Min.X < in.Min.X || b.Min.Y < in.Min.Y || b.Max.X > in.Max.X || b.Max.Y > in.Max.Y {
				return false
			}
		}
	}
	return true
}

// along are where labels are tried, in parts of an edge: in the middle first,
// then ever nearer to its ends.
var along = []float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.27, 0.73, 0.22, 0.78}

// label finds the places of labels: of those that are free, the one that the
// fewest other edges cross.
func (g *Graph) label(on Stage) {
	taken := make([]Box, 0, len(g.Nodes)+len(g.Edges))
	for _, q := range g.at {
		taken = append(taken, around(q, g.radius+1, g.radius+1))
	}
	g.labels = make([]Box, len(g.Edges))
	for i, e := range g.Edges {
		wide := 0.0
		for frame := range max(on.Frames, 1) {
			if e.Label != nil {
				wide = max(wide, Label.Width(e.Label(frame)))
			}
		}
		if wide == 0 {
			continue
		}
		best, fewest := Box{}, -1
		for _, t := range along {
			b := around(g.on(e, t), wide/2+2, 8)
			if slices.ContainsFunc(taken, func(t Box) bool { return touch(b, t) }) {
				continue
			}
			if n := g.crossings(i, b); fewest < 0 || n < fewest {
				best, fewest = b, n
			}
		}
		if fewest < 0 {
			g.labels = nil
			return
		}
		g.labels[i] = best
		taken = append(taken, best)
	}
}

// around is the box of half sides around a point.
func around(q vg.Point, x, y float64) Box {
	return Box{vg.Rectangle{Min: q, Max: q}}.Inset(-x, -y, -x, -y)
}

func touch(a, b Box) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// on is a point of an edge, in parts of it from its beginning.
func (g *Graph) on(e Edge, t float64) vg.Point {
	a, b := g.at[e.From], g.at[e.To]
	d := b.Sub(a)
	off := 4 * e.Bend * t * (1 - t) // a parabola with its vertex over the middle
	return vg.Point{
		X: a.X + vg.Length(float64(t*float64(d.X))) - vg.Length(float64(off*float64(d.Y))),
		Y: a.Y + vg.Length(float64(t*float64(d.Y))) + vg.Length(float64(off*float64(d.X))),
	}
}

// crossings counts the other edges that go through a box.
func (g *Graph) crossings(own int, b Box) int {
	const steps = 64
	n := 0
	for i, e := range g.Edges {
		for s := range steps + 1 {
			q := g.on(e, float64(s)/steps)
			if i != own && touch(b, around(q, 1, 1)) {
				n++
				break
			}
		}
	}
	return n
}

// Draw implements Part.
func (g *Graph) Draw(p Pen, layer Layer, frame int) {
	if layer != Live {
		return
	}
	for _, e := range g.Edges {
		g.edge(p, e, frame)
	}
	for i, e := range g.Edges {
		if g.labels == nil || e.Label == nil || e.Label(frame) == "" {
			continue
		}
		b, words := g.labels[i], Label.To(Center)
		if e.Ink != nil {
			words = words.In(e.Ink(frame))
		}
		p.Rect(b, p.Theme.Paper)
		p.Text(vg.Point{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y+b.Max.Y)/2 - 5}, e.Label(frame), words)
	}
	for i, n := range g.Nodes {
		g.node(p, g.at[i], n, frame)
	}
}

func (g *Graph) edge(p Pen, e Edge, frame int) {
	width, ink := p.Theme.Line, color.Color(p.Theme.Tried)
	if e.Width != nil {
		width = e.Width(frame)
	}
	if e.Ink != nil {
		ink = e.Ink(frame)
	}
	if width <= 0 {
		return
	}
	steps := 1
	if e.Bend != 0 {
		steps = 24
	}
	line := make([]vg.Point, steps+1)
	for i := range line {
		line[i] = g.on(e, float64(i)/float64(steps))
	}
	p.Line(ink, width, line...)
}

func (g *Graph) node(p Pen, at vg.Point, n Node, frame int) {
	ground, words := color.Color(p.Theme.Panel), Head.To(Center)
	if n.Ground != nil {
		ground = n.Ground(frame)
	}
	if n.Ink != nil {
		words = words.In(n.Ink(frame))
	}
	p.Disc(at, g.radius, ground)
	if n.Ring != nil {
		if ring := n.Ring(frame); ring != nil {
			p.Ring(at, g.radius, 2, ring, nil)
		}
	}
	p.Text(at.Sub(vg.Point{Y: 5}), n.Label, words)
}
