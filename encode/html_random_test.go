package encode

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"io"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A page holds the film, whatever it shows: pictures of few or many colours,
// in groups that are as long as they like.
func TestRandomHTML(t *testing.T) {
	defer func(n int) { groupBytes = n }(groupBytes)
	several := 0
	rapid.Check(t, func(t *rapid.T) {
		groupBytes = rapid.IntRange(1, 2000).Draw(t, "bytes in a group")
		pictures, holds := anyFilm(t)
		var file bytes.Buffer
		info, err := HTML(&file, frames(pictures, holds), nil)
		if err != nil {
			t.Fatal(err)
		}
		shown, stood, groups, err := unreeled(file.Bytes(), pictures[0].Rect.Size())
		if err != nil {
			t.Fatal(err)
		}
		if groups > 1 {
			several++
		}
		at := -1 // of what is shown
		var want []time.Duration
		for i, m := range pictures {
			if i == 0 || !bytes.Equal(m.Pix, pictures[i-1].Pix) {
				at++
				want = append(want, 0)
			}
			want[at] += holds[i]
			if !bytes.Equal(shown[at].Pix, m.Pix) {
				t.Fatalf("frame %d is another picture", i)
			}
		}
		if len(shown) != at+1 || info.Frames != at+1 || !slices.Equal(stood, want) {
			t.Fatalf("%d frames that stand for %v; want %d for %v", len(shown), stood, at+1, want)
		}
	})
	if several == 0 {
		t.Error("no page was in several groups")
	}
}

// anyFilm is up to 30 pictures, of which each changes a few rectangles of the
// one before, or nothing.
func anyFilm(t *rapid.T) (pictures []*image.RGBA, holds []time.Duration) {
	size := image.Pt(rapid.IntRange(1, 24).Draw(t, "wide"), rapid.IntRange(1, 24).Draw(t, "high"))
	shades := rapid.SampledFrom([]int{1, 5, 100, 300}).Draw(t, "shades")
	m := image.NewRGBA(image.Rectangle{Max: size})
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	for range rapid.IntRange(1, 30).Draw(t, "frames") {
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			x, y := rapid.IntRange(0, size.X-1).Draw(t, "x"), rapid.IntRange(0, size.Y-1).Draw(t, "y")
			n := rapid.IntRange(0, shades).Draw(t, "shade")
			for j := range 50 {
				if p := image.Pt(x+j%8, y+j/8); p.In(m.Rect) {
					v := (n + j) % shades
					m.SetRGBA(p.X, p.Y, color.RGBA{uint8(v), uint8(v >> 8), 9, 255})
				}
			}
		}
		pictures = append(pictures, &image.RGBA{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect})
		holds = append(holds, time.Duration(rapid.Int64Range(1, 5_000_000_000).Draw(t, "hold")))
	}
	return pictures, holds
}

var (
	framesElement = regexp.MustCompile(`<script type="text/plain" id="frames-(\d+)">([^<]*)</script>`)
	dataElement   = regexp.MustCompile(`<script type="application/json" id="film-data">([^<]*)</script>`)
)

// unreeled is what a page shows, and for how long: the player in Go.
func unreeled(page []byte, size image.Point) (shown []*image.RGBA, stood []time.Duration, groups int, err error) {
	var film reelData
	if err := json.Unmarshal(dataElement.FindSubmatch(page)[1], &film); err != nil {
		return nil, nil, 0, err
	}
	for _, run := range film.Holds {
		for range run[1] {
			stood = append(stood, time.Duration(run[0]))
		}
	}
	elements := framesElement.FindAllSubmatch(page, -1)
	if len(elements) != len(film.Groups) {
		return nil, nil, 0, fmt.Errorf("%d groups, said to be %d", len(elements), len(film.Groups))
	}
	for i, e := range elements {
		if string(e[1]) != strconv.Itoa(i) || film.Groups[i] != len(shown) {
			return nil, nil, 0, fmt.Errorf("group %s begins with frame %d, want %d with %d", e[1], film.Groups[i], i, len(shown))
		}
		unpacked, err := zlib.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(e[2])))
		if err != nil {
			return nil, nil, 0, err
		}
		bytes, err := io.ReadAll(unpacked)
		if err != nil {
			return nil, nil, 0, err
		}
		m := image.NewRGBA(image.Rectangle{Max: size}) // that knows nothing of the group before
		for len(bytes) > 0 {
			if bytes, err = change(m, bytes, film.Palette); err != nil {
				return nil, nil, 0, err
			}
			shown = append(shown, &image.RGBA{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect})
		}
	}
	return shown, stood, len(elements), nil
}

// change shows the next frame, and returns the ones after it.
func change(m *image.RGBA, bytes []byte, palette string) ([]byte, error) {
	number := func(from *[]byte) int {
		n, size := binary.Uvarint(*from)
		*from = (*from)[size:]
		return int(n)
	}
	length := number(&bytes)
	spans, pixels := bytes[:length], bytes[length:]
	for at := 0; len(spans) > 0; {
		at += number(&spans)
		for n := number(&spans); n > 0; n, at = n-1, at+1 {
			c := color.RGBA{A: 255}
			if palette == "" {
				c.R, c.G, c.B = pixels[0], pixels[1], pixels[2]
				pixels = pixels[3:]
			} else {
				rgb, err := strconv.ParseUint(palette[6*int(pixels[0]):][:6], 16, 32)
				if err != nil {
					return nil, err
				}
				c.R, c.G, c.B = uint8(rgb>>16), uint8(rgb>>8), uint8(rgb)
				pixels = pixels[1:]
			}
			m.SetRGBA(at%m.Rect.Dx(), at/m.Rect.Dx(), c)
		}
	}
	return pixels, nil
}
