package vector

import (
	"bytes"
	"slices"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"
)

// A font is cut as fpdf cuts it, with a checksum that is right.
func TestCutFont(t *testing.T) {
	for _, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var all []rune // that the font has
		for r := rune(1); r < 1<<16; r++ {
			if g, err := font.GlyphIndex(nil, r); err == nil && g != 0 {
				all = append(all, r)
			}
		}
		same := func(t rapid.TB, runes []rune) {
			var glyphs []sfnt.GlyphIndex
			for _, r := range runes {
				g, _ := font.GlyphIndex(nil, r)
				glyphs = append(glyphs, g)
			}
			before := slices.Clone(data)
			got := cutFont(data, runes, glyphs)
			if sum := checksum(padded(slices.Clone(got))); sum != 0xb1b0afba {
				t.Errorf("the numbers of the font add up to %#x", sum)
			}
			want := fpdf.UTF8CutFont(before, string(runes))
			copy(tablesOf(want)["head"][8:12], tablesOf(got)["head"][8:12])
			if !bytes.Equal(got, want) {
				t.Errorf("with %d glyphs, of which the first are %.20q, it has %d bytes, want %d", len(runes), string(runes), len(got), len(want))
			}
		}
		same(t, all)
		same(t, []rune("A"))
		same(t, []rune("ABCabc"))
		rapid.Check(t, func(t *rapid.T) {
			runes := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, 60, rapid.ID[rune]).Draw(t, "runes")
			slices.Sort(runes)
			same(t, runes)
		})
	}
}
