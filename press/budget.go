package press

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

// fit is the take that gives the least up among those whose file is at most
// as large as the look allows, and says what it gives up.
func (t take) fit(ctx context.Context) (fitting take, gaveUp []string, err error) {
	limit := int64(value(t.order.Look.MaxSize))
	if limit == 0 {
		return t, nil, nil
	}
	rungs := t.rungs()
	size := func(try take, limit int64) (int64, error) {
		b := &budget{left: limit}
		_, err := try.draw(ctx, interruptible{ctx, b})
		return limit - b.left, err
	}
	for i, try := range rungs {
		_, err := size(try, limit)
		if err == nil {
			if worse := t.against(try); worse != "" {
				gaveUp = []string{fmt.Sprintf("to stay within %s bytes: %s", figure.Count(int(limit)), worse)}
			}
			return try, gaveUp, nil
		}
		if !errors.Is(err, errTooLarge) {
			return t, nil, err
		}
		if i > 0 {
			continue
		}
		// Before the long way down: does it lead there?
		last := rungs[len(rungs)-1]
		least, err := size(last, math.MaxInt64)
		if err != nil {
			return t, nil, err
		}
		if least > limit {
			return t, nil, BadInput{fmt.Errorf("%s: %s bytes are too few: the least it can be made is %s%s",
				t.Path, figure.Count(int(limit)), figure.Count(int(least)), bracketed(t.against(last)))}
		}
	}
	return t, nil, errTooLarge // the last fits, so this is never reached
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// rungs are ways to make a smaller file, from the least harmful to the most: more work, then fewer levels of coverage, a
// smaller picture, fewer frames.
func (t take) rungs() []take {
	out := []take{t}
	if t.Format == SVG || t.Format == PDF {
		return out
	}
	if t.Format == GIF && !t.best {
		t.best = true
		out = append(out, t)
	}
	for t.pixels.Levels > fewestLevels {
		t.pixels.Levels--
		out = append(out, t)
	}
	asked := t.pixels.Scale
	for twentieths := 19.0; asked*twentieths/20 >= min(asked, smallestScale); twentieths-- {
		t.pixels.Scale = asked * twentieths / 20
		out = append(out, t)
	}
	// An MP4 has a rate of its own, and pictures that have less in common make it larger.
	fewer := t.Kind == Moving && t.Format != MP4 || t.Kind == Frames
	for rate := t.rate() * 4 / 5; fewer && rate >= slowestRate; rate = rate * 4 / 5 {
		t.cut.FPS = rate
		out = append(out, t)
	}
	return out
}

// rate is how many frames a second the film has between its opening and its closing hold; 0 if it has none.
func (t take) rate() float64 {
	shots, err := t.film.Shots(t.cut)
	if err != nil || len(shots) < 3 {
		return 0
	}
	moving := shots[1 : len(shots)-1]
	return float64(len(moving)) * float64(time.Second) / float64(film.Length(moving))
}

// against says in what a smaller film is worse than the one that was ordered.
func (t take) against(smaller take) string {
	var out []string
	for _, v := range []struct {
		is, was float64
		words   string
	}{
		{float64(smaller.pixels.Levels), float64(t.pixels.Levels), "%.0f instead of %.0f levels of antialiasing"},
		{smaller.pixels.Scale, t.pixels.Scale, "scale %.3g instead of %.3g"},
		{smaller.rate(), t.rate(), "%.3g instead of %.3g frames a second"},
	} {
		if v.is < v.was {
			out = append(out, fmt.Sprintf(v.words, v.is, v.was))
		}
	}
	return strings.Join(out, ", ")
}

// shortcomings says what of a film the format could not hold.
func shortcomings(f Format, i encode.Info, asked int) (out []string) {
	if i.Levels != 0 && i.Levels < asked {
		out = append(out, fmt.Sprintf("%d instead of %d levels of antialiasing, so that the palette holds all colours", i.Levels, asked))
	}
	if f == GIF && !i.Exact {
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
