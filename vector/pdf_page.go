package vector

import (
	"bytes"
	"fmt"
	"image/color"
	"slices"
	"strings"
)

// page is a sink that writes the content stream of a PDF page, in design
// pixels.
type page struct {
	book        *book
	out         bytes.Buffer
	ink         look
	translucent bool
}

// A look is the graphics state that a page has come to.
type look struct {
	fill, stroke string
	alpha        uint8
	width        float64
	dash         string // empty: solid
}

// set writes an operator if the state has another value.
func set[T comparable](now *T, want T, write func()) {
	if *now != want {
		*now = want
		write()
	}
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.out, format, args...) }

// opacity sets the alpha of fills and strokes.
func (p *page) opacity(a uint8) {
	set(&p.ink.alpha, a, func() {
		if !slices.Contains(p.book.alphas, a) {
			p.book.alphas = append(p.book.alphas, a)
		}
		p.translucent = true
		p.printf("/A%d gs\n", a)
	})
}

func rgb(c color.NRGBA) string {
	part := func(v uint8) string { return decimal(float64(v)/255, 4) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

func (p *page) filling(c color.NRGBA) {
	p.opacity(c.A)
	set(&p.ink.fill, rgb(c), func() { p.printf("%s rg\n", p.ink.fill) })
}

func (p *page) fill(shape path, ink color.NRGBA) {
	p.filling(ink)
	p.trace(shape)
	p.printf("f\n")
}

func (p *page) stroke(shape path, with pen) {
	p.opacity(with.ink.A)
	set(&p.ink.stroke, rgb(with.ink), func() { p.printf("%s RG\n", p.ink.stroke) })
	set(&p.ink.width, with.width, func() { p.printf("%s w\n", decimal(with.width, 4)) })
	dash := ""
	if len(with.dash) > 0 {
		lengths := make([]string, len(with.dash))
		for i, d := range with.dash {
			lengths[i] = decimal(d, 4)
		}
		dash = fmt.Sprintf("[%s] %s", strings.Join(lengths, " "), decimal(with.offset, 4))
	}
	set(&p.ink.dash, dash, func() {
		if dash == "" {
			p.printf("[] 0 d 1 J\n")
		} else {
			p.printf("%s d 0 J\n", dash)
		}
	})
	p.trace(shape)
	p.printf("S\n")
}

// trace writes a path. PDF has no quadratic curves; the cubic one has its
// control points two thirds of the way to the other's.
func (p *page) trace(shape path) {
	var now point
	for _, s := range shape {
		switch s.op {
		case moveTo:
			p.operator("m", s.to)
		case lineTo:
			p.operator("l", s.to)
		case quadTo:
			third := func(end point) point {
				return point{(end.x + float64(2*s.c1.x)) / 3, (end.y + float64(2*s.c1.y)) / 3}
			}
			p.operator("c", third(now), third(s.to), s.to)
		case curveTo:
			p.operator("c", s.c1, s.c2, s.to)
		case closePath:
			p.printf("h\n")
		}
		now = s.to
	}
}

func (p *page) operator(name string, points ...point) {
	b := p.out.AvailableBuffer()
	for _, q := range points {
		b = append(appendFixed(b, snapped(q.x, places), places), ' ')
		b = append(appendFixed(b, snapped(q.y, places), places), ' ')
	}
	p.out.Write(append(append(b, name...), '\n'))
}

// words writes glyphs by their runes, with what typeset puts between them:
// numbers in it move the next glyph to the left by thousandths of an em.
func (p *page) words(t *words) {
	f := p.book.fonts.of(t.face.Face)
	if !f.holds(t) {
		var shape path
		for _, g := range t.line.Glyphs {
			shape = shape.outline(t.face.Face, g, t.m)
		}
		if len(shape) > 0 {
			p.fill(shape, t.ink)
		}
		return
	}
	p.filling(t.ink)
	size, em := float64(t.face.Font.Size), float64(t.line.Em)
	k := em / size
	p.printf("BT /%s %s Tf", f.name, decimal(size, 4))
	for _, v := range []float64{t.m.a * k, t.m.b * k, t.m.c * k, t.m.d * k} {
		p.printf(" %s", decimal(v, 6))
	}
	p.printf(" %s %s Tm [<", decimal(t.m.e, places), decimal(t.m.f, places))
	end := 0 // where the glyph before ends
	i := 0
	for _, r := range t.text {
		g := t.line.Glyphs[i]
		if gap := g.X - end; gap != 0 {
			p.printf(">%s<", decimal(-1000*float64(gap)/em, 2))
		}
		p.printf("%04X", r)
		end = g.X + f.use(r, g.Index)
		i++
	}
	p.printf(">] TJ ET\n")
}

// cells paints in the coordinates of cells.
func (p *page) cells(m matrix, layers []layer) {
	before := p.ink
	p.printf("q")
	for _, v := range []float64{m.a, m.b, m.c, m.d} {
		p.printf(" %s", decimal(v, 8))
	}
	p.printf(" %s %s cm\n", decimal(m.e, places), decimal(m.f, places))
	for _, l := range layers {
		p.filling(l.ink)
		for _, r := range l.rects {
			p.printf("%d %d %d %d re\n", r.Min.X, r.Min.Y, r.Dx(), r.Dy())
		}
		p.printf("f\n")
	}
	p.printf("Q\n")
	p.ink = before
}
