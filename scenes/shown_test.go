package scenes

import (
	"context"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/mnist"
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
	_, cue, err := (&HopfieldDraw{}).drawings(false)
	if err != nil {
		t.Fatal(err)
	}
	f := filmed(t, byName("hopfield-draw"))
	first := sketched(f, f.Keys[1].Frame)
	state := func(s *sketch) hopfield.Pattern {
		largest := s.shown[len(s.shown)-1]
		return largest.state(t)
	}
	all, _, _ := (&HopfieldDraw{}).drawings(false)
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
