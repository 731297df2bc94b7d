package hopfield_test

import (
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
)

// The numbers of the literature, measured on networks of finite size, and conventions that they rest on.

// oneStep is the theory of the first step at the load α: ½ erfc(√(1/2α)).
func oneStep(alpha float64) float64 { return math.Erfc(math.Sqrt(1/(2*alpha))) / 2 }

// At the load α = (P−1)/N, a bit of a memory is unstable with the probability of the table. A field of 0 is half an error.
// Errors of one network are related, so that the tolerance comes from the spread of networks.
func TestErrorOfOneStep(t *testing.T) {
	const n, networks = 300, 20
	r := stream(11)
	for _, c := range []struct{ alpha, table, rounded float64 }{
		{.105, .001, .00005}, {.138, .0036, .00005}, {.185, .01, .0005}, {.37, .05, .0005}, {.61, .1, .0005},
	} {
		if want := oneStep(c.alpha); math.Abs(want-c.table) > c.rounded {
			t.Errorf("α = %v: theory has %.5f, the table %v", c.alpha, want, c.table)
		}
		p := 1 + int(math.Round(c.alpha*n))
		var sum, squares float64
		for range networks {
			share := unstable(t, coins(r, p, n))
			sum, squares = sum+share, squares+share*share
		}
		mean, want := sum/networks, oneStep(float64(p-1)/n)
		se := math.Sqrt((squares/networks - mean*mean) / (networks - 1))
		if math.Abs(mean-want) > 5*se || se > .15*want {
			t.Errorf("P = %d: a share %.5f ± %.5f of the bits is unstable, want %.5f", p, mean, se, want)
		}
	}
}

// unstable is the share of all bits of the patterns that would change in one step of the network that learns them.
func unstable(t *testing.T, patterns []hopfield.Pattern) (share float64) {
	net := train(t, hopfield.Hebb{}, patterns)
	for _, x := range patterns {
		for _, margin := range net.Margins(x) {
			switch {
			case margin < 0:
				share++
			case margin == 0:
				share += .5
			}
		}
	}
	return share / float64(len(patterns)*net.Len())
}

// amitGutfreundSompolinsky returns the load α and the overlap m = erf(y) of a retrieved memory at T = 0 for each y, the
// argument that is common to both: √(2α) = erf(y)/y − (2/√π) e^(−y²) (Amit, Gutfreund & Sompolinsky 1985).
func amitGutfreundSompolinsky(y float64) (alpha, m float64) {
	root := math.Erf(y)/y - 2/math.Sqrt(math.Pi)*math.Exp(-y*y)
	return root * root / 2, math.Erf(y)
}

// retrieval returns the overlap at the load alpha, and the load up to which there is one.
func retrieval(alpha float64) (m, critical float64) {
	for y := 5.; ; y -= 1e-5 { // the load rises from 0 as y falls, up to the critical one
		load, overlap := amitGutfreundSompolinsky(y)
		if m == 0 && load >= alpha {
			m = overlap
		}
		if load < critical {
			return m, critical
		}
		critical = load
	}
}

// A memory settles at the overlap of the theory for N → ∞. What is left of its finite size is the spread from one memory to
// the next, from which the tolerance is taken.
func TestRetrievalAgreesWithAmitGutfreundSompolinsky(t *testing.T) {
	_, critical := retrieval(0)
	last, _ := retrieval(critical)
	if math.Abs(critical-.137906) > 5e-7 || math.Abs(last-.967417) > 5e-6 {
		t.Errorf("the critical load is %.6f, with an overlap of %.6f", critical, last)
	}
	for alpha, want := range map[float64]float64{.10: .9980, .12: .9932, .138: 0} {
		if m, _ := retrieval(alpha); math.Abs(m-want) > .00005 {
			t.Errorf("α = %v: theory has %.5f, the table %v", alpha, m, want)
		}
	}
	const n, p, networks, asked = 2000, 200, 4, 12
	r := stream(12)
	var sum, squares float64
	for range networks {
		patterns := coins(r, p, n)
		net := train(t, hopfield.Hebb{}, patterns)
		for _, x := range patterns[:asked] {
			m := settle(t, net, x, nil).End.Overlap(x)
			sum, squares = sum+m, squares+m*m
		}
	}
	mean := sum / (networks * asked)
	se := math.Sqrt((squares/(networks*asked) - mean*mean) / (networks*asked - 1))
	if want, _ := retrieval(float64(p) / n); math.Abs(mean-want) > 4.5*se || se > .001 {
		t.Errorf("%d of %d: memories settle at an overlap of %.5f ± %.5f, want %.5f", p, n, mean, se, want)
	}
}

// Without an error, most of N/(2 ln N) random patterns are stored, all of N/(4 ln N), and of twice the first number hardly
// any (McEliece et al. 1987).
func TestExactRecallOfRandomPatterns(t *testing.T) {
	const n, trials = 1000, 3
	log := math.Log(n)
	most, all := int(n/(2*log)), int(n/(4*log))
	r := stream(13)
	stable := func(p int) (share float64) {
		for range trials {
			patterns := coins(r, p, n)
			net := train(t, hopfield.Hebb{}, patterns)
			for _, x := range patterns {
				if net.Stable(x, hopfield.Keep) {
					share += 1 / float64(trials*p)
				}
			}
		}
		return share
	}
	if share := stable(all); share < 1-1e-9 {
		t.Errorf("of N/(4 ln N) = %d patterns a share of %v is stable", all, share)
	}
	want := math.Exp(-n * oneStep(float64(most-1)/n)) // none of N bits unstable
	if share := stable(most); math.Abs(share-want) > 4.5*math.Sqrt(want*(1-want)/float64(trials*most)) || share < .5 {
		t.Errorf("of N/(2 ln N) = %d patterns a share of %.3f is stable, want %.3f", most, share, want)
	}
	if share := stable(2 * most); share > .15 {
		t.Errorf("of N/ln N = %d patterns a share of %.3f is stable", 2*most, share)
	}
}

// At low load, a memory at the temperature T keeps the overlap m = tanh(m/T), and none from T = 1 on (Glauber dynamics).
//
// The variance of m in a state is χ/N, χ = (1−m²)/(1 − (1−m²)/T), and it is forgotten in 1/(1 − (1−m²)/T) sweeps, from
// which the error of the mean over all sweeps follows.
func TestOverlapAtATemperature(t *testing.T) {
	const n, first, sweeps = 2000, 60, 150
	x := coins(stream(14), 1, n)
	net := train(t, hopfield.Hebb{}, x)
	for _, temperature := range []float64{.3, .5, .8, 1.3} {
		want := 1.
		for range 1000 {
			want = math.Tanh(want / temperature)
		}
		r, s, mean := stream(15), x[0], 0.
		for k := range first + sweeps {
			run, err := net.Recall(t.Context(), s, r, &hopfield.RecallOptions{Temperature: temperature, MaxSweeps: 1})
			if err != nil {
				t.Fatal(err)
			}
			if s = run.End; k >= first {
				mean += s.Overlap(x[0]) / sweeps
			}
		}
		slowing := 1 / (1 - (1-want*want)/temperature)
		se := math.Sqrt((1 - want*want) * slowing / n * 2 * slowing / sweeps)
		if math.Abs(mean-want) > 4.5*se || se > .02 {
			t.Errorf("T = %v: an overlap of %.4f ± %.4f, want %.4f", temperature, mean, se, want)
		}
	}
}

// A mixture of three stands below T ≈ .46 at the overlap m = ¼ (tanh(3m/T) + tanh(m/T)) with each, and melts into one of
// its memories above. The patterns are orthogonal, so that none has a head start.
func TestMixturesOfThreeMelt(t *testing.T) {
	const n = 4000
	x := make([]hopfield.Pattern, 3)
	for i := range n {
		for k := range x {
			x[k] = append(x[k], int8(1-2*(i>>k&1)))
		}
	}
	net := train(t, hopfield.Hebb{}, x)
	mixture, err := hopfield.Mix(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	after := func(temperature float64) (overlaps []float64) {
		end := settle(t, net, mixture, &hopfield.RecallOptions{Temperature: temperature, MaxSweeps: 100}).End
		for _, p := range x {
			overlaps = append(overlaps, math.Abs(end.Overlap(p)))
		}
		slices.Sort(overlaps)
		return overlaps
	}
	temperature, want := .35, .5
	for range 1000 {
		want = (math.Tanh(3*want/temperature) + math.Tanh(want/temperature)) / 4
	}
	if m := after(temperature); m[2]-m[0] > .1 || math.Abs(m[0]+m[1]+m[2]-3*want) > .1 {
		t.Errorf("T = %v: overlaps of %.3f, want %.3f each", temperature, m, want)
	}
	temperature, want = .55, 1
	for range 1000 {
		want = math.Tanh(want / temperature)
	}
	if m := after(temperature); m[1] > .1 || math.Abs(m[2]-want) > .05 {
		t.Errorf("T = %v: overlaps of %.3f, want 0, 0 and %.3f", temperature, m, want)
	}
}

// Memories are the deepest valleys below α ≈ .051: slow cooling from anywhere ends in no spurious state below them. Above,
// that is where most of it ends.
func TestMemoriesAreTheDepthsAtLowLoadOnly(t *testing.T) {
	const n, starts = 400, 10
	r := stream(16)
	lower := func(p int) (count int) {
		patterns := coins(r, p, n)
		net := train(t, hopfield.Hebb{}, patterns)
		memories := 0.
		for _, x := range patterns {
			memories += settle(t, net, x, nil).Energy() / float64(p)
		}
		for range starts {
			s := coins(r, 1, n)[0]
			for temperature := .7; temperature > .1; temperature -= .02 {
				run, err := net.Recall(t.Context(), s, r, &hopfield.RecallOptions{Temperature: temperature, MaxSweeps: 10})
				if err != nil {
					t.Fatal(err)
				}
				s = run.End
			}
			run := settle(t, net, s, nil)
			e, err := hopfield.Classify(run.End, patterns, &hopfield.ClassifyOptions{Tolerance: .03})
			if err != nil {
				t.Fatal(err)
			}
			if e.Kind == hopfield.Spurious && run.Energy() < memories {
				count++
			}
		}
		return count
	}
	if few, many := lower(12), lower(40); few > 0 || many < starts/2 {
		t.Errorf("of %d coolings, %d end in spurious states below the memories at α = .03, %d at α = .1", starts, few, many)
	}
}

// "Stop when the energy stands still": a tie rule that moves crosses a plateau in a whole sweep, and the way down begins
// behind it.
func TestRecallDoesNotStopOnAPlateau(t *testing.T) {
	net := train(t, hopfield.Hebb{}, []hopfield.Pattern{{-1, 1, -1, -1}, {1, -1, -1, 1}})
	o := &hopfield.RecallOptions{Order: hopfield.InTurn, Ties: hopfield.Plus}
	run := settle(t, net, hopfield.Pattern{1, -1, 1, -1}, o)
	o.MaxSweeps = 1
	first := settle(t, net, hopfield.Pattern{1, -1, 1, -1}, o)
	if first.Energy() != first.StartEnergy || len(first.Flips) == 0 || run.Energy() >= first.Energy() || !run.Settled {
		t.Errorf("the energy goes from %v to %v in one sweep, and in the end to %v", first.StartEnergy, first.Energy(), run.Energy())
	}
}
