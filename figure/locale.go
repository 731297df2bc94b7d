package figure

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Locale is how a language writes numbers. The zero value is English.
type Locale struct {
	lang  string // empty: en
	point string // between whole and part; empty: .
	group string // between thousands; empty: a comma
	least int    // how many digits a number has that is grouped; 0: 4
}

// Thousands are grouped as schoolbooks do: in French and Spanish by a narrow
// space that does not break, in Spanish from five digits on (Ortografía de la
// lengua española, 2010).
var locales = []Locale{
	{lang: "en", point: ".", group: ","},
	{lang: "de", point: ",", group: "."},
	{lang: "fr", point: ",", group: "\u202f"},
	{lang: "es", point: ",", group: "\u202f", least: 5},
}

// Languages are those a figure may be in, the default first.
func Languages() []string {
	var out []string
	for _, l := range locales {
		out = append(out, l.lang)
	}
	return out
}

// localeOf finds the locale of a language; empty is English.
func localeOf(lang string) (Locale, error) {
	if lang == "" {
		return locales[0], nil
	}
	if i := slices.IndexFunc(locales, func(l Locale) bool { return l.lang == lang }); i >= 0 {
		return locales[i], nil
	}
	return Locale{}, fmt.Errorf("language %q: want one of %s", lang, strings.Join(Languages(), ", "))
}

// one says whether a count takes the singular: in French nothing does, too.
func (l Locale) one(n int) bool { return n == 1 || n == 0 && l.lang == "fr" }

// Count writes a whole number with its thousands set apart: 1,000 or 1.000.
func (l Locale) Count(n int) string {
	s, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	group := ","
	if l.group != "" {
		group = l.group
	}
	if len(s) >= l.least {
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + group + s[i:]
		}
	}
	if negative {
		return "−" + s
	}
	return s
}

// Number writes v with a number of digits after the point and a true minus.
// A negative number that rounds to zero has none.
func (l Locale) Number(v float64, digits int) string {
	s, negative := strings.CutPrefix(strconv.FormatFloat(v, 'f', digits, 64), "-")
	if negative && strings.Trim(s, "0.") != "" {
		s = "−" + s
	}
	return l.pointed(s)
}

// pointed puts the language's point where Go's stands.
func (l Locale) pointed(s string) string {
	if l.point == "" {
		return s
	}
	return strings.Replace(s, ".", l.point, 1)
}

// Short writes v with n significant digits and its thousands set apart, and
// with an exponent if it is very large or small: 0.08193, 12,345, 4.00e15.
func (l Locale) Short(v float64, n int) string {
	size := math.Abs(v)
	switch {
	case size != 0 && (size >= math.Pow(10, float64(n+3)) || size < 1e-4):
		s := strconv.FormatFloat(v, 'e', n-1, 64)
		mantissa, exponent, _ := strings.Cut(s, "e")
		e, _ := strconv.Atoi(exponent)
		s = strings.Replace(mantissa, "-", "−", 1) + "e" + strings.Replace(strconv.Itoa(e), "-", "−", 1)
		return l.pointed(s)
	case size >= 1000 && size >= math.Pow(10, float64(n-1)):
		return l.Count(int(math.Round(v)))
	}
	digits := n - 1
	for size >= 10 && digits > 0 {
		size /= 10
		digits--
	}
	for size != 0 && size < 1 {
		size *= 10
		digits++
	}
	return l.Number(v, digits)
}

// Fraction writes v in lowest terms, if it is a fraction with a denominator of
// up to 9,999, and as a decimal number otherwise.
func (l Locale) Fraction(v float64) string {
	if v < 0 {
		return "−" + l.Fraction(-v)
	}
	// The convergents of the continued fraction are the best approximations.
	p0, q0, p1, q1 := 0, 1, 1, 0
	for x := v; q1 < 1e4 && math.Abs(x) < 1e9; x = 1 / (x - math.Floor(x)) {
		a := int(math.Floor(x))
		p0, q0, p1, q1 = p1, q1, a*p1+p0, a*q1+q0
		if q1 < 1e4 && math.Abs(float64(p1)/float64(q1)-v) < 1e-13 {
			if q1 == 1 {
				return l.Count(p1)
			}
			return strconv.Itoa(p1) + "/" + strconv.Itoa(q1)
		}
	}
	return l.Number(v, 4)
}

// Decades are the powers of ten from one number to another, and the other.
func (l Locale) Decades(from, to int) []Tick {
	var out []Tick
	for d := 1; ; d *= 10 {
		if d >= from && d < to {
			out = append(out, Tick{float64(d), l.Count(d)})
		}
		if d > to/10 {
			break
		}
	}
	return append(out, Tick{float64(to), l.Count(to)})
}

// Even are up to about most round numbers from one number to another, or none
// if the two are so near to each other, for their size, that there are none.
func (l Locale) Even(from, to float64, most int) []Tick {
	step := roundUp((to - from) / float64(most))
	first := math.Ceil(from/step - 1e-9)
	if !(step > 0) || math.Abs(first) > 1e12 {
		return nil
	}
	digits := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	var out []Tick
	for i := range most + 2 {
		v := (first + float64(i)) * step
		if v > to+float64(step*1e-9) {
			break
		}
		label := l.Number(v, digits)
		switch {
		case v == 0:
			label = l.Number(0, min(digits, 1))
		case digits > 5 || step >= 1e6:
			label = l.Short(v, 2)
		case digits == 0:
			label = l.Count(int(v))
		}
		out = append(out, Tick{v, label})
	}
	return out
}

// roundUp is the least of 1, 2 and 5 times a power of ten that is not below v.
func roundUp(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if unit*m >= v*(1-1e-9) {
			return unit * m
		}
	}
	return unit * 10
}

// Count writes a whole number in English: 1,000.
func Count(n int) string { return Locale{}.Count(n) }

// Number writes v in English; see Locale.Number.
func Number(v float64, digits int) string { return Locale{}.Number(v, digits) }

// Short writes v in English; see Locale.Short.
func Short(v float64, n int) string { return Locale{}.Short(v, n) }

// Plural writes a count and its noun in English: 1 flip, 2 flips.
func Plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Count(n) + " " + noun
}
