package scenes

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"time"

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
			add(worksheetStep{memory: m, pair: pair, hold: 160 * time.Millisecond})
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
	case s.pair == pairs:
		return d.says("now-stored", "k", k, "energy", d.Count(slices.Min(d.energies[s.added()])))
	}
	return d.says("now-memory", "k", k, "signs", signs(d.memories[s.memory]))
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
