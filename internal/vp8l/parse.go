package vp8l

import "math/bits"

// A token is a byte of the picture, or a copy of what came before.
type token struct {
	length   int // 0: a byte
	distance int // the code of it, from 1
	literal  byte
}

const (
	shortest = 3
	longest  = 4096
	window   = 1<<20 - 120
	depth    = 32  // how many earlier places are tried
	enough   = 256 // a copy as long as that is not improved on
	hashBits = 15
)

// A matcher finds what came before.
type matcher struct {
	pix   []byte
	row   int
	codes map[int]int // of the distances to near pixels
	last  []int32     // by hash: where it was seen last, from 1
	prev  []int32     // where the same hash was seen before that, from 1
}

// parse divides a picture into tokens: at each pixel the best copy, unless a better one begins at the next.
func parse(pix []byte, row int) []token {
	m := &matcher{pix: pix, row: row, codes: near(row), last: make([]int32, 1<<hashBits), prev: make([]int32, len(pix))}
	var out []token
	var ahead token
	known := false
	for i := 0; i < len(pix); {
		t := ahead
		if !known {
			t = m.best(i)
		}
		known = false
		m.note(i)
		if t.length > 0 && t.length < enough && i+1 < len(pix) {
			if ahead = m.best(i + 1); ahead.gain() > t.gain()+1 {
				t.length, known = 0, true
			}
		}
		if t.length == 0 {
			out = append(out, token{literal: pix[i]})
			i++
			continue
		}
		out = append(out, t)
		for end := i + t.length; i+1 < end; i++ {
			m.note(i + 1)
		}
		i++
	}
	return out
}

// gain is about how many bits a copy saves.
func (t token) gain() int {
	const literal, copied = 4, 6
	if t.length == 0 {
		return 0
	}
	return literal*min(t.length, enough) - copied - bits.Len(uint(t.distance))
}

// note makes a place known.
func (m *matcher) note(i int) {
	if i+shortest <= len(m.pix) {
		h := m.hash(i)
		m.prev[i], m.last[h] = m.last[h], int32(i+1)
	}
}

func (m *matcher) hash(i int) uint32 {
	p := m.pix[i : i+shortest]
	return (uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2])) * 0x9e3779b1 >> (32 - hashBits)
}

// best is the copy at i that saves most, of length 0 if none does.
func (m *matcher) best(i int) (best token) {
	if i+shortest > len(m.pix) {
		return best
	}
	try := func(distance int) bool {
		t := token{length: m.same(i, distance), distance: m.code(distance)}
		if t.length >= shortest && t.gain() > best.gain() {
			best = t
		}
		return best.length < enough
	}
	for _, d := range []int{1, m.row, m.row - 1, m.row + 1} {
		if d > 0 && d <= i && !try(d) {
			return best
		}
	}
	at := int(m.last[m.hash(i)])
	for n := 0; n < depth && at > 0 && i-(at-1) <= window; n++ {
		if !try(i - (at - 1)) {
			break
		}
		at = int(m.prev[at-1])
	}
	return best
}

// same is how many bytes from i on are those a distance before.
func (m *matcher) same(i, distance int) int {
	p := m.pix
	n, most := 0, min(longest, len(p)-i)
	for n < most && p[i+n] == p[i+n-distance] {
		n++
	}
	return n
}

// code is the code of a distance: near pixels have the first 120.
func (m *matcher) code(distance int) int {
	if c, ok := m.codes[distance]; ok {
		return c
	}
	return distance + len(offsets)
}

// near is the codes of the distances to near pixels in a picture with so long rows.
func near(row int) map[int]int {
	codes := make(map[int]int)
	for i, o := range offsets {
		d := max(1, int(o>>4)*row+8-int(o&15))
		if _, ok := codes[d]; !ok {
			codes[d] = i + 1
		}
	}
	return codes
}

// offsets are where near pixels are, nearest first: so many rows above in the
// high half of a byte, and in the low half 8 less so many to the left (RFC
// 9649, section 3.6.2.2).
var offsets = [120]uint8{
	0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1a,
	0x26, 0x2a, 0x38, 0x05, 0x37, 0x39, 0x15, 0x1b, 0x36, 0x3a,
	0x25, 0x2b, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1c, 0x35, 0x3b,
	0x46, 0x4a, 0x24, 0x2c, 0x58, 0x45, 0x4b, 0x34, 0x3c, 0x03,
	0x57, 0x59, 0x13, 0x1d, 0x56, 0x5a, 0x23, 0x2d, 0x44, 0x4c,
	0x55, 0x5b, 0x33, 0x3d, 0x68, 0x02, 0x67, 0x69, 0x12, 0x1e,
	0x66, 0x6a, 0x22, 0x2e, 0x54, 0x5c, 0x43, 0x4d, 0x65, 0x6b,
	0x32, 0x3e, 0x78, 0x01, 0x77, 0x79, 0x53, 0x5d, 0x11, 0x1f,
	0x64, 0x6c, 0x42, 0x4e, 0x76, 0x7a, 0x21, 0x2f, 0x75, 0x7b,
	0x31, 0x3f, 0x63, 0x6d, 0x52, 0x5e, 0x00, 0x74, 0x7c, 0x41,
	0x4f, 0x10, 0x20, 0x62, 0x6e, 0x30, 0x73, 0x7d, 0x51, 0x5f,
	0x40, 0x72, 0x7e, 0x61, 0x6f, 0x50, 0x71, 0x7f, 0x60, 0x70,
}
