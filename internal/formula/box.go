package formula

import "golang.org/x/image/font/sfnt"

// A box is a part of a formula that has been set, its origin on the baseline
// at the left, in font units, y growing upwards.
type box struct {
	width, height, depth int
	italic               int  // how far the last letter leans out of the width
	slanted              bool // it is a slanted letter
	single               bool // it is a single symbol
	accent               int  // where an accent is centred; for a single symbol
	corners              kerns
	pieces               []piece
}

// A piece is a glyph, or a rule if size is not empty.
type piece struct {
	glyph   sfnt.GlyphIndex
	x, y    int  // of the origin, or the lower left corner
	percent int  // of the text size
	heavy   bool // its outline is thickened, for want of a bold form
	joined  bool // touches another piece: not to be moved onto whole pixels
	size    extent
}

// An extent is the sides of a rule.
type extent struct{ w, h int }

// put adds what b holds, at x, y, and grows b to hold it. The width does not
// change.
func (b *box) put(c box, x, y int) {
	for _, p := range c.pieces {
		p.x += x
		p.y += y
		b.pieces = append(b.pieces, p)
	}
	b.height = max(b.height, c.height+y)
	b.depth = max(b.depth, c.depth-y)
}

// rule adds a rule with its lower left corner at x, y.
func (b *box) rule(x, y, w, h int, joined bool) {
	b.pieces = append(b.pieces, piece{x: x, y: y, percent: 100, joined: joined, size: extent{w, h}})
	b.height = max(b.height, y+h)
	b.depth = max(b.depth, -y)
}

// closed is b with all of its last letter within its width.
func (b box) closed() box {
	b.width += b.italic
	b.italic = 0
	return b
}

// A setter sets nodes in a font.
type setter struct {
	font *mathFont
	bold bool
}

// heavier is by how much the strokes of bold type are wider, in font units.
const heavier = 32

// A place is where a node is set: in what style, and cramped, with
// superscripts raised less.
type place struct {
	style   style
	cramped bool
}

// percent is the size of a style, of the text size.
func (s setter) percent(p place) int {
	switch p.style {
	case script1:
		return s.font.constants[scriptPercentScaleDown]
	case script2:
		return s.font.constants[scriptScriptPercentScaleDown]
	}
	return 100
}

// of is a measure of the MATH table at the size of a place.
func (s setter) of(c constant, at place) int { return s.font.constants[c] * s.percent(at) / 100 }

// thick is the width of a rule.
func (s setter) thick(c constant, at place) int {
	t := s.font.constants[c]
	if s.bold {
		t += heavier
	}
	return t * s.percent(at) / 100
}

// level is how deep in scripts a place is.
func (p place) level() int { return max(0, int(p.style-text)) }

// script is the place of a script.
func (p place) script(cramped bool) place {
	return place{min(max(p.style, text)+1, script2), p.cramped || cramped}
}

// part is the place of the parts of a fraction.
func (p place) part(cramped bool) place {
	if p.style == display {
		return place{text, p.cramped || cramped}
	}
	return p.script(cramped)
}

// set is a glyph at the size of a place.
func (s setter) set(g sfnt.GlyphIndex, heavy bool, at place) box {
	m, percent := s.font.measure(g), s.percent(at)
	centre, ok := s.font.accents[g]
	if !ok {
		centre = (m.left + m.right) / 2
	}
	return box{
		width: m.advance * percent / 100, height: max(0, m.top*percent/100), depth: max(0, -m.bottom*percent/100),
		italic: s.font.italics[g] * percent / 100, accent: centre * percent / 100, corners: s.font.kerns[g], single: true,
		pieces: []piece{{glyph: g, percent: percent, heavy: heavy}},
	}
}

// shape is the glyph for a letter in an alphabet, and whether it must be
// thickened to be bold.
func (s setter) shape(r rune, a alphabet) (g sfnt.GlyphIndex, slanted, heavy bool) {
	if s.bold {
		h := a.heavy(r)
		b := h.in(r)
		if g := s.font.glyph(b); g != 0 && b != a.in(r) {
			return g, b != r && h == boldItalic, false
		}
	}
	if g := s.font.glyph(a.in(r)); g != 0 {
		return g, a.in(r) != r && (a == normal || a == italic || a == boldItalic), s.bold && a != bold && a != boldItalic
	}
	return s.font.glyph(r), false, s.bold
}
