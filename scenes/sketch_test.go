package scenes

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/internal/labels"
)

// A sketch is a vg.Canvas that remembers what a frame draws, so that a test can
// read a chart as its readers do.
type sketch struct {
	labels.Canvas
	ink   color.Color
	inks  []color.Color // of the labels
	discs []inked
	lines []inked // the points of lines
	boxes []inkedBox
	shown []picture
}

type inked struct {
	ink color.Color
	at  vg.Point
}

type inkedBox struct {
	ink color.Color
	in  vg.Rectangle
}

// A picture is a bitmap on a sketch.
type picture struct {
	corner vg.Point // the top left
	image.Image
}

func (s *sketch) DrawImage(in vg.Rectangle, img image.Image) {
	s.shown = append(s.shown, picture{vg.Point{X: in.Min.X, Y: in.Max.Y}, img})
}

// pictures are those of so many cells, row by row as one reads.
func (s *sketch) pictures(cols, rows int) (out []picture) {
	for _, p := range s.shown {
		if p.Bounds().Size() == image.Pt(cols, rows) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b picture) int {
		return cmp.Or(cmp.Compare(b.corner.Y, a.corner.Y), cmp.Compare(a.corner.X, b.corner.X))
	})
	return out
}

// has says whether all cells have the colours of.
func (p picture) has(of func(cell int) color.Color) bool {
	return p.count(func(cell int, c color.Color) bool { return sameInk(c, of(cell)) }) == p.Bounds().Dx()*p.Bounds().Dy()
}

// count is how many cells are so.
func (p picture) count(so func(cell int, c color.Color) bool) (n int) {
	for cell := range p.Bounds().Dx() * p.Bounds().Dy() {
		if so(cell, p.At(cell%p.Bounds().Dx(), cell/p.Bounds().Dx())) {
			n++
		}
	}
	return n
}

// state is the pattern that a picture shows in the inks of states.
func (p picture) state(t testing.TB) hopfield.Pattern {
	t.Helper()
	var out hopfield.Pattern
	p.count(func(_ int, c color.Color) bool {
		for _, v := range []int8{1, -1} {
			if sameInk(c, figure.Light.State(v)) {
				out = append(out, v)
				return true
			}
		}
		t.Fatalf("%v is no ink of a state", c)
		return false
	})
	return out
}

func (s *sketch) SetColor(c color.Color) { s.ink = c }

func (s *sketch) FillString(f font.Face, pt vg.Point, text string) {
	s.Canvas.FillString(f, pt, text)
	for len(s.inks) < len(s.Labels) {
		s.inks = append(s.inks, s.ink)
	}
}

func (s *sketch) Fill(p vg.Path) {
	switch {
	case len(p) == 3 && p[1].Type == vg.ArcComp:
		s.discs = append(s.discs, inked{s.ink, p[1].Pos})
	case len(p) == 5: // four corners, and closed
		s.boxes = append(s.boxes, inkedBox{s.ink, vg.Rectangle{Min: p[0].Pos, Max: p[2].Pos}})
	}
}

func (s *sketch) Stroke(p vg.Path) {
	for _, c := range p {
		if c.Type != vg.ArcComp {
			s.lines = append(s.lines, inked{s.ink, c.Pos})
		}
	}
}

// sketched is a frame of a film.
func sketched(f *film.Film, frame int) *sketch {
	s := new(sketch)
	f.Still(s, frame)
	return s
}

// An axis of numbers from below to above, as its labels say.
type scale struct {
	right      vg.Length // where the labels end
	low, high  float64
	from, to   vg.Length
	logarithms bool
}

// scales are the columns of numbers in a sketch, from left to right.
func (s *sketch) scales() (out []scale) {
	type tick struct{ value, x, y float64 }
	var ticks []tick
	for _, l := range s.Labels {
		text := strings.TrimRight(strings.NewReplacer("−", "-", ",", "").Replace(l.Text), "% \u00a0\u202f")
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			ticks = append(ticks, tick{v, float64(l.Box.Max.X), float64(l.Box.Min.Y) + labels.Descent*figure.Note.Size + 5})
		}
	}
	slices.SortStableFunc(ticks, func(a, b tick) int {
		return cmp.Or(cmp.Compare(math.Round(a.x), math.Round(b.x)), cmp.Compare(a.y, b.y))
	})
	for len(ticks) > 0 {
		n := 1
		for n < len(ticks) && math.Abs(ticks[n].x-ticks[0].x) < 1 && ticks[n].value > ticks[n-1].value && ticks[n].y > ticks[n-1].y {
			n++
		}
		if a, b := ticks[0], ticks[n-1]; n > 1 {
			out = append(out, scale{right: vg.Length(a.x), low: a.value, high: b.value, from: vg.Length(a.y), to: vg.Length(b.y)})
		}
		ticks = ticks[n:]
	}
	return out
}

// value is what stands at a height, and pixel the least that can be told apart
// there.
func (a scale) value(y vg.Length) (v, pixel float64) {
	u, one := float64((y-a.from)/(a.to-a.from)), 1/float64(a.to-a.from)
	if a.logarithms {
		v = a.low * math.Pow(a.high/a.low, u)
		return v, v * (math.Pow(a.high/a.low, one) - 1)
	}
	return a.low + u*(a.high-a.low), (a.high - a.low) * one
}

// last is the value of the rightmost mark of an ink behind an axis, or the end
// of its line if it has no marks.
func (s *sketch) last(a scale, ink color.Color) (v, pixel float64, err error) {
	for _, marks := range [][]inked{s.discs, s.lines} {
		best := vg.Point{X: -1}
		for _, m := range marks {
			if sameInk(m.ink, ink) && m.at.X > a.right && m.at.X > best.X {
				best = m.at
			}
		}
		if best.X > 0 {
			v, pixel = a.value(best.Y)
			return v, pixel, nil
		}
	}
	return 0, 0, fmt.Errorf("nothing is drawn in the ink %v behind the axis at %v", ink, a.right)
}

// labelled says whether words that begin so are written in an ink.
func (s *sketch) labelled(begins string, ink color.Color) bool {
	for i, l := range s.Labels {
		if strings.HasPrefix(l.Text, begins) && sameInk(s.inks[i], ink) {
			return true
		}
	}
	return false
}

func sameInk(a, b color.Color) bool {
	return color.NRGBAModel.Convert(a) == color.NRGBAModel.Convert(b)
}

// message is what a scene's message says up to the first fact or formula.
func message(t testing.TB, s Scene, key string) string {
	t.Helper()
	for _, m := range Messages(s) {
		if m.Key == key {
			return strings.TrimRight(m.Text[:min(len(m.Text), strings.IndexAny(m.Text+"{", "{$"))], " ")
		}
	}
	t.Fatalf("no message %s", key)
	return ""
}

// A drawnCurve is a curve as a reader finds it: by its label, of an ink.
type drawnCurve struct {
	label string // the key of its message; empty: none
	ink   func(figure.Theme) color.Color
	ends  string // the result at which it ends
}

// The curves of the last frame end at the results, by the numbers at their
// axes, to a pixel and a half; and their labels have their inks.
func TestCurvesEndAtTheResults(t *testing.T) {
	ink := func(th figure.Theme) color.Color { return th.Ink }
	cool := func(th figure.Theme) color.Color { return th.Cool }
	warm := func(th figure.Theme) color.Color { return th.Warm }
	now := func(th figure.Theme) color.Color { return th.Now }
	muted := func(th figure.Theme) color.Color { return th.Muted }
	for _, c := range []struct {
		scene      string
		key        int     // the key frame that is read, from 1; 0: the last frame
		logarithms bool    // of the axis
		percent    float64 // 100: the axis has percent
		curves     []drawnCurve
	}{
		{scene: "hopfield-attention", curves: []drawnCurve{{"to-zero", cool, "exact-unknown"}, {"to-minus", warm, "exact-paper"}}},
		{scene: "hopfield-cliff", curves: []drawnCurve{{"", cool, "above"}}},
		{scene: "hopfield-crosstalk", logarithms: true, percent: 100, curves: []drawnCurve{{"", warm, "error"}}},
		{scene: "hopfield-damage", key: 2, curves: []drawnCurve{{"measured", cool, "overlap"}}},
		{scene: "hopfield-landscape", curves: []drawnCurve{{"", cool, "first"}, {"", ink, "second"}, {"", warm, "third"}}},
		{scene: "hopfield-noise", curves: []drawnCurve{{"", cool, "rate"}}},
		{scene: "hopfield-spurious", curves: []drawnCurve{{"memory", cool, "memory"}, {"mirror", ink, "mirror"}}},
		{scene: "boltzmann-dream", curves: []drawnCurve{{"seen", cool, "error"}, {"unseen", muted, "unseen"}}},
		{scene: "monty-many", curves: []drawnCurve{{"line-all", cool, "all"}, {"line-one", now, "one"}, {"line-forgets", warm, "forgets"}}},
		{scene: "perceptron-margin", logarithms: true, curves: []drawnCurve{{"bound", ink, "bound"}, {"slowest", cool, "updates"}}},
		{scene: "perceptron-digits", percent: 100, curves: []drawnCurve{{"curve-test", ink, "unseen"}, {"curve-train", muted, "learned"}}},
	} {
		t.Run(c.scene, func(t *testing.T) {
			e, _ := Named(c.scene)
			s, _ := quick(e)
			f := filmed(t, s)
			frame := f.Len - 1
			if c.key > 0 {
				frame = f.Keys[c.key-1].Frame
			}
			drawn := sketched(f, frame)
			axes := drawn.scales()
			if len(axes) == 0 {
				t.Fatal("no axis has numbers")
			}
			axis := axes[len(axes)-1]
			axis.logarithms = c.logarithms
			for _, curve := range c.curves {
				of := curve.ink(figure.Light)
				got, pixel, err := drawn.last(axis, of)
				if err != nil {
					t.Fatal(err)
				}
				if want := result(t, f, curve.ends) * max(c.percent, 1); math.Abs(got-want) > 1.5*pixel {
					t.Errorf("the curve ends at %.4g, and %s is %.4g, where a pixel is %.2g", got, curve.ends, want, pixel)
				}
				if curve.label != "" && !drawn.labelled(message(t, s, curve.label), of) {
					t.Errorf("%q is not in the ink of its curve", message(t, s, curve.label))
				}
			}
		})
	}
}

// Of two curves that end at no result, the label of the upper one stands above
// that of the other, each at its curve's end.
func TestCurvesBearTheirLabels(t *testing.T) {
	for _, c := range []struct{ scene, above, below string }{
		{"hopfield-blink", "at-once", "one-by-one"},
		{"hopfield-energy", "slide", "right"},
		{"hopfield-genes", "solve", "guesses"},
		{"hopfield-genes", "nothing", "guesses"},
		{"hopfield-weights", "whole", "clipped"},
	} {
		t.Run(c.scene+"/"+c.above, func(t *testing.T) {
			e, _ := Named(c.scene)
			s, _ := quick(e)
			f := filmed(t, s)
			drawn := sketched(f, f.Len-1)
			height := func(key string) vg.Length {
				text := message(t, s, key)
				for i := len(drawn.Labels) - 1; i >= 0; i-- { // the last are those of curves
					if strings.HasPrefix(drawn.Labels[i].Text, text) {
						return drawn.Labels[i].Box.Min.Y
					}
				}
				t.Fatalf("the last frame does not say %q", text)
				return 0
			}
			if height(c.above) <= height(c.below) {
				t.Errorf("%q stands below %q", message(t, s, c.above), message(t, s, c.below))
			}
		})
	}
}

// The numbers in rows of bars are the results of what the rows are called.
func TestBarsSayTheirResults(t *testing.T) {
	for scene, rows := range map[string]map[string]string{ // the results of a scene by the message that names their rows
		"hopfield-diagonal": {"none": "none", "plus": "cleared", "keep": "kept"},
		"hopfield-rules":    {"hebb": "hebb", "storkey": "storkey", "pseudo-inverse": "pseudo-inverse", "perceptrons": "perceptrons"},
		"hopfield-draw":     {"stored": "stored"},
	} {
		t.Run(scene, func(t *testing.T) {
			e, _ := Named(scene)
			s, _ := quick(e)
			f := filmed(t, s)
			drawn := sketched(f, f.Len-1)
			for key, name := range rows {
				label := message(t, s, key)
				i := slices.IndexFunc(drawn.Labels, func(l labels.Label) bool { return l.Text == label })
				if i < 0 {
					t.Fatalf("no row is called %q", label)
				}
				y, said := drawn.Labels[i].Box.Min.Y, []string(nil)
				for _, l := range drawn.Labels[i+1:] {
					if math.Abs(float64(l.Box.Min.Y-y)) < 2 {
						said = append(said, l.Text)
					}
				}
				want := figure.Number(result(t, f, name), 3)
				if v := result(t, f, name); v == math.Trunc(v) {
					want = figure.Count(int(v))
				}
				if !strings.Contains(strings.Join(said, " "), want) {
					t.Errorf("the row %q says %q, %s is %s", label, said, name, want)
				}
			}
		})
	}
}
