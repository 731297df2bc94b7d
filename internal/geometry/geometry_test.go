package geometry

import (
	"fmt"
	"image"
	"testing"

	"pgregory.net/rapid"
)

// Two far corners change: two small rectangles cost less than a large one.
func ExampleSplit() {
	spans := []image.Rectangle{image.Rect(10, 20, 15, 21), image.Rect(11, 21, 15, 22), image.Rect(700, 400, 720, 401)}
	fmt.Println(Split(spans, 1))
	fmt.Println(Split(spans, 2))
	// Output:
	// [(10,20)-(720,401)]
	// [(10,20)-(15,22) (700,400)-(720,401)]
}

// A picture has ink in a few blots, so that cuts pay though it is small.
func picture(t *rapid.T, side int) (image.Rectangle, []uint8) {
	r := image.Rect(0, 0, rapid.IntRange(1, side).Draw(t, "wide"), rapid.IntRange(1, side).Draw(t, "high"))
	r = r.Add(image.Pt(rapid.IntRange(-5, 5).Draw(t, "x"), rapid.IntRange(-5, 5).Draw(t, "y")))
	pix := make([]uint8, r.Dx()*r.Dy())
	for range rapid.IntRange(1, 5).Draw(t, "blots") {
		x, y := rapid.IntRange(0, r.Dx()-1).Draw(t, "left"), rapid.IntRange(0, r.Dy()-1).Draw(t, "top")
		w, h := rapid.IntRange(1, 9).Draw(t, "across"), rapid.IntRange(1, 3).Draw(t, "down")
		for j := y; j < min(y+h, r.Dy()); j++ {
			for i := x; i < min(x+w, r.Dx()); i++ {
				pix[j*r.Dx()+i] = 1
			}
		}
	}
	return r, pix
}

// spans are the pixels of r that are not zero, a rectangle for each run of
// them in a row. The rows of pix are as wide as r and follow each other.
func spans(r image.Rectangle, pix []uint8) (out []image.Rectangle) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := pix[(y-r.Min.Y)*r.Dx():][:r.Dx()]
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] != 0 {
				x++
			}
			if x > from {
				out = append(out, image.Rect(r.Min.X+from, y, r.Min.X+x, y+1))
			}
		}
	}
	return out
}

// The rectangles are as many as allowed, lie apart, hold every pixel of ink,
// and none could be smaller.
func TestSplitCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, pix := picture(t, 400)
		most := rapid.IntRange(-1, 3).Draw(t, "most")
		rects := Split(spans(r, pix), most)
		if len(rects) < 1 || len(rects) > max(most, 1) {
			t.Fatalf("%d rectangles, want up to %d", len(rects), most)
		}
		held := 0
		for i, a := range rects {
			var tight image.Rectangle
			for y := a.Min.Y; y < a.Max.Y; y++ {
				for x := a.Min.X; x < a.Max.X; x++ {
					if pix[(y-r.Min.Y)*r.Dx()+x-r.Min.X] != 0 {
						tight = tight.Union(image.Rect(x, y, x+1, y+1))
						held++
					}
				}
			}
			if a != tight {
				t.Errorf("%v could be %v", a, tight)
			}
			for _, b := range rects[:i] {
				if a.Overlaps(b) {
					t.Errorf("%v overlaps %v", a, b)
				}
			}
		}
		ink := 0
		for _, p := range pix {
			ink += int(p)
		}
		if held != ink {
			t.Errorf("%d pixels of ink in %v, want %d", held, rects, ink)
		}
	})
}

// A page is a small picture that is read pixel by pixel.
type page struct {
	rect image.Rectangle
	pix  []uint8
}

// tight is the smallest rectangle that holds the ink of r.
func (p page) tight(r image.Rectangle) (out image.Rectangle) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if p.pix[(y-p.rect.Min.Y)*p.rect.Dx()+x-p.rect.Min.X] != 0 {
				out = out.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return out
}

// two is the least sum of roots of the two parts of r, or of r itself: all
// cuts are tried.
func (p page) two(r image.Rectangle) int {
	least := root(r)
	for x := r.Min.X + 1; x < r.Max.X; x++ {
		a, b := p.tight(image.Rect(r.Min.X, r.Min.Y, x, r.Max.Y)), p.tight(image.Rect(x, r.Min.Y, r.Max.X, r.Max.Y))
		least = min(least, root(a)+root(b))
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		a, b := p.tight(image.Rect(r.Min.X, r.Min.Y, r.Max.X, y)), p.tight(image.Rect(r.Min.X, y, r.Max.X, r.Max.Y))
		least = min(least, root(a)+root(b))
	}
	return least
}

// A rectangle more is the best cut of any that there are, or none that saves.
func TestSplitIsBest(t *testing.T) {
	seen := make(map[int]bool)
	rapid.Check(t, func(t *rapid.T) {
		r, pix := picture(t, 40)
		p, spans := page{r, pix}, spans(r, pix)
		most := rapid.IntRange(1, 4).Draw(t, "most")
		want, saved := 0, 0
		for _, a := range Split(spans, most) {
			want += root(a)
			saved = max(saved, root(a)-p.two(a))
		}
		more, got := Split(spans, most+1), 0
		for _, a := range more {
			got += root(a)
		}
		if got != want-saved {
			t.Errorf("the roots of %v have the sum %d, want %d", more, got, want-saved)
		}
		seen[len(more)] = true
	})
	for n := 1; n <= 3; n++ {
		if !seen[n] {
			t.Errorf("no picture was best cut into %d: the test is too easy", n)
		}
	}
}

func TestSplitNothing(t *testing.T) {
	for _, spans := range [][]image.Rectangle{nil, {{}}, {image.Rect(5, 5, 5, 9), {}}} {
		if rects := Split(spans, 3); rects != nil {
			t.Errorf("spans %v: %v, want no rectangles", spans, rects)
		}
	}
	dot := image.Rect(7, 7, 8, 8)
	if rects := Split([]image.Rectangle{{}, dot}, 3); len(rects) != 1 || rects[0] != dot {
		t.Errorf("a dot and an empty span: %v, want %v", rects, dot)
	}
}
