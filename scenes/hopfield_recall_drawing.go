package scenes

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/hopfield"
)

// recallDrawing holds what the layers of the film share.
type recallDrawing struct {
	*HopfieldRecall
	on       figure.Stage
	size     image.Point
	memories []hopfield.Pattern
	labels   []int // of the memories
	noisy    []float64
	run      *hopfield.History
	unit     float64
	steps    []recallStep

	stored, noise, start, state figure.Cells
	chart                       figure.Chart
	room                        recallRoom
	three                       bool       // pictures: the start is shown where the state will be
	thumbs                      figure.Box // of the memories; empty on a small stage
}

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
		{&d.noise, d.on.Say("noisy"), d.on.Say("noisy-note", "sigma", d.sigma())},
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

func (d *recallDrawing) backdrop(c vg.Canvas) {
	p := d.on.Pen(c)
	d.on.Paper(p)
	for i, panel := range d.panels() {
		p.Text(panel.at.Corner.Add(vg.Point{Y: 9}), panel.head, figure.Head)
		if i < 2 { // the others change
			p.Text(d.under(*panel.at), panel.note, figure.Note)
		}
		p.Rect(panel.at.Box(), p.Theme.Panel)
	}
	p.Picture(d.stored.Box(), d.stored.Image(func(i int) color.NRGBA { return p.Theme.State(d.memories[0][i]) }))
	low, high := slices.Min(d.noisy), slices.Max(d.noisy)
	p.Picture(d.noise.Box(), d.noise.Image(func(i int) color.NRGBA { return p.Theme.Shade((d.noisy[i] - low) / (high - low)) }))

	p.Text(vg.Point{X: d.on.Page().Min.X, Y: d.chart.Box.Max.Y + 14}, d.on.Say("energy"), figure.Head)
	d.chart.Draw(p)
	if !d.on.Small() {
		d.album(p)
	}
}

// under is the baseline of the words below a picture.
func (d *recallDrawing) under(g figure.Cells) vg.Point {
	return vg.Point{X: g.Box().Min.X, Y: g.Box().Min.Y - 18}
}

// album shows the first ten memories as thumbnails.
func (d *recallDrawing) album(p figure.Pen) {
	p.Text(vg.Point{X: d.thumbs.Min.X, Y: d.chart.Box.Max.Y + 14}, d.on.Say("remembered"), figure.Head)
	_, area := d.thumbs.Top(34)
	const across, gap = 5, 7
	side := math.Floor((area.Width() - (across-1)*gap) / across)
	for i, m := range d.memories[:min(len(d.memories), 10)] {
		_, row := area.Top(float64(i/across) * (side + gap))
		_, cell := row.Left(float64(i%across) * (side + gap))
		cell, _ = cell.Left(side)
		g := cell.Cells(d.size.X, d.size.Y)
		if g.Box().Width() > side || g.Box().Height() > side { // no room for images of this size
			p.Text(area.TopLeft().Add(vg.Point{Y: -14}), d.on.Plural("digits", len(d.memories)), figure.Note)
			return
		}
		p.Picture(g.Box(), g.Image(func(j int) color.NRGBA { return p.Theme.State(m[j]) }))
		if i == 0 {
			under := g.Box()
			under.Min.Y -= 5
			under.Max.Y = under.Min.Y + 3
			p.Rect(under, p.Theme.Cool)
		}
	}
	if more := len(d.memories) - 10; more > 0 {
		at := vg.Point{X: area.Min.X, Y: area.Max.Y - vg.Length(2*(side+gap)) - 10}
		p.Text(at, d.on.Plural("more", more), figure.Note)
	}
}

func (d *recallDrawing) trail(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	step, prev := d.steps[i], recallStep{asked: -1}
	if i > 0 {
		prev = d.steps[i-1]
	}
	cols := d.size.X
	for j := prev.rows * cols; j < step.rows*cols; j++ {
		p.Rect(d.start.At(j), p.Theme.State(d.run.Start[j]))
	}
	if step.asked < 0 {
		return
	}
	if prev.asked < 0 {
		p.Picture(d.state.Box(), d.state.Image(func(i int) color.NRGBA { return p.Theme.State(d.run.Start[i]) }))
		prev = recallStep{}
	}
	state := d.after(step.flips)
	for _, f := range d.run.Flips[prev.flips:step.flips] {
		p.Rect(d.state.At(f.Neuron), p.Theme.State(state[f.Neuron]))
	}
	if step.asked > prev.asked {
		p.Line(p.Theme.Cool, p.Theme.Line, d.descent(prev, step)...)
	}
}

// descent is the curve of the energy between two steps, a stair at each flip.
func (d *recallDrawing) descent(from, to recallStep) []vg.Point {
	e := d.energyAfter(from.flips)
	out := []vg.Point{d.chart.At(float64(from.asked), e)}
	for i := from.flips; i < to.flips; i++ {
		asked := float64(d.run.Flips[i].Asked)
		out = append(out, d.chart.At(asked, e))
		e = d.energyAfter(i + 1)
		out = append(out, d.chart.At(asked, e))
	}
	return append(out, d.chart.At(float64(to.asked), e))
}

// energyAfter is the energy after n flips, on the scale of the chart.
func (d *recallDrawing) energyAfter(n int) float64 {
	if n == 0 {
		return d.run.StartEnergy / d.unit
	}
	return d.run.Flips[n-1].Energy / d.unit
}

func (d *recallDrawing) live(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	step := d.steps[i]
	if step.rows == d.size.Y && !d.three {
		p.Text(d.under(d.start), d.wrongWords(d.run.Start), figure.Note)
	}
	if step.asked < 0 {
		return
	}
	state := d.after(step.flips)
	last := i == len(d.steps)-1
	if i > 0 { // what has just flipped
		for _, f := range d.run.Flips[d.steps[i-1].flips:step.flips] {
			p.Rect(d.state.At(f.Neuron), p.Theme.Now)
		}
	}
	for j := 0; last && j < len(state); j++ { // what is still wrong
		if state[j] != d.memories[0][j] {
			p.Rect(d.state.At(j), p.Theme.Compared(state[j], d.memories[0][j]))
		}
	}
	wrong := figure.Head.In(p.Theme.Warm)
	if d.wrong(state) == 0 {
		wrong = figure.Head.In(p.Theme.Cool)
	}
	p.Text(d.under(d.state), d.wrongWords(state), wrong)
	p.Disc(d.chart.At(float64(step.asked), d.energyAfter(step.flips)), 4, p.Theme.Cool)
	if last {
		d.verdict(p, d.wrong(state) > 0)
	}
}

// verdict is the answer, at the right end of the chart, where the energy has
// fallen out of its way, with the counts below it.
func (d *recallDrawing) verdict(p figure.Pen, wrong bool) {
	first, second, next := vg.Length(28), vg.Length(24), vg.Length(18)
	if d.on.Small() {
		first, second, next = 17, 18, 17
	}
	at := d.chart.Box.Max.Add(vg.Point{X: -4, Y: -first})
	answer := d.on.Answer().To(figure.Right)
	if wrong {
		answer = answer.In(p.Theme.Warm)
	}
	p.Text(at, d.answer(), answer)
	counts := figure.Head.To(figure.Right)
	lines := []string{d.counts()}
	if counts.Width(lines[0]) > 0.7*d.chart.Box.Width() {
		lines = counts.Wrap(lines[0], 0.64*d.chart.Box.Width())
	}
	at.Y -= second
	for _, line := range lines {
		if at.Y < d.chart.Box.Min.Y+4 {
			return // the film's results say the rest
		}
		p.Text(at, line, counts)
		at.Y -= next
	}
}

// after is the state of the network after n flips.
func (d *recallDrawing) after(n int) hopfield.Pattern {
	s := slices.Clone(d.run.Start)
	for _, f := range d.run.Flips[:n] {
		s[f.Neuron] = -s[f.Neuron]
	}
	return s
}

func (d *recallDrawing) wrong(s hopfield.Pattern) int { return s.Hamming(d.memories[0]) }

func (d *recallDrawing) wrongWords(s hopfield.Pattern) string {
	return d.on.Say("wrong", "wrong", d.wrong(s), "pixels", len(s))
}

// answer says what the network ended in.
func (d *recallDrawing) answer() string {
	end, asked := d.run.End, d.memories[0]
	switch {
	case end.Hamming(asked) == 0:
		return d.on.Say("answer-yes", "pixels", len(end))
	case end.Hamming(asked.Mirror()) == 0:
		return d.on.Say("answer-negative")
	}
	for i, m := range d.memories[1:] {
		switch 0 {
		case end.Hamming(m):
			return d.on.Say("answer-other", "digit", d.labels[i+1])
		case end.Hamming(m.Mirror()):
			return d.on.Say("answer-other-negative", "digit", d.labels[i+1])
		}
	}
	return d.on.Say("answer-wrong", "wrong", d.wrongWords(end))
}

func (d *recallDrawing) counts() string {
	return d.on.Say("counts", "flips", d.flips(), "sweeps", d.sweeps(), "energy", d.energy(d.run.Energy()), "overlap", d.overlap())
}

func (d *recallDrawing) flips() string   { return d.on.Plural("flips", len(d.run.Flips)) }
func (d *recallDrawing) sweeps() string  { return d.on.Plural("sweeps", d.run.Sweeps) }
func (d *recallDrawing) overlap() string { return d.on.Number(d.run.End.Overlap(d.memories[0]), 3) }
func (d *recallDrawing) sigma() string   { return d.on.Short(d.Sigma, significantDigits(d.Sigma)) }

// energy writes an energy in units that compare between rules. The pseudo-inverse ends on halves: −(N − P)/2.
func (d *recallDrawing) energy(e float64) string {
	if v := e / d.unit; math.Abs(v) < 999.95 {
		return d.on.Number(v, 1)
	}
	return d.on.Count(int(math.Round(e / d.unit)))
}

// significantDigits is how many digits say v, up to four.
func significantDigits(v float64) int {
	for n := 1; n < 4; n++ {
		if r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', n, 64), 64); r == v {
			return n
		}
	}
	return 4
}
