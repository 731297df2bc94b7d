package lzw

import "math/bits"

// A code is what stands for a phrase: first the single pixels, then clear and
// end, then the phrases as they come.
type code = uint16

const (
	// full is the code that is never made: the last of 12 bits, as in
	// compress/lzw. Decoders differ in what they make of it.
	full = 1<<12 - 1

	slots = 1 << 13 // at least twice as many as there are codes
)

// A dictionary holds the phrases that a decoder knows. With each phrase it
// holds all that the phrase begins with, so it is a tree.
//
// Nodes that differ in how often their last pixel is repeated form a chain,
// from its head on. A chain has no gaps, so a match goes through a run of any
// length in one step.
//
// The zero value is a dictionary of no picture: open it.
type dictionary struct {
	runs
	end  code // the code of the end; that of clear is one less
	last code // the last code that was made; the end's, before any was

	table [slots]slot

	// Of each code:
	pixel [full]uint8  // the last pixel of its phrase
	head  [full]code   // of its chain
	depth [full]uint16 // how often its last pixel is repeated, at least 1
	tall  [full]uint16 // of a head, the largest depth of its chain

	// forks are of each single pixel the ways to leave its chain: where else
	// a phrase could begin. See dictionary.better.
	forks [256][]fork

	made []int16 // for undo: the slot that each code since clear took, or unused
}

// A slot is empty if its key is 0.
type slot struct {
	key  uint32
	code code
}

// A fork is a phrase of one run and a pixel of the next.
type fork struct {
	run   int32 // the length of the run
	pixel uint8
	code  code
}

// unused says that a code stands for a phrase that has another already.
const unused = -1

// The two kinds of keys: a node deeper in a chain than its head, and a head
// by the node before it.
func chainKey(head code, depth int32) uint32  { return uint32(head)<<12 | uint32(depth) }
func headKey(before code, pixel uint8) uint32 { return 1<<24 | uint32(before)<<8 | uint32(pixel) }

// open starts on another picture, of pixels of so many bits.
func (d *dictionary) open(pix []byte, litWidth int) {
	d.scan(pix)
	d.end = 1<<litWidth + 1
	for c := range d.end - 1 {
		d.pixel[c], d.head[c], d.depth[c] = uint8(c), c, 1
	}
	d.clear()
}

// clear forgets all phrases but the single pixels.
func (d *dictionary) clear() {
	clear(d.table[:])
	for c := range d.end - 1 {
		d.tall[c] = 1
		d.forks[c] = d.forks[c][:0]
	}
	d.made = d.made[:0]
	d.last = d.end
}

// width is the number of bits of the next code.
func (d *dictionary) width() int { return bits.Len16(d.last) }

// find gives the slot of a key, or the empty one where it belongs.
func (d *dictionary) find(key uint32) int {
	i := int(key * 0x9e3779b1 >> 19)
	for d.table[i].key != key && d.table[i].key != 0 {
		i = (i + 1) % slots
	}
	return i
}

// along is the node of that depth of a chain that is tall enough.
func (d *dictionary) along(head code, depth int32) code {
	if depth == 1 {
		return head
	}
	return d.table[d.find(chainKey(head, depth))].code
}

// match is the longest phrase at p, which is not the end of the picture, and
// where it ends.
func (d *dictionary) match(p place) (code, place) {
	return d.matchOn(code(d.index[p.run]), p)
}

// matchOn is the longest phrase that goes on, from p, in the chain of head.
func (d *dictionary) matchOn(head code, p place) (code, place) {
	for {
		n := d.left(p)
		if tall := int32(d.tall[head]); tall < n {
			return d.along(head, tall), place{p.run, p.at + tall}
		}
		c := d.along(head, n)
		p = place{p.run + 1, p.at + n}
		if d.ended(p) {
			return c, p
		}
		s := d.table[d.find(headKey(c, d.index[p.run]))]
		if s.key == 0 {
			return c, p
		}
		head = s.code
	}
}

// phrase is the code of what stands between p and q, a phrase that is known.
func (d *dictionary) phrase(p, q place) code {
	head := code(d.index[p.run])
	for {
		n := min(d.left(p), q.at-p.at)
		c := d.along(head, n)
		p = place{p.run + 1, p.at + n}
		if p.at == q.at {
			return c
		}
		head = d.table[d.find(headKey(c, d.index[p.run]))].code
	}
}

// add follows a decoder: once c is sent and the pixel at q is known to come
// next, both together are a phrase. A full dictionary stays as it is.
func (d *dictionary) add(c code, q place) {
	if d.last == full {
		return
	}
	d.last++
	if d.last == full || d.ended(q) {
		d.made = append(d.made, unused)
		return
	}
	pixel, head, depth := d.index[q.run], d.last, uint16(1)
	key := headKey(c, pixel)
	if pixel == d.pixel[c] {
		head, depth = d.head[c], d.depth[c]+1
		key = chainKey(head, int32(depth))
	}
	i := d.find(key)
	if d.table[i].key != 0 {
		d.made = append(d.made, unused)
		return
	}
	d.table[i] = slot{key, d.last}
	d.made = append(d.made, int16(i))
	d.pixel[d.last], d.head[d.last], d.depth[d.last] = pixel, head, depth
	d.tall[head] = depth
	if first := d.head[c]; depth == 1 && first < d.end {
		d.forks[first] = append(d.forks[first], fork{int32(d.depth[c]), pixel, d.last})
	}
}

// undo goes back to when n codes had been made.
func (d *dictionary) undo(n int) {
	for ; len(d.made) > n; d.last-- {
		i := d.made[len(d.made)-1]
		d.made = d.made[:len(d.made)-1]
		if i == unused {
			continue
		}
		if key := d.table[i].key; key < 1<<24 {
			d.tall[key>>12]--
		} else if first := d.head[key>>8&0xfff]; first < d.end {
			d.forks[first] = d.forks[first][:len(d.forks[first])-1]
		}
		d.table[i].key = 0
	}
}
