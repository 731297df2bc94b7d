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

// Words implements Scene.
func (s *HopfieldMelt) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "Theory has room for {theory} patterns. For how many digits?"},
		{Key: "subtitle", Text: "Hebb’s rule learns them one by one, in {neurons} neurons; each is shown and comes back, or does not"},
		{Key: "stored", Text: "stored"},
		{Key: "recalled", Text: "recalled"},
		{Key: "share", Text: "share that comes back (overlap ≥ {kept-at})"},
		{Key: "memories", Text: "memories stored"},
		{Key: "digits", Text: "digits"},
		{Key: "random", Text: "random patterns"},
		{Key: "limit", Text: "theory: {theory}"},
		{Key: "now-learn", Text: "Stored: {stored}"},
		{Key: "now-back", Text: "Stored: {stored}, come back whole: {back}"},
		{Key: "now-one", Text: "Stored: {stored}, come back whole: {back}; all end in the same picture"},
		{Key: "now-more", Text: "And with more: random patterns last, digits do not"},
		{Key: "answer", Text: "Random patterns: {theory} in theory. Digits: {reality}"},
		{Key: "answer-all", Text: "So far all digits come back: {reality}"},
		{Key: "result-theory", Text: "theory: {theory} random patterns"},
		{Key: "result-reality", Text: "digits: {reality}"},
		{Key: "result-alike", Text: "mean overlap {alike}"},
		{Key: "key-back", Text: "Stored: {stored}; all come back whole."},
		{Key: "key-lost", Text: "Stored: {stored}; come back whole: {back}."},
		{Key: "caption", Text: "Hebb’s rule in {neurons} neurons keeps {theory} random patterns in theory, and of MNIST digits {reality}: " +
			"two of the {digits} have a mean overlap of {alike}, and what they share drowns what sets them apart."},
		{Key: "alt", Text: "Handwritten digits are stored one after the other, {digits} in all; below each is what the network gives back when it is shown that digit. " +
			"Up to {reality} come back whole, later ones change, pixel by pixel, into mixtures of all. A chart has the share that comes back against the number stored, " +
			"on a logarithmic axis: that of digits is 1 up to {reality}, that of random patterns falls near the {theory} of theory."},
	}
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
