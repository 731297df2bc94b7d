package raster

import (
	"encoding/binary"
	"image"

	"flipbook/film"
)

// A player holds the screen while a film runs.
type player struct {
	film   *film.Film
	base   *canvas     // backdrop and trails, the ink that stays
	screen *canvas     // what is shown
	shown  *image.RGBA // what was shown before
	front  *stencil    // nil: there is none
	next   int         // the first frame whose trail is not in base
	again  *tiles      // where the screen is made anew from the base
	blank  bool        // nothing was shown yet
	slab   []uint8
}

func newPlayer(f *film.Film, size image.Point, o Options) *player {
	full := image.Rectangle{Max: size}
	b := newBrush(size, o.Levels)
	p := &player{
		film:   f,
		base:   newCanvas(image.NewRGBA(full), o.Scale, b),
		screen: newCanvas(image.NewRGBA(full), o.Scale, b),
		shown:  image.NewRGBA(full),
		again:  newTiles(size),
		blank:  true,
	}
	if f.Front != nil {
		p.front = &stencil{}
		p.screen.stencil = p.front
		f.Front(p.screen)
		p.screen.restart()
		p.screen.stencil = nil
	}
	f.Backdrop(p.base)
	p.base.restart()
	p.base.touched.mark(full)
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

// show brings frame i to the screen and returns what that changed. Only tiles are copied and compared that the live layer
// has touched, now or in the frame before, or that got a new trail.
func (p *player) show(i int) *Delta {
	p.advance(i)
	p.again.clear()
	p.again.addAll(p.base.touched)
	p.again.addAll(p.screen.touched) // by the live layer before
	p.base.touched.clear()
	p.screen.touched.clear()
	from, to := p.base.dst, p.screen.dst
	for r := range p.again.runs() {
		copy(to.Pix[to.PixOffset(r.Min.X, r.Min.Y):to.PixOffset(r.Max.X, r.Min.Y)], from.Pix[from.PixOffset(r.Min.X, r.Min.Y):])
	}
	if p.front != nil {
		p.front.paint(p.screen, p.again)
	}
	if p.film.Live != nil {
		p.film.Live(p.screen, i)
		p.screen.restart()
	}
	p.again.addAll(p.screen.touched)
	return p.delta()
}

// delta is what is on the screen and was not shown before.
func (p *player) delta() *Delta {
	var d Delta
	for r := range p.again.runs() {
		from := p.shown.PixOffset(r.Min.X, r.Min.Y)
		now, old := p.screen.dst.Pix[from:from+4*r.Dx()], p.shown.Pix[from:from+4*r.Dx()]
		if string(now) == string(old) && !p.blank {
			continue
		}
		for i := 0; i < len(now); {
			for !p.blank && i+8 <= len(now) && binary.NativeEndian.Uint64(now[i:]) == binary.NativeEndian.Uint64(old[i:]) {
				i += 8
			}
			n := p.differing(now[i:], old[i:])
			if n > 0 {
				d.Spans = append(d.Spans, Span{r.Min.X + i/4, r.Min.Y, p.keep(now[i : i+n])})
				d.Rect = d.Rect.Union(image.Rect(r.Min.X+i/4, r.Min.Y, r.Min.X+(i+n)/4, r.Min.Y+1))
			}
			i += n + 4
		}
		copy(old, now)
	}
	p.blank = false
	if d.Rect.Empty() {
		return nil
	}
	return &d
}

// gap is up to how many pixels that do not differ are part of a span between
// two that do: fewer and longer spans are cheaper in every format.
const gap = 3

// differing is the length of the span that begins with the first pixel.
func (p *player) differing(now, old []uint8) (n int) {
	if p.blank {
		return len(now)
	}
	for i := 0; i < len(now) && i <= n+4*gap; i += 4 {
		if binary.NativeEndian.Uint32(now[i:]) != binary.NativeEndian.Uint32(old[i:]) {
			n = i + 4
		} else if n == 0 {
			return 0
		}
	}
	return n
}

// keep is a copy of pixels. Spans are short and many, so they share slabs of memory.
func (p *player) keep(pix []uint8) []uint8 {
	const slab = 1 << 14
	if cap(p.slab)-len(p.slab) < len(pix) {
		p.slab = make([]uint8, 0, max(slab, len(pix)))
	}
	n := len(p.slab)
	p.slab = append(p.slab, pix...)
	return p.slab[n:len(p.slab):len(p.slab)]
}
