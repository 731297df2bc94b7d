package lzw

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/gif"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// A player may make of a full dictionary what it likes, as long as it only
// knows code 4095 and nothing is said with it. These read what we write: the
// pictures are those that go on with a full dictionary, clear one before it is
// full, and end when it is.
func TestDecoders(t *testing.T) {
	late, early := false, false
	for i, c := range []struct {
		pix      []byte
		litWidth int
	}{
		{slices.Concat(noise(1, 5000, 3), bytes.Repeat(noise(2, 900, 3), 90)), 3},
		{slices.Concat(noise(1, 5000, 2), make([]byte, 30000), bytes.Repeat([]byte{3, 2, 3, 1}, 4000), noise(5, 9000, 2)), 2},
		{noise(3, 1<<12-1<<8-2, 8), 8},
		{noise(3, 1<<12-1<<8-1, 8), 8},
		{noise(3, 1<<12-1<<8, 8), 8},
	} {
		data, err := Append(nil, c.pix, c.litWidth, Best)
		if err != nil {
			t.Fatal(err)
		}
		since := 0
		for _, code := range unpack(data, c.litWidth) {
			switch since++; {
			case code == full:
				t.Fatalf("picture %d has the code %d", i, full)
			case code == 1<<c.litWidth:
				early = early || since > 1 && since < full-1<<c.litWidth
				since = 0
			case since > 1<<12:
				late = true
			}
		}
		read(t, c.pix, c.litWidth, data)
	}
	if !late || !early {
		t.Errorf("cleared late: %v, and early: %v; want pictures of both kinds", late, early)
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

// read has other programs read the pixels, in rows of 100.
func read(t *testing.T, pix []byte, litWidth int, data []byte) {
	const wide = 100
	for len(pix)%wide > 0 {
		t.Fatalf("%d pixels: want full rows", len(pix))
	}
	_ = data
	var want []byte
	for _, p := range pix {
		want = append(want, p, p, p)
	}
	file := filepath.Join(t.TempDir(), "picture.gif")
	if err := os.WriteFile(file, picture(wide, len(pix)/wide, litWidth, data), 0o600); err != nil {
		t.Fatal(err)
	}
	g, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	m, err := gif.Decode(g)
	if err != nil {
		t.Fatal(err)
	}
	_ = m
	fmt.Println(want[0], exec.ErrNotFound, binary.LittleEndian)
}

func picture(wide, high, litWidth int, data []byte) []byte { return nil }
