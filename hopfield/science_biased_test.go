package hopfield_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// biased returns random patterns whose entries are +1 with the given probability.
func biased(r *rand.Rand, count, n int, probability float64) []hopfield.Pattern {
	patterns := make([]hopfield.Pattern, count)
	for k := range patterns {
		for range n {
			v := int8(-1)
			if r.Float64() < probability {
				v = 1
			}
			patterns[k] = append(patterns[k], v)
		}
	}
	return patterns
}

// correlation is the mean correlation of some patterns with the states to which recalls from them lead: 1 where they stay, 0
// where nothing is left of them but the mean of their entries.
func correlation(t *testing.T, net *hopfield.Network, patterns []hopfield.Pattern) (mean float64) {
	all := slices.Repeat(hopfield.Pattern{1}, net.Len())
	for _, x := range patterns {
		s := settle(t, net, x, &hopfield.RecallOptions{MaxSweeps: 50}).End
		mx, ms := x.Overlap(all), s.Overlap(all)
		if ms*ms < 1 { // a state of one sign alone knows nothing
			mean += (x.Overlap(s) - mx*ms) / math.Sqrt((1-mx*mx)*(1-ms*ms)) / float64(len(patterns))
		}
	}
	return mean
}

// One in five entries is +1. By Hebb's rule the mean drowns everything. Centered weights leave a field of
// N·P(1−b²)(xᵢ − x̄ᵢ), too weak where x is what it mostly is; with (1−b²)·x̄ given back as a threshold it is N·P(1−b²)xᵢ, and
// beside its noise, N·P(1−b²)√α, an entry errs as without a bias: ½ erfc(√(1/2α)).
func TestCovarianceNeedsTheMeanBackAsAThreshold(t *testing.T) {
	const n, bias, networks = 1000, -.6, 8
	rule := hopfield.Thresholded{Rule: hopfield.Covariance{}, Threshold: hopfield.MeanThreshold{Scale: 1 - bias*bias}}
	r := stream(31)
	patterns := biased(r, 100, n, (1+bias)/2)
	keeps := func(rule hopfield.Rule) float64 { return correlation(t, train(t, rule, patterns), patterns[:10]) }
	with, without, hebb := keeps(rule), keeps(hopfield.Covariance{}), keeps(hopfield.Hebb{})
	if with < .98 || without > .5 || hebb > .1 {
		t.Errorf("with the threshold a correlation of %.3f is left, without it %.3f, by Hebb's rule %.3f", with, without, hebb)
	}

	const p = 150
	var sum, squares float64
	for range networks {
		patterns := biased(r, p, n, (1+bias)/2)
		net, wrong := train(t, rule, patterns), 0.
		for _, x := range patterns {
			for _, m := range net.Margins(x) {
				if m < 0 {
					wrong += 1. / (n * p)
				}
			}
		}
		sum, squares = sum+wrong, squares+wrong*wrong
	}
	mean, want := sum/networks, oneStep(float64(p-1)/n)
	se := math.Sqrt((squares/networks - mean*mean) / (networks - 1))
	// A pattern's own mean is b ± .025, which at this N adds a few parts in a hundred.
	if math.Abs(mean-want) > 4.5*se+.05*want {
		t.Errorf("a share of %.5f ± %.5f errs, want %.5f", mean, se, want)
	}
}

// Neurons of 0 and 1, one in twenty active: with the covariance as weights and a threshold half way between the fields of
// the two, many times as many patterns are kept as of ±1 with fair coins (Tsodyks & Feigel'man 1988): N/(2a|ln a|) in the
// limit of a → 0, N → ∞, far above .138 N here already.
func TestSparsePatternsOfZeroAndOne(t *testing.T) {
	const n, p, a = 1000, 300, .05
	patterns := biased(stream(32), p, n, a)
	net := train(t, hopfield.Covariance{}, patterns)
	theta, err := hopfield.RowSumThreshold{One: 1}.Theta(net, nil) // now fields are twice those of 0 and 1
	if err != nil {
		t.Fatal(err)
	}
	for i := range theta {
		// x − x̄ is twice 1−a or −a. The field of an active neuron is (1−a)·8Pa(1−a)N, of another −a times as much.
		theta[i] -= (.5 - a) * 8 * p * a * (1 - a) * n
	}
	sparse, err := net.WithThresholds(theta)
	if err != nil {
		t.Fatal(err)
	}
	some := patterns[:10]
	given := hopfield.Thresholded{Rule: hopfield.Covariance{}, Threshold: hopfield.MeanThreshold{Scale: 4 * a * (1 - a)}}
	zeroOne, plusMinus := correlation(t, sparse, some), correlation(t, train(t, given, patterns), some)
	fair := coins(stream(33), p, n)
	if half := correlation(t, train(t, hopfield.Hebb{}, fair), fair[:10]); zeroOne < .97 || plusMinus > .5 || half > .5 {
		t.Errorf("of 0.3 N sparse patterns, 0 and 1 keep %.3f, −1 and +1 %.3f; of as many fair ones %.3f is kept",
			zeroOne, plusMinus, half)
	}
}
