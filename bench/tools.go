package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// imageMagick is named in full, since convert may be the name of something else.
const imageMagick = "/usr/bin/convert"

var (
	number  = regexp.MustCompile(`\d+(\.\d+)+`)
	cpuName = regexp.MustCompile(`model name\s*:\s*(.*)`)
)

// A tool is asked for its version if one of its sections is written.
type tool struct {
	name, sections string
	command        []string
}

func (b *bench) tools() []tool {
	python := func(module string) []string {
		return []string{b.python, "-c", "import " + module + "; print(" + module + ".__version__)"}
	}
	r := func(name string) []string {
		return []string{"Rscript", "-e", "cat(format(packageVersion('" + name + "')))"}
	}
	return []tool{
		{"Python", "films catalogue numpy", []string{b.python, "--version"}},
		{"matplotlib", "films catalogue", python("matplotlib")},
		{"Pillow", "films catalogue", python("PIL")},
		{"numpy", "films catalogue numpy", python("numpy")},
		{"gnuplot", "films", []string{"gnuplot", "--version"}},
		{"R", "films", []string{"Rscript", "--version"}},
		{"ggplot2", "films", r("ggplot2")},
		{"gganimate", "films", r("gganimate")},
		{"magick for R", "films", r("magick")},
		{"gifsicle", "encoders", []string{"gifsicle", "--version"}},
		{"ffmpeg", "films catalogue encoders", []string{"ffmpeg", "-version"}},
		{"ImageMagick", "encoders", []string{imageMagick, "-version"}},
	}
}

// head says what was measured, on what, and with which versions.
func (b *bench) head(ctx context.Context, chosen []section) error {
	var words []string
	for _, t := range b.tools() {
		if !slices.ContainsFunc(chosen, func(s section) bool { return strings.Contains(t.sections, s.name) }) {
			continue
		}
		out, err := exec.CommandContext(ctx, t.command[0], t.command[1:]...).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%s: %w; tools/packages bench installs what is missing", t.name, err)
		}
		words = append(words, t.name+" "+version(string(out)))
	}
	_, err := fmt.Fprintf(b.out, head, times(b.rounds), cpu(), runtime.NumCPU(), runtime.GOOS, runtime.Version(), strings.Join(words, ", "))
	return err
}

const head = `# Benchmarks

Written by ` + "`make bench`" + `; nothing here is typed in. Both sides of a row worked on the same data, in turn, %s in one run unless a row says otherwise. A ratio is taken within a round; printed are the median over the rounds and, in brackets, the least and the greatest. Seconds are those of this machine and of what else ran on it; ratios hold better.

The machine: %s, %d cores, %s. flipbook was built with %s. The others are %s.
`

// version is the first thing in a text that looks like one.
func version(text string) string {
	if v := number.FindString(text); v != "" {
		return v
	}
	return strings.TrimSpace(text)
}

// cpu is the name of this machine's processor.
func cpu() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // empty where there is none
	if m := cpuName.FindSubmatch(info); m != nil {
		return string(m[1])
	}
	return runtime.GOARCH
}

// times says how often.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
