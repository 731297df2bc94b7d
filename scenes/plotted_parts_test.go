package scenes

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
	"flipbook/internal/labels"
	"flipbook/montyhall"
)

// Distances are from 2/3, laws are three standard errors and one, and the means
// are those of their moments.
func TestPlottedHundredThousand(t *testing.T) {
	m := &MontyHundredThousand{Games: 100, Runs: 2, Seed: 1}
	_, odds := montyhall.Show{Doors: 3}.Probabilities()
	moments := thousandMoments(100)
	rates := [][]float64{make([]float64, len(moments)), make([]float64, len(moments))}
	typical := make([]float64, len(moments))
	for i := range moments {
		rates[0][i], rates[1][i], typical[i] = odds+.01, odds-.02, float64(i+1)
	}
	plot := m.distances(tellingOf(t, m), moments, rates, typical, odds).(*figure.Plot)
	for i := range moments {
		near(t, "the distance of run 2", plot.Curves[0].Points[i].Y, .02, 1e-12)
		near(t, "the distance of the marked run", plot.Curves[1].Points[i].Y, .01, 1e-12)
	}
	near(t, "the limit after a game", plot.Curves[2].Points[0].Y, 3*math.Sqrt(2)/3, 1e-12)
	near(t, "the typical distance after 100", plot.Curves[3].Points[1].Y, math.Sqrt(2)/30, 1e-12)
	for i, p := range plot.Curves[4].Points {
		if k := i * thousandSteps / 2; p != (figure.XY{X: float64(moments[k]), Y: typical[k]}) {
			t.Errorf("mean %d is at %v", i, p)
		}
	}
}

// The distances of the walks end at the numbers of steps that the film says,
// below the tolerance, and the heads of the valleys are in that order.
func TestPlottedDescent(t *testing.T) {
	s := byName("gradient-descent").(*GradientDescent)
	f := filmed(t, s)
	walks, err := s.walks(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	say := tellingOf(t, s)
	plot := s.distances(say, walks, []int{0, walks[0].Steps()}).(*figure.Plot)
	for k, name := range []string{"plain", "momentum"} {
		points := plot.Curves[k].Points
		if last, want := points[len(points)-1], result(t, f, name); last.X != want || last.Y > s.Tolerance || last.Y < s.Tolerance/2 {
			t.Errorf("%s ends at %v, want step %v at half the tolerance to all of it", name, last, want)
		}
	}
	drawn := sketched(f, f.Len-1)
	var heads []string
	for _, l := range drawn.Labels {
		for _, key := range []string{"plain", "momentum", "large"} {
			if l.Text == message(t, s, key) {
				heads = append(heads, key)
			}
		}
	}
	if !slices.Equal(heads, []string{"plain", "momentum", "large"}) {
		t.Errorf("the heads are %v", heads)
	}
	if !saysBeside(drawn, say.says("steps", "steps", walks[1].Steps()), message(t, s, "momentum")) {
		t.Error("the steps of the ball are not below its head")
	}
}

// saysBeside says whether a text stands in a column that begins under another.
func saysBeside(s *sketch, text, head string) bool {
	find := func(text string) (labels.Label, bool) {
		i := slices.IndexFunc(s.Labels, func(l labels.Label) bool { return l.Text == text })
		if i < 0 {
			return labels.Label{}, false
		}
		return s.Labels[i], true
	}
	a, ok := find(text)
	b, also := find(head)
	return ok && also && math.Abs(float64(a.Box.Min.X-b.Box.Min.X)) < 3
}

// A number that stands behind a bar of the ladder is that of its rung.
func TestLadderSaysItsRungs(t *testing.T) {
	s := byName("hopfield-ladder").(*HopfieldLadder)
	f := filmed(t, s)
	for _, k := range []string{"log-least", "log-few"} {
		if n := figure.Count(int(math.Pow(10, result(t, f, k)) + 1e-6)); !says(f, f.Len-1, n+" =") {
			t.Errorf("the last frame does not say %s", n)
		}
	}
	rungs, _ := theory.Ladder(s.Neurons)
	d := &ladder{telling: tellingOf(t, s), neurons: s.Neurons}
	for _, r := range rungs {
		d.add(r)
	}
	for i, r := range d.rows {
		near(t, "the bar of "+r.name, d.bar(i).Value(d.climbed()), r.log10, 1e-12)
		if got, want := d.bar(i).Text(d.climbed()), d.number(r.log10)+" = "+r.formula; got != want {
			t.Errorf("the bar of %s says %s, want %s", r.name, got, want)
		}
	}
}

// One by one the energy that is drawn never rises, and ends as the recall does.
func TestPlottedBlink(t *testing.T) {
	s := byName("hopfield-blink").(*HopfieldBlink)
	say := tellingOf(t, s)
	net, err := hopfield.Hebb{}.Train(context.Background(), lettersOf(s.Letters))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.replay(context.Background(), say, net, 3)
	if err != nil {
		t.Fatal(err)
	}
	curve := d.energies(say).(*figure.Plot).Curves[0]
	for i := 1; i < len(curve.Points); i++ {
		if curve.Points[i].Y > curve.Points[i-1].Y {
			t.Fatalf("%s: the energy rises at point %d", curve.Label, i)
		}
	}
	near(t, "the last energy", curve.Points[len(curve.Points)-1].Y*36, net.Energy(d.run.End), 1e-9)
}

// A bar has the share of its way, and the matrix the weights of its example.
func TestPlottedDiagonal(t *testing.T) {
	s := byName("hopfield-diagonal").(*HopfieldDiagonal)
	d := &diagonalDrawing{telling: tellingOf(t, s), HopfieldDiagonal: s}
	for n := 1; n <= 2; n++ {
		d.tallies = append(d.tallies, diagonalTally{trials: 100, exact: [ways]int{n, 2 * n, 3 * n, 4 * n, 5 * n}})
	}
	var err error
	if d.one, err = s.draw(context.Background(), generator(1)); err != nil {
		t.Fatal(err)
	}
	bars := d.bars().(*figure.Bars)
	for way, bar := range bars.Each {
		near(t, "the bar of "+bar.Label, bar.Value(diagonalStills+1), float64(2*(way+1))/100, 1e-12)
	}
	matrix := d.matrix(0).(*figure.Matrix)
	for cell := range 25 {
		want := 0
		for _, x := range d.one.patterns {
			if i, j := cell/5, cell%5; i != j {
				want += int(x[i]) * int(x[j])
			}
		}
		if got := matrix.Text(0, cell); got != figure.Count(want) {
			t.Errorf("cell %d says %s, want %d", cell, got, want)
		}
	}
}

// A row of thresholds has its own share of noisy letters.
func TestPlottedTheta(t *testing.T) {
	s := byName("hopfield-theta").(*HopfieldTheta)
	letters := lettersOf("EH")
	ways := []*thetaWay{{key: "none", stay: 2, noisy: .25}, {key: "learned", stay: 1, noisy: .75}}
	for _, way := range ways {
		for _, x := range letters {
			way.runs = append(way.runs, &hopfield.History{Start: x, End: x})
		}
	}
	steps := thetaPlan(ways)
	rows := thetaAlbum(tellingOf(t, s), ways, letters, steps).(*figure.Album).Rows
	for w, want := range []string{"25", "75"} {
		if share, text := rows[w].Share(len(steps) - 1); share != ways[w].noisy || !strings.HasPrefix(text, want) {
			t.Errorf("row %d has the share %v, %q", w, share, text)
		}
	}
}

// Shares of what a sequence lacks: with all but a few letters known, the linear
// solve recovers nearly all of these.
func TestPlottedGenes(t *testing.T) {
	s := &HopfieldGenes{Genes: 4, Letters: 30, Known: 6, Gamma: 1, Trials: 10, Seed: 1}
	curves, err := s.curves(context.Background(), tellingOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	for way, points := range curves {
		last := points[len(points)-1]
		if last.Y < .9 || last.Y > 1 || points[0].Y > .7 {
			t.Errorf("way %d recovers %v of what is unknown with %v letters known, and %v with one", way, last.Y, last.X, points[0].Y)
		}
	}
}

// What is said to be wrong is 0.14 N².
func TestPlottedDraw(t *testing.T) {
	f := filmed(t, byName("hopfield-draw"))
	want := figure.Count(int(math.Round(.14 * 1225 * 1225)))
	if !slices.ContainsFunc(sketched(f, f.Len-1).Labels, func(l labels.Label) bool { return strings.Contains(l.Text, want) }) {
		t.Errorf("no bar says %s", want)
	}
}
