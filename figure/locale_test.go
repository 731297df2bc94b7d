package figure_test

import (
	"image"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/figure"
)

// english is how numbers are written unless an author says otherwise.
var english figure.Locale

// speaking is a stage in a language, with a script.
func speaking(t interface{ Fatal(...any) }, lang string, script figure.Script) figure.Stage {
	on, err := figure.Stage{Words: figure.Words{Lang: lang}}.Set(image.Pt(1, 1), script)
	if err != nil {
		t.Fatal(err)
	}
	return on
}

// Numbers are written as schoolbooks of the language write them.
func TestNumbersInLanguages(t *testing.T) {
	for _, c := range []struct{ lang, count, thousand, number, short, small, fraction string }{
		{"", "−1,234,567", "1,000", "−0.50", "12,346", "1.5e−7", "0.7071"},
		{"en", "−1,234,567", "1,000", "−0.50", "12,346", "1.5e−7", "0.7071"},
		{"de", "−1.234.567", "1.000", "−0,50", "12.346", "1,5e−7", "0,7071"},
		{"fr", "−1\u202f234\u202f567", "1\u202f000", "−0,50", "12\u202f346", "1,5e−7", "0,7071"},
		{"es", "−1\u202f234\u202f567", "1000", "−0,50", "12\u202f346", "1,5e−7", "0,7071"},
	} {
		on := speaking(t, c.lang, figure.Script{})
		for _, n := range [][2]string{
			{on.Count(-1234567), c.count}, {on.Count(1000), c.thousand}, {on.Number(-0.5, 2), c.number},
			{on.Short(12345.6, 4), c.short}, {on.Short(1.5e-7, 2), c.small}, {on.Fraction(0.7071067811865476), c.fraction},
			{on.Fraction(2. / 3), "2/3"}, {on.Even(0, 1, 2)[1].Label, on.Number(0.5, 1)}, {on.Decades(1, 1000)[3].Label, c.thousand},
		} {
			if n[0] != n[1] {
				t.Errorf("in %q: %s, want %s", c.lang, n[0], n[1])
			}
		}
	}
}

// In every language a number is the English one with other signs.
func TestRandomNumbersInLanguages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := speaking(t, rapid.SampledFrom(figure.Languages()).Draw(t, "language"), figure.Script{})
		n, v := rapid.Int().Draw(t, "n"), rapid.Float64Range(-1e7, 1e7).Draw(t, "v")
		digits := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' || r == '−' || r == 'e' || r == '/' {
					return r
				}
				return -1
			}, s)
		}
		for _, c := range [][2]string{
			{on.Count(n), figure.Count(n)}, {on.Number(v, 3), figure.Number(v, 3)},
			{on.Short(v, 3), figure.Short(v, 3)}, {on.Fraction(v), english.Fraction(v)},
		} {
			if digits(c[0]) != digits(c[1]) {
				t.Fatalf("%q in %s, and %q in English", c[0], on.Words.Lang, c[1])
			}
		}
	})
}

// What is one is the language's own affair.
func TestPlurals(t *testing.T) {
	script := figure.Script{
		Messages: []figure.Message{{Key: "flips-one", Text: "{n} flip"}, {Key: "flips", Text: "{n} flips"}},
		In: map[string]map[string]string{
			"de": {"flips-one": "{n} Flip", "flips": "{n} Flips"},
			"fr": {"flips-one": "{n} bascule", "flips": "{n} bascules"},
			"es": {"flips-one": "{n} cambio", "flips": "{n} cambios"},
		},
	}
	for lang, want := range map[string][4]string{
		"en": {"0 flips", "1 flip", "2 flips", "1,000 flips"},
		"de": {"0 Flips", "1 Flip", "2 Flips", "1.000 Flips"},
		"fr": {"0 bascule", "1 bascule", "2 bascules", "1\u202f000 bascules"},
		"es": {"0 cambios", "1 cambio", "2 cambios", "1000 cambios"},
	} {
		on := speaking(t, lang, script)
		for i, n := range []int{0, 1, 2, 1000} {
			if got := on.Plural("flips", n); got != want[i] {
				t.Errorf("in %s: %q, want %q", lang, got, want[i])
			}
		}
	}
}
