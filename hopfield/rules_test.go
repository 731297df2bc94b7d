package hopfield

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A taught rule is one that is more than a sum of products.
type taught struct {
	name string
	Rule
	oneWay     bool // Wᵢⱼ and Wⱼᵢ are learned apart
	thresholds bool // are learned
	dreams     bool // chance decides as well
}

// allTaught are those rules in all their forms, quick enough for small networks.
var allTaught = []taught{
	{name: "Storkey", Rule: Storkey{}},
	{name: "Storkey, second order", Rule: Storkey{Order: SecondOrder}},
	{name: "KrauthMezard", Rule: KrauthMezard{MaxSweeps: 300}, oneWay: true},
	{name: "KrauthMezard θ", Rule: oneWay, oneWay: true, thresholds: true},
	{name: "KrauthMezard, symmetric", Rule: KrauthMezard{MaxSweeps: 300, Symmetric: true}},
	{name: "KrauthMezard θ, symmetric", Rule: bothWays, thresholds: true},
	{name: "ProbabilityFlow", Rule: ProbabilityFlow{MaxSteps: 300}},
	{name: "ProbabilityFlow θ", Rule: ProbabilityFlow{MaxSteps: 300, LearnThresholds: true}, thresholds: true},
	{name: "Unlearned Hebb", Rule: Unlearned{Rule: Hebb{}, Dreams: 30, Strength: .03, Seed: 5}, dreams: true},
	{name: "Unlearned Covariance", Rule: Unlearned{Rule: Covariance{}, Dreams: 30}, dreams: true},
	{name: "Unlearned KrauthMezard", Rule: Unlearned{Rule: oneWay, Dreams: 5}, oneWay: true, thresholds: true, dreams: true},
	{name: "Clipped Hebb", Rule: Clipped{Rule: Hebb{}}},
	{name: "Clipped KrauthMezard", Rule: Clipped{Rule: oneWay}, oneWay: true, thresholds: true},
}

var (
	oneWay   = KrauthMezard{MaxSweeps: 300, Stability: .5, LearnThresholds: true}
	bothWays = KrauthMezard{MaxSweeps: 300, Symmetric: true, LearnThresholds: true}
)

func eachTaught(t *testing.T, test func(t *testing.T, rule taught)) {
	for _, rule := range allTaught {
		t.Run(rule.name, func(t *testing.T) { test(t, rule) })
	}
}

// eachAwake leaves out those that dream, from states of their own, of which a law that changes the patterns knows nothing.
func eachAwake(t *testing.T, test func(t *testing.T, rule taught)) {
	for _, rule := range allTaught {
		if !rule.dreams {
			t.Run(rule.name, func(t *testing.T) { test(t, rule) })
		}
	}
}

// learned is what the rule makes of the patterns, whether it could store them or not; nil if it cannot learn them at all.
func learned(t rapid.TB, rule Rule, patterns []Pattern) *Network {
	net, err := rule.Train(context.Background(), patterns)
	var not *NotStoredError
	switch {
	case errors.As(err, &not):
		return not.Network
	case err != nil && !strings.Contains(err.Error(), "grow without bound"):
		t.Fatal(err)
	}
	return net
}

func thetas(net *Network) []float64 {
	theta := make([]float64, net.Len())
	for i := range theta {
		theta[i] = net.Threshold(i)
	}
	return theta
}

// storedBy is how many of the patterns are fixed points.
func storedBy(net *Network, patterns []Pattern) (count int) {
	for _, p := range patterns {
		if net.Stable(p, Keep) {
			count++
		}
	}
	return count
}

// spoiled is p with some entries flipped.
func spoiled(p Pattern, flips int, order []int) Pattern {
	q := slices.Clone(p)
	for _, i := range order[:flips] {
		q[i] = -q[i]
	}
	return q
}

func TestRulesConnectBothWaysAlikeAndNobodyToHimself(t *testing.T) {
	eachTaught(t, func(t *testing.T, rule taught) {
		net := learned(t, rule, randoms(seeded(31), 12, 40))
		symmetric := true
		for i := range net.Len() {
			for j := range net.Len() {
				w := net.Weight(i, j)
				symmetric = symmetric && w == net.Weight(j, i)
				if i == j && w != 0 || w == 0 && math.Signbit(w) {
					t.Fatalf("W[%d,%d] is %v", i, j, w)
				}
			}
		}
		if symmetric == rule.oneWay || net.Symmetric() == rule.oneWay {
			t.Errorf("W is symmetric: %v; Symmetric says %v", symmetric, net.Symmetric())
		}
		if learns := slices.ContainsFunc(thetas(net), func(t float64) bool { return t != 0 }); learns != rule.thresholds {
			t.Errorf("thresholds were learned: %v", learns)
		}
	})
}

// Which of its two states a neuron calls +1 is a convention: flip the same neurons in all patterns, and what is learned has
// the signs of their weights and thresholds changed, and nothing else.
func TestRulesKnowNoSign(t *testing.T) {
	eachAwake(t, func(t *testing.T, rule taught) {
		rapid.Check(t, func(t *rapid.T) {
			patterns := drawn(t)
			signs := drawnPattern(len(patterns[0])).Draw(t, "signs")
			turned := make([]Pattern, len(patterns))
			for k, p := range patterns {
				for i, v := range p {
					turned[k] = append(turned[k], v*signs[i])
				}
			}
			a, b := learned(t, rule, patterns), learned(t, rule, turned)
			for i := range a.Len() {
				if want := float64(signs[i]) * a.Threshold(i); b.Threshold(i) != want {
					t.Fatalf("θ[%d] is %v, want %v", i, b.Threshold(i), want)
				}
				for j := range a.Len() {
					if want := float64(signs[i]*signs[j]) * a.Weight(i, j); b.Weight(i, j) != want {
						t.Fatalf("W[%d,%d] is %v, want %v", i, j, b.Weight(i, j), want)
					}
				}
			}
		})
	})
}

// To learn the mirror of a pattern is to learn the pattern. Thresholds change their sign if all are mirrored.
func TestRulesKnowNoMirror(t *testing.T) {
	eachAwake(t, func(t *testing.T, rule taught) {
		rapid.Check(t, func(t *rapid.T) {
			patterns := drawn(t)
			mirrored := slices.Clone(patterns)
			k := rapid.IntRange(0, len(patterns)-1).Draw(t, "k")
			mirrored[k] = mirrored[k].Mirror()
			if rule.thresholds { // which see the difference, unless all are mirrored
				for k, p := range patterns {
					mirrored[k] = p.Mirror()
				}
			}
			a, b := learned(t, rule, patterns), learned(t, rule, mirrored)
			for i := range a.Len() {
				if !slices.Equal(rowOf(a, i), rowOf(b, i)) {
					t.Fatalf("row %d of the weights is %v, and of the mirror's %v", i, rowOf(a, i), rowOf(b, i))
				}
				if a.Threshold(i) != -b.Threshold(i) {
					t.Fatalf("θ[%d] is %v, and of the mirror's %v", i, a.Threshold(i), b.Threshold(i))
				}
			}
		})
	})
}

// Neurons have no order: learn the same patterns with the neurons renamed, and the weights are renamed.
func TestRulesKnowNoOrderOfNeurons(t *testing.T) {
	eachAwake(t, func(t *testing.T, rule taught) {
		r := seeded(32)
		for range 3 {
			patterns := randoms(r, 15, 40)
			order := r.Perm(40)
			renamed := make([]Pattern, len(patterns))
			for k, p := range patterns {
				for _, i := range order {
					renamed[k] = append(renamed[k], p[i])
				}
			}
			a, b := learned(t, rule, patterns), learned(t, rule, renamed)
			tolerance := 1e-6 * a.w.largest()
			for i, from := range order {
				for j := range order {
					if want := a.Weight(from, order[j]); math.Abs(b.Weight(i, j)-want) > tolerance {
						t.Fatalf("W[%d,%d] is %v, want %v", i, j, b.Weight(i, j), want)
					}
				}
				if want := a.Threshold(from); math.Abs(b.Threshold(i)-want) > tolerance {
					t.Fatalf("θ[%d] is %v, want %v", i, b.Threshold(i), want)
				}
			}
		}
	})
}

// A network keeps nothing of the patterns, and the patterns stay as they were.
func TestRulesLeaveThePatternsAlone(t *testing.T) {
	eachTaught(t, func(t *testing.T, rule taught) {
		patterns := randoms(seeded(33), 5, 30)
		before := make([]Pattern, len(patterns))
		for k, p := range patterns {
			before[k] = slices.Clone(p)
		}
		net := learned(t, rule, patterns)
		if !slices.EqualFunc(patterns, before, slices.Equal) {
			t.Error("the patterns have changed")
		}
		w := weights(net)
		for _, p := range patterns {
			copy(p, p.Mirror()[1:])
		}
		if !slices.Equal(w, weights(net)) {
			t.Error("the weights have changed with the patterns")
		}
	})
}

// The mean margin of the patterns is about 1 in units of Unit, the size of fields in all rules.
func TestRulesHaveFieldsOfAboutOneUnit(t *testing.T) {
	eachTaught(t, func(t *testing.T, rule taught) {
		patterns := randoms(seeded(34), 5, 100)
		net, sum := learned(t, rule, patterns), 0.
		for _, p := range patterns {
			for _, m := range net.Margins(p) {
				sum += m
			}
		}
		if mean := sum / 500 / net.Unit(); mean < .5 || mean > 1.5 {
			t.Errorf("the mean margin is %v units", mean)
		}
	})
}

func TestRulesNameBadInput(t *testing.T) {
	ok := Pattern{1, -1, 1, 1}
	eachTaught(t, func(t *testing.T, rule taught) {
		for _, c := range []struct {
			patterns []Pattern
			want     string
		}{
			{nil, "patterns is empty"},
			{[]Pattern{nil}, "patterns[0] is empty"},
			{[]Pattern{ok, {1, 0, 1, 1}}, "patterns[1][1] is 0"},
			{[]Pattern{ok, ok, {1}}, "patterns[2] has 1 entries, patterns[0] has 4"},
			{[]Pattern{ones(MaxDense + 1)}, "patterns[0] has 16385 entries"},
		} {
			net, err := rule.Train(context.Background(), c.patterns)
			if net != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		}
	})
	for _, c := range []struct {
		rule Rule
		want string
	}{
		{Storkey{Order: 2}, "Storkey.Order is 2"},
		{Storkey{Order: -1}, "Storkey.Order is -1"},
		{KrauthMezard{Stability: math.NaN()}, "KrauthMezard.Stability is NaN"},
		{KrauthMezard{Stability: math.Inf(1)}, "KrauthMezard.Stability is +Inf"},
		{KrauthMezard{Stability: -1}, "KrauthMezard.Stability is -1"},
		{KrauthMezard{MaxSweeps: -1}, "KrauthMezard.MaxSweeps is -1"},
		{KrauthMezard{MaxSweeps: 1<<22 + 1}, "KrauthMezard.MaxSweeps is 4194305"},
		{ProbabilityFlow{Margin: math.NaN()}, "ProbabilityFlow.Margin is NaN"},
		{ProbabilityFlow{Margin: -1}, "ProbabilityFlow.Margin is -1"},
		{ProbabilityFlow{Margin: 101}, "ProbabilityFlow.Margin is 101"},
		{ProbabilityFlow{MaxSteps: -1}, "ProbabilityFlow.MaxSteps is -1"},
		{Unlearned{}, "Unlearned.Rule is nil"},
		{Unlearned{Rule: Hebb{}, Dreams: -1}, "Unlearned.Dreams is -1"},
		{Unlearned{Rule: Hebb{}, Strength: -.1}, "Unlearned.Strength is -0.1"},
		{Unlearned{Rule: Hebb{}, Strength: 1.1}, "Unlearned.Strength is 1.1"},
		{Unlearned{Rule: Hebb{}, Strength: math.NaN()}, "Unlearned.Strength is NaN"},
		{Unlearned{Rule: Hebb{}, Dreams: 1, Strength: 1e-9}, "Unlearned.Strength is 1e-09"},
		{Clipped{}, "Clipped.Rule is nil"},
		{Clipped{Rule: nobody{}}, "Clipped.Rule makes a network without neurons"},
	} {
		net, err := c.rule.Train(context.Background(), []Pattern{ok})
		if net != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", err, c.want)
		}
	}
	if s := (&NotStoredError{}).Error(); !strings.Contains(s, "0 of 0") {
		t.Error(s)
	}
	many := slices.Repeat([]Pattern{ok}, mostLessons+1)
	for _, rule := range []Rule{KrauthMezard{}, ProbabilityFlow{}} {
		_, err := rule.Train(context.Background(), many)
		if err == nil || !strings.Contains(err.Error(), "patterns are 16385") {
			t.Errorf("%T: error %v", rule, err)
		}
	}
}

// nobody is a rule from outside the package, which cannot make a network.
type nobody struct{}

func (nobody) Train(context.Context, []Pattern) (*Network, error) { return nil, nil }

// Every rule stops when it is told to, before it begins or in the midst of it.
func TestRulesObeyTheirContext(t *testing.T) {
	hard := randoms(seeded(35), 60, 20) // that nothing can store
	eachTaught(t, func(t *testing.T, rule taught) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if net, err := rule.Train(ctx, hard); net != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("canceled: %v, %v", net, err)
		}
	})
	for _, rule := range []func(progress func(int, int)) Rule{
		func(p func(int, int)) Rule { return KrauthMezard{Progress: p} },
		func(p func(int, int)) Rule { return KrauthMezard{Progress: p, Symmetric: true} },
		func(p func(int, int)) Rule { return ProbabilityFlow{Progress: p} },
		func(p func(int, int)) Rule { return Unlearned{Rule: Hebb{}, Dreams: 1e5, Progress: p} },
	} {
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		told := rule(func(done, total int) {
			if calls++; calls == 3 {
				cancel()
			}
			if done < 0 || done > total || calls > 3 {
				t.Errorf("%d of %d are done at the call %d, when the third was to end it", done, total, calls)
			}
		})
		if net, err := told.Train(ctx, hard); net != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%T: %v, %v", told, net, err)
		}
	}
}
