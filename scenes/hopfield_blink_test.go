package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
	"flipbook/montecarlo"
)

// A share of the starts blinks with period 2, and the film shows one of them.
// The same starts, updated at once by the obvious loop, blink as often.
func TestHopfieldBlinkNumbers(t *testing.T) {
	e, _ := Named("hopfield-blink")
	f := filmed(t, e.New())
	if got := result(t, f, "period"); got != 2 {
		t.Errorf("the start that is shown has the period %v, want 2", got)
	}
	letters := lettersOf("EHT")
	weight := func(i, j int) (w int) {
		for _, x := range letters {
			w += int(x[i] * x[j])
		}
		return w
	}
	next := func(s hopfield.Pattern) hopfield.Pattern {
		out := slices.Clone(s)
		for i := range s {
			h := 0
			for j := range s {
				if j != i {
					h += weight(i, j) * int(s[j])
				}
			}
			if h > 0 {
				out[i] = 1
			} else if h < 0 {
				out[i] = -1
			}
		}
		return out
	}
	blink := 0
	for i := range 1000 {
		s, err := hopfield.Random(montecarlo.Stream(1, i), 36)
		if err != nil {
			t.Fatal(err)
		}
		for range 50 {
			s = next(s)
		}
		if next(s).Hamming(s) > 0 {
			if next(next(s)).Hamming(s) != 0 {
				t.Errorf("start %d is on no cycle of two states after 50 steps", i)
			}
			blink++
		}
	}
	if got, want := result(t, f, "share"), float64(blink)/1000; got != want || blink == 0 {
		t.Errorf("a share of %v blinks, by the obvious loop %v", got, want)
	}
}

// With one memory x of N neurons, a start blinks if and only if it is as near
// to x as to its mirror: then every field is −s. The share is C(N, N/2)/2^N.
func TestHopfieldBlinkOneMemory(t *testing.T) {
	const starts = 20_000
	share := result(t, filmed(t, &HopfieldBlink{Letters: "E", Starts: starts, Seed: 1}), "share")
	want := 1.0
	for k := 1; k <= 18; k++ {
		want *= float64(18+k) / float64(k) / 4
	}
	if se := montecarlo.StandardError(want, starts); math.Abs(share-want) > 4*se {
		t.Errorf("a share of %v blinks, want %v ± %v", share, want, 4*se)
	}
}

// Where nothing blinks, no period is said.
func TestHopfieldBlinkNever(t *testing.T) {
	f := filmed(t, &HopfieldBlink{Letters: "E", Starts: 10, Seed: 3})
	if share := result(t, f, "share"); share != 0 {
		t.Fatalf("a share of %v blinks, want a seed with none", share)
	}
	if !says(f, f.Len-1, "At once as one by one, all starts settle") {
		t.Error("the answer is not that all settle")
	}
}

// The states that are shown go around the circle, and the curve of energy has
// those of the states.
func TestHopfieldBlinkReplay(t *testing.T) {
	s := &HopfieldBlink{Letters: "EHJPT", Starts: 200, Seed: 1}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	net, err := hopfield.Hebb{}.Train(context.Background(), lettersOf(s.Letters))
	if err != nil {
		t.Fatal(err)
	}
	periods := make(map[int]int)
	for start := range 100 {
		d, err := s.replay(context.Background(), tell, net, start)
		if err != nil {
			t.Fatal(err)
		}
		periods[d.orbit.Period]++
		one := d.atOnce(0)
		energies := d.once()
		for step := range d.steps + 20 {
			if d.atOnce(step).Hamming(one) != 0 {
				t.Fatalf("start %d, period %d: step %d shows another state", start, d.orbit.Period, step)
			}
			if step <= d.steps && energies[step].Y*36 != net.Energy(one) {
				t.Fatalf("start %d: the energy of step %d is %v, want %v", start, step, energies[step].Y*36, net.Energy(one))
			}
			after, err := net.Synchronous(context.Background(), one, &hopfield.SynchronousOptions{MaxSteps: 1})
			if err != nil {
				t.Fatal(err)
			}
			one = after.End
		}
		if last := d.flips(d.frames); last != len(d.run.Flips) {
			t.Errorf("start %d: %d of %d flips are shown", start, last, len(d.run.Flips))
		}
	}
	if periods[1] == 0 || periods[2] == 0 {
		t.Errorf("the starts have the periods %v", periods)
	}
}

func TestHopfieldBlinkErrors(t *testing.T) {
	for _, text := range []string{"", "EE", "ABCDEFGHIJ", "e"} {
		s := &HopfieldBlink{Letters: text}
		want := `--letters "` + text + `": want 1 to 9 capital letters, each once, such as EHT`
		if _, err := s.letters(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
