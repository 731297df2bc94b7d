package montyhall

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"

	"flipbook/montecarlo"
)

// Games and odds have the same bits on every CPU.
func TestSameBitsOnEveryCPU(t *testing.T) {
	sum := fnv.New64a()
	add := func(values ...float64) {
		for _, v := range values {
			sum.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
		}
	}
	for _, show := range []Show{
		{Doors: 3}, {Doors: 7, Opened: 3, Host: Forgets}, {Doors: 5, Opened: 2, Host: Prefers, Favourite: 1, Preference: .7}, {Doors: 4, Offers: WhenRight},
	} {
		stay, swtch := show.Probabilities()
		add(stay, swtch)
		tally, err := show.Simulate(context.Background(), 1000, &montecarlo.Options{Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		add(float64(tally.Games), float64(tally.Stay), float64(tally.Switch))
		stay, swtch = tally.Rates()
		add(stay, swtch)
	}
	if got := sum.Sum64(); got != 0xdf78053565250ce7 {
		t.Errorf("the fingerprint is %#016x, want 0xdf78053565250ce7", got)
	}
}
