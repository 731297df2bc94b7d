package scenes

import (
	"context"
	"fmt"
	"math"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldWeights films the histogram of Hebb's weights as memories are added,
// and what it costs to clip them back to ±1.
type HopfieldWeights struct {
	Memories int    `help:"memories whose weights are shown" default:"25" min:"6" max:"400" quick:"60"`
	Neurons  int    `help:"neurons of the networks that recall" default:"1000" min:"100" max:"2000" quick:"120"`
	Trials   int    `help:"recalls at each load, each in a network of its own" default:"16" min:"1" max:"50" quick:"2"`
	Seed     uint64 `help:"seed of the memories and of the order in which neurons are asked" default:"1"`
}

const (
	weightsOneByOne = 5   // memories that are added one by one, slowly
	weightsQuick    = 20  // and frames for the others, at most
	weightsClip     = 8   // in which the weights move to ±1
	weightsNeurons  = 200 // of the network whose weights are counted
)

// weightsLoads are where recall is measured.
var weightsLoads = []float64{.06, .08, .1, .12, .14, .16, .18}

// Film implements Scene.
func (s *HopfieldWeights) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	steps, err := s.count(ctx)
	if err != nil {
		return nil, err
	}
	var prices [2]price
	for i, rule := range []hopfield.Rule{hopfield.Hebb{}, hopfield.Clipped{Rule: hopfield.Hebb{}}} {
		if prices[i], err = s.price(ctx, t, rule, theory.Synapses{Clipped: i == 1}); err != nil {
			return nil, err
		}
	}

	const asked = 3 // the load of which the caption speaks
	last := steps[len(steps)-1]
	t.know("memories", s.Memories, "neurons", s.Neurons, "counted", weightsNeurons, "ones", t.Number(100*last.share(1), 0),
		"whole", t.Number(prices[0].edge.Load, 3), "clipped", t.Number(prices[1].edge.Load, 3), "load", t.Number(prices[0].measured[asked].X, 2),
		"whole-overlap", t.Number(prices[0].measured[asked].Y, 2), "clipped-overlap", t.Number(prices[1].measured[asked].Y, 2))
	share := .6
	if t.Small() {
		share = .5
	}
	full := len(steps) - 1 // the last frame in which memories are added
	clipped := full + weightsClip
	return t.film(story{
		part: figure.Rows(t.Abreast(share, s.histogram(t, steps), s.recalls(t, prices, clipped)), &figure.Verdict{
			Answer: t.says("answer"),
			Now: func(frame int) string {
				switch {
				case frame == 0:
					return t.says("now-one")
				case frame <= full:
					return t.says("now-many", "n", steps[frame].memories, "ones", t.Number(100*steps[frame].share(1), 0))
				case frame <= clipped:
					return t.says(last.signed())
				}
				return t.says("now-price")
			},
		}),
		frames: clipped + len(weightsLoads) + 1,
		hold:   weightsPace(full),
		keys: []film.Key{
			{Frame: 0, Caption: t.says("key-one")},
			{Frame: full, Caption: t.says("key-many")},
			{Frame: clipped, Caption: t.says("key-clip")},
		},
		results: []film.Result{
			{Name: "ones", Value: last.share(1), Text: t.says("result-ones")},
			{Name: "whole", Value: prices[0].edge.Load, Text: t.says("result-whole")},
			{Name: "clipped", Value: prices[1].edge.Load, Text: t.says("result-clipped")},
		},
	})
}

// A weightsStep is the weights of so many memories, counted.
type weightsStep struct {
	memories int
	count    []int // of the weights −P, −P+2, … P
	all      int
}

// count learns the memories and counts the weights.
func (s *HopfieldWeights) count(ctx context.Context) ([]weightsStep, error) {
	memories, err := hopfield.RandomPatterns(weightsNeurons, s.Memories)(generator(s.Seed))
	if err != nil {
		return nil, err
	}
	var out []weightsStep
	for _, p := range s.plan() {
		net, err := hopfield.Hebb{}.Train(ctx, memories[:p])
		if err != nil {
			return nil, err
		}
		c := weightsStep{memories: p, count: make([]int, p+1), all: weightsNeurons * (weightsNeurons - 1) / 2}
		for i := range weightsNeurons {
			for j := range i {
				w := net.Weight(i, j)
				k := (w + float64(p)) / 2
				if k != math.Trunc(k) || k < 0 || int(k) > p {
					return nil, violation("%d memories make a weight of %v", p, w)
				}
				c.count[int(k)]++
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// A price is what a rule recalls.
type price struct {
	edge     theory.State // the cliff
	expected []figure.XY  // overlap against load, before it
	measured []figure.XY
}

func (s *HopfieldWeights) price(ctx context.Context, t *telling, rule hopfield.Rule, synapses theory.Synapses) (out price, err error) {
	if out.edge, err = synapses.Critical(0); err != nil {
		return out, err
	}
	if out.expected, err = cliffTheory(synapses, weightsLoads[0]-.01, out.edge); err != nil {
		return out, err
	}
	for i, load := range weightsLoads {
		t.Progress(i, len(weightsLoads))
		odd := float64(2*int(load*float64(s.Neurons)/2) + 1) // memories, so that no weight is 0 and every sign is one
		at, err := cliffOverlap(ctx, rule, s.Neurons, odd/float64(s.Neurons), s.Trials, s.Seed)
		if err != nil {
			return out, fmt.Errorf("at a load of %v: %w", load, err)
		}
		out.measured = append(out.measured, at.XY)
	}
	return out, nil
}
