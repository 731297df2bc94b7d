package lzw

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// divided are the codes of the longest phrases of a picture that is cleared at
// those pixels.
func divided(pix []byte, litWidth int, cuts []int) (codes []code) {
	d := new(dictionary)
	for i, end := range cuts[1:] {
		d.open(pix[cuts[i]:end], litWidth)
		codes = append(append(codes, d.end-1), d.phrases(0)...)
	}
	return append(codes, d.end)
}

// No one clear, and none at all, is shorter than the path; it goes through
// the places in order, from the first pixel to the end.
func TestCuts(t *testing.T) {
	most := 0
	rapid.Check(t, func(t *rapid.T) {
		litWidth := rapid.IntRange(2, 8).Draw(t, "bits")
		pix := append(anyPixels(t, litWidth), 0)
		pix = pix[:min(len(pix), 8000)]
		d := new(dictionary)
		d.open(pix, litWidth)
		cuts := d.cuts()
		if cuts[0] != 0 || cuts[len(cuts)-1] != len(pix) || !slices.IsSorted(cuts) {
			t.Fatalf("cuts %v of %d pixels", cuts, len(pix))
		}
		got := size(divided(pix, litWidth, cuts))
		if want := size(divided(pix, litWidth, []int{0, len(pix)})); got > want {
			t.Errorf("cut at %v: %d bits, and uncut %d", cuts, got, want)
		}
		d.clear()
		for _, p := range d.places() {
			if p.at == 0 || int(p.at) == len(pix) {
				continue
			}
			if want := size(divided(pix, litWidth, []int{0, int(p.at), len(pix)})); got > want {
				t.Errorf("cut at %v: %d bits, and at %d alone %d", cuts, got, p.at, want)
			}
		}
		most = max(most, len(cuts)-2)
	})
	if most < 2 {
		t.Errorf("at most %d clears: the test is too easy", most)
	}
}

// Size is that of the bytes.
func TestSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pix := anyPixels(t, 4)
		d := new(dictionary)
		d.open(pix, 4)
		codes := d.plain()
		if got, want := len(pack(nil, codes)), (size(codes)+7)/8; got != want {
			t.Errorf("%d bytes, want %d", got, want)
		}
		back := unpack(pack(nil, codes), 4)
		if !slices.EqualFunc(back, codes, func(a int, b code) bool { return a == int(b) }) {
			t.Error("the codes came back as others")
		}
	})
}
