package scenes

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/montyhall"
)

// montyRow is a row of doors: a game, as its switcher sees it.
type montyRow struct {
	says string
	ink  color.NRGBA
	game montyhall.Game
	of   int // doors
}

const (
	montyRowText = 18 // the height of the words above a row
	montyRowDoor = 16 // of its doors
	montyRowGap  = 8  // and between two rows
)

// rows are three rows of doors for each frame.
func (m *MontyMany) rows(t *telling, counts []int, rates [][3]float64) (figure.Part, error) {
	r := generator(m.Seed)
	frames := make([][3]montyRow, len(counts))
	for i, n := range counts {
		for k, key := range []string{"row-all", "row-one", "row-forgets"} {
			game, err := montyHosts(n)[k].Deal(r)
			if err != nil {
				return nil, err
			}
			frames[i][k] = montyRow{t.says(key, "doors", n, "opened", n-2, "rate", t.Number(rates[i][k], 3)), t.montyInks()[k], game, n}
		}
	}
	const high = 3*(montyRowText+montyRowDoor) + 2*montyRowGap
	return &figure.Drawing{Least: high, Most: high, On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		if layer == figure.Backdrop {
			m.legend(p, in, t.says("picked"), t.says("opened"), frames)
		}
		if layer != figure.Live {
			return
		}
		for _, row := range frames[frame] {
			var box figure.Box
			box, in = in.Top(montyRowText + montyRowDoor)
			_, in = in.Top(montyRowGap)
			row.draw(p, box)
		}
	}}, nil
}

// legend says at the right end of the first line what the colours mean that are
// not those of a row, if there is room beside its words.
func (m *MontyMany) legend(p figure.Pen, in figure.Box, picked, opened string, frames [][3]montyRow) {
	const square, gap = 10, 6
	wide := figure.Note.Width(picked) + figure.Note.Width(opened) + 2*(square+gap) + 3*gap
	for _, rows := range frames {
		if figure.Label.Width(rows[0].says)+wide+4*gap > in.Width() {
			return
		}
	}
	at := in.TopRight().Sub(vg.Point{X: vg.Length(math.Ceil(wide)), Y: 12})
	for _, key := range []struct {
		word string
		ink  color.NRGBA
	}{{picked, p.Theme.Ink}, {opened, p.Theme.Faint}} {
		p.Rect(figure.Box{Rectangle: vg.Rectangle{Min: at, Max: at.Add(vg.Point{X: square, Y: square})}}, key.ink)
		at.X += square + gap
		p.Text(at, key.word, figure.Note)
		at.X += vg.Length(math.Ceil(figure.Note.Width(key.word))) + 3*gap
	}
}

// draw draws the words and, below them, the doors, as wide as they have room.
func (o montyRow) draw(p figure.Pen, in figure.Box) {
	p.Text(in.TopLeft().Sub(vg.Point{Y: 12}), o.says, figure.Label.In(o.ink))
	wide := min(montyRowDoor, math.Floor(in.Width()/float64(o.of)))
	between := 2.0
	switch {
	case wide < 3:
		between = 0
	case wide < 8:
		between = 1
	}
	open := make([]bool, o.of)
	for _, d := range o.game.Opened {
		open[d] = true
	}
	_, doors := in.Top(montyRowText)
	for d := 0; d < o.of; {
		same := d + 1 // neighbours of a colour that touch are one box
		ink := o.door(p, open, d)
		for between == 0 && same < o.of && o.door(p, open, same) == ink {
			same++
		}
		box := doors
		box.Min.X += vg.Length(float64(d) * wide)
		box.Max.X = doors.Min.X + vg.Length(float64(same)*wide-between)
		p.Rect(box, ink)
		d = same
	}
}

func (o montyRow) door(p figure.Pen, open []bool, d int) color.NRGBA {
	switch {
	case d == o.game.Pick:
		return p.Theme.Ink
	case open[d]:
		return p.Theme.Faint
	}
	return o.ink
}
