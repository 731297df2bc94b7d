package montyhall_test

import (
	"fmt"
	"math/rand/v2"

	"flipbook/montyhall"
)

// Ten thousand games: switching wins two in three, to within the standard error.
func Example() {
	show := montyhall.Show{Doors: 3}
	r := rand.New(rand.NewPCG(1, 0))

	var t montyhall.Tally
	for range 10_000 {
		t.Add(show.Play(r))
	}
	stay, swtch := t.Rates()
	_, exact := show.Probabilities()
	fmt.Printf("stay %.3f, switch %.3f ± %.3f\n", stay, swtch, montyhall.StandardError(exact, t.Games))
	// Output: stay 0.330, switch 0.670 ± 0.005
}

// The host's knowledge is what the switcher wins by.
func ExampleShow_Probabilities() {
	for _, host := range []montyhall.Host{montyhall.Knows, montyhall.Forgets} {
		stay, swtch := montyhall.Show{Doors: 3, Host: host}.Probabilities()
		fmt.Printf("the host %v: stay %.3f, switch %.3f\n", host, stay, swtch)
	}
	stay, swtch := montyhall.Show{Doors: 100}.Probabilities()
	fmt.Printf("98 of 100 doors open: stay %.2f, switch %.2f\n", stay, swtch)
	// Output:
	// the host knows: stay 0.333, switch 0.667
	// the host forgets: stay 0.500, switch 0.500
	// 98 of 100 doors open: stay 0.01, switch 0.99
}

func ExampleShow_Validate() {
	fmt.Println(montyhall.Show{Doors: 2}.Validate())
	fmt.Println(montyhall.Show{Doors: 5, Opened: 4}.Validate())
	// Output:
	// doors is 2: want 3 to 1000
	// opened is 4: want 1 to 3, two fewer than the doors, or 0 for all of those
}

func ExampleParseHost() {
	_, err := montyhall.ParseHost("sleeps")
	fmt.Println(err)
	// Output: host is "sleeps": want "knows" or "forgets"
}

// A hundred thousand trials prove two thirds, to within half a percent.
func ExampleStandardError() {
	fmt.Printf("± %.4f\n", 3*montyhall.StandardError(2.0/3, 100_000))
	// Output: ± 0.0045
}

func ExampleTally() {
	var t montyhall.Tally
	t.Add(true, false)
	t.Add(false, true)
	t.Add(false, true)
	fmt.Println(t)
	fmt.Println(t.Rates())
	// Output:
	// {3 1 2}
	// 0.3333333333333333 0.6666666666666666
}
