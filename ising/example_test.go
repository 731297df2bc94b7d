package ising_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/hopfield/theory"
	"flipbook/ising"
)

// A lattice is cooled through its critical temperature, and becomes a magnet: as strong a one as Yang found in 1952.
func Example() {
	r := rand.New(rand.NewPCG(1, 1))
	lattice, err := ising.Random(64, r)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("T_c = %.3f\n", theory.IsingCritical())
	for _, temperature := range []float64{3, 2.1, 1.8, 1.5} {
		bath, err := ising.NewBath(temperature)
		if err != nil {
			fmt.Println(err)
			return
		}
		m, err := bath.Measure(context.Background(), lattice, r, &ising.MeasureOptions{Settle: 100, Samples: 500})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("T = %.1f  |m| = %.2f  theory %.2f\n", temperature, m.Magnetization, theory.IsingMagnetization(temperature))
	}
	// Output:
	// T_c = 2.269
	// T = 3.0  |m| = 0.03  theory 0.00
	// T = 2.1  |m| = 0.87  theory 0.87
	// T = 1.8  |m| = 0.96  theory 0.96
	// T = 1.5  |m| = 0.99  theory 0.99
}

// A spin that stands against its four neighbours has an energy of 8 above the ground.
func ExampleLattice() {
	lattice, err := ising.New([]int8{
		1, 1, 1,
		1, -1, 1,
		1, 1, 1,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(lattice.Size(), lattice.Energy(), lattice.Magnetization())
	// Output: 3 -10 7
}

// At a temperature of 0 it turns over at once.
func ExampleBath() {
	lattice, err := ising.New([]int8{
		1, 1, 1,
		1, -1, 1,
		1, 1, 1,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	bath, err := ising.NewBath(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	bath.Sweep(lattice, rand.New(rand.NewPCG(1, 1)))
	fmt.Println(lattice.Energy(), lattice.Magnetization())
	// Output: -18 9
}

// Even where all is coins, nine spins agree a little.
func ExampleMeans() {
	m, err := measure(1e9, &ising.MeasureOptions{Samples: 100_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f\n", m.Magnetization)
	// Output: 0.27
}

func ExampleMeasureOptions() {
	_, err := measure(1, &ising.MeasureOptions{Samples: -5})
	fmt.Println(err)
	// Output: ising: MeasureOptions has Settle 0 and Samples -5: neither may be negative
}

func measure(temperature float64, o *ising.MeasureOptions) (ising.Means, error) {
	r := rand.New(rand.NewPCG(1, 1))
	lattice, err := ising.Random(3, r)
	if err != nil {
		return ising.Means{}, err
	}
	bath, err := ising.NewBath(temperature)
	if err != nil {
		return ising.Means{}, err
	}
	return bath.Measure(context.Background(), lattice, r, o)
}
