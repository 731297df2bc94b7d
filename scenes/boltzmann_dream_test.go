package scenes

import (
	"context"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"flipbook/boltzmann"
)

// By default the machine loses more than half of its reconstruction error, nearly
// as much on digits that it has not seen; and no night begins before noise or
// ends before its last sweep.
func TestBoltzmannDreamNumbers(t *testing.T) {
	s := &BoltzmannDream{Hidden: 64, Shown: 30, Epochs: 40, Sweeps: 100, Seed: 1}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	l, err := s.learn(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.seen) != 300 || len(l.unseen) != 100 || l.side != 14 {
		t.Errorf("%d digits are shown, %d kept, with a side of %d", len(l.seen), len(l.unseen), l.side)
	}
	first, last := l.epochs[0], l.epochs[len(l.epochs)-1]
	if first.number != 0 || last.number != s.Epochs || last.seen > .5*first.seen || last.unseen > .6*first.unseen || last.unseen < last.seen {
		t.Errorf("the error of pass %d is %v, %v; that of pass %d %v, %v", first.number, first.seen, first.unseen, last.number, last.seen, last.unseen)
	}
	for i := 1; i < len(l.epochs); i++ {
		if l.epochs[i].number <= l.epochs[i-1].number {
			t.Errorf("pass %d is shown after pass %d", l.epochs[i].number, l.epochs[i-1].number)
		}
	}
	nights := dreamNights(s.Sweeps)
	for i, sweep := range nights {
		if i > 0 && sweep <= nights[i-1] {
			t.Errorf("sweep %d is shown after sweep %d", sweep, nights[i-1])
		}
	}
	// The last night is the dream that the last pass showed the end of.
	if end := nights[len(nights)-1]; nights[0] != 0 || end != s.Sweeps || !slices.Equal(l.dreams[2][end], last.dreams[2]) {
		t.Errorf("nights from sweep %d to %d", nights[0], end)
	}
	// A dream is nearer to some digit shown than an untrained one.
	if trained, untrained := l.nearest(last.dreams), l.nearest(first.dreams); trained > .8*untrained {
		t.Errorf("dreams are %v pixels from a digit, those before learning %v", trained, untrained)
	}
}

// nearest is how many pixels dreams are wrong, on average, about the nearest digit
// shown.
func (l *lesson) nearest(dreams [][]float64) float64 {
	sum := 0.0
	for _, d := range dreams {
		least := math.Inf(1)
		for _, v := range l.seen {
			wrong := 0.0
			for i, on := range v {
				wrong += math.Abs(float64(on) - d[i])
			}
			least = min(least, wrong)
		}
		sum += least / float64(len(dreams))
	}
	return sum
}

// The units of any machine follow its energy.
func TestLawful(t *testing.T) {
	m, err := boltzmann.New([][]float64{{1, -2}, {3, .5}}, []float64{.1, -.3}, []float64{2, -1})
	if err != nil {
		t.Fatal(err)
	}
	if err := lawful(m, boltzmann.State{1, 0}); err != nil {
		t.Error(err)
	}
}

// Four pixels make one, black if they hold as much ink as one and a half.
func TestHalved(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 5, 4))
	img.SetGray(0, 0, color.Gray{255})
	img.SetGray(1, 1, color.Gray{128})
	img.SetGray(2, 0, color.Gray{255})
	img.SetGray(3, 3, color.Gray{255})
	img.SetGray(2, 2, color.Gray{255})
	side, v := halved(img)
	if side != 2 || !slices.Equal(v, boltzmann.State{1, 0, 0, 1}) {
		t.Errorf("a side of %d: %v", side, v)
	}
}
