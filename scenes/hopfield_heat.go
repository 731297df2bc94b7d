package scenes

import (
	"cmp"
	"context"
	"math"
	"slices"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldHeat films a mixture of three memories that is warmed until it melts
// into one of them, and that until it melts as well.
type HopfieldHeat struct {
	Bar    int    `help:"width of a bar in pixels; the memories are squares four bars wide" default:"12" min:"2" max:"16" quick:"8"`
	Sweeps int    `help:"sweeps at each temperature" default:"24" min:"2" max:"400" quick:"4"`
	Seed   uint64 `help:"seed of the order in which neurons are asked, and of their errors" default:"1"`
}

const (
	heatSteps = 48 // temperatures above 0
	heatUnit  = 40 // from 0 to 1
)

// A warmth is what a frame shows: the network at a temperature.
type warmth struct {
	temperature float64
	overlaps    [3]float64       // with the memories: of the state, or the means over the later half of the sweeps
	state       hopfield.Pattern // after the last sweep
}

// Film implements Scene.
func (s *HopfieldHeat) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	memories := s.memories()
	net, err := hopfield.Hebb{}.Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	mixture, err := hopfield.Mix(memories, nil)
	if err != nil {
		return nil, err
	}
	if !net.Stable(mixture, hopfield.Keep) {
		return nil, violation("the mixture of three memories is not stable")
	}
	d := &heatDrawing{HopfieldHeat: s, telling: t, memories: memories}
	if d.run, d.melt, err = s.warm(ctx, t.Progress, net, memories, mixture); err != nil {
		return nil, err
	}
	if err := d.expect(); err != nil {
		return nil, err
	}
	scale := net.Unit() * float64(net.Len())
	energy, least := net.Energy(mixture)/scale, net.Energy(memories[0])/scale
	melt := d.run[d.melt].temperature
	t.know("neurons", net.Len(), "melt", t.Number(melt, 2), "mixture", t.Number(theory.MixtureMelts(3), 2), "memory", t.Number(theory.MixtureMelts(1), 2),
		"cold", t.Number(d.run[0].overlaps[0], 2), "energy", t.Number(energy, 3), "least", t.Number(least, 3), "warm", t.Number(heatWarm, 2))
	return d.film([]film.Result{
		{Name: "melt", Value: melt, Text: t.says("result-melt")},
		{Name: "mixture", Value: theory.MixtureMelts(3), Text: t.says("result-mixture")},
		{Name: "memory", Value: theory.MixtureMelts(1), Text: t.says("result-memory")},
		{Name: "energy", Value: energy, Text: t.says("result-energy")},
	})
}

// memories are to each other as random patterns are in a network without end.
func (s *HopfieldHeat) memories() []hopfield.Pattern {
	all, _ := drawings.Unlike(s.Bar) // fails only for bars out of the parameter's range
	return patterns(all)
}

// warm lets the network run at ever higher temperatures, each from where the
// last one left it. Where the mixture is lost, the frames show how, sweep by
// sweep; melt is the last of them, or of all if it never is.
func (s *HopfieldHeat) warm(ctx context.Context, progress func(done, total int), net *hopfield.Network, memories []hopfield.Pattern, state hopfield.Pattern) (run []warmth, melt int, err error) {
	r := generator(s.Seed)
	look := func(temperature float64, state hopfield.Pattern) warmth {
		w := warmth{temperature: temperature, state: state}
		for k, x := range memories {
			w.overlaps[k] = state.Overlap(x)
		}
		return w
	}
	run, melt = []warmth{look(0, state)}, -1
	for i := range heatSteps {
		progress(i, heatSteps)
		t := float64(i+1) / heatUnit
		sweeps := make([]warmth, s.Sweeps)
		for k := range sweeps {
			step, err := net.Recall(ctx, state, r, &hopfield.RecallOptions{Temperature: t, MaxSweeps: 1})
			if err != nil {
				return nil, 0, err
			}
			state = step.End
			sweeps[k] = look(t, state)
		}
		if melt < 0 && !sweeps[s.Sweeps-1].mixed() {
			run = append(run, slide(sweeps)...)
			melt = len(run) - 1
			continue
		}
		run = append(run, settled(sweeps[s.Sweeps/2:]))
	}
	if melt < 0 {
		melt = len(run) - 1
	}
	return run, melt, nil
}

// settled is the mean of sweeps, with the state after the last.
func settled(sweeps []warmth) warmth {
	out := sweeps[len(sweeps)-1]
	out.overlaps = [3]float64{}
	for _, w := range sweeps {
		for k := range out.overlaps {
			out.overlaps[k] += w.overlaps[k] / float64(len(sweeps))
		}
	}
	return out
}

// sizes are the overlaps without their signs, the largest first.
func (w warmth) sizes() [3]float64 {
	o := w.overlaps
	for k := range o {
		o[k] = math.Abs(o[k])
	}
	slices.SortFunc(o[:], func(a, b float64) int { return cmp.Compare(b, a) })
	return o
}

// apart is by how much the largest overlap exceeds the smallest.
func (w warmth) apart() float64 { return w.sizes()[0] - w.sizes()[2] }

// mixed says that the state resembles all memories, and none much more than
// the others.
func (w warmth) mixed() bool { return w.apart() < 0.3 && w.sizes()[2] > 0.15 }
