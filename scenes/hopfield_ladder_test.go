package scenes

import (
	"image"
	"math"
	"strings"
	"testing"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield/theory"
	"flipbook/internal/labels"
)

// The ends of the ladder, and Hebb's rule, at the sizes that are written about:
// 784 neurons, 1225 neurons with 0.14 N = 170 patterns.
func TestHopfieldLadderNumbers(t *testing.T) {
	for _, c := range []struct {
		neurons           int
		least, few, log10 float64
	}{
		{784, 784 / (4 * math.Log(784)), .137906 * 784, 392 * math.Log10(2)},
		{1225, 1225 / (4 * math.Log(1225)), 169, 612.5 * math.Log10(2)},
	} {
		f := filmed(t, &HopfieldLadder{Neurons: c.neurons})
		for name, want := range map[string]float64{"log-least": math.Log10(c.least), "log-few": math.Log10(c.few), "log-most": c.log10} {
			if got := result(t, f, name); math.Abs(got-want) > .001*want {
				t.Errorf("%d neurons: %s is %v, want %v", c.neurons, name, got, want)
			}
		}
	}
	if f := filmed(t, &HopfieldLadder{Neurons: 784}); f.Results[1].Text != "108 with a few bits wrong" || f.Results[2].Text != "10¹¹⁸ by an exponential energy" {
		t.Errorf("the results are %q and %q", f.Results[1].Text, f.Results[2].Text)
	}
}

// Every rung of the theory has a name and a formula, at any size, and N² is
// shown to be N times too much.
func TestHopfieldLadderRungs(t *testing.T) {
	for _, neurons := range []int{50, 784, 10_000} {
		rungs, err := theory.Ladder(neurons)
		if err != nil {
			t.Fatal(err)
		}
		told, err := begin(&HopfieldLadder{Neurons: neurons}, figure.Stage{})
		if err != nil {
			t.Fatal(err)
		}
		d := &ladder{telling: told, neurons: neurons}
		for _, r := range rungs {
			if d.add(r); ladderRungs[r.Name].key == "" {
				t.Errorf("%s has no name", r.Name)
			}
		}
		if got, want := len(d.rows), len(rungs)+1; got != want {
			t.Errorf("%d rows of %d", got, want)
		}
		for _, r := range d.rows {
			if r.formula == "" {
				t.Errorf("%s has no formula", r.key)
			}
		}
		if got := d.of("wrong") - d.of("hebb-few"); math.Abs(got-math.Log10(float64(neurons))) > 1e-9 {
			t.Errorf("N² is 10 to the %v too much, want log N", got)
		}
	}
}

// It is the height that decides whether all rungs are shown: a narrow stage has
// room for them. What is left out is never what is spoken of.
func TestHopfieldLadderFits(t *testing.T) {
	for _, c := range []struct {
		size image.Point
		all  bool
	}{{figure.DefaultSize, true}, {image.Pt(480, 640), true}, {figure.Column, false}, {image.Pt(640, 360), false}} {
		on := stage(t)
		on.Size = c.size
		f, err := (&HopfieldLadder{Neurons: 784}).Film(t.Context(), on)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]bool{"Hebb, signs only": c.all, "sparse, 1 % active": c.all, "Hebb, a few bits wrong": true, "exponential energy": true} {
			if got := says(f, 0, strings.ReplaceAll(name, " %", "\u00a0%")); got != want {
				t.Errorf("%v: %q is shown: %v, want %v", c.size, name, got, want)
			}
		}
	}
}

// The title can be read before the first bar has grown.
func TestHopfieldLadderOpens(t *testing.T) {
	f := filmed(t, &HopfieldLadder{Neurons: 784})
	if got := f.Hold(0); got < time.Second {
		t.Errorf("the first frame stands for %v", got)
	}
}

// Once a bar stands, its number stands behind it to the end.
func TestHopfieldLadderKeepsItsNumbers(t *testing.T) {
	f := filmed(t, &HopfieldLadder{Neurons: 784})
	for _, frame := range []int{ladderGrow - 1, f.Len / 2, f.Len - 1} {
		if !says(f, frame, "29 =") {
			t.Errorf("frame %d does not say 29", frame)
		}
	}
	if says(f, ladderGrow-2, "29 =") {
		t.Error("the number stands before its bar does")
	}
}

// says tells whether a frame shows words that begin so.
func says(f *film.Film, frame int, begins string) bool {
	var c labels.Canvas
	f.Still(&c, frame)
	for _, l := range c.Labels {
		if strings.HasPrefix(l.Text, begins) {
			return true
		}
	}
	return false
}
