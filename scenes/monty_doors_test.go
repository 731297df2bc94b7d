package scenes

import (
	"context"
	"image/color"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// By default switching wins 2/3 of the games, within three standard errors,
// and staying all others.
func TestMontyDoorsNumbers(t *testing.T) {
	for doors, want := range map[int]float64{3: 2. / 3, 4: 3. / 4, 5: 4. / 5} {
		f := filmed(t, &MontyDoors{Games: 3000, Shown: 1, Doors: doors, Seed: 1})
		swtch, stay := result(t, f, "switch"), result(t, f, "stay")
		if se := montecarlo.StandardError(want, 3000); math.Abs(swtch-want) > 3*se {
			t.Errorf("%d doors: switching wins %v, more than 3 standard errors from %v", doors, swtch, want)
		}
		if math.Abs(swtch+stay-1) > 1e-12 {
			t.Errorf("%d doors: switching wins %v and staying %v", doors, swtch, stay)
		}
	}
}

// What stands on stage is a game: the players pick together, the host opens
// goats, nobody wins before the doors are open, every game is counted once, and
// the last frame has counted all.
func TestMontyDoorsBeats(t *testing.T) {
	on := stage(t)
	rapid.Check(t, func(t *rapid.T) {
		m := &MontyDoors{
			Games: rapid.IntRange(1, 200).Draw(t, "games"), Shown: rapid.IntRange(0, 5).Draw(t, "shown"),
			Doors: rapid.IntRange(3, 5).Draw(t, "doors"), Seed: rapid.Uint64().Draw(t, "seed"),
		}
		say, games := playedOn(t, m, on)
		beats := m.beats(say, games, make([]int, m.Games+1))
		before := 0
		for i, b := range beats {
			if b.counted < before || b.counted > m.Games {
				t.Fatalf("frame %d counts %d games after %d", i, b.counted, before)
			}
			before = b.counted
			if !b.apart && b.stay != b.swtch {
				t.Fatalf("frame %d: one player stands at %v and %v", i, b.stay, b.swtch)
			}
			if b.rest == 0 {
				continue
			}
			g := games[b.game]
			if b.stay != float64(g.Pick) || b.swtch != float64(g.Switch) || !slices.Contains(g.Opened, int(b.host)) || b.opened != 1 {
				t.Fatalf("frame %d, %+v, does not show the end of %+v", i, b, g)
			}
		}
		if before != m.Games {
			t.Fatalf("%d of %d games are counted", before, m.Games)
		}
	})
}

// What is drawn is the game: the car stands in the door that hides it, the two
// players to the right of theirs, and where all stand still, nobody stands
// before another.
func TestMontyDoorsDrawing(t *testing.T) {
	on := stage(t)
	box := figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: 800, Y: 200}}}
	rapid.Check(t, func(t *rapid.T) {
		m := &MontyDoors{Games: 20, Shown: rapid.IntRange(0, 5).Draw(t, "shown"), Doors: rapid.IntRange(3, 5).Draw(t, "doors"), Seed: rapid.Uint64().Draw(t, "seed")}
		say, games := playedOn(t, m, on)
		s := &montyStage{doors: m.Doors, games: games, beats: m.beats(say, games, make([]int, m.Games+1)), in: box}
		first, pitch := s.place()
		for i, b := range s.beats {
			g := games[b.game]
			if b.apart && b.swtch == float64(g.Switch) && (b.host == b.stay || b.host == b.swtch || b.stay == b.swtch) {
				t.Fatalf("frame %d: two stand in one place: %+v", i, b)
			}
			if b.rest < 1 {
				continue
			}
			inks := middles(s, i)
			wheels := inks[figure.Light.Ink]
			if len(wheels) == 0 {
				t.Fatalf("frame %d has no car", i)
			}
			for _, x := range wheels {
				if left := first.Min.X + vg.Length(float64(g.Car)*pitch); x < left || x > left+vg.Length(first.Width()) {
					t.Fatalf("frame %d: a wheel at %v, the car's door from %v on", i, x, left)
				}
			}
			for ink, door := range map[color.NRGBA]int{figure.Light.Warm: g.Pick, figure.Light.Cool: g.Switch} {
				want := s.stands(float64(door)).X
				if !slices.ContainsFunc(inks[ink], func(x vg.Length) bool { return math.Abs(float64(x-want)) < 0.5 }) {
					t.Fatalf("frame %d: nobody in %v at %v, right of door %d, only at %v", i, ink, want, door+1, inks[ink])
				}
			}
		}
	})
}

// middles are where the middles of filled shapes lie, from left to right, by
// their ink.
func middles(s *montyStage, frame int) map[color.NRGBA][]vg.Length {
	var c recorder.Canvas
	s.Draw(figure.Pen{Canvas: &c, Theme: figure.Light}, figure.Live, frame)
	out, ink := map[color.NRGBA][]vg.Length{}, color.NRGBA{}
	for _, a := range c.Actions {
		switch a := a.(type) {
		case *recorder.SetColor:
			ink, _ = a.Color.(color.NRGBA)
		case *recorder.Fill:
			left, right := vg.Length(math.Inf(1)), vg.Length(math.Inf(-1))
			for _, q := range a.Path {
				switch q.Type {
				case vg.MoveComp, vg.LineComp:
					left, right = min(left, q.Pos.X), max(right, q.Pos.X)
				case vg.ArcComp:
					left, right = q.Pos.X-q.Radius, q.Pos.X+q.Radius
				}
			}
			out[ink] = append(out[ink], (left+right)/2)
		}
	}
	return out
}

// playedOn is the scene on a stage, with its games played.
func playedOn(t rapid.TB, m *MontyDoors, on figure.Stage) (*telling, []montyhall.Game) {
	say, err := begin(m, on)
	if err != nil {
		t.Fatal(err)
	}
	games, err := m.play(context.Background(), say, montyhall.Show{Doors: m.Doors})
	if err != nil {
		t.Fatal(err)
	}
	say.know("doors", m.Doors, "games", m.Games)
	return say, games
}
