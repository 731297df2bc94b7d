package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// By default the bug recovers more than the network without it, exactly as much
// as a rule that keeps ties, and about as much as no network; half of it was
// luck. The last is the probability that a cue of five is left alone, 0.8⁵.
func TestHopfieldDiagonalNumbers(t *testing.T) {
	e, _ := Named("hopfield-diagonal")
	s := e.New().(*HopfieldDiagonal)
	f := filmed(t, s)
	none, cleared, filled := result(t, f, "none"), result(t, f, "cleared"), result(t, f, "filled")
	se := montecarlo.StandardError(0.32768, s.Trials)
	if math.Abs(none-0.32768) > 4*se {
		t.Errorf("no network recovers %v, want 0.8⁵ within four standard errors of %v", none, se)
	}
	if kept := result(t, f, "kept"); filled != kept {
		t.Errorf("a diagonal of 1 recovers %v, kept ties %v", filled, kept)
	}
	if filled < cleared+10*se || math.Abs(filled-none) > 4*se {
		t.Errorf("a diagonal of 1 recovers %v, of 0 %v, no network %v", filled, cleared, none)
	}
	if luck := result(t, f, "luck"); math.Abs(luck-0.5) > 0.02 {
		t.Errorf("the share of luck is %v", luck)
	}
	if uncleared := result(t, f, "uncleared"); uncleared < filled+10*se {
		t.Errorf("the uncleared diagonal recovers %v", uncleared)
	}
}

// Every network ends in a state that its own rule leaves alone, with the field
// summed by hand.
func TestHopfieldDiagonalSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &HopfieldDiagonal{
			Patterns: rapid.IntRange(1, 9).Draw(t, "patterns"), Diagonal: rapid.IntRange(1, 9).Draw(t, "diagonal"),
			Flip: rapid.Float64Range(0, 0.5).Draw(t, "flip"),
		}
		c, err := s.draw(context.Background(), generator(rapid.Uint64().Draw(t, "seed")))
		if err != nil {
			t.Fatal(err)
		}
		for way, diagonal := range map[int]int{cleared: 0, filled: s.Diagonal, kept: 0, uncleared: s.Patterns} {
			end := c.ends[way]
			for i := range end {
				h := diagonal * int(end[i])
				for j := range end {
					for _, x := range c.patterns {
						if j != i {
							h += int(x[i]) * int(x[j]) * int(end[j])
						}
					}
				}
				if h*int(end[i]) < 0 || h == 0 && way != kept && end[i] < 0 {
					t.Fatalf("way %d ends in %v, where node %d has the field %d", way, end, i, h)
				}
			}
		}
		if s.Diagonal == 1 && !slices.Equal(c.ends[filled], c.ends[kept]) {
			t.Fatalf("a diagonal of 1 ends in %v, kept ties in %v", c.ends[filled], c.ends[kept])
		}
	})
}

// The laws are broken by trials that could not be: a diagonal of 1 that does
// more than settle ties, and cues that are never flipped.
func TestHopfieldDiagonalViolations(t *testing.T) {
	s := &HopfieldDiagonal{Patterns: 5, Flip: 0.2, Diagonal: 1, Trials: 1000}
	honest := make([]diagonalTrial, s.Trials)
	for i := range honest {
		honest[i].exact[noNetwork] = i%100 < 33
	}
	if err := (&diagonalDrawing{HopfieldDiagonal: s}).count(honest); err != nil {
		t.Errorf("honest trials are refused: %v", err)
	}
	differ := slices.Clone(honest)
	differ[500].differ = true
	if err := (&diagonalDrawing{HopfieldDiagonal: s}).count(differ); err == nil {
		t.Error("a diagonal of 1 may differ from kept ties")
	}
	untouched := slices.Clone(honest)
	for i := range untouched {
		untouched[i].exact[noNetwork] = true
	}
	if err := (&diagonalDrawing{HopfieldDiagonal: s}).count(untouched); err == nil {
		t.Error("cues may never be flipped")
	}
}

// The recall that is shown is one that the diagonal saved from doing harm.
func TestHopfieldDiagonalExample(t *testing.T) {
	s := &HopfieldDiagonal{Patterns: 5, Flip: 0.2, Diagonal: 1, Trials: 2000, Seed: 3}
	trials, err := montecarlo.Run(context.Background(), s.Trials, s.trial, &montecarlo.Options{Seed: s.Seed})
	if err != nil {
		t.Fatal(err)
	}
	d := &diagonalDrawing{HopfieldDiagonal: s}
	if err := d.example(context.Background(), trials); err != nil {
		t.Fatal(err)
	}
	memory := d.one.patterns[0]
	if !slices.Equal(d.one.ends[noNetwork], memory) || !slices.Equal(d.one.ends[filled], memory) || d.one.ends[cleared].Hamming(memory) == 0 {
		t.Errorf("the memory %v, the cue %v, its ends %v and %v", memory, d.one.ends[noNetwork], d.one.ends[cleared], d.one.ends[filled])
	}
	if !d.one.net.Stable(memory, hopfield.Keep) {
		t.Error("what a diagonal of 1 holds is not stable if ties are kept")
	}
}
