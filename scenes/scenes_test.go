package scenes

import (
	"context"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
	"flipbook/montecarlo"
	"flipbook/montyhall"
	"flipbook/perceptron"
	"flipbook/raster"
)

func stage(t testing.TB) figure.Stage {
	t.Helper()
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	return figure.Stage{Digits: digits}
}

func filmed(t testing.TB, s Scene) *film.Film {
	t.Helper()
	if err := Check(s); err != nil {
		t.Fatal(err)
	}
	f, err := s.Film(context.Background(), stage(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	return f
}

func result(t testing.TB, f *film.Film, name string) float64 {
	t.Helper()
	for _, r := range f.Results {
		if r.Name == name {
			return r.Value
		}
	}
	t.Fatalf("no result %s", name)
	return 0
}

// A scene's name, its type, its file and its output bear the same name, and
// every scene is in the catalogue. How a scene is drawn may stand in a file
// beside it, NAME_drawing.go, and what several share in a file of its own.
func TestNames(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	films := regexp.MustCompile(`(?m)^func \(.*\*(\w+)\) Film\(`)
	var want []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.ReplaceAll(strings.TrimSuffix(file, ".go"), "_", "-")
		for _, film := range films.FindAllSubmatch(text, -1) {
			if got := kebab(string(film[1])); got != name {
				t.Errorf("the scene %s is in %s", got, file)
			}
			want = append(want, name)
		}
		of, drawing := strings.CutSuffix(name, "-drawing")
		if _, known := Named(of); drawing && !known {
			t.Errorf("%s is the drawing of no scene", file)
		}
	}
	var got []string
	for _, e := range Catalogue() {
		got = append(got, e.Name)
		if e.Title == "" || e.Summary == "" || e.Group == "" {
			t.Errorf("%s has no title, summary or group", e.Name)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the catalogue has %v, the files are of %v", got, want)
	}
}

// What scenes say and what is told of them stands in files of their names, and
// no file is left of a scene that has gone.
func TestTexts(t *testing.T) {
	var got, want []string
	for _, pattern := range []string{"words/*.json", "about/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, files...)
	}
	for _, e := range Catalogue() {
		want = append(want, "words/"+e.Name+".json", "about/"+e.Name+".md")
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("there are %v, want %v", got, want)
	}
}

// The scenes of a group stand together.
func TestGroups(t *testing.T) {
	var groups []string
	for _, e := range Catalogue() {
		if len(groups) == 0 || groups[len(groups)-1] != e.Group {
			groups = append(groups, e.Group)
		}
	}
	slices.Sort(groups)
	if n := len(groups); n != len(slices.Compact(groups)) {
		t.Errorf("the scenes of a group are apart: %v", groups)
	}
}

// Every parameter says what it is, and its default lies in its range.
func TestParams(t *testing.T) {
	for _, e := range Catalogue() {
		s := e.New()
		if err := Check(s); err != nil {
			t.Errorf("%s by default: %v", e.Name, err)
		}
		for _, p := range Params(s) {
			if p.Help == "" {
				t.Errorf("%s: --%s is not explained", e.Name, p.Name)
			}
			if p.Type != "string" && p.Type != "bool" && p.Type != "uint" && (p.Min == nil || p.Max == nil) {
				t.Errorf("%s: --%s has no range", e.Name, p.Name)
			}
		}
	}
}

func TestCheckNamesTheParameter(t *testing.T) {
	for _, c := range []struct {
		scene Scene
		want  string
	}{
		{&MontyHall{Trials: 0, Doors: 3, Host: "knows"}, "--trials 0: want 1 to 10000000"},
		{&MontyHall{Trials: 1, Doors: 3, Host: "guesses"}, `--host "guesses": want one of knows, forgets`},
		{&HopfieldWorksheet{Memories: "+++++\n"}, `--memories "+++++\n"…: want a line of at most 1000 letters and signs`},
		{&HopfieldRecall{Stored: 1, Rule: "hebb", Sigma: math.NaN()}, "--sigma NaN: want 0 to 100"},
		{&Perceptron{Points: 2, Epochs: 1, Delay: time.Millisecond}, "--delay 1ms: want 20ms to 1m"},
	} {
		if err := Check(c.scene); err == nil || err.Error() != c.want {
			t.Errorf("Check says %v, want %s", err, c.want)
		}
	}
}

// The default film of 10,000 games lies within three standard errors of the
// odds, and with three doors one of the strategies wins every game.
func TestMontyHallNumbers(t *testing.T) {
	f := filmed(t, &MontyHall{Trials: 10000, Doors: 3, Host: "knows", Seed: 1})
	sw, st := result(t, f, "switch"), result(t, f, "stay")
	if math.Abs(sw+st-1) > 1e-12 {
		t.Errorf("switch %v and stay %v do not sum to 1", sw, st)
	}
	if se := montecarlo.StandardError(2./3, 10000); math.Abs(sw-2./3) > 3*se {
		t.Errorf("switch wins %v, more than 3 standard errors from 2/3", sw)
	}
	if f.Len != 100 {
		t.Errorf("%d frames, want 100", f.Len)
	}
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		t.Fatal(err)
	}
	if got := film.Length(shots[:99]); got != 99*50*time.Millisecond {
		t.Errorf("the first 99 frames take %v", got)
	}
	if got := shots[99].Hold; got != 3*time.Second {
		t.Errorf("the last frame stands for %v", got)
	}
}

// The rates that are drawn are those of the games, recounted one by one.
func TestMontyHallPlaysTheSameGames(t *testing.T) {
	m := &MontyHall{Trials: 500, Doors: 5, Opens: 2, Host: "forgets", Seed: 7}
	show := montyhall.Show{Doors: 5, Opened: 2, Host: montyhall.Forgets}
	at := make([]int, m.Trials)
	for i := range at {
		at[i] = i + 1
	}
	on, _ := figure.Stage{}.Set(image.Pt(1, 1), figure.Script{})
	all, err := playGames(context.Background(), on, show, m.Trials, m.Seed, at)
	if err != nil {
		t.Fatal(err)
	}
	some, err := playGames(context.Background(), on, show, m.Trials, m.Seed, moments(m.Trials, 50, frameEnds(m.Trials, 20)))
	if err != nil {
		t.Fatal(err)
	}
	for _, tally := range some {
		if all[tally.Games-1] != tally {
			t.Errorf("after %d games: %v, want %v", tally.Games, tally, all[tally.Games-1])
		}
	}
}

func TestFrameEnds(t *testing.T) {
	for _, trials := range []int{1, 2, 3, 50, 99, 100, 101, 150, 10000, 10000000} {
		ends := frameEnds(trials, 100)
		if len(ends) != min(trials, 100) || ends[0] != 1 || ends[len(ends)-1] != trials {
			t.Errorf("%d games: %d frames from %d to %d", trials, len(ends), ends[0], ends[len(ends)-1])
		}
		for i := 1; i < len(ends); i++ {
			if ends[i] <= ends[i-1] {
				t.Fatalf("%d games: frame %d ends at %d after %d", trials, i, ends[i], ends[i-1])
			}
		}
	}
}

// Every digit comes back whole at the default noise, and the film says so.
func TestHopfieldRecallNumbers(t *testing.T) {
	for digit := range 10 {
		s := &HopfieldRecall{Digit: digit, Stored: 5, Rule: "pseudo-inverse", Threshold: 120, Sigma: 2, Seed: 1}
		f := filmed(t, s)
		if got := result(t, f, "overlap"); got != 1 {
			t.Errorf("digit %d comes back with overlap %v", digit, got)
		}
		if got := result(t, f, "sweeps"); got != 2 {
			t.Errorf("digit %d: %v sweeps", digit, got)
		}
	}
}

// What Hebb stores is lost from the third digit on: the film shows the failure
// instead of refusing it.
func TestHopfieldRecallShowsFailure(t *testing.T) {
	f := filmed(t, &HopfieldRecall{Digit: 3, Stored: 5, Rule: "hebb", Threshold: 120, Sigma: 2, Seed: 1})
	if got := result(t, f, "overlap"); got >= 1 {
		t.Errorf("Hebb recalls one of five digits with overlap %v", got)
	}
	if last := f.Keys[len(f.Keys)-1].Caption; !strings.HasPrefix(last, "No: ") {
		t.Errorf("the last caption is %q", last)
	}
}

// A digit that is painted over comes back without noise as well as under it,
// and a blank sheet is a cue like others.
func TestHopfieldRecallPaintedOver(t *testing.T) {
	s := &HopfieldRecall{Digit: 3, Stored: 5, Rule: "pseudo-inverse", Threshold: 120, Sigma: 0, Seed: 1}
	memories, _, size, err := s.memories(stage(t).Digits)
	if err != nil {
		t.Fatal(err)
	}
	d := drawings.Drawing{Cols: size.X, Rows: size.Y, States: slices.Clone(memories[0])}
	s.Cue = d.String()
	if f := filmed(t, s); result(t, f, "flips") != 0 || result(t, f, "overlap") != 1 {
		t.Errorf("the digit itself: %v", f.Results)
	}
	for i := range d.States[:len(d.States)/2] {
		d.States[i] = -1
	}
	ink := hopfield.Pattern(d.States).Hamming(memories[0])
	s.Cue = strings.ReplaceAll(d.String(), "\n", ";")
	f := filmed(t, s)
	if result(t, f, "flips") < float64(ink) || result(t, f, "overlap") != 1 {
		t.Errorf("without its upper half, in which %d pixels are ink: %v", ink, f.Results)
	}
	if !strings.Contains(f.Caption, "painted over") || !strings.Contains(f.Keys[0].Caption, "painted over") {
		t.Errorf("nobody says that it is painted over: %s", f.Caption)
	}
	s.Sigma = 1
	if f := filmed(t, s); result(t, f, "overlap") != 1 {
		t.Errorf("under noise: %v", f.Results)
	}
	s.Sigma, s.Cue = 0, strings.Repeat(strings.Repeat(".", 28)+"\n", 28)
	filmed(t, s)

	for cue, want := range map[string]string{
		"##;##":           "--cue: 1 drawings, the first 2×2; want one of 28×28, as the digits",
		s.Cue + ";#":      "--cue: 2 drawings",
		"#.;#x":           "--cue: line 2, column 2",
		"no-such-drawing": "want a file with rows of #",
		"?" + s.Cue[1:]:   "--cue: drawing 1, row 1, column 1: '?'; want # for ink or . for paper",
	} {
		s.Cue = cue
		if _, err := s.Film(t.Context(), stage(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %s", cue, err, want)
		}
	}
}

// The energies of the film are those of the states, computed anew.
func TestHopfieldRecallEnergy(t *testing.T) {
	s := &HopfieldRecall{Digit: 8, Stored: 7, Rule: "pseudo-inverse", Threshold: 120, Sigma: 1.5, Seed: 3}
	memories, labels, _, err := s.memories(stage(t).Digits)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{8, 9, 0, 1, 2, 3, 4}; !slices.Equal(labels, want) {
		t.Errorf("stored are %v, want %v", labels, want)
	}
	net, err := hopfield.PseudoInverse{}.Train(context.Background(), memories)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := result(t, filmed(t, s), "energy"), net.Energy(memories[0]); got != want {
		t.Errorf("energy %v, that of the memory is %v", got, want)
	}
}

// The steps of the film show every flip once, in order, and end with the last.
func TestHopfieldRecallPlan(t *testing.T) {
	for _, sigma := range []float64{0, 0.4, 2, 5, 20} {
		s := &HopfieldRecall{Digit: 3, Stored: 30, Rule: "pseudo-inverse", Threshold: 120, Sigma: sigma, Seed: 2}
		memories, _, size, err := s.memories(stage(t).Digits)
		if err != nil {
			t.Fatal(err)
		}
		net, _ := hopfield.PseudoInverse{}.Train(context.Background(), memories)
		r := generator(s.Seed)
		noisy, _ := hopfield.Noisy(r, memories[0], sigma)
		run, err := net.Recall(context.Background(), hopfield.Sign(noisy), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := &recallDrawing{HopfieldRecall: s, size: size, memories: memories, noisy: noisy, run: run, unit: 1}
		d.plan()
		for i := 1; i < len(d.steps); i++ {
			a, b := d.steps[i-1], d.steps[i]
			if b.flips < a.flips || b.asked < a.asked || b.rows < a.rows {
				t.Fatalf("σ = %v: step %d goes back from %+v to %+v", sigma, i, a, b)
			}
			if b.flips > 0 && run.Flips[b.flips-1].Asked > b.asked {
				t.Fatalf("σ = %v: step %d shows a flip before its neuron was asked", sigma, i)
			}
		}
		if last := d.steps[len(d.steps)-1]; last.flips != len(run.Flips) || last.asked != run.Asked {
			t.Errorf("σ = %v: the last step is %+v of %d flips in %d asked", sigma, last, len(run.Flips), run.Asked)
		}
	}
}

func TestPerceptronNumbers(t *testing.T) {
	e, _ := Named("perceptron")
	f := filmed(t, e.New())
	updates, bound := result(t, f, "updates"), result(t, f, "bound")
	if updates < 35 || updates > 45 {
		t.Errorf("%v lines by default, want 35 to 45", updates)
	}
	if updates > bound {
		t.Errorf("%v updates above the bound of %v", updates, bound)
	}
	if got := result(t, f, "errors"); got != 0 {
		t.Errorf("%v errors", got)
	}
	if want := int(updates) + 1; f.Len != want {
		t.Errorf("%d frames, want %d", f.Len, want)
	}
	if f.Hold(1) != 500*time.Millisecond {
		t.Errorf("a line stands for %v", f.Hold(1))
	}
}

// Points that no line separates end with the pocket's line and no bound.
func TestPerceptronWithoutALine(t *testing.T) {
	f := filmed(t, &Perceptron{Points: 2, Data: "-1,-1,-1; 1,1,-1; -1,1,1; 1,-1,1", Epochs: 50, Delay: time.Second, Seed: 1})
	if b := result(t, f, "bound"); !math.IsNaN(b) {
		t.Errorf("the bound is %v", b)
	}
	if e := result(t, f, "errors"); e != 1 {
		t.Errorf("the pocket makes %v errors, want 1", e)
	}
	if !strings.Contains(f.Alt, "no line separates") {
		t.Errorf("alt: %s", f.Alt)
	}
	if f.Len > perceptronLines+3 {
		t.Errorf("%d frames", f.Len)
	}
}

// More than sixty updates are thinned, and the film says so; --every decides.
func TestPerceptronEvery(t *testing.T) {
	points, err := perceptron.Clouds(generator(1), 60, 0.005)
	if err != nil {
		t.Fatal(err)
	}
	run, err := perceptron.Train(context.Background(), points, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Updates) <= perceptronLines {
		t.Fatalf("%d updates are too few for this test", len(run.Updates))
	}
	s := &Perceptron{Points: 60, Margin: 0.005, Epochs: 1000, Delay: time.Second, Seed: 1}
	if f := filmed(t, s); f.Len > perceptronLines+2 {
		t.Errorf("%d frames", f.Len)
	}
	s.Every = 1
	if f := filmed(t, s); f.Len != len(run.Updates)+1 {
		t.Errorf("%d frames, want %d", f.Len, len(run.Updates)+1)
	}
}

// The last frame's bold words are the results: a picture without its live
// layer lacks exactly what was said.
func TestEveryFilmEndsOnAnAnswer(t *testing.T) {
	for _, e := range Catalogue() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			s, _ := quick(e)
			f := filmed(t, s)
			if len(f.Results) == 0 || f.Title == "" || f.Caption == "" || f.Alt == "" {
				t.Errorf("%s has no results, title, caption or alt", e.Name)
			}
			with, err := raster.Still(f, f.Len-1, raster.Options{})
			if err != nil {
				t.Fatal(err)
			}
			f.Live = nil
			without, err := raster.Still(f, f.Len-1, raster.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if slices.Equal(with.Pix, without.Pix) {
				t.Errorf("%s ends without an answer", e.Name)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, e := range Catalogue() {
		if _, err := e.New().Film(ctx, stage(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
}

// Coordinates of any size give a film: no number overflows, no axis has too
// many ticks, and no weights that are no line are drawn as one.
func TestPerceptronExtremes(t *testing.T) {
	for _, data := range []string{
		"0,0,1; 1e-12,0,-1; 1,1,1",
		"1e9,1e9,1; 999999999.9999,1e9,-1",
		"1e9,1e9,1; 999999999.9999999,1e9,-1",
		"1e9,0,-1; 1e9,0.5,1",
		"0,0,1; 1,1,-1; 2,2,1",
		"0,0,1; 1,1,1; 0,1,-1; 1,0,-1",
		"0.000001,5e-7,1; 2e-6,6e-7,-1",
		"3,3,1; 3,3,1",
		"3,3,1; 3,3,-1",
		"−1,0,−1; 1,0,+1",
	} {
		f := filmed(t, &Perceptron{Points: 2, Data: data, Epochs: 50, Delay: time.Second, Seed: 1})
		if _, err := raster.Still(f, f.Len-1, raster.Options{}); err != nil {
			t.Errorf("%s: %v", data, err)
		}
	}
}

// In many games the law is broken beyond five standard errors, on either side;
// in few it takes what chance cannot do.
func TestImplausible(t *testing.T) {
	for _, c := range []struct {
		p float64
		n int
	}{{2. / 3, 10_000}, {1. / 3, 10_000}, {.5, 1_000_000}, {.01, 10_000_000}} {
		se := montecarlo.StandardError(c.p, c.n)
		for _, side := range []float64{-1, 1} {
			if implausible(c.p+side*4.8*se, c.p, c.n) {
				t.Errorf("4.8 standard errors from %v in %d games are refused", c.p, c.n)
			}
			if !implausible(c.p+side*5.2*se, c.p, c.n) {
				t.Errorf("5.2 standard errors from %v in %d games are accepted", c.p, c.n)
			}
		}
	}
	if implausible(1, 1./1000, 1) {
		t.Error("one lucky game at odds of 1/1000 is refused")
	}
	if !implausible(1, 1./3, 100) || !implausible(0, 2./3, 100) {
		t.Error("a hundred games, all won or all lost, are accepted")
	}
}

// One game is always far from odds near 0 or 1, and no law is broken by it.
func TestMontyHallHonestLuck(t *testing.T) {
	for seed := range uint64(300) {
		filmed(t, &MontyHall{Trials: 1, Doors: 224, Host: "knows", Seed: seed})
	}
}
