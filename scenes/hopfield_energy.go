package scenes

import (
	"context"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// HopfieldEnergy follows one recall by two energies: the right one, which falls
// with every flip, and the one on a slide in circulation, which lacks a factor
// s and has the wrong sign of θ, and mostly rises.
type HopfieldEnergy struct {
	Digit     int     `help:"digit that is recalled" default:"3" min:"0" max:"9"`
	Stored    int     `help:"digits in memory, the recalled one and those that follow it" default:"2" min:"1" max:"10"`
	Rule      string  `help:"learning rule" default:"hebb" enum:"hebb,pseudo-inverse"`
	Theta     string  `help:"thresholds: minus the row sums of the weights, as on the slide, or none" default:"row-sums" enum:"row-sums,none"`
	Flipped   float64 `help:"share of the digit's pixels that are flipped at first" default:"0.2" min:"0.01" max:"0.5"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Seed      uint64  `help:"seed of the flipped pixels and of the order in which neurons are asked" default:"1"`
}

const energyFrames = 60

// Film implements Scene.
func (s *HopfieldEnergy) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d := &energies{HopfieldEnergy: s, telling: t}
	if err := d.recall(ctx); err != nil {
		return nil, err
	}
	flips, last := len(d.run.Flips), energyFrames-1
	counts := func(n int) []any {
		return []any{"flips", t.Plural("flips", n), "rose", d.rose[n]}
	}
	t.know("digit", s.Digit, "pixels", len(d.memory), "thresholds", t.says("theta-"+s.Theta), "mistake", t.says("mistake-"+s.Theta),
		"before", d.run.Start.Hamming(d.memory), "after", d.run.End.Hamming(d.memory))
	t.know(counts(flips)...)

	share := .36
	if t.Small() {
		share = .42
	}
	return t.film(story{
		part: figure.Rows(
			t.Abreast(share, d.pictures(), d.plot()),
			&figure.Verdict{Now: func(frame int) string { return t.says("now", counts(d.upto(frame&^3))...) }, Answer: t.says("answer")}),
		frames: energyFrames,
		hold:   paced(100*time.Millisecond, looks{0: 1800 * time.Millisecond}),
		keys: []film.Key{{Frame: 0, Caption: t.says("key-start")},
			{Frame: last / 2, Caption: t.says("key-half", counts(d.upto(last/2))...)}},
		results: []film.Result{
			{Name: "slide-rises", Value: float64(d.rose[flips]), Text: t.says("result-slide")},
			{Name: "flips", Value: float64(flips), Text: t.Plural("flips", flips)},
			{Name: "right-rises", Value: 0, Text: t.says("result-right")},
		},
	})
}

// energies is the scene at work.
type energies struct {
	*HopfieldEnergy
	*telling
	memory       hopfield.Pattern
	columns      int
	run          *hopfield.History
	right, slide []figure.XY // after so many flips, per neuron and unit of weight
	rose         []int       // on how many of so many flips the energy on the slide rose
}

// recall lets the network settle and takes both energies at each flip.
func (d *energies) recall(ctx context.Context) error {
	var labels []int
	for i := range d.Stored {
		labels = append(labels, (d.Digit+i)%mnist.Classes)
	}
	images, err := nthDigits(ctx, d.Digits, "hopfield-energy", labels, 0)
	if err != nil {
		return err
	}
	var memories []hopfield.Pattern
	for _, img := range images {
		memories = append(memories, mnist.Binarize(img, uint8(d.Threshold)))
	}
	d.memory, d.columns = memories[0], images[0].Rect.Dx()
	rule := ruleNamed(d.Rule, nil)
	net, err := rule.Train(ctx, memories)
	if err != nil {
		return err
	}
	rows := net.Fields(slices.Repeat(hopfield.Pattern{1}, len(d.memory))) // the row sums of the weights
	if d.Theta == "row-sums" {
		if net, err = (hopfield.Thresholded{Rule: rule, Threshold: hopfield.RowSumThreshold{}}).Train(ctx, memories); err != nil {
			return err
		}
	}
	r := generator(d.Seed)
	start, err := hopfield.FlippedExactly(r, d.memory, int(d.Flipped*float64(len(d.memory))))
	if err != nil {
		return err
	}
	if d.run, err = net.Recall(ctx, start, r, nil); err != nil {
		return err
	}
	return d.follow(net, rows)
}

// follow takes both energies at each flip.
func (d *energies) follow(net *hopfield.Network, rows []float64) error {
	unit := float64(net.Unit() * float64(len(d.memory)))
	slide := 0.0
	for i, s := range d.run.Start {
		slide += float64((net.Threshold(i) - rows[i]/2) * float64(s))
	}
	note := func(right float64) {
		n := float64(len(d.right))
		d.right, d.slide = append(d.right, figure.XY{X: n, Y: right / unit}), append(d.slide, figure.XY{X: n, Y: slide / unit})
	}
	note(d.run.StartEnergy)
	d.rose = []int{0}
	before, state := d.run.StartEnergy, slices.Clone(d.run.Start)
	for i, f := range d.run.Flips {
		if f.Energy >= before {
			return violation("flip %d does not lower the energy: %v after %v", i+1, f.Energy, before)
		}
		before = f.Energy
		change := (rows[f.Neuron] - 2*net.Threshold(f.Neuron)) * float64(state[f.Neuron])
		state[f.Neuron] = -state[f.Neuron]
		rose := d.rose[i]
		if change > 0 {
			rose++
		}
		slide += change
		d.rose = append(d.rose, rose)
		note(f.Energy)
	}
	if !d.run.Settled {
		return violation("the recall does not settle")
	}
	return nil
}
