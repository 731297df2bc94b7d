package ising

import (
	"fmt"
	"math/rand/v2"

	"flipbook/internal/detmath"
)

// A Bath holds lattices at a temperature. It never changes, so goroutines may share one. Its zero value is not of use;
// NewBath makes one.
type Bath struct {
	temperature float64
	up          [5]uint64 // the chance that a spin becomes +1, by how many of its four neighbours are +1; of certain
	join        uint64    // the chance that a neighbour of the same sign joins a cluster
}

// certain is the chance of what always happens: a number of 53 random bits is always below it.
const certain = 1 << 53

// NewBath returns a bath at a temperature T in units of the coupling. At 0 spins follow their neighbours, and a coin where
// those are at odds; at +Inf, all is coins. It is an error if temperature is negative or NaN.
func NewBath(temperature float64) (*Bath, error) {
	if !(temperature >= 0) {
		return nil, fmt.Errorf("ising: temperature is %v: it must be 0 or more", temperature)
	}
	b := &Bath{temperature: temperature}
	for k := range b.up {
		field := float64(2*k - 4)
		odds := 1.0 // of −1 against +1; at 0 neighbours decide
		if field != 0 {
			odds = detmath.Exp(-2 * field / temperature)
		}
		b.up[k] = uint64(certain / (1 + odds))
	}
	b.join = uint64(certain * -detmath.Expm1(-2/temperature))
	return b, nil
}

// Temperature returns T.
func (b *Bath) Temperature() float64 { return b.temperature }

func happens(r *rand.Rand, chance uint64) bool { return r.Uint64()>>11 < chance }

// Sweep asks every spin of l once, along rows from the top left; each draws a new value from its four neighbours, +1 with
// probability 1/(1 + e^(−2h/T)), where h is their sum. It takes about 12 ns a site. A lattice without sites stays one; r
// must not be nil.
//
// Source: Glauber 1963; Geman & Geman 1984, who called it the Gibbs sampler.
func (b *Bath) Sweep(l *Lattice, r *rand.Rand) {
	n := l.size
	for y := range n {
		above, row, below := l.spins[(y+n-1)%n*n:][:n], l.spins[y*n:][:n], l.spins[(y+1)%n*n:][:n]
		left := int(row[n-1])
		for x, s := range row {
			right := row[0]
			if x+1 < n {
				right = row[x+1]
			}
			h := int(above[x]) + int(below[x]) + left + int(right)
			next := int8(-1)
			if happens(r, b.up[(h+4)/2]) {
				next = 1
			}
			if next != s {
				row[x] = next
				l.energy += 2 * h * int(s)
				l.magnetization += 2 * int(next)
			}
			left = int(next)
		}
	}
}

// Cluster turns a cluster of l over and returns how many sites it has: from a random site on, each neighbour of the same
// sign joins with probability 1 − e^(−2/T), and so do its neighbours. It takes about 60 ns a site of the cluster. A
// lattice without sites stays one; r must not be nil.
//
// Source: Wolff 1989.
func (b *Bath) Cluster(l *Lattice, r *rand.Rand) int {
	if l.size == 0 {
		return 0
	}
	first := int32(r.IntN(len(l.spins)))
	sign := l.spins[first]
	joined := 3 * sign // a spin that is to be turned, until it is
	l.spins[first] = joined
	l.joined = append(l.joined[:0], first)
	for next := 0; next < len(l.joined); next++ {
		i, h := l.joined[next], 0
		for _, j := range l.neighbours(i) {
			switch l.spins[j] {
			case -sign:
				h--
				continue
			case sign:
				if happens(r, b.join) {
					l.spins[j] = joined
					l.joined = append(l.joined, j)
				}
			}
			h++
		}
		l.spins[i] = -sign
		l.energy += 2 * h
	}
	l.magnetization -= 2 * int(sign) * len(l.joined)
	return len(l.joined)
}
