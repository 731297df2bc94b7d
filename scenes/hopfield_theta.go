package scenes

import (
	"context"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// HopfieldTheta films letters that are recalled under one choice of thresholds
// after the other.
type HopfieldTheta struct {
	Letters  string  `help:"capital letters that are stored" default:"EHJPTF"`
	Constant float64 `help:"the constant threshold, in units of the field of a memory, about 1" default:"0.2" min:"-2" max:"2"`
	K        float64 `help:"the k of mean + k·std" default:"1" min:"-3" max:"3"`
	Flipped  int     `help:"pixels that are flipped in noisy letters" default:"3" min:"0" max:"18"`
	Trials   int     `help:"noisy recalls for each choice of thresholds" default:"600" min:"1" max:"20000" quick:"30"`
	Seed     uint64  `help:"seed of the noise and of the order in which neurons are asked" default:"1"`
}

// Film implements Scene.
func (s *HopfieldTheta) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	letters, err := s.letters()
	if err != nil {
		return nil, err
	}
	n := float64(len(letters[0]))
	hebb := func(th hopfield.Threshold) hopfield.Rule {
		return hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: th}
	}
	ways := []*thetaWay{
		{key: "none", rule: hopfield.Hebb{}},
		{key: "constant", rule: hebb(hopfield.ConstantThreshold{Value: s.Constant})},
		{key: "pixels", rule: hebb(hopfield.MeanThreshold{Scale: 1 / n})},
		{key: "mean", rule: hebb(hopfield.MeanThreshold{})},
		{key: "deviation", rule: hebb(hopfield.MeanThreshold{Deviations: s.K})},
		{key: "rows", rule: hebb(hopfield.RowSumThreshold{})},
		{key: "weights", rule: hopfield.KrauthMezard{}},
		{key: "learned", rule: hopfield.KrauthMezard{LearnThresholds: true}},
	}
	for i, way := range ways {
		if err := s.try(ctx, way, letters); err != nil {
			return nil, err
		}
		t.Progress(i+1, len(ways))
	}

	none, thumb, weights, learned := ways[0], ways[1:len(ways)-2], ways[len(ways)-2], ways[len(ways)-1]
	least, most := len(letters), 0
	for _, way := range thumb {
		least, most = min(least, way.stay), max(most, way.stay)
	}
	torn, err := tornNeurons(ctx, letters)
	if err != nil {
		return nil, err
	}
	if kept := max(none.stay, most); torn > 0 && kept == len(letters) {
		return nil, violation("all %d letters stay, and for %d neurons no threshold is right", kept, torn)
	}
	percent := func(w *thetaWay) string { return t.Number(100*w.noisy, 0) }
	t.know("letters", len(letters), "names", spaced(s.Letters), "neurons", len(letters[0]), "flipped", s.Flipped,
		"c", t.Short(s.Constant, 2), "k", t.Short(s.K, 2), "none", none.stay, "weights", weights.stay, "learned", learned.stay, "torn", torn, "least", least, "most", most,
		"noisy-none", percent(none), "noisy-weights", percent(weights))
	steps := thetaPlan(ways)
	return t.film(story{
		part: figure.Rows(
			thetaAlbum(t, ways, letters, steps),
			&figure.Verdict{Now: func(i int) string { return t.says("now-" + ways[steps[i].way].key) }, Answer: t.says("answer"), Good: weights.stay == len(letters)},
		),
		frames: len(steps),
		hold:   func(i int) time.Duration { return steps[i].hold },
		keys:   []film.Key{{Frame: thetaEnd(steps, 0), Caption: t.says("key-none")}},
		results: []film.Result{
			{Name: "none", Value: float64(none.stay), Text: t.says("result-none")},
			{Name: "weights", Value: float64(weights.stay), Text: t.says("result-weights")},
			{Name: "learned", Value: float64(learned.stay), Text: t.says("result-learned")},
			{Name: "least", Value: float64(least), Text: t.says("result-least")},
			{Name: "most", Value: float64(most), Text: t.says("result-most")},
			{Name: "torn", Value: float64(torn), Text: t.says("result-torn")},
		},
	})
}

// try shows a network its letters, as they are and with noise.
func (s *HopfieldTheta) try(ctx context.Context, way *thetaWay, letters []hopfield.Pattern) error {
	net, err := trained(ctx, way.rule, letters)
	if err != nil {
		return err
	}
	for k, letter := range letters {
		run, err := net.Recall(ctx, letter, generator(s.Seed), &hopfield.RecallOptions{MaxSweeps: thetaSweeps})
		if err != nil {
			return err
		}
		if net.Symmetric() && !(run.Energy() <= run.StartEnergy) {
			return violation("%s: the recall of letter %d raises the energy", way.key, k+1)
		}
		if stays := run.End.Hamming(letter) == 0; stays != net.Stable(letter, hopfield.Keep) && net.Symmetric() {
			return violation("%s: letter %d is stable, and does not stay", way.key, k+1)
		}
		way.runs = append(way.runs, run)
		if len(run.Flips) == 0 {
			way.stay++
		}
	}
	way.noisy, err = s.noisy(ctx, net, letters)
	return err
}
