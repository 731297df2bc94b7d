// Package geometry finds the rectangles in which a frame of a film is best
// sent. Two far corners of a frame that change span a rectangle of many pixels
// that do not, and even those cost bytes; two rectangles may cost less.
package geometry

import (
	"image"
	"math"
	"slices"
)

// Split finds up to most disjoint rectangles that together hold all spans.
// Each is as small as can be. A straight cut makes two of one, and then one of
// the parts is cut again. Of two parts the left or the upper one comes first.
//
// What cuts can save in a GIF is pixels that do not change. n equal pixels
// take at least √(2n) codes of LZW, so each cut is the one after which the
// roots of the areas have the least sum, and there is none that makes it
// larger. That counts neither ink nor the headers of a frame: whether a cut
// pays, the bytes must say.
//
// Spans are in any order; empty ones do not count. Without spans there are no
// rectangles, and a most below 2 gives one. The time is in proportion to the
// spans, and to width and height.
func Split(spans []image.Rectangle, most int) (rects []image.Rectangle) {
	spans = within(box(spans), spans)
	if len(spans) == 0 {
		return nil
	}
	parts := []part{cut(spans)}
	for len(parts) < most {
		i := 0
		for j := range parts {
			if parts[j].saved > parts[i].saved {
				i = j
			}
		}
		if parts[i].saved <= 0 {
			break
		}
		first, second := cut(within(parts[i].first, spans)), cut(within(parts[i].second, spans))
		parts = slices.Replace(parts, i, i+1, first, second)
	}
	for _, p := range parts {
		rects = append(rects, p.whole)
	}
	return rects
}

// A part is a rectangle, the two into which it is best cut, and by how much
// that makes the sum of roots smaller, which may be less than nothing.
type part struct {
	whole, first, second image.Rectangle
	saved                int
}

func cut(spans []image.Rectangle) part {
	p, q := cutUpright(spans), cutUpright(turned(spans))
	if q.saved > p.saved {
		return part{p.whole, turn(q.first), turn(q.second), q.saved}
	}
	return p
}

// cutUpright looks at all cuts between two columns.
func cutUpright(spans []image.Rectangle) part {
	whole := box(spans)
	out := part{whole: whole, saved: math.MinInt}
	n := whole.Dx()
	begin, end := make([]image.Rectangle, n+1), make([]image.Rectangle, n+1) // the box of those that begin or end there
	for _, s := range spans {
		i, j := s.Min.X-whole.Min.X, s.Max.X-whole.Min.X
		begin[i], end[j] = begin[i].Union(s), end[j].Union(s)
	}
	for i := range n {
		begin[i+1] = begin[i+1].Union(begin[i])
		end[n-i-1] = end[n-i-1].Union(end[n-i])
	}
	for i := 1; i < n; i++ {
		x := whole.Min.X + i
		a, b := begin[i-1], end[i+1]
		a.Max.X, b.Min.X = min(a.Max.X, x), max(b.Min.X, x)
		if saved := root(whole) - root(a) - root(b); saved > out.saved {
			out.first, out.second, out.saved = a, b, saved
		}
	}
	return out
}

// root is that of the area, in parts of 1024.
func root(r image.Rectangle) int {
	return int(math.Sqrt(float64(int64(r.Dx()) * int64(r.Dy()) << 20)))
}

func box(spans []image.Rectangle) (r image.Rectangle) {
	for _, s := range spans {
		r = r.Union(s)
	}
	return r
}

// within is what of the spans lies in r.
func within(r image.Rectangle, spans []image.Rectangle) (out []image.Rectangle) {
	for _, s := range spans {
		if s = s.Intersect(r); !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

func turn(r image.Rectangle) image.Rectangle {
	return image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X)
}

func turned(spans []image.Rectangle) []image.Rectangle {
	out := make([]image.Rectangle, len(spans))
	for i, s := range spans {
		out[i] = turn(s)
	}
	return out
}
