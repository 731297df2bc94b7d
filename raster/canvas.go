package raster

import (
	"image"
	"image/color"
	"math"

	"github.com/fogleman/gg"
	"gonum.org/v1/plot/vg"
)

// canvas is a vg.Canvas that draws on pixels and remembers which it touched.
//
// A shape is rasterised by gg into a coverage plane, and the coverage is
// brought down to a few levels before it is painted: at the size of a pixel six
// look like 256, and a film of few colours fits a GIF's palette exactly.
//
// Hairlines (up to 1¼ points) that are horizontal or vertical, and upright
// rectangles, are moved onto whole pixels, so that axes, cells and bars are
// crisp at every scale.
type canvas struct {
	dst     *image.RGBA
	touched *tiles   // where something was painted
	stencil *stencil // what notes down all that would be painted; nil: it is painted
	brush   *brush
	state
	stack []state
	home  state // in which every layer starts
}

type state struct {
	m      matrix
	width  float64
	dash   []float64
	offset float64
	ink    color.NRGBA
}

// brush is what canvases of one goroutine share: gg's rasteriser with its
// plane of coverage, and the glyphs drawn so far.
type brush struct {
	gg     *gg.Context
	plane  *image.RGBA // in the coordinates of the picture
	small  *gg.Context // for glyphs, as large as the largest so far
	glyphs map[glyphKey]*glyph
	level  [256]uint8
	flattener
}

// spill is the width of the plane's border at the top and at the left. The
// rasteriser below gg rounds negative coordinates towards zero, so that what
// lies just outside the plane shows in its first row and column: here they are
// never painted.
const spill = 2

func newBrush(size image.Point, levels int) *brush {
	border := image.Pt(spill, spill)
	own := image.NewRGBA(image.Rectangle{Max: size.Add(border)})
	b := &brush{
		plane:  &image.RGBA{Pix: own.Pix, Stride: own.Stride, Rect: own.Rect.Sub(border)},
		glyphs: make(map[glyphKey]*glyph),
	}
	b.gg = gg.NewContextForRGBA(own)
	b.gg.SetColor(color.White)
	for a := range b.level {
		step := float64(levels - 1)
		b.level[a] = uint8(math.Round(math.Round(float64(a)*step/255) * 255 / step))
	}
	return b
}

// newCanvas draws on dst as if each vg point were scale pixels.
func newCanvas(dst *image.RGBA, scale float64, b *brush) *canvas {
	h := float64(dst.Rect.Dy())
	home := state{m: matrix{a: scale, d: -scale, f: h}, width: 1, ink: color.NRGBA{A: 255}}
	return &canvas{dst: dst, touched: newTiles(dst.Rect.Size()), brush: b, state: home, home: home}
}

func (c *canvas) SetLineWidth(w vg.Length) { c.width = float64(w) }

func (c *canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.dash = nil
	for _, d := range pattern {
		c.dash = append(c.dash, float64(d))
	}
	c.offset = float64(offset)
}

func (c *canvas) SetColor(col color.Color) {
	if col == nil {
		col = color.Black
	}
	c.ink = color.NRGBAModel.Convert(col).(color.NRGBA)
}

func (c *canvas) Rotate(rad float64) {
	s, k := math.Sincos(rad)
	c.m = c.m.after(matrix{a: k, b: s, c: -s, d: k})
}

func (c *canvas) Translate(p vg.Point) {
	c.m = c.m.after(matrix{a: 1, d: 1, e: float64(p.X), f: float64(p.Y)})
}

func (c *canvas) Scale(x, y float64) { c.m = c.m.after(matrix{a: x, d: y}) }

func (c *canvas) Push() { c.stack = append(c.stack, c.state) }

func (c *canvas) Pop() {
	last := len(c.stack) - 1
	c.state, c.stack = c.stack[last], c.stack[:last]
}

func (c *canvas) Fill(p vg.Path) {
	lines := c.brush.flatten(c.m, p)
	if r, ok := upright(lines); ok {
		c.fillRect(r)
		return
	}
	if c.visible(lines, 0) {
		c.brush.gg.Fill()
		c.paint(c.bounds(lines, 0))
	}
}

func (c *canvas) Stroke(p vg.Path) {
	zoom := c.m.zoom()
	width := c.width * zoom
	if width <= 0 {
		return
	}
	lines := c.brush.flatten(c.m, p)
	if c.width <= 1.25 {
		if r, ok := c.hairline(lines, width); ok {
			c.fillRect(r)
			return
		}
	}
	g := c.brush.gg
	if len(c.dash) > 0 {
		pattern := make([]float64, 0, 2*len(c.dash))
		for _, d := range c.dash {
			pattern = append(pattern, d*zoom)
		}
		if len(pattern)%2 == 1 {
			pattern = append(pattern, pattern...)
		}
		lines = dash(lines, pattern, c.offset*zoom)
		g.SetLineCapButt()
	} else if seamless(lines) {
		g.SetLineCapButt()
	} else {
		g.SetLineCapRound()
	}
	g.SetLineWidth(snap(width))
	if c.visible(lines, width/2) {
		g.Stroke()
		c.paintAlong(lines, width/2)
	}
}

// paintAlong paints what gg has drawn of lines of half-width w, in short pieces: the rectangle around a long line is mostly
// empty. What is painted is wiped, so nothing is painted twice.
func (c *canvas) paintAlong(lines []line, w float64) {
	const long, most = 32, 1 << 10
	for _, l := range lines {
		at := l.at
		if l.closed {
			at = append(at[:len(at):len(at)], at[0])
		}
		h := nowhere
		h.add(at[0])
		for i := 1; i < len(at); i++ {
			p, q := at[i-1], at[i]
			n := math.Ceil(min(max(math.Abs(q.x-p.x), math.Abs(q.y-p.y))/long, most))
			for k := 1.0; k <= n; k++ {
				end := between(p, q, k/n)
				h.add(end)
				if h.x1-h.x0 > long || h.y1-h.y0 > long {
					c.paint(h.pixels(w).Intersect(c.brush.plane.Rect))
					h = nowhere
					h.add(end)
				}
			}
			h.add(q)
		}
		c.paint(h.pixels(w).Intersect(c.brush.plane.Rect))
	}
}

// hairline is the pixels of a thin solid line between two points of one row
// or column.
func (c *canvas) hairline(lines []line, width float64) (image.Rectangle, bool) {
	if len(c.dash) > 0 || len(lines) != 1 || len(lines[0].at) != 2 {
		return image.Rectangle{}, false
	}
	p, q := lines[0].at[0], lines[0].at[1]
	w := max(1, int(math.Floor(width+0.5)))
	across := func(v float64) int { return int(math.Floor(snap(v) - float64(w)/2 + 0.5)) }
	along := func(v, u float64) (int, int) { return pixel(min(v, u)), pixel(max(v, u)) }
	switch {
	case snap(p.y) == snap(q.y):
		x0, x1 := along(p.x, q.x)
		return image.Rect(x0, across(p.y), x1, across(p.y)+w), true
	case snap(p.x) == snap(q.x):
		y0, y1 := along(p.y, q.y)
		return image.Rect(across(p.x), y0, across(p.x)+w, y1), true
	}
	return image.Rectangle{}, false
}

// upright recognises a single rectangle whose sides are rows and columns, and
// gives the whole pixels it stands for.
func upright(lines []line) (image.Rectangle, bool) {
	if len(lines) == 0 || len(lines) > 2 || len(lines[0].at) < 4 || len(lines[0].at) > 5 ||
		(len(lines) == 2 && len(lines[1].at) > 1) {
		return image.Rectangle{}, false
	}
	var at [5]point
	for i, p := range lines[0].at {
		at[i] = point{snap(p.x), snap(p.y)}
	}
	if len(lines[0].at) == 5 && at[4] != at[0] {
		return image.Rectangle{}, false
	}
	a, b, c, d := at[0], at[1], at[2], at[3]
	if (a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y) ||
		(a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x) {
		return image.Rect(pixel(a.x), pixel(a.y), pixel(c.x), pixel(c.y)), true
	}
	return image.Rectangle{}, false
}

// pixel is the boundary between two pixels that is nearest to v.
func pixel(v float64) int { return int(math.Floor(snap(v) + 0.5)) }

// bounds is the part of the picture that lines of half-width w can touch.
func (c *canvas) bounds(lines []line, w float64) image.Rectangle {
	return extent(lines, w).Intersect(c.brush.plane.Rect)
}

// visible hands lines to gg, unless none of them can be seen.
func (c *canvas) visible(lines []line, w float64) bool {
	if c.ink.A == 0 || !c.bounds(lines, w).Overlaps(c.dst.Rect) {
		return false
	}
	trace(c.brush.gg, lines, c.brush.plane.Rect.Min)
	return true
}

// trace hands lines to gg on the 1/64 px grid, with the given pixel as origin.
func trace(g *gg.Context, lines []line, origin image.Point) {
	ox, oy := float64(origin.X), float64(origin.Y)
	for _, l := range lines {
		for i, p := range l.at {
			if x, y := snap(p.x)-ox, snap(p.y)-oy; i == 0 {
				g.MoveTo(x, y)
			} else {
				g.LineTo(x, y)
			}
		}
		if l.closed {
			g.ClosePath()
		}
	}
}

// paint lays the ink on the picture where the plane is covered, and wipes the
// plane. All that gg has touched lies in r.
func (c *canvas) paint(r image.Rectangle) {
	plane := c.brush.plane
	seen := r.Intersect(c.dst.Rect)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		cover := plane.Pix[plane.PixOffset(seen.Min.X, y):plane.PixOffset(seen.Max.X, y)]
		c.lay(seen.Min.X, y, cover[3:], 4, len(cover)/4)
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clear(plane.Pix[plane.PixOffset(r.Min.X, y):plane.PixOffset(r.Max.X, y)])
	}
}

// lay puts the ink on n pixels of row y from x on, as far as each is covered.
// The coverages lie apart by step.
func (c *canvas) lay(x, y int, cover []uint8, step, n int) {
	if c.stencil != nil {
		c.stencil.add(x, y, cover, step, n, c.ink)
		return
	}
	at := c.dst.PixOffset(x, y)
	touched := c.touched.open(y)
	for i := range n {
		if a := cover[i*step]; a != 0 {
			touched[(x+i)>>tileBits] = true
			c.blend(c.dst.Pix[at+4*i:at+4*i+4:at+4*i+4], a)
		}
	}
}

func (c *canvas) blend(under []uint8, coverage uint8) {
	a := uint32(c.brush.level[coverage])
	if a == 255 && c.ink.A == 255 {
		under[0], under[1], under[2], under[3] = c.ink.R, c.ink.G, c.ink.B, 255
		return
	}
	if c.ink.A != 255 {
		a = (a*uint32(c.ink.A) + 127) / 255
	}
	mix := func(under, ink uint8) uint8 {
		return uint8((uint32(under)*(255-a) + uint32(ink)*a + 127) / 255)
	}
	under[0] = mix(under[0], c.ink.R)
	under[1] = mix(under[1], c.ink.G)
	under[2] = mix(under[2], c.ink.B)
	under[3] = 255
}

func (c *canvas) fillRect(r image.Rectangle) {
	r = r.Intersect(c.dst.Rect)
	if r.Empty() || c.ink.A == 0 {
		return
	}
	if c.stencil != nil {
		c.stencil.fill(r, c.ink)
		return
	}
	c.touched.mark(r)
	first := c.dst.Pix[c.dst.PixOffset(r.Min.X, r.Min.Y):c.dst.PixOffset(r.Max.X, r.Min.Y)]
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.dst.Pix[c.dst.PixOffset(r.Min.X, y):c.dst.PixOffset(r.Max.X, y)]
		if c.ink.A == 255 && y > r.Min.Y {
			copy(row, first)
			continue
		}
		for i := 0; i < len(row); i += 4 {
			c.blend(row[i:i+4:i+4], 255)
		}
	}
}

// DrawImage shows img as crisp cells: every pixel of it becomes a rectangle
// of whole pixels. The canvas must not be turned.
func (c *canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	p, q := c.m.apply(rect.Min), c.m.apply(rect.Max)
	left, right := min(p.x, q.x), max(p.x, q.x)
	top, bottom := min(p.y, q.y), max(p.y, q.y)
	b := img.Bounds()
	edge := func(from, to float64, i, n int) int {
		return pixel(from + float64((to-from)*float64(i))/float64(n))
	}
	c.Push()
	defer c.Pop()
	for y := range b.Dy() {
		y0, y1 := edge(top, bottom, y, b.Dy()), edge(top, bottom, y+1, b.Dy())
		for x := range b.Dx() {
			c.SetColor(img.At(b.Min.X+x, b.Min.Y+y))
			c.fillRect(image.Rect(edge(left, right, x, b.Dx()), y0, edge(left, right, x+1, b.Dx()), y1))
		}
	}
}

// restart forgets what a layer left of colours, widths and transforms, but not
// what it painted: a layer starts from the same state in whatever order, and
// however often, layers are drawn.
func (c *canvas) restart() {
	c.state, c.stack = c.home, nil
}
