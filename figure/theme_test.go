package figure

import (
	"image/color"
	"math"
	"strings"
	"testing"
)

// The yardsticks themselves: black on white is 21:1, and the L* of mid gray is
// known; gray stays gray to all eyes.
func TestYardsticks(t *testing.T) {
	black, white := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white is %v:1, want 21:1", got)
	}
	gray := color.NRGBA{119, 119, 119, 255}
	want := [3]float64{50.03, 0, 0}
	for i, got := range lab(linear(gray)) {
		if math.Abs(got-want[i]) > 0.03 {
			t.Errorf("#777777 is %v in CIELAB, want %v", lab(linear(gray)), want)
			break
		}
	}
	for _, e := range blindEyes {
		seen := e.sees(gray)
		for i, v := range lab(linear(gray)) {
			if math.Abs(seen[i]-v) > 0.1 {
				t.Errorf("to %s, gray is %v, want it unmoved", e.name, seen)
				break
			}
		}
	}
}

// What the three eyes make of pure red and green, by the matrices alone: to a
// protanope red is dark, and to a deuteranope red and green are of one hue.
func TestEyes(t *testing.T) {
	red, green := color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 255, 0, 255}
	protan, deutan, tritan := blindEyes[0], blindEyes[1], blindEyes[2]
	if l := protan.sees(red)[0]; l > 45 || l > deutan.sees(red)[0] {
		t.Errorf("to a protanope red has a lightness of %.1f, to a deuteranope of %.1f", l, deutan.sees(red)[0])
	}
	hue := func(c [3]float64) float64 { return math.Atan2(c[2], c[1]) * 180 / math.Pi }
	if a, b := hue(deutan.sees(red)), hue(deutan.sees(green)); math.Abs(a-b) > 15 {
		t.Errorf("to a deuteranope red and green have the hues %.0f° and %.0f°, want them near each other", a, b)
	}
	if a, b := hue(tritan.sees(red)), hue(tritan.sees(green)); math.Abs(a-b) < 90 {
		t.Errorf("to a tritanope red and green have the hues %.0f° and %.0f°, want them apart", a, b)
	}
}

// Words can be read on every ground on which scenes write them: 4.5:1, as
// WCAG 2 asks for text, and 3:1 for large text and marks that mean something.
// What was tried is a background to them, and is seen all the same.
func TestContrast(t *testing.T) {
	for _, th := range Themes() {
		for _, w := range th.inscriptions() {
			if got := Contrast(w.ink, w.ground); got < w.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f:1, %s %v:1", th.Name, w.name, w.on, got, w.need, w.least)
			}
		}
		if got := Contrast(th.Tried, th.Paper); got < 2 {
			t.Errorf("%s: Tried has a contrast of %.2f:1 on Paper, want 2:1", th.Name, got)
		}
		if got := Contrast(th.Faint, th.Paper); got < 1.4 {
			t.Errorf("%s: Faint has a contrast of %.2f:1 on Paper, want 1.4:1", th.Name, got)
		}
		// The answer's line lies over those that were tried.
		if got := Contrast(th.Ink, th.Tried); got < graphicContrast {
			t.Errorf("%s: Ink has a contrast of %.2f:1 on Tried, want 3:1", th.Name, got)
		}
	}
}

// Right and wrong differ in all eyes, and on a gray print as well.
func TestCoolAndWarm(t *testing.T) {
	for _, th := range Themes() {
		for _, e := range blindEyes {
			if d := e.apart(th.Cool, th.Warm); d < blindDistance {
				t.Errorf("%s: to %s, Cool and Warm are %.1f apart, want %v", th.Name, e.name, d, blindDistance)
			}
		}
	}
	cool, warm := lab(linear(Print.Cool))[0], lab(linear(Print.Warm))[0]
	if warm-cool < grayDistance {
		t.Errorf("on a gray print Cool has a lightness of %.1f and Warm of %.1f, want %v apart", cool, warm, grayDistance)
	}
}

// On a gray print the tints differ from paper, and what was tried from what
// was found.
func TestGrayPrint(t *testing.T) {
	gray := func(c color.NRGBA) float64 { return lab(linear(c))[0] }
	paper := gray(Print.Paper)
	for name, c := range map[string]color.NRGBA{"Panel": Print.Panel, "CoolTint": Print.CoolTint, "WarmTint": Print.WarmTint, "BothTint": Print.BothTint} {
		if paper-gray(c) < 5 {
			t.Errorf("%s has a lightness of %.1f, want it 5 below paper's %.1f", name, gray(c), paper)
		}
	}
	if gray(Print.Tried)-gray(Print.Ink) < 40 || gray(Print.Faint)-gray(Print.Tried) < 10 {
		t.Errorf("lightness of Faint %.1f, Tried %.1f, Ink %.1f, want them apart", gray(Print.Faint), gray(Print.Tried), gray(Print.Ink))
	}
}

// Themes differ in their colours alone; each of these is opaque.
func TestThemesAreComplete(t *testing.T) {
	for _, th := range Themes() {
		for i, c := range []color.NRGBA{th.Paper, th.Panel, th.Ink, th.Muted, th.Faint, th.Tried,
			th.Cool, th.Warm, th.Now, th.CoolTint, th.WarmTint, th.BothTint} {
			if c.A != 255 {
				t.Errorf("%s: colour %d is %v, want it opaque", th.Name, i, c)
			}
		}
		if th.Hair <= 0 || th.Thin <= 0 || th.Line <= 0 || th.Bold <= th.Line {
			t.Errorf("%s: widths %v, %v, %v, %v", th.Name, th.Hair, th.Thin, th.Line, th.Bold)
		}
		if got, err := ThemeNamed(th.Name); err != nil || got != th {
			t.Errorf("ThemeNamed(%q) = %v, %v", th.Name, got, err)
		}
	}
	if _, err := ThemeNamed("sepia"); err == nil || !strings.Contains(err.Error(), "light, dark, print") {
		t.Errorf("an unknown theme gives %v, want the names of those there are", err)
	}
}

// Shades run from Panel to Ink in at most 32 steps, never back.
func TestShade(t *testing.T) {
	for _, th := range Themes() {
		if th.Shade(-1) != th.Panel || th.Shade(0) != th.Panel || th.Shade(1) != th.Ink || th.Shade(7) != th.Ink {
			t.Errorf("%s: shades end in %v and %v, want %v and %v", th.Name, th.Shade(0), th.Shade(1), th.Panel, th.Ink)
		}
		seen := make(map[color.NRGBA]bool)
		before := th.Shade(0)
		for i := range 1001 {
			c := th.Shade(float64(i) / 1000)
			if Contrast(c, th.Panel) < Contrast(before, th.Panel)-1e-12 {
				t.Errorf("%s: shade %d/1000 is nearer to Panel than the one before", th.Name, i)
			}
			seen[c], before = true, c
		}
		if len(seen) != 32 {
			t.Errorf("%s: %d shades, want 32", th.Name, len(seen))
		}
	}
}
