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

// HopfieldDamage films holes that are eaten into the weights of a network, and
// what is left of its memories.
type HopfieldDamage struct {
	Side     int     `help:"side of the square of neurons" default:"24" min:"8" max:"40" quick:"12"`
	Patterns int     `help:"random patterns that are stored by Hebb's rule" default:"35" min:"1" max:"400"`
	Flipped  float64 `help:"share of the pixels of a cue that are wrong" default:"0.1" min:"0" max:"0.3"`
	Recalls  int     `help:"recalls at each share of damage, of which the mean is drawn" default:"8" min:"1" max:"50" quick:"2"`
	Seed     uint64  `help:"seed of every random choice" default:"1"`
}

const (
	damageSteps = 38 // shares of damage
	damageMost  = 0.95
	damageHalf  = damageSteps * 10 / 19 // the one that is a half
)

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
	overlap := func(at damaged) string { return t.Number(at.overlap, 3) }
	t.know("neurons", n, "side", s.Side, "patterns", s.Patterns, "random", t.Plural("random", s.Patterns), "flipped", t.Number(s.Flipped, 2),
		"limit", d.number(d.limit), "half", t.Number(half.Load, 3), "whole", t.Number(whole.Load, 3),
		"first", overlap(run[0]), "overlap", overlap(at), "last", overlap(run[damageSteps]))
	limit := film.Result{Name: "limit", Value: d.limit, Text: t.says("result-limit")}
	if d.limit < 0 {
		limit.Value, limit.Text = math.NaN(), t.says("result-no-limit")
	}
	return d.film([]film.Result{
		limit,
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
		now, wrong := damaged{share: share}, 0
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
			wrong += end.End.Hamming(memory)
		}
		now.overlap = 1 - 2*float64(wrong)/float64(s.Recalls*len(memories[0]))
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
