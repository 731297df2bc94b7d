package scenes

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
	"flipbook/perceptron"
)

// PerceptronMargin films the same two clouds moved together: the closer they are,
// the more mistakes a perceptron may make before it tells them apart, and the
// more it makes.
type PerceptronMargin struct {
	Points  int     `help:"points of the two clouds together" default:"40" min:"4" max:"200"`
	Closest float64 `help:"half the distance of the clouds at the end, in a square of side 2" default:"0.01" min:"0.005" max:"0.2"`
	Orders  int     `help:"random orders in which the points are shown" default:"25" min:"1" max:"200" quick:"3"`
	Seed    uint64  `help:"seed of the clouds and of the orders" default:"1"`
}

const (
	marginSteps = 30  // from far to near
	marginFar   = 0.5 // half the distance at the beginning, at least
	marginRead  = 3   // frames between two readings of the numbers
)

// Film implements Scene.
func (s *PerceptronMargin) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	clouds, err := s.approach(ctx, t)
	if err != nil {
		return nil, err
	}
	last := len(clouds) - 1
	facts := func(i int) []any {
		c := clouds[i]
		return []any{"gamma", t.Short(c.gamma, 2), "updates", c.slowest(), "bound", t.Count(int(c.bound))}
	}
	t.know("points", s.Points, "orders", s.Orders)
	t.know(facts(last)...)
	verdict := &figure.Verdict{Answer: t.says("answer"), Good: true, Now: func(i int) string {
		return t.says("now", facts(i-i%marginRead)...)
	}}
	return t.film(story{
		part:   figure.Rows(t.Abreast(0.42, s.plane(clouds), s.plot(t, clouds)), verdict),
		frames: len(clouds),
		hold:   paced(250*time.Millisecond, looks{0: 1500 * time.Millisecond}),
		keys:   []film.Key{{Frame: 0, Caption: t.says("key-start", facts(0)...)}, {Frame: last / 2, Caption: t.says("key-middle", facts(last/2)...)}},
		results: []film.Result{
			{Name: "updates", Value: float64(clouds[last].slowest()), Text: t.says("result-updates")},
			{Name: "bound", Value: clouds[last].bound, Text: t.says("result-bound")},
		},
	})
}

// Two clouds at a distance.
type approached struct {
	points       []perceptron.Point
	gamma, bound float64
	updates      []int     // of all orders, rising
	line         []float64 // that the first order found
}

func (c approached) slowest() int { return c.updates[len(c.updates)-1] }

// approach moves two clouds together, straight across the widest gap between
// them, in steps of which each is the same share of the distance.
func (s *PerceptronMargin) approach(ctx context.Context, t *telling) ([]approached, error) {
	far, err := perceptron.Clouds(generator(s.Seed), s.Points, marginFar)
	if err != nil {
		return nil, fmt.Errorf("--points %d: %w", s.Points, err)
	}
	_, w, err := perceptron.Margin(ctx, far)
	if err != nil {
		return nil, err
	}
	length := math.Sqrt(float64(w[0]*w[0]) + float64(w[1]*w[1]))
	x, y := w[0]/length, w[1]/length
	near := map[int]float64{-1: math.Inf(1), 1: math.Inf(1)} // each label on its side
	for _, p := range far {
		near[p.Y] = min(near[p.Y], float64(p.Y)*(float64(x*p.X[0])+float64(y*p.X[1])))
	}
	start := (near[-1] + near[1]) / 2
	var out []approached
	for k := range marginSteps + 1 {
		share := float64(k) / marginSteps
		half := start * detmath.Exp(share*detmath.Log(s.Closest/start))
		moved := make([]perceptron.Point, len(far))
		for i, p := range far {
			step := float64(p.Y) * (half - start)
			moved[i] = perceptron.Point{X: []float64{p.X[0] + float64(step*x), p.X[1] + float64(step*y)}, Y: p.Y}
		}
		c, err := s.train(ctx, moved)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		t.Progress(k, marginSteps)
	}
	return out, nil
}

// train learns points in many orders and holds each to Novikoff's bound.
func (s *PerceptronMargin) train(ctx context.Context, points []perceptron.Point) (c approached, err error) {
	c.points = points
	if c.gamma, _, err = perceptron.Margin(ctx, points); err != nil {
		return c, err
	}
	separable := false
	if c.bound, separable, err = perceptron.Bound(ctx, points); err != nil {
		return c, err
	}
	if !separable {
		return c, violation("no line separates clouds that keep their distance")
	}
	for order := range s.Orders {
		shuffled := slices.Clone(points)
		r := montecarlo.Stream(s.Seed, order)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		most := int(c.bound) + 1
		run, err := perceptron.Train(ctx, shuffled, &perceptron.Options{MaxEpochs: most + 1, MaxUpdates: most})
		if err != nil {
			return c, err
		}
		if n := len(run.Updates); !run.Converged || float64(n) > c.bound {
			return c, violation("%d updates, above Novikoff's bound of %v", n, c.bound)
		}
		c.updates = append(c.updates, len(run.Updates))
		if order == 0 {
			c.line = run.Pocket
		}
	}
	slices.Sort(c.updates)
	return c, nil
}
