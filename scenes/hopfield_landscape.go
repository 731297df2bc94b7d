package scenes

import (
	"context"
	"image/color"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldLandscape films three states that roll down the energy of a network
// with three memories: one begins near a memory, one near the mirror of another,
// one near a mixture of all.
type HopfieldLandscape struct {
	Neurons int     `help:"neurons of the network" default:"500" min:"100" max:"2000"`
	Wrong   float64 `help:"share of the neurons that are wrong at the start" default:"0.25" min:"0" max:"0.45"`
	Seed    uint64  `help:"seed of the memories and of every random choice" default:"1"`
}

// Film implements Scene.
func (s *HopfieldLandscape) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	w, err := s.roll(ctx)
	if err != nil {
		return nil, err
	}
	t.know("neurons", s.Neurons, "wrong", t.Exact(100*s.Wrong))
	var results []film.Result
	for k, name := range []string{"first", "second", "third"} {
		d := w.descents[k]
		last := d.energies[len(d.energies)-1]
		which, energy := w.says(t, d.end), t.Number(last, 3)
		t.know(name, which, name+"-energy", energy)
		results = append(results, film.Result{Name: name, Value: last, Text: t.says("result", "which", which, "energy", energy)})
	}
	var keys []film.Key
	acts := w.acts()
	for k, end := range ends(acts)[:len(w.descents)-1] {
		keys = append(keys, film.Key{Frame: end, Caption: sentence(w.rests(t, k))})
	}
	inks := []color.NRGBA{t.Theme.Cool, t.Theme.Ink, t.Theme.Warm}
	return t.film(story{
		part: figure.Rows(
			t.Abreast(0.55, w.mapped(t, acts, inks), w.plot(t, acts, inks)),
			&figure.Verdict{Now: func(frame int) string { return w.now(t, acts[frame]) }, Answer: t.says("answer")}),
		frames:  len(acts),
		hold:    onBeat(acts),
		keys:    keys,
		results: results,
	})
}

// A world is a network, its memories, and what rolled down.
type world struct {
	net      *hopfield.Network
	memories []hopfield.Pattern
	mixture  hopfield.Pattern // of them all
	ground   ground
	descents []descended
}

// A descended state is one that rolled down.
type descended struct {
	near, end hopfield.Endpoint
	energies  []float64 // after each flip, from the start on, a neuron, in units of N couplings of strength 1/N
	x, y      []float64 // overlaps with the first two memories
}

// roll learns three memories and lets three states roll.
func (s *HopfieldLandscape) roll(ctx context.Context) (*world, error) {
	r := generator(s.Seed)
	memories, err := hopfield.RandomPatterns(s.Neurons, 3)(r)
	if err != nil {
		return nil, err
	}
	w := &world{memories: memories, ground: groundOf(memories)}
	if w.net, err = (hopfield.Hebb{}).Train(ctx, w.memories); err != nil {
		return nil, err
	}
	if w.mixture, err = hopfield.Mix(w.memories, nil); err != nil {
		return nil, err
	}
	for _, near := range []hopfield.Pattern{w.memories[0], w.memories[1].Mirror(), w.mixture} {
		start, err := hopfield.FlippedExactly(r, near, int(s.Wrong*float64(s.Neurons)))
		if err != nil {
			return nil, err
		}
		run, err := w.net.Recall(ctx, start, r, nil)
		if err != nil {
			return nil, err
		}
		d, err := w.descended(near, run)
		if err != nil {
			return nil, err
		}
		w.descents = append(w.descents, d)
	}
	return w, nil
}

// descended follows a recall and holds it to its laws: the energy is −½ Σ m² of
// the overlaps, a neuron, but for the diagonal that Hebb's rule leaves out; it
// falls with every flip; and no state lies below the ground of the map.
func (w *world) descended(near hopfield.Pattern, run *hopfield.History) (d descended, err error) {
	n := float64(len(near))
	if d.near, err = hopfield.Classify(near, w.memories, nil); err != nil {
		return d, err
	}
	if d.end, err = hopfield.Classify(run.End, w.memories, nil); err != nil {
		return d, err
	}
	d.x, d.y = run.Overlaps(w.memories[0]), run.Overlaps(w.memories[1])
	z := run.Overlaps(w.memories[2])
	diagonal := float64(len(w.memories)) / (2 * n)
	for i := range d.x {
		raw := run.StartEnergy
		if i > 0 {
			raw = run.Flips[i-1].Energy
		}
		e := raw/float64(n*n) - diagonal
		squares := float64(d.x[i]*d.x[i]) + float64(d.y[i]*d.y[i]) + float64(z[i]*z[i])
		switch {
		case e+squares/2 > 1e-9 || e+squares/2 < -1e-9:
			return d, violation("after %d flips E/N is %v, and its overlaps say %v", i, e, -squares/2)
		case i > 0 && e >= d.energies[i-1]:
			return d, violation("flip %d lifts the energy from %v to %v", i, d.energies[i-1], e)
		case e < w.ground.at(d.x[i], d.y[i])-1e-9:
			return d, violation("after %d flips the state is %v, below the ground of %v", i, e, w.ground.at(d.x[i], d.y[i]))
		}
		d.energies = append(d.energies, e)
	}
	return d, nil
}
