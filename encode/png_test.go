package encode

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/film"
	"flipbook/internal/golden"
	"flipbook/raster"
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

// The pictures of a film are those that a player shows, one after the other,
// those that change nothing as well, whatever the number of jobs.
func TestPNGsOfFilm(t *testing.T) {
	size := image.Pt(6, 4)
	at := image.Rectangle{Max: size}
	dot := func(x int, c color.RGBA) *raster.Delta {
		return &raster.Delta{Rect: image.Rect(x, 1, x+1, 2), Spans: []raster.Span{{X: x, Y: 1, Pix: []uint8{c.R, c.G, c.B, c.A}}}}
	}
	whole := &raster.Delta{Rect: at}
	for y := range size.Y {
		whole.Spans = append(whole.Spans, raster.Span{Y: y, Pix: bytes.Repeat([]uint8{255}, 4*size.X)})
	}
	red, blue := color.RGBA{R: 255, A: 255}, color.RGBA{B: 255, A: 255}
	played := []raster.Frame{{Delta: whole}, {Delta: dot(1, red)}, {}, {Delta: dot(2, blue)}, {Delta: dot(1, blue)}}
	for i := range played {
		played[i].Shot = film.Shot{Frame: 2 * i, Hold: time.Duration(i+1) * time.Second}
	}
	play := func(yield func(raster.Frame, error) bool) {
		for _, fr := range played {
			if !yield(fr, nil) {
				return
			}
		}
	}
	for jobs := range 5 {
		screen, n := image.NewRGBA(at), 0
		for p, err := range PNGs(size, play, jobs, &PNGOptions{Quick: true, Made: "by hand"}) {
			if err != nil {
				t.Fatal(err)
			}
			if played[n].Delta != nil {
				played[n].Delta.Draw(screen)
			}
			got, err := png.Decode(bytes.NewReader(p.PNG))
			if err != nil {
				t.Fatal(err)
			}
			if err := golden.Compare(got, screen, 0); err != nil || p.Frame != played[n].Frame || p.Hold != played[n].Hold {
				t.Errorf("%d jobs: picture %d is frame %d for %v: %v", jobs, n, p.Frame, p.Hold, err)
			}
			if line, ok, err := Made(p.PNG); line != "by hand" || !ok || err != nil {
				t.Errorf("it says %q, %v", line, err)
			}
			n++
		}
		if n != len(played) {
			t.Errorf("%d jobs: %d pictures, want %d", jobs, n, len(played))
		}
	}
	torn := errors.New("torn")
	for _, err := range PNGs(size, func(yield func(raster.Frame, error) bool) { yield(raster.Frame{}, torn) }, 2, nil) {
		if err != torn {
			t.Errorf("%v, want %v", err, torn)
		}
	}
}
