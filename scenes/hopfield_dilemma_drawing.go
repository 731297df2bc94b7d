package scenes

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// dilemmaDrawing holds what the parts of the film share.
type dilemmaDrawing struct {
	*telling
	memories   []hopfield.Pattern
	net        *hopfield.Network
	orders     [][]int
	cue, clear *dilemmaRun
	orbit      *hopfield.Orbit // of the cue, all neurons at once
	steps      []dilemmaStep
}

// A dilemmaStep is what a frame shows.
type dilemmaStep struct {
	order int // the order that is followed neuron by neuron
	asked int // of its neurons
	done  int // orders that have ended
	once  int // steps of all neurons at once
	clear int // orders that have ended from the clear cue
	hold  time.Duration
}

const dilemmaBlinks = 6 // steps of all neurons at once that are shown

// plan follows one order neuron by neuron, and so the first one that ends
// elsewhere; the others pass quickly.
func (d *dilemmaDrawing) plan() {
	s := dilemmaStep{hold: 2 * time.Second}
	add := func(hold time.Duration) {
		s.hold = hold
		d.steps = append(d.steps, s)
	}
	add(s.hold)
	slow := []int{0, slices.IndexFunc(d.cue.where, func(w int) bool { return w != d.cue.where[0] })} // −1: there is none
	for k := range d.orders {
		if slices.Contains(slow, k) {
			s.order = k
			for s.asked = 1; s.asked < dilemmaNeurons; s.asked++ {
				add(900 * time.Millisecond)
			}
		}
		s.order, s.asked, s.done = k, dilemmaNeurons, k+1
		add(110 * time.Millisecond)
	}
	d.steps[len(d.steps)-1].hold = 1500 * time.Millisecond
	for s.once = 1; s.once <= dilemmaBlinks; s.once++ {
		add(400 * time.Millisecond)
	}
	s.once = dilemmaBlinks
	for k := range d.orders {
		s.clear = k + 1
		add(70 * time.Millisecond)
	}
	d.steps[len(d.steps)-1].hold = time.Second
	add(film.Closing)
}

func (d *dilemmaDrawing) overlap(p hopfield.Pattern, memory int) string {
	if m := p.Overlap(d.memories[memory]); m != math.Trunc(m) {
		return d.Number(m, 1)
	}
	return d.Count(int(p.Overlap(d.memories[memory])))
}

func (d *dilemmaDrawing) tally(r *dilemmaRun, orders int) string {
	first, second := r.count(orders)
	return d.says("tally", "a", first, "b", second)
}

func (d *dilemmaDrawing) now(frame int) string {
	s := d.steps[frame]
	switch {
	case s.clear > 0:
		return d.says("now-clear", "first", d.overlap(d.clear.start, 0), "second", d.overlap(d.clear.start, 1))
	case s.once > 0:
		return d.says("now-once", "step", s.once, "flips", d.together(s.once-1).Hamming(d.together(s.once)), "neurons", dilemmaNeurons)
	case s.done == len(d.orders) || s.asked == dilemmaNeurons:
		return d.says("now-orders")
	case s.asked == 0:
		return d.says("now-cue", "first", d.overlap(d.cue.start, 0), "second", d.overlap(d.cue.start, 1))
	}
	order, before := d.orders[s.order], d.after(s.order, s.asked-1)
	i := order[s.asked-1]
	key := "now-stays"
	if before[i] != d.after(s.order, s.asked)[i] {
		key = "now-flips"
	}
	var word strings.Builder
	for _, k := range order {
		word.WriteString(d.Count(k + 1))
	}
	return d.says(key, "order", word.String(), "i", i+1, "field", d.Count(int(d.net.Field(before, i))))
}

// after is the state after so many neurons of an order were asked once.
func (d *dilemmaDrawing) after(order, asked int) hopfield.Pattern {
	s := slices.Clone(d.cue.start)
	for _, i := range d.orders[order][:asked] {
		switch h := d.net.Field(s, i); {
		case h > 0:
			s[i] = 1
		case h < 0:
			s[i] = -1
		}
	}
	return s
}

// together is the state after so many steps of all neurons at once.
func (d *dilemmaDrawing) together(steps int) hopfield.Pattern {
	if last := len(d.orbit.Steps); steps > last {
		steps = d.orbit.Transient + (steps-d.orbit.Transient)%d.orbit.Period
	}
	for k, s := range d.orbit.States() {
		if k == steps {
			return slices.Clone(s)
		}
	}
	return d.orbit.End
}

// ink is the colour of what leads to a memory.
func (d *dilemmaDrawing) ink(where int) color.NRGBA {
	return []color.NRGBA{d.Theme.Cool, d.Theme.Warm, d.Theme.Ink}[where]
}

// entry is the colour of an entry of a state that is a memory, or none.
func (d *dilemmaDrawing) entry(v int8, where int) color.NRGBA {
	if v > 0 {
		return d.ink(where)
	}
	return []color.NRGBA{d.Theme.CoolTint, d.Theme.WarmTint, d.Theme.Panel}[where]
}

func (d *dilemmaDrawing) pictures() figure.Part {
	picture := func(head string, state func(frame int) (hopfield.Pattern, int)) figure.Picture {
		q := figure.Picture{Cols: dilemmaNeurons, Rows: 1, Head: d.says(head), Of: func(frame, cell int) color.NRGBA {
			s, where := state(frame)
			return d.entry(s[cell], where)
		}}
		if !d.Small() {
			q.Note = func(frame int) string {
				s, _ := state(frame)
				return signs(s)
			}
		}
		return q
	}
	p := &figure.Pictures{Cell: 36, Columns: 4}
	if d.Small() {
		p.Cell = 16
	}
	for k, head := range []string{"first", "second"} {
		p.Each = append(p.Each, picture(head, func(int) (hopfield.Pattern, int) { return d.memories[k], k }))
	}
	p.Each = append(p.Each,
		picture("one", func(frame int) (hopfield.Pattern, int) {
			s := d.steps[frame]
			if s.asked == dilemmaNeurons {
				return d.cue.ends[s.order], d.cue.where[s.order]
			}
			return d.after(s.order, s.asked), 2
		}),
		picture("once", func(frame int) (hopfield.Pattern, int) { return d.together(d.steps[frame].once), 2 }))
	return p
}

// tree is that of the orders from a cue. A line has the ink of the memory to
// which all orders along it led so far.
func (d *dilemmaDrawing) tree(r *dilemmaRun, head string, done func(dilemmaStep) int) figure.Part {
	t := &figure.Tree{Head: d.says(head), Least: 122, Note: func(frame int) string {
		if n := done(d.steps[frame]); n > 0 {
			return d.tally(r, n)
		}
		return ""
	}}
	t.Nodes = []figure.TreeNode{{Picture: &figure.Picture{Cols: dilemmaNeurons, Rows: 1, Of: func(_, cell int) color.NRGBA { return d.Theme.State(r.start[cell]) }}}}
	var grow func(parent int, prefix []int)
	grow = func(parent int, prefix []int) {
		for k := range dilemmaNeurons {
			if slices.Contains(prefix, k) {
				continue
			}
			path := append(slices.Clone(prefix), k)
			node := figure.TreeNode{Parent: parent, Label: d.Count(k + 1), Ink: func(frame int) color.Color { return d.path(r, path, d.steps[frame], done) }}
			if len(path) == dilemmaNeurons {
				order := slices.IndexFunc(d.orders, func(o []int) bool { return slices.Equal(o, path) })
				node.Picture = &figure.Picture{Cols: 1, Rows: dilemmaNeurons, Of: func(frame, cell int) color.NRGBA {
					if order >= done(d.steps[frame]) {
						return d.Theme.Panel
					}
					return d.entry(r.ends[order][cell], r.where[order])
				}}
			}
			t.Nodes = append(t.Nodes, node)
			if node.Picture == nil {
				grow(len(t.Nodes)-1, path)
			}
		}
	}
	grow(0, nil)
	return t
}

// path is the ink of the neurons that were asked first, in this order.
func (d *dilemmaDrawing) path(r *dilemmaRun, path []int, s dilemmaStep, done func(dilemmaStep) int) color.Color {
	if r == d.cue && s.asked > 0 && s.asked < dilemmaNeurons && len(path) <= s.asked && slices.Equal(path, d.orders[s.order][:len(path)]) {
		return d.Theme.Now
	}
	led := -1
	for k, order := range d.orders[:done(s)] {
		switch {
		case !slices.Equal(path, order[:len(path)]):
		case led >= 0 && led != r.where[k]:
			return d.Theme.Tried
		default:
			led = r.where[k]
		}
	}
	if led < 0 {
		return nil
	}
	return d.ink(led)
}
