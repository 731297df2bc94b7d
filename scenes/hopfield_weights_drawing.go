package scenes

import (
	"image/color"
	"math"
	"time"

	"flipbook/figure"
)

// plan is the numbers of memories that are shown: a few one by one, and then
// those that are odd or even as the last one is, so that no bar comes and goes.
func (s *HopfieldWeights) plan() (out []int) {
	for p := 1; p <= weightsOneByOne; p++ {
		out = append(out, p)
	}
	stride := 2 * ((s.Memories-weightsOneByOne)/(2*weightsQuick) + 1)
	for p := weightsOneByOne + 1 + (s.Memories-weightsOneByOne-1)%stride; p <= s.Memories; p += stride {
		out = append(out, p)
	}
	return out
}

// weightsPace is slow at first, and stops before and after the weights are
// clipped; full is the last frame in which memories are added.
func weightsPace(full int) func(frame int) time.Duration {
	clipped := full + weightsClip
	return func(frame int) time.Duration {
		switch {
		case frame == 0 || frame == full || frame == clipped:
			return 1500 * time.Millisecond
		case frame < weightsOneByOne:
			return 900 * time.Millisecond
		case frame < full:
			return 160 * time.Millisecond
		case frame < clipped:
			return 60 * time.Millisecond
		}
		return 250 * time.Millisecond
	}
}

// histogram is the weights, those that are ±1 in the ink of whole weights.
// After the last step all others move there, and leave their bell behind.
func (s *HopfieldWeights) histogram(t *telling, steps []weightsStep) *figure.Plot {
	reach := math.Ceil(3.4*math.Sqrt(float64(s.Memories))) + 1
	full := len(steps) - 1
	wide := 1.6
	if s.Memories%2 == 0 { // in the end there are bars at −1, 0 and 1
		wide = .9
	}
	clip := func(frame int) float64 { return min(float64(max(frame-full, 0))/weightsClip, 1) }
	// moving are those of one sign that are ±1 already, or that are not.
	moving := func(sign int, one bool, ink color.Color) figure.Curve {
		return figure.Curve{Width: -1, Fill: ink, Live: func(frame int) []figure.XY {
			if clip(frame) == 1 && !one && sign != 0 {
				return nil
			}
			return steps[min(frame, full)].bars(wide, clip(frame), func(v int) (to int, shown bool) {
				return sign, (v > 0) == (sign > 0) && (v < 0) == (sign < 0) && one == (v == sign && v != 0)
			})
		}}
	}
	bell := func(frame int) []figure.XY {
		if frame <= full {
			return nil
		}
		return steps[full].bars(wide, 0, func(v int) (int, bool) { return v, true })
	}
	clipped := func(frame int) (out []figure.XY) {
		if clip(frame) < 1 {
			return nil
		}
		return append(weightsBar(wide, -1, steps[full].signs(-1)), weightsBar(wide, 1, steps[full].signs(1))...)
	}
	th := t.Theme
	plot := &figure.Plot{
		X: figure.Axis{From: -reach, To: reach, Title: t.says("weight")},
		Y: figure.Axis{From: 0, To: .6, Title: t.says("share")},
		Curves: []figure.Curve{
			{Width: -1, Fill: th.CoolTint, Live: bell},
			moving(-1, false, th.Tried), moving(0, false, th.Tried), moving(1, false, th.Tried),
			{Width: -1, Fill: th.Warm, Live: clipped},
			moving(-1, true, th.Cool), moving(1, true, th.Cool),
		},
	}
	if t.Size.X < 760 && reach >= 10 {
		for _, v := range []float64{-10, 0, 10} {
			plot.X.Ticks = append(plot.X.Ticks, figure.Tick{At: v, Label: t.Number(v, 0)})
		}
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

// bars are the weights that are shown, moved by a share of the way to another
// value.
func (c weightsStep) bars(wide, moved float64, shown func(v int) (to int, ok bool)) (out []figure.XY) {
	for i, n := range c.count {
		v := 2*i - c.memories
		if to, ok := shown(v); ok && n > 0 {
			out = append(out, weightsBar(wide, float64(v)+float64(moved*float64(to-v)), float64(n)/float64(c.all))...)
		}
	}
	return out
}

// weightsBar is the outline of a bar.
func weightsBar(wide, at, high float64) []figure.XY {
	from, to := at-wide/2, at+wide/2
	return []figure.XY{{X: from}, {X: from, Y: high}, {X: to, Y: high}, {X: to}}
}

// share is the part of the weights that are w or −w.
func (c weightsStep) share(w int) float64 {
	n := 0
	for i, k := range c.count {
		if v := 2*i - c.memories; v == w || v == -w {
			n += k
		}
	}
	return float64(n) / float64(c.all)
}

// signed is the message that tells what remains of the weights if only their
// signs are kept: an even number of memories leaves some of them 0.
func (c weightsStep) signed() string {
	if c.share(0) > 0 {
		return "now-clip-zero"
	}
	return "now-clip"
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
	if t.Small() {
		for _, v := range []float64{.05, .1, .15} {
			plot.X.Ticks = append(plot.X.Ticks, figure.Tick{At: v, Label: t.Number(v, 2)})
		}
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
