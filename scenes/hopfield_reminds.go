package scenes

import (
	"context"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldReminds films what a thing brings to mind: half of one that is
// stored, and all of one that is not.
type HopfieldReminds struct {
	Thing  string `help:"what is shown" default:"apple" enum:"apple,tomato,pear,cup,umbrella"`
	Erased string `help:"half of it that is erased where it is stored" default:"left" enum:"left,right,top,bottom"`
	Rule   string `help:"learning rule" default:"pseudo-inverse" enum:"hebb,pseudo-inverse"`
	Seed   uint64 `help:"seed of the order in which neurons are asked" default:"1"`
}

// things are the names of drawings.Things, in their order.
var things = []string{"apple", "tomato", "pear", "cup", "umbrella"}

// Words implements Scene.
func (s *HopfieldReminds) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "{half}: what does it bring to mind?"},
		{Key: "subtitle", Text: "{neurons} neurons, {rule} rule. Overlap 1: the same picture; 0: no more alike than chance"},
		{Key: "rule-hebb", Text: "Hebb"},
		{Key: "rule-pseudo-inverse", Text: "pseudo-inverse"},
		{Key: "apple", Text: "apple"},
		{Key: "tomato", Text: "tomato"},
		{Key: "pear", Text: "pear"},
		{Key: "cup", Text: "cup"},
		{Key: "umbrella", Text: "umbrella"},
		{Key: "half-apple", Text: "Half an apple"},
		{Key: "half-tomato", Text: "Half a tomato"},
		{Key: "half-pear", Text: "Half a pear"},
		{Key: "half-cup", Text: "Half a cup"},
		{Key: "half-umbrella", Text: "Half an umbrella"},
		{Key: "known", Text: "half, stored"},
		{Key: "stranger", Text: "whole, not stored"},
		{Key: "now-half", Text: "Half of the picture is paper; each neuron asks the others what belongs there"},
		{Key: "now-stranger", Text: "A network that never stored it sees all of it"},
		{Key: "reached", Text: "{memory} ({overlap})"},
		{Key: "reached-none", Text: "no memory (near {memory}, {overlap})"},
		{Key: "answer", Text: "{half} → {known}; not stored → {stranger}"},
		{Key: "result-known", Text: "half → {known}"},
		{Key: "result-stranger", Text: "not stored → {stranger}"},
		{Key: "key-half", Text: "Half of the picture, and its overlap with each memory."},
		{Key: "key-known", Text: "What the half brings back: {known}."},
		{Key: "key-stranger", Text: "The same picture, shown whole to a network that never stored it."},
		{Key: "caption", Text: "A Hopfield network of {neurons} neurons ({rule} rule) that stores five things is shown half of one and settles in: {known}. " +
			"Another, which stores only the other four, is shown all of it and settles in: {stranger}; their overlap was {before} at first."},
		{Key: "alt", Text: "Five drawings in black and white: {list}. Below them, two networks. The first stores all five and is shown half of one: {shown}. " +
			"It settles in: {known}. The second was never taught it, is shown all of it, and settles in: {stranger}. Bars tell the overlap with each memory as the pictures change."},
	}
}

// A reminder is a network that is shown something.
type reminder struct {
	names    []string // of the memories
	memories []hopfield.Pattern
	run      *hopfield.History
	end      hopfield.Endpoint
	states   []hopfield.Pattern // by step
}

const remindsSteps = 24 // frames in which neurons flip

// Film implements Scene.
func (s *HopfieldReminds) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	all := patterns(drawings.Things())
	var names, others []string
	var thing hopfield.Pattern
	var rest []hopfield.Pattern
	for i, key := range things {
		names = append(names, t.says(key))
		if key == s.Thing {
			thing = all[i]
			continue
		}
		others, rest = append(others, t.says(key)), append(rest, all[i])
	}
	half, err := hopfield.Masked(thing, halfOf(drawings.ThingSide, s.Erased), -1)
	if err != nil {
		return nil, err
	}
	known, err := s.remind(ctx, names, all, half)
	if err != nil {
		return nil, err
	}
	stranger, err := s.remind(ctx, others, rest, thing)
	if err != nil {
		return nil, err
	}
	t.know("neurons", len(thing), "rule", t.says("rule-"+s.Rule), "half", t.says("half-"+s.Thing), "shown", t.says(s.Thing),
		"list", list(names), "known", t.reached(known), "stranger", t.reached(stranger),
		"before", t.Number(thing.Overlap(rest[stranger.end.Nearest]), 2))
	return s.film(t, all, names, known, stranger)
}

// remind stores memories, shows the network a cue, and tells where it settles.
func (s *HopfieldReminds) remind(ctx context.Context, names []string, memories []hopfield.Pattern, cue hopfield.Pattern) (*reminder, error) {
	net, err := ruleNamed(s.Rule, nil).Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	run, err := net.Recall(ctx, cue, generator(s.Seed), nil)
	if err != nil {
		return nil, err
	}
	if err := downhill(net, run); err != nil {
		return nil, err
	}
	end, err := hopfield.Classify(run.End, memories, nil)
	return &reminder{names, memories, run, end, statesAt(run, lastFlip(run), remindsSteps)}, err
}

// reached says in which memory a reminder has ended, or near which.
func (t *telling) reached(r *reminder) string {
	key := "reached"
	if r.end.Kind != hopfield.Memory {
		key = "reached-none"
	}
	return t.says(key, "memory", r.names[r.end.Nearest], "overlap", t.Number(r.end.Overlap, 2))
}

func (s *HopfieldReminds) film(t *telling, all []hopfield.Pattern, names []string, known, stranger *reminder) (*film.Film, error) {
	const run = 70 * time.Millisecond
	acts := act(nil, remindsSteps, 2000*time.Millisecond, run, 1800*time.Millisecond)
	acts = act(acts, remindsSteps, 1800*time.Millisecond, run, 0)
	end := ends(acts)
	d := &remindsDrawing{t: t, names: names, memories: all, acts: acts, rows: []*reminder{known, stranger},
		heads: []string{t.says("known"), t.says("stranger")}}
	return t.film(story{
		part: figure.Rows(d.part(),
			&figure.Verdict{Now: func(frame int) string { return t.says([]string{"now-half", "now-stranger"}[acts[frame].act]) },
				Answer: t.says("answer")}),
		frames: len(acts),
		hold:   func(frame int) time.Duration { return acts[frame].hold },
		keys: []film.Key{{Frame: 0, Caption: t.says("key-half")}, {Frame: end[0], Caption: t.says("key-known")},
			{Frame: end[0] + 1, Caption: t.says("key-stranger")}},
		results: []film.Result{
			{Name: "known", Value: known.end.Overlap, Text: t.says("result-known")},
			{Name: "stranger", Value: stranger.end.Overlap, Text: t.says("result-stranger")},
		},
	})
}

// About implements Scene.
func (s *HopfieldReminds) About() About {
	return About{
		Shows: "Half of a picture is shown to a network that stores it among five: the network completes it. " +
			"The whole picture is shown to a network that stores only the other four: it settles in the one that resembles it most. Bars follow the overlap with every memory.",
		Algorithm: "m(s, x) = (1/N) Σᵢ sᵢ xᵢ, the overlap of a state and a memory\n" +
			"store the memories in W (pseudo-inverse or Hebb)\n" +
			"s ← the cue\n" +
			"until a sweep changes nothing:\n" +
			"    for each neuron i in random order: sᵢ ← sign(Σⱼ Wᵢⱼ sⱼ)\n" +
			"answer: the memory with the largest m(s, x)",
		Source: "Hopfield 1982; Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987 (the pseudo-inverse).",
		Wrong: "Often told of Hebb’s rule, with pictures on a common ground of paper. Such pictures resemble each other too much for it: " +
			"--rule hebb ends in a mixture of several.",
	}
}
