package scenes

import (
	"context"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield"
)

// energiesOf is a recall with both of its energies.
func energiesOf(t rapid.TB, s *HopfieldEnergy, on *telling) *energies {
	t.Helper()
	d := &energies{HopfieldEnergy: s, telling: on}
	if err := d.recall(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

// With one digit in memory and θ = −row sums every flip is right, and the
// energy on the slide rises on every one of them.
func TestHopfieldEnergyRisesOnEveryFlip(t *testing.T) {
	f := filmed(t, &HopfieldEnergy{Digit: 3, Stored: 1, Rule: "hebb", Theta: "row-sums", Flipped: .2, Threshold: 120, Seed: 2})
	if flips, rises := result(t, f, "flips"), result(t, f, "slide-rises"); flips != 156 || rises != flips {
		t.Errorf("it rises on %v of %v flips", rises, flips)
	}
}

// Where there are no thresholds, their sign is not what is wrong.
func TestHopfieldEnergyBlamesTheRightThing(t *testing.T) {
	for theta, blamed := range map[string]bool{"row-sums": true, "none": false} {
		f := filmed(t, &HopfieldEnergy{Digit: 3, Stored: 1, Rule: "hebb", Theta: theta, Flipped: .2, Threshold: 120, Seed: 2})
		if got := strings.Contains(f.Caption, "wrong sign of θ"); got != blamed || !strings.Contains(f.Caption, "lacks a factor s") {
			t.Errorf("θ: %s, and the caption is %q", theta, f.Caption)
		}
	}
}

// By default all flips are right ones, and most of them raise the energy on the
// slide.
func TestHopfieldEnergyNumbers(t *testing.T) {
	e, _ := Named("hopfield-energy")
	s := e.New().(*HopfieldEnergy)
	f := filmed(t, s)
	if flips, rises := result(t, f, "flips"), result(t, f, "slide-rises"); rises < flips/2 || rises >= flips {
		t.Errorf("it rises on %v of %v flips", rises, flips)
	}
	told, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d := energiesOf(t, s, told)
	if d.run.End.Hamming(d.memory) != 0 || len(d.run.Flips) != d.run.Start.Hamming(d.memory) {
		t.Error("some flips were wrong ones")
	}
	for i := 1; i < len(d.right); i++ {
		if d.right[i].Y >= d.right[i-1].Y {
			t.Fatalf("the right energy does not fall at flip %d", i)
		}
	}
}

// The energy on the slide is what the slide says: -0.5*sum(dot(s, W)) + dot(θ, s).
func TestHopfieldEnergyIsThatOnTheSlide(t *testing.T) {
	told, err := begin(new(HopfieldEnergy), stage(t))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 20).Draw(t, "neurons")
		r := generator(rapid.Uint64().Draw(t, "seed"))
		var patterns []hopfield.Pattern
		for range rapid.IntRange(1, 4).Draw(t, "patterns") {
			p, err := hopfield.Random(r, n)
			if err != nil {
				t.Fatal(err)
			}
			patterns = append(patterns, p)
		}
		net, err := hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: hopfield.RowSumThreshold{}}.Train(context.Background(), patterns)
		if err != nil {
			t.Fatal(err)
		}
		rows := make([]float64, n)
		for i := range rows {
			for j := range n {
				rows[i] += net.Weight(i, j)
			}
		}
		start, err := hopfield.Random(r, n)
		if err != nil {
			t.Fatal(err)
		}
		d := &energies{HopfieldEnergy: new(HopfieldEnergy), telling: told, memory: patterns[0]}
		if d.run, err = net.Recall(context.Background(), start, r, nil); err != nil {
			t.Fatal(err)
		}
		if err := d.follow(net, rows); err != nil {
			t.Fatal(err)
		}
		rose, last := 0, 0.
		for flips, s := range d.run.States() {
			slide := 0.
			for i := range n {
				for j := range n {
					slide -= net.Weight(i, j) * float64(s[j]) / 2
				}
				slide += net.Threshold(i) * float64(s[i])
			}
			if flips > 0 && slide > last {
				rose++
			}
			last = slide
			if got := d.slide[flips].Y * net.Unit() * float64(n); math.Abs(got-slide) > 1e-6 {
				t.Fatalf("after %d flips it is %v, want %v", flips, got, slide)
			}
			if d.rose[flips] != rose {
				t.Fatalf("after %d flips it rose on %d, want %d", flips, d.rose[flips], rose)
			}
		}
	})
}

// A recall whose energy rises is no picture.
func TestHopfieldEnergyRefusesARise(t *testing.T) {
	told, err := begin(new(HopfieldEnergy), stage(t))
	if err != nil {
		t.Fatal(err)
	}
	net, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, 1, -1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	d := &energies{HopfieldEnergy: new(HopfieldEnergy), telling: told, memory: hopfield.Pattern{1, 1, -1, 1}}
	d.run = &hopfield.History{Start: hopfield.Pattern{1, 1, -1, 1}, StartEnergy: -6, Flips: []hopfield.Flip{{Asked: 1, Neuron: 0, Energy: 0}}, Settled: true}
	if err := d.follow(net, make([]float64, 4)); err == nil {
		t.Error("a flip that raises the energy is filmed")
	}
}
