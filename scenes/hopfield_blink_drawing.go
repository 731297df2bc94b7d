package scenes

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/montecarlo"
)

const (
	blinkSteps   = 7    // that the film shows at least, of all neurons at once
	blinkFrames  = 6    // to each of them
	blinkTries   = 42   // in which the other starts are tried
	blinkSquares = 1000 // of the starts, at most
)

// letters are the patterns that the author asked for.
func (s *HopfieldBlink) letters() ([]hopfield.Pattern, error) {
	out := lettersOf(s.Letters)
	if len(out) < 1 || len(out) > lettersMost {
		return nil, fmt.Errorf("--letters %q: want 1 to %d capital letters, each once, such as EHT", s.Letters, lettersMost)
	}
	return out, nil
}

// blinkDrawing is a start that is shown, and what becomes of it.
type blinkDrawing struct {
	orbit  *hopfield.Orbit
	run    *hopfield.History
	states []hopfield.Pattern // of the orbit, once around the circle
	steps  int                // of it that are shown
	frames int                // in which they are
}

// replay goes the ways of a start again.
func (s *HopfieldBlink) replay(ctx context.Context, t *telling, net *hopfield.Network, start int) (*blinkDrawing, error) {
	r := montecarlo.Stream(s.Seed, start)
	from, err := hopfield.Random(r, net.Len())
	if err != nil {
		return nil, err
	}
	d := new(blinkDrawing)
	if d.orbit, err = net.Synchronous(ctx, from, nil); err != nil {
		return nil, err
	}
	if d.run, err = net.Recall(ctx, from, r, nil); err != nil {
		return nil, err
	}
	for _, state := range d.orbit.States() {
		d.states = append(d.states, slices.Clone(state))
	}
	d.steps = max(blinkSteps, d.orbit.Transient+4, d.run.Sweeps)
	d.frames = d.steps * blinkFrames
	return d, nil
}

// step is how many times all neurons have answered at once in a frame.
func (d *blinkDrawing) step(frame int) int { return frame / blinkFrames }

// atOnce is the state after a step; beyond the circle it is walked again.
func (d *blinkDrawing) atOnce(step int) hopfield.Pattern {
	if last := d.orbit.Transient + d.orbit.Period; step > last {
		step = d.orbit.Transient + (step-d.orbit.Transient)%d.orbit.Period
	}
	return d.states[min(step, len(d.states)-1)]
}

// flips is how many neurons have flipped one by one in a frame, when each step
// has been a sweep.
func (d *blinkDrawing) flips(frame int) int {
	asked := len(d.run.Start) * frame / blinkFrames
	n, _ := slices.BinarySearchFunc(d.run.Flips, asked, func(f hopfield.Flip, asked int) int {
		if f.Asked <= asked {
			return -1
		}
		return 1
	})
	return n
}

func (d *blinkDrawing) hold(frame int) time.Duration {
	switch {
	case frame == 0:
		return 1600 * time.Millisecond
	case frame == d.frames:
		return time.Second
	}
	return 80 * time.Millisecond
}

// pictures are the two states.
func (d *blinkDrawing) pictures(t *telling) figure.Part {
	both := pictures(2, image.Pt(drawings.LetterSide, drawings.LetterSide), false, func(frame, k, cell int) color.NRGBA {
		if k == 0 {
			return t.Theme.State(d.atOnce(d.step(frame))[cell])
		}
		return t.Theme.State(replayed(d.run, d.flips(frame))[cell])
	})
	both[0].Head, both[1].Head = t.says("at-once"), t.says("one-by-one")
	both[0].Note = func(frame int) string {
		if d.step(frame) >= d.orbit.Transient+d.orbit.Period {
			return t.says("period")
		}
		return t.says("step", "n", d.step(frame))
	}
	both[1].Note = func(frame int) string {
		if d.step(frame) >= d.run.Sweeps {
			return t.says("settled")
		}
		return t.says("sweep", "n", d.step(frame))
	}
	return &figure.Pictures{Each: both, Columns: 2}
}

// once are the energies of the states at once, after each step.
func (d *blinkDrawing) once() []figure.XY {
	unit := float64(len(d.run.Start))
	out := []figure.XY{{X: 0, Y: d.orbit.StartEnergy / unit}}
	for step := 1; step <= d.steps; step++ {
		at := step // a step of the orbit that leads to the same state
		if at > len(d.orbit.Steps) {
			at = d.orbit.Transient + 1 + (step-d.orbit.Transient-1)%d.orbit.Period
		}
		out = append(out, figure.XY{X: float64(step), Y: d.orbit.Steps[at-1].Energy / unit})
	}
	return out
}

// energies are those of the two states, in time.
func (d *blinkDrawing) energies(t *telling) figure.Part {
	unit, once := float64(len(d.run.Start)), d.once()
	single := []figure.XY{{X: 0, Y: d.run.StartEnergy / unit}}
	for _, flip := range d.run.Flips {
		single = append(single, figure.XY{X: float64(flip.Asked) / unit, Y: flip.Energy / unit})
	}
	single = append(single, figure.XY{X: float64(d.steps), Y: d.run.Energy() / unit})
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, p := range slices.Concat(once, single) {
		lo, hi = min(lo, p.Y), max(hi, p.Y)
	}
	if lo == hi {
		lo, hi = lo-1, hi+1
	}
	return &figure.Plot{
		X: figure.Axis{From: 0, To: float64(d.steps), Title: t.says("time")},
		Y: figure.Axis{From: lo - float64(0.08*(hi-lo)), To: hi, Title: t.says("energy")}, // the lowest energy lies over the axis
		Curves: []figure.Curve{
			{Label: t.says("one-by-one"), Ink: t.Theme.Cool, Points: single, Upto: func(frame int) int {
				if frame >= d.frames {
					return len(single)
				}
				return d.flips(frame) + 1
			}},
			{Label: t.says("at-once"), Ink: t.Theme.Warm, Marks: 2.5, Points: once, Upto: func(frame int) int { return min(d.step(frame), d.steps) + 1 }},
		},
	}
}

// squares are the starts, a cell each: those that blink are marked.
func (d *blinkDrawing) squares(t *telling, tries []blinkTry) figure.Part {
	shown := min(len(tries), blinkSquares)
	cols := int(math.Ceil(math.Sqrt(1.2 * float64(shown))))
	for more := range cols / 3 {
		if shown%(cols+more) == 0 { // no row is cut short
			cols += more
			break
		}
	}
	done := func(frame int) int { return len(tries) * max(0, frame-d.frames) / blinkTries }
	sums := make([]int, len(tries)+1)
	for i, try := range tries {
		sums[i+1] = sums[i]
		if try.blinkers > 0 {
			sums[i+1]++
		}
	}
	return &figure.Pictures{Each: []figure.Picture{{
		Cols: cols, Rows: (shown + cols - 1) / cols, Head: t.says("squares"),
		Of: func(frame, cell int) color.NRGBA {
			switch {
			case cell >= shown:
				return t.Theme.Paper
			case cell >= shown*max(0, frame-d.frames)/blinkTries:
				return t.Theme.Panel
			case tries[cell].blinkers > 0:
				return t.Theme.Warm
			}
			return t.Theme.CoolTint
		},
		Note: func(frame int) string {
			if frame <= d.frames {
				return ""
			}
			return t.says("blinks", "n", sums[done(frame)], "tried", done(frame))
		},
	}}}
}
