package formula

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// A tester is a *testing.T or a *rapid.T.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// set is a formula at a size at which lengths are font units.
func set(t tester, src string) Layout {
	t.Helper()
	f, err := Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return f.Layout(em, false)
}

func width(t tester, src string) int { return int(set(t, src).Width) }

// Every command has an example here, or is used as those of its kind.
func TestCommands(t *testing.T) {
	examples := map[string]string{
		"left": `\left(x\right)`, "right": `\left(x\right)`, "middle": `\left(x\middle|y\right)`,
		"frac": `\frac12`, "tfrac": `\tfrac{a}{b}`, "dfrac": `\dfrac ab`, "binom": `\binom nk`, "tbinom": `\tbinom nk`, "dbinom": `\dbinom nk`,
		"sqrt": `\sqrt[3]{x}+\sqrt2`, "text": `\text{if 5\%}`, "textrm": `\textrm{a b}`, "mbox": `\mbox{a}`, "operatorname": `\operatorname*{ess sup}_x`,
		"overline": `\overline{ab}`, "underline": `\underline{ab}`, "overset": `\overset!=`, "underset": `\underset{k}{\max}`,
		"stackrel": `\stackrel d\to`, "not": `\not\in`, "limits": `\sum\limits_i`, "nolimits": `\sum\nolimits_i`, "bmod": `a\bmod b`,
	}
	for _, name := range commands() {
		src, ok := examples[name]
		if !ok {
			src = `a \` + name + ` b`
			if _, sized := sizes[strings.TrimRight(name, "lrm")]; sized && strings.HasPrefix(strings.ToLower(name), "big") && bigs()[name].r == 0 {
				src = `\` + name + `( x`
			}
		}
		f, err := Parse(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		for _, heavy := range []bool{false, true} {
			if l := f.Layout(14, heavy); l.Width <= 0 || l.Height <= 0 || len(l.Outline(vg.Point{})) == 0 {
				t.Errorf("%s is %g wide and %g high, want something to be seen", src, l.Width, l.Height)
			}
		}
		if words := f.Plain(); words == "" || strings.Contains(words, `\`) && name != "backslash" {
			t.Errorf("%s reads %q", src, words)
		}
	}
}

// The font has all symbols that are commands, and all letters of all alphabets.
func TestFontHasAllSymbols(t *testing.T) {
	for _, table := range []map[string]symbol{symbols(), bigs()} {
		for name, s := range table {
			if !stix().has(s.r) {
				t.Errorf(`\%s is %c, which the font lacks`, name, s.r)
			}
		}
	}
	for name, a := range accents {
		if !stix().has(a.mark) {
			t.Errorf(`\%s is U+%04X, which the font lacks`, name, a.mark)
		}
	}
	for from, to := range negated {
		if !stix().has(to) {
			t.Errorf(`\not%c is %c, which the font lacks`, from, to)
		}
	}
	for a := range first {
		seen := make(map[rune]rune)
		for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρςστυφχψωϵϑϰϕϱϖ∂∇ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ0123456789" {
			to := a.in(r)
			if !stix().has(to) {
				t.Errorf("%c in alphabet %d is U+%04X, which the font lacks", r, a, to)
			}
			if was, twice := seen[to]; twice {
				t.Errorf("%c and %c are both %c in alphabet %d", was, r, to, a)
			}
			seen[to] = r
		}
	}
}

// Letters in their alphabets are those that Unicode names so.
func TestAlphabets(t *testing.T) {
	for _, c := range []struct {
		a        alphabet
		src, out string
	}{
		{normal, "AhzαΓ∂∇1", "𝐴ℎ𝑧𝛼Γ𝜕∇1"}, {upright, "AhzαΓ1", "AhzαΓ1"}, {italic, "Γω", "𝛤𝜔"}, {bold, "AzαΓ∂∇19", "𝐀𝐳𝛂𝚪𝛛𝛁𝟏𝟗"},
		{boldItalic, "Wxθϑ", "𝑾𝒙𝜽𝝑"}, {blackboard, "CNRE1", "ℂℕℝ𝔼𝟙"}, {script, "LABe", "ℒ𝒜ℬℯ"}, {fraktur, "gC", "𝔤ℭ"}, {sans, "Tx0", "𝖳𝗑𝟢"}, {mono, "x1", "𝚡𝟷"},
	} {
		got := strings.Map(c.a.in, c.src)
		if got != c.out {
			t.Errorf("%s in alphabet %d is %s, want %s", c.src, c.a, got, c.out)
		}
	}
}

// Measures of the font, as fontTools reads them.
func TestMathTable(t *testing.T) {
	f := stix()
	for c, want := range map[constant]int{
		scriptPercentScaleDown: 70, scriptScriptPercentScaleDown: 55, displayOperatorMinHeight: 1800, mathLeading: 150, axisHeight: 258,
		subscriptShiftDown: 210, spaceAfterScript: 40, fractionRuleThickness: 68, radicalExtraAscender: 78, radicalKernAfterDegree: -335,
		radicalDegreeBottomRaisePercent: 55,
	} {
		if got := f.constants[c]; got != want {
			t.Errorf("constant %d is %d, want %d", c, got, want)
		}
	}
	if f.overlap != 100 || len(f.vertical) != 118 || len(f.horizontal) != 47 || len(f.kerns) != 233 {
		t.Errorf("overlap %d, %d glyphs grow upwards, %d sideways, and %d have kerns; want 100, 118, 47 and 233",
			f.overlap, len(f.vertical), len(f.horizontal), len(f.kerns))
	}
	italicF, v := f.glyph('𝑓'), f.glyph('𝑉')
	if got := f.italics[v]; got != 100 {
		t.Errorf("V leans out by %d, want 100", got)
	}
	if got := f.accents[italicF]; got != 470 {
		t.Errorf("accents stand over f at %d, want 470", got)
	}
	for height, want := range map[int]int{-500: -199, 155: -199, 156: -148, 282: -148, 283: 16, 900: 16} {
		if got := f.kerns[italicF].bottom.at(height); got != want {
			t.Errorf("a subscript of f up to %d is moved by %d, want %d", height, got, want)
		}
	}
	var heights []int
	for _, v := range f.vertical[f.glyph('(')].variants {
		heights = append(heights, v.size)
	}
	if want := []int{933, 1187, 1427, 1667, 1907, 2145, 2385, 2625, 2865, 3101, 3341, 3581, 3821}; !slices.Equal(heights, want) {
		t.Errorf("parentheses are %d high, want %d", heights, want)
	}
	if got := f.vertical[f.glyph('{')].parts; len(got) != 5 || !got[1].extender || got[2].size != 1947 {
		t.Errorf("a brace has parts %v", got)
	}
	if got := len(f.scripts[f.glyph('x')]); got != 2 {
		t.Errorf("x has %d shapes for scripts, want 2", got)
	}
}

// The space between atoms is that of TeX: a formula is as wide as its symbols,
// made ordinary by braces, with the space written out.
func TestSpacing(t *testing.T) {
	for src, want := range map[string]string{
		"ab": "{a}{b}", "a b": "ab", "a+b": `a\:{+}\:b`, "a=b": `a\;{=}\;b`, "a,b": `a{,}\,b`, "-a": "{-}a", "a=-b": `a\;{=}\;{-}b`,
		"(-a)": "{(}{-}a{)}", "a-": "a{-}", "a--b": `a\:{-}\:{-}b`, "a,-b": `a{,}\,{-}b`, "-=": `{-}\;{=}`,
		`\log x`: `{\log}\,x`, `\log(x)`: `{\log}(x)`, `a\log x`: `a\,{\log}\,x`, `\log\log x`: `{\log}\,{\log}\,x`, `\log-x`: `{\log}\,{-}x`,
		`a\ldots b`: `a\,{\ldots}\,b`, `a\mid b`: `a\;{\mid}\;b`, "a|b|": "a{|}b{|}", `a<b\le c`: `a\;{<}\;b\;{\le}\;c`, "a/b": "a{/}b",
		"a!": "a{!}", "x:y": `x\;{:}\;y`, `x\colon y`: `x{:}\,y`, `x\cdot y`: `x\:{\cdot}\:y`, `x\to y`: `x\;{\to}\;y`, `a\frac12b`: `a\,{\frac12}\,b`,
		`a\quad b`: `a\qquad\!\!\!\!\!\!b`, `a~b`: `a\,\,b`, `a\ b`: `a~b`,
	} {
		if got, want := width(t, src), width(t, want); max(got-want, want-got) > 4 { // each space is rounded
			t.Errorf("%s is %d wide, want %d", src, got, want)
		}
	}
	if got, want := width(t, `a\:b`)-width(t, `a\,b`), em/18; max(got-want, want-got) > 1 {
		t.Errorf("a medium space is %d wider than a thin one, want %d", got, want)
	}
}

// In scripts there is no space around operations and relations.
func TestScriptsAreTight(t *testing.T) {
	if a, b := width(t, "x_{i+j}"), width(t, "x_{i{+}j}"); a != b {
		t.Errorf("with an operation %d wide, with a sign %d", a, b)
	}
	if a, b := width(t, `x_{i\,j}`), width(t, `x_{ij}`); a <= b {
		t.Errorf("a space in a subscript is not seen: %d and %d", a, b)
	}
}

// What stands where: heights and depths of a formula beside those of another.
func TestPositions(t *testing.T) {
	high := func(src string) float64 { return set(t, src).Height }
	deep := func(src string) float64 { return set(t, src).Depth }
	for _, c := range []struct {
		what string
		ok   bool
	}{
		{"a superscript is raised", high("x^2") > high("x")},
		{"a subscript is lowered", deep("x_2") > deep("x")},
		{"scripts do not change the other side", high("x_2") == high("x") && deep("x^2") == deep("x")},
		{"both scripts share a column", width(t, "x_2^2") < width(t, "x_2")+width(t, "{}^2")},
		{"scripts of scripts are smaller", width(t, "{}^{{}^{x}}") < width(t, "{}^x") && width(t, "{}^x") < width(t, "x")},
		{"a superscript is lower under a root", high(`\sqrt{x^{x^{x}}}`) > high(`x^{x^{x}}`)},
		{"primes are raised", high("f'") >= high("x") && width(t, "f''") > width(t, "f'")},
		{"a subscript of f is tucked in", width(t, "f_i") < width(t, "f")+width(t, "{}_i")},
		{"a superscript of V stands off", width(t, "V^2") > width(t, "V_2")},
		{"fractions in displays are large", high(`\dfrac12`) > high(`\frac12`) && high(`\tfrac12`) == high(`\frac12`)},
		{"displaystyle is a display", high(`\displaystyle\frac12`) == high(`\dfrac12`) && deep(`\displaystyle\frac12`) == deep(`\dfrac12`)},
		{"textstyle ends it", high(`\displaystyle\textstyle\frac12`) == high(`\frac12`)},
		{"a group ends it", high(`{\displaystyle x}\frac12`) == high(`x\frac12`)},
		{"sums in displays have limits", high(`\displaystyle\sum^n`) > high(`\sum^n`) && width(t, `\displaystyle\sum_i`) < width(t, `\displaystyle\sum\nolimits_i`)},
		{"limits can be asked for", deep(`\sum\limits_i`) > deep(`\sum_i`) && width(t, `\sum\limits_i`) == width(t, `\sum`)},
		{"integrals keep theirs at the side", width(t, `\displaystyle\int_a`) > width(t, `\displaystyle\int`)-300},
		{"maxima have limits in displays alone", deep(`\displaystyle\max_k`) > deep(`\max_k`) && width(t, `\max_k`) > width(t, `\max`)},
		{"a root covers its body", high(`\sqrt{\frac ab}`) > high(`\frac ab`) && deep(`\sqrt{\frac ab}`) >= deep(`\frac ab`)},
		{"a degree takes room", width(t, `\sqrt[n+1]x`) > width(t, `\sqrt x`)},
		{"an accent is above", high(`\hat x`) > high("x") && high(`\hat h`) > high(`\hat x`) && width(t, `\hat x`) == width(t, "x")},
		{"wide accents grow", len(set(t, `\widehat{xyz}`).Outline(vg.Point{})) > 0 && width(t, `\widehat{xyz}`) == width(t, "xyz")},
		{"bars are above and below", high(`\overline x`) > high("x") && deep(`\underline x`) > deep("x")},
		{"delimiters grow", high(`\left(\frac{x}{y}\right)`) > high("(x)") && deep(`\left(\frac{x}{y}\right)`) > deep("(x)")},
		{"invisible delimiters are not seen", high(`\left.x\right.`) == high("x")},
		{"big is bigger", high(`\big(`) > high("(") && high(`\Big(`) > high(`\big(`) && high(`\bigg(`) > high(`\Big(`) && high(`\Bigg(`) > high(`\bigg(`)},
		{"scripts of what is tall stand higher", high(`\left(\dfrac xy\right)^2`) > high(`\left(\dfrac xy\right)`)},
		{"a binomial is taller than a letter", high(`\binom nk`) > high("n") && deep(`\binom nk`) > deep("k")},
	} {
		if !c.ok {
			t.Errorf("not so: %s", c.what)
		}
	}
}

// The rule of a fraction lies on the axis, where minus signs lie, and spans
// both parts.
func TestFractionRule(t *testing.T) {
	rules := set(t, `-\frac{a+b+c}{d}`).Rules(vg.Point{})
	if len(rules) != 2 {
		t.Fatalf("%d rules, want a minus sign and a fraction's", len(rules))
	}
	minus, rule := rules[0], rules[1]
	if d := minus.Min.Y + minus.Max.Y - rule.Min.Y - rule.Max.Y; d < -4 || d > 4 {
		t.Errorf("the minus sign lies %g above the rule", d/2)
	}
	if got, want := rule.Size().X, set(t, "{}_{a+b+c}").Width; float64(got) < want-100 {
		t.Errorf("the rule is %g long, want %g", got, want)
	}
}

// Delimiters cover nine tenths of what they enclose, however high that is, and
// the same amount above the axis and below.
func TestDelimitersGrow(t *testing.T) {
	body := "x"
	for range 8 {
		body = `\dfrac{` + body + `}{y}`
		inside := set(t, body)
		for _, pair := range []string{"()", "[]", `\{\}`, `||`, `\|\|`, `\langle\rangle`, `\lfloor\rceil`, "/.", `\uparrow\Downarrow`} {
			left, right := pair[:len(pair)/2], pair[len(pair)/2:]
			if pair == `\langle\rangle` || pair == `\lfloor\rceil` || pair == `\uparrow\Downarrow` {
				cut := strings.LastIndex(pair, `\`)
				left, right = pair[:cut], pair[cut:]
			}
			f, err := Parse(`\left` + left + body + `\right` + right)
			if err != nil {
				t.Fatal(err)
			}
			l := f.Layout(em, false)
			axis := float64(stix().constants[axisHeight])
			reach := max(inside.Height-axis, inside.Depth+axis)
			// Angles and slashes have no parts: the font's largest is what there is.
			if most := 3000.0; (left == `\langle` || left == "/") && 2*reach > most {
				continue
			}
			var top, bottom float64
			for _, p := range l.Outline(vg.Point{}) {
				top, bottom = max(top, float64(p.Pos.Y)), min(bottom, float64(p.Pos.Y))
			}
			for _, r := range l.Rules(vg.Point{}) {
				top, bottom = max(top, float64(r.Max.Y)), min(bottom, float64(r.Min.Y))
			}
			if top-bottom < 2*reach*0.9 {
				t.Errorf("%s around something %.0f high is %.0f high", pair, 2*reach, top-bottom)
			}
		}
	}
}

// Mistakes name the column where they are, and what would be right.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		src    string
		column int
		want   string
	}{
		{"", 1, `there is no formula; write \$`}, {"   ", 1, "there is no formula"},
		{`x + \alhpa`, 5, `\alhpa is not known; did you mean \alpha?`}, {`\summ_i`, 1, `did you mean \sum?`}, {`\Sin x`, 1, `did you mean \sin?`},
		{`\foobarbaz x`, 1, `for an operator write \operatorname{foobarbaz}`}, {`θ \x`, 3, `\x is not known`},
		{`\frac{1}{2`, 9, "this brace is never closed; add }"}, {"a{b{c}", 2, "never closed"}, {"a}b", 2, `this brace closes none; leave it out, or write \}`},
		{"x^a^b", 4, "a second superscript of the same symbol; join the two in braces: x^{a b}"}, {"x_a_b", 4, "a second subscript"}, {"x_a^b_c", 6, "a second subscript"},
		{"x^2'", 4, "a prime behind a superscript"}, {"x^", 2, "^ needs something behind it, as in x^2"}, {"x_}", 2, "_ needs something"}, {"x^^2", 2, "needs something"},
		{`\frac1`, 1, `\frac needs something behind it, as in \frac{a}{b}`}, {`\sqrt`, 1, `\sqrt{x}`}, {`\hat`, 1, `\hat{x}`}, {`\mathbf`, 1, `\mathbf{x}`},
		{`\sqrt[3{x}`, 6, `the degree of the root is never closed; add ]`}, {`\sqrt[3}{x}`, 6, "never closed"},
		{`\left(x`, 1, `this \left is never closed; add \right)`}, {`x\right)`, 2, `\right without \left`}, {`x\middle|y`, 2, `\middle without \left`},
		{`\left x\right)`, 7, `\left needs a delimiter behind it, not x`}, {`\left(x\right`, 14, `\right needs a delimiter behind it, not the end`},
		{`\left({x\right)`, 9, `close the group first`}, {`\big+`, 5, "needs a delimiter"}, {`\left\alpha`, 6, "needs a delimiter"},
		{`x\limits_i`, 2, `\limits stands behind an operator`}, {`\nolimits`, 1, "stands behind an operator"},
		{`5%`, 2, `% alone means something else in TeX; write \% for the sign`}, {"a&b", 2, `write \&`}, {"#", 1, `write \#`}, {"a$b", 2, `write \$`},
		{`a\\b`, 2, "a label is a single line"}, {`\begin{cases}`, 1, "environments are not known"}, {`a\`, 2, `write \backslash`},
		{`\text x`, 1, `\text needs words in braces: \text{words}`}, {`\text{a`, 6, "never closed"}, {`\text{a\b}`, 8, "words in \\text are plain"},
		{`\operatorname{a{b}}`, 16, `words in \operatorname are plain; for the sign write \{`}, {`x木`, 2, `the font of formulas has no '木' (U+6728)`},
		{`\text{木}`, 7, "the font of formulas has no '木'"}, {"x\u0302", 2, `accents are \hat{x}`}, {`\not x`, 1, `\not strikes out a relation`}, {"a\x00", 2, "has no"},
		{strings.Repeat("x", MaxLength+1), MaxLength + 1, "at most 1000 characters, this one has 1001"},
		{strings.Repeat("{", MaxDepth+1) + strings.Repeat("}", MaxDepth+1), MaxDepth + 1, "24 deep at most"},
		{strings.Repeat(`\sqrt`, MaxDepth+1) + " x", 5*MaxDepth + 1, "24 deep at most"}, {strings.Repeat(`\left(`, MaxDepth+1), 6*MaxDepth + 1, "24 deep"},
		{strings.Repeat(`\sqrt[`, MaxDepth+1), 6*MaxDepth + 1, "24 deep"},
	} {
		_, err := Parse(c.src)
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want an Error", c.src, err)
			continue
		}
		if wrong.Column != c.column || !strings.Contains(wrong.Msg, c.want) {
			t.Errorf("%s: %v, want column %d: … %s …", c.src, err, c.column, c.want)
		}
	}
}

func ExampleFormula_Plain() {
	for _, src := range []string{
		`E = -\frac12 \sum_{ij} s_i w_{ij} s_j`,
		`w_{ij} = \frac1N \sum_{\mu=1}^P \xi_i^\mu \xi_j^\mu`,
		`\gamma = \min_i \frac{y_i (\mathbf w^* \cdot \mathbf x_i)}{\|\mathbf w^*\|}`,
		`\hat p \pm 1.96\sqrt{\frac{\hat p(1 - \hat p)}{n}}`,
		`e^{-2n\varepsilon^2} \le \left(1 + \frac xn\right)^n`,
		`\binom nk, \sqrt[3]{x}, \sqrt[n]{x+y}, A^\top x, f''(x)^2, 10^{-3}, x_1, \ldots, x_n \in \mathbb R^n`,
		`P(A \mid B), \text{ if } x > 0, \arg\max_k z_k, \int_0^1 f(x)\,dx, 90^\circ, a \not\in B`,
	} {
		f, err := Parse(src)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(f.Plain())
	}
	// Output:
	// E = −½ Σ_ij s_i w_ij s_j
	// w_ij = 1/N Σ_(μ=1)^P ξ_i^μ ξ_j^μ
	// γ = min_i (y_i(w* · x_i))/‖w*‖
	// p̂ ± 1.96√((p̂(1 − p̂))/n)
	// e^(−2nε²) ≤ (1 + x/n)ⁿ
	// (n choose k), ∛x, n√(x + y), Aᵀ x, f′′(x)², 10⁻³, x_1, …, x_n ∈ ℝⁿ
	// P(A | B), if x > 0, arg max_k z_k, ∫_0^1 f(x) dx, 90°, a ∉ B
}
