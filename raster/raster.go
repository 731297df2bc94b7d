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
	"image/draw"
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
	// 256. 0 means 6, which at the size of a pixel look like 256 and keep films
	// within the exact palette of a GIF.
	Levels int

	// Jobs is how many goroutines draw. 0 means 1. The pictures are the same.
	Jobs int
}

// MaxPixels is the area of the largest picture that is drawn.
const MaxPixels = 1 << 24

// A Frame is what one shot changes on the screen.
type Frame struct {
	film.Shot

	// Delta is the smallest part of the picture that holds all pixels that
	// differ from the shot before, and the whole picture for the first shot.
	// Pixels in it that do not differ are transparent; all others are opaque.
	// It is nil if nothing differs, and it belongs to whoever receives it.
	Delta *image.RGBA
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
		o.Levels = 6
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
		// Every worker holds four pictures.
		o.Jobs = min(o.Jobs, max(1, MaxPixels/(size.X*size.Y)))
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

// A player holds the screen while a film runs.
type player struct {
	film   *film.Film
	base   *canvas     // backdrop and trails, the ink that stays
	screen *canvas     // what is shown
	shown  *image.RGBA // what was shown before
	next   int         // the first frame whose trail is not in base
	loose  region      // where screen differs from base
	stale  region      // where shown may differ from screen
	blank  bool        // nothing was shown yet
}

func newPlayer(f *film.Film, size image.Point, o Options) *player {
	full := image.Rectangle{Max: size}
	b := newBrush(size, o.Levels)
	p := &player{
		film:   f,
		base:   newCanvas(image.NewRGBA(full), o.Scale, b),
		screen: newCanvas(image.NewRGBA(full), o.Scale, b),
		shown:  image.NewRGBA(full),
		blank:  true,
	}
	f.Backdrop(p.base)
	p.base.restart()
	p.base.touched = region{full}
	return p
}

// advance puts the trails up to frame i into the base.
func (p *player) advance(i int) {
	for ; p.next <= i; p.next++ {
		if p.film.Trail != nil {
			p.film.Trail(p.base, p.next)
			p.base.restart()
		}
	}
}

// show brings frame i to the screen and returns what that changed.
func (p *player) show(i int) *image.RGBA {
	p.advance(i)
	again := p.loose
	again.addAll(p.base.touched)
	again = disjoint(again)
	p.base.touched = nil
	for _, r := range again {
		draw.Draw(p.screen.dst, r, p.base.dst, r.Min, draw.Src)
	}
	p.stale = again
	p.screen.touched = nil
	if p.film.Front != nil {
		for _, r := range again {
			p.screen.clip = r
			p.film.Front(p.screen)
			p.screen.restart()
		}
		p.screen.clip = p.screen.dst.Rect
		p.screen.touched = nil
	}
	if p.film.Live != nil {
		p.film.Live(p.screen, i)
		p.screen.restart()
	}
	p.loose = p.screen.touched
	p.stale.addAll(p.loose)
	return p.delta()
}

// delta is what is on the screen and was not shown before.
func (p *player) delta() *image.RGBA {
	now, old := p.screen.dst, p.shown
	if p.blank {
		p.blank = false
		copy(old.Pix, now.Pix)
		return clone(now)
	}
	var changed image.Rectangle
	for _, r := range p.stale {
		changed = changed.Union(differing(now, old, r))
	}
	if changed.Empty() {
		return nil
	}
	d := image.NewRGBA(changed)
	for y := changed.Min.Y; y < changed.Max.Y; y++ {
		a := now.Pix[now.PixOffset(changed.Min.X, y):now.PixOffset(changed.Max.X, y)]
		b := old.Pix[old.PixOffset(changed.Min.X, y):old.PixOffset(changed.Max.X, y)]
		out := d.Pix[d.PixOffset(changed.Min.X, y):]
		for i := 0; i < len(a); i += 4 {
			if [4]uint8(a[i:]) != [4]uint8(b[i:]) {
				copy(out[i:i+4], a[i:i+4])
			}
		}
		copy(b, a)
	}
	return d
}

// differing is the smallest rectangle in r that holds all pixels in which a
// and b differ.
func differing(a, b *image.RGBA, r image.Rectangle) image.Rectangle {
	var out image.Rectangle
	for y := r.Min.Y; y < r.Max.Y; y++ {
		p := a.Pix[a.PixOffset(r.Min.X, y):a.PixOffset(r.Max.X, y)]
		q := b.Pix[b.PixOffset(r.Min.X, y):b.PixOffset(r.Max.X, y)]
		if string(p) == string(q) {
			continue
		}
		first, last := 0, len(p)-1
		for p[first] == q[first] {
			first++
		}
		for p[last] == q[last] {
			last--
		}
		out = out.Union(image.Rect(r.Min.X+first/4, y, r.Min.X+last/4+1, y+1))
	}
	return out
}

// disjoint covers the pixels of g with rectangles that do not overlap, since
// ink laid twice over an edge would be darker there.
func disjoint(g region) region {
	out := append(region(nil), g...)
	for i := 0; i < len(out); i++ {
		for j := i + 1; j < len(out); j++ {
			if out[i].Overlaps(out[j]) {
				out[i] = out[i].Union(out[j])
				out = append(out[:j], out[j+1:]...)
				i = -1
				break
			}
		}
	}
	return out
}

func clone(m *image.RGBA) *image.RGBA {
	return &image.RGBA{Pix: append([]uint8(nil), m.Pix...), Stride: m.Stride, Rect: m.Rect}
}
