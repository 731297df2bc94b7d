package scenes

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/hopfield"
)

// What a state is to the memories.
const (
	stored = iota
	mirrored
	strange
)

// kind says what a state is to the memories that are stored so far.
func (d *worksheetDrawing) kind(state, memories int) int {
	kind := strange
	for _, x := range d.memories[:memories] {
		switch x.Hamming(d.states[state]) {
		case 0:
			return stored
		case worksheetNodes:
			kind = mirrored
		}
	}
	return kind
}

// stable counts the fixed points among the first states of the order.
func (d *worksheetDrawing) stable(ties hopfield.Ties, states int) int {
	n := 0
	for _, k := range d.order[:states] {
		if slices.Contains(d.fixed[ties], k) {
			n++
		}
	}
	return n
}

// landscape is the states as columns: energy, entries, and a mark for each rule
// under which the state is stable.
func (d *worksheetDrawing) landscape() figure.Part {
	l := &worksheetLand{worksheetDrawing: d, entry: 5, mark: 18, energy: 76, right: figure.Head.Width(d.says("stable", "n", 32)) + 14}
	if d.tight() {
		l.entry, l.mark, l.energy, l.right = 0, 15, 24, 30
	}
	least := landHead + l.energy + float64(worksheetNodes*l.entry) + 3*l.mark
	return &figure.Drawing{Least: least, Most: least + 130, On: l.draw}
}

// worksheetLand draws the landscape. Lengths are in design pixels.
type worksheetLand struct {
	*worksheetDrawing
	entry  float64 // the height of an entry of a state; 0: entries are left out
	mark   float64 // of a row of marks
	energy float64 // of the energies, at least
	right  float64 // the width of the words behind the marks
}

const landHead = 20

func (l *worksheetLand) draw(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	rules := []string{l.says("keep"), "0 → +1", "0 → −1"}
	left := 0.0
	for _, r := range rules {
		left = max(left, figure.Label.Width(r))
	}
	left = math.Ceil(left) + 12
	pitch := math.Floor((in.Width() - left - l.right) / 32)
	head, rest := in.Top(landHead)
	_, rest = rest.Left(left)
	energies, rest := rest.Top(rest.Height() - float64(worksheetNodes*l.entry) - 3*l.mark - 6)
	_, rest = rest.Top(3)
	entries, marks := rest.Top(float64(worksheetNodes * l.entry))
	_, marks = marks.Top(3)
	lo, hi := l.extremes()
	chart := figure.Chart{Box: energies.Inset(0, 4, 0, 4), X: figure.Axis{From: 0, To: 1}, Y: figure.Axis{From: float64(lo), To: float64(hi)}}
	if layer == figure.Backdrop {
		l.heads(p, head, marks, rules, left)
		l.entries(p, entries, pitch)
		p.Text(vg.Point{X: energies.Min.X - 12, Y: chart.At(0, 0).Y - 5}, "0", figure.Note.To(figure.Right))
	}
	if layer == figure.Live {
		l.bars(p, chart, pitch, frame)
		l.marks(p, marks, pitch, frame)
	}
}

// extremes are the lowest and the highest energy of all frames.
func (l *worksheetLand) extremes() (lo, hi int) {
	for _, e := range l.energies {
		lo, hi = min(lo, slices.Min(e)), max(hi, slices.Max(e))
	}
	return lo, hi
}

// heads are the words that never change: what the columns are, which ink is
// what, and the rules.
func (l *worksheetLand) heads(p figure.Pen, head, marks figure.Box, rules []string, left float64) {
	at := head.TopLeft().Sub(vg.Point{Y: 13})
	p.Text(at, l.says("states"), figure.Head)
	at.X = head.Max.X
	for kind, key := range []string{"neither", "mirror", "yours"} {
		words := figure.Head.In(l.kindInk(strange - kind))
		p.Text(at, l.says(key), words.To(figure.Right))
		at.X -= vg.Length(math.Ceil(words.Width(l.says(key))) + 14)
	}
	for i, r := range rules {
		p.Text(vg.Point{X: marks.Min.X - 12, Y: marks.Max.Y - vg.Length(l.mark*(float64(i)+0.5)+5)}, r, figure.Note.To(figure.Right))
	}
}

func (l *worksheetLand) kindInk(kind int) color.Color {
	return []color.Color{l.Theme.Cool, l.Theme.Warm, l.Theme.Ink}[kind]
}

// entries are those of the states, each a column of cells.
func (l *worksheetLand) entries(p figure.Pen, in figure.Box, pitch float64) {
	if l.entry == 0 {
		return
	}
	p.Text(vg.Point{X: in.Min.X - 12, Y: (in.Min.Y+in.Max.Y)/2 - 5}, "1–5", figure.Note.To(figure.Right))
	for column, k := range l.order {
		for i, v := range l.states[k] {
			_, cell := in.Left(pitch * float64(column))
			_, cell = cell.Top(l.entry * float64(i))
			cell, _ = cell.Left(pitch - 4)
			cell, _ = cell.Top(l.entry - 1)
			p.Rect(cell, l.Theme.State(v))
		}
	}
}

// bars are the energies of a frame. The lowest have the ink of their kind.
func (l *worksheetLand) bars(p figure.Pen, chart figure.Chart, pitch float64, frame int) {
	s := l.steps[frame]
	e := l.energies[s.added()]
	least, zero := slices.Min(e), whole(chart.At(0, 0).Y)
	if low := whole(chart.At(0, float64(least)).Y); zero-low >= 14 {
		p.Text(vg.Point{X: chart.Box.Min.X - 12, Y: low - 5}, l.Count(least), figure.Note.To(figure.Right))
	}
	for column, k := range l.order {
		x := chart.Box.Min.X + vg.Length(pitch*float64(column))
		y := whole(chart.At(0, float64(e[k])).Y)
		bar := figure.Box{Rectangle: vg.Rectangle{Min: vg.Point{X: x, Y: min(y, zero)}, Max: vg.Point{X: x + vg.Length(pitch-4), Y: max(y, zero, y+1)}}}
		ink := color.Color(l.Theme.Tried)
		if e[k] == least && least < 0 {
			ink = l.kindInk(l.kind(k, s.memory+1))
		}
		p.Rect(bar, ink)
	}
	p.Line(l.Theme.Faint, l.Theme.Hair, vg.Point{X: chart.Box.Min.X, Y: zero}, vg.Point{X: chart.Box.Min.X + vg.Length(32*pitch-4), Y: zero})
}

// marks show which states are stable, as far as they were asked.
func (l *worksheetLand) marks(p figure.Pen, in figure.Box, pitch float64, frame int) {
	s := l.steps[frame]
	for rule := range s.rule {
		asked := 32
		if rule == s.rule-1 {
			asked = s.states
		}
		y := in.Max.Y - whole(vg.Length(l.mark*(float64(rule)+0.5)))
		for column, k := range l.order[:asked] {
			at := vg.Point{X: in.Min.X + whole(vg.Length(pitch*float64(column)+(pitch-4)/2)), Y: y}
			half, ink := 1.0, color.Color(l.Theme.Tried)
			if slices.Contains(l.fixed[rule], k) {
				half, ink = math.Floor(min(pitch-4, l.mark-5)/2), l.kindInk(l.kind(k, len(l.memories)))
			}
			p.Rect(figure.Box{Rectangle: vg.Rectangle{Min: at, Max: at}}.Inset(-half, -half, -half, -half), ink)
		}
		text := l.Count(l.stable(hopfield.Ties(rule), asked))
		if !l.tight() {
			text = l.says("stable", "n", l.stable(hopfield.Ties(rule), asked))
		}
		p.Text(vg.Point{X: in.Min.X + vg.Length(32*pitch+8), Y: y - 5}, text, figure.Head)
	}
}

// whole is the nearest whole design pixel.
func whole(v vg.Length) vg.Length { return vg.Length(math.Floor(float64(v) + 0.5)) }
