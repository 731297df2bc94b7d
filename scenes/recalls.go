package scenes

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// patterns are drawings as a network learns them.
func patterns(from []drawings.Drawing) []hopfield.Pattern {
	out := make([]hopfield.Pattern, len(from))
	for i, d := range from {
		out[i] = hopfield.Pattern(d.States)
	}
	return out
}

// parseStates reads from one up to most states of some neurons, written as +
// and −, that were given to a flag.
func parseStates(flag, text string, neurons, most int) ([]hopfield.Pattern, error) {
	words := strings.Split(strings.ReplaceAll(text, "−", "-"), ",")
	want := fmt.Sprintf("up to %d states of %d signs + and -, with commas between them", most, neurons)
	if most == 1 {
		want = fmt.Sprintf("one state of %d signs + and -", neurons)
	}
	var out []hopfield.Pattern
	for _, w := range words {
		w = strings.TrimSpace(w)
		if len(w) != neurons || strings.Trim(w, "+-") != "" || len(words) > most {
			return nil, fmt.Errorf("--%s %q: want %s", flag, text, want)
		}
		p := make(hopfield.Pattern, len(w))
		for i, sign := range w {
			p[i] = int8(',') - int8(sign) // + is 43, the comma 44, - is 45
		}
		out = append(out, p)
	}
	return out, nil
}

// needDigits says what to do where a scene has no digits.
func needDigits(digits figure.Digits, scene string) error {
	if digits == nil {
		return fmt.Errorf("%s needs digits: --mnist DIR", scene)
	}
	return nil
}

// binarized is an image as a network learns it, with ink above a gray value,
// unless it is too large to be filmed.
func binarized(img *image.Gray, threshold int) (hopfield.Pattern, error) {
	if size := img.Rect.Size(); size.X*size.Y > 64*64 {
		return nil, fmt.Errorf("images of %dx%d make %d neurons: at most 64x64 are filmed", size.X, size.Y, size.X*size.Y)
	}
	return mnist.Binarize(img, uint8(threshold)), nil
}

// downhill holds a recall to the law of its network: a flip
// never raises the energy, and the recall ends in a state that is stable.
func downhill(net *hopfield.Network, run *hopfield.History) error {
	before := run.StartEnergy
	for i, f := range run.Flips {
		if f.Energy > before {
			return violation("flip %d raises the energy from %v to %v", i+1, before, f.Energy)
		}
		before = f.Energy
	}
	if !run.Settled || !net.Stable(run.End, hopfield.Keep) {
		return violation("the recall ended in a state that is not stable")
	}
	return nil
}

// lastFlip is how many neurons were asked when the last of all flips happened.
func lastFlip(runs ...*hopfield.History) int {
	last := 0
	for _, run := range runs {
		if n := len(run.Flips); n > 0 {
			last = max(last, run.Flips[n-1].Asked)
		}
	}
	return last
}

// statesAt are the states of a recall at steps+1 even moments, from the start
// until so many neurons are asked.
func statesAt(run *hopfield.History, asked, steps int) []hopfield.Pattern {
	s, done := slices.Clone(run.Start), 0
	out := make([]hopfield.Pattern, 0, steps+1)
	for i := range steps + 1 {
		for done < len(run.Flips) && run.Flips[done].Asked <= asked*i/steps {
			s[run.Flips[done].Neuron] *= -1
			done++
		}
		out = append(out, slices.Clone(s))
	}
	return out
}

// A beat is what a frame shows of a film in acts: the act, a step of it, both
// from 0, and how long it stands.
type beat struct {
	act, step int
	hold      time.Duration
}

// act adds steps+1 beats: the first and the last stand, the others run.
func act(beats []beat, steps int, first, each, last time.Duration) []beat {
	n := 0
	if len(beats) > 0 {
		n = beats[len(beats)-1].act + 1
	}
	for i := range steps + 1 {
		hold := each
		switch i {
		case 0:
			hold = first
		case steps:
			hold = last
		}
		beats = append(beats, beat{n, i, hold})
	}
	return beats
}

// onBeat holds every frame as long as its beat stands.
func onBeat(beats []beat) func(frame int) time.Duration {
	return func(frame int) time.Duration { return beats[frame].hold }
}

// ends are the frames on which the acts of a film end.
func ends(beats []beat) (frames []int) {
	for i, b := range beats {
		if i == len(beats)-1 || beats[i+1].act > b.act {
			frames = append(frames, i)
		}
	}
	return frames
}

// halfOf marks a half of a square picture, by its name.
func halfOf(side int, name string) hopfield.Mask {
	half := map[string]hopfield.Half{"left": hopfield.Left, "right": hopfield.Right, "top": hopfield.Top, "bottom": hopfield.Bottom}[name]
	m, _ := hopfield.Picture{Width: side, Height: side}.Half(half) // fails only for pictures without pixels
	return m
}

// list is words with commas between them.
func list(words []string) string { return strings.Join(words, ", ") }
