package encode

import (
	"image/color"
	"slices"
)

// A tally counts the colours of a film. Colours are numbered in the order in
// which they come, so that frames can be kept as numbers until all are known.
type tally struct {
	number map[color.RGBA]int
	colors []shade
	mask   uint8 // bits of a channel that are looked at
	merged bool  // some colours differ in the other bits alone
	last   color.RGBA
	lastN  int
}

type shade struct {
	color  color.RGBA
	votes  int // by how much the colour outvotes those merged with it
	pixels int // how many pixels have it
	frames int // in how many frames it is new
	seen   int // the last frame that was counted, plus one
}

// maxColors is how many colours a tally can number in 16 bits.
const maxColors = 1 << 16

func newTally(mask uint8) *tally {
	return &tally{number: make(map[color.RGBA]int), mask: mask, lastN: -1}
}

// add counts a pixel of a frame and returns the number of its colour.
func (t *tally) add(c color.RGBA, frame int) int {
	if c != t.last || t.lastN < 0 {
		key := color.RGBA{c.R & t.mask, c.G & t.mask, c.B & t.mask, 255}
		n, ok := t.number[key]
		if !ok {
			n = len(t.colors)
			t.number[key] = n
			t.colors = append(t.colors, shade{color: c})
		}
		t.last, t.lastN = c, n
	}
	s := &t.colors[t.lastN]
	s.pixels++
	// The colour of most pixels wins, if there is one: Boyer and Moore's vote.
	switch {
	case s.color == c:
		s.votes++
	case s.votes == 0:
		s.color, s.votes, t.merged = c, 1, true
	default:
		s.votes--
		t.merged = true
	}
	if s.seen != frame+1 {
		s.seen = frame + 1
		s.frames++
	}
	return t.lastN
}

// palette is at most limit colours for all that were counted, those of many
// frames first, and for each colour's number its place among them.
//
// Up to limit colours it is exact. Beyond, the channels are rounded evenly, in
// the smallest steps that suffice, to the most frequent colour of each step:
// flat areas keep their colour exactly and only the gradations of edges and
// photographs become coarser. The same colour is the same entry in all frames,
// so nothing flickers, and nothing is dithered.
func (t *tally) palette(limit int) (color.Palette, []uint8) {
	rep := make([]int, len(t.colors)) // the colour that stands for each
	for i := range rep {
		rep[i] = i
	}
	for step := 2; distinct(rep) > limit; step++ {
		rep = t.rounded(step)
	}
	merged := make(map[int]*shade)
	var kept []int
	for i, r := range rep {
		s, ok := merged[r]
		if !ok {
			s = &shade{color: t.colors[r].color}
			merged[r] = s
			kept = append(kept, r)
		}
		s.pixels += t.colors[i].pixels
		s.frames = max(s.frames, t.colors[i].frames)
	}
	slices.SortFunc(kept, func(a, b int) int {
		x, y := merged[a], merged[b]
		if x.frames != y.frames {
			return y.frames - x.frames
		}
		return a - b
	})
	var p color.Palette
	place := make(map[int]uint8)
	for i, r := range kept {
		place[r] = uint8(i)
		p = append(p, t.colors[r].color)
	}
	index := make([]uint8, len(rep))
	for i, r := range rep {
		index[i] = place[r]
	}
	return p, index
}

// rounded gives each colour the most frequent one that shares its step in all
// channels.
func (t *tally) rounded(step int) []int {
	type cell [3]int
	best := make(map[cell]int)
	at := func(i int) cell {
		c := t.colors[i].color
		return cell{int(c.R) / step, int(c.G) / step, int(c.B) / step}
	}
	for i, s := range t.colors {
		if b, ok := best[at(i)]; !ok || s.pixels > t.colors[b].pixels {
			best[at(i)] = i
		}
	}
	rep := make([]int, len(t.colors))
	for i := range rep {
		rep[i] = best[at(i)]
	}
	return rep
}

func distinct(numbers []int) int {
	seen := make(map[int]bool)
	for _, n := range numbers {
		seen[n] = true
	}
	return len(seen)
}
