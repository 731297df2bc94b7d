package montyhall

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"testing"
)

// A scene is what a player has seen when asked to switch: his pick and the set of opened doors.
type scene struct {
	pick   int
	opened uint
}

// A census walks every game that can be, with its probability: the oracle of all odds.
type census struct {
	count, stay, swtch, both *big.Rat             // games that count, and their winners
	seen                     map[scene][]*big.Rat // for each scene and door: the scene, and the car behind the door
}

func enumerate(s Show) census {
	n, k := s.Doors, s.Opened
	c := census{new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat), map[scene][]*big.Rat{}}
	for car := range n {
		for pick := range n {
			p := big.NewRat(1, int64(n*n))
			if !offered(s, car == pick) {
				c.count.Add(c.count, p)
				if car == pick {
					c.stay.Add(c.stay, p)
					c.swtch.Add(c.swtch, p)
					c.both.Add(c.both, p)
				}
				continue
			}
			for opened, share := range choices(s, car, pick) {
				if opened>>car&1 == 1 {
					continue // void
				}
				p := new(big.Rat).Mul(p, share)
				c.count.Add(c.count, p)
				at := scene{pick, opened}
				if c.seen[at] == nil {
					for range n {
						c.seen[at] = append(c.seen[at], new(big.Rat))
					}
				}
				c.seen[at][car].Add(c.seen[at][car], p)
				if car == pick {
					c.stay.Add(c.stay, p)
				} else {
					c.swtch.Add(c.swtch, p.Mul(p, big.NewRat(1, int64(n-1-k)))) // one of the closed
				}
			}
		}
	}
	return c
}

func offered(s Show, right bool) bool {
	switch s.Offers {
	case WhenRight:
		return right
	case WhenWrong:
		return !right
	}
	return true
}

// choices are the sets of doors that the host may open, with their probabilities, as the rules say.
func choices(s Show, car, pick int) map[uint]*big.Rat {
	var with, without []uint // his favourite
	for set := range uint(1) << s.Doors {
		if bits.OnesCount(set) != s.Opened || set>>pick&1 == 1 || s.Host != Forgets && set>>car&1 == 1 {
			continue
		}
		if s.Host == Prefers && set>>s.Favourite&1 == 1 {
			with = append(with, set)
		} else {
			without = append(without, set)
		}
	}
	q := new(big.Rat).SetFloat64(s.Preference)
	switch {
	case len(with) == 0:
		q.SetInt64(0)
	case len(without) == 0:
		q.SetInt64(1)
	}
	all := map[uint]*big.Rat{}
	for _, set := range with {
		all[set] = new(big.Rat).Quo(q, big.NewRat(int64(len(with)), 1))
	}
	for _, set := range without {
		all[set] = new(big.Rat).Sub(big.NewRat(1, 1), q)
		all[set].Quo(all[set], big.NewRat(int64(len(without)), 1))
	}
	return all
}

// endings is the law of the four that Play may have.
func (c census) endings() []float64 {
	share := func(r *big.Rat) float64 {
		f, _ := new(big.Rat).Quo(r, c.count).Float64()
		return f
	}
	stay, swtch := new(big.Rat).Sub(c.stay, c.both), new(big.Rat).Sub(c.swtch, c.both)
	none := new(big.Rat).Sub(c.count, c.both)
	none.Sub(none, stay)
	return []float64{share(none.Sub(none, swtch)), share(stay), share(swtch), share(c.both)}
}

func TestProbabilitiesAreTheEnumerated(t *testing.T) {
	for _, s := range shows(8) {
		all := enumerate(s)
		stay, swtch := s.Probabilities()
		if want, _ := new(big.Rat).Quo(all.stay, all.count).Float64(); stay != want {
			t.Errorf("%+v: stay %v, want %v", s, stay, want)
		}
		if want, _ := new(big.Rat).Quo(all.swtch, all.count).Float64(); swtch != want {
			t.Errorf("%+v: switch %v, want %v", s, swtch, want)
		}
	}
}

// Chances is Bayes' rule: of all games in which this was seen, the share with the car behind each door. What no game
// shows is refused.
func TestChancesAreTheEnumerated(t *testing.T) {
	for _, s := range shows(6) {
		all := enumerate(s)
		for pick := range s.Doors {
			for set := range uint(1) << s.Doors {
				if bits.OnesCount(set) != s.Opened || set>>pick&1 == 1 {
					continue
				}
				var opened []int
				for d := range s.Doors {
					if set>>d&1 == 1 {
						opened = append(opened, d)
					}
				}
				got, err := s.Chances(pick, opened)
				seen, sum := all.seen[scene{pick, set}], new(big.Rat)
				for _, p := range seen {
					sum.Add(sum, p)
				}
				if sum.Sign() == 0 {
					want := fmt.Sprintf("opened is %v: this host never opens these doors and offers to switch", opened)
					if err == nil || err.Error() != want {
						t.Errorf("%+v, pick %d: %v, error %v, want %s", s, pick, got, err, want)
					}
					continue
				}
				if err != nil {
					t.Fatalf("%+v, pick %d, opened %v: %v", s, pick, opened, err)
				}
				for d, p := range seen {
					if want, _ := p.Quo(p, sum).Float64(); math.Abs(got[d]-want) > 4e-16 {
						t.Errorf("%+v, pick %d, opened %v: door %d has %v, want %v", s, pick, opened, d, got[d], want)
					}
				}
			}
		}
	}
}

// The odds that the books give.
func TestProbabilitiesOfTheLiterature(t *testing.T) {
	for _, c := range []struct {
		s           Show
		stay, swtch float64
	}{
		{Show{Doors: 3}, 1. / 3, 2. / 3},
		{Show{Doors: 3, Host: Prefers, Preference: 1}, 1. / 3, 2. / 3}, // Morgan et al.: whatever he prefers
		{Show{Doors: 4, Opened: 1}, 1. / 4, 3. / 8},
		{Show{Doors: 10, Opened: 1}, 1. / 10, 9. / 80},
		{Show{Doors: 100}, 1. / 100, 99. / 100}, // vos Savant: the host opens 98
		{Show{Doors: 1000, Opened: 998}, 1. / 1000, 999. / 1000},
	} {
		stay, swtch := c.s.Probabilities()
		if stay != c.stay || swtch != c.swtch {
			t.Errorf("%+v: %v, %v, want %v, %v", c.s, stay, swtch, c.stay, c.swtch)
		}
	}
	for n := MinDoors; n <= MaxDoors; n++ { // one goat
		d := float64(n)
		if stay, swtch := (Show{Doors: n, Opened: 1}).Probabilities(); stay != 1/d || swtch != (d-1)/(d*(d-2)) {
			t.Errorf("%d doors, one opened: %v, %v", n, stay, swtch)
		}
		if stay, swtch := (Show{Doors: n}).Probabilities(); stay != 1/d || swtch != (d-1)/d {
			t.Errorf("%d doors, all but one opened: %v, %v", n, stay, swtch)
		}
	}
}

// "Always switch" needs a host who knows, always opens, and always offers. With any other it gains nothing, or loses.
func TestAlwaysSwitchNeedsTheRightHost(t *testing.T) {
	for _, n := range []int{3, 4, 100} {
		stay, swtch := Show{Doors: n}.Probabilities()
		if swtch != float64(n-1)*stay {
			t.Errorf("%d doors, a host who knows: %v, %v", n, stay, swtch)
		}
		if stay, swtch = (Show{Doors: n, Host: Forgets}).Probabilities(); stay != .5 || swtch != .5 {
			t.Errorf("%d doors, a host who forgets: %v, %v", n, stay, swtch)
		}
		if stay, swtch = (Show{Doors: n, Offers: WhenRight}).Probabilities(); stay != 1/float64(n) || swtch != 0 {
			t.Errorf("%d doors, an offer only to the winner: %v, %v", n, stay, swtch)
		}
		if _, swtch = (Show{Doors: n, Offers: WhenWrong}).Probabilities(); swtch != 1 {
			t.Errorf("%d doors, an offer only to the loser: switching wins %v", n, swtch)
		}
	}
}

// Morgan et al. (1991): with three doors and a preference q, switching wins 1/(1+q) or 1/(2−q), never less than one half.
func TestChancesOfAHostWhoPrefers(t *testing.T) {
	for _, q := range []float64{0, .1, .5, .9, 1} {
		s := Show{Doors: 3, Host: Prefers, Preference: q}
		for _, c := range []struct {
			opened, other int
			want          float64
		}{{0, 2, 1 / (1 + q)}, {2, 0, 1 / (2 - q)}} {
			got, err := s.Chances(1, []int{c.opened})
			if err != nil || math.Abs(got[c.other]-c.want) > 2e-16 || got[c.other] < .5 || got[c.opened] != 0 {
				t.Errorf("q = %v, door %d opened: %v, %v, want %v", q, c.opened, got, err, c.want)
			}
		}
	}
	// With more doors, a favourite that stays closed is the likeliest exactly where he prefers it: q > k/(n−2).
	for _, q := range []float64{.49, .51} {
		got, err := Show{Doors: 6, Opened: 2, Host: Prefers, Preference: q}.Chances(1, []int{2, 3})
		if err != nil || (got[0] == slices.Max(got)) != (q > 2./4) {
			t.Errorf("q = %v: %v, %v", q, got, err)
		}
	}
}

func TestChancesRefuses(t *testing.T) {
	s := Show{Doors: 5, Opened: 2}
	for want, c := range map[string]struct {
		pick   int
		opened []int
	}{
		"pick is -1: want a door, 0 to 4":                                          {-1, []int{1, 2}},
		"pick is 5: want a door, 0 to 4":                                           {5, []int{1, 2}},
		"opened has 1 doors: want the 2 that the host opens":                       {0, []int{1}},
		"opened[1] is 1: want doors from 0 to 4, each once, and not the picked 0":  {0, []int{1, 1}},
		"opened[0] is 0: want doors from 0 to 4, each once, and not the picked 0":  {0, []int{0, 1}},
		"opened[1] is 5: want doors from 0 to 4, each once, and not the picked 0":  {0, []int{1, 5}},
		"opened[0] is -1: want doors from 0 to 4, each once, and not the picked 0": {0, []int{-1, 1}},
	} {
		if got, err := s.Chances(c.pick, c.opened); got != nil || err == nil || err.Error() != want {
			t.Errorf("%v, error %v\nwant %s", got, err, want)
		}
	}
}
