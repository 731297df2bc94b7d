package boltzmann

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
)

func wantWords(t testing.TB, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one with %q", words)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error %q does not say %q", err, w)
		}
	}
}

func TestBadInputIsNamed(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	m := random(seeded(1), 2, 3, 1)
	wide := random(seeded(1), MaxEnumerated+1, MaxEnumerated+2, 1)
	row, good := []float64{1, 2, 3}, []State{{0, 1}, {1, 1}}
	build := func(w [][]float64, a, b []float64) error { _, err := New(w, a, b); return err }
	start := func(data []State, hidden int) error { _, err := Start(data, hidden, seeded(1)); return err }
	train := func(data []State, o TrainOptions) error { _, err := m.Train(ctx, data, &o); return err }
	dream := func(m *Machine, from State, sweeps int) (last error) {
		for _, err := range m.Dream(ctx, seeded(1), from, sweeps) {
			last = err
		}
		return last
	}
	measure := func(data []State) (errs []error) {
		_, e1 := m.LogLikelihood(ctx, data, nil)
		_, e2 := m.PseudoLogLikelihood(ctx, data, nil)
		_, e3 := m.ReconstructionError(ctx, data)
		_, e4 := m.FreeEnergyGap(ctx, data, good)
		return []error{e1, e2, e3, e4}
	}
	noRand := func() error { _, err := Start(good, 1, nil); return err }
	sleepless := func() (last error) {
		for _, err := range m.Dream(ctx, nil, nil, 1) {
			last = err
		}
		return last
	}
	held := func() error { _, err := m.FreeEnergyGap(ctx, good, nil); return err }
	enumerate := func(m *Machine) error { _, err := m.LogPartition(ctx, nil); return err }
	untrainable := func() error { _, err := (&Machine{}).Train(ctx, good, nil); return err }
	bars := func(side int) error { _, err := BarsAndStripes(side); return err }

	for _, c := range []struct {
		err   error
		words []string
	}{
		{build(nil, nil, row), []string{"a makes 0 visible units", "1 to 4096"}},
		{build([][]float64{row}, []float64{1}, nil), []string{"b makes 0 hidden units"}},
		{build(nil, make([]float64, MaxUnits+1), row), []string{"a makes 4097"}},
		{build([][]float64{row}, []float64{1, 2}, row), []string{"w has 1 rows", "2"}},
		{build([][]float64{row, row[:2]}, []float64{1, 2}, row), []string{"w[1] has 2 entries", "3"}},
		{build([][]float64{row, {0, nan, 0}}, []float64{1, 2}, row), []string{"w[1][1] is NaN", "-1e+06 to 1e+06"}},
		{build([][]float64{row}, []float64{inf}, row), []string{"a[0] is +Inf"}},
		{build([][]float64{row}, []float64{1}, []float64{1, 2, -2e6}), []string{"b[2] is -2e+06"}},
		{start(nil, 1), []string{"data is empty"}},
		{start([]State{{}}, 1), []string{"data[0] makes 0 visible units"}},
		{start([]State{{0, 1}, {1}}, 1), []string{"data[1] has 1 entries", "2"}},
		{start([]State{{0, 1}, {1, 7}}, 1), []string{"data[1][1] is 7", "0 or 1"}},
		{start(good, 0), []string{"hidden makes 0 hidden units"}},
		{start(good, math.MaxInt), []string{"hidden makes"}},
		{noRand(), []string{"r is nil"}},
		{train(nil, TrainOptions{}), []string{"data is empty"}},
		{train([]State{{1, 0, 1}}, TrainOptions{}), []string{"data[0] has 3 entries", "2"}},
		{train(good, TrainOptions{Epochs: -1}), []string{"TrainOptions.Epochs is -1"}},
		{train(good, TrainOptions{Epochs: math.MaxInt}), []string{"TrainOptions.Epochs is", "1000000000"}},
		{train(good, TrainOptions{Batch: -2}), []string{"TrainOptions.Batch is -2"}},
		{train(good, TrainOptions{Steps: -3}), []string{"TrainOptions.Steps is -3"}},
		{train(good, TrainOptions{Rate: -.1}), []string{"TrainOptions.Rate is -0.1", "positive"}},
		{train(good, TrainOptions{Rate: nan}), []string{"TrainOptions.Rate is NaN"}},
		{train(good, TrainOptions{FinalRate: inf}), []string{"TrainOptions.FinalRate is +Inf"}},
		{train(good, TrainOptions{Momentum: 1}), []string{"TrainOptions.Momentum is 1", "less than 1"}},
		{train(good, TrainOptions{Decay: -1}), []string{"TrainOptions.Decay is -1"}},
		{untrainable(), []string{"no units"}},
		{dream(m, State{1}, 1), []string{"start has 1 entries", "2"}},
		{dream(m, State{1, 2}, 1), []string{"start[1] is 2"}},
		{dream(m, nil, 0), []string{"sweeps is 0", "at least 1"}},
		{dream(&Machine{}, nil, 1), []string{"no units"}},
		{sleepless(), []string{"r is nil"}},
		{held(), []string{"heldOut is empty"}},
		{enumerate(wide), []string{"21 visible and 22 hidden", "at most 20"}},
		{enumerate(&Machine{}), []string{"no units"}},
		{bars(0), []string{"side is 0", "1 to 12"}},
		{bars(13), []string{"side is 13"}},
		{State{}.Validate("s"), []string{"s is empty"}},
	} {
		wantWords(t, c.err, append(c.words, "boltzmann: ")...)
	}
	for _, err := range measure([]State{{0, 1}, {1, 3}}) {
		wantWords(t, err, "data[1][1] is 3")
	}
	for _, err := range measure(nil) {
		wantWords(t, err, "data is empty")
	}
}

func TestANilContextIsNamed(t *testing.T) {
	var none context.Context
	m, data := random(seeded(1), 2, 3, 1), []State{{0, 1}, {1, 1}}
	_, train := m.Train(none, data, nil)
	_, z := m.LogPartition(none, nil)
	_, likelihood := m.LogLikelihood(none, data, nil)
	_, pseudo := m.PseudoLogLikelihood(none, data, nil)
	_, reconstruction := m.ReconstructionError(none, data)
	_, gap := m.FreeEnergyGap(none, data, data)
	errs := []error{train, z, likelihood, pseudo, reconstruction, gap}
	for _, err := range m.Dream(none, seeded(1), nil, 1) {
		errs = append(errs, err)
	}
	for _, err := range errs {
		wantWords(t, err, "boltzmann: ctx is nil")
	}
}

// The methods that return a bare number say so with NaN, those that return a slice with nil.
func TestBareAnswersToBadInput(t *testing.T) {
	m := random(seeded(1), 2, 3, 1)
	for _, x := range []float64{
		m.Weight(-1, 0), m.Weight(2, 0), m.Weight(0, 3), m.Energy(State{1}, State{0, 0, 1}), m.Energy(State{1, 0}, State{0, 0}),
		m.Energy(State{1, 2}, State{0, 0, 1}), m.FreeEnergy(nil), m.FreeEnergy(State{0, 9}), (&Machine{}).FreeEnergy(State{}),
	} {
		if !math.IsNaN(x) {
			t.Errorf("bad input gives %v, want NaN", x)
		}
	}
	if h := m.LikeliestHidden(State{1}); h != nil {
		t.Errorf("got %v, want nil", h)
	}
	for _, x := range [][]float64{m.HiddenGiven(State{1}), m.VisibleGiven(State{1, 1, 2}), m.Feature(3), m.Feature(-1)} {
		if x != nil {
			t.Errorf("bad input gives %v, want nil", x)
		}
	}
}

// Whatever comes in, nothing panics, and what comes out without an error is made of probabilities and finite numbers.
func FuzzMachine(f *testing.F) {
	f.Add(2, 3, 2, []byte{0, 1, 1, 0, 1, 1}, 1., .1, .5, .01, 3, 2, 1)
	f.Add(0, 0, 0, []byte{}, 0., 0., 0., 0., 0, 0, 0)
	f.Add(1, 1, 1, []byte{7}, math.NaN(), math.Inf(1), -1., math.NaN(), -1, -1, -1)
	f.Add(3, 1, 3, []byte{1, 0, 1, 0, 0, 1}, 1e6, 1e6, .99, 1e6, 9, 9, 2)
	f.Add(2, 4, -7, []byte{1, 0, 1, 0, 0, 1}, -3., .2, 0., 0., 2, 1, 30)
	f.Fuzz(func(t *testing.T, visible, hidden, length int, ink []byte, scale, rate, momentum, decay float64, epochs, steps, sweeps int) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		visible, hidden, length = visible%30, hidden%30, length%30
		w := make([][]float64, max(visible, 0))
		for i := range w {
			w[i] = slices.Repeat([]float64{scale}, max(hidden, 0))
		}
		m, err := New(w, slices.Repeat([]float64{-scale}, max(visible, 0)), make([]float64, max(hidden, 0)))
		if err != nil {
			m = &Machine{}
		}
		var data []State
		for s := range slices.Chunk(ink, max(length, 1)) {
			data = append(data, s)
		}
		if len(data) > 50 {
			data = data[:50]
		}
		o := &TrainOptions{Epochs: epochs % 20, Batch: length, Steps: steps % 20, Persistent: steps%2 == 0, Rate: rate, Momentum: momentum, Decay: decay}
		if better, err := m.Train(ctx, data, o); err == nil {
			if better.wild() {
				t.Fatalf("Train with %+v gave a wild machine", o)
			}
			m = better
		}
		if s, err := Start(data, hidden, seeded(1)); err == nil && s.wild() {
			t.Fatal("Start gave a wild machine")
		}
		for step, err := range m.Dream(ctx, seeded(1), slices.Clone(ink[:min(len(ink), max(length, 0))]), sweeps%50) {
			if err == nil && (step.Visible.fits("v", m.visible) != nil || step.Hidden.fits("h", m.hidden) != nil) {
				t.Fatalf("dreamed %+v", step)
			}
		}
		if m.hidden <= 8 || m.visible <= 8 {
			if l, err := m.LogLikelihood(ctx, data, nil); err == nil && !(l <= 1e-5) {
				t.Fatalf("the log-likelihood is %v", l)
			}
		}
		if l, err := m.PseudoLogLikelihood(ctx, data, nil); err == nil && !(l <= 0) {
			t.Fatalf("the pseudo-log-likelihood is %v", l)
		}
		if e, err := m.ReconstructionError(ctx, data); err == nil && !(e >= 0 && e <= 1) {
			t.Fatalf("the reconstruction error is %v", e)
		}
		if _, err := BarsAndStripes(sweeps); err == nil && (sweeps < 1 || sweeps > MaxSide) {
			t.Fatalf("bars and stripes of side %d", sweeps)
		}
	})
}
