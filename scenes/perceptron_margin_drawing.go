package scenes

import "flipbook/figure"

// plane draws the clouds, and the line that the first order found.
func (s *PerceptronMargin) plane(t *telling, clouds []approached) figure.Part {
	marks := &perceptronDrawing{on: t.Stage, points: clouds[0].points}
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
				marks.mark(p, chart.At(q.X[0], q.X[1]), q.Y)
			}
		}
	}}
}
