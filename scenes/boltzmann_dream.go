package scenes

import (
	"context"
	"errors"
	"math"
	"time"

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

const (
	dreamCols    = 4  // pictures in a row
	dreamUnseen  = 10 // digits of each kind that are kept from training
	dreamFrames  = 26 // of learning
	dreamNights  = 14 // of the last dream
	dreamWaiting = 90 * time.Millisecond
)

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
	first, last := l.epochs[0], l.epochs[len(l.epochs)-1]
	n := len(l.epochs)
	t.know("visible", l.side*l.side, "hidden", s.Hidden, "digits", len(l.seen), "epochs", s.Epochs, "sweeps", s.Sweeps,
		"before", t.Number(first.seen, 3), "after", t.Number(last.seen, 3), "unseen", t.Number(last.unseen, 3))

	frames := n + len(l.nights)
	both := figure.Beside(0.63, l.album(t), l.plot(t))
	if t.Small() {
		both = figure.Rows(l.album(t), figure.Extra(l.plot(t)))
	}
	return t.film(story{
		part: figure.Rows(both, &figure.Verdict{Answer: t.says("answer"), Good: true, Now: func(i int) string {
			if i < n {
				return t.says("learns", "epoch", l.epochs[i].number)
			}
			return t.says("dreams", "sweep", l.nights[i-n].sweep)
		}}),
		frames: frames,
		hold: func(i int) time.Duration {
			switch {
			case i == 0 || i == n-1 || i == n:
				return 1200 * time.Millisecond
			case i > n:
				return 4 * dreamWaiting
			}
			return 2 * dreamWaiting
		},
		keys: []film.Key{
			{Frame: 0, Caption: t.says("key-start")}, {Frame: n - 1, Caption: t.says("key-learned")}, {Frame: n, Caption: t.says("key-noise")},
		},
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
	nights       []night // the dreams of the last machine, sweep by sweep
}

// A dreamEpoch is how the machine is after some passes.
type dreamEpoch struct {
	number          int
	seen, unseen    float64 // reconstruction errors
	rebuilt, dreams [][]float64
}

// A night is how far the dreams are.
type night struct {
	sweep    int
	pictures [][]float64
}

// example is a digit that is shown in the film: of each third kind one.
func (l *lesson) example(k int) boltzmann.State { return l.seen[3*k] }

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
	shown := 1
	for e, err := range m.Epochs(ctx, l.seen, &boltzmann.TrainOptions{
		Epochs: s.Epochs, Persistent: true, Rate: .3, FinalRate: .005, Seed: s.Seed, Progress: t.Progress,
	}) {
		if err != nil {
			return nil, err
		}
		m = e.Machine
		// The first passes teach most: frame k is that of pass E (k/F)², or the k-th.
		if at := shown * shown * s.Epochs / (dreamFrames * dreamFrames); e.Number >= max(at, shown) || e.Number == s.Epochs {
			if err := s.look(ctx, l, m, e.Number); err != nil {
				return nil, err
			}
			shown++
		}
	}
	if err := lawful(m, l.example(0)); err != nil {
		return nil, err
	}
	return l, s.sleep(ctx, l, m)
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
	for k := range dreamCols {
		features := make(boltzmann.State, s.Hidden)
		for j, p := range m.HiddenGiven(l.example(k)) {
			if p > 0.5 {
				features[j] = 1
			}
		}
		e.rebuilt = append(e.rebuilt, m.VisibleGiven(features))
		for step, err := range m.Dream(ctx, montecarlo.Stream(s.Seed, k), nil, s.Sweeps) {
			if err != nil {
				return err
			}
			if step.Sweep == s.Sweeps {
				e.dreams = append(e.dreams, step.Probability)
			}
		}
	}
	l.epochs = append(l.epochs, e)
	return nil
}

// sleep goes through the last dreams once more, from the coins at which they
// begin: many looks at the first sweeps, few later.
func (s *BoltzmannDream) sleep(ctx context.Context, l *lesson, m *boltzmann.Machine) error {
	var at []int
	for i := range dreamNights {
		at = append(at, max(i, geometric(s.Sweeps, i, dreamNights-1)-1))
	}
	at[dreamNights-1] = s.Sweeps
	for _, sweep := range at {
		l.nights = append(l.nights, night{sweep: min(sweep, s.Sweeps), pictures: make([][]float64, dreamCols)})
	}
	for k := range dreamCols {
		coins := montecarlo.Stream(s.Seed, k) // the dream draws the same
		noise := make([]float64, m.Visible())
		for i := range noise {
			noise[i] = float64(coins.IntN(2))
		}
		dream := [][]float64{noise}
		for step, err := range m.Dream(ctx, montecarlo.Stream(s.Seed, k), nil, s.Sweeps) {
			if err != nil {
				return err
			}
			dream = append(dream, step.Probability)
		}
		for i, n := range l.nights {
			l.nights[i].pictures[k] = dream[n.sweep]
		}
	}
	return nil
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

// digits are halved in size, and black or white: those that are shown, of all ten
// kinds in turn, and those that are kept.
func (s *BoltzmannDream) digits(ctx context.Context, t *telling) (*lesson, error) {
	if t.Digits == nil {
		return nil, errors.New("boltzmann-dream needs digits: --mnist DIR")
	}
	l := &lesson{}
	for n := range s.Shown + dreamUnseen {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for label := range 10 {
			_, img, err := t.Digits.Nth(label, n)
			if err != nil {
				return nil, err
			}
			side, v := halved(img)
			if l.side == 0 {
				l.side = side
			}
			if n < s.Shown {
				l.seen = append(l.seen, v)
			} else {
				l.unseen = append(l.unseen, v)
			}
		}
	}
	return l, nil
}
