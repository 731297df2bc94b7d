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
		hold:   onBeat(acts),
		keys: []film.Key{{Frame: 0, Caption: t.says("key-half")}, {Frame: end[0], Caption: t.says("key-known")},
			{Frame: end[0] + 1, Caption: t.says("key-stranger")}},
		results: []film.Result{
			{Name: "known", Value: known.end.Overlap, Text: t.says("result-known")},
			{Name: "stranger", Value: stranger.end.Overlap, Text: t.says("result-stranger")},
		},
	})
}
