package raster

import (
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/internal/typeset"
)

// A glyph is the coverage of a letter, relative to its origin.
type glyph struct {
	mask *image.Alpha // nil for a space
}

type glyphKey struct {
	font  *sfnt.Font
	index sfnt.GlyphIndex
	size  float64 // pixels an em
	shift int     // quarters of a pixel to the right
}

// FillString draws text whose baseline starts at pt. An upright baseline lies
// on a whole pixel and letters on quarters of one: the same letter is the
// same few pictures throughout a film.
func (c *canvas) FillString(f font.Face, pt vg.Point, text string) {
	size := float64(f.Font.Size)
	if size <= 0 {
		return
	}
	l := typeset.Set(f.Face, text)
	em := float64(l.Em)
	if !c.m.upright() {
		for _, g := range l.Glyphs {
			at := vg.Point{X: pt.X + vg.Length(float64(g.X)*size/em), Y: pt.Y}
			lines := outline(f.Face, g.Index, size, c.m, at)
			if c.visible(lines, 0) {
				c.brush.gg.Fill()
				c.paint(c.bounds(lines, 0))
			}
		}
		return
	}
	zoom := c.m.zoom()
	start := c.m.apply(pt)
	y := pixel(start.y)
	for _, g := range l.Glyphs {
		x := snap(start.x + float64(float64(g.X)*size*zoom)/em)
		quarters := int(math.Floor(x*4 + 0.5))
		key := glyphKey{f.Face, g.Index, size * zoom, quarters & 3}
		c.stamp(c.brush.glyph(key), image.Pt(quarters>>2, y))
	}
}

// stamp paints a glyph with its origin at p.
func (c *canvas) stamp(g *glyph, p image.Point) {
	if g.mask == nil {
		return
	}
	r := g.mask.Rect.Add(p).Intersect(c.dst.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		c.lay(r.Min.X, y, g.mask.Pix[g.mask.PixOffset(r.Min.X-p.X, y-p.Y):], 1, r.Dx())
	}
}

func (b *brush) glyph(k glyphKey) *glyph {
	if g, ok := b.glyphs[k]; ok {
		return g
	}
	g := &glyph{}
	b.glyphs[k] = g
	lines := outline(k.font, k.index, k.size, matrix{a: 1, d: -1, e: float64(k.shift) / 4}, vg.Point{})
	if len(lines) == 0 {
		return g
	}
	r := extent(lines, 0)
	if b.small == nil || b.small.Width() < r.Dx() || b.small.Height() < r.Dy() {
		side := max(64, r.Dx(), r.Dy())
		b.small = gg.NewContext(side, side)
		b.small.SetColor(color.White)
	}
	trace(b.small, lines, r.Min)
	b.small.Fill()
	plane := b.small.Image().(*image.RGBA)
	g.mask = image.NewAlpha(r)
	for y := range r.Dy() {
		row := plane.Pix[plane.PixOffset(0, y):plane.PixOffset(r.Dx(), y)]
		for x := range r.Dx() {
			g.mask.Pix[y*g.mask.Stride+x] = row[4*x+3]
		}
		clear(row)
	}
	return g
}

// outline is the shape of a glyph at a size in vg points, its origin at pt.
func outline(f *sfnt.Font, index sfnt.GlyphIndex, size float64, m matrix, pt vg.Point) []line {
	em := float64(f.UnitsPerEm())
	var out []line
	var hull []point
	for _, s := range typeset.Outline(f, index) {
		to := func(i int) point {
			return m.apply(vg.Point{
				X: pt.X + vg.Length(float64(s.Args[i].X)/64*size/em),
				Y: pt.Y - vg.Length(float64(s.Args[i].Y)/64*size/em),
			})
		}
		n := 0
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			out = append(out, line{at: []point{to(0)}, closed: true})
			continue
		case sfnt.SegmentOpLineTo:
			n = 1
		case sfnt.SegmentOpQuadTo:
			n = 2
		case sfnt.SegmentOpCubeTo:
			n = 3
		}
		cur := &out[len(out)-1]
		hull = append(hull[:0], cur.at[len(cur.at)-1])
		for i := range n {
			hull = append(hull, to(i))
		}
		if n == 1 {
			cur.at = append(cur.at, hull[1])
		} else {
			cur.at = appendBezier(cur.at, hull)
		}
	}
	return out
}
