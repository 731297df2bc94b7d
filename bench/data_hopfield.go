package main

import (
	"context"
	"fmt"
	"math"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
	"flipbook/scenes"
)

// The film's parts: frames in which the noise is thresholded, in which neurons flip, and of the sweep in which none does.
const recallWipe, recallFlips, recallCalm = 10, 58, 10

// hopfieldRecall is the stored digits, the noise, and the recall flip by flip.
func hopfieldRecall(ctx context.Context, digits *mnist.Set) (data, error) {
	e, _ := scenes.Named("hopfield-recall")
	p := e.New().(*scenes.HopfieldRecall)
	var memories []hopfield.Pattern
	rows := 0
	for i := range p.Stored {
		_, img, err := digits.Nth((p.Digit+i)%mnist.Classes, p.Sample)
		if err != nil {
			return data{}, err
		}
		rows = img.Rect.Dy()
		memories = append(memories, mnist.Binarize(img, uint8(p.Threshold)))
	}
	net, err := hopfield.PseudoInverse{}.Train(ctx, memories)
	if err != nil {
		return data{}, err
	}
	r := generator(p.Seed)
	noisy, err := hopfield.Noisy(r, memories[0], p.Sigma)
	if err != nil {
		return data{}, err
	}
	run, err := net.Recall(ctx, hopfield.Sign(noisy), r, nil)
	if err != nil {
		return data{}, err
	}

	d := data{scene: "hopfield-recall"}
	d.recall(run, memories[0], rows, net.Unit())
	d.tables = append(d.tables, pixels(memories, noisy, run.Start))
	overlap := run.End.Overlap(memories[0])
	d.results = map[string]float64{
		"flips": float64(len(run.Flips)), "sweeps": float64(run.Sweeps), "energy": run.Energy() / net.Unit(), "overlap": overlap,
	}
	n := len(noisy)
	d.facts = []fact{
		{"rows", rows}, {"columns", n / rows}, {"stored", p.Stored}, {"neurons", n}, {"asked", run.Asked},
		{"energy_start", run.StartEnergy / net.Unit()}, {"energy_end", run.Energy() / net.Unit()},
		{"wrong_start", run.Start.Hamming(memories[0])},
		{"title", fmt.Sprintf("Can a Hopfield network still read this %d?", p.Digit)},
		{"subtitle", fmt.Sprintf("%s remember %s (%s rule) and settle one by one, in random order", figure.Plural(n, "neuron"), figure.Plural(p.Stored, "digit"), p.Rule)},
		{"sample", fmt.Sprintf("sample %d of digit %d", p.Sample, p.Digit)},
		{"noise", fmt.Sprintf("Gaussian, σ = %v", p.Sigma)},
		{"sweeps", fmt.Sprintf("%s of %s neurons", figure.Plural(run.Sweeps, "sweep"), figure.Count(n))},
		{"answer", fmt.Sprintf("Yes: all %d pixels", n)},
		{"counts", fmt.Sprintf("%s in %s, E = %s, overlap %s", figure.Plural(len(run.Flips), "flip"), figure.Plural(run.Sweeps, "sweep"),
			figure.Number(run.Energy()/net.Unit(), 1), figure.Number(overlap, 3))},
	}
	if run.End.Hamming(memories[0]) != 0 {
		return data{}, fmt.Errorf("the network does not recall the digit: the answer would be another")
	}
	return d, nil
}

// recall is the table of frames and that of flips: at the scene's pace, as much of the flips as of the neurons asked.
func (d *data) recall(run *hopfield.History, want hopfield.Pattern, rows int, unit float64) {
	var frames [][]float64 // rows thresholded, asked (−1: no state yet), flips, wrong, energy
	wrong, energy := run.Start.Hamming(want), run.StartEnergy/unit
	show := func(rows, asked, flips int, seconds float64) {
		frames = append(frames, []float64{float64(rows), float64(asked), float64(flips), float64(wrong), energy})
		d.seconds = append(d.seconds, seconds)
	}
	show(0, -1, 0, 1.5)
	for i := 1; i < recallWipe; i++ {
		show(rows*i/recallWipe, -1, 0, 0.05)
	}
	show(rows, 0, 0, 1)
	flips := table{name: "flips", header: []string{"frame", "asked", "neuron", "energy", "value"}}
	all := len(run.Flips)
	calm := run.Flips[all-1].Asked
	state := append(hopfield.Pattern(nil), run.Start...)
	asked, done := 0, 0
	for i := 1; i <= recallFlips; i++ {
		for asked < calm && recallFlips*(asked*all+done*calm) < 2*i*calm*all {
			asked++
			if f := run.Flips[done]; f.Asked == asked {
				done++
				state[f.Neuron] = -state[f.Neuron]
				energy = f.Energy / unit
				flips.rows = append(flips.rows, []float64{float64(len(frames)), float64(asked), float64(f.Neuron), energy, float64(state[f.Neuron])})
			}
		}
		wrong = state.Hamming(want)
		show(rows, asked, done, 0.06)
	}
	for i := 1; i <= recallCalm; i++ {
		show(rows, calm+(run.Asked-calm)*i/recallCalm, all, 0.06)
	}
	d.seconds[len(d.seconds)-1] = film.Closing.Seconds()
	d.frames([]string{"rows", "asked", "flips", "wrong", "energy"}, frames)
	d.tables = append(d.tables, flips)
}

// pixels is the pictures of the film, a column each and a row a neuron: +1 for ink, the noise between 0 and 1 in 32 steps.
func pixels(memories []hopfield.Pattern, noisy []float64, start hopfield.Pattern) table {
	t := table{name: "pixels", header: []string{"noise", "start"}}
	for k := range memories {
		t.header = append(t.header, fmt.Sprintf("memory%d", k))
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range noisy {
		low, high = min(low, v), max(high, v)
	}
	for i, v := range noisy {
		row := []float64{math.Round(31*(v-low)/(high-low)) / 31, float64(start[i])}
		for _, m := range memories {
			row = append(row, float64(m[i]))
		}
		t.rows = append(t.rows, row)
	}
	return t
}
