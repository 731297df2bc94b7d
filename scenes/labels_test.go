package scenes

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/labels"
)

// leastSize is the smallest size at which a scene's labels have room: what it
// asks for when it gets less.
func leastSize(t testing.TB, e Entry) image.Point {
	t.Helper()
	on := stage(t)
	on.Size = image.Pt(1, 1)
	_, err := e.New().Film(context.Background(), on)
	if err == nil {
		t.Fatalf("%s plays on a single pixel", e.Name)
	}
	_, asked, _ := strings.Cut(err.Error(), "at least ")
	var least image.Point
	if _, err := fmt.Sscanf(asked, "%dx%d", &least.X, &least.Y); err != nil {
		t.Fatalf("%s on a single pixel does not say how large it must be", e.Name)
	}
	return least
}

// checkLabels looks for words that overlap, or are clipped, in some frames of
// a film.
func checkLabels(f *film.Film, frames ...int) error {
	for _, i := range frames {
		var c labels.Canvas
		f.Still(&c, i)
		if err := c.Check(f.Size); err != nil {
			return fmt.Errorf("frame %d of %d: %w", i, f.Len, err)
		}
	}
	return nil
}

// The words of every scene have room as it is, in all frames, at its smallest
// size, at the default and at a large one.
func TestLabels(t *testing.T) {
	for _, e := range Catalogue() {
		least := leastSize(t, e)
		for _, size := range []image.Point{least, figure.DefaultSize, {X: 1600, Y: 1000}, {X: 1600, Y: least.Y}} {
			on := stage(t)
			on.Size = size
			f, err := e.New().Film(context.Background(), on)
			if err != nil {
				t.Fatal(err)
			}
			var all []int
			for i := range f.Len {
				all = append(all, i)
			}
			if err := checkLabels(f, all...); err != nil {
				t.Errorf("%s at %v: %v", e.Name, size, err)
			}
		}
	}
}

// A column of a book is 454 design pixels wide on paper. Whatever the language,
// with a title or without, high or low: the words of every scene have room.
func TestLabelsInColumns(t *testing.T) {
	for _, e := range Catalogue() {
		if least := leastSize(t, e); least.X > 454 || least.Y > 340 {
			t.Errorf("%s needs %v, more than a column of a book has", e.Name, least)
		}
		for _, lang := range figure.Languages() {
			for _, size := range []image.Point{{X: 454, Y: 340}, {X: 454, Y: 600}, {X: 639, Y: 400}, {X: 640, Y: 400}, {X: 1000, Y: 500}, figure.DefaultSize} {
				for _, bare := range []bool{false, true} {
					on := stage(t)
					on.Size, on.Words.Lang, on.Bare = size, lang, bare
					f, err := e.New().Film(context.Background(), on)
					if err != nil {
						t.Fatal(err)
					}
					if err := checkLabels(f, 0, f.Len/2, f.Len-1); err != nil {
						t.Errorf("%s in %s at %v, bare: %v: %v", e.Name, lang, size, bare, err)
					}
				}
			}
		}
	}
}

// tooMuch are the parameters that a test leaves smaller than an author may.
var tooMuch = map[string]int{"trials": 100_000, "sample": 99, "stored": 60, "points": 200, "epochs": 50, "every": 20}

// anyParameters gives a scene random parameters that Check accepts, the ends
// of their ranges among them.
func anyParameters(t *rapid.T, s Scene) {
	set := func(p Param, v any) { reflect.ValueOf(s).Elem().Field(p.field).Set(reflect.ValueOf(v)) }
	for _, p := range Params(s) {
		switch lo, hi := p.Min, p.Max; p.Type {
		case "int":
			from, to := lo.(int), hi.(int)
			if most, ok := tooMuch[p.Name]; ok {
				to = min(to, most)
			}
			// As many of one digit as of four.
			spread := rapid.Map(rapid.Float64Range(0, 1), func(u float64) int {
				return min(from+int(math.Pow(float64(to-from+1), u))-1, to)
			})
			set(p, rapid.OneOf(spread, rapid.SampledFrom([]int{from, to})).Draw(t, p.Name))
		case "uint":
			set(p, rapid.OneOf(rapid.Uint64Range(0, 9), rapid.Uint64()).Draw(t, p.Name))
		case "float":
			set(p, rapid.OneOf(rapid.Float64Range(lo.(float64), hi.(float64)), rapid.SampledFrom([]float64{lo.(float64), hi.(float64)})).Draw(t, p.Name))
		case "bool":
			set(p, rapid.Bool().Draw(t, p.Name))
		case "string":
			if len(p.Enum) > 0 {
				set(p, rapid.SampledFrom(p.Enum).Draw(t, p.Name))
			}
		case "duration":
			set(p, 500*time.Millisecond)
		default:
			t.Fatalf("parameter %s is of the unknown type %s", p.Name, p.Type)
		}
	}
}

// In any frame of any film, whatever its parameters, its size and its language,
// no words overlap and none are clipped.
func TestRandomLabels(t *testing.T) {
	for _, e := range Catalogue() {
		t.Run(e.Name, func(t *testing.T) {
			on, least := stage(t), leastSize(t, e)
			rapid.Check(t, func(t *rapid.T) {
				s := e.New()
				anyParameters(t, s)
				switch s := s.(type) {
				case *MontyHall:
					if s.Opens > s.Doors-2 {
						s.Opens = s.Doors - 2
					}
				case *HopfieldRecall:
					if s.Stored > 10 && rapid.IntRange(0, 3).Draw(t, "few") > 0 {
						s.Stored = 10 // the rest is to be quick
					}
				case *Perceptron:
					if rapid.IntRange(0, 3).Draw(t, "own points") == 0 {
						s.Data = anyData(t)
					}
				}
				if err := Check(s); err != nil {
					t.Skip(err)
				}
				on := on
				side := func(least, most int, name string) int {
					return rapid.OneOf(rapid.Just(least), rapid.IntRange(least, most)).Draw(t, name)
				}
				on.Size = image.Pt(side(least.X, 1600, "wide"), side(least.Y, 1000, "high"))
				on.Words.Lang = rapid.SampledFrom(figure.Languages()).Draw(t, "language")
				on.Bare = rapid.Bool().Draw(t, "bare")
				what := fmt.Sprintf("%s %v in %s at %v, bare: %v", e.Name, Values(s), on.Words.Lang, on.Size, on.Bare)
				f, err := s.Film(context.Background(), on)
				if v := Violation(""); errors.As(err, &v) {
					t.Fatalf("%s: %v", what, err)
				}
				if err != nil {
					t.Skip(what, err)
				}
				if err := f.Check(); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				frames := []int{0, f.Len / 2, f.Len - 1, rapid.IntRange(0, f.Len-1).Draw(t, "frame")}
				slices.Sort(frames)
				if err := checkLabels(f, slices.Compact(frames)...); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
			})
		})
	}
}

// anyData are an author's own points: a few, of any size and in any place,
// near each other or far apart, separable or not.
func anyData(t *rapid.T) string {
	unit := math.Pow(10, float64(rapid.IntRange(-9, 5).Draw(t, "decade")))
	x0 := float64(rapid.SampledFrom([]int{0, 1, -1000}).Draw(t, "x0"))
	y0 := float64(rapid.SampledFrom([]int{0, 1, -1000}).Draw(t, "y0"))
	wide := rapid.SampledFrom([]float64{1, 0, 1000}).Draw(t, "wide")
	part := rapid.Map(rapid.IntRange(-100, 100), func(i int) float64 { return float64(i) / 100 })
	var lines []string
	for i := range rapid.IntRange(1, 8).Draw(t, "points") {
		x, y := x0+wide*part.Draw(t, "x"), y0+part.Draw(t, "y")
		lines = append(lines, fmt.Sprintf("%.6g,%.6g,%+d", x*unit, y*unit, 1-2*(i%2)))
	}
	return strings.Join(lines, ";")
}

// Where both strategies are as good, the answer of the one that ends above
// stands above.
func TestAnswersStandAtTheirLines(t *testing.T) {
	for seed := range uint64(10) {
		f, err := (&MontyHall{Trials: 300, Doors: 3, Host: "forgets", Seed: seed}).Film(context.Background(), stage(t))
		if err != nil {
			t.Fatal(err)
		}
		var c labels.Canvas
		f.Still(&c, f.Len-1)
		height := make(map[string]float64)
		for _, l := range c.Labels {
			height[l.Text] = float64(l.Box.Min.Y)
		}
		swtch, stay := f.Results[0], f.Results[1]
		if swtch.Value > stay.Value && height[swtch.Text] <= height[stay.Text] || swtch.Value < stay.Value && height[swtch.Text] >= height[stay.Text] {
			t.Errorf("seed %d: %q at %v and %q at %v", seed, swtch.Text, height[swtch.Text], stay.Text, height[stay.Text])
		}
	}
}
