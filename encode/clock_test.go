package encode

import (
	"bytes"
	"encoding/binary"
	"image"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/film"
	"flipbook/raster"
)

// A video runs at the lowest rate that meets the moments of its film, and at fifty if none does.
func TestRates(t *testing.T) {
	const ms = time.Millisecond
	third := time.Second / 3
	for _, c := range []struct {
		name  string
		holds []time.Duration
		want  int
	}{
		{"slides of a second", []time.Duration{time.Second, 2 * time.Second}, 10},
		{"twenty a second", []time.Duration{50 * ms, 50 * ms, 3 * time.Second}, 20},
		{"twelve and a half", []time.Duration{80 * ms, 80 * ms, 3 * time.Second}, 25},
		{"thirds, to the nanosecond", []time.Duration{third, third, third + 1, third}, 12},
		{"thirty", []time.Duration{33333333, 33333333, 33333334, 3 * time.Second}, 30},
		{"fifty", []time.Duration{20 * ms, 40 * ms, time.Second}, 50},
		{"a hundred: nothing meets that", []time.Duration{30 * ms, 10 * ms, 50 * ms}, 50},
		{"only the last moment does not fit", []time.Duration{time.Second, 1010 * ms}, 50},
	} {
		var m metronome
		shots := frames(nil, nil)
		if m.rate() != slowest {
			t.Error("a film without moments has a rate")
		}
		shots = func(int) iter.Seq2[raster.Frame, error] {
			return func(yield func(raster.Frame, error) bool) {
				for i, hold := range c.holds {
					if !yield(raster.Frame{Shot: film.Shot{Frame: i, Hold: hold}, Delta: &raster.Delta{}}, nil) {
						return
					}
				}
			}
		}
		for range m.listen(shots(0)) {
		}
		if got := m.rate(); got != c.want {
			t.Errorf("%s: %d frames a second, want %d", c.name, got, c.want)
		}
	}
}

// No tick is lost: a moment of the clock is off by no more than half a tick, as long as no frame is too short to be shown.
func TestRandomClocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &clock{medium: medium{second: rapid.SampledFrom([]int{10, 12, 24, 30, 50, 100, 1000}).Draw(t, "second"), least: 1, most: 1 << 40}}
		var at time.Duration
		shown := 0
		for _, hold := range rapid.SliceOfN(rapid.IntRange(100_000, 90_000_000), 1, 200).Draw(t, "microseconds") {
			hold := time.Duration(hold) * time.Microsecond
			at += hold
			n, err := c.delay(raster.Frame{Shot: film.Shot{Hold: hold}})
			if err != nil {
				t.Fatal(err)
			}
			shown += n
			if off := c.time(shown) - at; off.Abs() > c.time(1)/2+1 || c.ticks(c.time(shown)) != shown {
				t.Fatalf("at %v it is %v", at, c.time(shown))
			}
		}
	})
}

// What a format cannot hold is refused in one line that says what it can.
func TestMovingErrors(t *testing.T) {
	second := []time.Duration{time.Second}
	wide := frames([]*image.RGBA{image.NewRGBA(image.Rect(0, 0, 16385, 1))}, second)
	gif := func(w io.Writer, all Take, _ float64, made string) error {
		_, err := GIF(w, all, &GIFOptions{Made: made})
		return err
	}
	apng := func(w io.Writer, all Take, dpi float64, made string) error {
		_, err := APNG(w, all, &APNGOptions{DPI: dpi, Made: made})
		return err
	}
	webp := func(w io.Writer, all Take, _ float64, made string) error {
		_, err := WebP(w, all, &WebPOptions{Made: made})
		return err
	}
	png := func(w io.Writer, _ Take, dpi float64, made string) error {
		return PNG(w, gray(1), &PNGOptions{DPI: dpi, Made: made})
	}
	one := frames([]*image.RGBA{gray(1)}, second)
	for _, c := range []struct {
		name  string
		write func(io.Writer, Take, float64, string) error
		all   Take
		dpi   float64
		made  string
		w     io.Writer
		want  string
	}{
		{"a WebP too wide", webp, wide, 0, "", io.Discard, "16385x1 pixels: a WebP has sides of up to 16384"},
		{"an APNG that stands too long", apng, frames([]*image.RGBA{gray(1)}, []time.Duration{656 * time.Second}), 0, "", io.Discard, "an APNG can hold a frame for at most 10m55"},
		{"a WebP that stands too long", webp, frames([]*image.RGBA{gray(1)}, []time.Duration{5 * time.Hour}), 0, "", io.Discard, "a WebP can hold a frame for at most 4h39m37"},
		{"no frames, APNG", apng, frames(nil, nil), 0, "", io.Discard, "no frames"},
		{"no frames, WebP", webp, frames(nil, nil), 0, "", io.Discard, "no frames"},
		{"a full disk, APNG", apng, one, 0, "", full{}, "no space"},
		{"a full disk, WebP", webp, one, 0, "", full{}, "no space"},
		{"two lines, GIF", gif, one, 0, "a\nb", io.Discard, `"a\nb" holds the character U+000A: want text without control characters`},
		{"two lines, PNG", png, one, 0, "a\nb", io.Discard, "U+000A"},
		{"a zero, APNG", apng, one, 0, "a\x00b", io.Discard, "U+0000"},
		{"no character, WebP", webp, one, 0, "a\uffffb", io.Discard, "U+FFFF"},
		{"no UTF-8, WebP", webp, one, 0, "a\xff", io.Discard, `"a\xff" is not UTF-8`},
		{"no resolution, PNG", png, one, -300, "", io.Discard, "-300 dots per inch: want a positive number"},
		{"no resolution, APNG", apng, one, 1e9, "", io.Discard, "1e+09 dots per inch"},
	} {
		if err := c.write(c.w, c.all, c.dpi, c.made); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want a line that says %q", c.name, err, c.want)
		}
	}
}

// Delays of an APNG beyond 65 seconds are stored in hundredths. What that cuts off one frame the next makes up for, and what is
// said to be the length of the film is that of the file.
func TestLongHoldsOfAPNG(t *testing.T) {
	const hold = 70*time.Second + 6*time.Millisecond
	var file bytes.Buffer
	info, err := APNG(&file, func(int) iter.Seq2[raster.Frame, error] {
		return func(yield func(raster.Frame, error) bool) {
			for i := range 5 {
				dot := &raster.Delta{Rect: image.Rect(0, 0, 1, 1), Spans: []raster.Span{{Pix: []uint8{uint8(50 * i), 0, 0, 255}}}}
				if !yield(raster.Frame{Shot: film.Shot{Frame: i, Hold: hold}, Delta: dot}, nil) {
					return
				}
			}
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var length time.Duration
	for c, err := range chunks(file.Bytes()) {
		if err != nil {
			t.Fatal(err)
		}
		if c.kind == "fcTL" {
			above, below := binary.BigEndian.Uint16(c.data[20:]), binary.BigEndian.Uint16(c.data[22:])
			length += time.Duration(above) * time.Second / time.Duration(below)
		}
	}
	if off := 5*hold - length; length != info.Duration || off < 0 || off >= 10*time.Millisecond {
		t.Errorf("the file plays %v and is said to play %v, of a film of %v", length, info.Duration, 5*hold)
	}
}
