package drawings

import "testing"

// A picture is put in the middle, as large as it can be.
func TestOn(t *testing.T) {
	d := drawn("#.;##")
	for _, c := range []struct {
		cols, rows int
		want       string
	}{
		{2, 2, "#.\n##\n"},
		{4, 3, ".#..\n.##.\n....\n"},
		{5, 4, "##...\n##...\n####.\n####.\n"},
	} {
		if got, ok := d.On(c.cols, c.rows); !ok || got.String() != c.want || got.Cols != c.cols || got.Rows != c.rows {
			t.Errorf("on %d×%d cells it is\n%v, want\n%s", c.cols, c.rows, got, c.want)
		}
	}
	for _, c := range [][2]int{{1, 2}, {2, 1}, {0, 0}} {
		if got, ok := d.On(c[0], c[1]); ok {
			t.Errorf("on %d×%d cells it is\n%v", c[0], c[1], got)
		}
	}
	if _, ok := (Drawing{}).On(3, 3); ok {
		t.Error("there is no picture, and it is put on paper")
	}
}
