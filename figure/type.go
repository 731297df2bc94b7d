package figure

import (
	"image/color"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"

	"flipbook/internal/typeset"
)

// Type is how words look.
type Type struct {
	Size  float64 // in design pixels
	Bold  bool
	Align Align
	Muted bool        // in the theme's Muted ink instead of its Ink
	Color color.Color // nil: Ink or Muted
}

// Align says which end of a text lies at its point.
type Align int

const (
	Left Align = iota
	Center
	Right
)

// The type of all figures: one size for text, one for titles and answers.
var (
	Title  = Type{Size: 20, Bold: true}
	Answer = Type{Size: 20, Bold: true}
	Head   = Type{Size: 14, Bold: true}
	Label  = Type{Size: 14}
	Note   = Type{Size: 14, Muted: true}
)

// In is t in a colour.
func (t Type) In(c color.Color) Type {
	t.Color = c
	return t
}

// To is t aligned in another way.
func (t Type) To(a Align) Type {
	t.Align = a
	return t
}

// Width is how wide s is, in design pixels. What stands between dollars is
// mathematics, see CheckText.
func (t Type) Width(s string) float64 {
	if isRich(s) {
		return t.setting(s).width
	}
	return typeset.Width(t.face(), s)
}

func (t Type) face() font.Face {
	f := sans()
	if t.Bold {
		f = bold()
	}
	f.Font.Size = font.Length(t.Size)
	return f
}

var (
	sans = sync.OnceValue(func() font.Face { return parse(liberationsansregular.TTF, stdfont.WeightNormal) })
	bold = sync.OnceValue(func() font.Face { return parse(liberationsansbold.TTF, stdfont.WeightBold) })
)

// parse reads a font that is linked in; a broken one is a broken program.
func parse(ttf []byte, weight stdfont.Weight) font.Face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("figure: a font that is linked in cannot be read: " + err.Error())
	}
	return font.Face{Font: font.Font{Typeface: "Liberation", Variant: "Sans", Weight: weight}, Face: f}
}
