package scenes

import (
	"cmp"
	"context"
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
	"flipbook/hopfield/theory"
)

// HopfieldRules films five rules that learn the same random patterns, more and
// more of them, and how many of these each of them holds.
type HopfieldRules struct {
	Neurons int    `help:"neurons" default:"100" min:"40" max:"200" quick:"40"`
	Lessons int    `help:"lessons that a neuron may take to learn its memories" default:"1000" min:"50" max:"20000" quick:"60"`
	Seed    uint64 `help:"seed of the memories" default:"1"`
}

// A contestant is a rule with what it held.
type contestant struct {
	key    string
	ink    color.Color
	theory float64 // how many memories it holds; 0: far more than there are
	held   func(ctx context.Context, memories []hopfield.Pattern) (int, error)

	counts []int // held at each step
	most   int   // held of any number of memories
	breaks int   // the first step at which a memory is lost, −1 for none
	first  int   // the least number of memories of which one is lost; 0: none
}

// Film implements Scene.
func (s *HopfieldRules) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	steps := s.plan()
	most := steps[len(steps)-1]
	memories, err := hopfield.RandomPatterns(s.Neurons, most)(generator(s.Seed))
	if err != nil {
		return nil, err
	}
	race := s.contestants(t.Theme)
	for i, n := range steps {
		t.Progress(i, len(steps))
		for _, c := range race {
			if err := c.learn(ctx, i, memories[:n]); err != nil {
				return nil, err
			}
		}
	}
	for _, c := range race {
		if err := c.sharpen(ctx, steps, memories); err != nil {
			return nil, err
		}
	}

	t.know("neurons", s.Neurons, "lessons", s.Lessons, "most", most)
	var results []film.Result
	lost := make([]*contestant, len(steps)) // who loses the first memory at a step
	for _, c := range race {
		t.know(c.key+"-most", c.most, c.key+"-theory", int(math.Round(c.theory)))
		result := "result-all"
		if c.breaks >= 0 {
			result, lost[c.breaks] = "result", c
		}
		results = append(results, film.Result{Name: c.key, Value: float64(c.most), Text: t.says(result, "rule", t.says(c.key), "n", c.most)})
	}
	var keys []film.Key
	longer := make(looks)
	for i, c := range lost {
		if c != nil {
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key", "n", c.first, "rule", t.says(c.key))})
			longer[i] = 900 * time.Millisecond
		}
	}
	longer[0] = 1500 * time.Millisecond
	return t.film(story{
		part: figure.Rows(s.shown(t, race, steps), &figure.Verdict{
			Now:    func(frame int) string { return s.now(t, lost[:frame+1]) },
			Answer: t.says("answer"),
		}),
		frames:  len(steps) + 1,
		hold:    paced(130*time.Millisecond, longer),
		keys:    keys,
		results: results,
	})
}

// contestants are the five rules.
func (s *HopfieldRules) contestants(th figure.Theme) []*contestant {
	n := s.Neurons
	return []*contestant{
		{key: "hebb", ink: th.Warm, theory: theory.CapacityHebbMost(n), held: fixedPoints(hopfield.Hebb{})},
		{key: "storkey", ink: th.Now, theory: theory.CapacityStorkey(n), held: fixedPoints(hopfield.Storkey{})},
		{key: "pseudo-inverse", ink: th.Muted, theory: theory.CapacityPseudoInverse(n), held: s.projected},
		{key: "perceptrons", ink: th.Ink, theory: theory.CapacityPerceptron(n, 0), held: fixedPoints(hopfield.KrauthMezard{MaxSweeps: s.Lessons})},
		{key: "softmax", ink: th.Cool, held: attended},
	}
}

// learn notes how many memories are held at a step. Who has lost nearly all of
// them is not asked again.
func (c *contestant) learn(ctx context.Context, step int, memories []hopfield.Pattern) error {
	if step == 0 {
		c.breaks = -1
	}
	held := 0
	if step == 0 || c.counts[step-1] > 0 {
		var err error
		if held, err = c.held(ctx, memories); err != nil {
			return err
		}
	}
	if held < len(memories) && c.breaks < 0 {
		c.breaks = step
	}
	c.counts = append(c.counts, held)
	c.most = max(c.most, held)
	return ctx.Err()
}

// sharpen asks for every number of memories between the steps where a rule held
// the most, and where it lost its first.
func (c *contestant) sharpen(ctx context.Context, steps []int, memories []hopfield.Pattern) error {
	if c.breaks < 1 {
		return nil
	}
	c.first = steps[c.breaks]
	peak := slices.Index(c.counts, c.most)
	for _, gap := range [][2]int{{c.breaks - 1, c.breaks}, {peak - 1, peak}, {peak, peak + 1}} {
		for n := steps[max(gap[0], 0)] + 1; n < steps[min(gap[1], len(steps)-1)]; n++ {
			held, err := c.held(ctx, memories[:n])
			if err != nil {
				return err
			}
			c.most = max(c.most, held)
			if held < n {
				c.first = min(c.first, n)
			}
		}
	}
	return nil
}

// projected is what the pseudo-inverse holds. N independent memories or more
// leave it nothing: it projects onto all states, and without its diagonal no
// weight is left.
func (s *HopfieldRules) projected(ctx context.Context, memories []hopfield.Pattern) (int, error) {
	if len(memories) >= s.Neurons {
		return 0, nil
	}
	held, err := fixedPoints(hopfield.PseudoInverse{})(ctx, memories)
	if err == nil && 10*len(memories) <= 9*s.Neurons && held < len(memories) {
		return 0, violation("the pseudo-inverse holds %d of %d independent memories", held, len(memories))
	}
	return held, err
}

// attended is how many memories the softmax rule gives back in one step: all
// that are there, since none of so few resembles another enough.
func attended(ctx context.Context, memories []hopfield.Pattern) (int, error) {
	net, err := modern.NewContinuous(memories, 1)
	if err != nil {
		return 0, err
	}
	held, err := net.Held(memories)
	if err == nil && held < len(memories) {
		return 0, violation("the softmax rule gives back %d of %d memories", held, len(memories))
	}
	return held, cmp.Or(err, ctx.Err())
}
