package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

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
		say, err := begin(m, on)
		if err != nil {
			t.Fatal(err)
		}
		games, err := m.play(context.Background(), say, montyhall.Show{Doors: m.Doors})
		if err != nil {
			t.Fatal(err)
		}
		say.know("doors", m.Doors, "games", m.Games)
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
