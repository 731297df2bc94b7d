package raster

import (
	"context"
	"image"
	"sync"

	"flipbook/film"
)

// blockOf is how many shots a worker draws in a row: enough that catching up
// with the trails in between is cheap, few enough to keep all workers busy and
// not to fill the memory with large pictures.
func blockOf(size image.Point, jobs int) int {
	return min(max(1, 4*drawnAtOnce/(size.X*size.Y*jobs)), 8)
}

// together draws with several workers. Worker k draws every o.Jobs-th block
// of shots, starting with the k-th; each holds a screen of its own, and the
// blocks are handed on in order. A worker waits until its last block was
// taken, so that frames do not pile up.
func together(ctx context.Context, f *film.Film, shots []film.Shot, size image.Point, o Options, yield func(Frame, error) bool) {
	ctx, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()

	block := blockOf(size, o.Jobs)
	drawn := make([]chan []Frame, o.Jobs)
	for k := range o.Jobs {
		if k*block >= len(shots) {
			break
		}
		drawn[k] = make(chan []Frame)
		workers.Go(func() {
			p := newPlayer(f, size, o)
			for from := k * block; from < len(shots); from += o.Jobs * block {
				if from > 0 {
					p.show(shots[from-1].Frame) // what the first delta starts from
				}
				var frames []Frame
				for _, s := range shots[from:min(from+block, len(shots))] {
					if ctx.Err() != nil {
						return
					}
					frames = append(frames, Frame{s, p.show(s.Frame)})
				}
				select {
				case drawn[k] <- frames:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for from := 0; from < len(shots); from += block {
		select {
		case frames := <-drawn[from/block%o.Jobs]:
			for _, fr := range frames {
				if !yield(fr, nil) {
					return
				}
			}
		case <-ctx.Done():
			yield(Frame{}, ctx.Err())
			return
		}
	}
}
