package scenes

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/quantum"
	"flipbook/montecarlo"
)

// HopfieldGenes completes a sequence of which only the beginning is known, by
// one linear system of equations (the quantum Hopfield network, run
// classically) and by the iterated network, which begins either with guesses
// or, as the system does, with nothing.
type HopfieldGenes struct {
	Genes   int     `help:"random sequences that are remembered" default:"4" min:"1" max:"20"`
	Letters int     `help:"letters of each, A, C, G or T: two neurons a letter" default:"30" min:"8" max:"36"`
	Known   int     `help:"letters at the beginning that are known, fewer than all" default:"6" min:"2" max:"35"`
	Gamma   float64 `help:"price γ of length in the linear system; from 1 on its solution is a minimum" default:"1" min:"1" max:"100"`
	Trials  int     `help:"other libraries that are asked in the same way, for the curves" default:"40" min:"1" max:"300" quick:"2"`
	Seed    uint64  `help:"seed of all sequences, guesses and orders" default:"9"`
}

// The ways to complete a sequence, in the order of their rows.
const (
	geneSolve   = iota // one linear system; what is unknown is a real number
	geneNothing        // the network, begun from the fields of what is known
	geneGuesses        // the network, begun from random letters
	geneWays
)

// Film implements Scene.
func (s *HopfieldGenes) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	if s.Known >= s.Letters {
		return nil, fmt.Errorf("--known %d: want fewer than --letters %d", s.Known, s.Letters)
	}
	shown, err := s.complete(ctx, generator(s.Seed), s.Known)
	if err != nil {
		return nil, err
	}
	curves, err := s.curves(ctx, t)
	if err != nil {
		return nil, err
	}
	right := shown.right()
	t.know("genes", s.Genes, "letters", s.Letters, "known", s.Known, "unknown", s.Letters-s.Known, "equations", 2*(s.Letters-s.Known), "trials", s.Trials,
		"by-solve", right[geneSolve], "by-nothing", right[geneNothing], "by-guesses", right[geneGuesses])

	d := &genes{HopfieldGenes: s, telling: t, geneRun: shown}
	last := d.frames() - 1
	return t.film(story{
		part:   figure.Rows(d.part(), figure.Extra(d.plot(curves)), &figure.Verdict{Now: d.now, Answer: t.says("answer")}),
		frames: last + 1,
		hold:   d.hold,
		keys: []film.Key{{Frame: 0, Caption: t.says("key-known")}, {Frame: 1, Caption: t.says("key-solve")},
			{Frame: 1 + geneFlips, Caption: t.says("key-network")}},
		results: []film.Result{
			{Name: "solve", Value: float64(right[geneSolve]), Text: t.says("result-solve")},
			{Name: "network", Value: float64(right[geneNothing]), Text: t.says("result-nothing")},
			{Name: "network-guessing", Value: float64(right[geneGuesses]), Text: t.says("result-guesses")},
		},
	})
}

// A geneRun is a library of sequences, the first of which is asked for, and
// what becomes of it.
type geneRun struct {
	stored  []hopfield.Pattern
	known   int // neurons
	ends    [geneWays]hopfield.Pattern
	recalls [geneWays]*hopfield.History // of the two networks
}

// complete draws a library and asks for its first sequence in all ways. The
// known neurons are held in place by thresholds that no field outweighs.
func (s *HopfieldGenes) complete(ctx context.Context, r *rand.Rand, letters int) (*geneRun, error) {
	n := 2 * s.Letters
	run := &geneRun{known: 2 * letters}
	var err error
	if run.stored, err = hopfield.RandomPatterns(n, s.Genes)(r); err != nil {
		return nil, err
	}
	cue, held := make([]int8, n), make([]float64, n)
	for i, v := range run.stored[0][:run.known] {
		cue[i], held[i] = v, float64(int(v)*2*n*s.Genes)
	}
	system := &quantum.System{Patterns: run.stored, Gamma: s.Gamma}
	solution, err := system.Reduced(ctx, cue)
	if err != nil {
		return nil, err
	}
	if !solution.Minimum || solution.Residual > 1e-6 {
		return nil, violation("the linear system is solved but for %v, and its solution is a minimum: %v", solution.Residual, solution.Minimum)
	}
	run.ends[geneSolve] = solution.State
	net, err := hopfield.Hebb{}.Train(ctx, run.stored)
	if err != nil {
		return nil, err
	}
	if net, err = net.WithThresholds(held); err != nil {
		return nil, err
	}
	nothing, err := system.OneStep(cue)
	if err != nil {
		return nil, err
	}
	guesses, err := hopfield.Random(r, n)
	if err != nil {
		return nil, err
	}
	copy(guesses, cue[:run.known])
	for i, start := range []hopfield.Pattern{nothing, guesses} {
		recall, err := net.Recall(ctx, start, r, nil)
		if err != nil {
			return nil, err
		}
		if !recall.Settled || recall.End[:run.known].Hamming(start[:run.known]) > 0 {
			return nil, violation("a network that is held in place did not settle, or let go of what is known")
		}
		run.recalls[geneNothing+i], run.ends[geneNothing+i] = recall, recall.End
	}
	return run, nil
}

// right is how many of the unknown letters are recovered in each way.
func (g *geneRun) right() (n [geneWays]int) {
	for way, state := range g.ends {
		for i := g.known; i < len(state); i += 2 {
			if slices.Equal(state[i:i+2], g.stored[0][i:i+2]) {
				n[way]++
			}
		}
	}
	return n
}

// curves are the mean shares of unknown letters that each way recovers,
// against the number of known ones.
func (s *HopfieldGenes) curves(ctx context.Context, t *telling) (out [geneWays][]figure.XY, err error) {
	var known []int
	for k := 1; k < s.Letters; k += 1 + k/3 {
		known = append(known, k)
	}
	shares, err := montecarlo.Run(ctx, s.Trials*len(known), func(ctx context.Context, i int, r *rand.Rand) (share [geneWays]float64, err error) {
		k := known[i%len(known)]
		run, err := s.complete(ctx, r, k)
		if err != nil {
			return share, err
		}
		for way, n := range run.right() {
			share[way] = float64(n) / float64(s.Letters-k)
		}
		return share, nil
	}, &montecarlo.Options{Seed: s.Seed, Progress: t.Progress})
	if err != nil {
		return out, err
	}
	for way := range out {
		for j, k := range known {
			var mean montecarlo.Mean
			for i := j; i < len(shares); i += len(known) {
				mean.Add(shares[i][way])
			}
			out[way] = append(out[way], figure.XY{X: float64(k), Y: mean.Mean()})
		}
	}
	return out, nil
}
