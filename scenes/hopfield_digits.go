package scenes

import (
	"context"
	"strconv"
	"strings"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// HopfieldDigits films the way of digits from gray values to the states of a
// network, and how little the threshold on this way matters.
type HopfieldDigits struct {
	Labels    string `help:"digits, with commas between them; one that comes again is another image" default:"0,1,2,3,4"`
	Sample    int    `help:"which of a digit's images comes first, from 0 in the order of the training set" default:"0" min:"0" max:"1000000" quick:"90"`
	Threshold int    `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
}

const (
	digitsMost   = 8   // in a row
	digitsLow    = 20  // thresholds between which the film tries others
	digitsHigh   = 230 //
	digitsWipe   = 14  // frames in which a row is filled
	digitsStride = 10  // gray values from one threshold that is tried to the next
	digitsRead   = 5   // frames between two readings of the number
)

// Film implements Scene.
func (s *HopfieldDigits) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	labels, err := s.labels()
	if err != nil {
		return nil, err
	}
	images, err := nthDigits(ctx, t.Digits, "hopfield-digits", labels, s.Sample)
	if err != nil {
		return nil, err
	}
	size := images[0].Rect.Size()
	states := make([][]hopfield.Pattern, 256) // by the threshold
	for threshold := range 255 {
		for _, img := range images {
			states[threshold] = append(states[threshold], mnist.Binarize(img, uint8(threshold)))
		}
		if threshold > 0 && inkShare(states[threshold]) > inkShare(states[threshold-1]) {
			return nil, violation("a threshold of %d leaves more ink than one of %d", threshold, threshold-1)
		}
	}
	var names []string
	for _, label := range labels {
		names = append(names, strconv.Itoa(label))
	}
	percent := func(threshold int) string { return t.Number(100*inkShare(states[threshold]), 1) }
	t.know("labels", strings.Join(names, ", "), "threshold", s.Threshold, "neurons", size.X*size.Y, "cols", size.X, "rows", size.Y,
		"ink", percent(s.Threshold), "low", digitsLow, "high", digitsHigh, "ink-low", percent(digitsLow), "ink-high", percent(digitsHigh))

	steps := s.plan()
	now := func(i int) string {
		switch step := steps[i]; {
		case i == 0:
			return t.says("now-gray")
		case step.states == 0:
			return t.says("now-binary")
		case step.tried == 0:
			return t.says("now-states")
		default:
			return t.says("now-try", "tried", step.tried, "share", percent(step.tried))
		}
	}
	return t.film(story{
		part: figure.Rows(
			digitsAlbum(t, images, states, steps),
			&figure.Verdict{Now: now, Answer: t.says("answer")},
		),
		frames: len(steps),
		hold:   func(i int) time.Duration { return steps[i].hold },
		keys:   []film.Key{{Frame: 0, Caption: t.says("key-gray")}, {Frame: digitsWipe, Caption: t.says("key-binary")}},
		results: []film.Result{
			{Name: "ink", Value: inkShare(states[s.Threshold]), Text: t.says("answer")},
			{Name: "threshold", Value: float64(s.Threshold), Text: t.says("result-threshold")},
		},
	})
}
