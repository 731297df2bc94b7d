package scenes

import (
	"context"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/mnist"
	"flipbook/montyhall"
)

// What pictures show is what they are called: laws and data are held against
// the cells of a frame, not against what was drawn from.

// drawnOf is the last frame of a film of a scene by default, made quick.
func drawnOf(t testing.TB, s Scene) *sketch {
	t.Helper()
	f := filmed(t, s)
	return sketched(f, f.Len-1)
}

func byName(name string) Scene {
	e, _ := Named(name)
	s, _ := quick(e)
	return s
}

// states are the colours of a pattern.
func states(p hopfield.Pattern) func(int) color.Color {
	return func(cell int) color.Color { return figure.Light.State(p[cell]) }
}

func TestShownDigits(t *testing.T) {
	f := filmed(t, byName("hopfield-digits"))
	drawn := sketched(f, f.Len-1).pictures(28, 28)
	if len(drawn) != 15 {
		t.Fatalf("%d pictures, want three rows of five", len(drawn))
	}
	for k := range 5 {
		_, img, _ := stage(t).Digits.Nth(k, 0)
		s := mnist.Binarize(img, 120)
		if !drawn[k].has(func(cell int) color.Color { return figure.Light.Shade(float64(img.Pix[cell]) / 255) }) {
			t.Errorf("the gray %d is another picture", k)
		}
		if !drawn[5+k].has(states(s)) {
			t.Errorf("the binary %d is another picture", k)
		}
		if n := drawn[10+k].count(func(cell int, c color.Color) bool { return sameInk(c, figure.Light.Cool) == (s[cell] > 0) }); n != 784 {
			t.Errorf("the states of %d are other ones", k)
		}
	}
	said := 0
	for _, threshold := range []int{digitsLow, digitsHigh} {
		var all []hopfield.Pattern
		for k := range 5 {
			_, img, _ := stage(t).Digits.Nth(k, 0)
			all = append(all, mnist.Binarize(img, uint8(threshold)))
		}
		at := strings.LastIndex(f.Caption, figure.Number(100*inkShare(all), 1))
		if at < said+1 {
			t.Errorf("the caption does not say the share above %d in its place: %s", threshold, f.Caption)
		}
		said = at
	}
}

// All at once, the state of a frame is what the network makes of the one
// before; one by one, it ends where no neuron flips. As many squares are warm
// as starts blink.
func TestShownBlink(t *testing.T) {
	s := byName("hopfield-blink").(*HopfieldBlink)
	f := filmed(t, s)
	net, err := hopfield.Hebb{}.Train(context.Background(), lettersOf(s.Letters))
	if err != nil {
		t.Fatal(err)
	}
	end := f.Keys[1].Frame
	for frame := 0; frame < end; frame += blinkFrames {
		before, after := sketched(f, frame).pictures(6, 6)[0].state(t), sketched(f, frame+blinkFrames).pictures(6, 6)[0].state(t)
		step, err := net.Synchronous(context.Background(), before, &hopfield.SynchronousOptions{MaxSteps: 1})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(after, step.End) {
			t.Errorf("frame %d does not show what comes after frame %d", frame+blinkFrames, frame)
		}
	}
	if !net.Stable(sketched(f, end).pictures(6, 6)[1].state(t), hopfield.Keep) {
		t.Error("one by one, the state that is shown at the end is not stable")
	}
	warm := 0
	for _, p := range sketched(f, f.Len-1).shown {
		if p.Bounds().Dx() > 6 {
			warm = p.count(func(_ int, c color.Color) bool { return sameInk(c, figure.Light.Warm) })
		}
	}
	if want := result(t, f, "share") * float64(s.Starts); float64(warm) != want {
		t.Errorf("%d squares are warm, %v starts blink", warm, want)
	}
}

// A leaf of a tree is the memory of its ink, the leaves behind one first neuron
// are alike, and so many are cool as orders lead to the first memory.
func TestShownDilemma(t *testing.T) {
	f := filmed(t, byName("hopfield-dilemma"))
	leaves := sketched(f, f.Len-1).pictures(1, 4)
	if len(leaves) != 48 {
		t.Fatalf("%d leaves, want 24 in each of two trees", len(leaves))
	}
	// The trees stand side by side, the cue's on the left.
	cool := 0
	for k, leaf := range leaves[:24] {
		sign := map[bool]int8{true: 1, false: -1}
		of := func(plus, minus color.Color) (p hopfield.Pattern) {
			leaf.count(func(_ int, c color.Color) bool {
				if sameInk(c, plus) || sameInk(c, minus) {
					p = append(p, sign[sameInk(c, plus)])
				}
				return true
			})
			return p
		}
		first := of(figure.Light.Cool, figure.Light.CoolTint)
		switch {
		case slices.Equal(first, hopfield.Pattern{1, 1, -1, 1}):
			cool++
		case !slices.Equal(of(figure.Light.Warm, figure.Light.WarmTint), hopfield.Pattern{-1, -1, 1, -1}):
			t.Errorf("leaf %d is no memory in its ink", k)
		}
		if !leaf.has(func(cell int) color.Color { return leaves[k/6*6].At(0, cell) }) {
			t.Errorf("leaf %d differs from others behind the same first neuron", k)
		}
	}
	if got := result(t, f, "first"); got != float64(cool) {
		t.Errorf("%d leaves are cool, the first memory has %v", cool, got)
	}
	// All at once the state is the cue at first, whose only −1 is the last; neuron by neuron it ends as the last leaf does.
	begin := sketched(f, 0).pictures(4, 1)[3]
	if !begin.has(func(cell int) color.Color { return []color.Color{figure.Light.Ink, figure.Light.Panel}[cell/3] }) {
		t.Error("all at once, the first state is not the cue")
	}
	row := sketched(f, f.Len-1).pictures(4, 1)
	for cell := range 4 {
		if !sameInk(row[2].At(cell, 0), leaves[23].At(0, cell)) {
			t.Fatal("the state of the last order is not that of its leaf")
		}
	}
}

// The whole E comes back from its upper half while five letters are stored.
func TestShownLetters(t *testing.T) {
	drawn := drawnOf(t, byName("hopfield-letters")).pictures(6, 6)
	letters := lettersOf("EHJPTF")
	if len(drawn) != 15 {
		t.Fatalf("%d pictures, want six, six and three", len(drawn))
	}
	for k, x := range letters {
		if !drawn[k].has(states(x)) {
			t.Errorf("letter %d is another picture", k)
		}
	}
	if !drawn[13].has(func(cell int) color.Color { return figure.Light.Compared(letters[0][cell], letters[0][cell]) }) {
		t.Error("half of an E does not bring back the E in five letters")
	}
	if drawn[14].has(func(cell int) color.Color { return drawn[13].At(cell%6, cell/6) }) {
		t.Error("half of an E brings back the same in five letters and in six")
	}
}

// Under Hebb's rule all five faces end in one; in the rows of the others each
// is the face above it.
func TestShownFaces(t *testing.T) {
	const side = drawings.FamilySide
	drawn := drawnOf(t, byName("hopfield-faces")).pictures(side, side)
	for k, x := range patterns(drawings.Family()) {
		if !drawn[k].has(states(x)) || !drawn[10+k].has(states(x)) {
			t.Errorf("face %d, stored or from the pseudo-inverse, is another picture", k)
		}
		if !slices.Equal(drawn[5+k].state(t), drawn[5].state(t)) {
			t.Errorf("under Hebb's rule face %d is not shown as the first is", k)
		}
		ink := drawn[15+k].count(func(cell int, c color.Color) bool {
			return (color.GrayModel.Convert(c).(color.Gray).Y < 128) == (x[cell] > 0)
		})
		if ink != side*side {
			t.Errorf("softmax answers face %d by another picture", k)
		}
	}
}

// In the end the large picture is the first drawing.
func TestShownDraw(t *testing.T) {
	const side = drawings.ThingSide
	last := drawnOf(t, byName("hopfield-draw"))
	_, cue, err := (&HopfieldDraw{}).drawings()
	if err != nil {
		t.Fatal(err)
	}
	f := filmed(t, byName("hopfield-draw"))
	first := sketched(f, f.Keys[1].Frame)
	state := func(s *sketch) hopfield.Pattern {
		largest := s.shown[len(s.shown)-1]
		return largest.state(t)
	}
	all, _, _ := (&HopfieldDraw{}).drawings()
	if !slices.Equal(state(first), cue) || !slices.Equal(state(last), hopfield.Pattern(all[0].States)) {
		t.Error("the large picture does not go from the fragment to the drawing")
	}
}

// At three digits stored, all that is recalled is their majority.
func TestShownMelt(t *testing.T) {
	f := filmed(t, byName("hopfield-melt"))
	drawn := sketched(f, f.Keys[1].Frame).pictures(28, 28)
	var digits []hopfield.Pattern
	for k := range 3 {
		digits = append(digits, drawn[k].state(t))
	}
	majority, err := hopfield.Majority(digits, -1)
	if err != nil {
		t.Fatal(err)
	}
	for k := range 3 {
		if !drawn[5+k].has(states(majority)) {
			t.Errorf("digit %d is not shown as the majority", k)
		}
	}
}

// The last frame shows a failure: the negative, all of its pixels wrong.
func TestShownNoise(t *testing.T) {
	drawn := drawnOf(t, byName("hopfield-noise")).pictures(28, 28)
	memory := drawn[0].state(t)
	if !drawn[3].has(func(cell int) color.Color { return figure.Light.Compared(-memory[cell], memory[cell]) }) {
		t.Error("the last frame does not show the negative")
	}
}

// The squares of one network are as many of each ink as its share says.
func TestShownSpurious(t *testing.T) {
	s := byName("hopfield-spurious").(*HopfieldSpurious)
	s.Networks, s.Starts, s.Patterns = 1, 100, 5
	f := filmed(t, s)
	mosaic := sketched(f, f.Len-1).pictures(10, 10)[0]
	for name, ink := range map[string]color.Color{"memory": figure.Light.Cool, "mirror": figure.Light.Ink} {
		n := mosaic.count(func(_ int, c color.Color) bool { return sameInk(c, ink) })
		if want := result(t, f, name) * 100; math.Abs(float64(n)-want) > 1e-9 {
			t.Errorf("%d squares have the ink of %s, want %v", n, name, want)
		}
	}
}

// At the coldest the lattice that is shown is a magnet, as the note below it
// says, and at the hottest it is none.
func TestShownIsing(t *testing.T) {
	f := filmed(t, byName("ising"))
	magnet := func(frame int) float64 {
		sum := 0
		for _, v := range sketched(f, frame).shown[0].state(t) {
			sum += int(v)
		}
		return float64(sum) / 256
	}
	if hot, cold := magnet(0), magnet(f.Len-1); hot > .5 || cold < .95 {
		t.Errorf("the share by which a sign wins is shown as %v when hot and %v when cold", hot, cold)
	}
}

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
			"the digit": {learned[k], l.gray(k)}, "rebuilt": {learned[dreamCols+k], last.rebuilt[k]}, "dreamed": {learned[2*dreamCols+k], last.dreams[k]},
			"the last night": {slept[2*dreamCols+k], l.nights[len(l.nights)-1].pictures[k]},
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
	if want := "8 ground states: 3 stored, 3 mirrors, 2 "; !strings.HasPrefix(f.Results[0].Text, want) {
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
