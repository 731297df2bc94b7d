// Package scenes holds the figures, one file each: a scene runs an algorithm
// and returns the film of it.
package scenes

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/figure"
	"flipbook/film"
)

// A Scene runs an algorithm and films it. Its exported fields are its
// parameters, described by their tags; see Params. All that the scene NAME says
// is in words/NAME.json, and what its page tells in about/NAME.md.
type Scene interface {
	// Film runs the scene with its parameters, which Check accepts. An error
	// is the fault of the parameters or of the data, unless it is a Violation
	// or the context's.
	Film(ctx context.Context, on figure.Stage) (*film.Film, error)
}

// An Entry is a scene of the catalogue.
type Entry struct {
	Name    string       // on the command line, of its file, and of its output
	Title   string       // a few words
	Summary string       // one sentence: what is seen
	Group   string       // the subject
	New     func() Scene // a scene with its default parameters
}

// Catalogue lists all scenes in the order in which a reader meets them.
func Catalogue() []Entry {
	return []Entry{
		entry[HopfieldRecall]("hopfield-recall", "Hopfield", "A Hopfield network recalls a digit",
			"A handwritten digit drowns in noise; a network that remembers it and others settles, neuron by neuron, and gives it back."),
		entry[HopfieldDigits]("hopfield-digits", "Hopfield", "Digits become states",
			"Handwritten digits as MNIST has them, in black and white, and as the states of a network; then the threshold moves."),
		entry[HopfieldWorksheet]("hopfield-worksheet", "Hopfield", "Five nodes, three memories",
			"The weights of five nodes are added memory by memory; then all 32 states are asked whether they are stable, under each of three tie rules."),
		entry[HopfieldDiagonal]("hopfield-diagonal", "Hopfield", "The bug that made the demo work",
			"Five random patterns on five nodes are recalled with a diagonal of 0 and with one filled by mistake; half of what it recovers was never flipped."),
		entry[HopfieldReminds]("hopfield-reminds", "Hopfield", "What half an apple brings to mind",
			"Half of a picture brings back the rest; a picture that was never stored is taken for the one it resembles most."),
		entry[HopfieldDilemma]("hopfield-dilemma", "Hopfield", "A cue halfway between two memories",
			"A cue as near to one memory as to the other: a tree of the 24 orders of asking shows where each leads, and asked all at once the neurons blink for ever."),
		entry[HopfieldBlink]("hopfield-blink", "Hopfield", "A network that blinks",
			"One start, all neurons at once and one by one: the first way blinks for ever, the second settles; then the starts that blink are counted."),
		entry[HopfieldLetters]("hopfield-letters", "Hopfield", "Letters, and one too many",
			"Half an E brings back the whole letter, until the network learns an F as well."),
		entry[HopfieldTheta]("hopfield-theta", "Hopfield", "Thresholds, and what they are good for",
			"The same letters under six ways to choose thresholds, where rules of thumb do harm; then learned weights keep all, with thresholds or without."),
		entry[HopfieldFaces]("hopfield-faces", "Hopfield", "Why a network forgets a family of faces",
			"Five faces, each shown by a half: Hebb’s rule recalls the same face for all, the pseudo-inverse and softmax recall each."),
		entry[HopfieldDraw]("hopfield-draw", "Hopfield", "Drawings, memorised and recalled",
			"Drawings are memorised one by one, beside how many there is room for; one of them comes back from a fragment."),
		entry[HopfieldMelt]("hopfield-melt", "Hopfield", "Digits melt into one",
			"Digits are stored one after the other; at the third, all melt into one smudge, where a hundred random patterns would have had room."),
		entry[HopfieldCliff]("hopfield-cliff", "Hopfield", "The cliff at 0.138 N",
			"More and more memories, three sizes of network: what a recall keeps of a memory falls the more steeply the larger the network, where theory has its cliff."),
		entry[HopfieldCrosstalk]("hopfield-crosstalk", "Hopfield", "Crosstalk outvotes a bit",
			"As memories are added, the bell of xᵢhᵢ slides over zero; the tail below it is the bits that the other memories outvote."),
		entry[HopfieldRules]("hopfield-rules", "Hopfield", "Five rules race",
			"The same memories learned by five rules, more and more of them: one rule after the other loses them."),
		entry[HopfieldNoise]("hopfield-noise", "Hopfield", "A memory in noise",
			"A digit drowns in more and more noise, and comes back all the same, until the negative appears."),
		entry[HopfieldDamage]("hopfield-damage", "Hopfield", "A memory loses its synapses",
			"Holes are eaten into the weights, and recall beside them hardly changes, until most of them are gone."),
		entry[HopfieldLandscape]("hopfield-landscape", "Hopfield", "The landscape of the energy",
			"Three states roll down the energy over two memories, to a memory, to a mirror and to a mixture."),
		entry[HopfieldSpurious]("hopfield-spurious", "Hopfield", "Spurious states",
			"Random starts settle in a network that learns pattern after pattern, each coloured by where it ends: memory, mirror, mixture, or what nobody stored."),
		entry[HopfieldHeat]("hopfield-heat", "Hopfield", "A mixture of memories melts",
			"A mixture of three memories is warmed; it melts into one of them, and that melts later."),
		entry[HopfieldEnergy]("hopfield-energy", "Hopfield", "The energy on the slide",
			"One recall followed by two energies: the right one falls with every flip, the one in circulation mostly rises."),
		entry[HopfieldWeights]("hopfield-weights", "Hopfield", "Weights leave ±1",
			"The histogram of the weights spreads as memories are added; clipped back to ±1 they still recall, and what that costs."),
		entry[HopfieldAttention]("hopfield-attention", "Hopfield", "Attention recalls a digit",
			"Half a digit asks a memory of all digits; softmax weights collapse onto one of them, the right one if the lost half is 0 and often another if it is −1."),
		entry[HopfieldLadder]("hopfield-ladder", "Hopfield", "The ladder of capacities",
			"How many memories the same neurons hold, rule by rule, on one logarithmic axis: from N/(4 ln N) to 2^(N/2)."),
		entry[HopfieldGenes]("hopfield-genes", "Hopfield", "A gene is completed by a linear solve",
			"A sequence of letters breaks off; one system of equations completes it, beside a network that guesses and one that does not."),
		entry[BoltzmannDream]("boltzmann-dream", "Boltzmann", "A machine learns digits, and dreams",
			"A restricted Boltzmann machine learns small digits; then it dreams some of its own, from noise on."),
		entry[Ising]("ising", "Ising", "A magnet is cooled through its critical temperature",
			"Ising’s square lattice is cooled; below T_c one sign wins, along the exact curve of Onsager and Yang."),
		entry[MontyHall]("monty-hall", "Monty Hall", "Monty Hall: switch or stay",
			"Both strategies play the same games; their running win rates close in on the exact odds."),
		entry[MontyDoors]("monty-doors", "Monty Hall", "Monty Hall on stage",
			"The game itself, with doors, goats, a car and a host: one player stays, one switches, and the games that each wins are counted."),
		entry[MontyMany]("monty-many", "Monty Hall", "Many doors, and a host who forgets",
			"Ever more doors before three hosts: one who opens all others but one, one who opens a single door, and one who has forgotten where the car is."),
		entry[MontyHundredThousand]("monty-hundred-thousand", "Monty Hall", "A hundred thousand games",
			"Vázsonyi’s 100,000 games, many times over: how far each run is from 2/3, and how that falls with the square root of the games."),
		entry[Perceptron]("perceptron", "Perceptron", "A perceptron looks for a line",
			"Every mistake moves the line, until it separates the circles from the triangles."),
		entry[PerceptronMargin]("perceptron-margin", "Perceptron", "Clouds move together",
			"The closer two clouds are, the more mistakes a perceptron makes, below the bound (R/γ)²."),
		entry[PerceptronXor]("perceptron-xor", "Perceptron", "A perceptron goes round in circles",
			"No line separates the corners of exclusive or: the weights come back for ever, and the pocket keeps the best of them."),
		entry[PerceptronWeights]("perceptron-weights", "Perceptron", "Two spaces of a perceptron",
			"The same training among the data, where weights are a line, and among the weights, where each point is a half-plane and each mistake a step."),
		entry[PerceptronDigits]("perceptron-digits", "Perceptron", "A perceptron learns two digits",
			"Rosenblatt’s machine tells two handwritten digits apart: its weights as an image, and its errors on digits that it never saw."),
		entry[GradientDescent]("gradient-descent", "Descent", "Steps down a valley",
			"Gradient descent zigzags, a heavy ball rolls, and too large a rate climbs the walls."),
	}
}

// Named finds a scene of the catalogue.
func Named(name string) (Entry, bool) {
	for _, e := range Catalogue() {
		if e.Name == name {
			return e, true
		}
	}
	return Entry{}, false
}

// entry is a scene S whose method set is that of its pointer.
func entry[S any, P interface {
	*S
	Scene
}](name, group, title, summary string) Entry {
	return Entry{name, title, summary, group, func() Scene {
		p := P(new(S))
		setDefaults(p)
		return p
	}}
}

// A Violation says that an algorithm broke a law that holds for it: the
// program is wrong, and there is no picture of that.
type Violation string

func (v Violation) Error() string { return string(v) }

func violation(format string, args ...any) error {
	return Violation("law violated: " + fmt.Sprintf(format, args...))
}

// generator is where all of a scene's chance comes from.
func generator(seed uint64) *rand.Rand {
	const stream = 0x666c6970626f6f6b
	return rand.New(rand.NewPCG(seed, stream))
}
