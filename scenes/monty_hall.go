package scenes

import (
	"context"
	"fmt"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/montyhall"
)

// MontyHall films the running win rates of the two strategies, played on the
// same games, with the exact odds and the ±1.96 standard errors in which 95 of
// 100 runs lie at any one moment.
type MontyHall struct {
	Trials int    `help:"games played" default:"10000" min:"1" max:"10000000" quick:"100000"`
	Doors  int    `help:"doors on the stage" default:"3" min:"3" max:"1000"`
	Opens  int    `help:"doors the host opens; 0: all but one of the others" default:"0" min:"0" max:"998"`
	Host   string `help:"whether the host knows where the car is; a host who forgets may show it, and that game is played again" default:"knows" enum:"knows,forgets"`
	Seed   uint64 `help:"seed of every random choice" default:"1"`
}

const (
	montyFrames = 100
	montyFrame  = 50 * time.Millisecond
	montyRead   = 5 // frames between two readings of the numbers
)

// Film implements Scene.
func (m *MontyHall) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	on, err := on.Set(figure.Column, script(m))
	if err != nil {
		return nil, err
	}
	host, err := montyhall.ParseHost(m.Host)
	if err != nil {
		return nil, fmt.Errorf("--host: %v", err)
	}
	show := montyhall.Show{Doors: m.Doors, Opened: m.Opens, Host: host}
	if err := show.Validate(); err != nil {
		return nil, fmt.Errorf("--doors %d --opens %d: %v", m.Doors, m.Opens, err)
	}

	ends := frameEnds(m.Trials, montyFrames)
	run, err := playGames(ctx, on, show, m.Trials, m.Seed, moments(m.Trials, 2*on.Size.X, ends))
	if err != nil {
		return nil, err
	}
	final := run[len(run)-1]
	stay, swtch := show.Probabilities()
	for _, s := range []struct {
		name string
		got  int
		p    float64
	}{{"switching", final.Switch, swtch}, {"staying", final.Stay, stay}} {
		if rate := float64(s.got) / float64(m.Trials); implausible(rate, s.p, m.Trials) {
			return nil, violation("%s wins %.4f of %d games, further from %.4f than chance goes", s.name, rate, m.Trials, s.p)
		}
	}

	if on, err = on.Titled(on.Say("title"), on.Say("subtitle", "rules", m.rules(on))); err != nil {
		return nil, err
	}
	d := m.draw(on, show, run, ends)
	f := &film.Film{
		Size:     on.Size,
		Len:      len(ends),
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Live:     d.live,
		Hold:     film.Steady(montyFrame, len(ends)),
		Results: []film.Result{
			{Name: "switch", Value: float64(final.Switch) / float64(m.Trials), Text: d.final(&d.lines[1])},
			{Name: "stay", Value: float64(final.Stay) / float64(m.Trials), Text: d.final(&d.lines[0])},
		},
		Title:   on.Say("title"),
		Caption: d.tells("caption", final),
		Alt:     d.tells("alt", final),
	}
	for _, games := range []int{10, 100, 1000} {
		if i, ok := slices.BinarySearchFunc(ends, games, func(e, g int) int { return e - g }); i < len(ends)-1 && (ok || i > 0) {
			f.Keys = append(f.Keys, film.Key{Frame: i, Caption: d.tells("key-sofar", run[d.upto[i]])})
		}
	}
	f.Keys = append(f.Keys, film.Key{Frame: f.Len - 1, Caption: d.tells("key-end", final)})
	for _, k := range f.Keys {
		d.keys = append(d.keys, k.Frame)
	}
	return told(on, f)
}

// playGames plays both strategies on the same games and notes the tally at
// each of the given moments, the last of which is the last game.
func playGames(ctx context.Context, on figure.Stage, show montyhall.Show, trials int, seed uint64, at []int) ([]montyhall.Tally, error) {
	r := generator(seed)
	var tally montyhall.Tally
	out := make([]montyhall.Tally, 0, len(at))
	for tally.Games < trials {
		if tally.Games%(1<<16) == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			on.Progress(tally.Games, trials)
		}
		tally.Add(show.Play(r))
		if tally.Games == at[len(out)] {
			out = append(out, tally)
		}
	}
	return out, nil
}
