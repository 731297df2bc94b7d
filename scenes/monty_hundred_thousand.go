package scenes

import (
	"context"
	"math"
	"math/rand/v2"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// MontyHundredThousand repeats Vázsonyi's proof by 100,000 games many times
// over, and shows how far each run is from 2/3 on the way.
type MontyHundredThousand struct {
	Games int    `help:"games of each run" default:"100000" min:"100" max:"1000000" quick:"2000"`
	Runs  int    `help:"runs" default:"60" min:"2" max:"200" quick:"12"`
	Seed  uint64 `help:"seed of every random choice" default:"1"`
}

const thousandSteps = 10 // moments in a factor of ten at which the runs are looked at

// Film implements Scene.
func (m *MontyHundredThousand) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(m, on)
	if err != nil {
		return nil, err
	}
	at := thousandMoments(m.Games)
	rates, err := m.play(ctx, t, at)
	if err != nil {
		return nil, err
	}
	_, odds := montyhall.Show{Doors: 3}.Probabilities()
	limit := func(n int) float64 { return 3 * montecarlo.StandardError(odds, n) }
	inside, typical := thousandDistances(at, rates, odds)
	last := len(at) - 1
	const within = 0.9973 // of a normal law lies within three standard errors
	if share := float64(inside[last]) / float64(m.Runs); share < within && implausible(share, within, m.Runs) {
		return nil, violation("%d of %d runs end within three standard errors", inside[last], m.Runs)
	}
	slope := montecarlo.Exponent(at, typical)
	t.know("games", m.Games, "runs", m.Runs, "rate", t.Number(rates[0][last], 4), "error", t.Number(limit(m.Games), 4),
		"inside-end", inside[last], "slope", t.Number(slope, 2))
	now := func(i int) string {
		return t.says("now", "n", t.Plural("games", at[i]), "rate", t.Number(rates[0][i], 4), "inside", inside[i], "limit", t.Number(limit(at[i]), 4))
	}
	pauses := looks{0: 1500 * time.Millisecond} // and at each power of ten
	var keys []film.Key
	for i := thousandSteps; i < last; i += thousandSteps {
		pauses[i] = 900 * time.Millisecond
		if i/thousandSteps%2 == 1 {
			keys = append(keys, film.Key{Frame: i, Caption: sentence(now(i))})
		}
	}
	figures := t.Abreast(0.42, m.shares(t, at, rates, odds), figure.Extra(m.distances(t, at, rates, typical, odds)))
	return t.film(story{
		part: figure.Rows(figures, &figure.Verdict{
			Good:   true,
			Answer: t.says("answer"),
			Now:    func(i int) string { return now(thousandRead(i)) },
		}),
		frames: len(at),
		hold:   paced(80*time.Millisecond, pauses),
		keys:   keys,
		results: []film.Result{
			{Name: "rate", Value: rates[0][last], Text: t.says("result-rate")},
			{Name: "error", Value: limit(m.Games), Text: t.says("result-error")},
			{Name: "inside", Value: float64(inside[last]), Text: t.says("result-inside")},
			{Name: "slope", Value: slope, Text: t.says("result-slope")},
		},
	})
}

// thousandDistances says at each moment how many runs are within three standard
// errors of the odds, and the root of the mean square of their distances.
func thousandDistances(at []int, rates [][]float64, odds float64) (inside []int, typical []float64) {
	inside, typical = make([]int, len(at)), make([]float64, len(at))
	for i, n := range at {
		limit := 3 * montecarlo.StandardError(odds, n)
		for _, run := range rates {
			d := run[i] - odds
			if math.Abs(d) <= limit {
				inside[i]++
			}
			typical[i] += float64(d * d)
		}
		typical[i] = math.Sqrt(typical[i] / float64(len(rates)))
	}
	return inside, typical
}

// thousandRead is the frame whose numbers frame i shows: they can be read twice
// in a factor of ten.
func thousandRead(i int) int { return i - i%(thousandSteps/2) }

// thousandMoments are numbers of games, evenly on a logarithmic axis but for
// the first few, where each game is one, up to the last game.
func thousandMoments(games int) []int {
	var at []int
	for i := 0; ; i++ {
		n := int(math.Round(detmath.Exp(float64(i) / thousandSteps * math.Ln10)))
		if n >= games {
			return append(at, games)
		}
		at = append(at, n)
	}
}

// play is the share of games that switching has won in each run at each of the
// moments.
func (m *MontyHundredThousand) play(ctx context.Context, t *telling, at []int) ([][]float64, error) {
	show := montyhall.Show{Doors: 3}
	_, odds := show.Probabilities()
	trial := func(ctx context.Context, _ int, r *rand.Rand) ([]float64, error) {
		var tally montyhall.Tally
		out := make([]float64, 0, len(at))
		for _, n := range at {
			for tally.Games < n {
				tally.Add(show.Play(r))
			}
			_, swtch := tally.Rates()
			out = append(out, swtch)
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	rates, err := montecarlo.Run(ctx, m.Runs, trial, &montecarlo.Options{Seed: m.Seed, Progress: t.Progress})
	if err != nil {
		return nil, err
	}
	for _, run := range rates {
		if rate := run[len(at)-1]; implausible(rate, odds, m.Games) {
			return nil, violation("switching wins %.4f of %d games, further from %.4f than chance goes", rate, m.Games, odds)
		}
	}
	return rates, nil
}
