package scenes

import (
	"image/color"
	"math"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// pictures are the memory, the noise, its signs, and what is recalled.
func (s *HopfieldNoise) pictures(t *telling, steps []noiseStep, memory hopfield.Pattern, cols int, numbers func(noiseStep) []any) *figure.Pictures {
	rows := len(memory) / cols
	return &figure.Pictures{Columns: 4, Each: []figure.Picture{
		{Cols: cols, Rows: rows, Head: t.says("stored"), Still: true,
			Of:   func(_, cell int) color.NRGBA { return t.Theme.State(memory[cell]) },
			Note: func(int) string { return t.says("pixels") }},
		{Cols: cols, Rows: rows, Head: t.says("noisy"),
			Of: func(frame, cell int) color.NRGBA {
				c := &steps[frame]
				gray := (c.noisy[cell] - c.low) / (c.top - c.low)
				return t.Theme.Shade(math.Floor(float64(gray*(noiseGrays-1))+.5) / (noiseGrays - 1))
			},
			Note: func(frame int) string { return t.says("sigma", numbers(steps[frame])...) }},
		{Cols: cols, Rows: rows, Head: t.says("thresholded"),
			Of:   func(frame, cell int) color.NRGBA { return t.Theme.Compared(steps[frame].start[cell], memory[cell]) },
			Note: func(frame int) string { return t.says("wrong", numbers(steps[frame])...) }},
		{Cols: cols, Rows: rows, Head: t.says("network"),
			Of: func(frame, cell int) color.NRGBA { return t.Theme.Compared(steps[frame].end[cell], memory[cell]) },
			Note: func(frame int) string {
				if steps[frame].end.Overlap(memory) < 0 {
					return t.says("negative")
				}
				return t.says("right")
			}},
	}}
}

// plot is the share of recalls that are right.
func (s *HopfieldNoise) plot(t *telling, steps []noiseStep, edge float64, n int) *figure.Plot {
	measured := make([]figure.XY, noiseSteps)
	low := .5
	for i := range measured {
		measured[i] = figure.XY{X: steps[i].sigma, Y: steps[i].rate}
		low = min(low, steps[i].rate)
	}
	least := .16 * float64(t.Size.Y) // the rest is for the pictures
	if t.Small() {
		least = 36
	}
	return &figure.Plot{
		Least: least,
		X:     figure.Axis{From: 0, To: s.Most},
		Y:     figure.Axis{From: low, To: 1, Title: t.says("recalled")},
		Curves: []figure.Curve{
			{Dots: true, Ink: t.Theme.Muted, Points: figure.Every(.5, s.Most, 80, func(sigma float64) float64 { return theory.SingleRecall(n, theory.FlipShare(sigma)) })},
			{Marks: 3.5, Width: -1, Ink: t.Theme.Cool, Points: measured, Upto: func(frame int) int { return min(frame+1, noiseSteps) }},
		},
		Rules: []figure.Rule{{At: edge, Label: t.says("edge"), Ink: t.Theme.Ink}},
	}
}

// tenths writes a number with a digit after the point, if it needs one.
func (t *telling) tenths(v float64) string {
	v = math.Round(v*10) / 10
	if v == math.Trunc(v) {
		return t.Number(v, 0)
	}
	return t.Number(v, 1)
}
