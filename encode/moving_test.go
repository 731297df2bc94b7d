package encode_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/browser"
	"flipbook/raster"
)

// steps are how long the images of a film stand that counts milliseconds. What changes nothing is no image.
func steps(shots []film.Shot, frames []raster.Frame) (out []time.Duration) {
	starts := make(map[int]bool)
	for _, fr := range frames {
		starts[fr.Frame] = true
	}
	var at, begun time.Duration
	for i, s := range shots {
		if i > 0 && starts[s.Frame] {
			out = append(out, at.Round(time.Millisecond)-begun)
			begun = at.Round(time.Millisecond)
		}
		at += s.Hold
	}
	return append(out, at.Round(time.Millisecond)-begun)
}

// A format in which a film moves, and comes back to the last bit.
type format struct {
	kind  string
	write func(w io.Writer, take encode.Take, loop encode.Loop, title, alt, made string) (encode.Info, error)
}

var formats = []format{
	{"gif", func(w io.Writer, take encode.Take, loop encode.Loop, _, _, made string) (encode.Info, error) {
		return encode.GIF(w, take, &encode.GIFOptions{Loop: loop, Jobs: 2, Made: made})
	}},
	{"apng", func(w io.Writer, take encode.Take, loop encode.Loop, title, alt, made string) (encode.Info, error) {
		return encode.APNG(w, take, &encode.APNGOptions{Loop: loop, Jobs: 2, Title: title, Alt: alt, Made: made})
	}},
	{"webp", func(w io.Writer, take encode.Take, loop encode.Loop, title, alt, made string) (encode.Info, error) {
		return encode.WebP(w, take, &encode.WebPOptions{Loop: loop, Jobs: 2, Title: title, Alt: alt, Made: made})
	}},
}

// The films come back to the last bit as APNG and as WebP as well, to the millisecond, for ever or once, from other people's
// programs and from a browser, and take less than as GIF. Every file says how it was made.
func TestMovingFilms(t *testing.T) {
	chromium := browser.Open(t)
	themes, catalogue := figure.Themes(), kinds()
	for i, scene := range append(catalogue, catalogue[1]) {
		theme := themes[i/len(catalogue)]
		t.Run(scene.Name+"/"+theme.Name, func(t *testing.T) {
			t.Parallel()
			take, shots := staged(t, scene, theme)
			frames, loop := changes(t, take(0)), encode.Loop(i%2)
			made := fmt.Sprintf("flipbook 0.5.0: render %s --title='Größe %d → ∞'", scene.Name, i)
			size := make(map[string]int)
			for _, f := range formats {
				t.Run(f.kind, func(t *testing.T) {
					var file bytes.Buffer
					info, err := f.write(&file, take, loop, "Wie oft? <&>", "a film", made)
					if err != nil {
						t.Fatal(err)
					}
					p := print{frames: frames, length: film.Length(shots), info: info, file: file.Bytes()}
					for n := range frames {
						p.ends = append(p.ends, n+1)
					}
					p.delays = steps(shots, frames)
					if line, ok, err := encode.Made(p.file); line != made || !ok || err != nil {
						t.Errorf("it says %q (%v, %v), want %q", line, ok, err, made)
					}
					if size[f.kind] = len(p.file); f.kind != "gif" && len(p.file) >= size["gif"] {
						t.Errorf("%d bytes, and as GIF %d", len(p.file), size["gif"])
					}
					if !info.Exact || info.Images != len(frames) || info.Frames != len(frames) || info.Duration != sum(p.delays) {
						t.Errorf("said to be %+v, want %d frames in %v", info, len(frames), sum(p.delays))
					}
					if f.kind != "gif" || i == 0 { // TestFilms shows the others, without a comment
						elsewhere(t, p, f.kind, []string{"forever", "once"}[loop])
					}
					p.in(t, chromium, f.kind, loop)
				})
			}
		})
	}
}

func sum(all []time.Duration) (n time.Duration) {
	for _, d := range all {
		n += d
	}
	return n
}
