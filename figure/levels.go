package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// Levels are outlines of where a function is at most level, on a grid of n × n
// squares: f is asked at the corners, i and j from 0 to n, and outlines are in
// the same units. Each is closed, its last point joined to the first; what is
// low lies to the left of it, so that outlines filled together leave holes
// where the function is higher. Between two corners the function is taken for
// straight (marching squares, Lorensen and Cline 1987).
func Levels(n int, f func(i, j int) float64, level float64) [][]XY {
	g := levelGrid{n: n, level: level, value: make([]float64, (n+1)*(n+1)), next: make(map[levelEdge]levelEdge)}
	for j := range n + 1 {
		for i := range n + 1 {
			g.value[j*(n+1)+i] = f(i, j)
		}
	}
	var starts []levelEdge
	for j := -1; j <= n; j++ {
		for i := -1; i <= n; i++ {
			starts = append(starts, g.square(i, j)...)
		}
	}
	var out [][]XY
	for _, start := range starts {
		if _, unused := g.next[start]; !unused {
			continue
		}
		var loop []XY
		for e := start; ; {
			if p := g.crossing(e); len(loop) == 0 || loop[len(loop)-1] != p {
				loop = append(loop, p)
			}
			to, more := g.next[e]
			if !more {
				break
			}
			delete(g.next, e)
			e = to
		}
		out = append(out, loop)
	}
	return out
}

// levelGrid is a function on a grid, and around it nothing.
type levelGrid struct {
	n     int
	level float64
	value []float64
	next  map[levelEdge]levelEdge // where an outline goes on
}

// A levelEdge is the side of a square that begins at a corner and goes up, or to
// the right.
type levelEdge struct {
	i, j int
	up   bool
}

func (g *levelGrid) at(i, j int) (v float64, ok bool) {
	if i < 0 || j < 0 || i > g.n || j > g.n {
		return 0, false
	}
	return g.value[j*(g.n+1)+i], true
}

func (g *levelGrid) low(i, j int) bool {
	v, ok := g.at(i, j)
	return ok && v <= g.level
}

// square notes how outlines cross a square: around it, they leave what is low at
// an exit and come back at an entry. It returns the exits.
func (g *levelGrid) square(i, j int) (exits []levelEdge) {
	corners := [5][2]int{{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}, {i, j}}
	edges := [4]levelEdge{{i, j, false}, {i + 1, j, true}, {i, j + 1, false}, {i, j, true}}
	var turns []int // the sides that are crossed
	for k := range edges {
		if g.low(corners[k][0], corners[k][1]) != g.low(corners[k+1][0], corners[k+1][1]) {
			turns = append(turns, k)
		}
	}
	for t, k := range turns {
		if !g.low(corners[k][0], corners[k][1]) {
			continue // an entry
		}
		step := 1
		if len(turns) == 4 && !g.joined(i, j) {
			step = 3 // back to the entry before: two low corners that do not touch
		}
		g.next[edges[k]] = edges[turns[(t+step)%len(turns)]]
		exits = append(exits, edges[k])
	}
	return exits
}

// joined says whether the middle of a square is low.
func (g *levelGrid) joined(i, j int) bool {
	sum := 0.0
	for _, c := range [][2]int{{i, j}, {i + 1, j}, {i, j + 1}, {i + 1, j + 1}} {
		v, ok := g.at(c[0], c[1])
		if !ok {
			return false
		}
		sum += v
	}
	return sum/4 <= g.level
}

// crossing is where an outline crosses an edge.
func (g *levelGrid) crossing(e levelEdge) XY {
	di, dj := 1, 0
	if e.up {
		di, dj = 0, 1
	}
	a, inA := g.at(e.i, e.j)
	b, inB := g.at(e.i+di, e.j+dj)
	t := 0.0
	switch {
	case !inA:
		t = 1
	case inB:
		t = (g.level - a) / (b - a)
	}
	return XY{float64(e.i) + float64(t*float64(di)), float64(e.j) + float64(t*float64(dj))}
}

// Areas fills what lies within outlines, with holes where one runs the other
// way round within another.
func (p Pen) Areas(c color.Color, outlines ...[]vg.Point) {
	var all vg.Path
	for _, points := range outlines {
		if len(points) < 3 {
			continue
		}
		all = append(all, path(points)...)
		all.Close()
	}
	if len(all) == 0 {
		return
	}
	p.Canvas.SetColor(c)
	p.Canvas.Fill(all)
}
