package scenes

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
)

// layout places the pictures above the energy. Four stand in a row, and the
// album under the last of them. A small stage has no album, and three pictures:
// the network's takes the place of the thresholded one, from which it starts.
// Where two rows make them larger there are four again.
func (d *recallDrawing) layout() {
	body := d.on.Body()
	cols := 4
	d.room = largeRoom
	if d.on.Small() {
		cols, d.room = 2, smallRoom
		if d.three = d.cell(body, 3, 1) >= d.cell(body, 2, 2); d.three {
			cols = 3
		}
	}
	d.place(body, cols)
	lower := body
	lower.Max.Y = d.state.Box().Min.Y - vg.Length(d.room.foot)
	if !d.on.Small() {
		left, right := lower.Left(float64(d.state.Corner.X-body.Min.X) - recallGap)
		_, d.thumbs = right.Left(recallGap)
		lower = left
	}
	from, to := d.run.Energy()/d.unit, d.run.StartEnergy/d.unit
	if from == to {
		from, to = from-1, to+3
	}
	energies := []figure.Tick{{At: d.run.Energy() / d.unit, Label: d.energy(d.run.Energy())}}
	if d.run.StartEnergy != d.run.Energy() {
		energies = append(energies, figure.Tick{At: to, Label: d.energy(d.run.StartEnergy)})
	}
	asked := d.on.Say("asked", "sweeps", d.sweeps(), "neurons", len(d.noisy))
	d.chart = figure.Chart{
		Box: lower.Inset(max(54, figure.Room(energies)), d.room.above, 0, 24),
		X:   figure.Axis{From: 0, To: float64(d.run.Asked), Ticks: []figure.Tick{{At: 0, Label: "0"}, {At: float64(d.run.Asked), Label: asked}}},
		Y:   figure.Axis{From: from, To: to, Rules: true, Ticks: energies},
	}
}

// A recallRoom is the room that words need, in design pixels.
type recallRoom struct {
	head, foot float64 // above and below a picture
	energy     float64 // at least for the chart and the words around it
	above      float64 // of it for those above
}

var (
	largeRoom = recallRoom{head: 24, foot: 24, energy: 126, above: 34}
	smallRoom = recallRoom{head: 22, foot: 22, energy: 118, above: 32}
)

const (
	recallGap  = 20 // between two pictures in a row
	recallRows = 8  // between the words of two rows
)

// cell is the side of a pixel if the pictures stand in columns and rows, and
// the energy below them has two fifths of the height or enough.
func (d *recallDrawing) cell(body figure.Box, cols, rows int) float64 {
	energy := min(max(0.4*body.Height(), d.room.energy), 148)
	wide := (body.Width() - float64(cols-1)*recallGap) / float64(cols)
	high := (body.Height()-energy-float64(rows-1)*recallRows)/float64(rows) - d.room.head - d.room.foot
	return max(1, math.Floor(min(wide/float64(d.size.X), high/float64(d.size.Y))))
}

// A recallPanel is a picture with the words above and below it.
type recallPanel struct {
	at         *figure.Cells
	head, note string
}

// panels are the pictures in the order of a reader. Notes that change are as
// wide as they get.
func (d *recallDrawing) panels() []recallPanel {
	wrong := d.on.Say("wrong", "wrong", len(d.noisy), "pixels", len(d.noisy))
	panels := []recallPanel{
		{&d.stored, d.on.Say("stored"), d.on.Say("stored-note", "sample", d.Sample, "digit", d.Digit)},
		{&d.noise, d.on.Say(d.painted("noisy", "painted")), d.on.Say("noisy-note", "sigma", d.sigma())},
		{&d.start, d.on.Say("thresholded"), wrong},
		{&d.state, d.on.Say("network"), wrong},
	}
	if d.three {
		panels = slices.Delete(panels, 2, 3)
	}
	return panels
}

// place puts the pictures into columns as wide as their pictures and words,
// evenly apart.
func (d *recallDrawing) place(body figure.Box, cols int) {
	panels := d.panels()
	cell := d.cell(body, cols, (len(panels)+cols-1)/cols)
	wide := make([]float64, cols)
	for i, p := range panels {
		c := i % cols
		wide[c] = max(wide[c], cell*float64(d.size.X), figure.Head.Width(p.head), figure.Head.Width(p.note))
	}
	if !d.on.Small() { // the album stands below
		wide[cols-1] = max(wide[cols-1], figure.Head.Width(d.on.Say("remembered")))
	}
	apart := body.Width()
	for _, w := range wide {
		apart -= w
	}
	apart /= float64(cols - 1)
	for i, p := range panels {
		_, below := body.Top(d.room.head + float64(i/cols)*(cell*float64(d.size.Y)+d.room.head+d.room.foot+recallRows))
		x := apart * float64(i%cols)
		for _, w := range wide[:i%cols] {
			x += w
		}
		_, right := below.Left(math.Floor(x + 1e-6))
		*p.at = figure.Cells{Cols: d.size.X, Rows: d.size.Y, Corner: right.TopLeft(), Cell: cell}
	}
	if d.three {
		d.start = d.state
	}
}
