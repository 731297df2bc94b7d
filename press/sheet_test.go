package press

import (
	"fmt"
	"image"
	"image/color"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
)

// What a width on paper means: the layout, how large a design pixel is, how
// many pixels there are.
func Example_sheet() {
	cm := func(s string) *Length {
		var l Length
		if err := l.UnmarshalText([]byte(s)); err != nil {
			panic(err)
		}
		return &l
	}
	strip, pdf, png := Wanted{Strip, PDF}, Wanted{Still, PDF}, Wanted{Still, PNG}
	for _, c := range []struct {
		what string
		w    Wanted
		look Look
	}{
		{"a poster", pdf, Look{}},
		{"in a column", pdf, Look{Width: cm("8cm")}},
		{"in a page's text", pdf, Look{Width: cm("17cm")}},
		{"as a PNG", png, Look{Width: cm("8cm")}},
		{"at 1200 dpi", png, Look{Width: cm("8cm"), DPI: new(1200.0)}},
		{"on a screen", png, Look{}},
		{"squeezed", pdf, Look{Width: cm("8cm"), Size: Size{800, 500}}},
		{"a strip", strip, Look{}},
		{"in a column", strip, Look{Width: cm("8cm")}},
		{"three abreast", strip, Look{Width: cm("17cm"), Columns: new(3)}},
	} {
		s, err := c.look.sheet(c.w)
		if err != nil {
			fmt.Println(err)
		}
		across := s.layout.X
		if s.columns > 0 {
			across = s.across(s.columns)
		}
		fmt.Printf("%-16s %dx%d, %d columns, %.1f cm wide, labels %.1f pt, %.0f dpi %s\n",
			c.what, s.layout.X, s.layout.Y, s.columns, float64(across)*s.unit/72*2.54, 14*s.unit, 72*s.scale/s.unit, s.notes())
	}
	// Output:
	// a poster         800x500, 0 columns, 14.1 cm wide, labels 7.0 pt, 144 dpi []
	// in a column      454x340, 0 columns, 8.0 cm wide, labels 7.0 pt, 144 dpi []
	// in a page's text 964x602, 0 columns, 17.0 cm wide, labels 7.0 pt, 144 dpi []
	// as a PNG         454x340, 0 columns, 8.0 cm wide, labels 7.0 pt, 300 dpi []
	// at 1200 dpi      454x340, 0 columns, 8.0 cm wide, labels 7.0 pt, 1200 dpi []
	// on a screen      800x500, 0 columns, 14.1 cm wide, labels 7.0 pt, 144 dpi []
	// squeezed         800x500, 0 columns, 8.0 cm wide, labels 4.0 pt, 254 dpi [labels have 4.0 pt on paper: below 6 pt they are hard to read]
	// a strip          470x351, 2 columns, 17.0 cm wide, labels 7.0 pt, 144 dpi []
	// in a column      454x340, 1 columns, 8.0 cm wide, labels 7.0 pt, 144 dpi []
	// three abreast    454x340, 3 columns, 17.0 cm wide, labels 4.8 pt, 211 dpi [labels have 4.8 pt on paper: below 6 pt they are hard to read]
}

// Whatever is asked, a still is as wide on paper as it was asked to be, and no
// scene gets less room than a column.
func TestRandomSheets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l Look
		width := Length(rapid.Float64Range(float64(narrowest), float64(widest)).Draw(t, "width"))
		l.Width = &width
		if rapid.Bool().Draw(t, "columns given") {
			l.Columns = new(rapid.IntRange(1, 12).Draw(t, "columns"))
		}
		if rapid.Bool().Draw(t, "size given") {
			l.Size = Size{rapid.IntRange(100, 2000).Draw(t, "x"), rapid.IntRange(100, 2000).Draw(t, "y")}
		}
		w := Wanted{rapid.SampledFrom([]Kind{Still, Strip}).Draw(t, "kind"), PDF}
		s, err := l.sheet(w)
		if err != nil {
			t.Fatal(err)
		}
		across := s.layout.X
		if w.Kind == Strip {
			across = s.across(s.columns)
		}
		if got := float64(across) * s.unit; got < float64(width)-1e-6 || got > float64(width)+1e-6 {
			t.Fatalf("%.3f points wide, want %.3f", got, float64(width))
		}
		if l.Size == (Size{}) && (s.layout.X < figure.Column.X || s.layout.Y < figure.Column.Y) {
			t.Fatalf("a layout of %v", s.layout)
		}
	})
}

// The panels of a strip lie in rows, each row below the longest of the captions above it, and show their own key frames.
func TestStripRows(t *testing.T) {
	shade := func(frame int) color.NRGBA { return color.NRGBA{R: uint8(40 * frame), B: 200, A: 255} }
	f := &film.Film{Size: image.Pt(100, 60), Len: 5, Hold: film.Steady(time.Second, 5), Backdrop: func(vg.Canvas) {}, Live: func(c vg.Canvas, i int) {
		c.SetColor(shade(i))
		c.Fill(vg.Rectangle{Max: vg.Point{X: 100, Y: 60}}.Path())
	}}
	long := "A caption that is much longer than its panel is wide goes on below it"
	for i, caption := range []string{"one", long, "three", long, "five"} {
		f.Keys = append(f.Keys, film.Key{Frame: i, Caption: caption})
	}
	s := sheet{layout: f.Size, columns: 2}
	whole, err := raster.Still(strip(f, figure.Stage{Theme: figure.Light}, &s), 0, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	top := 0
	for i, k := range f.Keys {
		x := i % 2 * (100 + gutter)
		if i%2 == 0 {
			for top < whole.Rect.Dy() && whole.RGBAAt(x, top) != color.RGBA(shade(k.Frame)) {
				top++
			}
		}
		for _, at := range []image.Point{{x, top}, {x + 99, top}, {x, top + 59}, {x + 99, top + 59}} {
			if got, want := whole.RGBAAt(at.X, at.Y), color.RGBA(shade(k.Frame)); got != want {
				t.Fatalf("panel %d has %v at %v, want %v", i, got, at, want)
			}
		}
		if i%2 == 1 { // words that a panel of the next row would cover
			top += 60 + 20*len(figure.Label.Wrap(long, 100-8-6-figure.Head.Width("(b)")))
		}
	}
}

// A figure in SVG knows its width on paper if it was given one, and is as large as its pixels on a screen otherwise.
func TestUnitOfSVG(t *testing.T) {
	for _, c := range []struct {
		w    Wanted
		look Look
		unit float64
	}{
		{Wanted{Still, SVG}, Look{}, 0},
		{Wanted{Still, SVG}, Look{Width: new(Length(227))}, 0.5},
		{Wanted{Still, SVG}, Look{Width: new(Length(200)), Size: Size{800, 500}}, 0.25},
		{Wanted{Still, PDF}, Look{}, 0.5},
	} {
		s, err := c.look.sheet(c.w)
		if err != nil {
			t.Fatal(err)
		}
		if got := (take{Output: Output{Wanted: c.w}, sheet: s, film: &film.Film{}}).vector().Unit; got != c.unit {
			t.Errorf("%v, %v: %v points for a design pixel, want %v", c.w, c.look.Flags(), got, c.unit)
		}
	}
}
