package descent

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Options say how to walk. The zero value is refused: a rate must be chosen.
type Options struct {
	Rate     float64 // η, positive
	Momentum float64 // β, from 0 to 1; 1 itself never comes to rest. 0: plain gradient descent

	// Tolerance ends the walk at a distance ‖x‖ of at most so much of the first; it is at least 0 and less than 1. 0 means
	// 0.01.
	Tolerance float64

	// MaxSteps ends the walk, arrived or not. 0 means 1,000.
	MaxSteps int
}

// A History is all that happened in a walk.
type History struct {
	Points  [][]float64 // from the start on, one more than there were steps
	Values  []float64   // f at each
	Arrived bool        // the last point is within the tolerance; false: the steps were used up, or numbers came to an end
}

// Steps is the number of steps.
func (h *History) Steps() int { return len(h.Points) - 1 }

// tooFar is the distance from 0 at which a walk that runs away is given up.
const tooFar = 1e150

// Walk goes downhill from start, by the heavy ball; without momentum it is gradient descent. The first step has no step
// before it. A walk that has come 1e150 from 0 is given up.
//
// It is an error if ctx is nil, the bowl has no coordinates, start has not as many, all are 0, or one is no number or
// beyond 1e100, or if an option is out of its range; if ctx ends, so does the walk, with its error.
func (b *Bowl) Walk(ctx context.Context, start []float64, o Options) (*History, error) {
	if err := b.validate(ctx, start, &o); err != nil {
		return nil, err
	}
	x, before := slices.Clone(start), slices.Clone(start)
	enough := o.Tolerance * length(start)
	h := &History{Points: [][]float64{x}, Values: []float64{b.Value(x)}}
	for range o.MaxSteps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		next := b.Slope(x)
		for i := range next {
			next[i] = x[i] - float64(o.Rate*next[i]) + float64(o.Momentum*(x[i]-before[i]))
		}
		x, before = next, x
		h.Points, h.Values = append(h.Points, x), append(h.Values, b.Value(x))
		far := length(x)
		if h.Arrived = far <= enough; h.Arrived || !(far < tooFar) {
			break
		}
	}
	return h, nil
}

func (b *Bowl) validate(ctx context.Context, start []float64, o *Options) error {
	if o.Tolerance == 0 {
		o.Tolerance = .01
	}
	if o.MaxSteps == 0 {
		o.MaxSteps = 1000
	}
	switch {
	case ctx == nil:
		return errors.New("descent: ctx is nil: it must be a context, such as context.Background()")
	case len(b.a) == 0:
		return errors.New("descent: the bowl has no coordinates: New and Valley make one")
	case len(start) != len(b.a):
		return fmt.Errorf("descent: start has %d coordinates, the bowl has %d", len(start), len(b.a))
	case !(o.Rate > 0 && o.Rate <= maxEntry):
		return fmt.Errorf("descent: Options.Rate is %v: it must be positive, and at most 1e100", o.Rate)
	case !(o.Momentum >= 0 && o.Momentum <= 1):
		return fmt.Errorf("descent: Options.Momentum is %v: it must be from 0 to 1", o.Momentum)
	case !(o.Tolerance > 0 && o.Tolerance < 1):
		return fmt.Errorf("descent: Options.Tolerance is %v: it must be less than 1, and not negative; 0 means 0.01", o.Tolerance)
	case o.MaxSteps < 0:
		return fmt.Errorf("descent: Options.MaxSteps is %d: it must not be negative; 0 means 1,000", o.MaxSteps)
	}
	for i, v := range start {
		if !(math.Abs(v) <= maxEntry) {
			return fmt.Errorf("descent: start[%d] is %v: it must be from -1e100 to 1e100", i, v)
		}
	}
	if length(start) == 0 {
		return errors.New("descent: start is 0, where the walk should end")
	}
	return nil
}

// length is ‖x‖, without overflow.
func length(x []float64) float64 {
	most := 0.
	for _, v := range x {
		if math.IsNaN(v) {
			return v
		}
		most = max(most, math.Abs(v))
	}
	if most == 0 || math.IsInf(most, 1) {
		return most
	}
	sum := 0.
	for _, v := range x {
		sum += float64((v / most) * (v / most))
	}
	return most * math.Sqrt(sum)
}
