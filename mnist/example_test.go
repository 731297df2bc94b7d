package mnist_test

import (
	"fmt"
	"log"

	"flipbook/mnist"
)

func ExampleSet_Nth() {
	digits, err := mnist.Sample()
	if err != nil {
		log.Fatal(err)
	}
	index, img, err := digits.Nth(7, 0)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("image %d of %d is labelled %d:\n", index, digits.Len(), digits.Label(index))

	states := mnist.Binarize(img, 120)
	cols := digits.Bounds().X
	for y := 7; y < 27; y++ {
		for _, state := range states[y*cols:][6:22] {
			fmt.Print(map[int8]string{+1: "#", -1: "."}[state])
		}
		fmt.Println()
	}
	// Output:
	// image 15 of 1000 is labelled 7:
	// ..........#####.
	// ........########
	// ...#############
	// ..######....####
	// .#####.....####.
	// .####......####.
	// ####.......###..
	// .##......####...
	// .........###....
	// ........###.....
	// .......####.....
	// .......###......
	// .......###......
	// .....###........
	// .....###........
	// ....###.........
	// ...###..........
	// ...###..........
	// ..###...........
	// ...#............
}
