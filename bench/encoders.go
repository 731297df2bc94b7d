package main

import (
	"context"
	"fmt"
	"image/gif"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"flipbook/film"
)

// An encoder makes a GIF of a scene, or a smaller one of the frames it is given.
type encoder struct {
	name    string
	slow    bool
	command func(b *bench, scene, full, ours, out string) []string
}

// hundredths writes a time as a GIF counts it.
func hundredths(d time.Duration) string { return strconv.Itoa(int(d / (10 * time.Millisecond))) }

// Ours come first, and gifsicle on full frames next: the tables rely on it.
var encoders = []encoder{
	{"flipbook", false, func(b *bench, scene, _, _, out string) []string {
		return []string{b.render, scene, "--jobs", "1", "-q", "-o", out}
	}},
	{"flipbook --best", false, func(b *bench, scene, _, _, out string) []string {
		return []string{b.render, scene, "--jobs", "1", "-q", "--best", "-o", out}
	}},
	{"gifsicle -O3", false, func(_ *bench, _, full, _, out string) []string {
		return []string{"gifsicle", "-O3", full, "-o", out}
	}},
	{"gifsicle -O3 on flipbook's file", false, func(_ *bench, _, _, ours, out string) []string {
		return []string{"gifsicle", "-O3", ours, "-o", out}
	}},
	{"ffmpeg", false, func(_ *bench, _, full, _, out string) []string {
		return []string{"ffmpeg", "-v", "error", "-y", "-i", full, "-filter_complex", "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none", "-final_delay", hundredths(film.Closing), out}
	}},
	{"ImageMagick", true, func(_ *bench, _, full, _, out string) []string {
		return []string{imageMagick, full, "-layers", "optimize", out}
	}},
}

const (
	flipbookDefault = iota
	flipbookBest
	gifsicleFull
)

// An encoded scene is what each encoder made of it.
type encoded struct {
	scene string
	costs []costs    // by encoder; empty for the slow ones if they are left out
	like  []likeness // of what it shows to what flipbook's default shows
}

func (b *bench) encoders(ctx context.Context) error {
	var all []encoded
	for _, scene := range []string{"hopfield-recall", "monty-hall", "perceptron"} {
		e, err := b.encode(ctx, scene)
		if err != nil {
			return fmt.Errorf("%s: %w", scene, err)
		}
		all = append(all, e)
	}
	return b.encoderTables(all)
}

// encode makes a scene with every encoder, in turn, in all rounds.
func (b *bench) encode(ctx context.Context, scene string) (encoded, error) {
	e := encoded{scene: scene, costs: make([]costs, len(encoders)), like: make([]likeness, len(encoders))}
	path := func(name string) string { return filepath.Join(b.dir, name+".gif") }
	ours, full, out := path("ours"), path("full"), path("out")
	if _, err := b.measure(ctx, encoders[flipbookDefault].command(b, scene, "", "", ours)...); err != nil {
		return e, err
	}
	want, _, err := readGIF(ours)
	if err != nil {
		return e, err
	}
	if err := writeFull(full, want); err != nil {
		return e, err
	}
	for round := range b.rounds {
		for k, enc := range encoders {
			if enc.slow && round >= b.slow {
				continue
			}
			c, err := b.measure(ctx, enc.command(b, scene, full, ours, out)...)
			if err != nil {
				return e, err
			}
			if err := e.add(k, c, out, round == 0, want); err != nil {
				return e, fmt.Errorf("%s: %w", enc.name, err)
			}
			fmt.Fprintf(b.log, "round %d of %d: %s, %s: %.3g s\n", round+1, b.rounds, scene, enc.name, c.CPU)
		}
	}
	return e, nil
}

// add notes what encoder k made, and whether it shows the same if asked to look.
func (e *encoded) add(k int, c cost, path string, look bool, want *gif.GIF) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	e.costs[k].add(c, info.Size())
	if !look {
		return nil
	}
	g, _, err := readGIF(path)
	if err != nil {
		return err
	}
	e.like[k] = compare(want, g)
	return nil
}

func (b *bench) encoderTables(all []encoded) error {
	fmt.Fprint(b.out, encoderHead)
	sum := encoded{scene: "over all scenes", costs: make([]costs, len(encoders)), like: make([]likeness, len(encoders))}
	for k := range encoders {
		sum.like[k] = same
		for _, e := range all {
			sum.like[k] = min(sum.like[k], e.like[k])
			sum.costs[k] = sum.costs[k].plus(e.costs[k])
		}
	}
	fmt.Fprint(b.out, "| bytes |")
	for _, enc := range encoders {
		fmt.Fprintf(b.out, " %s |", enc.name)
	}
	fmt.Fprintln(b.out, " flipbook / gifsicle | --best / gifsicle |\n|---|"+strings.Repeat("--:|", len(encoders)+2))
	for _, e := range append(all, sum) {
		e.line(b)
	}
	fmt.Fprint(b.out, "\n| CPU over all scenes | s | ratio to flipbook | peak memory, MB | rounds |\n|---|--:|--:|--:|--:|\n")
	for k, enc := range encoders {
		if c := sum.costs[k]; len(c.cpu) > 0 {
			fmt.Fprintf(b.out, "| %s | %s | %v | %.0f | %d |\n", enc.name, three(spreadOf(c.cpu).median),
				spreadOf(ratios(c.cpu, sum.costs[flipbookDefault].cpu)), spreadOf(c.memory).high, len(c.cpu))
		}
	}
	_, err := fmt.Fprintln(b.out, "\nflipbook's CPU is that of the whole film: the algorithm, the drawing and the writing. The others are given the frames and only write.")
	return err
}

const encoderHead = `
## The GIF beside other encoders

Bytes for the same frames at the same times. gifsicle, ffmpeg (palettegen, paletteuse without dithering) and ImageMagick (-layers optimize) get a GIF of whole frames with the exact palette, which loses nothing; gifsicle gets flipbook's own file as well. All show the very same pixels at the same times but for those with a mark: * comes to some pictures in steps that take hundredths of a second, ≈ has other pixels or times.

`

// line is a scene's row of the table.
func (e encoded) line(b *bench) {
	fmt.Fprintf(b.out, "| %s |", e.scene)
	for k, c := range e.costs {
		switch {
		case len(c.bytes) == 0:
			fmt.Fprint(b.out, " – |")
		case e.like[k] == different:
			fmt.Fprintf(b.out, " ≈ %s |", whole(c.bytes[0]))
		case e.like[k] == inSteps:
			fmt.Fprintf(b.out, " %s* |", whole(c.bytes[0]))
		default:
			fmt.Fprintf(b.out, " %s |", whole(c.bytes[0]))
		}
	}
	for _, k := range []int{flipbookDefault, flipbookBest} {
		fmt.Fprintf(b.out, " **%.3f** |", e.costs[k].bytes[0]/e.costs[gifsicleFull].bytes[0])
	}
	fmt.Fprintln(b.out)
}

// plus is the sum of two costs round by round; memory is the greater, as the processes ran one after the other.
func (c costs) plus(d costs) costs {
	if len(c.cpu) == 0 {
		return d
	}
	var out costs
	for i := range c.cpu {
		out.cpu = append(out.cpu, c.cpu[i]+d.cpu[i])
		out.bytes = append(out.bytes, c.bytes[i]+d.bytes[i])
		out.memory = append(out.memory, max(c.memory[i], d.memory[i]))
	}
	return out
}
