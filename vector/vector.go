// Package vector writes drawings as SVG and PDF: sharp at any size, with true
// coordinates, and the same bytes on every run and processor.
//
// A drawing is code that draws on a vg.Canvas. Every shape is brought to the
// coordinates of the page (transforms are applied, arcs become Bézier curves)
// and handed to a sink, which writes one format.
//
// Lines have round joins and caps; dashes end square. Shapes are filled by the
// nonzero winding rule. Images become crisp cells, one rectangle or more for
// each pixel: they are meant for bitmaps of up to some 10,000 cells, not for
// photographs. Words are real text in a PDF, in subsets of their TrueType
// fonts, and outlines in an SVG; words in an OpenType font with CFF outlines,
// or with runes outside the Basic Multilingual Plane or that the font lacks,
// are outlines in a PDF as well.
package vector

import (
	"errors"
	"fmt"
	"image"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"
)

// A Drawing is a page: its size and the code that draws it.
type Drawing struct {
	// Size is the size of the page in design pixels. It must be positive.
	Size image.Point

	// Draw draws the page. One vg point is one design pixel, and the origin is
	// at the bottom left. What lies outside the page is not seen.
	Draw func(vg.Canvas)
}

// Options say how large a drawing is on paper and what its file tells of it.
// The zero value is good, but a file should have a title and a text for those
// who cannot see it.
type Options struct {
	// Unit is how many points of paper (1/72 inch) a design pixel becomes.
	// 0 means DefaultUnit in a PDF; in an SVG it means that the file speaks of
	// px alone, as the web does.
	Unit float64

	// Title is what the drawing is called: one line. Empty: it has no title.
	Title string

	// Alt is what a reader who cannot see the drawing is told. It may have
	// more than one line. Empty: such a reader is told the title.
	Alt string

	// Made is the line of provenance, which the function Made finds again.
	// Empty: the file does not say how it was made.
	Made string

	// Lang is the language of the words, as in BCP 47: "en", "de-CH".
	// Empty: the file does not say.
	Lang string
}

// DefaultUnit is the size of a design pixel in a PDF: labels of 14 px become
// 7 pt high, a figure of 800 px becomes 400 pt wide.
const DefaultUnit = 0.5

// producer is what a file says it was written by, if it says how it was made.
const producer = "flipbook"

// isLanguageTag says whether s has the form of a tag of BCP 47: parts of up to
// 8 letters and digits, the first of 2 letters or more.
func isLanguageTag(s string) bool {
	const digits, letters = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for i, part := range strings.Split(s, "-") {
		least, of := 1, letters+digits
		if i == 0 {
			least, of = 2, letters
		}
		if len(part) < least || len(part) > 8 || strings.Trim(part, of) != "" {
			return false
		}
	}
	return true
}

// check reports the first thing that is wrong with the options.
func (o *Options) check() error {
	if o.Unit < 0 || math.IsNaN(o.Unit) || math.IsInf(o.Unit, 0) {
		return fmt.Errorf("vector: unit %v: want the points of paper a design pixel becomes, above 0, or 0 for the default", o.Unit)
	}
	if o.Lang != "" && !isLanguageTag(o.Lang) {
		return fmt.Errorf("vector: language %q: want a tag like en or de-CH", o.Lang)
	}
	for _, s := range []struct {
		name, text string
		lines      bool
	}{{"title", o.Title, false}, {"alt text", o.Alt, true}, {"line of provenance", o.Made, false}} {
		if r, bad := unfit(s.text, s.lines); bad {
			return fmt.Errorf("vector: the %s has the character %U: want plain text in UTF-8%s", s.name, r,
				map[bool]string{false: ", on one line"}[s.lines])
		}
	}
	return nil
}

// unfit is the first rune of s that a line of text cannot have: a control
// character, a noncharacter, or what is not UTF-8. Lines may be broken if s
// may have several.
func unfit(s string, lines bool) (rune, bool) {
	if !utf8.ValidString(s) {
		return utf8.RuneError, true
	}
	for _, r := range s {
		noncharacter := r&0xfffe == 0xfffe
		if noncharacter || unicode.IsControl(r) && !(lines && r == '\n') {
			return r, true
		}
	}
	return 0, false
}

// check reports what makes d unfit to be drawn.
func (d Drawing) check() error {
	switch {
	case d.Size.X <= 0 || d.Size.Y <= 0:
		return fmt.Errorf("vector: size %dx%d: want at least one design pixel on each side", d.Size.X, d.Size.Y)
	case d.Draw == nil:
		return errors.New("vector: the drawing has no code that draws it")
	}
	return nil
}
