package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/detmath"
)

// A Chart is a pair of axes. Its box is the area of the data; labels stand
// outside, and At needs no other room.
type Chart struct {
	Box  Box
	X, Y Axis
}

// An Axis maps data to a side of a chart.
type Axis struct {
	From, To float64 // the data at the two ends; From ≠ To, both above 0 if Log
	Log      bool    // decades are equally long
	Ticks    []Tick  // nil: none
	Rules    bool    // a faint line crosses the chart at each tick
	Title    string  // empty: none
}

// A Tick is a labelled place on an axis.
type Tick struct {
	At    float64
	Label string
}

const (
	tickMark = 4  // the length of the marks between an axis and its labels
	labelGap = 10 // between the y axis and its labels
)

func (a Axis) norm(v float64) float64 {
	if a.Log {
		from := detmath.Log(a.From)
		return (detmath.Log(v) - from) / (detmath.Log(a.To) - from)
	}
	return (v - a.From) / (a.To - a.From)
}

// At is where the data x, y lies on the canvas.
func (c Chart) At(x, y float64) vg.Point {
	return vg.Point{
		X: c.Box.Min.X + vg.Length(float64(c.X.norm(x)*c.Box.Width())),
		Y: c.Box.Min.Y + vg.Length(float64(c.Y.norm(y)*c.Box.Height())),
	}
}

// Draw draws the axes. Labels at the ends of the x axis are moved inwards
// until they end with the axis; one that would touch its right neighbour is
// left out.
func (c Chart) Draw(p Pen) {
	for _, t := range c.Y.Ticks {
		at := c.At(c.X.From, t.At)
		if c.Y.Rules {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: c.Box.Max.X, Y: at.Y})
		} else {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X - tickMark, Y: at.Y})
		}
		p.Text(at.Add(vg.Point{X: -labelGap, Y: -5}), t.Label, Note.To(Right))
	}
	used := c.Box.Max.X + 8 // by the labels to the right
	for _, t := range slices.Backward(c.X.Ticks) {
		at := c.At(t.At, c.Y.From)
		if c.X.Rules {
			p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X, Y: c.Box.Max.Y})
		}
		p.Line(p.Theme.Faint, p.Theme.Hair, at, vg.Point{X: at.X, Y: at.Y - tickMark})
		half := vg.Length(Note.Width(t.Label) / 2)
		at.X = max(min(at.X, c.Box.Max.X-half), c.Box.Min.X+half)
		at.Y = c.Box.Min.Y - 20
		if at.X+half+8 <= used {
			p.Text(at, t.Label, Note.To(Center))
			used = at.X - half
		}
	}
	if c.Y.Title != "" {
		p.Text(c.Box.TopLeft().Add(vg.Point{Y: 12}), c.Y.Title, Head)
	}
	if c.X.Title != "" {
		p.Text(vg.Point{X: (c.Box.Min.X + c.Box.Max.X) / 2, Y: c.Box.Min.Y - 42}, c.X.Title, Note.To(Center))
	}
}

// Decades are the powers of ten from one number to another, and the other.
func Decades(from, to int) []Tick {
	var out []Tick
	for d := 1; ; d *= 10 {
		if d >= from && d < to {
			out = append(out, Tick{float64(d), Count(d)})
		}
		if d > to/10 {
			break
		}
	}
	return append(out, Tick{float64(to), Count(to)})
}

// Even are up to about most round numbers from one number to another, or none
// if the two are so near to each other, for their size, that there are none.
func Even(from, to float64, most int) []Tick {
	step := roundUp((to - from) / float64(most))
	first := math.Ceil(from/step - 1e-9)
	if !(step > 0) || math.Abs(first) > 1e12 {
		return nil
	}
	digits := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	var out []Tick
	for i := range most + 2 {
		v := (first + float64(i)) * step
		if v > to+float64(step*1e-9) {
			break
		}
		label := Number(v, digits)
		switch {
		case v == 0:
			label = Number(0, min(digits, 1))
		case digits > 5 || step >= 1e6:
			label = Short(v, 2)
		case digits == 0:
			label = Count(int(v))
		}
		out = append(out, Tick{v, label})
	}
	return out
}

// Room is how wide the labels of ticks are, with their distance to the axis.
func Room(ticks []Tick) float64 {
	wide := 0.0
	for _, t := range ticks {
		wide = max(wide, Note.Width(t.Label))
	}
	return math.Ceil(wide) + labelGap
}

// roundUp is the least of 1, 2 and 5 times a power of ten that is not below v.
func roundUp(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if unit*m >= v*(1-1e-9) {
			return unit * m
		}
	}
	return unit * 10
}

// Count writes a whole number with commas between the thousands.
func Count(n int) string {
	s, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if negative {
		return "−" + s
	}
	return s
}

// Number writes v with a number of digits after the point and a true minus.
// A negative number that rounds to zero has none.
func Number(v float64, digits int) string {
	s := strconv.FormatFloat(v, 'f', digits, 64)
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		if strings.Trim(rest, "0.") == "" {
			return rest
		}
		return "−" + rest
	}
	return s
}

// Short writes v with n significant digits and commas between the thousands,
// and with an exponent if it is very large or small: 0.08193, 12,345, 4.00e15.
func Short(v float64, n int) string {
	size := math.Abs(v)
	switch {
	case size != 0 && (size >= math.Pow(10, float64(n+3)) || size < 1e-4):
		s := strconv.FormatFloat(v, 'e', n-1, 64)
		mantissa, exponent, _ := strings.Cut(s, "e")
		e, _ := strconv.Atoi(exponent)
		return strings.Replace(mantissa, "-", "−", 1) + "e" + strings.Replace(strconv.Itoa(e), "-", "−", 1)
	case size >= 1000 && size >= math.Pow(10, float64(n-1)):
		return Count(int(math.Round(v)))
	}
	digits := n - 1
	for size >= 10 && digits > 0 {
		size /= 10
		digits--
	}
	for size != 0 && size < 1 {
		size *= 10
		digits++
	}
	return Number(v, digits)
}

// Plural writes a count and its noun: 1 flip, 2 flips.
func Plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Count(n) + " " + noun
}

// Fraction writes v in lowest terms, if it is a fraction with a denominator of
// up to 9,999, and as a decimal number otherwise.
func Fraction(v float64) string {
	if v < 0 {
		return "−" + Fraction(-v)
	}
	// The convergents of the continued fraction are the best approximations.
	p0, q0, p1, q1 := 0, 1, 1, 0
	for x := v; q1 < 1e4 && math.Abs(x) < 1e9; x = 1 / (x - math.Floor(x)) {
		a := int(math.Floor(x))
		p0, q0, p1, q1 = p1, q1, a*p1+p0, a*q1+q0
		if q1 < 1e4 && math.Abs(float64(p1)/float64(q1)-v) < 1e-13 {
			if q1 == 1 {
				return Count(p1)
			}
			return strconv.Itoa(p1) + "/" + strconv.Itoa(q1)
		}
	}
	return Number(v, 4)
}

// Across is the part of the line ax + by + c = 0 that lies in the chart's box;
// not ok if none does. Both axes must be linear.
func (ch Chart) Across(a, b, c float64) (from, to vg.Point, ok bool) {
	// In the unit square the line is au + bv + c = 0.
	c += float64(a*ch.X.From) + float64(b*ch.Y.From)
	a *= ch.X.To - ch.X.From
	b *= ch.Y.To - ch.Y.From
	var ends [][2]float64
	add := func(u, v float64) {
		if u < 0 || u > 1 || v < 0 || v > 1 {
			return
		}
		for _, e := range ends {
			if e == [2]float64{u, v} {
				return
			}
		}
		ends = append(ends, [2]float64{u, v})
	}
	if b != 0 {
		add(0, -c/b)
		add(1, -(c+a)/b)
	}
	if a != 0 {
		add(-c/a, 0)
		add(-(c+b)/a, 1)
	}
	if len(ends) < 2 {
		return from, to, false
	}
	at := func(e [2]float64) vg.Point {
		return vg.Point{
			X: ch.Box.Min.X + vg.Length(float64(e[0]*ch.Box.Width())),
			Y: ch.Box.Min.Y + vg.Length(float64(e[1]*ch.Box.Height())),
		}
	}
	return at(ends[0]), at(ends[1]), true
}
