package figure_test

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"flipbook/figure"
)

// linear is a colour's light, channel by channel, as sRGB has it.
func linear(c color.NRGBA) [3]float64 {
	f := func(v uint8) float64 {
		u := float64(v) / 255
		if u <= 0.04045 {
			return u / 12.92
		}
		return math.Pow((u+0.055)/1.055, 2.4)
	}
	return [3]float64{f(c.R), f(c.G), f(c.B)}
}

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i := range out {
		for j := range v {
			out[i] += m[i][j] * v[j]
		}
		out[i] = min(max(out[i], 0), 1)
	}
	return out
}

// luminance and contrast are those of WCAG 2.
func luminance(c color.NRGBA) float64 {
	l := linear(c)
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// lab is a colour in CIELAB under D65, where distances are what the eye sees.
func lab(l [3]float64) [3]float64 {
	xyz := [3]float64{
		(0.4124564*l[0] + 0.3575761*l[1] + 0.1804375*l[2]) / 0.95047,
		0.2126729*l[0] + 0.7151522*l[1] + 0.0721750*l[2],
		(0.0193339*l[0] + 0.1191920*l[1] + 0.9503041*l[2]) / 1.08883,
	}
	for i, t := range xyz {
		if t > 216.0/24389 {
			xyz[i] = math.Cbrt(t)
		} else {
			xyz[i] = (24389.0/27*t + 16) / 116
		}
	}
	return [3]float64{116*xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

func apart(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// What colour-blind eyes see of linear light, from Machado, Oliveira and
// Fernandes (2009), at full severity.
var blind = map[string][3][3]float64{
	"protanopia": {
		{0.152286, 1.052583, -0.204868},
		{0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {
		{0.367322, 0.860646, -0.227968},
		{0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881}},
	"tritanopia": {
		{1.255528, -0.076749, -0.178779},
		{-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900}},
}

// The yardsticks themselves: black on white is 21:1, and the L* of mid gray is
// known; gray stays gray to all eyes.
func TestYardsticks(t *testing.T) {
	black, white := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}
	if got := contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white is %v:1, want 21:1", got)
	}
	gray := color.NRGBA{119, 119, 119, 255}
	if got := lab(linear(gray)); apart(got, [3]float64{50.03, 0, 0}) > 0.05 {
		t.Errorf("#777777 is %v in CIELAB, want 50.03, 0, 0", got)
	}
	for name, m := range blind {
		if d := apart(lab(times(m, linear(gray))), lab(linear(gray))); d > 0.1 {
			t.Errorf("%s: gray is moved by %v", name, d)
		}
	}
}

// Words can be read: 4.5:1, as WCAG 2 asks for text.
func TestContrast(t *testing.T) {
	for _, th := range figure.Themes() {
		for _, c := range []struct {
			name        string
			ink, ground color.NRGBA
		}{
			{"Ink on Paper", th.Ink, th.Paper},
			{"Muted on Paper", th.Muted, th.Paper},
			{"Cool on Paper", th.Cool, th.Paper},
			{"Warm on Paper", th.Warm, th.Paper},
			{"Now on Paper", th.Now, th.Paper},
			{"Ink on Panel", th.Ink, th.Panel},
		} {
			if got := contrast(c.ink, c.ground); got < 4.5 {
				t.Errorf("%s: %s has a contrast of %.2f:1, want 4.5:1", th.Name, c.name, got)
			}
		}
	}
}

// Right and wrong differ in all eyes, and on a gray print as well.
func TestCoolAndWarm(t *testing.T) {
	for _, th := range figure.Themes() {
		for name, m := range blind {
			if d := apart(lab(times(m, linear(th.Cool))), lab(times(m, linear(th.Warm)))); d < 20 {
				t.Errorf("%s: to %s, Cool and Warm are %.1f apart, want 20", th.Name, name, d)
			}
		}
	}
	cool, warm := lab(linear(figure.Print.Cool))[0], lab(linear(figure.Print.Warm))[0]
	if warm-cool < 15 {
		t.Errorf("on a gray print Cool has a lightness of %.1f and Warm of %.1f, want 15 apart", cool, warm)
	}
}

// Themes differ in their colours alone; each of these is opaque.
func TestThemesAreComplete(t *testing.T) {
	for _, th := range figure.Themes() {
		for i, c := range []color.NRGBA{th.Paper, th.Panel, th.Ink, th.Muted, th.Faint, th.Tried,
			th.Cool, th.Warm, th.Now, th.CoolTint, th.WarmTint, th.BothTint} {
			if c.A != 255 {
				t.Errorf("%s: colour %d is %v, want it opaque", th.Name, i, c)
			}
		}
		if th.Hair <= 0 || th.Thin <= 0 || th.Line <= 0 || th.Bold <= th.Line {
			t.Errorf("%s: widths %v, %v, %v, %v", th.Name, th.Hair, th.Thin, th.Line, th.Bold)
		}
		if got, err := figure.ThemeNamed(th.Name); err != nil || got != th {
			t.Errorf("ThemeNamed(%q) = %v, %v", th.Name, got, err)
		}
	}
	if _, err := figure.ThemeNamed("sepia"); err == nil || !strings.Contains(err.Error(), "light, dark, print") {
		t.Errorf("an unknown theme gives %v, want the names of those there are", err)
	}
}

// Shades run from Panel to Ink in at most 32 steps, never back.
func TestShade(t *testing.T) {
	for _, th := range figure.Themes() {
		if th.Shade(-1) != th.Panel || th.Shade(0) != th.Panel || th.Shade(1) != th.Ink || th.Shade(7) != th.Ink {
			t.Errorf("%s: shades end in %v and %v, want %v and %v", th.Name, th.Shade(0), th.Shade(1), th.Panel, th.Ink)
		}
		seen := make(map[color.NRGBA]bool)
		before := th.Shade(0)
		for i := range 1001 {
			c := th.Shade(float64(i) / 1000)
			if contrast(c, th.Panel) < contrast(before, th.Panel)-1e-12 {
				t.Errorf("%s: shade %d/1000 is nearer to Panel than the one before", th.Name, i)
			}
			seen[c], before = true, c
		}
		if len(seen) != 32 {
			t.Errorf("%s: %d shades, want 32", th.Name, len(seen))
		}
	}
}
