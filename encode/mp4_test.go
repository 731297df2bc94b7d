package encode_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/browser"
	"flipbook/raster"
)

// likeness is the peak signal-to-noise ratio of two pictures in RGBA, in decibels: in all their channels, and in their
// lightness alone, which a video has for every pixel, whereas four share a colour.
func likeness(a, b []byte) (all, light float64) {
	ratio := func(sum float64, n int) float64 { return 10 * math.Log10(255*255*float64(n)/max(sum, 1)) }
	sum, sumLight := 0, 0.0
	for i := 0; i < len(a); i += 4 {
		d := [3]int{int(a[i]) - int(b[i]), int(a[i+1]) - int(b[i+1]), int(a[i+2]) - int(b[i+2])}
		sum += d[0]*d[0] + d[1]*d[1] + d[2]*d[2]
		l := 0.2126*float64(d[0]) + 0.7152*float64(d[1]) + 0.0722*float64(d[2])
		sumLight += l * l
	}
	return ratio(float64(sum), len(a)*3/4), ratio(sumLight, len(a)/4)
}

// The least likeness of a picture of a video.
const (
	alike      = 36
	alikeLight = 40
)

// A video is a film as it was written.
type video struct {
	frames []raster.Frame
	starts []int // the picture of the file with which each begins
	info   encode.Info
	file   []byte
	path   string
}

func filmed(t *testing.T, take encode.Take, rate int, o encode.MP4Options) (v video) {
	var file bytes.Buffer
	var err error
	if v.info, err = encode.MP4(context.Background(), &file, take, &o); err != nil {
		t.Fatal(err)
	}
	v.file, v.path = file.Bytes(), filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(v.path, v.file, 0o600); err != nil {
		t.Fatal(err)
	}
	var at time.Duration
	for fr, err := range take(raster.Levels) {
		if err != nil {
			t.Fatal(err)
		}
		if fr.Delta != nil {
			v.frames, v.starts = append(v.frames, fr), append(v.starts, int((at*time.Duration(rate)+time.Second/2)/time.Second))
		}
		at += fr.Hold
	}
	return v
}

// The films are H.264 as every player knows it, in the colours of BT.709, and begin to play before they are loaded. They
// take their time, the last frame among them, and every frame can be seen: by ffmpeg and in a browser.
func TestVideos(t *testing.T) {
	need(t, "ffmpeg", "ffmpeg")
	chromium := browser.Open(t)
	themes, catalogue := figure.Themes(), kinds()
	rates := map[string]int{"hopfield-recall": 50, "monty-hall": 20, "perceptron": 10}
	for i, scene := range append(catalogue, catalogue[1]) {
		theme, rate := themes[i/len(catalogue)], rates[scene.Name]
		t.Run(scene.Name+"/"+theme.Name, func(t *testing.T) {
			t.Parallel()
			take, shots := staged(t, scene, theme)
			made := "flipbook 0.5.0: render " + scene.Name + " --title='Größe → ∞'"
			v := filmed(t, take, rate, encode.MP4Options{Title: "a = b; c", Alt: "dots – and lines", Made: made})
			if line, ok, err := encode.Made(v.file); line != made || !ok || err != nil {
				t.Errorf("it says %q (%v, %v), want %q", line, ok, err, made)
			}
			if d := v.info.Duration - film.Length(shots); d.Abs() > time.Second/time.Duration(rate) || v.info.Frames != len(v.frames) {
				t.Errorf("said to be %+v, want %d frames in %v", v.info, len(v.frames), film.Length(shots))
			}
			v.probe(t, image.Pt(800, 500), rate, made)
			v.decode(t)
			v.play(t, chromium, rate)
			t.Logf("%d bytes", len(v.file))
		})
	}
}

// probe asks ffprobe for what players must know.
func (v video) probe(t *testing.T, size image.Point, rate int, made string) {
	t.Helper()
	var said struct {
		Streams []map[string]any
		Format  struct {
			Duration string
			Tags     map[string]string
		}
	}
	out, err := exec.Command(need(t, "ffprobe", "ffmpeg"), "-v", "error", "-show_streams", "-show_format", "-of", "json", v.path).Output()
	if err == nil {
		err = json.Unmarshal(out, &said)
	}
	if err != nil || len(said.Streams) != 1 {
		t.Fatalf("ffprobe: %v: %s", err, out)
	}
	for key, want := range map[string]any{
		"codec_name": "h264", "profile": "High", "pix_fmt": "yuv420p", "width": size.X, "height": size.Y,
		"color_range": "tv", "color_space": "bt709", "color_transfer": "bt709", "color_primaries": "bt709",
		"r_frame_rate": fmt.Sprintf("%d/1", rate), "avg_frame_rate": fmt.Sprintf("%d/1", rate), "nb_frames": v.info.Images,
		"start_time": "0.000000", "duration": fmt.Sprintf("%.6f", v.info.Duration.Seconds()),
	} {
		if got := said.Streams[0][key]; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s is %v, want %v", key, got, want)
		}
	}
	if got := said.Format.Tags; got["comment"] != made || got["title"] != "a = b; c" || got["description"] != "dots – and lines" || got["creation_time"] != "" || got["encoder"] != "" {
		t.Errorf("its tags are %v", got)
	}
	if bytes.Contains(v.file, []byte("x264 - core")) {
		t.Error("the version of x264 is in the file")
	}
	var order []string
	for rest := v.file; len(rest) > 8; rest = rest[binary.BigEndian.Uint32(rest):] {
		order = append(order, string(rest[4:8]))
	}
	if got := strings.Join(order, " "); !strings.HasPrefix(got, "ftyp moov") || !strings.Contains(got, "mdat") {
		t.Errorf("it holds %s, want the index in front", got)
	}
}

// decode compares what ffmpeg sees with the film: the picture with which each frame begins, and the last of all.
func (v video) decode(t *testing.T) {
	t.Helper()
	screen := image.NewRGBA(v.frames[0].Delta.Rect)
	worst, worstLight := math.Inf(1), math.Inf(1)
	cmd := exec.Command(need(t, "ffmpeg", "ffmpeg"), "-v", "error", "-i", v.path, "-fps_mode", "passthrough",
		"-vf", fmt.Sprintf("scale=in_color_matrix=bt709:in_range=tv,format=rgba,crop=%d:%d:0:0", screen.Rect.Dx(), screen.Rect.Dy()), "-f", "rawvideo", "-")
	run(t, cmd, func(out io.Reader) error {
		next := raw(bufio.NewReaderSize(out, 1<<20), v.info.Size)
		shown := 0
		for n := range v.info.Images {
			got, err := next()
			if err != nil {
				return fmt.Errorf("picture %d of %d: %w", n, v.info.Images, err)
			}
			changed := n == v.info.Images-1
			for shown < len(v.frames) && v.starts[shown] <= n {
				v.frames[shown].Delta.Draw(screen)
				shown++
				changed = true
			}
			if changed {
				all, light := likeness(got, screen.Pix)
				worst, worstLight = min(worst, all), min(worstLight, light)
			}
		}
		if _, err := next(); err != io.EOF || shown != len(v.frames) {
			return fmt.Errorf("more than %d pictures (%v), or only %d of %d frames", v.info.Images, err, shown, len(v.frames))
		}
		return nil
	})
	if t.Logf("%.1f dB at worst, in lightness %.1f", worst, worstLight); worst < alike || worstLight < alikeLight {
		t.Errorf("a picture is like the one that was drawn to %.1f dB, and to %.1f in lightness; want %v and %v", worst, worstLight, alike, alikeLight)
	}
}

// seek shows a video at a moment, in the middle of a picture that lasts for twice half a moment, and gives what is then seen.
const seek = `(async (at, half) => {
	const v = document.createElement("video");
	v.muted = true;
	v.src = "/film.mp4";
	await new Promise((done, fail) => { v.onloadeddata = done; v.onerror = () => fail(new Error(v.error.message)); });
	await new Promise(done => { // once it is there to be seen
		const look = (_, frame) => Math.abs(frame.mediaTime + half - at) < half ? done() : v.requestVideoFrameCallback(look);
		v.requestVideoFrameCallback(look);
		v.currentTime = at;
	});
	const c = document.createElement("canvas");
	[c.width, c.height] = [v.videoWidth, v.videoHeight];
	c.getContext("2d").drawImage(v, 0, 0);
	return {duration: v.duration, picture: c.toDataURL().split(",")[1]};
})(%v, %v)`

// play looks at a few frames in a browser.
func (v video) play(t *testing.T, b *browser.Browser, rate int) {
	t.Helper()
	page := b.Visit(t, served(t, map[string][]byte{"film.mp4": v.file}))
	screen := image.NewRGBA(v.frames[0].Delta.Rect)
	for i, fr := range v.frames {
		fr.Delta.Draw(screen)
		if i%(len(v.frames)/3) != 0 && i != len(v.frames)-1 {
			continue
		}
		var seen struct {
			Duration float64
			Picture  []byte
		}
		page.Eval(fmt.Sprintf(seek, (float64(v.starts[i])+0.5)/float64(rate), 0.5/float64(rate)), &seen)
		m, err := png.Decode(bytes.NewReader(seen.Picture))
		if err != nil {
			t.Fatal(err)
		}
		got := image.NewRGBA(m.Bounds())
		draw.Draw(got, got.Rect, m, image.Point{}, draw.Src)
		if all, light := likeness(got.Pix, screen.Pix); all < alike || light < alikeLight {
			t.Errorf("Chromium: frame %d is like the one that was drawn to %.1f dB, and to %.1f in lightness; want %v and %v", i, all, light, alike, alikeLight)
		}
		if d := seen.Duration - v.info.Duration.Seconds(); math.Abs(d) > 0.001 {
			t.Errorf("Chromium: it takes %v s, want %v", seen.Duration, v.info.Duration)
		}
	}
}

// slides are gray pictures of a size that stand so long. Towards the right and the bottom they become lighter.
func slides(size image.Point, holds ...time.Duration) encode.Take {
	return func(int) iter.Seq2[raster.Frame, error] {
		return func(yield func(raster.Frame, error) bool) {
			for i, hold := range holds {
				d := &raster.Delta{Rect: image.Rectangle{Max: size}}
				for y := range size.Y {
					row := make([]uint8, 0, 4*size.X)
					for x := range size.X {
						v := uint8(60*(i%3) + 2*x + y)
						row = append(row, v, v, v, 255)
					}
					d.Spans = append(d.Spans, raster.Span{Y: y, Pix: row})
				}
				if !yield(raster.Frame{Shot: film.Shot{Frame: i, Hold: hold}, Delta: d}, nil) {
					return
				}
			}
		}
	}
}

// Odd sides become even by one pixel more, which is like its neighbour.
func TestOddVideo(t *testing.T) {
	for _, size := range []image.Point{{33, 21}, {34, 21}, {33, 22}, {2, 3}} {
		v := filmed(t, slides(size, time.Second, 500*time.Millisecond, 100*time.Millisecond), 10, encode.MP4Options{})
		wide, high := size.X+size.X%2, size.Y+size.Y%2
		v.decode(t)
		cmd := exec.Command("ffmpeg", "-v", "error", "-i", v.path, "-frames:v", "1", "-vf", "scale=in_color_matrix=bt709:in_range=tv,format=gray", "-f", "rawvideo", "-")
		pix, err := cmd.Output()
		if err != nil || len(pix) != wide*high {
			t.Fatalf("%v: %v, %d bytes, want %dx%d", size, err, len(pix), wide, high)
		}
		for _, at := range []image.Point{{wide - 1, high / 2}, {wide / 2, high - 1}, {wide - 1, high - 1}} {
			near := image.Pt(min(at.X, size.X-1), min(at.Y, size.Y-1))
			if is, want := int(pix[at.Y*wide+at.X]), 2*near.X+near.Y; is < want-4 || is > want+4 {
				t.Errorf("%v: the pixel at %v is %d, want about %d, that of %v", size, at, is, want, near)
			}
		}
	}
}

// The same film gives the same file.
func TestVideoTwice(t *testing.T) {
	take := slides(image.Pt(64, 48), 40*time.Millisecond, 80*time.Millisecond, time.Second)
	if a, b := filmed(t, take, 25, encode.MP4Options{}), filmed(t, take, 25, encode.MP4Options{Memory: 1}); !bytes.Equal(a.file, b.file) {
		t.Error("another time, it is another file")
	}
}

// script is a program that stands for ffmpeg.
func script(t *testing.T, lines string) string {
	path := filepath.Join(t.TempDir(), "ffmpeg")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+lines+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// What goes wrong is one line; nothing has been written then, and nothing is left behind.
func TestVideoErrors(t *testing.T) {
	torn := errors.New("the film tore")
	good := slides(image.Pt(640, 480), time.Second, time.Second)
	broken := func(levels int) iter.Seq2[raster.Frame, error] {
		calls := 0
		return func(yield func(raster.Frame, error) bool) {
			if calls++; calls > 1 { // in the second pass
				yield(raster.Frame{}, torn)
				return
			}
			good(levels)(yield)
		}
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	soon, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		take encode.Take
		o    encode.MP4Options
		want string
	}{
		{"no ffmpeg", context.Background(), good, encode.MP4Options{FFmpeg: "no-such-program"}, "on Debian: sudo apt install ffmpeg"},
		{"it complains", context.Background(), good, encode.MP4Options{FFmpeg: script(t, "cat >/dev/null; echo first >&2; echo 'Unknown encoder libx264' >&2; exit 1")}, "ffmpeg: Unknown encoder libx264"},
		{"it ends early", context.Background(), good, encode.MP4Options{FFmpeg: script(t, "exit 3")}, "ffmpeg: exit status 3"},
		{"it cannot be run", context.Background(), good, encode.MP4Options{FFmpeg: script(t, "") + "/ffmpeg"}, "on Debian: sudo apt install ffmpeg"},
		{"it hangs", soon, good, encode.MP4Options{FFmpeg: script(t, "exec sleep 100")}, "deadline"},
		{"the reader has gone", ended, good, encode.MP4Options{}, "canceled"},
		{"the film tears", context.Background(), broken, encode.MP4Options{Memory: 1}, torn.Error()},
		{"too large for it", context.Background(), slides(image.Pt(40000, 2), time.Second), encode.MP4Options{}, "ffmpeg: "},
		{"two lines", context.Background(), good, encode.MP4Options{Made: "one\ntwo"}, "in one line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			var file bytes.Buffer
			_, err := encode.MP4(c.ctx, &file, c.take, &c.o)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want a line that says %q", err, c.want)
			}
			if is := errors.Is(err, encode.ErrNoFFmpeg); is != strings.Contains(c.want, "Debian") {
				t.Errorf("%v is ErrNoFFmpeg: %v", err, is)
			}
			if left, err := os.ReadDir(os.TempDir()); file.Len() > 0 || len(left) > 0 || err != nil {
				t.Errorf("%d bytes were written, and %v is left (%v)", file.Len(), left, err)
			}
		})
	}
}
