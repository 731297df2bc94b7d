// Package mnist reads labelled images of digits: an embedded sample, any
// directory of IDX files, GoMNIST's copy of the whole training set among them.
//
// The digits are the MNIST database of Yann LeCun, Corinna Cortes and
// Christopher J. C. Burges: 60,000 training images of 28×28 pixels, one byte a
// pixel, 0 for paper and 255 for full ink. Fashion-MNIST and other sets of ten
// classes in the same files are read alike.
package mnist

import (
	"bytes"
	"embed"
	"fmt"
	"image"
	"io/fs"
	"path/filepath"
	"sync"
)

// Classes is the number of labels: 0 to 9.
const Classes = 10

// keepBytes is how much unpacked ink a Set holds on to. All of MNIST is 47 MB,
// so there any order of asking costs one pass through the file at most.
const keepBytes = 64 << 20

// Set is a set of labelled images of one size. Its labels are in memory; its
// images are unpacked only as far as they are asked for. Methods may be called
// from several goroutines at once. The zero Set is empty.
type Set struct {
	name    string
	labels  []uint8
	indices [Classes][]int // by label, rising
	images  *file

	mu     sync.Mutex
	stream *stream  // where unpacking stands; nil when nothing is open
	kept   [][]byte // the pixels of the first images, never written to again
	room   int      // how many images may be kept
}

//go:generate go run ./internal/sample

//go:embed sample/*.gz
var sample embed.FS

const sampleName = "the embedded sample"

// Sample returns the set every program carries: the first 100 images of each
// label of MNIST's training set, 1,000 in all, in training order. The n-th
// image of a label is the same one here and in the whole set, for n below 100.
func Sample() (*Set, error) {
	files, err := fs.Sub(sample, "sample")
	if err != nil {
		return nil, err
	}
	return open(files, sampleName)
}

// Open returns the training set in a directory of IDX files, named as LeCun,
// Cortes and Burges named them: train-images-idx3-ubyte and
// train-labels-idx1-ubyte, with a dot for the second hyphen if need be, with
// or without ".gz". Whether a file is gzipped is seen from its content.
//
// Both headers are checked against each other and against the lengths of the
// files, without unpacking the images; damage inside a gzip file shows when
// Image comes to it. An error that the files are to blame for is an
// InputError; one from the operating system wraps its *fs.PathError.
func Open(dir string) (*Set, error) {
	dir = filepath.Clean(dir)
	return open(directory(dir), dir)
}

func open(files fs.FS, name string) (*Set, error) {
	images, err := openFile(files, name, imageFiles)
	if err != nil {
		return nil, err
	}
	labels, err := openFile(files, name, labelFiles)
	if err != nil {
		return nil, err
	}
	if labels.count != images.count {
		return nil, labels.bad("holds %d labels for the %d images of %s; both files must come from one set",
			labels.count, images.count, images.name)
	}
	s := &Set{name: name, images: images, room: keepBytes / images.itemBytes()}
	if s.labels, err = labels.all(); err != nil {
		return nil, err
	}
	for i, label := range s.labels {
		if label >= Classes {
			return nil, labels.bad("label %d is %d; labels must be 0 to %d", i, label, Classes-1)
		}
		s.indices[label] = append(s.indices[label], i)
	}
	return s, nil
}

// Name says where the images are from, as a message would: "the embedded
// sample", or the directory.
func (s *Set) Name() string { return s.name }

// Len returns the number of images.
func (s *Set) Len() int { return len(s.labels) }

// Bounds returns the size of every image in pixels: X columns, Y rows, each
// from 1 to 256, or 0 by 0 in the zero Set.
func (s *Set) Bounds() image.Point {
	if s.images == nil {
		return image.Point{}
	}
	return s.images.size
}

// Label returns the label of image i, 0 to 9. Like a slice it panics unless
// 0 ≤ i < Len.
func (s *Set) Label(i int) uint8 { return s.labels[i] }

// Count returns the number of images with a label; 0 if it is not a label.
func (s *Set) Count(label int) int {
	if label < 0 || label >= Classes {
		return 0
	}
	return len(s.indices[label])
}

// Image returns image i, the caller's own copy: 0 is paper, 255 full ink. An i
// that is not in the set, and a file found truncated or damaged on the way to
// i, is an InputError.
func (s *Set) Image(i int) (*image.Gray, error) {
	if i < 0 || i >= s.Len() {
		return nil, inputErrorf("no image %d: %s holds %d, counted from 0", i, s.name, s.Len())
	}
	pix, err := s.pixels(i)
	if err != nil {
		return nil, err
	}
	size := s.Bounds()
	return &image.Gray{Pix: bytes.Clone(pix), Stride: size.X, Rect: image.Rectangle{Max: size}}, nil
}

// Nth returns the n-th image of a label, from 0, in the order of the set, and
// its index. A label or an n that the set does not have is an InputError that
// says what it has.
func (s *Set) Nth(label, n int) (index int, img *image.Gray, err error) {
	if label < 0 || label >= Classes {
		return 0, nil, inputErrorf("no digit %d: digits are 0 to %d", label, Classes-1)
	}
	if n < 0 || n >= s.Count(label) {
		return 0, nil, inputErrorf("no sample %d: digit %d has %s", n, label, s.describe(label))
	}
	index = s.indices[label][n]
	img, err = s.Image(index)
	return index, img, err
}

// describe says which samples of a label there are.
func (s *Set) describe(label int) string {
	what := "no samples in " + s.name
	if n := s.Count(label); n > 0 {
		what = fmt.Sprintf("samples 0 to %d in %s", n-1, s.name)
	}
	if s.name == sampleName {
		what += " (--mnist gives all)"
	}
	return what
}

// Close closes the file that Image left open to go on from, if any. The Set
// stays as useful as it was: Image opens the file again.
func (s *Set) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closeStream()
}

func (s *Set) closeStream() error {
	if s.stream == nil {
		return nil
	}
	err := s.stream.Close()
	s.stream = nil
	return err
}

// pixels returns image i, to be read only. Images passed on the way are kept
// too while there is room, since unpacking can start at the beginning only.
func (s *Set) pixels(i int) (pix []byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i < len(s.kept) {
		return s.kept[i], nil
	}
	if s.stream != nil && s.stream.next > i {
		s.closeStream()
	}
	if s.stream == nil {
		if s.stream, err = s.images.items(); err != nil {
			return nil, err
		}
	}
	for at := s.stream.next; at <= i; at++ {
		if pix, err = s.stream.item(); err != nil {
			s.closeStream()
			return nil, err
		}
		if at == len(s.kept) && at < s.room {
			s.kept = append(s.kept, pix)
		}
	}
	if i == s.Len()-1 {
		s.closeStream()
	}
	return pix, nil
}

// Binarize returns one state a pixel, row by row from the top left: +1 for ink,
// a pixel above the threshold, and −1 for paper. At 255 all is paper.
func Binarize(img *image.Gray, threshold uint8) []int8 {
	b := img.Bounds()
	states := make([]int8, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := img.Pix[img.PixOffset(b.Min.X, y):][:b.Dx()]
		for _, ink := range row {
			state := int8(-1)
			if ink > threshold {
				state = 1
			}
			states = append(states, state)
		}
	}
	return states
}
