package vector

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"flipbook/internal/typeset"
)

// fonts are those of a PDF file, in the order of their first use.
type fonts struct {
	all   []*pdfFont
	known map[*sfnt.Font]*pdfFont
}

func newFonts() *fonts { return &fonts{known: make(map[*sfnt.Font]*pdfFont)} }

// A pdfFont is a font and what is used of it. Its codes are the runes
// themselves, of 16 bits, so that two runes that look alike stay two runes
// when they are copied.
type pdfFont struct {
	name string // in the resources
	font *sfnt.Font
	used map[rune]int // the advances of the runes in use, in font units
	data []byte       // nil: the font has no TrueType outlines
}

func (f *fonts) of(face *sfnt.Font) *pdfFont {
	if p, ok := f.known[face]; ok {
		return p
	}
	p := &pdfFont{name: fmt.Sprintf("F%d", len(f.all)+1), font: face, used: make(map[rune]int)}
	var b bytes.Buffer
	if _, err := face.WriteSourceTo(nil, &b); err == nil && bytes.HasPrefix(b.Bytes(), []byte{0, 1, 0, 0}) {
		p.data = b.Bytes()
	}
	f.known[face], f.all = p, append(f.all, p)
	return p
}

// holds says that the words can be text in this font.
func (f *pdfFont) holds(t *words) bool {
	const largest = 0xffff
	_, missing := typeset.Missing(f.font, t.text)
	return f.data != nil && !missing && !strings.ContainsFunc(t.text, func(r rune) bool { return r > largest })
}

// use notes a rune, and says how wide it is, in font units.
func (f *pdfFont) use(r rune, g sfnt.GlyphIndex) int {
	w, ok := f.used[r]
	if !ok {
		em := fixed.I(int(f.font.UnitsPerEm()))
		if a, err := f.font.GlyphAdvance(nil, g, em, font.HintingNone); err == nil {
			w = a.Round()
		}
		f.used[r] = w
	}
	return w
}

// write puts what is used of all fonts into a file, and says under which names.
func (f *fonts) write(file *pdfFile) (names string, err error) {
	for _, p := range f.all {
		if len(p.used) == 0 {
			continue
		}
		id, err := p.write(file)
		if err != nil {
			return "", fmt.Errorf("vector: the font %s cannot be embedded: %w", p.title(), err)
		}
		names += fmt.Sprintf("/%s %d 0 R", p.name, id)
	}
	return names, nil
}

// title is the font's own name, which is plain ASCII in PDF's words.
func (f *pdfFont) title() string {
	name, err := f.font.Name(nil, sfnt.NameIDPostScript)
	plain := func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}
	if name = strings.Map(plain, name); err != nil || name == "" {
		return "Font"
	}
	return name
}
