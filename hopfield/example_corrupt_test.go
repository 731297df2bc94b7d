package hopfield_test

import (
	"context"
	"fmt"
	"log"
	"math/rand/v2"

	"flipbook/hopfield"
)

// Every pixel flips with probability 0.1: some three or four of 35.
func ExampleFlipped() {
	r := rand.New(rand.NewPCG(1, 2))
	spoiled, err := hopfield.Flipped(r, letterC, .1)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(picture(letterC, spoiled))
	fmt.Println(spoiled.Hamming(letterC), "pixels are wrong")
	// Output:
	// .###.   .###.
	// #...#   #...#
	// #....   #....
	// #....   #....
	// #....   #....
	// #...#   #..##
	// .###.   #####
	// 3 pixels are wrong
}

// Exactly seven pixels of 35 flip, which leaves an overlap of 1 − 2·7/35.
func ExampleFlippedExactly() {
	r := rand.New(rand.NewPCG(1, 2))
	spoiled, err := hopfield.FlippedExactly(r, letterC, 7)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(spoiled.Hamming(letterC), spoiled.Overlap(letterC))
	// Output:
	// 7 0.6
}

// A letter torn in half: from pixel 20 on there is only paper.
func ExampleMask() {
	lost, err := hopfield.MaskFrom(len(letterM), 20)
	if err != nil {
		log.Fatal(err)
	}
	torn, err := hopfield.Masked(letterM, lost, -1)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(picture(letterM, torn))
	fmt.Println(lost.Count(), "pixels lost,", lost.Complement().Count(), "left")
	// Output:
	// #...#   #...#
	// ##.##   ##.##
	// #.#.#   #.#.#
	// #.#.#   #.#.#
	// #...#   .....
	// #...#   .....
	// #...#   .....
	// 15 pixels lost, 20 left
}

// For a memory that knows more than ±1, what is lost can be 0: neither ink nor paper.
func ExampleMaskedReal() {
	query, err := hopfield.MaskedReal([]float64{1, -1, .5, -1}, hopfield.Mask{false, false, true, true}, 0)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(query)
	// Output:
	// [1 -1 0 0]
}

// A smudge on a printed letter.
func ExamplePicture() {
	page := hopfield.Picture{Width: 5, Height: 7}
	smudge, err := page.Rectangle(1, 2, 4, 5)
	if err != nil {
		log.Fatal(err)
	}
	smudged, err := hopfield.Masked(letterM, smudge, 1)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(picture(letterM, smudged))
	// Output:
	// #...#   #...#
	// ##.##   ##.##
	// #.#.#   #####
	// #.#.#   #####
	// #...#   #####
	// #...#   #...#
	// #...#   #...#
}

// Four ways to cover half a letter. The middle column and the middle row go with the right and the bottom half.
func ExampleHalf() {
	page := hopfield.Picture{Width: 5, Height: 7}
	var halves []hopfield.Pattern
	for _, half := range []hopfield.Half{hopfield.Left, hopfield.Right, hopfield.Top, hopfield.Bottom} {
		covered, err := page.Half(half)
		if err != nil {
			log.Fatal(err)
		}
		rest, err := hopfield.Masked(letterM, covered, -1)
		if err != nil {
			log.Fatal(err)
		}
		halves = append(halves, rest)
	}
	fmt.Print(picture(halves...))
	// Output:
	// ....#   #....   .....   #...#
	// ...##   ##...   .....   ##.##
	// ..#.#   #....   .....   #.#.#
	// ..#.#   #....   #.#.#   .....
	// ....#   #....   #...#   .....
	// ....#   #....   #...#   .....
	// ....#   #....   #...#   .....
}

// Half of the synapses of a network cut, the memory still holds, at half the field.
func ExampleNetwork_WithoutSynapses() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{letterJ})
	if err != nil {
		log.Fatal(err)
	}
	damaged, err := memory.WithoutSynapses(rand.New(rand.NewPCG(1, 2)), .5, hopfield.BothWays)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("the first pixel's field:", memory.Field(letterJ, 0), "whole,", damaged.Field(letterJ, 0), "damaged")
	fmt.Println("stable:", damaged.Stable(letterJ, hopfield.Keep), "· symmetric:", damaged.Symmetric())
	// Output:
	// the first pixel's field: 34 whole, 21 damaged
	// stable: true · symmetric: true
}

// A network that loses its top half still knows the rest of its letter. What is gone stays as it was shown.
func ExampleNetwork_WithoutNeurons() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{letterJ})
	if err != nil {
		log.Fatal(err)
	}
	top, err := hopfield.Picture{Width: 5, Height: 7}.Half(hopfield.Top)
	if err != nil {
		log.Fatal(err)
	}
	damaged, err := memory.WithoutNeurons(top)
	if err != nil {
		log.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	cue, err := hopfield.FlippedExactly(r, letterJ, 10)
	if err != nil {
		log.Fatal(err)
	}
	run, err := damaged.Recall(context.Background(), cue, r, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(picture(letterJ, cue, run.End))
	// Output:
	// #####   ####.   ####.
	// ...#.   #...#   #...#
	// ...#.   .....   .....
	// ...#.   .....   ...#.
	// ...#.   #.#..   ...#.
	// #..#.   #..#.   #..#.
	// .##..   .##.#   .##..
}

// Cut one way, connections are no longer mutual.
func ExampleCut() {
	memory, err := hopfield.Hebb{}.Train(context.Background(), []hopfield.Pattern{{1, -1, 1, 1}})
	if err != nil {
		log.Fatal(err)
	}
	for _, cut := range []hopfield.Cut{hopfield.BothWays, hopfield.OneWay} {
		damaged, err := memory.WithoutSynapses(rand.New(rand.NewPCG(1, 3)), .5, cut)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(cut)
		for i := range damaged.Len() {
			for j := range damaged.Len() {
				fmt.Printf("%3v", damaged.Weight(i, j))
			}
			fmt.Println()
		}
	}
	// Output:
	// both ways
	//   0  0  1  0
	//   0  0 -1 -1
	//   1 -1  0  0
	//   0 -1  0  0
	// one way
	//   0  0  1  0
	//  -1  0 -1 -1
	//   0 -1  0  1
	//   0 -1  0  0
}
