package hopfield

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
)

// Unlearned lets the network of another rule dream, and forget what it dreamt. A dream is a recall from a random state; the
// state s in which it settles is taken out of the weights again, a little,
//
//	Wᵢⱼ −= ε·(Unit/N)·sᵢsⱼ for all i ≠ j,
//
// where Unit/N is what [Hebb] puts in for a pattern, so that ε is a share of that. Thresholds stay as they are.
//
// Wide valleys are dreamt of more often, and so become narrower. Mixtures of memories wash out, and the memories become
// alike in how often they are found, from ever farther away. With Hebb's rule the best number of dreams is about D = P/(2ε)
// at low load, and P/ε at P ≈ 0.6 N, up to which random patterns can be made stable: four times as many as without. Two or
// three times the best number destroys everything, and at high load a third more does. Memories that resemble each other as digits do gain little.
//
// A dream costs a recall, of about 2N² steps and N for each flip, and N² to forget. Memory is 8N² bytes beside Rule's.
//
// Source: Hopfield, Feinstein & Palmer 1983, "'Unlearning' has a stabilizing effect in collective memories", after an idea
// of Crick & Mitchison 1983, "The function of dream sleep"; van Hemmen, Ioffe, Kühn & Vaas 1990, "Increasing the efficiency
// of a neural network through unlearning".
type Unlearned struct {
	Rule Rule // learns the weights, of up to [MaxDense] neurons; must be given

	// Dreams is D, how many are dreamt and forgotten, one after the other. 0 means none: the network is that of Rule.
	Dreams int

	// Strength is ε, above 0 and up to 1. 0 means 0.01. To keep sums exact, it is rounded to 24 bits of the largest weight.
	Strength float64

	// Seed decides the random states and the order in which neurons are asked. 0 is a seed like any other.
	Seed uint64

	// Progress is told, after each dream, how many of how many are over. Nil tells nobody.
	Progress func(done, total int)
}

const defaultStrength = .01

// Train implements [Rule]. Its errors are those of Rule, and of a Strength so small that 24 bits of the weights lose it.
func (u Unlearned) Train(ctx context.Context, patterns []Pattern) (*Network, error) {
	switch {
	case u.Dreams < 0:
		return nil, fmt.Errorf("hopfield: Unlearned.Dreams is %d: it must not be negative", u.Dreams)
	case !(u.Strength >= 0 && u.Strength <= 1): // the negation catches NaN
		return nil, fmt.Errorf("hopfield: Unlearned.Strength is %v: it must be above 0, up to 1; 0 means %v",
			u.Strength, defaultStrength)
	case u.Strength == 0:
		u.Strength = defaultStrength
	}
	net, err := trainedDense(ctx, "Unlearned.Rule", u.Rule, patterns)
	if err != nil || u.Dreams == 0 {
		return net, err
	}
	d, err := newDreamer(ctx, net, u)
	if err != nil {
		return nil, err
	}
	for k := range u.Dreams {
		if err := d.dream(ctx); err != nil {
			return nil, err
		}
		if u.Progress != nil {
			u.Progress(k+1, u.Dreams)
		}
	}
	return d.Network, nil
}

// dreamer is a network whose weights change between its recalls. They and what a dream takes away are multiples of one
// step, so coarse that no weight will need more than 24 bits of it: they stay exact.
type dreamer struct {
	*Network
	w       *dense
	forgets float32
	r       *rand.Rand
}

func newDreamer(ctx context.Context, net *Network, u Unlearned) (*dreamer, error) {
	before, err := net.w.dense(ctx)
	if err != nil {
		return nil, err
	}
	forgets := u.Strength * net.unit / float64(net.n)
	most := before.largest() + float64(forgets*float64(u.Dreams+1))
	w := newDense(net.n, gridOf(most), most, before.symmetric())
	forgets = math.Round(forgets/w.grid) * w.grid
	if forgets == 0 {
		return nil, fmt.Errorf("hopfield: Unlearned.Strength is %v: it must be larger, or weights up to %.3g after %d dreams lose it",
			u.Strength, most, u.Dreams)
	}
	for i := range net.n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		for j := range net.n {
			w.set(i, j, before.weight(i, j))
		}
	}
	if err := w.complete(ctx); err != nil {
		return nil, err
	}
	asleep, err := newNetwork(net.n, w, net.theta, net.unit)
	if err != nil {
		return nil, err
	}
	return &dreamer{asleep, w, float32(forgets), rand.New(rand.NewPCG(u.Seed, 1))}, nil
}

// dream settles from a random state, and forgets where.
func (d *dreamer) dream(ctx context.Context) error {
	s := make(Pattern, d.n)
	for i := range s {
		s[i] = int8(2*d.r.IntN(2) - 1)
	}
	walk, err := d.Walk(s, d.r, nil)
	if err != nil {
		return err
	}
	for walk.Next(ctx) {
	}
	if err := walk.Err(); err != nil {
		return err
	}
	d.forget(walk.State())
	return nil
}

func (d *dreamer) forget(s Pattern) {
	for i, v := range s {
		less := float32(v) * d.forgets
		row, column, self := d.w.rows[i*d.n:][:d.n], d.w.cols[i*d.n:][:d.n], d.w.rows[i*d.n+i]
		for j, v := range s {
			row[j] -= float32(less * float32(v))
		}
		if !d.w.symmetric() {
			for j, v := range s {
				column[j] -= float32(less * float32(v))
			}
		}
		row[i], column[i] = self, self
	}
}
