package scenes

import (
	"context"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/montyhall"
)

// After the last pass, the rows show what the machine was shown, what it
// rebuilds and what it dreams, and in the end its last night.
func TestShownDreams(t *testing.T) {
	s := byName("boltzmann-dream").(*BoltzmannDream)
	say, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.learn(context.Background(), say)
	if err != nil {
		t.Fatal(err)
	}
	f := filmed(t, s)
	learned, slept := sketched(f, f.Keys[1].Frame).pictures(14, 14), sketched(f, f.Len-1).pictures(14, 14)
	last := l.epochs[len(l.epochs)-1]
	for k := range dreamCols {
		for what, c := range map[string]struct {
			shown picture
			want  []float64
		}{
			"the digit": {learned[k], gray(l.example(k))}, "rebuilt": {learned[dreamCols+k], last.rebuilt[k]}, "dreamed": {learned[2*dreamCols+k], last.dreams[k]},
			"the last night": {slept[2*dreamCols+k], l.dreams[k][s.Sweeps]},
		} {
			if !c.shown.has(func(cell int) color.Color {
				return figure.Light.Shade(math.Floor(c.want[cell]*dreamShades+.5) / dreamShades)
			}) {
				t.Errorf("%s, column %d: another picture", what, k)
			}
		}
	}
}

// The weights that are shown in the end are those that are kept, and the digit
// beside them is one that they misread.
func TestShownPerceptronDigits(t *testing.T) {
	s := byName("perceptron-digits").(*PerceptronDigits)
	say, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.learn(context.Background(), say)
	if err != nil {
		t.Fatal(err)
	}
	drawn := drawnOf(t, s).pictures(28, 28)
	strongest := 0.
	for _, w := range d.Pocket[:784] {
		strongest = max(strongest, math.Abs(w))
	}
	if !drawn[0].has(func(cell int) color.Color { return figure.Light.Diverging(d.Pocket[cell] / strongest) }) {
		t.Error("the last frame shows other weights than those that are kept")
	}
	if !slices.ContainsFunc(d.wrong, func(i int) bool {
		return drawn[1].has(func(cell int) color.Color { return figure.Light.Shade(d.unseen[i].X[cell]) })
	}) {
		t.Error("the last frame shows a digit that is not misread")
	}
}

// Under Hebb's rule the two networks of hopfield-reminds end differently, and
// each result says its own overlap.
func TestResultsOfReminds(t *testing.T) {
	f := filmed(t, &HopfieldReminds{Thing: "apple", Erased: "left", Rule: "hebb", Seed: 1})
	for _, r := range f.Results {
		if want := figure.Number(r.Value, 2); !strings.Contains(r.Text, want) {
			t.Errorf("%s is %s, and is said to be %q", r.Name, want, r.Text)
		}
	}
}

// A bar is as long as the whole where the overlap is 1.
func TestShownReminds(t *testing.T) {
	drawn, full := drawnOf(t, byName("hopfield-reminds")), 0
	for _, bar := range drawn.boxes {
		if sameInk(bar.ink, figure.Light.Cool) && slices.Contains(drawn.boxes, inkedBox{figure.Light.Panel, bar.in}) {
			full++
		}
	}
	if full != 2 {
		t.Errorf("%d bars are full, want one of each network", full)
	}
}

// The squares that mark stable states are as many as the words behind them say,
// rule by rule, and the weights in the end are those of all memories.
func TestShownWorksheet(t *testing.T) {
	f := filmed(t, byName("hopfield-worksheet"))
	drawn := sketched(f, f.Len-1)
	rows := 0
	for _, l := range drawn.Labels {
		want, ok := strings.CutSuffix(l.Text, " stable")
		if !ok {
			continue
		}
		rows++
		y, marks := (l.Box.Min.Y+l.Box.Max.Y)/2, 0
		for _, b := range drawn.boxes {
			if wide := b.in.Max.X - b.in.Min.X; wide > 3 && wide < 20 && b.in.Min.Y < y && y < b.in.Max.Y && !sameInk(b.ink, figure.Light.Tried) {
				marks++
			}
		}
		if figure.Count(marks) != want {
			t.Errorf("%q has %d marks", l.Text, marks)
		}
	}
	if rows != 3 {
		t.Errorf("%d rules say how many states are stable, want 3", rows)
	}
	if want := "8 ground states: 3 stored, 3 mirrored, 2 "; !strings.HasPrefix(f.Results[0].Text, want) {
		t.Errorf("the answer is %q, want %q", f.Results[0].Text, want)
	}
	d := worksheet(t, "+----,-+---,--+--")
	d.plan()
	for pair := range pairs {
		if got, want := d.weight(len(d.steps)-1, pair), d.weights[3*pairs][pair]; got != want {
			t.Errorf("the last weight of pair %d is %d, want %d", pair, got, want)
		}
	}
}

// A line among the moving clouds leaves all rings on one side.
func TestShownMargin(t *testing.T) {
	f := filmed(t, byName("perceptron-margin"))
	for _, frame := range []int{0, f.Len / 2, f.Len - 1} {
		drawn := sketched(f, frame)
		var line []vg.Point
		sides := make(map[bool]int)
		for _, p := range drawn.lines {
			if sameInk(p.ink, figure.Light.Ink) && p.at.X < 340 {
				line = append(line, p.at)
			}
		}
		if len(line) != 2 {
			t.Fatalf("frame %d has %d ends of lines in the plane", frame, len(line))
		}
		along := line[1].Sub(line[0])
		for _, ring := range drawn.discs {
			if sameInk(ring.ink, figure.Light.Paper) && ring.at.X < 340 {
				d := ring.at.Sub(line[0])
				sides[along.X*d.Y > along.Y*d.X]++
			}
		}
		if len(sides) != 1 {
			t.Errorf("frame %d: the line has rings on both sides, %v", frame, sides)
		}
	}
}

// The measured overlap at a load of .12 is that of the largest network.
func TestShownCliff(t *testing.T) {
	for seed := range uint64(4) {
		s := byName("hopfield-cliff").(*HopfieldCliff)
		s.Seed = seed
		f := filmed(t, s)
		drawn := sketched(f, f.Len-1)
		axes := drawn.scales()
		var at []vg.Point
		for _, d := range drawn.discs {
			if sameInk(d.ink, figure.Light.Cool) {
				at = append(at, d.at)
			}
		}
		got, pixel := axes[len(axes)-1].value(at[cliffAt(.12)].Y)
		if want := result(t, f, "below"); math.Abs(got-want) > pixel {
			t.Errorf("seed %d: the curve of the largest network is at %v, said to be %v", seed, got, want)
		}
	}
}

// Whoever switches is cool on stage and in the tally, and what is said of a
// game is what happened in it.
func TestShownDoors(t *testing.T) {
	m := byName("monty-doors").(*MontyDoors)
	drawn := drawnOf(t, m)
	for key, ink := range map[string]color.Color{"switch": figure.Light.Cool, "stay": figure.Light.Warm} {
		if !drawn.labelled(message(t, m, key), ink) {
			t.Errorf("%s is not in its ink", key)
		}
	}
	say := tellingOf(t, m)
	games, err := m.play(context.Background(), say, montyhall.Show{Doors: 3})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range games[:20] {
		steps := m.steps(say, i, g)
		want := say.Say("switch-wins", "car", g.Car+1)
		if g.Car == g.Pick {
			want = say.Say("stay-wins", "car", g.Car+1)
		}
		if got := steps[len(steps)-1].says; got != want {
			t.Errorf("game %d, %+v: %q, want %q", i, g, got, want)
		}
	}
}
