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
	montyRowText  = 18 // the height of the words above a row
	montyRowLeast = 10 // of its doors, and their width
	montyRowMost  = 26
	montyRowGap   = 8 // between two rows
)

// rows are rows of doors for each frame, one for each host who has room.
func (m *MontyMany) rows(t *telling, counts []int, rates [][3]float64) (figure.Part, error) {
	r := generator(m.Seed)
	keys := []string{"row-all", "row-one", "row-forgets"}
	frames := make([][]montyRow, len(counts))
	for i, n := range counts {
		for k, key := range keys {
			game, err := montyHosts(n)[k].Deal(r)
			if err != nil {
				return nil, err
			}
			if k == montyOne && t.montyTight() {
				continue
			}
			frames[i] = append(frames[i], montyRow{t.says(key, "doors", n, "opened", n-2, "rate", t.Number(rates[i][k], 3)), t.montyInks()[k], game, n})
		}
	}
	shown := float64(len(frames[0]))
	high := func(door float64) float64 { return shown*(montyRowText+door+montyRowGap) - montyRowGap }
	return &figure.Drawing{Least: high(montyRowLeast), Most: high(montyRowMost), On: func(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
		if layer == figure.Backdrop {
			m.legend(p, in, t, frames)
		}
		if layer != figure.Live {
			return
		}
		each := math.Floor((in.Height()+montyRowGap)/shown) - montyRowGap
		for _, row := range frames[frame] {
			var box figure.Box
			box, in = in.Top(each)
			_, in = in.Top(montyRowGap)
			row.draw(p, box)
		}
	}}, nil
}

// legend says at the right end of the first line what the colours mean, if there
// is room beside its words.
func (m *MontyMany) legend(p figure.Pen, in figure.Box, t *telling, frames [][]montyRow) {
	const square, gap = 10, 6
	keys := []struct {
		word string
		inks []color.NRGBA
	}{{t.says("picked"), []color.NRGBA{p.Theme.Ink}}, {t.says("opened"), []color.NRGBA{p.Theme.Faint}}, {t.says("closed"), nil}}
	for _, row := range frames[0] {
		keys[2].inks = append(keys[2].inks, row.ink)
	}
	wide := 0.0
	for i, key := range keys {
		if i > 0 {
			wide += 3 * gap
		}
		wide += float64(len(key.inks)*(square+2)-2) + gap + math.Ceil(figure.Note.Width(key.word))
	}
	for _, rows := range frames {
		if figure.Label.Width(rows[0].says)+wide+4*gap > in.Width() {
			return
		}
	}
	at := in.TopRight().Sub(vg.Point{X: vg.Length(wide), Y: 12})
	for _, key := range keys {
		for _, ink := range key.inks {
			p.Rect(figure.Box{Rectangle: vg.Rectangle{Min: at, Max: at.Add(vg.Point{X: square, Y: square})}}, ink)
			at.X += square + 2
		}
		at.X += gap - 2
		p.Text(at, key.word, figure.Note)
		at.X += vg.Length(math.Ceil(figure.Note.Width(key.word))) + 3*gap
	}
}

// draw draws the words and, below them, the doors: squares, or as wide as they
// have room, and then to the end of the row.
func (o montyRow) draw(p figure.Pen, in figure.Box) {
	p.Text(in.TopLeft().Sub(vg.Point{Y: 12}), o.says, figure.Label.In(o.ink))
	_, doors := in.Top(montyRowText)
	wide := min(doors.Height(), doors.Width()/float64(o.of))
	between := 2.0
	switch {
	case wide < 3:
		between = 0
	case wide < 8:
		between = 1
	}
	left := func(d int) vg.Length { return doors.Min.X + vg.Length(math.Floor(float64(d)*wide)) }
	open := make([]bool, o.of)
	for _, d := range o.game.Opened {
		open[d] = true
	}
	for d := 0; d < o.of; {
		same := d + 1 // neighbours of a colour that touch are one box
		ink := o.door(p, open, d)
		for between == 0 && same < o.of && o.door(p, open, same) == ink {
			same++
		}
		box := doors
		box.Min.X, box.Max.X = left(d), left(same)-vg.Length(between)
		if same == o.of {
			box.Max.X = left(same)
		}
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

// montyTight says that the stage has no room for all three hosts beside a chart
// and its words: the rows of doors then are two, and speak for the chart as well.
func (t *telling) montyTight() bool { return t.Small() && t.Size.Y < t.Size.X }

// montyInks are those of the three hosts.
func (t *telling) montyInks() [3]color.NRGBA {
	return [3]color.NRGBA{t.Theme.Cool, t.Theme.Now, t.Theme.Warm}
}
