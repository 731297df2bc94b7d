package scenes

import (
	"image/color"
	"math"
	"slices"

	"flipbook/figure"
	"flipbook/hopfield"
)

// draw colours the starts by their ends, and draws the shares as curves in the
// same inks.
func (s *HopfieldSpurious) draw(t *telling, ends [][]hopfield.EndpointKind, shares [][]figure.XY) (*figure.Pictures, *figure.Plot) {
	th := t.Theme
	inks := []color.NRGBA{th.Cool, th.Ink, th.Now, th.Warm}
	plot := &figure.Plot{
		X: figure.Axis{From: 1, To: float64(max(s.Patterns, 2)), Title: t.says("axis"), Ticks: s.ticks(t)}, Y: figure.Axis{From: 0, To: 1, Rules: true, Title: t.says("share")},
	}
	for k, name := range []string{"memory", "mirror", "mixture", "spurious"} {
		plot.Curves = append(plot.Curves, figure.Curve{Label: t.says(name), Ink: inks[k], Points: shares[k], Tip: 4, Upto: func(frame int) int { return frame + 1 }})
	}
	side := int(math.Ceil(math.Sqrt(float64(s.Starts))))
	mosaic := &figure.Pictures{Each: []figure.Picture{{
		Cols: side, Rows: (s.Starts + side - 1) / side, Head: t.says("states"),
		Of: func(frame, cell int) color.NRGBA {
			if cell >= s.Starts {
				return th.Paper
			}
			return inks[slices.Index(spuriousKinds, ends[frame][cell])]
		},
	}}}
	return mosaic, plot
}

// ticks are whole numbers of patterns.
func (s *HopfieldSpurious) ticks(t *telling) []figure.Tick {
	out := []figure.Tick{{At: 1, Label: t.Count(1)}}
	step := max(1, (s.Patterns+3)/4)
	if step > 3 {
		step = (step + 4) / 5 * 5
	}
	for p := step; p <= s.Patterns; p += step {
		if p > 1 {
			out = append(out, figure.Tick{At: float64(p), Label: t.Count(p)})
		}
	}
	return out
}
