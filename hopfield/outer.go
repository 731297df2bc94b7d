package hopfield

import (
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
func newOuter(n, p int, patterns []uint64) *outer {
	o := &outer{n: n, p: p, patterns: patterns, neurons: make([]uint64, n*words(p)), ones: make([]int, n)}
	wide, high := words(n), words(p)
	for mu := range p {
		for k, word := range patterns[mu*wide:][:wide] {
			for ; word != 0; word &= word - 1 {
				i := 64*k + bits.TrailingZeros64(word)
				o.neurons[i*high+mu/64] |= 1 << (mu % 64)
				o.ones[i]++
			}
		}
	}
	return o
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
	a, b := o.row(i), o.row(j)
	for k := range a {
		apart += bits.OnesCount64(a[k] ^ b[k])
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

func (o *outer) dense() (*dense, error) {
	if o.n > MaxDense {
		return nil, fmt.Errorf("hopfield: a dense network has at most %d neurons, this one %d", MaxDense, o.n)
	}
	if o.largest() > 1<<24 {
		return nil, fmt.Errorf("hopfield: %d patterns have weights up to %.0f, more than the 2^24 that a float32 holds exactly", o.p, o.largest())
	}
	d := newDense(o.n, 1, true)
	for i := range o.n {
		for j := i; j < o.n; j++ {
			d.rows[i*o.n+j] = float32(o.weight(i, j))
		}
	}
	d.complete()
	return d, nil
}

func (o *outer) field(s Pattern, i int) float64 { return o.follow(s).at(i) }

// energy is −½ sᵀWs from the overlaps: Σ (m^μ)² − Σ Wᵢᵢ, instead of N².
func (o *outer) energy(s Pattern) float64 {
	f := o.follow(s)
	sum := 0
	for mu := range o.p {
		m := 2*f.agreements(mu) - o.n
		sum += m * m
	}
	if o.centered {
		sum = o.p*sum - f.sums*f.sums
	}
	for i := range o.n {
		sum -= o.self(i)
	}
	return 0 - float64(sum)/2
}

// outerFields follows the number of neurons that agree with each pattern, (N + m^μ)/2.
//
// These P counters stand on edge: plane b holds bit b of all of them, side by side. The sum of those counters in whose
// pattern neuron i is +1 is then Σ_b 2ᵇ·popcount(row i AND plane b), 64 patterns at a time, and to count one up or down in
// all patterns at once is a carry that ripples through the planes.
type outerFields struct {
	*outer
	s      Pattern
	planes []uint64 // bit b of the counters in words b·⌈P/64⌉ and on
	total  int      // Σ m^μ
	sums   int      // Σ Sᵢsᵢ
	flips  int
	seen   []int // flips+1 when a field was last computed; 0: never
	known  []int // what it was, so that the last sweep, which changes nothing, costs nothing
}

func (o *outer) start(s Pattern) fields { return o.follow(s) }

func (o *outer) follow(s Pattern) *outerFields {
	high, wide := words(o.p), words(o.n)
	f := &outerFields{
		outer: o, s: slices.Clone(s), planes: make([]uint64, high*bits.Len(uint(o.n))),
		seen: make([]int, o.n), known: make([]int, o.n),
	}
	state := pack(make([]uint64, 0, wide), s)
	for mu := range o.p {
		agree := o.n
		for k, word := range o.patterns[mu*wide:][:wide] {
			agree -= bits.OnesCount64(word ^ state[k])
		}
		f.total += 2*agree - o.n
		for b := 0; agree != 0; b++ {
			f.planes[b*high+mu/64] |= uint64(agree&1) << (mu % 64)
			agree >>= 1
		}
	}
	if o.centered {
		for i, v := range s {
			f.sums += o.sum(i) * int(v)
		}
	}
	return f
}

// agreements is the counter of pattern mu.
func (f *outerFields) agreements(mu int) int {
	high, agree := words(f.p), 0
	for b := 0; b*high < len(f.planes); b++ {
		agree |= int(f.planes[b*high+mu/64]>>(mu%64)&1) << b
	}
	return agree
}

func (f *outerFields) at(i int) float64 {
	if f.seen[i] != f.flips+1 {
		f.known[i], f.seen[i] = f.compute(i), f.flips+1
	}
	return float64(f.known[i])
}

func (f *outerFields) compute(i int) int {
	row, agree := f.row(i), 0
	for b, k := 0, 0; k < len(f.planes); b++ {
		count := 0
		for j, plane := range f.planes[k:][:len(row)] {
			count += bits.OnesCount64(row[j] & plane)
		}
		agree += count << b
		k += len(row)
	}
	// The patterns in which neuron i is +1 have overlaps that add up to 2·agree − N·ones, and count twice: once for
	// themselves, and once because the total counts them as −.
	h := 2*(2*agree-f.n*f.ones[i]) - f.total
	if f.centered {
		h = f.p*h - f.sum(i)*f.sums
	}
	return h - f.self(i)*int(f.s[i])
}

func (f *outerFields) back(i int) float64 { return f.at(i) }

func (f *outerFields) flip(i int) {
	f.s[i] = -f.s[i]
	now := int(f.s[i])
	f.flips++
	f.total += 2 * now * f.sum(i)
	f.sums += 2 * now * f.sum(i)
	row := f.row(i)
	for j, word := range row {
		up := word // patterns that now agree with neuron i
		if now < 0 {
			up = ^word
		}
		carry, borrow := up, ^up
		for k := j; k < len(f.planes) && carry|borrow != 0; k += len(row) {
			plane := f.planes[k]
			f.planes[k] = plane ^ (carry | borrow)
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
