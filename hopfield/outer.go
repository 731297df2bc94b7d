package hopfield

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
)

// outer is W = Σ xxᵀ over P patterns x, of which only the patterns are kept, a bit for an entry. It costs N·P/4 bytes where
// W costs 4N², and a field
//
//	(Ws)ᵢ = Σ_μ xᵢ^μ m^μ − P sᵢ,   m^μ = Σⱼ xⱼ^μ sⱼ,
//
// costs P steps, where a flip in W costs N.
type outer struct {
	n, p     int
	patterns []uint64 // P rows of ⌈N/64⌉ words: bit i of row μ is 1 if xᵢ^μ = +1
	neurons  []uint64 // N rows of ⌈P/64⌉ words, the transpose
	ones     []int    // for each neuron, the number of patterns in which it is +1
	centered bool     // W = P Σ xxᵀ − SSᵀ with S = Σ x, P² times the covariance
	diagonal bool     // keep Wᵢᵢ; otherwise it is 0
}

// words is the number of 64-bit words that hold n bits.
func words(n int) int { return (n + 63) / 64 }

// pack appends the bits of p, 1 for +1, in words of 64.
func pack(row []uint64, p Pattern) []uint64 {
	for len(p) > 0 {
		word, chunk := uint64(0), p[:min(64, len(p))]
		for i, v := range chunk {
			word |= uint64(1-uint8(v)>>7) << i
		}
		row, p = append(row, word), p[len(chunk):]
	}
	return row
}

// newOuter takes p packed patterns of n bits.
func newOuter(ctx context.Context, n, p int, patterns []uint64) (*outer, error) {
	o := &outer{n: n, p: p, patterns: patterns, neurons: make([]uint64, n*words(p)), ones: make([]int, n)}
	wide, high := words(n), words(p)
	for k := range wide {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		for m := range high {
			var square [64]uint64
			for mu := range min(64, p-64*m) {
				square[mu] = patterns[(64*m+mu)*wide+k]
			}
			transpose(&square)
			for i := range min(64, n-64*k) {
				o.neurons[(64*k+i)*high+m] = square[i]
			}
		}
	}
	for i := range o.ones {
		for _, word := range o.row(i) {
			o.ones[i] += bits.OnesCount64(word)
		}
	}
	return o, nil
}

// transpose makes bit j of word i of a square of bits bit i of word j: it swaps the upper right quarter with the lower left
// one, and so on in each quarter, all of them at once.
func transpose(square *[64]uint64) {
	mask := uint64(1)<<32 - 1
	for side := 32; side > 0; side /= 2 {
		for i := 0; i < 64; i = (i + side + 1) &^ side {
			swap := (square[i]>>side ^ square[i+side]) & mask
			square[i] ^= swap << side
			square[i+side] ^= swap
		}
		mask ^= mask << (side / 2)
	}
}

func (o *outer) symmetric() bool { return true }
func (o *outer) step() float64   { return 1 }

func (o *outer) largest() float64 {
	if o.centered {
		return float64(o.p) * float64(o.p)
	}
	return float64(o.p)
}

// row is neuron i's bits in the P patterns.
func (o *outer) row(i int) []uint64 { return o.neurons[i*words(o.p):][:words(o.p)] }

// sum is Sᵢ = Σ_μ xᵢ^μ.
func (o *outer) sum(i int) int { return 2*o.ones[i] - o.p }

func (o *outer) weight(i, j int) float64 {
	if i == j && !o.diagonal {
		return 0
	}
	apart := 0
	for k, word := range o.row(i) {
		apart += bits.OnesCount64(word ^ o.row(j)[k])
	}
	w := o.p - 2*apart
	if o.centered {
		w = o.p*w - o.sum(i)*o.sum(j)
	}
	return float64(w)
}

// self is the part of (Ws)ᵢ, in units of sᵢ, that a zero diagonal takes away.
func (o *outer) self(i int) int {
	switch {
	case o.diagonal:
		return 0
	case o.centered:
		return o.p*o.p - o.sum(i)*o.sum(i)
	}
	return o.p
}

func (o *outer) dense(ctx context.Context) (*dense, error) {
	if o.n > MaxDense {
		return nil, fmt.Errorf("hopfield: a dense network has at most %d neurons, this one %d", MaxDense, o.n)
	}
	if o.largest() > 1<<24 {
		return nil, fmt.Errorf("hopfield: %d patterns have weights up to %.0f, more than the 2^24 that a float32 holds exactly", o.p, o.largest())
	}
	d := newDense(o.n, 1, o.largest(), true)
	for i := range o.n {
		if err := ended(ctx); err != nil {
			return nil, err
		}
		row := d.rows[i*o.n:][i:o.n]
		o.ties(row, i)
		row[0] = float32(o.weight(i, i))
	}
	return d, d.complete(ctx)
}

// ties writes the weights between neuron i and those from i on, as if the diagonal were kept.
func (o *outer) ties(row []float32, i int) {
	bitsOf, others := o.row(i), o.neurons[i*words(o.p):]
	if len(bitsOf) == 1 {
		word := bitsOf[0]
		for j, other := range others[:len(row)] {
			row[j] = float32(o.p - 2*bits.OnesCount64(word^other))
		}
	} else {
		for j := range row {
			apart := 0
			for k, other := range others[j*len(bitsOf):][:len(bitsOf)] {
				apart += bits.OnesCount64(bitsOf[k] ^ other)
			}
			row[j] = float32(o.p - 2*apart)
		}
	}
	if o.centered {
		for j := range row {
			row[j] = float32(o.p*int(row[j]) - o.sum(i)*o.sum(i+j))
		}
	}
}

func (o *outer) field(s Pattern, i int) float64 { return o.follow(s).at(i) }

// outerFields follows the number of neurons that agree with each pattern, (N + m^μ)/2.
//
// These P counters stand on edge: plane b of a word of 64 patterns holds bit b of their counters, side by side. The sum of
// those counters in whose pattern neuron i is +1 is then Σ_b 2ᵇ·popcount(row i AND plane b), 64 patterns at a time, and
// to count one up or down in all patterns at once is a carry that ripples through the planes.
type outerFields struct {
	*outer
	s      Pattern
	planes []uint64 // those of word k of the patterns are planes[k·depth:][:depth]
	depth  int      // the bits of a counter, which goes up to N
	total  int      // Σ m^μ
	sums   int      // Σ Sᵢsᵢ
}

func (o *outer) start(s Pattern) fields { return o.follow(s) }

func (o *outer) follow(s Pattern) *outerFields {
	wide, depth := words(o.n), bits.Len(uint(o.n))
	f := &outerFields{outer: o, s: slices.Clone(s), planes: make([]uint64, words(o.p)*depth), depth: depth}
	state := pack(make([]uint64, 0, wide), s)
	for mu := range o.p {
		agree := o.n
		for k, word := range o.patterns[mu*wide:][:wide] {
			agree -= bits.OnesCount64(word ^ state[k])
		}
		f.total += 2*agree - o.n
		planes := f.word(mu / 64)
		for b := range planes {
			planes[b] |= uint64(agree>>b&1) << (mu % 64)
		}
	}
	if o.centered {
		for i, v := range s {
			f.sums += o.sum(i) * int(v)
		}
	}
	return f
}

// word is the planes of patterns 64k to 64k+63.
func (f *outerFields) word(k int) []uint64 { return f.planes[k*f.depth:][:f.depth] }

// agreements is the counter of pattern mu.
func (f *outerFields) agreements(mu int) (agree int) {
	for b, plane := range f.word(mu / 64) {
		agree |= int(plane>>(mu%64)&1) << b
	}
	return agree
}

func (f *outerFields) at(i int) float64 {
	agree := 0
	for k, word := range f.row(i) {
		for b, plane := range f.word(k) {
			agree += bits.OnesCount64(word&plane) << (b & 63)
		}
	}
	// The patterns in which neuron i is +1 have overlaps that add up to 2·agree − N·ones. They count twice, since the total
	// counts them as if neuron i were −1 in all.
	h := 2*(2*agree-f.n*f.ones[i]) - f.total
	if f.centered {
		h = f.p*h - f.sum(i)*f.sums
	}
	return float64(h - f.self(i)*int(f.s[i]))
}

func (f *outerFields) back(i int) float64 { return f.at(i) }

// energy adds up the squares of the overlaps, P of them, instead of N² weights.
func (f *outerFields) energy() float64 {
	sum := 0
	for mu := range f.p {
		m := 2*f.agreements(mu) - f.n
		sum += m * m
	}
	if f.centered {
		sum = f.p*sum - f.sums*f.sums
	}
	for i := range f.n {
		sum -= f.self(i)
	}
	return 0 - float64(sum)/2
}

func (f *outerFields) flip(i int) {
	f.s[i] = -f.s[i]
	now := int(f.s[i])
	f.total += 2 * now * f.sum(i)
	f.sums += 2 * now * f.sum(i)
	for k, up := range f.row(i) {
		if now < 0 {
			up = ^up
		}
		// up marks the patterns that neuron i has come to agree with: theirs count up, the others down.
		carry, borrow := up, ^up
		planes := f.word(k)
		for b, plane := range planes {
			planes[b] = plane ^ (carry | borrow)
			carry, borrow = carry&plane, borrow&^plane
		}
	}
}

// exactOuter reports whether all energies of n neurons and p patterns are whole numbers below 2⁵².
func exactOuter(n, p int, centered bool) bool {
	size := float64(n) * float64(n) * float64(p)
	if centered {
		size *= float64(p)
	}
	return size < 1<<52
}
