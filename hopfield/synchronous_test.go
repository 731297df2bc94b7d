package hopfield

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// slowOrbit asks all neurons at once and compares every state with all before it.
func slowOrbit(net *Network, start Pattern, ties Ties, steps int) (states []Pattern, transient, period int) {
	states = []Pattern{start}
	for len(states) <= steps {
		s := states[len(states)-1]
		next := slices.Clone(s)
		for i := range s {
			next[i] = ties.answer(slowField(net, s, i), s[i])
		}
		states = append(states, next)
		for k, before := range states[:len(states)-1] {
			if slices.Equal(before, next) {
				return states, k, len(states) - 1 - k
			}
		}
	}
	return states, 0, 0
}

// The orbit is that of the obvious search, and symmetric weights have the period 1 or 2 (Goles & Olivos 1981).
func TestOrbitEqualsTheObviousOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := anyNetwork(t)
		start := drawnPattern(net.Len()).Draw(t, "start")
		o := SynchronousOptions{Ties: Ties(rapid.IntRange(0, 2).Draw(t, "ties")), MaxSteps: rapid.IntRange(1, 40).Draw(t, "steps")}
		states, transient, period := slowOrbit(net, start, o.Ties, o.MaxSteps)
		orbit, err := net.Synchronous(context.Background(), start, &o)
		if err != nil {
			t.Fatal(err)
		}
		if orbit.Transient != transient || orbit.Period != period || len(orbit.Steps) != len(states)-1 || orbit.StartEnergy != net.Energy(start) {
			t.Fatalf("got %+v, want a way of %d into a circle of %d", orbit, transient, period)
		}
		for k, s := range orbit.States() {
			if !slices.Equal(s, states[k]) || k > 0 && orbit.Steps[k-1].Energy != slowEnergy(net, s) {
				t.Fatalf("state %d is %v, want %v", k, s, states[k])
			}
		}
		if !slices.Equal(orbit.End, states[len(states)-1]) {
			t.Fatalf("the end is %v, want %v", orbit.End, states[len(states)-1])
		}
		if net.Symmetric() && orbit.Period > 2 {
			t.Fatalf("symmetric weights have a period of %d", orbit.Period)
		}
		if orbit.Period == 1 && !net.Stable(orbit.End, o.Ties) {
			t.Fatal("a period of 1 ends in what is no fixed point")
		}
	})
}

// Where each neuron listens to the one before it alone, a lone +1 runs around: a period as long as the network.
func TestAsymmetricOrbitsAreLong(t *testing.T) {
	const n = 7
	w := make([]float64, n*n)
	for i := range n {
		w[i*n+(i+n-1)%n] = 1
	}
	d, err := rounded(context.Background(), n, w, false)
	if err != nil {
		t.Fatal(err)
	}
	net, err := newNetwork(n, d, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	start := ones(n)
	start[0] = -1
	orbit, err := net.Synchronous(context.Background(), start, nil)
	if err != nil {
		t.Fatal(err)
	}
	if orbit.Period != n || orbit.Transient != 0 || net.Symmetric() {
		t.Errorf("the period is %d after %d steps, want %d", orbit.Period, orbit.Transient, n)
	}
}

func TestSynchronousNamesWhatIsWrong(t *testing.T) {
	net := train(t, Hebb{}, []Pattern{{1, -1, 1}})
	for want, c := range map[string]struct {
		start Pattern
		o     SynchronousOptions
	}{
		"start is empty":                    {},
		"start[2] is 0":                     {start: Pattern{1, 1, 0}},
		"start has 2 entries":               {start: Pattern{1, 1}},
		"SynchronousOptions.Ties is 9":      {start: ones(3), o: SynchronousOptions{Ties: 9}},
		"SynchronousOptions.MaxSteps is -1": {start: ones(3), o: SynchronousOptions{MaxSteps: -1}},
	} {
		if _, err := net.Synchronous(context.Background(), c.start, &c.o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if orbit, err := net.Synchronous(ctx, ones(3), nil); orbit != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, %v", orbit, err)
	}
}
