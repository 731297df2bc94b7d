package formula

import (
	"encoding/binary"

	"golang.org/x/image/font/sfnt"
)

// A constant is an entry of the MathConstants table, in the order of the
// OpenType specification, chapter "MATH".
type constant int

const (
	scriptPercentScaleDown constant = iota
	scriptScriptPercentScaleDown
	delimitedSubFormulaMinHeight
	displayOperatorMinHeight
	mathLeading
	axisHeight
	accentBaseHeight
	flattenedAccentBaseHeight
	subscriptShiftDown
	subscriptTopMax
	subscriptBaselineDropMin
	superscriptShiftUp
	superscriptShiftUpCramped
	superscriptBottomMin
	superscriptBaselineDropMax
	subSuperscriptGapMin
	superscriptBottomMaxWithSubscript
	spaceAfterScript
	upperLimitGapMin
	upperLimitBaselineRiseMin
	lowerLimitGapMin
	lowerLimitBaselineDropMin
	stackTopShiftUp
	stackTopDisplayStyleShiftUp
	stackBottomShiftDown
	stackBottomDisplayStyleShiftDown
	stackGapMin
	stackDisplayStyleGapMin
	stretchStackTopShiftUp
	stretchStackBottomShiftDown
	stretchStackGapAboveMin
	stretchStackGapBelowMin
	fractionNumeratorShiftUp
	fractionNumeratorDisplayStyleShiftUp
	fractionDenominatorShiftDown
	fractionDenominatorDisplayStyleShiftDown
	fractionNumeratorGapMin
	fractionNumDisplayStyleGapMin
	fractionRuleThickness
	fractionDenominatorGapMin
	fractionDenomDisplayStyleGapMin
	skewedFractionHorizontalGap
	skewedFractionVerticalGap
	overbarVerticalGap
	overbarRuleThickness
	overbarExtraAscender
	underbarVerticalGap
	underbarRuleThickness
	underbarExtraDescender
	radicalVerticalGap
	radicalDisplayStyleVerticalGap
	radicalRuleThickness
	radicalExtraAscender
	radicalKernBeforeDegree
	radicalKernAfterDegree
	radicalDegreeBottomRaisePercent
	constants // how many there are
)

// A mathTable is a font's MATH table.
type mathTable struct {
	constants  [constants]int
	italics    map[sfnt.GlyphIndex]int // by how much a slanted glyph leans out of its advance
	accents    map[sfnt.GlyphIndex]int // where an accent is centred
	kerns      map[sfnt.GlyphIndex]kerns
	vertical   map[sfnt.GlyphIndex]construction
	horizontal map[sfnt.GlyphIndex]construction
	overlap    int // of parts of an assembly, at least
}

// kerns are the free corners to the right of a glyph, into which a script may
// be moved.
type kerns struct{ top, bottom staircase }

// A staircase is a kern that depends on the height: kerns[i] below heights[i],
// and the last above all of them. None: 0.
type staircase struct{ heights, kerns []int }

func (s staircase) at(height int) int {
	if len(s.kerns) == 0 {
		return 0
	}
	i := 0
	for i < len(s.heights) && height >= s.heights[i] {
		i++
	}
	return s.kerns[i]
}

// A construction is how a glyph grows: larger variants, and parts from which
// any size is put together.
type construction struct {
	variants []variant
	parts    []part // from the bottom, or the left; nil: only variants
}

type variant struct {
	glyph sfnt.GlyphIndex
	size  int
}

// A part lies over its neighbours by up to its connectors.
type part struct {
	glyph      sfnt.GlyphIndex
	start, end int // connectors
	size       int
	extender   bool // may be repeated, or left out
}

// A table is a part of a font file, in the terms of OpenType. Reading outside
// of it panics: the font is linked in.
type table []byte

func (t table) u16(at int) int                { return int(binary.BigEndian.Uint16(t[at:])) }
func (t table) i16(at int) int                { return int(int16(binary.BigEndian.Uint16(t[at:]))) }
func (t table) glyph(at int) sfnt.GlyphIndex  { return sfnt.GlyphIndex(t.u16(at)) }
func (t table) sub(at int) table              { return t[t.u16(at):] }
func (t table) optional(at int) (table, bool) { return t.sub(at), t.u16(at) != 0 }

// find is the table of a font file with that tag.
func find(font []byte, tag string) table {
	t := table(font)
	for i := range t.u16(4) {
		entry := t[12+16*i:]
		if string(entry[:4]) == tag {
			at, n := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
			return t[at : at+n]
		}
	}
	panic("formula: the font that is linked in has no table " + tag)
}

// coverage lists the glyphs of a coverage table.
func (t table) coverage() []sfnt.GlyphIndex {
	var out []sfnt.GlyphIndex
	for i := range t.u16(2) {
		if t.u16(0) == 1 {
			out = append(out, t.glyph(4+2*i))
			continue
		}
		for g := t.u16(4 + 6*i); g <= t.u16(6+6*i); g++ {
			out = append(out, sfnt.GlyphIndex(g))
		}
	}
	return out
}

// readMath reads the MATH table of a font.
func readMath(font []byte) mathTable {
	math := find(font, "MATH")
	var m mathTable
	c := math.sub(4)
	for i := range radicalDegreeBottomRaisePercent {
		if i < mathLeading {
			m.constants[i] = c.i16(2 * int(i))
		} else {
			m.constants[i] = c.i16(8 + 4*int(i-mathLeading))
		}
	}
	m.constants[radicalDegreeBottomRaisePercent] = c.i16(8 + 4*int(radicalDegreeBottomRaisePercent-mathLeading))
	info := math.sub(6)
	m.italics = readValues(info.sub(0))
	m.accents = readValues(info.sub(2))
	m.kerns = readKerns(info.sub(6))
	variants := math.sub(8)
	m.overlap = variants.u16(0)
	vertical := variants.u16(6)
	m.vertical = readConstructions(variants, variants.sub(2), 10)
	m.horizontal = readConstructions(variants, variants.sub(4), 10+2*vertical)
	return m
}

func readValues(t table) map[sfnt.GlyphIndex]int {
	out := make(map[sfnt.GlyphIndex]int)
	for i, g := range t.sub(0).coverage() {
		out[g] = t.i16(4 + 4*i)
	}
	return out
}

func readKerns(t table) map[sfnt.GlyphIndex]kerns {
	out := make(map[sfnt.GlyphIndex]kerns)
	corner := func(at int) (s staircase) {
		k, ok := t.optional(at)
		if !ok {
			return s
		}
		n := k.u16(0)
		for i := range n {
			s.heights = append(s.heights, k.i16(2+4*i))
		}
		for i := range n + 1 {
			s.kerns = append(s.kerns, k.i16(2+4*(n+i)))
		}
		return s
	}
	for i, g := range t.sub(0).coverage() {
		out[g] = kerns{top: corner(4 + 8*i), bottom: corner(8 + 8*i)}
	}
	return out
}

// readConstructions reads the constructions of the glyphs of a coverage. Their
// offsets stand from at on.
func readConstructions(t, coverage table, at int) map[sfnt.GlyphIndex]construction {
	out := make(map[sfnt.GlyphIndex]construction)
	for i, g := range coverage.coverage() {
		var c construction
		r := t.sub(at + 2*i)
		for k := range r.u16(2) {
			c.variants = append(c.variants, variant{r.glyph(4 + 4*k), r.u16(6 + 4*k)})
		}
		if a, ok := r.optional(0); ok {
			for k := range a.u16(4) {
				p := a[6+10*k:]
				c.parts = append(c.parts, part{p.glyph(0), p.u16(2), p.u16(4), p.u16(6), p.u16(8)&1 != 0})
			}
		}
		out[g] = c
	}
	return out
}

// readScripts reads the feature "ssty" of a font: the shapes that are made for
// scripts.
func readScripts(font []byte) map[sfnt.GlyphIndex][]sfnt.GlyphIndex {
	out := make(map[sfnt.GlyphIndex][]sfnt.GlyphIndex)
	gsub := find(font, "GSUB")
	features, lookups := gsub.sub(6), gsub.sub(8)
	for i := range features.u16(0) {
		if string(features[2+6*i:6+6*i]) != "ssty" {
			continue
		}
		feature := features.sub(6 + 6*i)
		for k := range feature.u16(2) {
			lookup := lookups.sub(2 + 2*feature.u16(4+2*k))
			for s := range lookup.u16(4) {
				readAlternates(out, lookup.sub(6+2*s), lookup.u16(0))
			}
		}
	}
	return out
}

// readAlternates adds what a subtable says of single (1) and alternate (3)
// substitutions; other kinds are not about the shapes of single glyphs.
func readAlternates(out map[sfnt.GlyphIndex][]sfnt.GlyphIndex, t table, kind int) {
	if kind == 7 { // an extension, which points on with 32 bits
		kind, t = t.u16(2), t[binary.BigEndian.Uint32(t[4:]):]
	}
	for i, g := range t.sub(2).coverage() {
		switch {
		case kind == 1 && t.u16(0) == 1:
			out[g] = []sfnt.GlyphIndex{g + t.glyph(4)}
		case kind == 1:
			out[g] = []sfnt.GlyphIndex{t.glyph(6 + 2*i)}
		case kind == 3:
			set := t.sub(6 + 2*i)
			for k := range set.u16(0) {
				out[g] = append(out[g], set.glyph(2+2*k))
			}
		}
	}
}
