package scenes

import (
	"context"
	"math"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldCrosstalk films the distribution of xᵢhᵢ, the support that a stored
// bit has from its field, as memories are added: a bell that slides over zero.
type HopfieldCrosstalk struct {
	Neurons int    `help:"neurons" default:"1000" min:"200" max:"4000" quick:"300"`
	Looked  int    `help:"memories whose bits are looked at" default:"64" min:"1" max:"1000" quick:"8"`
	Seed    uint64 `help:"seed of the memories" default:"1"`
}

// A crosstalkStep is the network with so many memories.
type crosstalkStep struct {
	patterns int
	load     float64   // (P−1)/N, since a memory does not disturb itself
	edges    []float64 // of the bins, in σ of the crosstalk; one is 0
	density  []float64 // of the bits in each bin, a unit of σ
	below    int       // bins below 0
	wrong    float64   // the share of bits below 0
	expected float64   // what theory says of it
	stop     int       // the stop that it is, from 1; 0: none
}

// stops are the loads at which the film stops: those of round errors, and the
// one at which recall collapses.
func (s *HopfieldCrosstalk) stops() ([]float64, error) {
	edge, err := theory.Synapses{}.Critical(0)
	return []float64{theory.OneStepLoad(.001), edge.Load, theory.OneStepLoad(.01), theory.OneStepLoad(.05), theory.OneStepLoad(.1)}, err
}

const crosstalkCritical = 2 // the stop at which recall collapses

// Film implements Scene.
func (s *HopfieldCrosstalk) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	steps, err := s.plan()
	if err != nil {
		return nil, err
	}
	last := &steps[len(steps)-1]
	memories, err := hopfield.RandomPatterns(s.Neurons, last.patterns)(generator(s.Seed))
	if err != nil {
		return nil, err
	}
	for i := range steps {
		t.Progress(i, len(steps))
		if err := s.look(ctx, &steps[i], memories); err != nil {
			return nil, err
		}
	}

	numbers := func(c *crosstalkStep) []any {
		return []any{"patterns", c.patterns, "load", t.Number(c.load, 3),
			"error", t.Number(100*c.wrong, 2), "theory", t.Number(100*c.expected, 2)}
	}
	t.know("neurons", s.Neurons, "memories", t.Plural("memories", min(s.Looked, last.patterns)))
	t.know(numbers(last)...)
	seen := make([]*crosstalkStep, len(steps)) // the last stop so far
	keys, longer := []film.Key{{Frame: 0, Caption: t.says("key-few")}}, looks{0: 1500 * time.Millisecond}
	for i := range steps {
		if c := &steps[i]; c.stop > 0 {
			seen[i], longer[i] = c, longer[0]
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key", numbers(c)...)})
			if c.stop == crosstalkCritical {
				t.know("critical", t.Number(c.load, 3), "critical-error", t.Number(100*c.wrong, 2), "critical-theory", t.Number(100*c.expected, 2))
			}
		} else if i > 0 {
			seen[i] = seen[i-1]
		}
	}
	return t.film(story{
		part: figure.Rows(t.Abreast(.56, s.bell(t, steps), s.errors(t, steps)), &figure.Verdict{
			Answer: t.says("answer"),
			Now: func(frame int) string {
				if seen[frame] == nil {
					return t.says("now-few")
				}
				return t.says("now", numbers(seen[frame])...)
			},
		}),
		frames: len(steps),
		hold:   paced(80*time.Millisecond, longer),
		keys:   keys[:len(keys)-1],
		results: []film.Result{
			{Name: "error", Value: last.wrong, Text: t.says("result-error")},
			{Name: "theory", Value: last.expected, Text: t.says("result-theory")},
		},
	})
}

// look measures the support of the bits of some memories when the first of
// them are stored.
func (s *HopfieldCrosstalk) look(ctx context.Context, c *crosstalkStep, memories []hopfield.Pattern) error {
	stored := memories[:c.patterns]
	net, err := hopfield.Hebb{}.Train(ctx, stored)
	if err != nil {
		return err
	}
	// Supports are whole numbers, all odd or all even: bins hold equally many
	// of them, and begin at 0.
	const from, to = -5, 13
	sigma := math.Sqrt(float64(s.Neurons) * float64(c.patterns-1))
	width := 2 * max(1, int(math.Round(sigma/8)))
	c.below = int(math.Ceil(-from * sigma / float64(width)))
	bins := c.below + int(math.Ceil(to*sigma/float64(width)))
	count := make([]int, bins)
	bits, wrong := 0, 0
	for k, x := range stored[:min(s.Looked, len(stored))] {
		sum := 0.
		for _, h := range net.Margins(x) {
			sum += h
			if h < 0 {
				wrong++
			}
			if i := c.below + int(math.Floor(h/float64(width))); i >= 0 && i < bins {
				count[i]++
			}
		}
		bits += len(x)
		if k == 0 && sum != -2*net.Energy(x) {
			return violation("the supports of a memory add up to %v, and −2E is %v", sum, -2*net.Energy(x))
		}
	}
	c.wrong = float64(wrong) / float64(bits)
	for i := range bins + 1 {
		c.edges = append(c.edges, float64((i-c.below)*width)/sigma)
	}
	for _, n := range count {
		c.density = append(c.density, float64(n)/float64(bits)*sigma/float64(width))
	}
	return ctx.Err()
}
