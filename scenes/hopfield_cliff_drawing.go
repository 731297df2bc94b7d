package scenes

import (
	"image/color"

	"flipbook/figure"
	"flipbook/hopfield/theory"
)

// chart is the theory with its cliff, and over it the measured curves, drawn
// one after the other, with a standard error each way.
func (s *HopfieldCliff) chart(t *telling, edge theory.State, measured [cliffSizes][]cliffPoint) (*figure.Plot, error) {
	const from, to = .075, .2
	expected, err := cliffTheory(theory.Synapses{}, from, edge)
	if err != nil {
		return nil, err
	}
	plot := &figure.Plot{
		X:      figure.Axis{From: from, To: to, Title: t.says("load")},
		Y:      figure.Axis{From: 0, To: 1, Title: t.says("overlap")},
		Curves: []figure.Curve{{Dots: true, Fill: t.Theme.CoolTint, Points: expected}},
		Rules:  []figure.Rule{{At: edge.Load, Label: t.says("edge"), Ink: t.Theme.Ink}},
	}
	inks := [cliffSizes]color.Color{t.Theme.Muted, t.Theme.Ink, t.Theme.Cool}
	for k, at := range measured {
		first := k * len(cliffLoads)
		points := make([]figure.XY, len(at))
		for i, p := range at {
			points[i] = p.XY
			plot.Curves = append(plot.Curves, figure.Curve{
				Ink: inks[k], Width: 1,
				Points: []figure.XY{{X: p.X, Y: p.Y - p.within}, {X: p.X, Y: p.Y + p.within}},
				Upto: func(frame int) int {
					if frame-first > i {
						return 2
					}
					return 0
				},
			})
		}
		plot.Curves = append(plot.Curves, figure.Curve{
			Label: t.says("size", "neurons", s.Neurons<<k),
			Ink:   inks[k], Points: points, Marks: 3.5,
			Upto: func(frame int) int { return min(max(frame-first, 0), len(points)) },
		})
	}
	return plot, nil
}

// cliffTheory is the overlap of retrieval states against the load, up to the
// capacity.
func cliffTheory(synapses theory.Synapses, from float64, edge theory.State) (out []figure.XY, err error) {
	const steps = 40
	for i := range steps + 1 {
		m := edge
		if i < steps {
			if m, err = synapses.Retrieval(from+float64((edge.Load-from)*float64(i))/steps, 0); err != nil {
				return nil, err
			}
		}
		out = append(out, figure.XY{X: m.Load, Y: m.Overlap})
	}
	return out, nil
}
