package press

import (
	"fmt"
	"image"

	"flipbook/figure"
)

// A sheet is how a figure lies on paper, and how many pixels it gets.
type sheet struct {
	layout  image.Point // the size of the figure, or of each panel of a strip, in design pixels
	columns int         // of a strip
	unit    float64     // points of paper for a design pixel
	scale   float64     // pixels for a design pixel
	printed bool        // the author asked for a width on paper
}

const (
	halfPoint  = 0.5 // points for a design pixel: labels have 7 pt, answers 10
	printDPI   = 300 // of a PNG with a width on paper
	gutter     = 24  // design pixels between the panels of a strip
	stripWidth = 964 // design pixels: 17 cm, the width of a page's text
	smallest   = 6.0 // points: below, labels are hard to read on paper
)

// sheet lays an output out.
func (l Look) sheet(w Wanted) (sheet, error) {
	s := sheet{layout: image.Point(l.Size), unit: halfPoint, scale: 1}
	switch {
	case l.Scale != nil:
		s.scale = *l.Scale
	case w.Format == PPTX:
		s.scale = 2 // a projector has more pixels than a page
	}
	if w.Kind != Still && w.Kind != Strip {
		if s.layout == (image.Point{}) {
			s.layout = figure.DefaultSize
		}
		return s, nil
	}
	if l.DPI != nil && l.Scale != nil {
		return s, FieldError{"dpi", "and --scale both say how many pixels there are: want one of them"}
	}
	s.printed = l.Width != nil
	if w.Kind == Strip {
		s.panels(l)
	} else {
		s.single(l)
	}
	switch {
	case w.Format != PNG:
		s.scale = 1
	case l.DPI != nil:
		s.scale = *l.DPI * s.unit / 72
	case s.printed && l.Scale == nil:
		s.scale = printDPI * s.unit / 72
	}
	return s, nil
}

// single lays a figure out that stands alone.
func (s *sheet) single(l Look) {
	across := figure.DefaultSize.X
	if l.Width != nil {
		across = max(int(float64(*l.Width)/halfPoint+0.5), figure.Column.X)
	}
	if l.Size == (Size{}) {
		s.layout = image.Pt(across, max(across*figure.DefaultSize.Y/figure.DefaultSize.X, figure.Column.Y))
	}
	if l.Width != nil {
		s.unit = float64(*l.Width) / float64(s.layout.X)
	}
}

// panels lays a strip out.
func (s *sheet) panels(l Look) {
	total := stripWidth
	if l.Width != nil {
		total = int(float64(*l.Width)/halfPoint + 0.5)
	}
	wide := figure.Column.X
	if l.Size != (Size{}) {
		wide = l.Size.X
	}
	s.columns = max(1, (total+gutter)/(wide+gutter))
	if l.Columns != nil {
		s.columns = *l.Columns
	}
	if l.Size == (Size{}) {
		wide = max((total-(s.columns-1)*gutter)/s.columns, figure.Column.X)
		s.layout = image.Pt(wide, max(wide*figure.Column.Y/figure.Column.X, figure.Column.Y))
	}
	if l.Width != nil {
		s.unit = float64(*l.Width) / float64(s.across(s.columns))
	}
}

// across is the width of so many panels beside each other, in design pixels.
func (s *sheet) across(columns int) int { return columns*s.layout.X + (columns-1)*gutter }

// notes say what paper does to the figure.
func (s *sheet) notes() []string {
	if size := figure.Label.Size * s.unit; s.printed && size < smallest-0.05 {
		return []string{fmt.Sprintf("labels have %.1f pt on paper: below %.0f pt they are hard to read", size, smallest)}
	}
	return nil
}
