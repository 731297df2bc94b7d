package scenes

import (
	"context"
	"fmt"
	"image"
	"math"
	"os"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// Perceptron films Rosenblatt's rule: every line it tries stays, dotted, until
// one makes no mistake or, where none can, the pocket's best is shown.
type Perceptron struct {
	Points int           `help:"points drawn at random" default:"40" min:"2" max:"1000"`
	Margin float64       `help:"distance that the points keep from a hidden line, in a square of side 2" default:"0.05" min:"0" max:"0.75"`
	Data   string        `help:"your own points instead: a CSV file of x,y,label with labels -1 and +1, or the lines themselves with ; between them" default:""`
	Epochs int           `help:"passes over the points before giving up" default:"1000" min:"1" max:"100000"`
	Every  int           `help:"show every N-th line; 0: every one up to 60 lines, then as many as make about 60 pictures" default:"0" min:"0" max:"100000"`
	Delay  time.Duration `help:"how long a line stands" default:"500ms" min:"20ms" max:"1m"`
	Seed   uint64        `help:"seed of the random points" default:"1"`
}

const perceptronLines = 60 // shown at most, unless the author asks for more

// Film implements Scene.
func (s *Perceptron) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(image.Pt(640, 460))
	if err != nil {
		return nil, err
	}
	points, err := s.points()
	if err != nil {
		return nil, err
	}
	d, err := s.learn(ctx, on, points)
	if err != nil {
		return nil, err
	}
	run := d.run
	d.every = s.Every
	if d.every == 0 {
		d.every = (len(run.Updates)-1)/perceptronLines + 1
	}
	d.shown = append(d.shown, -1) // the points alone
	for i := range run.Updates {
		if (i+1)%d.every == 0 || i == len(run.Updates)-1 {
			d.shown = append(d.shown, i)
		}
	}
	d.layout()
	if !run.Converged {
		d.shown = append(d.shown, d.best())
	}

	n := len(d.shown)
	f := &film.Film{
		Size:     on.Size,
		Len:      n,
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Front:    d.front,
		Live:     d.live,
		Hold: func(i int) time.Duration {
			switch i {
			case 0:
				return time.Second
			case n - 1:
				return film.Closing
			}
			return s.Delay
		},
		Results: d.results(),
	}
	f.Keys = []film.Key{{Frame: 0, Caption: "The points."}}
	if n > 4 {
		i := n / 2
		f.Keys = append(f.Keys, film.Key{Frame: i, Caption: fmt.Sprintf("After %s, %s wrong.",
			figure.Plural(d.shown[i]+1, "update"), figure.Plural(run.Updates[d.shown[i]].Errors, "point"))})
	}
	answer := d.answer()
	f.Keys = append(f.Keys, film.Key{Frame: n - 1, Caption: strings.Join(answer, ", ") + "."})
	f.Alt = fmt.Sprintf("%s in the plane, circles labelled −1 and triangles +1. The perceptron's lines appear one after another, "+
		"each moved by a point on its wrong side, and stay as dotted gray lines. At the end: %s.",
		figure.Plural(len(points), "point"), strings.Join(answer, ", "))
	return f, nil
}

// learn runs the algorithm and holds it to Novikoff's bound.
func (s *Perceptron) learn(ctx context.Context, on figure.Stage, points []perceptron.Point) (*perceptronDrawing, error) {
	run, err := perceptron.Train(ctx, points, &perceptron.Options{MaxEpochs: s.Epochs, Progress: on.Progress})
	if err != nil {
		return nil, err
	}
	bound, separable, err := perceptron.Bound(ctx, points)
	if err != nil {
		return nil, err
	}
	gamma, _, err := perceptron.Margin(ctx, points)
	if err != nil {
		return nil, err
	}
	switch n := len(run.Updates); {
	case run.Converged && perceptron.Errors(run.Updates[n-1].W, points) != 0:
		return nil, violation("the perceptron stopped with mistakes left")
	case run.Converged && !separable:
		return nil, violation("a line was found for points that none separates")
	case separable && float64(n) > bound:
		return nil, violation("%d updates, above Novikoff's bound of %v", n, bound)
	}
	return &perceptronDrawing{Perceptron: s, on: on, points: points, run: run, gamma: gamma, bound: bound, separable: separable}, nil
}

func (s *Perceptron) points() ([]perceptron.Point, error) {
	if s.Data == "" {
		p, err := perceptron.Clouds(generator(s.Seed), s.Points, s.Margin)
		if err != nil {
			return nil, fmt.Errorf("--points %d --margin %v: %w", s.Points, s.Margin, err)
		}
		return p, nil
	}
	f, err := os.Open(s.Data)
	switch {
	case err == nil:
		defer f.Close()
		return perceptron.ReadCSV(f, s.Data)
	case strings.ContainsAny(s.Data, ",;\n") || strings.TrimSpace(s.Data) == "":
		return perceptron.ReadCSV(strings.NewReader(strings.ReplaceAll(s.Data, ";", "\n")), "--data")
	}
	return nil, fmt.Errorf("--data: %w; want a CSV file of x,y,label, or the lines themselves, as in \"0,0,-1; 1,1,1\"", err)
}

// perceptronDrawing holds what the layers of the film share.
type perceptronDrawing struct {
	*Perceptron
	on        figure.Stage
	points    []perceptron.Point
	run       *perceptron.History
	gamma     float64 // 0 if nothing separates the points
	bound     float64
	separable bool
	every     int
	shown     []int // the update whose line each frame shows; −1 for none
	chart     figure.Chart
	words     figure.Box // where the numbers stand
}

func (d *perceptronDrawing) layout() {
	body := d.on.Body()
	const column = 250
	area, words := body.Left(body.Width() - column)
	d.words = words.Inset(24, 0, 0, 0)
	_, d.words = d.words.Top(20)

	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range d.points {
		x0, x1 = min(x0, p.X[0]), max(x1, p.X[0])
		y0, y1 = min(y0, p.X[1]), max(y1, p.X[1])
	}
	pad := func(lo, hi, other float64) (float64, float64) {
		room := (hi - lo) * 0.07
		if room == 0 {
			room = other / 2 // all points in a row
		}
		if room == 0 {
			room = 1 // or in one place
		}
		return lo - room, hi + room
	}
	w, h := x1-x0, y1-y0
	x0, x1 = pad(x0, x1, h)
	y0, y1 = pad(y0, y1, w)
	area = area.Inset(figure.Room(figure.Even(y0, y1, 7)), 20, 0, 26)
	// A unit is equally long both ways, so that distances can be seen, unless
	// the points would crowd in the middle.
	w, h = x1-x0, y1-y0
	if a, b := area.Width()/w, area.Height()/h; a < 2*b && b < 2*a {
		unit := min(a, b)
		moreX, moreY := area.Width()/unit-w, area.Height()/unit-h
		x0, x1, y0, y1 = x0-moreX/2, x1+moreX/2, y0-moreY/2, y1+moreY/2
	}
	d.chart = figure.Chart{
		Box: area,
		X:   figure.Axis{From: x0, To: x1, Ticks: figure.Even(x0, x1, 7)},
		Y:   figure.Axis{From: y0, To: y1, Ticks: figure.Even(y0, y1, 7)},
	}
}

func (d *perceptronDrawing) backdrop(c vg.Canvas) {
	p := d.on.Pen(c)
	subtitle := "Each mistake moves the line; it stops when there is none"
	if !d.run.Converged {
		subtitle = "Each mistake moves the line; it is stopped after " + passes(d.run.Epochs)
	}
	if d.every > 1 {
		subtitle += fmt.Sprintf(". Every %s line is shown", ordinal(d.every))
	}
	d.on.Paper(p, "Which line separates circles from triangles?", subtitle)
	p.Frame(d.chart.Box, p.Theme.Faint, p.Theme.Hair)
	d.chart.Draw(p)

	// The key stands at the foot of the column.
	at := d.words.Min.Add(vg.Point{X: 8, Y: 30})
	for _, k := range []struct {
		y    int
		text string
	}{{1, "label +1"}, {-1, "label −1"}} {
		d.mark(p, at, k.y)
		p.Text(at.Add(vg.Point{X: 18, Y: -5}), k.text, figure.Note)
		at.Y += 26
	}
	p.Dots(p.Theme.Tried, p.Theme.Thin, at.Add(vg.Point{X: -8}), at.Add(vg.Point{X: 8}))
	p.Text(at.Add(vg.Point{X: 18, Y: -5}), "tried", figure.Note)
}

func (d *perceptronDrawing) mark(p figure.Pen, at vg.Point, label int) {
	small := min(max(math.Sqrt(150/float64(len(d.points))), 0.5), 1) // in a crowd
	if label > 0 {
		p.Triangle(at, 5.5*small, p.Theme.Cool)
	} else {
		p.Ring(at, 5*small, p.Theme.Line*small, p.Theme.Warm, p.Theme.Paper)
	}
}

// best is the update whose line is shown where none separates: the pocket's,
// or one with as few mistakes that is a line and can be seen.
func (d *perceptronDrawing) best() int {
	for i, u := range d.run.Updates {
		if _, _, ok := d.line(i); ok && u.Errors == d.run.PocketErrors {
			return i
		}
	}
	return d.run.PocketUpdate
}

// trail leaves the line of the frame before behind, and at last the answer.
func (d *perceptronDrawing) trail(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	if i > 1 {
		if a, b, ok := d.line(d.shown[i-1]); ok {
			p.Dots(p.Theme.Tried, p.Theme.Thin, a, b)
		}
	}
	if i == len(d.shown)-1 {
		if a, b, ok := d.line(d.shown[i]); ok {
			p.Line(p.Theme.Ink, p.Theme.Bold, a, b)
		}
	}
}

func (d *perceptronDrawing) line(update int) (a, b vg.Point, ok bool) {
	w := d.run.Updates[update].W
	return d.chart.Across(w[0], w[1], w[2])
}

func (d *perceptronDrawing) front(c vg.Canvas) {
	p := d.on.Pen(c)
	for _, q := range d.points {
		d.mark(p, d.chart.At(q.X[0], q.X[1]), q.Y)
	}
}

func (d *perceptronDrawing) live(c vg.Canvas, i int) {
	p := d.on.Pen(c)
	if i == len(d.shown)-1 {
		d.verdict(p)
		return
	}
	left, right := d.chart.Box.TopLeft().Add(vg.Point{Y: 9}), d.chart.Box.TopRight().Add(vg.Point{Y: 9})
	if i == 0 {
		p.Text(left, figure.Plural(len(d.points), "point")+", no line yet", figure.Label)
		return
	}
	u := d.run.Updates[d.shown[i]]
	if a, b, ok := d.line(d.shown[i]); ok {
		p.Dots(p.Theme.Now, p.Theme.Thin+1, a, b)
	}
	q := d.points[u.Point]
	p.Select(d.chart.At(q.X[0], q.X[1]), 10, p.Theme.Now)
	p.Text(left, "line "+figure.Count(d.shown[i]+1), figure.Label.In(p.Theme.Now))
	p.Text(right, figure.Count(u.Errors)+" wrong", figure.Label.To(figure.Right))
}

// verdict is the numbers of the last frame.
func (d *perceptronDrawing) verdict(p figure.Pen) {
	at := d.words.TopLeft().Add(vg.Point{Y: -16})
	for j, s := range d.answer() {
		t := figure.Answer
		if j > 0 {
			t = figure.Head
		}
		p.Text(at, s, t)
		at.Y -= 26
	}
	at.Y -= 6
	for _, s := range d.details() {
		p.Text(at, s, figure.Note)
		at.Y -= 22
	}
}

// answer is what the last frame says, the most important first.
func (d *perceptronDrawing) answer() []string {
	updates := figure.Plural(len(d.run.Updates), "update")
	if d.run.Converged {
		return []string{updates, "Novikoff's bound: " + d.boundText(), "0 errors"}
	}
	best := figure.Plural(d.run.PocketErrors, "error") + " with the pocket's line"
	if d.separable {
		return []string{"not found yet", "after " + updates, "bound: " + d.boundText(), best}
	}
	return []string{"no line separates", best, "after " + updates}
}

// boundText is the bound as whole updates, or its size if nobody will count
// them.
func (d *perceptronDrawing) boundText() string {
	if d.bound < 1e9 {
		return figure.Count(int(d.bound))
	}
	return figure.Short(d.bound, 4)
}

func (d *perceptronDrawing) details() []string {
	out := []string{"(R/γ)² does not exist: γ = 0"}
	if d.separable {
		out = []string{
			"(R/γ)² with R = " + figure.Short(perceptron.Radius(d.points), 4),
			"and γ = " + figure.Short(d.gamma, 4),
		}
	}
	w := d.run.Updates[d.shown[len(d.shown)-1]].W
	sign := func(v float64) string {
		if v < 0 {
			return " − "
		}
		return " + "
	}
	if w[0] == 0 && w[1] == 0 {
		return append(out, "these weights are no line")
	}
	out = append(out, fmt.Sprintf("%sx%s%sy%s%s = 0", figure.Short(w[0], 3),
		sign(w[1]), figure.Short(math.Abs(w[1]), 3), sign(w[2]), figure.Short(math.Abs(w[2]), 3)))
	if _, _, ok := d.line(d.shown[len(d.shown)-1]); !ok {
		out = append(out, "the line lies outside the picture")
	}
	return out
}

func (d *perceptronDrawing) results() []film.Result {
	answer := d.answer()
	updates := film.Result{Name: "updates", Value: float64(len(d.run.Updates)), Text: figure.Plural(len(d.run.Updates), "update")}
	bound := film.Result{Name: "bound", Value: math.NaN(), Text: "no bound"}
	if d.separable {
		bound.Value, bound.Text = d.bound, "Novikoff's bound: "+d.boundText()
	}
	errors := film.Result{Name: "errors", Value: float64(d.run.PocketErrors), Text: answer[1]}
	if d.run.Converged {
		errors.Text = "0 errors"
	} else if d.separable {
		errors.Text = answer[3]
	}
	return []film.Result{updates, bound, errors}
}

func passes(n int) string {
	if n == 1 {
		return "1 pass"
	}
	return figure.Count(n) + " passes"
}

func ordinal(n int) string {
	switch {
	case n%10 == 1 && n%100 != 11:
		return figure.Count(n) + "st"
	case n%10 == 2 && n%100 != 12:
		return figure.Count(n) + "nd"
	case n%10 == 3 && n%100 != 13:
		return figure.Count(n) + "rd"
	}
	return figure.Count(n) + "th"
}
