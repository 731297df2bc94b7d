package hopfield

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestBadInputIsNamed(t *testing.T) {
	net := train(t, Hebb{}, []Pattern{{1, -1, 1}})
	ok, r := Pattern{1, 1, 1}, seeded(1)
	trained := func(rule Rule, patterns ...Pattern) error {
		_, err := rule.Train(context.Background(), patterns)
		return err
	}
	recalled := func(net *Network, start Pattern, r *rand.Rand, o *RecallOptions) error {
		_, err := net.Recall(context.Background(), start, r, o)
		return err
	}
	random := func(r *rand.Rand, n int) error { _, err := Random(r, n); return err }
	noisy := func(r *rand.Rand, p Pattern, sigma float64) error { _, err := Noisy(r, p, sigma); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{trained(Hebb{}), "patterns is empty"},
		{trained(PseudoInverse{}), "patterns is empty"},
		{trained(Hebb{}, nil), "patterns[0] is empty"},
		{trained(Hebb{}, ok, Pattern{1, 0, 1}), "patterns[1][1] is 0"},
		{trained(PseudoInverse{}, ok, Pattern{1, 1, -128}), "patterns[1][2] is -128"},
		{trained(Hebb{}, ok, ok, Pattern{1}), "patterns[2] has 1 entries, patterns[0] has 3"},
		{trained(Hebb{}, ones(MaxNeurons+1)), "patterns[0] has 1048577 entries"},
		{trained(KrauthMezard{}, ones(MaxDense+1)), "patterns[0] has 16385 entries: this rule takes at most 16384"},
		{trained(KrauthMezard{}, slices.Repeat([]Pattern{ones(4097)}, 4096)...), "patterns are 4096 of 4097 entries: this rule takes at most 16777216"},
		{checkLoad(16384, 4097, mostProjected), "patterns are 4097 of 16384 entries: this rule takes at most 67108864"},
		{trained(Storkey{Order: 9}, ok), "hopfield: Storkey.Order is 9"},
		{trained(PseudoInverse{}, ones(MaxDense+1)), "patterns[0] has 16385 entries"},
		{trained(PseudoInverse{}, ok, Pattern{1, -1, 1}, ok), "patterns[2] equals patterns[0]"},
		{trained(PseudoInverse{}, Pattern{1, -1, 1}, ok, ok.Mirror()), "patterns[2] is the mirror image of patterns[1]"},
		{trained(PseudoInverse{}, Pattern{1, 1, 1, 1}, Pattern{1, 1, -1, -1}, Pattern{1, -1, 1, -1}, Pattern{1, -1, -1, 1},
			Pattern{1, 1, 1, -1}), "patterns[4] is a linear combination of the 4 patterns before it"},
		{recalled(net, nil, r, nil), "start is empty"},
		{recalled(net, Pattern{1, 1}, r, nil), "start has 2 entries, the network 3 neurons"},
		{recalled(net, Pattern{1, 1, 2}, r, nil), "start[2] is 2"},
		{recalled(net, ok, nil, nil), "r is nil"},
		{recalled(net, ok, r, &RecallOptions{Ties: 3}), "Ties is 3"},
		{recalled(net, ok, r, &RecallOptions{Ties: -1}), "Ties is -1"},
		{recalled(net, ok, r, &RecallOptions{MaxSweeps: -1}), "MaxSweeps is -1"},
		{recalled(net, ok, r, &RecallOptions{Order: 3}), "RecallOptions.Order is 3"},
		{recalled(net, ok, r, &RecallOptions{Temperature: math.NaN()}), "RecallOptions.Temperature is NaN"},
		{recalled(net, ok, r, &RecallOptions{Temperature: -1}), "RecallOptions.Temperature is -1"},
		{recalled(net, ok, r, &RecallOptions{Temperature: 1, Order: Steepest}), "RecallOptions.Order is steepest at a temperature of 1"},
		{recalled(net, ok, nil, &RecallOptions{Temperature: 1, Order: InTurn}), "r is nil"},
		{recalled(net, ok, r, &RecallOptions{Sequence: []int{0, 1, 2}}), "RecallOptions.Sequence is given with the order shuffled"},
		{recalled(net, ok, r, &RecallOptions{Order: InTurn, Sequence: []int{0, 1}}), "RecallOptions.Sequence must name each of the 3 neurons"},
		{recalled(net, ok, r, &RecallOptions{Order: InTurn, Sequence: []int{0, 1, 1}}), "RecallOptions.Sequence must name"},
		{recalled(net, ok, r, &RecallOptions{Order: InTurn, Sequence: []int{0, 1, 3}}), "RecallOptions.Sequence must name"},
		{random(nil, 3), "r is nil"},
		{random(r, 0), "n is 0"},
		{recalled(&Network{}, ok, r, nil), "start has 3 entries, the network 0 neurons"},
		{noisy(r, ok, math.NaN()), "sigma is NaN"},
		{noisy(r, ok, math.Inf(1)), "sigma is +Inf"},
		{noisy(r, ok, -.5), "sigma is -0.5"},
		{noisy(r, Pattern{1, 0}, 1), "p[1] is 0"},
		{noisy(nil, ok, 1), "r is nil"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
	for name, got := range map[string]float64{
		"Weight(-1, 0)": net.Weight(-1, 0), "Weight(0, 3)": net.Weight(0, 3), "Field(s, 3)": net.Field(ok, 3),
		"Field of a short state": net.Field(Pattern{1}, 0), "Energy of a long state": net.Energy(make(Pattern, 4)),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s is %v, want NaN", name, got)
		}
	}
	if net.Fields(Pattern{1}) != nil || net.Stable(Pattern{1}, Keep) || net.Stable(Pattern{0, 0, 0}, Keep) {
		t.Error("what is no state has fields, or is stable")
	}
}
