package figure

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// A Plot is a chart with curves, some of which grow or move.
type Plot struct {
	X, Y   Axis // Ticks nil: round numbers, powers of ten if Log
	Curves []Curve
	Rules  []Rule

	// Least is the height of the chart below which it cannot be read. 0: 80.
	Least float64

	on     Stage
	chart  Chart
	title  vg.Point // of the Y axis
	key    []keyed  // the labels, where they stand
	legend bool     // above the chart, with a sample of each curve
	flush  []*Plot  // those whose charts begin and end below or above it
}

// Flush gives plots that stand one below the other, in boxes of one width, the
// same room for their labels: the same X axis then has the same place in all.
func Flush(plots ...*Plot) {
	for _, t := range plots {
		t.flush = plots
	}
}

// An XY is a point in the units of a plot's axes.
type XY struct{ X, Y float64 }

// A Curve is data of a plot. The later ones lie over the earlier ones. What
// lies outside the axes is cut off; a point that is not a number is a gap.
type Curve struct {
	Label string      // at its right end, in its ink; empty: none
	Ink   color.Color // nil: the theme's Ink
	Width float64     // of the line in design pixels; 0: the theme's Line; below 0: no line
	Dots  bool        // a dotted line: what theory says, or what was tried
	Marks float64     // the radius of a disc at each point; 0: none
	Fill  color.Color // of the area between the curve and the lower end of Y; nil: none

	// Points are the data. Upto says how many of them there are in a frame,
	// never fewer than before; nil: all of them, from the first frame on.
	Points []XY
	Upto   func(frame int) int

	// Tip is the radius of a disc at the last point so far; 0: none.
	Tip float64

	// Live are the points of one frame, instead of Points. Nil: Points hold.
	Live func(frame int) []XY
}

// A Rule is a line across the plot at a value of one axis.
type Rule struct {
	At     float64
	Across bool        // at a value of Y. False: at one of X
	Label  string      // at its end; empty: none
	Ink    color.Color // nil: the theme's Muted
}

// keyed is a label and where its baseline begins, in the end.
type keyed struct {
	text  string
	ink   color.Color
	at    vg.Point
	value float64 // of the rule across whose it is
	curve int     // whose it is; ofRule: no curve's

}

// Whose labels are of no curve.
const (
	ofRule    = -1 - iota // at the right end of a rule across
	aboveRule             // above an upright one
)

const (
	plotLeast  = 80 // of the chart's height
	plotTicks  = 24 // below the chart for the labels of ticks
	plotTitle  = 22 // for the title of an axis
	plotRule   = 20 // above the chart for the labels of rules
	plotLabel  = 18 // between two labels, from baseline to baseline
	plotSample = 18 // the length of a sample in a legend
)

// Height implements Part.
func (t *Plot) Height(on Stage, width float64) (least, most float64) {
	_, above, below := t.around(on, Box{vg.Rectangle{Max: vg.Point{X: vg.Length(width)}}})
	least = t.Least
	if least == 0 {
		least = plotLeast
	}
	return max(least, float64(t.ends()*plotLabel)) + above + below, math.Inf(1)
}

// ends is how many labels stand to the right of the chart.
func (t *Plot) ends() int {
	if t.legend {
		return 0
	}
	return len(t.key)
}

// around is the room for what stands around the chart in a box, and lays out
// the legend.
func (t *Plot) around(on Stage, in Box) (right, above, below float64) {
	right, above, below = t.labelled(on, in.Width()), 6, plotTicks
	if t.X.Title != "" {
		below += plotTitle
	}
	if t.legend {
		above += t.layLegend(in) + 4
	}
	if t.Y.Title != "" {
		t.title = in.TopLeft().Sub(vg.Point{Y: vg.Length(above + 8)})
		above += plotTitle
	}
	if slices.ContainsFunc(t.Rules, func(r Rule) bool { return !r.Across && r.Label != "" }) {
		above += plotRule
	}
	return right, above, below
}

// Place implements Part.
func (t *Plot) Place(on Stage, in Box) {
	t.on = on
	right, above, below := t.around(on, in)
	high := in.Height() - above - below
	t.chart = Chart{X: on.ticked(t.X, in.Width()/90), Y: on.ticked(t.Y, high/40)}
	left := 2.0
	for _, o := range append(slices.Clip(t.flush), t) {
		if ticks := on.ticked(o.Y, high/40).Ticks; len(ticks) > 0 {
			left = max(left, Room(ticks))
		}
	}
	t.chart.Y.Title = ""
	t.chart.Box = in.Inset(math.Ceil(left), above, right, below)
	t.chart.Y.Ticks = t.chart.Apart(t.chart.Y.Ticks)
	if !t.legend {
		t.layEnds(on)
	}
	t.layRules()
}

// ticked is the axis with ticks: about so many round numbers unless it has its
// own.
func (s Stage) ticked(a Axis, about float64) Axis {
	if a.Ticks != nil {
		return a
	}
	most := int(min(max(about, 2), 6))
	from, to := min(a.From, a.To), max(a.From, a.To)
	if a.Log {
		lo, hi := math.Ceil(math.Log10(from)-1e-9), math.Floor(math.Log10(to)+1e-9)
		step := max(1, math.Ceil((hi-lo)/float64(most)))
		for e := lo; e <= hi; e += step {
			v := math.Pow(10, e)
			a.Ticks = append(a.Ticks, Tick{v, s.power(int(e))})
		}
	} else {
		a.Ticks = s.Even(from, to, most)
	}
	if a.From > a.To {
		slices.Reverse(a.Ticks) // a chart wants them from left to right
	}
	return a
}

// power writes a power of ten: 0.01, 1,000, and 10⁹ as mathematics.
func (s Stage) power(e int) string {
	switch {
	case e >= 0 && e <= 5:
		return s.Count(int(math.Pow10(e)))
	case e < 0 && e >= -3:
		return s.Number(math.Pow10(e), -e)
	}
	return "$10^{" + Number(float64(e), 0) + "}$"
}

// labelled says how much room the labels need at the right, or makes a legend
// of them where that is too much.
func (t *Plot) labelled(on Stage, width float64) (right float64) {
	t.key = t.labels(on)
	wide := 0.0
	for _, o := range append(slices.Clip(t.flush), t) {
		for _, k := range o.labels(on) {
			wide = max(wide, Label.Width(k.text))
		}
	}
	if t.legend = wide > 0.3*width && len(t.key) > 0; wide == 0 || wide > 0.3*width {
		return 8
	}
	return math.Ceil(wide) + 10
}

// labels are those at the right end, which have no place yet.
func (t *Plot) labels(on Stage) (key []keyed) {
	for i, c := range t.Curves {
		if c.Label != "" {
			key = append(key, keyed{text: c.Label, ink: c.ink(on.Theme), curve: i, value: t.Y.From})
		}
	}
	for _, r := range t.Rules {
		if r.Across && r.Label != "" {
			key = append(key, keyed{text: r.Label, ink: r.ink(on.Theme), curve: ofRule, value: r.At})
		}
	}
	return key
}

func (c Curve) ink(th Theme) color.Color {
	if c.Ink != nil {
		return c.Ink
	}
	return th.Ink
}

func (r Rule) ink(th Theme) color.Color {
	if r.Ink != nil {
		return r.Ink
	}
	return th.Muted
}

// layLegend puts the labels into lines at the top of a box, and says how high
// these are.
func (t *Plot) layLegend(in Box) (high float64) {
	x, line := 0.0, 0
	for i := range t.key {
		wide := plotSample + 6 + Label.Width(t.key[i].text)
		if x > 0 && x+wide > in.Width() {
			x, line = 0, line+1
		}
		t.key[i].at = in.TopLeft().Add(vg.Point{X: vg.Length(x + plotSample + 6), Y: -vg.Length(14 + line*plotLabel)})
		x += wide + 18
	}
	return float64((line + 1) * plotLabel)
}

// layEnds puts the labels to the right of the chart, each as near to its
// curve's end as the others let it.
func (t *Plot) layEnds(on Stage) {
	for i := range t.key {
		k := &t.key[i]
		y := t.chart.At(t.X.From, k.value).Y
		if k.curve >= 0 {
			if p, ok := t.end(&t.Curves[k.curve], on.Frames-1); ok {
				y = p.Y
			}
		}
		k.at = vg.Point{X: t.chart.Box.Max.X + 10, Y: y - 5}
	}
	order := make([]*keyed, len(t.key))
	for i := range t.key {
		order[i] = &t.key[i]
	}
	slices.SortStableFunc(order, func(a, b *keyed) int { return int(math.Round(float64(b.at.Y - a.at.Y))) })
	ys := make([]float64, len(order))
	for i, k := range order {
		ys[i] = float64(k.at.Y)
	}
	spread(ys, float64(t.chart.Box.Max.Y)-10, float64(t.chart.Box.Min.Y)-2, plotLabel)
	for i, k := range order {
		k.at.Y = vg.Length(ys[i])
	}
}

// spread moves falling heights apart until they have a distance, between two
// ends, and each no further than it must.
func spread(ys []float64, top, bottom, apart float64) {
	for i := range ys {
		limit := top - float64(i)*apart
		if i > 0 {
			limit = ys[i-1] - apart
		}
		ys[i] = min(ys[i], limit)
	}
	for i := len(ys) - 1; i >= 0; i-- {
		limit := bottom
		if i < len(ys)-1 {
			limit = ys[i+1] + apart
		}
		ys[i] = max(ys[i], limit)
	}
}

// end is where a curve ends in a frame; not ok if nowhere.
func (t *Plot) end(c *Curve, frame int) (vg.Point, bool) {
	for _, p := range slices.Backward(c.at(frame)) {
		if at, ok := t.place(p); ok {
			return at, true
		}
	}
	return vg.Point{}, false
}

// at are the points of a curve in a frame.
func (c *Curve) at(frame int) []XY {
	switch {
	case c.Live != nil:
		return c.Live(frame)
	case c.Upto != nil:
		return c.Points[:c.Upto(frame)]
	}
	return c.Points
}

// place is where a point lies; not ok if that is nowhere.
func (t *Plot) place(p XY) (vg.Point, bool) {
	if math.IsNaN(p.X) || math.IsNaN(p.Y) || t.X.Log && p.X <= 0 || t.Y.Log && p.Y <= 0 {
		return vg.Point{}, false
	}
	return t.chart.At(p.X, p.Y), true
}

// layRules puts the labels of upright rules above the chart; of two that would
// touch, the first stays.
func (t *Plot) layRules() {
	var taken [][2]float64
	for _, r := range t.Rules {
		if r.Across || r.Label == "" {
			continue
		}
		at, half := t.ruleLabel(r), Label.Width(r.Label)/2+6
		from, to := float64(at.X)-half, float64(at.X)+half
		if slices.ContainsFunc(taken, func(o [2]float64) bool { return from < o[1] && o[0] < to }) {
			continue
		}
		taken = append(taken, [2]float64{from, to})
		t.key = append(t.key, keyed{text: r.Label, ink: r.ink(t.on.Theme), at: at.Sub(vg.Point{X: vg.Length(half - 6)}), curve: aboveRule})
	}
}

// ruleLabel is the middle of the baseline of an upright rule's label.
func (t *Plot) ruleLabel(r Rule) vg.Point {
	at, half := t.chart.At(r.At, t.Y.From), vg.Length(Label.Width(r.Label)/2)
	b := t.chart.Box
	return vg.Point{X: max(min(at.X, b.Max.X-half), b.Min.X+half), Y: b.Max.Y + 7}
}
