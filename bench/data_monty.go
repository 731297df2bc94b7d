package main

import (
	"context"
	"slices"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/detmath"
	"flipbook/mnist"
	"flipbook/montyhall"
	"flipbook/scenes"
)

// montyHall is the running shares of games won, at the moments at which the scene draws its lines.
func montyHall(ctx context.Context, _ *mnist.Set) (data, error) {
	const frames, frame, reading = 100, 0.05, 5
	e, _ := scenes.Named("monty-hall")
	p := e.New().(*scenes.MontyHall)
	host, err := montyhall.ParseHost(p.Host)
	if err != nil {
		return data{}, err
	}
	show := montyhall.Show{Doors: p.Doors, Opened: p.Opens, Host: host}

	ends := make([]int, frames) // games played by the end of each frame: at least one more than before
	for i := range ends {
		ends[i] = max(geometric(p.Trials, i, frames-1), i+1)
		if i > 0 {
			ends[i] = max(ends[i], ends[i-1]+1)
		}
	}
	columns := 2 * figure.DefaultSize.X
	at := slices.Clone(ends)
	for i := range columns + 1 {
		at = append(at, geometric(p.Trials, i, columns))
	}
	slices.Sort(at)
	at = slices.Compact(at)

	d := data{scene: "monty-hall"}
	lines := table{name: "tallies", header: []string{"frame", "games", "stay", "switch"}}
	var now [][]float64 // games, stay, switch at the end of each frame
	var tally montyhall.Tally
	r := generator(p.Seed)
	for _, games := range at {
		for tally.Games < games {
			tally.Add(show.Play(r))
		}
		row := []float64{float64(games), float64(tally.Stay) / float64(games), float64(tally.Switch) / float64(games)}
		lines.rows = append(lines.rows, slices.Concat([]float64{float64(len(now))}, row))
		if games == ends[len(now)] {
			now = append(now, row)
			d.seconds = append(d.seconds, frame)
		}
	}
	d.seconds[frames-1] = film.Closing.Seconds()
	d.results = map[string]float64{"stay": now[frames-1][1], "switch": now[frames-1][2]}

	rows := make([][]float64, frames)
	for i := range rows {
		read := now[i-i%reading] // the numbers that are written change every fifth frame
		if i == frames-1 {
			read = now[i]
		}
		rows[i] = slices.Concat(now[i], read)
	}
	d.frames([]string{"games", "stay", "switch", "read_games", "read_stay", "read_switch"}, rows)
	d.tables = append(d.tables, lines)
	stay, swtch := show.Probabilities()
	d.facts = []fact{{"games", p.Trials}, {"doors", p.Doors}, {"theory_stay", stay}, {"theory_switch", swtch}}
	return d, ctx.Err()
}

// geometric is the i-th of n equal steps from 1 to trials on a logarithmic axis, rounded.
func geometric(trials, i, n int) int {
	t := detmath.Exp(float64(detmath.Log(float64(trials))*float64(i)) / float64(n))
	return min(int(t+0.5), trials)
}
