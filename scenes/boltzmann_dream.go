package scenes

import (
	"context"
	"math"

	"flipbook/boltzmann"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
)

// BoltzmannDream films a restricted Boltzmann machine that learns small digits,
// and then dreams some of its own.
type BoltzmannDream struct {
	Hidden int    `help:"hidden units, each a feature that the machine may find" default:"64" min:"8" max:"256" quick:"16"`
	Shown  int    `help:"digits of each kind that are learned" default:"30" min:"2" max:"80" quick:"6"`
	Epochs int    `help:"passes through them" default:"40" min:"5" max:"300" quick:"6"`
	Sweeps int    `help:"sweeps of a dream" default:"100" min:"10" max:"2000" quick:"20"`
	Seed   uint64 `help:"seed of every random choice" default:"1"`
}

// Film implements Scene.
func (s *BoltzmannDream) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	l, err := s.learn(ctx, t)
	if err != nil {
		return nil, err
	}
	n := len(l.epochs)
	first, last := l.epochs[0], l.epochs[n-1]
	t.know("visible", l.side*l.side, "hidden", s.Hidden, "digits", len(l.seen), "epochs", s.Epochs, "sweeps", s.Sweeps,
		"before", t.Number(first.seen, 3), "after", t.Number(last.seen, 3), "unseen", t.Number(last.unseen, 3))
	nights := dreamNights(s.Sweeps)
	return t.film(story{
		part:   figure.Rows(l.both(t, nights), &figure.Verdict{Answer: t.says("answer"), Good: true, Now: l.now(t, nights)}),
		frames: n + len(nights),
		hold:   l.hold,
		keys:   []film.Key{{Frame: 0, Caption: t.says("key-start")}, {Frame: n - 1, Caption: t.says("key-learned")}, {Frame: n, Caption: t.says("key-noise")}},
		results: []film.Result{
			{Name: "error", Value: last.seen, Text: t.says("result-error")},
			{Name: "unseen", Value: last.unseen, Text: t.says("result-unseen")},
		},
	})
}

// A lesson is all that the machine did.
type lesson struct {
	side         int // of a picture
	seen, unseen []boltzmann.State
	epochs       []dreamEpoch
	dreams       [][][]float64 // of the last machine, sweep by sweep from the noise at which they begin
}

// A dreamEpoch is how the machine is after some passes.
type dreamEpoch struct {
	number          int
	seen, unseen    float64 // reconstruction errors
	rebuilt, dreams [][]float64
}

// learn shows digits to a machine and looks at it after some of the passes.
func (s *BoltzmannDream) learn(ctx context.Context, t *telling) (*lesson, error) {
	l, err := s.digits(ctx, t)
	if err != nil {
		return nil, err
	}
	m, err := boltzmann.Start(l.seen, s.Hidden, generator(s.Seed))
	if err != nil {
		return nil, err
	}
	if err := s.look(ctx, l, m, 0); err != nil {
		return nil, err
	}
	o := &boltzmann.TrainOptions{Epochs: s.Epochs, Persistent: true, Rate: .3, FinalRate: .005, Seed: s.Seed, Progress: t.Progress}
	for e, err := range m.Epochs(ctx, l.seen, o) {
		if err != nil {
			return nil, err
		}
		m = e.Machine
		// The first passes teach most: frame k is that of pass E (k/F)², or the k-th.
		k := len(l.epochs)
		if at := k * k * s.Epochs / (dreamFrames * dreamFrames); e.Number >= max(at, k) || e.Number == s.Epochs {
			if err := s.look(ctx, l, m, e.Number); err != nil {
				return nil, err
			}
		}
	}
	return l, lawful(m, l.example(0))
}

// look notes how a machine is.
func (s *BoltzmannDream) look(ctx context.Context, l *lesson, m *boltzmann.Machine, number int) (err error) {
	e := dreamEpoch{number: number}
	if e.seen, err = m.ReconstructionError(ctx, l.seen); err != nil {
		return err
	}
	if e.unseen, err = m.ReconstructionError(ctx, l.unseen); err != nil {
		return err
	}
	l.dreams = nil
	for k := range dreamCols {
		dream, err := s.dream(ctx, m, k)
		if err != nil {
			return err
		}
		l.dreams = append(l.dreams, dream)
		e.rebuilt, e.dreams = append(e.rebuilt, m.VisibleGiven(m.LikeliestHidden(l.example(k)))), append(e.dreams, dream[s.Sweeps])
	}
	l.epochs = append(l.epochs, e)
	return nil
}

// dream is the k-th dream of a machine: coins, and what it makes of them sweep
// by sweep. Every machine gets the same coins.
func (s *BoltzmannDream) dream(ctx context.Context, m *boltzmann.Machine, k int) ([][]float64, error) {
	r := montecarlo.Stream(s.Seed, k)
	noise := make(boltzmann.State, m.Visible())
	for i := range noise {
		noise[i] = uint8(r.IntN(2))
	}
	dream := [][]float64{gray(noise)}
	for step, err := range m.Dream(ctx, r, noise, s.Sweeps) {
		if err != nil {
			return nil, err
		}
		dream = append(dream, step.Probability)
	}
	return dream, nil
}

// lawful holds the machine to its energy: the odds of a hidden unit are those of
// the two states that differ in it.
func lawful(m *boltzmann.Machine, v boltzmann.State) error {
	h := make(boltzmann.State, m.Hidden())
	off := m.Energy(v, h)
	for j, p := range m.HiddenGiven(v) {
		h[j] = 1
		odds := off - m.Energy(v, h)
		h[j] = 0
		if want := 1 / (1 + detmath.Exp(-odds)); math.Abs(p-want) > 1e-9 {
			return violation("hidden unit %d is on with probability %v, and %v by its energy", j, p, want)
		}
	}
	return nil
}
