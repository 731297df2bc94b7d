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

// Words implements Scene.
func (s *HopfieldFaces) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "Why does a network forget a family of {faces}?"},
		{Key: "subtitle", Text: "{neurons} neurons see half of each face. Hebb’s rule has room for {room} random patterns"},
		{Key: "stored", Text: "stored"},
		{Key: "hebb", Text: "Hebb"},
		{Key: "pseudo", Text: "pseudo-inverse"},
		{Key: "softmax", Text: "softmax"},
		{Key: "count", Text: "{n} of {faces}"},
		{Key: "now-one", Text: "One face is stored by Hebb’s rule, and recalled from half of it"},
		{Key: "now-hebb", Text: "All {faces} are stored: do their halves bring them back?"},
		{Key: "now-same", Text: "All of them end in one and the same face, the majority of the {faces}"},
		{Key: "now-pseudo", Text: "The pseudo-inverse takes from each face what others share"},
		{Key: "now-softmax", Text: "Softmax, one step: the face that looks most like the half takes all"},
		{Key: "answer", Text: "Hebb recalls {hebb} of {faces} faces, but {random} of {faces} random patterns"},
		{Key: "answer-likeness", Text: "Likeness, not load: Hebb recalls {hebb} of {faces} faces, but {random} of {faces} random patterns"},
		{Key: "result-hebb", Text: "Hebb {hebb} of {faces}"},
		{Key: "result-pseudo", Text: "pseudo-inverse {pseudo} of {faces}"},
		{Key: "result-softmax", Text: "softmax {softmax} of {faces}"},
		{Key: "result-random", Text: "random patterns under Hebb {random} of {faces}"},
		{Key: "result-overlap", Text: "overlaps from {least} to {most}"},
		{Key: "key-one", Text: "One face stored: half of it brings back the rest."},
		{Key: "key-hebb", Text: "Hebb’s rule with {faces} faces: {hebb} of their halves bring back the face."},
		{Key: "key-pseudo", Text: "The pseudo-inverse with the same faces: {pseudo} of {faces}."},
		{Key: "caption", Text: "Shown half of each of {faces} faces, whose overlaps are {least} to {most}, a Hopfield network of {neurons} neurons recalls {hebb} of them under Hebb’s rule, " +
			"{pseudo} under the pseudo-inverse, and softmax recalls {softmax}. Of as many random patterns Hebb’s rule recalls {random}: what it lacks is not room."},
		{Key: "alt", Text: "Rows of drawn faces, a column for each of {faces} members of a family: as stored, and as recalled from one half. " +
			"With one face stored, Hebb’s rule completes it. With all of them stored it recalls {hebb}, though it has room for {room} random patterns. " +
			"The pseudo-inverse recalls {pseudo}, softmax {softmax}. At the end: {answer}."},
	}
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

// About implements Scene.
func (s *HopfieldFaces) About() About {
	return About{
		Shows: "Five faces of one family, drawn on 40×40 pixels, are stored in a network, and each is shown by one half. Alone, a face comes back. " +
			"Together, all five halves end in the same face, the majority of the five. The same five return under the pseudo-inverse and in one step of softmax.",
		Algorithm: "for each face x: cue ← x, its other half set to −1 (to 0 for softmax)\n" +
			"Hebb: W ← Σ x xᵀ, zero diagonal\n" +
			"pseudo-inverse: W ← Xᵀ(XXᵀ)⁻¹X, zero diagonal\n" +
			"recall: until a sweep changes nothing\n" +
			"    for each neuron i in random order: sᵢ ← sign(Σⱼ Wᵢⱼ sⱼ)\n" +
			"softmax: ξ ← X softmax(β Xᵀ ξ), once\n" +
			"control: as many random patterns, under Hebb’s rule",
		Source: "Hopfield 1982; Personnaz, Guyon & Dreyfus 1985; Kanter & Sompolinsky 1987; Amit, Gutfreund & Sompolinsky 1985 (the room for random patterns); Ramsauer et al. 2020 (softmax).",
		Wrong: "Tutorials that fail with five faces say that the network is beyond its capacity. With 0.138 N patterns there is room for hundreds. " +
			"What fails is Hebb’s rule, whose capacity is that of random patterns: what five faces have in common is learned five times over, and drowns what tells them apart.",
	}
}

const facesSteps = 18 // frames in which neurons flip

// beats are the acts of the film: one face, all under Hebb's rule, the
// pseudo-inverse, softmax.
func (d *facesDrawing) beats() []beat {
	const run = 70 * time.Millisecond
	b := act(nil, facesSteps, 1800*time.Millisecond, run, 1200*time.Millisecond)
	b = act(b, facesSteps, 1400*time.Millisecond, run, 1800*time.Millisecond)
	b = act(b, facesSteps, 1000*time.Millisecond, run, 1200*time.Millisecond)
	return act(b, 1, 1500*time.Millisecond, run, 0)
}
