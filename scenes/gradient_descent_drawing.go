package scenes

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"flipbook/descent"
	"flipbook/figure"
)

// A valleyDrawing is three pictures of the valley, a walk in each.
type valleyDrawing struct {
	t     *telling
	scene *GradientDescent
	walks []*descent.History
	shown []int    // the step of each frame
	heads []string // of the pictures
	rates []string
}

const (
	valleyGap  = 18 // between two pictures
	valleyHead = 20 // above each
	valleyNote = 20 // below each
)

func (s *GradientDescent) valleys(t *telling, walks []*descent.History, shown []int) figure.Part {
	d := &valleyDrawing{t: t, scene: s, walks: walks, shown: shown, heads: []string{t.says("plain"), t.says("momentum"), t.says("large")}}
	for _, o := range s.rates() {
		key := "rate"
		if o.Momentum > 0 {
			key = "rate-momentum"
		}
		d.rates = append(d.rates, t.says(key, "rate", t.Short(o.Rate, 3), "share", t.Number(o.Momentum, 2)))
	}
	high := 190.0
	if t.Small() {
		high = 120
	}
	return &figure.Drawing{Least: high, Most: 420, On: d.draw}
}

// inks are those of the walks.
func (d *valleyDrawing) inks() []color.NRGBA {
	return []color.NRGBA{d.t.Theme.Ink, d.t.Theme.Cool, d.t.Theme.Warm}
}

func (d *valleyDrawing) draw(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	wide := math.Floor((in.Width() - 2*valleyGap) / 3)
	for k, walk := range d.walks {
		var box figure.Box
		box, in = in.Left(wide)
		_, in = in.Left(valleyGap)
		chart := d.chart(box.Inset(0, valleyHead, 0, valleyNote))
		note := box.Min.Add(vg.Point{Y: 3})
		switch layer {
		case figure.Backdrop:
			p.Text(box.TopLeft().Sub(vg.Point{Y: 13}), d.heads[k], figure.Head.In(d.inks()[k]))
			d.contours(p, chart)
		case figure.Trail:
			from := 0
			if frame > 0 {
				from = d.shown[frame-1]
			}
			d.steps(p, chart, k, from, d.shown[frame])
		case figure.Live:
			if at := d.at(chart, walk, d.shown[frame]); chart.Box.Has(at) {
				p.Disc(at, 4, d.inks()[k])
			}
			p.Text(note, d.note(k, frame), figure.Note)
		}
	}
}

// note says how a walk goes: at what rate, and at last how it went.
func (d *valleyDrawing) note(k, frame int) string {
	walk := d.walks[k]
	switch {
	case walk.Arrived && d.shown[frame] >= walk.Steps():
		return d.t.says("steps", "steps", walk.Steps())
	case !walk.Arrived && frame == len(d.shown)-1:
		return d.t.says("never")
	}
	return d.rates[k]
}

// chart shows the way from the start to the middle, and what lies around it.
func (d *valleyDrawing) chart(in figure.Box) figure.Chart {
	return figure.Square(in, figure.XY{X: -1.2, Y: -0.78}, figure.XY{X: 0.5, Y: 0.32})
}

// contours are those of heights 2.5 times apart, one through the start.
func (d *valleyDrawing) contours(p figure.Pen, chart figure.Chart) {
	p.Frame(chart.Box, p.Theme.Faint, p.Theme.Hair)
	wall := 1 / math.Sqrt(d.scene.Condition)
	for k := range 12 {
		size := math.Sqrt2
		for range 4 {
			size *= math.Sqrt(2.5)
		}
		for range k {
			size /= math.Sqrt(2.5)
		}
		u := figure.XY{X: size * along.X, Y: size * along.Y}
		v := figure.XY{X: size * wall * across.X, Y: size * wall * across.Y}
		var line []vg.Point
		for _, q := range figure.Ellipse(figure.XY{}, u, v, 24) {
			line = append(line, chart.At(q.X, q.Y))
		}
		if math.Abs(float64(line[0].X-line[48].X)) < 12 {
			break
		}
		p.LineIn(chart.Box, p.Theme.Tried, p.Theme.Hair, line...)
	}
	p.Disc(chart.At(0, 0), 2.5, p.Theme.Muted)
}

// steps draws a walk from one step to another, or until it has left the picture.
func (d *valleyDrawing) steps(p figure.Pen, chart figure.Chart, k, from, to int) {
	var line []vg.Point
	for i := from; i <= min(to, d.left(chart, d.walks[k])); i++ {
		at := d.at(chart, d.walks[k], i)
		line = append(line, at)
		if chart.Box.Has(at) && (i > from || i == 0) {
			p.Disc(at, 2, d.inks()[k])
		}
	}
	p.LineIn(chart.Box, d.inks()[k], 1, line...)
}

// left is the step with which a walk has left the picture for good: from there
// on, its steps only cross it. One that arrives never has.
func (d *valleyDrawing) left(chart figure.Chart, walk *descent.History) int {
	last := walk.Steps()
	for ; !walk.Arrived && last > 0 && !chart.Box.Has(d.at(chart, walk, last-1)); last-- {
	}
	return last
}

// at is where a walk is after some steps; it stays where it arrives.
func (d *valleyDrawing) at(chart figure.Chart, walk *descent.History, step int) vg.Point {
	x := walk.Points[min(step, walk.Steps())]
	return chart.At(x[0], x[1])
}

// distances are what is left of the first one, step by step.
func (s *GradientDescent) distances(t *telling, walks []*descent.History, shown []int) figure.Part {
	last := shown[len(shown)-1]
	curves := []figure.Curve{{Ink: t.Theme.Ink}, {Ink: t.Theme.Cool}, {Ink: t.Theme.Warm}}
	top := 1.0
	for k, w := range walks {
		c := &curves[k]
		first := norm(w.Points[0])
		for i := range min(last, w.Steps()) + 1 {
			left := norm(w.Points[i]) / first
			c.Points = append(c.Points, figure.XY{X: float64(i), Y: left})
			top = max(top, min(left, 4)) // beyond, a walk leaves the plot
		}
		c.Upto, c.Tip = func(i int) int { return min(shown[i]+1, len(c.Points)) }, 4
	}
	return &figure.Plot{
		X:      figure.Axis{From: 0, To: float64(last)},
		Y:      figure.Axis{From: s.Tolerance / 2, To: 1.2 * top, Log: true, Title: t.says("distance")},
		Rules:  []figure.Rule{{At: s.Tolerance, Across: true, Label: t.says("percent")}},
		Curves: curves, Least: 90,
	}
}
