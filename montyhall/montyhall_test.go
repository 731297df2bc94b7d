package montyhall

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x6d6f6e7479)) }

// literal plays the game as it is told, door by door: the oracle of Play.
func literal(s Show, r *rand.Rand) (stay, swtch bool) {
	k := s.Opened
	if k == 0 {
		k = s.Doors - 2
	}
	for {
		car, pick := r.IntN(s.Doors), r.IntN(s.Doors)
		var open []int // the doors the host may open
		for d := range s.Doors {
			if d != pick && !(s.Host == Knows && d == car) {
				open = append(open, d)
			}
		}
		opened := make(map[int]bool)
		for _, i := range r.Perm(len(open))[:k] {
			opened[open[i]] = true
		}
		if opened[car] {
			continue // void
		}
		var closed []int
		for d := range s.Doors {
			if d != pick && !opened[d] {
				closed = append(closed, d)
			}
		}
		return car == pick, closed[r.IntN(len(closed))] == car
	}
}

// enumerate walks every game that can be, with its probability, and returns the
// exact chances of staying and switching among the games that count.
func enumerate(s Show) (stay, swtch *big.Rat) {
	n, k := s.Doors, s.Opened
	count, stays, switches := new(big.Rat), new(big.Rat), new(big.Rat)
	for car := range n {
		for pick := range n {
			var choices []uint // sets of doors the host may open, all equally likely
			for set := range uint(1) << n {
				if ones(set) == k && set>>pick&1 == 0 && !(s.Host == Knows && set>>car&1 == 1) {
					choices = append(choices, set)
				}
			}
			p := big.NewRat(1, int64(len(choices)))
			for _, opened := range choices {
				if opened>>car&1 == 1 {
					continue // void
				}
				count.Add(count, p)
				if car == pick {
					stays.Add(stays, p)
					continue
				}
				for door := range n { // the switcher's
					if door == car && door != pick && opened>>door&1 == 0 {
						switches.Add(switches, new(big.Rat).Mul(p, big.NewRat(1, int64(n-1-k))))
					}
				}
			}
		}
	}
	return stays.Quo(stays, count), switches.Quo(switches, count)
}

func ones(set uint) (n int) {
	for ; set > 0; set &= set - 1 {
		n++
	}
	return n
}

func TestProbabilitiesAreTheEnumerated(t *testing.T) {
	for _, host := range []Host{Knows, Forgets} {
		for n := 3; n <= 8; n++ {
			for k := 1; k <= n-2; k++ {
				s := Show{Doors: n, Opened: k, Host: host}
				wantStay, wantSwitch := enumerate(s)
				stay, swtch := s.Probabilities()
				if a, _ := wantStay.Float64(); stay != a {
					t.Errorf("%+v: stay %v, want %v", s, stay, wantStay)
				}
				if a, _ := wantSwitch.Float64(); swtch != a {
					t.Errorf("%+v: switch %v, want %v", s, swtch, wantSwitch)
				}
			}
		}
	}
}

func TestProbabilitiesOfTheLiterature(t *testing.T) {
	for _, c := range []struct {
		s           Show
		stay, swtch float64
	}{
		{Show{Doors: 3}, 1. / 3, 2. / 3},
		{Show{Doors: 3, Host: Forgets}, 1. / 2, 1. / 2},
		{Show{Doors: 4, Opened: 1}, 1. / 4, 3. / 8},
		{Show{Doors: 10, Opened: 1}, 1. / 10, 9. / 80},
		{Show{Doors: 1000}, 1. / 1000, 999. / 1000},
		{Show{Doors: 1000, Opened: 998}, 1. / 1000, 999. / 1000},
	} {
		stay, swtch := c.s.Probabilities()
		if stay != c.stay || swtch != c.swtch {
			t.Errorf("%+v: %v, %v, want %v, %v", c.s, stay, swtch, c.stay, c.swtch)
		}
	}
}

// The rates of Play lie within 5 standard errors of the exact ones, and its games
// end as those of the literal simulation do (chi-square over the three endings).
func TestPlayIsTheLiteralGame(t *testing.T) {
	const games = 20_000
	for _, host := range []Host{Knows, Forgets} {
		for _, d := range []struct{ doors, opened int }{{3, 0}, {3, 1}, {4, 1}, {5, 2}, {7, 1}, {7, 5}, {20, 9}} {
			s := Show{Doors: d.doors, Opened: d.opened, Host: host}
			t.Run(fmt.Sprintf("%d of %d %v", s.Opened, s.Doors, s.Host), func(t *testing.T) {
				fast, slow := stream(1), stream(2)
				var a, b Tally
				for range games {
					a.Add(s.Play(fast))
					b.Add(literal(s, slow))
				}
				stay, swtch := a.Rates()
				wantStay, wantSwitch := s.Probabilities()
				if math.Abs(stay-wantStay) > 5*StandardError(wantStay, games) {
					t.Errorf("stay wins %v, want %v", stay, wantStay)
				}
				if math.Abs(swtch-wantSwitch) > 5*StandardError(wantSwitch, games) {
					t.Errorf("switch wins %v, want %v", swtch, wantSwitch)
				}
				chi := 0.0
				for _, e := range [][2]int{{a.Stay, b.Stay}, {a.Switch, b.Switch},
					{games - a.Stay - a.Switch, games - b.Stay - b.Switch}} {
					if sum := e[0] + e[1]; sum > 0 {
						chi += float64((e[0]-e[1])*(e[0]-e[1])) / float64(sum)
					}
				}
				if chi > 18.4 { // two degrees of freedom, p = 1e-4
					t.Errorf("chi-square %.1f: %+v against the literal %+v", chi, a, b)
				}
			})
		}
	}
}

func TestThreeDoorsHaveOneWinner(t *testing.T) {
	r := stream(3)
	for range 10_000 {
		if stay, swtch := (Show{Doors: 3}).Play(r); stay == swtch {
			t.Fatalf("stay %v, switch %v: exactly one must win", stay, swtch)
		}
	}
}

func TestNobodyWinsTwice(t *testing.T) {
	r := stream(4)
	for range 10_000 {
		if stay, swtch := (Show{Doors: 6, Opened: 2}).Play(r); stay && swtch {
			t.Fatal("both strategies won one game")
		}
	}
}

func TestInvalidShows(t *testing.T) {
	for want, s := range map[string]Show{
		"doors is 0: want 3 to 1000":    {},
		"doors is 2: want 3 to 1000":    {Doors: 2},
		"doors is 1001: want 3 to 1000": {Doors: 1001},
		"opened is -1: want 1 to 1, two fewer than the doors, or 0 for all of those":    {Doors: 3, Opened: -1},
		"opened is 2: want 1 to 1, two fewer than the doors, or 0 for all of those":     {Doors: 3, Opened: 2},
		"opened is 999: want 1 to 998, two fewer than the doors, or 0 for all of those": {Doors: 1000, Opened: 999},
		"host is Host(7): want knows or forgets":                                        {Doors: 3, Host: 7},
		"host is Host(-1): want knows or forgets":                                       {Doors: 3, Host: -1},
	} {
		if err := s.Validate(); err == nil || err.Error() != want {
			t.Errorf("%+v: %v\nwant %s", s, err, want)
		}
		if stay, swtch := s.Play(stream(1)); stay || swtch {
			t.Errorf("%+v: somebody won", s)
		}
		if stay, swtch := s.Probabilities(); !math.IsNaN(stay) || !math.IsNaN(swtch) {
			t.Errorf("%+v: probabilities %v, %v", s, stay, swtch)
		}
	}
	for _, n := range []int{3, 1000} {
		for _, k := range []int{0, 1, n - 2} {
			if err := (Show{Doors: n, Opened: k}).Validate(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestHostNames(t *testing.T) {
	for _, h := range []Host{Knows, Forgets} {
		if back, err := ParseHost(h.String()); err != nil || back != h {
			t.Errorf("%v came back as %v, %v", h, back, err)
		}
	}
}

func TestStandardErrorAtTheEdges(t *testing.T) {
	if e := StandardError(0.5, 100); e != 0.05 {
		t.Errorf("got %v, want 0.05", e)
	}
	if e := StandardError(0, 10); e != 0 {
		t.Errorf("got %v, want 0", e)
	}
	if e := StandardError(0.5, 0); !math.IsInf(e, 1) {
		t.Errorf("got %v, want +Inf", e)
	}
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if e := StandardError(p, 10); !math.IsNaN(e) {
			t.Errorf("p = %v: got %v, want NaN", p, e)
		}
	}
}

// The games of a seed are the same on every CPU.
func TestGamesOfASeed(t *testing.T) {
	for _, c := range []struct {
		s    Show
		want Tally
	}{
		{Show{Doors: 3}, Tally{10000, 3295, 6705}},
		{Show{Doors: 3, Host: Forgets}, Tally{10000, 5012, 4988}},
		{Show{Doors: 10, Opened: 4}, Tally{10000, 987, 1715}},
	} {
		r, got := stream(1), Tally{}
		for range c.want.Games {
			got.Add(c.s.Play(r))
		}
		if got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.s, got, c.want)
		}
	}
}

func TestPlayAllocatesNothing(t *testing.T) {
	r, s := stream(1), Show{Doors: 1000, Opened: 3}
	var tally Tally
	if n := testing.AllocsPerRun(1000, func() { tally.Add(s.Play(r)) }); n != 0 {
		t.Errorf("%v allocations a game", n)
	}
}

func BenchmarkPlay(b *testing.B) {
	for _, s := range []Show{{Doors: 3}, {Doors: 1000, Opened: 3}, {Doors: 1000, Host: Forgets}} {
		b.Run(fmt.Sprintf("%d doors %v", s.Doors, s.Host), func(b *testing.B) {
			r := stream(1)
			var t Tally
			for b.Loop() {
				t.Add(s.Play(r))
			}
		})
	}
}
