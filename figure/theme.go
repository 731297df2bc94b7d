// Package figure is what a scene draws with: a stage to play on, themes, type,
// boxes and charts, over gonum's vg.Canvas. It knows no scene and no file
// format.
//
// Lengths are design pixels with the origin at the bottom left, as vg has it.
package figure

import (
	"fmt"
	"image/color"
	"strings"
)

// A Theme is the look of a figure: a handful of inks, each with one meaning
// that holds through all scenes, and the widths of lines.
type Theme struct {
	Name string

	Paper color.NRGBA // the ground of everything
	Panel color.NRGBA // the ground of a picture or an inset; the −1 of a bitmap
	Ink   color.NRGBA // text, what was found; the +1 of a bitmap
	Muted color.NRGBA // text that explains
	Faint color.NRGBA // axes and rules
	Tried color.NRGBA // what the algorithm left behind

	Cool color.NRGBA // what is right, wins, or counts as +1
	Warm color.NRGBA // what is wrong, loses, or counts as −1
	Now  color.NRGBA // what the algorithm is looking at

	CoolTint color.NRGBA // an area that belongs to Cool
	WarmTint color.NRGBA // an area that belongs to Warm
	BothTint color.NRGBA // where the two areas overlap

	Hair float64 // the width of rules
	Thin float64 // of dots along what was tried
	Line float64 // of data
	Bold float64 // of the answer
}

// The themes. Inks are those of Okabe and Ito (2008), darkened on paper until
// words in them have a contrast of 4.5:1.
var (
	Light = Theme{
		Name:  "light",
		Paper: rgb(0xffffff), Panel: rgb(0xf1f2f4), Ink: rgb(0x1a1b1e),
		Muted: rgb(0x5d6168), Faint: rgb(0xd5d7db), Tried: rgb(0xa9adb3),
		Cool: rgb(0x0a6ebd), Warm: rgb(0xc2500a), Now: rgb(0x9a3d82),
		CoolTint: rgb(0xdbe9f6), WarmTint: rgb(0xf8e4d7), BothTint: rgb(0xe6e0e4),
		Hair: 1, Thin: 2, Line: 2, Bold: 3,
	}
	Dark = Theme{
		Name:  "dark",
		Paper: rgb(0x14161a), Panel: rgb(0x22252b), Ink: rgb(0xf3f4f6),
		Muted: rgb(0x9ba0a8), Faint: rgb(0x363a42), Tried: rgb(0x626770),
		Cool: rgb(0x5bb4f0), Warm: rgb(0xf59a57), Now: rgb(0xe58fcb),
		CoolTint: rgb(0x1c3042), WarmTint: rgb(0x40291b), BothTint: rgb(0x37313a),
		Hair: 1, Thin: 2, Line: 2, Bold: 3,
	}
	// Print is for paper, colour or not: Cool is clearly darker than Warm,
	// nothing is lighter than a press can hold, lines are heavier.
	Print = Theme{
		Name:  "print",
		Paper: rgb(0xffffff), Panel: rgb(0xeeeeee), Ink: rgb(0x000000),
		Muted: rgb(0x404040), Faint: rgb(0xb8b8b8), Tried: rgb(0x8c8c8c),
		Cool: rgb(0x00427a), Warm: rgb(0xbb5500), Now: rgb(0x8a2f72),
		CoolTint: rgb(0xcfdfec), WarmTint: rgb(0xf7e3d2), BothTint: rgb(0xdcd6d6),
		Hair: 1, Thin: 2, Line: 2.25, Bold: 3.5,
	}
)

// Themes lists all of them, the default first.
func Themes() []Theme { return []Theme{Light, Dark, Print} }

// ThemeNamed finds a theme by its name.
func ThemeNamed(name string) (Theme, error) {
	var names []string
	for _, t := range Themes() {
		if t.Name == name {
			return t, nil
		}
		names = append(names, t.Name)
	}
	return Theme{}, fmt.Errorf("theme %q: want one of %s", name, strings.Join(names, ", "))
}

// Shade is the colour of a gray value between Panel (0) and Ink (1), in 32
// steps: as many as the eye tells apart, few enough for an exact palette.
func (t Theme) Shade(v float64) color.NRGBA {
	const steps = 31
	return mix(t.Panel, t.Ink, int(float64(min(max(v, 0), 1)*steps)+0.5), steps)
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}
