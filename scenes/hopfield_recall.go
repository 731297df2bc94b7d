package scenes

import (
	"context"
	"image"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// HopfieldRecall films a Hopfield network that is shown a stored digit in
// noise and settles, neuron by neuron, while its energy falls.
type HopfieldRecall struct {
	Digit     int     `help:"digit that is recalled" default:"3" min:"0" max:"9"`
	Sample    int     `help:"which of the digit's images, from 0 in the order of the training set" default:"0" min:"0" max:"1000000"`
	Stored    int     `help:"digits the network remembers, the recalled one included" default:"5" min:"1" max:"500" quick:"60"`
	Rule      string  `help:"learning rule" default:"pseudo-inverse" enum:"hebb,storkey,pseudo-inverse,krauth-mezard,probability-flow"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Sigma     float64 `help:"standard deviation of the Gaussian noise, in units of a pixel's ±1" default:"2" min:"0" max:"100"`
	Cue       string  `help:"the digit as it is painted over before the noise: a file, or rows of # and . as wide and high as digits are; empty: as stored" default:"" file:""`
	Seed      uint64  `help:"seed of the noise and of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldRecall) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(figure.Column, script(s))
	if err != nil {
		return nil, err
	}
	memories, labels, size, err := s.memories(on.Digits)
	if err != nil {
		return nil, err
	}
	cue, err := s.cue(on.Sealed, memories[0], size)
	if err != nil {
		return nil, err
	}
	net, err := trained(ctx, ruleNamed(s.Rule, on.Progress), memories)
	if err != nil {
		return nil, err
	}
	noisy, run, err := s.recall(ctx, net, cue)
	if err != nil {
		return nil, err
	}

	d := &recallDrawing{HopfieldRecall: s, on: on, size: size, memories: memories, labels: labels, noisy: noisy, run: run, unit: net.Unit()}
	if d.on, err = on.Titled(d.tells("title"), d.tells("subtitle")); err != nil {
		return nil, err
	}
	d.plan()
	d.layout()
	alt := "alt"
	if d.three {
		alt = "alt-three"
	}
	return told(on, &film.Film{
		Size:     on.Size,
		Len:      len(d.steps),
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Live:     d.live,
		Hold:     func(i int) time.Duration { return d.steps[i].hold },
		Keys: []film.Key{
			{Frame: 0, Caption: d.tells(d.painted("key-noisy", "key-painted"))},
			{Frame: recallWipe, Caption: on.Say("key-start", "wrong", d.wrongWords(run.Start))},
			{Frame: recallWipe + recallFrames/2, Caption: on.Say("key-halfway")},
			{Frame: len(d.steps) - 1, Caption: d.tells("key-end")},
		},
		Results: []film.Result{
			{Name: "flips", Value: float64(len(run.Flips)), Text: d.flips()},
			{Name: "sweeps", Value: float64(run.Sweeps), Text: d.sweeps()},
			{Name: "energy", Value: run.Energy() / d.unit, Text: on.Say("result-energy", "energy", d.energy(run.Energy()))},
			{Name: "overlap", Value: run.End.Overlap(memories[0]), Text: on.Say("result-overlap", "overlap", d.overlap())},
		},
		Title:   d.tells("title"),
		Caption: d.tells("caption"),
		Alt:     d.tells(alt),
	})
}

// cue is the digit as it is painted over: a memory, or what a reader made of it.
func (s *HopfieldRecall) cue(sealed bool, memory hopfield.Pattern, size image.Point) (hopfield.Pattern, error) {
	if s.Cue == "" {
		return memory, nil
	}
	shown, err := readCue(s.Cue, sealed, size.X, size.Y, "digits")
	if err != nil {
		return nil, err
	}
	return shown.States, known("cue", shown)
}

// recall is what a network makes of a cue under noise.
func (s *HopfieldRecall) recall(ctx context.Context, net *hopfield.Network, cue hopfield.Pattern) ([]float64, *hopfield.History, error) {
	r := generator(s.Seed)
	noisy, err := hopfield.Noisy(r, cue, s.Sigma)
	if err != nil {
		return nil, nil, err
	}
	run, err := net.Recall(ctx, hopfield.Sign(noisy), r, nil)
	if err == nil {
		err = downhill(net, run)
	}
	return noisy, run, err
}

// painted is one of two keys of messages: the second if the digit is painted
// over.
func (s *HopfieldRecall) painted(plain, painted string) string {
	if s.Cue == "" {
		return plain
	}
	return painted
}

// tells is a message about the whole recall.
func (d *recallDrawing) tells(key string) string {
	return d.on.Say(key, "digit", d.Digit, "sigma", d.sigma(), "rule", d.on.Say("rule-"+d.Rule), "noise", d.on.Say(d.painted("noise", "noise-painted")),
		"neurons", len(d.noisy), "digits", d.on.Plural("digits", d.Stored),
		"pixels", len(d.noisy), "before", d.wrong(d.run.Start), "after", d.wrong(d.run.End),
		"energy-before", d.energy(d.run.StartEnergy), "energy-after", d.energy(d.run.Energy()),
		"flips", d.flips(), "sweeps", d.sweeps(), "answer", d.answer(), "counts", d.counts())
}

// memories are the asked digit, with its label, and, after it, as many others
// as are stored: the following digits' first images, then their second, and so
// on.
func (s *HopfieldRecall) memories(digits figure.Digits) (out []hopfield.Pattern, labels []int, size image.Point, err error) {
	if err := needDigits(digits, "hopfield-recall"); err != nil {
		return nil, nil, size, err
	}
	for i := 0; len(out) < s.Stored; i++ {
		label, n := (s.Digit+i)%mnist.Classes, (i-1)/mnist.Classes
		if i == 0 {
			n = s.Sample
		} else if label == s.Digit && n == s.Sample {
			continue
		}
		_, img, err := digits.Nth(label, n)
		if err != nil {
			return nil, nil, size, err
		}
		memory, err := binarized(img, s.Threshold)
		if err != nil {
			return nil, nil, size, err
		}
		out, labels, size = append(out, memory), append(labels, label), img.Rect.Size()
	}
	return out, labels, size, nil
}
