package scenes

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/perceptron"
)

// xorDrawing holds what the parts of the film share.
type xorDrawing struct {
	*telling
	points []perceptron.Point
	run    *perceptron.History
}

// after are the weights after so many updates.
func (d *xorDrawing) after(updates int) []float64 {
	if updates == 0 {
		return make([]float64, len(d.points[0].X)+1)
	}
	return d.run.Updates[updates-1].W
}

// updates is how many there were in a frame; the last frame shows the pocket.
func (d *xorDrawing) updates(frame int) int { return min(frame, len(d.run.Updates)) }

func (d *xorDrawing) now(frame int) string {
	k := d.updates(frame)
	if k == 0 {
		return d.says("now-start")
	}
	if before := k - d.run.Cycle.Updates; before >= d.begun() && (before-d.begun())%d.run.Cycle.Updates == 0 {
		return d.says("now-back", "k", k, "before", before)
	}
	u := d.run.Updates[k-1]
	x := d.points[u.Point].X
	return d.says("now-update", "k", k, "x", d.Count(int(x[0])), "y", d.Count(int(x[1])), "right", len(d.points)-u.Errors)
}

// plane is the square of the corners with the lines in it.
func (d *xorDrawing) plane(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	lo, span := d.points[0].X[0], 1-d.points[0].X[0]
	axis := figure.Axis{From: lo - 0.4*span, To: 1 + 0.4*span, Ticks: []figure.Tick{{At: lo, Label: d.Count(int(lo))}, {At: 1, Label: "1"}}}
	chart := figure.Chart{Box: in.Inset(figure.Room(axis.Ticks), 6, 0, 24), X: axis, Y: axis}
	switch layer {
	case figure.Backdrop:
		p.Frame(chart.Box, p.Theme.Faint, p.Theme.Hair)
		chart.Draw(p)
	case figure.Live:
		d.lines(p, chart, frame)
		for _, q := range d.points {
			p.Labelled(chart.At(q.X[0], q.X[1]), q.Y, 1.3)
		}
		if k := d.updates(frame); k > 0 && frame <= len(d.run.Updates) {
			q := d.points[d.run.Updates[k-1].Point]
			p.Select(chart.At(q.X[0], q.X[1]), 14, p.Theme.Now)
		}
	}
}

// lines are the sides that the weights of a frame see, the lines that were
// tried, the pocket's and the one that holds now.
func (d *xorDrawing) lines(p figure.Pen, chart figure.Chart, frame int) {
	k, last := d.updates(frame), frame > len(d.run.Updates)
	w := d.after(k)
	if last {
		w = d.run.Pocket
	}
	if slices.ContainsFunc(w, func(v float64) bool { return v != 0 }) {
		p.Area(p.Theme.CoolTint, chart.Side([3]float64{w[0], w[1], w[2]})...)
		p.Area(p.Theme.WarmTint, chart.Side([3]float64{-w[0], -w[1], -w[2]})...)
	}
	line := func(w []float64, draw func(a, b vg.Point)) {
		if a, b, ok := chart.Across(w[0], w[1], w[2]); ok {
			draw(a, b)
		}
	}
	for i := range k {
		line(d.after(i), func(a, b vg.Point) { p.Dots(p.Theme.Tried, p.Theme.Thin, a, b) })
	}
	if k > d.run.PocketUpdate {
		line(d.run.Pocket, func(a, b vg.Point) { p.Line(p.Theme.Ink, p.Theme.Bold, a, b) })
	}
	if !last {
		line(w, func(a, b vg.Point) { p.Line(p.Theme.Now, p.Theme.Line, a, b) })
	}
}

// axis counts updates, with a tick at every return of the weights.
func (d *xorDrawing) axis() figure.Axis {
	n := len(d.run.Updates)
	a := figure.Axis{From: 0, To: float64(n), Rules: true}
	for k := d.begun(); k <= n; k += d.run.Cycle.Updates {
		a.Ticks = append(a.Ticks, figure.Tick{At: float64(k), Label: d.Count(k)})
	}
	return a
}

// curve is a number after every update, which grows with the film.
func (d *xorDrawing) curve(label string, ink color.Color, value func(updates int) float64) figure.Curve {
	c := figure.Curve{Label: label, Ink: ink, Tip: 3, Upto: func(frame int) int { return d.updates(frame) + 1 }}
	for k := range len(d.run.Updates) + 1 {
		c.Points = append(c.Points, figure.XY{X: float64(k), Y: value(k)})
	}
	return c
}

// charts are the weights and, where they have room, the corners that are right,
// above the same updates.
func (d *xorDrawing) charts() figure.Part {
	weights, right := d.weights(), d.right()
	figure.Flush(weights, right)
	right.X.Title = d.says("updates")
	if d.Small() { // the weights may stand alone
		weights.X.Title = right.X.Title
	}
	return figure.Rows(weights, figure.Extra(right))
}

// weights is how they rise and fall.
func (d *xorDrawing) weights() *figure.Plot {
	p := &figure.Plot{X: d.axis(), Y: figure.Axis{Title: d.says("weights")}, Least: 60}
	for i, label := range []string{"$w_1$", "$w_2$", d.says("bias")} {
		ink := []color.Color{d.Theme.Cool, d.Theme.Now, d.Theme.Ink}[i]
		c := d.curve(label, ink, func(k int) float64 { return d.after(k)[i] })
		for _, q := range c.Points {
			p.Y.From, p.Y.To = min(p.Y.From, q.Y), max(p.Y.To, q.Y)
		}
		p.Curves = append(p.Curves, c)
	}
	p.Y.Ticks = d.Even(p.Y.From, p.Y.To, 3)
	return p
}

// right is how many corners are right, now and in the pocket.
func (d *xorDrawing) right() *figure.Plot {
	n := len(d.points)
	errors := func(k int) int {
		if k == 0 {
			return n // no label is right at 0
		}
		return d.run.Updates[k-1].Errors
	}
	pocket := func(k int) float64 {
		least := n
		for i := range k + 1 {
			least = min(least, errors(i))
		}
		return float64(n - least)
	}
	p := &figure.Plot{X: d.axis(), Y: figure.Axis{From: 0, To: float64(n), Title: d.says("right")}, Least: 60}
	for v := range n + 1 {
		if v%2 == 0 {
			p.Y.Ticks = append(p.Y.Ticks, figure.Tick{At: float64(v), Label: d.Count(v)})
		}
	}
	p.Curves = []figure.Curve{
		d.curve(d.says("now"), d.Theme.Now, func(k int) float64 { return float64(n - errors(k)) }),
		d.curve(d.says("pocket"), d.Theme.Ink, pocket),
	}
	return p
}
