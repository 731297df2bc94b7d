package figure

import (
	"fmt"
	"image"
	"math"

	"gonum.org/v1/plot/vg"
)

// A Stage is where a scene plays. The zero value is a light stage of 800×500
// in English, without digits.
type Stage struct {
	Theme Theme       // zero: Light
	Size  image.Point // in design pixels; zero: 800×500
	Words Words       // zero: English, as the scene says it

	// Bare leaves title and subtitle to the caption under the figure, and
	// nearly all of the margin to the page around it. False: neither.
	Bare bool

	// Digits is where scenes find handwritten digits. Scenes that need them
	// fail without.
	Digits Digits

	// Sealed is for whoever makes films for others: no parameter names a file,
	// each is the data themselves. False: files are read.
	Sealed bool

	// Frames is the length of the film that is staged. Scenes set it before
	// they place parts; 0 until then.
	Frames int

	// Progress is told how much of a long computation is done.
	// Nil means that nobody listens.
	Progress func(done, total int)

	Locale // of Words.Lang, as Set finds it; zero: English

	texts map[string]string // by key, as Set finds them
	heads []head            // above the body, as Titled finds them; nil: none
}

// A head is a line of the title or of the subtitle.
type head struct {
	text string
	down float64 // of its baseline from the top of the page
	t    Type
}

// Digits is a source of labelled images, such as *mnist.Set.
type Digits interface {
	// Nth is the n-th image with a label, both from 0, and its index in the
	// whole set.
	Nth(label, n int) (index int, img *image.Gray, err error)

	// Image is an image of the whole set, from 0 to Len − 1, and Label what it
	// shows.
	Image(i int) (*image.Gray, error)
	Label(i int) uint8
	Len() int
}

// DefaultSize is the size of a figure unless the author wants another.
var DefaultSize = image.Pt(800, 500)

// Column is the least size that every scene must have a layout for: that of a
// column of text 8 cm wide, at half a point for each design pixel.
var Column = image.Pt(454, 340)

// MaxSide is the longest side of a stage in design pixels.
const MaxSide = 8192

// Set completes a stage with defaults and with the words of a scene. least is
// the smallest size at which the scene's labels have room. Errors are an
// author's: a size, a language or a label that cannot be.
func (s Stage) Set(least image.Point, script Script) (Stage, error) {
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
	if s.Words.Lang == "" {
		s.Words.Lang = "en"
	}
	var err error
	if s.Locale, err = localeOf(s.Words.Lang); err != nil {
		return s, err
	}
	s.texts, err = s.Words.texts(script)
	return s, err
}

// Margin is the empty border of a figure that is neither small nor bare.
const Margin = 24

// Below this a figure is small: as set in a column of text, where its letters
// stand beside those of the text and every pixel is needed.
const (
	smallWidth  = 640
	smallHeight = 400
)

// Small says that the stage is less than 640 pixels wide or less than 400
// high. Then titles and answers have a size of 16 instead of 20, the margin is
// 12 instead of 24, and scenes leave out what is secondary.
func (s Stage) Small() bool { return s.Size.X < smallWidth || s.Size.Y < smallHeight }

// Answer is the type of answers on this stage.
func (s Stage) Answer() Type { return s.large(Answer) }

func (s Stage) large(t Type) Type {
	if s.Small() {
		t.Size = 16
	}
	return t
}

// Page is the whole stage within its margins.
func (s Stage) Page() Box {
	margin := float64(Margin)
	switch {
	case s.Bare:
		margin = 8
	case s.Small():
		margin = 12
	}
	return s.canvas().Inset(margin, margin, margin, margin)
}

func (s Stage) canvas() Box {
	return Box{vg.Rectangle{Max: vg.Point{X: vg.Length(s.Size.X), Y: vg.Length(s.Size.Y)}}}
}

// How many lines title and subtitle may take.
const (
	titleLines    = 2
	subtitleLines = 3
)

// Titled is the stage with a title, which asks the question, and a subtitle,
// which says what is done about it; either may be empty. Both are wrapped.
// An error says which of them is too long for the stage.
func (s Stage) Titled(title, subtitle string) (Stage, error) {
	s.heads = nil
	if s.Bare {
		return s, nil
	}
	large := s.large(Title)
	// A letter of capital height below the top of the page, and then lines as
	// far apart as their sizes ask for.
	first, between, down := 16.0, 24.0, 0.0
	if s.Small() {
		first, between = 13, 20
	}
	for _, part := range []struct {
		name, text string
		t          Type
		most       int
		step       float64 // from line to line
		lead       float64 // from a title to the first line
	}{{"title", title, large, titleLines, between, first}, {"subtitle", subtitle, Note, subtitleLines, 18, between - 1}} {
		lines := part.t.Wrap(part.text, s.Page().Width())
		if n := len(lines); n > part.most || n > 0 && widest(part.t, lines) > s.Page().Width() {
			return s, fmt.Errorf("%s %q: it does not go into %d lines of a figure %d wide; want it shorter, or a wider figure",
				part.name, part.text, part.most, s.Size.X)
		}
		for i, line := range lines {
			switch {
			case i > 0:
				down += part.step
			case down == 0:
				down = min(part.lead, first)
			default:
				down += part.lead
			}
			down = max(down, s.above(part.t, line))
			s.heads = append(s.heads, head{line, down, part.t})
		}
	}
	return s, nil
}

// bottom is how far down formulas in the last line of the heads reach; 0 if
// there are none.
func (s Stage) bottom() float64 {
	if len(s.heads) == 0 {
		return 0
	}
	last := s.heads[len(s.heads)-1]
	if !isRich(last.text) {
		return 0
	}
	_, _, depth := last.t.Extent(last.text)
	return last.down + depth
}

// above is the least distance from the top of the page to the baseline of the
// next line, for formulas in it or in the line before; 0 if there are none:
// words have their place already.
func (s Stage) above(t Type, line string) float64 {
	const apart = 2
	before := s.bottom()
	if before == 0 && !isRich(line) {
		return 0
	}
	_, height, _ := t.Extent(line)
	return math.Ceil(before + height + apart)
}

// Body is the part of the page below title and subtitle.
func (s Stage) Body() Box {
	if len(s.heads) == 0 {
		return s.Page()
	}
	below := 21.0
	if s.Small() {
		below = 16
	}
	_, body := s.Page().Top(max(s.heads[len(s.heads)-1].down+below, s.bottom()+below/2))
	return body
}

// Paper covers the canvas and writes title and subtitle.
func (s Stage) Paper(p Pen) {
	p.Rect(s.canvas(), s.Theme.Paper)
	for _, h := range s.heads {
		p.Text(s.Page().TopLeft().Sub(vg.Point{Y: vg.Length(h.down)}), h.text, h.t)
	}
}
