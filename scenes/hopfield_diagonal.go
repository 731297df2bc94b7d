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

// HopfieldDiagonal films a demonstration that works for the wrong reason: five
// random patterns on five nodes, recalled with weights whose diagonal is 0, and
// with a diagonal that lets every node hear itself.
type HopfieldDiagonal struct {
	Patterns int     `help:"random patterns that are stored" default:"5" min:"1" max:"9"`
	Flip     float64 `help:"probability with which each entry of the cue is flipped" default:"0.2" min:"0" max:"0.5"`
	Diagonal int     `help:"what the diagonal is filled with by mistake" default:"1" min:"1" max:"9"`
	Trials   int     `help:"recalls, each of new patterns" default:"20000" min:"100" max:"300000" quick:"500"`
	Seed     uint64  `help:"seed of patterns, flips and orders" default:"1"`
}

const diagonalNodes = 5

// The ways to answer the cue that are compared.
const (
	noNetwork = iota // the cue as it is
	cleared          // a diagonal of 0, a field of 0 gives +1
	filled           // the mistake, a field of 0 gives +1
	kept             // a diagonal of 0, a field of 0 keeps its node
	uncleared        // the diagonal that Hebb's sum leaves: the number of patterns
	ways
)

// Film implements Scene.
func (s *HopfieldDiagonal) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	trials, err := montecarlo.Run(ctx, s.Trials, s.trial, &montecarlo.Options{Seed: s.Seed, Progress: t.Progress})
	if err != nil {
		return nil, err
	}
	d := &diagonalDrawing{telling: t, HopfieldDiagonal: s}
	if err := d.count(trials); err != nil {
		return nil, err
	}
	if err := d.example(ctx, trials); err != nil {
		return nil, err
	}
	final := d.tallies[len(d.tallies)-1]
	t.know("patterns", s.Patterns, "nodes", diagonalNodes, "flip", t.Short(s.Flip, significantDigits(s.Flip)), "d", s.Diagonal, "untouched", t.Number(s.untouched(), 3), "trials", s.Trials, "share", final.share(filled))
	var results []film.Result
	for way, name := range []string{"none", "cleared", "filled", "kept", "uncleared"} {
		rate := t.Number(final.rate(way), 3)
		t.know(name, rate)
		results = append(results, film.Result{Name: name, Value: final.rate(way), Text: t.says("result", "name", d.name(way), "rate", rate)})
	}
	results = append(results, film.Result{Name: "luck", Value: final.luck(filled), Text: t.says("luck")})
	return t.film(story{
		part: figure.Rows(
			d.shown(),
			d.bars(),
			&figure.Verdict{Now: d.now, Answer: t.says("answer"), Bad: true}),
		frames: diagonalStills + len(d.tallies),
		hold:   paced(80*time.Millisecond, d.stills()),
		keys: []film.Key{
			{Frame: diagonalStills - 1, Caption: t.says("key-one")},
			{Frame: diagonalStills + len(d.tallies)/3, Caption: t.says("key-trials", "n", d.tallies[len(d.tallies)/3].trials)},
		},
		results: results,
	})
}

// A diagonalTrial is what became of one cue.
type diagonalTrial struct {
	exact  [ways]bool
	differ bool // ends of filled and kept, in any entry
}

func (s *HopfieldDiagonal) trial(ctx context.Context, _ int, r *rand.Rand) (out diagonalTrial, err error) {
	c, err := s.draw(ctx, r)
	if err != nil {
		return out, err
	}
	for way, end := range c.ends {
		out.exact[way] = slices.Equal(end, c.patterns[0])
	}
	out.differ = !slices.Equal(c.ends[filled], c.ends[kept])
	return out, nil
}

// A diagonalCase is a trial with all that was drawn.
type diagonalCase struct {
	patterns []hopfield.Pattern
	net      *hopfield.Network // with a diagonal of 0
	ends     [ways]hopfield.Pattern
}

// draw draws patterns and a cue, and answers it in all ways. All networks ask
// their nodes in the same order.
func (s *HopfieldDiagonal) draw(ctx context.Context, r *rand.Rand) (*diagonalCase, error) {
	c := &diagonalCase{}
	var err error
	if c.patterns, err = hopfield.RandomPatterns(diagonalNodes, s.Patterns)(r); err != nil {
		return nil, err
	}
	if c.ends[noNetwork], err = hopfield.Flipped(r, c.patterns[0], s.Flip); err != nil {
		return nil, err
	}
	if c.net, err = (hopfield.Hebb{}).Train(ctx, c.patterns); err != nil {
		return nil, err
	}
	a, b := r.Uint64(), r.Uint64()
	for _, as := range []struct {
		way, diagonal int
		ties          hopfield.Ties
	}{{cleared, 0, hopfield.Plus}, {filled, s.Diagonal, hopfield.Plus}, {kept, 0, hopfield.Keep}, {uncleared, s.Patterns, hopfield.Plus}} {
		net, err := c.net.WithDiagonal(float64(as.diagonal))
		if err != nil {
			return nil, err
		}
		h, err := net.Recall(ctx, c.ends[noNetwork], rand.New(rand.NewPCG(a, b)), &hopfield.RecallOptions{Ties: as.ties})
		if err != nil {
			return nil, err
		}
		c.ends[as.way] = h.End
	}
	return c, nil
}

// count adds the trials up and holds them against two laws. An even field and a
// vote of 1: the sum of four odd or of four even weights is even, so that a 1 on
// the diagonal settles ties alone, as keeping does. And a cue of n entries is
// left as it was with probability (1−p)ⁿ.
func (d *diagonalDrawing) count(trials []diagonalTrial) error {
	if i := slices.IndexFunc(trials, func(t diagonalTrial) bool { return t.differ }); i >= 0 && d.Diagonal == 1 {
		return violation("in trial %d a diagonal of 1 and ties that keep end in different states", i)
	}
	d.tallies = tallied(trials)
	final := d.tallies[len(d.tallies)-1]
	if rate, p := final.rate(noNetwork), d.untouched(); implausible(rate, p, final.trials) {
		return violation("%.4f of %d cues are untouched, further from %.4f than chance goes", rate, final.trials, p)
	}
	return nil
}
