package scenes

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// MontyHall films the running win rates of the two strategies, played on the
// same games, with the exact odds and the ±1.96 standard errors in which 95 of
// 100 runs lie at any one moment.
type MontyHall struct {
	Trials int    `help:"games played" default:"10000" min:"1" max:"10000000"`
	Doors  int    `help:"doors on the stage" default:"3" min:"3" max:"1000"`
	Opens  int    `help:"doors the host opens; 0: all but one of the others" default:"0" min:"0" max:"998"`
	Host   string `help:"whether the host knows where the car is; a host who forgets may show it, and that game is played again" default:"knows" enum:"knows,forgets"`
	Seed   uint64 `help:"seed of every random choice" default:"1"`
}

const (
	montyFrames = 100
	montyFrame  = 50 * time.Millisecond
	montyRead   = 5    // frames between two readings of the numbers
	z95         = 1.96 // standard errors on either side of the mean hold 95 % of runs
)

// Film implements Scene.
func (m *MontyHall) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(image.Pt(680, 400))
	if err != nil {
		return nil, err
	}
	host, err := montyhall.ParseHost(m.Host)
	if err != nil {
		return nil, fmt.Errorf("--host: %v", err)
	}
	show := montyhall.Show{Doors: m.Doors, Opened: m.Opens, Host: host}
	if err := show.Validate(); err != nil {
		return nil, fmt.Errorf("--doors %d --opens %d: %v", m.Doors, m.Opens, err)
	}

	ends := frameEnds(m.Trials, montyFrames)
	run, err := playGames(ctx, on, show, m.Trials, m.Seed, moments(m.Trials, 2*on.Size.X, ends))
	if err != nil {
		return nil, err
	}
	final := run[len(run)-1]
	stay, swtch := show.Probabilities()
	for _, s := range []struct {
		name string
		got  int
		p    float64
	}{{"switching", final.Switch, swtch}, {"staying", final.Stay, stay}} {
		if rate := float64(s.got) / float64(m.Trials); implausible(rate, s.p, m.Trials) {
			return nil, violation("%s wins %.4f of %d games, further from %.4f than chance goes", s.name, rate, m.Trials, s.p)
		}
	}

	d := m.draw(on, show, run, ends)
	rates := func(t montyhall.Tally) (string, string) {
		return figure.Number(float64(t.Switch)/float64(t.Games), d.digits), figure.Number(float64(t.Stay)/float64(t.Games), d.digits)
	}
	f := &film.Film{
		Size:     on.Size,
		Len:      len(ends),
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Live:     d.live,
		Hold:     film.Steady(montyFrame, len(ends)),
	}
	for _, games := range []int{10, 100, 1000} {
		if i, ok := slices.BinarySearchFunc(ends, games, func(e, g int) int { return e - g }); i < len(ends)-1 && (ok || i > 0) {
			w, s := rates(run[d.upto[i]])
			f.Keys = append(f.Keys, film.Key{Frame: i, Caption: fmt.Sprintf("After %s: switching has won %s, staying %s.", figure.Plural(ends[i], "game"), w, s)})
		}
	}
	w, s := rates(final)
	f.Keys = append(f.Keys, film.Key{Frame: f.Len - 1, Caption: fmt.Sprintf("After %s: switching wins %s, staying %s.", figure.Plural(m.Trials, "game"), w, s)})
	f.Results = []film.Result{
		{Name: "switch", Value: float64(final.Switch) / float64(m.Trials), Text: "switch wins " + w},
		{Name: "stay", Value: float64(final.Stay) / float64(m.Trials), Text: "stay wins " + s},
	}
	f.Alt = fmt.Sprintf("Two running win rates over %s of Monty Hall with %d doors, on a logarithmic axis. "+
		"Both swing widely at first and then close in on the exact odds: switching wins %s (theory %s), staying %s (theory %s).",
		figure.Plural(m.Trials, "game"), m.Doors, w, figure.Fraction(swtch), s, figure.Fraction(stay))
	return f, nil
}

// implausible says that n games, each won with probability p, do not give such
// a rate by chance. In many games that means more than five standard errors
// from p. In few, or at odds near 0 or 1, honest luck goes beyond any number of
// them, so the measure is Chernoff's bound on the chance, exp(−n·KL(rate‖p)),
// whose exponent is z²/2 at z standard errors where the normal law holds.
func implausible(rate, p float64, n int) bool {
	const z = 5
	term := func(q, p float64) float64 {
		if q == 0 {
			return 0
		}
		return q * (detmath.Log(q) - detmath.Log(p))
	}
	return float64(n)*(term(rate, p)+term(1-rate, 1-p)) > z*z/2.
}

// playGames plays both strategies on the same games and notes the tally at
// each of the given moments, the last of which is the last game.
func playGames(ctx context.Context, on figure.Stage, show montyhall.Show, trials int, seed uint64, at []int) ([]montyhall.Tally, error) {
	r := generator(seed)
	var tally montyhall.Tally
	out := make([]montyhall.Tally, 0, len(at))
	for tally.Games < trials {
		if tally.Games%(1<<16) == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			on.Progress(tally.Games, trials)
		}
		tally.Add(show.Play(r))
		if tally.Games == at[len(out)] {
			out = append(out, tally)
		}
	}
	return out, nil
}

// frameEnds are the numbers of games played by the end of each of up to n
// frames: evenly on a logarithmic axis, but at least one game a frame.
func frameEnds(trials, n int) []int {
	n = min(n, trials)
	ends := make([]int, n)
	for i := range ends {
		if n > 1 {
			ends[i] = geometric(trials, i, n-1)
		}
		if i == 0 {
			ends[i] = 1
		} else {
			ends[i] = max(ends[i], ends[i-1]+1)
		}
	}
	ends[n-1] = trials
	return ends
}

// moments are the games at which the lines are drawn: n of them, evenly on
// the axis, and those of also.
func moments(trials, n int, also []int) []int {
	at := slices.Clone(also)
	for i := range n + 1 {
		at = append(at, geometric(trials, i, n))
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// geometric is the i-th of n equal steps from 1 to trials on a logarithmic
// axis, rounded.
func geometric(trials, i, n int) int {
	t := detmath.Exp(float64(detmath.Log(float64(trials))*float64(i)) / float64(n))
	return min(int(t+0.5), trials)
}

// montyDrawing holds what the layers of the film share.
type montyDrawing struct {
	*MontyHall
	on     figure.Stage
	chart  figure.Chart
	run    []montyhall.Tally
	upto   []int // the last index of run that each frame shows
	digits int
	lines  [2]montyLine // stay, switch: in the order in which they are drawn
}

type montyLine struct {
	verb       string
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
		X:   figure.Axis{From: 1, To: float64(max(m.Trials, 10)), Log: true, Ticks: figure.Decades(1, max(m.Trials, 10))},
		Y:   figure.Axis{From: 0, To: 1, Rules: true},
	}
	d.chart.Y.Ticks = apart(d.chart, []figure.Tick{
		{At: 0, Label: "0"}, {At: 1, Label: "1"},
		{At: swtch, Label: figure.Fraction(swtch)}, {At: stay, Label: figure.Fraction(stay)},
	})
	d.chart.Box = d.chart.Box.Inset(figure.Room(d.chart.Y.Ticks), 0, 0, 0)
	th := on.Theme
	d.lines = [2]montyLine{
		{verb: "stay", odds: stay, wins: func(t montyhall.Tally) int { return t.Stay }, ink: th.Warm, tint: th.WarmTint},
		{verb: "switch", odds: swtch, wins: func(t montyhall.Tally) int { return t.Switch }, ink: th.Cool, tint: th.CoolTint},
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

// apart keeps the ticks whose labels have room; the ends of the axis go first.
func apart(c figure.Chart, ticks []figure.Tick) []figure.Tick {
	var out []figure.Tick
	for _, t := range ticks {
		if !slices.ContainsFunc(out, func(o figure.Tick) bool {
			return math.Abs(float64(c.At(1, o.At).Y-c.At(1, t.At).Y)) < 18
		}) {
			out = append(out, t)
		}
	}
	return out
}

// placeAnswers finds a place for each answer with its theory, at the right
// end, near its line, off both lines and their funnels.
func (d *montyDrawing) placeAnswers() {
	const high = 46
	wide := 0.0
	for i := range d.lines {
		wide = max(wide, figure.Answer.Width(d.final(&d.lines[i])), figure.Note.Width(d.theory(&d.lines[i])))
	}
	right := d.chart.Box.Max.X - 4
	area := d.chart.Box.Inset(0, 0, 0, 6)
	left := float64(right) - wide - 8
	funnels := []figure.Box{d.extent(&d.lines[0], left, true), d.extent(&d.lines[1], left, true)}
	lines := []figure.Box{d.extent(&d.lines[0], left, false), d.extent(&d.lines[1], left, false)}
	var placed []figure.Box
	for _, i := range []int{1, 0} { // switch first
		l := &d.lines[i]
		up := l.odds >= d.lines[1-i].odds && i == 1
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
	d.on.Paper(p, "Monty Hall: should you switch?", d.subtitle())
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

func (d *montyDrawing) subtitle() string {
	rules := figure.Count(d.Doors) + " doors"
	if d.Doors > 3 {
		opened := d.Opens
		if opened == 0 {
			opened = d.Doors - 2
		}
		rules += ", " + figure.Count(opened) + " opened"
	}
	if d.Host == montyhall.Forgets.String() {
		rules += ", a host who forgets"
	}
	return "Share of games won so far: " + rules + "; shaded: ±1.96 standard errors"
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

func (d *montyDrawing) live(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	now, last := d.run[d.upto[i]], i == len(d.upto)-1
	// Numbers that change twenty times a second cannot be read.
	read := now
	if !last {
		read = d.run[d.upto[i-i%montyRead]]
	}
	for j := range d.lines {
		l := &d.lines[j]
		p.Disc(d.at(now, l), 4, l.ink)
		answer := figure.Answer
		answer.Bold = last
		p.Text(l.answer, d.says(l, read), answer.In(l.ink).To(figure.Right))
	}
	b := d.chart.Box
	// Words that change start in one place, or they would tremble.
	half := vg.Length(figure.Note.Width(d.played(d.run[len(d.run)-1])) / 2)
	p.Text(vg.Point{X: (b.Min.X+b.Max.X)/2 - half, Y: b.Min.Y - 42}, d.played(read), figure.Note)
}

func (d *montyDrawing) played(t montyhall.Tally) string {
	return "games played: " + figure.Count(t.Games)
}

func (d *montyDrawing) final(l *montyLine) string { return d.says(l, d.run[len(d.run)-1]) }

func (d *montyDrawing) says(l *montyLine, t montyhall.Tally) string {
	return l.verb + " wins " + figure.Number(float64(l.wins(t))/float64(t.Games), d.digits)
}

func (d *montyDrawing) theory(l *montyLine) string {
	return fmt.Sprintf("theory %s ± %s", figure.Fraction(l.odds), figure.Number(z95*montecarlo.StandardError(l.odds, d.Trials), 4))
}
