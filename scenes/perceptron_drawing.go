package scenes

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// perceptronDrawing holds what the layers of the film share.
type perceptronDrawing struct {
	*Perceptron
	on        figure.Stage
	points    []perceptron.Point
	run       *perceptron.History
	gamma     float64 // 0 if nothing separates the points
	bound     float64
	separable bool
	every     int
	shown     []int // the update whose line each frame shows; −1 for none
	chart     figure.Chart
	words     figure.Box // where the numbers stand
	key       figure.Box // and the key; empty if it has no room
}

func (d *perceptronDrawing) layout() {
	area := d.columns()
	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range d.points {
		x0, x1 = min(x0, p.X[0]), max(x1, p.X[0])
		y0, y1 = min(y0, p.X[1]), max(y1, p.X[1])
	}
	pad := func(lo, hi, other float64) (float64, float64) {
		room := (hi - lo) * 0.07
		if room == 0 {
			room = other / 2 // all points in a row
		}
		if room == 0 {
			room = 1 // or in one place
		}
		room = max(room, 1e-12*max(math.Abs(lo), math.Abs(hi))) // or too far away to be told apart
		return lo - room, hi + room
	}
	w, h := x1-x0, y1-y0
	x0, x1 = pad(x0, x1, h)
	y0, y1 = pad(y0, y1, w)
	room := figure.Room(d.on.Even(y0, y1, 7))
	d.chart = d.axes(area.Inset(room, 20, 0, 26), x0, x1, y0, y1)
	// The axes may go further than the points, to wider labels. Margins that
	// are broad enough take them, and else the chart gives way.
	for wider := figure.Room(d.chart.Y.Ticks); wider > room && (d.on.Small() || d.on.Bare); wider = figure.Room(d.chart.Y.Ticks) {
		room = wider
		d.chart = d.axes(area.Inset(room, 20, 0, 26), x0, x1, y0, y1)
	}
}

// axes are those of a chart in an area that shows all points. A unit is
// equally long both ways, so that distances can be seen, unless the points
// would crowd in the middle.
func (d *perceptronDrawing) axes(area figure.Box, x0, x1, y0, y1 float64) figure.Chart {
	w, h := x1-x0, y1-y0
	if a, b := area.Width()/w, area.Height()/h; a < 2*b && b < 2*a {
		unit := min(a, b)
		moreX, moreY := area.Width()/unit-w, area.Height()/unit-h
		x0, x1, y0, y1 = x0-moreX/2, x1+moreX/2, y0-moreY/2, y1+moreY/2
	}
	return figure.Chart{
		Box: area,
		X:   figure.Axis{From: x0, To: x1, Ticks: d.on.Even(x0, x1, 7)},
		Y:   figure.Axis{From: y0, To: y1, Ticks: d.on.Even(y0, y1, 7)},
	}
}

// Design pixels between two entries of the key, and what all of it needs.
const (
	keyLine = 26
	keyHigh = 3*keyLine + 14
)

// columns gives the words a column to the right of the chart, the key at its
// foot, and on a small stage that is higher than wide a row below the chart.
// What has no room is left out: the details first, then the key.
func (d *perceptronDrawing) columns() (chart figure.Box) {
	body := d.on.Body()
	column, gap := 250.0, 24.0
	if d.on.Small() {
		if body.Height() > body.Width()+80 {
			return d.rows(body)
		}
		column, gap = min(250, math.Floor(0.42*body.Width())), 12
	}
	chart, d.words = body.Left(body.Width() - column)
	d.words = d.words.Inset(gap, 20, 0, 0)
	if _, high := d.heads(); high+keyHigh <= d.words.Height() {
		d.key = d.words
		d.words.Min.Y += keyHigh
		d.key.Max.Y = d.words.Min.Y
	}
	return chart
}

// rows puts the words below the chart, the key beside them.
func (d *perceptronDrawing) rows(body figure.Box) (chart figure.Box) {
	d.words, d.key = body.Left(math.Floor(0.64 * body.Width()))
	const details, gap = 68, 8 // three lines of them; below the axis
	_, high := d.heads()
	high = max(high+details, keyHigh) + gap
	chart, _ = body.Top(body.Height() - high)
	d.words.Max.Y, d.key.Max.Y = chart.Min.Y-gap, chart.Min.Y-gap
	return chart
}

func (d *perceptronDrawing) backdrop(c vg.Canvas) {
	p := d.on.Pen(c)
	d.on.Paper(p)
	p.Frame(d.chart.Box, p.Theme.Faint, p.Theme.Hair)
	d.chart.Draw(p)

	d.legend(p)
}

// legend says what the marks mean.
func (d *perceptronDrawing) legend(p figure.Pen) {
	if d.key.Height() == 0 {
		return
	}
	at := d.key.Min.Add(vg.Point{X: 8, Y: 30})
	for _, k := range []struct {
		y    int
		text string
	}{{1, d.on.Say("positive")}, {-1, d.on.Say("negative")}} {
		p.Labelled(at, k.y, crowded(len(d.points)))
		p.Text(at.Add(vg.Point{X: 18, Y: -5}), k.text, figure.Note)
		at.Y += keyLine
	}
	p.Dots(p.Theme.Tried, p.Theme.Thin, at.Add(vg.Point{X: -8}), at.Add(vg.Point{X: 8}))
	p.Text(at.Add(vg.Point{X: 18, Y: -5}), d.on.Say("tried"), figure.Note)
}

// crowded is the size of marks that are so many: less in a crowd.
func crowded(points int) float64 { return min(max(math.Sqrt(150/float64(points)), 0.5), 1) }

// best is the update whose line is shown where none separates: the pocket's,
// or one with as few mistakes that is a line and can be seen.
func (d *perceptronDrawing) best() int {
	for i, u := range d.run.Updates {
		if _, _, ok := d.line(i); ok && u.Errors == d.run.PocketErrors {
			return i
		}
	}
	return d.run.PocketUpdate
}

// trail leaves the line of the frame before behind, and at last the answer.
func (d *perceptronDrawing) trail(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	if i > 1 {
		if a, b, ok := d.line(d.shown[i-1]); ok {
			p.Dots(p.Theme.Tried, p.Theme.Thin, a, b)
		}
	}
	if i == len(d.shown)-1 {
		if a, b, ok := d.line(d.shown[i]); ok {
			p.Line(p.Theme.Ink, p.Theme.Bold, a, b)
		}
	}
}

func (d *perceptronDrawing) line(update int) (a, b vg.Point, ok bool) {
	w := d.run.Updates[update].W
	return d.chart.Across(w[0], w[1], w[2])
}

func (d *perceptronDrawing) front(c vg.Canvas) {
	p := d.on.Pen(c)
	for _, q := range d.points {
		p.Labelled(d.chart.At(q.X[0], q.X[1]), q.Y, crowded(len(d.points)))
	}
}

func (d *perceptronDrawing) live(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	if i == len(d.shown)-1 {
		d.verdict(p)
		return
	}
	left, right := d.chart.Box.TopLeft().Add(vg.Point{Y: 9}), d.chart.Box.TopRight().Add(vg.Point{Y: 9})
	if i == 0 {
		p.Text(left, d.on.Say("start", "points", d.on.Plural("points", len(d.points))), figure.Label)
		return
	}
	u := d.run.Updates[d.shown[i]]
	if a, b, ok := d.line(d.shown[i]); ok {
		p.Dots(p.Theme.Now, p.Theme.Thin+1, a, b)
	}
	q := d.points[u.Point]
	p.Select(d.chart.At(q.X[0], q.X[1]), 10, p.Theme.Now)
	p.Text(left, d.on.Say("line", "line", d.shown[i]+1), figure.Label.In(p.Theme.Now))
	p.Text(right, d.on.Say("wrong", "wrong", u.Errors), figure.Label.To(figure.Right))
}

// A saying is a line of the verdict, its baseline so far below the top.
type saying struct {
	text string
	t    figure.Type
	down float64
}

// heads are the lines of the answer, and how high they are together.
func (d *perceptronDrawing) heads() (lines []saying, high float64) {
	first, next := 16.0, 26.0
	if d.on.Small() {
		first, next = 13, 22
	}
	const wrapped = 20
	down := first
	for i, s := range d.answer() {
		t := figure.Head
		if i == 0 {
			t = d.on.Answer()
		}
		for j, line := range t.Wrap(s, d.words.Width()) {
			if j > 0 {
				down += wrapped - next
			}
			lines = append(lines, saying{line, t, down})
			down += next
		}
	}
	return lines, down - next + 6
}

// verdict is the answer of the last frame, and the details that have room
// below it.
func (d *perceptronDrawing) verdict(p figure.Pen) {
	lines, high := d.heads()
	next, down := 22.0, high+26
	if d.on.Small() {
		next, down = 20, high+18
	}
	for _, group := range d.details() {
		var more []saying
		for _, s := range group {
			for _, line := range figure.Note.Wrap(s, d.words.Width()) {
				more = append(more, saying{line, figure.Note, down})
				down += next
			}
		}
		if down-next+5 > d.words.Height() {
			break
		}
		lines = append(lines, more...)
	}
	for _, l := range lines {
		p.Text(d.words.TopLeft().Add(vg.Point{Y: -vg.Length(l.down)}), l.text, l.t)
	}
}

// answer is what the last frame says, the most important first.
func (d *perceptronDrawing) answer() []string {
	updates, errors := d.on.Plural("updates", len(d.run.Updates)), d.on.Plural("errors", d.run.PocketErrors)
	if d.run.Converged {
		return []string{updates, d.on.Say("bound", "bound", d.boundText()), errors}
	}
	best, after := d.on.Say("pocket", "errors", errors), d.on.Say("after", "updates", updates)
	if d.separable {
		return []string{d.on.Say("not-found"), after, d.on.Say("bound-short", "bound", d.boundText()), best}
	}
	return []string{d.on.Say("no-line"), best, after}
}

// boundText is the bound as whole updates, or its size if nobody will count
// them.
func (d *perceptronDrawing) boundText() string {
	if d.bound < 1e9 {
		return d.on.Count(int(d.bound))
	}
	return d.on.Short(d.bound, 4)
}

// details are the numbers behind the answer, in groups of lines that stand
// together or not at all.
func (d *perceptronDrawing) details() [][]string {
	out := [][]string{{d.on.Say("no-margin")}}
	if d.separable {
		out = [][]string{{
			d.on.Say("radius", "radius", d.on.Short(perceptron.Radius(d.points), 4)),
			d.on.Say("margin", "margin", d.on.Short(d.gamma, 4)),
		}}
	}
	w := d.run.Updates[d.shown[len(d.shown)-1]].W
	sign := func(v float64) string {
		if v < 0 {
			return " − "
		}
		return " + "
	}
	if w[0] == 0 && w[1] == 0 {
		return append(out, []string{d.on.Say("no-weights")})
	}
	out = append(out, []string{fmt.Sprintf("%sx%s%sy%s%s = 0", d.on.Short(w[0], 3),
		sign(w[1]), d.on.Short(math.Abs(w[1]), 3), sign(w[2]), d.on.Short(math.Abs(w[2]), 3))})
	if _, _, ok := d.line(d.shown[len(d.shown)-1]); !ok {
		out = append(out, []string{d.on.Say("outside")})
	}
	return out
}

func (d *perceptronDrawing) results() []film.Result {
	updates := film.Result{Name: "updates", Value: float64(len(d.run.Updates)), Text: d.on.Plural("updates", len(d.run.Updates))}
	bound := film.Result{Name: "bound", Value: math.NaN(), Text: d.on.Say("result-no-bound")}
	if d.separable {
		bound.Value, bound.Text = d.bound, d.on.Say("bound", "bound", d.boundText())
	}
	errors := film.Result{Name: "errors", Value: float64(d.run.PocketErrors), Text: d.on.Plural("errors", d.run.PocketErrors)}
	if !d.run.Converged {
		errors.Text = d.on.Say("pocket", "errors", errors.Text)
	}
	return []film.Result{updates, bound, errors}
}

// ordinal is a place in a row, in English: 3rd.
func ordinal(n int) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return figure.Count(n) + "st"
	case n%10 == 2 && n%100 != 12:
		return figure.Count(n) + "nd"
	case n%10 == 3 && n%100 != 13:
		return figure.Count(n) + "rd"
	}
	return figure.Count(n) + "th"
}
