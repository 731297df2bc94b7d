package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"

	"flipbook/hopfield"
)

//go:embed hopfield.py
var hopfieldScript string

// kernels are what is measured, and which of numpy's variants do the same: the fastest of them is the peer.
var kernels = []struct{ name, ours, theirs string }{
	{"train, ready for recall", "train", "train: "},
	{"train, all of W in memory", "train dense", "train: "},
	{"recall", "recall", "recall: "},
	{"recall with W", "recall dense", "recall: "},
}

// hopfieldKernels times Hebb's rule and the asynchronous recall, 10 % of the cue's pixels wrong, beside numpy's.
func hopfieldKernels(ctx context.Context, w io.Writer, python string, rounds int) error {
	fmt.Fprint(w, `
## The Hopfield network beside numpy

Hebb's rule on P random patterns of N neurons, then an asynchronous recall from a cue with a tenth of its entries wrong: every neuron is asked once a sweep, in random order, until a sweep passes without a flip. Times are the best of several within a round, in milliseconds, the median over the rounds. numpy is written as a good user would, in several ways, and the fastest that does the same counts; "only those that disagree" does not, as it asks no one else.

`)
	var notes []string
	fmt.Fprintln(w, "| kernel | N | P | flipbook, ms | numpy, ms | numpy / flipbook |\n|---|--:|--:|--:|--:|--:|")
	for _, size := range []struct{ n, p int }{{784, 10}, {10_000, 100}} {
		ours, theirs, err := measure(ctx, python, size.n, size.p, rounds)
		if err != nil {
			return err
		}
		for _, k := range kernels {
			best := fastest(theirs, k.theirs)
			ratios := make([]float64, rounds)
			for i := range ratios {
				ratios[i] = theirs[best][i] / ours[k.ours][i]
			}
			fmt.Fprintf(w, "| %s | %d | %d | %.3g | %.3g | **%v** |\n", k.name, size.n, size.p,
				1e3*spreadOf(ours[k.ours]).median, 1e3*spreadOf(theirs[best]).median, spreadOf(ratios))
		}
		for _, name := range slices.Sorted(maps.Keys(theirs)) {
			notes = append(notes, fmt.Sprintf("| %s | %d | %d | %.3g |", name, size.n, size.p, 1e3*spreadOf(theirs[name]).median))
		}
	}
	if err := large(ctx, w); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nAll that was measured of numpy:\n\n| numpy | N | P | ms |\n|---|--:|--:|--:|")
	for _, line := range notes {
		fmt.Fprintln(w, line)
	}
	return nil
}

// large is a network whose weights would not fit: nobody stands beside it.
func large(ctx context.Context, w io.Writer) error {
	const n, p = 100_000, 1000
	r := rand.New(rand.NewPCG(1, n))
	patterns, err := hopfield.RandomPatterns(n, p)(r)
	if err != nil {
		return err
	}
	cue, err := hopfield.FlippedExactly(r, patterns[0], n/10)
	if err != nil {
		return err
	}
	var net *hopfield.Network
	var run *hopfield.History
	learning, learned, err := timed(func() (err error) { net, err = hopfield.Hebb{}.Train(ctx, patterns); return err })
	if err != nil {
		return err
	}
	recalling, recalled, err := timed(func() (err error) { run, err = net.Recall(ctx, cue, r, nil); return err })
	if err != nil {
		return err
	}
	fmt.Fprintf(w, `
N = 100,000 with P = 1,000, whose weights would take 40 GB: training %.2g s and %.0f MB allocated (N·P bits are %.0f MB), a recall %.2g s and %.0f MB, to an overlap of %.4f.
`, learning, learned, n*p/8e6, recalling, recalled, run.End.Overlap(patterns[0]))
	return nil
}

// timed is the seconds that run takes and the megabytes that it allocates.
func timed(run func() error) (seconds, megabytes float64, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	err = run()
	seconds = time.Since(start).Seconds()
	runtime.ReadMemStats(&after)
	return seconds, float64(after.TotalAlloc-before.TotalAlloc) / 1e6, err
}

// fastest is the variant of the given kind with the least median.
func fastest(times map[string][]float64, kind string) (best string) {
	for name := range times {
		if len(name) > len(kind) && name[:len(kind)] == kind && (best == "" || spreadOf(times[name]).median < spreadOf(times[best]).median) {
			best = name
		}
	}
	return best
}

// measure returns the seconds of each kernel in each round, ours and numpy's in turn.
func measure(ctx context.Context, python string, n, p, rounds int) (ours, theirs map[string][]float64, err error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	r := rand.New(rand.NewPCG(1, uint64(n)))
	patterns, err := hopfield.RandomPatterns(n, p)(r)
	if err != nil {
		return nil, nil, err
	}
	cue, err := hopfield.FlippedExactly(r, patterns[0], n/10)
	if err != nil {
		return nil, nil, err
	}
	data := filepath.Join(dir, "patterns")
	if err := os.WriteFile(data, bytesOf(append([]hopfield.Pattern{cue}, patterns...)), 0o600); err != nil {
		return nil, nil, err
	}

	ours, theirs = map[string][]float64{}, map[string][]float64{}
	for range rounds {
		round, err := ourRound(ctx, r, patterns, cue)
		if err != nil {
			return nil, nil, err
		}
		record(ours, round)
		cmd := exec.CommandContext(ctx, python, "-c", hopfieldScript, data, strconv.Itoa(n))
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", python, err)
		}
		round = nil
		if err := json.Unmarshal(out, &round); err != nil {
			return nil, nil, err
		}
		record(theirs, round)
	}
	return ours, theirs, nil
}

func record(all map[string][]float64, round map[string]float64) {
	for name, seconds := range round {
		all[name] = append(all[name], seconds)
	}
}

func bytesOf(patterns []hopfield.Pattern) (b []byte) {
	for _, p := range patterns {
		for _, v := range p {
			b = append(b, byte(v))
		}
	}
	return b
}

func ourRound(ctx context.Context, r *rand.Rand, patterns []hopfield.Pattern, cue hopfield.Pattern) (map[string]float64, error) {
	var net, dense *hopfield.Network
	recall := func(n *hopfield.Network) func() error {
		return func() error {
			run, err := n.Recall(ctx, cue, r, nil)
			if err == nil && run.End.Overlap(patterns[0]) < .99 {
				err = fmt.Errorf("the recall ended at overlap %v", run.End.Overlap(patterns[0]))
			}
			return err
		}
	}
	round := map[string]float64{}
	for _, k := range []struct {
		name string
		run  func() error
	}{
		{"train", func() (err error) { net, err = hopfield.Hebb{}.Train(ctx, patterns); return err }},
		{"train dense", func() (err error) {
			if dense, err = (hopfield.Hebb{}).Train(ctx, patterns); err != nil {
				return err
			}
			dense, err = dense.Dense()
			return err
		}},
		{"recall", func() error { return recall(net)() }},
		{"recall dense", func() error { return recall(dense)() }},
	} {
		seconds, err := best(k.run)
		if err != nil {
			return nil, err
		}
		round[k.name] = seconds
	}
	return round, nil
}

// best is the least time of several runs: at least two, and more for half a second.
func best(run func() error) (seconds float64, err error) {
	begin := time.Now()
	for k := 0; k < 2 || time.Since(begin) < time.Second/2; k++ {
		start := time.Now()
		if err := run(); err != nil {
			return 0, err
		}
		if took := time.Since(start).Seconds(); k == 0 || took < seconds {
			seconds = took
		}
	}
	return seconds, nil
}
