package figure

import "image/color"

// State is the colour of a neuron's state in a bitmap: Ink for +1, Panel for −1.
func (t Theme) State(s int8) color.NRGBA {
	if s > 0 {
		return t.Ink
	}
	return t.Panel
}

// Compared is the colour of a state that ought to be another: as State if it
// is that, and in the warm inks if not, Warm for +1 and WarmTint for −1.
func (t Theme) Compared(s, want int8) color.NRGBA {
	switch {
	case s == want:
		return t.State(s)
	case s > 0:
		return t.Warm
	}
	return t.WarmTint
}

// Diverging is the colour of a signed value from −1 (Warm) over 0 (Panel) to +1
// (Cool), in 15 steps to either side; beyond these it is that of the end.
func (t Theme) Diverging(v float64) color.NRGBA {
	const steps = 15
	end := t.Cool
	if v < 0 {
		v, end = -v, t.Warm
	}
	return mix(t.Panel, end, int(float64(min(v, 1)*steps)+0.5), steps)
}
