package scenes

import (
	"context"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// PerceptronXor films Rosenblatt's rule on the four corners of exclusive or,
// which no line separates: its weights come back for ever, and the pocket keeps
// the best of them.
type PerceptronXor struct {
	Low    int `help:"the coordinate of false; that of true is 1" default:"-1" min:"-5" max:"0"`
	Passes int `help:"passes over the corners that are shown" default:"5" min:"2" max:"12"`
}

// Film implements Scene.
func (s *PerceptronXor) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d := &xorDrawing{telling: t, points: s.corners()}
	if d.run, err = perceptron.Train(ctx, d.points, &perceptron.Options{MaxEpochs: s.Passes}); err != nil {
		return nil, err
	}
	if err := d.check(ctx); err != nil {
		return nil, err
	}
	best := len(d.points) - d.run.PocketErrors
	back := d.begun() + d.run.Cycle.Updates
	t.know("corners", len(d.points), "best", best, "period", d.run.Cycle.Updates, "possible", xorPossible)
	keys := []film.Key{{Frame: 0, Caption: t.says("key-start")}, {Frame: d.run.PocketUpdate + 1, Caption: t.says("key-pocket", "k", d.run.PocketUpdate+1)}}
	if back > keys[1].Frame {
		keys = append(keys, film.Key{Frame: back, Caption: t.says("key-back", "k", back, "before", d.begun())})
	}
	frames := len(d.run.Updates) + 2
	return t.film(story{
		part: figure.Rows(
			figure.Beside(0.48, &figure.Drawing{Least: 120, On: d.plane}, d.charts()),
			&figure.Verdict{Now: d.now, Answer: t.says("answer")}),
		frames: frames,
		hold: func(i int) time.Duration {
			switch {
			case i <= back:
				return 1400 * time.Millisecond
			}
			return 300 * time.Millisecond
		},
		keys: keys,
		results: []film.Result{
			{Name: "period", Value: float64(d.run.Cycle.Updates), Text: t.says("result-period")},
			{Name: "best", Value: float64(best) / float64(len(d.points)), Text: t.says("result-best")},
		},
	})
}

// corners are those of exclusive or, in the order in which they are looked at.
func (s *PerceptronXor) corners() []perceptron.Point {
	lo := float64(s.Low)
	return []perceptron.Point{{X: []float64{lo, lo}, Y: -1}, {X: []float64{lo, 1}, Y: 1}, {X: []float64{1, lo}, Y: 1}, {X: []float64{1, 1}, Y: -1}}
}

// xorPossible is how many corners a line can have right.
const xorPossible = 3

// check holds the training against the laws: nothing separates the corners,
// weights that come back have come from the same weights, and the pocket has
// the best that was seen, which is no better than a line can be.
func (d *xorDrawing) check(ctx context.Context) error {
	_, separable, err := perceptron.Bound(ctx, d.points)
	if err != nil {
		return err
	}
	if separable || d.run.Converged || d.run.Cycle == nil {
		return violation("separable: %v, converged: %v, cycle: %v for the corners of exclusive or", separable, d.run.Converged, d.run.Cycle)
	}
	for k := d.begun(); k+d.run.Cycle.Updates <= len(d.run.Updates); k++ {
		if a, b := d.after(k), d.after(k+d.run.Cycle.Updates); !slices.Equal(a, b) {
			return violation("with a period of %d, update %d has the weights %v and update %d has %v", d.run.Cycle.Updates, k, a, k+d.run.Cycle.Updates, b)
		}
	}
	least := math.MaxInt
	for _, u := range d.run.Updates {
		least = min(least, u.Errors)
	}
	if least != d.run.PocketErrors || least < len(d.points)-xorPossible {
		return violation("the pocket makes %d mistakes, the best weights seen %d", d.run.PocketErrors, least)
	}
	return nil
}

// begun is after how many updates the cycle was entered.
func (d *xorDrawing) begun() int {
	for k, u := range d.run.Updates {
		if u.Epoch >= d.run.Cycle.First {
			return k
		}
	}
	return len(d.run.Updates)
}
