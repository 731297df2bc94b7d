// Package raster turns a film into pictures.
//
// A frame is made from the one before by drawing its new ink alone; asked for
// on its own it is drawn from nothing and is the same picture to the last bit.
package raster

import (
	"context"
	"errors"
	"fmt"
	"image"
	"iter"
	"math"

	"flipbook/film"
)

// Options say how pictures are made. The zero value is good.
type Options struct {
	// Scale is the number of pixels a design pixel becomes on each side.
	// 0 means 1.
	Scale float64

	// Levels is how many steps of coverage the edges of shapes have, from 2 to
	// 256. 0 means Levels.
	Levels int

	// Jobs is how many goroutines draw. 0 means 1. The pictures are the same.
	Jobs int
}

// Levels is how many steps of coverage edges have by default: at the size of a
// pixel six look like 256, and keep films within the exact palette of a GIF.
const Levels = 6

// MaxPixels is the area of the largest picture that is drawn.
const MaxPixels = 1 << 24

// drawnAtOnce is the area of pictures that workers hold together. Each holds
// four of its own.
const drawnAtOnce = 1 << 22

// worthwhile is how many shots a worker must have to draw: it begins with the
// backdrop, which costs more than most frames.
var worthwhile = 64

// A Frame is what one shot changes on the screen.
type Frame struct {
	film.Shot

	// Delta is the pixels that differ from the shot before, and the whole
	// picture for the first shot. It is nil if none differs, and it belongs to
	// whoever receives it.
	Delta *Delta
}

// A Delta is pixels of a picture and their colours, all opaque. Beside those
// that differ, gaps of up to three between two of them are part of it.
type Delta struct {
	Rect  image.Rectangle // the smallest that holds all of them
	Spans []Span          // row by row from the top, and from the left
}

// A Span is neighbouring pixels of one row.
type Span struct {
	X, Y int     // of the first
	Pix  []uint8 // four bytes each, as in an image.RGBA
}

// Draw puts the pixels of the delta where they belong in dst.
func (d *Delta) Draw(dst *image.RGBA) {
	for _, s := range d.Spans {
		copy(dst.Pix[dst.PixOffset(s.X, s.Y):], s.Pix)
	}
}

// Size is the size in pixels of the pictures of f.
func Size(f *film.Film, o Options) (image.Point, error) {
	o = o.withDefaults()
	w, h := math.Floor(float64(f.Size.X)*o.Scale+0.5), math.Floor(float64(f.Size.Y)*o.Scale+0.5)
	switch {
	case !(o.Scale > 0) || w < 1 || h < 1:
		return image.Point{}, fmt.Errorf("scale %v: want a number above 0 that leaves a pixel of %dx%d", o.Scale, f.Size.X, f.Size.Y)
	case w > math.MaxUint16 || h > math.MaxUint16 || w*h > MaxPixels:
		return image.Point{}, fmt.Errorf("%.0fx%.0f pixels: at most %d megapixels are drawn", w, h, MaxPixels>>20)
	case o.Levels < 2 || o.Levels > 256:
		return image.Point{}, fmt.Errorf("levels %d: want 2 to 256", o.Levels)
	}
	return image.Pt(int(w), int(h)), nil
}

func (o Options) withDefaults() Options {
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Levels == 0 {
		o.Levels = Levels
	}
	if o.Jobs < 1 {
		o.Jobs = 1
	}
	return o
}

// Still is frame i of f, drawn from nothing.
func Still(f *film.Film, i int, o Options) (*image.RGBA, error) {
	size, err := Size(f, o)
	if err != nil {
		return nil, err
	}
	if i < 0 || i >= f.Len {
		return nil, fmt.Errorf("frame %d: the film has frames 0 to %d", i, f.Len-1)
	}
	o = o.withDefaults()
	m := image.NewRGBA(image.Rectangle{Max: size})
	f.Still(newCanvas(m, o.Scale, newBrush(size, o.Levels)), i)
	return m, nil
}

// Play draws the shots of f in order. It can be ranged over more than once.
// The frames are the same for any number of jobs. After an error, which is
// the context's or that of a film that cannot be drawn, nothing follows.
func Play(ctx context.Context, f *film.Film, shots []film.Shot, o Options) iter.Seq2[Frame, error] {
	return func(yield func(Frame, error) bool) {
		size, err := Size(f, o)
		if err == nil {
			err = playable(f, shots)
		}
		if err != nil {
			yield(Frame{}, err)
			return
		}
		o = o.withDefaults()
		o.Jobs = min(o.Jobs, max(1, drawnAtOnce/(size.X*size.Y)), max(1, len(shots)/worthwhile))
		if o.Jobs > 1 {
			together(ctx, f, shots, size, o, yield)
			return
		}
		p := newPlayer(f, size, o)
		for _, s := range shots {
			if err := ctx.Err(); err != nil {
				yield(Frame{}, err)
				return
			}
			if !yield(Frame{s, p.show(s.Frame)}, nil) {
				return
			}
		}
	}
}

func playable(f *film.Film, shots []film.Shot) error {
	for i, s := range shots {
		if s.Frame < 0 || s.Frame >= f.Len {
			return fmt.Errorf("raster: frame %d: the film has frames 0 to %d", s.Frame, f.Len-1)
		}
		if i > 0 && s.Frame < shots[i-1].Frame {
			return errors.New("raster: a film is played forwards")
		}
	}
	return nil
}
