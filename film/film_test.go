package film_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"

	"flipbook/film"
)

// sound is a film that passes Check.
func sound() *film.Film {
	return &film.Film{
		Size:     image.Pt(800, 500),
		Len:      4,
		Backdrop: func(vg.Canvas) {},
		Hold:     film.Steady(time.Second, 4),
		Keys:     []film.Key{{Frame: 0, Caption: "first"}, {Frame: 3, Caption: "last"}},
		Results:  []film.Result{{Name: "flips", Value: 3, Text: "3 flips"}, {Name: "bound", Value: math.NaN(), Text: "no bound"}},
		Alt:      "Nothing is seen.",
		Caption:  "Nothing happens.",
	}
}

func TestCheck(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Errorf("a sound film is refused: %v", err)
	}
	for _, c := range []struct {
		name  string
		spoil func(*film.Film)
		want  string // what the message must name
	}{
		{"no width", func(f *film.Film) { f.Size.X = 0 }, "0x500"},
		{"negative height", func(f *film.Film) { f.Size.Y = -1 }, "800x-1"},
		{"no frames", func(f *film.Film) { f.Len = 0 }, "no frames"},
		{"no backdrop", func(f *film.Film) { f.Backdrop = nil }, "backdrop"},
		{"no holds", func(f *film.Film) { f.Hold = nil }, "holds"},
		{"no alt text", func(f *film.Film) { f.Alt = "" }, "alt"},
		{"no caption", func(f *film.Film) { f.Caption = "" }, "caption"},
		{"a frame that does not stand", func(f *film.Film) {
			f.Hold = func(i int) time.Duration { return time.Duration(2 - i) }
		}, "frame 2"},
		{"a key before the film", func(f *film.Film) { f.Keys[0].Frame = -1 }, "key frame -1"},
		{"a key after the film", func(f *film.Film) { f.Keys[1].Frame = 4 }, "key frame 4"},
		{"an unnamed result", func(f *film.Film) { f.Results[0].Name = "" }, "result"},
		{"an unsaid result", func(f *film.Film) { f.Results[0].Text = "" }, "flips"},
		{"a result given twice", func(f *film.Film) { f.Results[1].Name = "flips" }, "flips"},
		{"an infinite result", func(f *film.Film) { f.Results[0].Value = math.Inf(-1) }, "flips"},
	} {
		f := sound()
		c.spoil(f)
		if err := f.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error that says %q", c.name, err, c.want)
		}
	}
}

// A layer may leave any colour, width or turn behind: the next one starts as if
// it were the first.
func TestLayersStartAlike(t *testing.T) {
	careless := func(c vg.Canvas) {
		c.SetColor(color.White)
		c.SetLineWidth(9)
		c.Rotate(1)
	}
	f := sound()
	f.Backdrop, f.Front = careless, careless
	f.Trail = func(c vg.Canvas, _ int) { careless(c) }
	f.Live = f.Trail
	var c recorder.Canvas
	f.Still(&c, 2)
	depth := 0
	for _, a := range c.Actions {
		switch a.(type) {
		case *recorder.Push:
			depth++
		case *recorder.Pop:
			depth--
		default:
			if depth != 1 {
				t.Fatalf("%s is called at depth %d of Push, want 1", a.Call(), depth)
			}
		}
	}
	if depth != 0 {
		t.Errorf("%d Push without a Pop", depth)
	}
}
