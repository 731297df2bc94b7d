package scenes

import (
	"slices"
	"strconv"
	"time"

	"flipbook/film"
	"flipbook/montyhall"
)

// A montyBeat is a frame: where everybody stands, and what is open.
type montyBeat struct {
	game         int     // its index
	host         float64 // at which door he stands, from 0; see montyStage
	stay, swtch  float64 // and where the players stand
	apart        bool    // the players are two. False: they stand in one place, and are drawn as one
	opened, rest float64 // how far the host's doors, and the others, are open: 0 to 1
	counted      int     // games in the tally
	key          bool
	says         string
	hold         time.Duration
}

// beats are the frames of the film: a few games in all their steps, some at a
// glance, and the rest in a sweep.
func (m *MontyDoors) beats(t *telling, games []montyhall.Game, won []int) []montyBeat {
	const (
		glances = 8  // games at a glance
		sweep   = 30 // frames for all that follow
		refresh = 5  // of them for each look at the stage and each reading of the numbers
	)
	var out []montyBeat
	shown := min(m.Shown, m.Games)
	for i := range shown {
		out = append(out, m.steps(t, i, games[i])...)
	}
	if shown == 0 {
		out = append(out, montyBeat{host: montyHome, stay: float64(m.Doors), swtch: float64(m.Doors),
			says: t.says("ask"), hold: 1500 * time.Millisecond})
	}
	var ends []int
	for i := range min(glances, m.Games-shown) {
		ends = append(ends, shown+i+1)
	}
	left := m.Games - shown - len(ends)
	n := min(sweep, left)
	for i := range n {
		ends = append(ends, m.Games-left+(i+1)*left/n)
	}
	for i, end := range ends {
		read, hold := end, 220*time.Millisecond
		if i >= glances {
			hold = 60 * time.Millisecond
			if i < len(ends)-1 {
				read = ends[i-(i-glances)%refresh]
			}
		}
		b := endOf(games[read-1], read-1)
		b.counted, b.hold = end, hold
		b.says = t.says("played", "games", read, "switched", won[read], "stayed", read-won[read])
		out = append(out, b)
	}
	return out
}

// endOf is how a game ends: all doors are open.
func endOf(g montyhall.Game, index int) montyBeat {
	return montyBeat{game: index, host: float64(slices.Min(g.Opened)), stay: float64(g.Pick), swtch: float64(g.Switch), apart: true,
		opened: 1, rest: 1, counted: index + 1}
}

// steps is a game to be followed: the first one slowly, those after it at
// twice the pace.
func (m *MontyDoors) steps(t *telling, index int, g montyhall.Game) []montyBeat {
	pace := time.Millisecond
	if index > 0 {
		pace = time.Millisecond / 2
	}
	const walk = 60 * time.Millisecond
	end := endOf(g, index)
	home := float64(m.Doors)
	b := montyBeat{game: index, host: montyHome, stay: home, swtch: home, counted: index}
	var out []montyBeat
	stand := func(key bool, says string, hold int) {
		c := b
		c.key, c.says, c.hold = key && index == 0, says, time.Duration(hold)*pace
		out = append(out, c)
	}
	ajar := func(says string) {
		c := b
		c.says, c.hold = says, 2*walk
		out = append(out, c)
	}
	strides := 3
	if index > 0 {
		strides = 2
	}
	move := func(says string, to func(b *montyBeat, part float64)) {
		from := b
		for i := range strides {
			c := from
			to(&c, float64(i+1)/float64(strides+1))
			c.says, c.hold = says, walk
			out = append(out, c)
		}
		to(&b, 1)
	}
	between := func(from, to, part float64) float64 { return float64((1-part)*from) + float64(part*to) }

	ask := t.says("ask")
	stand(false, ask, 1200)
	move(ask, func(b *montyBeat, part float64) {
		b.stay = between(home, end.stay, part)
		b.swtch = b.stay
	})
	stand(true, t.says("pick", "game", index+1, "pick", g.Pick+1), 900)
	opens := "open"
	if len(g.Opened) > 1 {
		opens = "open-all"
	}
	opened := t.says(opens, "opened", numbered(g.Opened))
	move(opened, func(b *montyBeat, part float64) { b.host = between(montyHome, end.host, part) })
	b.opened = 0.5
	ajar(opened)
	b.opened = 1
	stand(true, opened, 1100)
	offer := t.says("offer", "pick", g.Pick+1, "switch", g.Switch+1)
	b.apart = true
	move(offer, func(b *montyBeat, part float64) { b.swtch = between(end.stay, end.swtch, part) })
	stand(true, offer, 1100)
	wins := "stay-wins"
	if _, switches := g.Wins(); switches {
		wins = "switch-wins"
	}
	won := t.says(wins, "car", g.Car+1)
	b.rest = 0.5
	ajar(won)
	b = end
	stand(true, won, 1400)
	return out
}

// numbered are the numbers of doors, from 1, in order.
func numbered(doors []int) string {
	var out []string
	for _, d := range slices.Sorted(slices.Values(doors)) {
		out = append(out, strconv.Itoa(d+1))
	}
	return list(out)
}

// keys are the steps of the first game, as the film says them.
func (m *MontyDoors) keys(beats []montyBeat) []film.Key {
	var out []film.Key
	for i, b := range beats[:len(beats)-1] {
		if b.key {
			out = append(out, film.Key{Frame: i, Caption: sentence(b.says)})
		}
	}
	return out
}
