// Package encode writes films and pictures in the formats that people use.
// It knows no scene.
package encode

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"iter"
	"time"

	"flipbook/raster"
)

// Loop says how often a film is played.
type Loop int

const (
	Forever Loop = iota
	Once
)

// GIFOptions may be nil, as may all that is in them be zero.
type GIFOptions struct {
	// Loop is how often the film is played. The zero value is Forever.
	Loop Loop

	// Levels is with how many levels of coverage the film is drawn; fewer, but
	// no fewer than 3, if only that brings its colours down to the 255 that a
	// palette holds exactly. 0 means raster.Levels.
	Levels int

	// Best makes a smaller file, in more time: it looks for better codes, and
	// divides frames into up to three images, 20 ms apart, where that saves a
	// tenth. The zero value writes each frame as one image, and the bytes that
	// image/gif writes for it.
	Best bool

	// Jobs is how many goroutines compress frames. 0 means 1. The file is the
	// same.
	Jobs int

	// Memory is how many bytes of frames are kept between the pass that counts
	// colours and the one that writes. A longer film is drawn twice. 0 means
	// 16 MB.
	Memory int
}

// A Take draws a film with so many levels of coverage. It gives the same
// frames whenever it is called.
type Take func(levels int) iter.Seq2[raster.Frame, error]

// Info says what was written.
type Info struct {
	Size     image.Point
	Frames   int           // after shots that change nothing were merged into their delay
	Images   int           // in the file: as many as frames, or more with GIFOptions.Best
	Duration time.Duration // of one round
	Colors   int           // in the palette
	Exact    bool          // the palette holds every colour of the film
	Levels   int           // of coverage with which the film was drawn
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

// GIF writes a film as an animated GIF with one palette for all its frames. A
// frame holds the rectangle that changed, transparent where it did not. The
// moments of the film are rounded to hundredths of a second, so that rounding
// does not add up; no frame stands for less than two of them.
//
// A first pass finds the palette, a second writes; neither holds more of the
// film than o says.
func GIF(w io.Writer, take Take, o *GIFOptions) (Info, error) {
	var set GIFOptions
	if o != nil {
		set = *o
	}
	if set.Memory == 0 {
		set.Memory = 16 << 20
	}
	reel, err := surveyed(take, set)
	if err != nil {
		return Info{}, err
	}
	colors, index := reel.palette(maxColors)
	info := Info{Size: reel.size, Frames: reel.shots, Colors: len(colors), Exact: reel.exact(), Levels: reel.levels}
	// Frames that wait to be compressed are held as well.
	jobs := min(set.Jobs, max(1, atOnce/(info.Size.X*info.Size.Y)))
	f := newFile(w, reel.size, colors, set.Loop, reel.shots > 1)
	sheets := func(yield func(sheet, error) bool) {
		var c clock
		for fr, err := range reel.merged() {
			s := sheet{delta: fr.Delta, index: index}
			if err == nil {
				s.delay, err = c.delay(fr)
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
		info.Duration = c.shown
	}
	compress := f.plain
	if set.Best {
		compress = f.smallest
	}
	for b, err := range inOrder(sheets, jobs, compress) {
		if err == nil {
			err = f.write(b.data)
		}
		if err != nil {
			return Info{}, err
		}
		info.Images += b.images
	}
	return info, f.close()
}

// atOnce is the area of pictures that are compressed at the same time.
const atOnce = 1 << 22

// A sheet is a frame with all that is needed to compress it.
type sheet struct {
	delta *raster.Delta
	delay int                    // in hundredths of a second
	index func(color.RGBA) uint8 // in the palette
}

// A clock rounds the moments of a film.
type clock struct{ moment, shown time.Duration }

// delay is how many hundredths of a second fr stands.
func (c *clock) delay(fr raster.Frame) (int, error) {
	c.moment += fr.Hold
	delay := max(int((c.moment-c.shown+tick/2)/tick), minDelay)
	if delay > maxDelay {
		return 0, fmt.Errorf("frame %d stands for %v: a GIF can hold a frame for at most %v", fr.Frame, fr.Hold, MaxHold)
	}
	c.shown += time.Duration(delay) * tick
	if c.shown-c.moment > tick { // too short a frame delays all others
		c.moment = c.shown
	}
	return delay, nil
}

// coarsest is the fewest levels of coverage that are tried for the sake of an exact palette: two have no soft edges.
const coarsest = 3

// surveyed counts the colours of a film. If they are too many, it is drawn with fewer levels of coverage; if that does not
// help, as with photographs, it stays as it was and its palette is approximate.
func surveyed(take Take, o GIFOptions) (*reel, error) {
	asked := o.Levels
	if asked == 0 {
		asked = raster.Levels
	}
	r, err := survey(take(asked), asked, o.Memory, false)
	if err != nil || r.exact() {
		return r, err
	}
	for levels := asked - 1; levels >= coarsest; levels-- {
		coarser, err := survey(take(levels), levels, o.Memory, true)
		if err == nil {
			return coarser, nil
		}
		if !errors.Is(err, errTooManyColors) {
			return nil, err
		}
	}
	return r, nil
}
