package formula

import (
	"maps"
	"reflect"
	"slices"
	"testing"
	"unicode"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"

	"flipbook/internal/typeset"
)

// The font that is linked in has of every character what STIX Two Math has, with
// its larger forms and its forms for scripts, but for characters that do not
// print, which no formula may have.
func TestFontHasAllThatPrints(t *testing.T) {
	all, ours := readFont(stix2mathregular.TTF), stix()
	if !reflect.DeepEqual(all.mathTable, ours.mathTable) || !reflect.DeepEqual(all.scripts, ours.scripts) {
		t.Error("the font says something else of how formulas are set")
	}
	for r := range rune(unicode.MaxRune) {
		want := all.glyph(r)
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			want = 0
		}
		if got := ours.glyph(r); got != want {
			t.Errorf("%q is glyph %d, want %d", r, got, want)
		}
		if want == 0 {
			continue
		}
		sameGlyph(t, all, ours, want)
		for _, g := range all.scripts[want] {
			sameGlyph(t, all, ours, g)
		}
		for _, c := range []construction{all.vertical[want], all.horizontal[want]} {
			for _, v := range c.variants {
				sameGlyph(t, all, ours, v.glyph)
			}
			for _, p := range c.parts {
				sameGlyph(t, all, ours, p.glyph)
			}
		}
	}
	sameGlyph(t, all, ours, 0)
}

// Formulas of all kinds are set with the glyphs of STIX Two Math, and at the
// places where it has them.
func TestRandomFormulasInWholeFont(t *testing.T) {
	all, ours := readFont(stix2mathregular.TTF), stix()
	rapid.Check(t, func(t *rapid.T) {
		src := `\left(` + anyFormula(2).Draw(t, "formula") + `\right\}_{\` + rapid.SampledFrom(slices.Sorted(maps.Keys(symbols()))).Draw(t, "symbol") + `}`
		f, err := Parse(src)
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		at := place{style: rapid.SampledFrom([]style{display, text, script1, script2}).Draw(t, "style")}
		bold := rapid.Bool().Draw(t, "bold")
		want, got := setter{all, bold}.list(f.body, at), setter{ours, bold}.list(f.body, at)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s is set otherwise", src)
		}
		for _, p := range got.pieces {
			sameGlyph(t, all, ours, p.glyph)
		}
	})
}

// sameGlyph holds that two fonts have the same outline and advance of a glyph.
func sameGlyph(t interface{ Errorf(string, ...any) }, want, got *mathFont, g sfnt.GlyphIndex) {
	if !slices.Equal(typeset.Outline(got.Font, g), typeset.Outline(want.Font, g)) {
		t.Errorf("glyph %d has another outline", g)
	}
	a, err := want.GlyphAdvance(nil, g, fixed.I(em), font.HintingNone)
	b, err2 := got.GlyphAdvance(nil, g, fixed.I(em), font.HintingNone)
	if a != b || err != nil || err2 != nil {
		t.Errorf("glyph %d is %v wide, want %v (%v, %v)", g, b, a, err, err2)
	}
}
