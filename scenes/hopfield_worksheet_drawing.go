package scenes

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// pairs are those of the nodes.
const pairs = worksheetNodes * (worksheetNodes - 1) / 2

// nodesOf are the two nodes of a pair, the first below the second.
func nodesOf(pair int) (i, j int) {
	for i = 0; pair >= worksheetNodes-1-i; i++ {
		pair -= worksheetNodes - 1 - i
	}
	return i, i + 1 + pair
}

// What a state is to the memories.
const (
	stored = iota
	mirrored
	strange
)

// worksheetDrawing holds what the parts of the film share.
type worksheetDrawing struct {
	*telling
	memories []hopfield.Pattern
	weights  [][]int            // of the pairs, after each pair that was added
	energies [][]int            // of the states, likewise
	states   []hopfield.Pattern // all 32, as a Landscape numbers them
	fixed    [3][]int           // stable states, by tie rule
	ground   []int              // states of the lowest energy
	order    []int              // of the states, from left to right
	steps    []worksheetStep
}

// A worksheetStep is what a frame shows.
type worksheetStep struct {
	memory int // that is added; −1: none yet
	pair   int // of it that is looked at; −1: none yet; pairs: all are added
	rule   int // rules that were begun, 0 to 3
	states int // that were asked under the last of them
	hold   time.Duration
}

// added is how many pairs of all memories are in the weights.
func (s worksheetStep) added() int {
	if s.memory < 0 {
		return 0
	}
	return s.memory*pairs + min(s.pair+1, pairs)
}

func (d *worksheetDrawing) plan() {
	add := func(s worksheetStep) { d.steps = append(d.steps, s) }
	add(worksheetStep{memory: -1, hold: 1500 * time.Millisecond})
	for m := range d.memories {
		add(worksheetStep{memory: m, pair: -1, hold: time.Second})
		for pair := range pairs {
			hold := 80 * time.Millisecond
			if m == 0 {
				hold = 160 * time.Millisecond
			}
			add(worksheetStep{memory: m, pair: pair, hold: hold})
		}
		add(worksheetStep{memory: m, pair: pairs, hold: 1200 * time.Millisecond})
	}
	last := len(d.memories) - 1
	for rule := 1; rule <= 3; rule++ {
		for states := 4; states < 32; states += 4 {
			add(worksheetStep{last, pairs, rule, states, 60 * time.Millisecond})
		}
		add(worksheetStep{last, pairs, rule, 32, 1200 * time.Millisecond})
	}
	add(worksheetStep{last, pairs, 3, 32, film.Closing})
}

// tight says that the stage has no room for what is secondary.
func (d *worksheetDrawing) tight() bool { return d.Stage.Small() || d.Size.Y < 460 }

// signed is a whole number with its sign.
func (d *worksheetDrawing) signed(v int) string {
	if v > 0 {
		return "+" + d.Count(v)
	}
	return d.Count(v)
}

// named are the memories as signs.
func (d *worksheetDrawing) named() string {
	var words []string
	for _, x := range d.memories {
		words = append(words, "("+signs(x)+")")
	}
	return strings.Join(words, ", ")
}

// signs are the entries of a state.
func signs(p hopfield.Pattern) string {
	var b strings.Builder
	for _, v := range p {
		b.WriteString(map[int8]string{1: "+", -1: "−"}[v])
	}
	return b.String()
}

func (d *worksheetDrawing) now(frame int) string {
	s := d.steps[frame]
	k := s.memory + 1
	switch {
	case s.memory < 0:
		return d.says("now-empty")
	case s.rule > 0:
		key := []string{"keep", "plus", "minus"}[s.rule-1]
		return d.says("now-"+key, "stable", d.stable(hopfield.Ties(s.rule-1), s.states))
	case s.pair < 0:
		return d.says("now-memory", "k", k, "signs", signs(d.memories[s.memory]))
	case s.pair == pairs:
		return d.says("now-stored", "k", k, "energy", d.Count(slices.Min(d.energies[s.added()])))
	}
	i, j := nodesOf(s.pair)
	x := d.memories[s.memory]
	return d.says("now-pair", "k", k, "i", i+1, "j", j+1, "change", d.signed(int(x[i])*int(x[j])))
}

// weight is that of a pair in a frame.
func (d *worksheetDrawing) weight(frame, pair int) int {
	return d.weights[d.steps[frame].added()][pair]
}

func (d *worksheetDrawing) graph() figure.Part {
	g := &figure.Graph{Least: 100}
	state := func(frame, i int) int8 {
		s := d.steps[frame]
		if s.memory < 0 || s.rule > 0 {
			return -1
		}
		return d.memories[s.memory][i]
	}
	for i := range worksheetNodes {
		g.Nodes = append(g.Nodes, figure.Node{
			Label:  d.Count(i + 1),
			Ground: func(frame int) color.Color { return d.Theme.State(state(frame, i)) },
			Ink: func(frame int) color.Color {
				if state(frame, i) > 0 {
					return d.Theme.Paper
				}
				return d.Theme.Ink
			},
			Ring: func(frame int) color.Color {
				if a, b := nodesOf(max(0, min(d.steps[frame].pair, pairs-1))); d.looks(frame) && (i == a || i == b) {
					return d.Theme.Now
				}
				return d.Theme.Tried
			},
		})
	}
	for pair := range pairs {
		i, j := nodesOf(pair)
		edge := figure.Edge{
			From: i, To: j,
			Width: func(frame int) float64 { return 1 + 1.5*math.Abs(float64(d.weight(frame, pair))) },
			Ink: func(frame int) color.Color {
				if d.looks(frame) && pair == d.steps[frame].pair {
					return d.Theme.Now
				}
				return d.ink(d.weight(frame, pair))
			},
		}
		if !d.tight() { // there the matrix says it
			edge.Label = func(frame int) string {
				if w := d.weight(frame, pair); w != 0 {
					return d.signed(w)
				}
				return ""
			}
		}
		g.Edges = append(g.Edges, edge)
	}
	return g
}

// looks says whether a pair is being looked at.
func (d *worksheetDrawing) looks(frame int) bool {
	s := d.steps[frame]
	return s.memory >= 0 && s.pair >= 0 && s.pair < pairs
}

func (d *worksheetDrawing) ink(weight int) color.Color {
	switch {
	case weight > 0:
		return d.Theme.Cool
	case weight < 0:
		return d.Theme.Warm
	}
	return d.Theme.Faint
}

func (d *worksheetDrawing) matrix() figure.Part {
	at := func(frame, cell int) int {
		i, j := cell/worksheetNodes, cell%worksheetNodes
		for pair := range pairs {
			if a, b := nodesOf(pair); a == min(i, j) && b == max(i, j) {
				return d.weight(frame, pair)
			}
		}
		return 0
	}
	m := &figure.Matrix{
		Cols: worksheetNodes, Rows: worksheetNodes,
		Text:   func(frame, cell int) string { return d.Count(at(frame, cell)) },
		Ground: func(frame, cell int) color.NRGBA { return d.Theme.Diverging(float64(at(frame, cell)) / 12) },
	}
	if d.tight() {
		m.Cell = 20
		return m
	}
	m.Head = d.says("weights")
	for i := range worksheetNodes {
		m.ColHeads = append(m.ColHeads, fmt.Sprint(i+1))
		m.RowHeads = append(m.RowHeads, fmt.Sprint(i+1))
	}
	return m
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
