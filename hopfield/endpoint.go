package hopfield

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// EndpointKind says where a recall has ended.
type EndpointKind int

const (
	Spurious EndpointKind = iota // none of the others; the zero value
	Memory                       // a memory
	Mirror                       // −1 times a memory, which is as deep a valley
	Mixture                      // the sign of a sum of 3, 5 or 7 memories or mirrors
)

// String returns "spurious", "memory", "mirror" or "mixture".
func (k EndpointKind) String() string {
	if k < Spurious || k > Mixture {
		return fmt.Sprintf("EndpointKind(%d)", int(k))
	}
	return [...]string{"spurious", "memory", "mirror", "mixture"}[k]
}

// An Endpoint says what the state in which a recall has ended is.
type Endpoint struct {
	Kind    EndpointKind
	Nearest int     // the memory with the largest |overlap|; at a Memory or a Mirror it is the one recalled
	Overlap float64 // with that memory, −1 … 1
	Terms   []Term  // of a Mixture, in the order of the memories; nil otherwise
	Wrong   int     // entries in which the state differs from the memory, mirror or mixture; 0 if it is Spurious
}

// A Term is one memory in a mixture.
type Term struct {
	Memory int  // its index
	Sign   int8 // +1 for the memory, −1 for its mirror
}

// ClassifyOptions varies [Classify]. A nil *ClassifyOptions means the zero value.
type ClassifyOptions struct {
	// Tolerance is the share of entries, at least 0 and below ½, that may differ from a memory or mixture. The zero value
	// tolerates none. At the load α = P/N Hebb's rule retrieves a memory with wrong entries, 1.6 % at α = 0.138.
	Tolerance float64

	// Largest is the number of memories in the largest mixtures to look for: 3, 5 or 7, or 1 for none. 0 means 7.
	Largest int
}

func (o *ClassifyOptions) validate() error {
	if !(o.Tolerance >= 0 && o.Tolerance < .5) { // the negation catches NaN
		return fmt.Errorf("hopfield: ClassifyOptions.Tolerance is %v: it must be at least 0 and below 0.5", o.Tolerance)
	}
	switch o.Largest {
	case 0, 1, 3, 5, 7:
		return nil
	}
	return fmt.Errorf("hopfield: ClassifyOptions.Largest is %d: it must be 1, 3, 5 or 7; 0 means 7", o.Largest)
}

// Classify says what the state end is to the patterns that were learned: a memory, the mirror of one, a mixture, or
// spurious, which is everything else. What is several of these is called the first in this order, and a mixture of few
// before one of many; among equals it is the nearest, and the first of equally near ones.
//
// A mixture is the sign of a sum of an odd number of memories and mirrors, as [Mix] makes it. Those of random patterns are
// fixed points of Hebb's rule at low load; sums of an even number are 0 in places, where they say nothing, are unstable
// (Amit, Gutfreund & Sompolinsky 1985, "Spin-glass models of neural networks"), and are not looked for. The search is among
// the nine memories with the largest |overlap|, each with the sign of its overlap. Unless N is small it finds all mixtures of
// random patterns; one of memories that resemble each other may be called spurious.
//
// It costs N·P steps, and at a state that is no memory 3 to 7 more for each entry of up to 246 mixtures, as far as they may
// still be the one. It is an error if the patterns are none, not of one length, or not valid, end is not a pattern of that
// length, or an option is out of its range.
func Classify(end Pattern, patterns []Pattern, o *ClassifyOptions) (Endpoint, error) {
	if o == nil {
		o = &ClassifyOptions{}
	}
	n, err := validate(patterns)
	if err != nil {
		return Endpoint{}, err
	}
	if err := end.Validate("end"); err != nil {
		return Endpoint{}, err
	}
	if len(end) != n {
		return Endpoint{}, fmt.Errorf("hopfield: end has %d entries, patterns[0] %d: they must be of one length", len(end), n)
	}
	if err := o.validate(); err != nil {
		return Endpoint{}, err
	}

	near := byOverlap(end, patterns)
	nearest := near[0]
	e := Endpoint{Nearest: nearest.Memory, Overlap: end.Overlap(patterns[nearest.Memory])}
	tolerated := int(math.Ceil(o.Tolerance * float64(n)))
	for float64(tolerated)/float64(n) > o.Tolerance { // so that 29 of 100 are a share of 0.29, whatever 0.29·100 is rounded to
		tolerated--
	}
	if wrong := end.Hamming(nearest.of(patterns)); wrong <= tolerated {
		e.Kind, e.Wrong = Memory, wrong
		if nearest.Sign < 0 {
			e.Kind = Mirror
		}
		return e, nil
	}
	for size := 3; size <= cmp.Or(o.Largest, 7) && e.Kind == Spurious; size += 2 {
		if terms, wrong := mixture(end, patterns, near[:min(mixable, len(near))], size, tolerated); terms != nil {
			e.Kind, e.Terms, e.Wrong = Mixture, terms, wrong
		}
	}
	return e, nil
}

// of returns the memory, or its mirror.
func (t Term) of(patterns []Pattern) Pattern {
	if t.Sign < 0 {
		return patterns[t.Memory].Mirror()
	}
	return patterns[t.Memory]
}

// byOverlap returns the memories, with the signs of their overlaps with end, the one with the largest |overlap| first; among
// equals memories come before mirrors.
func byOverlap(end Pattern, patterns []Pattern) []Term {
	terms, agree := make([]Term, len(patterns)), make([]int, len(patterns))
	for k, p := range patterns {
		agree[k] = len(end) - 2*end.Hamming(p)
		terms[k] = Term{Memory: k, Sign: 1}
		if agree[k] < 0 {
			terms[k].Sign, agree[k] = -1, -agree[k]
		}
	}
	slices.SortStableFunc(terms, func(a, b Term) int {
		return cmp.Or(cmp.Compare(agree[b.Memory], agree[a.Memory]), cmp.Compare(b.Sign, a.Sign))
	})
	return terms
}

// mixture returns the mixture of size terms, all of them near, that differs least from end, in not more than tolerated
// entries; nil if there is none.
func mixture(end Pattern, patterns []Pattern, near []Term, size, tolerated int) (terms []Term, wrong int) {
	near = slices.Clone(near)
	slices.SortFunc(near, func(a, b Term) int { return cmp.Compare(a.Memory, b.Memory) })
	parts := make([]Pattern, len(near))
	for k, t := range near {
		parts[k] = t.of(patterns)
	}
	best, least := uint(0), tolerated+1
	for set := range uint(1) << len(near) {
		if bits.OnesCount(set) != size {
			continue
		}
		if wrong := disagreements(end, chosen(parts, set), least); wrong < least {
			best, least = set, wrong
		}
	}
	return chosen(near, best), least
}

// chosen returns those elements of all whose bit in the set is 1; nil if none is.
func chosen[E any](all []E, set uint) (some []E) {
	for k, e := range all {
		if set>>k&1 == 1 {
			some = append(some, e)
		}
	}
	return some
}

// mixable is the number of memories of which mixtures are tried: 3, 5 or 7 of nine are 84 + 126 + 36.
const mixable = 9

// disagreements counts the entries in which end differs from the majority of an odd number of patterns, up to the limit.
func disagreements(end Pattern, patterns []Pattern, limit int) (wrong int) {
	for i := 0; i < len(end) && wrong < limit; i++ {
		if votes(patterns, i)*int(end[i]) < 0 {
			wrong++
		}
	}
	return wrong
}

// votes is Σ xᵢ over the patterns.
func votes(patterns []Pattern, i int) (sum int) {
	for _, p := range patterns {
		sum += int(p[i])
	}
	return sum
}

// Mix returns a mixture of memories, sign(Σ σₖxₖ): with the sign σₖ = +1 the memory xₖ itself is in it, with −1 its mirror.
// Nil signs are all +1. A mixture of three random patterns has the overlap ½ with each, one of five ⅜, one of seven 5/16.
//
// It is an error if the number of patterns is even, so that sums may be 0 (see [Majority]), the patterns are none, not of one
// length or not valid, there is not one sign for each, or a sign is neither −1 nor +1.
func Mix(patterns []Pattern, signs []int8) (Pattern, error) {
	if _, err := validate(patterns); err != nil {
		return nil, err
	}
	if len(patterns)%2 == 0 {
		return nil, fmt.Errorf("hopfield: patterns are %d: a mixture is of an odd number, so that no sum is 0", len(patterns))
	}
	if signs != nil && len(signs) != len(patterns) {
		return nil, fmt.Errorf("hopfield: signs are %d, patterns %d: there must be one each, or none", len(signs), len(patterns))
	}
	parts := slices.Clone(patterns)
	for k, sign := range signs {
		if sign != 1 && sign != -1 {
			return nil, fmt.Errorf("hopfield: signs[%d] is %d: every sign must be -1 or +1", k, sign)
		}
		parts[k] = Term{Memory: k, Sign: sign}.of(patterns)
	}
	return Majority(parts, 1)
}

// Majority returns the pattern that every entry of the given ones votes on: the image in which patterns that resemble each
// other all end when Hebb's rule learns three of them or more. A tie, which only an even number of patterns can come to,
// becomes the given value, −1 or +1.
//
// It is an error if the patterns are none, not of one length or not valid, or tie is neither −1 nor +1.
func Majority(patterns []Pattern, tie int8) (Pattern, error) {
	n, err := validate(patterns)
	if err != nil {
		return nil, err
	}
	if tie != 1 && tie != -1 {
		return nil, fmt.Errorf("hopfield: tie is %d: it must be -1 or +1", tie)
	}
	p := make(Pattern, n)
	for i := range p {
		switch sum := votes(patterns, i); {
		case sum > 0:
			p[i] = 1
		case sum < 0:
			p[i] = -1
		default:
			p[i] = tie
		}
	}
	return p, nil
}
