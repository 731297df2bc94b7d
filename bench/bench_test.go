package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSpreadIsTheMedianAndTheRange(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want string
	}{
		{[]float64{3}, "3.00"},
		{[]float64{30, 10, 20}, "20.0 (10.0–30.0)"},
		{[]float64{1.2345, 1.2345}, "1.23"},
		{[]float64{1756, 0.47, 1.5e6}, "1,756 (0.470–1.50e6)"},
	} {
		if got := spreadOf(c.of).String(); got != c.want {
			t.Errorf("the spread of %v is %q, want %q", c.of, got, c.want)
		}
	}
}

func TestRatiosAreTakenWithinARound(t *testing.T) {
	got := ratios([]float64{10, 40}, []float64{5, 10, 20}) // theirs ran twice, ours three times
	if len(got) != 2 || got[0] != 2 || got[1] != 4 {
		t.Errorf("got %v, want 2 and 4", got)
	}
}

func TestVersionsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"Python 3.11.2\n":                                        "3.11.2",
		"gnuplot 5.4 patchlevel 4":                               "5.4",
		"LCDF Gifsicle 1.93\nCopyright (C) 1997":                 "1.93",
		"ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2025": "5.1.9",
		" none \n": "none",
	} {
		if got := version(text); got != want {
			t.Errorf("the version in %q is %q, want %q", text, got, want)
		}
	}
}

func TestBadFlagsAreOneLine(t *testing.T) {
	for _, args := range [][]string{
		{"-only", "films,pages"}, {"-rounds", "0"}, {"-rounds", "many"}, {"-slow", "-1"}, {"-rounds", "2", "-slow", "3"}, {"page.md"}, {"-fast"},
	} {
		err := run(t.Context(), args, io.Discard, io.Discard)
		if err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: got %v, want an error of one line", args, err)
		}
	}
}

func TestHelpNamesTheSections(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if !strings.Contains(out.String(), s.help) {
			t.Errorf("the help does not tell of %s", s.name)
		}
	}
}

func TestWatchTellsTheCostOfACommand(t *testing.T) {
	var out bytes.Buffer
	if err := watch(t.Context(), []string{os.Args[0], "-test.list=^$"}, &out); err != nil {
		t.Fatal(err)
	}
	var c cost
	if err := json.Unmarshal(out.Bytes(), &c); err != nil || c.Memory == 0 {
		t.Errorf("got %s, %v: want the memory it took", &out, err)
	}
	if err := watch(t.Context(), []string{os.Args[0], "-no-such-flag"}, io.Discard); err == nil {
		t.Error("a command that fails has no cost")
	}
}

// anyGIF is a small film with frames of all kinds: parts of the screen, transparent pixels, every disposal. It begins
// with a whole opaque frame.
func anyGIF(t *rapid.T) *gif.GIF {
	palette := color.Palette{color.RGBA{}, color.RGBA{A: 255}, color.RGBA{200, 0, 0, 255}, color.RGBA{0, 200, 0, 255}}
	side := rapid.IntRange(1, 6).Draw(t, "side")
	g := &gif.GIF{Config: image.Config{ColorModel: palette, Width: side, Height: side}}
	for i := range rapid.IntRange(1, 5).Draw(t, "frames") {
		r, least := image.Rect(0, 0, side, side), 1
		if i > 0 {
			x, y := rapid.IntRange(0, side-1).Draw(t, "x"), rapid.IntRange(0, side-1).Draw(t, "y")
			least = 0 // transparent
			r = image.Rect(x, y, rapid.IntRange(x+1, side).Draw(t, "right"), rapid.IntRange(y+1, side).Draw(t, "bottom"))
		}
		m := image.NewPaletted(r, palette)
		for k := range m.Pix {
			m.Pix[k] = uint8(rapid.IntRange(least, 3).Draw(t, "index"))
		}
		g.Image = append(g.Image, m)
		g.Delay = append(g.Delay, rapid.IntRange(2, 9).Draw(t, "delay"))
		g.Disposal = append(g.Disposal, rapid.SampledFrom([]byte{gif.DisposalNone, gif.DisposalBackground, gif.DisposalPrevious}).Draw(t, "disposal"))
	}
	return g
}

// What a film shows is its frames laid over each other, with those that change nothing added to the time of the one before,
// and with what a frame takes back when its time is over.
func TestScreensAreWhatBrowsersShow(t *testing.T) {
	palette := color.Palette{color.RGBA{}, color.RGBA{A: 255}, color.RGBA{200, 0, 0, 255}}
	g := &gif.GIF{
		Config: image.Config{ColorModel: palette, Width: 2, Height: 1}, Delay: []int{5, 3, 7, 2},
		Disposal: []byte{gif.DisposalNone, gif.DisposalNone, gif.DisposalPrevious, gif.DisposalNone},
	}
	for _, pix := range [][]uint8{{1, 1}, {0, 1}, {2, 0}, {0, 2}} {
		g.Image = append(g.Image, &image.Paletted{Pix: pix, Stride: 2, Rect: image.Rect(0, 0, 2, 1), Palette: palette})
	}
	var got []string
	for m, stands := range screens(g) {
		got = append(got, fmt.Sprint(m.Pix[0], m.Pix[4], " for ", stands))
	}
	if want := []string{"0 0 for 8", "200 0 for 7", "0 200 for 2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What encoders are given is the film they are compared on: the same pixels for the same times, in whole opaque frames.
func TestWholeFramesShowTheSameFilm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "full.gif")
	rapid.Check(t, func(t *rapid.T) {
		g := anyGIF(t)
		for i := range g.Disposal {
			g.Disposal[i] = gif.DisposalNone // others leave holes, which no whole opaque frame has
		}
		if err := writeFull(path, g); err != nil {
			t.Fatal(err)
		}
		full, _, err := readGIF(path)
		if err != nil {
			t.Fatal(err)
		}
		if compare(g, full) != same || compare(full, g) != same {
			t.Fatal("the whole frames show another film")
		}
		for i, m := range full.Image {
			if m.Rect.Dx() != g.Config.Width || m.Rect.Dy() != g.Config.Height {
				t.Fatalf("frame %d is %v", i, m.Rect)
			}
		}
	})
}

func TestAFilmIsTheSameOnlyAsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGIF(t)
		if compare(g, g) != same {
			t.Fatal("a film differs from itself")
		}
		longer := *g
		longer.Delay = append([]int(nil), g.Delay...)
		longer.Delay[len(g.Delay)-1]++
		if compare(g, &longer) != different {
			t.Fatal("a film that stands longer is not the same")
		}
	})
}

// A film may come to each picture in steps; the other way round it would have to skip some.
func TestAFilmMayComeToItsPicturesInSteps(t *testing.T) {
	palette := color.Palette{color.RGBA{A: 255}, color.RGBA{200, 0, 0, 255}}
	film := func(delays []int, frames ...[]uint8) *gif.GIF {
		g := &gif.GIF{Config: image.Config{ColorModel: palette, Width: 2, Height: 1}, Delay: delays, Disposal: make([]byte, len(delays))}
		for _, pix := range frames {
			g.Image = append(g.Image, &image.Paletted{Pix: pix, Stride: 2, Rect: image.Rect(0, 0, 2, 1), Palette: palette})
		}
		return g
	}
	atOnce := film([]int{5, 5}, []uint8{0, 0}, []uint8{1, 1})
	steps := film([]int{5, 2, 3}, []uint8{0, 0}, []uint8{1, 0}, []uint8{1, 1})
	late := film([]int{5, 5, 2}, []uint8{0, 0}, []uint8{1, 0}, []uint8{1, 1})
	for _, c := range []struct {
		want, got *gif.GIF
		is        likeness
	}{{atOnce, steps, inSteps}, {steps, atOnce, different}, {atOnce, late, different}, {steps, steps, same}} {
		if is := compare(c.want, c.got); is != c.is {
			t.Errorf("%v after %v: likeness %v, want %v", c.got.Delay, c.want.Delay, is, c.is)
		}
	}
}
