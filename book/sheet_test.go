package book

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"flipbook/figure"
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
			c.what, s.layout.X, s.layout.Y, s.columns, float64(across)*s.unit/72*2.54, 14*s.unit, s.dpi(), s.notes())
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
