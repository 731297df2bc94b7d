package scenes

import (
	"context"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
	"flipbook/hopfield/theory"
)

// HopfieldFaces films what becomes of a family of faces, each shown by a half
// of it, under Hebb's rule, the pseudo-inverse and softmax.
type HopfieldFaces struct {
	Faces  int     `help:"faces of the family that are stored" default:"5" min:"2" max:"5"`
	Erased string  `help:"half of each face that is erased" default:"right" enum:"left,right,top,bottom"`
	Beta   float64 `help:"inverse temperature of the softmax, for pixels of ±1" default:"1" min:"0.0001" max:"100"`
	Seed   uint64  `help:"seed of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldFaces) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d := &facesDrawing{telling: t, faces: patterns(drawings.Family()[:s.Faces])}
	for i, x := range d.faces {
		erased, err := s.halved(x)
		if err != nil {
			return nil, err
		}
		d.halves = append(d.halves, erased)
		for _, y := range d.faces[:i] {
			d.overlaps = append(d.overlaps, x.Overlap(y))
		}
	}
	if d.one, err = s.recall(ctx, hopfield.Hebb{}, d.faces[:1]); err != nil {
		return nil, err
	}
	if d.hebb, err = s.recall(ctx, hopfield.Hebb{}, d.faces); err != nil {
		return nil, err
	}
	if d.pseudo, err = s.recall(ctx, hopfield.PseudoInverse{}, d.faces); err != nil {
		return nil, err
	}
	if err := s.attend(d); err != nil {
		return nil, err
	}
	random, err := hopfield.RandomPatterns(len(d.faces[0]), s.Faces)(generator(s.Seed))
	if err != nil {
		return nil, err
	}
	control, err := s.recall(ctx, hopfield.Hebb{}, random)
	if err != nil {
		return nil, err
	}
	limit, err := theory.Synapses{}.Critical(0)
	if err != nil {
		return nil, err
	}
	return d.film(recalled(control, random), int(limit.Load*float64(len(d.faces[0]))))
}

// halved is a face with one half erased, which for a neuron means −1.
func (s *HopfieldFaces) halved(x hopfield.Pattern) (hopfield.Pattern, error) {
	return hopfield.Masked(x, halfOf(drawings.FamilySide, s.Erased), -1)
}

// recall stores patterns and recalls each from its half.
func (s *HopfieldFaces) recall(ctx context.Context, rule hopfield.Rule, memories []hopfield.Pattern) ([]*hopfield.History, error) {
	net, err := rule.Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	r := generator(s.Seed)
	var runs []*hopfield.History
	for _, x := range memories {
		if _, ok := rule.(hopfield.PseudoInverse); ok && !net.Stable(x, hopfield.Keep) {
			return nil, violation("the pseudo-inverse does not keep a face")
		}
		half, err := s.halved(x)
		if err != nil {
			return nil, err
		}
		run, err := net.Recall(ctx, half, r, nil)
		if err != nil {
			return nil, err
		}
		if err := downhill(net, run); err != nil {
			return nil, err
		}
		runs = append(runs, run)
	}
	return runs, nil
}

// attend recalls by one step of softmax. The query knows nothing of what is
// erased: it is 0 there.
func (s *HopfieldFaces) attend(d *facesDrawing) error {
	memory, err := modern.NewContinuous(d.faces, s.Beta)
	if err != nil {
		return err
	}
	for _, x := range d.faces {
		query, err := hopfield.MaskedReal(modern.Query(x), halfOf(drawings.FamilySide, s.Erased), 0)
		if err != nil {
			return err
		}
		answer, err := memory.Update(nil, query)
		if err != nil {
			return err
		}
		if before, after := memory.Energy(query), memory.Energy(answer); after > before+1e-6 {
			return violation("a step of softmax raises the energy from %v to %v", before, after)
		}
		d.queries, d.answers = append(d.queries, query), append(d.answers, answer)
	}
	return nil
}

const facesSteps = 18 // frames in which neurons flip

// beats are the acts of the film: one face, all under Hebb's rule, the
// pseudo-inverse, softmax.
func (d *facesDrawing) beats() []beat {
	const run = 70 * time.Millisecond
	b := act(nil, facesSteps, 1800*time.Millisecond, run, 1200*time.Millisecond)
	b = act(b, facesSteps, 1400*time.Millisecond, run, 1800*time.Millisecond)
	b = act(b, facesSteps, 1000*time.Millisecond, run, 1800*time.Millisecond)
	return act(b, 1, 1500*time.Millisecond, run, 0)
}
