package scenes

import "flipbook/figure"

// plane draws the clouds, and the line that the first order found.
func (s *PerceptronMargin) plane(clouds []approached) figure.Part {
	return &figure.Drawing{Least: 130, On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		const wide = 1.08 // of a square in which the points lie between −1 and 1
		in, _ = in.Left(in.Height())
		in, _ = in.Top(in.Width())
		chart := figure.Square(in, figure.XY{X: -wide, Y: -wide}, figure.XY{X: wide, Y: wide})
		switch layer {
		case figure.Backdrop:
			p.Frame(chart.Box, p.Theme.Faint, p.Theme.Hair)
		case figure.Live:
			c := clouds[frame]
			if from, to, ok := chart.Across(c.line[0], c.line[1], c.line[2]); ok {
				p.Line(p.Theme.Ink, p.Theme.Line, from, to)
			}
			for _, q := range c.points {
				p.Labelled(chart.At(q.X[0], q.X[1]), q.Y, crowded(len(c.points)))
			}
		}
	}}
}

// plot has the bound and the mistakes on logarithmic axes.
func (s *PerceptronMargin) plot(t *telling, clouds []approached) figure.Part {
	curve := func(label string, of func(c approached) float64) figure.Curve {
		out := figure.Curve{Label: t.says(label), Upto: func(i int) int { return i + 1 }}
		for _, c := range clouds {
			out.Points = append(out.Points, figure.XY{X: c.gamma, Y: of(c)})
		}
		return out
	}
	bound := curve("bound", func(c approached) float64 { return c.bound })
	slowest := curve("slowest", func(c approached) float64 { return float64(c.slowest()) })
	median := curve("median", func(c approached) float64 { return float64(c.updates[len(c.updates)/2]) })
	bound.Upto = nil
	slowest.Ink, slowest.Tip = t.Theme.Cool, 4
	median.Ink, median.Width = t.Theme.Muted, 1.5
	return &figure.Plot{
		X:      figure.Axis{From: clouds[0].gamma, To: clouds[len(clouds)-1].gamma, Log: true, Title: t.says("margin")},
		Y:      figure.Axis{From: 1, To: 1.3 * clouds[len(clouds)-1].bound, Log: true, Title: t.says("mistakes")},
		Curves: []figure.Curve{bound, median, slowest},
	}
}
