package boltzmann_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"flipbook/boltzmann"
	"flipbook/mnist"
)

var ctx = context.Background()

// digits returns MNIST's embedded sample, ink 1 and paper 0, with its labels.
func digits(t testing.TB) (data []boltzmann.State, labels []uint8) {
	t.Helper()
	set, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for i := range set.Len() {
		img, err := set.Image(i)
		if err != nil {
			t.Fatal(err)
		}
		var s boltzmann.State
		for _, v := range mnist.Binarize(img, 120) {
			s = append(s, uint8(v+1)/2)
		}
		data, labels = append(data, s), append(labels, set.Label(i))
	}
	return data, labels
}

// nearest returns the index of the digit that shares most ink with v, and how much: Dice's coefficient, the share of the
// ink of both that lies on ink of the other, 0 to 1.
func nearest(v boltzmann.State, data []boltzmann.State) (index int, dice float64) {
	for k, d := range data {
		both, ink := 0., 1e-9
		for i := range d {
			both += 2 * float64(v[i]&d[i])
			ink += float64(v[i] + d[i])
		}
		if both/ink > dice {
			index, dice = k, both/ink
		}
	}
	return index, dice
}

// sleep lets m dream fifteen times, 200 sweeps from fair coins on, and returns the mean of Dice's coefficient with the nearest
// digit, and how many different labels these digits have.
func sleep(t *testing.T, m *boltzmann.Machine, data []boltzmann.State, labels []uint8) (dice float64, kinds int) {
	t.Helper()
	const dreams, sweeps = 15, 200
	r, seen := rand.New(rand.NewPCG(7, 1)), map[uint8]bool{}
	for range dreams {
		for step, err := range m.Dream(ctx, r, nil, sweeps) {
			if err != nil {
				t.Fatal(err)
			}
			if step.Sweep == sweeps {
				k, d := nearest(sharp(step.Probability), data)
				dice += d / dreams
				seen[labels[k]] = true
			}
		}
	}
	return dice, len(seen)
}

// sharp turns gray into ink and paper.
func sharp(p []float64) boltzmann.State {
	s := make(boltzmann.State, len(p))
	for i := range p {
		if p[i] > .5 {
			s[i] = 1
		}
	}
	return s
}

// An untrained machine knows the ink of each pixel, and nothing else. Training takes 30 % of its reconstruction error from
// the digits shown, and less from fresh ones; and dreams that begin at fair coins become as near to some digit shown as fresh
// digits are, of several kinds.
func TestDigitsAreLearnedAndDreamed(t *testing.T) {
	all, labels := digits(t)
	data, fresh := all[:300], all[900:]
	start, err := boltzmann.Start(data, 32, rand.New(rand.NewPCG(1, 9)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := start.Train(ctx, data, &boltzmann.TrainOptions{Epochs: 25, Persistent: true, Rate: .1, FinalRate: .001})
	if err != nil {
		t.Fatal(err)
	}

	value := func(x float64, err error) float64 {
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	shown := value(m.ReconstructionError(ctx, data)) / value(start.ReconstructionError(ctx, data))
	unseen := value(m.ReconstructionError(ctx, fresh)) / value(start.ReconstructionError(ctx, fresh))
	pseudo := value(m.PseudoLogLikelihood(ctx, fresh[:20], nil)) / value(start.PseudoLogLikelihood(ctx, fresh[:20], nil))
	gap := value(m.FreeEnergyGap(ctx, data, fresh))
	if shown > .72 || unseen < shown || unseen > .85 || pseudo > .9 || gap < 0 {
		t.Errorf("reconstruction error × %.3f of digits shown, × %.3f of fresh ones, pseudo-log-likelihood × %.3f, free-energy gap %.1f",
			shown, unseen, pseudo, gap)
	}

	awake := 0.
	for _, v := range fresh {
		_, d := nearest(v, data)
		awake += d / float64(len(fresh))
	}
	blank, _ := sleep(t, start, data, labels)
	if dice, kinds := sleep(t, m, data, labels); dice < awake-.03 || dice < blank+.15 || kinds < 3 {
		t.Errorf("dreams are of %d kinds, and share %.3f of their ink with the nearest digit; fresh digits share %.3f, untrained dreams %.3f",
			kinds, dice, awake, blank)
	}
}
