package drawings

import (
	"fmt"
	"slices"
)

// Unlike draws three pictures that do not resemble each other: upright bars,
// level bars and a disc, on squares four bars wide. Bars cover half of the
// pixels, the disc about half. By their symmetries no two have an overlap, and
// any three signs at a pixel are about as frequent: they are to each other as
// random pictures are that have no end of pixels.
//
// It is an error if bar, the width of a bar in pixels, is not from 1 to
// MaxSide/4.
func Unlike(bar int) ([]Drawing, error) {
	if bar < 1 || bar > MaxSide/4 {
		return nil, fmt.Errorf("drawings: bars of %d pixels; want 1 to %d", bar, MaxSide/4)
	}
	side := 4 * bar
	far := make([]int, side*side) // squared distances from the middle, in half pixels
	for i := range far {
		x, y := 2*(i%side)+1-side, 2*(i/side)+1-side
		far[i] = x*x + y*y
	}
	radius := slices.Sorted(slices.Values(far))[len(far)/2]
	drawn := func(ink func(i int) bool) Drawing {
		d := Drawing{Cols: side, Rows: side, States: make([]int8, side*side)}
		for i := range d.States {
			d.States[i] = -1
			if ink(i) {
				d.States[i] = 1
			}
		}
		return d
	}
	return []Drawing{
		drawn(func(i int) bool { return i%side/bar%2 == 0 }),
		drawn(func(i int) bool { return i/side/bar%2 == 0 }),
		drawn(func(i int) bool { return far[i] < radius }),
	}, nil
}
