package hopfield

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What is deleted is 0, what is not is as it was; cut both ways, symmetric weights stay symmetric; and the share that is
// lost is the probability.
func TestWithoutSynapsesDeletesItsShare(t *testing.T) {
	const n = 300
	r := seeded(51)
	net := train(t, Thresholded{PseudoInverse{}, MeanThreshold{}}, randoms(r, 7, n))
	for _, cut := range []Cut{BothWays, OneWay} {
		for _, d := range []float64{0, .1, .5, .9, 1} {
			damaged, err := net.WithoutSynapses(r, d, cut)
			if err != nil {
				t.Fatal(err)
			}
			lost, synapses := 0., 0.
			for i := range n {
				for j := range i {
					a, b := damaged.Weight(i, j), damaged.Weight(j, i)
					if a != 0 && a != net.Weight(i, j) || b != 0 && b != net.Weight(j, i) {
						t.Fatalf("W[%d,%d] went from %v to %v", i, j, net.Weight(i, j), a)
					}
					if cut == BothWays && a != b {
						t.Fatalf("W[%d,%d] is %v, W[%d,%d] %v", i, j, a, j, i, b)
					}
					for k, w := range []float64{a, b} {
						if (k == 0 || cut == OneWay) && net.Weight(i, j) != 0 {
							synapses++
							if w == 0 {
								lost++
							}
						}
					}
				}
				if damaged.Threshold(i) != net.Threshold(i) {
					t.Fatalf("threshold %d went from %v to %v", i, net.Threshold(i), damaged.Threshold(i))
				}
			}
			if off := math.Abs(lost/synapses - d); off > 4.5*math.Sqrt(d*(1-d)/synapses) || damaged.Unit() != net.Unit() {
				t.Errorf("%v, %v: %v of the synapses are lost; the unit is %v", cut, d, lost/synapses, damaged.Unit())
			}
			s := random(seeded(53), n)
			for i, h := range damaged.Fields(s) {
				if want := slowField(damaged, s, i); h != want {
					t.Fatalf("%v, %v: field %d is %v, the sum %v", cut, d, i, h, want)
				}
			}
			symmetric := symmetricByHand(damaged)
			if symmetric != (cut == BothWays || d == 0 || d == 1) || symmetric != damaged.Symmetric() {
				t.Errorf("%v, %v: symmetric %v, Symmetric says %v", cut, d, symmetric, damaged.Symmetric())
			}
		}
	}
}

func symmetricByHand(net *Network) bool {
	for i := range net.Len() {
		for j := range i {
			if net.Weight(i, j) != net.Weight(j, i) {
				return false
			}
		}
	}
	return true
}

// A pair cut both ways is cut both ways in a network that was never symmetric, too.
func TestBothWaysCutsPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := drawnHandmade(t, 8)
		damaged, err := net.WithoutSynapses(seeded(rapid.Uint64().Draw(t, "seed")), .5, BothWays)
		if err != nil {
			t.Fatal(err)
		}
		for i := range net.Len() {
			for j := range net.Len() {
				whole := damaged.Weight(i, j) == net.Weight(i, j) && damaged.Weight(j, i) == net.Weight(j, i)
				if !whole && (damaged.Weight(i, j) != 0 || damaged.Weight(j, i) != 0) {
					t.Fatalf("of the pair %d, %d one way is left", i, j)
				}
			}
		}
		s := drawnPattern(net.Len()).Draw(t, "s")
		for i, h := range damaged.Fields(s) {
			if want := slowField(damaged, s, i); h != want || damaged.Threshold(i) != net.Threshold(i) {
				t.Fatalf("field %d is %v, the sum %v", i, h, want)
			}
		}
	})
}

// The living do what they would do if the others had never been: with Hebb's rule, the network is the one that learns the
// patterns without those entries.
func TestWithoutNeuronsLeavesTheNetworkOfTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		patterns := drawn(t)
		n := len(patterns[0])
		gone := Mask(rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "gone"))
		if gone.Count() == n {
			gone[0] = false
		}
		theta := rapid.SliceOfN(rapid.SampledFrom([]float64{0, .5, -2}), n, n).Draw(t, "theta")
		net := thresholded(t, patterns, theta)
		damaged, err := net.WithoutNeurons(gone)
		if err != nil {
			t.Fatal(err)
		}
		living := func(p []int8) (rest Pattern) {
			for i, v := range p {
				if !gone[i] {
					rest = append(rest, v)
				}
			}
			return rest
		}
		var rest []Pattern
		for _, p := range patterns {
			rest = append(rest, living(p))
		}
		var restTheta []float64
		for i, v := range theta {
			if !gone[i] {
				restTheta = append(restTheta, v)
			}
		}
		small := thresholded(t, rest, restTheta)
		s := drawnPattern(n).Draw(t, "s")
		if damaged.Energy(s) != small.Energy(living(s)) {
			t.Fatalf("the energy is %v, of the others alone %v", damaged.Energy(s), small.Energy(living(s)))
		}
		want := small.Fields(living(s))
		for i, h := range damaged.Fields(s) {
			switch {
			case gone[i] && h != 0:
				t.Fatalf("neuron %d is gone, but hears %v", i, h)
			case !gone[i] && h != want[0]:
				t.Fatalf("neuron %d hears %v, without the others %v", i, h, want[0])
			case !gone[i]:
				want = want[1:]
			}
		}
		for ties, answer := range map[Ties]func(int8) int8{
			Keep: func(v int8) int8 { return v }, Plus: func(int8) int8 { return 1 }, Minus: func(int8) int8 { return -1 },
		} {
			run, err := damaged.Recall(t.Context(), s, seeded(1), &RecallOptions{Ties: ties})
			if err != nil {
				t.Fatal(err)
			}
			for i := range s {
				if gone[i] && run.End[i] != answer(s[i]) {
					t.Fatalf("under %v neuron %d, which is gone, went from %d to %d", ties, i, s[i], run.End[i])
				}
			}
		}
	})
}

func thresholded(t *rapid.T, patterns []Pattern, theta []float64) *Network {
	net, err := Hebb{}.Train(t.Context(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	if net, err = net.WithThresholds(theta); err != nil {
		t.Fatal(err)
	}
	return net
}

// A share d of the synapses or the neurons gone, a bit goes wrong in one step as if the load were α/(1−d): with
// probability ½ erfc(√((1−d)/2α)). A field of 0 is half an error.
//
// A neuron keeps (1−d)N synapses only on average, give or take √(d(1−d)N), which at this N adds about a part in a hundred.
func TestDamageRaisesTheErrorOfOneStepLikeTheLoad(t *testing.T) {
	const n, p, trials = 300, 45, 20
	alpha := float64(p-1) / n
	type damage func(net *Network, r *rand.Rand, d float64) (*Network, Mask, error)
	synapses := func(cut Cut) damage {
		return func(net *Network, r *rand.Rand, d float64) (*Network, Mask, error) {
			damaged, err := net.WithoutSynapses(r, d, cut)
			return damaged, make(Mask, n), err
		}
	}
	neurons := func(net *Network, r *rand.Rand, d float64) (*Network, Mask, error) {
		gone, err := RandomMask(r, n, d)
		if err != nil {
			return nil, nil, err
		}
		damaged, err := net.WithoutNeurons(gone)
		return damaged, gone, err
	}
	for name, damage := range map[string]damage{
		"synapses both ways": synapses(BothWays), "synapses one way": synapses(OneWay), "neurons": neurons,
	} {
		for _, d := range []float64{.5, .75} {
			var sum, squares float64
			for trial := range uint64(trials) {
				r := seeded(100 + trial)
				patterns := randoms(r, p, n)
				damaged, gone, err := damage(train(t, Hebb{}, patterns), r, d)
				if err != nil {
					t.Fatal(err)
				}
				share := oneStepError(damaged, patterns[:12], gone)
				sum, squares = sum+share, squares+share*share
			}
			mean, want := sum/trials, math.Erfc(math.Sqrt((1-d)/(2*alpha)))/2
			se := math.Sqrt((squares/trials - mean*mean) / (trials - 1))
			if math.Abs(mean-want) > 4.5*se+.01*want {
				t.Errorf("%s, d = %v: a share %.5f ± %.5f of the bits goes wrong, want %.5f", name, d, mean, se, want)
			}
		}
	}
}

// oneStepError is the share of entries, of neurons that are not gone, with a field against them.
func oneStepError(net *Network, patterns []Pattern, gone Mask) float64 {
	wrong := 0.
	for _, p := range patterns {
		for i, m := range net.Margins(p) {
			switch {
			case gone[i]:
			case m < 0:
				wrong++
			case m == 0:
				wrong += .5
			}
		}
	}
	return wrong / float64(len(patterns)*(len(gone)-gone.Count()))
}

// Damage leaves the network it is done to alone.
func TestDamageMakesAnotherNetwork(t *testing.T) {
	net := train(t, PseudoInverse{}, randoms(seeded(52), 3, 20))
	before := weights(net)
	if _, err := net.WithoutSynapses(seeded(1), 1, BothWays); err != nil {
		t.Fatal(err)
	}
	if _, err := net.WithoutNeurons(Mask(make([]bool, 20)).Complement()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(weights(net), before) {
		t.Error("the network has changed")
	}
}

func TestBadDamageIsNamed(t *testing.T) {
	net, r := train(t, Hebb{}, []Pattern{{1, -1, 1}}), seeded(1)
	cut := func(net *Network, r *rand.Rand, d float64, cut Cut) error {
		_, err := net.WithoutSynapses(r, d, cut)
		return err
	}
	kill := func(net *Network, gone Mask) error { _, err := net.WithoutNeurons(gone); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{cut(net, r, math.NaN(), BothWays), "probability is NaN"},
		{cut(net, r, -1, BothWays), "probability is -1"},
		{cut(net, r, 1.01, BothWays), "probability is 1.01"},
		{cut(net, r, .5, 2), "cut is 2"},
		{cut(net, nil, .5, OneWay), "r is nil"},
		{cut(train(t, Hebb{}, []Pattern{ones(MaxDense + 1)}), r, .5, OneWay), "at most 16384 neurons"},
		{kill(net, Mask{true}), "gone has 1 entries, the network has 3"},
		{kill(&Network{}, Mask{true}), "gone has 1 entries, the network has 0"},
		{kill(train(t, Hebb{}, []Pattern{ones(MaxDense + 1)}), make(Mask, MaxDense+1)), "at most 16384 neurons"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
	for _, err := range []error{cut(&Network{}, r, .5, BothWays), kill(&Network{}, nil)} {
		if err != nil {
			t.Errorf("a network of no neurons cannot be damaged: %v", err)
		}
	}
}
