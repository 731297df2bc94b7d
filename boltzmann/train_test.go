package boltzmann

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func trained(t testing.TB, m *Machine, data []State, o *TrainOptions) *Machine {
	t.Helper()
	m, err := m.Train(ctx, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func started(t testing.TB, data []State, hidden int, seed uint64) *Machine {
	t.Helper()
	m, err := Start(data, hidden, seeded(seed))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func likelihood(t testing.TB, m *Machine, data []State) float64 {
	t.Helper()
	l, err := m.LogLikelihood(ctx, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// all lists the numbers of p one after another.
func all(p parameters) []float64 { return slices.Concat(p.w, p.a, p.b) }

// slowTrain is the training in the words of its documentation, with the coins in the same order.
func slowTrain(m *Machine, data []State, o TrainOptions) []float64 {
	draw := func(r *rand.Rand, p []float64) State {
		s := make(State, len(p))
		for i := range p {
			if r.Float64() < p[i] {
				s[i] = 1
			}
		}
		return s
	}
	r := rand.New(rand.NewPCG(o.Seed, 0))
	data = slices.Clone(data)
	shuffle := func() { r.Shuffle(len(data), func(i, j int) { data[i], data[j] = data[j], data[i] }) }
	shuffle()
	fantasies := slices.Clone(data[:o.Batch])
	m = m.clone()
	delta, batch := newParameters(m.visible, m.hidden), 0
	batches := o.Epochs * int(math.Ceil(float64(len(data))/float64(o.Batch)))
	for range o.Epochs {
		shuffle()
		for start := 0; start < len(data); start += o.Batch {
			end := min(start+o.Batch, len(data))
			n := float64(end - start)
			g := newParameters(m.visible, m.hidden)
			learn := func(v State, sign float64) {
				for j, p := range m.HiddenGiven(v) {
					g.b[j] += sign * p / n
					for i := range v {
						g.w[i*m.hidden+j] += sign * float64(v[i]) * p / n
					}
				}
				for i := range v {
					g.a[i] += sign * float64(v[i]) / n
				}
			}
			for k, v := range data[start:end] {
				learn(v, 1)
				if o.Persistent {
					v = fantasies[k]
				}
				for range o.Steps {
					v = draw(r, m.VisibleGiven(draw(r, m.HiddenGiven(v))))
				}
				learn(v, -1)
				fantasies[k] = v
			}
			rate := o.Rate + (o.FinalRate-o.Rate)*float64(batch)/float64(batches-1)
			for i := range m.w {
				delta.w[i] = o.Momentum*delta.w[i] + rate*(g.w[i]-o.Decay*m.w[i])
				m.w[i] += delta.w[i]
			}
			for i := range m.a {
				delta.a[i] = o.Momentum*delta.a[i] + rate*g.a[i]
				m.a[i] += delta.a[i]
			}
			for j := range m.b {
				delta.b[j] = o.Momentum*delta.b[j] + rate*g.b[j]
				m.b[j] += delta.b[j]
			}
			batch++
		}
	}
	return all(m.parameters)
}

func TestTrainingEqualsTheObviousOne(t *testing.T) {
	data, err := BarsAndStripes(3)
	if err != nil {
		t.Fatal(err)
	}
	start := started(t, data, 5, 10)
	for _, o := range []TrainOptions{
		{Epochs: 7, Batch: 4, Steps: 1, Rate: .1, FinalRate: .1, Seed: 1},
		{Epochs: 5, Batch: 14, Steps: 3, Rate: .2, FinalRate: .01, Momentum: .5, Decay: .01, Seed: 2},
		{Epochs: 5, Batch: 5, Steps: 2, Rate: .05, FinalRate: .3, Momentum: .9, Decay: .1, Persistent: true, Seed: 3},
	} {
		got, want := all(trained(t, start, data, &o).parameters), slowTrain(start, data, o)
		for i := range want {
			if !near(got[i], want[i], 1e-12) {
				t.Fatalf("%+v: parameter %d is %v, want %v", o, i, got[i], want[i])
			}
		}
	}
}

// Visible biases at the log odds and no weights: the untrained machine holds each pixel as inky as the data do.
func TestStartKnowsTheInkOfEachPixel(t *testing.T) {
	data := []State{{1, 0, 1}, {1, 0, 0}, {1, 0, 1}, {1, 0, 0}}
	m := started(t, data, 2, 1)
	for i, want := range []float64{math.Log(4.5 / .5), math.Log(.5 / 4.5), 0} {
		if got := m.VisibleBiases()[i]; !near(got, want, 1e-14) {
			t.Errorf("bias %d is %v, want %v", i, got, want)
		}
	}
	square := 0.
	big := started(t, []State{make(State, 200)}, 100, 2)
	for _, w := range big.w {
		square += w * w
	}
	n := float64(len(big.w))
	if v := square / n / 1e-4; math.Abs(v-1) > 5*math.Sqrt(2/n) {
		t.Errorf("the weights have %v of the variance 0.0001", v)
	}
}

// Bars and stripes are learned until dreams are little else: within half a nat of the entropy bound, −ln P.
func TestBarsAndStripesAreLearned(t *testing.T) {
	for _, side := range []int{3, 4} {
		data, err := BarsAndStripes(side)
		if err != nil {
			t.Fatal(err)
		}
		o := &TrainOptions{Epochs: 3000, Batch: len(data), Steps: 5, Persistent: true, Rate: .2, FinalRate: .001}
		m := trained(t, started(t, data, 16, 1), data, o)
		z, err := m.LogPartition(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		l, valid, bound := 0., 0., -math.Log(float64(len(data)))
		for _, v := range data {
			logP := -m.FreeEnergy(v) - z
			l += logP / float64(len(data))
			valid += math.Exp(logP)
		}
		if l > bound || l < bound-.5 {
			t.Errorf("side %d: the log-likelihood is %.3f a pattern, the bound %.3f", side, l, bound)
		}

		hits, dreams, sweeps, r := 0., 100., 100, seeded(11)
		for range int(dreams) {
			for step, err := range m.Dream(ctx, r, nil, sweeps) {
				if err != nil {
					t.Fatal(err)
				}
				if step.Sweep == sweeps && slices.ContainsFunc(data, func(v State) bool { return slices.Equal(v, step.Visible) }) {
					hits++
				}
			}
		}
		t.Logf("side %d: log-likelihood %.3f of at most %.3f, valid %.3f, dreamed %.3f", side, l, bound, valid, hits/dreams)
		if valid < .6 || math.Abs(hits/dreams-valid) > 5*math.Sqrt(valid*(1-valid)/dreams) {
			t.Errorf("side %d: bars and stripes have the probability %.3f, and are %.3f of the dreams", side, valid, hits/dreams)
		}
	}
}

// More sweeps a gradient come nearer to the slope, and so to the data. The reconstruction error does not tell: it is as good
// as gone for both.
func TestMoreSweepsLearnMore(t *testing.T) {
	data, err := BarsAndStripes(3)
	if err != nil {
		t.Fatal(err)
	}
	learn := func(steps int) *Machine {
		return trained(t, started(t, data, 16, 1), data, &TrainOptions{Epochs: 1500, Batch: 14, Steps: steps, Rate: .2})
	}
	one, five := learn(1), learn(5)
	for _, m := range []*Machine{one, five} {
		if e, err := m.ReconstructionError(ctx, data); err != nil || e > .001 {
			t.Errorf("the reconstruction error is %.5f (%v)", e, err)
		}
	}
	if l1, l5 := likelihood(t, one, data), likelihood(t, five, data); l5 < l1+.2 {
		t.Errorf("with one sweep the log-likelihood is %.3f, with five %.3f", l1, l5)
	}
}

func TestEpochsStartAnewAndLeaveTheirMachineAlone(t *testing.T) {
	data, err := BarsAndStripes(3)
	if err != nil {
		t.Fatal(err)
	}
	m := started(t, data, 4, 1)
	before, shown := m.clone(), slices.Clone(data)
	calls := 0
	o := &TrainOptions{Epochs: 6, Batch: 4, Momentum: .5, Seed: 5, Progress: func(done, total int) {
		if calls++; total != 24 || done != (calls-1)%24+1 {
			t.Errorf("progress %d of %d at call %d", done, total, calls)
		}
	}}
	epochs := m.Epochs(ctx, data, o)
	var history []Epoch
	for range 2 {
		history = nil
		for e, err := range epochs {
			if err != nil {
				t.Fatal(err)
			}
			history = append(history, e)
		}
	}
	if calls != 48 || len(history) != 6 || history[5].Number != 6 {
		t.Fatalf("%d batches reported, epochs %v", calls, history)
	}
	for i := 1; i < 6; i++ {
		if slices.Equal(history[i].Machine.w, history[i-1].Machine.w) {
			t.Errorf("epoch %d changed nothing, or the machine of the one before too", i+1)
		}
	}
	calls = 0
	if last := trained(t, m, data, o); !slices.Equal(all(last.parameters), all(history[5].Machine.parameters)) {
		t.Error("Train ends elsewhere than Epochs")
	}
	for e, err := range epochs {
		if err != nil || e.Number > 1 {
			t.Fatal("a loop that was left goes on", err)
		}
		break
	}
	if !slices.Equal(all(before.parameters), all(m.parameters)) || !slices.EqualFunc(data, shown, slices.Equal[State]) {
		t.Error("training changed the machine it began with, or the order of the data")
	}
}

// Weight decay against a huge rate makes weights explode: an error that names the rate, never a machine full of NaN.
func TestExplosionIsAnError(t *testing.T) {
	data, err := BarsAndStripes(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []TrainOptions{
		{Rate: 10, Decay: 1, Epochs: 10_000},
		{Rate: 1e6, Decay: 1e6, Batch: 1},
	} {
		m, err := started(t, data, 3, 1).Train(ctx, data, &o)
		if m != nil || err == nil {
			t.Errorf("%+v gave %v and the error %v", o, m, err)
		} else {
			wantWords(t, err, "boltzmann: TrainOptions.Rate is", "must be smaller")
		}
	}
}

func TestLongWorkHeedsItsContext(t *testing.T) {
	data := []State{make(State, 400), slices.Repeat(State{1}, 400)}
	m := started(t, data, 400, 1)
	small := random(seeded(1), 20, 400, .1)
	for name, work := range map[string]func(ctx context.Context) error{
		"Train": func(ctx context.Context) error {
			_, err := m.Train(ctx, data, &TrainOptions{Epochs: maxCount, Steps: maxCount})
			return err
		},
		"Dream": func(ctx context.Context) (last error) {
			for _, err := range m.Dream(ctx, seeded(1), nil, math.MaxInt) {
				last = err
			}
			return last
		},
		"LogPartition": func(ctx context.Context) error {
			_, err := small.LogPartition(ctx, nil)
			return err
		},
		"PseudoLogLikelihood": func(ctx context.Context) error {
			_, err := m.PseudoLogLikelihood(ctx, slices.Repeat(data, 1000), nil)
			return err
		},
		"ReconstructionError": func(ctx context.Context) error {
			_, err := m.ReconstructionError(ctx, slices.Repeat(data, 2000))
			return err
		},
		"FreeEnergyGap": func(ctx context.Context) error {
			_, err := m.FreeEnergyGap(ctx, data, slices.Repeat(data, 4000))
			return err
		},
	} {
		ending, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
		if err := work(ending); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s ended with %v", name, err)
		}
		cancel()
	}
}
