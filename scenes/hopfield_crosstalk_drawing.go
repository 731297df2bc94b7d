package scenes

import (
	"math"

	"flipbook/figure"
	"flipbook/hopfield/theory"
	"flipbook/internal/detmath"
)

// plan is the numbers of memories that are looked at. Between two stops the
// bell slides evenly.
func (s *HopfieldCrosstalk) plan() ([]crosstalkStep, error) {
	stops, err := s.stops()
	if err != nil {
		return nil, err
	}
	var out []crosstalkStep
	add := func(center float64, stop int) {
		p := 1 + max(1, int(math.Round(float64(s.Neurons)/(center*center))))
		load := float64(p-1) / float64(s.Neurons)
		out = append(out, crosstalkStep{patterns: p, load: load, expected: theory.OneStepError(load), stop: stop})
	}
	at := 9. // of the middle of the bell, in σ
	add(at, 0)
	for k, moves := range []int{18, 4, 5, 9, 9} {
		to := 1 / math.Sqrt(stops[k])
		for i := 1; i < moves; i++ {
			add(at+float64((to-at)*float64(i))/float64(moves), 0)
		}
		add(to, k+1)
		at = to
	}
	return out, nil
}

// bell is the histogram, its tail, and the normal law.
func (s *HopfieldCrosstalk) bell(t *telling, steps []crosstalkStep) *figure.Plot {
	const from, to = -4., 13.
	normal := func(frame int) []figure.XY {
		center := 1 / math.Sqrt(steps[frame].load)
		return figure.Every(max(from, center-3.4), min(to, center+3.4), 64, func(x float64) float64 { return normalDensity(x - center) })
	}
	return &figure.Plot{
		X: figure.Axis{From: from, To: to, Title: t.says("support")},
		Y: figure.Axis{From: 0, To: .46, Title: t.says("bell"), Ticks: []figure.Tick{}},
		Curves: []figure.Curve{
			{Width: -1, Fill: t.Theme.CoolTint, Live: func(frame int) []figure.XY {
				c := &steps[frame]
				return figure.Steps(c.edges[c.below:], c.density[c.below:])
			}},
			{Width: -1, Fill: t.Theme.Warm, Live: func(frame int) []figure.XY {
				c := &steps[frame]
				return figure.Steps(c.edges[:c.below+1], c.density[:c.below])
			}},
			{Dots: true, Ink: t.Theme.Cool, Live: normal},
		},
		Rules: []figure.Rule{{At: 0, Label: t.says("zero"), Ink: t.Theme.Warm}},
	}
}

// errors is the share of outvoted bits against the load.
func (s *HopfieldCrosstalk) errors(t *telling, steps []crosstalkStep) *figure.Plot {
	const to = .65
	measured := make([]figure.XY, len(steps))
	critical := figure.Rule{Ink: t.Theme.Muted}
	for i, c := range steps {
		measured[i] = figure.XY{X: c.load, Y: c.wrong}
		if c.stop == crosstalkCritical {
			critical.At, critical.Label = c.load, t.says("critical")
		}
	}
	var ticks []figure.Tick
	for digits, at := range []float64{.1, .01, .001, .0001} {
		ticks = append(ticks, figure.Tick{At: at, Label: t.says("percent", "share", t.Number(100*at, max(digits-1, 0)))})
	}
	return &figure.Plot{
		X: figure.Axis{From: 0, To: to, Title: t.says("load")},
		Y: figure.Axis{From: 1e-4, To: .2, Log: true, Title: t.says("errors"), Ticks: ticks},
		Curves: []figure.Curve{
			{Dots: true, Ink: t.Theme.Muted, Points: figure.Every(.05, to, 60, theory.OneStepError)},
			{Width: -1, Marks: 3.5, Ink: t.Theme.Warm, Points: measured, Upto: func(frame int) int { return frame + 1 }},
		},
		Rules: []figure.Rule{critical},
	}
}

// normalDensity is that of the standard normal law.
func normalDensity(x float64) float64 {
	return detmath.Exp(-float64(x*x)/2) / math.Sqrt(2*math.Pi)
}
