package scenes

import (
	"context"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/montyhall"
)

// MontyDoors plays the game on stage, with doors, goats, a car and a host: a
// few games slowly, then many. In each of them one player stays and another,
// who picked the same door, switches.
type MontyDoors struct {
	Games int    `help:"games played" default:"300" min:"1" max:"100000" quick:"2000"`
	Shown int    `help:"games played slowly, to be followed" default:"3" min:"0" max:"5"`
	Doors int    `help:"doors on the stage; the host opens all but the player's and one more" default:"3" min:"3" max:"5"`
	Seed  uint64 `help:"seed of every random choice" default:"1"`
}

// Film implements Scene.
func (m *MontyDoors) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(m, on)
	if err != nil {
		return nil, err
	}
	show := montyhall.Show{Doors: m.Doors}
	games, err := m.play(ctx, t, show)
	if err != nil {
		return nil, err
	}
	stay, swtch := show.Probabilities()
	won := make([]int, len(games)+1) // by switching, of the first so many
	for i, g := range games {
		stays, switches := g.Wins()
		if stays == switches {
			return nil, violation("game %d: staying wins is %v, switching wins is %v, with two doors left", i+1, stays, switches)
		}
		won[i+1] = won[i]
		if switches {
			won[i+1]++
		}
	}
	switched := won[len(games)]
	if rate := float64(switched) / float64(m.Games); implausible(rate, swtch, m.Games) {
		return nil, violation("switching wins %.4f of %d games, further from %.4f than chance goes", rate, m.Games, swtch)
	}
	t.know("doors", m.Doors, "games", m.Games, "switched", switched, "stayed", m.Games-switched,
		"switch-odds", t.Fraction(swtch), "stay-odds", t.Fraction(stay))
	beats := m.beats(t, games, won)
	stage := &montyStage{doors: m.Doors, games: games, beats: beats}
	tally := &montyTally{on: t.Stage, won: won, beats: beats, odds: swtch, names: [2]string{t.says("switch"), t.says("stay")}, total: t.says("games")}
	return t.film(story{
		part: figure.Rows(
			figure.Eager(stage),
			&figure.Drawing{Least: 2*tallyLeast + tallyGap + tallyAxis, Most: 2*tallyMost + tallyGap + tallyAxis, On: tally.draw},
			&figure.Verdict{Now: func(i int) string { return beats[i].says }, Answer: t.says("answer"), Good: true}),
		frames: len(beats),
		hold:   func(i int) time.Duration { return beats[i].hold },
		keys:   m.keys(beats),
		results: []film.Result{
			{Name: "switch", Value: float64(switched) / float64(m.Games), Text: t.says("won-switch")},
			{Name: "stay", Value: 1 - float64(switched)/float64(m.Games), Text: t.says("won-stay")},
		},
	})
}

// play plays all games.
func (m *MontyDoors) play(ctx context.Context, t *telling, show montyhall.Show) ([]montyhall.Game, error) {
	r := generator(m.Seed)
	games := make([]montyhall.Game, m.Games)
	for i := range games {
		if i%(1<<12) == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			t.Progress(i, m.Games)
		}
		var err error
		if games[i], err = show.Deal(r); err != nil {
			return nil, err
		}
	}
	return games, nil
}
