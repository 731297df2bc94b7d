package formula

import (
	"bytes"
	"encoding/binary"
	"flag"
	"maps"
	"os"
	"slices"
	"testing"
	"unicode"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"golang.org/x/image/font/sfnt"

	"flipbook/internal/typeset"
)

var update = flag.Bool("update", false, "write stix/math.otf")

// The font that is linked in is cut from that of the module.
func TestFontIsCut(t *testing.T) {
	want := cut(stix2mathregular.TTF)
	if *update {
		if err := os.WriteFile("stix/math.otf", want, 0o666); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(stixMath, want) {
		t.Error("stix/math.otf is not what is cut from the font of the module; run go generate ./internal/formula")
	}
}

// cut is a font without the glyphs that no formula comes to. Those that stay
// keep their numbers, so that all tables about them stay as they are.
func cut(font []byte) []byte {
	f := readFont(font)
	letters := f.letters()
	kept := map[sfnt.GlyphIndex]bool{0: true}
	for _, g := range letters {
		f.reach(g, kept)
	}
	tables := map[string][]byte{"CFF ": f.outlines(kept), "cmap": characterMap(letters), "hmtx": f.advances(kept)}
	for _, tag := range []string{"GPOS", "GSUB", "MATH", "head", "hhea", "maxp", "name", "post"} {
		tables[tag] = find(font, tag)
	}
	return fontFile(tables)
}

// letters are the characters that a formula may have, and their glyphs.
func (f *mathFont) letters() map[rune]sfnt.GlyphIndex {
	out := make(map[rune]sfnt.GlyphIndex)
	for r := range rune(unicode.MaxRune) {
		if g := f.glyph(r); g != 0 && (unicode.IsPrint(r) || unicode.IsSpace(r)) {
			out[r] = g
		}
	}
	return out
}

// reach adds a glyph and all that are set in its place.
func (f *mathFont) reach(g sfnt.GlyphIndex, kept map[sfnt.GlyphIndex]bool) {
	if kept[g] {
		return
	}
	kept[g] = true
	for _, s := range f.scripts[g] {
		f.reach(s, kept)
	}
	for _, c := range []construction{f.vertical[g], f.horizontal[g]} {
		for _, v := range c.variants {
			f.reach(v.glyph, kept)
		}
		for _, p := range c.parts {
			f.reach(p.glyph, kept)
		}
	}
}

var be = binary.BigEndian

// fontFile is a font of these tables, without checksums.
func fontFile(tables map[string][]byte) []byte {
	out := be.AppendUint16([]byte("OTTO"), uint16(len(tables)))
	out = append(out, make([]byte, 6)...) // what a binary search of the tables would need
	at := len(out) + 16*len(tables)
	var body []byte
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		out = be.AppendUint32(append(out, tag...), 0)
		out = be.AppendUint32(out, uint32(at+len(body)))
		out = be.AppendUint32(out, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	return append(out, body...)
}

// characterMap is a table "cmap" in its format 12: runs of characters and of
// glyphs.
func characterMap(letters map[rune]sfnt.GlyphIndex) []byte {
	var runs []byte
	all := slices.Sorted(maps.Keys(letters))
	for len(all) > 0 {
		r, n := all[0], 1
		for n < len(all) && all[n] == r+rune(n) && letters[all[n]] == letters[r]+sfnt.GlyphIndex(n) {
			n++
		}
		runs = be.AppendUint32(runs, uint32(r))
		runs = be.AppendUint32(runs, uint32(all[n-1]))
		runs = be.AppendUint32(runs, uint32(letters[r]))
		all = all[n:]
	}
	const oneForWindows = "\x00\x00\x00\x01\x00\x03\x00\x0a\x00\x00\x00\x0c"
	out := append([]byte(oneForWindows), 0, 12, 0, 0)
	out = be.AppendUint32(out, uint32(16+len(runs)))
	out = be.AppendUint32(out, 0) // any language
	return append(be.AppendUint32(out, uint32(len(runs)/12)), runs...)
}

// advances is a table "hmtx", without the side bearings, which outlines have
// already.
func (f *mathFont) advances(kept map[sfnt.GlyphIndex]bool) []byte {
	var out []byte
	for g := range sfnt.GlyphIndex(f.NumGlyphs()) {
		advance := 0
		if kept[g] {
			advance = f.measure(g).advance
		}
		out = be.AppendUint32(out, uint32(advance)<<16)
	}
	return out
}

// outlines is a table "CFF ", without names, hints and subroutines.
func (f *mathFont) outlines(kept map[sfnt.GlyphIndex]bool) []byte {
	glyphs := make([][]byte, f.NumGlyphs())
	for i := range glyphs {
		if g := sfnt.GlyphIndex(i); kept[g] {
			glyphs[i] = charstring(typeset.Outline(f.Font, g))
		}
		glyphs[i] = append(glyphs[i], endchar)
	}
	out := appendIndex([]byte{1, 0, 4, 4}, []byte("STIX"))
	const where, charStrings = 29, 17
	at := len(out) + 11 + 2 + 2 // behind the dictionary and what is empty
	out = appendIndex(out, append(be.AppendUint32([]byte{where}, uint32(at)), charStrings))
	out = append(out, 0, 0) // no strings
	out = append(out, 0, 0) // no subroutines
	return appendIndex(out, glyphs...)
}

// appendIndex appends what CFF calls an INDEX.
func appendIndex(out []byte, items ...[]byte) []byte {
	all := slices.Concat(items...)
	size := 1
	for (1+len(all))>>(8*size) > 0 {
		size++
	}
	out = append(be.AppendUint16(out, uint16(len(items))), byte(size))
	at := 1
	for _, item := range append([][]byte{nil}, items...) {
		at += len(item)
		out = append(out, be.AppendUint32(nil, uint32(at))[4-size:]...)
	}
	return append(out, all...)
}

// Operators of Adobe's Type 2 charstrings.
const (
	rlineto   = 5
	hlineto   = 6
	vlineto   = 7
	rrcurveto = 8
	endchar   = 14
	rmoveto   = 21
	vhcurveto = 30
	hvcurveto = 31
)

// after is the operator that the next arguments may be of: those of upright
// lines and of quarter turns alternate.
var after = map[byte]byte{
	rlineto: rlineto, hlineto: vlineto, vlineto: hlineto, rrcurveto: rrcurveto, vhcurveto: hvcurveto, hvcurveto: vhcurveto,
}

// charstring draws an outline of whole font units.
func charstring(outline []sfnt.Segment) []byte {
	const most = 48 // arguments of an operator
	var out []byte
	var x, y, args int
	var last byte
	for _, s := range outline {
		var d []int
		for _, p := range s.Args[:points(s.Op)] {
			d = append(d, p.X.Floor()-x, -p.Y.Floor()-y)
			x, y = p.X.Floor(), -p.Y.Floor()
		}
		op, d := operator(s.Op, d)
		first := op
		if after[last] == op && args+len(d) <= most {
			first, out = out[len(out)-1], out[:len(out)-1]
		} else {
			args = 0
		}
		for _, v := range d {
			out = appendNumber(out, v)
		}
		out, last, args = append(out, first), op, args+len(d)
	}
	return out
}

// operator is the shortest way to say a segment: an operator, and those of the
// steps from point to point that it wants to know.
func operator(kind sfnt.SegmentOp, d []int) (byte, []int) {
	switch {
	case kind == sfnt.SegmentOpMoveTo:
		return rmoveto, d
	case kind == sfnt.SegmentOpLineTo && d[1] == 0:
		return hlineto, d[:1]
	case kind == sfnt.SegmentOpLineTo && d[0] == 0:
		return vlineto, d[1:]
	case kind == sfnt.SegmentOpLineTo:
		return rlineto, d
	case d[1] == 0 && d[4] == 0:
		return hvcurveto, []int{d[0], d[2], d[3], d[5]}
	case d[0] == 0 && d[5] == 0:
		return vhcurveto, []int{d[1], d[2], d[3], d[4]}
	}
	return rrcurveto, d
}

func appendNumber(out []byte, v int) []byte {
	switch {
	case -107 <= v && v <= 107:
		return append(out, byte(v+139))
	case 108 <= v && v <= 1131:
		return be.AppendUint16(out, uint16(v-108+247<<8))
	case -1131 <= v && v <= -108:
		return be.AppendUint16(out, uint16(-v-108+251<<8))
	}
	return be.AppendUint16(append(out, 28), uint16(v))
}
