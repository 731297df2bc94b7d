package film

import (
	"fmt"
	"math/bits"
	"time"
)

// A Shot is a frame on the screen: which one, and how long it stands.
type Shot struct {
	Frame int
	Hold  time.Duration
}

// A Span runs from one frame to another, both played, counted from 0.
type Span struct{ From, To int }

// A Cut says which part of a film is played, and how fast.
// The zero value plays all of it as its scene timed it.
type Cut struct {
	// Span is the part played. Nil means the whole film.
	Span *Span

	// FPS samples the film at a steady rate, in frames a second: between the
	// opening and the closing hold, frames that fall between two samples are
	// left out. 0 keeps every frame.
	FPS float64

	// Duration is the length of the whole, reached by scaling every hold but
	// the opening and the closing one. 0 keeps the film's own.
	Duration time.Duration

	// Opening and Closing replace the hold of the first and the last frame.
	// 0 keeps the film's own.
	Opening, Closing time.Duration
}

// Shots plays f as c says. Every shot but the last may be shorter than what a
// format can show; a writer rounds the moments, not the holds.
func (f *Film) Shots(c Cut) ([]Shot, error) {
	switch {
	case c.FPS != 0 && !(c.FPS >= 0.01 && c.FPS <= 1000):
		return nil, fmt.Errorf("fps %v: want 0.01 to 1000", c.FPS)
	case c.Duration < 0 || c.Opening < 0 || c.Closing < 0:
		return nil, fmt.Errorf("duration %v, opening %v, closing %v: no time is negative", c.Duration, c.Opening, c.Closing)
	}
	from, to := 0, f.Len-1
	if c.Span != nil {
		from, to = c.Span.From, c.Span.To
	}
	if from < 0 || to < from || to >= f.Len {
		return nil, fmt.Errorf("frames %d-%d: the film has frames 0 to %d", from, to, f.Len-1)
	}
	shots := make([]Shot, 0, to-from+1)
	for i := from; i <= to; i++ {
		shots = append(shots, Shot{i, f.Hold(i)})
	}
	last := len(shots) - 1
	if to < f.Len-1 {
		shots[last].Hold = f.Hold(f.Len - 1) // a cut film ends on a hold as well
	}
	if c.Opening > 0 && last > 0 {
		shots[0].Hold = c.Opening
	}
	if c.Closing > 0 {
		shots[last].Hold = c.Closing
	}
	if c.Duration > 0 {
		if err := stretch(shots, c.Duration); err != nil {
			return nil, err
		}
	}
	if c.FPS > 0 {
		shots = sample(shots, c.FPS)
	}
	return shots, nil
}

// Length is how long the shots stand, together.
func Length(shots []Shot) time.Duration {
	var sum time.Duration
	for _, s := range shots {
		sum += s.Hold
	}
	return sum
}

func stretch(shots []Shot, want time.Duration) error {
	if len(shots) < 3 {
		return fmt.Errorf("duration %v: the film has nothing between its opening and its closing frame to stretch", want)
	}
	moving := shots[1 : len(shots)-1]
	now := Length(moving)
	left := want - (Length(shots) - now)
	if left <= 0 {
		return fmt.Errorf("duration %v: the opening and the closing hold alone take %v; shorten them with --start-pause and --hold", want, Length(shots)-now)
	}
	// The moments are scaled, not the holds, so that rounding does not add up.
	var before, after time.Duration
	for i := range moving {
		before += moving[i].Hold
		at := scale(before, left, now)
		moving[i].Hold = at - after
		after = at
	}
	return nil
}

// scale is d·num/den, rounded down; num and den are positive.
func scale(d, num, den time.Duration) time.Duration {
	hi, lo := bits.Mul64(uint64(d), uint64(num))
	q, _ := bits.Div64(hi, lo, uint64(den))
	return time.Duration(q)
}

// sample keeps the opening and the closing shot and, between them, what is on
// the screen at each tick.
func sample(shots []Shot, fps float64) []Shot {
	last := len(shots) - 1
	if last < 2 {
		return shots
	}
	moving := shots[1:last]
	end := Length(moving)
	out := []Shot{shots[0]}
	i, until := 0, moving[0].Hold
	for tick := 0; ; tick++ {
		at := time.Duration(float64(tick) * float64(time.Second) / fps)
		if at >= end {
			break
		}
		next := min(time.Duration(float64(tick+1)*float64(time.Second)/fps), end)
		for at >= until {
			i++
			until += moving[i].Hold
		}
		if last := &out[len(out)-1]; last.Frame == moving[i].Frame {
			last.Hold += next - at
		} else {
			out = append(out, Shot{moving[i].Frame, next - at})
		}
	}
	return append(out, shots[last])
}
