package vector

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strings"

	"golang.org/x/image/font/sfnt"

	"flipbook/internal/typeset"
)

// SVG writes a drawing as an SVG file. It has no scripts, no styles and no
// links; programs that read pages aloud are told its title and its alt text.
// Names in it come from the contents of what they name, so that several files
// can stand in one HTML page. Nothing is written if there is an error.
func SVG(w io.Writer, d Drawing, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	if err := o.check(); err != nil {
		return err
	}
	if err := d.check(); err != nil {
		return err
	}
	s := &svg{names: make(map[glyph]string), used: make(map[string]bool)}
	if err := draw(d, s, matrix{a: 1, d: -1, f: float64(d.Size.Y)}); err != nil {
		return err
	}
	s.flush()
	var out bytes.Buffer
	head(&out, d, o)
	if s.defs.Len() > 0 {
		fmt.Fprintf(&out, "<defs>\n%s</defs>\n", s.defs.Bytes())
	}
	out.WriteString(s.body.String())
	out.WriteString("</svg>\n")
	_, err := w.Write(out.Bytes())
	return err
}

// head writes all that stands before the shapes.
func head(out *bytes.Buffer, d Drawing, o *Options) {
	length := func(px int) string {
		if o.Unit == 0 {
			return fmt.Sprint(px)
		}
		return decimal(float64(px)*o.Unit, 4) + "pt"
	}
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%s" height="%s" viewBox="0 0 %d %d" role="img"`,
		length(d.Size.X), length(d.Size.Y), d.Size.X, d.Size.Y)
	if o.Lang != "" {
		fmt.Fprintf(out, ` lang="%s" xml:lang="%s"`, o.Lang, o.Lang)
	}
	var ids []string
	var said bytes.Buffer
	for _, s := range []struct{ element, text string }{{"title", o.Title}, {"desc", o.Alt}} {
		if s.text != "" {
			id := named(s.element[:1], s.text)
			ids = append(ids, id)
			fmt.Fprintf(&said, "<%s id=\"%s\">%s</%s>\n", s.element, id, escaped(s.text), s.element)
		}
	}
	if len(ids) > 0 {
		fmt.Fprintf(out, ` aria-labelledby="%s"`, strings.Join(ids, " "))
	}
	out.WriteString(` fill="none" stroke-linecap="round" stroke-linejoin="round">` + "\n")
	out.Write(said.Bytes())
	if o.Made != "" {
		fmt.Fprintf(out, "<metadata data-producer=\"%s\">%s</metadata>\n", producer, escaped(o.Made))
	}
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}

// named is a name for contents: a letter, which says of what kind, and 30 bits
// of a hash.
func named(kind, contents string) string {
	sum := sha256.Sum256([]byte(contents))
	return kind + base64.RawURLEncoding.EncodeToString(sum[:])[:5]
}

type glyph struct {
	font  *sfnt.Font
	index sfnt.GlyphIndex
}

// svg is a sink that writes the elements of an SVG file. Shapes of one look
// that follow each other share a group.
type svg struct {
	defs, body bytes.Buffer
	names      map[glyph]string // of the outlines in defs; empty for a space
	used       map[string]bool
	look       string // of the elements that wait to be written
	waiting    []element
}

// An element is a piece of SVG that takes its look from where it stands.
type element struct {
	tag, rest string // <tag look rest
}

// show adds an element of a look, which is attributes.
func (s *svg) show(look string, e element) {
	if look != s.look {
		s.flush()
	}
	s.look, s.waiting = look, append(s.waiting, e)
}

// flush writes the elements that wait: a single one has its look itself.
func (s *svg) flush() {
	one := len(s.waiting) == 1
	if !one && s.look != "" {
		fmt.Fprintf(&s.body, "<g%s>\n", s.look)
	}
	for _, e := range s.waiting {
		if one {
			e.tag += s.look
		}
		fmt.Fprintf(&s.body, "<%s%s\n", e.tag, e.rest)
	}
	if !one && s.look != "" {
		s.body.WriteString("</g>\n")
	}
	s.look, s.waiting = "", nil
}

// inked is the attributes of an ink as a fill or a stroke.
func inked(what string, c color.NRGBA) string {
	out := fmt.Sprintf(` %s="#%02x%02x%02x"`, what, c.R, c.G, c.B)
	if c.R>>4 == c.R&15 && c.G>>4 == c.G&15 && c.B>>4 == c.B&15 {
		out = fmt.Sprintf(` %s="#%x%x%x"`, what, c.R&15, c.G&15, c.B&15)
	}
	if c.A < 255 {
		out += fmt.Sprintf(` %s-opacity="%s"`, what, decimal(float64(c.A)/255, 4))
	}
	return out
}

func shown(p path) element { return element{"path", fmt.Sprintf(` d="%s"/>`, pathData(p))} }

func (s *svg) fill(p path, ink color.NRGBA) { s.show(inked("fill", ink), shown(p)) }

func (s *svg) stroke(p path, with pen) {
	look := inked("stroke", with.ink)
	if with.width != 1 {
		look += fmt.Sprintf(` stroke-width="%s"`, decimal(with.width, 4))
	}
	if len(with.dash) > 0 {
		var lengths []string
		for _, d := range with.dash {
			lengths = append(lengths, decimal(d, 4))
		}
		look += fmt.Sprintf(` stroke-linecap="butt" stroke-dasharray="%s"`, strings.Join(lengths, " "))
		if with.offset != 0 {
			look += fmt.Sprintf(` stroke-dashoffset="%s"`, decimal(with.offset, 4))
		}
	}
	s.show(look, shown(p))
}

// transform is the attribute of a matrix. Its linear part has so many places
// that a line as long as a page does not stray.
func transform(m matrix) string {
	const fine = 8
	e, f := decimal(m.e, places), decimal(m.f, places)
	if m.a == m.d && m.b == 0 && m.c == 0 {
		return fmt.Sprintf(` transform="translate(%s %s)scale(%s)"`, e, f, decimal(m.a, fine))
	}
	return fmt.Sprintf(` transform="matrix(%s %s %s %s %s %s)"`, decimal(m.a, fine), decimal(m.b, fine), decimal(m.c, fine), decimal(m.d, fine), e, f)
}

// words shows each glyph as a copy of its outline, which is in font units.
func (s *svg) words(t *words) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s>", transform(t.m.after(matrix{a: 1, d: -1})))
	for _, g := range t.line.Glyphs {
		if name := s.name(glyph{t.face.Face, g.Index}); name != "" {
			fmt.Fprintf(&b, `<use xlink:href="#%s"`, name)
			if g.X != 0 {
				fmt.Fprintf(&b, ` x="%d"`, g.X)
			}
			b.WriteString("/>")
		}
	}
	b.WriteString("</g>")
	s.show(inked("fill", t.ink), element{"g", b.String()})
}

// name is what a glyph is called in this file. It comes from the outline alone.
func (s *svg) name(g glyph) string {
	if name, ok := s.names[g]; ok {
		return name
	}
	down := path(nil).outline(g.font, typeset.Glyph{Index: g.index}, matrix{a: 1, d: -1})
	name := ""
	if len(down) > 0 {
		data := string(pathData(down))
		// Two outlines of one name are rarer than one file in a million.
		for again := data; name == "" || s.used[name]; again += " " {
			name = named("g", again)
		}
		s.used[name] = true
		fmt.Fprintf(&s.defs, "<path id=\"%s\" d=\"%s\"/>\n", name, data)
	}
	s.names[g] = name
	return name
}

func (s *svg) cells(m matrix, layers []layer) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s>\n", transform(m))
	for _, l := range layers {
		var d []byte
		for _, r := range l.rects {
			d = fmt.Appendf(d, "M%d %dh%dv%dh%dz", r.Min.X, r.Min.Y, r.Dx(), r.Dy(), -r.Dx())
		}
		fmt.Fprintf(&b, "<path%s d=\"%s\"/>\n", inked("fill", l.ink), d)
	}
	b.WriteString("</g>")
	s.show("", element{"g", b.String()})
}
