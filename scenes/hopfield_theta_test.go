package scenes

import (
	"context"
	"testing"

	"flipbook/hopfield"
)

// Of the six letters five are stable without thresholds, none to five with a
// rule of thumb, and all if weights are learned, with thresholds or without.
// Hebb's weights with no thresholds at all keep six: one neuron is torn.
func TestHopfieldThetaNumbers(t *testing.T) {
	e, _ := Named("hopfield-theta")
	f := filmed(t, e.New())
	for name, want := range map[string]float64{"none": 5, "weights": 6, "learned": 6, "least": 0, "most": 5, "torn": 1} {
		if got := result(t, f, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// The letters that stay are those that are fixed points, by the definition of
// each threshold: h = Σ Wᵢⱼsⱼ + θᵢ with θ written out here.
func TestHopfieldThetaThresholds(t *testing.T) {
	letters := lettersOf("EHJPTF")
	n, p := len(letters[0]), len(letters)
	field := func(x hopfield.Pattern, i int) (h, mean, rows float64) {
		for _, y := range letters {
			mean += float64(y[i]) / float64(p)
			for j := range n {
				if j != i {
					h += float64(y[i] * y[j] * x[j])
					rows += float64(y[i] * y[j])
				}
			}
		}
		return h, mean, rows
	}
	count := func(theta func(mean, rows float64) float64) (stay int) {
		for _, x := range letters {
			stable := true
			for i := range x {
				h, mean, rows := field(x, i)
				stable = stable && (h+theta(mean, rows))*float64(x[i]) > -1e-9
			}
			if stable {
				stay++
			}
		}
		return stay
	}
	s := &HopfieldTheta{Letters: "EHJPTF", Constant: 0.2, K: 1, Flipped: 3, Trials: 10, Seed: 1}
	for _, c := range []struct {
		threshold hopfield.Threshold
		theta     func(mean, rows float64) float64
	}{
		{nil, func(float64, float64) float64 { return 0 }},
		{hopfield.ConstantThreshold{Value: 0.2}, func(float64, float64) float64 { return 0.2 * float64(n) }},
		{hopfield.MeanThreshold{}, func(mean, _ float64) float64 { return mean * float64(n) }},
		{hopfield.MeanThreshold{Scale: 1. / 36}, func(mean, _ float64) float64 { return mean }},
		{hopfield.RowSumThreshold{}, func(_, rows float64) float64 { return -rows }},
	} {
		way := &thetaWay{key: "test", rule: hopfield.Thresholded{Rule: hopfield.Hebb{}, Threshold: c.threshold}}
		if err := s.try(context.Background(), way, letters); err != nil {
			t.Fatal(err)
		}
		if want := count(c.theta); way.stay != want {
			t.Errorf("%#v: %d letters stay, want %d", c.threshold, way.stay, want)
		}
	}
}

// Without noise a letter comes back as often as it stays, and with half of its
// pixels flipped hardly ever.
func TestHopfieldThetaNoise(t *testing.T) {
	letters := lettersOf("EHJPTF")
	net, err := hopfield.Hebb{}.Train(context.Background(), letters)
	if err != nil {
		t.Fatal(err)
	}
	share := func(flipped int) float64 {
		s := &HopfieldTheta{Flipped: flipped, Trials: 600, Seed: 1}
		got, err := s.noisy(context.Background(), net, letters)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got, want := share(0), 5./6; got != want {
		t.Errorf("without noise %v come back, want %v", got, want)
	}
	if few, many := share(3), share(18); few < 0.5 || many > 0.1 {
		t.Errorf("%v come back with 3 pixels flipped, and %v with 18", few, many)
	}
}

func TestHopfieldThetaErrors(t *testing.T) {
	for _, text := range []string{"", "A", "AA", "abc", "ABCDEFGHIJ"} {
		s := &HopfieldTheta{Letters: text}
		want := `--letters "` + text + `": want 2 to 9 capital letters, each once, such as EHJPTF`
		if _, err := s.letters(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
