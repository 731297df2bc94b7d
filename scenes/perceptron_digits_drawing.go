package scenes

import (
	"image/color"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// A digitBeat is a frame: an update, or a look at an unseen digit in the end.
type digitBeat struct {
	update int
	look   int // the index of an unseen digit, −1 for none
	hold   time.Duration
}

const digitLooks = 5 // unseen digits that are shown, of those that are misread

// beats are the frames: the first updates slowly, of many others some, then
// some of the unseen digits that are misread.
func (d *digitRun) beats() []digitBeat {
	const slow, most = 4, 28
	var out []digitBeat
	last := d.PocketUpdate
	every := max(1, (last-slow+most-1)/most)
	for i := range last + 1 {
		switch {
		case i == 0:
			out = append(out, digitBeat{i, -1, 2 * time.Second})
		case i < slow:
			out = append(out, digitBeat{i, -1, 900 * time.Millisecond})
		case (i-slow)%every == 0 || i == last:
			out = append(out, digitBeat{i, -1, 200 * time.Millisecond})
		}
	}
	out[len(out)-1].hold = time.Second
	for _, i := range d.wrong[:min(digitLooks, len(d.wrong))] {
		out = append(out, digitBeat{last, i, 900 * time.Millisecond})
	}
	return append(out, digitBeat{last, out[len(out)-1].look, film.Closing})
}

// shown is the digit that is misread in a frame.
func (d *digitRun) shown(b digitBeat) perceptron.Point {
	if b.look >= 0 {
		return d.unseen[b.look]
	}
	return d.learned[d.Updates[b.update].Point]
}

// pictures are the weights and the digit that is misread.
func (d *digitRun) pictures(t *telling, beats []digitBeat) figure.Part {
	rows := len(d.learned[0].X) / d.cols
	strongest := 0.0
	for _, w := range d.Pocket[:len(d.Pocket)-1] {
		strongest = max(strongest, math.Abs(w))
	}
	return &figure.Pictures{Columns: 2, Each: []figure.Picture{
		{Cols: d.cols, Rows: rows, Head: t.says("weights"),
			Of: func(frame, cell int) color.NRGBA {
				return t.Theme.Diverging(d.Updates[beats[frame].update].W[cell] / max(strongest, 1e-9))
			}},
		{Cols: d.cols, Rows: rows, Head: t.says("mistake"),
			Of: func(frame, cell int) color.NRGBA { return t.Theme.Shade(d.shown(beats[frame]).X[cell]) }},
	}}
}

// legend says which digit the inks of the weights speak for.
func (d *digitRun) legend(t *telling, s *PerceptronDigits) figure.Part {
	const high, square, gap = 18, 11, 6
	return &figure.Drawing{Least: high, Most: high, On: func(p figure.Pen, in figure.Box, layer figure.Layer, _ int) {
		if layer != figure.Backdrop {
			return
		}
		at := in.TopLeft().Sub(vg.Point{Y: 13})
		for _, side := range []struct {
			digit int
			ink   color.NRGBA
		}{{s.Digit, p.Theme.Cool}, {s.Against, p.Theme.Warm}} {
			p.Rect(figure.Box{Rectangle: vg.Rectangle{Min: at, Max: at.Add(vg.Point{X: square, Y: square})}}, side.ink)
			at.X += square + gap
			word := t.says("for", "n", side.digit)
			p.Text(at, word, figure.Label.In(side.ink))
			at.X += vg.Length(math.Ceil(figure.Label.Width(word))) + 3*gap
		}
	}}
}

// gallery has some of the unseen digits that are misread, each from the frame
// on that looks at it and until then an empty place, as many as have room.
func (d *digitRun) gallery(t *telling, beats []digitBeat) figure.Part {
	const cell, gap, head = 2, 8, 22
	rows := len(d.learned[0].X) / d.cols
	if len(d.wrong) == 0 {
		return figure.Rows()
	}
	high := float64(head + cell*rows)
	return &figure.Drawing{Least: high, Most: high, On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		shown := min(digitLooks, len(d.wrong), int(in.Width()+gap)/(cell*d.cols+gap))
		name := t.says("gallery")
		if look := beats[frame].look; look >= 0 {
			name = t.says("gallery-some", "shown", min(slices.Index(d.wrong, look)+1, shown))
		}
		if figure.Head.Width(t.says("gallery-some", "shown", shown)) > in.Width() {
			return
		}
		place := func(k int) figure.Cells {
			left := vg.Length(k * (cell*d.cols + gap))
			return figure.Cells{Cols: d.cols, Rows: rows, Corner: in.TopLeft().Add(vg.Point{X: left, Y: -head}), Cell: cell}
		}
		switch look := beats[frame].look; {
		case layer == figure.Backdrop:
			for k := range shown {
				p.Rect(place(k).Box(), p.Theme.Shade(0))
			}
		case layer == figure.Live:
			p.Text(in.TopLeft().Sub(vg.Point{Y: 12}), name, figure.Head)
		case layer == figure.Trail && look >= 0 && look != beats[frame-1].look:
			if k := slices.Index(d.wrong, look); k < shown {
				p.Picture(place(k).Box(), place(k).Image(func(i int) color.NRGBA { return t.Theme.Shade(d.unseen[look].X[i]) }))
			}
		}
	}}
}

// chart has the shares of misread digits after each update, up to the one
// whose weights are kept.
func (d *digitRun) chart(t *telling, beats []digitBeat) figure.Part {
	upto := func(frame int) int { return beats[frame].update + 1 }
	learned := figure.Curve{Label: t.says("curve-train"), Ink: t.Theme.Muted, Upto: upto, Tip: 4}
	unseen := figure.Curve{Label: t.says("curve-test"), Ink: t.Theme.Ink, Upto: upto, Tip: 4}
	most := 0.0
	for i := range d.PocketUpdate + 1 {
		x := float64(i + 1)
		a, b := float64(d.Updates[i].Errors)/float64(len(d.learned)), float64(d.missed[i])/float64(len(d.unseen))
		learned.Points, unseen.Points = append(learned.Points, figure.XY{X: x, Y: a}), append(unseen.Points, figure.XY{X: x, Y: b})
		most = max(most, a, b)
	}
	top := 0.25
	for top < most {
		top += 0.25
	}
	var ticks []figure.Tick
	for v := 0.0; v <= top; v += 0.25 {
		ticks = append(ticks, figure.Tick{At: v, Label: t.says("percent", "n", t.Number(100*v, 0))})
	}
	last := max(2, d.PocketUpdate+1)
	return &figure.Plot{
		X:      figure.Axis{From: 1, To: float64(last), Ticks: []figure.Tick{{At: 1, Label: "1"}, {At: float64(last), Label: t.Count(last)}}, Title: t.says("x-title")},
		Y:      figure.Axis{From: 0, To: top, Ticks: ticks, Rules: true, Title: t.says("y-title")},
		Curves: []figure.Curve{learned, unseen},
	}
}
