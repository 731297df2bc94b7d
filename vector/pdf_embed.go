package vector

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"flipbook/internal/typeset"
)

// write embeds what is used of a font: a composite font whose codes are runes
// (ISO 32000-1, 9.7).
func (f *pdfFont) write(file *pdfFile) (object int, err error) {
	runes := slices.Sorted(maps.Keys(f.used))
	data, at, err := f.subset(runes)
	if err != nil {
		return 0, err
	}
	tag := sha256.Sum256(data)
	for i := range 6 {
		tag[i] = 'A' + tag[i]%26
	}
	name := fmt.Sprintf("%s+%s", tag[:6], f.title())
	em := float64(f.font.UnitsPerEm())
	var widths strings.Builder
	glyphs := make([]byte, 2*(int(runes[len(runes)-1])+1)) // of each code, from 0 on
	for i, r := range runes {
		binary.BigEndian.PutUint16(glyphs[2*r:], uint16(at[i]))
		fmt.Fprintf(&widths, "%d[%s]", r, decimal(1000*float64(f.used[r])/em, 3))
	}
	descriptor, err := f.descriptor(name, file.stream(fmt.Sprintf("/Length1 %d", len(data)), data))
	if err != nil {
		return 0, err
	}
	cid := file.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/W[%s]>>", name, file.add(descriptor), file.stream("", glyphs), widths.String()))
	return file.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, cid, file.stream("", unicodes(runes)))), nil
}

// descriptor is the dictionary of what a font is like, in thousandths of an em.
func (f *pdfFont) descriptor(name string, data int) (string, error) {
	const thousand = 1000 << 6
	m, err := f.font.Metrics(nil, thousand, font.HintingNone)
	if err != nil {
		return "", err
	}
	b, err := f.font.Bounds(nil, thousand, font.HintingNone)
	if err != nil {
		return "", err
	}
	const symbolic = 4 // it has an encoding of its own
	flags, slant, stem := symbolic, 0., 80
	if post := f.font.PostTable(); post != nil {
		slant = post.ItalicAngle
		if post.IsFixedPitch {
			flags |= 1
		}
	}
	if strings.Contains(f.title(), "Bold") {
		stem = 140
	}
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %s/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>",
		name, flags, b.Min.X.Floor(), (-b.Max.Y).Floor(), b.Max.X.Ceil(), (-b.Min.Y).Ceil(), decimal(slant, 2),
		m.Ascent.Round(), -m.Descent.Round(), m.CapHeight.Round(), stem, data), nil
}

// unicodes is the map from codes to runes, which are the same.
func unicodes(runes []rune) []byte {
	out := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // in a list
	for some := range slices.Chunk(runes, most) {
		out = fmt.Appendf(out, "%d beginbfchar\n", len(some))
		for _, r := range some {
			out = fmt.Appendf(out, "<%04X> <%04[1]X>\n", r)
		}
		out = append(out, "endbfchar\n"...)
	}
	return append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

// subset is a font of the given runes alone, and where they are in it.
func (f *pdfFont) subset(runes []rune) (data []byte, at []sfnt.GlyphIndex, err error) {
	defer func() {
		if recover() != nil { // cutFont trusts the tables of a font
			err = errors.New("it is damaged")
		}
	}()
	var glyphs []sfnt.GlyphIndex
	for _, r := range runes {
		g, _ := f.font.GlyphIndex(nil, r)
		glyphs = append(glyphs, g)
	}
	data = cutFont(f.data, runes, glyphs)
	cut, err := sfnt.Parse(data)
	if err != nil {
		return nil, nil, err
	}
	for i, r := range runes {
		g, err := cut.GlyphIndex(nil, r)
		if err != nil || g == 0 || !slices.Equal(typeset.Outline(f.font, glyphs[i]), shape(cut, g)) {
			return nil, nil, fmt.Errorf("the glyph of %q is lost in a subset of it", r)
		}
		at = append(at, g)
	}
	return data, at, nil
}

// shape is an outline of a font that is soon forgotten.
func shape(f *sfnt.Font, g sfnt.GlyphIndex) []sfnt.Segment {
	segments, err := f.LoadGlyph(nil, g, fixed.I(int(f.UnitsPerEm())), nil)
	if err != nil {
		return nil
	}
	return append([]sfnt.Segment(nil), segments...)
}
