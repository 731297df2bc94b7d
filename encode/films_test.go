package encode_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/gif"
	"io"
	"iter"
	"testing"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
	"flipbook/scenes"
)

// A print is a film as it was drawn and as it was written.
type print struct {
	frames []raster.Frame // without those that change nothing
	length time.Duration
	info   encode.Info
	file   []byte
	ends   []int           // how many images of the file a decoder has seen at the end of each frame
	delays []time.Duration // that the images stand
}

// kinds are the scenes in whose films the formats are tested: a format knows no
// scene, and these have what films are made of. What holds for the files of
// every scene, the tests of the command see to.
func kinds() (out []scenes.Entry) {
	for _, name := range []string{"hopfield-recall", "monty-hall", "perceptron"} {
		out = append(out, entry(name))
	}
	return out
}

func entry(name string) scenes.Entry {
	e, ok := scenes.Named(name)
	if !ok {
		panic("no scene " + name)
	}
	return e
}

// staged is a film of a scene, and its shots.
func staged(t *testing.T, scene scenes.Entry, theme figure.Theme) (encode.Take, []film.Shot) {
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	f, err := scene.New().Film(context.Background(), figure.Stage{Theme: theme, Digits: digits})
	if err != nil {
		t.Fatal(err)
	}
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		t.Fatal(err)
	}
	return func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels, Jobs: 2})
	}, shots
}

// changes are the frames of a film that change something.
func changes(t *testing.T, frames iter.Seq2[raster.Frame, error]) (out []raster.Frame) {
	for fr, err := range frames {
		if err != nil {
			t.Fatal(err)
		}
		if fr.Delta != nil {
			out = append(out, fr)
		}
	}
	return out
}

func printed(t *testing.T, scene scenes.Entry, theme figure.Theme, o encode.GIFOptions) print {
	take, shots := staged(t, scene, theme)
	p := print{length: film.Length(shots)}
	var file bytes.Buffer
	var err error
	p.info, err = encode.GIF(&file, take, &o)
	if err != nil {
		t.Fatal(err)
	}
	p.file = file.Bytes()
	p.frames = changes(t, take(p.info.Levels))
	p.ends = ends(t, shots, p)
	if len(p.ends) != len(p.frames) {
		t.Fatalf("the moments of %d frames are those of the film, want %d", len(p.ends), len(p.frames))
	}
	return p
}

// ends are the numbers of images after which frames are complete: when the time has passed that they stand.
func ends(t *testing.T, shots []film.Shot, p print) (out []int) {
	g, err := gif.DecodeAll(bytes.NewReader(p.file))
	if err != nil {
		t.Fatal(err)
	}
	moments := make(map[int]bool) // in hundredths of a second
	var at time.Duration
	for _, s := range shots {
		at += s.Hold
		moments[int((at+5*time.Millisecond)/(10*time.Millisecond))] = true
	}
	shown := 0
	for i, d := range g.Delay {
		if shown += d; moments[shown] {
			out = append(out, i+1)
		}
	}
	return out
}

// check compares the frames that a decoder sees, as RGBA and one after the
// other, with the pictures that the film is made of.
func (p print) check(next func() ([]byte, error)) error {
	screen := image.NewRGBA(p.frames[0].Delta.Rect)
	images := 0
	for i, fr := range p.frames {
		fr.Delta.Draw(screen)
		var got []byte
		var err error
		for ; images < p.ends[i]; images++ {
			if got, err = next(); err != nil {
				return fmt.Errorf("of %d frames only %d are seen: %w", len(p.frames), i, err)
			}
		}
		for y := range screen.Rect.Dy() {
			row := screen.Pix[y*screen.Stride : (y+1)*screen.Stride]
			seen := got[y*screen.Stride : (y+1)*screen.Stride]
			if bytes.Equal(seen, row) {
				continue
			}
			for x := range screen.Rect.Dx() {
				if is, want := [4]byte(seen[4*x:]), [4]byte(row[4*x:]); is != want {
					return fmt.Errorf("frame %d: pixel %d,%d is %v, want %v", i, x, y, is, want)
				}
			}
		}
	}
	if _, err := next(); err != io.EOF {
		return fmt.Errorf("more than %d frames are seen: %v", len(p.frames), err)
	}
	return nil
}

// lay puts a picture on a screen where it is opaque. (So does image/draw, but
// under the race detector it takes a minute.)
func lay(screen *image.RGBA, m image.Image) {
	b := m.Bounds()
	switch m := m.(type) {
	case *image.RGBA:
		for y := b.Min.Y; y < b.Max.Y; y++ {
			from, to := m.Pix[m.PixOffset(b.Min.X, y):m.PixOffset(b.Max.X, y)], screen.Pix[screen.PixOffset(b.Min.X, y):]
			for j := 0; j < len(from); j += 4 {
				if from[j+3] != 0 {
					*(*[4]byte)(to[j:]) = [4]byte(from[j:])
				}
			}
		}
	case *image.Paletted:
		var inks [256][4]byte
		for i, c := range m.Palette {
			r, g, b, a := c.RGBA()
			inks[i] = [4]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)}
		}
		for y := b.Min.Y; y < b.Max.Y; y++ {
			from, to := m.Pix[m.PixOffset(b.Min.X, y):m.PixOffset(b.Max.X, y)], screen.Pix[screen.PixOffset(b.Min.X, y):]
			for j, i := range from {
				if inks[i][3] != 0 {
					*(*[4]byte)(to[4*j:]) = inks[i]
				}
			}
		}
	}
}

// The films come back to the last bit, in all themes, with the standard
// library's codes and with our own, from the standard library's decoder and, in
// one of the themes, from other people's programs: every frame as it was drawn,
// as long as it should stand, for ever or once. They are as long as their
// scenes want them, and small.
func TestFilms(t *testing.T) {
	for i, scene := range kinds() {
		for j, theme := range figure.Themes() {
			t.Run(scene.Name+"/"+theme.Name, func(t *testing.T) {
				t.Parallel()
				o := encode.GIFOptions{Loop: encode.Loop(i % 2), Jobs: 2}
				plain := printed(t, scene, theme, o)
				plain.lookAt(t, o, j == i%3)
				if plain.info.Images != plain.info.Frames {
					t.Errorf("%d images for %d frames", plain.info.Images, plain.info.Frames)
				}
				if same, err := encode.Standard(plain.file); err != nil || !bytes.Equal(plain.file, same) {
					t.Errorf("the standard library writes these images as another file (%v)", err)
				}
				if j != i%3 { // the best of one theme takes as long as all this
					return
				}
				o.Best = true
				best := printed(t, scene, theme, o)
				best.lookAt(t, o, true)
				if len(best.file) > len(plain.file)*97/100 {
					t.Errorf("%d bytes at best, and %d without effort", len(best.file), len(plain.file))
				}
			})
		}
	}
}

func (p print) lookAt(t *testing.T, o encode.GIFOptions, elsewhereToo bool) {
	if !p.info.Exact {
		t.Errorf("its colours do not fit one palette: %+v", p.info)
	}
	if n := len(p.file); n >= 100_000 {
		t.Errorf("it takes %d bytes, want less than 100 kB", n)
	}
	if d := p.info.Duration - p.length; d < -5*time.Millisecond || d > 5*time.Millisecond {
		t.Errorf("it takes %v, want %v", p.info.Duration, p.length)
	}
	g, err := gif.DecodeAll(bytes.NewReader(p.file))
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Image) != p.info.Images || len(p.frames) != p.info.Frames {
		t.Errorf("%d images and %d frames, said to be %+v", len(g.Image), len(p.frames), p.info)
	}
	if last := g.Delay[len(g.Delay)-1]; last < 296 || last > 300 || g.LoopCount != -int(o.Loop) {
		t.Errorf("the last image holds %d hundredths, want 300 but for its parts; it loops %d times, want %d", last, g.LoopCount, -int(o.Loop))
	}
	if err := p.check(composed(g)); err != nil {
		t.Error(err)
	}
	if elsewhereToo {
		for _, d := range g.Delay {
			p.delays = append(p.delays, time.Duration(d)*10*time.Millisecond)
		}
		elsewhere(t, p, "gif", []string{"forever", "once"}[o.Loop])
	}
}

func composed(g *gif.GIF) func() ([]byte, error) {
	screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	i := 0
	return func() ([]byte, error) {
		if i == len(g.Image) {
			return nil, io.EOF
		}
		lay(screen, g.Image[i])
		i++
		return screen.Pix, nil
	}
}
