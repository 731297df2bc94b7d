package encode_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/gif"
	"io"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
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
	within int            // of a channel: how far the file may be off
	length time.Duration
	info   encode.Info
	file   []byte
}

func printed(t *testing.T, scene scenes.Entry, theme figure.Theme, loop encode.Loop) print {
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
	p := print{length: film.Length(shots)}
	var file bytes.Buffer
	take := func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels, Jobs: 2})
	}
	p.info, err = encode.GIF(&file, take, &encode.GIFOptions{Loop: loop, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	p.file = file.Bytes()
	for fr, err := range take(p.info.Levels) {
		if err != nil {
			t.Fatal(err)
		}
		if fr.Delta != nil {
			p.frames = append(p.frames, fr)
		}
	}
	if !p.info.Exact {
		p.within = step(p.frames) - 1
	}
	return p
}

// step is the side of the smallest cubes of colours of which a film has no
// more than 255.
func step(frames []raster.Frame) int {
	colors := make(map[[4]byte]bool)
	for _, fr := range frames {
		last := [4]byte{}
		for _, s := range fr.Delta.Spans {
			for j := 0; j < len(s.Pix); j += 4 {
				if c := [4]byte(s.Pix[j:]); c != last {
					colors[c], last = true, c
				}
			}
		}
	}
	for step := 1; ; step++ {
		cubes := make(map[[3]byte]bool)
		for c := range colors {
			cubes[[3]byte{c[0] / byte(step), c[1] / byte(step), c[2] / byte(step)}] = true
		}
		if len(cubes) <= 255 {
			return step
		}
	}
}

// check compares the frames that a decoder sees, as RGBA and one after the
// other, with the pictures that the film is made of.
func (p print) check(next func() ([]byte, error)) error {
	screen := image.NewRGBA(p.frames[0].Delta.Rect)
	for i, fr := range p.frames {
		fr.Delta.Draw(screen)
		got, err := next()
		if err != nil {
			return fmt.Errorf("of %d frames only %d are seen: %w", len(p.frames), i, err)
		}
		for y := range screen.Rect.Dy() {
			row := screen.Pix[y*screen.Stride : (y+1)*screen.Stride]
			seen := got[y*screen.Stride : (y+1)*screen.Stride]
			if bytes.Equal(seen, row) {
				continue
			}
			for x := range screen.Rect.Dx() {
				is, want := [4]byte(seen[4*x:]), [4]byte(row[4*x:])
				if is != want && apart(is, want) > p.within {
					return fmt.Errorf("frame %d: pixel %d,%d is %v, want %v within %d", i, x, y, is, want, p.within)
				}
			}
		}
	}
	if _, err := next(); err != io.EOF {
		return fmt.Errorf("more than %d frames are seen: %v", len(p.frames), err)
	}
	return nil
}

func apart(a, b [4]byte) (most int) {
	for i := range a {
		most = max(most, int(a[i])-int(b[i]), int(b[i])-int(a[i]))
	}
	return most
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

// The three films come back to the last bit, in all themes, from the standard
// library's decoder and, in one of them, from other people's programs: every
// frame as it was drawn, as long as it should stand, for ever or once. They
// are as long as their scenes want them, and small.
func TestFilms(t *testing.T) {
	for i, scene := range scenes.Catalogue() {
		for j, theme := range figure.Themes() {
			t.Run(scene.Name+"/"+theme.Name, func(t *testing.T) {
				t.Parallel()
				loop := encode.Loop(i % 2)
				p := printed(t, scene, theme, loop)
				if !p.info.Exact {
					t.Errorf("its colours do not fit one palette exactly: they are rounded in steps of %d", p.within+1)
				}
				if n := len(p.file); n >= 100_000 {
					t.Errorf("it takes %d bytes, want less than 100 kB", n)
				}
				if d := p.info.Duration - p.length; d < -5*time.Millisecond || d > 5*time.Millisecond {
					t.Errorf("it takes %v, want %v", p.info.Duration, p.length)
				}
				if len(p.file) >= 100_000 {
					t.Errorf("it has %d bytes, want less than 100 kB", len(p.file))
				}
				g, err := gif.DecodeAll(bytes.NewReader(p.file))
				if err != nil {
					t.Fatal(err)
				}
				if last := g.Delay[len(g.Delay)-1]; last != 300 || g.LoopCount != -int(loop) {
					t.Errorf("the last frame holds %d hundredths, want 300; it loops %d times, want %d", last, g.LoopCount, -int(loop))
				}
				if err := p.check(composed(g)); err != nil {
					t.Error(err)
				}
				if j == i%3 {
					elsewhere(t, p, g, []string{"forever", "once"}[loop])
				}
			})
		}
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

// What a program that knows nothing of us says of a file.
type report struct {
	delays []time.Duration
	loop   string // "forever" or "once"
}

// A decoder reads a GIF file and hands its frames to check.
type decoder func(t *testing.T, path string, p print) report

var decoders = map[string]decoder{"Pillow": pillow, "ffmpeg": ffmpeg, "gifsicle": gifsicle}

// elsewhere shows a film to other people's programs.
func elsewhere(t *testing.T, p print, g *gif.GIF, loop string) {
	path := filepath.Join(t.TempDir(), "film.gif")
	if err := os.WriteFile(path, p.file, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, decode := range decoders {
		t.Run(name, func(t *testing.T) {
			r := decode(t, path, p)
			if r.loop != loop {
				t.Errorf("it is played %s, want %s", r.loop, loop)
			}
			if len(r.delays) != len(g.Delay) {
				t.Fatalf("%d delays, want %d", len(r.delays), len(g.Delay))
			}
			for i, d := range r.delays {
				if want := time.Duration(g.Delay[i]) * 10 * time.Millisecond; d != want {
					t.Errorf("frame %d stands for %v, want %v", i, d, want)
				}
			}
		})
	}
}

// need finds a program, and says what to install if it is not there.
func need(t *testing.T, program, debian string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("this test needs %s; on Debian: sudo apt install %s", program, debian)
	}
	return path
}

// run starts a program and hands its output to read.
func run(t *testing.T, cmd *exec.Cmd, read func(io.Reader) error) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	failed := read(out)
	io.Copy(io.Discard, out) // so that the program can end
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%s: %v: %s", filepath.Base(cmd.Path), err, said.String())
	}
	if failed != nil {
		t.Error(failed)
	}
}

// raw reads whole pictures, as RGBA, one after the other.
func raw(in io.Reader, size image.Point) func() ([]byte, error) {
	pix := make([]byte, 4*size.X*size.Y)
	return func() ([]byte, error) {
		_, err := io.ReadFull(in, pix)
		return pix, err
	}
}

// python is Debian's, which Debian's Pillow is for.
const python = "/usr/bin/python3"

func pillow(t *testing.T, path string, p print) report {
	if exec.Command(python, "-c", "import PIL").Run() != nil {
		t.Fatal("this test needs Pillow; on Debian: sudo apt install python3-pil")
	}
	const script = `
import json, sys
from PIL import Image, ImageSequence
m = Image.open(sys.argv[1])
loop, delays = m.info.get("loop"), []
for frame in ImageSequence.Iterator(m):
    delays.append(frame.info["duration"])
    sys.stdout.buffer.write(frame.convert("RGBA").tobytes())
sys.stdout.buffer.write(json.dumps({"loop": loop, "delays": delays}).encode())`
	var r report
	run(t, exec.Command(python, "-c", script, path), func(out io.Reader) error {
		in := bufio.NewReaderSize(out, 1<<20)
		var tail []byte
		next := raw(in, p.info.Size)
		seen := 0
		err := p.check(func() ([]byte, error) {
			if seen++; seen > len(p.frames) {
				var err error
				if tail, err = io.ReadAll(in); err == nil && tail[0] == '{' {
					err = io.EOF
				}
				return nil, err
			}
			return next()
		})
		var said struct {
			Loop   *int
			Delays []int
		}
		if err == nil {
			err = json.Unmarshal(tail, &said)
		}
		for _, ms := range said.Delays {
			r.delays = append(r.delays, time.Duration(ms)*time.Millisecond)
		}
		r.loop = "once"
		if said.Loop != nil && *said.Loop == 0 {
			r.loop = "forever"
		}
		return err
	})
	return r
}

func ffmpeg(t *testing.T, path string, p print) report {
	program, probe := need(t, "ffmpeg", "ffmpeg"), need(t, "ffprobe", "ffmpeg")
	args := func(input ...string) []string {
		return append(append([]string{"-v", "error"}, input...), "-i", path, "-fps_mode", "passthrough", "-pix_fmt", "rgba")
	}
	run(t, exec.Command(program, append(args(), "-f", "rawvideo", "-")...), func(out io.Reader) error {
		return p.check(raw(bufio.NewReaderSize(out, 1<<20), p.info.Size))
	})
	r := report{loop: "once"}
	// A film that is played for ever has a frame more than it has.
	run(t, exec.Command(program, append(args("-ignore_loop", "0"), "-frames:v", strconv.Itoa(len(p.frames)+1), "-f", "framecrc", "-")...), func(out io.Reader) error {
		n := 0
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if !strings.HasPrefix(lines.Text(), "#") {
				n++
			}
		}
		if n == len(p.frames)+1 {
			r.loop = "forever"
		}
		return lines.Err()
	})
	run(t, exec.Command(probe, "-v", "error", "-show_entries", "packet=duration_time", "-of", "csv=p=0", path), func(out io.Reader) error {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			s, err := strconv.ParseFloat(strings.Trim(lines.Text(), ","), 64)
			if err != nil {
				return err
			}
			r.delays = append(r.delays, time.Duration(math.Round(s*100))*10*time.Millisecond)
		}
		return lines.Err()
	})
	return r
}

// together is a frame that changes what all of these change.
func together(frames []raster.Frame) raster.Frame {
	out := frames[len(frames)-1]
	out.Delta = new(raster.Delta)
	for _, fr := range frames {
		out.Delta.Rect = out.Delta.Rect.Union(fr.Delta.Rect)
		out.Delta.Spans = append(out.Delta.Spans, fr.Delta.Spans...)
	}
	return out
}

func gifsicle(t *testing.T, path string, p print) report {
	program := need(t, "gifsicle", "gifsicle")
	r := report{loop: "once"}
	// gifsicle puts every frame together itself; only the whole pictures that
	// it writes are read with the standard library: every ninth, to save time,
	// and the last.
	args, some := []string{"--no-warnings", "--unoptimize", path}, p
	some.frames = nil
	var between []raster.Frame
	for i, fr := range p.frames {
		between = append(between, fr)
		if i%9 == 0 || i == len(p.frames)-1 {
			args = append(args, "#"+strconv.Itoa(i))
			some.frames = append(some.frames, together(between))
			between = nil
		}
	}
	run(t, exec.Command(program, args...), func(out io.Reader) error {
		g, err := gif.DecodeAll(out)
		if err != nil {
			return err
		}
		full := image.Rect(0, 0, p.info.Size.X, p.info.Size.Y)
		i := 0
		return some.check(func() ([]byte, error) {
			if i == len(g.Image) {
				return nil, io.EOF
			}
			if g.Image[i].Rect != full {
				return nil, fmt.Errorf("frame %d is %v, want a whole picture", i, g.Image[i].Rect)
			}
			m := image.NewRGBA(full) // transparent where gifsicle left it so
			lay(m, g.Image[i])
			i++
			return m.Pix, nil
		})
	})
	run(t, exec.Command(program, "--info", path), func(out io.Reader) error {
		said, err := io.ReadAll(out)
		for line := range strings.Lines(string(said)) {
			if strings.Contains(line, "loop forever") {
				r.loop = "forever"
			}
			if strings.Contains(line, "local color table") {
				err = fmt.Errorf("a frame has a palette of its own: %s", strings.TrimSpace(line))
			}
			if _, after, ok := strings.Cut(line, "delay "); ok {
				s, failed := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(after), "s"), 64)
				if failed != nil {
					err = failed
				}
				r.delays = append(r.delays, time.Duration(math.Round(s*100))*10*time.Millisecond)
			}
		}
		return err
	})
	return r
}
