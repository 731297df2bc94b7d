package vp8l

import (
	"cmp"
	"math/bits"
	"slices"
)

// A code is the bits of each symbol, the first one lowest, and how many they are.
type code struct {
	bits    []uint16
	lengths []int
}

func (w *writer) symbol(c code, s int) { w.bits(uint32(c.bits[s]), c.lengths[s]) }

// The longest codes, of symbols and of lengths.
const (
	maxLength       = 15
	maxLengthLength = 7
)

// code finds a code for symbols that come so often, and writes it (section 3.7.2.1).
func (w *writer) code(counts []int) code {
	var used []int
	for s, n := range counts {
		if n > 0 {
			used = append(used, s)
		}
	}
	if len(used) > 2 || len(used) > 0 && used[len(used)-1] >= literals {
		c := canonical(lengths(counts, maxLength))
		w.lengths(c.lengths)
		return c
	}
	if len(used) == 0 {
		used = []int{0}
	}
	c := code{make([]uint16, len(counts)), make([]int, len(counts))}
	w.flag(true) // so few symbols are told
	w.flag(len(used) == 2)
	if used[0] < 2 {
		w.flag(false)
		w.bits(uint32(used[0]), 1)
	} else {
		w.flag(true)
		w.bits(uint32(used[0]), 8)
	}
	if len(used) == 2 {
		w.bits(uint32(used[1]), 8)
		c.lengths[used[0]], c.lengths[used[1]], c.bits[used[1]] = 1, 1, 1
	}
	return c
}

// lengths are those of the symbols in a Huffman code in which none has more than most bits. 0 is a symbol that is not there.
func lengths(counts []int, most int) []int {
	// Where a code is too long, its symbol is rare: it counts for more until it is not.
	for least := 1; ; least *= 2 {
		if out := huffman(counts, least); slices.Max(out) <= most {
			return out
		}
	}
}

// huffman finds lengths of codes without a bound. A symbol that is there counts at least least times.
func huffman(counts []int, least int) []int {
	type node struct{ count, parent int }
	var tree []node // leaves, rarest first, and then what joins two of them
	var symbols []int
	for s, n := range counts {
		if n > 0 {
			symbols = append(symbols, s)
		}
	}
	slices.SortStableFunc(symbols, func(a, b int) int { return cmp.Compare(max(counts[a], least), max(counts[b], least)) })
	for _, s := range symbols {
		tree = append(tree, node{count: max(counts[s], least)})
	}
	leaf, joint := 0, len(symbols)
	rarest := func() int { // of the nodes without a parent
		if leaf < len(symbols) && (joint == len(tree) || tree[leaf].count <= tree[joint].count) {
			leaf++
			return leaf - 1
		}
		joint++
		return joint - 1
	}
	for range len(symbols) - 1 {
		a, b := rarest(), rarest()
		tree[a].parent, tree[b].parent = len(tree), len(tree)
		tree = append(tree, node{count: tree[a].count + tree[b].count})
	}
	depth := make([]int, len(tree))
	for i := len(tree) - 2; i >= 0; i-- {
		depth[i] = depth[tree[i].parent] + 1
	}
	out := make([]int, len(counts))
	for i, s := range symbols {
		out[s] = depth[i]
	}
	return out
}

// canonical is the code with these lengths: shorter ones first, and among the same the smaller symbol.
func canonical(lengths []int) code {
	c := code{make([]uint16, len(lengths)), lengths}
	next := 0
	for n := 1; n <= maxLength; n++ {
		next <<= 1
		for s, l := range lengths {
			if l == n {
				c.bits[s] = bits.Reverse16(uint16(next)) >> (16 - n)
				next++
			}
		}
	}
	return c
}

// A run is how lengths are told: a length, or one of three symbols and how often.
type run struct {
	symbol int
	extra  uint32
	n      int // bits of extra
}

// runs tells lengths: 16 is the last one but 0 again, three to six times, 17 is three to ten times 0, and 18 11 to 138 times.
func runs(lengths []int) (out []run) {
	last := 8
	for i := 0; i < len(lengths); {
		v, n := lengths[i], 1
		for i+n < len(lengths) && lengths[i+n] == v {
			n++
		}
		switch {
		case v == 0 && n >= 11:
			n = min(n, 138)
			out = append(out, run{18, uint32(n - 11), 7})
		case v == 0 && n >= 3:
			out = append(out, run{17, uint32(n - 3), 3})
		case v > 0 && v == last && n >= 3:
			n = min(n, 6)
			out = append(out, run{16, uint32(n - 3), 2})
		default:
			n = 1
			out = append(out, run{symbol: v})
			if v > 0 {
				last = v
			}
		}
		i += n
	}
	return out
}

// order is in which the lengths of the codes of lengths are told.
var order = [19]int{17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}

// lengths writes the lengths of a code, in a code of their own.
func (w *writer) lengths(of []int) {
	all := runs(of)
	counts := make([]int, len(order))
	for _, r := range all {
		counts[r.symbol]++
	}
	c := canonical(lengths(counts, maxLengthLength))
	told := len(order)
	for told > 4 && c.lengths[order[told-1]] == 0 {
		told--
	}
	w.flag(false) // more than two symbols
	w.bits(uint32(told-4), 4)
	for _, s := range order[:told] {
		w.bits(uint32(c.lengths[s]), 3)
	}
	w.flag(false) // all lengths are told
	for _, r := range all {
		w.symbol(c, r.symbol)
		w.bits(r.extra, r.n)
	}
}
