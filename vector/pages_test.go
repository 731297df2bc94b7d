package vector_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
	"flipbook/scenes"
	"flipbook/vector"
)

// A still is a frame of a film, and what the raster makes of it.
type still struct {
	name  string
	film  *film.Film
	frame int
	title string
}

func (s still) drawing() vector.Drawing {
	return vector.Drawing{Size: s.film.Size, Draw: func(c vg.Canvas) { s.film.Still(c, s.frame) }}
}

func (s still) picture(t *testing.T) *image.RGBA {
	t.Helper()
	m, err := raster.Still(s.film, s.frame, raster.Options{Levels: 256})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// stills are the page of everything, the key frames of the scenes that other
// tests here know, the last of which is the poster, in all themes, and the last
// frames of the others.
var stills = sync.OnceValues(func() ([]still, error) {
	out := []still{{"everything", page(everything), 0, "Everything"}}
	digits, err := mnist.Sample()
	if err != nil {
		return nil, err
	}
	for _, e := range scenes.Catalogue() {
		scene, known := e.New(), slices.Contains([]string{"hopfield-recall", "monty-hall", "perceptron"}, e.Name)
		scenes.Quick(scene)
		for i, theme := range figure.Themes() {
			if i > 0 && !known {
				break
			}
			f, err := scene.Film(context.Background(), figure.Stage{Theme: theme, Digits: digits})
			if err != nil {
				return nil, err
			}
			keys := f.Keys
			if !known {
				keys = keys[len(keys)-1:]
			}
			for _, k := range keys {
				out = append(out, still{fmt.Sprintf("%s, %s, frame %d", e.Name, theme.Name, k.Frame), f, k.Frame, e.Title})
			}
		}
	}
	return out, nil
})

func allStills(t *testing.T) []still {
	t.Helper()
	all, err := stills()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// poster is the last frame of a scene with its default parameters.
func poster(t *testing.T, scene string) still {
	t.Helper()
	e, _ := scenes.Named(scene)
	var found still
	for _, s := range allStills(t) {
		if s.title == e.Title && s.frame == s.film.Len-1 {
			found = s
		}
	}
	if found.film == nil {
		t.Fatalf("%s has no poster", scene)
	}
	return found
}

// page is a film of one frame of 800×500 on white.
func page(draw func(vg.Canvas)) *film.Film {
	return &film.Film{
		Size: image.Pt(800, 500), Len: 1, Hold: film.Steady(time.Second, 1), Alt: "a page",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: 800, Y: 500}}.Path())
		},
		Front: draw,
	}
}

var red, blue, haze = color.NRGBA{200, 40, 0, 255}, color.NRGBA{0, 60, 200, 255}, color.NRGBA{0, 120, 0, 90}

// everything is what a vg.Canvas can do.
func everything(c vg.Canvas) {
	curvesAndDashes(c)
	wordsAndCells(c)
	overlaps(c)
}

// at draws with another origin, and leaves no state behind.
func at(c vg.Canvas, x, y vg.Length, draw func()) {
	c.Push()
	defer c.Pop()
	c.Translate(vg.Point{X: x, Y: y})
	draw()
}

func shape(draw func(p *vg.Path)) vg.Path {
	var p vg.Path
	draw(&p)
	return p
}

func curvesAndDashes(c vg.Canvas) {
	pie := shape(func(p *vg.Path) { // the arc is reached by a line
		p.Move(vg.Point{})
		p.Arc(vg.Point{}, 50, math.Pi/6, 3*math.Pi/2)
		p.Close()
	})
	curves := shape(func(p *vg.Path) {
		p.Move(vg.Point{X: -60, Y: -20})
		p.QuadTo(vg.Point{X: -30, Y: 70}, vg.Point{Y: 0})
		p.CubeTo(vg.Point{X: 20, Y: -60}, vg.Point{X: 60, Y: -30}, vg.Point{X: 60, Y: 40})
	})
	at(c, 80, 420, func() { c.SetColor(red); c.Fill(pie) })
	at(c, 220, 420, func() { c.SetColor(blue); c.SetLineWidth(6); c.Stroke(pie) })
	at(c, 360, 420, func() { c.SetColor(haze); c.Fill(curves); c.SetLineWidth(22); c.Stroke(curves) })
	at(c, 500, 420, func() { // dashes of an odd number of lengths, enlarged and turned
		c.Scale(1.5, 1.5)
		c.Rotate(0.4)
		c.SetLineWidth(4)
		c.SetLineDash([]vg.Length{12, 3, 5}, -4)
		c.Stroke(curves)
	})
	at(c, 660, 420, func() { // an ellipse, and a ring: one shape within another that goes the other way
		c.Scale(1.6, 0.7)
		c.SetColor(blue)
		c.Fill(shape(func(p *vg.Path) {
			p.Move(vg.Point{X: 60})
			p.Arc(vg.Point{}, 60, 0, 2*math.Pi)
			p.Close()
			p.Move(vg.Point{X: 30})
			p.Arc(vg.Point{}, 30, 0, -2*math.Pi)
			p.Close()
		}))
	})
}

func wordsAndCells(c vg.Canvas) {
	at(c, 60, 250, func() { // a path goes on from where it was closed
		c.SetLineWidth(3)
		c.Stroke(shape(func(p *vg.Path) {
			p.Move(vg.Point{X: -30, Y: -30})
			p.Line(vg.Point{X: 30, Y: -30})
			p.Line(vg.Point{Y: 20})
			p.Close()
			p.Line(vg.Point{X: -40, Y: 40})
		}))
	})
	at(c, 130, 250, func() { // whole and half transparent letters
		c.SetColor(nil) // which is black
		c.FillString(face(14, false), vg.Point{Y: 30}, "AVATAR: Typeset σ½Σθ≥ 0.6666")
		c.SetColor(haze)
		c.FillString(face(32, true), vg.Point{Y: -20}, "Bold Yes")
	})
	at(c, 390, 230, func() { // turned and narrowed
		c.Rotate(math.Pi / 8)
		c.Scale(0.8, 1.2)
		c.SetColor(red)
		c.FillString(face(24, true), vg.Point{}, "To turn")
		c.FillString(serif(), vg.Point{Y: -30}, "Serif")
	})
	at(c, 560, 200, func() { c.DrawImage(vg.Rectangle{Max: vg.Point{X: 96, Y: 96}}, cells()) })
	at(c, 690, 200, func() { c.Scale(0.5, 1); c.DrawImage(vg.Rectangle{Max: vg.Point{X: 96, Y: 96}}, cells()) })
}

func overlaps(c vg.Canvas) {
	at(c, 60, 100, func() { // hazes over each other
		c.SetColor(haze)
		for i := range 4 {
			c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(30 * i)}, Max: vg.Point{X: vg.Length(30*i + 50), Y: 60}}.Path())
		}
	})
	at(c, 260, 110, func() { // the middle of a star is filled
		c.SetColor(blue)
		c.Fill(shape(func(p *vg.Path) {
			for i := range 5 {
				a := 4 * math.Pi / 5 * float64(i)
				p.Line(vg.Point{X: 45 * vg.Length(math.Cos(a)), Y: 45 * vg.Length(math.Sin(a))})
			}
			p.Close()
		}))
	})
	at(c, 340, 110, func() { // wide lines, first dashed and then solid, with round joins and ends
		zigzag := shape(func(p *vg.Path) {
			p.Move(vg.Point{X: -10, Y: -40})
			p.Line(vg.Point{X: 8, Y: 30})
			p.Line(vg.Point{X: 24, Y: -40})
		})
		c.SetColor(red)
		c.SetLineWidth(22)
		c.SetLineDash([]vg.Length{10, 300}, 0)
		c.Stroke(zigzag)
		c.SetLineDash(nil, 0)
		c.Translate(vg.Point{X: 30})
		c.Stroke(zigzag)
	})
	at(c, 300, 60, func() { // nothing of this is seen
		triangle := vg.Path{{Type: vg.MoveComp}, {Type: vg.LineComp, Pos: vg.Point{X: 50}}, {Type: vg.LineComp, Pos: vg.Point{Y: 50}}, {Type: vg.CloseComp}}
		c.SetColor(color.Transparent)
		c.Fill(triangle)
		c.FillString(face(14, false), vg.Point{}, "unseen")
		c.SetColor(red)
		c.SetLineWidth(0)
		c.Stroke(triangle)
		c.FillString(face(0, false), vg.Point{}, "small")
		c.DrawImage(vg.Rectangle{}, image.NewNRGBA(image.Rectangle{}))
		c.Fill(nil)
		c.Stroke(nil)
	})
	at(c, 420, 90, func() { // a line of film: short strokes that go on from each other, to and fro between two colours
		c.SetLineWidth(2)
		p := func(i int, y vg.Length) vg.Point {
			return vg.Point{X: vg.Length(10 * i), Y: y + 12*vg.Length(math.Sin(float64(i)))}
		}
		for i := range 30 {
			for j, ink := range []color.Color{red, blue} {
				y := vg.Length(40 * j)
				c.SetColor(ink)
				c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p(i, y)}, {Type: vg.LineComp, Pos: p(i+1, y)}})
			}
		}
	})
}

// cells is a picture with opaque, translucent and transparent pixels.
func cells() image.Image {
	m := image.NewNRGBA(image.Rect(3, 5, 11, 13))
	for y := range 8 {
		for x := range 8 {
			ink := []color.NRGBA{red, blue, {240, 240, 200, 255}, haze, {}}[(x*x+3*y+x*y)%5]
			m.SetNRGBA(3+x, 5+y, ink)
		}
	}
	return m
}

// face is the type of the figures.
func face(size float64, bold bool) font.Face {
	var f font.Face
	figure.Pen{Canvas: spy{&f}}.Text(vg.Point{}, "", figure.Type{Size: size, Bold: bold, Color: red})
	return f
}

// spy only notes the face of what is written.
type spy struct{ face *font.Face }

func (spy) SetLineWidth(vg.Length)                         {}
func (spy) SetLineDash([]vg.Length, vg.Length)             {}
func (spy) SetColor(color.Color)                           {}
func (spy) Rotate(float64)                                 {}
func (spy) Translate(vg.Point)                             {}
func (spy) Scale(float64, float64)                         {}
func (spy) Push()                                          {}
func (spy) Pop()                                           {}
func (spy) Stroke(vg.Path)                                 {}
func (spy) Fill(vg.Path)                                   {}
func (s spy) FillString(f font.Face, _ vg.Point, _ string) { *s.face = f }
func (spy) DrawImage(vg.Rectangle, image.Image)            {}

// serif is a font that no figure uses.
var serif = sync.OnceValue(func() font.Face {
	f, err := opentype.Parse(liberationserifitalic.TTF)
	if err != nil {
		panic(err)
	}
	return font.Face{Font: font.Font{Size: 22}, Face: f}
})

func svgOf(t testing.TB, d vector.Drawing, o *vector.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := vector.SVG(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pdfOf(t testing.TB, o *vector.Options, pages ...vector.Drawing) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := vector.PDF(&b, pages, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// paint is what the raster makes of a drawing on white.
func paint(t *testing.T, d vector.Drawing) *image.RGBA {
	t.Helper()
	f := page(d.Draw)
	f.Size = d.Size
	return still{film: f}.picture(t)
}

// ink is how many pixels are darker than half.
func ink(m image.Image) int {
	n := 0
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			if color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y < 128 {
				n++
			}
		}
	}
	return n
}
