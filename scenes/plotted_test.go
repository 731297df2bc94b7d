package scenes

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"slices"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// Curves of theory that end at no result, and what is counted in charts: held
// against the laws they are drawn from, and against what the film says.

// tellingOf is a scene on its stage, to which all facts are 0.
func tellingOf(t testing.TB, s Scene) *telling {
	t.Helper()
	out, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range Messages(s) {
		for _, fact := range m.Placeholders() {
			out.know(fact, 0)
		}
	}
	return out
}

// at is a curve's value there, between the two nearest points.
func at(points []figure.XY, x float64) float64 {
	for i := 1; i < len(points); i++ {
		if a, b := points[i-1], points[i]; a.X <= x && x <= b.X {
			return a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)
		}
	}
	return math.NaN()
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, within)
	}
}

// The theory under the measured overlaps is that of SCIENCE.md.
func TestPlottedRetrieval(t *testing.T) {
	edge, err := theory.Synapses{}.Critical(0)
	if err != nil {
		t.Fatal(err)
	}
	points, err := cliffTheory(theory.Synapses{}, .075, edge)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the overlap at .10", at(points, .1), .998, .0002)
	near(t, "the overlap at .12", at(points, .12), .9932, .0002)
	near(t, "the last overlap", points[len(points)-1].Y, .967417, 1e-5)

	d := &damageDrawing{HopfieldDamage: &HopfieldDamage{}}
	if d.limit, err = damageLimit(.087); err != nil {
		t.Fatal(err)
	}
	if err := d.expect(.087); err != nil {
		t.Fatal(err)
	}
	whole, _ := theory.Synapses{}.Retrieval(.087, 0)
	near(t, "without damage the overlap", d.expected[0].Y, whole.Overlap, 1e-12)
	near(t, "the least damage", d.expected[0].X, 0, 0)
	near(t, "the damage at which it ends", d.expected[len(d.expected)-1].X, .5, .01)
	half, err := theory.Synapses{Deleted: .5}.Critical(0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the overlap there", d.expected[len(d.expected)-1].Y, half.Overlap, .02)
}

// In the film of heat, each curve is the memory of its label, and theory begins
// at the overlaps ½ and 1.
func TestPlottedHeat(t *testing.T) {
	s := byName("hopfield-heat").(*HopfieldHeat)
	d := &heatDrawing{HopfieldHeat: s, telling: tellingOf(t, s), memories: s.memories()}
	net, err := hopfield.Hebb{}.Train(context.Background(), d.memories)
	if err != nil {
		t.Fatal(err)
	}
	mixture, err := hopfield.Mix(d.memories, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d.run, d.melt, err = s.warm(context.Background(), func(int, int) {}, net, d.memories, mixture); err != nil {
		t.Fatal(err)
	}
	if err := d.expect(); err != nil {
		t.Fatal(err)
	}
	plot := d.plot().(*figure.Plot)
	melted := d.run[d.melt]
	for k, c := range plot.Curves[:3] {
		if got, want := c.Points[d.melt].Y, melted.state.Overlap(d.memories[k]); math.Abs(got-want) > .2 {
			t.Errorf("the curve of %q is at %v where the state has the overlap %v", c.Label, got, want)
		}
	}
	near(t, "theory of the mixture at T = 0", d.mixture[0].Y, .5, 1e-9)
	near(t, "theory of a memory at T = 0", d.memory[0].Y, 1, 1e-9)
	near(t, "theory of a memory where it melts", d.memory[len(d.memory)-1].Y, 0, .1)
	near(t, "what is said of the melting", result(t, filmed(t, s), "melt"), melted.temperature, 1e-12)
}

// The dotted curve of the noise crosses 99 % at the result.
func TestPlottedNoise(t *testing.T) {
	s := byName("hopfield-noise").(*HopfieldNoise)
	edge := theory.SingleRecallNoise(784, .99)
	plot := s.plot(tellingOf(t, s), make([]noiseStep, noiseSteps), edge, 784)
	near(t, "the share at the 99 % point", at(plot.Curves[0].Points, edge), .99, .002)
	near(t, "the rule", plot.Rules[0].At, edge, 0)
}

// The bell lies around the mean of what it is drawn over, and its tail is the
// share that the film says is outvoted.
func TestPlottedCrosstalk(t *testing.T) {
	s := byName("hopfield-crosstalk").(*HopfieldCrosstalk)
	steps, err := s.plan()
	if err != nil {
		t.Fatal(err)
	}
	last := &steps[len(steps)-1]
	memories, err := hopfield.RandomPatterns(s.Neurons, last.patterns)(generator(s.Seed))
	if err != nil {
		t.Fatal(err)
	}
	for i := range steps {
		if err := s.look(context.Background(), &steps[i], memories); err != nil {
			t.Fatal(err)
		}
	}
	bell := s.bell(tellingOf(t, s), steps)
	for _, frame := range []int{0, len(steps) / 2, len(steps) - 1} {
		tail, curve := 0., bell.Curves[1].Live(frame)
		for i := 1; i < len(curve); i += 2 { // two points for each bar
			tail += curve[i].Y * (curve[i].X - curve[i-1].X)
		}
		near(t, fmt.Sprintf("the tail in frame %d", frame), tail, steps[frame].wrong, 1e-3)
		top := slices.MaxFunc(bell.Curves[2].Live(frame), func(a, b figure.XY) int { return int(math.Copysign(1, a.Y-b.Y)) })
		near(t, fmt.Sprintf("the middle of the bell in frame %d", frame), top.X, 1/math.Sqrt(steps[frame].load), .06)
	}
}

// A curve of the race has what is held over what is learned, and a bar shows
// the same moment.
func TestPlottedRules(t *testing.T) {
	s := byName("hopfield-rules").(*HopfieldRules)
	say, steps := tellingOf(t, s), s.plan()
	race := s.contestants(figure.Light)
	for i, c := range race {
		for k := range steps {
			c.counts = append(c.counts, 1+i+k)
		}
	}
	plot, bars := s.plot(say, race, steps), s.bars(say, race, steps)
	for i, c := range race {
		curve := plot.Curves[len(race)-1-i]
		for k := range steps {
			want := figure.XY{X: float64(steps[k]), Y: float64(1 + i + k)}
			if curve.Points[k] != want || bars.Each[i].Value(k) != want.Y || !sameInk(curve.Ink, bars.Each[i].Ink) {
				t.Fatalf("%s, step %d: the curve is at %v, the bar at %v, want %v", c.key, k, curve.Points[k], bars.Each[i].Value(k), want)
			}
		}
	}
	n := float64(s.Neurons)
	for i, want := range []float64{n / (2 * math.Log(n)), n / math.Sqrt(2*math.Log(n)), n, 2 * n} {
		near(t, "theory of "+race[i].key, bars.Each[i].Expected, want, 1e-9)
	}
}

// The curves of what comes back are those of their labels.
func TestPlottedMelt(t *testing.T) {
	s := byName("hopfield-melt").(*HopfieldMelt)
	loads := []int{1, 2, 3}
	plot := s.plot(tellingOf(t, s), loads, []meltShare{{.1, .9}, {.2, .8}, {.3, .7}}, nil, 2).(*figure.Plot)
	for k, c := range plot.Curves {
		for i := range loads {
			want := figure.XY{X: float64(loads[i]), Y: []float64{.9 - float64(i)/10, .1 + float64(i)/10}[k]}
			if math.Abs(c.Points[i].Y-want.Y) > 1e-12 || c.Points[i].X != want.X {
				t.Errorf("%s: point %d is %v, want %v", c.Label, i, c.Points[i], want)
			}
		}
		if want := message(t, s, []string{"random", "digits"}[k]); c.Label != want {
			t.Errorf("curve %d is called %q, want %q", k, c.Label, want)
		}
	}
}

// The bars of the weights hold all of them, those of ±1 their share, and
// clipped ones the shares of the signs.
func TestPlottedWeights(t *testing.T) {
	s := &HopfieldWeights{Memories: 25, Neurons: 100, Trials: 1, Seed: 1}
	steps, err := s.count(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	histogram, full := s.histogram(tellingOf(t, s), steps), len(steps)-1
	// heights are those of the bars of an ink by where they stand; nil: any ink.
	heights := func(frame int, ink color.Color) (out map[int]float64, sum float64) {
		out = make(map[int]float64)
		for _, curve := range histogram.Curves {
			if ink != nil && !sameInk(curve.Fill, ink) {
				continue
			}
			for bar := range slices.Chunk(curve.Live(frame), 4) {
				out[int(math.Round((bar[1].X+bar[2].X)/2))] += bar[1].Y
				sum += bar[1].Y
			}
		}
		return out, sum
	}
	for _, frame := range []int{0, full} {
		c := steps[frame]
		_, all := heights(frame, nil)
		_, ones := heights(frame, figure.Light.Cool)
		near(t, "all bars together", all, 1, 1e-12)
		near(t, "the bars of ±1", ones, c.share(1), 1e-12)
	}
	plus := 0
	for i, n := range steps[full].count {
		if 2*i > steps[full].memories {
			plus += n
		}
	}
	share := float64(plus) / float64(steps[full].all)
	clipped, _ := heights(full+weightsClip, figure.Light.Warm)
	near(t, "the clipped share of 1", clipped[1], share, 1e-12)
	near(t, "the clipped share of −1", clipped[-1], 1-share, 1e-12) // of 25 memories no weight is 0
}

// The measured magnetisation is drawn at its temperature, on the exact curve.
func TestPlottedIsing(t *testing.T) {
	s := byName("ising").(*Ising)
	seen := []cooled{{temperature: 3, magnetization: .1}, {temperature: 2, magnetization: .9}}
	plot := s.plot(tellingOf(t, s), seen).(*figure.Plot)
	exact, measured := plot.Curves[0], plot.Curves[1]
	if exact.Label != message(t, s, "exact") || measured.Label != message(t, s, "measured") {
		t.Errorf("the curves are called %q and %q", exact.Label, measured.Label)
	}
	if measured.Points[0] != (figure.XY{X: 3, Y: .1}) || measured.Points[1] != (figure.XY{X: 2, Y: .9}) {
		t.Errorf("measured are %v", measured.Points)
	}
	slices.Reverse(exact.Points)
	near(t, "Yang's curve at T = 2", at(exact.Points, 2), math.Pow(1-math.Pow(math.Sinh(1), -4), 1./8), 1e-3)
}

// The odds of each host are SCIENCE.md's at every number of doors.
func TestPlottedMontyMany(t *testing.T) {
	m := &MontyMany{Doors: 50, Games: 1, Seed: 1}
	counts := m.counts()
	plot := m.chart(tellingOf(t, m), counts, make([][3]float64, len(counts))).(*figure.Plot)
	for _, n := range []float64{3, 10, 50} {
		for k, want := range []float64{1 / n, (n - 1) / n, (n - 1) / (n * (n - 2)), .5} {
			near(t, fmt.Sprintf("line %d at %v doors", k, n), at(plot.Curves[k].Points, n), want, 1e-12)
		}
	}
}
