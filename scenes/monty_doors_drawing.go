package scenes

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/montyhall"
)

// A montyStage draws a game: a row of doors, each with room to its right, in which
// somebody stands: a player who picked it, or the host who opened it. So nobody
// stands before another; places between are on the way.
type montyStage struct {
	doors int
	games []montyhall.Game
	beats []montyBeat
	in    figure.Box
}

// Height implements figure.Part: doors are as wide as people leave them room.
func (s *montyStage) Height(_ figure.Stage, width float64) (least, most float64) {
	n := float64(s.doors)
	return 90, math.Floor(width/(montyWing+n*(1+montyGap)))*montyTall + montyFloor + montyJamb
}

// Place implements figure.Part.
func (s *montyStage) Place(_ figure.Stage, in figure.Box) { s.in = in }

// montyHome is where the host waits, to the left of the first door; the players
// wait to the right of the last, beyond the place for its player.
const montyHome = -1

const (
	montyGap  = 0.75 // to the right of a door, in widths of a door
	montyWing = 0.45 // to the left of the first
	montyTall = 1.5  // the height of a door
	montyNear = 0.3  // of a gap: where its person stands

	montyFloor           = 8          // design pixels of ground below the doors
	montyDark, montyPale = 0.78, 0.56 // shades of doors and goats

	montyJamb = 4 // and of wood around them
)

// place is the outline of the first door, and how far apart two are.
func (s *montyStage) place() (first figure.Box, pitch float64) {
	n, in := float64(s.doors), s.in
	wide := math.Floor(min(in.Width()/(montyWing+n*(1+montyGap)), (in.Height()-montyFloor-montyJamb)/montyTall))
	wing := math.Floor(montyWing * wide)
	gap := math.Floor(min(1.3*wide*montyGap, (in.Width()-wing-n*wide)/n))
	pitch = wide + gap
	first = in
	first.Min.X += vg.Length(wing + math.Floor((in.Width()-wing-n*pitch)/2))
	first.Min.Y = vg.Length(math.Ceil(float64(in.Min.Y))) + montyFloor
	first.Max = first.Min.Add(vg.Point{X: vg.Length(wide), Y: vg.Length(math.Floor(wide * montyTall))})
	return first, pitch
}

// stands is where somebody stands at door i, from 0; at montyHome the host, and at
// the number of doors the players, wait.
func (s *montyStage) stands(i float64) vg.Point {
	first, pitch := s.place()
	wide, n := first.Width(), float64(s.doors)
	at := func(i float64) float64 {
		switch {
		case i < 0:
			return -montyWing / 2 * wide
		case i >= n:
			return n*pitch - montyWing/2*wide
		}
		return i*pitch + wide + montyNear*(pitch-wide)
	}
	before := math.Floor(i)
	part := i - before
	x := float64((1-part)*at(before)) + float64(part*at(before+1))
	return first.Min.Add(vg.Point{X: vg.Length(x)})
}

// Draw implements figure.Part.
func (s *montyStage) Draw(p figure.Pen, layer figure.Layer, frame int) {
	first, pitch := s.place()
	door := func(i float64) figure.Box {
		b := first
		b.Min.X += vg.Length(i * pitch)
		b.Max.X += vg.Length(i * pitch)
		return b
	}
	if layer == figure.Backdrop {
		for i := range s.doors {
			p.Rect(door(float64(i)).Inset(-montyJamb, -montyJamb, -montyJamb, 0), p.Theme.Tried)
		}
		floor := s.in
		floor.Min.Y, floor.Max.Y = first.Min.Y-3, first.Min.Y
		p.Rect(floor, p.Theme.Tried)
	}
	if layer != figure.Live {
		return
	}
	b := s.beats[frame]
	game := s.games[b.game]
	stays, switches := game.Wins()
	over := b.rest == 1
	car := p.Theme.Warm
	if switches {
		car = p.Theme.Cool
	}
	for i := range s.doors {
		ajar := b.rest
		for _, o := range game.Opened {
			if o == i {
				ajar = b.opened
			}
		}
		s.door(p, door(float64(i)), i, ajar, game.Car == i, car)
	}
	tall := 0.56 * first.Height()
	montyPerson{ink: p.Theme.Now, hat: true, points: b.opened > 0}.draw(p, s.stands(b.host), tall)
	if !b.apart {
		montyPerson{ink: p.Theme.Ink}.draw(p, s.stands(b.stay), tall)
		return
	}
	montyPerson{ink: p.Theme.Warm, cheers: over && stays}.draw(p, s.stands(b.stay), tall)
	montyPerson{ink: p.Theme.Cool, cheers: over && switches}.draw(p, s.stands(b.swtch), tall)
}

// door draws a door that is ajar, 0 closed to 1 open, and what is behind it.
func (s *montyStage) door(p figure.Pen, b figure.Box, number int, ajar float64, car bool, ink color.Color) {
	wide, high := b.Width(), b.Height()
	if ajar > 0 {
		p.Rect(b, p.Theme.Panel)
		thing := vg.Point{X: b.Min.X + vg.Length(0.57*wide), Y: b.Min.Y}
		if car {
			drawCar(p, thing, 0.76*wide, ink)
		} else {
			drawGoat(p, thing, 0.72*wide)
		}
	}
	leaf, trim := p.Theme.Shade(montyDark), p.Theme.Shade(montyPale)
	// The leaf swings inwards: its far edge is shorter.
	far := []float64{1, 0.56, 0.13}[int(ajar*2)]
	slope := []float64{0, 0.07, 0.1}[int(ajar*2)] * high
	corner := func(x, y float64) vg.Point { // of the unit square, as it lies on the leaf
		up := slope * x
		return vg.Point{X: b.Min.X + vg.Length(x*far*wide), Y: b.Min.Y + vg.Length(up+y*(high-2*up))}
	}
	pane := func(c color.Color, x0, y0, x1, y1 float64) {
		p.Area(c, corner(x0, y0), corner(x1, y0), corner(x1, y1), corner(x0, y1))
	}
	pane(leaf, 0, 0, 1, 1)
	if ajar == 1 {
		return
	}
	pane(trim, 0.15, 0.08, 0.85, 0.4)
	pane(trim, 0.15, 0.5, 0.85, 0.92)
	p.Disc(corner(0.9, 0.45), max(2, 0.03*wide), p.Theme.Panel)
	if ajar == 0 {
		digit := figure.Type{Size: math.Floor(0.3 * wide), Bold: true, Align: figure.Center, Color: p.Theme.Panel}
		p.Text(corner(0.5, 0.71).Sub(vg.Point{Y: vg.Length(math.Floor(0.11 * wide))}), figure.Count(number+1), digit)
	}
}

// A montyPerson is a figure as on a sign.
type montyPerson struct {
	ink    color.Color
	hat    bool // as the host wears
	points bool // to the left, at a door
	cheers bool
}

// draw draws a person who stands at a point, so many design pixels tall.
func (o montyPerson) draw(p figure.Pen, feet vg.Point, tall float64) {
	at := scaled(feet, tall/100)
	area := func(points ...vg.Point) { p.Area(o.ink, at(points)...) }
	p.Disc(at([]vg.Point{{Y: 86}})[0], 11.5*tall/100, o.ink)
	area(curve(vg.Point{X: -17, Y: 58}, vg.Point{X: -12, Y: 71}, vg.Point{X: 12, Y: 71}, vg.Point{X: 17, Y: 58}, vg.Point{X: 13, Y: 32}, vg.Point{X: -13, Y: 32})...)
	area(vg.Point{X: -12, Y: 40}, vg.Point{X: -1.5, Y: 40}, vg.Point{X: -2.5, Y: 0}, vg.Point{X: -11, Y: 0})
	area(vg.Point{X: 12, Y: 40}, vg.Point{X: 1.5, Y: 40}, vg.Point{X: 2.5, Y: 0}, vg.Point{X: 11, Y: 0})
	arm := func(side, x, y float64) {
		points := at([]vg.Point{{X: vg.Length(side * 13), Y: 66}, {X: vg.Length(side * x), Y: vg.Length(y)}})
		p.Line(o.ink, 7*tall/100, points...)
		p.Disc(points[1], 3.5*tall/100, o.ink)
	}
	switch {
	case o.cheers:
		arm(-1, 25, 99)
		arm(1, 25, 99)
	case o.points:
		arm(-1, 34, 73)
		arm(1, 20, 38)
	default:
		arm(-1, 20, 38)
		arm(1, 20, 38)
	}
	if o.hat {
		area(vg.Point{X: -17, Y: 93}, vg.Point{X: 17, Y: 93}, vg.Point{X: 17, Y: 97}, vg.Point{X: -17, Y: 97})
		area(vg.Point{X: -10, Y: 96}, vg.Point{X: 10, Y: 96}, vg.Point{X: 11.5, Y: 115}, vg.Point{X: -11.5, Y: 115})
		p.Area(p.Theme.Paper, at([]vg.Point{{X: -8, Y: 71}, {X: -8, Y: 61}, {X: 8, Y: 71}, {X: 8, Y: 61}})...)
	}
}

// drawCar draws a car that stands on the ground below a point, so many design
// pixels long.
func drawCar(p figure.Pen, middle vg.Point, long float64, ink color.Color) {
	u := long / 120
	at := scaled(middle.Sub(vg.Point{X: vg.Length(60 * u)}), u)
	area := func(c color.Color, points ...vg.Point) { p.Area(c, at(points)...) }
	area(ink, curve(
		vg.Point{X: 3, Y: 10}, vg.Point{X: 1, Y: 22}, vg.Point{X: 6, Y: 32}, vg.Point{X: 22, Y: 35}, vg.Point{X: 40, Y: 53},
		vg.Point{X: 66, Y: 54}, vg.Point{X: 86, Y: 36}, vg.Point{X: 110, Y: 31}, vg.Point{X: 119, Y: 22}, vg.Point{X: 118, Y: 10})...)
	glass := p.Theme.Panel
	area(glass, vg.Point{X: 31, Y: 35}, vg.Point{X: 42, Y: 48}, vg.Point{X: 54, Y: 49}, vg.Point{X: 54, Y: 35})
	area(glass, vg.Point{X: 58, Y: 35}, vg.Point{X: 58, Y: 49}, vg.Point{X: 65, Y: 48.5}, vg.Point{X: 79, Y: 35})
	p.Disc(at([]vg.Point{{X: 113, Y: 25}})[0], 3*u, glass)
	for _, x := range []vg.Length{27, 92} {
		hub := at([]vg.Point{{X: x, Y: 11}})[0]
		p.Disc(hub, 13.5*u, glass)
		p.Disc(hub, 11*u, p.Theme.Ink)
		p.Disc(hub, 4.5*u, glass)
	}
}

// drawGoat draws a goat that stands on the ground below a point, so many
// design pixels long.
func drawGoat(p figure.Pen, middle vg.Point, long float64) {
	u := long / 100
	at := scaled(middle.Sub(vg.Point{X: vg.Length(52 * u)}), u)
	ink, dark := p.Theme.Shade(montyPale), p.Theme.Shade(montyDark)
	area := func(c color.Color, points ...vg.Point) { p.Area(c, at(points)...) }
	for _, x := range []vg.Length{21, 55} { // the far legs
		area(dark, vg.Point{X: x + 8, Y: 40}, vg.Point{X: x + 17, Y: 40}, vg.Point{X: x + 14.5, Y: 0}, vg.Point{X: x + 9.5, Y: 0})
	}
	area(dark, curve(vg.Point{X: 74, Y: 84}, vg.Point{X: 68, Y: 97}, vg.Point{X: 54, Y: 106}, vg.Point{X: 63, Y: 95}, vg.Point{X: 66, Y: 84})...) // a horn
	area(dark, curve(vg.Point{X: 79, Y: 66}, vg.Point{X: 80, Y: 50}, vg.Point{X: 85, Y: 57}, vg.Point{X: 89, Y: 66})...)                          // the beard
	area(ink, curve(vg.Point{X: 17, Y: 58}, vg.Point{X: 8, Y: 64}, vg.Point{X: 6, Y: 75}, vg.Point{X: 13, Y: 70}, vg.Point{X: 24, Y: 62})...)     // the tail
	area(ink, curve(vg.Point{X: 14, Y: 50}, vg.Point{X: 20, Y: 63}, vg.Point{X: 42, Y: 62}, vg.Point{X: 56, Y: 66}, vg.Point{X: 64, Y: 80},       // body and neck
		vg.Point{X: 72, Y: 86}, vg.Point{X: 80, Y: 72}, vg.Point{X: 73, Y: 50}, vg.Point{X: 64, Y: 35}, vg.Point{X: 40, Y: 32}, vg.Point{X: 19, Y: 36})...)
	area(ink, curve(vg.Point{X: 64, Y: 80}, vg.Point{X: 70, Y: 88}, vg.Point{X: 80, Y: 87}, vg.Point{X: 98, Y: 70}, vg.Point{X: 96, Y: 62}, vg.Point{X: 86, Y: 63}, vg.Point{X: 72, Y: 70})...)
	area(dark, curve(vg.Point{X: 69, Y: 82}, vg.Point{X: 60, Y: 82}, vg.Point{X: 50, Y: 74}, vg.Point{X: 60, Y: 73})...) // an ear
	for _, x := range []vg.Length{14, 57} {
		area(ink, vg.Point{X: x, Y: 44}, vg.Point{X: x + 11, Y: 40}, vg.Point{X: x + 8, Y: 0}, vg.Point{X: x + 2.5, Y: 0})
	}
	p.Disc(at([]vg.Point{{X: 81, Y: 78}})[0], max(1, 2.4*u), p.Theme.Panel)
}

// scaled moves points to a corner, u design pixels for each unit.
func scaled(corner vg.Point, u float64) func([]vg.Point) []vg.Point {
	return func(points []vg.Point) []vg.Point {
		out := make([]vg.Point, len(points))
		for i, q := range points {
			out[i] = corner.Add(q.Scale(vg.Length(u)))
		}
		return out
	}
}

// curve is a smooth closed line through points (Catmull and Rom 1974).
func curve(points ...vg.Point) []vg.Point {
	const steps = 6
	n := len(points)
	var out []vg.Point
	for i, b := range points {
		a, c, d := points[(i+n-1)%n], points[(i+1)%n], points[(i+2)%n]
		for k := range steps {
			t := vg.Length(k) / steps
			out = append(out, b.Scale(2).Add(c.Sub(a).Scale(t)).
				Add(a.Scale(2).Sub(b.Scale(5)).Add(c.Scale(4)).Sub(d).Scale(t*t)).
				Add(b.Scale(3).Sub(a).Sub(c.Scale(3)).Add(d).Scale(t*t*t)).Scale(0.5))
		}
	}
	return out
}

// A montyTally is two rows of marks, one for each game that a strategy won.
type montyTally struct {
	on    figure.Stage
	won   []int // by switching, of the first so many games
	beats []montyBeat
	odds  float64 // that switching wins
	names [2]string
	total string
}

const (
	tallyLeast, tallyMost = 22, 160 // the height of a row
	tallyMan              = 40      // and the most of the person before it
	tallyGap              = 8
	tallyLarge            = 8 // a mark from here on is large
	tallyAxis             = 26
)

// row is the height of a row in a box of that height.
func (t *montyTally) row(height float64) float64 {
	return min(max(math.Floor((height-tallyGap-tallyAxis)/2), tallyLeast), tallyMost)
}

// chart is where the marks stand: as wide as all games together.
func (t *montyTally) chart(in figure.Box) (c figure.Chart, across int) {
	name := max(figure.Label.Width(t.names[0]), figure.Label.Width(t.names[1]))
	row := t.row(in.Height())
	in, _ = in.Top(2*row + tallyGap + tallyAxis)
	box := in.Inset(t.icon(row)+math.Ceil(name)+10, 0, 0, tallyAxis)
	games := len(t.won) - 1
	across = 1 // marks one above the other, so many that each is about a square
	for across < 16 && box.Width()*float64(across)/float64(games) < row/float64(across) {
		across++
	}
	columns := (games + across - 1) / across
	if step := evenly(box.Width() / float64(columns)); step >= 1 {
		box.Max.X = box.Min.X + vg.Length(step*float64(columns))
	}
	return figure.Chart{
		Box: box,
		X: figure.Axis{From: 0, To: float64(columns * across), Rules: true, Ticks: []figure.Tick{
			{At: 0, Label: "0"}, {At: float64(games) * (1 - t.odds), Label: t.on.Fraction(1 - t.odds)},
			{At: float64(games) * t.odds, Label: t.on.Fraction(t.odds)}, {At: float64(games), Label: t.total}}},
		Y: figure.Axis{From: 0, To: 1},
	}, across
}

// evenly is a whole number of design pixels, for large marks an even one, so
// that they are alike at half the size too.
func evenly(size float64) float64 {
	if size >= tallyLarge {
		return 2 * math.Floor(size/2)
	}
	return math.Floor(size)
}

// icon is how much room a person needs before a row's name.
func (t *montyTally) icon(row float64) float64 { return math.Ceil(0.5*min(row, tallyMan)) + 14 }

func (t *montyTally) draw(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	chart, across := t.chart(in)
	high := t.row(in.Height())
	row := func(i int) figure.Box {
		b := chart.Box
		b.Max.Y -= vg.Length(float64(i) * (high + tallyGap))
		b.Min.Y = b.Max.Y - vg.Length(high)
		return b
	}
	inks := []color.NRGBA{p.Theme.Cool, p.Theme.Warm}
	switch layer {
	case figure.Backdrop:
		chart.Draw(p)
		man := min(high, tallyMan)
		for i, name := range t.names {
			b := row(i)
			montyPerson{ink: inks[i]}.draw(p, vg.Point{X: in.Min.X + vg.Length(0.25*man), Y: b.Min.Y + vg.Length(math.Floor((high-man)/2))}, man)
			p.Text(vg.Point{X: in.Min.X + vg.Length(t.icon(high)), Y: b.Min.Y + vg.Length(math.Floor(high/2)-5)}, name, figure.Label.In(inks[i]))
		}
	case figure.Trail:
		from, to := 0, t.beats[frame].counted
		if frame > 0 {
			from = t.beats[frame-1].counted
		}
		t.marks(p, row(0), across, t.won[from], t.won[to], chart, inks[0])
		t.marks(p, row(1), across, from-t.won[from], to-t.won[to], chart, inks[1])
	}
}

// marks adds the marks from one count to another, column by column from the
// top. Where they have no room each, they are a bar.
func (t *montyTally) marks(p figure.Pen, row figure.Box, across, from, to int, chart figure.Chart, ink color.Color) {
	column := func(i int) vg.Length { return chart.At(float64(i*across), 0).X }
	if wide := column(1) - column(0); wide < 3 {
		if from < to {
			row.Min.X, row.Max.X = chart.At(float64(from), 0).X, chart.At(float64(to), 0).X
			p.Rect(row, ink)
		}
		return
	}
	high := evenly(row.Height() / float64(across))
	between := vg.Length(1)
	if min(high, float64(column(1)-column(0))) >= tallyLarge {
		between = 2
	}
	for i := from; i < to; i++ {
		mark := row
		mark.Min.X, mark.Max.X = column(i/across), column(i/across+1)-between
		mark.Max.Y -= vg.Length(high * float64(i%across))
		mark.Min.Y = mark.Max.Y - vg.Length(high) + between
		p.Rect(mark, ink)
	}
}
