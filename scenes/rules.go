package scenes

import (
	"context"
	"errors"

	"flipbook/hopfield"
)

// ruleNamed is the learning rule that a parameter names: one of hebb, storkey,
// pseudo-inverse, krauth-mezard and probability-flow. All make symmetric
// weights, so that recall settles. Those that learn step by step tell progress.
func ruleNamed(name string, progress func(done, total int)) hopfield.Rule {
	switch name {
	case "storkey":
		return hopfield.Storkey{}
	case "pseudo-inverse":
		return hopfield.PseudoInverse{}
	case "krauth-mezard":
		return hopfield.KrauthMezard{Symmetric: true, Progress: progress}
	case "probability-flow":
		return hopfield.ProbabilityFlow{Progress: progress}
	}
	return hopfield.Hebb{}
}

// trained is the network of a rule. Where a rule could not store all patterns,
// it is what the rule did learn: that is a result to be shown.
func trained(ctx context.Context, rule hopfield.Rule, patterns []hopfield.Pattern) (*hopfield.Network, error) {
	net, err := rule.Train(ctx, patterns)
	if failed := (*hopfield.NotStoredError)(nil); errors.As(err, &failed) {
		return failed.Network, nil
	}
	return net, err
}

// heldBy is how many of some patterns are fixed points of a network.
func heldBy(net *hopfield.Network, patterns []hopfield.Pattern) int {
	held := 0
	for _, x := range patterns {
		if net.Stable(x, hopfield.Keep) {
			held++
		}
	}
	return held
}

// fixedPoints counts the memories that are fixed points under a rule. A rule
// that says it has stored all of them must have.
func fixedPoints(rule hopfield.Rule) func(context.Context, []hopfield.Pattern) (int, error) {
	return func(ctx context.Context, memories []hopfield.Pattern) (int, error) {
		net, err := rule.Train(ctx, memories)
		failed := (*hopfield.NotStoredError)(nil)
		if errors.As(err, &failed) {
			net = failed.Network
		} else if err != nil {
			return 0, err
		}
		held := heldBy(net, memories)
		if failed != nil && len(memories)-held > failed.Patterns { // it counts ties as well
			return 0, violation("%d memories are lost, and learning says %d", len(memories)-held, failed.Patterns)
		}
		if _, learns := rule.(hopfield.KrauthMezard); learns && failed == nil && held < len(memories) {
			return 0, violation("learning says that all %d memories are stored, and %d are", len(memories), held)
		}
		return held, nil
	}
}
