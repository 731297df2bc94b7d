package hopfield

import (
	"context"
	"math"
	"testing"
)

// FuzzRules feeds every rule with patterns that need not be any: what comes back is an error or a valid network, which is
// stored if it should be, and never a panic.
func FuzzRules(f *testing.F) {
	f.Add([]byte{1, 255, 1, 1}, uint8(2), .5, uint16(20))
	f.Add([]byte{1, 255, 1, 1, 255, 255, 1, 1, 1, 255, 255, 1}, uint8(4), 0., uint16(3))
	f.Add([]byte{1, 0, 1}, uint8(3), 1., uint16(0))
	f.Add([]byte{1, 1, 255}, uint8(1), math.NaN(), uint16(9))
	f.Add([]byte{255, 1, 1, 1, 255}, uint8(3), -1., uint16(100))
	f.Add([]byte{}, uint8(0), math.Inf(1), uint16(1))
	f.Fuzz(func(t *testing.T, entries []byte, width uint8, number float64, steps uint16) {
		var patterns []Pattern
		for k, b := range entries[:min(len(entries), 120)] {
			if n := 1 + int(width)%12; k%n == 0 {
				patterns = append(patterns, nil)
			}
			patterns[len(patterns)-1] = append(patterns[len(patterns)-1], int8(b))
		}
		for _, rule := range []Rule{
			Hebb{}, Covariance{}, PseudoInverse{}, Storkey{Order: StorkeyOrder(steps % 3)},
			KrauthMezard{Stability: number, MaxSweeps: int(steps), Symmetric: steps&1 == 1, LearnThresholds: steps&2 == 2},
			ProbabilityFlow{Margin: number, MaxSteps: int(steps), LearnThresholds: steps&2 == 2},
			Unlearned{Rule: Hebb{}, Dreams: int(steps % 100), Strength: number},
			Unlearned{Rule: ProbabilityFlow{MaxSteps: 9, LearnThresholds: true}, Dreams: int(steps % 9), Strength: number},
			Clipped{Rule: Storkey{}}, Clipped{Rule: KrauthMezard{MaxSweeps: 9, LearnThresholds: true}},
		} {
			if k, ok := rule.(KrauthMezard); ok && k.MaxSweeps == 0 {
				k.MaxSweeps = 1000 // in place of many more
				rule = k
			}
			net, err := rule.Train(context.Background(), patterns)
			if (net == nil) == (err == nil) {
				t.Fatalf("%#v gives the network %v and the error %v", rule, net, err)
			}
			if net == nil {
				continue
			}
			for i := range net.Len() {
				for j := range net.Len() {
					if w := net.Weight(i, j); math.IsNaN(w) || math.IsInf(w, 0) || i == j && w != 0 {
						t.Fatalf("%#v gives W[%d,%d] = %v", rule, i, j, w)
					}
				}
			}
			if u := net.Unit(); !(u > 0) || math.IsInf(u, 1) {
				t.Fatalf("%#v gives the unit %v", rule, u)
			}
			switch rule.(type) {
			case PseudoInverse, KrauthMezard, ProbabilityFlow:
				if count := storedBy(net, patterns); count < len(patterns) {
					t.Fatalf("%#v stores %d of %d patterns", rule, count, len(patterns))
				}
			}
		}
	})
}
