package scenes

import (
	"slices"
	"testing"

	"flipbook/drawings"
	"flipbook/hopfield"
)

func faces(n int, erased string) *HopfieldFaces {
	return &HopfieldFaces{Faces: n, Erased: erased, Beta: 1, Seed: 1}
}

// Hebb's rule loses all five faces and keeps five random patterns, of which it
// has room for .138 N; the pseudo-inverse and softmax keep the faces.
func TestHopfieldFacesNumbers(t *testing.T) {
	for seed := range uint64(5) {
		s := faces(5, "right")
		s.Seed = seed
		f := filmed(t, s)
		for name, want := range map[string]float64{"hebb": 0, "pseudo-inverse": 5, "softmax": 5, "random": 5} {
			if got := result(t, f, name); got != want {
				t.Errorf("seed %d: %s recalls %v, want %v", seed, name, got, want)
			}
		}
	}
	// Two patterns that resemble each other are no burden yet.
	if got := result(t, filmed(t, faces(2, "right")), "hebb"); got != 2 {
		t.Errorf("of two faces Hebb recalls %v", got)
	}
	// From their upper halves alone the pseudo-inverse takes some faces for others.
	if got := result(t, filmed(t, faces(5, "bottom")), "pseudo-inverse"); got >= 5 {
		t.Errorf("from their upper halves the pseudo-inverse recalls %v of five faces", got)
	}
	// At a small β softmax blends what it should tell apart.
	blend := faces(5, "right")
	blend.Beta = 1e-4
	if got := result(t, filmed(t, blend), "softmax"); got != 0 {
		t.Errorf("at β = 0.0001 softmax recalls %v of five faces", got)
	}
}

// What Hebb's rule recalls instead is the majority of the faces, from any half.
func TestHopfieldFacesEndInTheMajority(t *testing.T) {
	family := patterns(drawings.Family())
	majority, err := hopfield.Majority(family, -1)
	if err != nil {
		t.Fatal(err)
	}
	for _, half := range []string{"left", "right", "top", "bottom"} {
		runs, err := faces(5, half).recall(t.Context(), hopfield.Hebb{}, family)
		if err != nil {
			t.Fatal(err)
		}
		for i, run := range runs {
			if !slices.Equal(run.End, majority) {
				t.Errorf("without its %s, face %d does not end in the majority", half, i)
			}
		}
	}
}

// The states of a film are those of the recall, from its start to its end.
func TestStatesAt(t *testing.T) {
	runs, err := faces(3, "left").recall(t.Context(), hopfield.PseudoInverse{}, patterns(drawings.Family()[:3]))
	if err != nil {
		t.Fatal(err)
	}
	for i, run := range runs {
		states := statesAt(run, lastFlip(runs...), 10)
		if len(states) != 11 || !slices.Equal(states[0], run.Start) || !slices.Equal(states[10], run.End) {
			t.Errorf("the states of recall %d are not from its start to its end", i)
		}
		half := slices.Clone(run.Start)
		for _, f := range run.Flips {
			if f.Asked <= lastFlip(runs...)/2 {
				half[f.Neuron] *= -1
			}
		}
		if !slices.Equal(states[5], half) {
			t.Errorf("halfway, recall %d is in another state", i)
		}
	}
}
