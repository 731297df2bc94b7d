package boltzmann

import (
	"context"
	"fmt"

	"flipbook/internal/detmath"
)

// MaxEnumerated is the largest number of units on the smaller side of a machine whose partition function is computed.
const MaxEnumerated = 20

// LogPartition returns ln Z for the partition function Z = Σᵥₕ e^(−E(v, h)), exact but for rounding. It goes through all
// states of the smaller side, and sums over the other in closed form: 2ⁿ·m steps of about 15 ns for sides of n ≤ m units.
// Unless progress is nil, it is told now and then how many of the 2ⁿ states are done.
//
// It is an error if both sides have more than [MaxEnumerated] units, or if ctx ends.
func (m *Machine) LogPartition(ctx context.Context, progress func(done, total int)) (float64, error) {
	switch {
	case m.visible == 0:
		return 0, errNoUnits
	case ctx == nil:
		return 0, errNoContext
	case min(m.visible, m.hidden) > MaxEnumerated:
		return 0, fmt.Errorf("boltzmann: the machine has %d visible and %d hidden units: one side must have at most %d for its states to be enumerated",
			m.visible, m.hidden, MaxEnumerated)
	}
	e := enumeration{ctx: ctx, progress: progress, biases: m.b, inputs: [][]float64{m.a}}
	weight := func(d, k int) float64 { return m.w[k*m.hidden+d] }
	if m.visible < m.hidden {
		e.biases, e.inputs = m.a, [][]float64{m.b}
		weight = func(d, k int) float64 { return m.w[d*m.hidden+k] }
	}
	for d := range e.biases {
		row := make([]float64, len(e.inputs[0]))
		for k := range row {
			row[k] = weight(d, k)
		}
		e.weights = append(e.weights, row)
		e.inputs = append(e.inputs, make([]float64, len(row)))
	}
	if err := e.decide(0, 0); err != nil {
		return 0, err
	}
	return e.sum.log(), nil
}

// An enumeration goes through the states of one side of a machine, deciding one unit after another. It keeps the inputs of
// the other side at each decision, so that a state costs the addition of one row or two, and no rounding errors add up.
type enumeration struct {
	ctx      context.Context
	progress func(done, total int)
	biases   []float64   // of the side that is enumerated
	weights  [][]float64 // of each of its units, to the other side
	inputs   [][]float64 // inputs[d] are those of the other side after d decisions
	sum      logSum
	done     int // states
}

// decide goes through the states of unit d and those behind it. The units before it, as they are now, have the given bias.
func (e *enumeration) decide(d int, bias float64) error {
	if d == len(e.biases) {
		e.sum.add(bias + softplus(e.inputs[d]))
		e.done++
		return e.look()
	}
	next := e.inputs[d+1]
	copy(next, e.inputs[d])
	if err := e.decide(d+1, bias); err != nil {
		return err
	}
	copy(next, e.inputs[d])
	detmath.AddScaled(next, 1, e.weights[d])
	return e.decide(d+1, bias+e.biases[d])
}

// look reports progress and heeds ctx at the end, and before it every 2²⁰ steps, some ten milliseconds.
func (e *enumeration) look() error {
	total, every := 1<<len(e.biases), max(1, 1<<20/len(e.inputs[0]))
	if e.done%every != 0 && e.done < total {
		return nil
	}
	if e.progress != nil {
		e.progress(e.done, total)
	}
	return e.ctx.Err()
}

// LogLikelihood returns the mean of ln p(v) = −F(v) − ln Z over the states of the data, in nats: what training raises. The
// best that any model can reach is minus the entropy of the data, −ln P for P different states. It costs what
// [Machine.LogPartition] costs, and has its errors; besides, data must not be empty and must be states of the visible units.
func (m *Machine) LogLikelihood(ctx context.Context, data []State, progress func(done, total int)) (float64, error) {
	free, err := m.meanFreeEnergy(ctx, "data", data)
	if err != nil {
		return 0, err
	}
	z, err := m.LogPartition(ctx, progress)
	if err != nil {
		return 0, err
	}
	return 0 - free - z, nil
}

func (m *Machine) meanFreeEnergy(ctx context.Context, name string, data []State) (float64, error) {
	if err := validateWork(ctx, name, data, m.visible); err != nil {
		return 0, err
	}
	sum := 0.
	for _, v := range data {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		sum += m.FreeEnergy(v)
	}
	return sum / float64(len(data)), nil
}
