package raster_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

var black = color.RGBA{A: 255}
var white = color.RGBA{255, 255, 255, 255}

// anywhere is a coordinate of up to 40 design pixels, on no half pixel of any
// scale here: there rounding decides.
var anywhere = rapid.Map(rapid.IntRange(0, 40*16-1), func(i int) float64 { return float64(i)/16 + 1./64 })

// inked are the rows of pixels that a span of design pixels fills: those whose
// middle lies in it.
func inked(from, to, scale float64, n int) (out []bool) {
	for i := range n {
		middle := (float64(i) + 0.5) / scale
		out = append(out, min(from, to) < middle && middle < max(from, to))
	}
	return out
}

// An upright rectangle is whole pixels: those whose middle it covers.
func TestRandomRectangles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := float64(rapid.IntRange(1, 3).Draw(t, "scale"))
		x0, y0 := anywhere.Draw(t, "x0"), anywhere.Draw(t, "y0")
		x1, y1 := anywhere.Draw(t, "x1"), anywhere.Draw(t, "y1")
		m := draw(t, image.Pt(40, 40), scale, func(c vg.Canvas) {
			c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(x0), Y: vg.Length(y0)}, Max: vg.Point{X: vg.Length(x1), Y: vg.Length(y1)}}.Path())
		})
		cols, rows := inked(x0, x1, scale, m.Rect.Dx()), inked(40-y0, 40-y1, scale, m.Rect.Dy())
		for y := range rows {
			for x := range cols {
				want := white
				if cols[x] && rows[y] {
					want = black
				}
				if got := m.RGBAAt(x, y); got != want {
					t.Fatalf("pixel %d,%d is %v, want %v", x, y, got, want)
				}
			}
		}
	})
}

// A hairline is as many rows of pixels as the scale says, none of them gray,
// and its middle lies within half a pixel of where it should.
func TestRandomHairlines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.IntRange(1, 3).Draw(t, "scale")
		at := 5 + anywhere.Draw(t, "at")*3/4
		from, to := anywhere.Draw(t, "from"), anywhere.Draw(t, "to")
		upright := rapid.Bool().Draw(t, "upright")
		m := draw(t, image.Pt(40, 40), float64(scale), func(c vg.Canvas) {
			p, q := vg.Point{X: vg.Length(from), Y: vg.Length(at)}, vg.Point{X: vg.Length(to), Y: vg.Length(at)}
			if upright {
				p, q = vg.Point{X: p.Y, Y: 40 - p.X}, vg.Point{X: q.Y, Y: 40 - q.X}
			}
			c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p}, {Type: vg.LineComp, Pos: q}})
		})
		long := 0
		for _, in := range inked(from, to, float64(scale), 40*scale) {
			if in {
				long++
			}
		}
		seen := colors(m)
		if want := long * scale; seen[black] != want || len(seen) > 2 {
			t.Fatalf("%d black pixels among %v, want %d in %d rows", seen[black], seen, want, scale)
		}
		if long == 0 {
			return
		}
		var box image.Rectangle
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				if m.RGBAAt(x, y) == black {
					box = box.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		middle, want := float64(box.Min.Y+box.Max.Y)/2, (40-at)*float64(scale)
		if upright {
			middle, want = float64(box.Min.X+box.Max.X)/2, at*float64(scale)
		}
		if math.Abs(middle-want) > 0.5+1./64 {
			t.Fatalf("the line lies at %v, want %v", middle, want)
		}
	})
}

// The cells of an image meet: every pixel in its rectangle has the colour of
// the cell that its middle lies in, and none shows what is below.
func TestRandomImagesHaveNoSeams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]float64{1, 2, 3, 1.5}).Draw(t, "scale")
		cols, rows := rapid.IntRange(1, 12).Draw(t, "cols"), rapid.IntRange(1, 12).Draw(t, "rows")
		src := image.NewNRGBA(image.Rect(3, 5, 3+cols, 5+rows)) // an image need not begin at 0,0
		for y := range rows {
			for x := range cols {
				src.SetNRGBA(3+x, 5+y, color.NRGBA{uint8(x), uint8(y), 77, 255})
			}
		}
		x0, y0 := anywhere.Draw(t, "x"), anywhere.Draw(t, "y")
		x1, y1 := x0+anywhere.Draw(t, "wide")/2, y0+anywhere.Draw(t, "high")/2
		m := draw(t, image.Pt(60, 60), scale, func(c vg.Canvas) {
			c.DrawImage(vg.Rectangle{Min: vg.Point{X: vg.Length(x0), Y: vg.Length(y0)}, Max: vg.Point{X: vg.Length(x1), Y: vg.Length(y1)}}, src)
		})
		// cell is which of n cells between two edges a pixel's middle lies in;
		// ok is false near the border of two, where rounding decides.
		cell := func(pixel int, from, to float64, n int) (i int, ok bool) {
			u := ((float64(pixel)+0.5)/scale - from) / (to - from) * float64(n)
			slack := float64(n) / (to - from) / scale / 32
			return int(math.Floor(u)), math.Abs(u-math.Round(u)) > slack
		}
		for py := range m.Rect.Dy() {
			for px := range m.Rect.Dx() {
				x, okX := cell(px, x0, x1, cols)
				y, okY := cell(py, 60-y1, 60-y0, rows)
				if !okX || !okY {
					continue
				}
				want := white
				if x >= 0 && x < cols && y >= 0 && y < rows {
					want = color.RGBA{uint8(x), uint8(y), 77, 255}
				}
				if got := m.RGBAAt(px, py); got != want {
					t.Fatalf("pixel %d,%d is %v, want %v", px, py, got, want)
				}
			}
		}
	})
}

// A translucent image lies on the paper as evenly as an opaque one.
func TestTranslucentImage(t *testing.T) {
	src := image.NewUniform(color.NRGBA{0, 0, 0, 100})
	m := draw(t, image.Pt(40, 40), 1.5, func(c vg.Canvas) {
		c.DrawImage(vg.Rectangle{Min: vg.Point{X: 3.3, Y: 4.4}, Max: vg.Point{X: 31.7, Y: 33.1}}, cropped{src, image.Rect(0, 0, 7, 11)})
	})
	if seen := colors(m); len(seen) != 2 {
		t.Errorf("paper and a gray area have the colours %v", seen)
	}
}

type cropped struct {
	image.Image
	bounds image.Rectangle
}

func (c cropped) Bounds() image.Rectangle { return c.bounds }

// glyphAt is what "e" looks like when it is written at x: the columns of ink,
// and where they begin.
func glyphAt(t *testing.T, x float64) (*image.RGBA, int) {
	m := draw(t, image.Pt(60, 30), 1, func(c vg.Canvas) {
		c.FillString(face(14), vg.Point{X: vg.Length(x), Y: 8}, "e")
	})
	var box image.Rectangle
	for y := range m.Rect.Dy() {
		for px := range m.Rect.Dx() {
			if m.RGBAAt(px, y) != white {
				box = box.Union(image.Rect(px, y, px+1, y+1))
			}
		}
	}
	out := image.NewRGBA(image.Rectangle{Max: box.Size()})
	for y := range box.Dy() {
		copy(out.Pix[y*out.Stride:], m.Pix[m.PixOffset(box.Min.X, box.Min.Y+y):][:out.Stride])
	}
	return out, box.Min.X
}

// The same letter is the same picture wherever it stands, but for quarters of
// a pixel.
func TestLettersRepeat(t *testing.T) {
	pictures := make(map[string]bool)
	for i := range 64 {
		x := 5 + (float64(i)+0.5)/64
		e, at := glyphAt(t, x)
		further, there := glyphAt(t, x+20)
		if there-at != 20 || same(further, e) != nil {
			t.Fatalf("an e at %v and one at %v differ", x, x+20)
		}
		pictures[string(e.Pix)] = true
	}
	if len(pictures) != 4 {
		t.Errorf("an e has %d pictures, want one for each quarter of a pixel", len(pictures))
	}
}

// A text is its letters, each drawn where it stands: digits a fixed step
// apart, and the V of AV close to the A.
func TestLettersOfAText(t *testing.T) {
	const x, y = 5.125, 8
	write := func(text string, at float64) func(vg.Canvas) {
		return func(c vg.Canvas) { c.FillString(face(14), vg.Point{X: vg.Length(at), Y: y}, text) }
	}
	digit := 14 * 1139. / 2048 // the advance of every digit in Liberation Sans
	together := draw(t, image.Pt(80, 30), 1, write("11710", x))
	apart := draw(t, image.Pt(80, 30), 1, func(c vg.Canvas) {
		for i, d := range "11710" {
			write(string(d), x+float64(i)*digit)(c)
		}
	})
	if err := same(together, apart); err != nil {
		t.Errorf("a number is not its digits in a row: %v", err)
	}
	kerned, loose := draw(t, image.Pt(80, 30), 1, write("AV", x)), draw(t, image.Pt(80, 30), 1, func(c vg.Canvas) {
		write("A", x)(c)
		write("V", x+14*1366./2048)(c)
	})
	right := func(m *image.RGBA) (last int) {
		for y := range m.Rect.Dy() {
			for px := range m.Rect.Dx() {
				if m.RGBAAt(px, y) != white {
					last = max(last, px)
				}
			}
		}
		return last
	}
	if right(kerned) >= right(loose) {
		t.Errorf("AV ends at %d, as wide as its letters", right(kerned))
	}
}

// A circle line is as wide where it begins and ends as it is on the other side.
func TestRingHasNoSeam(t *testing.T) {
	for _, scale := range []float64{1, 2, 3} {
		m := draw(t, image.Pt(24, 24), scale, func(c vg.Canvas) {
			var p vg.Path
			p.Move(vg.Point{X: 19.2, Y: 12})
			p.Arc(vg.Point{X: 12, Y: 12}, 7.2, 0, 2*math.Pi)
			p.Close()
			c.SetLineWidth(1.5)
			c.Stroke(p)
		})
		size := m.Rect.Dx()
		ink := func(x, y int) int { return 255 - int(m.RGBAAt(x, y).R) }
		for y := size/2 - int(scale); y < size/2+int(scale); y++ {
			left, right := 0, 0
			for x := range size / 2 {
				left, right = left+ink(x, y), right+ink(size-1-x, y)
			}
			if d := right - left; d < -60 || d > 60 { // a level: the circle is a polygon
				t.Errorf("scale %v: row %d has %d more ink on the right", scale, y, d)
			}
		}
	}
}
