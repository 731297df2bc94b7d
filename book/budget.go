package book

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
)

// How far a film is reduced when its file must be small.
const (
	fewestLevels  = 4   // of coverage: with three, small words run together
	smallestScale = 0.5 // or what was asked, if that is less: below, words cannot be read
	slowestRate   = 1.0 // frames a second, or what the film has if that is less
)

// errTooLarge ends an attempt whose file has become larger than it may.
var errTooLarge = errors.New("the file is too large")

// fit is the order that gives the least up among those whose file is at most MaxSize, and says what it gives up.
func (o Order) fit(ctx context.Context, f *film.Film, out Output) (fitting Order, gaveUp []string, err error) {
	if o.MaxSize == 0 {
		return o, nil, nil
	}
	rungs := o.rungs(f, out.Format)
	size := func(try Order, limit int64) (int64, error) {
		b := &budget{left: limit}
		_, err := try.draw(ctx, f, out.Format, interruptible{ctx, b})
		return limit - b.left, err
	}
	for i, try := range rungs {
		_, err := size(try, o.MaxSize)
		if err == nil {
			if worse := o.against(try, f); worse != "" {
				gaveUp = []string{fmt.Sprintf("to stay within %s bytes: %s", figure.Count(int(o.MaxSize)), worse)}
			}
			return try, gaveUp, nil
		}
		if !errors.Is(err, errTooLarge) {
			return o, nil, err
		}
		if i > 0 {
			continue
		}
		// Before the long way down: does it lead there?
		last := rungs[len(rungs)-1]
		least, err := size(last, math.MaxInt64)
		if err != nil {
			return o, nil, err
		}
		if least > o.MaxSize {
			return o, nil, BadInput{fmt.Errorf("%s: %s bytes are too few: the least it can be made is %s (%s)",
				out.Path, figure.Count(int(o.MaxSize)), figure.Count(int(least)), o.against(last, f))}
		}
	}
	return o, nil, errTooLarge // the last fits, so this is never reached
}

// rungs are ways to make a smaller file, from the least harmful to the most: more work, then fewer levels of coverage, a
// smaller picture, fewer frames.
func (o Order) rungs(f *film.Film, format Format) []Order {
	out := []Order{o}
	if format == GIF && !o.Best {
		o.Best = true
		out = append(out, o)
	}
	for o.Pixels.Levels > fewestLevels {
		o.Pixels.Levels--
		out = append(out, o)
	}
	asked := o.Pixels.Scale
	for twentieths := 19.0; asked*twentieths/20 >= min(asked, smallestScale); twentieths-- {
		o.Pixels.Scale = asked * twentieths / 20
		out = append(out, o)
	}
	for rate := o.rate(f) * 4 / 5; format == GIF && rate >= slowestRate; rate = rate * 4 / 5 {
		o.Cut.FPS = rate
		out = append(out, o)
	}
	return out
}

// rate is how many frames a second the film has between its opening and its closing hold; 0 if it has none.
func (o Order) rate(f *film.Film) float64 {
	shots, err := f.Shots(o.Cut)
	if err != nil || len(shots) < 3 {
		return 0
	}
	moving := shots[1 : len(shots)-1]
	return float64(len(moving)) * float64(time.Second) / float64(film.Length(moving))
}

// against says in what a smaller film is worse than the one that was ordered.
func (o Order) against(smaller Order, f *film.Film) string {
	var out []string
	for _, v := range []struct {
		is, was float64
		words   string
	}{
		{float64(smaller.Pixels.Levels), float64(o.Pixels.Levels), "%.0f instead of %.0f levels of antialiasing"},
		{smaller.Pixels.Scale, o.Pixels.Scale, "scale %.3g instead of %.3g"},
		{smaller.rate(f), o.rate(f), "%.3g instead of %.3g frames a second"},
	} {
		if v.is < v.was {
			out = append(out, fmt.Sprintf(v.words, v.is, v.was))
		}
	}
	return strings.Join(out, ", ")
}

// shortcomings says what of a film the format could not hold.
func shortcomings(i encode.Info, asked int) (out []string) {
	if i.Levels != 0 && i.Levels < asked {
		out = append(out, fmt.Sprintf("%d instead of %d levels of antialiasing, so that the palette holds all colours", i.Levels, asked))
	}
	if !i.Exact {
		out = append(out, fmt.Sprintf("more colours than a GIF holds: near ones are shown as one of %d", i.Colors))
	}
	return out
}

// A budget counts down the bytes that may still be written.
type budget struct{ left int64 }

func (b *budget) Write(p []byte) (int, error) {
	b.left -= int64(len(p))
	if b.left < 0 {
		return 0, errTooLarge
	}
	return len(p), nil
}
