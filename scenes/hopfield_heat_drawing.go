package scenes

import (
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// heatDrawing is what the film of the heat is made of.
type heatDrawing struct {
	*HopfieldHeat
	*telling
	memories        []hopfield.Pattern
	run             []warmth
	melt            int         // the frame in which the mixture is lost
	mixture, memory []figure.XY // overlaps in theory
}

// heatNames are the keys of the names of the memories.
var heatNames = [...]string{"upright", "level", "disc"}

const heatWarm = 0.75 // the temperature of a key frame between the two melts

// expect computes the overlaps of theory, as long as they are stable.
func (d *heatDrawing) expect() error {
	branch := func(n int) (out []figure.XY, err error) {
		const points = 160
		melts := theory.MixtureMelts(n)
		for i := range points + 1 {
			at := melts * float64(i) / points
			m, err := theory.MixtureOf(n, at)
			if err != nil {
				return nil, err
			}
			out = append(out, figure.XY{X: at, Y: m.Overlap})
		}
		return out, nil
	}
	var err error
	if d.mixture, err = branch(3); err != nil {
		return err
	}
	d.memory, err = branch(1)
	return err
}

func (d *heatDrawing) film(results []film.Result) (*film.Film, error) {
	t := d.telling
	t.know("answer", t.says("answer"))
	share := 0.4
	if t.Small() {
		share = 0.42
	}
	last := len(d.run) - 1
	keys := []film.Key{{Frame: 0, Caption: t.says("key-cold")}}
	if warm := d.at(heatWarm); d.melt > 0 && d.melt < warm {
		keys = append(keys, film.Key{Frame: d.melt, Caption: t.says("key-melt")}, film.Key{Frame: warm, Caption: t.says("key-warm")})
	}
	return t.film(story{
		part: figure.Rows(t.Abreast(share, d.pictures(), d.plot()), &figure.Verdict{Now: func(frame int) string {
			w := d.run[d.seen(frame, 3)]
			return t.says(w.now(), "t", t.Number(w.temperature, 2))
		}, Answer: t.says("answer")}),
		frames:  last + 1,
		hold:    paced(120*time.Millisecond, looks{0: 2 * time.Second, d.melt: 1200 * time.Millisecond}),
		keys:    keys,
		results: results,
	})
}

// seen is the frame that is looked at if, after the mixture is lost, only one
// of every so many is.
func (d *heatDrawing) seen(frame, every int) int {
	if frame <= d.melt {
		return frame
	}
	return d.melt + (frame-d.melt)/every*every
}

// at is the first frame of a temperature.
func (d *heatDrawing) at(temperature float64) int {
	return slices.IndexFunc(d.run, func(w warmth) bool { return w.temperature > temperature-0.5/heatUnit })
}

// slide is the part of some sweeps in which one memory wins, in a few frames.
func slide(sweeps []warmth) []warmth {
	const most = 12
	from := slices.IndexFunc(sweeps, func(w warmth) bool { return w.apart() > 0.15 })
	to := slices.IndexFunc(sweeps, func(w warmth) bool { return w.apart() > 0.8 })
	if from < 0 || to < from {
		to = len(sweeps) - 1
	}
	sweeps = sweeps[max(0, from-1) : to+1]
	n := min(len(sweeps), most)
	out := []warmth{sweeps[0]}
	for i := 1; i < n; i++ {
		out = append(out, sweeps[(len(sweeps)-1)*i/(n-1)])
	}
	return out
}

// nearest is the memory with the largest overlap, without its sign: a mirror
// is as good.
func (w warmth) nearest() int {
	best := 0
	for k := range w.overlaps {
		if math.Abs(w.overlaps[k]) > math.Abs(w.overlaps[best]) {
			best = k
		}
	}
	return best
}

// now is the message that tells what the state resembles.
func (w warmth) now() string {
	switch {
	case w.mixed():
		return "now-mixture"
	case math.Abs(w.overlaps[w.nearest()]) > 0.3:
		return "now-memory"
	}
	return "now-molten"
}

// upright says that the pictures stand above the plot, and not beside it.
func (d *heatDrawing) upright() bool { return d.Size.Y > d.Size.X }

// narrow says that pictures and plot have little width each.
func (d *heatDrawing) narrow() bool { return d.Small() && !d.upright() }

// pictures are the memories and, below them or beside them, the state.
func (d *heatDrawing) pictures() figure.Part {
	side := 4 * d.Bar
	state := &figure.Pictures{Each: []figure.Picture{{Cols: side, Rows: side, Head: d.says("state"),
		Of: func(frame, cell int) color.NRGBA { return d.Theme.State(d.run[d.seen(frame, 2)].state[cell]) }}}}
	switch {
	case d.upright():
		return figure.Beside(.45, state, d.named())
	case d.narrow():
		return figure.Rows(figure.Extra(d.strip()), state)
	}
	return figure.Rows(figure.Extra(d.named()), state)
}

// named are the memories, each with its name.
func (d *heatDrawing) named() figure.Part {
	side := 4 * d.Bar
	out := &figure.Pictures{Columns: len(d.memories), Cell: max(1, math.Floor(64/float64(side)))}
	for i, key := range heatNames {
		out.Each = append(out.Each, figure.Picture{Cols: side, Rows: side, Head: d.says(key), Still: true,
			Of: func(_, cell int) color.NRGBA { return d.Theme.State(d.memories[i][cell]) }})
	}
	return out
}

// strip are the memories as thumbnails under one name. Where a pixel of theirs
// would be less than one of the figure, every second is left out.
func (d *heatDrawing) strip() figure.Part {
	const high, apart = 24, 4 // apart: thumbnails are so many times as wide as the space between
	side, every := 4*d.Bar, 1
	if side > high {
		every = 2
	}
	cols := side / every
	pitch := cols + max(1, cols/apart)
	return &figure.Pictures{Cell: max(1, math.Floor(high/float64(cols))), Each: []figure.Picture{{
		Cols: len(d.memories)*pitch - (pitch - cols), Rows: cols, Head: d.says("memories"), Still: true,
		Of: func(_, cell int) color.NRGBA {
			all := len(d.memories)*pitch - (pitch - cols)
			row, col := cell/all, cell%all
			if col%pitch >= cols {
				return d.Theme.Paper
			}
			return d.Theme.State(d.memories[col/pitch][every*(row*side+col%pitch)])
		}}}}
}

func (d *heatDrawing) plot() figure.Part {
	out := &figure.Plot{
		X: figure.Axis{From: 0, To: d.run[len(d.run)-1].temperature, Title: d.says("temperature")},
		Y: figure.Axis{From: -0.3, To: 1, Title: d.says("overlap"), Rules: true},
		Rules: []figure.Rule{
			{At: theory.MixtureMelts(3), Label: d.says("mixture-melts")},
			{At: theory.MixtureMelts(1), Label: d.says("memory-melts")},
		},
	}
	if d.narrow() { // the words would touch; the answer has them
		for i := range out.Rules {
			out.Rules[i].Label = d.Number(out.Rules[i].At, 2)
		}
	}
	winner := d.run[d.melt].nearest()
	for k, key := range heatNames {
		c := figure.Curve{Label: d.says(key), Ink: d.Theme.Muted, Tip: 3, Upto: func(frame int) int { return frame + 1 }}
		if k == winner {
			c.Ink, c.Tip = d.Theme.Cool, 4
		}
		for _, w := range d.run {
			c.Points = append(c.Points, figure.XY{X: w.temperature, Y: w.overlaps[k]})
		}
		out.Curves = append(out.Curves, c)
	}
	for _, points := range [][]figure.XY{d.mixture, d.memory} {
		out.Curves = append(out.Curves, figure.Curve{Dots: true, Points: points})
	}
	return out
}
