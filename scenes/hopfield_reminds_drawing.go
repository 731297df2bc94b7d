package scenes

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
)

// remindsDrawing is a table: the memories stand above its columns, each row is
// a network with its state and its overlaps with them.
type remindsDrawing struct {
	t        *telling
	names    []string
	memories []hopfield.Pattern
	heads    []string // of the rows
	rows     []*reminder
	acts     []beat

	small, large float64         // cells of memories and of states
	album        []figure.Cells  // the memories
	states       []figure.Cells  // by row
	bars         [][]*figure.Box // by row and memory, the whole length; nil: the network does not store it
	placed       figure.Box
}

const (
	remindsName = 22 // above a memory
	remindsNote = 20 // below a bar
	remindsGap  = 12 // between rows
	remindsRead = 4  // steps between two readings of the numbers
)

func (d *remindsDrawing) part() figure.Part {
	return &figure.Drawing{Least: d.height(1, 1), Most: d.height(6, 10), On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		if in != d.placed {
			d.place(in)
		}
		switch layer {
		case figure.Backdrop:
			d.backdrop(p)
		case figure.Live:
			d.live(p, frame)
		}
	}}
}

// cue is where the cue of a row stands as it was shown, below the words left of
// the state, as large as it may be; not ok if it has no room.
func (d *remindsDrawing) cue(row int) (cells figure.Cells, ok bool) {
	lines := 0
	for _, head := range d.heads {
		lines = max(lines, len(d.lines(head, d.placed)))
	}
	at := vg.Point{X: d.placed.Min.X, Y: d.states[row].Corner.Y - vg.Length(18*lines+8)}
	state := d.states[row].Box()
	room := math.Floor(min(float64(at.Y-state.Min.Y), float64(state.Min.X-at.X)-14) / drawings.ThingSide)
	return figure.Cells{Cols: drawings.ThingSide, Rows: drawings.ThingSide, Corner: at, Cell: room}, room >= 1
}

// lines are the words left of a state.
func (d *remindsDrawing) lines(head string, in figure.Box) []string {
	share := 0.19
	if d.t.Small() {
		share = 0.16
	}
	return figure.Head.Wrap(head, share*in.Width())
}

// height is that of the table with cells of the given sides.
func (d *remindsDrawing) height(small, large float64) float64 {
	const side = drawings.ThingSide
	n := float64(len(d.rows))
	return remindsName + small*side + n*(remindsGap+large*side+remindsNote)
}

// left is the width of the words left of the states.
func (d *remindsDrawing) left(in figure.Box) float64 {
	wide := 0.0
	for _, head := range d.heads {
		for _, line := range d.lines(head, in) {
			wide = max(wide, figure.Head.Width(line))
		}
	}
	return math.Ceil(wide) + 14
}

// place gives states the largest cells there is room for beside memories of half
// the size, and memories then as large ones as there is room for.
func (d *remindsDrawing) place(in figure.Box) {
	const side = drawings.ThingSide
	d.placed, d.album, d.states, d.bars = in, nil, nil, nil
	left := d.left(in)
	wide := func(i int) float64 { return max(d.small*side, math.Ceil(figure.Head.Width(d.names[i]))) }
	spare := func() float64 {
		w := in.Width() - left - d.large*side
		for i := range d.memories {
			w -= wide(i)
		}
		return w
	}
	fits := func() bool {
		return d.height(d.small, d.large) <= in.Height() && spare() >= 14*float64(len(d.memories))
	}
	d.small, d.large = 1, 1
	for try := 2.0; fits(); try++ {
		d.small, d.large = math.Ceil(try/2), try
	}
	d.large = max(1, d.large-1)
	for d.small = math.Ceil(d.large / 2); d.small < d.large && fits(); {
		d.small++
	}
	if d.small > 1 && !fits() {
		d.small--
	}
	column := func(i int) float64 {
		x := left + d.large*side
		for k := range i + 1 {
			x += math.Floor(min(spare()/float64(len(d.memories)), 48))
			if k > 0 {
				x += wide(k - 1)
			}
		}
		return x
	}
	cells := func(x, y, cell float64) figure.Cells {
		return figure.Cells{Cols: side, Rows: side, Corner: in.TopLeft().Add(vg.Point{X: vg.Length(x), Y: -vg.Length(y)}), Cell: cell}
	}
	for i := range d.memories {
		d.album = append(d.album, cells(column(i), remindsName, d.small))
	}
	y := remindsName + d.small*side + remindsGap
	for _, row := range d.rows {
		d.states = append(d.states, cells(left, y, d.large))
		bars := make([]*figure.Box, len(d.memories))
		for i := range d.memories {
			if !slices.Contains(row.names, d.names[i]) {
				continue
			}
			_, below := in.Top(y)
			track, _ := below.Top(d.large * side)
			_, track = track.Left(column(i))
			track, _ = track.Left(min(d.small*side, 40))
			bars[i] = &track
		}
		d.bars = append(d.bars, bars)
		y += d.large*side + remindsNote + remindsGap
	}
}

func (d *remindsDrawing) backdrop(p figure.Pen) {
	for i, x := range d.memories {
		p.Text(d.album[i].Corner.Add(vg.Point{Y: 8}), d.names[i], figure.Head)
		p.Picture(d.album[i].Box(), d.album[i].Image(func(cell int) color.NRGBA { return p.Theme.State(x[cell]) }))
	}
	for r, head := range d.heads {
		at := vg.Point{X: d.placed.Min.X, Y: d.states[r].Corner.Y - 14}
		for _, line := range d.lines(head, d.placed) {
			p.Text(at, line, figure.Head)
			at.Y -= 18
		}
		for _, track := range d.bars[r] {
			if track != nil {
				p.Rect(*track, p.Theme.Panel)
			}
		}
	}
}

// step is how far a row is in a frame; −1 if its act has not begun.
func (d *remindsDrawing) step(frame, row int) int {
	switch b := d.acts[frame]; {
	case b.act < row:
		return -1
	case b.act > row:
		return remindsSteps
	default:
		return b.step
	}
}

func (d *remindsDrawing) live(p figure.Pen, frame int) {
	for r, row := range d.rows {
		step := d.step(frame, r)
		if step < 0 {
			continue
		}
		if cue, ok := d.cue(r); ok {
			p.Picture(cue.Box(), cue.Image(func(cell int) color.NRGBA { return p.Theme.State(row.states[0][cell]) }))
		}
		p.Picture(d.states[r].Box(), d.states[r].Image(func(cell int) color.NRGBA { return p.Theme.State(row.states[step][cell]) }))
		for i, x := range d.memories {
			track := d.bars[r][i]
			if track == nil {
				continue
			}
			bar, ink, words := *track, p.Theme.Tried, figure.Note
			if d.names[i] == row.names[row.end.Nearest] {
				ink = p.Theme.Cool
				if row.end.Kind != hopfield.Memory {
					ink = p.Theme.Warm
				}
				if step == remindsSteps {
					words = figure.Head
				}
			}
			bar.Max.Y = bar.Min.Y + vg.Length(math.Round(max(0, row.states[step].Overlap(x))*track.Height()))
			if bar.Height() > 0 {
				p.Rect(bar, ink)
			}
			p.Text(track.Min.Sub(vg.Point{Y: 15}), d.t.Number(row.states[step/remindsRead*remindsRead].Overlap(x), 2), words)
		}
	}
}
