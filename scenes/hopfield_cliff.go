package scenes

import (
	"context"
	"math"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
	"flipbook/montecarlo"
)

// HopfieldCliff films how much of a memory is left after a recall that starts
// in it, against the load, for three sizes of network, over the curve of
// Amit, Gutfreund & Sompolinsky.
type HopfieldCliff struct {
	Neurons int    `help:"neurons of the smallest network; the others have twice and four times as many" default:"500" min:"50" max:"1000" quick:"60"`
	Trials  int    `help:"recalls at each load around the cliff in the largest network, each in one of its own; a third elsewhere, and in the smaller networks twice and four times as many" default:"24" min:"2" max:"50" quick:"2"`
	Seed    uint64 `help:"seed of the memories and of the order in which neurons are asked" default:"1"`
}

const cliffSizes = 3

// cliffLoads are where it is measured, closer to each other around the cliff.
var cliffLoads = []float64{.08, .1, .12, .13, .135, .14, .145, .15, .155, .16, .17, .18, .19, .2}

// Film implements Scene.
func (s *HopfieldCliff) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	edge, err := theory.Synapses{}.Critical(0)
	if err != nil {
		return nil, err
	}
	var measured [cliffSizes][]cliffPoint
	for k := range measured {
		for i, load := range cliffLoads {
			t.Progress(k*len(cliffLoads)+i, cliffSizes*len(cliffLoads))
			at, err := cliffOverlap(ctx, hopfield.Hebb{}, s.Neurons<<k, load, s.trials(k, load), s.Seed)
			if err != nil {
				return nil, err
			}
			measured[k] = append(measured[k], at)
		}
	}

	below, above := measured[cliffSizes-1][cliffAt(.12)], measured[cliffSizes-1][len(cliffLoads)-1]
	expected, err := theory.Synapses{}.Retrieval(below.X, 0)
	if err != nil {
		return nil, err
	}
	t.know("smallest", s.Neurons, "largest", s.Neurons<<(cliffSizes-1), "capacity", t.Number(edge.Load, 3), "edge-overlap", t.Number(edge.Overlap, 3),
		"below", t.Number(below.Y, 3), "load-below", t.Number(below.X, 2), "theory-below", t.Number(expected.Overlap, 3),
		"above", t.Number(above.Y, 2), "load-above", t.Number(above.X, 2))
	chart, err := s.chart(t, edge, measured)
	if err != nil {
		return nil, err
	}
	each := len(cliffLoads)
	measuring := func(key string, frame int) string {
		k := (frame - 1) / each
		return t.says(key, "neurons", s.Neurons<<k, "trials", s.trials(k, edge.Load))
	}
	return t.film(story{
		part: figure.Rows(chart, &figure.Verdict{
			Answer: t.says("answer"),
			Now: func(frame int) string {
				if frame == 0 {
					return t.says("now-theory")
				}
				return measuring("now", frame)
			},
		}),
		frames: 1 + cliffSizes*each,
		hold:   cliffHold,
		keys: []film.Key{
			{Frame: 0, Caption: t.says("key-theory")},
			{Frame: each, Caption: measuring("key-size", each)},
			{Frame: 2 * each, Caption: measuring("key-size", 2*each)},
		},
		results: []film.Result{
			{Name: "capacity", Value: edge.Load, Text: t.says("result-capacity")},
			{Name: "overlap", Value: edge.Overlap, Text: t.says("result-overlap")},
			{Name: "below", Value: below.Y, Text: t.says("result-below")},
			{Name: "above", Value: above.Y, Text: t.says("result-above")},
		},
	})
}

// cliffHold is how long a frame stands: a look at theory, then the loads of one
// size after the other.
func cliffHold(frame int) time.Duration {
	switch {
	case frame == 0:
		return 2 * time.Second
	case frame%len(cliffLoads) == 0:
		return time.Second
	}
	return 160 * time.Millisecond
}

// trials are the recalls at a load in network k, the smallest first: what they
// come to strays more in small networks, and costs less. Around the cliff some
// recalls fall and some do not, so that more are needed to know their mean.
func (s *HopfieldCliff) trials(k int, load float64) int {
	trials := s.Trials
	if load < .13 || load > .17 {
		trials = max(2, trials/3)
	}
	return trials << (cliffSizes - 1 - k)
}

// A cliffPoint is the mean overlap at a load, with its standard error.
type cliffPoint struct {
	figure.XY
	within float64
}

// cliffOverlap is measured at the load closest to the one asked for that so
// many neurons can have. The rule's weights must be symmetric.
func cliffOverlap(ctx context.Context, rule hopfield.Rule, neurons int, load float64, trials int, seed uint64) (out cliffPoint, err error) {
	patterns := max(1, int(math.Round(load*float64(neurons))))
	run, err := hopfield.Experiment{
		Memories: hopfield.RandomPatterns(neurons, patterns),
		Rule:     rule,
		Classify: &hopfield.ClassifyOptions{Largest: 1},
	}.Run(ctx, trials, &montecarlo.Options{Seed: seed})
	if err != nil {
		return out, err
	}
	if run.Settled.Successes < run.Settled.Trials {
		return out, violation("%d of %d recalls with symmetric weights did not settle", run.Settled.Trials-run.Settled.Successes, run.Settled.Trials)
	}
	if patterns == 1 && run.Exact.Successes < run.Exact.Trials {
		return out, violation("a single memory is no fixed point")
	}
	out.XY = figure.XY{X: float64(patterns) / float64(neurons), Y: run.Overlap.Mean()}
	out.within = run.Overlap.StandardError()
	return out, nil
}

// cliffAt is the number of a load in cliffLoads.
func cliffAt(load float64) int {
	i := 0
	for cliffLoads[i] < load {
		i++
	}
	return i
}
