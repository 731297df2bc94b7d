package vp8l

import (
	"image/color"
	"math/bits"
)

// A writer packs bits, the lowest first.
type writer struct {
	out  []byte
	held uint64
	n    int // bits that are held
}

func (w *writer) bits(v uint32, n int) {
	w.held |= uint64(v) << w.n
	for w.n += n; w.n >= 8; w.n -= 8 {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
}

func (w *writer) flag(v bool) {
	var n uint32
	if v {
		n = 1
	}
	w.bits(n, 1)
}

func (w *writer) close() []byte {
	if w.n > 0 {
		w.out = append(w.out, byte(w.held))
	}
	return w.out
}

// Sizes of the alphabets: bytes and lengths of copies, bytes, distances.
const (
	literals  = 256
	greens    = literals + 24
	distances = 40
)

// prefix divides a number from 1 into a symbol and bits that follow it (section 3.6.2.2).
func prefix(v int) (symbol int, extra uint32, n int) {
	if v--; v < 4 {
		return v, 0, 0
	}
	n = bits.Len(uint(v)) - 2
	return 2*n + v>>n, uint32(v) & (1<<n - 1), n
}

// image writes tokens, whose literals are green. Red, blue and alpha are the same in all pixels.
func (w *writer) image(tokens []token, others [3]byte) {
	green, distance := make([]int, greens), make([]int, distances)
	for _, t := range tokens {
		if t.length == 0 {
			green[t.literal]++
			continue
		}
		s, _, _ := prefix(t.length)
		green[literals+s]++
		s, _, _ = prefix(t.distance)
		distance[s]++
	}
	g := w.code(green)
	for _, v := range others {
		one := make([]int, literals)
		one[v] = 1
		w.code(one)
	}
	d := w.code(distance)
	for _, t := range tokens {
		if t.length == 0 {
			w.symbol(g, int(t.literal))
			continue
		}
		s, extra, n := prefix(t.length)
		w.symbol(g, literals+s)
		w.bits(extra, n)
		s, extra, n = prefix(t.distance)
		w.symbol(d, s)
		w.bits(extra, n)
	}
}

// colors writes a palette, as a picture of one row in which each pixel is its difference to the one before.
func (w *writer) colors(colors []color.NRGBA) {
	var counts [4][]int // green, red, blue, alpha
	counts[0] = make([]int, greens)
	for i := range counts[1:] {
		counts[i+1] = make([]int, literals)
	}
	var differences [][4]int
	var last color.NRGBA
	for _, c := range colors {
		d := [4]int{int(c.G - last.G), int(c.R - last.R), int(c.B - last.B), int(c.A - last.A)}
		for i, v := range d {
			counts[i][v]++
		}
		differences = append(differences, d)
		last = c
	}
	w.flag(false) // no cache of colours
	var codes [4]code
	for i, c := range counts {
		codes[i] = w.code(c)
	}
	w.code(make([]int, distances))
	for _, d := range differences {
		for i, v := range d {
			w.symbol(codes[i], v)
		}
	}
}
