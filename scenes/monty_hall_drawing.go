package scenes

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// montyDrawing holds what the layers of the film share.
type montyDrawing struct {
	*MontyHall
	on     figure.Stage
	chart  figure.Chart
	run    []montyhall.Tally
	upto   []int // the last index of run that each frame shows
	keys   []int // the key frames
	digits int
	lines  [2]montyLine // stay, switch: in the order in which they are drawn
}

type montyLine struct {
	says       string // the key of the answer
	odds       float64
	wins       func(montyhall.Tally) int
	ink, tint  color.Color
	answer     vg.Point // right end of the baseline of the answer
	note       vg.Point // and of the line with the theory
	upperLimit func(games float64) float64
	lowerLimit func(games float64) float64
}

func (m *MontyHall) draw(on figure.Stage, show montyhall.Show, run []montyhall.Tally, ends []int) *montyDrawing {
	d := &montyDrawing{MontyHall: m, on: on, run: run}
	for i, e := 0, 0; e < len(ends); i++ {
		if run[i].Games == ends[e] {
			d.upto = append(d.upto, i)
			e++
		}
	}
	d.digits = min(max(len(figure.Number(float64(m.Trials-1), 0)), 2), 5)
	stay, swtch := show.Probabilities()
	d.chart = figure.Chart{
		Box: on.Body().Inset(0, 8, 0, 46),
		X:   figure.Axis{From: 1, To: float64(max(m.Trials, 10)), Log: true, Ticks: on.Decades(1, max(m.Trials, 10))},
		Y:   figure.Axis{From: 0, To: 1, Rules: true},
	}
	d.chart.Y.Ticks = d.chart.Apart([]figure.Tick{
		{At: 0, Label: "0"}, {At: 1, Label: "1"},
		{At: swtch, Label: on.Fraction(swtch)}, {At: stay, Label: on.Fraction(stay)},
	})
	d.chart.Box = d.chart.Box.Inset(figure.Room(d.chart.Y.Ticks), 0, 0, 0)
	th := on.Theme
	d.lines = [2]montyLine{
		{says: "stay", odds: stay, wins: func(t montyhall.Tally) int { return t.Stay }, ink: th.Warm, tint: th.WarmTint},
		{says: "switch", odds: swtch, wins: func(t montyhall.Tally) int { return t.Switch }, ink: th.Cool, tint: th.CoolTint},
	}
	for i := range d.lines {
		l := &d.lines[i]
		se := func(games float64) float64 {
			return math.Sqrt(l.odds * (1 - l.odds) / games)
		}
		l.upperLimit = func(g float64) float64 { return min(1, l.odds+float64(z95*se(g))) }
		l.lowerLimit = func(g float64) float64 { return max(0, l.odds-float64(z95*se(g))) }
	}
	d.placeAnswers()
	return d
}

// placeAnswers finds a place for each answer with its theory, at the right
// end, near its line, off both lines and their funnels.
func (d *montyDrawing) placeAnswers() {
	const high = 46
	wide := 0.0
	for i := range d.lines {
		wide = max(wide, d.on.Answer().Width(d.final(&d.lines[i])), figure.Note.Width(d.theory(&d.lines[i])))
	}
	right := d.chart.Box.Max.X - 4
	area := d.chart.Box.Inset(0, 0, 0, 6)
	left := float64(right) - wide - 8
	funnels := []figure.Box{d.extent(&d.lines[0], left, true), d.extent(&d.lines[1], left, true)}
	lines := []figure.Box{d.extent(&d.lines[0], left, false), d.extent(&d.lines[1], left, false)}
	var placed []figure.Box
	order := []int{1, 0} // switch first
	end := d.run[len(d.run)-1]
	if d.lines[0].odds == d.lines[1].odds && d.lines[0].wins(end) > d.lines[1].wins(end) {
		order = []int{0, 1} // of lines with the same odds the one that ends above
	}
	for n, i := range order {
		l := &d.lines[i]
		up := n == 0 && l.odds >= d.lines[1-i].odds
		y := d.chart.At(1, l.odds).Y
		box, ok := figure.Near(y, high, up, area, funnels)
		if !ok { // in few games the funnels are everywhere
			box, ok = figure.Near(y, high, up, area, lines)
		}
		if !ok { // and so may be the lines
			box, _ = figure.Near(y, high, up, area, placed)
		}
		funnels, lines, placed = append(funnels, box), append(lines, box), append(placed, box)
		// The answer stands nearer to its line than the theory does.
		first, second := box.Max.Y-20, box.Max.Y-40
		if box.Min.Y >= y {
			first, second = box.Min.Y+8, box.Min.Y+30
		}
		l.answer = vg.Point{X: right, Y: first}
		l.note = vg.Point{X: right, Y: second}
	}
}

// extent is the band that a line, and its funnel if asked, take up from x
// rightwards.
func (d *montyDrawing) extent(l *montyLine, x float64, funnel bool) figure.Box {
	b := d.chart.Box
	lo := d.chart.At(1, l.odds).Y
	hi := lo
	for _, t := range d.run {
		g := float64(t.Games)
		if float64(d.chart.At(g, 0).X) < x {
			continue
		}
		values := []float64{float64(l.wins(t)) / g}
		if funnel {
			values = append(values, l.upperLimit(g), l.lowerLimit(g))
		}
		for _, v := range values {
			y := d.chart.At(g, v).Y
			lo, hi = min(lo, y), max(hi, y)
		}
	}
	b.Min.Y, b.Max.Y = lo-4, hi+4
	return b
}

func (d *montyDrawing) backdrop(c vg.Canvas) {
	p := d.on.Pen(c)
	d.on.Paper(p)
	for i := range d.lines {
		d.funnel(p, d.lines[i].tint, d.lines[i].upperLimit, d.lines[i].lowerLimit)
	}
	stay, swtch := &d.lines[0], &d.lines[1]
	d.funnel(p, d.on.Theme.BothTint,
		func(g float64) float64 { return min(stay.upperLimit(g), swtch.upperLimit(g)) },
		func(g float64) float64 { return max(stay.lowerLimit(g), swtch.lowerLimit(g)) })
	d.chart.Draw(p)
	for i := range d.lines {
		at := d.chart.At(d.chart.X.From, d.lines[i].odds)
		p.Line(p.Theme.Tried, p.Theme.Hair, at, vg.Point{X: d.chart.Box.Max.X, Y: at.Y})
		p.Text(d.lines[i].note, d.theory(&d.lines[i]), figure.Note.To(figure.Right))
	}
}

// rules says how the game is played.
func (m *MontyHall) rules(on figure.Stage) string {
	rules := on.Say("doors", "doors", m.Doors)
	if m.Doors > 3 {
		opened := m.Opens
		if opened == 0 {
			opened = m.Doors - 2
		}
		rules = on.Say("doors-opened", "doors", m.Doors, "opened", on.Plural("opened", opened))
	}
	if m.Host == montyhall.Forgets.String() {
		rules = on.Say("forgets", "rules", rules)
	}
	return rules
}

// funnel fills what lies between two limits, where the upper is above.
func (d *montyDrawing) funnel(p figure.Pen, tint color.Color, upper, lower func(games float64) float64) {
	var top, bottom []vg.Point
	steps := d.on.Size.X / 2
	last := d.run[len(d.run)-1].Games
	for i := range steps + 1 {
		g := detmath.Exp(detmath.Log(float64(last)) * float64(i) / float64(steps))
		if hi, lo := upper(g), lower(g); hi > lo {
			top = append(top, d.chart.At(g, hi))
			bottom = append(bottom, d.chart.At(g, lo))
		}
	}
	slices.Reverse(bottom)
	p.Area(tint, append(top, bottom...)...)
}

func (d *montyDrawing) trail(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	from := 0
	if i > 0 {
		from = d.upto[i-1]
	}
	for j := range d.lines {
		var points []vg.Point
		for _, t := range d.run[from : d.upto[i]+1] {
			points = append(points, d.at(t, &d.lines[j]))
		}
		p.Line(d.lines[j].ink, p.Theme.Line, points...)
	}
}

func (d *montyDrawing) at(t montyhall.Tally, l *montyLine) vg.Point {
	return d.chart.At(float64(t.Games), float64(l.wins(t))/float64(t.Games))
}

// reading is the frame whose numbers frame i shows: those that change twenty
// times a second cannot be read, but a key frame shows its own.
func (d *montyDrawing) reading(i int) int {
	at := i - i%montyRead
	for _, key := range d.keys {
		if key <= i {
			at = max(at, key)
		}
	}
	return at
}

func (d *montyDrawing) live(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	now, last := d.run[d.upto[i]], i == len(d.upto)-1
	read := d.run[d.upto[d.reading(i)]]
	for j := range d.lines {
		l := &d.lines[j]
		p.Disc(d.at(now, l), 4, l.ink)
		answer := d.on.Answer()
		answer.Bold = last
		p.Text(l.answer, d.says(l, read), answer.In(l.ink).To(figure.Right))
	}
	b := d.chart.Box
	// Words that change start in one place, or they would tremble.
	half := vg.Length(figure.Note.Width(d.played(d.run[len(d.run)-1])) / 2)
	p.Text(vg.Point{X: (b.Min.X+b.Max.X)/2 - half, Y: b.Min.Y - 42}, d.played(read), figure.Note)
}

func (d *montyDrawing) played(t montyhall.Tally) string {
	return d.on.Say("games-played", "games", t.Games)
}

func (d *montyDrawing) final(l *montyLine) string { return d.says(l, d.run[len(d.run)-1]) }

func (d *montyDrawing) says(l *montyLine, t montyhall.Tally) string {
	return d.on.Say(l.says, "rate", d.rate(l, t))
}

func (d *montyDrawing) rate(l *montyLine, t montyhall.Tally) string {
	return d.on.Number(float64(l.wins(t))/float64(t.Games), d.digits)
}

func (d *montyDrawing) theory(l *montyLine) string {
	return d.on.Say("theory", "odds", d.on.Fraction(l.odds), "error", d.on.Number(z95*montecarlo.StandardError(l.odds, d.Trials), 4))
}

// tells is a sentence about both rates after some games.
func (d *montyDrawing) tells(key string, t montyhall.Tally) string {
	stay, swtch := &d.lines[0], &d.lines[1]
	return d.on.Say(key, "games", d.on.Plural("games", t.Games), "doors", d.Doors, "rules", d.rules(d.on),
		"switch", d.rate(swtch, t), "switch-odds", d.on.Fraction(swtch.odds),
		"stay", d.rate(stay, t), "stay-odds", d.on.Fraction(stay.odds))
}
