// Package film describes a figure that moves: what is drawn once, what each
// frame adds, what only one frame shows, and how long each frame stands.
//
// A film is made after its algorithm has run, so drawing is pure: the same
// frame is the same picture whenever, and as often as, it is asked for. The
// package knows no scene and no file format.
package film

import (
	"errors"
	"fmt"
	"image"
	"math"
	"time"

	"gonum.org/v1/plot/vg"
)

// A Film is layers, drawn in the order Backdrop, Trail 0…i, Front, Live i.
// Lengths are design pixels: one vg point is one pixel at scale 1, and the
// origin is at the bottom left.
type Film struct {
	// Size is the design size in pixels at scale 1. It must be positive.
	Size image.Point

	// Len is the number of frames, at least 1.
	Len int

	// Backdrop draws what never changes and lies below all else: paper, axes,
	// titles. It must cover the whole canvas with opaque colour.
	Backdrop func(vg.Canvas)

	// Trail draws what frame i adds and every later frame keeps.
	// Nil means that no frame leaves anything behind.
	Trail func(c vg.Canvas, i int)

	// Front draws what never changes and lies over the trail.
	// Nil means nothing.
	Front func(vg.Canvas)

	// Live draws what only frame i shows. Nil means nothing.
	Live func(c vg.Canvas, i int)

	// Hold says how long frame i stands. It must be positive.
	Hold func(i int) time.Duration

	// Keys are the frames worth printing, in order.
	// Empty means the last frame alone.
	Keys []Key

	// Results are the final values, in the order in which they are read out.
	Results []Result

	// Title is what the film is called, in plain text. Empty: nothing.
	Title string

	// Alt is what a reader who cannot see the film is told, in plain text. It
	// must not be empty.
	Alt string

	// Caption is one sentence that stands under the figure and says what came
	// out. It must not be empty. As on a figure, what stands between dollars
	// is mathematics, here and in the captions of Keys.
	Caption string
}

// A Key is a frame worth printing and the caption under it.
type Key struct {
	Frame   int
	Caption string
}

// A Result is a final value.
type Result struct {
	Name  string  // as it stands in machine-readable output: "switch"
	Value float64 // NaN if the value does not exist, as a bound for points no line separates
	Unit  string  // empty for a pure number
	Text  string  // the value in the words of the bold annotation: "switch wins 0.6660"
}

// Check reports the first thing that makes f unfit to be drawn.
func (f *Film) Check() error {
	switch {
	case f.Size.X <= 0 || f.Size.Y <= 0:
		return fmt.Errorf("film: size %dx%d is empty", f.Size.X, f.Size.Y)
	case f.Len < 1:
		return errors.New("film: no frames")
	case f.Backdrop == nil:
		return errors.New("film: no backdrop")
	case f.Hold == nil:
		return errors.New("film: no holds")
	case f.Alt == "":
		return errors.New("film: no alt text")
	case f.Caption == "":
		return errors.New("film: no caption")
	}
	for i := range f.Len {
		if f.Hold(i) <= 0 {
			return fmt.Errorf("film: frame %d stands for %v", i, f.Hold(i))
		}
	}
	for i, k := range f.Keys {
		if i > 0 && k.Frame <= f.Keys[i-1].Frame {
			return fmt.Errorf("film: key frame %d comes after key frame %d", k.Frame, f.Keys[i-1].Frame)
		}
		if k.Frame < 0 || k.Frame >= f.Len {
			return fmt.Errorf("film: key frame %d lies outside 0 to %d", k.Frame, f.Len-1)
		}
	}
	seen := make(map[string]bool)
	for _, r := range f.Results {
		if r.Name == "" || r.Text == "" || seen[r.Name] || math.IsInf(r.Value, 0) {
			return fmt.Errorf("film: result %q (%v, %q) is unnamed, unsaid, infinite or given twice", r.Name, r.Value, r.Text)
		}
		seen[r.Name] = true
	}
	return nil
}

// Still draws frame i as it looks in the film, from nothing. Every layer
// starts from the canvas's state at the call.
func (f *Film) Still(c vg.Canvas, i int) {
	layer := func(draw func()) {
		c.Push()
		defer c.Pop()
		draw()
	}
	layer(func() { f.Backdrop(c) })
	for j := 0; f.Trail != nil && j <= i; j++ {
		layer(func() { f.Trail(c, j) })
	}
	if f.Front != nil {
		layer(func() { f.Front(c) })
	}
	if f.Live != nil {
		layer(func() { f.Live(c, i) })
	}
}

// Closing is how long a last frame stands unless the author says otherwise.
const Closing = 3 * time.Second

// Steady holds each of n frames equally long, and the last one for Closing.
func Steady(each time.Duration, n int) func(int) time.Duration {
	return func(i int) time.Duration {
		if i == n-1 {
			return Closing
		}
		return each
	}
}
