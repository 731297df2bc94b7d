package encode_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"flipbook/raster"
)

// What a program that knows nothing of us says of a file.
type report struct {
	delays []time.Duration // nil: it does not say
	loop   string          // "forever" or "once"; empty: it does not say
}

// A decoder reads a file and hands its frames to check.
type decoder func(t *testing.T, path string, p print) report

var decoders = map[string]map[string]decoder{
	"gif":  {"Pillow": pillow, "ffmpeg": ffmpeg, "gifsicle": gifsicle, "ImageMagick": imagemagick, "giflib": giflib},
	"apng": {"Pillow": pillow, "ffmpeg": ffmpeg},
	"webp": {"Pillow": pillow}, // ffmpeg reads no film in WebP
}

// elsewhere shows a film to other people's programs.
func elsewhere(t *testing.T, p print, kind, loop string) {
	path := filepath.Join(t.TempDir(), "film."+kind)
	if err := os.WriteFile(path, p.file, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, decode := range decoders[kind] {
		t.Run(name, func(t *testing.T) {
			r := decode(t, path, p)
			if r.loop != "" && r.loop != loop {
				t.Errorf("it is played %s, want %s", r.loop, loop)
			}
			if r.delays == nil {
				return
			}
			if len(r.delays) != len(p.delays) {
				t.Fatalf("%d delays, want %d", len(r.delays), len(p.delays))
			}
			for i, d := range r.delays {
				if d != p.delays[i] {
					t.Errorf("frame %d stands for %v, want %v", i, d, p.delays[i])
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
    sys.stdout.buffer.write(frame.convert("RGBA").tobytes())
    delays.append(frame.info["duration"])  # known once the frame is
sys.stdout.buffer.write(json.dumps({"loop": loop, "delays": delays}).encode())`
	var r report
	run(t, exec.Command(python, "-c", script, path), func(out io.Reader) error {
		in := bufio.NewReaderSize(out, 1<<20)
		var tail []byte
		next := raw(in, p.info.Size)
		seen := 0
		err := p.check(func() ([]byte, error) {
			if seen++; seen > p.info.Images {
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
			Delays []float64 // in milliseconds
		}
		if err == nil {
			err = json.Unmarshal(tail, &said)
		}
		for _, ms := range said.Delays {
			r.delays = append(r.delays, time.Duration(math.Round(ms))*time.Millisecond)
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
	var r report
	if filepath.Ext(path) == ".gif" { // of an APNG, ffmpeg plays a second round only where time may run backwards
		r.loop = "once"
		// A film that is played for ever has a frame more than it has.
		again := append(args("-ignore_loop", "0"), "-frames:v", strconv.Itoa(p.info.Images+1), "-f", "framecrc", "-")
		run(t, exec.Command(program, again...), func(out io.Reader) error {
			n := 0
			lines := bufio.NewScanner(out)
			for lines.Scan() {
				if !strings.HasPrefix(lines.Text(), "#") {
					n++
				}
			}
			if n == p.info.Images+1 {
				r.loop = "forever"
			}
			return lines.Err()
		})
	}
	run(t, exec.Command(probe, "-v", "error", "-show_entries", "packet=duration_time", "-of", "csv=p=0", path), func(out io.Reader) error {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			s, err := strconv.ParseFloat(strings.Trim(lines.Text(), ","), 64)
			if err != nil {
				return err
			}
			r.delays = append(r.delays, time.Duration(math.Round(s*1000))*time.Millisecond)
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
	some.frames, some.ends = nil, nil
	var between []raster.Frame
	for i, fr := range p.frames {
		between = append(between, fr)
		if i%9 == 0 || i == len(p.frames)-1 {
			args = append(args, "#"+strconv.Itoa(p.ends[i]-1))
			some.ends = append(some.ends, len(some.ends)+1)
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

func imagemagick(t *testing.T, path string, p print) report {
	convert, identify := need(t, "/usr/bin/convert", "imagemagick"), need(t, "/usr/bin/identify", "imagemagick")
	run(t, exec.Command(convert, path, "-coalesce", "-depth", "8", "rgba:-"), func(out io.Reader) error {
		return p.check(raw(bufio.NewReaderSize(out, 1<<20), p.info.Size))
	})
	r := report{loop: "once"}
	run(t, exec.Command(identify, "-format", "%T\n", path), func(out io.Reader) error {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			n, err := strconv.Atoi(lines.Text())
			if err != nil {
				return err
			}
			r.delays = append(r.delays, time.Duration(n)*10*time.Millisecond)
		}
		return lines.Err()
	})
	run(t, exec.Command(identify, "-verbose", path+"[0]"), func(out io.Reader) error {
		said, err := io.ReadAll(out)
		if strings.Contains(string(said), "Iterations: 0") {
			r.loop = "forever"
		}
		return err
	})
	return r
}

// giflib decodes every frame, but lays them one over the other as if nothing
// were transparent, and shows only the last.
func giflib(t *testing.T, path string, p print) report {
	g, err := gif.DecodeAll(bytes.NewReader(p.file))
	if err != nil {
		t.Fatal(err)
	}
	want := make([]byte, 3*p.info.Size.X*p.info.Size.Y)
	palette := g.Config.ColorModel.(color.Palette)
	for _, m := range g.Image {
		for i, n := range m.Pix {
			x, y := m.Rect.Min.X+i%m.Stride, m.Rect.Min.Y+i/m.Stride
			r, g, b, _ := palette[n].RGBA()
			copy(want[3*(y*p.info.Size.X+x):], []byte{byte(r >> 8), byte(g >> 8), byte(b >> 8)})
		}
	}
	seen := filepath.Join(t.TempDir(), "rgb")
	run(t, exec.Command(need(t, "gif2rgb", "giflib-tools"), "-1", "-o", seen, path), func(io.Reader) error { return nil })
	if got, err := os.ReadFile(seen); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the last frame is another picture (%v)", err)
	}
	return report{}
}
