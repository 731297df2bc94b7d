// Package encode writes films and pictures in the formats that people use.
// It knows no scene.
package encode

import (
	"cmp"
	"errors"
	"image"
	"io"
	"iter"
	"time"

	"flipbook/raster"
)

// Loop says how often a film is played.
type Loop int

const (
	Forever Loop = iota
	Once
)

// GIFOptions may be nil, as may all that is in them be zero.
type GIFOptions struct {
	// Loop is how often the film is played. The zero value is Forever.
	Loop Loop

	// Levels is with how many levels of coverage the film is drawn; fewer, but
	// no fewer than 3, if only that brings its colours down to the 255 that a
	// palette holds exactly. 0 means raster.Levels.
	Levels int

	// Best makes a smaller file, in more time: it looks for better codes, and
	// divides frames into up to three images, 20 ms apart, where that saves a
	// tenth. The zero value writes each frame as one image, and the bytes that
	// image/gif writes for it.
	Best bool

	// Jobs is how many goroutines compress frames. 0 means 1. The file is the
	// same.
	Jobs int

	// Memory is how many bytes of frames are kept between the pass that counts
	// colours and the one that writes. A longer film is drawn twice. 0 means
	// 16 MB.
	Memory int

	// Made says how the film was made, in one line: a comment of the file. "" means no comment.
	Made string
}

// A Take draws a film with so many levels of coverage. It gives the same
// frames whenever it is called.
type Take func(levels int) iter.Seq2[raster.Frame, error]

// Info says what was written.
type Info struct {
	Size     image.Point
	Frames   int           // after shots that change nothing were merged into their delay
	Images   int           // in the file: as many as frames, or more with GIFOptions.Best and in an MP4
	Duration time.Duration // of one round
	Colors   int           // in the palette; 0 if there is none
	Exact    bool          // every colour of the film is as it was drawn
	Levels   int           // of coverage with which the film was drawn
}

// GIF writes a film as an animated GIF with one palette for all its frames. A
// frame holds the rectangle that changed, transparent where it did not. The
// moments of the film are rounded to hundredths of a second, so that rounding
// does not add up; no frame stands for less than two of them.
//
// A first pass finds the palette, a second writes; neither holds more of the
// film than o says.
func GIF(w io.Writer, take Take, o *GIFOptions) (Info, error) {
	var set GIFOptions
	if o != nil {
		set = *o
	}
	if err := proper(set.Made); err != nil {
		return Info{}, err
	}
	reel, err := surveyed(take, set)
	if err != nil {
		return Info{}, err
	}
	colors, index := reel.palette(maxColors)
	info := Info{Size: reel.size, Frames: reel.shots, Colors: len(colors), Exact: reel.exact(), Levels: reel.levels}
	c := &clock{medium: gifMedium}
	f := newFile(w, info.Size, newIndexer(colors, index), set.Loop, info.Frames > 1)
	f.comment(set.Made)
	compress := f.plain
	if set.Best {
		compress = f.smallest
	}
	for b, err := range inOrder(c.sheets(reel), together(info.Size, set.Jobs), compress) {
		if err == nil {
			err = f.write(b.data)
		}
		if err != nil {
			return Info{}, err
		}
		info.Images += b.images
	}
	info.Duration = c.time(c.shown)
	return info, f.close()
}

// atOnce is the area of pictures that are compressed at the same time.
const atOnce = 1 << 22

// together is how many pictures of a size are compressed at the same time, by so many jobs: those that wait are held as well.
func together(size image.Point, jobs int) int { return min(jobs, max(1, atOnce/(size.X*size.Y))) }

// coarsest is the fewest levels of coverage that are tried for the sake of an exact palette: two have no soft edges.
const coarsest = 3

// surveyed counts the colours of a film. If they are too many, it is drawn with fewer levels of coverage; if that does not
// help, as with photographs, it stays as it was and its palette is approximate.
func surveyed(take Take, o GIFOptions) (*reel, error) {
	asked, memory := cmp.Or(o.Levels, raster.Levels), cmp.Or(o.Memory, keep)
	r, err := survey(gifMedium.fit(take(asked)), asked, memory, false)
	if err != nil || r.exact() {
		return r, err
	}
	for levels := asked - 1; levels >= coarsest; levels-- {
		coarser, err := survey(gifMedium.fit(take(levels)), levels, memory, true)
		if err == nil {
			return coarser, nil
		}
		if !errors.Is(err, errTooManyColors) {
			return nil, err
		}
	}
	return r, nil
}
