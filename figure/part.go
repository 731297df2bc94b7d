package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// A Layer is one of those that a film is made of.
type Layer int

const (
	Backdrop Layer = iota // what never changes and lies below all else
	Trail                 // what a frame adds and every later frame keeps
	Front                 // what never changes and lies over the trail
	Live                  // what only one frame shows
)

// A Part is a piece of a figure, such as a row of pictures or a chart. It is
// asked how high it wants to be, then placed, then drawn. Scenes put parts
// together and need no coordinates.
type Part interface {
	// Height is how high the part wants to be if it is so wide: the least at
	// which it can be read, and the most beyond which it gains nothing, both
	// in design pixels. The most may be infinite.
	Height(on Stage, width float64) (least, most float64)

	// Place lays the part out in a box, which may be smaller than asked for;
	// the part then shows what has room.
	Place(on Stage, in Box)

	// Draw draws what the part has on a layer. The frame counts for Trail and
	// Live.
	Draw(p Pen, layer Layer, frame int)
}

// Rows are parts one below the other.
func Rows(parts ...Part) Part { return &rows{parts: parts, gap: partGap} }

type rows struct {
	parts []Part
	gap   float64
	shown []bool
}

func (r *rows) Height(on Stage, width float64) (least, most float64) {
	for i, part := range r.parts {
		l, m := part.Height(on, width)
		if _, ok := part.(*extra); ok {
			l = 0
		}
		if i > 0 && m > 0 {
			l, m = l+r.gap, m+r.gap
		}
		least, most = least+l, most+m
	}
	return least, most
}

// Place gives every part its least and shares what is left among those that
// want more, evenly. Extras go first if there is not enough.
func (r *rows) Place(on Stage, in Box) {
	n := len(r.parts)
	least, most := make([]float64, n), make([]float64, n)
	r.shown = make([]bool, n)
	for i, part := range r.parts {
		least[i], most[i] = part.Height(on, in.Width())
		r.shown[i] = most[i] > 0
	}
	left := func() float64 {
		h, gaps := in.Height(), 0
		for i := range n {
			if r.shown[i] {
				h -= least[i]
				gaps++
			}
		}
		return h - float64(max(gaps-1, 0))*r.gap
	}
	for i := n - 1; i >= 0 && left() < 0; i-- {
		if _, ok := r.parts[i].(*extra); ok {
			r.shown[i] = false
		}
	}
	high := r.share(least, most, left())
	gap := r.gap + math.Floor(min(r.spare(in, high)/float64(max(r.count()-1, 1)), r.gap))
	last := r.last()
	for i, part := range r.parts {
		if !r.shown[i] {
			continue
		}
		var box Box
		if i == last { // what came out stands at the foot
			_, in = in.Top(in.Height() - high[i])
		}
		box, in = in.Top(high[i])
		_, in = in.Top(gap)
		part.Place(on, box)
	}
}

func (r *rows) count() (n int) {
	for _, shown := range r.shown {
		if shown {
			n++
		}
	}
	return n
}

// last is the last part if it is a verdict, and −1 otherwise.
func (r *rows) last() int {
	i := len(r.parts) - 1
	if _, ok := r.parts[i].(*Verdict); ok {
		return i
	}
	return -1
}

// spare is what the parts leave of the height.
func (r *rows) spare(in Box, high []float64) float64 {
	h := in.Height() + r.gap
	for i, shown := range r.shown {
		if shown {
			h -= high[i] + r.gap
		}
	}
	return max(0, h)
}

// share adds what is left to the heights, evenly up to the most of each. If too
// little is there, those that could do with more lose their parts of it.
func (r *rows) share(least, most []float64, left float64) []float64 {
	high := make([]float64, len(least))
	copy(high, least)
	if left < 0 {
		flexible := 0.0
		for i := range high {
			if r.shown[i] && most[i] > least[i] {
				flexible += least[i]
			}
		}
		for i := range high {
			if r.shown[i] && most[i] > least[i] {
				high[i] = max(0, math.Floor(high[i]+float64(left*high[i])/flexible))
			}
		}
	}
	left = r.give(high, most, left, true)
	r.give(high, most, left, false)
	return high
}

// give adds what is left to the heights of the eager parts, or of all, evenly
// up to the most of each, and says what is left then.
func (r *rows) give(high, most []float64, left float64, eagerly bool) float64 {
	hungry := func(i int) bool {
		_, first := r.parts[i].(*eager)
		return r.shown[i] && high[i] < most[i] && (first || !eagerly)
	}
	for left >= 1 {
		n := 0
		for i := range high {
			if hungry(i) {
				n++
			}
		}
		if n == 0 {
			break
		}
		each := max(1, math.Floor(left/float64(n)))
		for i := range high {
			if hungry(i) && left >= 1 {
				more := min(each, most[i]-high[i], left)
				high[i] += more
				left -= more
			}
		}
	}
	return left
}

func (r *rows) Draw(p Pen, layer Layer, frame int) {
	for i, part := range r.parts {
		if r.shown[i] {
			part.Draw(p, layer, frame)
		}
	}
}

// Extra is a part that is left out where it has no room.
func Extra(part Part) Part { return &extra{Part: part} }

type extra struct{ Part }

// Eager is a part that takes all the room it can use before parts beside it in
// Rows get more than their least, such as pictures above a chart of any height.
func Eager(part Part) Part { return &eager{Part: part} }

type eager struct{ Part }

// Beside is two parts side by side, the left one with a share of the width
// between 0 and 1; on a stage too narrow for that they stand one below the
// other.
func Beside(share float64, left, right Part) Part {
	return &beside{share: share, left: left, right: right, below: &rows{parts: []Part{left, right}, gap: partGap}}
}

type beside struct {
	share       float64
	left, right Part
	below       *rows
	stacked     bool
}

const (
	besideGap  = 24
	besideWide = 170 // the least width of a part beside another
)

func (b *beside) widths(width float64) (left, right float64) {
	left = math.Floor(b.share * (width - besideGap))
	return left, width - besideGap - left
}

// stack says whether the parts stand one below the other in a box of a width.
func (b *beside) stack(width float64) bool {
	left, right := b.widths(width)
	return min(left, right) < besideWide
}

func (b *beside) Height(on Stage, width float64) (least, most float64) {
	if b.stack(width) {
		return b.below.Height(on, width)
	}
	l, r := b.widths(width)
	leastL, mostL := b.left.Height(on, l)
	leastR, mostR := b.right.Height(on, r)
	return max(leastL, leastR), max(mostL, mostR)
}

func (b *beside) Place(on Stage, in Box) {
	if b.stacked = b.stack(in.Width()); b.stacked {
		b.below.Place(on, in)
		return
	}
	l, _ := b.widths(in.Width())
	left, right := in.Left(l)
	_, right = right.Left(besideGap)
	b.left.Place(on, left)
	b.right.Place(on, right)
}

func (b *beside) Draw(p Pen, layer Layer, frame int) {
	if b.stacked {
		b.below.Draw(p, layer, frame)
		return
	}
	b.left.Draw(p, layer, frame)
	b.right.Draw(p, layer, frame)
}

// A Drawing is a part that a scene draws itself.
type Drawing struct {
	Least, Most float64 // heights, see Part; 0 of Most: no limit

	// On draws a layer in the box that the part was given. Nil: nothing.
	On func(p Pen, in Box, layer Layer, frame int)

	in Box
}

// Height implements Part.
func (d *Drawing) Height(Stage, float64) (least, most float64) {
	if d.Most == 0 {
		return d.Least, math.Inf(1)
	}
	return d.Least, d.Most
}

// Place implements Part.
func (d *Drawing) Place(_ Stage, in Box) { d.in = in }

// Draw implements Part.
func (d *Drawing) Draw(p Pen, layer Layer, frame int) {
	if d.On != nil {
		d.On(p, d.in, layer, frame)
	}
}

// A Verdict is the words under a figure: what happens now, and on the last
// frame what came out of it, in bold.
type Verdict struct {
	Now    func(frame int) string // before the last frame; nil: nothing
	Answer string
	Good   bool // the answer is what was hoped for: it stands in Cool. False: in Ink
	Bad    bool // it is a failure: in Warm. False: in Ink

	on Stage
	in Box
}

const (
	verdictLine = 24 // between two baselines of an answer
	textLine    = 18 // and of other words
)

// Height implements Part.
func (v *Verdict) Height(on Stage, width float64) (least, most float64) {
	h := float64(len(on.Answer().Wrap(v.Answer, width)) * verdictLine)
	if v.Now != nil {
		for i := range on.Frames - 1 {
			h = max(h, float64(len(Label.Wrap(v.Now(i), width))*textLine))
		}
	}
	return h + 2, h + 2
}

// Place implements Part.
func (v *Verdict) Place(on Stage, in Box) { v.on, v.in = on, in }

// Draw implements Part.
func (v *Verdict) Draw(p Pen, layer Layer, frame int) {
	if layer != Live {
		return
	}
	t, text, last := v.on.Answer(), v.Answer, frame == v.on.Frames-1
	switch {
	case !last && v.Now == nil:
		return
	case !last:
		t, text = Label, v.Now(frame)
	case v.Good:
		t = t.In(p.Theme.Cool)
	case v.Bad:
		t = t.In(p.Theme.Warm)
	}
	lines := t.Wrap(text, v.in.Width())
	step := verdictLine
	if !last {
		step = textLine
	}
	for i, line := range lines {
		p.Text(v.in.TopLeft().Sub(vg.Point{Y: vg.Length(18 + i*step)}), line, t)
	}
}

const partGap = 10 // between two parts, one below the other
