package scenes

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// MontyMany plays the game with ever more doors before three hosts: one who
// opens all but two, one who opens a single door, and one who forgets where the
// car is.
type MontyMany struct {
	Doors int    `help:"doors on the last stage" default:"100" min:"4" max:"200"`
	Games int    `help:"games that count, for each number of doors and each host" default:"20000" min:"1" max:"200000" quick:"500"`
	Seed  uint64 `help:"seed of every random choice" default:"1"`
}

// montyHosts are the rules of the three, for a number of doors.
func montyHosts(doors int) [3]montyhall.Show {
	return [3]montyhall.Show{{Doors: doors}, {Doors: doors, Opened: 1}, {Doors: doors, Host: montyhall.Forgets}}
}

const montyOne = 1 // is the host who opens a single door

// counts are the numbers of doors of the frames.
func (m *MontyMany) counts() []int {
	var out []int
	for _, n := range []int{3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100, 150} {
		if n < m.Doors {
			out = append(out, n)
		}
	}
	return append(out, m.Doors)
}

// Film implements Scene.
func (m *MontyMany) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(m, on)
	if err != nil {
		return nil, err
	}
	counts := m.counts()
	rates, err := m.play(ctx, t, counts)
	if err != nil {
		return nil, err
	}
	last := len(counts) - 1
	said := func(i int) []any {
		out := []any{"doors", counts[i], "opened", counts[i] - 2}
		for k, name := range []string{"all", "one", "forgets"} {
			out = append(out, name, t.Number(rates[i][k], 3))
		}
		return out
	}
	t.know(append(said(last), "games", m.Games)...)
	rows, err := m.rows(t, counts, rates)
	if err != nil {
		return nil, err
	}
	if !t.montyTight() {
		rows = figure.Extra(rows)
	}
	return t.film(story{
		part: figure.Rows(rows, m.chart(t, counts, rates), &figure.Verdict{
			Answer: t.says("answer"),
			Now:    func(i int) string { return t.says("now", said(i)...) },
		}),
		frames: len(counts),
		hold: func(i int) time.Duration {
			return [...]time.Duration{3000, 1500, 1100, 800, 600}[min(i, 4)] * time.Millisecond
		},
		keys: []film.Key{{Frame: 0, Caption: t.says("key-three", said(0)...)}},
		results: []film.Result{
			{Name: "all", Value: rates[last][0], Text: t.says("result-all")},
			{Name: "one", Value: rates[last][1], Text: t.says("result-one")},
			{Name: "forgets", Value: rates[last][2], Text: t.says("result-forgets")},
		},
	})
}

// play plays all games, and says how often switching won for each number of
// doors before each host.
func (m *MontyMany) play(ctx context.Context, t *telling, counts []int) ([][3]float64, error) {
	trial := func(ctx context.Context, i int, r *rand.Rand) (montyhall.Tally, error) {
		var tally montyhall.Tally
		show := montyHosts(counts[i/3])[i%3]
		for range m.Games {
			tally.Add(show.Play(r))
		}
		return tally, ctx.Err()
	}
	tallies, err := montecarlo.Run(ctx, 3*len(counts), trial, &montecarlo.Options{Seed: m.Seed, Progress: t.Progress})
	if err != nil {
		return nil, err
	}
	out := make([][3]float64, len(counts))
	for i, tally := range tallies {
		show := montyHosts(counts[i/3])[i%3]
		stays, swtch := tally.Rates()
		stayOdds, swtchOdds := show.Probabilities()
		if implausible(swtch, swtchOdds, m.Games) || implausible(stays, stayOdds, m.Games) {
			return nil, violation("%+v: switching wins %.4f and staying %.4f, where %.4f and %.4f are expected", show, swtch, stays, swtchOdds, stayOdds)
		}
		out[i/3][i%3] = swtch
	}
	return out, nil
}

// chart has the odds as dotted lines, and what was played as discs.
func (m *MontyMany) chart(t *telling, counts []int, rates [][3]float64) figure.Part {
	plot := &figure.Plot{
		X: figure.Axis{From: 3, To: float64(m.Doors), Log: true, Title: t.says("x-title")},
		Y: figure.Axis{From: 0, To: 1, Rules: true, Title: t.says("y-title"), Ticks: t.Even(0, 1, 2)},
	}
	for _, n := range []int{3, 4, 5, 10, 20, 50, 100, 200} {
		if n < m.Doors {
			plot.X.Ticks = append(plot.X.Ticks, figure.Tick{At: float64(n), Label: strconv.Itoa(n)})
		}
	}
	plot.X.Ticks = append(plot.X.Ticks, figure.Tick{At: float64(m.Doors), Label: strconv.Itoa(m.Doors)})
	if t.montyTight() { // the rows above say what is drawn
		plot.Y.Title, plot.Least = "", 40
	}
	stays := figure.Curve{Label: t.says("line-stay"), Ink: t.Theme.Muted, Width: 1}
	var odds, played [3]figure.Curve
	for k, key := range []string{"line-all", "line-one", "line-forgets"} {
		ink := t.montyInks()[k]
		odds[k] = figure.Curve{Ink: ink, Dots: true}
		if !t.montyTight() || k == montyOne {
			odds[k].Label = t.says(key)
		}
		played[k] = figure.Curve{Ink: ink, Width: -1, Marks: 4, Upto: func(i int) int { return i + 1 }}
		for i, n := range counts {
			played[k].Points = append(played[k].Points, figure.XY{X: float64(n), Y: rates[i][k]})
		}
		for n := 3; n <= m.Doors; n++ {
			stay, swtch := montyHosts(n)[k].Probabilities()
			odds[k].Points = append(odds[k].Points, figure.XY{X: float64(n), Y: swtch})
			if k == 0 {
				stays.Points = append(stays.Points, figure.XY{X: float64(n), Y: stay})
			}
		}
	}
	plot.Curves = append([]figure.Curve{stays}, append(odds[:], played[:]...)...)
	return plot
}
