package lzw

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// players are programs with decoders of their own, which are told the file and
// give its pixels as red, green and blue; but gifsicle gives another GIF.
var players = []struct {
	program string
	args    []string
	debian  string
}{
	{"ffmpeg", []string{"-v", "error", "-i", "FILE", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"}, "ffmpeg"},
	{"/usr/bin/convert", []string{"FILE", "-depth", "8", "rgb:-"}, "imagemagick"},
	{"gif2rgb", []string{"-1", "FILE"}, "giflib-tools"},
	{"/usr/bin/python3", []string{"-c", `import sys; from PIL import Image; sys.stdout.buffer.write(Image.open(sys.argv[1]).convert("RGB").tobytes())`, "FILE"}, "python3-pil"},
	{"gifsicle", []string{"--unoptimize", "FILE"}, "gifsicle"},
}

// The pictures go on with a full dictionary, clear one before it is full, and
// end just before it is full, and when it is, and just after.
func TestDecoders(t *testing.T) {
	early, late := false, false
	for i, c := range []struct {
		pix      []byte
		litWidth int
	}{
		{slices.Concat(noise(1, 5000, 3), bytes.Repeat(noise(2, 900, 3), 90)), 3},
		{slices.Concat(noise(1, 4000, 2), make([]byte, 30000), bytes.Repeat([]byte{3, 2, 3, 1}, 4000), noise(5, 9000, 2)), 2},
		{strange(room - 1), 8},
		{strange(room), 8},
		{strange(room + 1), 8},
	} {
		codes, err := Append(nil, c.pix, c.litWidth, Best)
		if err != nil {
			t.Fatal(err)
		}
		since := 0
		for _, code := range unpack(codes, c.litWidth) {
			since++
			switch {
			case code == full:
				t.Fatalf("picture %d has the code %d, which some may not know", i, full)
			case code == 1<<c.litWidth:
				early = early || since > 1 && since < 1<<11
				since = 0
			}
			late = late || since > 1<<12
		}
		shown(t, c.pix, asGIF(len(c.pix), c.litWidth, codes))
	}
	if !early || !late {
		t.Errorf("cleared before half of the codes were made: %v, long after all were: %v; want both", early, late)
	}
}

// shown has all players show a file, and wants those pixels.
func shown(t *testing.T, pix, file []byte) {
	path := filepath.Join(t.TempDir(), "picture.gif")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	var want []byte
	for _, p := range pix {
		want = append(want, p, p, p)
	}
	for _, p := range players {
		args := slices.Clone(p.args)
		args[slices.Index(args, "FILE")] = path
		got, err := exec.Command(p.program, args...).Output()
		if err != nil {
			t.Fatalf("%s, which on Debian is in %s: %v", p.program, p.debian, err)
		}
		if p.program == "gifsicle" {
			m, err := gif.Decode(bytes.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			got = rgb(m)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s shows another picture, of %d bytes", p.program, len(got))
		}
	}
}

// unpack gives the codes up to that of the end, by the letter of GIF89a,
// appendix F.
func unpack(data []byte, litWidth int) (codes []int) {
	var read, next int
	width := litWidth + 1
	for {
		code := 0
		for i := range width {
			code |= int(data[read/8]>>(read%8)&1) << i
			read++
		}
		codes = append(codes, code)
		switch code {
		case 1<<litWidth + 1:
			return codes
		case 1 << litWidth:
			next, width = 1<<litWidth+1, litWidth+1
		default:
			if next++; next == 1<<width && width < 12 {
				width++
			}
		}
	}
}

// asGIF is a picture of one frame, whose colours are shades of gray: ten rows
// or, if the pixels cannot be divided, one.
func asGIF(pixels, litWidth int, codes []byte) []byte {
	u16 := binary.LittleEndian.AppendUint16
	high := 1
	if pixels%10 == 0 {
		high = 10
	}
	size := u16(u16(nil, uint16(pixels/high)), uint16(high))
	out := append([]byte("GIF89a"), size...)
	out = append(out, 0xf0|byte(litWidth-1), 0, 0)
	for i := range 1 << litWidth {
		out = append(out, byte(i), byte(i), byte(i))
	}
	out = append(out, 0x2c, 0, 0, 0, 0)
	out = append(append(out, size...), 0, byte(litWidth))
	for some := range slices.Chunk(codes, 255) {
		out = append(append(out, byte(len(some))), some...)
	}
	return append(out, 0, 0x3b)
}

// rgb is the red, green and blue of a picture.
func rgb(m image.Image) (out []byte) {
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			r, g, b, _ := m.At(x, y).RGBA()
			out = append(out, byte(r), byte(g), byte(b))
		}
	}
	return out
}
