package main

import (
	"context"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/perceptron"
	"flipbook/scenes"
)

// perceptronLine is the points and every line that Rosenblatt's rule tries, cut off at the edges of the chart.
func perceptronLine(ctx context.Context, _ *mnist.Set) (data, error) {
	e, _ := scenes.Named("perceptron")
	p := e.New().(*scenes.Perceptron)
	points, err := perceptron.Clouds(generator(p.Seed), p.Points, p.Margin)
	if err != nil {
		return data{}, err
	}
	run, err := perceptron.Train(ctx, points, &perceptron.Options{MaxEpochs: p.Epochs})
	if err != nil {
		return data{}, err
	}
	bound, _, err := perceptron.Bound(ctx, points)
	if err != nil {
		return data{}, err
	}
	gamma, w, err := perceptron.Margin(ctx, points)
	if err != nil {
		return data{}, err
	}

	d := data{scene: "perceptron", seconds: []float64{1}}
	d.results = map[string]float64{"updates": float64(len(run.Updates)), "bound": bound, "errors": float64(run.PocketErrors)}
	marks := table{name: "points", header: []string{"x", "y", "label"}}
	for _, q := range points {
		marks.rows = append(marks.rows, []float64{q.X[0], q.X[1], float64(q.Y)})
	}
	d.tables = append(d.tables, marks)

	view := viewOf(points)
	rows := [][]float64{make([]float64, 7)} // first the points alone
	for i, u := range run.Updates {
		d.seconds = append(d.seconds, p.Delay.Seconds())
		from, to, ok := view.Across(u.W[0], u.W[1], u.W[2])
		if !ok {
			return data{}, fmt.Errorf("line %d lies outside the chart", i+1)
		}
		q := points[u.Point].X
		rows = append(rows, []float64{float64(from.X), float64(from.Y), float64(to.X), float64(to.Y), q[0], q[1], float64(u.Errors)})
	}
	d.seconds[len(d.seconds)-1] = film.Closing.Seconds()
	d.frames([]string{"x1", "y1", "x2", "y2", "looks_x", "looks_y", "wrong"}, rows)

	w = run.Updates[len(run.Updates)-1].W
	d.facts = []fact{
		{"x_from", view.X.From}, {"x_to", view.X.To}, {"y_from", view.Y.From}, {"y_to", view.Y.To},
		{"answer", figure.Plural(len(run.Updates), "update")},
		{"bound", "Novikoff’s bound: " + figure.Count(int(bound))},
		{"errors", figure.Plural(run.PocketErrors, "error")},
		{"radius", "(R/γ)² with R = " + figure.Short(perceptron.Radius(points), 4)},
		{"margin", "and γ = " + figure.Short(gamma, 4)},
		{"line", strings.NewReplacer("+ −", "− ").Replace(fmt.Sprintf("%sx + %sy + %s = 0", figure.Short(w[0], 3), figure.Short(w[1], 3), figure.Short(w[2], 3)))},
	}
	return d, nil
}

// viewOf is axes in which a unit is equally long both ways and the points have room. Its box is the data themselves, so
// that what it gives is in their units.
func viewOf(points []perceptron.Point) figure.Chart {
	const width, height = 464, 347 // of the chart in pixels
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		for k := range lo {
			lo[k], hi[k] = min(lo[k], p.X[k]), max(hi[k], p.X[k])
		}
	}
	const room = 1.14 // 7 % on either side
	unit := min(width/(room*(hi[0]-lo[0])), height/(room*(hi[1]-lo[1])))
	var c figure.Chart
	for k, a := range []*figure.Axis{&c.X, &c.Y} {
		middle, half := (lo[k]+hi[k])/2, []float64{width, height}[k]/unit/2
		a.From, a.To = middle-half, middle+half
	}
	c.Box.Min.X, c.Box.Max.X = vg.Length(c.X.From), vg.Length(c.X.To)
	c.Box.Min.Y, c.Box.Max.Y = vg.Length(c.Y.From), vg.Length(c.Y.To)
	return c
}
