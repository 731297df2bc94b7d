package vector

import (
	"math"
	"strconv"
)

// Numbers are written as decimals with a few places. They are whole numbers of
// the last place first, so that the difference of two is exact, and the ties
// between two of them are moved by 2⁻¹² of a step to where nice coordinates do
// not lie: there the last bit would decide, which processors do not agree on.

// places is how many decimals coordinates in design pixels have.
const places = 2

// snapped is v in units of the last of n places.
func snapped(v float64, n int) int64 {
	return int64(math.Floor(float64(v*math.Pow10(n)) + 0.5 + 1.0/4096))
}

// appendFixed writes v units of the last of n places, without needless zeros.
func appendFixed(b []byte, v int64, n int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	unit := int64(1)
	for range n {
		unit *= 10
	}
	whole, part := v/unit, v%unit
	if whole > 0 || part == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if part == 0 {
		return b
	}
	b = append(b, '.')
	for ; part > 0; part %= unit {
		unit /= 10
		b = append(b, byte('0'+part/unit))
	}
	return b
}

// decimal is v with up to n places.
func decimal(v float64, n int) string { return string(appendFixed(nil, snapped(v, n), n)) }
