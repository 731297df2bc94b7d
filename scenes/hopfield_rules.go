package scenes

import (
	"context"
	"errors"
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

// Words implements Scene.
func (s *HopfieldRules) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "Which rule holds the most memories?"},
		{Key: "subtitle", Text: "{neurons} neurons learn the same random patterns by five rules: how many are fixed points?"},
		{Key: "held", Text: "memories held"},
		{Key: "each", Text: "held by each rule"},
		{Key: "learned", Text: "memories learned"},
		{Key: "hebb", Text: "Hebb"},
		{Key: "storkey", Text: "Storkey"},
		{Key: "pseudo-inverse", Text: "pseudo-inverse"},
		{Key: "perceptrons", Text: "perceptrons"},
		{Key: "softmax", Text: "softmax"},
		{Key: "most", Text: "at most {n}"},
		{Key: "all", Text: "all {n}"},
		{Key: "now-first", Text: "All five learn the same memories, more and more; a stroke: what theory promises"},
		{Key: "now", Text: "From {n} memories on, {rule} loses some"},
		{Key: "answer", Text: "Hebb {hebb-most}, Storkey {storkey-most}, pseudo-inverse {pseudo-inverse-most}, perceptrons {perceptrons-most}, softmax all {most}"},
		{Key: "result", Text: "{rule}: at most {n}"},
		{Key: "result-all", Text: "{rule}: all {n}"},
		{Key: "key", Text: "From {n} memories on, {rule} loses some."},
		{Key: "caption", Text: "Of the same random patterns, {neurons} neurons hold at most {hebb-most} as fixed points by Hebb’s rule (theory {hebb-theory}), {storkey-most} by Storkey’s ({storkey-theory}), " +
			"{pseudo-inverse-most} by the pseudo-inverse ({pseudo-inverse-theory}), {perceptrons-most} with each neuron a perceptron that takes up to {lessons} lessons ({perceptrons-theory} with any number), and all {most} by the softmax rule."},
		{Key: "alt", Text: "Five bars, a rule each, grow together as memories are added, and break off one after the other: Hebb’s rule holds at most {hebb-most} of them and soon none, Storkey’s {storkey-most}, the pseudo-inverse {pseudo-inverse-most}, " +
			"neurons that learn as perceptrons {perceptrons-most}; the softmax rule holds all {most}. Strokes mark what theory says: {hebb-theory}, {storkey-theory}, {pseudo-inverse-theory} and {perceptrons-theory}."},
	}
}

// A contestant is a rule with what it held.
type contestant struct {
	key    string
	ink    color.Color
	theory float64 // how many memories it holds; 0: far more than there are
	held   func(ctx context.Context, memories []hopfield.Pattern) (int, error)

	counts []int // held at each number of memories
	most   int   // of counts
	breaks int   // the first step at which a memory is lost, −1 for none
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

	t.know("neurons", s.Neurons, "lessons", s.Lessons, "most", most)
	var results []film.Result
	var keys []film.Key
	lost := make([]string, len(steps)) // what has happened last
	for _, c := range race {
		t.know(c.key+"-most", c.most, c.key+"-theory", int(math.Round(c.theory)))
		result := "result-all"
		if c.breaks >= 0 {
			result, lost[c.breaks] = "result", c.key
		}
		results = append(results, film.Result{Name: c.key, Value: float64(c.most), Text: t.says(result, "rule", t.says(c.key), "n", c.most)})
	}
	now := make([]string, len(steps))
	for i := range steps {
		switch {
		case lost[i] != "":
			now[i] = t.says("now", "n", steps[i], "rule", t.says(lost[i]))
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key", "n", steps[i], "rule", t.says(lost[i]))})
		case i == 0:
			now[i] = t.says("now-first")
		default:
			now[i] = now[i-1]
		}
	}
	var part figure.Part = s.bars(t, race, steps)
	if !t.Small() || t.Size.Y > t.Size.X {
		part = t.Abreast(.5, s.plot(t, race, steps), part)
	}
	return t.film(story{
		part: figure.Rows(part, &figure.Verdict{
			Answer: t.says("answer"),
			Now:    func(frame int) string { return now[frame] },
		}),
		frames: len(steps) + 1,
		hold: func(frame int) time.Duration {
			switch {
			case frame == 0:
				return 1500 * time.Millisecond
			case lost[frame] != "":
				return 900 * time.Millisecond
			}
			return 130 * time.Millisecond
		},
		keys:    keys,
		results: results,
	})
}

// plan is the numbers of memories: one by one and then a tenth more each time,
// up to four times the neurons, and the last ones before the pseudo-inverse has
// to give up.
func (s *HopfieldRules) plan() []int {
	out := []int{s.Neurons - 2}
	for n := 1; n < 4*s.Neurons; n += max(1, n/10) {
		out = append(out, n)
	}
	out = append(out, 4*s.Neurons)
	slices.Sort(out)
	return slices.Compact(out)
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

// fixedPoints counts the memories that are fixed points under a rule. A rule
// that says it has stored all of them must have.
func fixedPoints(rule hopfield.Rule) func(context.Context, []hopfield.Pattern) (int, error) {
	return func(ctx context.Context, memories []hopfield.Pattern) (int, error) {
		net, err := rule.Train(ctx, memories)
		failed := (*hopfield.NotStoredError)(nil)
		if errors.As(err, &failed) {
			net = failed.Network
		} else if err != nil {
			return 0, err
		}
		held := 0
		for _, x := range memories {
			if net.Stable(x, hopfield.Keep) {
				held++
			}
		}
		if failed != nil && len(memories)-held > failed.Patterns { // it counts ties as well
			return 0, violation("%d memories are lost, and learning says %d", len(memories)-held, failed.Patterns)
		}
		if _, learns := rule.(hopfield.KrauthMezard); learns && failed == nil && held < len(memories) {
			return 0, violation("learning says that all %d memories are stored, and %d are", len(memories), held)
		}
		return held, nil
	}
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
	held := 0
	var out []float64
	for _, x := range memories {
		if out, err = net.Update(out, modern.Query(x)); err != nil {
			return 0, err
		}
		if slices.Equal(hopfield.Sign(out), x) {
			held++
		}
	}
	if held < len(memories) {
		return 0, violation("the softmax rule gives back %d of %d memories", held, len(memories))
	}
	return held, ctx.Err()
}

// About implements Scene.
func (s *HopfieldRules) About() About {
	return About{
		Shows: "The same random patterns, more and more of them, learned by five rules, and how many of them are fixed points. Hebb’s rule holds some N/(2 ln N), and what it learns beyond makes it forget all. Storkey’s holds N/√(2 ln N), one memory after the other as Hebb’s does. " +
			"The pseudo-inverse holds any independent ones, up to N; with N of them it projects onto everything and knows nothing. Neurons that learn as perceptrons come to 2N, given time: near their capacity they need ever more lessons. " +
			"The softmax rule keeps the memories themselves, and tells apart exponentially many. " +
			"A fixed point is not yet a valley: how far a cue may be off is another question.",
		Algorithm: "for P = 1, 2, … 4N:\n" +
			"    for each rule:\n" +
			"        learn the first P memories\n" +
			"        count those x with sign(W x) = x, or with sign(X softmax(β Xᵀx)) = x\n" +
			"Hebb: W = Σ x xᵀ;  pseudo-inverse: W = Xᵀ(XXᵀ)⁻¹X;  both with a zero diagonal\n" +
			"Storkey, memory by memory: Wᵢⱼ += (xᵢxⱼ − xᵢhⱼᵢ − hᵢⱼxⱼ)/N, hᵢⱼ = Σ over k ≠ i, j of Wᵢₖxₖ\n" +
			"perceptrons: while some xᵢhᵢ ≤ 0, Wᵢⱼ += xᵢxⱼ for the x with the least xᵢhᵢ",
		Source: "Hopfield 1982; McEliece et al. 1987; Storkey 1997; Personnaz, Guyon & Dreyfus 1985; Krauth & Mézard 1987; Gardner 1988; Ramsauer et al. 2020.",
		Wrong:  "“The capacity of a Hopfield network” is that of a rule. And 0.138 N counts memories recalled with a few wrong bits: without any, Hebb’s rule holds N/(2 ln N) of them, 11 in 100 neurons.",
	}
}
