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

// Words implements Scene.
func (s *HopfieldDigits) Words() []figure.Message {
	return []figure.Message{
		{Key: "title", Text: "What does a network see of a handwritten digit?"},
		{Key: "subtitle", Text: "Pixels above {threshold} become neurons at +1, all others at −1"},
		{Key: "gray", Text: "MNIST"},
		{Key: "gray-note", Text: "0 … 255"},
		{Key: "binary", Text: "binary"},
		{Key: "binary-note", Text: "0, 1"},
		{Key: "states", Text: "states"},
		{Key: "states-note", Text: "−1, +1"},
		{Key: "now-gray", Text: "{cols}×{rows} gray values each, 0 for paper and 255 for full ink"},
		{Key: "now-binary", Text: "Above {threshold} is 1, the rest is 0"},
		{Key: "now-states", Text: "0 becomes −1: paper has a vote, too"},
		{Key: "now-try", Text: "Another threshold? Above {tried}: {share} % ink"},
		{Key: "answer", Text: "+1 above {threshold}: {ink} % of the pixels are ink"},
		{Key: "result-threshold", Text: "threshold {threshold}"},
		{Key: "key-gray", Text: "The digits as they are, in gray."},
		{Key: "key-binary", Text: "Above {threshold} a pixel is 1, ink, and otherwise 0."},
		{Key: "caption", Text: "MNIST digits ({labels}) become states of {neurons} neurons: +1 where the gray value is above {threshold}, −1 elsewhere. " +
			"{ink} % of the pixels are ink; a threshold of {low} would make it {ink-low} %, one of {high} {ink-high} %."},
		{Key: "alt", Text: "Three rows with the same handwritten digits, {labels}: in gray as MNIST has them, in black and white after a threshold of {threshold}, " +
			"and as states, +1 for ink and −1 for paper. The threshold then moves from {low} to {high}, and strokes grow thick and thin: ink covers {ink-low} % to {ink-high} %. At {threshold} it is {ink} %."},
	}
}

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
