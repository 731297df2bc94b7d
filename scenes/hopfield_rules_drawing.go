package scenes

import (
	"math"
	"slices"

	"flipbook/figure"
)

// plan is the numbers of memories: one by one and then a tenth more each time,
// up to four times the neurons, and those at which the pseudo-inverse has to
// give up.
func (s *HopfieldRules) plan() []int {
	out := []int{s.Neurons - 2, s.Neurons - 1, s.Neurons}
	for n := 1; n < 4*s.Neurons; n += max(1, n/10) {
		out = append(out, n)
	}
	out = append(out, 4*s.Neurons)
	slices.Sort(out)
	return slices.Compact(out)
}

// shown is the plot beside the bars, or the bars alone where there is no room.
func (s *HopfieldRules) shown(t *telling, race []*contestant, steps []int) figure.Part {
	bars := s.bars(t, race, steps)
	if t.Small() && t.Size.Y <= t.Size.X {
		return bars
	}
	return t.Abreast(.5, s.plot(t, race, steps), bars)
}

// now says what was lost last, of all that is lost so far.
func (s *HopfieldRules) now(t *telling, lost []*contestant) string {
	for _, c := range slices.Backward(lost) {
		if c != nil {
			return t.says("now", "n", c.first, "rule", t.says(c.key))
		}
	}
	return t.says("now-first")
}

// bars are the memories that each rule holds, and at the end the most that it
// ever did.
func (s *HopfieldRules) bars(t *telling, race []*contestant, steps []int) *figure.Bars {
	most := steps[len(steps)-1]
	out := &figure.Bars{Head: t.says("each"), Axis: figure.Axis{From: .8, To: float64(most), Log: true, Ticks: t.Decades(1, s.Neurons)}}
	for _, c := range race {
		held := func(frame int) int {
			if frame == len(steps) {
				return c.most
			}
			return c.counts[frame]
		}
		out.Each = append(out.Each, figure.Bar{
			Label: t.says(c.key), Ink: c.ink, Expected: c.theory,
			Value: func(frame int) float64 {
				if n := held(frame); n > 0 {
					return float64(n)
				}
				return math.NaN()
			},
			Text: func(frame int) string {
				if frame == len(steps) && c.breaks < 0 {
					return t.says("all", "n", c.most)
				}
				if frame == len(steps) {
					return t.says("most", "n", c.most)
				}
				return t.Count(held(frame))
			},
			Bold: func(frame int) bool { return frame == len(steps) },
		})
	}
	return out
}

// plot is the memories held against those learned. A curve ends at the foot
// where nothing is held.
func (s *HopfieldRules) plot(t *telling, race []*contestant, steps []int) *figure.Plot {
	const foot = .7
	most := float64(steps[len(steps)-1])
	out := &figure.Plot{
		X: figure.Axis{From: 1, To: most, Log: true, Title: t.says("learned")},
		Y: figure.Axis{From: foot, To: most, Log: true, Title: t.says("held")},
	}
	for _, c := range slices.Backward(race) {
		curve := figure.Curve{Ink: c.ink, Tip: 4, Upto: func(frame int) int { return min(frame+1, len(c.counts)) }}
		for i, n := range c.counts {
			at := figure.XY{X: float64(steps[i]), Y: max(float64(n), foot)}
			if n == 0 && i > 0 && c.counts[i-1] == 0 {
				at.Y = math.NaN()
			}
			curve.Points = append(curve.Points, at)
		}
		out.Curves = append(out.Curves, curve)
	}
	return out
}
