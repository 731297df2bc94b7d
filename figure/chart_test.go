package figure_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
)

func box(x0, y0, x1, y1 vg.Length) figure.Box {
	return figure.Box{Rectangle: vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}}
}

func near(p, q vg.Point) bool {
	return math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y)) < 1e-6
}

func TestAt(t *testing.T) {
	c := figure.Chart{
		Box: box(100, 50, 300, 150),
		X:   figure.Axis{From: 1, To: 10000, Log: true},
		Y:   figure.Axis{From: 2, To: -2}, // growing downwards
	}
	for _, k := range []struct{ x, y, atX, atY float64 }{
		{1, 2, 100, 50}, {10000, -2, 300, 150}, {100, 0, 200, 100}, {10, 1, 150, 75},
		{0.1, 3, 50, 25}, // what lies outside is placed outside
	} {
		if got, want := c.At(k.x, k.y), (vg.Point{X: vg.Length(k.atX), Y: vg.Length(k.atY)}); !near(got, want) {
			t.Errorf("%v, %v lies at %v, want %v", k.x, k.y, got, want)
		}
	}
}

// A line is cut to the box: what is found by clipping its far ends, one side
// after the other, is what Across returns.
func TestAcross(t *testing.T) {
	c := figure.Chart{Box: box(10, 20, 210, 120), X: figure.Axis{From: -1, To: 1}, Y: figure.Axis{From: 0, To: 4}}
	for _, k := range []struct {
		name     string
		a, b, c  float64
		from, to vg.Point
		ok       bool
	}{
		{"level", 0, 1, -2, vg.Point{X: 10, Y: 70}, vg.Point{X: 210, Y: 70}, true},
		{"upright", 1, 0, 0, vg.Point{X: 110, Y: 20}, vg.Point{X: 110, Y: 120}, true},
		{"rising through the corners", 2, -1, 2, vg.Point{X: 10, Y: 20}, vg.Point{X: 210, Y: 120}, true},
		{"falling through the corners", 2, 1, -2, vg.Point{X: 10, Y: 120}, vg.Point{X: 210, Y: 20}, true},
		{"along a side", 0, 1, 0, vg.Point{X: 10, Y: 20}, vg.Point{X: 210, Y: 20}, true},
		{"across a corner", 2, 1, 1, vg.Point{X: 10, Y: 45}, vg.Point{X: 60, Y: 20}, true},
		{"beside the box", 1, 0, -2, vg.Point{}, vg.Point{}, false},
		{"no line", 0, 0, 1, vg.Point{}, vg.Point{}, false},
	} {
		from, to, ok := c.Across(k.a, k.b, k.c)
		if ok != k.ok || ok && !(near(from, k.from) && near(to, k.to) || near(from, k.to) && near(to, k.from)) {
			t.Errorf("%s: %v to %v, %v; want %v to %v, %v", k.name, from, to, ok, k.from, k.to, k.ok)
		}
	}
}

// The two sides of any line make up the chart, each holds the corners that are on
// it, and what lies on the right side of several lines lies on that of each.
func TestSide(t *testing.T) {
	c := figure.Chart{Box: box(0, 0, 200, 100), X: figure.Axis{From: -2, To: 2}, Y: figure.Axis{From: -1, To: 1}}
	whole := rapid.IntRange(-9, 9)
	area := func(points []vg.Point) (sum float64) {
		for i, a := range points {
			b := points[(i+1)%len(points)]
			sum += float64(a.X*b.Y-b.X*a.Y) / 2
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		line := func(name string) (l [3]float64) {
			for i := range l {
				l[i] = float64(whole.Draw(t, name))
			}
			return l
		}
		l, m := line("line"), line("another")
		if l == [3]float64{} {
			return
		}
		back := [3]float64{-l[0], -l[1], -l[2]}
		right, left := c.Side(l), c.Side(back)
		if sum := area(right) + area(left); math.Abs(sum-20000) > 1e-6 {
			t.Fatalf("%v: the sides have areas of %v and %v, want 20000 together", l, area(right), area(left))
		}
		for _, q := range right {
			if x, y := float64(q.X)/50-2, float64(q.Y)/50-1; l[0]*x+l[1]*y+l[2] < -1e-9 {
				t.Fatalf("%v: %v, %v is on the wrong side", l, x, y)
			}
		}
		if both := area(c.Side(l, m)); both < 0 || both > min(area(right), area(c.Side(m)))+1e-6 || math.Abs(both-area(c.Side(m, l))) > 1e-6 {
			t.Fatalf("%v and %v: %v, of %v and %v", l, m, both, area(right), area(c.Side(m)))
		}
	})
	if got := c.Side([3]float64{0, 0, -1}); got != nil {
		t.Errorf("where nothing is above, there is %v", got)
	}
	if got := c.Side([3]float64{1, 0, 0}, [3]float64{0, 1, 0}); math.Abs(area(got)-5000) > 1e-9 {
		t.Errorf("a quarter of the chart is %v", got)
	}
}

// Through any two points on the sides of a box goes a line that Across gives
// back, corners included.
func TestRandomChords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := figure.Chart{
			Box: box(0, 0, 400, 300),
			X:   figure.Axis{From: rapid.Float64Range(-10, 0).Draw(t, "left"), To: rapid.Float64Range(0.1, 10).Draw(t, "right")},
			Y:   figure.Axis{From: rapid.Float64Range(-10, 0).Draw(t, "bottom"), To: rapid.Float64Range(0.1, 10).Draw(t, "top")},
		}
		side := rapid.IntRange(0, 3)
		along := rapid.OneOf(rapid.Just(0.0), rapid.Just(1.0), rapid.Float64Range(0, 1))
		on := func(name string, side int) (x, y float64) {
			u := along.Draw(t, name)
			x, y = c.X.From+(c.X.To-c.X.From)*u, c.Y.From+(c.Y.To-c.Y.From)*u
			switch side {
			case 0:
				x = c.X.From
			case 1:
				x = c.X.To
			case 2:
				y = c.Y.From
			case 3:
				y = c.Y.To
			}
			return x, y
		}
		s := side.Draw(t, "first side")
		x0, y0 := on("first", s)
		x1, y1 := on("second", (s+1+rapid.IntRange(0, 2).Draw(t, "second side"))%4)
		p, q := c.At(x0, y0), c.At(x1, y1)
		outer := func(a, b, far vg.Length) bool { return max(a, b) < 1e-6 || min(a, b) > far-1e-6 }
		if outer(p.X, q.X, 400) || outer(p.Y, q.Y, 300) {
			t.Skip("along a side, where rounding decides")
		}
		if math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y)) < 5 {
			t.Skip("hardly a chord")
		}
		from, to, ok := c.Across(y0-y1, x1-x0, x0*y1-x1*y0)
		if !ok {
			t.Fatalf("nothing of the line from %v to %v", p, q)
		}
		if got, want := math.Hypot(float64(from.X-to.X), float64(from.Y-to.Y)), math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y)); math.Abs(got-want) > 1e-3 {
			t.Fatalf("%v to %v is %v long, want %v to %v, %v long", from, to, got, p, q, want)
		}
	})
}

func labels(ticks []figure.Tick) string {
	var out []string
	for _, t := range ticks {
		out = append(out, t.Label)
	}
	return strings.Join(out, " ")
}

func TestDecades(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     string
	}{
		{1, 1, "1"}, {1, 10, "1 10"}, {1, 30, "1 10 30"}, {5, 2000, "10 100 1,000 2,000"},
		{1, 10_000, "1 10 100 1,000 10,000"}, {20, 30, "30"},
		{1, 10_000_000, "1 10 100 1,000 10,000 100,000 1,000,000 10,000,000"},
	} {
		if got := labels(english.Decades(c.from, c.to)); got != c.want {
			t.Errorf("Decades(%d, %d) = %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestEven(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		most     int
		want     string
	}{
		{0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{-1, 1, 7, "−1.0 −0.5 0.0 0.5 1.0"},
		{0.01, 0.049, 4, "0.01 0.02 0.03 0.04"},
		{-2e-10, 2e-10, 2, "−2.0e−10 0.0 2.0e−10"},
		{-1e9, 1e9, 2, "−1.0e9 0 1.0e9"},
		{990, 1010, 4, "990 995 1,000 1,005 1,010"},
	} {
		if got := labels(english.Even(c.from, c.to, c.most)); got != c.want {
			t.Errorf("Even(%v, %v, %d) = %s, want %s", c.from, c.to, c.most, got, c.want)
		}
	}
}

// Two numbers that a float hardly tells apart have nothing round between them.
func TestEvenWithoutRoom(t *testing.T) {
	if got := english.Even(1e9, math.Nextafter(1e9, 2e9), 7); got != nil {
		t.Errorf("ticks %v", got)
	}
	if got := english.Even(3, 3, 7); got != nil {
		t.Errorf("ticks %v between a number and itself", got)
	}
}

func TestRoom(t *testing.T) {
	ticks := []figure.Tick{{At: 0, Label: "0"}, {At: 1, Label: "1,000"}}
	if got := figure.Room(ticks); got < figure.Note.Width("1,000") || got > figure.Note.Width("1,000")+20 {
		t.Errorf("labels of %v take %v", figure.Note.Width("1,000"), got)
	}
	if figure.Room(nil) > 20 {
		t.Error("no labels take room")
	}
}

// The ticks of any range lie in it, are equally far apart, say where they are,
// and are neither many nor few.
func TestRandomTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.Float64Range(-1000, 1000).Draw(t, "from")
		wide := math.Pow(10, rapid.Float64Range(-3, 4).Draw(t, "decades"))
		most := rapid.IntRange(3, 12).Draw(t, "most")
		to := from + wide
		ticks := english.Even(from, to, most)
		if len(ticks) > most+1 || float64(len(ticks)) < math.Floor(float64(most)/2.5) {
			t.Fatalf("%d ticks, want about %d to %d", len(ticks), most/2, most)
		}
		for i, k := range ticks {
			if k.At < from-wide*1e-6 || k.At > to+wide*1e-6 {
				t.Fatalf("tick %v lies outside %v to %v", k.At, from, to)
			}
			if i > 1 {
				if a, b := k.At-ticks[i-1].At, ticks[1].At-ticks[0].At; math.Abs(a-b) > wide*1e-6 {
					t.Fatalf("ticks %v and %v apart", a, b)
				}
			}
		}
		said := labels(ticks)
		if all := strings.Fields(said); len(slices.Compact(all)) != len(ticks) {
			t.Fatalf("two ticks say the same: %s", said)
		}
	})
}
