package scenes

import (
	"context"
	"math"
	"testing"

	"flipbook/figure"
	"flipbook/hopfield"
)

// The most that each rule holds is what theory says: within a third for the
// laws of large networks, exactly for what algebra says, and below Cover's
// bound for perceptrons, which are given little time.
func TestHopfieldRulesNumbers(t *testing.T) {
	const n = 100
	f := filmed(t, &HopfieldRules{Neurons: n, Lessons: 1000, Seed: 1})
	for _, c := range []struct {
		rule     string
		from, to float64
	}{
		{"hebb", .67 * n / (2 * math.Log(n)), 1.34 * n / (2 * math.Log(n))},
		{"storkey", .67 * n / math.Sqrt(2*math.Log(n)), 1.34 * n / math.Sqrt(2*math.Log(n))},
		{"pseudo-inverse", .95 * n, n - 1},
		{"perceptrons", n, 2 * n},
		{"softmax", 4 * n, 4 * n},
	} {
		if got := result(t, f, c.rule); got < c.from || got > c.to {
			t.Errorf("%s holds %v, want %v to %v", c.rule, got, c.from, c.to)
		}
	}
}

// What rules lose: Hebb all of what is far too much for it, the pseudo-inverse
// all from N memories on, though none of N − 10.
func TestHopfieldRulesLose(t *testing.T) {
	s := &HopfieldRules{Neurons: 80, Lessons: 1000, Seed: 2}
	memories, err := hopfield.RandomPatterns(s.Neurons, 4*s.Neurons)(generator(s.Seed))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.contestants(figure.Light) {
		for _, want := range []struct {
			rule       string
			learn, all int
		}{{"hebb", 3, 3}, {"hebb", 320, 0}, {"storkey", 15, 15}, {"pseudo-inverse", 70, 70}, {"pseudo-inverse", 80, 0}, {"perceptrons", 60, 60}, {"perceptrons", 320, 0}, {"softmax", 320, 320}} {
			if want.rule != c.key {
				continue
			}
			if got, err := c.held(context.Background(), memories[:want.learn]); err != nil || got != want.all {
				t.Errorf("%s holds %d of %d memories (%v), want %d", c.key, got, want.learn, err, want.all)
			}
		}
	}
}

// What the film says of a rule holds at every number of memories, not only at
// those that have a frame.
func TestHopfieldRulesAreAskedBetweenSteps(t *testing.T) {
	held := func(_ context.Context, memories []hopfield.Pattern) (int, error) {
		n := len(memories)
		return min(n, 23, max(46-n, 0)), nil // all of 23, and one less with each that follows
	}
	c := &contestant{held: held}
	steps, memories := []int{1, 10, 20, 26, 30, 60}, make([]hopfield.Pattern, 60)
	for i, n := range steps {
		if err := c.learn(context.Background(), i, memories[:n]); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.sharpen(context.Background(), steps, memories); err != nil {
		t.Fatal(err)
	}
	if c.first != 24 || c.most != 23 {
		t.Errorf("the first is lost with %d memories, and at most %d are held, want 24 and 23", c.first, c.most)
	}
}

// A rule that has lost everything is not asked again, and remembers its best.
func TestContestant(t *testing.T) {
	asked := 0
	c := &contestant{held: func(_ context.Context, memories []hopfield.Pattern) (int, error) {
		asked++
		return []int{1, 2, 1, 0}[asked-1], nil
	}}
	for i := range 7 {
		if err := c.learn(context.Background(), i, make([]hopfield.Pattern, i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 4 || c.most != 2 || c.breaks != 2 || len(c.counts) != 7 {
		t.Errorf("asked %d times, best %d, breaks at %d, counts %v", asked, c.most, c.breaks, c.counts)
	}
}
