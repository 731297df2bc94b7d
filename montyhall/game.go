package montyhall

import (
	"errors"
	"fmt"
	"math/rand/v2"
)

// Luck is all that chance decides in a game, drawn before anybody knows the rules. To play the same luck under two
// shows is to compare the shows on common random numbers: the games differ by the rules alone, and the difference of
// the win rates has a smaller error than that of separate games.
type Luck struct {
	Car, Pick int     // doors, from 0; independent, each equally likely
	Opens     []int   // all doors in the order in which the host would open them, had he no reason not to
	Whim      float64 // in [0, 1): a host who prefers a door follows his preference if it is greater than this
	Takes     []int   // all doors in the order in which a player who switches would take them
}

// Draw draws the luck of a game with so many doors, [MinDoors] to [MaxDoors]. The error names doors or r.
func Draw(r *rand.Rand, doors int) (Luck, error) {
	switch {
	case r == nil:
		return Luck{}, errors.New("r is nil: want a generator, such as rand.New(rand.NewPCG(1, 2))")
	case doors < MinDoors || doors > MaxDoors:
		return Luck{}, fmt.Errorf("doors is %d: want %d to %d", doors, MinDoors, MaxDoors)
	}
	return Luck{Car: r.IntN(doors), Pick: r.IntN(doors), Opens: r.Perm(doors), Whim: r.Float64(), Takes: r.Perm(doors)}, nil
}

// A Game is what happened on the stage. Doors are numbered from 0.
type Game struct {
	Car, Pick int
	Opened    []int // the doors that the host opened, in this order; nil if he opened the picked one and made no offer
	Offered   bool  // the player was allowed to switch
	Switch    int   // the door of a player who takes every offer: Pick if there was none
	Void      bool  // the host has shown the car, by mistake: no offer, and nobody wins
}

// Wins tells whether staying wins the game, and whether switching does.
func (g Game) Wins() (stay, swtch bool) {
	return !g.Void && g.Car == g.Pick, !g.Void && g.Car == g.Switch
}

// Stage plays the game that the luck makes of the rules. The law of the games of drawn luck, void ones left out, is
// that of [Show.Play]. The cost is linear in the number of doors. The error names the field of the show or of the luck
// that makes no game.
func (s Show) Stage(l Luck) (Game, error) {
	if err := s.Validate(); err != nil {
		return Game{}, err
	}
	if err := l.validate(s.Doors); err != nil {
		return Game{}, err
	}
	g := Game{Car: l.Car, Pick: l.Pick, Switch: l.Pick}
	if !s.Offers.made(g.Car == g.Pick) {
		return g, nil
	}
	open := make([]bool, s.Doors)
	for _, d := range s.order(l)[:s.opens()] {
		open[d] = true
		g.Opened = append(g.Opened, d)
	}
	if g.Void = open[g.Car]; g.Void {
		return g, nil
	}
	g.Offered = true
	for _, d := range l.Takes {
		if d != g.Pick && !open[d] {
			g.Switch = d
			break
		}
	}
	return g, nil
}

// order is the doors that the host may open, those he opens first.
func (s Show) order(l Luck) []int {
	var first, then, last []int
	for _, d := range l.Opens {
		switch {
		case d == l.Pick || s.Host != Forgets && d == l.Car:
		case s.Host != Prefers || d != s.Favourite:
			then = append(then, d)
		case l.Whim < s.Preference:
			first = append(first, d)
		default:
			last = append(last, d)
		}
	}
	return append(append(first, then...), last...)
}

func (l Luck) validate(doors int) error {
	switch {
	case l.Car < 0 || l.Car >= doors:
		return fmt.Errorf("car is %d: want a door, 0 to %d", l.Car, doors-1)
	case l.Pick < 0 || l.Pick >= doors:
		return fmt.Errorf("pick is %d: want a door, 0 to %d", l.Pick, doors-1)
	case !(l.Whim >= 0 && l.Whim < 1): // true of NaN as well
		return fmt.Errorf("whim is %v: want at least 0 and less than 1", l.Whim)
	case !permutation(l.Opens, doors):
		return fmt.Errorf("opens is %v: want each door from 0 to %d once", l.Opens, doors-1)
	case !permutation(l.Takes, doors):
		return fmt.Errorf("takes is %v: want each door from 0 to %d once", l.Takes, doors-1)
	}
	return nil
}

func permutation(p []int, n int) bool {
	seen := make([]bool, n)
	for _, d := range p {
		if d < 0 || d >= n || seen[d] {
			return false
		}
		seen[d] = true
	}
	return len(p) == n
}

// Deal plays a game on the stage, and if it is void another, until one counts. Its law is that of [Show.Play], which
// is faster and takes other numbers from r. The cost is linear in the number of doors; a host who forgets plays about
// n/(n−k) games until one counts. The error names r or the field of the show that makes no game.
func (s Show) Deal(r *rand.Rand) (Game, error) {
	if err := s.Validate(); err != nil {
		return Game{}, err
	}
	for {
		l, err := Draw(r, s.Doors)
		if err != nil {
			return Game{}, err
		}
		if g, err := s.Stage(l); err != nil || !g.Void {
			return g, err
		}
	}
}
