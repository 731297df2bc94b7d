// Package typeset places glyphs: which ones, how far apart, and what their
// outlines are. Everything is in font units and whole numbers, so that the
// same words are the same shapes on every processor, at every size and in
// every format.
package typeset

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	vgfont "gonum.org/v1/plot/font"
)

// A Glyph is one shape of a line of text.
type Glyph struct {
	Index sfnt.GlyphIndex
	X     int // from the start of the line, in font units
}

// A Line is a text set in one font, from left to right.
type Line struct {
	Glyphs  []Glyph
	Advance int // the width of the whole, in font units
	Em      int // font units an em
}

// Width is the advance of the line at a font size, in the unit of that size.
func (l Line) Width(size float64) float64 {
	return float64(l.Advance) * size / float64(l.Em)
}

type glyphKey struct {
	font  *sfnt.Font
	index sfnt.GlyphIndex
}

var (
	outlines sync.Map // glyphKey → []sfnt.Segment
	buffers  = sync.Pool{New: func() any { return new(sfnt.Buffer) }}
)

// Set places the glyphs of s. Pairs are kerned, but for pairs of digits:
// numbers that change from frame to frame keep their width.
// A rune that the font lacks is set as the font's box for missing glyphs;
// see Missing.
func Set(f *sfnt.Font, s string) Line {
	b := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(b)
	em := f.UnitsPerEm()
	l := Line{Em: int(em)}
	// At a size of one pixel a font unit, lengths in pixels are font units.
	size := fixed.I(int(em))
	var before sfnt.GlyphIndex
	var last rune
	for i, r := range s {
		g, err := f.GlyphIndex(b, r)
		if err != nil {
			g = 0
		}
		if i > 0 && !(isDigit(last) && isDigit(r)) {
			l.Advance += kern(f, b, before, g, size)
		}
		l.Glyphs = append(l.Glyphs, Glyph{g, l.Advance})
		if w, err := f.GlyphAdvance(b, g, size, font.HintingNone); err == nil {
			l.Advance += w.Round()
		}
		before, last = g, r
	}
	return l
}

// Missing is the first rune of s that f has no glyph for.
func Missing(f *sfnt.Font, s string) (rune, bool) {
	b := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(b)
	for _, r := range s {
		if g, err := f.GlyphIndex(b, r); err != nil || g == 0 {
			return r, true
		}
	}
	return 0, false
}

// Outline is the shape of a glyph in font units, y growing downwards.
func Outline(f *sfnt.Font, g sfnt.GlyphIndex) []sfnt.Segment {
	key := glyphKey{f, g}
	if o, ok := outlines.Load(key); ok {
		return o.([]sfnt.Segment)
	}
	b := buffers.Get().(*sfnt.Buffer)
	defer buffers.Put(b)
	segments, err := f.LoadGlyph(b, g, fixed.I(int(f.UnitsPerEm())), nil)
	if err != nil {
		segments = nil // a glyph without a shape, as in a colour font
	}
	kept := append([]sfnt.Segment(nil), segments...)
	outlines.Store(key, kept)
	return kept
}

func kern(f *sfnt.Font, b *sfnt.Buffer, left, right sfnt.GlyphIndex, size fixed.Int26_6) int {
	k, err := f.Kern(b, left, right, size, font.HintingNone)
	if err != nil {
		return 0
	}
	return k.Round()
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// Width is the width of s in the face's own unit, vg points.
func Width(face vgfont.Face, s string) float64 {
	return Set(face.Face, s).Width(float64(face.Font.Size))
}
