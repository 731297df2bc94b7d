package vector

import (
	"encoding/binary"
	"iter"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// cutFont is a TrueType font with a few glyphs of another: those of runes, which
// are in order, and what they are put together from. glyphs are the runes'
// glyphs in the other font. It panics if that font is damaged.
//
// The bytes are those of fpdf's UTF8CutFont, which comes with much that no PDF
// of ours needs, but for the checksum of the whole, which it often gets wrong.
func cutFont(font []byte, runes []rune, glyphs []sfnt.GlyphIndex) []byte {
	from := tablesOf(font)
	long := u16(from["head"], 50) == 1
	kept := closed(glyphs, func(g int) []byte { return outlineOf(from, long, g) })
	at := make(map[int]int) // where each is now
	for i, g := range kept {
		at[g] = i
	}

	to := make(map[string][]byte)
	for _, tag := range []string{"OS/2", "cvt ", "fpgm", "gasp", "name", "prep"} {
		if len(from[tag]) > 0 {
			to[tag] = from[tag]
		}
	}
	noNames := []byte{0, 3, 0, 0}
	to["post"] = append(append(noNames, from["post"][4:16]...), make([]byte, 16)...)
	to["cmap"] = cmap(runes, glyphs, at, len(kept))
	to["glyf"], to["hmtx"] = []byte{}, []byte{}
	offsets := []int{0}
	for _, g := range kept {
		outline := slices.Clone(outlineOf(from, long, g))
		for i := range components(outline) {
			put(outline, i, at[u16(outline, i)])
		}
		to["glyf"] = padded(append(to["glyf"], outline...))
		offsets = append(offsets, len(to["glyf"]))
		to["hmtx"] = append(to["hmtx"], metricOf(from, g)...)
	}
	long = len(to["glyf"]) > 2*0xffff
	for _, offset := range offsets {
		if long {
			to["loca"] = binary.BigEndian.AppendUint32(to["loca"], uint32(offset))
		} else {
			to["loca"] = binary.BigEndian.AppendUint16(to["loca"], uint16(offset/2))
		}
	}
	for _, tag := range []string{"head", "hhea", "maxp"} {
		to[tag] = slices.Clone(from[tag])
	}
	clear(to["head"][8:12]) // the checksum of the whole
	put(to["head"], 50, 0)
	if long {
		put(to["head"], 50, 1)
	}
	put(to["hhea"], 34, len(kept))
	put(to["maxp"], 4, len(kept))
	return fontOf(to)
}

// tablesOf are the tables of a font file, by their tags.
func tablesOf(font []byte) map[string][]byte {
	out := make(map[string][]byte)
	for i := range u16(font, 4) {
		entry := font[12+16*i:]
		at, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		out[string(entry[:4])] = font[at:][:length]
	}
	return out
}

// fontOf is the font file of tables.
func fontOf(tables map[string][]byte) []byte {
	power := 0 // of 2: how many tables a search by halves begins with
	for 2<<power <= len(tables) {
		power++
	}
	out := shorts(1, 0, len(tables), 16<<power, power, 16*len(tables)-16<<power)
	tags := slices.Sorted(maps.Keys(tables))
	var body []byte
	head := 0
	for _, tag := range tags {
		at := 12 + 16*len(tags) + len(body)
		if tag == "head" {
			head = at
		}
		out = append(out, tag...)
		body = append(body, tables[tag]...)
		body = padded(body)
		for _, v := range []uint32{checksum(body[at-12-16*len(tags):]), uint32(at), uint32(len(tables[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
	}
	out = append(out, body...)
	const whole = 0xb1b0afba // what the sum is to be
	binary.BigEndian.PutUint32(out[head+8:], whole-checksum(out))
	return out
}

// closed lists glyphs, none twice and glyph 0 first, and then what they are put
// together from.
func closed(glyphs []sfnt.GlyphIndex, outline func(int) []byte) []int {
	out := []int{0}
	for _, g := range glyphs {
		out = append(out, int(g))
	}
	slices.Sort(out)
	out = slices.Compact(out)
	in, seen := make(map[int]bool), make(map[int]bool)
	for _, g := range out {
		in[g] = true
	}
	var visit func(int)
	visit = func(g int) {
		if seen[g] {
			return
		}
		seen[g] = true
		data := outline(g)
		for i := range components(data) {
			part := u16(data, i)
			if !in[part] {
				in[part], out = true, append(out, part)
			}
			visit(part)
		}
	}
	for _, g := range out {
		visit(g)
	}
	return out
}

// outlineOf is the data of glyph g.
func outlineOf(t map[string][]byte, long bool, g int) []byte {
	loca := t["loca"]
	if long {
		return t["glyf"][binary.BigEndian.Uint32(loca[4*g:]):binary.BigEndian.Uint32(loca[4*g+4:])]
	}
	return t["glyf"][2*u16(loca, 2*g) : 2*u16(loca, 2*g+2)]
}

// components are the places in the data of a glyph where the glyphs are named
// that it is put together from.
func components(data []byte) iter.Seq[int] {
	const words, scaled, more, stretched, turned = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
	return func(yield func(int) bool) {
		if len(data) <= 2 || u16(data, 0) < 1<<15 {
			return
		}
		for at, flags := 10, more; flags&more != 0; {
			flags = u16(data, at)
			if !yield(at + 2) {
				return
			}
			at += 6
			if flags&words != 0 {
				at += 2
			}
			switch {
			case flags&scaled != 0:
				at += 2
			case flags&stretched != 0:
				at += 4
			case flags&turned != 0:
				at += 8
			}
		}
	}
}

// metricOf is how far glyph g advances, and where its ink begins. The last
// glyphs of a font may advance alike, which it then says once.
func metricOf(t map[string][]byte, g int) []byte {
	hmtx, n := t["hmtx"], u16(t["hhea"], 34)
	if g < n {
		return hmtx[4*g : 4*g+4]
	}
	return slices.Concat(hmtx[4*n-4:4*n-2], hmtx[2*(n+g):2*(n+g)+2])
}

// cmap is the table that maps runes to glyphs, in format 4: runs of runes with
// runs of glyphs.
func cmap(runes []rune, glyphs []sfnt.GlyphIndex, at map[int]int, count int) []byte {
	var ends, starts, deltas, offsets, listed []int
	for i, r := range runes {
		g := at[int(glyphs[i])]
		if last := len(ends) - 1; i > 0 && int(r) == ends[last]+1 && g == listed[len(listed)-1]+1 {
			ends[last]++
		} else {
			ends, starts, deltas, offsets = append(ends, int(r)), append(starts, int(r)), append(deltas, g-int(r)), append(offsets, 0)
		}
		listed = append(listed, g)
	}
	segments, power := len(ends)+1, 0
	for 2<<power <= segments {
		power++
	}
	const last = 0xffff
	return shorts(slices.Concat(
		[]int{0, 1, 3, 1, 0, 12, 4, 16 + 8*segments + count + 1, 0, 2 * segments, 2 << power, power, 2*segments - 2<<power},
		ends, []int{last, 0}, starts, []int{last}, deltas, []int{1}, offsets, []int{0}, listed, []int{0})...)
}

func u16(data []byte, at int) int { return int(binary.BigEndian.Uint16(data[at:])) }

func put(data []byte, at, v int) { binary.BigEndian.PutUint16(data[at:], uint16(v)) }

// shorts are numbers of two bytes each.
func shorts(v ...int) (out []byte) {
	for _, v := range v {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func padded(data []byte) []byte { return append(data, make([]byte, -len(data)&3)...) }

// checksum is the sum of the numbers of four bytes in padded data.
func checksum(data []byte) (sum uint32) {
	for i := 0; i < len(data); i += 4 {
		sum += binary.BigEndian.Uint32(data[i:])
	}
	return sum
}
