package modern

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield"
)

// Levels are what a count of the patterns finds, and a blend of them is the update of the memory itself.
func TestLevelsAreTheUpdate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(rapid.Uint64().Draw(t, "seed"))
		n := rapid.IntRange(1, 150).Draw(t, "n")
		patterns := randoms(r, rapid.IntRange(1, 60).Draw(t, "patterns"), n)
		if rapid.Bool().Draw(t, "twice") {
			patterns = append(patterns, patterns[0])
		}
		query, state := make([]int8, n), make([]float64, n)
		for i := range query {
			query[i] = int8(r.IntN(3) - 1)
			state[i] = float64(query[i])
		}
		b, err := NewBits(patterns)
		if err != nil {
			t.Fatal(err)
		}
		levels, err := b.Levels(context.Background(), query)
		if err != nil {
			t.Fatal(err)
		}
		overlaps, err := b.Overlaps(query)
		if err != nil {
			t.Fatal(err)
		}
		checkLevels(t, patterns, query, levels, overlaps)
		beta := rapid.Float64Range(1e-3, 5).Draw(t, "beta")
		answer, weights := make([]float64, n), make([]float64, len(levels))
		Blend(answer, weights, levels, beta)
		for i, want := range update(t, continuous(t, patterns, beta), state) {
			if math.Abs(answer[i]-want) > 1e-12 {
				t.Fatalf("entry %d becomes %v, the update says %v", i, answer[i], want)
			}
		}
		total := 0.
		for k, l := range levels {
			total += weights[k] * float64(l.Patterns)
		}
		if math.Abs(total-1) > 1e-12 {
			t.Fatalf("the weights sum to %v", total)
		}
	})
}

// checkLevels counts the patterns of each level one by one.
func checkLevels(t *rapid.T, patterns []hopfield.Pattern, query []int8, levels []Level, overlaps []int) {
	count := 0
	for k, l := range levels {
		if k > 0 && l.Overlap >= levels[k-1].Overlap {
			t.Fatalf("level %d of overlap %d follows one of %d", k, l.Overlap, levels[k-1].Overlap)
		}
		plus, here := make([]int32, len(query)), 0
		for mu, x := range patterns {
			if overlaps[mu] != l.Overlap {
				continue
			}
			here++
			dot := 0
			for i, v := range x {
				plus[i] += int32(v+1) / 2
				dot += int(v) * int(query[i])
			}
			if dot != l.Overlap {
				t.Fatalf("pattern %d has the overlap %d, want %d", mu, l.Overlap, dot)
			}
		}
		for i := range plus {
			if plus[i] != l.Plus[i] {
				t.Fatalf("overlap %d: %d patterns are +1 at %d, want %d", l.Overlap, l.Plus[i], i, plus[i])
			}
		}
		if here != l.Patterns {
			t.Fatalf("overlap %d: %d patterns, want %d", l.Overlap, l.Patterns, here)
		}
		count += here
	}
	if count != len(patterns) {
		t.Fatalf("the levels hold %d patterns of %d", count, len(patterns))
	}
}

func TestBitsRefuse(t *testing.T) {
	b, err := NewBits([]hopfield.Pattern{{1, -1}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		b     *Bits
		query []int8
		want  string
	}{
		{b, []int8{1}, "query has 1 entries"},
		{b, []int8{1, 2}, "query[1] is 2"},
		{&Bits{}, nil, "there are no patterns"},
	} {
		if _, err := c.b.Levels(context.Background(), c.query); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.query, err, c.want)
		}
	}
	for _, patterns := range [][]hopfield.Pattern{nil, {{}}, {{1}, {1, 1}}, {{0}}} {
		if _, err := NewBits(patterns); err == nil {
			t.Errorf("the patterns %v are kept", patterns)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := b.Levels(ctx, []int8{1, 0}); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context has ended: %v", err)
	}
}
