package scenes

import (
	"context"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldDilemma films a cue that is as near to one memory as to the other:
// where it ends is up to the order in which neurons are asked, and all asked at
// once never end.
type HopfieldDilemma struct {
	Memory string `help:"a state of four neurons as + and -; its opposite is stored as well" default:"++-+"`
	Cue    string `help:"the state to begin with" default:"+++-"`
	Clear  string `help:"another one, which is nearer to a memory" default:"++--"`
}

const dilemmaNeurons = 4

// Film implements Scene.
func (s *HopfieldDilemma) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d, err := s.recall(ctx, t)
	if err != nil {
		return nil, err
	}
	first, second := d.cue.count(len(d.cue.ends))
	ends := "settles"
	if d.orbit.Period != 1 {
		ends = "blinks"
	}
	place := "halfway"
	if d.cue.start.Overlap(d.memories[0]) != 0 {
		place = "nearer"
	}
	t.know("place", t.says(place), "orders", len(d.cue.ends), "first", first, "second", second, "tally", d.tally(d.cue, len(d.cue.ends)), "clear-tally", d.tally(d.clear, len(d.clear.ends)),
		"overlap-first", d.overlap(d.cue.start, 0), "overlap-second", d.overlap(d.cue.start, 1), "once-ends", t.says(ends))
	d.plan()
	keys := []film.Key{{Frame: 0, Caption: t.says("key-cue")}}
	for i, step := range d.steps {
		if next := d.steps[min(i+1, len(d.steps)-1)]; step.once == 0 && next.once > 0 {
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key-orders")})
		} else if step.clear == 0 && next.clear > 0 {
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key-once")})
		}
	}
	clear, _ := d.clear.count(len(d.clear.ends))
	return t.film(story{
		part: figure.Rows(
			d.pictures(),
			figure.Beside(0.5, d.tree(d.cue, "cue", func(step dilemmaStep) int { return step.done }), d.tree(d.clear, "clear", func(step dilemmaStep) int { return step.clear })),
			&figure.Verdict{Now: d.now, Answer: t.says("answer")}),
		frames: len(d.steps),
		hold:   func(i int) time.Duration { return d.steps[i].hold },
		keys:   keys,
		results: []film.Result{
			{Name: "first", Value: float64(first), Text: t.says("first") + ": " + t.Count(first)},
			{Name: "second", Value: float64(second), Text: t.says("second") + ": " + t.Count(second)},
			{Name: "period", Value: float64(d.orbit.Period), Text: t.says("once") + ": " + t.says(ends)},
			{Name: "clear", Value: float64(clear), Text: t.says("clear") + ": " + d.tally(d.clear, len(d.clear.ends))},
		},
	})
}

// recall stores both memories, and follows both cues in every order, and the
// first one all at once.
func (s *HopfieldDilemma) recall(ctx context.Context, t *telling) (*dilemmaDrawing, error) {
	memories, err := parseStates("memory", s.Memory, dilemmaNeurons, 1)
	if err != nil {
		return nil, err
	}
	memories = append(memories, memories[0].Mirror())
	net, err := hopfield.Hebb{}.Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	d := &dilemmaDrawing{telling: t, memories: memories, net: net, orders: permutations(dilemmaNeurons)}
	for _, cue := range []struct {
		flag, text string
		to         **dilemmaRun
	}{{"cue", s.Cue, &d.cue}, {"clear", s.Clear, &d.clear}} {
		start, err := parseStates(cue.flag, cue.text, dilemmaNeurons, 1)
		if err != nil {
			return nil, err
		}
		if *cue.to, err = d.run(ctx, start[0]); err != nil {
			return nil, err
		}
	}
	d.orbit, err = net.Synchronous(ctx, d.cue.start, nil)
	if err == nil && d.orbit.Period != 1 && d.orbit.Period != 2 {
		err = violation("symmetric weights have an orbit of %d steps", d.orbit.Period)
	}
	return d, err
}

// A dilemmaRun is a cue, and where each order leads from it.
type dilemmaRun struct {
	start hopfield.Pattern
	ends  []hopfield.Pattern // by order
	where []int              // the memory that it is, 0 or 1
}

func (d *dilemmaDrawing) run(ctx context.Context, start hopfield.Pattern) (*dilemmaRun, error) {
	r := &dilemmaRun{start: start}
	for _, order := range d.orders {
		h, err := d.net.Recall(ctx, start, nil, &hopfield.RecallOptions{Order: hopfield.InTurn, Sequence: order})
		if err != nil {
			return nil, err
		}
		if !h.Settled || h.Energy() > h.StartEnergy {
			return nil, violation("order %v does not settle, or its energy rises from %v to %v", order, h.StartEnergy, h.Energy())
		}
		where := slices.IndexFunc(d.memories, func(x hopfield.Pattern) bool { return slices.Equal(x, h.End) })
		if where < 0 {
			return nil, violation("order %v ends in %v, and with two opposite memories every order ends in one", order, h.End)
		}
		r.ends, r.where = append(r.ends, h.End), append(r.where, where)
	}
	return r, nil
}

// count is how many of the first so many orders led to each memory.
func (r *dilemmaRun) count(orders int) (first, second int) {
	for _, w := range r.where[:orders] {
		second += w
	}
	return orders - second, second
}

// permutations are all orders of n things, in the order of a dictionary.
func permutations(n int) (out [][]int) {
	var grow func(order []int)
	grow = func(order []int) {
		if len(order) == n {
			out = append(out, slices.Clone(order))
		}
		for k := range n {
			if !slices.Contains(order, k) {
				grow(append(order, k))
			}
		}
	}
	grow(nil)
	return out
}
