package studio

import (
	"fmt"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"flipbook/montecarlo"
	"flipbook/montyhall"
	"flipbook/perceptron"
)

// A placed is what the engine says of points.
type placed struct {
	Points string
	X, Y   [2]float64
	Wide   float64
	Ends   [][2]float64
	Found  bool
	Exists bool
	Wrong  []int
	Says   string
}

func (p placed) read(t *testing.T) []perceptron.Point {
	t.Helper()
	points, err := perceptron.ReadCSV(strings.NewReader(strings.ReplaceAll(p.Points, ";", "\n")), "points")
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// What hands start from is what the film shows: drawn points to the last
// digit, its axes, and its last line.
func TestPoints(t *testing.T) {
	for _, c := range []struct {
		query         string
		found, exists bool
	}{
		{"scene=perceptron", true, true},
		{"scene=perceptron&points=200&margin=0&seed=7&epochs=1", false, true},
		{"scene=perceptron&data=0,0,-1%3B1,1,1%3B0,1,-1%3B2,0,1&size=480x480&lang=de", true, true},
		{"scene=perceptron&data=0,0,-1%3B1,1,-1%3B0,1,1%3B1,0,1", false, false},
	} {
		var got, again placed
		answered(t, "points", asked(t, c.query), &got)
		f := made(t, c.query+small+"&as=png").Record
		if got.Says != f.Caption || got.Found != c.found || got.Exists != c.exists || float64(len(got.Wrong)) != *f.Results["errors"] {
			t.Errorf("%s: it says %v, %v, %v wrong, %q; the film %q, %v", c.query, got.Found, got.Exists, got.Wrong, got.Says, f.Caption, f.Results)
		}
		points := got.read(t)
		for _, p := range points {
			if x, y := p.X[0], p.X[1]; !(got.X[0] < x && x < got.X[1] && got.Y[0] < y && y < got.Y[1]) {
				t.Errorf("%s: the point %v lies outside of %v, %v", c.query, p.X, got.X, got.Y)
			}
		}
		// As data they are the same points, and the same search.
		written := asked(t, c.query)
		written.Set("data", got.Points)
		if answered(t, "points", written, &again); !reflect.DeepEqual(again, got) {
			t.Errorf("%s: written down it is %v, want %v", c.query, again, got)
		}
		if got.Found {
			side := func(p perceptron.Point) float64 {
				a, b := got.Ends[0], got.Ends[1]
				return float64(p.Y) * ((b[0]-a[0])*(p.X[1]-a[1]) - (b[1]-a[1])*(p.X[0]-a[0]))
			}
			for _, p := range points {
				if math.Signbit(side(p)) != math.Signbit(side(points[0])) {
					t.Errorf("%s: the line through %v does not separate %v", c.query, got.Ends, p)
				}
			}
		}
	}
	// Whatever the points are, it can be said and drawn.
	for _, data := range []string{"0,0,1", "0,0,1;0,0,-1", "1e9,1e9,1;-1e9,-1e9,-1", "1e-50,0,1;0,1e-50,-1", "5,5,1;5,5,1;5,6,1", "1e9,0,1;1e9,1e-50,-1", "1,2,1;1,3,-1;1,4,1"} {
		var got placed
		answered(t, "points", url.Values{"scene": {"perceptron"}, "data": {data}, "epochs": {"20"}}, &got)
		if !(got.X[0] < got.X[1] && got.Y[0] < got.Y[1] && got.Wide > 0.3 && got.Wide < 4) || got.Says == "" {
			t.Errorf("%s: %+v", data, got)
		}
	}
	for query, want := range map[string]string{
		"scene=monty-hall":                  "nobody places points",
		"scene=perceptron&data=/etc/passwd": "no files are read here",
		"scene=perceptron&data=;":           "no points",
		"scene=perceptron&size=10x10":       "at least",
		"scene=perceptron&epochs=0":         "want 1",
	} {
		if _, err := engine(t).Answer(t.Context(), "points", asked(t, strings.ReplaceAll(query, ";", "%3B"))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
}

// A dealt game is what the engine says of one.
type dealtGame struct {
	Opened       []int
	Other, Car   int
	Stay, Switch bool
}

// Games are those of package montyhall: the car does not follow the pick, and
// the host opens all but two doors, never that of the car.
func TestGame(t *testing.T) {
	for doors := 3; doors <= 5; doors++ {
		for n := range 20 {
			var cars []int
			for pick := range doors {
				var got dealtGame
				answered(t, "game", asked(t, fmt.Sprintf("scene=monty-doors&doors=%d&seed=9&n=%d&pick=%d", doors, n, pick)), &got)
				luck, err := montyhall.Draw(montecarlo.Stream(9, n), doors)
				if err != nil {
					t.Fatal(err)
				}
				luck.Pick = pick
				g, err := montyhall.Show{Doors: doors}.Stage(luck)
				if err != nil {
					t.Fatal(err)
				}
				stay, swtch := g.Wins()
				if want := (dealtGame{g.Opened, g.Switch, g.Car, stay, swtch}); !reflect.DeepEqual(got, want) {
					t.Errorf("game %d of %d doors, door %d picked: %v, want %v", n, doors, pick, got, want)
				}
				if len(got.Opened) != doors-2 || slices.Contains(got.Opened, got.Car) || slices.Contains(got.Opened, pick) {
					t.Errorf("game %d of %d doors, door %d picked: the host opens %v, the car is behind %d", n, doors, pick, got.Opened, got.Car)
				}
				cars = append(cars, got.Car)
			}
			if slices.Min(cars) != slices.Max(cars) {
				t.Errorf("game %d of %d doors: the car is behind %v, whatever door is picked", n, doors, cars)
			}
		}
	}
	var got montyhall.Tally
	answered(t, "games", asked(t, "scene=monty-doors&doors=4&seed=9"), &got)
	if want, err := (montyhall.Show{Doors: 4}).Simulate(t.Context(), 10_000, &montecarlo.Options{Seed: 9}); err != nil || got != want {
		t.Errorf("simulated: %v, want %v, %v", got, want, err)
	}
	for query, want := range map[string]string{
		"scene=monty-doors&n=0":                "pick",
		"scene=monty-doors&n=-1&pick=0":        "want a whole number",
		"scene=monty-doors&n=0&n=1&pick=0":     "want a whole number",
		"scene=monty-doors&n=0&pick=3":         "pick is 3",
		"scene=monty-doors&n=0&pick=0&doors=9": "want 3 to 5",
		"scene=monty-hall&n=0&pick=0":          "nobody plays",
	} {
		if _, err := engine(t).Answer(t.Context(), "game", asked(t, query)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
}
