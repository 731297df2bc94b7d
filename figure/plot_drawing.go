package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// Draw implements Part.
func (t *Plot) Draw(p Pen, layer Layer, frame int) {
	if layer == Backdrop {
		t.axes(p)
	}
	for i := range t.Curves {
		t.curve(p, &t.Curves[i], layer, frame)
	}
}

// axes draws what stands around the data: ticks, titles, rules and labels.
func (t *Plot) axes(p Pen) {
	b := t.chart.Box
	p.Line(p.Theme.Faint, p.Theme.Hair, b.Min, vg.Point{X: b.Max.X, Y: b.Min.Y})
	t.chart.Draw(p)
	if t.Y.Title != "" {
		p.Text(t.title, t.Y.Title, Head)
	}
	for _, r := range t.Rules {
		from, to := t.chart.At(r.At, t.Y.From), t.chart.At(r.At, t.Y.To)
		if r.Across {
			from, to = t.chart.At(t.X.From, r.At), t.chart.At(t.X.To, r.At)
		}
		p.Line(r.ink(p.Theme), p.Theme.Hair, from, to)
	}
	for _, k := range t.key {
		p.Text(k.at, k.text, Label.In(k.ink))
		if t.legend && k.curve != aboveRule {
			t.sample(p, k)
		}
	}
}

// sample shows in a legend what a curve looks like.
func (t *Plot) sample(p Pen, k keyed) {
	to := k.at.Add(vg.Point{X: -6, Y: 5})
	from := to.Sub(vg.Point{X: plotSample})
	if k.curve == ofRule {
		p.Line(k.ink, p.Theme.Hair, from, to)
		return
	}
	c := t.Curves[k.curve]
	c.stroke(p, []vg.Point{from, to})
	if r := max(c.Marks, c.Tip); r > 0 {
		p.Disc(vg.Point{X: (from.X + to.X) / 2, Y: to.Y}, r, k.ink)
	}
}

// curve draws what a curve has on a layer.
func (t *Plot) curve(p Pen, c *Curve, layer Layer, frame int) {
	switch {
	case layer == Live && c.Live != nil:
		t.whole(p, c, c.Live(frame))
	case c.Live != nil:
	case layer == Backdrop && c.Upto == nil:
		t.whole(p, c, c.Points)
	case layer == Live && c.Upto != nil && c.Fill != nil:
		t.whole(p, c, c.Points[:c.Upto(frame)])
	case layer == Trail && c.Upto != nil && c.Fill == nil:
		from, to := 0, c.Upto(frame)
		if frame > 0 {
			from = c.Upto(frame - 1)
		}
		if from < to {
			t.line(p, c, c.Points[max(from-1, 0):to])
			t.marks(p, c, c.Points[from:to])
		}
	}
	if layer == Live && c.Tip > 0 {
		if at, ok := t.end(c, frame); ok && t.inside(at) {
			p.Disc(at, c.Tip, c.ink(p.Theme))
		}
	}
}

// whole draws a curve's area, line and marks.
func (t *Plot) whole(p Pen, c *Curve, points []XY) {
	if c.Fill != nil {
		t.fill(p, c.Fill, points)
	}
	t.line(p, c, points)
	t.marks(p, c, points)
}

func (t *Plot) marks(p Pen, c *Curve, points []XY) {
	if c.Marks <= 0 {
		return
	}
	for _, q := range points {
		if at, ok := t.place(q); ok && t.inside(at) {
			p.Disc(at, c.Marks, c.ink(p.Theme))
		}
	}
}

// inside says whether a mark at a point is seen: half a pixel beyond an axis is
// rounding.
func (t *Plot) inside(at vg.Point) bool {
	b := t.chart.Box.Inset(-0.5, -0.5, -0.5, -0.5)
	return at.X >= b.Min.X && at.X <= b.Max.X && at.Y >= b.Min.Y && at.Y <= b.Max.Y
}

func (t *Plot) line(p Pen, c *Curve, points []XY) {
	var run []vg.Point
	for _, q := range points {
		at, ok := t.place(q)
		if !ok {
			t.cut(p, c, run)
			run = nil
			continue
		}
		run = append(run, at)
	}
	t.cut(p, c, run)
}

// cut draws the pieces of a line that lie in the chart.
func (t *Plot) cut(p Pen, c *Curve, line []vg.Point) {
	var piece []vg.Point
	for i := 1; i < len(line); i++ {
		a, b, ok := t.chart.Box.clip(line[i-1], line[i])
		if !ok {
			continue
		}
		if len(piece) > 0 && piece[len(piece)-1] != a {
			c.stroke(p, piece)
			piece = nil
		}
		if len(piece) == 0 {
			piece = append(piece, a)
		}
		piece = append(piece, b)
	}
	c.stroke(p, piece)
}

// stroke draws a line as the curve has it.
func (c *Curve) stroke(p Pen, line []vg.Point) {
	width := c.Width
	switch {
	case width < 0 || len(line) < 2:
		return
	case c.Dots && width == 0:
		width = p.Theme.Thin
	case width == 0:
		width = p.Theme.Line
	}
	if c.Dots {
		p.Dots(c.ink(p.Theme), width, line...)
		return
	}
	p.Line(c.ink(p.Theme), width, line...)
}

// fill fills what lies between points and the lower end of the Y axis.
func (t *Plot) fill(p Pen, c color.Color, points []XY) {
	b := t.chart.Box
	var outline []vg.Point
	for _, q := range points {
		if at, ok := t.place(q); ok {
			outline = append(outline, b.nearest(at))
		}
	}
	if len(outline) < 2 {
		return
	}
	outline = append(outline, vg.Point{X: outline[len(outline)-1].X, Y: b.Min.Y}, vg.Point{X: outline[0].X, Y: b.Min.Y})
	p.Area(c, outline...)
}

// Steps are the outline of a histogram whose bars end at edges, one more than
// heights.
func Steps(edges, heights []float64) []XY {
	var out []XY
	for i, h := range heights {
		out = append(out, XY{edges[i], h}, XY{edges[i+1], h})
	}
	return out
}

// Every samples a function at n+1 places, evenly from one number to another.
func Every(from, to float64, n int, of func(x float64) float64) []XY {
	out := make([]XY, n+1)
	for i := range out {
		x := from + float64((to-from)*float64(i))/float64(n)
		out[i] = XY{x, of(x)}
	}
	return out
}
