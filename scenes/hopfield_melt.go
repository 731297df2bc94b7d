package scenes

import (
	"context"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldMelt films digits that are stored one at a time by Hebb's rule and
// melt into one smudge, where theory has room for a hundred random patterns.
type HopfieldMelt struct {
	Stored    int    `help:"digits that are stored, one after the other" default:"5" min:"2" max:"10"`
	Threshold int    `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Asked     int    `help:"memories that are asked for at each point of the curves" default:"24" min:"1" max:"100" quick:"2"`
	Seed      uint64 `help:"seed of the random patterns and of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldMelt) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	digits, size, err := s.digits(ctx, t)
	if err != nil {
		return nil, err
	}
	critical, err := theory.Synapses{}.Critical(0)
	if err != nil {
		return nil, err
	}
	capacity := critical.Load * float64(len(digits[0]))
	steps, lessons, err := s.learn(ctx, digits)
	if err != nil {
		return nil, err
	}
	loads := s.loads(len(digits))
	kept, err := s.measure(ctx, t, digits, loads)
	if err != nil {
		return nil, err
	}

	reality := 0
	for reality < s.Stored && lessons[reality].back == reality+1 {
		reality++
	}
	t.know("neurons", len(digits[0]), "theory", int(capacity), "digits", s.Stored,
		"kept-at", t.Number(meltKept, 2), "alike", t.Number(alike(digits[:s.Stored]), 2), "reality", reality)
	answer := t.says("answer")
	if reality == s.Stored {
		answer = t.says("answer-all")
	}
	return t.film(story{
		part: figure.Rows(
			s.album(t, digits, size, steps, lessons),
			s.plot(t, loads, kept, steps, capacity),
			&figure.Verdict{Answer: answer, Good: reality == s.Stored, Bad: reality < s.Stored, Now: func(i int) string {
				step := steps[i]
				lesson := lessons[step.stored-1]
				switch {
				case step.points > s.Stored:
					return t.says("now-more")
				case !step.settled:
					return t.says("now-learn", "stored", step.stored)
				case lesson.one:
					return t.says("now-one", "stored", step.stored, "back", lesson.back)
				}
				return t.says("now-back", "stored", step.stored, "back", lesson.back)
			}},
		),
		frames: len(steps),
		hold:   func(i int) time.Duration { return steps[i].hold },
		keys:   s.keys(t, steps, lessons),
		results: []film.Result{
			{Name: "theory", Value: float64(int(capacity)), Text: t.says("result-theory")},
			{Name: "reality", Value: float64(reality), Text: t.says("result-reality")},
			{Name: "alike", Value: alike(digits[:s.Stored]), Text: t.says("result-alike")},
		},
	})
}

// learn stores one digit after the other, and shows each network all the
// digits that it has stored so far. The frames are those in which neurons flip.
func (s *HopfieldMelt) learn(ctx context.Context, digits []hopfield.Pattern) (steps []meltStep, lessons []meltLesson, err error) {
	for stored := 1; stored <= s.Stored; stored++ {
		net, err := hopfield.Hebb{}.Train(ctx, digits[:stored])
		if err != nil {
			return nil, nil, err
		}
		var runs []*hopfield.History
		for k, memory := range digits[:stored] {
			run, err := net.Recall(ctx, memory, generator(s.Seed+uint64(k)), nil)
			if err != nil {
				return nil, nil, err
			}
			if run.Energy() > run.StartEnergy || !net.Stable(run.End, hopfield.Keep) {
				return nil, nil, violation("of %d digits stored, the recall of number %d ends in no valley", stored, k+1)
			}
			runs = append(runs, run)
		}
		lesson := newMeltLesson(runs)
		steps = append(steps, lesson.play()...)
		lessons = append(lessons, lesson)
	}
	for points := s.Stored + 1; points <= len(s.loads(len(digits))); points++ {
		steps = append(steps, meltStep{stored: s.Stored, states: steps[len(steps)-1].states, points: points, settled: true, hold: 80 * time.Millisecond})
	}
	return steps, lessons, nil
}
