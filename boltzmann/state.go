package boltzmann

import (
	"context"
	"fmt"
	"slices"
)

// A State holds one entry a unit, each 0 (off) or 1 (on): a picture for the visible units, row after row, or a set of
// features for the hidden ones. A ±1 pattern x of flipbook/hopfield is the State (x+1)/2.
type State []uint8

// Validate returns nil if s has at least one entry and every entry is 0 or 1. Otherwise the error speaks of s by the given
// name, and gives the index of the first wrong entry.
func (s State) Validate(name string) error {
	if len(s) == 0 {
		return fmt.Errorf("boltzmann: %s is empty: a state has an entry for every unit", name)
	}
	for i, v := range s {
		if v > 1 {
			return fmt.Errorf("boltzmann: %s[%d] is %d: every entry must be 0 or 1", name, i, v)
		}
	}
	return nil
}

// fits returns nil if s is a valid state of so many units.
func (s State) fits(name string, units int) error {
	if len(s) != units {
		return fmt.Errorf("boltzmann: %s has %d entries: it must have %d, one a unit", name, len(s), units)
	}
	return s.Validate(name)
}

// validateWork returns nil if there is a context for the work on data, and the data are valid states of so many units.
func validateWork(ctx context.Context, name string, data []State, units int) error {
	if ctx == nil {
		return errNoContext
	}
	return validateData(name, data, units)
}

// validateData returns nil if data has at least one state and all are valid states of so many units.
func validateData(name string, data []State, units int) error {
	if len(data) == 0 {
		return fmt.Errorf("boltzmann: %s is empty: it must hold at least one state", name)
	}
	for k, v := range data {
		if err := v.fits(fmt.Sprintf("%s[%d]", name, k), units); err != nil {
			return err
		}
	}
	return nil
}

// MaxSide is the largest side of [BarsAndStripes], with 8,190 patterns.
const MaxSide = 12

// BarsAndStripes returns the data set on which Boltzmann machines are tried out: all pictures of side×side pixels in which
// every row is of one color (stripes), or every column is (bars). Each distinct picture is there once, 2^(side+1) − 2 of
// them: 14 at side 3, 30 at side 4, first the stripes in binary order of their rows (row 0 is the lowest bit), then the
// bars.
//
// Empty and full pictures are both stripes and bars. Some authors draw an orientation first and so show these two twice:
// a set that is less uniform, so that its best log-likelihood a pattern is higher, −2.60 at side 3, than the
// −ln(2^(side+1) − 2) of this set, −2.64.
//
// It is an error if side is not 1 … [MaxSide]. Source: Hinton & Sejnowski 1986; MacKay 2003, section 43.
func BarsAndStripes(side int) ([]State, error) {
	if side < 1 || side > MaxSide {
		return nil, fmt.Errorf("boltzmann: side is %d: it must be 1 to %d", side, MaxSide)
	}
	all := 1<<side - 1
	var data []State
	for rows := 0; rows <= all; rows++ {
		data = append(data, lines(side, func(x, y int) int { return rows >> y & 1 }))
	}
	for columns := 1; columns < all; columns++ {
		data = append(data, lines(side, func(x, y int) int { return columns >> x & 1 }))
	}
	return slices.Clip(data), nil
}

func lines(side int, on func(x, y int) int) State {
	s := make(State, side*side)
	for i := range s {
		s[i] = uint8(on(i%side, i/side))
	}
	return s
}
