package scenes

import (
	"image/color"
	"slices"

	"flipbook/figure"
	"flipbook/hopfield"
)

// upto is how many flips are done in a frame.
func (d *energies) upto(frame int) int { return len(d.run.Flips) * frame / (energyFrames - 1) }

// plot is both energies against the flips.
func (d *energies) plot() *figure.Plot {
	upto := func(frame int) int { return d.upto(frame) + 1 }
	low, high := d.span()
	return &figure.Plot{
		X: figure.Axis{From: 0, To: float64(max(len(d.run.Flips), 1)), Title: d.says("axis")},
		Y: figure.Axis{From: low, To: high, Rules: true, Title: d.says("energy")},
		Curves: []figure.Curve{
			{Label: d.says("slide"), Ink: d.Theme.Warm, Points: d.slide, Upto: upto, Tip: 4},
			{Label: d.says("right"), Ink: d.Theme.Cool, Points: d.right, Upto: upto, Tip: 4},
		},
	}
}

// span is that of both energies, with some room.
func (d *energies) span() (low, high float64) {
	low, high = d.right[0].Y, d.right[0].Y
	for _, p := range slices.Concat(d.right, d.slide) {
		low, high = min(low, p.Y), max(high, p.Y)
	}
	room := max(high-low, .1) / 20
	return low - room, high + room
}

// pictures are the state, its wrong pixels in the warm inks, and on an upright
// stage, where there is room beside it, what is stored.
func (d *energies) pictures() *figure.Pictures {
	states := make([]hopfield.Pattern, energyFrames)
	state, done := slices.Clone(d.run.Start), 0
	for frame := range states {
		for ; done < d.upto(frame); done++ {
			state[d.run.Flips[done].Neuron] *= -1
		}
		states[frame] = slices.Clone(state)
	}
	rows := len(d.memory) / d.columns
	out := &figure.Pictures{Each: []figure.Picture{{
		Cols: d.columns, Rows: rows, Head: d.says("state"),
		Of:   func(frame, cell int) color.NRGBA { return d.Theme.Compared(states[frame][cell], d.memory[cell]) },
		Note: func(frame int) string { return d.Plural("wrong", states[frame].Hamming(d.memory)) },
	}}}
	if d.Size.Y > d.Size.X {
		out.Columns = 2
		out.Each = append(out.Each, figure.Picture{Cols: d.columns, Rows: rows, Head: d.says("stored"), Still: true,
			Of: func(_, cell int) color.NRGBA { return d.Theme.State(d.memory[cell]) }})
	}
	return out
}
