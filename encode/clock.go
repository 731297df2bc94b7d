package encode

import (
	"fmt"
	"iter"
	"time"

	"flipbook/raster"
)

// A medium is what a format asks of a film.
type medium struct {
	name   string // with its article
	side   int    // the largest, in pixels
	second int    // in how many ticks it divides a second

	// least and most are how many ticks a frame stands. A delay between them becomes one that the format can hold with
	// held, which may take a little away from it: what follows makes up for that. Nil means that it can hold them all.
	least, most int
	held        func(delay int) int
}

// A GIF counts time in hundredths of a second. Browsers play a delay below two as ten, in any format, and a delay has 16
// bits.
const (
	minDelay = 2
	maxDelay = 1<<16 - 1
	tick     = 10 * time.Millisecond
)

// How long a frame of a GIF can stand. Every other format holds a frame at least as long.
const (
	MinHold = minDelay * tick
	MaxHold = maxDelay * tick
)

var gifMedium = medium{name: "a GIF", side: 1<<16 - 1, second: 100, least: minDelay, most: maxDelay}

// fit checks that a film is not too large for a medium.
func (m medium) fit(frames iter.Seq2[raster.Frame, error]) iter.Seq2[raster.Frame, error] {
	return func(yield func(raster.Frame, error) bool) {
		for fr, err := range frames {
			if err == nil && fr.Delta != nil {
				if size := fr.Delta.Rect.Size(); size.X > m.side || size.Y > m.side {
					err = fmt.Errorf("a picture of %dx%d pixels: %s has sides of up to %d", size.X, size.Y, m.name, m.side)
				}
			}
			if !yield(fr, err) || err != nil {
				return
			}
		}
	}
}

// A clock rounds the moments of a film to the ticks of a medium, so that rounding does not add up.
type clock struct {
	medium
	moment time.Duration
	shown  int // ticks
}

// delay is how many ticks fr stands.
func (c *clock) delay(fr raster.Frame) (int, error) {
	c.moment += fr.Hold
	delay := max(c.ticks(c.moment)-c.shown, c.least)
	if delay > c.most {
		return 0, fmt.Errorf("frame %d stands for %v: %s can hold a frame for at most %v", fr.Frame, fr.Hold, c.name, c.time(c.most))
	}
	if c.held != nil {
		delay = c.held(delay)
	}
	c.shown += delay
	if c.time(c.shown)-c.moment > c.time(1) { // too short a frame delays all others
		c.moment = c.time(c.shown)
	}
	return delay, nil
}

// ticks is the number of whole ticks that is nearest to d.
func (c *clock) ticks(d time.Duration) int {
	second, rest := d/time.Second, d%time.Second
	return int(second)*c.second + int((rest*time.Duration(c.second)+time.Second/2)/time.Second)
}

// time is how long n ticks are.
func (c *clock) time(n int) time.Duration {
	return time.Duration(n/c.second)*time.Second + time.Duration(n%c.second)*time.Second/time.Duration(c.second)
}

// A sheet is a frame with the time that it stands.
type sheet struct {
	delta *raster.Delta
	delay int // in ticks
}

// sheets are the frames of a film that change something, as long as c says they stand. What changes nothing is a longer hold
// of the frame before.
func (c *clock) sheets(r *reel) iter.Seq2[sheet, error] {
	return func(yield func(sheet, error) bool) {
		for fr, err := range r.merged() {
			s := sheet{delta: fr.Delta}
			if err == nil {
				s.delay, err = c.delay(fr)
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}
