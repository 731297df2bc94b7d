package scenes

import (
	"context"
	"math/rand/v2"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// HopfieldBlink films a network whose neurons answer all at once, and the same
// network one neuron at a time, and counts the starts from which the first
// blinks for ever.
type HopfieldBlink struct {
	Letters string `help:"capital letters that are stored" default:"EHT"`
	Starts  int    `help:"random starts that are tried" default:"1000" min:"10" max:"100000" quick:"100"`
	Seed    uint64 `help:"seed of the starts and of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldBlink) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	letters, err := s.letters()
	if err != nil {
		return nil, err
	}
	net, err := hopfield.Hebb{}.Train(ctx, letters)
	if err != nil {
		return nil, err
	}
	tries, err := montecarlo.Run(ctx, s.Starts, func(ctx context.Context, i int, r *rand.Rand) (blinkTry, error) {
		return tryBoth(ctx, net, r)
	}, &montecarlo.Options{Seed: s.Seed, Progress: t.Progress})
	if err != nil {
		return nil, err
	}
	shown, blinking := 0, 0
	for i, try := range tries {
		if try.blinkers > 0 {
			blinking++
		}
		if try.blinkers > tries[shown].blinkers {
			shown = i // the one with the most to see
		}
	}
	d, err := s.replay(ctx, t, net, shown)
	if err != nil {
		return nil, err
	}
	share := float64(blinking) / float64(s.Starts)
	t.know("neurons", net.Len(), "names", spaced(s.Letters), "period", d.orbit.Period, "starts", s.Starts, "blinking", blinking, "share", t.Number(100*share, 1))

	answer := "answer"
	if blinking == 0 {
		answer = "answer-settles" // and there is no period
	}
	left := 0.44 // the starts are many, and small
	if t.Small() {
		left = 0.5
	}
	return t.film(story{
		part: figure.Rows(
			figure.Beside(left, figure.Rows(d.pictures(t), figure.Extra(d.energies(t))), d.squares(t, tries)),
			&figure.Verdict{Answer: t.says(answer), Now: func(frame int) string {
				if frame <= d.frames {
					return t.says("now-run")
				}
				return t.says("now-try")
			}},
		),
		frames: d.frames + blinkTries + 1,
		hold:   d.hold,
		keys:   []film.Key{{Frame: 0, Caption: t.says("key-start")}, {Frame: d.frames, Caption: t.says("key-run")}},
		results: []film.Result{
			{Name: "period", Value: float64(d.orbit.Period), Text: t.says("result-period")},
			{Name: "share", Value: share, Text: t.says("result-share")},
		},
	})
}

// A blinkTry is what becomes of a random start.
type blinkTry struct {
	blinkers int // neurons that flip for ever, updated at once
}

// tryBoth updates a random start at once, and one by one.
func tryBoth(ctx context.Context, net *hopfield.Network, r *rand.Rand) (try blinkTry, err error) {
	start, err := hopfield.Random(r, net.Len())
	if err != nil {
		return try, err
	}
	orbit, err := net.Synchronous(ctx, start, nil)
	if err != nil {
		return try, err
	}
	if orbit.Period != 1 && orbit.Period != 2 {
		return try, violation("updated at once, symmetric weights have the period %d", orbit.Period)
	}
	run, err := net.Recall(ctx, start, r, nil)
	if err != nil {
		return try, err
	}
	if !run.Settled {
		return try, violation("updated one by one, symmetric weights do not settle")
	}
	if orbit.Period == 2 {
		try.blinkers = len(orbit.Steps[len(orbit.Steps)-1].Flipped)
	}
	return try, nil
}
