package montyhall_test

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// A hundred thousand games beside the exact odds.
func Example() {
	show := montyhall.Show{Doors: 3}
	tally, err := show.Simulate(context.Background(), 100_000, &montecarlo.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	stay, swtch := tally.Proportions()
	exactStay, exactSwitch := show.Probabilities()
	fmt.Printf("stay   %.4f, with 95 %% confidence %.4f; theory %.4f\n", stay.Rate(), stay.Wilson(1.96), exactStay)
	fmt.Printf("switch %.4f, with 95 %% confidence %.4f; theory %.4f\n", swtch.Rate(), swtch.Wilson(1.96), exactSwitch)
	// Output:
	// stay   0.3343, with 95 % confidence {0.3314 0.3372}; theory 0.3333
	// switch 0.6657, with 95 % confidence {0.6628 0.6686}; theory 0.6667
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

// The host likes to open door 0, and does so with the probability q where he has a choice. The player has picked door 1.
func ExampleShow_Chances() {
	for _, q := range []float64{0, .5, 1} {
		show := montyhall.Show{Doors: 3, Host: montyhall.Prefers, Favourite: 0, Preference: q}
		opened0, err := show.Chances(1, []int{0})
		if err != nil {
			fmt.Println(err)
			return
		}
		opened2, err := show.Chances(1, []int{2})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("q = %.1f: switching wins %.3f after door 0, %.3f after door 2\n", q, opened0[2], opened2[0])
	}
	// Output:
	// q = 0.0: switching wins 1.000 after door 0, 0.500 after door 2
	// q = 0.5: switching wins 0.667 after door 0, 0.667 after door 2
	// q = 1.0: switching wins 0.500 after door 0, 1.000 after door 2
}

func ExampleShow_Validate() {
	fmt.Println(montyhall.Show{Doors: 2}.Validate())
	fmt.Println(montyhall.Show{Doors: 5, Opened: 4}.Validate())
	// Output:
	// doors is 2: want 3 to 1000
	// opened is 4: want 1 to 3, two fewer than the doors, or 0 for all of those
}

// Fast games, from a generator of one's own.
func ExampleShow_Play() {
	show := montyhall.Show{Doors: 3}
	r := rand.New(rand.NewPCG(1, 0))
	var t montyhall.Tally
	for range 10_000 {
		t.Add(show.Play(r))
	}
	fmt.Println(t.Rates())
	// Output: 0.3301 0.6699
}

func ExampleParseHost() {
	_, err := montyhall.ParseHost("sleeps")
	fmt.Println(err)
	// Output: host is "sleeps": want "knows", "forgets" or "prefers"
}

func ExampleHost() {
	fmt.Println(montyhall.Knows, montyhall.Forgets, montyhall.Prefers)
	// Output: knows forgets prefers
}

// A host who offers to switch only to save the car.
func ExampleOffer() {
	for _, offers := range []montyhall.Offer{montyhall.Always, montyhall.WhenRight, montyhall.WhenWrong} {
		stay, swtch := montyhall.Show{Doors: 3, Offers: offers}.Probabilities()
		fmt.Printf("offers %v: stay %.2f, switch %.2f\n", offers, stay, swtch)
	}
	// Output:
	// offers always: stay 0.33, switch 0.67
	// offers when right: stay 0.33, switch 0.00
	// offers when wrong: stay 0.33, switch 1.00
}

// A game with all that can be seen on a stage.
func ExampleGame() {
	g, err := montyhall.Show{Doors: 5, Opened: 2}.Deal(rand.New(rand.NewPCG(1, 0)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("picked %d, opened %v, switched to %d; the car is behind %d\n", g.Pick, g.Opened, g.Switch, g.Car)
	fmt.Println(g.Wins())
	// Output:
	// picked 0, opened [1 4], switched to 3; the car is behind 2
	// false false
}

// The same car and pick, and the same whims, before two hosts.
func ExampleLuck() {
	r := rand.New(rand.NewPCG(1, 0))
	for range 3 {
		luck, err := montyhall.Draw(r, 3)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, host := range []montyhall.Host{montyhall.Knows, montyhall.Forgets} {
			g, err := montyhall.Show{Doors: 3, Host: host}.Stage(luck)
			if err != nil {
				fmt.Println(err)
				return
			}
			stay, swtch := g.Wins()
			fmt.Printf("car %d, pick %d; the host %v and opens %v: stay %v, switch %v, void %v\n",
				g.Car, g.Pick, host, g.Opened, stay, swtch, g.Void)
		}
	}
	// Output:
	// car 1, pick 0; the host knows and opens [2]: stay false, switch true, void false
	// car 1, pick 0; the host forgets and opens [1]: stay false, switch false, void true
	// car 1, pick 0; the host knows and opens [2]: stay false, switch true, void false
	// car 1, pick 0; the host forgets and opens [2]: stay false, switch true, void false
	// car 2, pick 0; the host knows and opens [1]: stay false, switch true, void false
	// car 2, pick 0; the host forgets and opens [1]: stay false, switch true, void false
}

func ExampleTally() {
	var t montyhall.Tally
	t.Add(true, false)
	t.Add(false, true)
	t.Add(false, true)
	fmt.Println(t)
	fmt.Println(t.Rates())
	_, swtch := t.Proportions()
	fmt.Printf("%.2f\n", swtch.Wilson(1.96))
	// Output:
	// {3 1 2}
	// 0.3333333333333333 0.6666666666666666
	// {0.21 0.94}
}
