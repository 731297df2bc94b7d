package scenes

import (
	"context"
	"math"
	"time"

	"flipbook/descent"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
)

// GradientDescent films three walks down one valley: plain gradient descent at
// its best rate, a heavy ball at its best rate and momentum, and a rate that is
// too large.
type GradientDescent struct {
	Condition float64 `help:"how many times steeper the valley is across than along" default:"20" min:"2" max:"200"`
	Excess    float64 `help:"the rate that is too large, in units of the largest stable one" default:"1.02" min:"1.001" max:"1.5"`
	Tolerance float64 `help:"share of the first distance at which a walk has arrived" default:"0.01" min:"0.0001" max:"0.2"`
}

const (
	descentOne    = 30 // steps that are filmed one by one
	descentFrames = 80 // in all, or a few more
)

// Film implements Scene.
func (s *GradientDescent) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	walks, err := s.walks(ctx)
	if err != nil {
		return nil, err
	}
	plain, ball := walks[0], walks[1]
	limit := descent.StableRate(s.Condition, 0)
	t.know("condition", t.Exact(s.Condition), "plain", plain.Steps(), "momentum", ball.Steps(), "limit", t.Short(limit, 3),
		"percent", t.Exact(100*s.Tolerance))

	last := max(plain.Steps(), ball.Steps(), 20)
	shown := descentShown(last)
	arrival := 0 // of the ball
	for shown[arrival] < ball.Steps() {
		arrival++
	}
	verdict := &figure.Verdict{Answer: t.says("answer"), Good: true, Now: func(i int) string { return t.says("now", "step", shown[i]) }}
	return t.film(story{
		part:   figure.Rows(s.valleys(t, walks, shown), figure.Extra(s.distances(t, walks, shown)), verdict),
		frames: len(shown),
		hold: func(i int) time.Duration {
			switch {
			case i == 0:
				return 1500 * time.Millisecond
			case i < 6:
				return 700 * time.Millisecond
			case i < 16:
				return 300 * time.Millisecond
			}
			return 120 * time.Millisecond
		},
		keys: []film.Key{{Frame: 0, Caption: t.says("key-start")}, {Frame: min(arrival, len(shown)-2), Caption: t.says("key-ball")}},
		results: []film.Result{
			{Name: "plain", Value: float64(plain.Steps()), Text: t.says("result-plain")},
			{Name: "momentum", Value: float64(ball.Steps()), Text: t.says("result-momentum")},
			{Name: "limit", Value: limit, Text: t.says("result-limit")},
		},
	})
}

// descentShown are the steps of the frames: the first one by one, and then as
// many in a frame as fill the film.
func descentShown(last int) (shown []int) {
	for k := 0; k < last; k++ {
		shown = append(shown, k)
		if k >= descentOne {
			k += (last - descentOne) / (descentFrames - descentOne)
		}
	}
	return append(shown, last)
}

// The valley is flat along (12, 5)/13, and the walks begin where both axes have
// the same share of the height.
var along, across = figure.XY{X: 12. / 13, Y: 5. / 13}, figure.XY{X: -5. / 13, Y: 12. / 13}

// walks are the three: plain, with momentum, and too fast.
func (s *GradientDescent) walks(ctx context.Context) ([]*descent.History, error) {
	valley, err := descent.Valley(1, s.Condition, along.X, along.Y)
	if err != nil {
		return nil, err
	}
	wall := 1 / math.Sqrt(s.Condition)
	start := []float64{-along.X + float64(wall*across.X), -along.Y + float64(wall*across.Y)}
	var out []*descent.History
	for _, o := range s.rates() {
		o.Tolerance, o.MaxSteps = s.Tolerance, 10_000
		if descent.Share(s.Condition, o.Rate, o.Momentum) >= 1 {
			o.MaxSteps = max(20, out[0].Steps(), out[1].Steps())
		}
		w, err := valley.Walk(ctx, start, o)
		if err != nil {
			return nil, err
		}
		out = append(out, w)
	}
	_, share := descent.BestRate(1, s.Condition)
	most := math.Ceil(detmath.Log(s.Tolerance)/detmath.Log(share)) + 1 // one for rounding
	switch {
	case !out[0].Arrived || float64(out[0].Steps()) > most:
		return nil, violation("gradient descent takes %d steps, and %v at most by its rate", out[0].Steps(), most)
	case !out[1].Arrived:
		return nil, violation("the ball has not arrived after %d steps", out[1].Steps())
	case out[2].Arrived:
		return nil, violation("a rate above the stable one arrives after %d steps", out[2].Steps())
	}
	return out, nil
}

// rates are those of the walks.
func (s *GradientDescent) rates() []descent.Options {
	best, _ := descent.BestRate(1, s.Condition)
	fast, momentum, _ := descent.BestMomentum(1, s.Condition)
	return []descent.Options{{Rate: best}, {Rate: fast, Momentum: momentum}, {Rate: s.Excess * descent.StableRate(s.Condition, 0)}}
}

func norm(x []float64) float64 { return math.Sqrt(float64(x[0]*x[0]) + float64(x[1]*x[1])) }
