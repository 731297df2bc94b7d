package lzw

import (
	"math"
	"slices"
)

// Clearing pays where a picture becomes another, say from words to a curve.
// It may come before the dictionary is full, or long after.
const (
	// stride is how many phrases apart the places are where a clear is tried,
	// unless that would be too many places.
	stride = 50
	tries  = 300

	// patience is by how many bits a dictionary may fall behind the best that
	// is known before it is given up. It is a quarter of what a dictionary
	// costs that is filled anew.
	patience = 12 * 1 << 10
)

// cleared divides the picture where a clear pays, and takes care with each of
// the parts: of all levels the one that needs the fewest codes.
func (d *dictionary) cleared(pix []byte, litWidth int) []code {
	var codes []code
	cuts := d.cuts()
	for i, end := range cuts[1:] {
		d.open(pix[cuts[i]:end], litWidth)
		var best []code
		for level := range horizons {
			if c := d.phrases(level); best == nil || len(c) < len(best) {
				best = c
			}
		}
		codes = append(append(codes, d.end-1), best...)
	}
	return append(codes, d.end)
}

// phrases is the picture without a clear.
func (d *dictionary) phrases(level int) (codes []code) {
	d.clear()
	for p := (place{}); !d.ended(p); {
		c, q := d.next(p, level)
		d.add(c, q)
		codes = append(codes, c)
		p = q
	}
	return codes
}

// cuts are the pixels before which the dictionary had better be cleared, with
// the first and the end of the picture. They are the shortest path through the
// places where it could be: a step is what lies between two of them, and its
// length the bits of the longest phrases. Care comes later.
func (d *dictionary) cuts() []int {
	at := d.places()
	bits := make([]int, len(at)) // of the shortest path there
	from := make([]int, len(at))
	for i := range at[1:] {
		bits[i+1] = math.MaxInt
	}
	for i := range at[1:] {
		d.clear()
		p, n, j := at[i], bits[i], i+1
		for hope := true; hope && j < len(at); {
			c, q := d.match(p)
			n += d.width()
			d.add(c, q)
			for p = q; j < len(at) && at[j].at <= p.at; j++ {
				sum := n + d.width()
				hope = sum-patience < bits[j]
				if sum < bits[j] {
					bits[j], from[j] = sum, i
				}
			}
		}
	}
	var out []int
	for i := len(at) - 1; i > 0; i = from[i] {
		out = append(out, int(at[i].at))
	}
	out = append(out, 0)
	slices.Reverse(out)
	return out
}

// places are where a clear is tried, the first pixel and the end among them.
func (d *dictionary) places() []place {
	d.clear()
	var all []place
	var p place
	for !d.ended(p) {
		all = append(all, p)
		c, q := d.match(p)
		d.add(c, q)
		if d.last == full {
			d.clear()
		}
		p = q
	}
	var some []place
	for i := 0; i < len(all); i += max(stride, len(all)/tries) {
		some = append(some, all[i])
	}
	return append(some, p)
}
