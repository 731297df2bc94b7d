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
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if len(os.Args) > 2 && os.Args[1] == watchWord {
		err = watch(ctx, os.Args[2:], os.Stdout)
	} else {
		err = run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A bench is one run of the benchmarks.
type bench struct {
	out    io.Writer // the page
	log    io.Writer // what is being done
	rounds int
	slow   int    // rounds for what takes long
	goTool string // what builds our program
	python string // a Python with numpy, Pillow and matplotlib
	dir    string // where everything is written, removed at the end
	render string // our program
}

// A section is a part of the page.
type section struct {
	name, help string
	write      func(*bench, context.Context) error
}

var sections = []section{
	{"films", "the three headline films beside matplotlib, gnuplot and gganimate", (*bench).films},
	{"catalogue", "all scenes beside fifteen films of matplotlib", (*bench).catalogue},
	{"encoders", "the headline films' GIFs beside gifsicle, ffmpeg and ImageMagick", (*bench).encoders},
	{"numpy", "the Hopfield network beside numpy", (*bench).numpy},
}

const usage = `Usage: go run ./bench [flags] > docs/BENCHMARKS.md

Measures flipbook beside the tools that people use instead, which tools/packages
bench installs, and prints the page. Run it inside the module. Sections:
`

func run(ctx context.Context, args []string, out, log io.Writer) error {
	b := &bench{out: out, log: log}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is said once, by main
	flags.IntVar(&b.rounds, "rounds", 5, "rounds of measurement")
	flags.IntVar(&b.slow, "slow", 1, "rounds for gganimate and ImageMagick, which take long; 0 leaves them out")
	flags.StringVar(&b.goTool, "go", "go", "the go command that builds flipbook")
	flags.StringVar(&b.python, "python", "/usr/bin/python3", "a Python with numpy, Pillow and matplotlib")
	only := flags.String("only", "", "sections to run, with commas between them; empty: all")
	if err := flags.Parse(args); err == flag.ErrHelp {
		fmt.Fprint(out, usage)
		for _, s := range sections {
			fmt.Fprintf(out, "  %-9s %s\n", s.name, s.help)
		}
		fmt.Fprint(out, "\nFlags:\n")
		flags.SetOutput(out)
		flags.PrintDefaults()
		return nil
	} else if err != nil {
		return err
	}
	chosen, err := choose(*only)
	switch {
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("%q: want flags only", flags.Arg(0))
	case b.rounds < 1:
		return fmt.Errorf("-rounds is %d: it must be at least 1", b.rounds)
	case b.slow < 0 || b.slow > b.rounds:
		return fmt.Errorf("-slow is %d: want 0 to the %d of -rounds", b.slow, b.rounds)
	}
	if b.dir, err = os.MkdirTemp("", "bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	return b.page(ctx, chosen)
}

// choose finds the sections that are asked for by name.
func choose(only string) ([]section, error) {
	if only == "" {
		return sections, nil
	}
	var out []section
	for _, name := range strings.Split(only, ",") {
		i := slices.IndexFunc(sections, func(s section) bool { return s.name == name })
		if i < 0 {
			return nil, fmt.Errorf("-only %q: want some of films, catalogue, encoders, numpy", only)
		}
		out = append(out, sections[i])
	}
	return out, nil
}

func (b *bench) page(ctx context.Context, chosen []section) error {
	if err := b.build(ctx); err != nil {
		return err
	}
	if err := b.head(ctx, chosen); err != nil {
		return err
	}
	for _, s := range chosen {
		if err := s.write(b, ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

func (b *bench) numpy(ctx context.Context) error {
	return hopfieldKernels(ctx, b.out, b.python, b.rounds)
}
