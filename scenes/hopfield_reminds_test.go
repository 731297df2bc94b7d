package scenes

import (
	"strings"
	"testing"
)

// Half an apple brings back the apple, and a whole one that was never stored
// is taken for a tomato, whatever the order in which neurons are asked.
func TestHopfieldRemindsNumbers(t *testing.T) {
	for seed := range uint64(10) {
		f := filmed(t, &HopfieldReminds{Thing: "apple", Erased: "left", Rule: "pseudo-inverse", Seed: seed})
		if known, stranger := result(t, f, "known"), result(t, f, "stranger"); known != 1 || stranger != 1 {
			t.Errorf("seed %d: overlaps %v and %v, want 1", seed, known, stranger)
		}
		for i, want := range []string{"apple", "tomato"} {
			if got := f.Results[i].Text; !strings.Contains(got, want) {
				t.Errorf("seed %d: %q, want %s", seed, got, want)
			}
		}
	}
}

// Hebb's rule mixes up what resembles each other, and the film says so.
func TestHopfieldRemindsShowsFailure(t *testing.T) {
	f := filmed(t, &HopfieldReminds{Thing: "apple", Erased: "left", Rule: "hebb", Seed: 1})
	if known := result(t, f, "known"); known >= 1 || !strings.Contains(f.Results[0].Text, "no memory") {
		t.Errorf("under Hebb's rule half an apple ends with overlap %v: %s", known, f.Results[0].Text)
	}
}
