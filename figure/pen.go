package figure

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// A Pen draws on a canvas in a theme.
type Pen struct {
	Canvas vg.Canvas
	Theme  Theme
}

// Pen is a pen on c in the stage's theme.
func (s Stage) Pen(c vg.Canvas) Pen { return Pen{c, s.Theme} }

// Text writes s with its baseline at a point. What stands between dollars is
// mathematics, see CheckText; with a mistake in it, s is written as it is.
func (p Pen) Text(at vg.Point, s string, t Type) {
	switch t.Align {
	case Center:
		at.X -= vg.Length(t.Width(s) / 2)
	case Right:
		at.X -= vg.Length(t.Width(s))
	}
	switch {
	case t.Color != nil:
		p.Canvas.SetColor(t.Color)
	case t.Muted:
		p.Canvas.SetColor(p.Theme.Muted)
	default:
		p.Canvas.SetColor(p.Theme.Ink)
	}
	if isRich(s) {
		p.rich(at, t.setting(s), t)
		return
	}
	p.Canvas.FillString(t.face(), at, s)
}

// Line draws a solid line through points.
func (p Pen) Line(c color.Color, width float64, points ...vg.Point) {
	if len(points) < 2 {
		return
	}
	p.Canvas.SetColor(c)
	p.Canvas.SetLineWidth(vg.Length(width))
	p.Canvas.SetLineDash(nil, 0)
	p.Canvas.Stroke(path(points))
}

// Dots draws a dotted line through points. The dots, of the given width, lie on
// whole design pixels: each is the same few pixels, crisp and small in a film.
func (p Pen) Dots(c color.Color, width float64, points ...vg.Point) {
	const apart = 7
	dotted(apart, points, func(at vg.Point) {
		at = vg.Point{X: whole(at.X), Y: whole(at.Y)}
		r := width / 2
		p.Rect(Box{vg.Rectangle{Min: at, Max: at}}.Inset(-r, -r, -r, -r), c)
	})
}

// dotted says where dots lie along a line, so far apart, from its first point.
func dotted(apart float64, line []vg.Point, dot func(vg.Point)) {
	first := 0.0 // how far along the segment its first dot lies
	for i := 1; i < len(line); i++ {
		from, d := line[i-1], line[i].Sub(line[i-1])
		length := math.Sqrt(float64(d.X*d.X) + float64(d.Y*d.Y))
		if length == 0 {
			continue
		}
		n := 0
		for ; first+float64(n)*apart <= length; n++ {
			t := vg.Length((first + float64(float64(n)*apart)) / length)
			dot(vg.Point{X: from.X + vg.Length(float64(d.X*t)), Y: from.Y + vg.Length(float64(d.Y*t))})
		}
		first += float64(n)*apart - length
	}
}

// whole is the nearest whole design pixel. Ties are moved to where the last
// bit of a coordinate does not decide.
func whole(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v) + 0.5 + 1.0/4096)) }

// Area fills the inside of a polygon.
func (p Pen) Area(c color.Color, points ...vg.Point) {
	if len(points) < 3 {
		return
	}
	outline := path(points)
	outline.Close()
	p.Canvas.SetColor(c)
	p.Canvas.Fill(outline)
}

// Rect fills a box, on whole pixels.
func (p Pen) Rect(b Box, c color.Color) {
	p.Canvas.SetColor(c)
	corners := path([]vg.Point{b.Min, {X: b.Max.X, Y: b.Min.Y}, b.Max, {X: b.Min.X, Y: b.Max.Y}})
	corners.Close()
	p.Canvas.Fill(corners)
}

// Frame draws a line around a box, outside it. It is made of lines, which are
// seen at any scale: a rectangle as thin may cover no pixel's middle.
func (p Pen) Frame(b Box, c color.Color, width float64) {
	o, m := b.Inset(-width, -width, -width, -width), b.Inset(-width/2, -width/2, -width/2, -width/2)
	if width > p.Theme.Hair {
		o = m // wide lines have round ends, which make the corners
	}
	for _, y := range []vg.Length{m.Min.Y, m.Max.Y} {
		p.Line(c, width, vg.Point{X: o.Min.X, Y: y}, vg.Point{X: o.Max.X, Y: y})
	}
	for _, x := range []vg.Length{m.Min.X, m.Max.X} {
		p.Line(c, width, vg.Point{X: x, Y: o.Min.Y}, vg.Point{X: x, Y: o.Max.Y})
	}
}

// Select puts a square of the given half side around a point, on whole pixels.
func (p Pen) Select(at vg.Point, half float64, c color.Color) {
	at = vg.Point{X: whole(at.X), Y: whole(at.Y)}
	p.Frame(Box{vg.Rectangle{Min: at, Max: at}}.Inset(-half, -half, -half, -half), c, 1)
}

// Disc fills a circle.
func (p Pen) Disc(at vg.Point, radius float64, c color.Color) {
	p.Canvas.SetColor(c)
	p.Canvas.Fill(circle(at, radius))
}

// Ring draws a circle line; its ground is filled with the ground colour unless
// that is nil.
func (p Pen) Ring(at vg.Point, radius, width float64, c, ground color.Color) {
	if ground != nil {
		p.Disc(at, radius, ground)
	}
	p.Canvas.SetColor(c)
	p.Canvas.SetLineWidth(vg.Length(width))
	p.Canvas.SetLineDash(nil, 0)
	p.Canvas.Stroke(circle(at, radius))
}

// Triangle fills a triangle with the area of a disc of that radius, point up.
func (p Pen) Triangle(at vg.Point, radius float64, c color.Color) {
	r := vg.Length(radius)
	const w, up, down = 1.347, 1.555, 0.7776 // equilateral, area π r²
	p.Area(c,
		vg.Point{X: at.X - vg.Length(w*r), Y: at.Y - vg.Length(down*r)},
		vg.Point{X: at.X + vg.Length(w*r), Y: at.Y - vg.Length(down*r)},
		vg.Point{X: at.X, Y: at.Y + vg.Length(up*r)})
}

// Labelled marks a point of one of two classes: label +1 is a triangle in Cool,
// and −1 a ring in Warm. Size 1 suits some dozens of points.
func (p Pen) Labelled(at vg.Point, label int, size float64) {
	if label > 0 {
		p.Triangle(at, 5.5*size, p.Theme.Cool)
	} else {
		p.Ring(at, 5*size, p.Theme.Line*size, p.Theme.Warm, p.Theme.Paper)
	}
}

// Arrow draws an arrow from one point to another; one that is too short to have
// a direction is left out.
func (p Pen) Arrow(c color.Color, width float64, from, to vg.Point) {
	d := to.Sub(from)
	long := math.Sqrt(float64(d.X*d.X) + float64(d.Y*d.Y))
	if long < 2 {
		return
	}
	head := min(4*width, long)
	u := d.Scale(vg.Length(1 / long))
	side := vg.Point{X: -u.Y, Y: u.X}.Scale(vg.Length(head / 2))
	neck := to.Sub(u.Scale(vg.Length(head)))
	p.Line(c, width, from, neck)
	p.Area(c, to, neck.Add(side), neck.Sub(side))
}

// Picture shows img in a box as crisp cells.
func (p Pen) Picture(b Box, img image.Image) { p.Canvas.DrawImage(b.Rectangle, img) }

func path(points []vg.Point) vg.Path {
	out := make(vg.Path, 0, len(points)+1) // and room to close it
	for i, q := range points {
		if i == 0 {
			out.Move(q)
		} else {
			out.Line(q)
		}
	}
	return out
}

func circle(at vg.Point, radius float64) vg.Path {
	out := make(vg.Path, 0, 3)
	out.Move(at.Add(vg.Point{X: vg.Length(radius)}))
	out.Arc(at, vg.Length(radius), 0, 2*math.Pi)
	out.Close()
	return out
}

// Cells is a bitmap of square cells, each of a whole number of design pixels.
type Cells struct {
	Cols, Rows int
	Corner     vg.Point // the top left
	Cell       float64  // the side of a cell in design pixels
}

// Cells places a bitmap of cols×rows at the top left of a box, as large as
// whole cells allow; tiny boxes get cells of one pixel.
func (b Box) Cells(cols, rows int) Cells {
	cell := math.Floor(min(b.Width()/float64(cols), b.Height()/float64(rows)))
	return Cells{cols, rows, b.TopLeft(), max(1, cell)}
}

// Box is the place of the whole bitmap.
func (g Cells) Box() Box {
	w, h := vg.Length(g.Cell*float64(g.Cols)), vg.Length(g.Cell*float64(g.Rows))
	return Box{vg.Rectangle{
		Min: vg.Point{X: g.Corner.X, Y: g.Corner.Y - h},
		Max: vg.Point{X: g.Corner.X + w, Y: g.Corner.Y},
	}}
}

// At is the place of cell i, counted along rows from the top left.
func (g Cells) At(i int) Box {
	x, y := i%g.Cols, i/g.Cols
	corner := g.Corner.Add(vg.Point{X: vg.Length(g.Cell * float64(x)), Y: -vg.Length(g.Cell * float64(y))})
	return Cells{1, 1, corner, g.Cell}.Box()
}

// Image is a picture of the bitmap, each cell in the colour that of gives it.
func (g Cells) Image(of func(i int) color.NRGBA) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, g.Cols, g.Rows))
	for i := range g.Cols * g.Rows {
		m.SetNRGBA(i%g.Cols, i/g.Cols, of(i))
	}
	return m
}
