package lzw

import (
	"bytes"
	"compress/lzw"
	"fmt"
	"image/gif"
	"io"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A line that falls through an empty picture, as films have many.
func ExampleAppend() {
	const wide, high = 300, 200
	pix := make([]byte, wide*high)
	for y := range high {
		pix[y*wide+y+y/7] = 1
	}
	fast, err := Append(nil, pix, 2, Fast)
	if err != nil {
		fmt.Println(err)
		return
	}
	best, err := Append(nil, pix, 2, Best)
	if err != nil {
		fmt.Println(err)
		return
	}
	back, err := io.ReadAll(lzw.NewReader(bytes.NewReader(best), lzw.LSB, 2))
	fmt.Println(len(pix), "pixels,", len(fast), "bytes, at best", len(best))
	fmt.Println("the same picture:", bytes.Equal(back, pix), err)
	// Output:
	// 60000 pixels, 606 bytes, at best 559
	// the same picture: true <nil>
}

// standard is what the standard library writes.
func standard(t rapid.TB, pix []byte, litWidth int) []byte {
	var b bytes.Buffer
	w := lzw.NewWriter(&b, lzw.LSB, litWidth)
	if _, err := w.Write(pix); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// check holds pixels to all that is promised, and returns the best bytes.
func check(t rapid.TB, pix []byte, litWidth int) []byte {
	want := standard(t, pix, litWidth)
	fast, err := Append(nil, pix, litWidth, Fast)
	if err != nil || !bytes.Equal(fast, want) {
		t.Fatalf("fast: %d bytes (%v), which are not the %d of compress/lzw", len(fast), err, len(want))
	}
	before := []byte("before")
	best, err := Append(before, pix, litWidth, Best)
	if err != nil || !bytes.HasPrefix(best, before) {
		t.Fatalf("best: %d bytes (%v), which do not begin with what was there", len(best), err)
	}
	best = best[len(before):]
	if len(best) > len(fast) {
		t.Errorf("best takes %d bytes, and fast %d", len(best), len(fast))
	}
	left := bytes.NewReader(best)
	back, err := io.ReadAll(lzw.NewReader(left, lzw.LSB, litWidth))
	if err != nil || !bytes.Equal(back, pix) {
		t.Fatalf("%d pixels came back as %d: %v", len(pix), len(back), err)
	}
	if left.Len() > 0 {
		t.Errorf("%d bytes after the end code", left.Len())
	}
	return best
}

// anyPixels are runs, rows that return, noise, or one after the other.
func anyPixels(t *rapid.T, litWidth int) (pix []byte) {
	color := rapid.ByteMax(1<<litWidth - 1)
	for range rapid.IntRange(0, 4).Draw(t, "parts") {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			for range rapid.IntRange(0, 200).Draw(t, "runs") {
				pix = append(pix, bytes.Repeat([]byte{color.Draw(t, "pixel")}, rapid.IntRange(1, 300).Draw(t, "long"))...)
			}
		case 1:
			row := rapid.SliceOfN(color, 1, 90).Draw(t, "row")
			for range rapid.IntRange(1, 200).Draw(t, "rows") {
				row[rapid.IntRange(0, len(row)-1).Draw(t, "where")] = color.Draw(t, "pixel")
				pix = append(pix, row...)
			}
		case 2:
			pix = append(pix, noise(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(0, 30000).Draw(t, "pixels"), litWidth)...)
		case 3:
			pix = append(pix, bytes.Repeat([]byte{color.Draw(t, "pixel")}, rapid.IntRange(1, 100000).Draw(t, "long"))...)
		}
	}
	return pix
}

// noise cannot be compressed: its dictionaries are full soon.
func noise(seed uint64, n, litWidth int) []byte {
	pix := make([]byte, n)
	for i := range pix {
		seed = seed*6364136223846793005 + 1442695040888963407
		pix[i] = byte(seed >> 56 & (1<<litWidth - 1))
	}
	return pix
}

// room is how many codes of 8-bit pixels fill a dictionary.
const room = full - (1<<8 + 1)

// strange pixels follow each other in pairs that never return: each is a code.
func strange(n int) (pix []byte) {
	for a := 0; len(pix) < n; a++ {
		for b := a + 1; b < 256; b++ {
			pix = append(pix, byte(a), byte(b))
		}
	}
	return pix[:n]
}

// Every decoder gets the pixels back, from no more bytes than the standard
// library takes.
func TestAnyPixels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		litWidth := rapid.IntRange(2, 8).Draw(t, "bits")
		check(t, anyPixels(t, litWidth), litWidth)
	})
}

// Short pictures, and those that end while the width of codes changes, or with
// the dictionary just full.
func TestEveryLength(t *testing.T) {
	for _, litWidth := range []int{2, 5, 8} {
		long := noise(7, 9000, litWidth)
		for n := 0; n < len(long); n += 1 + n/15 {
			check(t, long[:n], litWidth)
		}
	}
	for n := room - 3; n < room+3; n++ {
		check(t, strange(n), 8)
	}
}

// The frames of films, every fifth of them.
func TestFilms(t *testing.T) {
	total := 0
	for _, f := range films(t) {
		for i := 0; i < len(f.pix); i += 5 {
			total += len(standard(t, f.pix[i], f.litWidth[i])) - len(check(t, f.pix[i], f.litWidth[i]))
		}
	}
	if total <= 0 {
		t.Errorf("best saves %d bytes", total)
	}
}

type film struct {
	name     string
	pix      [][]byte
	litWidth []int
}

// films are those of the documentation.
func films(t rapid.TB) (all []film) {
	names, err := filepath.Glob("../../docs/*.gif")
	if err != nil || len(names) == 0 {
		t.Fatalf("no films: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		g, err := gif.DecodeAll(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		f := film{name: strings.TrimSuffix(filepath.Base(name), ".gif")}
		for _, m := range g.Image {
			f.pix = append(f.pix, m.Pix)
			f.litWidth = append(f.litWidth, max(2, bits.Len8(slices.Max(m.Pix))))
		}
		all = append(all, f)
	}
	return all
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		pix      []byte
		litWidth int
		effort   Effort
		want     string
	}{
		{[]byte{0}, 1, Best, "lzw: 1 bits for a pixel: want 2 to 8"},
		{[]byte{0}, 9, Fast, "lzw: 9 bits for a pixel: want 2 to 8"},
		{[]byte{0, 3, 3, 4}, 2, Best, "lzw: pixel 3 is 4, which has more than 2 bits"},
		{[]byte{0}, 2, Best + 1, "lzw: effort 2: want Fast or Best"},
	} {
		out, err := Append([]byte("before"), c.pix, c.litWidth, c.effort)
		if err == nil || err.Error() != c.want || string(out) != "before" {
			t.Errorf("%v in %d bits: %q, error %q; want %q", c.pix, c.litWidth, out, err, c.want)
		}
	}
}

func FuzzAppend(f *testing.F) {
	f.Add([]byte("\x00\x00\x01\x00\x00\x01"), uint8(2), uint8(1))
	f.Add([]byte("the same, the same, the same"), uint8(8), uint8(9))
	f.Fuzz(func(t *testing.T, pix []byte, litWidth, repeat uint8) {
		litWidth = 2 + litWidth%7
		pix = bytes.Repeat(pix, 1+int(repeat%16))
		for i := range pix {
			pix[i] &= 1<<litWidth - 1
		}
		check(t, pix, int(litWidth))
	})
}

func BenchmarkFilms(b *testing.B) {
	for _, f := range films(b) {
		run := func(name string, encode func(pix []byte, litWidth int) []byte) {
			b.Run(f.name+"/"+name, func(b *testing.B) {
				total := 0
				for b.Loop() {
					total = 0
					for i, pix := range f.pix {
						total += len(encode(pix, f.litWidth[i]))
					}
				}
				b.ReportMetric(float64(total), "bytes")
			})
		}
		ours := func(effort Effort) func(pix []byte, litWidth int) []byte {
			return func(pix []byte, litWidth int) []byte {
				out, err := Append(nil, pix, litWidth, effort)
				if err != nil {
					b.Fatal(err)
				}
				return out
			}
		}
		run("compress-lzw", func(pix []byte, litWidth int) []byte { return standard(b, pix, litWidth) })
		run("fast", ours(Fast))
		run("best", ours(Best))
	}
}
