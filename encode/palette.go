package encode

import (
	"cmp"
	"image/color"
	"slices"
	"sort"

	"flipbook/raster"
)

// maxColors is how many colours a palette has beside transparent.
const maxColors = 255

// A tally counts the colours of a film.
type tally struct {
	number map[color.RGBA]int
	colors []shade        // in the order in which they came
	mask   uint8          // bits of a channel that are looked at: fewer when there are too many colours to be counted
	frame  int            // the one that is being counted, from 1
	inks   []byte         // its colours, each once
	sets   map[string]int // how many frames need the same colours, as long as the palette is exact
}

type shade struct {
	color  color.RGBA
	votes  int // by how much the colour outvotes those merged with it
	pixels int // how many pixels have it
	frames int // in how many frames it is new
	seen   int // the last frame that was counted
}

// What is counted has bounds: long films take no more memory than short ones.
const (
	maxShades = 1 << 16
	maxSets   = 1 << 12
)

func newTally() *tally {
	return &tally{number: make(map[color.RGBA]int), mask: 255, sets: make(map[string]int)}
}

// exact says whether a palette can hold all that was counted as it is.
func (t *tally) exact() bool { return len(t.colors) <= maxColors && t.mask == 255 }

// addFrame counts the pixels that a frame changes.
func (t *tally) addFrame(d *raster.Delta) {
	t.frame++
	t.inks = t.inks[:0]
	for _, s := range d.Spans {
		for i := 0; i < len(s.Pix); {
			c, n := [4]uint8(s.Pix[i:]), 1
			for i+4*n < len(s.Pix) && [4]uint8(s.Pix[i+4*n:]) == c {
				n++
			}
			t.add(color.RGBA{c[0], c[1], c[2], 255}, n)
			i += 4 * n
		}
	}
	if t.sets == nil {
		return
	}
	slices.Sort(t.inks)
	if set := string(t.inks); t.sets[set] > 0 || len(t.sets) < maxSets {
		t.sets[set]++
	}
}

func (t *tally) masked(c color.RGBA) color.RGBA {
	return color.RGBA{c.R & t.mask, c.G & t.mask, c.B & t.mask, 255}
}

// add counts n pixels of a colour.
func (t *tally) add(c color.RGBA, n int) {
	i, ok := t.number[t.masked(c)]
	if !ok {
		if len(t.colors) == maxShades {
			t.coarsen()
			t.add(c, n)
			return
		}
		i = len(t.colors)
		t.number[t.masked(c)] = i
		t.colors = append(t.colors, shade{color: c})
		if !t.exact() {
			t.sets = nil
		}
	}
	s := &t.colors[i]
	s.count(c, n, n)
	if s.seen != t.frame {
		s.seen = t.frame
		s.frames++
		if t.sets != nil {
			t.inks = append(t.inks, byte(i))
		}
	}
}

// count adds n pixels, votes of which are for a colour. The colour of most
// pixels wins, if there is one: Boyer and Moore's vote.
func (s *shade) count(c color.RGBA, n, votes int) {
	s.pixels += n
	switch {
	case s.color == c:
		s.votes += votes
	case s.votes < votes:
		s.color, s.votes = c, votes-s.votes
	default:
		s.votes -= votes
	}
}

// coarsen makes room by looking at a bit less of each channel.
func (t *tally) coarsen() {
	old := t.colors
	t.mask <<= 1
	clear(t.number)
	t.colors = nil
	for _, s := range old {
		key := t.masked(s.color)
		i, ok := t.number[key]
		if !ok {
			t.number[key] = len(t.colors)
			t.colors = append(t.colors, s)
			continue
		}
		m := &t.colors[i]
		m.count(s.color, s.pixels, s.votes)
		m.frames, m.seen = max(m.frames, s.frames), max(m.seen, s.seen)
	}
}

// palette is at most limit colours for all that were counted, and for each
// colour its place among them.
//
// Up to limit colours it is exact. Beyond, every channel is divided evenly, as
// finely as the limit allows, and of the colours that are then the same the
// most frequent one stands for all: flat areas keep their colour and only the
// gradations of edges and photographs become coarser. The same colour is the
// same entry in all frames, so nothing flickers, and nothing is dithered.
func (t *tally) palette(limit int) ([]color.RGBA, func(color.RGBA) uint8) {
	rep := t.rounded(t.shades(limit)) // the colour that stands for each
	place := make([]uint8, len(rep))
	var p []color.RGBA
	for i, r := range t.ordered(rep) {
		place[r] = uint8(i)
		p = append(p, t.colors[r].color)
	}
	return p, func(c color.RGBA) uint8 { return place[rep[t.number[t.masked(c)]]] }
}

// ordered sorts the entries of a palette. The code size of a frame follows its highest index, so the last is the colour that
// the fewest frames need; what those frames need beside it costs them nothing more, and among the other frames it
// goes on in the same way.
func (t *tally) ordered(rep []int) []int {
	left := slices.Clone(rep)
	slices.Sort(left)
	left = slices.Compact(left)
	frames := make([]int, len(t.colors)) // that need a colour and none of those behind it
	if t.sets == nil {
		for i, r := range rep {
			frames[r] = max(frames[r], t.colors[i].frames)
		}
	}
	var sets []string
	for set, n := range t.sets {
		sets = append(sets, set)
		for _, i := range []byte(set) {
			frames[rep[i]] += n
		}
	}
	out := make([]int, len(left))
	for at := len(out) - 1; at >= 0; at-- {
		rarest := slices.MinFunc(left, func(a, b int) int { return cmp.Or(cmp.Compare(frames[a], frames[b]), cmp.Compare(b, a)) })
		out[at] = rarest
		left = slices.DeleteFunc(left, func(i int) bool { return i == rarest })
		sets = slices.DeleteFunc(sets, func(set string) bool {
			needs := slices.Contains([]byte(set), byte(rarest))
			for _, i := range []byte(set) {
				if needs {
					frames[i] -= t.sets[set]
				}
			}
			return needs
		})
	}
	return out
}

// shades is into how many parts a channel can be divided so that no more than
// limit colours are left.
func (t *tally) shades(limit int) int {
	if len(t.colors) <= limit {
		return 256
	}
	// In more parts there are more colours, but for rare exceptions that do not
	// matter.
	return sort.Search(256, func(n int) bool {
		kept := make(map[cell]bool)
		for _, s := range t.colors {
			kept[cellOf(s.color, n+1)] = true
		}
		return len(kept) > limit
	})
}

// A cell is all colours that are the same when channels have few parts.
type cell [3]uint8

func cellOf(c color.RGBA, parts int) cell {
	of := func(v uint8) uint8 { return uint8(int(v) * parts >> 8) }
	return cell{of(c.R), of(c.G), of(c.B)}
}

// rounded gives each colour the most frequent one of its cell.
func (t *tally) rounded(parts int) []int {
	best := make(map[cell]int)
	for i, s := range t.colors {
		at := cellOf(s.color, parts)
		if b, ok := best[at]; !ok || s.pixels > t.colors[b].pixels {
			best[at] = i
		}
	}
	rep := make([]int, len(t.colors))
	for i, s := range t.colors {
		rep[i] = best[cellOf(s.color, parts)]
	}
	return rep
}
