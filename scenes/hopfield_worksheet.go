package scenes

import (
	"cmp"
	"context"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldWorksheet films the exercise that every course begins with: the
// weights of five nodes, added memory by memory, and what becomes of all 32
// states, under each of the three rules for a field of 0.
type HopfieldWorksheet struct {
	Memories string `help:"states that are stored, of five nodes each as + and -, up to five of them with commas between" default:"+----,-+---,--+--"`
}

const worksheetNodes = 5

// Film implements Scene.
func (s *HopfieldWorksheet) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	memories, err := parseStates("memories", s.Memories, worksheetNodes, worksheetNodes)
	if err != nil {
		return nil, err
	}
	d := &worksheetDrawing{telling: t, memories: memories}
	if err := d.learn(ctx); err != nil {
		return nil, err
	}
	counts := d.sort()
	least := slices.Min(d.energies[len(d.energies)-1])
	t.know("memories", d.named(), "ground", len(d.ground), "energy", t.Count(least), "yours", counts[stored], "mirrors", counts[mirrored], "neither", counts[strange],
		"keep", d.stable(hopfield.Keep, 32), "plus", d.stable(hopfield.Plus, 32), "minus", d.stable(hopfield.Minus, 32))
	d.plan()

	keys := []film.Key{{Frame: 0, Caption: t.says("key-empty")}}
	for i, step := range d.steps {
		if step.pair == pairs && step.rule == 0 {
			keys = append(keys, film.Key{Frame: i, Caption: t.says("key-stored", "k", step.memory+1)})
		}
	}
	keys = append(keys, film.Key{Frame: len(d.steps) - 2, Caption: t.says("key-rules")})
	left := 0.65 // the graph stands in the middle of what is left of the matrix
	if d.tight() {
		left = 0.56
	}
	return t.film(story{
		part: figure.Rows(
			figure.Beside(left, d.graph(), d.matrix()),
			d.landscape(),
			&figure.Verdict{Now: d.now, Answer: t.says("answer")}),
		frames: len(d.steps),
		hold:   func(i int) time.Duration { return d.steps[i].hold },
		keys:   keys,
		results: []film.Result{
			{Name: "ground-states", Value: float64(len(d.ground)), Text: t.says("answer")},
			{Name: "energy", Value: float64(least), Text: t.says("result-energy")},
			{Name: "stored", Value: float64(counts[stored]), Text: t.says("result-stored")},
			{Name: "mirrors", Value: float64(counts[mirrored]), Text: t.says("result-mirrors")},
		},
	})
}

// learn adds the memories pair by pair, as one does by hand, and holds the
// result against the network's: its weights, and the energies of its states.
func (d *worksheetDrawing) learn(ctx context.Context) error {
	w := make([]int, pairs)
	d.weights = [][]int{slices.Clone(w)}
	for _, x := range d.memories {
		for pair := range pairs {
			i, j := nodesOf(pair)
			w[pair] += int(x[i]) * int(x[j])
			d.weights = append(d.weights, slices.Clone(w))
		}
	}
	net, err := hopfield.Hebb{}.Train(ctx, d.memories)
	if err != nil {
		return err
	}
	for pair, got := range w {
		if i, j := nodesOf(pair); float64(got) != net.Weight(i, j) || net.Weight(i, j) != net.Weight(j, i) {
			return violation("the weight of nodes %d and %d is %d by hand and %v in the network", i+1, j+1, got, net.Weight(i, j))
		}
	}
	return d.survey(ctx, net)
}

// survey looks at all states of the network that was learned, and at their
// energies while it was.
func (d *worksheetDrawing) survey(ctx context.Context, net *hopfield.Network) error {
	var land *hopfield.Landscape
	for _, ties := range []hopfield.Ties{hopfield.Minus, hopfield.Plus, hopfield.Keep} {
		var err error
		if land, err = net.Landscape(ctx, ties); err != nil {
			return err
		}
		d.fixed[ties] = land.FixedPoints()
	}
	for k := range land.States() {
		d.states = append(d.states, land.State(k))
	}
	for _, w := range d.weights {
		e := make([]int, len(d.states))
		for k, s := range d.states {
			for pair, weight := range w {
				i, j := nodesOf(pair)
				e[k] -= weight * int(s[i]) * int(s[j])
			}
		}
		d.energies = append(d.energies, e)
	}
	for k, e := range d.energies[len(d.energies)-1] {
		if mirror := land.Energy(land.States() - 1 - k); float64(e) != land.Energy(k) || mirror != land.Energy(k) {
			return violation("state %d has the energy %d by hand, %v in the network, and its mirror %v", k, e, land.Energy(k), mirror)
		}
	}
	d.ground = land.GroundStates()
	return nil
}

// sort puts the states in the order of their last energies, and counts the
// ground states of each kind.
func (d *worksheetDrawing) sort() (counts [3]int) {
	final, all := d.energies[len(d.energies)-1], len(d.memories)
	for k := range final {
		d.order = append(d.order, k)
	}
	slices.SortStableFunc(d.order, func(a, b int) int {
		return cmp.Or(final[a]-final[b], d.kind(a, all)-d.kind(b, all))
	})
	for _, k := range d.ground {
		counts[d.kind(k, all)]++
	}
	return counts
}
