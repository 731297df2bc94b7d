package encode

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A strip is a film of pictures.
type strip struct {
	pictures []*image.RGBA
	holds    []time.Duration
}

// anyStrip is up to nine pictures in up to 700 colours, each but for a rectangle like the one before.
var anyStrip = rapid.Custom(func(t *rapid.T) strip {
	size := image.Pt(rapid.IntRange(1, 40).Draw(t, "wide"), rapid.IntRange(1, 40).Draw(t, "high"))
	colors := anyColors(t, 1, rapid.SampledFrom([]int{2, 60, 255, 700}).Draw(t, "most colours"))
	var s strip
	screen := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(screen, screen.Rect, image.NewUniform(colors[0]), image.Point{}, draw.Src)
	for i := range rapid.IntRange(1, 9).Draw(t, "frames") {
		p := image.Pt(rapid.IntRange(0, size.X-1).Draw(t, "x"), rapid.IntRange(0, size.Y-1).Draw(t, "y"))
		r := image.Rectangle{Min: p, Max: p.Add(image.Pt(rapid.IntRange(0, 40).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")))}.Intersect(screen.Rect)
		for j := range r.Dx() * r.Dy() {
			screen.SetRGBA(r.Min.X+j%r.Dx(), r.Min.Y+j/r.Dx(), colors[(i*31+j*j)%len(colors)])
		}
		s.pictures = append(s.pictures, &image.RGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect})
		ms := rapid.OneOf(rapid.IntRange(20, 900), rapid.IntRange(65_000, 70_000)).Draw(t, "hold")
		s.holds = append(s.holds, time.Duration(ms)*time.Millisecond)
	}
	return s
})

// distinct is the strip without pictures that are like the one before them.
func (s strip) distinct() (out strip) {
	for i, m := range s.pictures {
		if n := len(out.pictures); n > 0 && bytes.Equal(out.pictures[n-1].Pix, m.Pix) {
			out.holds[n-1] += s.holds[i]
			continue
		}
		out.pictures, out.holds = append(out.pictures, m), append(out.holds, s.holds[i])
	}
	return out
}

// Every picture of a film comes back to the last bit, whatever its size and colours, and as long as it stood, with Pillow;
// the pauses of an APNG beyond 65 seconds are rounded to hundredths, and that does not add up.
func TestRandomStrips(t *testing.T) {
	const films = 80
	dir := t.TempDir()
	var strips []strip
	for i := range films {
		s := anyStrip.Example(i)
		strips = append(strips, s.distinct())
		for kind, write := range map[string]func(io.Writer, Take) (Info, error){
			"apng": func(w io.Writer, all Take) (Info, error) {
				return APNG(w, all, &APNGOptions{Loop: Loop(i % 2), DPI: 300})
			},
			"webp": func(w io.Writer, all Take) (Info, error) { return WebP(w, all, &WebPOptions{Loop: Loop(i % 2)}) },
		} {
			var file bytes.Buffer
			if _, err := write(&file, frames(s.pictures, s.holds)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.%s", i, kind)), file.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	const script = `
import hashlib, json, sys
from PIL import Image, ImageSequence
out = []
for i in range(int(sys.argv[2])):
    for kind in "apng", "webp":
        m = Image.open(f"{sys.argv[1]}/{i}.{kind}")
        sums, delays = [], []
        for frame in ImageSequence.Iterator(m):
            sums.append(hashlib.sha256(frame.convert("RGBA").tobytes()).hexdigest())
            delays.append(frame.info.get("duration", 0))
        out.append({"kind": kind, "sums": sums, "delays": delays, "loop": m.info.get("loop"), "dpi": m.info.get("dpi")})
print(json.dumps(out))`
	var said []struct {
		Kind   string
		Sums   []string
		Delays []float64 // in milliseconds
		Loop   int
		DPI    []float64
	}
	out, err := exec.Command("/usr/bin/python3", "-c", script, dir, fmt.Sprint(films)).Output()
	if err == nil {
		err = json.Unmarshal(out, &said)
	}
	if err != nil || len(said) != 2*films {
		t.Fatalf("Pillow: %v: %s", err, out)
	}
	for i, got := range said {
		want := strips[i/2]
		if len(got.Sums) != len(want.pictures) {
			t.Fatalf("film %d, %s: %d frames, want %d", i/2, got.Kind, len(got.Sums), len(want.pictures))
		}
		if got.Loop != i/2%2 {
			t.Errorf("film %d, %s: it loops %d times, want %d", i/2, got.Kind, got.Loop, i/2%2)
		}
		if got.Kind == "apng" && (len(got.DPI) != 2 || math.Abs(got.DPI[0]-300) > 0.02) {
			t.Errorf("film %d: %v dots per inch, want 300", i/2, got.DPI)
		}
		var at, shown float64
		for j, m := range want.pictures {
			if sum := sha256.Sum256(m.Pix); got.Sums[j] != hex.EncodeToString(sum[:]) {
				t.Errorf("film %d, %s: frame %d is another picture", i/2, got.Kind, j)
			}
			if len(want.pictures) == 1 { // of which Pillow tells no delay
				continue
			}
			at += float64(want.holds[j].Milliseconds())
			shown += got.Delays[j]
			if late := at - shown; late < -0.5 || late > 9.5 || got.Kind == "webp" && late > 0.5 {
				t.Errorf("film %d, %s: frame %d ends at %v ms, want %v", i/2, got.Kind, j, shown, at)
			}
		}
	}
}

// The file is the same for any number of workers and however little of the film is kept.
func TestMovingMemoryAndJobs(t *testing.T) {
	s := anyStrip.Example(3)
	for kind, write := range map[string]func(io.Writer, int, int) (Info, error){
		"apng": func(w io.Writer, jobs, memory int) (Info, error) {
			return APNG(w, frames(s.pictures, s.holds), &APNGOptions{Jobs: jobs, Memory: memory})
		},
		"webp": func(w io.Writer, jobs, memory int) (Info, error) {
			return WebP(w, frames(s.pictures, s.holds), &WebPOptions{Jobs: jobs, Memory: memory})
		},
	} {
		var want bytes.Buffer
		info, err := write(&want, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range [][2]int{{1, 1}, {3, 0}, {8, 1000}} {
			var got bytes.Buffer
			if again, err := write(&got, c[0], c[1]); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) || again != info {
				t.Errorf("%s, %d jobs and %d bytes: another file (%v)", kind, c[0], c[1], err)
			}
		}
	}
}

// Films of more than 255 colours are exact as well, where a GIF is not.
func TestMovingInManyColors(t *testing.T) {
	m := rainbow(20, 15, 1, color.RGBA{255, 255, 255, 255})
	two := frames([]*image.RGBA{m, rainbow(20, 15, 1, color.RGBA{0, 0, 0, 255})}, []time.Duration{time.Second, time.Second})
	for kind, write := range map[string]func() (Info, error){
		"gif":  func() (Info, error) { return GIF(io.Discard, two, nil) },
		"apng": func() (Info, error) { return APNG(io.Discard, two, nil) },
		"webp": func() (Info, error) { return WebP(io.Discard, two, nil) },
	} {
		info, err := write()
		if err != nil || info.Exact != (kind != "gif") || info.Frames != 2 || info.Duration != 2*time.Second {
			t.Errorf("%s: said to be %+v (%v)", kind, info, err)
		}
	}
}
