package main

import (
	"errors"
	"fmt"
	"image"
	"math"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"flipbook/book"
	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
)

// look is how films are made, the same for every scene.
type look struct {
	Size       size           `help:"Size of the figure; --scale makes pixels of it." short:"s" placeholder:"WxH" default:"800x500" group:"How it looks:"`
	Scale      float64        `help:"Pixels for each unit of the size, on each side." default:"1" group:"How it looks:"`
	Theme      string         `help:"Colours and line widths" enum:"light,dark,print" default:"light" group:"How it looks:"`
	Poster     book.Poster    `help:"Frame of a still picture: last, key (the middle key frame) or a number." default:"last" group:"How it looks:"`
	FPS        *float64       `help:"Sample the film at a steady rate, up to 50 frames a second." name:"fps" group:"How it moves:"`
	Duration   *time.Duration `help:"Length of the whole: all but the opening and the closing hold is scaled to it." group:"How it moves:"`
	StartPause *time.Duration `help:"How long the first frame stands." group:"How it moves:"`
	Hold       *time.Duration `help:"How long the last frame stands; 3s unless given." group:"How it moves:"`
	Loop       string         `help:"How often it is played" enum:"forever,once" default:"forever" group:"How it moves:"`
	Frames     *span          `help:"Keep only these frames, counted from 0." placeholder:"A-B" group:"How it moves:"`
	MaxSize    fileSize       `help:"How large a file may be, as in 500kB or 2MB. It is made as with --best if need be; then as little as possible is given up, and said: levels of antialiasing, scale, frames, in this order." placeholder:"SIZE" group:"How small it is:"`
	Best       bool           `help:"Spend more time on a smaller GIF. The pictures are the same; where changes lie far apart they are shown 20 ms after each other." group:"How small it is:"`
	MNIST      *string        `help:"Directory of IDX files, gzipped or not; without it the first 100 images of each digit that the program carries." name:"mnist" placeholder:"DIR" group:"How it is made:"`
	Jobs       int            `help:"How many cores may work; 0: all of them." default:"0" group:"How it is made:"`
	Progress   string         `help:"How progress is shown on standard error; auto: as a bar on a terminal" enum:"auto,plain,none" default:"auto" group:"How it is made:"`
	Quiet      bool           `help:"Print nothing but errors." short:"q" group:"How it is made:"`
	JSON       bool           `help:"Print what was made as JSON." name:"json" group:"How it is made:"`
}

// maxJobs keeps a slip of the finger from taking all memory for screens.
const maxJobs = 256

// order is what an order needs of the flags; scene and outputs are still to
// be set.
func (l look) order() (book.Order, error) {
	var o book.Order
	refuse := func(format string, args ...any) (book.Order, error) {
		return book.Order{}, book.BadInput{Err: fmt.Errorf(format, args...)}
	}
	if !(l.Scale >= 0.1 && l.Scale <= 16) {
		return refuse("--scale %v: want 0.1 to 16", l.Scale)
	}
	if l.FPS != nil && !(*l.FPS >= 0.1 && *l.FPS <= 50) {
		return refuse("--fps %v: want 0.1 to 50: players show shorter frames too slowly", *l.FPS)
	}
	for _, d := range []struct {
		flag string
		got  *time.Duration
		max  time.Duration
	}{
		{"--hold", l.Hold, encode.MaxHold}, {"--start-pause", l.StartPause, encode.MaxHold}, {"--duration", l.Duration, 24 * time.Hour},
	} {
		if d.got != nil && (*d.got < encode.MinHold || *d.got > d.max) {
			return refuse("%s %v: want %v to %v", d.flag, *d.got, encode.MinHold, d.max)
		}
	}
	if l.Jobs < 0 || l.Jobs > maxJobs {
		return refuse("--jobs %d: want 0 to %d", l.Jobs, maxJobs)
	}
	theme, err := figure.ThemeNamed(l.Theme)
	if err != nil {
		return book.Order{}, book.BadInput{Err: err}
	}
	digits, err := l.digits()
	if err != nil {
		return book.Order{}, book.BadInput{Err: err}
	}
	o.Stage = figure.Stage{Theme: theme, Size: image.Point(l.Size), Digits: digits}
	o.Pixels = raster.Options{Scale: l.Scale, Jobs: l.Jobs}
	if l.Jobs == 0 {
		o.Pixels.Jobs = runtime.GOMAXPROCS(0)
	}
	o.Cut = film.Cut{FPS: value(l.FPS), Duration: value(l.Duration), Opening: value(l.StartPause), Closing: value(l.Hold)}
	o.Cut.Span = (*film.Span)(l.Frames)
	o.Poster = l.Poster
	o.MaxSize, o.Best = int64(l.MaxSize), l.Best
	if l.Loop == "once" {
		o.Loop = encode.Once
	}
	return o, nil
}

func (l look) digits() (*mnist.Set, error) {
	switch {
	case l.MNIST == nil:
		return mnist.Sample()
	case *l.MNIST == "":
		return nil, errors.New("--mnist: the directory is empty; want one with IDX files, or no --mnist")
	}
	return mnist.Open(*l.MNIST)
}

func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// size is a flag like 800x500.
type size image.Point

func (s *size) UnmarshalText(text []byte) error {
	w, h, ok := strings.Cut(strings.ToLower(string(text)), "x")
	x, errX := strconv.Atoi(w)
	y, errY := strconv.Atoi(h)
	if !ok || errX != nil || errY != nil || x < 1 || y < 1 || x > math.MaxInt32 || y > math.MaxInt32 {
		return fmt.Errorf("%q: want a width and a height in pixels, as in 800x500", text)
	}
	*s = size{x, y}
	return nil
}

// span is a flag like 10-20, or a single number.
type span film.Span

func (s *span) UnmarshalText(text []byte) error {
	from, to, ok := strings.Cut(string(text), "-")
	if !ok {
		to = from
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil || a < 0 || b < a {
		return fmt.Errorf("%q: want the first and the last frame, as in 10-20", text)
	}
	*s = span{a, b}
	return nil
}

// fileSize is a flag like 500kB.
type fileSize int64

func (b *fileSize) UnmarshalText(text []byte) error {
	n, err := humanize.ParseBytes(string(text))
	if err != nil || n < 1 || n > math.MaxInt64 {
		return fmt.Errorf("%q: want a number of bytes, as in 500kB or 2MB", text)
	}
	*b = fileSize(n)
	return nil
}
