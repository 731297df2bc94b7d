package main

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
	"flipbook/scenes"
)

// The sheet shows what the film shows: its last frame stands third.
func TestSheet(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir, "", []string{"perceptron"}); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(dir, "perceptron.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Pt(3*800+3*400+7*gap, 2*500+3*gap); got.Bounds().Size() != want {
		t.Fatalf("it has %v, want %v", got.Bounds().Size(), want)
	}
	want := lastFrame(t, "perceptron")
	at := image.Pt(gap+2*(800+gap), gap)
	for y := range 500 {
		for x := range 800 {
			if g, w := got.At(at.X+x, at.Y+y), want.At(x, y); g != w {
				t.Fatalf("pixel %d,%d of the last frame is %v, want %v", x, y, g, w)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`src="perceptron.png"`, "41 updates"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s: %s", want, page)
		}
	}
}

func lastFrame(t *testing.T, name string) image.Image {
	t.Helper()
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	e, _ := scenes.Named(name)
	var f *film.Film
	if f, err = e.New().Film(t.Context(), figure.Stage{Digits: digits}); err != nil {
		t.Fatal(err)
	}
	m, err := raster.Still(f, f.Len-1, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSheetOfNoScene(t *testing.T) {
	err := write(t.TempDir(), "", []string{"perceptron", "nosuch"})
	if want := "of [perceptron nosuch] only 1 are scenes"; err == nil || err.Error() != want {
		t.Errorf("it says %v, want %s", err, want)
	}
}
