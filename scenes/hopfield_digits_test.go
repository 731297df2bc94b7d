package scenes

import (
	"context"
	"math"
	"slices"
	"testing"

	"flipbook/hopfield"
	"flipbook/mnist"
)

// Ink covers 13.5 % of MNIST's pixels at a threshold of 120, and the film
// counts it: the same as pixel by pixel.
func TestHopfieldDigitsInk(t *testing.T) {
	e, _ := Named("hopfield-digits")
	f := filmed(t, e.New())
	ink := 0
	digits := stage(t).Digits
	for label := range 5 {
		_, img, err := digits.Nth(label, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range img.Pix {
			if v > 120 {
				ink++
			}
		}
	}
	if got, want := result(t, f, "ink"), float64(ink)/(5*784); got != want {
		t.Errorf("ink covers %v, counted %v", got, want)
	}
	var all []hopfield.Pattern
	for label := range mnist.Classes {
		for n := range 100 {
			_, img, err := digits.Nth(label, n)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, mnist.Binarize(img, 120))
		}
	}
	if got := inkShare(all); math.Abs(got-0.135) > 0.003 {
		t.Errorf("ink covers %v of a thousand digits, want 0.135 ± 0.003", got)
	}
}

// The film tries thresholds on both sides, and ends with the one asked for.
func TestHopfieldDigitsPlan(t *testing.T) {
	for _, threshold := range []int{0, 20, 120, 230, 254} {
		steps := (&HopfieldDigits{Threshold: threshold}).plan()
		tried := make(map[int]bool)
		for i, step := range steps {
			tried[step.threshold] = true
			if i > 0 && (step.binary < steps[i-1].binary || step.states < steps[i-1].states) {
				t.Errorf("threshold %d: step %d takes something back", threshold, i)
			}
		}
		if last := steps[len(steps)-1]; last.threshold != threshold || last.states != digitsWipe || !tried[digitsLow] || !tried[digitsHigh] {
			t.Errorf("threshold %d: ends at %+v after %v", threshold, last, tried)
		}
	}
}

func TestHopfieldDigitsLabels(t *testing.T) {
	got, err := (&HopfieldDigits{Labels: "3, 3,9"}).labels()
	if err != nil || !slices.Equal(got, []int{3, 3, 9}) {
		t.Errorf("read %v, %v", got, err)
	}
	two, err := nthDigits(context.Background(), stage(t).Digits, "x", got, 5)
	if err != nil {
		t.Fatal(err)
	}
	_, sixth, _ := stage(t).Digits.Nth(3, 6)
	if !slices.Equal(two[1].Pix, sixth.Pix) {
		t.Error("a digit that comes again is not its next image")
	}
	for _, text := range []string{"", "1,", "x", "10", "-1", "1,2,3,4,5,6,7,8,9"} {
		_, err := (&HopfieldDigits{Labels: text}).labels()
		if want := `--labels "` + text + `": want 1 to 8 digits with commas between them, such as 0,1,2,3,4`; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
