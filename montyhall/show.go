package montyhall

import (
	"fmt"
	"math/rand/v2"
)

// A Host opens doors. The zero value is the one of the puzzle, who knows.
type Host int

const (
	// Knows where the car is, and opens doors with goats only, each choice of them as likely as any other.
	Knows Host = iota
	// Forgets where the car is, and opens any doors but the player's. A game in which that shows the car is void and
	// is played again.
	Forgets
	// Prefers one door to all others. He knows where the car is and never shows it; where he has a choice, his
	// favourite is among the doors he opens with the probability [Show.Preference], and the other doors are as likely as
	// each other (Morgan et al. 1991).
	Prefers
)

var hostNames = [...]string{Knows: "knows", Forgets: "forgets", Prefers: "prefers"}

// String is the name that [ParseHost] reads.
func (h Host) String() string {
	if !h.known() {
		return fmt.Sprintf("Host(%d)", int(h))
	}
	return hostNames[h]
}

func (h Host) known() bool { return h >= 0 && int(h) < len(hostNames) }

// ParseHost returns the host of that name: knows, forgets or prefers. The error names them.
func ParseHost(name string) (Host, error) {
	for h, n := range hostNames {
		if n == name {
			return Host(h), nil
		}
	}
	return 0, fmt.Errorf("host is %q: want %q, %q or %q", name, Knows, Forgets, Prefers)
}

// An Offer says when the host lets the player switch. The zero value is the one of the puzzle: always. A host who does
// not offer opens the picked door, and the game is over: both strategies get what is behind it.
type Offer int

const (
	Always    Offer = iota
	WhenRight       // only to a player whose door has the car: the host is out to save it
	WhenWrong       // only to a player whose door has a goat: the host wants to give the car away
)

var offerNames = [...]string{Always: "always", WhenRight: "when right", WhenWrong: "when wrong"}

// String is always, when right or when wrong.
func (o Offer) String() string {
	if !o.known() {
		return fmt.Sprintf("Offer(%d)", int(o))
	}
	return offerNames[o]
}

func (o Offer) known() bool { return o >= 0 && int(o) < len(offerNames) }

// made tells whether the offer comes to a player who is right, or is not.
func (o Offer) made(right bool) bool { return o == Always || right == (o == WhenRight) }

// The number of doors on a stage.
const (
	MinDoors = 3
	MaxDoors = 1000
)

// A Show is the rules of the game. Doors must be given; the zero values of the others make the host open all doors but
// the player's and one more, knowingly, and always offer.
type Show struct {
	Doors  int   // n, 3 to 1000
	Opened int   // k, the doors the host opens, 1 to Doors−2; 0 means Doors−2
	Host   Host  // what the host knows and likes
	Offers Offer // when he offers to switch; a host who forgets cannot but do so always

	// For the host who prefers only. Favourite is his door, 0 to Doors−1. Preference, 0 to 1, is the probability that he
	// opens it if he may and need not; 0 means that he leaves it closed unless he must open it.
	Favourite  int
	Preference float64
}

// Validate returns an error that names the field that makes no game.
func (s Show) Validate() error {
	switch {
	case s.Doors < MinDoors || s.Doors > MaxDoors:
		return fmt.Errorf("doors is %d: want %d to %d", s.Doors, MinDoors, MaxDoors)
	case s.Opened < 0 || s.Opened > s.Doors-2:
		return fmt.Errorf("opened is %d: want 1 to %d, two fewer than the doors, or 0 for all of those", s.Opened, s.Doors-2)
	case !s.Host.known():
		return fmt.Errorf("host is %v: want %v, %v or %v", s.Host, Knows, Forgets, Prefers)
	case !s.Offers.known():
		return fmt.Errorf("offers is %v: want %v, %v or %v", s.Offers, Always, WhenRight, WhenWrong)
	case s.Host == Forgets && s.Offers != Always:
		return fmt.Errorf("offers is %v: want %v with a host who forgets who is right", s.Offers, Always)
	case s.Host != Prefers:
		return nil
	case s.Favourite < 0 || s.Favourite >= s.Doors:
		return fmt.Errorf("favourite is %d: want a door, 0 to %d", s.Favourite, s.Doors-1)
	case !(s.Preference >= 0 && s.Preference <= 1): // true of NaN as well
		return fmt.Errorf("preference is %v: want a probability, 0 to 1", s.Preference)
	}
	return nil
}

// Play plays one game both ways: the same car, the same pick, the same doors opened, and tells whether staying wins and
// whether switching does. A player who has several doors to switch to takes any of them, and one who is not offered to
// switch has stayed. A show that Validate refuses is won by nobody, and neither is one with a nil r.
//
// The time, some 30 ns, does not depend on the number of doors, since no door need be opened to know how the game ends.
// What matters is where the car stands: behind the picked door, or behind one of the others that stay closed.
func (s Show) Play(r *rand.Rand) (stay, swtch bool) {
	others := s.closed()
	if others == 0 || r == nil {
		return false, false
	}
	// The car is equally likely behind each of the doors it may stand behind; door 0 is the player's. A host who knows
	// keeps the car closed wherever it is, so these are all doors; which goats he likes to show is no matter to a player
	// who takes any door. Of the games of a host who forgets, those count where the car is behind a closed door, so these
	// are the closed doors: to throw the void games away and play again is to choose among the ones that count.
	doors := s.Doors
	if s.Host == Forgets {
		doors = 1 + others
	}
	right := r.IntN(doors) == 0
	switch {
	case !s.Offers.made(right):
		return right, right
	case right:
		return true, false
	}
	// The car is behind one of the closed others, and the switcher opens any.
	return false, others == 1 || r.IntN(others) == 0
}

// closed is the number of doors to switch to, 0 if the show makes no game.
func (s Show) closed() int {
	if s.Validate() != nil {
		return 0
	}
	return s.Doors - 1 - s.opens()
}

// opens is the number of doors that the host opens.
func (s Show) opens() int {
	if s.Opened == 0 {
		return s.Doors - 2
	}
	return s.Opened
}
