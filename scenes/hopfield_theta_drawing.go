package scenes

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/montecarlo"
)

const (
	thetaFrames = 6   // of the recalls of a row
	thetaSweeps = 100 // after which a recall that does not settle is given up
)

// letters are the patterns that the author asked for.
func (s *HopfieldTheta) letters() ([]hopfield.Pattern, error) {
	out := lettersOf(s.Letters)
	if len(out) < 2 || len(out) > lettersMost {
		return nil, fmt.Errorf("--letters %q: want 2 to %d capital letters, each once, such as EHJPTF", s.Letters, lettersMost)
	}
	return out, nil
}

// spaced is a list of letters for readers.
func spaced(letters string) string { return strings.Join(strings.Split(letters, ""), ", ") }

// A thetaWay is a way to choose thresholds, and what came of it.
type thetaWay struct {
	key   string // of its name, and of what is said of it
	rule  hopfield.Rule
	runs  []*hopfield.History // of the letters, each from itself
	stay  int                 // letters that no neuron leaves
	noisy float64             // the share of noisy letters that come back
}

// tornNeurons is how many neurons no threshold at all makes right under Hebb's
// weights: one letter in which the neuron is +1 needs a higher threshold than
// another in which it is −1 allows. Where the field is 0 a neuron keeps its state.
func tornNeurons(ctx context.Context, letters []hopfield.Pattern) (torn int, err error) {
	net, err := hopfield.Hebb{}.Train(ctx, letters)
	if err != nil {
		return 0, err
	}
	for i := range letters[0] {
		need, allowed := math.Inf(-1), math.Inf(1)
		for _, x := range letters {
			if h := net.Field(x, i); x[i] > 0 {
				need = max(need, -h)
			} else {
				allowed = min(allowed, -h)
			}
		}
		if need > allowed {
			torn++
		}
	}
	return torn, nil
}

// noisy is the share of noisy letters that a network recalls without a fault.
// All ways get the same noise.
func (s *HopfieldTheta) noisy(ctx context.Context, net *hopfield.Network, letters []hopfield.Pattern) (float64, error) {
	exact, err := montecarlo.Run(ctx, s.Trials, func(ctx context.Context, i int, r *rand.Rand) (bool, error) {
		letter := letters[i%len(letters)]
		cue, err := hopfield.FlippedExactly(r, letter, s.Flipped)
		if err != nil {
			return false, err
		}
		run, err := net.Recall(ctx, cue, r, &hopfield.RecallOptions{MaxSweeps: thetaSweeps})
		if err != nil {
			return false, err
		}
		return run.End.Hamming(letter) == 0, nil
	}, &montecarlo.Options{Seed: s.Seed})
	p := montecarlo.Proportion{}
	for _, ok := range exact {
		p.Add(ok)
	}
	return p.Rate(), err
}

// A thetaStep is what a frame shows.
type thetaStep struct {
	way  int // the row that is tried
	part int // of its recalls, up to thetaFrames
	done bool
	hold time.Duration
}

// thetaPlan tries one row after the other.
func thetaPlan(ways []*thetaWay) (steps []thetaStep) {
	for w, way := range ways {
		first := 0
		if way.stay == len(way.runs) {
			first = thetaFrames
		}
		for part := first; part <= thetaFrames; part++ {
			steps = append(steps, thetaStep{way: w, part: part, hold: 80 * time.Millisecond})
			if part == first {
				steps[len(steps)-1].hold = 500 * time.Millisecond
			}
		}
		steps = append(steps, thetaStep{way: w, part: thetaFrames, done: true, hold: 900 * time.Millisecond})
	}
	steps[0].hold = 1400 * time.Millisecond
	return steps
}

// thetaEnd is the frame in which a row is done.
func thetaEnd(steps []thetaStep, way int) int {
	for i, step := range steps {
		if step.way == way && step.done {
			return i
		}
	}
	return len(steps) - 1
}

// thetaAlbum is a row for each way.
func thetaAlbum(t *telling, ways []*thetaWay, letters []hopfield.Pattern, steps []thetaStep) figure.Part {
	album := &figure.Album{Least: 24, TextHead: t.says("stay")}
	if !t.Small() {
		album.ShareHead = t.says("noisy")
	}
	for w, way := range ways {
		done := func(frame int) bool {
			step := steps[frame]
			return step.way > w || step.way == w && step.done
		}
		row := figure.AlbumRow{
			Name: t.says(way.key),
			Each: pictures(len(letters), image.Pt(drawings.LetterSide, drawings.LetterSide), false, func(frame, k, cell int) color.NRGBA {
				step := steps[frame]
				switch {
				case step.way < w:
					return t.Theme.Panel
				case step.way > w:
					return t.Theme.Compared(way.runs[k].End[cell], letters[k][cell])
				}
				return t.Theme.Compared(way.state(k, step.part)[cell], letters[k][cell])
			}),
			Edge: func(frame, k int) color.Color {
				switch {
				case !done(frame):
					return nil
				case way.runs[k].End.Hamming(letters[k]) == 0:
					return t.Theme.Cool
				}
				return t.Theme.Warm
			},
			Text: func(frame int) string {
				if !done(frame) {
					return ""
				}
				return t.says("of", "n", way.stay)
			},
			Bold: func(frame int) bool { return frame == len(steps)-1 && way.stay == len(letters) },
		}
		if !t.Small() {
			row.Share = func(frame int) (float64, string) {
				if !done(frame) {
					return math.NaN(), ""
				}
				return way.noisy, t.says("percent", "share", t.Number(100*way.noisy, 0))
			}
		}
		album.Rows = append(album.Rows, row)
	}
	return album
}

// state is what letter k is after a part of its recall.
func (w *thetaWay) state(k, part int) hopfield.Pattern {
	run := w.runs[k]
	return replayed(run, len(run.Flips)*part/thetaFrames)
}
