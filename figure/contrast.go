package figure

import (
	"image/color"
	"math"
)

// Contrast is that of WCAG 2 between two opaque colours, from 1 to 21. Text
// needs 4.5, and 3 if it is large or a graphic.
func Contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.NRGBA) float64 {
	l := linear(c)
	return float64(0.2126*l[0]) + float64(0.7152*l[1]) + float64(0.0722*l[2])
}

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

// lab is linear light in CIELAB under D65, where distances are what the eye
// sees: about 2 are just noticed.
func lab(l [3]float64) [3]float64 {
	xyz := [3]float64{
		(float64(0.4124564*l[0]) + float64(0.3575761*l[1]) + float64(0.1804375*l[2])) / 0.95047,
		float64(0.2126729*l[0]) + float64(0.7151522*l[1]) + float64(0.0721750*l[2]),
		(float64(0.0193339*l[0]) + float64(0.1191920*l[1]) + float64(0.9503041*l[2])) / 1.08883,
	}
	for i, t := range xyz {
		if t > 216.0/24389 {
			xyz[i] = math.Cbrt(t)
		} else {
			xyz[i] = (float64(24389.0/27*t) + 16) / 116
		}
	}
	return [3]float64{float64(116*xyz[1]) - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

// An eye is what colour-blind eyes make of linear light: matrices of Machado,
// Oliveira and Fernandes (2009), at full severity.
type eye struct {
	name  string
	light [3][3]float64
}

var blindEyes = []eye{
	{"protanopia", [3][3]float64{
		{0.152286, 1.052583, -0.204868},
		{0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3][3]float64{
		{0.367322, 0.860646, -0.227968},
		{0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3][3]float64{
		{1.255528, -0.076749, -0.178779},
		{-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900}}},
}

// sees is a colour in CIELAB as this eye sees it.
func (e eye) sees(c color.NRGBA) [3]float64 {
	l := linear(c)
	var out [3]float64
	for i, row := range e.light {
		out[i] = min(max(float64(row[0]*l[0])+float64(row[1]*l[1])+float64(row[2]*l[2]), 0), 1)
	}
	return lab(out)
}

// apart is how far this eye sees two colours from each other.
func (e eye) apart(a, b color.NRGBA) float64 {
	x, y := e.sees(a), e.sees(b)
	sum := 0.0
	for i := range x {
		d := x[i] - y[i]
		sum += float64(d * d)
	}
	return math.Sqrt(sum)
}

// readable is the colour of the same hue, nearest in lightness to c, that has
// the given contrast on every ground; not ok if none has.
func readable(c color.NRGBA, contrast float64, grounds ...color.NRGBA) (best color.NRGBA, ok bool) {
	enough := func(c color.NRGBA) bool {
		for _, g := range grounds {
			if Contrast(c, g) < contrast {
				return false
			}
		}
		return true
	}
	// Gray mixed into a colour keeps its hue.
	for part := range 256 {
		for _, to := range []color.NRGBA{{0, 0, 0, 255}, {255, 255, 255, 255}} {
			if m := mix(c, to, part, 255); enough(m) {
				return m, true
			}
		}
	}
	return c, false
}

// mix is a with part of all its parts taken from b, rounded.
func mix(a, b color.NRGBA, part, all int) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8((int(x)*(all-part) + int(y)*part + all/2) / all) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}
