package quantum_test

import (
	"context"
	"fmt"
	"strings"

	"flipbook/hopfield"
	"flipbook/hopfield/quantum"
)

var ctx = context.Background()

// A base of RNA is two neurons; a dot is a base that is not known.
const bases = "ACGU"

func encode(sequence string) (cue []int8) {
	for _, base := range sequence {
		k := strings.IndexRune(bases, base)
		if k < 0 {
			cue = append(cue, 0, 0)
			continue
		}
		cue = append(cue, int8(2*(k>>1)-1), int8(2*(k&1)-1))
	}
	return cue
}

func decode(p hopfield.Pattern) string {
	var b strings.Builder
	for i := 0; i+1 < len(p); i += 2 {
		b.WriteByte(bases[(p[i]+1)+(p[i+1]+1)/2])
	}
	return b.String()
}

// A library of short genes is asked for one of which two thirds are lost; sequences are the paper's own application. Ten
// bases in a row are enough here; of the scattered ones, two come back wrong.
func Example() {
	genes := []string{
		"AUGGCUAAGCUUGACCGAUACGGAUUCGUAA",
		"AUGUCCGGAUACCGUAUUGCAAGUCCAUUGA",
		"AUGAACUGCGUCAUGGGUCAUUACGCAGUAG",
	}
	system := quantum.System{}
	for _, g := range genes {
		system.Patterns = append(system.Patterns, encode(g))
	}
	for _, cue := range []string{
		"AUGGCUAAGC.....................",
		"......................GUCCAUUGA",
		"A..A..U..G..A..G..U..U..C..G..G",
	} {
		found, err := system.Solve(ctx, encode(cue))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(cue)
		fmt.Println(decode(found.State))
	}
	// Output:
	// AUGGCUAAGC.....................
	// AUGGCUAAGCUUGACCGAUACGGAUUCGUAA
	// ......................GUCCAUUGA
	// AUGUCCGGAUACCGUAUUGCAAGUCCAUUGA
	// A..A..U..G..A..G..U..U..C..G..G
	// AUGAACUGCGUCAUGGGUUAUUACCCAGUAG
}

// The reduced form has fewer equations and the same solution.
func ExampleSystem() {
	system := quantum.System{
		Patterns: []hopfield.Pattern{
			{1, 1, 1, 1, -1, -1, -1, -1},
			{1, -1, 1, -1, 1, -1, 1, -1},
		},
		Gamma: .5,
	}
	cue := []int8{1, 1, 1, 0, 0, 0, 0, 0} // of the first
	full, err := system.Solve(ctx, cue)
	if err != nil {
		fmt.Println(err)
		return
	}
	short, err := system.Reduced(ctx, cue)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%5.2f  %d eigenvalues\n", full.X, len(full.Eigenvalues))
	fmt.Printf("%5.2f  %d eigenvalues\n", short.X, len(short.Eigenvalues))
	fmt.Println(full.State)
	// Output:
	// [ 1.00  1.00  1.00  0.50 -0.50 -0.67 -0.50 -0.67]  11 eigenvalues
	// [ 1.00  1.00  1.00  0.50 -0.50 -0.67 -0.50 -0.67]  5 eigenvalues
	// [1 1 1 1 -1 -1 -1 -1]
}

// One memory of which 3 of 8 entries are known, for several γ. At the eigenvalue (5 − 1)/8 = ½ of the weights between the
// unknown neurons there is no solution; a cut makes one, which gives up some of the equations. Below it the solution is a
// saddle, and what was unknown comes out mirrored.
func ExampleSolution() {
	memory := hopfield.Pattern{1, 1, 1, 1, -1, -1, 1, 1}
	cue := []int8{1, 1, 1, 0, 0, 0, 0, 0}
	for _, s := range []quantum.System{{Gamma: 1}, {Gamma: .6}, {Gamma: .5}, {Gamma: .5, Cut: .01}, {Gamma: .4}} {
		s.Patterns = []hopfield.Pattern{memory}
		r, err := s.Solve(ctx, cue)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("γ = %.1f  %2d  minimum %5v  kept %d of %d  residual %.2f\n", s.Gamma, r.State, r.Minimum, r.Kept, len(r.Eigenvalues), r.Residual)
	}
	// Output:
	// γ = 1.0  [ 1  1  1  1 -1 -1  1  1]  minimum  true  kept 11 of 11  residual 0.00
	// γ = 0.6  [ 1  1  1  1 -1 -1  1  1]  minimum  true  kept 11 of 11  residual 0.00
	// quantum: Gamma is 0.5: it must not be an eigenvalue of the weights between the 5 unknown neurons, and is, but for 3e-15; choose another, or a Cut above 0 for Solve
	// γ = 0.5  [ 1  1  1  1 -1 -1  1  1]  minimum false  kept 10 of 11  residual 0.30
	// γ = 0.4  [ 1  1  1 -1  1  1 -1 -1]  minimum false  kept 11 of 11  residual 0.00
}
