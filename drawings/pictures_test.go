package drawings

import "testing"

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
