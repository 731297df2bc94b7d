package scenes

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
	"flipbook/mnist"
	"flipbook/montecarlo"
)

// HopfieldNoise films the recall of the only memory of a network from more and
// more noise, until it is the negative that comes back.
type HopfieldNoise struct {
	Digit     int     `help:"digit that is stored" default:"3" min:"0" max:"9"`
	Sample    int     `help:"which of the digit's images, from 0 in the order of the training set" default:"0" min:"0" max:"1000000" quick:"90"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Most      float64 `help:"the largest standard deviation of the Gaussian noise, in units of a pixel's ±1" default:"30" min:"12" max:"100"`
	Trials    int     `help:"recalls at each standard deviation" default:"200" min:"1" max:"10000" quick:"10"`
	Seed      uint64  `help:"seed of the noise and of the order in which neurons are asked" default:"1"`
}

const (
	noiseFine  = 10 // strengths of noise, σ = 1, 2, …
	noiseSteps = 20 // and of them and the coarser ones up to the most
	noiseGrays = 7  // in the picture of the noise: more are more bytes, and no more to see
)

// A noiseStep is the memory in one strength of noise.
type noiseStep struct {
	sigma    float64
	noisy    []float64
	start    hopfield.Pattern // the signs of it
	end      hopfield.Pattern // what is recalled
	low, top float64          // gray values of the noise that are black and white
	rate     float64          // of many recalls, those that are right
}

// Film implements Scene.
func (s *HopfieldNoise) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	images, err := nthDigits(ctx, t.Digits, "hopfield-noise", []int{s.Digit}, s.Sample)
	if err != nil {
		return nil, err
	}
	memory, size := mnist.Binarize(images[0], uint8(s.Threshold)), images[0].Rect.Size()
	steps, err := s.steps(ctx, t, memory)
	if err != nil {
		return nil, err
	}
	edge := theory.SingleRecallNoise(len(memory), .99)
	failed := slices.IndexFunc(steps, func(c noiseStep) bool { return c.end.Overlap(memory) < 0 })
	if failed < 0 {
		failed = noiseSteps - 1
	}
	// The last frame goes back to the first failure.
	steps = append(steps, steps[failed])

	numbers := func(c noiseStep) []any {
		return []any{"sigma", t.tenths(c.sigma), "rate", t.tenths(100 * c.rate),
			"wrong", t.Number(100*float64(c.start.Hamming(memory))/float64(len(memory)), 0)}
	}
	t.know("digit", s.Digit, "pixels", len(memory), "recalls", t.Plural("recalls", s.Trials),
		"sigma-edge", t.Number(edge, 1), "wrong-edge", t.Number(100*theory.FlipShare(edge), 0),
		"sigma-first", t.Number(steps[0].sigma, 0), "sigma-last", t.tenths(s.Most))
	t.know(numbers(steps[noiseSteps-1])...)
	key := func(i int) film.Key {
		if steps[i].end.Overlap(memory) < 0 {
			return film.Key{Frame: i, Caption: t.says("key-negative", numbers(steps[i])...)}
		}
		return film.Key{Frame: i, Caption: t.says("key-first", numbers(steps[i])...)}
	}
	keys := []film.Key{key(1)}
	if failed > 1 {
		keys = append(keys, key(failed))
	}
	return t.film(story{
		part: figure.Rows(figure.Eager(s.pictures(t, steps, memory, size.X, numbers)), s.plot(t, steps, edge, len(memory)), &figure.Verdict{
			Answer: t.says("answer"),
			Now:    func(frame int) string { return t.says("now", numbers(steps[frame])...) },
		}),
		frames: len(steps),
		hold:   paced(400*time.Millisecond, looks{0: 1500 * time.Millisecond, failed: 1500 * time.Millisecond}), // at it, and at what goes wrong
		keys:   keys,
		results: []film.Result{
			{Name: "sigma", Value: edge, Text: t.says("result-sigma")},
			{Name: "wrong", Value: theory.FlipShare(edge), Text: t.says("result-wrong")},
			{Name: "rate", Value: steps[noiseSteps-1].rate, Text: t.says("result-rate")},
		},
	})
}

// steps recalls the memory once, and then many times, in each strength of
// noise. The sign of a pixel of ±1 in noise is a flip with the probability
// theory.FlipShare: many recalls are made of flips, which cost a seventh.
func (s *HopfieldNoise) steps(ctx context.Context, t *telling, memory hopfield.Pattern) ([]noiseStep, error) {
	stored := []hopfield.Pattern{memory}
	net, err := hopfield.Hebb{}.Train(ctx, stored)
	if err != nil {
		return nil, err
	}
	r := generator(s.Seed)
	out := make([]noiseStep, noiseSteps)
	for i := range out {
		t.Progress(i, noiseSteps)
		c := &out[i]
		c.sigma = float64(i + 1)
		if i >= noiseFine {
			c.sigma = noiseFine + float64((s.Most-noiseFine)*float64(i+1-noiseFine))/(noiseSteps-noiseFine)
		}
		if c.noisy, err = hopfield.Noisy(r, memory, c.sigma); err != nil {
			return nil, err
		}
		c.low, c.top = slices.Min(c.noisy), slices.Max(c.noisy)
		c.start = hopfield.Sign(c.noisy)
		run, err := net.Recall(ctx, c.start, r, nil)
		if err != nil {
			return nil, err
		}
		c.end = run.End
		if wrong := c.start.Hamming(memory); 2*wrong < len(memory) != slices.Equal(c.end, memory) && 2*wrong != len(memory) {
			return nil, violation("%d of %d pixels were wrong, and %d are after the recall", wrong, len(memory), c.end.Hamming(memory))
		}

		flips := theory.FlipShare(c.sigma)
		many, err := hopfield.Experiment{
			Memories: hopfield.SamePatterns(stored),
			Cue:      func(r *rand.Rand, p hopfield.Pattern) (hopfield.Pattern, error) { return hopfield.Flipped(r, p, flips) },
		}.Run(ctx, s.Trials, &montecarlo.Options{Seed: s.Seed + uint64(i)})
		if err != nil {
			return nil, err
		}
		c.rate = many.Exact.Rate()
		if other := s.Trials - many.Exact.Successes - many.Ends[hopfield.Mirror].Successes; other != 0 {
			return nil, violation("%d of %d recalls of the only memory end neither in it nor in its mirror", other, s.Trials)
		}
		if odds := theory.SingleRecall(len(memory), flips); implausible(c.rate, odds, s.Trials) {
			return nil, violation("%.4f of the recalls at σ = %v are right, further from %.4f than chance goes", c.rate, c.sigma, odds)
		}
	}
	return out, nil
}
