package encode

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"io"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/film"
	"flipbook/raster"
)

// A bar grows, a pixel a frame, and stands still at the end.
func ExampleGIF() {
	const n = 5
	bar := func(c vg.Canvas, x0, x1 int, ink color.Color) {
		c.SetColor(ink)
		c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(x0)}, Max: vg.Point{X: vg.Length(x1), Y: 10}}.Path())
	}
	f := &film.Film{
		Size: image.Pt(n, 10), Len: n, Hold: film.Steady(50*time.Millisecond, n), Alt: "a bar grows",
		Backdrop: func(c vg.Canvas) { bar(c, 0, n, color.White) },
		Trail:    func(c vg.Canvas, i int) { bar(c, i, i+1, color.Black) },
	}
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	info, err := GIF(&file, func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
	}, nil)
	fmt.Println(info.Frames, "frames,", info.Duration, "long,", info.Colors, "colours, exact:", info.Exact, err)
	g, err := gif.DecodeAll(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, m := range g.Image {
		fmt.Println(m.Rect, "for", g.Delay[i], "hundredths")
	}
	// Output:
	// 5 frames, 3.2s long, 2 colours, exact: true <nil>
	// (0,0)-(5,10) for 5 hundredths
	// (1,0)-(2,10) for 5 hundredths
	// (2,0)-(3,10) for 5 hundredths
	// (3,0)-(4,10) for 5 hundredths
	// (4,0)-(5,10) for 300 hundredths
}

// frames are pictures as raster hands them on: the first whole, and of the
// others what differs, compared pixel by pixel. More or fewer levels change
// nothing about them.
func frames(pictures []*image.RGBA, holds []time.Duration) Take {
	return func(int) iter.Seq2[raster.Frame, error] {
		return func(yield func(raster.Frame, error) bool) {
			for i, m := range pictures {
				fr := raster.Frame{Shot: film.Shot{Frame: i, Hold: holds[i]}, Delta: new(raster.Delta)}
				for j := 0; j < len(m.Pix); j += 4 {
					if i == 0 || !bytes.Equal(m.Pix[j:j+4], pictures[i-1].Pix[j:j+4]) {
						x, y := j%m.Stride/4, j/m.Stride
						fr.Delta.Spans = append(fr.Delta.Spans, raster.Span{X: x, Y: y, Pix: m.Pix[j : j+4]})
						fr.Delta.Rect = fr.Delta.Rect.Union(image.Rect(x, y, x+1, y+1))
					}
				}
				if fr.Delta.Rect.Empty() {
					fr.Delta = nil
				}
				if !yield(fr, nil) {
					return
				}
			}
		}
	}
}

// composed is what a player of the file shows.
func composed(g *gif.GIF) (out []*image.RGBA) {
	screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	for _, m := range g.Image {
		draw.Draw(screen, m.Rect, m, m.Rect.Min, draw.Over)
		out = append(out, &image.RGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect})
	}
	return out
}

func encoded(t interface {
	Helper()
	Fatal(...any)
}, all Take, o *GIFOptions) (Info, []byte, *gif.GIF) {
	t.Helper()
	var file bytes.Buffer
	info, err := GIF(&file, all, o)
	if err != nil {
		t.Fatal(err)
	}
	data := file.Bytes()
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return info, data, g
}

// Standard is what the standard library makes of the images in a file.
func Standard(file []byte) ([]byte, error) {
	g, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	palette := slices.Clone(g.Config.ColorModel.(color.Palette))
	palette[0] = color.RGBA{}
	g.Config.ColorModel = palette
	for _, m := range g.Image {
		// The code size follows the length of the palette: that of an image
		// ends with its highest colour.
		m.Palette = palette[:1<<max(2, bits.Len8(slices.Max(m.Pix)))]
	}
	var out bytes.Buffer
	err = gif.EncodeAll(&out, g)
	return out.Bytes(), err
}

// Every frame of a film of up to 255 colours comes back to the last bit, as
// long as it stood; equal ones are one frame. The bytes are the standard
// library's.
func TestRandomGIFs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := image.Pt(rapid.IntRange(1, 20).Draw(t, "wide"), rapid.IntRange(1, 20).Draw(t, "high"))
		colors := anyColors(t, 1, 255)
		var pictures []*image.RGBA
		var holds []time.Duration
		screen := image.NewRGBA(image.Rectangle{Max: size})
		draw.Draw(screen, screen.Rect, image.NewUniform(colors[0]), image.Point{}, draw.Src)
		for i := range rapid.IntRange(1, 20).Draw(t, "frames") {
			if i > 0 {
				p := image.Pt(rapid.IntRange(0, 19).Draw(t, "x"), rapid.IntRange(0, 19).Draw(t, "y"))
				r := image.Rectangle{Min: p, Max: p.Add(image.Pt(rapid.IntRange(0, 9).Draw(t, "w"), rapid.IntRange(0, 9).Draw(t, "h")))}
				for j := range r.Dx() * r.Dy() {
					if q := r.Min.Add(image.Pt(j%r.Dx(), j/r.Dx())); q.In(screen.Rect) {
						screen.SetRGBA(q.X, q.Y, colors[(i*31+j*j)%len(colors)])
					}
				}
			}
			pictures = append(pictures, &image.RGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect})
			holds = append(holds, time.Duration(rapid.IntRange(20, 900).Draw(t, "hold"))*time.Millisecond)
		}
		info, data, g := encoded(t, frames(pictures, holds), nil)
		if same, err := Standard(data); err != nil || !bytes.Equal(data, same) {
			t.Fatalf("the standard library writes these images as another file (%v)", err)
		}

		var want []*image.RGBA // without repetitions
		var ends []time.Duration
		var at time.Duration
		for i, m := range pictures {
			at += holds[i]
			if n := len(want); n > 0 && bytes.Equal(want[n-1].Pix, m.Pix) {
				ends[n-1] = at
				continue
			}
			want, ends = append(want, m), append(ends, at)
		}
		got := composed(g)
		if len(got) != len(want) || info.Frames != len(want) {
			t.Fatalf("%d frames, said to be %d, want %d", len(got), info.Frames, len(want))
		}
		var shown time.Duration
		for i := range want {
			if !bytes.Equal(got[i].Pix, want[i].Pix) {
				t.Fatalf("frame %d of %d is another picture", i, len(want))
			}
			if g.Delay[i] < 2 {
				t.Fatalf("frame %d stands for %d hundredths", i, g.Delay[i])
			}
			shown += time.Duration(g.Delay[i]) * 10 * time.Millisecond
			if d := shown - ends[i]; d < -5*time.Millisecond || d > 15*time.Millisecond {
				t.Fatalf("frame %d ends at %v, want %v", i, shown, ends[i])
			}
		}
		if !info.Exact || info.Size != size || info.Duration != shown {
			t.Fatalf("it is said to be %+v; want exact, %v, %v", info, size, shown)
		}
		b, err := blocks(data)
		if err != nil {
			t.Fatal(err)
		}
		if b.localTables > 0 || b.globalTable < 4 {
			t.Fatalf("%d local colour tables, and one of %d for all", b.localTables, b.globalTable)
		}
		for i, d := range b.disposals {
			if d != gif.DisposalNone {
				t.Fatalf("frame %d is disposed of by method %d", i, d)
			}
		}
	})
}

func gray(v uint8) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 3, 2))
	draw.Draw(m, m.Rect, image.NewUniform(color.Gray{v}), image.Point{}, draw.Src)
	return m
}

// Moments are rounded to hundredths of a second, not holds; no frame stands
// for less than two hundredths, and those that follow keep their own time.
func TestDelays(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name  string
		holds []time.Duration
		want  []int
	}{
		{"whole hundredths", []time.Duration{50 * ms, 20 * ms, 3000 * ms}, []int{5, 2, 300}},
		{"thirds do not add up", []time.Duration{33333 * time.Microsecond, 33333 * time.Microsecond, 33334 * time.Microsecond, 33333 * time.Microsecond, 33333 * time.Microsecond, 33334 * time.Microsecond}, []int{3, 4, 3, 3, 4, 3}},
		{"ties", []time.Duration{25 * ms, 25 * ms, 25 * ms, 25 * ms}, []int{3, 2, 3, 2}},
		{"too short to be shown", []time.Duration{5 * ms, 5 * ms, 5 * ms, 1000 * ms}, []int{2, 2, 2, 100}},
		{"as long as can be", []time.Duration{655350 * ms, 20 * ms}, []int{65535, 2}},
	} {
		var pictures []*image.RGBA
		for i := range c.holds {
			pictures = append(pictures, gray(uint8(i)))
		}
		info, _, g := encoded(t, frames(pictures, c.holds), nil)
		if !slices.Equal(g.Delay, c.want) {
			t.Errorf("%s: delays %v, want %v", c.name, g.Delay, c.want)
		}
		sum := 0
		for _, d := range g.Delay {
			sum += d
		}
		if info.Duration != time.Duration(sum)*10*ms {
			t.Errorf("%s: said to take %v, want %d hundredths", c.name, info.Duration, sum)
		}
	}
}

func TestEqualFramesAreOne(t *testing.T) {
	a, b := gray(1), gray(2)
	holds := []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 4 * time.Second}
	_, _, g := encoded(t, frames([]*image.RGBA{a, a, b, b}, holds), nil)
	if !slices.Equal(g.Delay, []int{300, 700}) {
		t.Errorf("delays %v, want 300 and 700", g.Delay)
	}
}

func TestLoop(t *testing.T) {
	for loop, want := range map[Loop][]int{Forever: {0}, Once: nil} {
		_, data, _ := encoded(t, frames([]*image.RGBA{gray(1), gray(2)}, []time.Duration{time.Second, time.Second}), &GIFOptions{Loop: loop})
		b, err := blocks(data)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(b.loops, want) {
			t.Errorf("loop %v: the file says %v, want %v", loop, b.loops, want)
		}
	}
}

func TestGIFErrors(t *testing.T) {
	broken := errors.New("the film tore")
	two := []*image.RGBA{gray(1), gray(2)}
	long := []time.Duration{time.Second, 656 * time.Second}
	for _, c := range []struct {
		name string
		all  Take
		w    io.Writer
		want string
	}{
		{"a hold too long", frames(two, long), io.Discard, "at most 10m55.35s"},
		{"equal frames too long together", frames([]*image.RGBA{two[0], two[0]}, []time.Duration{400 * time.Second, 400 * time.Second}), io.Discard, "at most 10m55.35s"},
		{"no frames", frames(nil, nil), io.Discard, "no frames"},
		{"a film that fails", func(int) iter.Seq2[raster.Frame, error] {
			return func(yield func(raster.Frame, error) bool) {
				for fr, err := range frames(two, long)(0) {
					if !yield(fr, err) {
						return
					}
				}
				yield(raster.Frame{}, broken)
			}
		}, io.Discard, broken.Error()},
		{"a frame beside the picture", func(int) iter.Seq2[raster.Frame, error] {
			return func(yield func(raster.Frame, error) bool) {
				for fr, err := range frames(two, long)(0) {
					if fr.Frame == 1 {
						fr.Delta.Rect = fr.Delta.Rect.Add(image.Pt(1, 0))
					}
					if !yield(fr, err) {
						return
					}
				}
			}
		}, io.Discard, "frames within"},
		{"a picture too wide", frames([]*image.RGBA{image.NewRGBA(image.Rect(0, 0, 65536, 1))}, long), io.Discard, "sides of up to 65535"},
		{"a disk that is full", frames(two, []time.Duration{time.Second, time.Second}), full{}, "no space"},
	} {
		if _, err := GIF(c.w, c.all, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error that says %q", c.name, err, c.want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// rainbow holds the colours up to r, g and b, and a half of paper.
func rainbow(r, g, b int, paper color.RGBA) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 2*r*b, 2*g))
	draw.Draw(m, m.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	for z := range b {
		for y := range g {
			for x := range r {
				m.SetRGBA(z*r+x, y, color.RGBA{uint8(x), uint8(y), uint8(z), 255})
			}
		}
	}
	return m
}

// Films of more colours are rounded, channel by channel and alike in all
// frames; the paper stays as it is.
func TestManyColors(t *testing.T) {
	paper := color.RGBA{255, 255, 255, 255}
	for _, c := range []struct {
		name    string
		picture *image.RGBA
		coarser int // the steps than they would have to be
	}{
		{"300", rainbow(20, 15, 1, paper), 0},
		{"32,768", rainbow(32, 32, 32, paper), 0},
		{"65,536", rainbow(256, 256, 1, paper), 7},
		{"129,024, near each other", rainbow(56, 48, 48, paper), 7},
	} {
		later := &image.RGBA{Pix: slices.Clone(c.picture.Pix), Stride: c.picture.Stride, Rect: c.picture.Rect}
		for i := 0; i < len(later.Pix); i += 4 {
			later.Pix[i+1], later.Pix[i+2] = later.Pix[i+2], later.Pix[i+1]
		}
		pictures := []*image.RGBA{c.picture, later}
		info, _, g := encoded(t, frames(pictures, []time.Duration{time.Second, time.Second}), nil)
		if info.Exact || info.Colors > 255 || info.Colors < 32 {
			t.Errorf("%s colours: said to be %d in the palette, exact: %v", c.name, info.Colors, info.Exact)
		}
		entry := make(map[color.RGBA]color.RGBA)
		for i, m := range composed(g) {
			for j := 0; j < len(m.Pix); j += 4 {
				was, is := pixel(pictures[i].Pix[j:]), pixel(m.Pix[j:])
				if e, ok := entry[was]; ok && e != is {
					t.Fatalf("%s colours: %v becomes %v, and %v elsewhere", c.name, was, e, is)
				}
				entry[was] = is
			}
		}
		parts := 256 // of a channel: as many as leave so few colours
		for ; ; parts-- {
			cells := make(map[cell]bool)
			for was := range entry {
				cells[cellOf(was, parts)] = true
			}
			if len(cells) <= 255 {
				break
			}
		}
		for was, is := range entry {
			if d := max(apart(was.R, is.R), apart(was.G, is.G), apart(was.B, is.B)); d > 256/parts+c.coarser {
				t.Errorf("%s colours: %v becomes %v, %d away, want at most %d", c.name, was, is, d, 256/parts+c.coarser)
				break
			}
		}
		if got := entry[paper]; got != paper {
			t.Errorf("%s colours: the paper becomes %v", c.name, got)
		}
	}
}

func pixel(p []uint8) color.RGBA { return color.RGBA{p[0], p[1], p[2], p[3]} }

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
