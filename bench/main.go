// Command bench measures flipbook beside the tools that people use instead, and prints the page docs/BENCHMARKS.md.
//
// Both sides work on the same data in turn, round after round, on the same machine in the same minute; what is printed is
// the ratio, the median over the rounds and the range, which holds on other machines where times do not. Nothing here is
// a test.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
)

func main() {
	rounds := flag.Int("rounds", 5, "rounds of measurement")
	python := flag.String("python", "/usr/bin/python3", "a Python with numpy")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *python, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, python string, rounds int) error {
	if rounds < 1 {
		return fmt.Errorf("-rounds is %d: it must be at least 1", rounds)
	}
	fmt.Print(head)
	return hopfieldKernels(ctx, os.Stdout, python, rounds)
}

const head = `# Benchmarks

Written by ` + "`make bench`" + `; nothing here is typed in. Both sides of a row worked on the same data, in turn, in one run. The ratio is the median over the rounds, with the least and the greatest.
`

// spread is the median of some numbers, and their range.
type spread struct{ median, low, high float64 }

func spreadOf(v []float64) spread {
	v = slices.Sorted(slices.Values(v))
	return spread{v[len(v)/2], v[0], v[len(v)-1]}
}

func (s spread) String() string { return fmt.Sprintf("%.3g (%.3g–%.3g)", s.median, s.low, s.high) }
