package boltzmann

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"flipbook/internal/detmath"
)

// Bounds of a [Machine].
const (
	MaxUnits  = 4096 // visible ones, and hidden ones; all weights between them then take 128 MB
	MaxWeight = 1e6  // of a weight or bias, up or down; from 40 on a unit is as good as certain
)

// A Machine is a restricted Boltzmann machine: visible and hidden units, each 0 or 1, a weight between every visible and
// every hidden unit, and a bias for each unit. It never changes; [Machine.Train] returns another one. Its zero value has no
// units.
type Machine struct {
	visible, hidden int
	parameters
}

// New returns the machine with the weights Wᵢⱼ = w[i][j] between visible unit i and hidden unit j, visible biases a and
// hidden biases b. It keeps none of the slices.
//
// It is an error if there are no visible or no hidden units, or more than [MaxUnits] of either, if a row of w does not have
// len(b) entries, or if a number is NaN or beyond ±[MaxWeight].
func New(w [][]float64, a, b []float64) (*Machine, error) {
	if err := validateUnits("a", "visible", len(a)); err != nil {
		return nil, err
	}
	if err := validateUnits("b", "hidden", len(b)); err != nil {
		return nil, err
	}
	if len(w) != len(a) {
		return nil, fmt.Errorf("boltzmann: w has %d rows, a %d entries: both must have one a visible unit", len(w), len(a))
	}
	for i, row := range w {
		if len(row) != len(b) {
			return nil, fmt.Errorf("boltzmann: w[%d] has %d entries, b has %d: both must have one a hidden unit", i, len(row), len(b))
		}
		if j := slices.IndexFunc(row, wild); j >= 0 {
			return nil, fmt.Errorf("boltzmann: w[%d][%d] is %v: it must be from -%v to %[4]v", i, j, row[j], float64(MaxWeight))
		}
	}
	if err := validateBiases("a", a); err != nil {
		return nil, err
	}
	if err := validateBiases("b", b); err != nil {
		return nil, err
	}
	return &Machine{len(a), len(b), parameters{slices.Concat(w...), slices.Clone(a), slices.Clone(b)}}, nil
}

// Start returns an untrained machine fit to learn the data: weights drawn from a normal distribution of standard deviation
// 0.01, so that hidden units differ a little; hidden biases 0; and visible biases at the log odds ln((n₁ + ½)/(n₀ + ½)) of
// a unit that is on in n₁ and off in n₀ states of the data. So it knows from the beginning how much ink each pixel holds,
// and has only to learn how they go together.
//
// It is an error if data is empty, its states are invalid or not of one length, hidden is not 1 … [MaxUnits], or r is nil.
// Source: Hinton 2012, "A practical guide to training restricted Boltzmann machines", section 8.
func Start(data []State, hidden int, r *rand.Rand) (*Machine, error) {
	if err := validateUnits("hidden", "hidden", hidden); err != nil {
		return nil, err
	}
	visible := 0
	if len(data) > 0 {
		visible = len(data[0])
		if err := validateUnits("data[0]", "visible", visible); err != nil {
			return nil, err
		}
	}
	if err := validateData("data", data, visible); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errNoRand
	}

	m := &Machine{visible, hidden, newParameters(visible, hidden)}
	for k := range m.w {
		m.w[k] = .01 * detmath.Norm(r)
	}
	for i := range m.a {
		on := 0.
		for _, v := range data {
			on += float64(v[i])
		}
		m.a[i] = detmath.Log((on + .5) / (float64(len(data)) - on + .5))
	}
	return m, nil
}

// Visible returns the number of visible units.
func (m *Machine) Visible() int { return m.visible }

// Hidden returns the number of hidden units.
func (m *Machine) Hidden() int { return m.hidden }

// Weight returns Wᵢⱼ, between visible unit i and hidden unit j. An index outside the machine gives NaN.
func (m *Machine) Weight(i, j int) float64 {
	if i < 0 || i >= m.visible || j < 0 || j >= m.hidden {
		return math.NaN()
	}
	return m.w[i*m.hidden+j]
}

// Feature returns the weights of hidden unit j to all visible units: the picture it looks for, row after row. It is nil if
// j is no hidden unit.
func (m *Machine) Feature(j int) []float64 {
	if j < 0 || j >= m.hidden {
		return nil
	}
	f := make([]float64, m.visible)
	for i := range f {
		f[i] = m.row(i)[j]
	}
	return f
}

// VisibleBiases returns a copy of a, a bias for each visible unit.
func (m *Machine) VisibleBiases() []float64 { return slices.Clone(m.a) }

// HiddenBiases returns a copy of b, a bias for each hidden unit.
func (m *Machine) HiddenBiases() []float64 { return slices.Clone(m.b) }

// Energy returns E(v, h) = −aᵀv − bᵀh − vᵀWh. It is NaN if v or h is not a state of the visible and the hidden units.
func (m *Machine) Energy(v, h State) float64 {
	if v.fits("v", m.visible) != nil || h.fits("h", m.hidden) != nil {
		return math.NaN()
	}
	x := make([]float64, m.hidden)
	m.hiddenInputs(x, v)
	return 0 - m.visibleBias(v) - detmath.Dot(x, floats(h))
}

// FreeEnergy returns F(v) = −ln Σₕ e^(−E(v, h)) = −aᵀv − Σⱼ ln(1 + e^(bⱼ + Σᵢ vᵢWᵢⱼ)), the energy of v after all hidden
// states have had their say: p(v) = e^(−F(v))/Z. It is NaN if v is not a state of the visible units.
func (m *Machine) FreeEnergy(v State) float64 {
	if v.fits("v", m.visible) != nil {
		return math.NaN()
	}
	x := make([]float64, m.hidden)
	m.hiddenInputs(x, v)
	return 0 - m.visibleBias(v) - softplus(x)
}

// HiddenGiven returns the probability of each hidden unit to be on, given the visible state v: σ(bⱼ + Σᵢ vᵢWᵢⱼ) with the
// logistic function σ(x) = 1/(1 + e⁻ˣ). Hidden units do not speak to each other, so given v they are independent. It is nil
// if v is not a state of the visible units.
func (m *Machine) HiddenGiven(v State) []float64 {
	if v.fits("v", m.visible) != nil {
		return nil
	}
	p := make([]float64, m.hidden)
	m.hiddenInputs(p, v)
	logistic(p)
	return p
}

// LikeliestHidden returns the likeliest state of the hidden units given the visible state v: those are on whose probability
// is above ½. It is nil if v is not a state of the visible units.
func (m *Machine) LikeliestHidden(v State) State {
	p := m.HiddenGiven(v)
	if p == nil {
		return nil
	}
	h := make(State, len(p))
	for j, on := range p {
		if on > .5 {
			h[j] = 1
		}
	}
	return h
}

// VisibleGiven returns the probability of each visible unit to be on, given the hidden state h: σ(aᵢ + Σⱼ Wᵢⱼhⱼ). It is nil
// if h is not a state of the hidden units.
func (m *Machine) VisibleGiven(h State) []float64 {
	if h.fits("h", m.hidden) != nil {
		return nil
	}
	p := make([]float64, m.visible)
	m.visibleInputs(p, floats(h))
	logistic(p)
	return p
}

func (m *Machine) row(i int) []float64 { return m.w[i*m.hidden:][:m.hidden] }

// clone returns a machine that may be changed without changing m.
func (m *Machine) clone() *Machine { return &Machine{m.visible, m.hidden, m.parameters.clone()} }

// hiddenInputs sets x to b + Wᵀv. It costs a row of W for every unit that is on: little, for a thin drawing.
func (m *Machine) hiddenInputs(x []float64, v State) {
	copy(x, m.b)
	for i, on := range v {
		if on != 0 {
			detmath.AddScaled(x, 1, m.row(i))
		}
	}
}

// visibleInputs sets x to a + Wh; h may hold probabilities.
func (m *Machine) visibleInputs(x, h []float64) {
	for i := range x {
		x[i] = m.a[i] + detmath.Dot(m.row(i), h)
	}
}

func (m *Machine) visibleBias(v State) float64 {
	sum := 0.
	for i, on := range v {
		if on != 0 {
			sum += m.a[i]
		}
	}
	return sum
}
