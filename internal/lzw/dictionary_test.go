package lzw

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A phrasebook is what a dictionary stands for: the phrases as they are, and
// the code that each was given first.
type phrasebook struct {
	pix  []byte
	last code
	code map[string]code
}

func newPhrasebook(pix []byte, litWidth int) *phrasebook {
	b := &phrasebook{pix, 1<<litWidth + 1, make(map[string]code)}
	for c := range 1 << litWidth {
		b.code[string([]byte{byte(c)})] = code(c)
	}
	return b
}

// match is where the longest phrase at p ends.
func (b *phrasebook) match(p int) int {
	q := p
	for q < len(b.pix) {
		if _, ok := b.code[string(b.pix[p:q+1])]; !ok {
			break
		}
		q++
	}
	return q
}

// add is what a decoder does that was sent what stands from p to q.
func (b *phrasebook) add(p, q int) {
	if b.last == full {
		return
	}
	b.last++
	if b.last == full || q == len(b.pix) {
		return
	}
	if _, ok := b.code[string(b.pix[p:q+1])]; !ok {
		b.code[string(b.pix[p:q+1])] = b.last
	}
}

// place finds a pixel among the runs.
func (d *dictionary) place(at int) place {
	run, _ := slices.BinarySearch(d.start, int32(at)+1)
	return place{int32(run) - 1, int32(at)}
}

// A dictionary answers as a phrasebook does, whatever phrases are sent, and
// so it does after a part of them was undone.
func TestDictionary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		litWidth := rapid.IntRange(2, 8).Draw(t, "bits")
		pix := anyPixels(t, litWidth)
		pix = append(pix, byte(litWidth)&1)
		pix = pix[:min(len(pix), 20000)]
		d, book := new(dictionary), newPhrasebook(pix, litWidth)
		d.open(pix, litWidth)
		for p := 0; p < len(pix); {
			q := book.match(p)
			c, end := d.match(d.place(p))
			if int(end.at) != q || c != book.code[string(pix[p:q])] {
				t.Fatalf("the longest phrase at %d has the code %d and ends at %d, want %d, %d", p, c, end.at, book.code[string(pix[p:q])], q)
			}
			if end != d.place(q) {
				t.Fatalf("it ends at %v, want %v", end, d.place(q))
			}
			if rapid.IntRange(0, 9).Draw(t, "shorter") == 0 {
				q = rapid.IntRange(p+1, q).Draw(t, "end")
			}
			c = d.phrase(d.place(p), d.place(q))
			if want := book.code[string(pix[p:q])]; c != want {
				t.Fatalf("the phrase from %d to %d has the code %d, want %d", p, q, c, want)
			}
			d.try(c, d.place(q), 2) // leaves no trace
			book.add(p, q)
			d.add(c, d.place(q))
			if d.last != book.last {
				t.Fatalf("%d codes are made, want %d", d.last, book.last)
			}
			p = q
		}
	})
}

// The forks are all there is to try: no other shorter phrase reaches further.
func TestBetter(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		litWidth := rapid.IntRange(2, 4).Draw(t, "bits")
		pix := anyPixels(t, litWidth)
		pix = pix[:min(len(pix), 3000)]
		d := new(dictionary)
		d.open(pix, litWidth)
		for p := (place{}); !d.ended(p); {
			c, q := d.match(p)
			if !d.ended(q) {
				n := len(d.made)
				d.add(c, q)
				_, reach := d.match(q)
				d.undo(n)
				want, end := reach.at, place{}
				for at := int(q.at) - 1; at > int(p.at); at-- {
					if _, far := d.match(d.place(at)); far.at > want {
						want, end = far.at, d.place(at)
					}
				}
				got, ok := d.better(p, c, q)
				if ok != (end.at > 0) || got != end {
					t.Fatalf("at %v, longest to %v: better is %v, want %v", p, q, got, end)
				}
				if ok {
					seen++
				}
			}
			d.try(c, q, 1) // leaves no trace
			d.add(c, q)
			p = q
		}
	})
	if seen == 0 {
		t.Error("no shorter phrase was better: the test is too easy")
	}
}
