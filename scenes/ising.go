package scenes

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield/theory"
	"flipbook/ising"
)

// Ising films the square lattice of Ising cooled through its critical
// temperature, beside its magnetisation and the exact one of an infinite
// lattice.
type Ising struct {
	Side    int     `help:"spins in a row, and rows" default:"54" min:"8" max:"128" quick:"16"`
	Hot     float64 `help:"temperature at the beginning, in units of the coupling" default:"3.2" min:"2.5" max:"6"`
	Cold    float64 `help:"temperature at the end" default:"1.4" min:"0.5" max:"2.1"`
	Samples int     `help:"states averaged at each temperature" default:"500" min:"1" max:"10000" quick:"5"`
	Seed    uint64  `help:"seed of every random choice" default:"1"`
}

const (
	isingSteps = 40   // from hot to cold
	isingAway  = 0.95 // of T_c: below it, a finite lattice is as good as an infinite one
)

// Film implements Scene.
func (s *Ising) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	seen, err := s.cool(ctx, t)
	if err != nil {
		return nil, err
	}
	critical := theory.IsingCritical()
	frame, away, off := compared(seen)
	t.know("spins", s.Side*s.Side, "hot", t.Exact(s.Hot), "cold", t.Exact(s.Cold),
		"critical", t.Number(critical, 3), "away", t.Number(away, 2), "off", t.Short(off, 1))

	at := func(key string, i int) string {
		return t.says(key, "temperature", t.Number(seen[i].temperature, 2), "magnetisation", t.Number(seen[i].magnetization, 2))
	}
	lattice := &figure.Pictures{Each: []figure.Picture{{
		Cols: s.Side, Rows: s.Side, Note: func(i int) string { return at("lattice", i) },
		Of: func(i, cell int) color.NRGBA { return t.Theme.State(seen[i].spins[cell]) },
	}}}
	verdict := &figure.Verdict{Answer: t.says("answer"), Good: true, Now: func(i int) string {
		switch d := seen[i].temperature - critical; {
		case d > 0.12:
			return t.says("above")
		case d > -0.06:
			return t.says("near")
		}
		return t.says("below")
	}}
	return t.film(story{
		part:   figure.Rows(t.Abreast(0.49, lattice, s.plot(t, seen)), verdict),
		frames: len(seen),
		hold:   paced(180*time.Millisecond, looks{0: 1500 * time.Millisecond, frame: 900 * time.Millisecond}),
		keys:   []film.Key{{Frame: 0, Caption: at("key-hot", 0)}, {Frame: frame, Caption: at("key-critical", frame)}},
		results: []film.Result{
			{Name: "critical", Value: critical, Text: t.says("result-critical")},
			{Name: "off", Value: off, Text: t.says("result-off")},
		},
	})
}

// compared finds the temperature nearest to T_c, the hottest one that is not near
// it but below, and by how much the magnetisation is off from there on.
func compared(seen []cooled) (nearest int, away, off float64) {
	critical := theory.IsingCritical()
	for i, c := range seen {
		if c.temperature < isingAway*critical {
			away = max(away, c.temperature)
			off = max(off, math.Abs(c.magnetization-theory.IsingMagnetization(c.temperature)))
		}
		if math.Abs(c.temperature-critical) < math.Abs(seen[nearest].temperature-critical) {
			nearest = i
		}
	}
	return nearest, away, off
}

// plot is what was measured, on the exact curve; it goes from hot to cold, as the
// film does.
func (s *Ising) plot(t *telling, seen []cooled) figure.Part {
	var measured []figure.XY
	for _, c := range seen {
		measured = append(measured, figure.XY{X: c.temperature, Y: c.magnetization})
	}
	return &figure.Plot{
		X:     figure.Axis{From: s.Hot, To: s.Cold, Title: t.says("temperature")},
		Y:     figure.Axis{From: 0, To: 1, Title: t.says("magnetisation")},
		Rules: []figure.Rule{{At: theory.IsingCritical(), Label: "$T_c$"}},
		Curves: []figure.Curve{
			{Label: t.says("exact"), Ink: t.Theme.Muted, Width: 1.5, Points: figure.Every(s.Hot, s.Cold, 400, theory.IsingMagnetization)},
			{Label: t.says("measured"), Ink: t.Theme.Cool, Width: -1, Marks: 3, Points: measured, Upto: func(i int) int { return i + 1 }},
		},
	}
}

// A cooled lattice, as it is after the last sample at a temperature.
type cooled struct {
	temperature, magnetization float64
	spins                      []int8
}

// cool takes a lattice from hot to cold in even steps and measures it at each.
// Every state has a mirror of the same energy, as often taken: of the two, the
// one with more spins up is shown.
func (s *Ising) cool(ctx context.Context, t *telling) ([]cooled, error) {
	r := generator(s.Seed)
	lattice, err := ising.Random(s.Side, r)
	if err != nil {
		return nil, err
	}
	var out []cooled
	for i := range isingSteps + 1 {
		c := cooled{temperature: s.Hot + float64((s.Cold-s.Hot)*float64(i)/isingSteps)}
		bath, err := ising.NewBath(c.temperature)
		if err != nil {
			return nil, fmt.Errorf("--hot %v --cold %v: %w", s.Hot, s.Cold, err)
		}
		means, err := bath.Measure(ctx, lattice, r, &ising.MeasureOptions{Settle: 20, Samples: s.Samples})
		if err != nil {
			return nil, err
		}
		c.magnetization, c.spins = means.Magnetization, lattice.Spins()
		if again, err := ising.New(c.spins); err != nil || again.Energy() != lattice.Energy() {
			return nil, violation("at T = %v the energy is said to be %d, the spins have another", c.temperature, lattice.Energy())
		}
		if lattice.Magnetization() < 0 {
			for k := range c.spins {
				c.spins[k] = -c.spins[k]
			}
		}
		out = append(out, c)
		t.Progress(i, isingSteps)
	}
	return out, nil
}
