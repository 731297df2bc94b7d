package scenes

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"flipbook/figure"
	"flipbook/film"
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

// A signedPoint is a point times its label: right are the weights whose
// product with it is positive.
type signedPoint struct{ X, Y float64 }

func (z signedPoint) times(w signedPoint) float64 { return float64(z.X*w.X) + float64(z.Y*w.Y) }

func (z signedPoint) length() float64 { return math.Sqrt(z.times(z)) }

// An originStep is a mistake, and the weights after it.
type originStep struct {
	point int
	w     signedPoint
	wrong int // points that these weights are wrong about
}

// points draws labelled points in a ring around the origin, none nearer than
// the margin to the line that labels them.
func (s *PerceptronWeights) points(r *rand.Rand) (points []signedPoint, labels []int) {
	draw := func(least float64) signedPoint {
		for {
			z := signedPoint{2*r.Float64() - 1, 2*r.Float64() - 1}
			if d := z.length(); d >= least && d <= 1 {
				return z
			}
		}
	}
	normal := draw(0.1)
	for len(points) < s.Points {
		z := draw(0.35)
		d := z.times(normal) / normal.length()
		if math.Abs(d) < s.Margin {
			continue
		}
		label := 1
		if d < 0 {
			z, label = signedPoint{-z.X, -z.Y}, -1
		}
		points, labels = append(points, z), append(labels, label)
	}
	return points, labels
}

// fromOrigin is Rosenblatt's rule without a bias. It ends, since some weights
// are right about all points.
func fromOrigin(ctx context.Context, points []signedPoint) ([]originStep, error) {
	var w signedPoint
	var steps []originStep
	for again := true; again; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		again = false
		for i, z := range points {
			if z.times(w) > 0 {
				continue
			}
			again = true
			w = signedPoint{w.X + z.X, w.Y + z.Y}
			step := originStep{point: i, w: w}
			for _, z := range points {
				if z.times(w) <= 0 {
					step.wrong++
				}
			}
			steps = append(steps, step)
		}
	}
	return steps, nil
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

// Film implements Scene.
func (s *PerceptronWeights) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	points, labels := s.points(generator(s.Seed))
	steps, err := fromOrigin(ctx, points)
	if err != nil {
		return nil, err
	}
	radius, margin := 0.0, originMargin(points)
	for _, z := range points {
		radius = max(radius, z.length())
	}
	bound := float64(radius/margin) * float64(radius/margin)
	if len(steps) > int(bound) {
		return nil, violation("%d steps, where Novikoff's bound allows %d", len(steps), int(bound))
	}
	t.know("points", len(points), "steps", t.Plural("steps", len(steps)), "bound", int(bound), "margin", t.Number(margin, 3))
	d := &weightSpaces{points: points, labels: labels, steps: steps, beats: weightBeats(steps)}
	return t.film(story{
		part: figure.Rows(
			figure.Beside(0.5, d.part(t.says("data"), d.data), d.part(t.says("weights"), d.weights)),
			&figure.Verdict{Good: true, Answer: t.says("answer"), Now: func(i int) string {
				b := d.beats[i]
				if b.step < 0 {
					return t.says("start")
				}
				key := "step"
				if b.part == 0 {
					key = "look"
				}
				return t.says(key, "step", b.step+1, "errors", steps[b.step].wrong)
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

// A weightBeat is a frame: a mistake that is looked at, or a part of the step.
type weightBeat struct {
	step int     // −1: before the first
	part float64 // of the step, 0 to 1
	hold time.Duration
}

// weightBeats are the frames: the first steps slowly, and no more than some
// dozens of what may be thousands.
func weightBeats(steps []originStep) []weightBeat {
	const slow, quick, most = 3, 16, 50
	out := []weightBeat{{step: -1, hold: 2 * time.Second}}
	add := func(step int, part float64, hold int) {
		out = append(out, weightBeat{step, part, time.Duration(hold) * time.Millisecond})
	}
	rest := max(1, (len(steps)-quick+most-1)/most)
	for i := range steps {
		switch {
		case i < slow:
			add(i, 0, 1000)
			for _, part := range []float64{1. / 3, 2. / 3} {
				add(i, part, 80)
			}
			add(i, 1, 700)
		case i < quick:
			add(i, 0, 700)
			add(i, 1, 500)
		case (i-quick)%rest == rest-1 || i == len(steps)-1:
			add(i, 1, 80)
		}
	}
	return out
}

// keys are the start, the first mistake and the step after it.
func (d *weightSpaces) keys(t *telling) []film.Key {
	out := []film.Key{{Frame: 0, Caption: sentence(t.says("start"))}}
	if len(d.beats) > 5 {
		out = append(out,
			film.Key{Frame: 1, Caption: sentence(t.says("look", "step", 1))},
			film.Key{Frame: 4, Caption: sentence(t.says("step", "step", 1, "errors", d.steps[0].wrong))})
	}
	return out
}
