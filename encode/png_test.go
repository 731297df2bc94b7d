package encode

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"pgregory.net/rapid"

	"flipbook/internal/golden"
)

// Pictures come back as they were, indexed when their colours allow it.
func TestRandomPNGs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		colors := anyColors(t, 1, 400)
		at := image.Pt(rapid.IntRange(-3, 3).Draw(t, "x"), rapid.IntRange(-3, 3).Draw(t, "y"))
		size := image.Pt(rapid.IntRange(1, 40).Draw(t, "wide"), rapid.IntRange(1, 40).Draw(t, "high"))
		m := image.NewRGBA(image.Rectangle{Min: at, Max: at.Add(size)})
		seen := make(map[color.RGBA]bool)
		for i := range size.X * size.Y {
			c := colors[(i*7)%len(colors)]
			m.SetRGBA(at.X+i%size.X, at.Y+i/size.X, c)
			seen[c] = true
		}
		var file bytes.Buffer
		if err := PNG(&file, m, nil); err != nil {
			t.Fatal(err)
		}
		got, err := png.Decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		if err := golden.Compare(got, m, 0); err != nil {
			t.Fatal(err)
		}
		if _, indexed := got.(*image.Paletted); indexed != (len(seen) <= 256) {
			t.Fatalf("a picture of %d colours is a %T", len(seen), got)
		}
	})
}

func TestPNGError(t *testing.T) {
	if err := PNG(full{}, gray(7), nil); err == nil {
		t.Error("a disk that is full takes a PNG")
	}
}
