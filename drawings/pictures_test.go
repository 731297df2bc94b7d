package drawings

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// The pictures have their sizes, and resemble each other as they say.
func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name         string
		all          []Drawing
		side         int
		least, alike float64 // overlaps of any two
	}{
		{"the family", Family(), FamilySide, .4, .65},
		{"the things", Things(), ThingSide, .1, .6},
		{"the signs", Signs(), SignSide, 0, .6},
	} {
		if len(c.all) != 5 {
			t.Errorf("%d pictures of %s, want 5", len(c.all), c.name)
		}
		for i, d := range c.all {
			if d.Cols != c.side || d.Rows != c.side {
				t.Errorf("picture %d of %s is %dx%d, want %d", i, c.name, d.Cols, d.Rows, c.side)
			}
			for _, e := range c.all[:i] {
				if m := overlap(d, e); m < c.least || m > c.alike {
					t.Errorf("an overlap of %.2f in %s, want %v to %v", m, c.name, c.least, c.alike)
				}
			}
		}
	}
}

func overlap(a, b Drawing) float64 {
	sum := 0
	for i := range a.States {
		sum += int(a.States[i]) * int(b.States[i])
	}
	return float64(sum) / float64(len(a.States))
}

// No two of the unlike pictures have an overlap, at any width; each has ink on
// about half of its pixels.
func TestUnlike(t *testing.T) {
	for bar := 1; bar <= MaxSide/4; bar++ {
		all, err := Unlike(bar)
		if err != nil || len(all) != 3 {
			t.Fatalf("bars of %d make %d pictures: %v", bar, len(all), err)
		}
		for i, d := range all {
			if d.Cols != 4*bar || d.Rows != 4*bar || len(d.States) != 16*bar*bar {
				t.Errorf("bars of %d: picture %d is %dx%d of %d", bar, i, d.Cols, d.Rows, len(d.States))
			}
			for _, e := range all[:i] {
				if m := overlap(d, e); m != 0 {
					t.Errorf("bars of %d: an overlap of %v", bar, m)
				}
			}
			if sum := overlap(d, Drawing{States: slices.Repeat([]int8{1}, len(d.States))}); bar > 7 && math.Abs(sum) > .03 {
				t.Errorf("bars of %d: picture %d has the mean %v", bar, i, sum)
			}
		}
	}
	for _, bar := range []int{-1, 0, MaxSide/4 + 1} {
		if _, err := Unlike(bar); err == nil {
			t.Errorf("bars of %d are drawn", bar)
		}
	}
}

func ExampleUnlike() {
	all, _ := Unlike(2)
	fmt.Println(all[2].Cols, all[2].Rows)
	fmt.Println(all[0].States[:8])
	fmt.Println(all[1].States[:8])
	// Output:
	// 8 8
	// [1 1 -1 -1 1 1 -1 -1]
	// [1 1 1 1 1 1 1 1]
}
