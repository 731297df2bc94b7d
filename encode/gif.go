// Package encode writes films and pictures in the formats that people use.
// It knows no scene.
package encode

import (
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"iter"
	"math/bits"
	"time"

	"flipbook/raster"
)

// Loop says how often a film is played.
type Loop int

const (
	Forever Loop = iota
	Once
)

// GIFOptions may be nil, which plays the film for ever.
type GIFOptions struct {
	Loop Loop
}

// Info says what was written.
type Info struct {
	Size     image.Point
	Frames   int           // after shots that change nothing were merged into their delay
	Duration time.Duration // of one round
	Colors   int           // in the palette
	Exact    bool          // the palette holds every colour of the film
}

// A GIF counts time in hundredths of a second. Browsers play a delay below
// two as ten, and a delay has 16 bits.
const (
	tick     = 10 * time.Millisecond
	minDelay = 2
	maxDelay = 1<<16 - 1
)

// How long a frame of a GIF can stand.
const (
	MinHold = minDelay * tick
	MaxHold = maxDelay * tick
)

// GIF writes the frames, in order, as an animated GIF with one palette for
// all. A frame holds the rectangle that changed, transparent where it did not.
// The moments of the film are rounded to hundredths of a second, so that
// rounding does not add up; no frame stands for less than two of them.
//
// Frames are ranged over once, or twice if the film has more than 65,536
// colours.
func GIF(w io.Writer, frames iter.Seq2[raster.Frame, error], o *GIFOptions) (Info, error) {
	if o == nil {
		o = &GIFOptions{}
	}
	r, err := record(frames, newTally(255))
	if err == errTooManyColors {
		r, err = record(frames, newTally(0xf8))
	}
	if err != nil {
		return Info{}, err
	}
	g, info, err := r.gif()
	if err != nil {
		return Info{}, err
	}
	if o.Loop == Once {
		g.LoopCount = -1
	}
	return info, gif.EncodeAll(w, g)
}

// A reel is a film whose colours are numbers in a tally.
type reel struct {
	*tally
	sheets []sheet
}

// A sheet is what a frame changes, 0 for transparent and otherwise one more
// than the number of the colour.
type sheet struct {
	rect image.Rectangle
	pix  []uint16
	hold time.Duration
}

var errTooManyColors = fmt.Errorf("encode: more than %d colours", maxColors-1)

func record(frames iter.Seq2[raster.Frame, error], t *tally) (*reel, error) {
	r := &reel{tally: t}
	for f, err := range frames {
		if err != nil {
			return nil, err
		}
		if f.Delta == nil && len(r.sheets) > 0 {
			r.sheets[len(r.sheets)-1].hold += f.Hold
			continue
		}
		d := f.Delta
		s := sheet{d.Rect, make([]uint16, 0, d.Rect.Dx()*d.Rect.Dy()), f.Hold}
		for i := 0; i < len(d.Pix); i += 4 {
			if d.Pix[i+3] == 0 {
				s.pix = append(s.pix, 0)
				continue
			}
			n := t.add(color.RGBA{d.Pix[i], d.Pix[i+1], d.Pix[i+2], 255}, len(r.sheets))
			s.pix = append(s.pix, uint16(n+1))
		}
		if len(t.colors) >= maxColors-1 {
			return nil, errTooManyColors
		}
		r.sheets = append(r.sheets, s)
	}
	if len(r.sheets) == 0 {
		return nil, fmt.Errorf("encode: no frames")
	}
	return r, nil
}

func (r *reel) gif() (*gif.GIF, Info, error) {
	colors, index := r.palette(255)
	// Transparent comes first and the colours of many frames next: the code
	// size of a frame follows the highest index that it uses.
	global := append(color.Palette{color.RGBA{}}, colors...)
	for len(global)&(len(global)-1) != 0 || len(global) < 4 {
		global = append(global, color.RGBA{A: 255})
	}
	full := r.sheets[0].rect
	g := &gif.GIF{Config: image.Config{ColorModel: global, Width: full.Dx(), Height: full.Dy()}}
	info := Info{Size: full.Size(), Frames: len(r.sheets), Colors: len(colors), Exact: len(colors) == len(r.colors) && !r.merged}
	var moment, shown time.Duration
	for i, s := range r.sheets {
		m := image.NewPaletted(s.rect, nil)
		var high uint8 = 3
		for j, n := range s.pix {
			if n != 0 {
				m.Pix[j] = index[n-1] + 1
				high = max(high, m.Pix[j])
			}
		}
		m.Palette = global[:1<<bits.Len8(high)]
		moment += s.hold
		delay := max(int((moment-shown+tick/2)/tick), minDelay)
		if delay > maxDelay {
			return nil, Info{}, fmt.Errorf("frame %d stands for %v: a GIF can hold a frame for at most %v", i, s.hold, MaxHold)
		}
		shown += time.Duration(delay) * tick
		if shown-moment > tick { // too short a frame delays all others
			moment = shown
		}
		g.Image = append(g.Image, m)
		g.Delay = append(g.Delay, delay)
		g.Disposal = append(g.Disposal, gif.DisposalNone)
	}
	info.Duration = shown
	return g, info, nil
}
