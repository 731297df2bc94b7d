package montyhall

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"flipbook/montecarlo"
)

// anyShow draws rules with few doors, so that coincidences are frequent.
func anyShow(t *rapid.T, doors int) Show {
	s := Show{
		Doors:      doors,
		Opened:     rapid.IntRange(1, doors-2).Draw(t, "opened"),
		Host:       rapid.SampledFrom([]Host{Knows, Forgets, Prefers}).Draw(t, "host"),
		Favourite:  rapid.IntRange(0, doors-1).Draw(t, "favourite"),
		Preference: rapid.SampledFrom([]float64{0, .3, 1}).Draw(t, "preference"),
	}
	if s.Host != Forgets {
		s.Offers = rapid.SampledFrom([]Offer{Always, WhenRight, WhenWrong}).Draw(t, "offers")
	}
	return s
}

func staged(t rapid.TB, s Show, l Luck) Game {
	t.Helper()
	g, err := s.Stage(l)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestAGameKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyShow(t, rapid.IntRange(3, 7).Draw(t, "doors"))
		l, err := Draw(stream(rapid.Uint64().Draw(t, "seed")), s.Doors)
		if err != nil {
			t.Fatal(err)
		}
		g := staged(t, s, l)
		stay, swtch := g.Wins()
		right := g.Car == g.Pick
		switch {
		case g.Car != l.Car || g.Pick != l.Pick:
			t.Fatalf("%+v: not the car and the pick of %+v", g, l)
		case g.Void:
			if s.Host != Forgets || !slices.Contains(g.Opened, g.Car) || g.Offered || stay || swtch {
				t.Fatalf("%+v of %+v is void", g, s)
			}
		case !g.Offered:
			if s.Offers == Always || right == (s.Offers == WhenRight) || g.Opened != nil || g.Switch != g.Pick || stay != right {
				t.Fatalf("%+v of %+v has no offer", g, s)
			}
		default:
			seen := map[int]bool{g.Pick: true, g.Switch: true}
			for _, d := range g.Opened {
				if d < 0 || d >= s.Doors || seen[d] || d == g.Car {
					t.Fatalf("%+v of %+v: door %d must stay closed", g, s, d)
				}
				seen[d] = true
			}
			if len(g.Opened) != s.Opened || len(seen) != s.Opened+2 || !offered(s, right) {
				t.Fatalf("%+v of %+v", g, s)
			}
			if stay != right || swtch != (g.Switch == g.Car) {
				t.Fatalf("%+v of %+v: stay %v, switch %v", g, s, stay, swtch)
			}
		}
	})
}

// Deal's games, door by door: each pick, set of opened doors and car as often as the enumeration says, and the switcher
// behind each closed door alike. Its endings are then those of Play.
func TestDealHasTheEnumeratedLaw(t *testing.T) {
	const games = 20_000
	r := stream(2)
	for _, s := range shows(5) {
		if s.Doors == 5 && s.Preference == .5 {
			continue // enough of them
		}
		type end struct {
			scene
			offered       bool
			car, switched int
		}
		counts := map[end]int{}
		var tally Tally
		both := 0
		for range games {
			g, err := s.Deal(r)
			if err != nil {
				t.Fatal(err)
			}
			stay, swtch := g.Wins()
			tally.Add(stay, swtch)
			if stay && swtch {
				both++
			}
			e := end{scene: scene{pick: g.Pick}, offered: g.Offered, car: g.Car, switched: g.Switch}
			for _, d := range g.Opened {
				e.opened |= 1 << d
			}
			counts[e]++
		}
		all := enumerate(s)
		total, _ := all.count.Float64()
		var law []float64
		var cells []int
		for at, cars := range all.seen {
			for car, p := range cars {
				share, _ := p.Float64()
				for d := range s.Doors {
					if d == at.pick || at.opened>>d&1 == 1 || share == 0 {
						continue
					}
					e := end{at, true, car, d}
					law = append(law, share/total/float64(s.Doors-1-bits.OnesCount(at.opened)))
					cells = append(cells, counts[e])
					delete(counts, e)
				}
			}
		}
		for e, n := range counts { // what is left has no offer
			if e.offered {
				t.Errorf("%+v: %d games %+v that cannot be", s, n, e)
			}
			law = append(law, 1/float64(s.Doors*s.Doors))
			cells = append(cells, n)
		}
		chiSquare(t, fmt.Sprintf("%+v", s), cells, law)
		chiSquare(t, fmt.Sprintf("%+v: endings", s), endings(tally, both), all.endings())
	}
}

// The same luck under a host who knows and one who forgets: where the game is not void, the very same game. To forget
// changes nothing but which games count.
func TestAHostWhoForgetsOnlyLosesGames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doors := rapid.IntRange(3, 9).Draw(t, "doors")
		k := rapid.IntRange(1, doors-2).Draw(t, "opened")
		l, err := Draw(stream(rapid.Uint64().Draw(t, "seed")), doors)
		if err != nil {
			t.Fatal(err)
		}
		knows := staged(t, Show{Doors: doors, Opened: k}, l)
		forgets := staged(t, Show{Doors: doors, Opened: k, Host: Forgets}, l)
		if !forgets.Void && !reflect.DeepEqual(knows, forgets) {
			t.Fatalf("%+v\n%+v", knows, forgets)
		}
	})
}

// Common random numbers: the difference that two opened doors make instead of one, out of four, has a smaller error
// when both shows play the same luck.
func TestTheSameLuckComparesBetter(t *testing.T) {
	const games = 20_000
	few, many := Show{Doors: 4, Opened: 1}, Show{Doors: 4, Opened: 2}
	won := func(s Show, l Luck) float64 {
		if _, swtch := staged(t, s, l).Wins(); swtch {
			return 1
		}
		return 0
	}
	r := stream(3)
	draw := func() Luck {
		l, err := Draw(r, 4)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	var same, separate montecarlo.Mean
	for range games {
		l := draw()
		same.Add(won(many, l) - won(few, l))
		separate.Add(won(many, l) - won(few, draw()))
	}
	want := 3./4 - 3./8
	if !same.Interval(5).Contains(want) || !separate.Interval(5).Contains(want) {
		t.Errorf("%v and %v, want %v", same.Interval(5), separate.Interval(5), want)
	}
	// Coupled, switching to the sole closed door wins whenever any switch does: the difference is 0 or 1, of variance
	// 3/8·5/8 = .234. Separate games add up 3/4·1/4 + 3/8·5/8 = .422.
	if v := same.Variance(); math.Abs(v-15./64) > .01 {
		t.Errorf("variance %v on the same luck, want %v", v, 15./64)
	}
	if v := separate.Variance(); math.Abs(v-27./64) > .02 {
		t.Errorf("variance %v on separate luck, want %v", v, 27./64)
	}
}

// A player who sees what the host opens, and takes the likeliest door, wins as often as Chances says he will.
func TestChancesAreKept(t *testing.T) {
	const games = 10_000
	s := Show{Doors: 5, Opened: 2, Host: Prefers, Favourite: 3, Preference: .8}
	r := stream(4)
	var promised, kept montecarlo.Mean
	for range games {
		g, err := s.Deal(r)
		if err != nil {
			t.Fatal(err)
		}
		chances, err := s.Chances(g.Pick, g.Opened)
		if err != nil {
			t.Fatal(err)
		}
		best := slices.Index(chances, slices.Max(chances))
		promised.Add(chances[best])
		if best == g.Car {
			kept.Add(1)
		} else {
			kept.Add(0)
		}
	}
	if !kept.Interval(5).Contains(promised.Mean()) {
		t.Errorf("won %v of the games, promised %v", kept.Mean(), promised.Mean())
	}
	// One pick in five is his favourite: 2/5. Otherwise he opens it with q, and the car is behind one of m = 2 doors with
	// 3/5 · q; or he leaves it closed, and the likeliest door is his favourite, with 1/5. A player who takes any closed
	// door wins 2/5.
	if want := 1./5*2/5 + 4./5*(3./5*.8/2+1./5); !promised.Interval(5).Contains(want) || want < .43 {
		t.Errorf("promised %v, want %v", promised.Mean(), want)
	}
}

func TestLuckIsRefused(t *testing.T) {
	if _, err := Draw(nil, 3); err == nil || err.Error() != "r is nil: want a generator, such as rand.New(rand.NewPCG(1, 2))" {
		t.Error(err)
	}
	if _, err := Draw(stream(1), 1001); err == nil || err.Error() != "doors is 1001: want 3 to 1000" {
		t.Error(err)
	}
	if _, err := (Show{Doors: 3}).Deal(nil); err == nil {
		t.Error("dealt without luck")
	}
	ok := Luck{Opens: []int{2, 1, 0}, Takes: []int{0, 1, 2}}
	if _, err := (Show{Doors: 3}).Stage(ok); err != nil {
		t.Error(err)
	}
	for want, spoil := range map[string]func(l *Luck){
		"car is 3: want a door, 0 to 2":                       func(l *Luck) { l.Car = 3 },
		"pick is -1: want a door, 0 to 2":                     func(l *Luck) { l.Pick = -1 },
		"whim is 1: want at least 0 and less than 1":          func(l *Luck) { l.Whim = 1 },
		"whim is NaN: want at least 0 and less than 1":        func(l *Luck) { l.Whim = math.NaN() },
		"opens is [0 1]: want each door from 0 to 2 once":     func(l *Luck) { l.Opens = []int{0, 1} },
		"opens is [0 1 1]: want each door from 0 to 2 once":   func(l *Luck) { l.Opens = []int{0, 1, 1} },
		"takes is []: want each door from 0 to 2 once":        func(l *Luck) { l.Takes = nil },
		"takes is [0 1 2 0]: want each door from 0 to 2 once": func(l *Luck) { l.Takes = []int{0, 1, 2, 0} },
		"takes is [-1 0 1]: want each door from 0 to 2 once":  func(l *Luck) { l.Takes = []int{-1, 0, 1} },
	} {
		l := ok
		spoil(&l)
		if _, err := (Show{Doors: 3}).Stage(l); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// Vázsonyi's hundred thousand games prove two thirds to ± .0045, three standard errors, and no better.
func TestAHundredThousandGamesProveTwoThirds(t *testing.T) {
	const games = 100_000
	s := Show{Doors: 3}
	tally, err := s.Simulate(context.Background(), games, &montecarlo.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, two3rds := s.Probabilities()
	if got := fmt.Sprintf("%.4f", 3*montecarlo.StandardError(two3rds, games)); got != "0.0045" {
		t.Errorf("three standard errors are %s, want 0.0045", got)
	}
	stay, swtch := tally.Proportions()
	if i := swtch.Wilson(3); !i.Contains(two3rds) || math.Abs(i.Width()-.009) > .0001 {
		t.Errorf("switching wins %v, of width %v, want %v and .0090", i, i.Width(), two3rds)
	}
	if !stay.Wilson(3).Contains(1 - two3rds) {
		t.Errorf("staying wins %v", stay.Wilson(3))
	}
}

func TestSimulateDoesNotDependOnWorkers(t *testing.T) {
	const games = 3*block + 17
	for _, s := range []Show{{Doors: 3}, {Doors: 7, Opened: 2, Host: Forgets}, {Doors: 5, Offers: WhenWrong}} {
		var want Tally
		for i := range 4 {
			r := montecarlo.Stream(9, i)
			for range min(block, games-i*block) {
				want.Add(s.Play(r))
			}
		}
		for _, workers := range []int{1, 2, 5} {
			var told []int
			got, err := s.Simulate(context.Background(), games, &montecarlo.Options{
				Seed: 9, Workers: workers, Progress: func(done, total int) { told = append(told, done, total) },
			})
			if err != nil || got != want || got.Games != games {
				t.Errorf("%+v with %d workers: %+v, %v, want %+v", s, workers, got, err, want)
			}
			if want := []int{block, games, 2 * block, games, 3 * block, games, games, games}; !slices.Equal(told, want) {
				t.Errorf("told %v, want %v", told, want)
			}
		}
	}
}

func TestSimulateRefuses(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := Show{Doors: 3}
	for _, games := range []int{0, -1, MaxGames + 1} {
		want := fmt.Sprintf("games is %d: want 1 to 1000000000", games)
		if _, err := s.Simulate(ctx, games, nil); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if _, err := (Show{}).Simulate(ctx, 1, nil); err == nil {
		t.Error("no doors, but no error")
	}
	if _, err := s.Simulate(ctx, 1, &montecarlo.Options{Workers: -1}); err == nil {
		t.Error("a negative number of workers, but no error")
	}
	cancel()
	if _, err := s.Simulate(ctx, MaxGames, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzStage(f *testing.F) {
	f.Add(3, 1, 2, 0, 0.5, []byte{0, 1, 2}, []byte{2, 1, 0})
	f.Add(4, 0, 9, 9, math.NaN(), []byte{}, []byte{1})
	f.Fuzz(func(t *testing.T, doors, host, car, pick int, whim float64, opens, takes []byte) {
		l := Luck{Car: car, Pick: pick, Whim: whim}
		for _, d := range opens {
			l.Opens = append(l.Opens, int(d))
		}
		for _, d := range takes {
			l.Takes = append(l.Takes, int(d))
		}
		g, err := Show{Doors: doors, Host: Host(host)}.Stage(l)
		if err == nil && (g.Switch < 0 || g.Switch >= doors || len(g.Opened) != doors-2) {
			t.Fatalf("%+v", g)
		}
	})
}

func BenchmarkDeal(b *testing.B) {
	for _, s := range []Show{{Doors: 3}, {Doors: 100, Opened: 1}, {Doors: 100, Host: Forgets}} {
		b.Run(fmt.Sprintf("%d doors %v", s.Doors, s.Host), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			for b.Loop() {
				if _, err := s.Deal(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
