package scenes

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

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

// quick is a scene of the catalogue with its parameters lowered until it is
// quick: what is shown, and whether it has room, depends little on how much was
// computed. full says that the scene places what it draws by hand and not by
// parts, which have tests of their own: then it is tested more.
func quick(e Entry) (s Scene, full bool) {
	s = e.New()
	Quick(s)
	return s, slices.Contains([]string{"hopfield-recall", "monty-hall", "perceptron"}, e.Name)
}

// The words of every scene have room as it is, in all frames, at its smallest
// size, at the default and at a large one.
func TestLabels(t *testing.T) {
	for _, e := range Catalogue() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			least := leastSize(t, e)
			for _, size := range []image.Point{least, figure.DefaultSize, {X: 1600, Y: 1000}, {X: 1600, Y: least.Y}} {
				on := stage(t)
				on.Size = size
				s, _ := quick(e)
				f, err := s.Film(context.Background(), on)
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
		})
	}
}

// A column of a book is 454 design pixels wide on paper. Whatever the language,
// with a title or without, high or low: the words of every scene have room.
func TestLabelsInColumns(t *testing.T) {
	for _, e := range Catalogue() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			if least := leastSize(t, e); least.X > 454 || least.Y > 340 {
				t.Errorf("%s needs %v, more than a column of a book has", e.Name, least)
			}
			_, full := quick(e)
			sizes := []image.Point{{X: 454, Y: 340}, {X: 640, Y: 400}, figure.DefaultSize}
			if full {
				sizes = append(sizes, []image.Point{{X: 454, Y: 600}, {X: 639, Y: 400}, {X: 1000, Y: 500}}...)
			}
			for _, lang := range figure.Languages() {
				for i, size := range sizes {
					for _, bare := range []bool{false, true} {
						if bare && !full && i > 0 {
							continue
						}
						on := stage(t)
						on.Size, on.Words.Lang, on.Bare = size, lang, bare
						s, _ := quick(e)
						f, err := s.Film(context.Background(), on)
						if err != nil {
							t.Fatal(err)
						}
						if err := checkLabels(f, 0, f.Len/2, f.Len-1); err != nil {
							t.Errorf("%s in %s at %v, bare: %v: %v", e.Name, lang, size, bare, err)
						}
					}
				}
			}
		})
	}
}

// anyParameters gives a scene random parameters that Check accepts, the ends
// of their ranges among them, but nothing that takes long.
func anyParameters(t *rapid.T, s Scene) {
	for _, p := range Params(s) {
		set := func(v any) { reflect.ValueOf(s).Elem().Field(p.field).Set(reflect.ValueOf(v)) }
		switch p.Type {
		case "int":
			from, to := p.Min.(int), p.Max.(int)
			if most, ok := p.Quick.(int); ok {
				to = max(from, min(to, most))
			}
			// As many of one digit as of four.
			spread := rapid.Map(rapid.Float64Range(0, 1), func(u float64) int {
				return min(from+int(math.Pow(float64(to-from+1), u))-1, to)
			})
			set(rapid.OneOf(spread, rapid.SampledFrom([]int{from, to})).Draw(t, p.Name))
		case "uint":
			set(rapid.OneOf(rapid.Uint64Range(0, 9), rapid.Uint64()).Draw(t, p.Name))
		case "float":
			from, to := p.Min.(float64), p.Max.(float64)
			if most, ok := p.Quick.(float64); ok {
				to = max(from, min(to, most))
			}
			set(rapid.OneOf(rapid.Float64Range(from, to), rapid.SampledFrom([]float64{from, to})).Draw(t, p.Name))
		case "bool":
			set(rapid.Bool().Draw(t, p.Name))
		case "string":
			if len(p.Enum) > 0 {
				set(rapid.SampledFrom(p.Enum).Draw(t, p.Name))
			}
		case "duration":
			text := rapid.SampledFrom([]any{p.Min, p.Default, p.Max}).Draw(t, p.Name)
			if err := Set(s, p, text.(string)); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("parameter %s is of the unknown type %s", p.Name, p.Type)
		}
	}
	sensible(t, s)
}

// sensible helps chance where parameters depend on each other, so that most of
// what it draws is a film.
func sensible(t *rapid.T, s Scene) {
	switch s := s.(type) {
	case *MontyHall:
		s.Opens = min(s.Opens, s.Doors-2)
	case *HopfieldRecall:
		s.Sample %= 100 // as many as there are of each digit
		if s.Stored > 10 && rapid.IntRange(0, 3).Draw(t, "few") > 0 {
			s.Stored = 10 // the rest is to be quick
		}
		if s.Rule == "krauth-mezard" || s.Rule == "probability-flow" {
			s.Stored, s.Threshold = min(s.Stored, 5), min(s.Threshold, 200) // many and faint digits are too alike to be learned soon
		}
		if rapid.IntRange(0, 3).Draw(t, "painted over") == 0 {
			s.Cue = strings.Repeat(rapid.StringOfN(rapid.RuneFrom([]rune("#.")), 28, 28, -1).Draw(t, "row")+";", 28)
		}
	case *HopfieldAttention:
		s.Sample %= 100
		if rapid.IntRange(0, 3).Draw(t, "painted over") == 0 {
			s.Cue = strings.Repeat(rapid.StringOfN(rapid.RuneFrom([]rune("#.?")), 28, 28, -1).Draw(t, "row")+";", 28)
		}
	case *Perceptron:
		s.Epochs, s.Every = min(s.Epochs, 50), min(s.Every, 20)
		if rapid.IntRange(0, 3).Draw(t, "own points") == 0 {
			s.Data = anyData(t)
		}
	}
}

// enough is how many random settings of a scene are tried: all that rapid is
// asked for, 100, or a fifth of them if parts see to the room.
func enough(full bool) int {
	n, err := strconv.Atoi(flag.Lookup("rapid.checks").Value.String())
	if err != nil {
		panic(err) // rapid has it as a number
	}
	if full {
		return n
	}
	return (n + 4) / 5
}

// In any frame of any film, whatever its parameters, its size and its language,
// no words overlap, none are clipped, and numbers are those of the language.
func TestRandomLabels(t *testing.T) {
	for _, e := range Catalogue() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			on, least := stage(t), leastSize(t, e)
			_, full := quick(e)
			left, failed := enough(full), false
			rapid.Check(t, func(t *rapid.T) {
				if left == 0 && !failed {
					return
				}
				defer func() { failed = failed || t.Failed() }() // rapid looks for a smaller example
				s := e.New()
				anyParameters(t, s)
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
				frames = slices.Compact(frames)
				if err := checkLabels(f, frames...); err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				if text, ok := inEnglish(f, frames); ok && on.Words.Lang != "en" {
					t.Fatalf("%s: %q has an English number", what, text)
				}
				left--
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
