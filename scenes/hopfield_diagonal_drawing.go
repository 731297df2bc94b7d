package scenes

import (
	"context"
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
)

const (
	diagonalStills = 3   // frames that show one recall
	diagonalWide   = 800 // a stage on which a recall stands beside its weights
	diagonalHigh   = 440 //
)

// diagonalDrawing holds what the parts of the film share.
type diagonalDrawing struct {
	*telling
	*HopfieldDiagonal
	tallies []diagonalTally // a frame each
	one     *diagonalCase
}

// example is the first trial in which the diagonal alone saved a cue that was
// not flipped at all, or the very first one if there is none.
func (d *diagonalDrawing) example(ctx context.Context, trials []diagonalTrial) (err error) {
	i := slices.IndexFunc(trials, func(t diagonalTrial) bool {
		return t.exact[noNetwork] && t.exact[filled] && !t.exact[cleared]
	})
	d.one, err = d.draw(ctx, montecarlo.Stream(d.Seed, max(i, 0)))
	return err
}

// A diagonalTally counts trials.
type diagonalTally struct {
	trials       int
	exact, lucky [ways]int // lucky: exact, and nothing was flipped
}

func (t diagonalTally) rate(way int) float64 { return float64(t.exact[way]) / float64(t.trials) }

// luck is the share of luck in what was exact, 0 if nothing was.
func (t diagonalTally) luck(way int) float64 {
	return float64(t.lucky[way]) / float64(max(t.exact[way], 1))
}

// share is luck in percent.
func (t diagonalTally) share(way int) int { return int(math.Round(100 * t.luck(way))) }

// tallied adds trials up, with a tally for each frame.
func tallied(trials []diagonalTrial) (out []diagonalTally) {
	ends := frameEnds(len(trials), 60)
	ends = slices.DeleteFunc(ends, func(n int) bool { return n < 50 })
	var sum diagonalTally
	for _, trial := range trials {
		sum.trials++
		for way, exact := range trial.exact {
			if exact {
				sum.exact[way]++
			}
			if exact && trial.exact[noNetwork] {
				sum.lucky[way]++
			}
		}
		if sum.trials == ends[len(out)] {
			out = append(out, sum)
		}
	}
	return out
}

// untouched is the probability that no entry of a cue is flipped.
func (s *HopfieldDiagonal) untouched() float64 {
	return detmath.Exp(float64(diagonalNodes) * detmath.Log(1-s.Flip))
}

// stills are looked at for longer.
func (d *diagonalDrawing) stills() looks {
	out := make(looks)
	for i := range diagonalStills {
		out[i] = 1800 * time.Millisecond
	}
	return out
}

// tally is that of a frame.
func (d *diagonalDrawing) tally(frame int) (diagonalTally, bool) {
	if frame < diagonalStills {
		return diagonalTally{}, false
	}
	return d.tallies[frame-diagonalStills], true
}

func (d *diagonalDrawing) now(frame int) string {
	memory := d.one.patterns[0]
	switch frame {
	case 0:
		return d.says("now-cue", "flips", memory.Hamming(d.one.ends[noNetwork]))
	case 1:
		return d.says("now-cleared", "wrong", memory.Hamming(d.one.ends[cleared]))
	case 2:
		return d.says("now-filled", "wrong", memory.Hamming(d.one.ends[filled]))
	}
	t, _ := d.tally(frame)
	return d.says("now-trials", "n", t.trials)
}

// matrix is that of the example's weights.
func (d *diagonalDrawing) matrix(diagonal int) figure.Part {
	at := func(cell int) int {
		if i, j := cell/diagonalNodes, cell%diagonalNodes; i != j {
			return int(d.one.net.Weight(i, j))
		}
		return diagonal
	}
	return &figure.Matrix{
		Head: d.says("weights", "d", diagonal),
		Cols: diagonalNodes, Rows: diagonalNodes,
		Text: func(_, cell int) string { return d.Count(at(cell)) },
		Ground: func(_, cell int) color.NRGBA {
			if cell/diagonalNodes == cell%diagonalNodes {
				if diagonal > 0 {
					return d.Theme.WarmTint
				}
				return d.Theme.CoolTint
			}
			return d.Theme.Panel
		},
	}
}

// shown is one recall: the weights with either diagonal, and beside them, where
// there is room, what the networks do.
func (d *diagonalDrawing) shown() figure.Part {
	weights := figure.Beside(0.5, d.matrix(0), d.matrix(d.Diagonal))
	if d.Size.X < diagonalWide || d.Size.Y < diagonalHigh {
		return figure.Rows(figure.Extra(weights), d.pictures(4, 22))
	}
	return figure.Beside(0.5, weights, d.pictures(2, 28))
}

// pictures are the example's memory, its cue, and what either network makes
// of it, once it is told, in so many columns and with cells of a size.
func (d *diagonalDrawing) pictures(columns int, cell float64) figure.Part {
	memory := d.one.patterns[0]
	p := &figure.Pictures{Columns: columns, Cell: cell}
	add := func(head string, from int, s hopfield.Pattern) {
		p.Each = append(p.Each, figure.Picture{
			Cols: diagonalNodes, Rows: 1, Head: head,
			Of: func(frame, cell int) color.NRGBA {
				if frame < from {
					return d.Theme.Panel
				}
				return d.Theme.Compared(s[cell], memory[cell])
			},
			Note: func(frame int) string {
				if frame < from || from == 0 && s.Hamming(memory) == 0 {
					return ""
				}
				return d.says("wrong", "n", s.Hamming(memory))
			},
		})
	}
	add(d.says("memory"), 0, memory)
	add(d.says("cue"), 0, d.one.ends[noNetwork])
	add(d.says("diagonal", "d", 0), 1, d.one.ends[cleared])
	add(d.says("diagonal", "d", d.Diagonal), 2, d.one.ends[filled])
	return p
}

// name is what a way is called.
func (d *diagonalDrawing) name(way int) string {
	switch way {
	case noNetwork:
		return d.says("none")
	case cleared:
		return d.says("plus")
	case kept:
		return d.says("keep")
	case uncleared:
		return d.says("uncleared", "d", d.Patterns)
	}
	return d.says("diagonal", "d", d.Diagonal)
}

func (d *diagonalDrawing) bars() figure.Part {
	most := 0.0
	for way := range ways {
		for _, t := range d.tallies {
			_, high := t.within(way)
			most = max(most, high)
		}
	}
	b := &figure.Bars{Head: d.says("exact"), Axis: figure.Axis{From: 0, To: most}}
	for way := range ways {
		bar := figure.Bar{
			Label: d.name(way), Ink: d.Theme.Cool,
			Value: func(frame int) float64 {
				if t, ok := d.tally(frame); ok {
					return t.rate(way)
				}
				return math.NaN()
			},
			Part:   func(frame int) float64 { t, _ := d.tally(frame); return t.rateOfLuck(way) },
			Within: func(frame int) (low, high float64) { t, _ := d.tally(frame); return t.within(way) },
			Text:   func(frame int) string { return d.rate(way, frame) },
			Bold:   func(frame int) bool { return way == filled && frame == d.Frames-1 },
		}
		switch way {
		case noNetwork:
			bar.Expected = d.untouched()
		case filled, uncleared:
			bar.Ink = d.Theme.Warm
		}
		b.Each = append(b.Each, bar)
	}
	return b
}

// rate is a tally in words. They change a few times a second.
func (d *diagonalDrawing) rate(way, frame int) string {
	const read = 4 // frames between two readings
	if _, ok := d.tally(frame); !ok {
		return ""
	}
	if last := len(d.tallies) - 1 + diagonalStills; frame != last {
		frame -= (frame - diagonalStills) % read
	}
	t, _ := d.tally(frame)
	if d.Small() {
		return d.Number(t.rate(way), 3)
	}
	low, high := t.within(way)
	return d.says("rate", "rate", d.Number(t.rate(way), 3), "error", d.Number((high-low)/2, 3), "share", t.share(way))
}

// rateOfLuck is the share of all trials that were luck.
func (t diagonalTally) rateOfLuck(way int) float64 {
	return float64(t.lucky[way]) / float64(max(t.trials, 1))
}

// within is the 95 % interval around a rate.
func (t diagonalTally) within(way int) (low, high float64) {
	in := montecarlo.Proportion{Successes: t.exact[way], Trials: t.trials}.Wilson(z95)
	return in.Low, in.High
}
