package scenes

import (
	"image/color"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// weightSpaces draws the space of the data and that of the weights.
type weightSpaces struct {
	data   []perceptron.Point
	points []signedPoint // the same, times their labels
	steps  []perceptron.Update
	beats  []weightBeat
}

// A weightBeat is a frame: a mistake that is looked at, or a part of the step.
type weightBeat struct {
	step int     // −1: before the first
	part float64 // of the step, 0 to 1
	hold time.Duration
}

// weightBeats are the frames: the first steps slowly, and no more than some
// dozens of what may be thousands.
func weightBeats(steps int) []weightBeat {
	const slow, quick, most = 3, 16, 50
	out := []weightBeat{{step: -1, hold: 2 * time.Second}}
	add := func(step int, part float64, hold int) {
		out = append(out, weightBeat{step, part, time.Duration(hold) * time.Millisecond})
	}
	rest := max(1, (steps-quick+most-1)/most)
	for i := range steps {
		switch {
		case i < slow:
			add(i, 0, 1000)
			for _, part := range []float64{1. / 3, 2. / 3} {
				add(i, part, 80)
			}
			add(i, 1, 700)
		case i < quick:
			add(i, 0, 700)
			add(i, 1, 500)
		case (i-quick)%rest == rest-1 || i == steps-1:
			add(i, 1, 80)
		}
	}
	return out
}

// keys are the start, the first mistake and the step after it.
func (d *weightSpaces) keys(t *telling) []film.Key {
	out := []film.Key{{Frame: 0, Caption: sentence(t.says("start"))}}
	if len(d.beats) > 5 {
		out = append(out,
			film.Key{Frame: 1, Caption: sentence(t.says("look", "step", 1))},
			film.Key{Frame: 4, Caption: sentence(t.says("step", "step", 1, "errors", d.steps[0].Errors))})
	}
	return out
}

const spaceHead = 22 // above a space, for its name

// part is one of the two spaces with its name above it.
func (d *weightSpaces) part(name string, draw func(p figure.Pen, in figure.Box, layer figure.Layer, frame int)) figure.Part {
	return &figure.Drawing{Least: 110, On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		_, box := in.Top(spaceHead)
		box = box.Inset(1, 1, 1, 1)
		if layer == figure.Backdrop {
			for _, line := range figure.Head.Wrap(name, in.Width())[:1] {
				p.Text(in.TopLeft().Sub(vg.Point{Y: 12}), line, figure.Head)
			}
			p.Frame(box, p.Theme.Faint, 1)
		}
		draw(p, box, layer, frame)
	}}
}

// at is where the weights are in a frame.
func (d *weightSpaces) at(b weightBeat) signedPoint {
	if b.step < 0 {
		return signedPoint{}
	}
	to, by := d.after(b.step), d.points[d.steps[b.step].Point]
	back := 1 - b.part
	return signedPoint{to.X - float64(back*by.X), to.Y - float64(back*by.Y)}
}

// after is the weights after a step.
func (d *weightSpaces) after(step int) signedPoint {
	w := d.steps[step].W
	return signedPoint{w[0], w[1]}
}

// A flatSpace is a chart with one scale on both axes.
type flatSpace struct{ figure.Chart }

// flat is the space that fills a box and shows all points.
func flat(in figure.Box, points ...signedPoint) flatSpace {
	lo, hi := points[0], points[0]
	for _, q := range points {
		lo, hi = signedPoint{min(lo.X, q.X), min(lo.Y, q.Y)}, signedPoint{max(hi.X, q.X), max(hi.Y, q.Y)}
	}
	const room = 1.16 // for marks at the edge
	unit := room * max((hi.X-lo.X)/in.Width(), (hi.Y-lo.Y)/in.Height(), 1e-9)
	axis := func(middle, size float64) figure.Axis {
		return figure.Axis{From: middle - float64(unit*size/2), To: middle + float64(unit*size/2)}
	}
	return flatSpace{figure.Chart{Box: in, X: axis((lo.X+hi.X)/2, in.Width()), Y: axis((lo.Y+hi.Y)/2, in.Height())}}
}

// right is the part of the space in which the product with every z is positive.
func (c flatSpace) right(points ...signedPoint) []vg.Point {
	var lines [][3]float64
	for _, z := range points {
		lines = append(lines, [3]float64{z.X, z.Y, 0})
	}
	return c.Side(lines...)
}

// edge draws the line of all that has no product with z.
func (c flatSpace) edge(p figure.Pen, ink color.Color, width float64, z signedPoint) {
	if from, to, ok := c.Across(z.X, z.Y, 0); ok {
		p.Line(ink, width, from, to)
	}
}

// dataSpace draws the points, and the weights as a line with its two sides.
func (d *weightSpaces) dataSpace(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	if layer != figure.Live {
		return
	}
	c := flat(in, signedPoint{-1, -1}, signedPoint{1, 1})
	b := d.beats[frame]
	w := d.at(b)
	if long := w.length(); long > 0 {
		p.Area(p.Theme.CoolTint, c.right(w)...)
		p.Area(p.Theme.WarmTint, c.right(signedPoint{-w.X, -w.Y})...)
		c.edge(p, p.Theme.Ink, p.Theme.Line, w)
		p.Arrow(p.Theme.Ink, p.Theme.Line, c.At(0, 0), c.At(0.4*w.X/long, 0.4*w.Y/long))
	}
	p.Disc(c.At(0, 0), 3, p.Theme.Ink)
	for i, q := range d.data {
		at := c.At(q.X[0], q.X[1])
		p.Labelled(at, q.Y, 1)
		if b.step >= 0 && b.part < 1 && d.steps[b.step].Point == i {
			p.Select(at, 10, p.Theme.Now)
		}
	}
}

// weightSpace draws the edges of all half-planes, the cone that they share, and
// the way of the weights.
func (d *weightSpaces) weightSpace(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	seen := []signedPoint{{}}
	for step := range d.steps {
		seen = append(seen, d.after(step))
	}
	c := flat(in, seen...)
	b := d.beats[frame]
	switch layer {
	case figure.Backdrop:
		p.Area(p.Theme.CoolTint, c.right(d.points...)...)
		d.edges(p, c)
	case figure.Trail:
		if frame > 0 && b.part == 1 {
			from := d.beats[frame-1].step
			if d.beats[frame-1].part < 1 {
				from--
			}
			d.way(p, c, from+1, b.step)
		}
	case figure.Front:
		p.Disc(c.At(0, 0), 3, p.Theme.Ink)
	case figure.Live:
		if b.step >= 0 && b.part < 1 {
			z := d.points[d.steps[b.step].Point]
			p.Area(p.Theme.WarmTint, c.right(signedPoint{-z.X, -z.Y})...)
			d.edges(p, c)
			d.way(p, c, 0, b.step-1)
			p.Disc(c.At(0, 0), 3, p.Theme.Ink)
			c.edge(p, p.Theme.Now, p.Theme.Line, z)
			from, to := d.at(weightBeat{step: b.step}), d.after(b.step)
			p.Arrow(p.Theme.Now, p.Theme.Line, c.At(from.X, from.Y), c.At(to.X, to.Y))
		}
		w := d.at(b)
		p.Disc(c.At(w.X, w.Y), 5, p.Theme.Ink)
	}
}

// edges draws where each point halves the weights.
func (d *weightSpaces) edges(p figure.Pen, c flatSpace) {
	for _, z := range d.points {
		c.edge(p, p.Theme.Faint, p.Theme.Hair, z)
	}
}

// way draws the steps from one to another, both included.
func (d *weightSpaces) way(p figure.Pen, c flatSpace, from, to int) {
	for i := from; i <= to; i++ {
		a, b := d.at(weightBeat{step: i}), d.after(i)
		p.Line(p.Theme.Tried, p.Theme.Line, c.At(a.X, a.Y), c.At(b.X, b.Y))
		p.Disc(c.At(b.X, b.Y), 2.5, p.Theme.Tried)
	}
}
