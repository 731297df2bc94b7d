package quantum_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
	"flipbook/hopfield/quantum"
)

// letters are J, C and M, 35 pixels each, ink +1.
func letters() []hopfield.Pattern {
	rows := [][3]string{
		{"#####", ".###.", "#...#"},
		{"...#.", "#...#", "##.##"},
		{"...#.", "#....", "#.#.#"},
		{"...#.", "#....", "#.#.#"},
		{"...#.", "#....", "#...#"},
		{"#..#.", "#...#", "#...#"},
		{".##..", ".###.", "#...#"},
	}
	patterns := make([]hopfield.Pattern, 3)
	for _, row := range rows {
		for k, r := range row {
			for _, pixel := range r {
				patterns[k] = append(patterns[k], int8(2*strings.IndexRune(".#", pixel)-1))
			}
		}
	}
	return patterns
}

// Letters of seven rows are told from their first two, alike as they are, by either method.
func TestLettersAreCompletedFromTwoRows(t *testing.T) {
	s := &quantum.System{Patterns: letters()}
	for k, letter := range s.Patterns {
		cue := make([]int8, len(letter))
		copy(cue, letter[:2*5])
		full, err := s.Solve(ctx, cue)
		if err != nil {
			t.Fatal(err)
		}
		short, err := s.Reduced(ctx, cue)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(full.State, letter) || !slices.Equal(short.State, letter) {
			t.Errorf("letter %d: overlap %v by the system, %v reduced", k, full.State.Overlap(letter), short.State.Overlap(letter))
		}
	}
}

// Three random genes of 60 bases, each asked for by a random half of its bases: the field of what is known stands √30 = 5.5
// standard deviations from 0, so that one of the 3,600 unknown neurons is wrong with a probability of about 1 in 10,000.
func TestGenesAreCompletedFromHalfOfTheirBases(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 20 {
		s := &quantum.System{}
		var genes []string
		for range 3 {
			var b strings.Builder
			for range 60 {
				b.WriteByte(bases[r.IntN(4)])
			}
			genes = append(genes, b.String())
			s.Patterns = append(s.Patterns, encode(b.String()))
		}
		for _, gene := range genes {
			lost := []byte(gene)
			for _, i := range r.Perm(60)[:30] {
				lost[i] = '.'
			}
			got, err := s.Reduced(ctx, encode(string(lost)))
			if err != nil {
				t.Fatal(err)
			}
			if decode(got.State) != gene {
				t.Errorf("%s became %s, want %s", lost, decode(got.State), gene)
			}
		}
	}
}
