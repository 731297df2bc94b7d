package formula

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// anyFormula is a random formula without mistakes.
func anyFormula(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if depth == 0 {
			return rapid.SampledFrom([]string{
				"x", "W", "f", "1", "42", `\alpha`, `\Omega`, "+", "-", "=", ",", "(", ")", "|", `\le`, `\sum`, `\int`, `\max`, `\log`, `\ldots`, `\,`, `\quad`,
				"½", "θ", `\text{if }`, `\mathbb R`, `\mathbf w`, `\{`, `\displaystyle`, `\to`, "/", "f'", `{}`,
			}).Draw(t, "symbol")
		}
		part := func() string {
			return strings.Join(rapid.SliceOfN(anyFormula(depth-1), 1, 2).Draw(t, "parts"), " ")
		}
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return "{" + part() + "}^{" + part() + "}"
		case 1:
			return "{" + part() + "}_{" + part() + "}^{" + part() + "}"
		case 2:
			return `\frac{` + part() + "}{" + part() + "}"
		case 3:
			return `\sqrt[` + "{" + part() + "}]{" + part() + "}"
		case 4:
			return `\left(` + part() + `\middle|` + part() + `\right\}`
		case 5:
			return `\hat{` + part() + `}\overline{` + part() + "}"
		case 6:
			return `\sum\limits_{` + part() + "}^{" + part() + "}"
		case 7:
			return `\binom{` + part() + "}{" + part() + "}"
		case 8:
			return `\mathbf{` + part() + `}\mathrm{` + part() + "}"
		}
		return part()
	})
}

// A formula that can be set is what it was when it is set again, at any size;
// braces around it change nothing, and formulas side by side have room.
func TestRandomFormulas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := "{"+anyFormula(2).Draw(t, "a")+"}", "{"+anyFormula(2).Draw(t, "b")+"}"
		f, err := Parse(a)
		if err != nil {
			t.Fatalf("%s: %v", a, err)
		}
		heavy := rapid.Bool().Draw(t, "bold")
		one, two := f.Layout(14, heavy), f.Layout(28, heavy)
		if d := two.Width - 2*one.Width; d > 1e-9 || d < -1e-9 || two.Height < one.Height || two.Depth < one.Depth {
			t.Fatalf("%s is %g wide at 14 and %g at 28", a, one.Width, two.Width)
		}
		for _, c := range one.Outline(vg.Point{X: 3, Y: 5}) {
			if y := float64(c.Pos.Y) - 5; c.Type != vg.CloseComp && (y > one.Height+0.05 || y < -one.Depth-0.05) {
				t.Fatalf("%s reaches %g, but is said to reach from %g to %g", a, y, -one.Depth, one.Height)
			}
		}
		if x, y := width(t, a), width(t, "{"+a+"}"); x != y {
			t.Fatalf("%s is %d wide, and in braces %d", a, x, y)
		}
		if x, y, both := width(t, a), width(t, b), width(t, a+`\quad `+b); both < x+y+em-1 || both > x+y+em+1 {
			t.Fatalf("%s is %d wide, %s is %d, and an em between them makes %d", a, x, b, y, both)
		}
		if words := f.Plain(); !utf8.ValidString(words) {
			t.Fatalf("%s reads %q", a, words)
		}
	})
}

// Whatever is typed is a formula or a mistake in one of its columns.
func FuzzParse(f *testing.F) {
	for _, src := range []string{
		`E = -\frac12 \sum_{ij} w_{ij} s_i s_j`, `\left(\sqrt[3]{x'^2}\middle|\right.`, `\text{a\%}\operatorname*{x}_y`, `\not\in\overset!=\bigl(`,
		strings.Repeat(`\sqrt[`, 20) + strings.Repeat("]x", 20), strings.Repeat(`\frac{x_{`, 12) + strings.Repeat("}}{y}", 12), "x^", `\`, "θ½\u0302",
	} {
		f.Add(src)
	}
	for _, name := range slices.Sorted(maps.Keys(symbols())) {
		f.Add(`\` + name + `_\` + name + `^2`)
	}
	f.Fuzz(func(t *testing.T, src string) {
		parsed, err := Parse(src)
		var wrong *Error
		if errors.As(err, &wrong) {
			if n := utf8.RuneCountInString(src); wrong.Column < 1 || wrong.Column > n+1 || strings.ContainsAny(wrong.Msg, "\n") && !strings.Contains(src, "\n") {
				t.Errorf("%q: %v", src, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		parsed.Plain()
		for _, heavy := range []bool{false, true} {
			l := parsed.Layout(14, heavy)
			l.Outline(vg.Point{})
			l.Heavy(vg.Point{})
			l.Rules(vg.Point{})
			if !(l.Height >= 0 && l.Depth >= 0 && l.Height < 1e5) {
				t.Errorf("%q reaches from %g to %g", src, -l.Depth, l.Height)
			}
		}
	})
}
