package theory

import "fmt"

// A State is a macroscopic state of a large network with the load α = P/N of random patterns, in replica-symmetric
// mean-field theory. Energies and temperatures are in the units of the weights Wᵢⱼ = (1/N) Σ xᵢxⱼ, in which the field of a
// neuron in a perfect memory is 1 and its energy −½ a neuron.
type State struct {
	Load        float64 // α, memories a neuron
	Temperature float64 // T of Glauber's dynamics; at 0 a neuron obeys the sign of its field
	Overlap     float64 // m, with the one memory that is recalled, 0 … 1; 0: none is
	Errors      float64 // (1 − m)/2, the share of wrong bits; at T = 0 to full precision, however small
	Order       float64 // q, of Edwards and Anderson: how frozen the neurons are, 0, not at all, to 1, at T = 0
	Crosstalk   float64 // r: the other memories, and what they do to each other, are a noise of variance αr; 0 if q is 0
	Response    float64 // C = (1 − q)/T, of a neuron to its field, below 1
	FreeEnergy  float64 // f, a neuron; at T = 0 the energy
}

// Retrieval returns the state in which the network settles when it is asked for one of its memories, the stable solution
// with m > 0 of
//
//	m = ⟨tanh((m + sz)/T)⟩,  q = ⟨tanh²((m + sz)/T)⟩,  C = (1 − q)/T,  r = q/(1 − C)²,  s² = α(r + ρq),
//
// where ⟨⟩ averages over a standard normal z and ρ is the noise ratio of the synapses. At T = 0 and for whole synapses this
// shrinks to √(2α) = erf(y)/y − (2/√π)e^(−y²), m = erf(y). Above the capacity (see [Synapses.Critical]) nothing is
// retrieved, and what is returned is the state of [Synapses.SpinGlass], with Overlap 0. That is equilibrium, and a cold
// network that starts in a memory never gets there: it is caught in a state that still resembles the memory, in simulations
// of 800 to 8,000 neurons with an overlap between .2 and .45 at loads from .2 to .5.
//
// It is an error if load is not positive (10⁻¹⁰⁰ … 10¹⁰⁰), temperature is negative or beyond 10¹⁰⁰, or a field of s is
// outside its range. A call takes some 50 µs at T = 0, some 10 ms above.
//
// Source: Amit, Gutfreund & Sompolinsky 1985b, 1987; with static noise, Sompolinsky 1986.
func (s Synapses) Retrieval(load, temperature float64) (State, error) {
	if err := s.check(load, temperature); err != nil {
		return State{}, err
	}
	t := meanField{rho: s.spread() - 1, t: temperature}
	if temperature < 1 {
		if y := t.turn(); t.retrieval(y).Load >= load {
			return t.retrievalAt(load, y), nil
		}
	}
	return t.spinGlass(load), nil
}

// Critical returns the retrieval state at the capacity, the greatest load at which there is one; its Load is α_c. For whole
// synapses at T = 0, α_c = .1379 and m = .967, 1.6 % of the bits wrong; the capacity falls to 0 at T = 1. Unlike a magnet
// that is heated, the memory is lost at once, from an overlap far above 0.
//
// (With replica symmetry broken, α_c = .1382 at T = 0: Steffan & Kühn 1994.)
//
// It is an error if temperature is not within 0 ≤ T < 1, where there are retrieval states, or a field of s is outside its
// range. Cost and source are those of [Synapses.Retrieval].
func (s Synapses) Critical(temperature float64) (State, error) {
	if err := s.checkCold(temperature); err != nil {
		return State{}, err
	}
	t := meanField{rho: s.spread() - 1, t: temperature}
	return t.retrieval(t.turn()), nil
}

// Ground returns the retrieval state at the load up to which the memories are the states of lowest free energy, at T = 0 the
// ground states; beyond it, and up to the capacity, they are metastable, and the spin glass lies below them. For whole
// synapses at T = 0 this load is .0519 (printed as .051, or as .05, in the literature).
//
// Errors and source are those of [Synapses.Critical]; it takes two or three times as long.
func (s Synapses) Ground(temperature float64) (State, error) {
	if err := s.checkCold(temperature); err != nil {
		return State{}, err
	}
	t := meanField{rho: s.spread() - 1, t: temperature}
	y := rootLog(t.turn(), 1e3, func(y float64) float64 {
		memory := t.retrieval(y)
		return memory.FreeEnergy - t.spinGlass(memory.Load).FreeEnergy
	})
	return t.retrieval(y), nil
}

// SpinGlass returns the state of the network when it recalls no memory, m = 0: frozen (q > 0) in one of very many mixtures
// of all memories, or, in the heat of T > 1 + √α (for whole synapses), not frozen at all. At T = 0 and for whole synapses
// its energy is −1/π − √(2α/π).
//
// Errors and source are those of [Synapses.Retrieval]; it takes a tenth of the time. Replica symmetry, which is assumed
// throughout, is not exact for a spin glass: its ground state comes out too low, by 4.5 % where α is large.
func (s Synapses) SpinGlass(load, temperature float64) (State, error) {
	if err := s.check(load, temperature); err != nil {
		return State{}, err
	}
	return meanField{rho: s.spread() - 1, t: temperature}.spinGlass(load), nil
}

func (s Synapses) check(load, temperature float64) error {
	switch {
	case !(load >= 1/farOut && load <= farOut):
		return fmt.Errorf("theory: load is %v: it must be positive, from %g to %g", load, 1/farOut, farOut)
	case !(temperature >= 0 && temperature <= farOut):
		return fmt.Errorf("theory: temperature is %v: it must be from 0 to %g", temperature, farOut)
	}
	return s.Validate()
}

// farOut keeps squares of numbers that no experiment will ever see within float64.
const farOut = 1e100

func (s Synapses) checkCold(temperature float64) error {
	if !(temperature >= 0 && temperature < 1) {
		return fmt.Errorf("theory: temperature is %v: it must be from 0 to below 1, where memories last", temperature)
	}
	return s.Validate()
}
