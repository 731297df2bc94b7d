package scenes

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/hopfield"
)

// worksheet is what a scene draws, without its parts.
func worksheet(t testing.TB, memories string) *worksheetDrawing {
	t.Helper()
	s := &HopfieldWorksheet{Memories: memories}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d := &worksheetDrawing{telling: tell}
	if d.memories, err = parseStates("memories", memories, worksheetNodes, worksheetNodes); err != nil {
		t.Fatal(err)
	}
	if err := d.learn(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

// matrixOf is the matrix of the weights of pairs.
func matrixOf(pairs []int) (m [worksheetNodes][worksheetNodes]int) {
	for pair, w := range pairs {
		i, j := nodesOf(pair)
		m[i][j], m[j][i] = w, w
	}
	return m
}

// The matrices of the worksheet: what the second memory adds,
// and the sum of the three.
func TestHopfieldWorksheetMatrices(t *testing.T) {
	d := worksheet(t, "+----,-+---,--+--")
	if got := matrixOf(d.weights[0]); got != [5][5]int{} {
		t.Errorf("W0 is %v", got)
	}
	second := make([]int, pairs)
	for pair := range second {
		second[pair] = d.weights[2*pairs][pair] - d.weights[pairs][pair]
	}
	if got, want := matrixOf(second), ([5][5]int{{0, -1, 1, 1, 1}, {-1, 0, -1, -1, -1}, {1, -1, 0, 1, 1}, {1, -1, 1, 0, 1}, {1, -1, 1, 1, 0}}); got != want {
		t.Errorf("X2 adds %v, want %v", got, want)
	}
	if got, want := matrixOf(d.weights[3*pairs]), ([5][5]int{{0, -1, -1, 1, 1}, {-1, 0, -1, 1, 1}, {-1, -1, 0, 1, 1}, {1, 1, 1, 0, 3}, {1, 1, 1, 3, 0}}); got != want {
		t.Errorf("the sum is %v, want %v", got, want)
	}
}

// Eight ground states at −6: three memories, three mirrors, and two that
// nobody stored. The memories are stable if 0 gives +1, their mirrors if −1.
func TestHopfieldWorksheetNumbers(t *testing.T) {
	e, _ := Named("hopfield-worksheet")
	f := filmed(t, e.New())
	for name, want := range map[string]float64{"ground-states": 8, "energy": -6, "stored": 3, "mirrors": 3} {
		if got := result(t, f, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	d := worksheet(t, "+----,-+---,--+--")
	memories, mirrors := []int{1, 2, 4}, []int{27, 29, 30} // bit i is 1 if node i+1 is +1
	for ties, want := range map[hopfield.Ties][]int{
		hopfield.Keep:  append(append([]int{0, 31}, memories...), mirrors...),
		hopfield.Plus:  append([]int{31}, memories...),
		hopfield.Minus: append([]int{0}, mirrors...),
	} {
		slices.Sort(want)
		if got := d.fixed[ties]; !slices.Equal(got, want) {
			t.Errorf("%v: stable are %v, want %v", ties, got, want)
		}
	}
}

// Any memories make a film; every energy is found twice, at a state and at its
// mirror, after every pair.
func TestHopfieldWorksheetMirrors(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		state := rapid.StringMatching(`[+-]{5}`)
		memories := strings.Join(rapid.SliceOfN(state, 1, 5).Draw(r, "memories"), ",")
		d := worksheet(t, memories)
		for added, e := range d.energies {
			for k := range e {
				if e[k] != e[len(e)-1-k] {
					r.Fatalf("%s: after %d pairs state %d has %d, its mirror %d", memories, added, k, e[k], e[len(e)-1-k])
				}
			}
		}
		on := stage(t)
		on.Words.Lang = rapid.SampledFrom(figure.Languages()).Draw(r, "language")
		f, err := (&HopfieldWorksheet{Memories: memories}).Film(context.Background(), on)
		if err != nil {
			r.Fatal(err)
		}
		if err := checkLabels(f, 0, f.Len/2, f.Len-1); err != nil {
			r.Fatalf("%s: %v", memories, err)
		}
	})
}

func TestHopfieldWorksheetRefuses(t *testing.T) {
	for _, memories := range []string{"", "+", "+----,", "+---0", "+----;-----", strings.Repeat("+----,", 5) + "+----"} {
		_, err := (&HopfieldWorksheet{Memories: memories}).Film(context.Background(), stage(t))
		if err == nil || !strings.Contains(err.Error(), "--memories "+strconv.Quote(memories)+": want up to 5 states of 5 signs") {
			t.Errorf("%q gives %v", memories, err)
		}
	}
}
