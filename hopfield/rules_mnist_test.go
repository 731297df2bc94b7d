package hopfield_test

import (
	"testing"

	"flipbook/hopfield"
)

func storedDigits(net *hopfield.Network, patterns []hopfield.Pattern) (count int) {
	for _, p := range patterns {
		if net.Stable(p, hopfield.Keep) {
			count++
		}
	}
	return count
}

// Storkey's rule holds three digits, which Hebb's loses, but hardly any of ten: it does not rescue what is so much alike. Nor
// do clipping and dreams.
func TestRulesThatDoNotRescueDigits(t *testing.T) {
	x := digits(t, 1)
	for _, c := range []struct {
		rule       hopfield.Rule
		three, ten int
	}{
		{hopfield.Hebb{}, 0, 0},
		{hopfield.Clipped{Rule: hopfield.Hebb{}}, 0, 0},
		{hopfield.Unlearned{Rule: hopfield.Hebb{}, Dreams: 60}, 3, 0},
		{hopfield.Storkey{}, 3, 1},
		{hopfield.Storkey{Order: hopfield.SecondOrder}, 3, 2},
	} {
		three, ten := storedDigits(train(t, c.rule, x[:3]), x[:3]), storedDigits(train(t, c.rule, x), x)
		if three != c.three || ten != c.ten {
			t.Errorf("%T %v stores %d of three digits, want %d, and %d of ten, want %d",
				c.rule, c.rule, three, c.three, ten, c.ten)
		}
	}
}

// Rules that come back to what is not stored yet do not mind that digits are alike.
func TestRulesThatStoreDigits(t *testing.T) {
	x := digits(t, 2)
	for _, rule := range []hopfield.Rule{
		hopfield.KrauthMezard{}, hopfield.KrauthMezard{Symmetric: true}, hopfield.ProbabilityFlow{},
	} {
		if count := storedDigits(train(t, rule, x), x); count != len(x) {
			t.Errorf("%T %v stores %d of %d digits", rule, rule, count, len(x))
		}
	}
}
