package figure_test

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/golden"
	"flipbook/raster"
)

// formulas is a page of what films of machine learning label.
var formulas = []string{
	`energy $E(\mathbf s) = -\frac{1}{2} \sum_{i,j} w_{ij} s_i s_j + \sum_i \theta_i s_i$ of a state`,
	`Hebb’s rule: $w_{ij} = \frac1N \sum_{\mu=1}^P \xi_i^\mu \xi_j^\mu, \quad w_{ii} = 0$`,
	`$\displaystyle E = -\frac12 \sum_{i \neq j} w_{ij} s_i s_j, \qquad \xi^\mu \in \{-1, +1\}^N$`,
	`Novikoff’s bound: at most $(R/\gamma)^2$ mistakes, $\gamma = \min_i \frac{y_i (\mathbf w^* \cdot \mathbf x_i)}{\|\mathbf w^*\|}$`,
	`$\displaystyle \operatorname{softmax}(\beta \mathbf z)_i = \frac{e^{\beta z_i}}{\sum_{k=1}^K e^{\beta z_k}}$`,
	`standard error $\sqrt{\frac{\hat p (1 - \hat p)}{n}}$, interval $\hat p \pm 1.96\,\sigma/\sqrt n$`,
	`$\displaystyle P(A \mid B) = \frac{P(B \mid A)\, P(A)}{P(B)}, \quad \Pr\left(|X - \mu| \ge \varepsilon\right) \le 2 e^{-2n\varepsilon^2}$`,
	`$\displaystyle \mathcal L(\theta) = \mathbb E_{x \sim \mathcal D}\left[\log \frac{p_\theta(x)}{q(x)}\right], \quad \nabla_{\!\theta}\mathcal L = 0$`,
	`$\displaystyle \int_0^\infty e^{-x^2}\,dx = \frac{\sqrt\pi}{2}, \quad \lim_{n\to\infty} \left(1 + \frac xn\right)^n = e^x, \quad \binom nk$`,
	`$f'(x)^2, \; V_i^2, \; W_{ij}^{(l)}, \; \bar x, \hat w, \tilde h, \vec v, \dot x, \overline{xy}, \; \lfloor\alpha N\rfloor, \; \langle u, v\rangle, \; \sqrt[3]{x + y}, \; \mathbb R^n, \; \arg\max_k$`,
}

// page is formulas in a theme, plain and bold.
func page(theme figure.Theme) *film.Film {
	size := image.Pt(600, 570)
	return &film.Film{Size: size, Len: 1, Hold: film.Steady(time.Second, 1), Backdrop: func(c vg.Canvas) {
		p := figure.Pen{Canvas: c, Theme: theme}
		p.Rect(figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 600, Y: 570}}}, theme.Paper)
		y := vg.Length(558)
		for i, s := range formulas {
			t := figure.Label
			if i == 3 {
				t = figure.Note
			}
			_, height, depth := t.Extent(s)
			y -= vg.Length(height)
			p.Text(vg.Point{X: 16, Y: y}, s, t)
			y -= vg.Length(depth) + 14
		}
		p.Text(vg.Point{X: 300, Y: 52}, `$w \leftarrow w + \eta\, y_i x_i$ after $\sqrt{51} \ne \frac{R^2}{\gamma^2}$ mistakes`, figure.Title.To(figure.Center))
		p.Text(vg.Point{X: 584, Y: 14}, `it costs \$5: $E = -17 = \sum_i \|x_i\|^2$`, figure.Head.To(figure.Right).In(theme.Warm))
	}}
}

func TestPageOfFormulas(t *testing.T) {
	for _, g := range []struct {
		name  string
		theme figure.Theme
		scale float64
	}{{"formulas", figure.Light, 1}, {"formulas-dark", figure.Dark, 2}} {
		m, err := raster.Still(page(g.theme), 0, raster.Options{Scale: g.scale})
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, g.name, m, 0)
	}
}

// The columns of mistakes are those of the text, in letters.
func TestCheckText(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"no mathematics, 100 %":       "",
		`it costs \$5, or C:\x`:       "",
		`energy $E$ and $w_{ij}$`:     "",
		`$\$5$ and \$`:                "",
		"énergie $x + \\alhpa$":       `column 14: \alhpa is not known; did you mean \alpha?`,
		"$x$ and $y^a^b$":             "column 13: a second superscript",
		"costs $5":                    `column 7: this $ begins a formula that never ends; add another $, or write \$ for a dollar sign`,
		"$x$ costs $5":                "column 11: this $ begins",
		`$\frac{1}{2$`:                "column 10: this brace is never closed",
		"a $$ b":                      "column 4: there is no formula",
		`$\left(x$ is`:                `column 2: this \left is never closed`,
		strings.Repeat("ü", 3) + "$_": "column 4: this $ begins",
	} {
		err := figure.CheckText(text)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
			t.Errorf("%s: %v, want %s …", text, err, want)
		}
	}
}

func ExamplePlainText() {
	fmt.Println(figure.PlainText(`the energy $E = -\frac12 \sum_{ij} w_{ij} s_i s_j$ falls`))
	fmt.Println(figure.PlainText(`it costs \$5 for $N \ge 10^3$`))
	fmt.Println(figure.PlainText(`a mistake $x^$ stays`))
	// Output:
	// the energy E = −½ Σ_ij w_ij s_i s_j falls
	// it costs $5 for N ≥ 10³
	// a mistake $x^$ stays
}

// drawn is what a text does to a canvas.
func drawn(s string, t figure.Type, at vg.Point) []recorder.Action {
	var c recorder.Canvas
	figure.Stage{Theme: figure.Light}.Pen(&c).Text(at, s, t)
	return c.Actions
}

// strings of a canvas, in order, and where they stand.
func written(actions []recorder.Action) (words []string, at []vg.Point) {
	for _, a := range actions {
		if f, ok := a.(*recorder.FillString); ok {
			words, at = append(words, f.String), append(at, f.Point)
		}
	}
	return words, at
}

// Words are one string where they were put; words beside formulas are strings
// of their own; a text with a mistake is seen as it was written.
func TestWordsAreStrings(t *testing.T) {
	at := vg.Point{X: 10.25, Y: 20.25}
	for text, want := range map[string][]string{
		"plain, C:\\x": {"plain, C:\\x"}, `a $x$ b`: {"a ", " b"}, `$x$`: nil, `costs \$5`: {"costs $5"}, `wrong $x^$, \$`: {`wrong $x^$, \$`}, "$5": {"$5"},
	} {
		words, places := written(drawn(text, figure.Label, at))
		if !slices.Equal(words, want) {
			t.Errorf("%s is written %q, want %q", text, words, want)
		}
		if len(places) > 0 && places[0].X != at.X {
			t.Errorf("%s begins at %v, want %v", text, places[0].X, at.X)
		}
	}
	if _, places := written(drawn("plain", figure.Label, at)); places[0] != at {
		t.Errorf("words alone were moved to %v", places[0])
	}
}

// A text is as wide as its parts, wherever it is cut, and as high as the
// highest of them.
func TestRandomWidths(t *testing.T) {
	part := rapid.SampledFrom([]string{"words ", "AV", `\$`, "$x$", `$\frac{a}{b}$`, `$\sum_{i=1}^n w_i$`, `$\displaystyle\int_0^1 f$`, " ", "θ"})
	rapid.Check(t, func(t *rapid.T) {
		ty := figure.Type{Size: float64(rapid.IntRange(7, 40).Draw(t, "size")), Bold: rapid.Bool().Draw(t, "bold")}
		var text string
		var wide, high, deep float64
		last := ""
		for _, s := range rapid.SliceOfN(part, 1, 6).Draw(t, "parts") {
			if last != "" && !strings.HasSuffix(last, "$") && !strings.HasPrefix(s, "$") || strings.HasSuffix(last, `\$`) {
				s = "$x$" // neighbours are never two words, which would be kerned
			}
			w, h, d := ty.Extent(s)
			text, last = text+s, s
			wide, high, deep = wide+w, max(high, h), max(deep, d)
		}
		w, h, d := ty.Extent(text)
		if math.Abs(w-wide) > 1e-9 || h != high || d != deep || w != ty.Width(text) {
			t.Fatalf("%s takes %g, %g, %g, and its parts %g, %g, %g", text, w, h, d, wide, high, deep)
		}
	})
}

// still is a text in black on white, 120×60, with its baseline beginning at a
// point.
func still(t interface{ Fatal(...any) }, s string, at vg.Point, ty figure.Type, scale float64) *image.RGBA {
	m, err := raster.Still(&film.Film{Size: image.Pt(120, 60), Len: 1, Hold: film.Steady(time.Second, 1), Backdrop: func(c vg.Canvas) {
		p := figure.Pen{Canvas: c}
		p.Rect(figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 120, Y: 60}}}, color.White)
		p.Text(at, s, ty.In(color.Black))
	}}, 0, raster.Options{Scale: scale})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// inked is the smallest rectangle around what is clearly not paper.
func inked(m *image.RGBA) image.Rectangle {
	var r image.Rectangle
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if m.RGBAAt(x, y).R < 128 {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// Rules and minus signs are seen at any scale, wherever they lie: at least
// three quarters of their length are as dark as the ink.
func TestRulesDoNotVanish(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := float64(rapid.IntRange(5, 60).Draw(t, "twentieths")) / 20
		at := vg.Point{X: vg.Length(rapid.Float64Range(10, 20).Draw(t, "x")), Y: vg.Length(rapid.Float64Range(20, 30).Draw(t, "y"))}
		ty := rapid.SampledFrom([]figure.Type{figure.Label, figure.Title, {Size: 36}, {Size: 8}}).Draw(t, "type")
		for s, long := range map[string]float64{ // in ems
			"$-$": 0.59, `$\frac{\quad}{\quad}$`: 0.7, "$|$": 0.92, "$=$": 0.59, `$\overline{\quad}$`: 1,
		} {
			dark := 0
			for pix := still(t, s, at, ty, scale).Pix; len(pix) > 0; pix = pix[4:] {
				if pix[0] == 0 {
					dark++
				}
			}
			if want := int(0.75*long*ty.Size*scale) - 1; dark < want || dark == 0 {
				t.Fatalf("%s of %g px has %d dark pixels at scale %g, want %d", s, ty.Size, dark, scale, want)
			}
		}
	})
}

// Words and formulas stand on one line of pixels.
func TestOneBaseline(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := vg.Point{X: 10, Y: vg.Length(rapid.Float64Range(20, 30).Draw(t, "y"))}
		for _, ty := range []figure.Type{figure.Label, figure.Title} {
			words, formula := inked(still(t, "H", at, ty, 1)), inked(still(t, `$\mathrm H$`, at, ty, 1))
			if words.Max.Y != formula.Max.Y {
				t.Fatalf("at %v words stand on row %d and formulas on %d", at.Y, words.Max.Y, formula.Max.Y)
			}
		}
	})
}

// A formula is aligned as words are.
func TestFormulasAreAligned(t *testing.T) {
	const s = `$H\frac{H}{2}H$`
	width := int(figure.Label.Width(s) + 0.5)
	for a, want := range map[figure.Align]int{figure.Left: 60, figure.Center: 60 - width/2, figure.Right: 60 - width} {
		if got := inked(still(t, s, vg.Point{X: 60, Y: 30}, figure.Label.To(a), 1)).Min.X; got < want-2 || got > want+2 {
			t.Errorf("aligned %v it begins at %d, want %d", a, got, want)
		}
	}
}
