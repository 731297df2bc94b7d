package hopfield

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"flipbook/internal/detmath"
)

// MaxLandscape is the number of neurons up to which all states can be looked at, a million of them.
const MaxLandscape = 20

// A Landscape is all 2ᴺ states of a small network: their energies, where a recall in the order [Steepest] leads from each,
// and so the fixed points and their basins. States are numbered from 0 to 2ᴺ−1; bit i of a number is 1 if neuron i is +1,
// so that state 0 is all −1, and k and its mirror add up to 2ᴺ−1. The zero value has no state.
//
// Energy orders the states, as height orders places, whatever the weights are. Whether water runs downhill is another
// matter:
//
//   - With symmetric weights and no self-connections it does. The fixed points under [Keep] are then the states that have
//     no lower neighbor (a neighbor is one flip away), and every descent ends in one.
//   - Self-connections add the same −½ Σ Wᵢᵢ to every energy and change no valley, but neurons hear themselves. If they are
//     positive, states on a slope become fixed points, too; if negative, a network may walk for ever.
//   - If the weights are not symmetric, the energy is that of ½(W + Wᵀ), which alone enters sᵀWs. It says little about the
//     dynamics: a fixed point need not lie low, a low state need not be fixed, and descents may go up or for ever.
//
// It takes 13·2ᴺ bytes, 14 MB at N = 20. A Landscape is immutable, so that goroutines may share one.
type Landscape struct {
	n        int
	energies []float64
	asked    []int8  // the neuron that a steepest descent flips; −1: none, a fixed point
	ends     []int32 // the state in which it ends; −1: none, it walks for ever
}

// Landscape looks at all states of the network. The tie rule decides what a neuron does when its field is 0, hence which
// states are fixed and where basins end, but no energy.
//
// It takes about 6N·2ᴺ steps, a fifth of a second at N = 20. It is an error if the network has no or more than
// [MaxLandscape] neurons, or ties is none of the rules. If ctx ends, so does the work, with ctx.Err() and no landscape.
func (n *Network) Landscape(ctx context.Context, ties Ties) (*Landscape, error) {
	if n.n < 1 || n.n > MaxLandscape {
		return nil, fmt.Errorf("hopfield: the network has %d neurons: a landscape of 2^N states needs 1 to %d", n.n, MaxLandscape)
	}
	if err := ties.validate("ties"); err != nil {
		return nil, err
	}
	states := 1 << n.n
	l := &Landscape{n: n.n, energies: make([]float64, states), asked: make([]int8, states), ends: make([]int32, states)}
	// In the order of a Gray code, step k to k+1 flips the neuron that is the number of zeros at the end of k+1.
	look, state := newLookout(n, l.State(0)), 0
	for step := 1; ; step++ {
		if step&0xfff == 1 && ended(ctx) != nil {
			return nil, ended(ctx)
		}
		l.energies[state], l.asked[state] = look.energy, look.steepest(ties)
		if step == states {
			break
		}
		i := bits.TrailingZeros(uint(step))
		look.flip(i)
		state ^= 1 << i
	}
	l.drain()
	return l, nil
}

// A lookout stands on a state and knows the way down.
type lookout struct {
	s      Pattern
	energy float64
	fields []float64   // h
	rises  []float64   // sᵢ times what a flip of neuron i adds to the energy
	w      [][]float64 // column j: how much fields hear of neuron j
	both   [][]float64 // W + Wᵀ without its diagonal: how much rises hear, since a flip does not change sᵢ²
}

func newLookout(n *Network, s Pattern) *lookout {
	l := &lookout{s: s, energy: n.Energy(s), fields: n.Fields(s), rises: make([]float64, len(s))}
	for j := range s {
		w, both := make([]float64, len(s)), make([]float64, len(s))
		for i := range s {
			w[i] = n.Weight(i, j)
			if i != j {
				both[i] = w[i] + n.Weight(j, i)
			}
		}
		l.w, l.both = append(l.w, w), append(l.both, both)
		l.rises[j] += 2 * n.Threshold(j)
		detmath.AddScaled(l.rises, float64(s[j]), both)
	}
	return l
}

func (l *lookout) flip(i int) {
	l.energy += float64(float64(l.s[i]) * l.rises[i])
	l.s[i] = -l.s[i]
	detmath.AddScaled(l.fields, float64(2*l.s[i]), l.w[i])
	detmath.AddScaled(l.rises, float64(2*l.s[i]), l.both[i])
}

// steepest returns the neuron that disagrees with its field and lowers the energy most, the first of equals, as the order
// [Steepest] does; −1 if none disagrees.
func (l *lookout) steepest(ties Ties) int8 {
	best, most := -1, 0.
	for i, s := range l.s {
		if ties.answer(l.fields[i], s) == s {
			continue
		}
		if rise := float64(float64(s) * l.rises[i]); best < 0 || rise < most {
			best, most = i, rise
		}
	}
	return int8(best)
}

// drain follows every descent to its end.
func (l *Landscape) drain() {
	const unknown, never = -2, -1
	for k := range l.ends {
		l.ends[k] = unknown
	}
	var path []int
	for k := range l.ends {
		path = path[:0]
		for l.ends[k] == unknown {
			path = append(path, k)
			l.ends[k] = never // which is what it is if the descent comes back to it
			if l.asked[k] < 0 {
				l.ends[k] = int32(k)
			}
			k = l.Next(k)
		}
		for _, j := range path {
			l.ends[j] = l.ends[k]
		}
	}
}

// Neurons returns N.
func (l *Landscape) Neurons() int { return l.n }

// States returns their number, 2ᴺ.
func (l *Landscape) States() int { return len(l.energies) }

// State returns state k, the caller's own copy. It is nil if there is no such state.
func (l *Landscape) State(k int) Pattern {
	if !l.has(k) {
		return nil
	}
	s := make(Pattern, l.n)
	for i := range s {
		s[i] = int8(2*(k>>i&1) - 1)
	}
	return s
}

// Index returns the number of the state s. It is −1 if s is not a pattern of N entries.
func (l *Landscape) Index(s Pattern) int {
	if l.n == 0 || len(s) != l.n || s.Validate("s") != nil {
		return -1
	}
	k := 0
	for i, v := range s {
		if v > 0 {
			k |= 1 << i
		}
	}
	return k
}

// Energy returns the energy of state k, in weight units: that of [Network.Energy]. It is NaN if there is no such state.
func (l *Landscape) Energy(k int) float64 {
	if !l.has(k) {
		return math.NaN()
	}
	return l.energies[k]
}

// Next returns the state to which a steepest descent goes from state k: of the neurons that disagree with their fields (or
// are at odds with the tie rule), it flips the one that lowers the energy most, the first of equals. It is k itself at a
// fixed point, and −1 if there is no such state.
func (l *Landscape) Next(k int) int {
	switch {
	case !l.has(k):
		return -1
	case l.asked[k] < 0:
		return k
	}
	return k ^ 1<<l.asked[k]
}

// Endpoint returns the fixed point in which the steepest descent from state k ends, the End of a recall in the order
// [Steepest]. It is −1 if there is none, as may be where weights are not symmetric or self-connections negative, or no such
// state.
//
// A descent can cross a plateau, where energies are equal, but only as the tie rule tells: under [Keep] every state of a
// plateau from which no single flip leads lower is an endpoint of its own, even if the plateau has an outlet elsewhere.
func (l *Landscape) Endpoint(k int) int {
	if !l.has(k) {
		return -1
	}
	return int(l.ends[k])
}

// FixedPoints returns the states that no neuron would leave under the tie rule, in order.
func (l *Landscape) FixedPoints() (states []int) {
	for k, asked := range l.asked {
		if asked < 0 {
			states = append(states, k)
		}
	}
	return states
}

// GroundStates returns the states of the least energy, in order.
func (l *Landscape) GroundStates() (states []int) {
	for k, e := range l.energies {
		if len(states) > 0 && e > l.energies[states[0]] {
			continue
		}
		if len(states) > 0 && e < l.energies[states[0]] {
			states = states[:0]
		}
		states = append(states, k)
	}
	return states
}

// A Basin is all states whose steepest descents end in the same fixed point.
type Basin struct {
	End  int // the fixed point
	Size int // the number of states, itself included, from 1 to 2ᴺ
}

// Basins returns the basin of every fixed point, the deepest fixed point first, and in order among equals. Sizes add up to
// 2ᴺ, less the states from which a descent does not end.
func (l *Landscape) Basins() (basins []Basin) {
	sizes := make(map[int]int)
	for _, end := range l.ends {
		sizes[int(end)]++
	}
	for _, k := range l.FixedPoints() {
		basins = append(basins, Basin{End: k, Size: sizes[k]})
	}
	slices.SortStableFunc(basins, func(a, b Basin) int { return cmp.Compare(l.energies[a.End], l.energies[b.End]) })
	return basins
}

// Valleys returns the local minima of the energy, the deepest first. A minimum is a plateau: a largest set of states of one
// energy, each of which is reached from the others by single flips within the set, from which no flip leads lower; mostly
// it is one state, with all neighbors higher. The states of each are in order.
//
// Valleys are a matter of energy alone. With symmetric weights and no self-connections each state of one is a fixed point
// under [Keep]; the fixed points that lie in no valley are those of a plateau with an outlet.
func (l *Landscape) Valleys() (valleys [][]int) {
	seen := make([]bool, len(l.energies))
	for k := range seen {
		if seen[k] {
			continue
		}
		if plateau, lowest := l.plateau(k, seen); lowest {
			slices.Sort(plateau)
			valleys = append(valleys, plateau)
		}
	}
	slices.SortStableFunc(valleys, func(a, b []int) int { return cmp.Compare(l.energies[a[0]], l.energies[b[0]]) })
	return valleys
}

// plateau returns the states that are connected to k at the same height, and whether no flip leads lower from any of them.
func (l *Landscape) plateau(k int, seen []bool) (states []int, lowest bool) {
	states, lowest, seen[k] = []int{k}, true, true
	for next := 0; next < len(states); next++ {
		for i := range l.n {
			near := states[next] ^ 1<<i
			if l.energies[near] < l.energies[k] {
				lowest = false
			}
			if l.energies[near] == l.energies[k] && !seen[near] {
				seen[near] = true
				states = append(states, near)
			}
		}
	}
	return states, lowest
}

func (l *Landscape) has(k int) bool { return k >= 0 && k < len(l.energies) }
