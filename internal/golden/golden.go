// Package golden compares pictures with those that someone has looked at.
//
// A golden is a PNG in the testdata of the package under test. A picture that
// differs is left beside it, as NAME.got.png; go test -update takes it over.
package golden

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "golden: take over the pictures as they are now")

// Check compares m with testdata/NAME.png. No channel of any pixel may differ
// by more than tolerance, of 255.
func Check(t testing.TB, name string, m image.Image, tolerance int) {
	t.Helper()
	want := filepath.Join("testdata", name+".png")
	got := filepath.Join("testdata", name+".got.png")
	if *update {
		if err := write(want, m); err != nil {
			t.Fatal(err)
		}
	}
	old, err := read(want)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("%s is missing", want)
	case err == nil:
		err = Compare(m, old, tolerance)
	}
	if err == nil {
		os.Remove(got) // from an earlier failure
		return
	}
	if werr := write(got, m); werr != nil {
		t.Fatalf("%s: %v; and the picture cannot be kept: %v", name, err, werr)
	}
	t.Errorf("%s: %v; look at %s, and take it over with -update if it is right", name, err, got)
}

// Compare says how got differs from want, if any channel of any pixel does so
// by more than tolerance, of 255.
func Compare(got, want image.Image, tolerance int) error {
	b := want.Bounds()
	if got.Bounds().Size() != b.Size() {
		return fmt.Errorf("the picture is %v, want %v", got.Bounds().Size(), b.Size())
	}
	pixels, most := 0, 0
	var where image.Point
	at := got.Bounds().Min.Sub(b.Min)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			d := apart(got.At(x+at.X, y+at.Y), want.At(x, y))
			if d > tolerance {
				pixels++
			}
			if d > most {
				most, where = d, image.Pt(x, y)
			}
		}
	}
	if pixels == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d pixels differ by more than %d of 255, at %v by %d: %v, want %v", pixels, b.Dx()*b.Dy(), tolerance,
		where, most, got.At(where.X+at.X, where.Y+at.Y), want.At(where.X, where.Y))
}

// apart is the largest difference of a channel.
func apart(a, b color.Color) int {
	p := color.NRGBAModel.Convert(a).(color.NRGBA)
	q := color.NRGBAModel.Convert(b).(color.NRGBA)
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(p.R, q.R), d(p.G, q.G), d(p.B, q.B), d(p.A, q.A))
}

func read(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

func write(path string, m image.Image) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, m), f.Close())
}
