package scenes

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"strconv"
	"strings"
	"time"

	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/mnist"
)

// labels are the digits that the author asked for.
func (s *HopfieldDigits) labels() ([]int, error) {
	var out []int
	for word := range strings.SplitSeq(s.Labels, ",") {
		label, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || label < 0 || label >= mnist.Classes || len(out) == digitsMost {
			return nil, fmt.Errorf("--labels %q: want 1 to %d digits with commas between them, such as 0,1,2,3,4", s.Labels, digitsMost)
		}
		out = append(out, label)
	}
	return out, nil
}

// nthDigits are digitsInTurn that are small enough for a network.
func nthDigits(ctx context.Context, digits figure.Digits, scene string, labels []int, nth int) ([]*image.Gray, error) {
	images, err := digitsInTurn(ctx, digits, scene, labels, nth)
	for _, img := range images {
		if size := img.Rect.Size(); size.X > 64 || size.Y > 64 {
			return nil, fmt.Errorf("images of %dx%d make %d neurons: at most 64x64 are filmed", size.X, size.Y, size.X*size.Y)
		}
	}
	return images, err
}

// inkShare is the share of all pixels that are ink.
func inkShare(patterns []hopfield.Pattern) float64 {
	ink, all := 0, 0
	for _, p := range patterns {
		for _, s := range p {
			if s > 0 {
				ink++
			}
		}
		all += len(p)
	}
	return float64(ink) / float64(all)
}

// digitsAlbum is the digits in gray, in black and white, and as states.
func digitsAlbum(t *telling, images []*image.Gray, states [][]hopfield.Pattern, steps []digitsStep) figure.Part {
	n, size := len(images), images[0].Rect.Size()
	filled := func(cell, part int) bool { return cell*digitsWipe < part*size.X*size.Y }
	return &figure.Album{Rows: []figure.AlbumRow{
		{Name: t.says("gray"), Note: t.says("gray-note"), Each: pictures(n, size, true, func(_, k, cell int) color.NRGBA {
			return t.Theme.Shade(float64(images[k].Pix[cell]) / 255)
		})},
		{Name: t.says("binary"), Note: t.says("binary-note"), Each: pictures(n, size, false, func(frame, k, cell int) color.NRGBA {
			step := steps[frame]
			if !filled(cell, step.binary) {
				return t.Theme.Panel
			}
			return t.Theme.State(states[step.threshold][k][cell])
		})},
		{Name: t.says("states"), Note: t.says("states-note"), Each: pictures(n, size, false, func(frame, k, cell int) color.NRGBA {
			switch step := steps[frame]; {
			case !filled(cell, step.states):
				return t.Theme.Panel
			case states[step.threshold][k][cell] > 0:
				return t.Theme.Cool
			}
			return t.Theme.WarmTint
		})},
	}}
}

// pictures are n pictures of a size; of is the colour of a cell of picture k.
func pictures(n int, size image.Point, still bool, of func(frame, k, cell int) color.NRGBA) []figure.Picture {
	out := make([]figure.Picture, n)
	for k := range out {
		out[k] = figure.Picture{
			Cols: size.X, Rows: size.Y, Still: still,
			Of: func(frame, cell int) color.NRGBA { return of(frame, k, cell) },
		}
	}
	return out
}

// A digitsStep is what a frame shows.
type digitsStep struct {
	binary, states int // how much of a row is filled, up to digitsWipe
	threshold      int
	tried          int // the threshold that is written below, from digitsLow to digitsHigh; 0: none
	hold           time.Duration
}

// plan gives the film its pace: the gray digits, two rows that are filled from
// above, then other thresholds, down and up and back.
func (s *HopfieldDigits) plan() []digitsStep {
	const quick, look = 60 * time.Millisecond, 1200 * time.Millisecond
	steps := []digitsStep{{threshold: s.Threshold, hold: 1600 * time.Millisecond}}
	now := steps[0]
	show := func(hold time.Duration) {
		now.hold = hold
		steps = append(steps, now)
	}
	for now.binary < digitsWipe {
		now.binary++
		show(quick)
	}
	steps[len(steps)-1].hold = look
	for now.states < digitsWipe {
		now.states++
		show(quick)
	}
	steps[len(steps)-1].hold = look
	for _, to := range []int{digitsLow, digitsHigh, s.Threshold} {
		for i := 0; now.threshold != to; i++ {
			now.threshold += min(max(to-now.threshold, -digitsStride), digitsStride)
			if i%digitsRead == 0 {
				now.tried = now.threshold
			}
			show(quick)
		}
		now.tried = to
		steps[len(steps)-1].tried, steps[len(steps)-1].hold = to, look
	}
	return steps
}
