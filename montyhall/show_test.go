package montyhall

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"flipbook/montecarlo"
)

func stream(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x6d6f6e7479)) }

// shows are small games of every kind, with n to most doors.
func shows(most int) []Show {
	var all []Show
	for n := MinDoors; n <= most; n++ {
		for k := 1; k <= n-2; k++ {
			all = append(all, Show{Doors: n, Opened: k, Host: Forgets})
			for _, offers := range []Offer{Always, WhenRight, WhenWrong} {
				all = append(all, Show{Doors: n, Opened: k, Offers: offers})
				for _, q := range []float64{0, .25, .5, 1} {
					all = append(all, Show{Doors: n, Opened: k, Offers: offers, Host: Prefers, Favourite: n - 2, Preference: q})
				}
			}
		}
	}
	return all
}

// chiSquare fails if counts are not those of the law, given by its probabilities: once in 100,000 true cases.
func chiSquare(t *testing.T, what string, counts []int, law []float64) {
	t.Helper()
	total := 0
	for _, c := range counts {
		total += c
	}
	chi, cells := 0.0, 0
	for i, p := range law {
		if p == 0 {
			if counts[i] > 0 {
				t.Errorf("%s: %d cases of an event that cannot be", what, counts[i])
			}
			continue
		}
		want := p * float64(total)
		chi += (float64(counts[i]) - want) * (float64(counts[i]) - want) / want
		cells++
	}
	if cells < 2 {
		return
	}
	if p := (distuv.ChiSquared{K: float64(cells - 1)}).Survival(chi); p < 1e-5 {
		t.Errorf("%s: chi-square %.1f in %d cells, p = %.1g", what, chi, cells, p)
	}
}

// endings is how a game may end: neither strategy wins, staying does, switching does, both do.
func endings(t Tally, both int) []int {
	return []int{t.Games - t.Stay - t.Switch + both, t.Stay - both, t.Switch - both, both}
}

func TestPlayHasTheEnumeratedLaw(t *testing.T) {
	const games = 5_000
	r := stream(1)
	for _, s := range shows(6) {
		var tally Tally
		both := 0
		for range games {
			stay, swtch := s.Play(r)
			tally.Add(stay, swtch)
			if stay && swtch {
				both++
			}
		}
		all := enumerate(s)
		chiSquare(t, fmt.Sprintf("%+v", s), endings(tally, both), all.endings())
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
		"host is Host(7): want knows, forgets or prefers":                               {Doors: 3, Host: 7},
		"host is Host(-1): want knows, forgets or prefers":                              {Doors: 3, Host: -1},
		"offers is Offer(-1): want always, when right or when wrong":                    {Doors: 3, Offers: -1},
		"offers is Offer(3): want always, when right or when wrong":                     {Doors: 3, Offers: 3},
		"offers is when right: want always with a host who forgets who is right":        {Doors: 3, Host: Forgets, Offers: WhenRight},
		"favourite is 3: want a door, 0 to 2":                                           {Doors: 3, Host: Prefers, Favourite: 3},
		"favourite is -1: want a door, 0 to 2":                                          {Doors: 3, Host: Prefers, Favourite: -1},
		"preference is 1.5: want a probability, 0 to 1":                                 {Doors: 3, Host: Prefers, Preference: 1.5},
		"preference is NaN: want a probability, 0 to 1":                                 {Doors: 3, Host: Prefers, Preference: math.NaN()},
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
		if _, err := s.Chances(0, []int{1}); err == nil || err.Error() != want {
			t.Errorf("%+v: Chances says %v\nwant %s", s, err, want)
		}
		if _, err := s.Deal(stream(1)); err == nil || err.Error() != want {
			t.Errorf("%+v: Deal says %v\nwant %s", s, err, want)
		}
	}
	for _, n := range []int{3, 1000} {
		for _, k := range []int{0, 1, n - 2} {
			if err := (Show{Doors: n, Opened: k, Preference: -1}).Validate(); err != nil {
				t.Errorf("the host has no preference, so its value is no matter: %v", err)
			}
		}
	}
	if stay, swtch := (Show{Doors: 3}).Play(nil); stay || swtch {
		t.Error("somebody won without luck")
	}
}

func TestNames(t *testing.T) {
	for _, h := range []Host{Knows, Forgets, Prefers} {
		if back, err := ParseHost(h.String()); err != nil || back != h {
			t.Errorf("%v came back as %v, %v", h, back, err)
		}
	}
	if s := fmt.Sprint(Host(-1), Host(9), Always, WhenRight, WhenWrong, Offer(9)); s !=
		"Host(-1) Host(9) always when right when wrong Offer(9)" {
		t.Error(s)
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

// Any rules and any luck: a game or an error, and the same answer from all who judge them.
func FuzzShow(f *testing.F) {
	f.Add(3, 0, 0, 0, 0, 0., uint64(1))
	f.Add(4, 1, 1, 0, -3, .5, uint64(2))
	f.Add(5, 2, 2, 1, 4, .25, uint64(3))
	f.Add(6, 2, 2, 2, 0, 1., uint64(3))
	f.Add(-1, 9, 9, 9, 9, math.NaN(), uint64(4))
	f.Add(1000, 998, 1, 0, 0, 0., uint64(5))
	f.Fuzz(func(t *testing.T, doors, opened, host, offers, favourite int, preference float64, seed uint64) {
		s := Show{doors, opened, Host(host), Offer(offers), favourite, preference}
		valid := s.Validate() == nil
		r := stream(seed)
		if stay, swtch := s.Play(r); !valid && (stay || swtch) {
			t.Fatalf("%+v: somebody won", s)
		}
		stay, swtch := s.Probabilities()
		if valid && !(0 < stay && stay < 1 && 0 <= swtch && swtch <= 1) || !valid && !math.IsNaN(stay+swtch) {
			t.Fatalf("%+v: probabilities %v, %v", s, stay, swtch)
		}
		g, err := s.Deal(r)
		if (err == nil) != valid {
			t.Fatalf("%+v: error %v", s, err)
		}
		if !g.Offered {
			return
		}
		chances, err := s.Chances(g.Pick, g.Opened)
		if err != nil {
			t.Fatalf("%+v: what happened cannot happen: %v", s, err)
		}
		sum := 0.0
		for _, p := range chances {
			sum += p
		}
		if math.Abs(sum-1) > 1e-12 || chances[g.Car] == 0 {
			t.Fatalf("%+v: %+v with chances %v", s, g, chances)
		}
	})
}

// Vázsonyi's hundred thousand games, one after another and on all cores.
func BenchmarkHundredThousandGames(b *testing.B) {
	for _, s := range []Show{{Doors: 3}, {Doors: 1000, Opened: 3}, {Doors: 1000, Host: Forgets}} {
		b.Run(fmt.Sprintf("Play, %d doors, a host who %v", s.Doors, s.Host), func(b *testing.B) {
			r := stream(1)
			for b.Loop() {
				var t Tally
				for range 100_000 {
					t.Add(s.Play(r))
				}
			}
		})
	}
	b.Run("Simulate", func(b *testing.B) {
		for b.Loop() {
			if _, err := (Show{Doors: 3}).Simulate(b.Context(), 100_000, &montecarlo.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
