package hopfield

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func classify(t testing.TB, end Pattern, patterns []Pattern, o *ClassifyOptions) Endpoint {
	t.Helper()
	e, err := Classify(end, patterns, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Any mixture of random memories is recognized, with its memories and their signs, and so are the memories and mirrors.
func TestClassifyNamesMemoriesMirrorsAndMixtures(t *testing.T) {
	const n = 1200
	r := seeded(41)
	patterns := randoms(r, 12, n)
	for k, p := range patterns {
		if e := classify(t, p, patterns, nil); e.Kind != Memory || e.Nearest != k || e.Overlap != 1 || e.Terms != nil {
			t.Errorf("memory %d is %+v", k, e)
		}
		if e := classify(t, p.Mirror(), patterns, nil); e.Kind != Mirror || e.Nearest != k || e.Overlap != -1 || e.Terms != nil {
			t.Errorf("the mirror of %d is %+v", k, e)
		}
	}
	for _, size := range []int{3, 5, 7} {
		for range 5 {
			var terms []Term
			var chosen []Pattern
			var signs []int8
			for _, k := range r.Perm(len(patterns))[:size] {
				sign := int8(2*r.IntN(2) - 1)
				terms, chosen, signs = append(terms, Term{k, sign}), append(chosen, patterns[k]), append(signs, sign)
			}
			slices.SortFunc(terms, func(a, b Term) int { return a.Memory - b.Memory })
			mixed, err := Mix(chosen, signs)
			if err != nil {
				t.Fatal(err)
			}
			e := classify(t, mixed, patterns, nil)
			if e.Kind != Mixture || !slices.Equal(e.Terms, terms) || e.Wrong != 0 {
				t.Errorf("the mixture of %v is %+v", terms, e)
			}
			e = classify(t, mixed, patterns, &ClassifyOptions{Largest: size - 2})
			if e.Kind != Spurious || e.Terms != nil || e.Wrong != 0 {
				t.Errorf("of at most %d memories, the mixture of %d is %+v", size-2, size, e)
			}
		}
	}
	if e := classify(t, random(r, n), patterns, nil); e.Kind != Spurious || math.Abs(e.Overlap) > 5/math.Sqrt(n) {
		t.Errorf("a random state is %+v", e)
	}
}

// The overlap with each of c memories in a mixture is that of one vote with the majority of c, C(c−1, (c−1)/2)/2^(c−1).
func TestMixOverlapsEquallyWithItsMemories(t *testing.T) {
	const n = 40_000
	patterns := randoms(seeded(42), 7, n)
	for size, want := range map[int]float64{1: 1, 3: 1. / 2, 5: 3. / 8, 7: 5. / 16} {
		signs := []int8{1, -1, 1, 1, -1, -1, 1}[:size]
		mixed, err := Mix(patterns[:size], signs)
		if err != nil {
			t.Fatal(err)
		}
		for k, sign := range signs {
			if m := float64(sign) * mixed.Overlap(patterns[k]); math.Abs(m-want) > 4.5*math.Sqrt((1-want*want)/n) {
				t.Errorf("a mixture of %d overlaps %v with memory %d, want %v", size, m, k, want)
			}
		}
	}
}

// Up to nine memories, nothing hides: the same verdict as from all subsets, one after the other.
func TestClassifyEqualsTheObviousOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 14).Draw(t, "n")
		patterns := rapid.SliceOfN(drawnPattern(n), 1, 8).Draw(t, "patterns")
		end := drawnPattern(n).Draw(t, "end")
		tolerance := rapid.SampledFrom([]float64{0, .1, .2, .34}).Draw(t, "tolerance")
		got, err := Classify(end, patterns, &ClassifyOptions{Tolerance: tolerance})
		if err != nil {
			t.Fatal(err)
		}
		want := map[int]int{} // the fewest wrong entries for each number of memories; 0 stands for a mirror
		for set := range uint(1) << len(patterns) {
			size := bits.OnesCount(set)
			if size%2 == 0 || size > 7 {
				continue
			}
			wrong := 0
			for i := range end {
				sum := 0
				for k, p := range patterns {
					if set>>k&1 == 1 && end.Overlap(p) < 0 {
						sum -= int(p[i])
					} else if set>>k&1 == 1 {
						sum += int(p[i])
					}
				}
				if sum*int(end[i]) < 0 {
					wrong++
				}
			}
			if size == 1 && end.Overlap(patterns[bits.TrailingZeros(set)]) < 0 {
				size = 0
			}
			if before, seen := want[size]; float64(wrong)/float64(n) <= tolerance && (!seen || wrong < before) {
				want[size] = wrong
			}
		}
		size, kind := -1, Spurious
		for _, s := range []int{7, 5, 3, 0, 1} {
			if wrong, ok := want[s]; ok && !(s == 1 && size == 0 && want[0] < wrong) {
				size, kind = s, map[int]EndpointKind{1: Memory, 0: Mirror}[s]
				if s > 1 {
					kind = Mixture
				}
			}
		}
		terms := 0
		if kind == Mixture {
			terms = size
		}
		if got.Kind != kind || got.Wrong != want[size] || len(got.Terms) != terms {
			t.Fatalf("%+v, want %v of %d with %d wrong", got, kind, size, want[size])
		}
		for _, p := range patterns {
			if math.Abs(p.Overlap(end)) > math.Abs(got.Overlap)+1e-9 {
				t.Fatalf("%+v, but the overlap with %v is %v", got, p, p.Overlap(end))
			}
		}
		if got.Overlap != end.Overlap(patterns[got.Nearest]) {
			t.Fatalf("%+v, the overlap is %v", got, end.Overlap(patterns[got.Nearest]))
		}
	})
}

// 29 of 100 entries are within a tolerance of 0.29, though 0.29·100 is less than 29 in floating point; 30 are not.
func TestClassifyToleratesAShare(t *testing.T) {
	r := seeded(43)
	p := random(r, 100)
	for k, want := range map[int]EndpointKind{
		0: Memory, 29: Memory, 30: Spurious, 50: Spurious, 70: Spurious, 71: Mirror, 100: Mirror,
	} {
		end, err := FlippedExactly(r, p, k)
		if err != nil {
			t.Fatal(err)
		}
		e := classify(t, end, []Pattern{p}, &ClassifyOptions{Tolerance: .29})
		if e.Kind != want || want != Spurious && e.Wrong != min(k, 100-k) || e.Overlap != end.Overlap(p) {
			t.Errorf("with %d wrong entries it is %+v, want %v", k, e, want)
		}
	}
}

// A memory that is the mirror of another is a memory, whichever comes first.
func TestClassifyPrefersTheMemoryToTheMirror(t *testing.T) {
	p := random(seeded(44), 30)
	patterns := []Pattern{p, p.Mirror()}
	for k := range patterns {
		if e := classify(t, patterns[k], patterns, nil); e.Kind != Memory || e.Nearest != k || e.Overlap != 1 {
			t.Errorf("memory %d is %+v", k, e)
		}
	}
}

func TestMajorityCountsVotes(t *testing.T) {
	votes := []Pattern{{1, 1, 1, -1}, {1, 1, -1, -1}, {1, -1, -1, -1}, {1, -1, 1, 1}}
	for _, c := range []struct {
		count int
		tie   int8
		want  Pattern
	}{{1, 1, votes[0]}, {3, 1, Pattern{1, 1, -1, -1}}, {4, 1, Pattern{1, 1, 1, -1}}, {4, -1, Pattern{1, -1, -1, -1}}} {
		if got, err := Majority(votes[:c.count], c.tie); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("the majority of %d, ties to %d, is %v, %v; want %v", c.count, c.tie, got, err, c.want)
		}
	}
}

func TestBadEndpointsAreNamed(t *testing.T) {
	p := Pattern{1, -1, 1}
	ended := func(end Pattern, patterns []Pattern, o *ClassifyOptions) error {
		_, err := Classify(end, patterns, o)
		return err
	}
	mixed := func(patterns []Pattern, signs []int8) error { _, err := Mix(patterns, signs); return err }
	voted := func(patterns []Pattern, tie int8) error { _, err := Majority(patterns, tie); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{ended(p, nil, nil), "patterns is empty"},
		{ended(p, []Pattern{p, {1}}, nil), "patterns[1] has 1 entries"},
		{ended(nil, []Pattern{p}, nil), "end is empty"},
		{ended(Pattern{1, 1, 0}, []Pattern{p}, nil), "end[2] is 0"},
		{ended(Pattern{1}, []Pattern{p}, nil), "end has 1 entries, patterns[0] 3"},
		{ended(p, []Pattern{p}, &ClassifyOptions{Tolerance: .5}), "Tolerance is 0.5"},
		{ended(p, []Pattern{p}, &ClassifyOptions{Tolerance: -.1}), "Tolerance is -0.1"},
		{ended(p, []Pattern{p}, &ClassifyOptions{Tolerance: math.NaN()}), "Tolerance is NaN"},
		{ended(p, []Pattern{p}, &ClassifyOptions{Largest: 4}), "Largest is 4"},
		{ended(p, []Pattern{p}, &ClassifyOptions{Largest: -3}), "Largest is -3"},
		{mixed(nil, nil), "patterns is empty"},
		{mixed([]Pattern{p, p}, nil), "patterns are 2"},
		{mixed([]Pattern{p, {1, 1, 3}, p}, nil), "patterns[1][2] is 3"},
		{mixed([]Pattern{p, p, p}, []int8{1}), "signs are 1, patterns 3"},
		{mixed([]Pattern{p, p, p}, []int8{1, 1, 0}), "signs[2] is 0"},
		{voted(nil, 1), "patterns is empty"},
		{voted([]Pattern{p}, 0), "tie is 0"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
}
