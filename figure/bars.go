package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// Bars are horizontal bars, one below the other, from the left end of an axis.
type Bars struct {
	Head string // above them; empty: none
	Axis Axis   // Ticks nil: none are drawn
	Each []Bar

	// Zoom is the axis in a frame, instead of Axis, which then says no more
	// than whether there are ticks and a title. Nil: Axis holds.
	Zoom func(frame int) Axis

	on    Stage
	in    Box
	chart Chart
	above bool    // the labels stand above the bars
	row   float64 // the height of a bar with its share of the space between
}

// A Bar is a value with a name.
type Bar struct {
	Label    string                  // left of it
	Value    func(frame int) float64 // where it ends; not a number: there is none yet
	Text     func(frame int) string  // behind its end; nil: nothing
	Ink      color.Color             // nil: the theme's Tried
	Expected float64                 // a mark across the bar: what theory says; 0: none

	// Part is how much of the bar, from its left, is in PartInk. Nil: nothing.
	Part    func(frame int) float64
	PartInk color.Color // nil: the theme's Tried

	// Within are the ends of an interval around the value, drawn as a line
	// through the bar's end. Nil: none.
	Within func(frame int) (low, high float64)

	Bold func(frame int) bool // the words are bold; nil: on no frame
}

const (
	barRow   = 22 // the least from bar to bar
	barMost  = 46
	barLoose = 84 // the most where more height is given than asked for
	barThick = 20 // the most
)

// words are the widths of the labels and of the texts.
func (b *Bars) words(on Stage) (label, text float64) {
	for _, bar := range b.Each {
		label = max(label, Head.Width(bar.Label))
		if bar.Text == nil {
			continue
		}
		for i := range max(on.Frames, 1) {
			text = max(text, Head.Width(bar.Text(i)))
		}
	}
	return math.Ceil(label), math.Ceil(text)
}

// stacked says whether the labels stand above the bars: beside them, they
// would leave too little.
func (b *Bars) stacked(on Stage, width float64) bool {
	label, text := b.words(on)
	return width-label-text < max(0.35*width, 60)
}

// around is the height of what stands above and below all bars.
func (b *Bars) around() float64 {
	h := 0.0
	if b.Head != "" {
		h += plotTitle
	}
	if len(b.Axis.Ticks) > 0 {
		h += plotTicks
	}
	if b.Axis.Title != "" {
		h += plotTitle
	}
	return h
}

// Height implements Part.
func (b *Bars) Height(on Stage, width float64) (least, most float64) {
	n, row := float64(len(b.Each)), float64(barRow)
	if b.stacked(on, width) {
		row += textLine
	}
	return float64(n*row) + b.around(), float64(n*max(barMost, row)) + b.around()
}

// Place implements Part.
func (b *Bars) Place(on Stage, in Box) {
	b.on, b.in, b.above = on, in, b.stacked(on, in.Width())
	label, text := b.words(on)
	if b.above {
		label = 0
	} else {
		label += 10
	}
	if b.Head != "" {
		_, in = in.Top(plotTitle)
	}
	below := b.around() - (b.in.Height() - in.Height())
	b.chart = Chart{Box: in.Inset(label, 0, text+10, below), X: b.Axis, Y: Axis{From: 0, To: 1}}
	b.row = math.Floor(min(b.chart.Box.Height()/float64(max(len(b.Each), 1)), max(barLoose, textLine+barRow)))
	b.chart.Box.Min.X, b.chart.Box.Max.Y = whole(b.chart.Box.Min.X), whole(b.chart.Box.Max.Y) // bars have sharp edges in every format
	b.chart.Box, _ = b.chart.Box.Top(float64(b.row * float64(len(b.Each))))
}

// bar is the place of a bar that ends at a value, its left end that of the axis.
func (b *Bars) bar(i int, value float64) Box {
	thick := math.Floor(max(min(barThick, b.row*0.62), b.row*0.4))
	if b.above {
		thick = math.Floor(min(barThick, (b.row-textLine)*0.7))
	}
	_, row := b.chart.Box.Top(float64(b.row * float64(i)))
	row, _ = row.Top(b.row)
	if b.above {
		_, row = row.Top(textLine + 2)
	} else {
		_, row = row.Top(math.Floor((b.row - thick) / 2))
	}
	bar, _ := row.Top(thick)
	lo, hi := min(b.Axis.From, b.Axis.To), max(b.Axis.From, b.Axis.To)
	end := b.chart.At(min(max(value, lo), hi), 0).X
	bar.Max.X = max(whole(end), bar.Min.X)
	return bar
}

// Draw implements Part.
func (b *Bars) Draw(p Pen, layer Layer, frame int) {
	if b.Zoom != nil {
		zoomed := *b
		zoomed.Axis = b.Zoom(frame)
		zoomed.chart.X = zoomed.Axis
		b = &zoomed
	}
	if moves := b.Zoom != nil; layer == Live && moves || layer == Backdrop && !moves {
		b.axis(p)
	}
	for i, bar := range b.Each {
		if layer == Backdrop {
			at := b.bar(i, b.Axis.From)
			if b.above {
				p.Text(at.TopLeft().Add(vg.Point{Y: 5}), bar.Label, Label)
			} else {
				p.Text(vg.Point{X: at.Min.X - 10, Y: whole(at.Min.Y + vg.Length(at.Height()/2-5))}, bar.Label, Label.To(Right))
			}
		}
		if layer == Live {
			b.live(p, i, frame)
		}
	}
}

func (b *Bars) axis(p Pen) {
	if b.Head != "" {
		p.Text(b.in.TopLeft().Sub(vg.Point{Y: 14}), b.Head, Head)
	}
	box := b.chart.Box
	p.Line(p.Theme.Faint, p.Theme.Hair, box.Min, box.TopLeft())
	b.chart.Draw(p)
}

func (b *Bars) live(p Pen, i, frame int) {
	bar, value := b.Each[i], b.Each[i].Value(frame)
	words := Note
	if bar.Bold != nil && bar.Bold(frame) {
		words = Head
	}
	at := b.bar(i, b.Axis.From)
	if !math.IsNaN(value) {
		at = b.bar(i, value)
		ink := bar.Ink
		if ink == nil {
			ink = p.Theme.Tried
		}
		if at.Width() > 0 {
			p.Rect(at, ink)
		}
		b.part(p, i, frame)
	}
	behind := at.Max.X
	if bar.Within != nil && !math.IsNaN(value) {
		behind = max(behind, b.within(p, i, frame))
	}
	if bar.Expected != 0 {
		mark := whole(b.bar(i, bar.Expected).Max.X)
		p.Line(p.Theme.Ink, p.Theme.Line, vg.Point{X: mark, Y: at.Min.Y - 3}, vg.Point{X: mark, Y: at.Max.Y + 3})
		behind = max(behind, mark)
	}
	if bar.Text != nil {
		p.Text(vg.Point{X: behind + 8, Y: whole(at.Min.Y + vg.Length(at.Height()/2-5))}, bar.Text(frame), words)
	}
}

// part draws the part of a bar that has an ink of its own.
func (b *Bars) part(p Pen, i, frame int) {
	bar := b.Each[i]
	if bar.Part == nil {
		return
	}
	ink := bar.PartInk
	if ink == nil {
		ink = p.Theme.Tried
	}
	if at := b.bar(i, bar.Part(frame)); at.Width() > 0 {
		p.Rect(at, ink)
	}
}

// within draws the interval around a bar's value, and returns its right end.
func (b *Bars) within(p Pen, i, frame int) vg.Length {
	low, high := b.Each[i].Within(frame)
	from, to := b.bar(i, low), b.bar(i, high)
	y, tick := whole((from.Min.Y+from.Max.Y)/2), vg.Length(math.Floor(from.Height()/4))
	p.Line(p.Theme.Ink, p.Theme.Hair, vg.Point{X: from.Max.X, Y: y}, vg.Point{X: to.Max.X, Y: y})
	for _, x := range []vg.Length{from.Max.X, to.Max.X} {
		p.Line(p.Theme.Ink, p.Theme.Hair, vg.Point{X: x, Y: y - tick}, vg.Point{X: x, Y: y + tick})
	}
	return to.Max.X
}
