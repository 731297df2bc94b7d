package scenes

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
)

const (
	lettersMost   = 9  // that are stored at first
	lettersFrames = 24 // of a recall, at most
)

// letters are the patterns of the letters, the added one last, and which of
// them is the cue.
func (s *HopfieldLetters) letters() (out []hopfield.Pattern, cue int, err error) {
	n := len([]rune(s.Letters))
	if out = lettersOf(s.Letters); out == nil || n < 2 || n > lettersMost {
		return nil, 0, fmt.Errorf("--letters %q: want 2 to %d capital letters, each once, such as EHJPT", s.Letters, lettersMost)
	}
	added := lettersOf(s.Add)
	if len(added) != 1 || strings.Contains(s.Letters, s.Add) {
		return nil, 0, fmt.Errorf("--add %q: want one capital letter that is not among --letters %s", s.Add, s.Letters)
	}
	if cue = strings.Index(s.Letters, s.Cue); len(s.Cue) != 1 || cue < 0 {
		return nil, 0, fmt.Errorf("--cue %q: want one of --letters %s", s.Cue, s.Letters)
	}
	return append(out, added...), cue, nil
}

// lettersOf are the patterns of capital letters; nil if one is none, or comes
// again.
func lettersOf(text string) (out []hopfield.Pattern) {
	for i, r := range text {
		d, ok := drawings.Letter(r)
		if !ok || strings.ContainsRune(text[:i], r) {
			return nil
		}
		out = append(out, d.States)
	}
	return out
}

// A letterRecall is what a network makes of its letters, and of a part of one.
type letterRecall struct {
	itself []*hopfield.History
	part   *hopfield.History
}

// stays says whether letter k is as it was when it was shown.
func (r *letterRecall) stays(k int) bool {
	return r.itself[k].End.Hamming(r.itself[k].Start) == 0
}

// survive is how many letters stay.
func (r *letterRecall) survive() (n int) {
	for k := range r.itself {
		if r.stays(k) {
			n++
		}
	}
	return n
}

// A lettersStep is what a frame shows.
type lettersStep struct {
	added  bool                // the last letter is stored
	itself []hopfield.Pattern  // the letters, shown to the network; nil before that
	kept   bool                // these recalls are over
	part   [2]hopfield.Pattern // recalled from a part, before and after; nil: not yet
	done   [2]bool             // these recalls are over
	asked  [2]int              // the neuron that flipped last in them; −1: none
	now    string
	hold   time.Duration
}

// replayed is the state of a recall after so many flips.
func replayed(run *hopfield.History, flips int) hopfield.Pattern {
	state := slices.Clone(run.Start)
	for _, flip := range run.Flips[:flips] {
		state[flip.Neuron] = -state[flip.Neuron]
	}
	return state
}

// planLetters gives the film its pace: a letter comes back from a part of it,
// neuron by neuron; all letters are shown; one more is stored, all are shown
// again, and the part, too.
func planLetters(t *telling, before, with *letterRecall, letter hopfield.Pattern) (steps []lettersStep) {
	now := lettersStep{asked: [2]int{-1, -1}}
	show := func(hold time.Duration, words string) {
		now.hold, now.now = hold, words
		steps = append(steps, now)
	}
	part := func(n int, run *hopfield.History) {
		now.part[n] = run.Start
		show(1600*time.Millisecond, t.says("now-part"))
		frames := min(len(run.Flips), lettersFrames)
		for i := 1; i <= frames; i++ {
			flips := len(run.Flips) * i / frames
			now.part[n], now.asked[n] = replayed(run, flips), run.Flips[flips-1].Neuron
			show(260*time.Millisecond, t.says("now-part"))
		}
		now.asked[n], now.done[n] = -1, true
		show(1200*time.Millisecond, t.says("now-end", "wrong", run.End.Hamming(letter)))
	}
	itself := func(r *letterRecall, words, end string) {
		most := 0
		for _, run := range r.itself {
			most = max(most, len(run.Flips))
		}
		frames := min(most, lettersFrames)
		for i := range frames + 1 {
			now.itself, now.kept = nil, false
			for _, run := range r.itself {
				now.itself = append(now.itself, replayed(run, min(most*i/max(frames, 1), len(run.Flips))))
			}
			hold := 220 * time.Millisecond
			if i == 0 {
				hold = 900 * time.Millisecond
			}
			show(hold, words)
		}
		now.kept = true
		show(1400*time.Millisecond, t.says(end, "stay", r.survive(), "letters", len(r.itself)))
	}
	part(0, before.part)
	itself(before, t.says("now-itself", "stay", before.survive(), "letters", len(before.itself)), "now-itself")
	now.added = true
	itself(with, t.says("now-add"), "now-again")
	part(1, with.part)
	return steps
}

// firstDone is the frame in which the first recall from a part is over.
func firstDone(steps []lettersStep) int {
	return slices.IndexFunc(steps, func(step lettersStep) bool { return step.done[0] })
}

// lettersRows are the letters, what the network makes of each, and what it
// makes of a part of one.
func lettersRows(t *telling, steps []lettersStep, letters []hopfield.Pattern, letter, part hopfield.Pattern) []figure.AlbumRow {
	size := image.Pt(drawings.LetterSide, drawings.LetterSide)
	edge := func(right bool) color.Color {
		if right {
			return t.Theme.Cool
		}
		return t.Theme.Warm
	}
	compared := func(state, want hopfield.Pattern, cell int) color.NRGBA {
		if state == nil {
			return t.Theme.Panel
		}
		return t.Theme.Compared(state[cell], want[cell])
	}
	parts := pictures(3, size, false, func(frame, k, cell int) color.NRGBA {
		if k == 0 {
			return t.Theme.State(part[cell])
		}
		return compared(steps[frame].part[k-1], letter, cell)
	})
	for k, key := range []string{"shown", "without", "with"} {
		parts[k].Note = func(int) string { return t.says(key) }
		if k > 0 {
			parts[k].Now = func(frame int) int { return steps[frame].asked[k-1] }
		}
	}
	return []figure.AlbumRow{
		{Name: t.says("stored"), Each: pictures(len(letters), size, false, func(frame, k, cell int) color.NRGBA {
			if k == len(letters)-1 && !steps[frame].added {
				return t.Theme.Panel
			}
			return t.Theme.State(letters[k][cell])
		})},
		{Name: t.says("itself"), Note: t.says("itself-note"), Each: pictures(len(letters), size, false, func(frame, k, cell int) color.NRGBA {
			if k >= len(steps[frame].itself) {
				return t.Theme.Panel
			}
			return compared(steps[frame].itself[k], letters[k], cell)
		}), Edge: func(frame, k int) color.Color {
			if step := steps[frame]; step.kept && k < len(step.itself) {
				return edge(step.itself[k].Hamming(letters[k]) == 0)
			}
			return nil
		}},
		{Name: t.says("part"), Note: t.says("part-note"), Each: parts, Edge: func(frame, k int) color.Color {
			if step := steps[frame]; k > 0 && step.done[k-1] {
				return edge(step.part[k-1].Hamming(letter) == 0)
			}
			return nil
		}},
	}
}
