package scenes

import (
	"image/color"
	"math"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/hopfield"
)

// genes is the scene at work.
type genes struct {
	*HopfieldGenes
	*telling
	*geneRun
}

const (
	geneFlips = 30 // frames in which the networks settle
	geneGrow  = 14 // in which the curves grow
)

func (d *genes) frames() int { return 2 + geneFlips + geneGrow }

// hold is how long a frame stands.
func (d *genes) hold(frame int) time.Duration {
	switch {
	case frame == 0:
		return 2 * time.Second
	case frame == 1:
		return 1800 * time.Millisecond
	case frame == 1+geneFlips:
		return 1500 * time.Millisecond
	}
	return 100 * time.Millisecond
}

// geneNames are the keys of the ways' names.
var geneNames = [geneWays]string{"solve", "nothing", "guesses"}

const (
	geneRow   = 20 // from row to row
	geneShown = 4  // sequences of the library with a row of their own
	geneWide  = 34 // of a letter, at most
	geneAbove = 34 // from row to row with a label above each
	geneFirst = 26 // to the first of these
	geneGap   = 10
)

// above says that labels stand above their rows: beside them, they would leave
// too little for the letters.
func (d *genes) above() bool { return d.Page().Width() < 600 }

// shown is how many sequences of the library have a row: none where the stage
// is narrow and low, nor has what is known of the first one then.
func (d *genes) shown() int {
	if d.above() && d.Size.Y <= d.Size.X {
		return 0
	}
	return min(d.Genes, geneShown)
}

func (d *genes) part() *figure.Drawing {
	high := d.down(d.line(geneWays-1)) + 2
	return &figure.Drawing{Least: high, Most: high, On: d.rows}
}

// plot has the curves of the three ways, and how often a guess is right.
func (d *genes) plot(curves [geneWays][]figure.XY) figure.Part {
	plot := &figure.Plot{
		X:     figure.Axis{From: 1, To: float64(d.Letters), Log: true, Ticks: d.ticks()},
		Y:     figure.Axis{From: 0, To: 1, Rules: true, Title: d.says("axis")},
		Rules: []figure.Rule{{At: .25, Across: true, Label: d.says("chance")}},
		Least: 54,
	}
	for way, name := range geneNames {
		points := curves[way]
		plot.Curves = append(plot.Curves, figure.Curve{Label: d.says(name), Ink: d.ink(way), Points: points, Upto: func(frame int) int { return d.upto(frame, len(points)) }})
	}
	if d.Small() && d.Size.Y <= d.Size.X {
		plot.Rules[0].Label = ""
	}
	return plot
}

// ticks are those of the numbers of known letters.
func (d *genes) ticks() []figure.Tick {
	var out []figure.Tick
	for _, n := range []int{1, 2, 5, 10, 20} {
		if n < d.Letters {
			out = append(out, figure.Tick{At: float64(n), Label: d.Count(n)})
		}
	}
	return out
}

// ink is that of a way: the linear solve, and the networks.
func (d *genes) ink(way int) color.Color {
	return []color.Color{geneSolve: d.Theme.Cool, geneNothing: d.Theme.Ink, geneGuesses: d.Theme.Warm}[way]
}

// rows draws the library, what is known of its first sequence, and what the
// three ways make of it.
func (d *genes) rows(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	truth := d.stored[0]
	if layer == figure.Backdrop && d.shown() > 0 {
		for k := range d.shown() {
			label := ""
			if k == 0 {
				label = d.Plural("genes", d.Genes)
			}
			d.row(p, in, k, label, d.stored[k], func(int) color.Color {
				if k == 0 {
					return p.Theme.Ink
				}
				return p.Theme.Muted
			})
		}
		d.row(p, in, d.line(-1), d.says("known"), truth, func(i int) color.Color {
			if 2*i < d.known {
				return p.Theme.Ink
			}
			return nil
		})
	}
	if layer != figure.Live {
		if layer == figure.Backdrop {
			for way, label := range geneNames {
				d.label(p, in, d.line(way), d.says(label))
			}
		}
		return
	}
	for way := range geneWays {
		state := d.state(way, frame)
		d.row(p, in, d.line(way), "", state, func(i int) color.Color {
			switch {
			case 2*i < d.known:
				return p.Theme.Ink
			case way == geneSolve && frame == 0 || way != geneSolve && frame < 2:
				return nil
			case state[2*i] == truth[2*i] && state[2*i+1] == truth[2*i+1]:
				return p.Theme.Cool
			}
			return p.Theme.Warm
		})
	}
}

// line is the number of a row: of a way, or of what is known, −1.
func (d *genes) line(way int) int {
	if d.shown() == 0 {
		return way
	}
	return d.shown() + 1 + way
}

// down is how far below the top the baseline of a row lies.
func (d *genes) down(line int) float64 {
	library := d.shown()
	switch {
	case d.above() && line < library:
		return float64(geneFirst + geneRow*line)
	case d.above():
		return float64(geneFirst + geneAbove*(line-max(library-1, 0)) + geneRow*max(library-1, 0))
	case line < library:
		return float64(15 + geneRow*line)
	}
	return float64(15 + geneRow*line + geneGap)
}

// corner is the left end of a row's baseline, and how wide its letters are.
func (d *genes) corner(in figure.Box, line int) (at vg.Point, wide float64) {
	down := vg.Point{Y: vg.Length(d.down(line))}
	if d.above() {
		return in.TopLeft().Sub(down), math.Floor(min(in.Width()/float64(d.Letters), geneWide))
	}
	left := 0.0
	for _, label := range []string{d.Plural("genes", d.Genes), d.says("known"), d.says("solve"), d.says("nothing"), d.says("guesses")} {
		left = max(left, math.Ceil(figure.Label.Width(label))+geneGap)
	}
	return in.TopLeft().Sub(down).Add(vg.Point{X: vg.Length(left)}), math.Floor(min((in.Width()-left)/float64(d.Letters), geneWide))
}

func (d *genes) label(p figure.Pen, in figure.Box, line int, label string) {
	at, _ := d.corner(in, line)
	at.X = in.Min.X
	if d.above() {
		at.Y += 14
		p.Text(at, label, figure.Note)
		return
	}
	p.Text(at, label, figure.Label)
}

// row writes a sequence, each letter in an ink, or a dot where that is nil.
func (d *genes) row(p figure.Pen, in figure.Box, line int, label string, state hopfield.Pattern, ink func(letter int) color.Color) {
	if label != "" {
		d.label(p, in, line, label)
	}
	at, wide := d.corner(in, line)
	for i := range d.Letters {
		middle := at.Add(vg.Point{X: vg.Length(float64(wide*float64(i)) + wide/2)})
		c := ink(i)
		if c == nil {
			p.Rect(figure.Box{Rectangle: vg.Rectangle{Min: middle, Max: middle}}.Inset(-1, -6, -1, 4), p.Theme.Muted)
			continue
		}
		letter := string("ACGT"[(state[2*i]+1)+(state[2*i+1]+1)/2])
		p.Text(middle, letter, figure.Label.In(c).To(figure.Center))
	}
}

// state is what a way has come to in a frame.
func (d *genes) state(way, frame int) hopfield.Pattern {
	if way == geneSolve {
		return d.ends[geneSolve]
	}
	h := d.recalls[way]
	asked := lastFlip(d.recalls[geneNothing:]...) * min(max(frame-2, 0), geneFlips-1) / (geneFlips - 1)
	state := append(hopfield.Pattern(nil), h.Start...)
	for _, f := range h.Flips {
		if f.Asked <= asked {
			state[f.Neuron] = -state[f.Neuron]
		}
	}
	return state
}

// upto is how many points of a curve there are in a frame.
func (d *genes) upto(frame, all int) int {
	return all * min(max(frame-1-geneFlips, 0), geneGrow) / geneGrow
}

func (d *genes) now(frame int) string {
	switch {
	case frame == 0:
		return d.says("now-known")
	case frame == 1:
		return d.says("now-solve")
	case frame <= 1+geneFlips:
		return d.says("now-network")
	}
	return d.says("now-curves")
}
