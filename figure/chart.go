package figure

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/detmath"
)

// A Chart is a pair of axes. Its box is the area of the data; labels stand
// outside, and At needs no other room.
type Chart struct {
	Box  Box
	X, Y Axis
}

// An Axis maps data to a side of a chart.
type Axis struct {
	From, To float64 // the data at the two ends; From ≠ To, both above 0 if Log
	Log      bool    // decades are equally long
	Ticks    []Tick  // nil: none
	Rules    bool    // a faint line crosses the chart at each tick
	Title    string  // empty: none
}

// A Tick is a labelled place on an axis.
type Tick struct {
	At    float64
	Label string
}

const (
	tickMark = 4  // the length of the marks between an axis and its labels
	labelGap = 10 // between the y axis and its labels
)

func (a Axis) norm(v float64) float64 {
	if a.Log {
		from := detmath.Log(a.From)
		return (detmath.Log(v) - from) / (detmath.Log(a.To) - from)
	}
	return (v - a.From) / (a.To - a.From)
}

// At is where the data x, y lies on the canvas.
func (c Chart) At(x, y float64) vg.Point {
	return vg.Point{
		X: c.Box.Min.X + vg.Length(float64(c.X.norm(x)*c.Box.Width())),
		Y: c.Box.Min.Y + vg.Length(float64(c.Y.norm(y)*c.Box.Height())),
	}
}

// Draw draws the axes. Labels at the ends of the x axis are moved inwards
// until they end with the axis; one that would touch its right neighbour is
// left out.
func (c Chart) Draw(p Pen) {
	for _, t := range c.Y.Ticks {
		at := c.At(c.X.From, t.At)
		if c.Y.Rules {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: c.Box.Max.X, Y: at.Y})
		} else {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X - tickMark, Y: at.Y})
		}
		p.Text(at.Add(vg.Point{X: -labelGap, Y: -5}), t.Label, Note.To(Right))
	}
	used := c.Box.Max.X + 8 // by the labels to the right
	for _, t := range slices.Backward(c.X.Ticks) {
		at := c.At(t.At, c.Y.From)
		if c.X.Rules {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X, Y: c.Box.Max.Y})
		}
		p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X, Y: at.Y - tickMark})
		half := vg.Length(Note.Width(t.Label) / 2)
		at.X = max(min(at.X, c.Box.Max.X-half), c.Box.Min.X+half)
		at.Y = c.Box.Min.Y - 20
		if at.X+half+8 <= used {
			p.Text(at, t.Label, Note.To(Center))
			used = at.X - half
		}
	}
	if c.Y.Title != "" {
		p.Text(c.Box.TopLeft().Add(vg.Point{Y: 12}), c.Y.Title, Head)
	}
	if c.X.Title != "" {
		p.Text(vg.Point{X: (c.Box.Min.X + c.Box.Max.X) / 2, Y: c.Box.Min.Y - 42}, c.X.Title, Note.To(Center))
	}
}

// Apart are the ticks of the Y axis whose labels have room; of two that would
// touch, the first stays.
func (c Chart) Apart(ticks []Tick) []Tick {
	const line = 18
	var out []Tick
	for _, t := range ticks {
		if !slices.ContainsFunc(out, func(o Tick) bool {
			return math.Abs(float64(c.At(c.X.From, o.At).Y-c.At(c.X.From, t.At).Y)) < line
		}) {
			out = append(out, t)
		}
	}
	return out
}

// Room is how wide the labels of ticks are, with their distance to the axis.
func Room(ticks []Tick) float64 {
	wide := 0.0
	for _, t := range ticks {
		wide = max(wide, Note.Width(t.Label))
	}
	return math.Ceil(wide) + labelGap
}

// Across is the part of the line ax + by + c = 0 that lies in the chart's box;
// not ok if none does. Both axes must be linear.
func (ch Chart) Across(a, b, c float64) (from, to vg.Point, ok bool) {
	// In the unit square the line is au + bv + c = 0.
	c += float64(a*ch.X.From) + float64(b*ch.Y.From)
	a *= ch.X.To - ch.X.From
	b *= ch.Y.To - ch.Y.From
	var ends [][2]float64
	add := func(u, v float64) {
		if u < 0 || u > 1 || v < 0 || v > 1 {
			return
		}
		for _, e := range ends {
			if e == [2]float64{u, v} {
				return
			}
		}
		ends = append(ends, [2]float64{u, v})
	}
	if b != 0 {
		add(0, -c/b)
		add(1, -(c+a)/b)
	}
	if a != 0 {
		add(-c/a, 0)
		add(-(c+b)/a, 1)
	}
	if len(ends) < 2 {
		return from, to, false
	}
	at := func(e [2]float64) vg.Point {
		return vg.Point{
			X: ch.Box.Min.X + vg.Length(float64(e[0]*ch.Box.Width())),
			Y: ch.Box.Min.Y + vg.Length(float64(e[1]*ch.Box.Height())),
		}
	}
	return at(ends[0]), at(ends[1]), true
}

// Side is the part of the chart in which ax + by + c is 0 or more, for all of the
// lines a, b, c: the corners of a polygon, none if no part is. Both axes must
// be linear.
func (ch Chart) Side(lines ...[3]float64) []vg.Point {
	polygon := []XY{{ch.X.From, ch.Y.From}, {ch.X.To, ch.Y.From}, {ch.X.To, ch.Y.To}, {ch.X.From, ch.Y.To}}
	for _, line := range lines { // Sutherland and Hodgman (1974)
		at := func(q XY) float64 { return float64(line[0]*q.X) + float64(line[1]*q.Y) + line[2] }
		var cut []XY
		for i, b := range polygon {
			a := polygon[(i+len(polygon)-1)%len(polygon)]
			from, to := at(a), at(b)
			if from < 0 && to > 0 || from > 0 && to < 0 {
				t := from / (from - to)
				cut = append(cut, XY{a.X + float64(t*(b.X-a.X)), a.Y + float64(t*(b.Y-a.Y))})
			}
			if to >= 0 {
				cut = append(cut, b)
			}
		}
		polygon = cut
	}
	var out []vg.Point
	for _, q := range polygon {
		out = append(out, ch.At(q.X, q.Y))
	}
	return out
}
