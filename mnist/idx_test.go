package mnist

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// numbered returns the files of n images of 2×2 pixels, each four times its index.
func numbered(n int) fstest.MapFS {
	images := []byte{0, 0, 8, 3, 0, 0, 0, byte(n), 0, 0, 0, 2, 0, 0, 0, 2}
	labels := []byte{0, 0, 8, 1, 0, 0, 0, byte(n)}
	for i := range n {
		images = append(images, bytes.Repeat([]byte{byte(i)}, 4)...)
		labels = append(labels, byte(i%Classes))
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write(images)
	z.Close()
	return fstest.MapFS{
		"train-images-idx3-ubyte": {Data: zipped.Bytes()},
		"train-labels-idx1-ubyte": {Data: labels},
	}
}

func TestAnyOrder(t *testing.T) {
	const n = 50
	files := numbered(n)
	rapid.Check(t, func(t *rapid.T) {
		s, err := open(files, "numbered")
		if err != nil {
			t.Fatal(err)
		}
		s.room = rapid.IntRange(0, n).Draw(t, "room")
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, n-1), 1, 20).Draw(t, "order") {
			img, err := s.Image(i)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(img.Pix, bytes.Repeat([]byte{byte(i)}, 4)) {
				t.Fatalf("image %d is %v", i, img.Pix)
			}
			if len(s.kept) > s.room {
				t.Fatalf("%d images kept where there is room for %d", len(s.kept), s.room)
			}
			if i%7 == 0 {
				s.Close()
			}
		}
	})
}

// meter counts the bytes read from the files of a directory.
type meter struct {
	fs.FS
	read *int
}

type meteredFile struct {
	fs.File
	read *int
}

func (m meter) Open(name string) (fs.File, error) {
	f, err := m.FS.Open(name)
	return meteredFile{f, m.read}, err
}

func (f meteredFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	*f.read += n
	return n, err
}

func (f meteredFile) ReadAt(p []byte, off int64) (int, error) {
	*f.read += len(p)
	return f.File.(interface {
		ReadAt([]byte, int64) (int, error)
	}).ReadAt(p, off)
}

func TestReadsNoMoreThanAsked(t *testing.T) {
	sub, err := fs.Sub(sample, "sample")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	s, err := open(meter{sub, &read}, "metered")
	if err != nil {
		t.Fatal(err)
	}
	for label := range Classes {
		if _, _, err := s.Nth(label, 0); err != nil {
			t.Fatal(err)
		}
	}
	// Of 160 kB: a buffer for the header, one for the images, and the labels.
	if read > 80_000 {
		t.Errorf("%d bytes read for ten images", read)
	}
	before := read
	if _, err := s.Image(0); err != nil || read != before {
		t.Errorf("%d bytes read for an image that was kept, %v", read-before, err)
	}
}

func FuzzOpen(f *testing.F) {
	good := numbered(12)
	zipped, labels := good["train-images-idx3-ubyte"].Data, good["train-labels-idx1-ubyte"].Data
	raw := []byte{0, 0, 8, 3, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	f.Add(zipped, labels)
	f.Add(raw, labels)
	f.Add(labels, raw)
	f.Add(raw[:20], labels)
	f.Add(zipped[:20], labels)
	f.Add([]byte{0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, []byte{0, 0, 8, 1, 255, 255, 255, 255})
	f.Add([]byte{0x1f, 0x8b}, []byte{})
	f.Fuzz(func(t *testing.T, images, labels []byte) {
		s, err := open(fstest.MapFS{
			"train-images-idx3-ubyte": {Data: images},
			"train-labels-idx1-ubyte": {Data: labels},
		}, "fuzzed")
		if err == nil {
			size := s.Bounds()
			if size.X < 1 || size.X > maxSide || size.Y < 1 || size.Y > maxSide {
				t.Fatalf("images of %v", size)
			}
			if !gzippedData(labels) && s.Len() != int(binary.BigEndian.Uint32(labels[4:])) {
				t.Fatalf("%d labels", s.Len())
			}
			_, err = s.Image(s.Len() - 1)
		}
		if err != nil && (strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "fuzzed")) {
			t.Fatalf("not a line that names the file: %q", err)
		}
	})
}

func gzippedData(b []byte) bool { return len(b) > 1 && b[0] == 0x1f && b[1] == 0x8b }
