package formula

import (
	_ "embed"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"flipbook/internal/typeset"
)

// em is the number of font units an em of STIX Two Math has. All layout is
// done in whole font units of the text size.
const em = 1000

// A mathFont is a font and what its MATH table says.
type mathFont struct {
	*sfnt.Font
	mathTable
	scripts map[sfnt.GlyphIndex][]sfnt.GlyphIndex // sturdier shapes for scripts, and for scripts of scripts
}

//go:generate go test -run TestFontIsCut -update .

// stixMath is STIX Two Math with the glyphs that formulas come to: all
// characters that print, their larger forms, and their forms for scripts.
//
//go:embed stix/math.otf
var stixMath []byte

// stix is the font that is linked in.
var stix = sync.OnceValue(func() *mathFont { return readFont(stixMath) })

// readFont reads a font that is linked in: a broken one is a broken program.
func readFont(data []byte) *mathFont {
	f, err := opentype.Parse(data)
	if err != nil {
		panic("formula: the font that is linked in cannot be read: " + err.Error())
	}
	return &mathFont{f, readMath(data), readScripts(data)}
}

// A metric is the size of a glyph in font units, y growing upwards.
type metric struct {
	advance                  int
	left, bottom, right, top int // of the ink
}

// measures keeps a metric for each glyph that was asked for.
var measures sync.Map // sfnt.GlyphIndex → metric

// has says whether the font has a glyph for r.
func (f *mathFont) has(r rune) bool { return f.glyph(r) != 0 }

// glyph is the glyph for r, or 0 if there is none.
func (f *mathFont) glyph(r rune) sfnt.GlyphIndex {
	g, err := f.GlyphIndex(nil, r)
	if err != nil {
		return 0
	}
	return g
}

// sturdy is the shape of g that is made for scripts of a level, 1 or 2.
func (f *mathFont) sturdy(g sfnt.GlyphIndex, level int) sfnt.GlyphIndex {
	if s := f.scripts[g]; level > 0 && len(s) > 0 {
		return s[min(level, len(s))-1]
	}
	return g
}

// measure is the metric of a glyph.
func (f *mathFont) measure(g sfnt.GlyphIndex) metric {
	if m, ok := measures.Load(g); ok {
		return m.(metric)
	}
	var m metric
	if a, err := f.GlyphAdvance(nil, g, fixed.I(em), font.HintingNone); err == nil {
		m.advance = a.Round()
	}
	first := true
	for _, s := range typeset.Outline(f.Font, g) {
		for _, p := range s.Args[:points(s.Op)] {
			x, y := p.X.Floor(), -p.Y.Floor()
			if first {
				m.left, m.right, m.bottom, m.top, first = x, x, y, y, false
			}
			m.left, m.right = min(m.left, x), max(m.right, x)
			m.bottom, m.top = min(m.bottom, y), max(m.top, y)
		}
	}
	measures.Store(g, m)
	return m
}

// points is how many points a segment has.
func points(op sfnt.SegmentOp) int {
	switch op {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}
