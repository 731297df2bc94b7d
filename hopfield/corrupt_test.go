package hopfield

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A binary symmetric channel: the number of flips has the mean and the variance of a binomial law.
func TestFlippedIsABinarySymmetricChannel(t *testing.T) {
	const n, trials = 400, 2000
	r := seeded(21)
	p := random(r, n)
	for _, probability := range []float64{0, .1, .5, .9, 1} {
		var sum, squares float64
		for range trials {
			q, err := Flipped(r, p, probability)
			if err != nil {
				t.Fatal(err)
			}
			flips := float64(q.Hamming(p))
			sum, squares = sum+flips, squares+flips*flips
		}
		mean, variance := sum/trials, squares/trials-sum/trials*sum/trials
		want := n * probability * (1 - probability)
		if off := math.Abs(mean - n*probability); off > 4*math.Sqrt(want/trials) {
			t.Errorf("probability %v: %v flips on average", probability, mean)
		}
		if off := math.Abs(variance - want); off > 4*want*math.Sqrt(2./trials) {
			t.Errorf("probability %v: a variance of %v, want %v", probability, variance, want)
		}
	}
}

// Each of the 10 pairs of 5 entries comes as often as any other.
func TestFlippedExactlyFlipsEveryChoiceEquallyOften(t *testing.T) {
	const trials = 20_000
	r, p := seeded(22), Pattern{1, -1, 1, 1, -1}
	counts := make(map[string]float64)
	for range trials {
		q, err := FlippedExactly(r, p, 2)
		if err != nil {
			t.Fatal(err)
		}
		if d := q.Hamming(p); d != 2 {
			t.Fatalf("%d flips, want 2", d)
		}
		counts[key(q)]++
	}
	chi2 := 0.
	for _, count := range counts {
		chi2 += (count - trials/10) * (count - trials/10) / (trials / 10)
	}
	if limit := 9 + 5*math.Sqrt(2*9); len(counts) != 10 || chi2 > limit {
		t.Errorf("%d choices, χ² = %.1f with 9 degrees of freedom, want below %.1f", len(counts), chi2, limit)
	}
}

func TestFlippedExactlyMovesTheOverlapToOneMinusTwoKOverN(t *testing.T) {
	r := seeded(23)
	p := random(r, 40)
	for k := range 41 {
		q, err := FlippedExactly(r, p, k)
		if err != nil {
			t.Fatal(err)
		}
		if m := q.Overlap(p); m != float64(40-2*k)/40 {
			t.Errorf("%d flips lead to the overlap %v", k, m)
		}
	}
}

func TestMasksMarkWhatTheyName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := Picture{rapid.IntRange(1, 9).Draw(t, "width"), rapid.IntRange(1, 9).Draw(t, "height")}
		x0 := rapid.IntRange(0, size.Width).Draw(t, "x0")
		x1 := rapid.IntRange(x0, size.Width).Draw(t, "x1")
		y0 := rapid.IntRange(0, size.Height).Draw(t, "y0")
		y1 := rapid.IntRange(y0, size.Height).Draw(t, "y1")
		first := rapid.IntRange(0, size.Width*size.Height).Draw(t, "first")

		marks := func(name string, m Mask, err error, inside func(x, y int) bool) {
			if err != nil || len(m) != size.Width*size.Height {
				t.Fatalf("%s: %d entries, %v", name, len(m), err)
			}
			count := 0
			for i, marked := range m {
				if want := inside(i%size.Width, i/size.Width); marked != want {
					t.Fatalf("%s of %v: entry %d is %v", name, size, i, marked)
				} else if want {
					count++
				}
			}
			if m.Count() != count || m.Complement().Count() != len(m)-count {
				t.Fatalf("%s counts %d, its complement %d, want %d of %d", name, m.Count(), m.Complement().Count(), count, len(m))
			}
		}
		m, err := size.Rectangle(x0, y0, x1, y1)
		marks("Rectangle", m, err, func(x, y int) bool { return x0 <= x && x < x1 && y0 <= y && y < y1 })
		m, err = MaskFrom(size.Width*size.Height, first)
		marks("MaskFrom", m, err, func(x, y int) bool { return y*size.Width+x >= first })
		m, err = size.Half(Left)
		marks("Left", m, err, func(x, _ int) bool { return x < size.Width/2 })
		m, err = size.Half(Right)
		marks("Right", m, err, func(x, _ int) bool { return x >= size.Width/2 })
		m, err = size.Half(Top)
		marks("Top", m, err, func(_, y int) bool { return y < size.Height/2 })
		m, err = size.Half(Bottom)
		marks("Bottom", m, err, func(_, y int) bool { return y >= size.Height/2 })
	})
}

// What is marked takes the value, what is not stays, and the argument is not written to.
func TestMaskedCoversWhatIsMarked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnPattern(rapid.IntRange(1, 30).Draw(t, "n")).Draw(t, "p")
		m := Mask(rapid.SliceOfN(rapid.Bool(), len(p), len(p)).Draw(t, "m"))
		value := rapid.SampledFrom([]int8{-1, 1}).Draw(t, "value")
		before, v := slices.Clone(p), floats(p)
		q, err := Masked(p, m, value)
		if err != nil {
			t.Fatal(err)
		}
		u, err := MaskedReal(v, m, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p {
			want, wantReal := p[i], float64(p[i])
			if m[i] {
				want, wantReal = value, 0
			}
			if q[i] != want || u[i] != wantReal {
				t.Fatalf("entry %d, marked %v, goes from %d to %d and %v", i, m[i], p[i], q[i], u[i])
			}
		}
		if !slices.Equal(p, before) || !slices.Equal(v, floats(before)) {
			t.Fatal("the argument has changed")
		}
	})
}

func TestBadCorruptionIsNamed(t *testing.T) {
	p, m, r := Pattern{1, -1, 1}, Mask{true, false, true}, seeded(1)
	flip := func(r *rand.Rand, p Pattern, probability float64) error {
		_, err := Flipped(r, p, probability)
		return err
	}
	exactly := func(r *rand.Rand, p Pattern, k int) error { _, err := FlippedExactly(r, p, k); return err }
	rectangle := func(p Picture, x0, y0, x1, y1 int) error { _, err := p.Rectangle(x0, y0, x1, y1); return err }
	half := func(h Half) error { _, err := Picture{4, 4}.Half(h); return err }
	from := func(n, first int) error { _, err := MaskFrom(n, first); return err }
	randomly := func(n int) error { _, err := RandomMask(r, n, .5); return err }
	cover := func(p Pattern, m Mask, value int8) error { _, err := Masked(p, m, value); return err }
	real := func(v []float64, m Mask, value float64) error { _, err := MaskedReal(v, m, value); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{flip(r, nil, .5), "p is empty"},
		{flip(r, Pattern{1, 0}, .5), "p[1] is 0"},
		{flip(nil, p, .5), "r is nil"},
		{flip(r, p, math.NaN()), "probability is NaN"},
		{flip(r, p, -.1), "probability is -0.1"},
		{flip(r, p, 1.5), "probability is 1.5"},
		{exactly(r, nil, 0), "p is empty"},
		{exactly(nil, p, 1), "r is nil"},
		{exactly(r, p, -1), "k is -1"},
		{exactly(r, p, 4), "k is 4: it must be from 0 to the number of entries, 3"},
		{rectangle(Picture{}, 0, 0, 0, 0), "Picture is 0×0"},
		{rectangle(Picture{-3, -3}, 0, 0, 1, 1), "Picture is -3×-3"},
		{rectangle(Picture{math.MaxInt, 2}, 0, 0, 1, 1), "Picture is 9223372036854775807×2"},
		{rectangle(Picture{4, 4}, -1, 0, 1, 1), "x0 and x1 are -1 and 1"},
		{rectangle(Picture{4, 4}, 3, 0, 2, 1), "x0 and x1 are 3 and 2"},
		{rectangle(Picture{4, 4}, 0, 0, 1, 5), "y0 and y1 are 0 and 5: they must obey 0 ≤ y0 ≤ y1 ≤ 4"},
		{half(4), "half is 4"},
		{half(-1), "half is -1"},
		{from(0, 0), "n is 0"},
		{from(3, 4), "first is 4"},
		{from(3, -1), "first is -1"},
		{randomly(-1), "n is -1"},
		{randomly(math.MaxInt), "n is 9223372036854775807: it must be from 1 to 1048576"},
		{cover(Pattern{2}, Mask{true}, 1), "p[0] is 2"},
		{cover(p, m[:2], 1), "m has 2 entries, p has 3"},
		{cover(p, m, 0), "value is 0"},
		{real(nil, nil, 0), "v is empty"},
		{real([]float64{0, math.NaN(), 0}, m, 0), "v[1] is NaN"},
		{real([]float64{0, 1, 2}, m, math.Inf(-1)), "value is -Inf"},
		{real([]float64{0, 1}, m, 0), "m has 3 entries, v has 2"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
}
