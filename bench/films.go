package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"image/gif"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"flipbook/figure"
)

//go:embed peers
var scripts embed.FS

// A peer is one way to make the headline films.
type peer struct {
	name    string
	slow    bool
	command func(b *bench, scene, data, out string) []string
}

var peers = []peer{
	{"flipbook --jobs 1", false, func(b *bench, scene, _, out string) []string {
		return []string{b.render, scene, "--jobs", "1", "-q", "-o", out}
	}},
	{"flipbook, all cores", false, func(b *bench, scene, _, out string) []string {
		return []string{b.render, scene, "-q", "-o", out}
	}},
	{"flipbook --best --jobs 1", false, func(b *bench, scene, _, out string) []string {
		return []string{b.render, scene, "--best", "--jobs", "1", "-q", "-o", out}
	}},
	{"matplotlib, FuncAnimation, PillowWriter", false, matplotlib("pillow")},
	{"matplotlib, FuncAnimation, ffmpeg palettegen", false, matplotlib("ffmpeg")},
	{"matplotlib, blit and exact palette by hand", false, matplotlib("blit")},
	{"the same, and gifsicle -O3", false, optimized(matplotlib("blit"))},
	{"gnuplot", false, gnuplot},
	{"the same, and gifsicle -O3", false, optimized(gnuplot)},
	{"gganimate", true, func(b *bench, scene, data, out string) []string {
		return []string{"Rscript", b.script("gganimate", scene, "R"), data, out}
	}},
}

func matplotlib(how string) func(b *bench, scene, data, out string) []string {
	return func(b *bench, scene, data, out string) []string {
		return []string{b.python, b.script("matplotlib", scene, "py"), how, data, out}
	}
}

func gnuplot(b *bench, scene, data, out string) []string {
	return []string{"gnuplot", "-c", b.script("gnuplot", scene, "gp"), data, out}
}

// optimized hands what a peer has written to gifsicle.
func optimized(command func(b *bench, scene, data, out string) []string) func(b *bench, scene, data, out string) []string {
	return func(b *bench, scene, data, out string) []string {
		return append([]string{"sh", "-c", `"$@" && gifsicle --no-warnings -O3 -b "$0"`, out}, command(b, scene, data, out)...)
	}
}

// script is where a peer's script for a scene lies.
func (b *bench) script(tool, scene, ext string) string {
	return filepath.Join(b.dir, "peers", tool, strings.ReplaceAll(scene, "-", "_")+"."+ext)
}

// costs are what a command took, round by round.
type costs struct{ cpu, memory, bytes []float64 }

func (c *costs) add(one cost, bytes int64) {
	c.cpu = append(c.cpu, one.CPU)
	c.memory = append(c.memory, one.Memory)
	c.bytes = append(c.bytes, float64(bytes))
}

// films measures the peers on the headline films.
func (b *bench) films(ctx context.Context) error {
	films, err := b.headline(ctx)
	if err != nil {
		return err
	}
	var floor costs
	importing := []string{b.python, "-c", "import matplotlib.pyplot"}
	if _, err := b.measure(ctx, importing...); err != nil { // the first time it looks for fonts
		return err
	}
	taken := make([][]costs, len(films)) // by film, by peer
	for round := range b.rounds {
		c, err := b.measure(ctx, importing...)
		if err != nil {
			return err
		}
		floor.add(c, 0)
		for i, d := range films {
			if taken[i] == nil {
				taken[i] = make([]costs, len(peers))
			}
			for k, p := range peers {
				if p.slow && round >= b.slow {
					continue
				}
				if err := b.film(ctx, d, p, &taken[i][k]); err != nil {
					return err
				}
				fmt.Fprintf(b.log, "round %d of %d: %s, %s: %.3g s\n", round+1, b.rounds, d.scene, p.name, taken[i][k].cpu[len(taken[i][k].cpu)-1])
			}
		}
	}
	return b.filmTables(films, taken, floor)
}

// headline writes what the peers need: their scripts, and the data of the headline films.
func (b *bench) headline(ctx context.Context) ([]data, error) {
	films, err := headline(ctx)
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(b.dir, scripts); err != nil && !errors.Is(err, fs.ErrExist) { // an earlier section has
		return nil, err
	}
	for _, d := range films {
		if err := d.write(filepath.Join(b.dir, d.scene)); err != nil {
			return nil, err
		}
	}
	return films, nil
}

// film makes a film once and checks that it is one.
func (b *bench) film(ctx context.Context, d data, p peer, taken *costs) error {
	out := filepath.Join(b.dir, "film.gif")
	c, err := b.measure(ctx, p.command(b, d.scene, filepath.Join(b.dir, d.scene), out)...)
	if err != nil {
		return err
	}
	g, bytes, err := readGIF(out)
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	if len(g.Image) < len(d.seconds)*9/10 || g.Config.Width != figure.DefaultSize.X || g.Config.Height != figure.DefaultSize.Y {
		return fmt.Errorf("%s made a film of %dx%d with %d frames of %s", p.name, g.Config.Width, g.Config.Height, len(g.Image), d.scene)
	}
	taken.add(c, bytes)
	return os.Remove(out)
}

func readGIF(path string) (*gif.GIF, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	g, err := gif.DecodeAll(f)
	return g, info.Size(), err
}

func (b *bench) filmTables(films []data, taken [][]costs, floor costs) error {
	fmt.Fprintf(b.out, `
## Three films, whole process against whole process

The same data, the same frames, the same figure at 800×500, from the start of the program to the finished GIF. CPU is that of all processes and all cores. Ratios are to flipbook with one worker. For comparison, `+"`import matplotlib.pyplot`"+` alone takes %.2f s and %.0f MB.
`, spreadOf(floor.cpu).median, spreadOf(floor.memory).median)
	for i, d := range films {
		ours := taken[i][0]
		fmt.Fprintf(b.out, "\n**%s**, %d frames\n\n| | CPU, s | ratio | peak memory, MB | bytes | ratio | rounds |\n|---|--:|--:|--:|--:|--:|--:|\n", d.scene, len(d.seconds))
		for k, p := range peers {
			c := taken[i][k]
			if len(c.cpu) == 0 {
				continue
			}
			cpu, size := "**"+spreadOf(ratios(c.cpu, ours.cpu)).String()+"**", spreadOf(ratios(c.bytes, ours.bytes)).String()
			if k == 0 {
				cpu, size = "1", "1"
			}
			fmt.Fprintf(b.out, "| %s | %s | %s | %.0f | %s | %s | %d |\n", p.name, three(spreadOf(c.cpu).median), cpu,
				spreadOf(c.memory).median, whole(spreadOf(c.bytes).median), size, len(c.cpu))
		}
	}
	_, err := fmt.Fprint(b.out, filmNotes)
	return err
}

const filmNotes = `
What to keep in mind:

- flipbook also runs the algorithm and checks its laws, the others are given the data: in favour of the others.
- Python and R start slowly. In a session that is already open, or with many films to a process, their share of that is less: in favour of flipbook.
- flipbook was made for this kind of film; the others draw nearly everything: in favour of flipbook.
- PillowWriter, ffmpeg, gnuplot and gganimate have one delay for all frames. Their films lack the holds on the first and the last frame, and no frame is repeated to make up for it: in favour of the others.
- Letters and lines are smoothed in more levels by matplotlib than by flipbook, and gnuplot's GIF terminal does not smooth lines and has no dotted ones. That weighs in the bytes, one way and the other.
- FuncAnimation draws each frame twice as it saves: that is how it comes.
- PillowWriter gives each frame a palette of its own, in which pale areas drift. The exact palette by hand draws the background once, keeps only the pixels that changed, rounds channels as far as 255 colours need, and leaves the rest transparent: what can be done with matplotlib, numpy and Pillow alone.
- gganimate writes through ImageMagick, since Debian has no gifski.
`
