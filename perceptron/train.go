package perceptron

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// MaxCoordinate is the largest magnitude of a coordinate. Below it, no sum of coordinates comes near the end of
// float64.
const MaxCoordinate = 1e9

// A Point is one labelled example.
type Point struct {
	X []float64 // coordinates: one or more, finite, at most [MaxCoordinate] in magnitude
	Y int       // label: −1 or +1
}

// Options say when training gives up, and who is told how far it is. Nil and the zero value mean the defaults.
type Options struct {
	MaxEpochs  int // passes over the points; 0 means 1,000
	MaxUpdates int // changes of the weights; 0 means 100,000

	// StopAtCycle ends the training after a pass that brings back weights with which an earlier one began: from there on
	// everything repeats itself. If false, the cycle is noted and the training goes on.
	StopAtCycle bool

	// ThroughOrigin keeps the bias at 0, so that every hyperplane that is tried goes through the origin. Where one of these
	// separates the labels, Novikoff's bound holds with the R and γ of points and weights without the bias coordinate. A
	// point that is the origin is wrong for ever.
	ThroughOrigin bool

	// Progress is told after each update and each pass how much of the limits is used up: done of MaxUpdates, or the same
	// share of MaxEpochs where that is more. A training that succeeds ends sooner. Nil tells nobody.
	Progress func(done, total int)
}

// Train runs Rosenblatt's rule (1958) on points: the weights start at 0, the points are looked at in the order given,
// pass after pass, and at each mistake, y·(w·x) ≤ 0, y·x is added to w. It stops after a whole pass without a mistake,
// or where o says.
//
// The pocket is Gallant's (1990), with ratchet. He counts the mistakes of new weights only after a long run of right
// answers, to save work; here every update is counted anyway, so no better weights slip past.
//
// An update costs a look at every point, some nanoseconds a coordinate, and keeps its weights, 8 bytes each. So the
// 100,000 updates of 10,000 points in the plane that nothing separates take some ten seconds; in 784 dimensions they would
// keep 630 MB, and a smaller MaxUpdates is in order. The error names what is wrong with ctx, points or o, or is that of
// ctx.
func Train(ctx context.Context, points []Point, o *Options) (*History, error) {
	if err := validate(ctx, points); err != nil {
		return nil, err
	}
	limit, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	t := newTrainer(points, limit)
	for clean := false; !clean && !t.spent; {
		if clean, err = t.pass(ctx); err != nil {
			return nil, err
		}
	}
	t.credit()
	t.Average = t.sum
	for j := range t.Average {
		t.Average[j] /= float64(t.votes)
	}
	return &t.History, nil
}

// A trainer is a training under way.
type trainer struct {
	History
	limit  Options
	points []Point
	w      []float64         // the weights now
	held   int               // looks since they are
	sum    []float64         // earlier weights, each times the looks that it was held for
	votes  int               // these looks
	starts map[string]moment // when a pass began with which weights; nil once a cycle is found
	spent  bool              // a limit is reached
}

// A moment is the beginning of a pass.
type moment struct{ epoch, updates int }

func newTrainer(points []Point, limit Options) *trainer {
	dim := len(points[0].X) + 1
	t := &trainer{limit: limit, points: points, w: make([]float64, dim), sum: make([]float64, dim)}
	t.PocketErrors = math.MaxInt
	t.starts = map[string]moment{bits(t.w): {epoch: 1}}
	return t
}

// pass looks at the points once, and tells whether it met no mistake.
func (t *trainer) pass(ctx context.Context) (clean bool, err error) {
	t.Epochs++
	clean = true
	for i, p := range t.points {
		if p.rightSideOf(t.w) {
			t.held++
			continue
		}
		if len(t.Updates) == t.limit.MaxUpdates {
			t.spent = true
			return false, nil
		}
		if err := ctx.Err(); err != nil {
			return false, err
		}
		clean = false
		t.credit()
		t.w = p.addTo(t.w)
		if t.limit.ThroughOrigin {
			t.w[len(t.w)-1] = 0
		}
		t.held = 1
		t.record(Update{Epoch: t.Epochs, Point: i, W: t.w, Errors: Errors(t.w, t.points)})
		t.tell(t.Epochs - 1)
	}
	t.tell(t.Epochs)
	if !clean {
		t.compare()
	}
	t.spent = t.Epochs == t.limit.MaxEpochs || t.Cycle != nil && t.limit.StopAtCycle
	return clean, nil
}

// credit gives the weights that are about to change, or were the last, a vote for each look that they were held for.
func (t *trainer) credit() {
	if n := len(t.Updates); n > 0 {
		t.Updates[n-1].Votes = t.held
	}
	t.votes += t.held
	for j, w := range t.w {
		t.sum[j] += float64(float64(t.held) * w)
	}
}

// record appends u and lets the pocket see it.
func (t *trainer) record(u Update) {
	if u.Errors < t.PocketErrors {
		t.Pocket = slices.Clone(u.W)
		t.PocketErrors = u.Errors
		t.PocketUpdate = len(t.Updates)
	}
	t.Updates = append(t.Updates, u)
	t.Converged = u.Errors == 0
}

// compare looks for an earlier pass that began with the weights with which the next one will.
func (t *trainer) compare() {
	if t.starts == nil {
		return
	}
	next := moment{t.Epochs + 1, len(t.Updates)}
	first, back := t.starts[bits(t.w)]
	if !back {
		t.starts[bits(t.w)] = next
		return
	}
	t.Cycle = &Cycle{First: first.epoch, Period: next.epoch - first.epoch, Updates: next.updates - first.updates}
	t.starts = nil
}

func (t *trainer) tell(epochs int) {
	if t.limit.Progress == nil {
		return
	}
	share := float64(epochs) / float64(t.limit.MaxEpochs)
	t.limit.Progress(max(len(t.Updates), int(share*float64(t.limit.MaxUpdates))), t.limit.MaxUpdates)
}

// bits are weights as a key that is equal for equal ones only. None is −0, since none started as it.
func bits(w []float64) string {
	var key []byte
	for _, x := range w {
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(x))
	}
	return string(key)
}

// Errors counts the points that the weights w, bias last, get wrong: y·(w·x) ≤ 0. A point whose dimension is not that
// of w is wrong.
func Errors(w []float64, points []Point) int {
	wrong := 0
	for i := range points {
		if !points[i].rightSideOf(w) {
			wrong++
		}
	}
	return wrong
}

// rightSideOf tells whether w gives p its label, and does not merely hesitate.
func (p *Point) rightSideOf(w []float64) bool {
	return len(w) == len(p.X)+1 && float64(p.Y)*response(w, p.X) > 0
}

// response is w·(x, 1), where w is one longer than x.
func response(w, x []float64) float64 {
	w = w[:len(x)+1]
	sum := w[len(x)]
	for j, v := range x {
		sum += float64(w[j] * v)
	}
	return sum
}

// addTo returns w + y·(x, 1), in a slice of its own.
func (p *Point) addTo(w []float64) []float64 {
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
	limit.StopAtCycle, limit.ThroughOrigin, limit.Progress = o.StopAtCycle, o.ThroughOrigin, o.Progress
	return limit, nil
}

// validate tells what is wrong with ctx or points, if anything.
func validate(ctx context.Context, points []Point) error {
	if ctx == nil {
		return errors.New("ctx is nil: want a context, such as context.Background()")
	}
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
