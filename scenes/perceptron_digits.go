package scenes

import (
	"context"
	"fmt"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/montecarlo"
	"flipbook/perceptron"
)

// PerceptronDigits films Rosenblatt's machine learning to tell two handwritten
// digits apart: its weights as an image, and its errors on the digits that it
// learns from and on others that it never sees.
type PerceptronDigits struct {
	Digit   int `help:"digit that counts as +1" default:"4" min:"0" max:"9"`
	Against int `help:"digit that counts as −1" default:"9" min:"0" max:"9"`
	Train   int `help:"digits of each kind to learn from" default:"60" min:"1" max:"500" quick:"10"`
	Test    int `help:"digits of each kind that are kept unseen" default:"40" min:"1" max:"500" quick:"10"`
	Epochs  int `help:"passes before it gives up" default:"100" min:"1" max:"200"`
}

// Film implements Scene.
func (s *PerceptronDigits) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d, err := s.learn(ctx, t)
	if err != nil {
		return nil, err
	}
	unseen := montecarlo.Proportion{Successes: len(d.wrong), Trials: len(d.unseen)}
	interval := unseen.Wilson(z95)
	percent := func(v float64) string { return t.says("percent", "n", t.Number(100*v, 1)) }
	t.know("digit", s.Digit, "against", s.Against, "train", len(d.learned), "test", len(d.unseen), "updates", t.Say("updates", "n", len(d.Updates)),
		"errors", d.PocketErrors, "missed", len(d.wrong), "percent", percent(unseen.Rate()), "low", percent(interval.Low), "high", percent(interval.High))
	beats := d.beats()
	return t.film(story{
		part: figure.Rows(
			figure.Beside(0.58, figure.Rows(d.pictures(t, beats), d.legend(t, s), figure.Extra(d.gallery(t, beats))), d.chart(t, beats)),
			&figure.Verdict{Answer: t.says("answer"), Now: func(i int) string {
				b := beats[i]
				n := s.label(d.shown(b))
				switch {
				case b.look >= 0:
					return t.says("look", "n", n)
				case i == 0:
					return t.says("start", "n", n)
				}
				return t.says("now", "n", n, "update", b.update+1, "errors", d.Updates[b.update].Errors, "missed", d.missed[b.update])
			}}),
		frames: len(beats),
		hold:   func(i int) time.Duration { return beats[i].hold },
		keys:   []film.Key{{Frame: 0, Caption: t.says("key-first")}},
		results: []film.Result{
			{Name: "unseen", Value: unseen.Rate(), Text: t.says("result-unseen")},
			{Name: "learned", Value: float64(d.PocketErrors) / float64(len(d.learned)), Text: t.says("result-learned")},
			{Name: "updates", Value: float64(len(d.Updates)), Text: t.Say("updates", "n", len(d.Updates))},
		},
	})
}

// digitRun is a training, and what it is worth.
type digitRun struct {
	*perceptron.History
	learned, unseen []perceptron.Point
	cols            int
	missed          []int // by update: how many of the unseen are misread
	wrong           []int // indices of the unseen that the pocket misreads
}

// learn trains the perceptron, and then lets each of its weights read the
// unseen digits.
func (s *PerceptronDigits) learn(ctx context.Context, t *telling) (*digitRun, error) {
	if s.Digit == s.Against {
		return nil, fmt.Errorf("--against %d: it is the digit to be told from; want another", s.Against)
	}
	if err := needDigits(t.Digits, "perceptron-digits"); err != nil {
		return nil, err
	}
	d := &digitRun{}
	var err error
	if d.learned, d.cols, err = s.points(t.Digits, 0, s.Train); err != nil {
		return nil, err
	}
	if d.unseen, _, err = s.points(t.Digits, s.Train, s.Train+s.Test); err != nil {
		return nil, err
	}
	const most = 2000 // updates, each of which keeps its weights
	if d.History, err = perceptron.Train(ctx, d.learned, &perceptron.Options{MaxEpochs: s.Epochs, MaxUpdates: most, Progress: t.Progress}); err != nil {
		return nil, err
	}
	if got := perceptron.Errors(d.Pocket, d.learned); got != d.PocketErrors || d.Converged && got > 0 {
		return nil, violation("the pocket misreads %d digits, where the training says %d", got, d.PocketErrors)
	}
	for _, u := range d.Updates {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d.missed = append(d.missed, perceptron.Errors(u.W, d.unseen))
	}
	for i := range d.unseen {
		if perceptron.Errors(d.Pocket, d.unseen[i:i+1]) > 0 {
			d.wrong = append(d.wrong, i)
		}
	}
	return d, nil
}

// points are the digits of both kinds from one number to another, in turn, and
// how many columns each has.
func (s *PerceptronDigits) points(digits figure.Digits, from, to int) (points []perceptron.Point, cols int, err error) {
	for n := from; n < to; n++ {
		for _, y := range []int{1, -1} {
			p := perceptron.Point{Y: y}
			_, img, err := digits.Nth(s.label(p), n)
			if err != nil {
				return nil, 0, fmt.Errorf("--train %d --test %d: %w", s.Train, s.Test, err)
			}
			b := img.Bounds()
			cols = b.Dx()
			for y := b.Min.Y; y < b.Max.Y; y++ {
				for x := b.Min.X; x < b.Max.X; x++ {
					p.X = append(p.X, float64(img.GrayAt(x, y).Y)/255)
				}
			}
			points = append(points, p)
		}
	}
	return points, cols, nil
}

// label is the digit that a point is.
func (s *PerceptronDigits) label(p perceptron.Point) int {
	if p.Y > 0 {
		return s.Digit
	}
	return s.Against
}
