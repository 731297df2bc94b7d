package figure_test

import (
	"image"
	"strings"
	"testing"

	"flipbook/figure"
)

func TestStage(t *testing.T) {
	s, err := figure.Stage{}.Set(image.Pt(640, 400), figure.Script{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Theme != figure.Light || s.Size != image.Pt(800, 500) {
		t.Errorf("the zero stage is %s and %v, want light and 800x500", s.Theme.Name, s.Size)
	}
	s.Progress(1, 2) // must be there
	if got := s.Page(); got != box(24, 24, 776, 476) {
		t.Errorf("the page is %v", got)
	}
	for _, c := range []struct {
		size image.Point
		want string // "" for no error
	}{
		{image.Pt(640, 400), ""}, {image.Pt(8192, 8192), ""},
		{image.Pt(639, 400), "at least 640x400"}, {image.Pt(640, 399), "at least 640x400"},
		{image.Pt(8193, 400), "at most 8192x8192"}, {image.Pt(800, 8193), "at most 8192x8192"},
		{image.Pt(-5, 500), "at least 640x400"},
	} {
		_, err := figure.Stage{Size: c.size}.Set(image.Pt(640, 400), figure.Script{})
		if (c.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("a stage of %v gives %v, want %q", c.size, err, c.want)
		}
	}
}

// The words that stand on a figure are as wide as the sum of their letters
// would have them, up to kerning; numbers exactly so.
func TestWidth(t *testing.T) {
	if a, b := figure.Label.Width("1,234"), figure.Label.Width("9,870"); a != b {
		t.Errorf("1,234 is %v wide and 9,870 is %v: a number that changes would dance", a, b)
	}
	if figure.Head.Width("switch") <= figure.Label.Width("switch") {
		t.Error("bold words are no wider than plain ones")
	}
	if got, want := figure.Title.Width("switch"), figure.Head.Width("switch")*20/14; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("a title is %v wide, want %v", got, want)
	}
	if got := figure.Label.Width(""); got != 0 {
		t.Errorf("nothing is %v wide", got)
	}
}
