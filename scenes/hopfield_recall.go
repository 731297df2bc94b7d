package scenes

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// HopfieldRecall films a Hopfield network that is shown a stored digit in
// noise and settles, neuron by neuron, while its energy falls.
type HopfieldRecall struct {
	Digit     int     `help:"digit that is recalled" default:"3" min:"0" max:"9"`
	Sample    int     `help:"which of the digit's images, from 0 in the order of the training set" default:"0" min:"0" max:"1000000"`
	Stored    int     `help:"digits the network remembers, the recalled one included" default:"5" min:"1" max:"500"`
	Rule      string  `help:"learning rule" default:"pseudo-inverse" enum:"hebb,pseudo-inverse"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Sigma     float64 `help:"standard deviation of the Gaussian noise, in units of a pixel's ±1" default:"2" min:"0" max:"100"`
	Seed      uint64  `help:"seed of the noise and of the order in which neurons are asked" default:"1"`
}

var ruleNames = map[string]string{"hebb": "Hebb", "pseudo-inverse": "pseudo-inverse"}

const (
	recallWipe   = 10 // frames in which the noise is thresholded
	recallFrames = 58 // in which neurons flip
	recallCalm   = 10 // of the last sweep, in which none does
)

// Film implements Scene.
func (s *HopfieldRecall) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(image.Pt(720, 480))
	if err != nil {
		return nil, err
	}
	memories, labels, size, err := s.memories(on.Digits)
	if err != nil {
		return nil, err
	}
	var rule hopfield.Rule = hopfield.Hebb{}
	if s.Rule == "pseudo-inverse" {
		rule = hopfield.PseudoInverse{}
	}
	net, err := rule.Train(ctx, memories)
	if err != nil {
		return nil, err
	}
	r := generator(s.Seed)
	noisy, err := hopfield.Noisy(r, memories[0], s.Sigma)
	if err != nil {
		return nil, err
	}
	run, err := net.Recall(ctx, hopfield.Sign(noisy), r, nil)
	if err != nil {
		return nil, err
	}
	before := run.StartEnergy
	for i, f := range run.Flips {
		if f.Energy > before {
			return nil, violation("flip %d raises the energy from %v to %v", i+1, before, f.Energy)
		}
		before = f.Energy
	}
	if !run.Settled || !net.Stable(run.End, hopfield.Keep) {
		return nil, violation("the recall ended in a state that is not stable")
	}

	d := &recallDrawing{HopfieldRecall: s, on: on, size: size, memories: memories, labels: labels, noisy: noisy, run: run, unit: net.Unit()}
	d.plan()
	d.layout()
	f := &film.Film{
		Size:     on.Size,
		Len:      len(d.steps),
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Live:     d.live,
		Hold:     func(i int) time.Duration { return d.steps[i].hold },
		Keys: []film.Key{
			{Frame: 0, Caption: fmt.Sprintf("The stored %d, and Gaussian noise of σ = %v over it.", s.Digit, s.Sigma)},
			{Frame: recallWipe, Caption: fmt.Sprintf("The network starts from the signs of the noisy pixels, %s.", d.wrongWords(run.Start))},
			{Frame: recallWipe + recallFrames/2, Caption: "Halfway through the flips."},
			{Frame: len(d.steps) - 1, Caption: d.answer() + ", " + d.counts() + "."},
		},
		Results: []film.Result{
			{Name: "flips", Value: float64(len(run.Flips)), Text: figure.Plural(len(run.Flips), "flip")},
			{Name: "sweeps", Value: float64(run.Sweeps), Text: figure.Plural(run.Sweeps, "sweep")},
			{Name: "energy", Value: run.Energy() / d.unit, Text: "E = " + d.energy(run.Energy())},
			{Name: "overlap", Value: run.End.Overlap(memories[0]), Text: "overlap " + figure.Number(run.End.Overlap(memories[0]), 3)},
		},
	}
	f.Alt = fmt.Sprintf("Four pictures of a handwritten %d side by side: as stored, under Gaussian noise, the noise thresholded to black and white with %d of %d pixels wrong, "+
		"and the state of a Hopfield network that remembers %s by the %s rule. Its pixels settle one by one while a curve of the energy falls from %s to %s. At the end: %s, %s.",
		s.Digit, d.wrong(run.Start), len(noisy), figure.Plural(s.Stored, "digit"), ruleNames[s.Rule], d.energy(run.StartEnergy), d.energy(run.Energy()), d.answer(), d.counts())
	return f, nil
}

// memories are the asked digit, with its label, and, after it, as many others
// as are stored: the following digits' first images, then their second, and so
// on.
func (s *HopfieldRecall) memories(digits figure.Digits) (out []hopfield.Pattern, labels []int, size image.Point, err error) {
	if digits == nil {
		return nil, nil, size, errors.New("hopfield-recall needs digits: --mnist DIR")
	}
	add := func(label, n int) error {
		_, img, err := digits.Nth(label, n)
		if err != nil {
			return err
		}
		size = img.Rect.Size()
		if n := size.X * size.Y; n > 64*64 {
			return fmt.Errorf("images of %dx%d make %d neurons: at most 64x64 are filmed", size.X, size.Y, n)
		}
		out = append(out, mnist.Binarize(img, uint8(s.Threshold)))
		labels = append(labels, label)
		return nil
	}
	if err := add(s.Digit, s.Sample); err != nil {
		return nil, nil, size, err
	}
	for i := 1; len(out) < s.Stored; i++ {
		label, n := (s.Digit+i)%mnist.Classes, (i-1)/mnist.Classes
		if label == s.Digit && n == s.Sample {
			continue
		}
		if err := add(label, n); err != nil {
			return nil, nil, size, err
		}
	}
	return out, labels, size, nil
}

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
	thumbs                      figure.Box
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
	calm := 0 // neurons asked when the last one flipped
	if n := len(flips); n > 0 {
		calm = flips[n-1].Asked
	}
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

func (d *recallDrawing) layout() {
	body := d.on.Body()
	const gap = 20
	const head, foot, chart = 24, 24, 148 // room above and below the pictures, and for the energy
	cell := math.Floor(min((body.Width()-3*gap)/4/float64(d.size.X), (body.Height()-head-foot-chart)/float64(d.size.Y)))
	width := max(1, cell) * float64(d.size.X)
	step := (body.Width() - width) / 3
	_, pictures := body.Top(head)
	for i, g := range []*figure.Cells{&d.stored, &d.noise, &d.start, &d.state} {
		_, right := pictures.Left(math.Floor(step * float64(i)))
		*g = figure.Cells{Cols: d.size.X, Rows: d.size.Y, Corner: right.TopLeft(), Cell: max(1, cell)}
	}
	lower := body
	lower.Max.Y = d.stored.Box().Min.Y - foot
	left, right := lower.Left(math.Floor(3*step) - gap)
	_, d.thumbs = right.Left(gap)
	from, to := d.run.Energy()/d.unit, d.run.StartEnergy/d.unit
	if from == to {
		from, to = from-1, to+3
	}
	d.chart = figure.Chart{
		Box: left.Inset(54, 34, 0, 24),
		X:   figure.Axis{From: 0, To: float64(d.run.Asked), Ticks: []figure.Tick{{At: 0, Label: "0"}, {At: float64(d.run.Asked), Label: fmt.Sprintf("%s of %s neurons", figure.Plural(d.run.Sweeps, "sweep"), figure.Count(len(d.noisy)))}}},
		Y: figure.Axis{From: from, To: to, Rules: true, Ticks: []figure.Tick{
			{At: d.run.Energy() / d.unit, Label: d.energy(d.run.Energy())},
		}},
	}
	if d.run.StartEnergy != d.run.Energy() {
		d.chart.Y.Ticks = append(d.chart.Y.Ticks, figure.Tick{At: to, Label: d.energy(d.run.StartEnergy)})
	}
}

func (d *recallDrawing) backdrop(c vg.Canvas) {
	p := d.on.Pen(c)
	d.on.Paper(p, fmt.Sprintf("Can a Hopfield network still read this %d?", d.Digit),
		fmt.Sprintf("%s remember %s (%s rule) and settle one by one, in random order",
			figure.Plural(len(d.noisy), "neuron"), figure.Plural(d.Stored, "digit"), ruleNames[d.Rule]))
	for _, panel := range []struct {
		at   figure.Cells
		head string
		note string
	}{
		{d.stored, "stored", fmt.Sprintf("sample %s of digit %d", figure.Count(d.Sample), d.Digit)},
		{d.noise, "noisy", "Gaussian, σ = " + figure.Short(d.Sigma, significantDigits(d.Sigma))},
		{d.start, "thresholded", ""},
		{d.state, "network", ""},
	} {
		p.Text(panel.at.Corner.Add(vg.Point{Y: 9}), panel.head, figure.Head)
		p.Text(d.under(panel.at), panel.note, figure.Note)
		p.Rect(panel.at.Box(), p.Theme.Panel)
	}
	p.Picture(d.stored.Box(), d.stored.Image(func(i int) color.NRGBA { return d.ink(d.memories[0][i]) }))
	low, high := slices.Min(d.noisy), slices.Max(d.noisy)
	p.Picture(d.noise.Box(), d.noise.Image(func(i int) color.NRGBA { return p.Theme.Shade((d.noisy[i] - low) / (high - low)) }))

	p.Text(vg.Point{X: d.on.Page().Min.X, Y: d.chart.Box.Max.Y + 14}, "energy", figure.Head)
	d.chart.Draw(p)
	d.album(p)
}

// under is the baseline of the words below a picture.
func (d *recallDrawing) under(g figure.Cells) vg.Point {
	return vg.Point{X: g.Box().Min.X, Y: g.Box().Min.Y - 18}
}

// album shows the first ten memories as thumbnails.
func (d *recallDrawing) album(p figure.Pen) {
	p.Text(vg.Point{X: d.thumbs.Min.X, Y: d.chart.Box.Max.Y + 14}, "remembered", figure.Head)
	_, area := d.thumbs.Top(34)
	const across, gap = 5, 7
	side := math.Floor((area.Width() - (across-1)*gap) / across)
	for i, m := range d.memories[:min(len(d.memories), 10)] {
		_, row := area.Top(float64(i/across) * (side + gap))
		_, cell := row.Left(float64(i%across) * (side + gap))
		cell, _ = cell.Left(side)
		g := cell.Cells(d.size.X, d.size.Y)
		if g.Box().Width() > side || g.Box().Height() > side { // no room for images of this size
			p.Text(area.TopLeft().Add(vg.Point{Y: -14}), figure.Plural(len(d.memories), "digit"), figure.Note)
			return
		}
		p.Picture(g.Box(), g.Image(func(j int) color.NRGBA { return d.ink(m[j]) }))
		if i == 0 {
			under := g.Box()
			under.Min.Y -= 5
			under.Max.Y = under.Min.Y + 3
			p.Rect(under, p.Theme.Cool)
		}
	}
	if more := len(d.memories) - 10; more > 0 {
		at := vg.Point{X: area.Min.X, Y: area.Max.Y - vg.Length(2*(side+gap)) - 10}
		p.Text(at, "and "+figure.Count(more)+" more", figure.Note)
	}
}

func (d *recallDrawing) ink(v int8) color.NRGBA {
	if v > 0 {
		return d.on.Theme.Ink
	}
	return d.on.Theme.Panel
}

// blamed is the colour of a pixel that is wrongly v.
func (d *recallDrawing) blamed(v int8) color.NRGBA {
	if v > 0 {
		return d.on.Theme.Warm
	}
	return d.on.Theme.WarmTint
}

func (d *recallDrawing) trail(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	step, prev := d.steps[i], recallStep{asked: -1}
	if i > 0 {
		prev = d.steps[i-1]
	}
	cols := d.size.X
	for j := prev.rows * cols; j < step.rows*cols; j++ {
		p.Rect(d.start.At(j), d.ink(d.run.Start[j]))
	}
	if step.asked < 0 {
		return
	}
	if prev.asked < 0 {
		p.Picture(d.state.Box(), d.state.Image(func(i int) color.NRGBA { return d.ink(d.run.Start[i]) }))
		prev = recallStep{}
	}
	state := d.after(step.flips)
	for _, f := range d.run.Flips[prev.flips:step.flips] {
		p.Rect(d.state.At(f.Neuron), d.ink(state[f.Neuron]))
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
	if step.rows == d.size.Y {
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
			p.Rect(d.state.At(j), d.blamed(state[j]))
		}
	}
	wrong := figure.Head.In(p.Theme.Warm)
	if d.wrong(state) == 0 {
		wrong = figure.Head.In(p.Theme.Cool)
	}
	p.Text(d.under(d.state), d.wrongWords(state), wrong)
	p.Disc(d.chart.At(float64(step.asked), d.energyAfter(step.flips)), 4, p.Theme.Cool)
	if last {
		at := d.chart.Box.Max.Add(vg.Point{X: -4, Y: -28})
		answer := figure.Answer.To(figure.Right)
		if d.wrong(state) > 0 {
			answer = answer.In(p.Theme.Warm)
		}
		p.Text(at, d.answer(), answer)
		p.Text(at.Sub(vg.Point{Y: 24}), d.counts(), figure.Head.To(figure.Right))
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
	return fmt.Sprintf("%s of %s wrong", figure.Count(d.wrong(s)), figure.Count(len(s)))
}

// answer says what the network ended in.
func (d *recallDrawing) answer() string {
	end, asked := d.run.End, d.memories[0]
	switch {
	case end.Hamming(asked) == 0:
		return fmt.Sprintf("yes: all %s pixels", figure.Count(len(end)))
	case end.Hamming(asked.Mirror()) == 0:
		return "no: it recalls the negative"
	}
	for i, m := range d.memories[1:] {
		switch 0 {
		case end.Hamming(m):
			return fmt.Sprintf("no: it recalls a %d", d.labels[i+1])
		case end.Hamming(m.Mirror()):
			return fmt.Sprintf("no: the negative of a %d", d.labels[i+1])
		}
	}
	return "no: " + d.wrongWords(end)
}

func (d *recallDrawing) counts() string {
	return fmt.Sprintf("%s in %s, E = %s, overlap %s", figure.Plural(len(d.run.Flips), "flip"), figure.Plural(d.run.Sweeps, "sweep"),
		d.energy(d.run.Energy()), figure.Number(d.run.End.Overlap(d.memories[0]), 3))
}

// energy writes an energy in units that compare between rules. The pseudo-inverse ends on halves: −(N − P)/2.
func (d *recallDrawing) energy(e float64) string {
	if v := e / d.unit; math.Abs(v) < 999.95 {
		return figure.Number(v, 1)
	}
	return figure.Count(int(math.Round(e / d.unit)))
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
