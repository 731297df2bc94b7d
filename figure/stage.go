package figure

import (
	"fmt"
	"image"

	"gonum.org/v1/plot/vg"
)

// A Stage is where a scene plays. The zero value is a light stage of 800×500
// without digits.
type Stage struct {
	Theme Theme       // zero: Light
	Size  image.Point // in design pixels; zero: 800×500

	// Digits is where scenes find handwritten digits. Scenes that need them
	// fail without.
	Digits Digits

	// Progress is told how much of a long computation is done.
	// Nil means that nobody listens.
	Progress func(done, total int)
}

// Digits is a source of labelled images, such as *mnist.Set.
type Digits interface {
	// Nth is the n-th image with a label, both from 0, and its index in the
	// whole set.
	Nth(label, n int) (index int, img *image.Gray, err error)
}

// DefaultSize is the size of a figure unless the author wants another.
var DefaultSize = image.Pt(800, 500)

// MaxSide is the longest side of a stage in design pixels.
const MaxSide = 8192

// Set completes a stage with defaults. least is the smallest size at which
// the scene's labels have room.
func (s Stage) Set(least image.Point) (Stage, error) {
	if s.Theme.Name == "" {
		s.Theme = Light
	}
	if s.Size == (image.Point{}) {
		s.Size = DefaultSize
	}
	if s.Size.X < least.X || s.Size.Y < least.Y {
		return s, fmt.Errorf("size %dx%d: this scene needs at least %dx%d; for a smaller picture use --scale 0.5",
			s.Size.X, s.Size.Y, least.X, least.Y)
	}
	if s.Size.X > MaxSide || s.Size.Y > MaxSide {
		return s, fmt.Errorf("size %dx%d: at most %dx%d", s.Size.X, s.Size.Y, MaxSide, MaxSide)
	}
	if s.Progress == nil {
		s.Progress = func(int, int) {}
	}
	return s, nil
}

// Margin is the empty border of every figure.
const Margin = 24

// Page is the whole stage within its margins.
func (s Stage) Page() Box {
	return Box{vg.Rectangle{Max: vg.Point{X: vg.Length(s.Size.X), Y: vg.Length(s.Size.Y)}}}.Inset(Margin, Margin, Margin, Margin)
}

// Body is the part of the page below title and subtitle.
func (s Stage) Body() Box {
	_, body := s.Page().Top(60)
	return body
}

// Paper covers the canvas and writes the title, which asks the question, and
// the subtitle, which says what is done about it.
func (s Stage) Paper(p Pen, title, subtitle string) {
	p.Rect(Box{vg.Rectangle{Max: vg.Point{X: vg.Length(s.Size.X), Y: vg.Length(s.Size.Y)}}}, s.Theme.Paper)
	at := s.Page().TopLeft()
	p.Text(at.Sub(vg.Point{Y: 16}), title, Title)
	p.Text(at.Sub(vg.Point{Y: 39}), subtitle, Note)
}
