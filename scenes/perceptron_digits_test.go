package scenes

import (
	"context"
	"math"
	"reflect"
	"strings"
	"testing"

	"flipbook/perceptron"
)

// The unseen digits are those of the set that come after the learned ones, and
// are misread as often as the film says, counted anew digit by digit.
func TestPerceptronDigitsCountsUnseen(t *testing.T) {
	s := &PerceptronDigits{Digit: 4, Against: 9, Train: 60, Test: 40, Epochs: 100}
	say, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.learn(context.Background(), say)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range d.unseen {
		for _, q := range d.learned {
			if reflect.DeepEqual(p.X, q.X) {
				t.Fatalf("an unseen %d is one of the learned digits", s.label(p))
			}
		}
	}
	missed := 0
	for _, label := range []int{4, 9} {
		for n := 60; n < 100; n++ {
			_, img, err := say.Digits.Nth(label, n)
			if err != nil {
				t.Fatal(err)
			}
			sum := d.Pocket[784]
			for i, v := range img.Pix {
				sum += d.Pocket[i] * float64(v) / 255
			}
			if math.Abs(sum) < 1e-6 {
				t.Fatalf("%d number %d is too near to the border for this test", label, n)
			}
			if (sum > 0) != (label == 4) {
				missed++
			}
		}
	}
	f := filmed(t, s)
	if got := result(t, f, "unseen"); got != float64(missed)/80 {
		t.Errorf("%v of the unseen digits are misread, counted %d of 80", got, missed)
	}
	// Digits that are as alike as these are learned by heart, and read better
	// than by chance, with three standard errors to spare, but not without fail.
	if missed == 0 || float64(missed)/80 > .5-3*.056 {
		t.Errorf("%d of 80 unseen digits are misread", missed)
	}
	if got := result(t, f, "learned"); got != 0 {
		t.Errorf("%v of the learned digits are misread", got)
	}
}

// After the first update the weights are the first digit, by its label.
func TestPerceptronDigitsBeginsWithADigit(t *testing.T) {
	s := &PerceptronDigits{Digit: 3, Against: 8, Train: 10, Test: 10, Epochs: 50}
	say, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.learn(context.Background(), say)
	if err != nil {
		t.Fatal(err)
	}
	want := append(append([]float64{}, d.learned[0].X...), 1)
	if got := d.Updates[0].W; !reflect.DeepEqual(got, want) {
		t.Error("the first weights are not the first digit")
	}
	if got := perceptron.Errors(d.Pocket, d.learned); got != 0 {
		t.Errorf("%d of 20 digits are misread in the end", got)
	}
}

// A perceptron that is given too few passes ends with the best it had.
func TestPerceptronDigitsGivesUp(t *testing.T) {
	f := filmed(t, &PerceptronDigits{Digit: 5, Against: 8, Train: 60, Test: 40, Epochs: 1})
	if got := result(t, f, "learned"); got <= 0 || got >= .5 {
		t.Errorf("after one pass %v of the learned digits are misread", got)
	}
}

func TestPerceptronDigitsRefuses(t *testing.T) {
	for _, c := range []struct {
		scene *PerceptronDigits
		want  string
	}{
		{&PerceptronDigits{Digit: 3, Against: 3, Train: 5, Test: 5, Epochs: 5}, "--against 3: it is the digit to be told from; want another"},
		{&PerceptronDigits{Digit: 3, Against: 8, Train: 90, Test: 20, Epochs: 5}, "--train 90 --test 20: "},
	} {
		_, err := c.scene.Film(context.Background(), stage(t))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v: %v, want %s", c.scene, err, c.want)
		}
	}
}
