package raster_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"
	"time"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/film"
	"flipbook/internal/golden"
	"flipbook/raster"
)

var fonts = font.NewCache(liberation.Collection())

func face(size float64) font.Face {
	return fonts.Lookup(font.Font{Typeface: "Liberation", Variant: "Sans"}, font.Length(size))
}

// A mark is something that is drawn, and in words.
type mark struct {
	words string
	draw  func(vg.Canvas)
}

func (m mark) String() string { return m.words }

// anyMark is a random mark, somewhere on a canvas or a little outside. Some
// set no colour or width of their own, and some leave behind what they set:
// neither may be seen in another frame's picture.
func anyMark(t *rapid.T, size image.Point) mark {
	x := rapid.Map(rapid.IntRange(-16*8, 16*(size.X+8)), func(i int) vg.Length { return vg.Length(i) / 16 })
	y := rapid.Map(rapid.IntRange(-16*8, 16*(size.Y+8)), func(i int) vg.Length { return vg.Length(i) / 16 })
	point := rapid.Custom(func(t *rapid.T) vg.Point { return vg.Point{X: x.Draw(t, "x"), Y: y.Draw(t, "y")} })
	ink := rapid.SampledFrom([]color.Color{
		color.Black, color.White, color.NRGBA{200, 40, 0, 255}, color.NRGBA{0, 90, 180, 255},
		color.NRGBA{0, 120, 60, 128}, color.NRGBA{90, 0, 90, 10}, color.NRGBA{1, 2, 3, 0}, nil,
	}).Draw(t, "ink")
	width := vg.Length(rapid.SampledFrom([]float64{0, 0.5, 1, 1.25, 1.5, 2, 5}).Draw(t, "width"))
	from, to := point.Draw(t, "from"), point.Draw(t, "to")
	radius := vg.Length(rapid.IntRange(1, 20).Draw(t, "radius"))
	angle := rapid.Float64Range(-7, 7).Draw(t, "angle")
	line := vg.Path{{Type: vg.MoveComp, Pos: from}, {Type: vg.LineComp, Pos: to}}
	arc := vg.Path{}
	arc.Move(from)
	arc.Arc(from, radius, angle, angle*2)
	arc.Close()

	shapes := map[string]func(vg.Canvas){
		"line": func(c vg.Canvas) { c.Stroke(line) },
		"hairline": func(c vg.Canvas) {
			c.SetLineWidth(1)
			c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: from}, {Type: vg.LineComp, Pos: vg.Point{X: to.X, Y: from.Y}}})
		},
		"dashes": func(c vg.Canvas) {
			c.SetLineDash([]vg.Length{3, radius / 4}, 1)
			c.Stroke(line)
		},
		"rectangle": func(c vg.Canvas) { c.Fill(vg.Rectangle{Min: from, Max: to}.Path()) },
		"arc":       func(c vg.Canvas) { c.Fill(arc) },
		"ring":      func(c vg.Canvas) { c.Stroke(arc) },
		"curve": func(c vg.Canvas) {
			p := vg.Path{{Type: vg.MoveComp, Pos: from}}
			p.CubeTo(vg.Point{X: to.X, Y: from.Y}, vg.Point{X: from.X, Y: to.Y}, to)
			c.Fill(p)
		},
		"text": func(c vg.Canvas) { c.FillString(face(float64(radius)), from, "Ay 01") },
		"turned": func(c vg.Canvas) {
			c.Translate(from)
			c.Rotate(angle)
			c.Scale(1.5, 1.5)
			c.FillString(face(float64(radius)), vg.Point{}, "Ay")
			c.Stroke(vg.Path{{Type: vg.MoveComp}, {Type: vg.LineComp, Pos: vg.Point{X: radius, Y: 1}}})
		},
		"image": func(c vg.Canvas) {
			m := image.NewNRGBA(image.Rect(0, 0, 3, 2))
			for i := range m.Pix {
				m.Pix[i] = uint8(i * 41)
			}
			c.DrawImage(vg.Rectangle{Min: from, Max: to}, m)
		},
	}
	name := rapid.SampledFrom([]string{"line", "hairline", "dashes", "rectangle", "arc", "ring", "curve", "text", "turned", "image"}).Draw(t, "shape")
	shape := shapes[name]
	manners := rapid.IntRange(0, 3).Draw(t, "manners")
	words := fmt.Sprintf("%s from %v to %v, radius %v, angle %v, width %v, ink %v, manners %d", name, from, to, radius, angle, width, ink, manners)
	return mark{words, func(c vg.Canvas) {
		switch manners {
		case 0: // careful
			c.Push()
			defer c.Pop()
		case 1: // nothing is set, little is left behind
			shape(c)
			return
		} // else careless
		c.SetColor(ink)
		c.SetLineWidth(width)
		shape(c)
	}}
}

// anyFilm is a film of random marks in all layers.
func anyFilm(t *rapid.T) *film.Film {
	size := image.Pt(rapid.IntRange(1, 60).Draw(t, "wide"), rapid.IntRange(1, 50).Draw(t, "high"))
	n := rapid.IntRange(1, 20).Draw(t, "frames")
	marks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) mark { return anyMark(t, size) }), 0, 3)
	layer := func(name string, n int) (out [][]mark) {
		if rapid.IntRange(0, 3).Draw(t, "no "+name) == 0 {
			return nil
		}
		for range n {
			out = append(out, marks.Draw(t, name))
		}
		return out
	}
	draw := func(marks []mark) func(vg.Canvas) {
		return func(c vg.Canvas) {
			for _, m := range marks {
				m.draw(c)
			}
		}
	}
	f := &film.Film{Size: size, Len: n, Hold: film.Steady(50*time.Millisecond, n), Alt: "random marks"}
	back := marks.Draw(t, "backdrop")
	f.Backdrop = func(c vg.Canvas) {
		c.SetColor(color.NRGBA{250, 250, 240, 255})
		c.Fill(vg.Rectangle{Max: vg.Point{X: vg.Length(size.X), Y: vg.Length(size.Y)}}.Path())
		draw(back)(c)
	}
	if trail := layer("trail", n); trail != nil {
		f.Trail = func(c vg.Canvas, i int) { draw(trail[i])(c) }
	}
	if front := layer("front", 1); front != nil {
		f.Front = draw(front[0])
	}
	if live := layer("live", n); live != nil {
		f.Live = func(c vg.Canvas, i int) { draw(live[i])(c) }
	}
	return f
}

// anyShots are some of the frames of a film, in order, some more than once.
func anyShots(t *rapid.T, f *film.Film) []film.Shot {
	var shots []film.Shot
	for i := range f.Len {
		for range rapid.SampledFrom([]int{0, 1, 1, 1, 2}).Draw(t, "times") {
			shots = append(shots, film.Shot{Frame: i, Hold: f.Hold(i)})
		}
	}
	return shots
}

func play(t interface{ Fatal(...any) }, f *film.Film, shots []film.Shot, o raster.Options) (frames []raster.Frame) {
	for fr, err := range raster.Play(context.Background(), f, shots, o) {
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, fr)
	}
	return frames
}

// A frame made from the one before is the frame drawn from nothing, and the
// delta between two is what a comparison of all their pixels finds.
func TestRandomFilms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFilm(t)
		shots := anyShots(t, f)
		o := raster.Options{
			Scale:  rapid.SampledFrom([]float64{0, 1, 2, 1.5}).Draw(t, "scale"),
			Levels: rapid.SampledFrom([]int{0, 2, 16, 256}).Draw(t, "levels"),
		}
		frames := play(t, f, shots, o)
		if len(frames) != len(shots) {
			t.Fatalf("%d frames of %d shots", len(frames), len(shots))
		}
		var before *image.RGBA
		for i, fr := range frames {
			if fr.Shot != shots[i] {
				t.Fatalf("frame %d shows %v, want %v", i, fr.Shot, shots[i])
			}
			still, err := raster.Still(f, fr.Frame, o)
			if err != nil {
				t.Fatal(err)
			}
			if err := same(picture(fr.Delta), delta(before, still)); err != nil {
				t.Fatalf("shot %d, of frame %d: %v", i, fr.Frame, err)
			}
			before = still
		}
		for _, jobs := range []int{2, 3, 8} {
			o.Jobs = jobs
			for i, fr := range play(t, f, shots, o) {
				if fr.Shot != frames[i].Shot {
					t.Fatalf("%d jobs: frame %d shows %v, want %v", jobs, i, fr.Shot, frames[i].Shot)
				}
				if err := same(picture(fr.Delta), picture(frames[i].Delta)); err != nil {
					t.Fatalf("%d jobs: shot %d, of frame %d: %v", jobs, i, fr.Frame, err)
				}
			}
		}
	})
}

// delta is what changes from a picture to the next, pixel by pixel: the
// smallest rectangle around all that differs, transparent where nothing does,
// but for gaps of up to three pixels.
func delta(before, after *image.RGBA) *image.RGBA {
	if before == nil {
		return after
	}
	var r image.Rectangle
	for y := range after.Rect.Dy() {
		for x := range after.Rect.Dx() {
			if before.RGBAAt(x, y) != after.RGBAAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		return nil
	}
	d := image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		last := r.Min.X - 10
		for x := r.Min.X; x < r.Max.X; x++ {
			if after.RGBAAt(x, y) == before.RGBAAt(x, y) {
				continue
			}
			from := x
			if x-last <= 4 {
				from = last
			}
			for ; from <= x; from++ {
				d.SetRGBA(from, y, after.RGBAAt(from, y))
			}
			last = x
		}
	}
	return d
}

// picture is a delta as an image, transparent where nothing changes.
func picture(d *raster.Delta) *image.RGBA {
	if d == nil {
		return nil
	}
	m := image.NewRGBA(d.Rect)
	d.Draw(m)
	return m
}

func same(got, want *image.RGBA) error {
	switch {
	case got == nil && want == nil:
		return nil
	case got == nil:
		return fmt.Errorf("nothing changes, want %v", want.Rect)
	case want == nil:
		return fmt.Errorf("%v changes, want nothing", got.Rect)
	case got.Rect != want.Rect:
		return fmt.Errorf("%v changes, want %v", got.Rect, want.Rect)
	case bytes.Equal(got.Pix, want.Pix):
		return nil
	}
	for y := got.Rect.Min.Y; y < got.Rect.Max.Y; y++ {
		for x := got.Rect.Min.X; x < got.Rect.Max.X; x++ {
			if g, w := got.RGBAAt(x, y), want.RGBAAt(x, y); g != w {
				return fmt.Errorf("in %v, pixel %d,%d becomes %v, want %v", got.Rect, x, y, g, w)
			}
		}
	}
	return fmt.Errorf("strides %d and %d", got.Stride, want.Stride)
}

// The edge of a picture is the edge of a window: what is seen of a mark does
// not depend on what of it lies outside. (A last bit may move a point by 1/64
// of a pixel, and shades with it, most of all where a wide line bends tightly.)
func TestRandomEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const far = 40
		size := image.Pt(rapid.IntRange(1, 40).Draw(t, "wide"), rapid.IntRange(1, 40).Draw(t, "high"))
		m := anyMark(t, size)
		scale := rapid.SampledFrom([]float64{1, 2}).Draw(t, "scale")
		o := raster.Options{Scale: scale, Levels: 256}
		small, err := raster.Still(alone(size, m.draw), 0, o)
		if err != nil {
			t.Fatal(err)
		}
		large, err := raster.Still(alone(size.Add(image.Pt(2*far, 2*far)), func(c vg.Canvas) {
			c.Translate(vg.Point{X: far, Y: far})
			m.draw(c)
		}), 0, o)
		if err != nil {
			t.Fatal(err)
		}
		window := large.SubImage(small.Rect.Add(image.Pt(far, far).Mul(int(scale))))
		if err := golden.Compare(small, window, 48); err != nil {
			t.Fatalf("%v: %v", m, err)
		}
	})
}

// Two long marks that cross change a cross of pixels; what lies over them in
// its corners must not be painted twice.
func TestFrontIsPaintedOnce(t *testing.T) {
	stroke := func(c vg.Canvas, x0, y0, x1, y1 vg.Length) {
		c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: x0, Y: y0}}, {Type: vg.LineComp, Pos: vg.Point{X: x1, Y: y1}}})
	}
	f := &film.Film{
		Size: image.Pt(100, 100), Len: 3, Hold: film.Steady(time.Second, 3), Alt: "a cross under a line",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}.Path())
		},
		Trail: func(c vg.Canvas, i int) {
			c.SetLineWidth(3)
			if i == 1 {
				stroke(c, 5, 50, 95, 50)
				stroke(c, 50, 5, 50, 95)
			}
		},
		Front: func(c vg.Canvas) {
			c.SetColor(color.NRGBA{200, 0, 0, 128})
			stroke(c, 3, 5, 93, 97)
		},
	}
	var shots []film.Shot
	for i := range f.Len {
		shots = append(shots, film.Shot{Frame: i, Hold: time.Second})
	}
	var before *image.RGBA
	for i, fr := range play(t, f, shots, raster.Options{}) {
		still, _ := raster.Still(f, i, raster.Options{})
		if err := same(picture(fr.Delta), delta(before, still)); err != nil {
			t.Errorf("frame %d: %v", i, err)
		}
		before = still
	}
}

// The pictures of any film stay within the levels of coverage that were asked
// for: between an ink and a ground there are no more shades than that.
func TestLevels(t *testing.T) {
	f := alone(image.Pt(60, 60), func(c vg.Canvas) {
		var p vg.Path
		p.Move(vg.Point{X: 55, Y: 30})
		p.Arc(vg.Point{X: 30, Y: 30}, 25, 0, 2*math.Pi)
		p.Close()
		c.Fill(p)
	})
	shades := func(levels int) int {
		m, err := raster.Still(f, 0, raster.Options{Levels: levels})
		if err != nil {
			t.Fatal(err)
		}
		return len(colors(m))
	}
	for _, levels := range []int{2, 3, 4, 8, 16, 256} {
		if got := shades(levels); got > levels {
			t.Errorf("%d levels: a disc has %d shades", levels, got)
		}
	}
	if shades(256) < 40 {
		t.Errorf("256 levels: a disc has %d shades only", shades(256))
	}
	if shades(0) > 16 {
		t.Errorf("the zero Options give a disc of %d shades, want at most 16", shades(0))
	}
}

// alone is a film of one frame: a mark on white.
func alone(size image.Point, m func(vg.Canvas)) *film.Film {
	return &film.Film{
		Size: size, Len: 1, Hold: film.Steady(time.Second, 1), Alt: "a mark",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: vg.Length(size.X), Y: vg.Length(size.Y)}}.Path())
		},
		Front: m,
	}
}

func draw(t interface{ Fatal(...any) }, size image.Point, scale float64, m func(vg.Canvas)) *image.RGBA {
	out, err := raster.Still(alone(size, m), 0, raster.Options{Scale: scale})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func colors(m *image.RGBA) map[color.RGBA]int {
	out := make(map[color.RGBA]int)
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			out[m.RGBAAt(x, y)]++
		}
	}
	return out
}
