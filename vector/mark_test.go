package vector

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// samples is a sink that only looks at some points of the page: which ink lies
// there, slowly and by the definition.
type samples struct {
	at  []point
	rgb [][3]float64
}

// lay puts an ink on the points that are covered.
func (s *samples) lay(ink color.NRGBA, covers func(p point) bool) {
	a := float64(ink.A) / 255
	for i, p := range s.at {
		if covers(p) {
			for c, v := range [3]uint8{ink.R, ink.G, ink.B} {
				s.rgb[i][c] = s.rgb[i][c]*(1-a) + a*float64(v)
			}
		}
	}
}

// A side is a straight line.
type side struct{ a, b point }

// sides are the straight lines of a path, whose curves are cut into many.
func sides(p path) (out []side) {
	var start, now point
	each := func(a, b point) { out = append(out, side{a, b}) }
	bezier := func(q ...point) {
		const n = 32
		for i := 1; i <= n; i++ {
			t, w := float64(i)/n, append([]point{now}, q...)
			for ; len(w) > 1; w = w[:len(w)-1] {
				for j := range len(w) - 1 {
					w[j] = w[j].plus(w[j+1].plus(w[j], -1), t)
				}
			}
			each(now, w[0])
			now = w[0]
		}
	}
	for _, s := range p {
		switch s.op {
		case moveTo:
			start, now = s.to, s.to
		case lineTo:
			each(now, s.to)
			now = s.to
		case quadTo:
			bezier(s.c1, s.to)
		case curveTo:
			bezier(s.c1, s.c2, s.to)
		case closePath:
			each(now, start)
			now = start
		}
	}
	return out
}

func (s *samples) fill(shape path, ink color.NRGBA) {
	all := sides(shape)
	s.lay(ink, func(p point) bool {
		winding := 0
		for _, l := range all {
			if (l.a.y <= p.y) == (l.b.y <= p.y) {
				continue
			}
			if x := l.a.x + (p.y-l.a.y)/(l.b.y-l.a.y)*(l.b.x-l.a.x); x > p.x {
				if l.a.y < l.b.y {
					winding++
				} else {
					winding--
				}
			}
		}
		return winding != 0
	})
}

func (s *samples) stroke(shape path, with pen) {
	all := sides(shape)
	s.lay(with.ink, func(p point) bool {
		return slices.ContainsFunc(all, func(l side) bool { return p.apart(l.a, l.b) <= with.width/2 })
	})
}

func (s *samples) cells(m matrix, layers []layer) {
	for _, l := range layers {
		s.lay(l.ink, func(p point) bool {
			q, _ := m.inverse(p)
			cell := image.Pt(int(math.Floor(q.x)), int(math.Floor(q.y)))
			return slices.ContainsFunc(l.rects, func(r image.Rectangle) bool { return cell.In(r) })
		})
	}
}

func (s *samples) words(*words) {}

// A page is its shapes in the order of drawing, whatever they become a part of.
func TestRandomPages(t *testing.T) {
	fresh := func() *canvas { return &canvas{state: state{m: matrix{a: 1, d: 1}, width: 1}} }
	taken := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 0))
		together := fresh()
		var apart marks // of each shape by itself
		for range 1 + r.IntN(30) {
			shape, alone := anyShape(r), fresh()
			shape(together)
			shape(alone)
			apart = append(apart, alone.marks...)
		}
		taken += len(apart) - len(together.marks)
		at := make([]point, 200)
		for i := range at {
			at[i] = point{r.Float64() * 40, r.Float64() * 40}
		}
		look := func(all marks) [][3]float64 {
			s := &samples{at, make([][3]float64, len(at))}
			for _, m := range all {
				m.show(s)
			}
			return s.rgb
		}
		got, want := look(together.marks), look(apart)
		for i := range at {
			for c := range 3 {
				if math.Abs(got[i][c]-want[i][c]) > 1e-6 {
					t.Fatalf("seed %d: the point %v has %.1f, want %.1f; %d shapes are %d marks", seed, at[i], got[i], want[i], len(apart), len(together.marks))
				}
			}
		}
	}
	if taken < 1000 {
		t.Errorf("%d shapes became part of others, which is too few to learn from", taken)
	}
}

// anyShape is a small shape on a page of 40×40, or a picture in the middle.
func anyShape(r *rand.Rand) func(vg.Canvas) {
	inks := []color.NRGBA{{255, 0, 0, 255}, {0, 0, 255, 255}, {0, 255, 0, 100}, {90, 90, 90, 0}}
	ink := func() color.NRGBA { return inks[min(r.IntN(6), 5)%len(inks)] }
	corner := vg.Point{X: vg.Length(r.IntN(30)), Y: vg.Length(r.IntN(30))}
	any := func() vg.Point {
		return corner.Add(vg.Point{X: vg.Length(r.IntN(12)), Y: vg.Length(r.IntN(12))})
	}
	switch r.IntN(8) {
	case 0, 1, 2: // one to four cells of the picture, or half of them
		step := vg.Length(5)
		if r.IntN(2) == 0 {
			step = 1.25
		}
		a := vg.Point{X: 10 + step*vg.Length(r.IntN(4)), Y: 15 + step*vg.Length(r.IntN(3))}
		box := vg.Rectangle{Min: a, Max: a.Add(vg.Point{X: step * vg.Length(1+r.IntN(2)), Y: step * vg.Length(1+r.IntN(2))})}
		c := ink()
		return func(to vg.Canvas) { to.SetColor(c); to.Fill(box.Path()) }
	case 3:
		m := image.NewNRGBA(image.Rect(0, 0, 4, 3))
		for i := range 12 {
			m.SetNRGBA(i%4, i/4, ink())
		}
		return func(to vg.Canvas) {
			to.DrawImage(vg.Rectangle{Min: vg.Point{X: 10, Y: 15}, Max: vg.Point{X: 30, Y: 30}}, m)
		}
	}
	var p vg.Path
	p.Move(any())
	for range 1 + r.IntN(3) {
		p.Line(any())
	}
	if r.IntN(2) == 0 {
		p.QuadTo(any().Add(vg.Point{X: vg.Length(r.IntN(40) - 20)}), any())
	}
	if r.IntN(2) == 0 {
		p.Arc(corner, 5, 1, 4)
	}
	if r.IntN(2) == 0 {
		p.Close()
	}
	c, width, fill := ink(), vg.Length(1+r.IntN(6)), r.IntN(2) == 0
	return func(to vg.Canvas) {
		to.SetColor(c)
		to.SetLineWidth(width)
		if fill {
			to.Fill(p)
		} else {
			to.Stroke(p)
		}
	}
}

// Lines that go on from each other are one line, but a triangle that begins
// where a line ends still comes back to its own beginning.
func TestJoinedLines(t *testing.T) {
	p := func(x, y vg.Length) vg.Point { return vg.Point{X: x, Y: y} }
	c := &canvas{state: state{m: matrix{a: 1, d: 1}, width: 1, ink: color.NRGBA{A: 255}}}
	c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p(0, 0)}, {Type: vg.LineComp, Pos: p(10, 0)}})
	c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p(10, 0)}, {Type: vg.LineComp, Pos: p(20, 10)}})
	c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p(20, 10)}, {Type: vg.LineComp, Pos: p(30, 10)}, {Type: vg.LineComp, Pos: p(20, 30)}, {Type: vg.CloseComp}})
	if len(c.marks) != 1 {
		t.Fatalf("%d marks, want 1", len(c.marks))
	}
	for range 2 { // translucent lines that cross are darker there
		c.SetColor(color.NRGBA{A: 100})
		c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: p(0, 0)}, {Type: vg.LineComp, Pos: p(10, 0)}})
	}
	if len(c.marks) != 3 {
		t.Errorf("%d marks with translucent lines, want 3", len(c.marks))
	}
	const want = "m0 0h10l10 10m0 0h10l-10 20z"
	if got := string(pathData(c.marks[0].mark.(*lines).path)); got != want {
		t.Errorf("the path is %s, want %s", got, want)
	}
}

// What a film draws frame by frame is few marks: its trails, its dots, its
// pictures.
func TestMarksAreFew(t *testing.T) {
	c := &canvas{state: state{m: matrix{a: 1, d: 1}, width: 1}}
	red, blue := color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: 200}, Max: vg.Point{X: 300, Y: 100}}, image.NewNRGBA(image.Rect(0, 0, 50, 50)))
	for i := range 100 {
		x := vg.Length(i)
		c.SetColor(red)
		c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: x, Y: 10}}, {Type: vg.LineComp, Pos: vg.Point{X: x + 1, Y: 10}}})
		c.SetColor(blue)
		c.Stroke(vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: x, Y: 20}}, {Type: vg.LineComp, Pos: vg.Point{X: x + 1, Y: 20}}})
		c.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: 40}, Max: vg.Point{X: x + 0.5, Y: 41}}.Path())
		cell := vg.Point{X: 200 + vg.Length(i%50*2), Y: vg.Length(i / 50 * 2)}
		c.Fill(vg.Rectangle{Min: cell, Max: cell.Add(vg.Point{X: 2, Y: 2})}.Path())
	}
	if len(c.marks) != 4 {
		t.Fatalf("%d marks, want a picture, two lines and the dots", len(c.marks))
	}
	if l := c.marks[1].mark.(*lines); len(l.path) != 101 {
		t.Errorf("a line that goes on has %d points, want 101", len(l.path))
	}
}

// The rectangles of a picture paint every cell in its colour, and a cell that
// is painted later lies over its opaque neighbours: no ground is seen between.
func TestRandomLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 7).Draw(t, "w"), rapid.IntRange(1, 7).Draw(t, "h")
		inks := rapid.SampledFrom([]color.NRGBA{{A: 255}, {R: 9, A: 255}, {G: 9, A: 255}, {B: 9, A: 255}, {R: 9, A: 99}, {}})
		p := &picture{cols: w, cells: rapid.SliceOfN(inks, w*h, w*h).Draw(t, "cells")}
		painted := make([][]color.NRGBA, w*h) // what is painted on each cell, in order
		for _, l := range p.layers() {
			once := make(map[int]bool)
			for _, r := range l.rects {
				for y := r.Min.Y; y < r.Max.Y; y++ {
					for x := r.Min.X; x < r.Max.X; x++ {
						if once[y*w+x] {
							t.Fatalf("%v is painted twice on cell %d,%d", l.ink, x, y)
						}
						once[y*w+x] = true
						painted[y*w+x] = append(painted[y*w+x], l.ink)
					}
				}
			}
		}
		for i, want := range p.cells {
			n := len(painted[i])
			switch {
			case want.A == 0 && n > 0 || want.A > 0 && (n == 0 || painted[i][n-1] != want) || want.A < 255 && n > 1:
				t.Fatalf("on cell %d is painted %v, want %v", i, painted[i], want)
			}
			for j, other := range p.cells {
				beside := max(i%w-j%w, j%w-i%w) <= 1 && max(i/w-j/w, j/w-i/w) <= 1
				if !beside || want == other || want.A < 255 || other.A < 255 {
					continue
				}
				if !slices.Contains(painted[i], other) && !slices.Contains(painted[j], want) {
					t.Fatalf("between the cells %d and %d, %v and %v, the ground shines through: %v, %v", i, j, want, other, painted[i], painted[j])
				}
			}
		}
	})
}

// Numbers are as short as they can be.
func TestDecimal(t *testing.T) {
	for want, v := range map[string]float64{"0": 0, ".5": 0.5, "-.05": -0.05, "12": 12, "-1.2": -1.2, "100": 99.999, "3.14": math.Pi, "-3.14": -math.Pi} {
		if got := decimal(v, 2); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v, n := rapid.Float64Range(-1e6, 1e6).Draw(t, "v"), rapid.IntRange(0, 6).Draw(t, "places")
		var got float64
		if _, err := fmt.Sscan(decimal(v, n), &got); err != nil || math.Abs(got-v) > 0.501*math.Pow10(-n)+1e-9 {
			t.Fatalf("%v is written %q (%v)", v, decimal(v, n), err)
		}
	})
}

// Points of lines are left out only where the line stays where it was.
func TestRandomThinning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p path
		x := 0.0
		for i := range rapid.IntRange(1, 200).Draw(t, "points") {
			o := lineTo
			if i == 0 {
				o = moveTo
			}
			p = append(p, segment{op: o, to: point{x, rapid.Float64Range(0, 0.02).Draw(t, "y")}})
			x += rapid.Float64Range(-0.1, 1).Draw(t, "step")
		}
		thin := p.thin()
		for _, s := range p {
			nearest := math.Inf(1)
			for _, l := range sides(thin) {
				nearest = min(nearest, s.to.apart(l.a, l.b))
			}
			if len(thin) > 1 && nearest > 0.005 {
				t.Fatalf("%v lies %v from the thinned line", s.to, nearest)
			}
		}
		if thin[0] != p[0] || thin[len(thin)-1] != p[len(p)-1] {
			t.Fatal("the line ends elsewhere")
		}
	})
}

// What a picture covers is left out of the file, and what reaches beyond it is
// kept: else old colours shine through along its sides.
func TestPicturesHideWhatTheyCover(t *testing.T) {
	rect := func(c vg.Canvas, x0, y0, x1, y1 vg.Length, ink color.Color) {
		c.SetColor(ink)
		c.Fill(vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}.Path())
	}
	black, gray := color.Black, color.Gray{200}
	file := func(covered, beyond bool, ground uint8) string {
		var out bytes.Buffer
		err := SVG(&out, Drawing{Size: image.Pt(40, 40), Draw: func(c vg.Canvas) {
			rect(c, 0, 0, 40, 40, gray)
			if covered {
				rect(c, 10, 10, 15, 15, black)
				rect(c, 20, 25, 30, 30, black)
			}
			if beyond {
				rect(c, 25, 25, 31, 30, black)
			}
			picture := image.NewNRGBA(image.Rect(0, 0, 4, 4))
			for i := range picture.Pix {
				picture.Pix[i] = ground
			}
			c.DrawImage(vg.Rectangle{Min: vg.Point{X: 10, Y: 10}, Max: vg.Point{X: 30, Y: 30}}, picture)
		}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if file(true, false, 255) != file(false, false, 255) {
		t.Error("what lies wholly below a picture is in the file")
	}
	if file(true, true, 255) != file(false, true, 255) || file(false, true, 255) == file(false, false, 255) {
		t.Error("what reaches beyond a picture is not in the file")
	}
	if file(true, false, 100) == file(false, false, 100) {
		t.Error("what lies below a picture that is seen through is not in the file")
	}
}
