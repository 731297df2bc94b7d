package scenes

import (
	"math"

	"flipbook/figure"
)

// histogram is the weights, those that are ±1 in the inks of their signs. After
// the last step all move there.
func (s *HopfieldWeights) histogram(t *telling, steps []weightsStep) *figure.Plot {
	reach := math.Ceil(3.4*math.Sqrt(float64(s.Memories))) + 1
	// bars are those of one sign that are ±1, or that are not.
	bars := func(sign int, one bool) func(frame int) []figure.XY {
		return func(frame int) (out []figure.XY) {
			c := steps[min(frame, len(steps)-1)]
			clip := min(float64(max(frame-len(steps)+1, 0))/weightsClip, 1)
			bar := func(at, high float64) {
				out = append(out, figure.XY{X: at - .8}, figure.XY{X: at - .8, Y: high}, figure.XY{X: at + .8, Y: high}, figure.XY{X: at + .8})
			}
			if clip == 1 && one {
				bar(float64(sign), c.signs(sign))
				return out
			}
			for i, n := range c.count {
				v := 2*i - c.memories
				if n > 0 && (v > 0) == (sign > 0) && (v < 0) == (sign < 0) && one == (v == sign && v != 0) {
					bar(float64(v)+float64(clip*float64(sign-v)), float64(n)/float64(c.all))
				}
			}
			return out
		}
	}
	plot := &figure.Plot{
		X: figure.Axis{From: -reach, To: reach, Title: t.says("weight")},
		Y: figure.Axis{From: 0, To: .6, Title: t.says("share")},
		Curves: []figure.Curve{
			{Width: -1, Fill: t.Theme.Tried, Live: bars(-1, false)},
			{Width: -1, Fill: t.Theme.Tried, Live: bars(0, false)},
			{Width: -1, Fill: t.Theme.Tried, Live: bars(1, false)},
			{Width: -1, Fill: t.Theme.Warm, Live: bars(-1, true)},
			{Width: -1, Fill: t.Theme.Cool, Live: bars(1, true)},
		},
	}
	if t.Size.X >= 760 && reach < 20 { // −1 and 1 have room beside each other
		for _, v := range []float64{-15, -10, -5, -1, 1, 5, 10, 15} {
			if math.Abs(v) <= reach {
				plot.X.Ticks = append(plot.X.Ticks, figure.Tick{At: v, Label: t.Number(v, 0)})
			}
		}
	}
	return plot
}

// signs is the share of the weights with a sign.
func (c weightsStep) signs(sign int) float64 {
	n := 0
	for i, k := range c.count {
		if (2*i-c.memories)*sign > 0 {
			n += k
		}
	}
	return float64(n) / float64(c.all)
}

// recalls is the overlap after recall against the load, from a frame on.
func (s *HopfieldWeights) recalls(t *telling, prices [2]price, from int) *figure.Plot {
	plot := &figure.Plot{
		X: figure.Axis{From: weightsLoads[0] - .01, To: weightsLoads[len(weightsLoads)-1] + .01, Title: t.says("load")},
		Y: figure.Axis{From: 0, To: 1, Title: t.says("overlap")},
	}
	for i, key := range []string{"whole", "clipped"} {
		p, ink := prices[i], t.Theme.Cool
		if i == 1 {
			ink = t.Theme.Warm
		}
		plot.Curves = append(plot.Curves, figure.Curve{Dots: true, Ink: ink, Points: p.expected},
			figure.Curve{
				Label: t.says(key), Ink: ink, Marks: 3.5, Points: p.measured,
				Upto: func(frame int) int { return min(max(frame-from, 0), len(p.measured)) },
			})
		plot.Rules = append(plot.Rules, figure.Rule{At: p.edge.Load, Label: t.says("edge", "load", t.Number(p.edge.Load, 3)), Ink: ink})
	}
	return plot
}
