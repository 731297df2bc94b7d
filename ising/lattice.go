package ising

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Bounds of the side of a [Lattice]. At 2, the two neighbours to the left and to the right are the same site, and are
// counted as two.
const (
	MinSize = 2
	MaxSize = 4096 // 16 MB
)

// A Lattice is a state of the magnet. Its zero value has no site; New and Random make others.
type Lattice struct {
	size          int
	spins         []int8 // along rows from the top left
	energy        int
	magnetization int
	joined        []int32 // room for a cluster
}

// New returns a lattice with the given spins, a copy of them, along rows from the top left. It is an error if they are
// not L² of them, with L from [MinSize] to [MaxSize], or not all −1 or +1.
func New(spins []int8) (*Lattice, error) {
	size := int(math.Sqrt(float64(len(spins))))
	if size*size != len(spins) {
		return nil, fmt.Errorf("ising: %d spins: they must be a square number", len(spins))
	}
	if err := validateSize(size); err != nil {
		return nil, err
	}
	for i, s := range spins {
		if s != -1 && s != 1 {
			return nil, fmt.Errorf("ising: spins[%d] is %d: it must be -1 or +1", i, s)
		}
	}
	l := &Lattice{size: size, spins: slices.Clone(spins)}
	l.energy, l.magnetization = l.count()
	return l, nil
}

// Random returns a lattice of size×size spins, each by a fair coin: what a magnet is at an infinite temperature. It is an
// error if size is not [MinSize] to [MaxSize], or r is nil.
func Random(size int, r *rand.Rand) (*Lattice, error) {
	if err := validateSize(size); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}
	spins := make([]int8, size*size)
	for i := range spins {
		spins[i] = int8(2*r.IntN(2) - 1)
	}
	return New(spins)
}

// Size returns the side L of the lattice.
func (l *Lattice) Size() int { return l.size }

// Spins returns all spins, −1 or +1, along rows from the top left: a copy, the caller's own.
func (l *Lattice) Spins() []int8 { return slices.Clone(l.spins) }

// Energy returns E, a whole number from −2L² to 2L².
func (l *Lattice) Energy() int { return l.energy }

// Magnetization returns the sum of all spins, from −L² to L².
func (l *Lattice) Magnetization() int { return l.magnetization }

// count computes energy and magnetisation anew. Each site counts the bonds to its right and below it.
func (l *Lattice) count() (energy, magnetization int) {
	n := l.size
	for y := range n {
		row, below := l.spins[y*n:][:n], l.spins[(y+1)%n*n:][:n]
		for x, s := range row {
			energy -= int(s) * (int(row[(x+1)%n]) + int(below[x]))
			magnetization += int(s)
		}
	}
	return energy, magnetization
}

// neighbours are the sites above, below, left and right of a site.
func (l *Lattice) neighbours(i int32) [4]int32 {
	n := int32(l.size)
	x, all := i%n, n*n
	up, down, left, right := i-n, i+n, i-1, i+1
	if up < 0 {
		up += all
	}
	if down >= all {
		down -= all
	}
	if x == 0 {
		left += n
	}
	if x == n-1 {
		right -= n
	}
	return [4]int32{up, down, left, right}
}

func validateSize(size int) error {
	if size < MinSize || size > MaxSize {
		return fmt.Errorf("ising: a lattice of %d×%d: the side must be %d to %d", size, size, MinSize, MaxSize)
	}
	return nil
}

var errNoRand = errors.New("ising: r is nil: it must be a generator, such as rand.New(rand.NewPCG(1, 2))")
