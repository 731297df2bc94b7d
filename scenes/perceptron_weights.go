package scenes

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// PerceptronWeights films the perceptron's rule in two spaces at once: that of
// the data, where weights are a line, and that of the weights, where a point is
// a half-plane. Lines go through the origin, so that two weights are all there
// are.
type PerceptronWeights struct {
	Points int     `help:"points" default:"14" min:"2" max:"40"`
	Margin float64 `help:"the least distance of a point from the line by which they are labelled" default:"0.06" min:"0.02" max:"0.3"`
	Seed   uint64  `help:"seed of the points" default:"7"`
}

// Film implements Scene.
func (s *PerceptronWeights) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d := &weightSpaces{data: s.points(generator(s.Seed))}
	radius := 0.0
	for _, p := range d.data {
		z := signed(p)
		d.points, radius = append(d.points, z), max(radius, z.length())
	}
	margin := originMargin(d.points)
	bound := float64(radius/margin) * float64(radius/margin)
	run, err := perceptron.Train(ctx, d.data, &perceptron.Options{ThroughOrigin: true, MaxUpdates: int(bound) + 1, MaxEpochs: int(bound) + 2})
	if err != nil {
		return nil, err
	}
	steps := run.Updates
	if !run.Converged || len(steps) > int(bound) {
		return nil, violation("%d steps, where Novikoff's bound allows %d", len(steps), int(bound))
	}
	d.steps, d.beats = steps, weightBeats(len(steps))
	t.know("points", len(d.points), "steps", t.Plural("steps", len(steps)), "bound", int(bound), "margin", t.Number(margin, 3))
	return t.film(story{
		part: figure.Rows(
			figure.Beside(0.5, d.part(t.says("data"), d.dataSpace), d.part(t.says("weights"), d.weightSpace)),
			&figure.Verdict{Good: true, Answer: t.says("answer"), Now: func(i int) string {
				b := d.beats[i]
				if b.step < 0 {
					return t.says("start")
				}
				key := "step"
				if b.part == 0 {
					key = "look"
				}
				return t.says(key, "step", b.step+1, "errors", steps[b.step].Errors)
			}}),
		frames: len(d.beats),
		hold:   func(i int) time.Duration { return d.beats[i].hold },
		keys:   d.keys(t),
		results: []film.Result{
			{Name: "steps", Value: float64(len(steps)), Text: t.says("steps", "n", len(steps))},
			{Name: "bound", Value: bound, Text: t.says("result-bound")},
			{Name: "margin", Value: margin, Text: t.says("result-margin")},
		},
	})
}

// A signedPoint is a point times its label: right are the weights whose
// product with it is positive.
type signedPoint struct{ X, Y float64 }

func (z signedPoint) times(w signedPoint) float64 { return float64(z.X*w.X) + float64(z.Y*w.Y) }

func (z signedPoint) length() float64 { return math.Sqrt(z.times(z)) }

// signed is a labelled point as the rule adds it to the weights.
func signed(p perceptron.Point) signedPoint {
	y := float64(p.Y)
	return signedPoint{y * p.X[0], y * p.X[1]}
}

// points draws labelled points in a ring around the origin, none nearer than
// the margin to the line that labels them.
func (s *PerceptronWeights) points(r *rand.Rand) []perceptron.Point {
	draw := func(least float64) signedPoint {
		for {
			z := signedPoint{2*r.Float64() - 1, 2*r.Float64() - 1}
			if d := z.length(); d >= least && d <= 1 {
				return z
			}
		}
	}
	normal := draw(0.1)
	var points []perceptron.Point
	for len(points) < s.Points {
		z := draw(0.35)
		d := z.times(normal) / normal.length()
		if math.Abs(d) < s.Margin {
			continue
		}
		points = append(points, perceptron.Point{X: []float64{z.X, z.Y}, Y: int(math.Copysign(1, d))})
	}
	return points
}

// originMargin is the largest distance that a line through the origin can keep
// from all points: it is kept from one point alone, or from two at once.
func originMargin(points []signedPoint) float64 {
	best := 0.0
	try := func(u signedPoint) {
		least := math.Inf(1)
		for _, z := range points {
			least = min(least, z.times(u)/u.length())
		}
		best = max(best, least) // of no direction, NaN, nothing comes
	}
	for i, a := range points {
		try(a)
		for _, b := range points[:i] {
			if a != b {
				try(signedPoint{a.Y - b.Y, b.X - a.X})
				try(signedPoint{b.Y - a.Y, a.X - b.X})
			}
		}
	}
	return best
}
