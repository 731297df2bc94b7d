package hopfield

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// With minus the row sums as thresholds, ±1 neurons do what neurons of 0 and 1 without thresholds do, where −1 plays the
// 1; with plus the row sums, where +1 does.
func TestRowSumsAreTheNetworkOfZeroAndOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bare := drawnFrom(t, Hebb{}, Covariance{}, PseudoInverse{})
		s := drawnPattern(bare.Len()).Draw(t, "s")
		for _, one := range []int8{0, -1, 1} {
			theta, err := RowSumThreshold{One: one}.Theta(bare, nil)
			if err != nil {
				t.Fatal(err)
			}
			net, err := bare.WithThresholds(theta)
			if err != nil {
				t.Fatal(err)
			}
			sign := 1.
			if one <= 0 {
				sign = -1
			}
			for i, h := range net.Fields(s) {
				active := 0. // Wv for v in {0, 1}
				for j, v := range s {
					if float64(v) == sign {
						active += bare.Weight(i, j)
					}
				}
				if h != sign*2*active {
					t.Fatalf("1 is %v: the field of %d is %v, that of the 0/1 network %v", sign, i, h, active)
				}
			}
		}
	})
}

// In units of pixels, the mean is invisible beside raw fields, which are whole numbers: no neuron with a field changes its
// mind. In units of fields, it does.
func TestMeansAreInFieldUnits(t *testing.T) {
	r := seeded(1)
	x := randoms(r, 4, 61)
	net := train(t, Hebb{}, x)
	theta, err := MeanThreshold{}.Theta(net, x)
	if err != nil {
		t.Fatal(err)
	}
	pixels := make([]float64, len(theta))
	for i := range pixels {
		mean := float64(x[0][i]+x[1][i]+x[2][i]+x[3][i]) / 4
		if theta[i] != 61*mean {
			t.Fatalf("theta[%d] is %v, the mean %v of 61 neurons", i, theta[i], mean)
		}
		pixels[i] = mean * .999 // a mean over many patterns is never quite ±1
	}
	inPixels, err := net.WithThresholds(pixels)
	if err != nil {
		t.Fatal(err)
	}
	inFields, err := net.WithThresholds(theta)
	if err != nil {
		t.Fatal(err)
	}
	changed, undecided := 0, 0
	for range 20 {
		s := random(r, 61)
		h, seen, felt := net.Fields(s), inPixels.Fields(s), inFields.Fields(s)
		for i := range h {
			if h[i] == 0 {
				undecided++
			} else if math.Signbit(seen[i]) != math.Signbit(h[i]) {
				t.Fatalf("a threshold of %v turns the field %v", pixels[i], h[i])
			}
			if math.Signbit(felt[i]) != math.Signbit(h[i]) {
				changed++
			}
		}
	}
	if changed < 100 || undecided > 1000 {
		t.Errorf("thresholds in field units change %d of 1,220 answers; %d fields are 0", changed, undecided)
	}
}

func TestMeanAndDeviation(t *testing.T) {
	x := []Pattern{{1, 1, -1}, {1, -1, -1}, {1, -1, -1}, {1, -1, -1}}
	net := train(t, Hebb{}, x)
	theta, err := MeanThreshold{Scale: -2, Deviations: .5}.Theta(net, x)
	if err != nil {
		t.Fatal(err)
	}
	std := math.Sqrt((1.5*1.5 + 3*.5*.5) / 4) // of 1, −1, −1, −1, whose mean is −½
	for i, want := range []float64{1, -.5 + .5*std, -1} {
		if math.Abs(theta[i]+2*3*want) > 1e-12 {
			t.Errorf("theta[%d] is %v, want %v", i, theta[i], -2*3*want)
		}
	}
}

// Thresholds are rounded far below what could be seen, and never so that sums are inexact: see the recalls with thresholds
// in TestRecallEqualsTheObviousOne.
func TestThresholdsAreKept(t *testing.T) {
	r := seeded(2)
	for _, rule := range rules {
		net := train(t, rule, randoms(r, 20, 500))
		theta := make([]float64, 500)
		for i := range theta {
			theta[i] = (r.Float64() - .5) * net.Unit()
		}
		biased, err := net.WithThresholds(theta)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range theta {
			if got := biased.Threshold(i); math.Abs(got-want) > 1e-8*net.Unit() {
				t.Errorf("%T: threshold %d is %v, want %v", rule, i, got, want)
			}
			if net.Threshold(i) != 0 {
				t.Error("the network without thresholds has got some")
			}
		}
		bare, err := biased.WithThresholds(nil)
		if err != nil {
			t.Fatal(err)
		}
		if s := random(r, 500); !slices.Equal(bare.Fields(s), net.Fields(s)) {
			t.Error("without its thresholds the network is another")
		}
	}
}

func TestBadThresholdsAreNamed(t *testing.T) {
	x := []Pattern{{1, -1, 1}}
	net := train(t, Hebb{}, x)
	set := func(theta ...float64) error { _, err := net.WithThresholds(theta); return err }
	of := func(h Threshold, patterns []Pattern) error { _, err := h.Theta(net, patterns); return err }
	trained := func(rule Thresholded) error { _, err := rule.Train(context.Background(), x); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{set(0, 1), "theta has 2 entries, the network 3"},
		{set(0, math.NaN(), 0), "theta[1] is NaN"},
		{set(0, 0, math.Inf(-1)), "theta[2] is -Inf"},
		{set(0, 1e300, 0), "theta[1] is 1e+300"},
		{of(ConstantThreshold{Value: math.NaN()}, nil), "ConstantThreshold.Value is NaN"},
		{of(MeanThreshold{Scale: math.Inf(1)}, x), "MeanThreshold.Scale is +Inf"},
		{of(MeanThreshold{Deviations: math.NaN()}, x), "MeanThreshold.Deviations is NaN"},
		{of(MeanThreshold{}, nil), "patterns is empty"},
		{of(MeanThreshold{}, []Pattern{{1}}), "patterns[0] has 1 entries, the network 3"},
		{of(RowSumThreshold{One: 2}, nil), "RowSumThreshold.One is 2"},
		{trained(Thresholded{}), "Thresholded.Rule is nil"},
		{trained(Thresholded{nobody{}, ConstantThreshold{}}), "Thresholded.Rule makes a network without neurons"},
		{trained(Thresholded{Rule: PseudoInverse{}, Threshold: RowSumThreshold{One: -7}}), "RowSumThreshold.One is -7"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("error %v, want one with %q", c.err, c.want)
		}
	}
	if !math.IsNaN(net.Threshold(3)) || !math.IsNaN(net.Threshold(-1)) {
		t.Error("what is no neuron has a threshold")
	}
	if n, err := new(Network).WithThresholds(nil); err != nil || n.Len() != 0 {
		t.Errorf("of no neuron: %v, %v", n, err)
	}
}
