package scenes

import (
	"image"
	"image/color"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

const (
	recallWipe   = 10 // frames in which the noise is thresholded
	recallFrames = 58 // in which neurons flip
	recallCalm   = 10 // of the last sweep, in which none does
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

// A recallStep is what a frame shows.
type recallStep struct {
	rows  int // of the noise that are thresholded
	asked int // neurons asked so far; −1 before the network has a state
	flips int // flips so far
	hold  time.Duration
}

// plan gives the film its pace: a look at the noise, a quick wipe, a look at
// what the network starts from, the flips, and the calm sweep that ends it.
func (d *recallDrawing) plan() {
	d.steps = append(d.steps, recallStep{asked: -1, hold: 1500 * time.Millisecond})
	for i := 1; i < recallWipe; i++ {
		d.steps = append(d.steps, recallStep{rows: d.size.Y * i / recallWipe, asked: -1, hold: 50 * time.Millisecond})
	}
	d.steps = append(d.steps, recallStep{rows: d.size.Y, hold: time.Second})
	flips := d.run.Flips
	at := func(asked, flips int) {
		d.steps = append(d.steps, recallStep{rows: d.size.Y, asked: asked, flips: flips, hold: 60 * time.Millisecond})
	}
	calm := lastFlip(d.run)
	// A frame is as much of the flips as of the neurons asked: a long tail of
	// rare flips gets its share, and the fall before it is not over in one.
	asked, done := 0, 0
	for i := 1; i <= recallFrames; i++ {
		for asked < calm && recallFrames*(asked*len(flips)+done*calm) < 2*i*calm*len(flips) {
			asked++
			if flips[done].Asked == asked {
				done++
			}
		}
		at(asked, done)
	}
	for i := 1; i <= recallCalm; i++ {
		at(calm+(d.run.Asked-calm)*i/recallCalm, len(flips))
	}
	d.steps[len(d.steps)-1].hold = film.Closing
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
	if low == high { // blank, and without noise
		low, high = -1, 1
	}
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
