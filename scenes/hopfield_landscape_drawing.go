package scenes

import (
	"image/color"
	"math"
	"slices"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/hopfield"
)

// A ground is the least energy that a state can have for given overlaps with two
// memories. Neurons are of four kinds, by whether the second and the third
// memory agree with the first there: only how many of each kind are right
// matters.
type ground struct {
	n    float64
	with [2][2]float64 // how many: [the second agrees][the third agrees], 1 for yes
}

func groundOf(memories []hopfield.Pattern) (g ground) {
	bit := func(same bool) int {
		if same {
			return 1
		}
		return 0
	}
	for i, x := range memories[0] {
		g.with[bit(memories[1][i] == x)][bit(memories[2][i] == x)]++
		g.n++
	}
	return g
}

// at is the ground at the overlaps x and y.
func (g ground) at(x, y float64) float64 {
	return g.of(g.n*(x+y)/2, g.n*(x-y)/2)
}

// of is the ground where the neurons on which the first two memories agree have
// the sum a with the first memory, and the others the sum d.
func (g ground) of(a, d float64) float64 {
	lowA, highA := third(g.with[1], a)
	lowD, highD := third(g.with[0], d)
	x, y, z := (a+d)/g.n, (a-d)/g.n, max(math.Abs(lowA+lowD), math.Abs(highA+highD))/g.n
	return -(float64(x*x) + float64(y*y) + float64(z*z)) / 2
}

// sums are the sums a and d, see of, at a corner of the grid of the map: all
// that are possible, from all neurons wrong to all right.
func (g ground) sums(i, j float64) (a, d float64) {
	const half = landscapeGrid / 2.
	return (g.with[1][0] + g.with[1][1]) * (i/half - 1), (g.with[0][0] + g.with[0][1]) * (j/half - 1)
}

// corner is the one that is nearest to the overlaps x and y.
func (g ground) corner(x, y float64) [2]int {
	near := func(sum, most float64) int { return int(math.Round((sum/most + 1) * landscapeGrid / 2)) }
	return [2]int{near(g.n*(x+y)/2, g.with[1][0]+g.with[1][1]), near(g.n*(x-y)/2, g.with[0][0]+g.with[0][1])}
}

// height is the ground at a corner.
func (g ground) height(i, j int) float64 { return g.of(g.sums(float64(i), float64(j))) }

// third is between what the sum with the third memory lies, for neurons that
// have a sum with the first, on some of which the two agree: right ones there
// count for both.
func third(with [2]float64, sum float64) (low, high float64) {
	most, least := min(with[1], sum+with[0]), max(-with[1], sum-with[0])
	return 2*least - sum, 2*most - sum
}

const landscapeSteps = 17 // of one descent

// acts gives the film its pace: one descent after the other.
func (w *world) acts() (beats []beat) {
	for range w.descents {
		beats = act(beats, landscapeSteps, 1500*time.Millisecond, 130*time.Millisecond, 1300*time.Millisecond)
	}
	return append(beats, beats[len(beats)-1])
}

// flips is how many of a descent are done in its beat.
func (d descended) flips(b beat) int { return b.step * (len(d.energies) - 1) / landscapeSteps }

// says names what a state is.
func (w *world) says(t *telling, e hopfield.Endpoint) string {
	switch e.Kind {
	case hopfield.Memory:
		return t.says("is-memory", "n", e.Nearest+1)
	case hopfield.Mirror:
		return t.says("is-mirror", "n", e.Nearest+1)
	}
	return t.says("is-mixture")
}

// before is how many flips there were before a descent.
func (w *world) before(descent int) (sum int) {
	for _, d := range w.descents[:descent] {
		sum += len(d.energies) - 1
	}
	return sum
}

// rests says in what a descent has ended.
func (w *world) rests(t *telling, descent int) string {
	d := w.descents[descent]
	return t.says("rests", "which", w.says(t, d.end), "energy", t.Number(d.energies[len(d.energies)-1], 3))
}

// now says what the state does that rolls.
func (w *world) now(t *telling, b beat) string {
	d := w.descents[b.act]
	switch flips, last := d.flips(b), len(d.energies)-1; flips {
	case last:
		return w.rests(t, b.act)
	case 0:
		return t.says("begins", "which", w.says(t, d.near))
	default:
		// Numbers that change in every frame cannot be read.
		return t.says("rolls", "energy", t.Number(d.energies[flips-flips%max(1, len(d.energies)/4)], 2))
	}
}

// plot is the energy against the flips of all descents, one after the other.
func (w *world) plot(t *telling, acts []beat, inks []color.NRGBA) *figure.Plot {
	out := &figure.Plot{
		X: figure.Axis{From: 0, To: float64(max(w.before(len(w.descents)), 10)), Title: t.says("flips-axis")},
		Y: figure.Axis{From: -0.55, To: 0, Title: t.says("energy")},
	}
	for k, d := range w.descents {
		c := figure.Curve{Ink: inks[k], Tip: 4}
		for flips, e := range d.energies {
			c.Points = append(c.Points, figure.XY{X: float64(w.before(k) + flips), Y: e})
		}
		c.Upto = func(frame int) int {
			switch now := acts[frame]; {
			case now.act < k:
				return 0
			case now.act > k:
				return len(c.Points)
			default:
				return d.flips(now) + 1
			}
		}
		out.Curves = append(out.Curves, c)
	}
	return out
}

// A landscapeMap draws the ground, and the states that roll on it.
type landscapeMap struct {
	t     *telling
	world *world
	acts  []beat
	inks  []color.NRGBA // of the descents
}

const (
	landscapeGrid    = 96 // squares on a side
	landscapeSlopes  = 5  // bands of one shade above the rim of the valleys
	landscapeValleys = 3  // and below
)

func (w *world) mapped(t *telling, acts []beat, inks []color.NRGBA) figure.Part {
	m := &landscapeMap{t: t, world: w, acts: acts, inks: inks}
	return &figure.Drawing{Least: 160, Most: 420, On: m.draw}
}

func (m *landscapeMap) draw(p figure.Pen, in figure.Box, layer figure.Layer, frame int) {
	const beside, high = 40, 1.14 // room for the names of the corners
	chart := figure.Square(in.Inset(beside, 0, beside, 0), figure.XY{X: -1, Y: -high}, figure.XY{X: 1, Y: high})
	now := m.acts[frame]
	switch layer {
	case figure.Backdrop:
		m.bands(p, chart)
		m.marks(p, chart)
	case figure.Trail:
		d, from := m.world.descents[now.act], 0
		if now.step > 0 {
			from = d.flips(m.acts[frame-1])
		}
		var line []vg.Point
		for i := from; i <= d.flips(now); i++ {
			line = append(line, chart.At(d.x[i], d.y[i]))
		}
		p.Line(m.inks[now.act], p.Theme.Line, line...)
	case figure.Live:
		for k, d := range m.world.descents[:now.act+1] {
			i := len(d.x) - 1
			if k == now.act {
				i = d.flips(now)
			}
			p.Ring(chart.At(d.x[i], d.y[i]), 5, 2, p.Theme.Paper, m.inks[k])
		}
	}
}

// bands shade the map: where the ground is lower than a height, one step darker,
// and valleys darker than all slopes, so that the shallow one of a mixture is seen.
func (m *landscapeMap) bands(p figure.Pen, chart figure.Chart) {
	g := m.world.ground
	least, most := math.Inf(1), math.Inf(-1)
	for j := range landscapeGrid + 1 {
		for i := range landscapeGrid + 1 {
			least, most = min(least, g.height(i, j)), max(most, g.height(i, j))
		}
	}
	below := func(level float64) (outlines [][]vg.Point) {
		for _, loop := range figure.Levels(landscapeGrid, g.height, level) {
			var line []vg.Point
			for _, q := range loop {
				a, d := g.sums(q.X, q.Y)
				line = append(line, chart.At((a+d)/g.n, (a-d)/g.n))
			}
			outlines = append(outlines, line)
		}
		return outlines
	}
	rim, ok := m.world.rim()
	if !ok {
		rim = least
	}
	shade := func(bands int, from, to, light, dark float64) {
		for band := range bands {
			u := float64(band) / float64(bands)
			p.Areas(p.Theme.Shade(light+float64((dark-light)*u)), below(from+float64((to-from)*u))...)
		}
	}
	shade(landscapeSlopes, most, rim, 0, 0.13)
	shade(landscapeValleys, rim, least, 0.28, 0.52) // darker at once
}

// rim is a level at which the mixture lies in a valley of its own: nearly as
// high as the pass. Not ok: on the map there is no such valley.
func (w *world) rim() (level float64, ok bool) {
	const nearly = 0.9
	bottom, pass := w.ground.at(w.place(w.mixture)), w.pass()
	return bottom + float64(nearly*(pass-bottom)), pass > bottom
}

// pass is the least height to which a way climbs that leads on the map from the
// mixture to a memory or a mirror: of the corners next to those it has seen, it
// goes to the lowest.
func (w *world) pass() float64 {
	corner := func(s hopfield.Pattern) [2]int { return w.ground.corner(w.place(s)) }
	var goals, shore [][2]int
	for _, m := range w.memories {
		goals = append(goals, corner(m), corner(m.Mirror()))
	}
	height := func(c [2]int) float64 { return w.ground.height(c[0], c[1]) }
	here := corner(w.mixture)
	seen, highest := map[[2]int]bool{here: true}, height(here)
	for !slices.Contains(goals, here) {
		for _, step := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			to := [2]int{here[0] + step[0], here[1] + step[1]}
			if min(to[0], to[1]) >= 0 && max(to[0], to[1]) <= landscapeGrid && !seen[to] {
				seen[to], shore = true, append(shore, to)
			}
		}
		lowest := 0
		for k := range shore {
			if height(shore[k]) < height(shore[lowest]) {
				lowest = k
			}
		}
		here = shore[lowest]
		shore = slices.Delete(shore, lowest, lowest+1)
		highest = max(highest, height(here))
	}
	return highest
}

// place is where a state lies on the map.
func (w *world) place(s hopfield.Pattern) (x, y float64) {
	return w.memories[0].Overlap(s), w.memories[1].Overlap(s)
}

// marks name the memories, their mirrors and the mixtures.
func (m *landscapeMap) marks(p figure.Pen, chart figure.Chart) {
	one, two, three := m.world.memories[0], m.world.memories[1], m.world.memories[2]
	where := func(s hopfield.Pattern) vg.Point { return chart.At(m.world.place(s)) }
	name := func(s hopfield.Pattern, text string, dx, dy float64, align figure.Align) {
		at := where(s)
		p.Disc(at, 3, p.Theme.Ink)
		p.Text(at.Add(vg.Point{X: vg.Length(dx), Y: vg.Length(dy)}), text, figure.Label.To(align))
	}
	name(one, "$x_1$", 10, -5, figure.Left)
	name(one.Mirror(), "$-x_1$", -10, -5, figure.Right)
	name(two, "$x_2$", 10, 2, figure.Left)
	name(two.Mirror(), "$-x_2$", 10, -12, figure.Left)
	name(three, "$\\pm x_3$", 9, 5, figure.Left)
	name(three.Mirror(), "", 0, 0, figure.Left)
	labelled := false
	for _, signs := range [][3]int8{{1, 1, 1}, {1, 1, -1}, {1, -1, 1}, {1, -1, -1}} {
		mix := make(hopfield.Pattern, len(one))
		for i := range mix {
			mix[i] = 1
			if signs[0]*one[i]+signs[1]*two[i]+signs[2]*three[i] < 0 {
				mix[i] = -1
			}
		}
		for _, s := range []hopfield.Pattern{mix, mix.Mirror()} {
			p.Ring(where(s), 3.5, 1.5, p.Theme.Ink, p.Theme.Paper)
		}
		if !labelled {
			p.Text(where(mix).Add(vg.Point{X: 12, Y: 4}), m.t.says("mixture"), figure.Note)
			labelled = true
		}
	}
}
