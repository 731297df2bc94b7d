package scenes

import (
	"context"
	"strings"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldLetters films a network of 36 neurons that completes half a letter,
// and loses that letter when another one is stored.
type HopfieldLetters struct {
	Letters string `help:"capital letters that are stored at first" default:"EHJPT"`
	Add     string `help:"the letter that is stored later" default:"F"`
	Cue     string `help:"the letter whose lower part is erased" default:"E"`
	Erased  int    `help:"rows that are erased, of six" default:"3" min:"1" max:"6"`
	Rule    string `help:"learning rule" default:"hebb" enum:"hebb,pseudo-inverse"`
	Seed    uint64 `help:"seed of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldLetters) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	letters, cue, err := s.letters()
	if err != nil {
		return nil, err
	}
	first := len(letters) - 1
	const side = drawings.LetterSide
	below, err := hopfield.Picture{Width: side, Height: side}.Rectangle(0, side-s.Erased, side, side)
	if err != nil {
		return nil, err
	}
	part, err := hopfield.Masked(letters[cue], below, -1)
	if err != nil {
		return nil, err
	}
	before, err := s.recall(ctx, letters[:first], part)
	if err != nil {
		return nil, err
	}
	after, err := s.recall(ctx, letters, part)
	if err != nil {
		return nil, err
	}

	names := strings.Split(s.Letters+s.Add, "")
	var lost []string
	for k := range letters {
		if !after.stays(k) {
			lost = append(lost, names[k])
		}
	}
	wrongBefore, wrongAfter := before.part.End.Hamming(letters[cue]), after.part.End.Hamming(letters[cue])
	t.know("rule", t.says("rule-"+s.Rule), "added", s.Add, "cue", s.Cue, "neurons", len(part), "names", strings.Join(names[:first], ", "), "lost", strings.Join(lost, ", "),
		"first", first, "all", first+1, "before", before.survive(), "after", after.survive(), "wrong-before", wrongBefore, "wrong-after", wrongAfter)
	answer := t.says("answer")
	if len(lost) == 0 {
		answer = t.says("answer-all")
	}
	steps := planLetters(t, before, after, letters[cue])
	return t.film(story{
		part: figure.Rows(
			&figure.Album{Rows: lettersRows(t, steps, letters, letters[cue], part)},
			&figure.Verdict{Now: func(i int) string { return steps[i].now }, Answer: answer, Good: len(lost) == 0, Bad: len(lost) > 0},
		),
		frames: len(steps),
		hold:   func(i int) time.Duration { return steps[i].hold },
		keys: []film.Key{
			{Frame: 0, Caption: t.says("key-part")},
			{Frame: firstDone(steps), Caption: t.says("key-whole", "wrong", wrongBefore)},
		},
		results: []film.Result{
			{Name: "survive", Value: float64(after.survive()), Text: answer},
			{Name: "survived-before", Value: float64(before.survive()), Text: t.says("result-before")},
			{Name: "wrong", Value: float64(wrongAfter), Text: t.says("result-wrong")},
		},
	})
}

// recall stores letters and shows the network each of them, and a part of one.
func (s *HopfieldLetters) recall(ctx context.Context, letters []hopfield.Pattern, part hopfield.Pattern) (*letterRecall, error) {
	var rule hopfield.Rule = hopfield.Hebb{}
	if s.Rule == "pseudo-inverse" {
		rule = hopfield.PseudoInverse{}
	}
	net, err := rule.Train(ctx, letters)
	if err != nil {
		return nil, err
	}
	settle := func(start hopfield.Pattern) (*hopfield.History, error) {
		run, err := net.Recall(ctx, start, generator(s.Seed), nil)
		if err != nil {
			return nil, err
		}
		if run.Energy() > run.StartEnergy || !net.Stable(run.End, hopfield.Keep) {
			return nil, violation("with %d letters a recall ends in no valley", len(letters))
		}
		return run, nil
	}
	out := new(letterRecall)
	for _, letter := range letters {
		run, err := settle(letter)
		if err != nil {
			return nil, err
		}
		out.itself = append(out.itself, run)
	}
	out.part, err = settle(part)
	return out, err
}
