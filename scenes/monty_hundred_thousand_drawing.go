package scenes

import (
	"math"
	"slices"

	"flipbook/figure"
	"flipbook/montecarlo"
)

// shares has the running shares of all runs between their limits.
func (m *MontyHundredThousand) shares(t *telling, at []int, rates [][]float64, odds float64) figure.Part {
	plot := &figure.Plot{
		X: figure.Axis{From: 1, To: float64(m.Games), Log: true, Title: t.says("x-title"), Ticks: []figure.Tick{{At: 1, Label: "1"}, {At: float64(m.Games), Label: t.Count(m.Games)}}},
		Y: figure.Axis{From: odds - 1./3, To: odds + 1./3, Title: t.says("share"), Ticks: []figure.Tick{
			{At: 1. / 3, Label: t.Fraction(1. / 3)}, {At: odds, Label: t.Fraction(odds)}, {At: 1, Label: "1"}}, Rules: true},
	}
	if m.Games > 1000 {
		plot.X.Ticks = slices.Insert(plot.X.Ticks, 1, figure.Tick{At: 100, Label: "100"})
	}
	for run, shares := range slices.Backward(rates) {
		curve := figure.Curve{Ink: t.Theme.Tried, Width: 1, Upto: thousandSofar}
		if run == 0 {
			curve = figure.Curve{Ink: t.Theme.Now, Tip: 4, Upto: thousandSofar}
		}
		for i, share := range shares {
			curve.Points = append(curve.Points, figure.XY{X: float64(at[i]), Y: share})
		}
		plot.Curves = append(plot.Curves, curve)
	}
	for _, side := range []float64{-3, 3} {
		limit := figure.Curve{Ink: t.Theme.Cool}
		for _, n := range at {
			limit.Points = append(limit.Points, figure.XY{X: float64(n), Y: odds + float64(side*montecarlo.StandardError(odds, n))})
		}
		plot.Curves = append(plot.Curves, limit)
	}
	return plot
}

func thousandSofar(frame int) int { return frame + 1 }

// distances has every run as dots on logarithmic axes, their root mean square,
// and one and three standard errors.
func (m *MontyHundredThousand) distances(t *telling, at []int, rates [][]float64, typical []float64, odds float64) figure.Part {
	lowest := montecarlo.StandardError(odds, m.Games) / 30
	plot := &figure.Plot{
		X: figure.Axis{From: 1, To: float64(m.Games), Log: true, Ticks: t.Decades(1, m.Games), Title: t.says("x-title")},
		Y: figure.Axis{From: lowest, To: 2, Log: true, Rules: true, Title: t.says("y-title")},
	}
	for run, shares := range slices.Backward(rates) {
		curve := figure.Curve{Ink: t.Theme.Tried, Width: -1, Marks: 1.5, Upto: thousandSofar}
		if run == 0 {
			curve.Ink, curve.Marks = t.Theme.Now, 3
		}
		for i, share := range shares {
			curve.Points = append(curve.Points, figure.XY{X: float64(at[i]), Y: math.Abs(share - odds)})
		}
		plot.Curves = append(plot.Curves, curve)
	}
	for _, law := range []struct {
		key   string
		times float64
		dots  bool
	}{{"limit", 3, false}, {"typical", 1, true}} {
		curve := figure.Curve{Label: t.says(law.key), Ink: t.Theme.Cool, Dots: law.dots}
		for _, n := range []int{1, m.Games} {
			curve.Points = append(curve.Points, figure.XY{X: float64(n), Y: float64(law.times * montecarlo.StandardError(odds, n))})
		}
		plot.Curves = append(plot.Curves, curve)
	}
	const few = thousandSteps / 2 // of the moments have a mark for the mean
	mean := figure.Curve{Label: t.says("mean"), Width: -1, Marks: 4, Upto: func(frame int) int { return frame/few + 1 }}
	for i := 0; i < len(at); i += few {
		mean.Points = append(mean.Points, figure.XY{X: float64(at[i]), Y: typical[i]})
	}
	plot.Curves = append(plot.Curves, mean)
	return plot
}
