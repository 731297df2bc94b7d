package montyhall

import (
	"fmt"
	"math"
)

// Probabilities returns the exact chances that staying and switching win, before the game. With n doors of which the
// host opens k, of m = n−1−k others that stay closed the switcher takes any, and
//
//	a host who             stay     switch
//	knows or prefers       1/n      (n−1)/(nm)
//	forgets                1/(m+1)  1/(m+1)          of the games that count
//	offers when right      1/n      0
//	offers when wrong      1/n      1/n + (n−1)/(nm)
//
// where a game without an offer is lost or won by both alike. Each is right to the last bit. They are NaN for a show
// that Validate refuses.
func (s Show) Probabilities() (stay, swtch float64) {
	n, m := s.Doors, s.closed()
	switch {
	case m == 0:
		return math.NaN(), math.NaN()
	case s.Host == Forgets:
		// The picked door is as good as each of the closed others: no one had any knowledge to show.
		p := 1 / float64(1+m)
		return p, p
	}
	// The host's knowledge moves all the chance of the opened doors, and none of the picked one's, to the closed others.
	wins := 0
	if !s.Offers.made(true) {
		wins += m
	}
	if s.Offers.made(false) {
		wins += n - 1
	}
	return 1 / float64(n), float64(wins) / float64(n*m)
}

// Chances returns for each door the probability that the car is behind it, as a player must judge who picked a door, saw
// the host open others, each with a goat, and was offered to switch: Bayes' rule for a car that is equally likely behind
// each door. Opened doors have 0, and the sum is 1.
//
// The three doors of a host who prefers door 0 with the probability q show what it is about. If the player picked
// another, and door 0 is opened, switching wins 1/(1+q); if door 0 stays closed, 1/(2−q); before the host has opened,
// 2/3 (Morgan et al. 1991). With n doors of which he opens k, a favourite that stays closed is the likeliest door of all
// if he prefers it indeed, q > k/(n−2).
//
// Doors are numbered from 0. The error names the field that makes no game, a pick that is no door, or opened doors that
// this host would not have opened. The cost is linear in the number of doors.
func (s Show) Chances(pick int, opened []int) ([]float64, error) {
	isOpen, err := s.view(pick, opened)
	if err != nil {
		return nil, err
	}
	favours := s.Host == Prefers && s.Favourite != pick
	mine, favourite, other := s.evidence(favours, favours && isOpen[s.Favourite])
	chances := make([]float64, s.Doors)
	others := 0.
	for d := range chances {
		switch {
		case isOpen[d]:
		case d == pick:
			chances[d] = mine
		case favours && d == s.Favourite:
			chances[d] = favourite
		default:
			chances[d] = other
			others++
		}
	}
	sum := mine + favourite + float64(others*other)
	if sum == 0 {
		return nil, fmt.Errorf("opened is %v: this host never opens these doors and offers to switch", opened)
	}
	for d := range chances {
		chances[d] /= sum
	}
	return chances, nil
}

// view tells of each door whether it is open, or what keeps the player from seeing that.
func (s Show) view(pick int, opened []int) (isOpen []bool, err error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if pick < 0 || pick >= s.Doors {
		return nil, fmt.Errorf("pick is %d: want a door, 0 to %d", pick, s.Doors-1)
	}
	if len(opened) != s.opens() {
		return nil, fmt.Errorf("opened has %d doors: want the %d that the host opens", len(opened), s.opens())
	}
	isOpen = make([]bool, s.Doors)
	for i, d := range opened {
		if d < 0 || d >= s.Doors || d == pick || isOpen[d] {
			return nil, fmt.Errorf("opened[%d] is %d: want doors from 0 to %d, each once, and not the picked %d",
				i, d, s.Doors-1, pick)
		}
		isOpen[d] = true
	}
	return isOpen, nil
}

// evidence is the probability that the host opens just these doors and offers to switch, if the car is behind the
// picked door, behind his favourite if that is closed, and behind each other closed one: up to a factor common to the
// three. favours says that he has a favourite that the player has not picked, and shown that he has opened it.
func (s Show) evidence(favours, shown bool) (mine, favourite, other float64) {
	n, m, q := float64(s.Doors), float64(s.closed()), s.Preference
	switch {
	case s.Host == Forgets:
		mine, other = 1, 1
	case !favours:
		// One of C(n−1, k) sets of goats, or one of the C(n−2, k) without the car: their ratio is (n−1)/m.
		mine, other = 1, (n-1)/m
	case shown && m == 1:
		// With the car behind the other closed door he must open all the rest, his favourite among it.
		mine, other = q, n-2
	case shown && q > 0:
		// He chose to, with q in either case, and k−1 of n−2 or of n−3 others with it: the ratio of the sets is (n−2)/m.
		mine, other = 1, (n-2)/m
	case !shown:
		// Left closed by choice, unless the car is behind it. Of the n−2 others he opened k; if one of these hides the
		// car, of n−3, which are too few when m is 1.
		mine, favourite = 1-q, 1
		if m > 1 {
			other = float64((1 - q) * ((n - 2) / (m - 1)))
		}
	}
	if !s.Offers.made(true) {
		mine = 0
	}
	if !s.Offers.made(false) {
		favourite, other = 0, 0
	}
	return mine, favourite, other
}
