// Package montyhall plays the game with the car and the goats, for any number of
// doors and two kinds of host, and knows the odds exactly.
//
// A car stands behind one of n doors, goats behind the others. The player picks a
// door; the host opens k of the others, goats all of them; the player stays, or
// switches to one of the doors still closed. With three doors and a host who
// knows where the car is, switching wins twice as often. With a host who has
// forgotten, and shows a goat by luck, it makes no difference.
//
// Sources: S. Selvin, A problem in probability, and On the Monty Hall problem, The
// American Statistician 29 (1975); M. vos Savant, Ask Marilyn, Parade (9 September
// 1990).
package montyhall

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// A Host opens doors. The zero value is the one of the puzzle, who knows.
type Host int

const (
	// Knows where the car is, and opens doors with goats only, each choice of
	// them as likely as any other.
	Knows Host = iota
	// Forgets where the car is, and opens any doors but the player's. A game in
	// which that shows the car is void and is played again.
	Forgets
)

var hostNames = [...]string{Knows: "knows", Forgets: "forgets"}

// String is the name that [ParseHost] reads.
func (h Host) String() string {
	if h < 0 || int(h) >= len(hostNames) {
		return fmt.Sprintf("Host(%d)", int(h))
	}
	return hostNames[h]
}

// ParseHost returns the host of that name: knows or forgets. The error names both.
func ParseHost(name string) (Host, error) {
	for h, n := range hostNames {
		if n == name {
			return Host(h), nil
		}
	}
	return 0, fmt.Errorf("host is %q: want %q or %q", name, Knows, Forgets)
}

// The number of doors on a stage.
const (
	MinDoors = 3
	MaxDoors = 1000
)

// A Show is the rules of the game. Doors must be given; the zero values of the
// others make the host open all doors but the player's and one more, knowingly.
type Show struct {
	Doors  int  // n, 3 to 1000
	Opened int  // k, the doors the host opens, 1 to Doors−2; 0 means Doors−2
	Host   Host // what the host knows
}

// Validate returns an error that names the field that makes no game.
func (s Show) Validate() error {
	switch {
	case s.Doors < MinDoors || s.Doors > MaxDoors:
		return fmt.Errorf("doors is %d: want %d to %d", s.Doors, MinDoors, MaxDoors)
	case s.Opened < 0 || s.Opened > s.Doors-2:
		return fmt.Errorf("opened is %d: want 1 to %d, two fewer than the doors, or 0 for all of those", s.Opened, s.Doors-2)
	case s.Host != Knows && s.Host != Forgets:
		return fmt.Errorf("host is %v: want %v or %v", s.Host, Knows, Forgets)
	}
	return nil
}

// Play plays one game both ways: the same car, the same pick, the same doors
// opened, and tells whether staying wins and whether switching does. A player who
// has several doors to switch to takes any of them. A show that Validate refuses
// is won by nobody.
//
// The time does not depend on the number of doors, since no door need be opened to
// know how the game ends. What matters is where the car stands: behind the picked
// door, or behind one of the others that stay closed.
func (s Show) Play(r *rand.Rand) (stay, swtch bool) {
	others := s.closed()
	if others == 0 {
		return false, false
	}
	// The car is equally likely behind each of the doors it may stand behind; door
	// 0 is the player's. A host who knows keeps the car closed wherever it is, so
	// these are all doors. Of the games of a host who forgets, those count where
	// the car is behind a closed door, so these are the closed doors: to throw the
	// void games away and play again is to choose among the ones that count.
	doors := s.Doors
	if s.Host == Forgets {
		doors = 1 + others
	}
	if r.IntN(doors) == 0 {
		return true, false
	}
	// The car is behind one of the closed others, and the switcher opens any.
	return false, others == 1 || r.IntN(others) == 0
}

// Probabilities returns the exact chances of winning. With n doors of which the
// host opens k, staying wins 1/n and switching (n−1)/(n(n−1−k)) if the host knows;
// if the host forgets, both win 1/(n−k) of the games that count. They are NaN for
// a show that Validate refuses.
func (s Show) Probabilities() (stay, swtch float64) {
	others := s.closed()
	switch {
	case others == 0:
		return math.NaN(), math.NaN()
	case s.Host == Forgets:
		// The picked door is as good as each of the closed others: no one had any
		// knowledge to show.
		p := 1 / float64(1+others)
		return p, p
	default:
		// The host's knowledge moves all the chance of the opened doors, and none
		// of the picked one's, to the closed others.
		return 1 / float64(s.Doors), float64(s.Doors-1) / float64(s.Doors*others)
	}
}

// closed is the number of doors to switch to, 0 if the show makes no game.
func (s Show) closed() int {
	if s.Validate() != nil {
		return 0
	}
	if s.Opened == 0 {
		return 1
	}
	return s.Doors - 1 - s.Opened
}

// StandardError is √(p(1−p)/n), the standard deviation of a rate observed in n
// games that are each won with probability p in [0, 1]. It is +Inf for n < 1 and
// NaN for any other p.
func StandardError(p float64, n int) float64 {
	switch {
	case !(p >= 0 && p <= 1): // true of NaN as well
		return math.NaN()
	case n < 1:
		return math.Inf(1)
	}
	return math.Sqrt(p * (1 - p) / float64(n))
}

// A Tally counts games and the wins of either strategy. The zero value is ready.
type Tally struct {
	Games, Stay, Switch int
}

// Add counts one game: what [Show.Play] returns.
func (t *Tally) Add(stay, swtch bool) {
	t.Games++
	if stay {
		t.Stay++
	}
	if swtch {
		t.Switch++
	}
}

// Rates returns the share of games that each strategy has won; 0 before the first game.
func (t Tally) Rates() (stay, swtch float64) {
	if t.Games == 0 {
		return 0, 0
	}
	return float64(t.Stay) / float64(t.Games), float64(t.Switch) / float64(t.Games)
}
