package perceptron

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// MaxCoordinate is the largest magnitude of a coordinate. Below it, no sum of
// coordinates comes near the end of float64.
const MaxCoordinate = 1e9

// A Point is one labelled example.
type Point struct {
	X []float64 // coordinates: one or more, finite, at most [MaxCoordinate] in magnitude
	Y int       // label: −1 or +1
}

// Options say when training gives up. Nil and the zero value mean the defaults.
type Options struct {
	MaxEpochs  int // passes over the points; 0 means 1,000
	MaxUpdates int // changes of the weights; 0 means 100,000
}

// An Update is one change of the weights.
type Update struct {
	Epoch  int       // the pass in which it happened, from 1
	Point  int       // index of the mistaken point
	W      []float64 // weights after it, bias last
	Errors int       // mistakes of W over all points
}

// A History is all that happened in a training run.
type History struct {
	Updates   []Update // in order; never empty, as the zero weights are wrong about the first point
	Epochs    int      // passes begun, a last one without a mistake included
	Converged bool     // the last weights make no mistake

	// The pocket holds the first of the weights with the fewest mistakes: the
	// last weights if Converged, otherwise the best that was seen.
	Pocket       []float64
	PocketErrors int
	PocketUpdate int // index into Updates of the one that made them
}

// Train runs Rosenblatt's rule (1958) on points: the weights start at 0, the
// points are looked at in the order given, pass after pass, and at each mistake,
// y·(w·x) ≤ 0, y·x is added to w. It stops after a whole pass without a mistake,
// or where o says.
//
// The pocket is Gallant's (1990), with ratchet. He counts the mistakes of new
// weights only after a long run of right answers, to save work; here every
// update is counted anyway, so no better weights slip past.
//
// An update costs a look at every point. The error names what is wrong with
// points or o, or is that of ctx.
func Train(ctx context.Context, points []Point, o *Options) (*History, error) {
	if err := validate(points); err != nil {
		return nil, err
	}
	limit, err := o.withDefaults()
	if err != nil {
		return nil, err
	}

	h := &History{PocketErrors: math.MaxInt}
	w := make([]float64, len(points[0].X)+1)
	for quiet := false; !quiet && h.Epochs < limit.MaxEpochs; {
		h.Epochs++
		quiet = true
		for i, p := range points {
			if p.rightSideOf(w) {
				continue
			}
			if len(h.Updates) == limit.MaxUpdates {
				return h, nil
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			quiet = false
			w = p.addTo(w)
			h.record(Update{Epoch: h.Epochs, Point: i, W: w, Errors: Errors(w, points)})
		}
	}
	return h, nil
}

// record appends u and lets the pocket see it.
func (h *History) record(u Update) {
	if u.Errors < h.PocketErrors {
		h.Pocket = slices.Clone(u.W)
		h.PocketErrors = u.Errors
		h.PocketUpdate = len(h.Updates)
	}
	h.Updates = append(h.Updates, u)
	h.Converged = u.Errors == 0
}

// Errors counts the points that the weights w, bias last, get wrong: y·(w·x) ≤ 0.
// A point whose dimension is not that of w is wrong.
func Errors(w []float64, points []Point) int {
	wrong := 0
	for _, p := range points {
		if !p.rightSideOf(w) {
			wrong++
		}
	}
	return wrong
}

// rightSideOf tells whether w gives p its label, and does not merely hesitate.
func (p Point) rightSideOf(w []float64) bool {
	last := len(w) - 1
	if len(p.X) != last {
		return false
	}
	field := w[last]
	for j, x := range p.X {
		field += float64(w[j] * x)
	}
	return float64(p.Y)*field > 0
}

// addTo returns w + y·(x, 1), in a slice of its own.
func (p Point) addTo(w []float64) []float64 {
	next := slices.Clone(w)
	for j, x := range p.X {
		next[j] += float64(float64(p.Y) * x)
	}
	next[len(p.X)] += float64(p.Y)
	return next
}

func (o *Options) withDefaults() (Options, error) {
	limit := Options{MaxEpochs: 1000, MaxUpdates: 100_000}
	if o == nil {
		return limit, nil
	}
	switch {
	case o.MaxEpochs < 0:
		return limit, fmt.Errorf("options: MaxEpochs is %d: want 0 (the default) or more", o.MaxEpochs)
	case o.MaxUpdates < 0:
		return limit, fmt.Errorf("options: MaxUpdates is %d: want 0 (the default) or more", o.MaxUpdates)
	}
	if o.MaxEpochs > 0 {
		limit.MaxEpochs = o.MaxEpochs
	}
	if o.MaxUpdates > 0 {
		limit.MaxUpdates = o.MaxUpdates
	}
	return limit, nil
}

// validate tells what is wrong with points, if anything.
func validate(points []Point) error {
	if len(points) == 0 {
		return errors.New("points: none: want at least one")
	}
	dim := len(points[0].X)
	if dim == 0 {
		return errors.New("points: points[0].X is empty: want at least one coordinate")
	}
	for i, p := range points {
		if len(p.X) != dim {
			return fmt.Errorf("points: points[%d].X has length %d, points[0].X has %d: want them equal", i, len(p.X), dim)
		}
		if p.Y != -1 && p.Y != 1 {
			return fmt.Errorf("points: points[%d].Y is %d: want -1 or +1", i, p.Y)
		}
		for j, x := range p.X {
			if !(math.Abs(x) <= MaxCoordinate) { // true of NaN as well
				return fmt.Errorf("points: points[%d].X[%d] is %g: want a number from -1e9 to 1e9", i, j, x)
			}
		}
	}
	return nil
}
