package scenes

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/internal/detmath"
	"flipbook/mnist"
	"flipbook/montecarlo"
)

const (
	meltFrames = 10   // in which neurons flip, after each digit that is stored
	meltHigh   = 480  // a stage that has room for two rows of digits and the curves
	meltPoints = 20   // of the curves beyond the digits that are seen
	meltKept   = 0.95 // the overlap from which on a memory counts as kept; at the capacity it is .967
)

// digits are as many as the curves ask for: the first images of 0, 1, … 9,
// then their second ones, and so on.
func (s *HopfieldMelt) digits(ctx context.Context, t *telling) (out []hopfield.Pattern, size image.Point, err error) {
	first, err := nthDigits(ctx, t.Digits, "hopfield-melt", []int{0}, 0)
	if err != nil {
		return nil, size, err
	}
	if size = first[0].Rect.Size(); size.X < 10 || size.Y < 10 || size.X > 32 || size.Y > 32 {
		return nil, size, fmt.Errorf("images of %dx%d: hopfield-melt stores some of 10x10 to 32x32", size.X, size.Y)
	}
	labels := make([]int, size.X*size.Y/4)
	for i := range labels {
		labels[i] = i % mnist.Classes
	}
	images, err := nthDigits(ctx, t.Digits, "hopfield-melt", labels, 0)
	for _, img := range images {
		out = append(out, mnist.Binarize(img, uint8(s.Threshold)))
	}
	return out, size, err
}

// loads are the numbers of memories at which the curves are measured: each up
// to that of the digits that are seen, then some evenly on a logarithmic axis.
func (s *HopfieldMelt) loads(most int) []int {
	var out []int
	for stored := 1; stored <= s.Stored; stored++ {
		out = append(out, stored)
	}
	from, to := detmath.Log(float64(s.Stored)), detmath.Log(float64(most))
	for i := range meltPoints {
		out = append(out, int(detmath.Exp(from+float64((to-from)*float64(i+1))/meltPoints)+0.5))
	}
	return slices.Compact(out)
}

// A meltShare is the share of the memories that come back.
type meltShare struct{ digits, random float64 }

// measure asks for memories at each load, of digits and of random patterns.
func (s *HopfieldMelt) measure(ctx context.Context, t *telling, digits []hopfield.Pattern, loads []int) ([]meltShare, error) {
	point := func(ctx context.Context, i int, r *rand.Rand) (out meltShare, err error) {
		random, err := hopfield.RandomPatterns(len(digits[0]), loads[i])(r)
		if err != nil {
			return out, err
		}
		if out.random, err = s.share(ctx, r, random); err != nil {
			return out, err
		}
		out.digits, err = s.share(ctx, r, digits[:loads[i]])
		return out, err
	}
	return montecarlo.Run(ctx, len(loads), point, &montecarlo.Options{Seed: s.Seed, Progress: t.Progress})
}

// share is the share of the memories that Hebb's rule keeps, of the first that
// are asked for.
func (s *HopfieldMelt) share(ctx context.Context, r *rand.Rand, memories []hopfield.Pattern) (float64, error) {
	net, err := hopfield.Hebb{}.Train(ctx, memories)
	if err != nil {
		return 0, err
	}
	asked, kept := min(s.Asked, len(memories)), 0
	for _, memory := range memories[:asked] {
		run, err := net.Recall(ctx, memory, r, nil)
		if err != nil {
			return 0, err
		}
		if run.End.Overlap(memory) >= meltKept {
			kept++
		}
	}
	return float64(kept) / float64(asked), nil
}

// alike is the mean overlap of two of the patterns.
func alike(patterns []hopfield.Pattern) float64 {
	sum, pairs := 0, 0
	for i, p := range patterns {
		for _, q := range patterns[:i] {
			sum += len(p) - 2*p.Hamming(q)
			pairs += len(p)
		}
	}
	return float64(sum) / float64(pairs)
}

// A meltStep is what a frame shows.
type meltStep struct {
	stored  int                // digits so far
	states  []hopfield.Pattern // what each of them has become
	settled bool               // nothing more happens to them
	points  int                // of the digits' curve
	hold    time.Duration
}

// A meltLesson is what a network gives back when it is shown all its memories.
type meltLesson struct {
	runs []*hopfield.History
	back int  // memories that came back whole
	one  bool // there are several memories, and all end in the same picture
}

func newMeltLesson(runs []*hopfield.History) meltLesson {
	l := meltLesson{runs: runs, one: len(runs) > 1}
	for k, run := range runs {
		if l.whole(k) {
			l.back++
		}
		l.one = l.one && run.End.Hamming(runs[0].End) == 0
	}
	return l
}

// whole says whether memory k came back as it was.
func (l *meltLesson) whole(k int) bool { return l.runs[k].End.Hamming(l.runs[k].Start) == 0 }

// play is a look at the memories, the frames in which they change, and a look
// at what came of it.
func (l *meltLesson) play() []meltStep {
	stored := len(l.runs)
	most, look, read := 0, 500*time.Millisecond, 900*time.Millisecond
	for _, run := range l.runs {
		most = max(most, len(run.Flips))
	}
	switch {
	case stored == 1: // the title is to be read
		look = 1600 * time.Millisecond
	case stored == 3:
		read = 1500 * time.Millisecond
	case stored > 5:
		look, read = 300*time.Millisecond, 600*time.Millisecond
	}
	at := func(i int) meltStep {
		step := meltStep{stored: stored, points: stored - 1, hold: 70 * time.Millisecond}
		for _, run := range l.runs {
			state := slices.Clone(run.Start)
			for _, flip := range run.Flips[:len(run.Flips)*i/meltFrames] {
				state[flip.Neuron] = -state[flip.Neuron]
			}
			step.states = append(step.states, state)
		}
		return step
	}
	steps := []meltStep{at(0)}
	steps[0].hold = look
	for i := 1; i < meltFrames && most > 0; i++ {
		steps = append(steps, at(i))
	}
	end := at(meltFrames)
	end.points, end.settled, end.hold = stored, true, read
	return append(steps, end)
}

// album is the digits that are stored, and what the network gives back.
func (s *HopfieldMelt) album(t *telling, digits []hopfield.Pattern, size image.Point, steps []meltStep, lessons []meltLesson) figure.Part {
	rows := []figure.AlbumRow{
		{Name: t.says("stored"), Each: pictures(s.Stored, size, false, func(frame, k, cell int) color.NRGBA {
			if k >= steps[frame].stored {
				return t.Theme.Panel
			}
			return t.Theme.State(digits[k][cell])
		})},
		{Name: t.says("recalled"), Edge: s.edge(t, steps, lessons), Each: pictures(s.Stored, size, false, func(frame, k, cell int) color.NRGBA {
			step := steps[frame]
			switch {
			case k >= step.stored:
				return t.Theme.Panel
			case step.settled:
				return t.Theme.State(step.states[k][cell])
			}
			return t.Theme.Compared(step.states[k][cell], digits[k][cell])
		})},
	}
	if t.Small() || t.Size.Y < meltHigh {
		rows = rows[1:] // a line around each says whether it came back
	}
	return &figure.Album{Rows: rows, Least: 84}
}

// edge marks what came back whole, and what did not.
func (s *HopfieldMelt) edge(t *telling, steps []meltStep, lessons []meltLesson) func(frame, k int) color.Color {
	return func(frame, k int) color.Color {
		step := steps[frame]
		switch {
		case !step.settled || k >= step.stored:
			return nil
		case lessons[step.stored-1].whole(k):
			return t.Theme.Cool
		}
		return t.Theme.Warm
	}
}

// keys are the last digits that came back, and the first ones that did not.
func (s *HopfieldMelt) keys(t *telling, steps []meltStep, lessons []meltLesson) (out []film.Key) {
	var seen [2]int // the frames
	for i, step := range steps {
		lost := 0
		if lessons[step.stored-1].back < step.stored {
			lost = 1
		}
		if step.settled && (lost == 0 || seen[1] == 0) && step.points == step.stored {
			seen[lost] = i
		}
	}
	for lost, key := range []string{"key-back", "key-lost"} {
		if i := seen[lost]; i > 0 && i < len(steps)-1 {
			out = append(out, film.Key{Frame: i, Caption: t.says(key, "stored", steps[i].stored, "back", lessons[steps[i].stored-1].back)})
		}
	}
	return out
}

// plot is the share of memories that come back, against their number.
func (s *HopfieldMelt) plot(t *telling, loads []int, kept []meltShare, steps []meltStep, capacity float64) figure.Part {
	digits, random := make([]figure.XY, len(loads)), make([]figure.XY, len(loads))
	for i, load := range loads {
		digits[i] = figure.XY{X: float64(load), Y: kept[i].digits}
		random[i] = figure.XY{X: float64(load), Y: kept[i].random}
	}
	most := loads[len(loads)-1]
	var ticks []figure.Tick
	for _, at := range []int{1, 2, 3, 5, 10, 20, 50, 100, 200, 500} {
		if at <= most {
			ticks = append(ticks, figure.Tick{At: float64(at), Label: t.Count(at)})
		}
	}
	return &figure.Plot{
		X: figure.Axis{From: 1, To: float64(most), Log: true, Ticks: ticks, Title: t.says("memories")}, Least: 64,
		Y: figure.Axis{From: 0, To: 1, Title: t.says("share"), Ticks: []figure.Tick{{At: 0, Label: "0"}, {At: 1, Label: "1"}}, Rules: true},
		Curves: []figure.Curve{
			{Label: t.says("random"), Ink: t.Theme.Cool, Points: random},
			{Label: t.says("digits"), Ink: t.Theme.Warm, Points: digits, Tip: 4, Upto: func(frame int) int { return steps[frame].points }},
		},
		Rules: []figure.Rule{{At: capacity, Label: t.says("limit")}},
	}
}
