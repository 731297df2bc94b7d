package ising

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// Means are what was measured of a lattice at a temperature, each an average over samples, with the standard error that
// blocks of successive samples show.
type Means struct {
	Energy, EnergyError               float64 // E/L², −2 to 2
	Magnetization, MagnetizationError float64 // |Σ s|/L², 0 to 1

	// Binder is his cumulant 1 − ⟨m⁴⟩/(3⟨m²⟩²) of m = Σ s/L²: 2/3 in a magnet, towards 0 where there is none, and hardly
	// dependent on L at T_c alone, so that curves for different L cross there. Source: Binder 1981.
	Binder float64
}

// MeasureOptions says how long is measured. A nil *MeasureOptions means the zero value.
type MeasureOptions struct {
	Settle  int // steps before the first sample, which let the lattice forget where it came from; 0 means none
	Samples int // one after each further step; 0 means 1,000. From some hundred on the errors can be trusted
}

// blockCount is into how many blocks the samples are cut: enough for an error to be known to a sixth of itself.
const blockCount = 20

// Measure goes on from the state of l, which changes, by steps of a sweep and a cluster each, and averages over them. A
// step takes about 70 ns a site.
//
// It is an error if ctx or r is nil, l has no site, or an option is negative; if ctx ends, so does the work, with its
// error.
func (b *Bath) Measure(ctx context.Context, l *Lattice, r *rand.Rand, o *MeasureOptions) (Means, error) {
	if o == nil {
		o = &MeasureOptions{}
	}
	samples := o.Samples
	if samples == 0 {
		samples = 1000
	}
	switch {
	case ctx == nil:
		return Means{}, errors.New("ising: ctx is nil: it must be a context, such as context.Background()")
	case r == nil:
		return Means{}, errNoRand
	case l == nil || l.size == 0:
		return Means{}, errors.New("ising: the lattice has no site: New and Random make one")
	case o.Settle < 0 || samples < 0:
		return Means{}, fmt.Errorf("ising: MeasureOptions has Settle %d and Samples %d: neither may be negative", o.Settle, o.Samples)
	}
	for range o.Settle {
		if err := b.step(ctx, l, r); err != nil {
			return Means{}, err
		}
	}
	var energy, magnetization blocks
	var second, fourth float64
	sites := float64(len(l.spins))
	for i := range samples {
		if err := b.step(ctx, l, r); err != nil {
			return Means{}, err
		}
		m := math.Abs(float64(l.magnetization)) / sites
		block := i * blockCount / samples
		energy.add(block, float64(l.energy)/sites)
		magnetization.add(block, m)
		second += float64(m * m)
		fourth += float64(float64(m*m) * float64(m*m))
	}
	out := Means{}
	out.Energy, out.EnergyError = energy.mean()
	out.Magnetization, out.MagnetizationError = magnetization.mean()
	if second > 0 {
		out.Binder = 1 - fourth*float64(samples)/float64(3*float64(second*second))
	}
	return out, nil
}

func (b *Bath) step(ctx context.Context, l *Lattice, r *rand.Rand) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b.Sweep(l, r)
	b.Cluster(l, r)
	return nil
}

// blocks average numbers that depend on each other a little: far apart ones do not, so that means of long blocks are
// nearly independent.
type blocks struct {
	sum   [blockCount]float64
	count [blockCount]float64
}

func (b *blocks) add(block int, v float64) {
	b.sum[block] += v
	b.count[block]++
}

// mean is that of all numbers, with its standard error; the error is 0 of fewer than two blocks.
func (b *blocks) mean() (mean, standardError float64) {
	sum, count, used := 0., 0., 0.
	for i, n := range b.count {
		if n > 0 {
			sum, count, used = sum+b.sum[i], count+n, used+1
		}
	}
	mean = sum / count
	if used < 2 {
		return mean, 0
	}
	squares := 0.
	for i, n := range b.count {
		if n > 0 {
			d := b.sum[i]/n - mean
			squares += float64(d * d)
		}
	}
	return mean, math.Sqrt(squares / float64(used*(used-1)))
}
