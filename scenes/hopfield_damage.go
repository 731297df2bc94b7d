package scenes

import (
	"context"
	"fmt"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldDamage films holes that are eaten into the weights of a network, and
// what is left of its memories.
type HopfieldDamage struct {
	Side     int     `help:"side of the square of neurons" default:"24" min:"8" max:"40" quick:"12"`
	Patterns int     `help:"random patterns that are stored by Hebb's rule" default:"35" min:"1" max:"400"`
	Flipped  float64 `help:"share of the pixels of a cue that are wrong" default:"0.1" min:"0" max:"0.5"`
	Recalls  int     `help:"recalls at each share of damage, of which the mean is drawn" default:"8" min:"1" max:"50" quick:"2"`
	Seed     uint64  `help:"seed of every random choice" default:"1"`
}

const (
	damageSteps = 38 // shares of damage
	damageMost  = 0.95
	damageHalf  = damageSteps * 10 / 19 // the one that is a half
)

// Words implements Scene.
func (s *HopfieldDamage) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "How many synapses can a memory lose?"},
		{Key: "subtitle", Text: "{neurons} neurons, {patterns} random patterns, Hebb’s rule; cues with {flipped} of the pixels wrong"},
		{Key: "weights", Text: "weights, +/−"},
		{Key: "recalled", Text: "recalled"},
		{Key: "wrong", Text: "{n} wrong"},
		{Key: "deleted", Text: "share of synapses deleted"},
		{Key: "overlap", Text: "overlap with the memory"},
		{Key: "measured", Text: "measured"},
		{Key: "theory", Text: "theory"},
		{Key: "limit", Text: "limit {limit}"},
		{Key: "now", Text: "{deleted} of the synapses deleted: overlap {overlap}"},
		{Key: "answer", Text: "Up to {limit} of them; with half gone, {half} N memories survive, not {whole} N"},
		{Key: "answer-none", Text: "{patterns} memories bear no loss; with half gone, {half} N would survive, not {whole} N"},
		{Key: "result-limit", Text: "limit of the damage {limit}"},
		{Key: "result-half", Text: "load that survives half the synapses {half}"},
		{Key: "result-whole", Text: "load of whole synapses {whole}"},
		{Key: "result-overlap", Text: "overlap {overlap} with half the synapses"},
		{Key: "key-whole", Text: "All synapses are there: overlap {overlap}."},
		{Key: "key-half", Text: "Half the synapses are gone: overlap {overlap}."},
		{Key: "caption", Text: "Recall in a Hopfield network of {neurons} neurons that stores {patterns} random patterns, while its synapses are deleted at random: with half of them the mean overlap is {overlap}. " +
			"In theory a load of {half} N survives the loss of half the synapses, and one of {whole} N needs them all."},
		{Key: "alt", Text: "A square of weights in two colours gets more and more holes, and beside it a recalled pattern more and more wrong pixels. " +
			"A curve of the overlap with the memory stays near 1 until most synapses are deleted, as theory says, and then falls. At the end: {answer}."},
	}
}

// damaged is what becomes of a network that has lost a share of its synapses.
type damaged struct {
	share   float64
	block   []float64        // the weights between the first neurons, as many as make a side
	end     hopfield.Pattern // of the recall of memory 0
	overlap float64          // the mean of all recalls
}

// Film implements Scene.
func (s *HopfieldDamage) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	n := s.Side * s.Side
	memories, err := hopfield.RandomPatterns(n, s.Patterns)(generator(s.Seed))
	if err != nil {
		return nil, fmt.Errorf("--side %d --patterns %d: %w", s.Side, s.Patterns, err)
	}
	run, err := s.damage(ctx, t.Progress, memories)
	if err != nil {
		return nil, err
	}
	d := &damageDrawing{HopfieldDamage: s, telling: t, memory: memories[0], run: run}
	load := float64(s.Patterns) / float64(n)
	if d.limit, err = damageLimit(load); err != nil {
		return nil, err
	}
	if err := d.expect(load); err != nil {
		return nil, err
	}
	whole, err := theory.Synapses{}.Critical(0)
	if err != nil {
		return nil, err
	}
	half, err := theory.Synapses{Deleted: .5}.Critical(0)
	if err != nil {
		return nil, err
	}
	at := run[damageHalf]
	t.know("neurons", n, "patterns", s.Patterns, "flipped", t.Number(s.Flipped, 2), "limit", t.Number(max(0, d.limit), 2),
		"half", t.Number(half.Load, 3), "whole", t.Number(whole.Load, 3), "overlap", t.Number(at.overlap, 3))
	return d.film([]film.Result{
		{Name: "limit", Value: d.limit, Text: t.says("result-limit")},
		{Name: "half", Value: half.Load, Text: t.says("result-half")},
		{Name: "whole", Value: whole.Load, Text: t.says("result-whole")},
		{Name: "overlap", Value: at.overlap, Text: t.says("result-overlap")},
	})
}

// damage deletes more and more synapses, those that are gone remaining so,
// and recalls memories from the same cues each time.
func (s *HopfieldDamage) damage(ctx context.Context, progress func(done, total int), memories []hopfield.Pattern) ([]damaged, error) {
	net, err := hopfield.Hebb{}.Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	var run []damaged
	for i := range damageSteps + 1 {
		progress(i, damageSteps+1)
		share := damageMost * float64(i) / damageSteps
		// The same generator meets the synapses in the same order, so that a larger share holds the smaller one.
		cut, err := net.WithoutSynapses(generator(s.Seed+1), share, hopfield.BothWays)
		if err != nil {
			return nil, err
		}
		r := generator(s.Seed + 2)
		now := damaged{share: share}
		for k := range s.Recalls {
			memory := memories[k%len(memories)]
			cue, err := hopfield.FlippedExactly(r, memory, int(float64(s.Flipped*float64(len(memory)))+0.5))
			if err != nil {
				return nil, err
			}
			end, err := cut.Recall(ctx, cue, r, nil)
			if err != nil {
				return nil, err
			}
			if err := downhill(cut, end); err != nil {
				return nil, err
			}
			if k == 0 {
				now.end = end.End
			}
			now.overlap += end.End.Overlap(memory) / float64(s.Recalls)
		}
		for i := range s.Side {
			for j := range s.Side {
				now.block = append(now.block, cut.Weight(i, j))
			}
		}
		run = append(run, now)
	}
	return run, nil
}

// damageLimit is the share of synapses that may be deleted before a load is no
// longer recalled, in theory; below 0 if it never is.
func damageLimit(load float64) (float64, error) {
	bearable := func(deleted float64) (bool, error) {
		s, err := theory.Synapses{Deleted: deleted}.Critical(0)
		return s.Load >= load, err
	}
	if ok, err := bearable(0); !ok || err != nil {
		return -1, err
	}
	lo, hi := 0.0, 1-1e-9
	for range 50 {
		ok, err := bearable((lo + hi) / 2)
		if err != nil {
			return 0, err
		}
		if ok {
			lo = (lo + hi) / 2
		} else {
			hi = (lo + hi) / 2
		}
	}
	return lo, nil
}

// About implements Scene.
func (s *HopfieldDamage) About() About {
	return About{
		Shows: "A network stores random patterns by Hebb’s rule. Its synapses are deleted one after another at random, and memories are recalled from cues with wrong pixels, at every stage. " +
			"The overlap of what is recalled hardly changes until most synapses are gone; a dotted curve is the theory for large networks.",
		Algorithm: "W ← Σ x xᵀ over P random patterns, zero diagonal\n" +
			"for d = 0 … 0.95:\n" +
			"    delete each pair Wᵢⱼ, Wⱼᵢ with probability d (those gone stay gone)\n" +
			"    for some memories x: s ← x with a share of pixels flipped; recall; m ← (1/N) Σ sᵢ xᵢ\n" +
			"    draw the mean of m\n" +
			"theory: damage is noise of d/(1−d) times the weights' variance (Sompolinsky 1986)",
		Source: "Sompolinsky 1986; Amit, Gutfreund & Sompolinsky 1985, 1987; Hopfield 1982.",
	}
}

// damageHold is how long a share of damage stands.
func damageHold(frame int) time.Duration {
	switch frame {
	case 0:
		return 1800 * time.Millisecond
	case damageHalf:
		return 1200 * time.Millisecond
	}
	return 130 * time.Millisecond
}
