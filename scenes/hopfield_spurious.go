package scenes

import (
	"context"
	"image/color"
	"math"
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
	percent := func(k, p int) string { return t.Number(100*shares[k][p].Y, 0) }
	says := func(key string, p int) string {
		astray := 1 - shares[0][p].Y - shares[1][p].Y
		return t.says(key, "learned", t.Plural("learned", p+1), "memory", percent(0, p), "mirror", percent(1, p),
			"mixture", percent(2, p), "spurious", percent(3, p), "astray", t.Number(100*astray, 0))
	}
	last := s.Patterns - 1
	t.know("learned", t.Plural("learned", s.Patterns), "memory", percent(0, last), "mirror", percent(1, last), "mixture", percent(2, last), "spurious", percent(3, last))
	var keys []film.Key
	if last > 0 {
		keys = []film.Key{{Frame: 0, Caption: t.says("key-one")}}
	}
	if p := slices.IndexFunc(shares[3], func(at figure.XY) bool { return at.Y > .5 }); p > 0 && p < last {
		keys = append(keys, film.Key{Frame: p, Caption: says("key-half", p)})
	}

	mosaic, plot := s.draw(t, ends, shares)
	return t.film(story{
		part:   figure.Rows(t.Abreast(.42, mosaic, plot), &figure.Verdict{Now: func(frame int) string { return says("now", frame) }, Answer: says("answer", last)}),
		frames: s.Patterns,
		hold:   paced(450*time.Millisecond, looks{0: 2 * time.Second}),
		keys:   keys,
		results: []film.Result{
			{Name: "memory", Value: shares[0][last].Y, Text: says("result-memory", last)},
			{Name: "mirror", Value: shares[1][last].Y, Text: says("result-mirror", last)},
			{Name: "astray", Value: shares[2][last].Y + shares[3][last].Y, Text: says("result-astray", last)},
		},
	})
}

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
				shares[slices.Index(spuriousKinds, kind)][p].Y += 1 / float64(s.Starts*s.Networks)
			}
		}
		t.Progress(n+1, s.Networks)
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
	var patterns, starts []hopfield.Pattern
	for range s.Patterns {
		p, err := hopfield.Random(r, s.Neurons)
		if err != nil {
			return nil, err
		}
		patterns = append(patterns, p)
	}
	for range s.Starts {
		p, err := hopfield.Random(r, s.Neurons)
		if err != nil {
			return nil, err
		}
		starts = append(starts, p)
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
			end, err := hopfield.Classify(run.End, patterns[:p+1], &hopfield.ClassifyOptions{Tolerance: s.Tolerance})
			return end.Kind, err
		}, &montecarlo.Options{Seed: orders})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
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
