package labels_test

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/internal/labels"
)

func write(c *labels.Canvas, x, y float64, text string) {
	figure.Pen{Canvas: c, Theme: figure.Light}.Text(vg.Point{X: vg.Length(x), Y: vg.Length(y)}, text, figure.Label)
}

// Two labels stand too near to each other.
func ExampleCanvas() {
	var c labels.Canvas
	write(&c, 10, 40, "switch")
	write(&c, 10, 20, "stay")
	fmt.Println(c.Check(image.Pt(100, 60)))
	write(&c, 30, 25, "theory 1/3")
	fmt.Println(c.Check(image.Pt(100, 60)))
	// Output:
	// <nil>
	// "theory 1/3" (30,22)-(92,35) overlaps "stay" (10,17)-(36,30)
}

func TestCheck(t *testing.T) {
	size := image.Pt(100, 60)
	for _, k := range []struct {
		name string
		draw func(c *labels.Canvas)
		want string // "" if all is well
	}{
		{"one on another, twice the same", func(c *labels.Canvas) { write(c, 10, 10, "9"); write(c, 10, 10, "9") }, "overlaps"},
		{"side by side", func(c *labels.Canvas) { write(c, 10, 10, "9"); write(c, 10+figure.Label.Width("9"), 10, "9") }, ""},
		{"line below line", func(c *labels.Canvas) { write(c, 10, 30, "gj"); write(c, 10, 30-14*0.93, "AB") }, ""},
		{"over the left edge", func(c *labels.Canvas) { write(c, -1, 10, "9") }, "leaves"},
		{"over the right edge", func(c *labels.Canvas) { write(c, 93, 10, "9") }, "leaves"},
		{"over the lower edge", func(c *labels.Canvas) { write(c, 10, 2, "9") }, "leaves"},
		{"over the upper edge", func(c *labels.Canvas) { write(c, 10, 50, "9") }, "leaves"},
		{"nothing is no label", func(c *labels.Canvas) { write(c, -10, 10, ""); write(c, -10, 10, "  ") }, ""},
		{"a letter that there is not", func(c *labels.Canvas) { write(c, 10, 10, "10⁻³") }, "lacks"},
		{"turned upwards", func(c *labels.Canvas) {
			c.Push()
			c.Translate(vg.Point{X: 20, Y: 5})
			c.Rotate(math.Pi / 2)
			write(c, 0, 0, "energy")
			c.Pop()
			write(c, 25, 10, "9")
		}, ""},
		{"turned, moved and enlarged", func(c *labels.Canvas) {
			c.Translate(vg.Point{X: 20, Y: 5})
			c.Scale(2, 2)
			write(c, 0, 5, "energy")
		}, "leaves"},
	} {
		var c labels.Canvas
		k.draw(&c)
		err := c.Check(size)
		if (err == nil) != (k.want == "") || err != nil && !strings.Contains(err.Error(), k.want) {
			t.Errorf("%s: got %v, want %q", k.name, err, k.want)
		}
	}
}
