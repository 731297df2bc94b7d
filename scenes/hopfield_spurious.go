package scenes

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// HopfieldSpurious lets the same random states settle in a network that learns
// one pattern after another, and colours each by where it ends: in a memory,
// its mirror, a mixture of memories, or in what nobody stored.
type HopfieldSpurious struct {
	Neurons   int     `help:"neurons" default:"100" min:"20" max:"300" quick:"100"`
	Patterns  int     `help:"random patterns that are learned, one at a time, by Hebb's rule" default:"16" min:"1" max:"40" quick:"16"`
	Starts    int     `help:"random states that settle anew after each lesson" default:"144" min:"4" max:"900" quick:"9"`
	Networks  int     `help:"networks over which the shares are averaged, each with its own patterns and starts; the mosaic is of the first" default:"4" min:"1" max:"50" quick:"2"`
	Tolerance float64 `help:"share of neurons that may be wrong in what still counts as a memory, a mirror or a mixture" default:"0.03" min:"0" max:"0.2"`
	Seed      uint64  `help:"seed of patterns, starts and orders" default:"1"`
}

// The kinds of ends, in the order of their labels.
var spuriousKinds = []hopfield.EndpointKind{hopfield.Memory, hopfield.Mirror, hopfield.Mixture, hopfield.Spurious}

// Film implements Scene.
func (s *HopfieldSpurious) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	ends, shares, err := s.count(ctx, t)
	if err != nil {
		return nil, err
	}
	for i, kind := range ends[0] {
		if kind != hopfield.Memory && kind != hopfield.Mirror {
			return nil, violation("with a single pattern, start %d ends in what is neither that nor its mirror", i)
		}
	}

	t.know("networks", t.Plural("networks", s.Networks), "starts", s.Starts, "neurons", s.Neurons)
	numbers := func(p int) []any {
		percent := func(share float64) string { return t.Number(100*share, 0) }
		return []any{"learned", t.Plural("learned", p+1), "memory", percent(shares[0][p].Y), "mirror", percent(shares[1][p].Y),
			"mixture", percent(shares[2][p].Y), "spurious", percent(shares[3][p].Y)}
	}
	last := s.Patterns - 1
	t.know(numbers(last)...)
	var keys []film.Key
	if last > 0 {
		keys = []film.Key{{Frame: 0, Caption: t.says("key-one")}}
	}
	if p := slices.IndexFunc(shares[3], func(at figure.XY) bool { return at.Y > .5 }); p > 0 && p < last {
		keys = append(keys, film.Key{Frame: p, Caption: t.says("key-half", numbers(p)...)})
	}

	mosaic, plot := s.draw(t, ends, shares)
	return t.film(story{
		part: figure.Rows(
			t.Abreast(.42, mosaic, plot),
			&figure.Verdict{Now: func(frame int) string { return t.says("answer", numbers(frame)...) }, Answer: t.says("answer")}),
		frames: s.Patterns,
		hold:   paced(450*time.Millisecond, looks{0: 2 * time.Second}),
		keys:   keys,
		results: []film.Result{
			{Name: "memory", Value: shares[0][last].Y, Text: t.says("result-memory")},
			{Name: "mirror", Value: shares[1][last].Y, Text: t.says("result-mirror")},
			{Name: "mixture", Value: shares[2][last].Y, Text: t.says("result-mixture")},
			{Name: "spurious", Value: shares[3][last].Y, Text: t.says("result-spurious")},
		},
	})
}

// count lets the starts of all networks settle: the ends are those in the
// first network, the shares of each kind are the means over all.
func (s *HopfieldSpurious) count(ctx context.Context, t *telling) (ends [][]hopfield.EndpointKind, shares [][]figure.XY, err error) {
	shares = make([][]figure.XY, len(spuriousKinds))
	for k := range shares {
		for p := range s.Patterns {
			shares[k] = append(shares[k], figure.XY{X: float64(p + 1)})
		}
	}
	for n := range s.Networks {
		all, err := s.settle(ctx, montecarlo.Stream(s.Seed, n))
		if err != nil {
			return nil, nil, err
		}
		if n == 0 {
			ends = all
		}
		for p, kinds := range all {
			for _, kind := range kinds {
				shares[slices.Index(spuriousKinds, kind)][p].Y++
			}
		}
		t.Progress(n+1, s.Networks)
	}
	for k := range shares {
		for p := range shares[k] { // divided once, so that a share is the number next to it
			shares[k][p].Y /= float64(s.Starts * s.Networks)
		}
	}
	return ends, shares, nil
}

// settle says where each start ends after each lesson: those first that
// resemble the first pattern most.
func (s *HopfieldSpurious) settle(ctx context.Context, r *rand.Rand) ([][]hopfield.EndpointKind, error) {
	orders := r.Uint64()
	learner, err := hopfield.Hebb{}.Learner(s.Neurons)
	if err != nil {
		return nil, err
	}
	patterns, err := hopfield.RandomPatterns(s.Neurons, s.Patterns)(r)
	if err != nil {
		return nil, err
	}
	starts, err := hopfield.RandomPatterns(s.Neurons, s.Starts)(r)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(starts, func(a, b hopfield.Pattern) int { return a.Hamming(patterns[0]) - b.Hamming(patterns[0]) })
	out := make([][]hopfield.EndpointKind, s.Patterns)
	for p := range patterns {
		if err := learner.Learn(patterns[p]); err != nil {
			return nil, err
		}
		net, err := learner.Network(ctx)
		if err != nil {
			return nil, err
		}
		out[p], err = montecarlo.Run(ctx, s.Starts, func(ctx context.Context, i int, r *rand.Rand) (hopfield.EndpointKind, error) {
			run, err := net.Recall(ctx, starts[i], r, nil)
			if err != nil {
				return 0, err
			}
			if !run.Settled {
				return 0, violation("start %d does not settle", i)
			}
			return s.kind(run.End, patterns[:p+1])
		}, &montecarlo.Options{Seed: orders})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// kind says what an end is. If a memory and the mirror of another are equally
// near, it is the one of the pattern that was learned first, and not always the
// memory: a network knows no difference.
func (s *HopfieldSpurious) kind(state hopfield.Pattern, learned []hopfield.Pattern) (hopfield.EndpointKind, error) {
	o := &hopfield.ClassifyOptions{Tolerance: s.Tolerance}
	end, err := hopfield.Classify(state, learned, o)
	if err != nil || end.Kind != hopfield.Memory || end.Wrong == 0 {
		return end.Kind, err
	}
	other, err := hopfield.Classify(state.Mirror(), learned, o)
	if other.Kind == hopfield.Memory && other.Nearest < end.Nearest {
		return hopfield.Mirror, err
	}
	return hopfield.Memory, err
}
