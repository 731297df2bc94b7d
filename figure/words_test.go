package figure_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/opentype"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/internal/typeset"
)

// Whatever numbers are written with, the font of the labels has.
func TestNumbersCanBeSet(t *testing.T) {
	sans, err := opentype.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		figure.Count(-1234567890), figure.Number(-0.5, 3), english.Fraction(2. / 3), figure.Plural(-2, "flip"),
		figure.Short(-1.5e-12, 3), figure.Short(-1234567, 3), figure.Short(1e300, 4),
	} {
		if r, missing := typeset.Missing(sans, words); missing {
			t.Errorf("%q has %q, for which Liberation Sans has no glyph", words, r)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 60000: "60,000", 1234567: "1,234,567",
		-1: "−1", -1000: "−1,000", math.MaxInt64: "9,223,372,036,854,775,807",
	} {
		if got := figure.Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		v      float64
		digits int
		want   string
	}{
		{0, 0, "0"}, {0.5, 2, "0.50"}, {-0.5, 2, "−0.50"}, {2. / 3, 4, "0.6667"}, {-784, 0, "−784"},
		{-0.0004, 3, "0.000"}, {-0.0006, 3, "−0.001"}, {math.Copysign(0, -1), 1, "0.0"}, {1e6, 0, "1000000"},
	} {
		if got := figure.Number(c.v, c.digits); got != c.want {
			t.Errorf("Number(%v, %d) = %q, want %q", c.v, c.digits, got, c.want)
		}
	}
}

func TestFraction(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {1, "1"}, {1. / 3, "1/3"}, {2. / 3, "2/3"}, {999. / 1000, "999/1000"}, {-2, "−2"},
		{-0.5, "−1/2"}, {1.5, "3/2"}, {math.Pi, "3.1416"}, {1e-7, "0.0000"},
	} {
		if got := english.Fraction(c.v); got != c.want {
			t.Errorf("Fraction(%v) = %q, want %q", c.v, got, c.want)
		}
	}
}

// A fraction in lowest terms is written as it is, though it was handed over as
// a float.
func TestRandomFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := rapid.IntRange(1, 999).Draw(t, "p"), rapid.IntRange(2, 999).Draw(t, "q")
		a, b := p, q
		for b != 0 {
			a, b = b, a%b
		}
		want := strconv.Itoa(p/a) + "/" + strconv.Itoa(q/a)
		if q == a {
			want = strconv.Itoa(p / a)
		}
		if got := english.Fraction(float64(p) / float64(q)); got != want {
			t.Fatalf("%d/%d is written %q, want %q", p, q, got, want)
		}
	})
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 flips", 1: "1 flip", 2: "2 flips", 1000: "1,000 flips"} {
		if got := figure.Plural(n, "flip"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		v    float64
		n    int
		want string
	}{
		{0, 3, "0.00"}, {1, 3, "1.00"}, {-0.5, 3, "−0.500"}, {0.0819345, 4, "0.08193"}, {66.64, 3, "66.6"},
		{999, 3, "999"}, {1234.5, 4, "1,235"}, {-10000, 3, "−10,000"}, {1000006, 4, "1,000,006"},
		{0.0001, 3, "0.000100"}, {0.00005, 3, "5.00e−5"}, {-9.9999e-5, 3, "−1.00e−4"}, {4e15, 2, "4.0e15"}, {1.6e300, 3, "1.60e300"},
	} {
		if got := figure.Short(c.v, c.n); got != c.want {
			t.Errorf("Short(%v, %d) = %q, want %q", c.v, c.n, got, c.want)
		}
	}
}

// However a number is written, it is what it says, to n digits.
func TestRandomShortNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		v := rapid.Float64Range(-9.99, 9.99).Draw(t, "v") * math.Pow(10, float64(rapid.IntRange(-12, 12).Draw(t, "decade")))
		said := figure.Short(v, n)
		got, err := strconv.ParseFloat(strings.NewReplacer("−", "-", ",", "").Replace(said), 64)
		if err != nil {
			t.Fatalf("%v is written %q, which is no number", v, said)
		}
		if math.Abs(got-v) > math.Abs(v)*0.51*math.Pow(10, float64(1-n)) {
			t.Fatalf("%v is written %q, want %d digits of it", v, said, n)
		}
		if len([]rune(said)) > 12 {
			t.Fatalf("%v is written %q, which is not short", v, said)
		}
	})
}
