package boltzmann

import (
	"context"

	"flipbook/internal/detmath"
)

// ReconstructionError returns the mean of (v − v')² over the units of all states v of the data, where v' is what the machine
// makes of v: v'ᵢ = σ(aᵢ + Σⱼ Wᵢⱼpⱼ) with p = [Machine.HiddenGiven](v). It lies between 0 and 1 and takes no coins. It is
// cheap and falls when learning starts well, but training does not minimise it: it goes on falling while the likelihood
// already worsens (Fischer & Igel 2010). A state costs about as much as a sweep of [Machine.Dream].
//
// It is an error if data is empty or its states are not states of the visible units, or if ctx ends.
func (m *Machine) ReconstructionError(ctx context.Context, data []State) (float64, error) {
	if err := validateWork(ctx, "data", data, m.visible); err != nil {
		return 0, err
	}
	sum, p, q := 0., make([]float64, m.hidden), make([]float64, m.visible)
	for _, v := range data {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		m.hiddenInputs(p, v)
		logistic(p)
		m.visibleInputs(q, p)
		logistic(q)
		for i, on := range v {
			miss := float64(on) - q[i]
			sum += float64(miss * miss)
		}
	}
	return sum / float64(len(data)*m.visible), nil
}

// PseudoLogLikelihood returns the mean of Σᵢ ln p(vᵢ | all other visible units) over the states of the data, in nats. It
// needs no partition function, so that machines of any size have it (Besag 1975): where [Machine.LogLikelihood] asks for
// whole pictures, it asks for one missing pixel at a time, and does not see when the machine also dreams of pictures far from
// all data. A state costs visible·hidden steps of about 15 ns: 1 ms for a digit of 784 pixels and 64 hidden units. It
// tells progress, unless nil, how many of the states are done.
//
// It is an error if data is empty or its states are not states of the visible units, or if ctx ends.
func (m *Machine) PseudoLogLikelihood(ctx context.Context, data []State, progress func(done, total int)) (float64, error) {
	if err := validateWork(ctx, "data", data, m.visible); err != nil {
		return 0, err
	}
	sum, x, y := 0., make([]float64, m.hidden), make([]float64, m.hidden)
	odds := make([]float64, m.visible)
	for k, v := range data {
		m.hiddenInputs(x, v)
		here := softplus(x)
		for i, on := range v {
			if i%64 == 0 && ctx.Err() != nil {
				return 0, ctx.Err()
			}
			sign := 1 - float64(2*float64(on)) // of the change of vᵢ when it flips
			copy(y, x)
			detmath.AddScaled(y, sign, m.row(i))
			odds[i] = float64(sign*m.a[i]) + (softplus(y) - here)
		}
		sum -= softplus(odds) // ln p(vᵢ | others) = −ln(1 + p(v flipped at i)/p(v))
		if progress != nil {
			progress(k+1, len(data))
		}
	}
	return sum / float64(len(data)), nil
}

// FreeEnergyGap returns the mean free energy of heldOut, states like the data that were kept from training, less that of the
// data: 0 for a machine that takes them for equal, and growing as it learns the data by heart. It needs no partition
// function, which is the same for both. It is an error if either is empty or has a state that is not one of the visible
// units, or if ctx ends. Source: Hinton 2012, section 6.
func (m *Machine) FreeEnergyGap(ctx context.Context, data, heldOut []State) (float64, error) {
	seen, err := m.meanFreeEnergy(ctx, "data", data)
	if err != nil {
		return 0, err
	}
	unseen, err := m.meanFreeEnergy(ctx, "heldOut", heldOut)
	if err != nil {
		return 0, err
	}
	return unseen - seen, nil
}
