package raster_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/film"
	"flipbook/raster"
)

// bar is a film of a bar that grows by a design pixel a frame.
func bar(n int) *film.Film {
	rect := func(c vg.Canvas, x0, x1 int, ink color.Color) {
		c.SetColor(ink)
		c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(x0)}, Max: vg.Point{X: vg.Length(x1), Y: 10}}.Path())
	}
	return &film.Film{
		Size: image.Pt(n, 10), Len: n, Hold: film.Steady(100*time.Millisecond, n), Alt: "a bar grows",
		Backdrop: func(c vg.Canvas) { rect(c, 0, n, color.White) },
		Trail:    func(c vg.Canvas, i int) { rect(c, i, i+1, color.Black) },
	}
}

func shotsOf(f *film.Film) []film.Shot {
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		panic(err)
	}
	return shots
}

// Only the new ink of a film is handed on, and at any scale.
func ExamplePlay() {
	f := bar(4)
	for fr, err := range raster.Play(context.Background(), f, shotsOf(f), raster.Options{Scale: 2}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("frame", fr.Frame, "for", fr.Hold, "changes", fr.Delta.Rect)
	}
	// Output:
	// frame 0 for 100ms changes (0,0)-(8,20)
	// frame 1 for 100ms changes (2,0)-(4,20)
	// frame 2 for 100ms changes (4,0)-(6,20)
	// frame 3 for 3s changes (6,0)-(8,20)
}

func ExampleStill() {
	m, err := raster.Still(bar(4), 1, raster.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Rect, m.RGBAAt(1, 5), m.RGBAAt(2, 5))
	// Output: (0,0)-(4,10) {0 0 0 255} {255 255 255 255}
}

func TestSize(t *testing.T) {
	f := bar(800)
	for _, c := range []struct {
		o    raster.Options
		want string // the size, or what the error must say
	}{
		{raster.Options{}, "(800,10)"},
		{raster.Options{Scale: 2}, "(1600,20)"},
		{raster.Options{Scale: 0.25}, "(200,3)"},
		{raster.Options{Scale: 40}, "(32000,400)"},
		{raster.Options{Scale: math.NaN()}, "scale NaN"},
		{raster.Options{Scale: -1}, "scale -1"},
		{raster.Options{Scale: 0.01}, "leaves a pixel"},
		{raster.Options{Scale: math.Inf(1)}, "megapixels"},
		{raster.Options{Scale: 100}, "megapixels"},
		{raster.Options{Levels: 1}, "levels 1"},
		{raster.Options{Levels: 257}, "levels 257"},
		{raster.Options{Levels: -3}, "levels -3"},
	} {
		got := ""
		if p, err := raster.Size(f, c.o); err != nil {
			got = err.Error()
		} else {
			got = p.String()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
		if strings.HasPrefix(c.want, "(") {
			continue
		}
		// What has no size is neither drawn nor played.
		if _, err := raster.Still(f, 0, c.o); err == nil || err.Error() != got {
			t.Errorf("%+v: Still says %v", c.o, err)
		}
		n := 0
		for _, err := range raster.Play(context.Background(), f, shotsOf(f), c.o) {
			if n++; n > 1 || err == nil || err.Error() != got {
				t.Errorf("%+v: Play says %v", c.o, err)
			}
		}
	}
	f.Size = image.Pt(4096, raster.MaxPixels/4096+1)
	if _, err := raster.Size(f, raster.Options{}); err == nil {
		t.Errorf("a picture of more than %d pixels is drawn", raster.MaxPixels)
	}
}

// What is not in the film cannot be shown, nor can it run backwards.
func TestShotsThatCannotBe(t *testing.T) {
	f := bar(20)
	for _, i := range []int{-1, 20} {
		if _, err := raster.Still(f, i, raster.Options{}); err == nil {
			t.Errorf("frame %d of 20 has a picture", i)
		}
	}
	for _, c := range []struct {
		name  string
		shots []film.Shot
	}{
		{"backwards", []film.Shot{{Frame: 3, Hold: 1}, {Frame: 2, Hold: 1}}},
		{"before the film", []film.Shot{{Frame: -1, Hold: 1}}},
		{"after the film", []film.Shot{{Frame: 0, Hold: 1}, {Frame: 20, Hold: 1}}},
	} {
		for _, jobs := range []int{1, 3} {
			var failed error
			n := 0
			for _, err := range raster.Play(context.Background(), f, c.shots, raster.Options{Jobs: jobs}) {
				n, failed = n+1, err
			}
			if n != 1 || failed == nil {
				t.Errorf("%s, %d jobs: %d frames and %v, want an error alone", c.name, jobs, n, failed)
			}
		}
	}
}

// A film that is stopped gives the context's error, once, and nothing after.
func TestCancel(t *testing.T) {
	f := bar(200)
	for _, jobs := range []int{1, 2, 8} {
		for _, after := range []int{0, 1, 30} {
			ctx, stop := context.WithCancel(context.Background())
			if after == 0 {
				stop()
			}
			frames, failed := 0, 0
			for fr, err := range raster.Play(ctx, f, shotsOf(f), raster.Options{Jobs: jobs}) {
				if failed > 0 {
					t.Fatalf("%d jobs: something follows the error", jobs)
				}
				if err != nil {
					failed++
					if !errors.Is(err, context.Canceled) || fr.Delta != nil {
						t.Errorf("%d jobs: the error is %v", jobs, err)
					}
					continue
				}
				if frames++; frames == after {
					stop()
				}
			}
			stop()
			if failed != 1 || frames < after || frames > after+16 {
				t.Errorf("%d jobs, stopped after %d frames: %d frames and %d errors", jobs, after, frames, failed)
			}
		}
	}
}

// Who has seen enough stops listening; a film can be played again.
func TestStopAndPlayAgain(t *testing.T) {
	f := bar(100)
	for _, jobs := range []int{1, 3} {
		frames := raster.Play(context.Background(), f, shotsOf(f), raster.Options{Jobs: jobs})
		for fr, err := range frames {
			if err != nil {
				t.Fatal(err)
			}
			if fr.Frame == 20 {
				break
			}
		}
		n := 0
		for fr, err := range frames {
			if err != nil || fr.Frame != n {
				t.Fatalf("%d jobs: shot %d is frame %d, %v", jobs, n, fr.Frame, err)
			}
			n++
		}
		if n != 100 {
			t.Errorf("%d jobs: %d frames the second time, want 100", jobs, n)
		}
	}
}

// Deltas belong to whoever receives them: painting on one is not seen in the
// next.
func TestDeltasAreGivenAway(t *testing.T) {
	f := bar(30)
	for _, jobs := range []int{1, 2} {
		want := play(t, f, shotsOf(f), raster.Options{})
		i := 0
		for fr, err := range raster.Play(context.Background(), f, shotsOf(f), raster.Options{Jobs: jobs}) {
			if err != nil {
				t.Fatal(err)
			}
			if err := same(picture(fr.Delta), picture(want[i].Delta)); err != nil {
				t.Fatalf("%d jobs: frame %d: %v", jobs, i, err)
			}
			for _, s := range fr.Delta.Spans {
				for j := range s.Pix {
					s.Pix[j] = 9
				}
			}
			i++
		}
	}
}

// Spans come row by row, from the left, and do not touch: each pixel comes
// once, and those of a row in as few pieces as can be.
func TestSpansAreInOrder(t *testing.T) {
	f := bar(300)
	f.Live = func(c vg.Canvas, i int) {
		c.SetColor(color.NRGBA{200, 0, 0, 255})
		for x := range 20 {
			c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length((17*x + i) % 300), Y: vg.Length(x % 7)}, Max: vg.Point{X: vg.Length((17*x+i)%300 + 1), Y: 8}}.Path())
		}
	}
	for fr, err := range raster.Play(context.Background(), f, shotsOf(f), raster.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		end := image.Pt(-10, -1)
		for _, s := range fr.Delta.Spans {
			if s.Y < end.Y || s.Y == end.Y && s.X <= end.X+3 || len(s.Pix) == 0 {
				t.Fatalf("frame %d: a span of %d bytes at %d,%d follows one that ends at %v", fr.Frame, len(s.Pix), s.X, s.Y, end)
			}
			end = image.Pt(s.X+len(s.Pix)/4, s.Y)
		}
	}
}
