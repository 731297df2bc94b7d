package encode

import (
	"errors"
	"fmt"
	"image"
	"iter"

	"flipbook/raster"
)

// A reel is a film whose colours have been counted. Its frames are kept if they are small, and otherwise drawn again.
type reel struct {
	*tally
	levels int
	size   image.Point
	shots  int // those that change something
	frames iter.Seq2[raster.Frame, error]
}

var errTooManyColors = errors.New("encode: the film has more colours than a palette")

// keep is how many bytes of frames are kept between two passes if nobody says otherwise.
const keep = 16 << 20

// survey goes through a film once and keeps up to memory bytes of it. If it is only good for an exact palette, it ends with
// errTooManyColors as soon as there can be none.
func survey(frames iter.Seq2[raster.Frame, error], levels, memory int, exact bool) (*reel, error) {
	r := &reel{tally: newTally(), levels: levels, frames: frames}
	var kept []raster.Frame
	for fr, err := range frames {
		if err != nil {
			return nil, err
		}
		if fr.Delta != nil {
			if r.shots == 0 {
				r.size = fr.Delta.Rect.Size()
			}
			if !fr.Delta.Rect.In(image.Rectangle{Max: r.size}) {
				return nil, fmt.Errorf("encode: frame %d changes %v of a picture of %v: want frames within", fr.Frame, fr.Delta.Rect, r.size)
			}
			r.shots++
			r.addFrame(fr.Delta)
			if exact && !r.exact() {
				return nil, errTooManyColors
			}
		}
		if memory -= weight(fr.Delta); memory >= 0 {
			kept = append(kept, fr)
		} else {
			kept = nil
		}
	}
	if r.shots == 0 {
		return nil, errors.New("encode: no frames")
	}
	if memory >= 0 {
		r.frames = func(yield func(raster.Frame, error) bool) {
			for _, fr := range kept {
				if !yield(fr, nil) {
					return
				}
			}
		}
	}
	return r, nil
}

// weight is about how many bytes a frame takes.
func weight(d *raster.Delta) int {
	const frame, span = 100, 40
	if d == nil {
		return frame
	}
	sum := frame + span*len(d.Spans)
	for _, s := range d.Spans {
		sum += len(s.Pix)
	}
	return sum
}

// merged are the frames that change something; what changes nothing is a longer hold of the one before.
func (r *reel) merged() iter.Seq2[raster.Frame, error] {
	return func(yield func(raster.Frame, error) bool) {
		var held raster.Frame
		for fr, err := range r.frames {
			switch {
			case err != nil:
				yield(fr, err)
				return
			case fr.Delta == nil:
				held.Hold += fr.Hold
				continue
			case held.Delta != nil && !yield(held, nil):
				return
			}
			held = fr
		}
		yield(held, nil)
	}
}
