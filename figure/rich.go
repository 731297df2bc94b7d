package figure

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/formula"
	"flipbook/internal/typeset"
)

// Mathematics stands between dollars in any text, as in TeX: the energy
// $E = -\frac12 \sum_{ij} w_{ij} s_i s_j$. A dollar sign is written \$.

// A span is a part of a text: words, or a formula.
type span struct {
	words   string           // as they are drawn
	formula *formula.Formula // nil: words
}

// isRich says whether s may have more than words.
func isRich(s string) bool { return strings.IndexByte(s, '$') >= 0 }

// spans cuts a text into words and formulas. The error is its first mistake.
func spans(s string) ([]span, error) {
	var out []span
	var words strings.Builder
	for at := 0; at < len(s); {
		switch {
		case strings.HasPrefix(s[at:], `\$`):
			words.WriteByte('$')
			at += 2
		case s[at] != '$':
			words.WriteByte(s[at])
			at++
		default:
			column := utf8.RuneCountInString(s[:at]) + 1
			n := closing(s[at+1:])
			if n < 0 {
				return nil, fmt.Errorf(`column %d: this $ begins a formula that never ends; add another $, or write \$ for a dollar sign`, column)
			}
			f, err := formula.Parse(s[at+1 : at+1+n])
			if wrong := (*formula.Error)(nil); errors.As(err, &wrong) {
				return nil, fmt.Errorf("column %d: %s", column+wrong.Column, wrong.Msg)
			}
			if words.Len() > 0 {
				out = append(out, span{words: words.String()})
				words.Reset()
			}
			out = append(out, span{formula: f})
			at += n + 2
		}
	}
	if words.Len() > 0 {
		out = append(out, span{words: words.String()})
	}
	return out, nil
}

// closing is where the dollar stands that ends a formula, or -1.
func closing(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '$':
			return i
		}
	}
	return -1
}

// CheckText reports the first mistake in the mathematics of s, with its column
// in s, counted in letters from 1.
func CheckText(s string) error {
	_, err := spans(s)
	return err
}

// PlainText is s in plain Unicode, as one would type it into a message. A text
// with a mistake is given back as it is.
func PlainText(s string) string {
	if !isRich(s) {
		return s
	}
	parts, err := spans(s)
	if err != nil {
		return s
	}
	var out strings.Builder
	for _, p := range parts {
		if p.formula != nil {
			out.WriteString(p.formula.Plain())
		} else {
			out.WriteString(p.words)
		}
	}
	return out.String()
}

// mathScale is by how much formulas are larger than the words around them: the
// letters of STIX Two are as much smaller than those of Liberation Sans.
const mathScale = 1.08

// How far letters of Liberation Sans reach above and below their baseline, but
// for accents, in parts of the size.
const (
	ascent  = 0.72
	descent = 0.21
)

// A setting is a text with formulas that has been laid out.
type setting struct {
	spans                []placed
	width, height, depth float64
}

// A placed span begins at x.
type placed struct {
	words  string // empty: a formula
	layout formula.Layout
	x      float64
}

// settings keeps what has been laid out. A film shows the same few texts over
// and over; one whose texts all differ is kept from filling the memory.
var settings = struct {
	sync.Mutex
	of map[settingKey]*setting
}{of: make(map[settingKey]*setting)}

type settingKey struct {
	text string
	size float64
	bold bool
}

const mostSettings = 512

// setting lays out a text with formulas. One with a mistake is words alone:
// what an author has written is seen as it was written.
func (t Type) setting(s string) *setting {
	key := settingKey{s, t.Size, t.Bold}
	settings.Lock()
	defer settings.Unlock()
	if known, ok := settings.of[key]; ok {
		return known
	}
	parts, err := spans(s)
	if err != nil {
		parts = []span{{words: s}}
	}
	out := &setting{height: float64(t.Size * ascent), depth: float64(t.Size * descent)}
	for _, p := range parts {
		if p.formula == nil {
			out.spans = append(out.spans, placed{words: p.words, x: out.width})
			out.width += typeset.Width(t.face(), p.words)
			continue
		}
		l := p.formula.Layout(float64(t.Size*mathScale), t.Bold)
		out.spans = append(out.spans, placed{layout: l, x: out.width})
		out.width += l.Width
		out.height, out.depth = max(out.height, l.Height), max(out.depth, l.Depth)
	}
	if len(settings.of) == mostSettings {
		clear(settings.of)
	}
	settings.of[key] = out
	return out
}

// Extent is the room that s takes: its width, and how far it reaches above and
// below its baseline. Words reach as far as the letters of their font.
func (t Type) Extent(s string) (width, height, depth float64) {
	if !isRich(s) {
		return t.Width(s), float64(t.Size * ascent), float64(t.Size * descent)
	}
	set := t.setting(s)
	return set.width, set.height, set.depth
}

// rich writes a text with formulas at a point, in the colour of the canvas. Its
// baseline is moved onto a whole design pixel: words would be moved there, and
// formulas not.
func (p Pen) rich(at vg.Point, set *setting, t Type) {
	at.Y = baseline(at.Y)
	for _, s := range set.spans {
		from := vg.Point{X: at.X + vg.Length(s.x), Y: at.Y}
		if s.words != "" {
			p.Canvas.FillString(t.face(), from, s.words)
			continue
		}
		if outline := s.layout.Outline(from); len(outline) > 0 {
			p.Canvas.Fill(outline)
		}
		p.Canvas.SetLineDash(nil, 0)
		if outline, width := s.layout.Heavy(from); len(outline) > 0 {
			p.Canvas.SetLineWidth(vg.Length(width))
			p.Canvas.Stroke(outline)
		}
		for _, r := range s.layout.Rules(from) {
			p.rule(r)
		}
	}
}

// baseline is the whole design pixel onto which a canvas of pixels moves words:
// the nearest, and the lower of two that are as near when y is on its grid of
// 1/64.
func baseline(y vg.Length) vg.Length {
	return vg.Length(math.Ceil(float64(y) - 0.5 - (0.5+1.0/4096)/64))
}

// thinnest is the width up to which a line is drawn as at least one pixel, at
// any scale. A rectangle as thin may cover no pixel's middle.
const thinnest = 1.25

// rule fills a thin rectangle that must be seen at any scale. It is a line: on
// pixels that is crisp. On paper lines have round ends, so they lie within the
// rule, and a rectangle makes them square; a thin one is a little thinner than
// the line, so that it covers no row of pixels beside it.
func (p Pen) rule(r vg.Rectangle) {
	size := r.Size()
	thick, long := min(size.X, size.Y), max(size.X, size.Y)
	if thick <= 0 {
		return
	}
	width := min(thick, thinnest)
	end, side := min(width, long)/2, vg.Length(0)
	if thick <= thinnest {
		side = thick / 10
	}
	from := vg.Point{X: r.Min.X + end, Y: r.Min.Y + size.Y/2}
	to := vg.Point{X: r.Max.X - end, Y: from.Y}
	if size.X < size.Y {
		from = vg.Point{X: r.Min.X + size.X/2, Y: r.Min.Y + end}
		to = vg.Point{X: from.X, Y: r.Max.Y - end}
		r.Min.X, r.Max.X = r.Min.X+side, r.Max.X-side
	} else {
		r.Min.Y, r.Max.Y = r.Min.Y+side, r.Max.Y-side
	}
	p.Canvas.Fill(r.Path())
	p.Canvas.SetLineWidth(width)
	p.Canvas.Stroke(path([]vg.Point{from, to}))
}
