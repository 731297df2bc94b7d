package scenes

import (
	"context"
	"image/color"
	"time"

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
	Seed    uint64  `help:"seed of the memories and of every random choice" default:"2"`
}

const landscapeLooks = 18 // frames of one descent

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
	percent := t.Exact(100 * s.Wrong)
	t.know("neurons", s.Neurons, "wrong", percent)
	energy := func(v float64) string { return t.Number(v, 3) }
	var results []film.Result
	for k, name := range []string{"first", "second", "third"} {
		d := w.descents[k]
		which, last := w.says(t, d.end), d.energies[len(d.energies)-1]
		t.know(name, which, name+"-energy", energy(last))
		results = append(results, film.Result{Name: name, Value: last, Text: t.says("result", "which", which, "energy", energy(last))})
	}

	looks := w.looks()
	inks := []color.NRGBA{t.Theme.Cool, t.Theme.Ink, t.Theme.Warm}
	plot := &figure.Plot{
		X: figure.Axis{From: 0, To: float64(max(w.flips(len(w.descents)), 10)), Title: t.says("flips-axis")},
		Y: figure.Axis{From: -0.55, To: 0, Title: t.says("energy")},
	}
	for k, d := range w.descents {
		c := figure.Curve{Ink: inks[k], Tip: 4}
		for flips, e := range d.energies {
			c.Points = append(c.Points, figure.XY{X: float64(w.flips(k) + flips), Y: e})
		}
		c.Upto = func(i int) int {
			switch at := looks[i]; {
			case at.descent < k:
				return 0
			case at.descent > k:
				return len(c.Points)
			default:
				return at.flips + 1
			}
		}
		plot.Curves = append(plot.Curves, c)
	}
	verdict := &figure.Verdict{Answer: t.says("answer"), Now: func(i int) string {
		at := looks[i]
		d := w.descents[at.descent]
		switch {
		case at.flips == len(d.energies)-1:
			return t.says("rests", "which", w.says(t, d.end), "energy", energy(d.energies[at.flips]))
		case at.flips == 0:
			return t.says("begins", "which", w.says(t, d.near))
		}
		// Numbers that change in every frame cannot be read.
		return t.says("rolls", "energy", t.Number(d.energies[at.flips-at.flips%max(1, len(d.energies)/4)], 2))
	}}
	var keys []film.Key
	for i, at := range looks[:len(looks)-1] {
		if d := w.descents[at.descent]; at.flips == len(d.energies)-1 && looks[i+1].descent > at.descent {
			keys = append(keys, film.Key{Frame: i, Caption: sentence(t.says("rests", "which", w.says(t, d.end), "energy", energy(d.energies[at.flips])))})
		}
	}
	return t.film(story{
		part:    figure.Rows(t.Abreast(0.55, w.mapped(t, looks, inks), plot), verdict),
		frames:  len(looks),
		hold:    func(i int) time.Duration { return looks[i].hold },
		keys:    keys,
		results: results,
	})
}

// A world is a network, its memories, and what rolled down.
type world struct {
	net      *hopfield.Network
	memories []hopfield.Pattern
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
	w := &world{}
	for range 3 {
		p, err := hopfield.Random(r, s.Neurons)
		if err != nil {
			return nil, err
		}
		w.memories = append(w.memories, p)
	}
	var err error
	if w.net, err = (hopfield.Hebb{}).Train(ctx, w.memories); err != nil {
		return nil, err
	}
	w.ground = groundOf(w.memories)
	mixture, err := hopfield.Majority(w.memories, 1)
	if err != nil {
		return nil, err
	}
	for _, near := range []hopfield.Pattern{w.memories[0], w.memories[1].Mirror(), mixture} {
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

// says names what a state is.
func (w *world) says(t *telling, e hopfield.Endpoint) string {
	switch e.Kind {
	case hopfield.Memory:
		return t.says("is-memory", "n", e.Nearest+1)
	case hopfield.Mirror:
		return t.says("is-mirror", "n", e.Nearest+1)
	}
	return t.says("is-mixture")
}

// flips is how many there were before a descent.
func (w *world) flips(descent int) (sum int) {
	for _, d := range w.descents[:descent] {
		sum += len(d.energies) - 1
	}
	return sum
}

// A landscapeLook is what a frame shows.
type landscapeLook struct {
	descent, flips int
	hold           time.Duration
}

// looks gives the film its pace.
func (w *world) looks() (out []landscapeLook) {
	for k, d := range w.descents {
		last, n := len(d.energies)-1, landscapeLooks
		for i := range n {
			at := landscapeLook{k, i * last / (n - 1), 130 * time.Millisecond}
			switch i {
			case 0:
				at.hold = 1500 * time.Millisecond
			case n - 1:
				at.hold = 1300 * time.Millisecond
			}
			out = append(out, at)
		}
	}
	out = append(out, landscapeLook{len(w.descents) - 1, len(w.descents[len(w.descents)-1].energies) - 1, film.Closing})
	return out
}
