package scenes

import (
	"context"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"flipbook/hopfield"
)

// Acts follow each other: their first and last beats stand, and every frame as
// long as its beat.
func TestBeats(t *testing.T) {
	beats := act(act(nil, 2, 3*time.Second, time.Second, 2*time.Second), 1, 5*time.Second, time.Second, 4*time.Second)
	hold := onBeat(beats)
	for i, want := range []time.Duration{3, 1, 2, 5, 4} {
		if got := hold(i); got != want*time.Second {
			t.Errorf("frame %d stands for %v, want %d s", i, got, want)
		}
	}
	if got := ends(beats); !slices.Equal(got, []int{2, 4}) {
		t.Errorf("acts end on frames %v, want 2 and 4", got)
	}
}

// Ink is what is above the threshold; images of more than 64x64 are refused.
func TestBinarized(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 2, 1))
	img.Pix[0] = 101
	if got, err := binarized(img, 100); err != nil || !slices.Equal(got, hopfield.Pattern{1, -1}) {
		t.Errorf("a pixel of 101 above 100 and one of 0 are %v: %v", got, err)
	}
	if _, err := binarized(image.NewGray(image.Rect(0, 0, 64, 65)), 100); err == nil || !strings.Contains(err.Error(), "4160 neurons: at most 64x64") {
		t.Errorf("an image of 64x65: %v", err)
	}
}

// Fixed points are counted of a network and of a rule, and a rule that says it
// has stored what is lost is found out.
func TestHeldBy(t *testing.T) {
	patterns := []hopfield.Pattern{{1, 1, 1, 1, -1}, {-1, 1, -1, 1, 1}}
	net, err := hopfield.PseudoInverse{}.Train(t.Context(), patterns)
	if err != nil {
		t.Fatal(err)
	}
	if got := heldBy(net, append(patterns, hopfield.Pattern{1, 1, 1, 1, 1})); got != 2 {
		t.Errorf("%d of two patterns and a stranger are held", got)
	}
	if got, err := fixedPoints(hopfield.PseudoInverse{})(t.Context(), patterns); err != nil || got != 2 {
		t.Errorf("%d of two patterns are held: %v", got, err)
	}
	many, err := hopfield.RandomPatterns(20, 40)(generator(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fixedPoints(liar{})(t.Context(), many); err == nil {
		t.Error("a rule that has lost more than it says is believed")
	}
}

// A liar is Hebb's rule, and says that it has lost a single pattern.
type liar struct{}

func (liar) Train(ctx context.Context, patterns []hopfield.Pattern) (*hopfield.Network, error) {
	net, err := hopfield.Hebb{}.Train(ctx, patterns)
	if err != nil {
		return nil, err
	}
	return nil, &hopfield.NotStoredError{Network: net, Patterns: 1}
}
