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

// Words implements Scene.
func (s *PerceptronXor) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "Exclusive or: what does a perceptron do without a line?"},
		{Key: "subtitle", Text: "Each mistake moves the line; a pocket keeps the best one"},
		{Key: "weights", Text: "weights"},
		{Key: "bias", Text: "b"},
		{Key: "updates", Text: "updates"},
		{Key: "right", Text: "corners right"},
		{Key: "now", Text: "now"},
		{Key: "pocket", Text: "pocket"},
		{Key: "now-start", Text: "True where the two inputs differ; the weights begin at 0"},
		{Key: "now-update", Text: "Update {k}, for the corner ({x}, {y}): {right} of {corners} right"},
		{Key: "now-back", Text: "Update {k}: the weights of update {before} are back"},
		{Key: "answer", Text: "The same {period} updates for ever; the pocket has {best} of {corners}"},
		{Key: "result-period", Text: "period {period}"},
		{Key: "result-best", Text: "{best} of {corners} right"},
		{Key: "key-start", Text: "The four corners, and no line yet."},
		{Key: "key-pocket", Text: "Update {k} goes into the pocket: {best} of {corners} right."},
		{Key: "key-back", Text: "After {k} updates the weights are back where they were after {before}."},
		{Key: "caption", Text: "No line separates the corners of exclusive or: the perceptron’s weights come back every {period} updates, for ever. " +
			"The best that the pocket sees are right on {best} of {corners} corners; any line can be right on {possible} at most."},
		{Key: "alt", Text: "Four corners of a square, those with different inputs labelled +1 and the others −1, and the perceptron’s line, which each mistake moves. " +
			"Beside it the weights rise and fall with a period of {period} updates, and the number of corners that are right goes up and down below that of the pocket, which ends at {best} of {corners}."},
	}
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
			figure.Beside(0.48, &figure.Drawing{Least: 120, On: d.plane}, figure.Rows(figure.Extra(d.weights()), d.right())),
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

// About implements Scene.
func (s *PerceptronXor) About() About {
	return About{
		Shows: "The four corners of exclusive or in the plane, and Rosenblatt’s rule at work on them: its line, its weights over time, and how many corners it has right beside the best that the pocket has kept. The weights return, and so does all that follows.",
		Algorithm: `w ← 0;  pocket ← w
repeat for each corner x with label y, in turn:
    if y·(w·x) ≤ 0:
        w ← w + y·x
        if w has fewer mistakes than the pocket: pocket ← w
    if a pass begins with the weights of an earlier one: it never ends`,
		Source: "Rosenblatt 1958; Minsky and Papert 1969 for exclusive or and the cycling theorem; Gallant 1990 for the pocket.",
		Wrong: "It is said that the perceptron fails on exclusive or and wanders about. It does not wander: on whole-numbered points its weights come back, here every four updates. " +
			"The pocket keeps the best that was seen, which need not be the best there is: with 0 for false (--low 0) it never sees more than two corners right, though a line can have three.",
	}
}
