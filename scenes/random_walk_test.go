package scenes

import (
	"context"
	"image"
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
)

// RandomWalk films a walk that goes up or down by one, as a coin decides.
type RandomWalk struct {
	Steps int    `help:"steps taken" default:"200" min:"1" max:"10000"`
	Seed  uint64 `help:"seed of every step" default:"1"`
}

func (w *RandomWalk) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(image.Pt(480, 300)) // the least size at which its labels have room
	if err != nil {
		return nil, err
	}
	r := generator(w.Seed)
	at, reach := make([]float64, w.Steps+1), 1.0
	for i := range w.Steps {
		at[i+1] = at[i] + float64(2*r.IntN(2)-1)
		reach = max(reach, math.Abs(at[i+1]))
	}
	end := at[w.Steps]
	answer := "it ends at " + figure.Number(end, 0)
	chart := figure.Chart{
		Box: on.Body().Inset(40, 30, 0, 46),
		X:   figure.Axis{From: 0, To: float64(w.Steps), Ticks: figure.Even(0, float64(w.Steps), 6), Title: "steps"},
		Y:   figure.Axis{From: -reach, To: reach, Ticks: figure.Even(-reach, reach, 6), Rules: true},
	}
	return &film.Film{
		Size: on.Size,
		Len:  w.Steps,
		Backdrop: func(c vg.Canvas) {
			on.Paper(on.Pen(c), "How far does a random walk get?", "Up or down by one at every step")
			chart.Draw(on.Pen(c))
		},
		Trail: func(c vg.Canvas, i int) {
			on.Pen(c).Line(on.Theme.Cool, on.Theme.Line, chart.At(float64(i), at[i]), chart.At(float64(i+1), at[i+1]))
		},
		Live: func(c vg.Canvas, i int) {
			if i == w.Steps-1 {
				on.Pen(c).Text(chart.Box.Max.Add(vg.Point{Y: 8}), answer, figure.Answer.To(figure.Right))
			}
		},
		Hold:    film.Steady(20*time.Millisecond, w.Steps),
		Results: []film.Result{{Name: "end", Value: end, Text: answer}},
		Alt:     "A random walk of " + figure.Plural(w.Steps, "step") + ": " + answer + ".",
	}, nil
}
