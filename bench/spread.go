package main

import (
	"fmt"
	"slices"

	"flipbook/figure"
)

// spread is the median of some numbers, and their range.
type spread struct{ median, low, high float64 }

// spreadOf is the spread of at least one number.
func spreadOf(v []float64) spread {
	v = slices.Sorted(slices.Values(v))
	return spread{v[len(v)/2], v[0], v[len(v)-1]}
}

// String is the median with the range, or the number alone if all are one.
func (s spread) String() string {
	if s.low == s.high {
		return three(s.median)
	}
	return fmt.Sprintf("%s (%s–%s)", three(s.median), three(s.low), three(s.high))
}

// ratios are theirs over ours, round by round; whoever ran fewer rounds ran the first ones.
func ratios(theirs, ours []float64) []float64 {
	out := make([]float64, min(len(theirs), len(ours)))
	for i := range out {
		out[i] = theirs[i] / ours[i]
	}
	return out
}

// three writes a number with three digits that count.
func three(v float64) string { return figure.Short(v, 3) }

// whole writes a whole number with commas.
func whole(v float64) string { return figure.Count(int(v + 0.5)) }
