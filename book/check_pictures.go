package book

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/png"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"flipbook/press"
	"flipbook/raster"
)

// errNoPictures says that a file is shown as it is: a browser reads it.
var errNoPictures = errors.New("no pictures are made of this")

// A shown is a picture of a film and how long it stands.
type shown struct {
	m    *image.NRGBA
	hold time.Duration
}

// pictures are those of a GIF, a PNG or a directory of PNGs, one after the
// other. Whoever wrote the files, no more than one of them is in memory.
func pictures(dir *os.Root, path string, f press.File) (iter.Seq2[shown, error], error) {
	const maxFile = 64 << 20 // bytes
	names := []string{path}
	if f.Kind == press.Frames && f.Format == press.PNG {
		var err error
		if names, err = press.FrameFiles(dir.FS(), path); err != nil {
			return nil, err
		}
	} else if f.Format != press.PNG && f.Format != press.GIF {
		return nil, errNoPictures
	}
	for _, name := range names {
		if info, err := dir.Stat(name); err != nil || info.Size() > maxFile {
			return nil, errors.Join(err, errNoPictures)
		}
	}
	return func(yield func(shown, error) bool) {
		for _, name := range names {
			data, err := dir.ReadFile(name)
			if err != nil {
				yield(shown{}, err)
				return
			}
			read := pngPicture
			if f.Format == press.GIF {
				read = gifPictures
			}
			for s, err := range read(data) {
				if !yield(s, err) || err != nil {
					return
				}
			}
		}
	}, nil
}

func pngPicture(data []byte) iter.Seq2[shown, error] {
	return func(yield func(shown, error) bool) {
		c, err := png.DecodeConfig(bytes.NewReader(data))
		if err == nil {
			err = reasonable(c.Width, c.Height)
		}
		if err != nil {
			yield(shown{}, err)
			return
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			yield(shown{}, err)
			return
		}
		canvas := image.NewNRGBA(m.Bounds())
		draw.Draw(canvas, canvas.Rect, m, m.Bounds().Min, draw.Src)
		yield(shown{m: canvas}, nil)
	}
}

// gifPictures are what a player shows of a GIF.
func gifPictures(data []byte) iter.Seq2[shown, error] {
	return func(yield func(shown, error) bool) {
		c, err := gif.DecodeConfig(bytes.NewReader(data))
		if err == nil {
			err = reasonable(c.Width, c.Height)
		}
		if err != nil {
			yield(shown{}, err)
			return
		}
		screen := image.NewNRGBA(image.Rect(0, 0, c.Width, c.Height))
		for one, err := range gifImages(data) {
			if err != nil {
				yield(shown{}, err)
				return
			}
			before := slices.Clone(screen.Pix)
			m := one.Image[0]
			draw.Draw(screen, m.Rect, m, m.Rect.Min, draw.Over)
			now := &image.NRGBA{Pix: slices.Clone(screen.Pix), Stride: screen.Stride, Rect: screen.Rect}
			if !yield(shown{now, time.Duration(one.Delay[0]) * 10 * time.Millisecond}, nil) {
				return
			}
			switch one.Disposal[0] {
			case gif.DisposalBackground:
				draw.Draw(screen, m.Rect, image.Transparent, image.Point{}, draw.Src)
			case gif.DisposalPrevious:
				copy(screen.Pix, before)
			}
		}
	}
}

// gifImages takes a GIF apart into GIFs of one image each: image/gif would
// decode all at once, and a small file may hold very many.
func gifImages(data []byte) iter.Seq2[*gif.GIF, error] {
	return func(yield func(*gif.GIF, error) bool) {
		tooShort := func() { yield(nil, io.ErrUnexpectedEOF) }
		table := func(flags byte) int { return int(flags>>7) * 3 << (flags&7 + 1) } // bytes of colours
		blocks := func(at int) int {                                                // skips data up to the empty block
			for at < len(data) && data[at] != 0 {
				at += int(data[at]) + 1
			}
			return at + 1
		}
		at := 13 + table(data[10]) // the header has been read before
		head := data[:min(at, len(data))]
		var control []byte
		for at < len(data) && data[at] != 0x3b {
			if len(data)-at < 11 {
				tooShort()
				return
			}
			end := blocks(at + 2)
			image := data[at] == 0x2c
			if image {
				end = blocks(at + 11 + table(data[at+9]))
			}
			if end > len(data) || !image && data[at] != 0x21 {
				tooShort()
				return
			}
			block := data[at:end]
			at = end
			if !image {
				if block[1] == 0xf9 {
					control = block
				}
				continue
			}
			one, err := gif.DecodeAll(bytes.NewReader(slices.Concat(head, control, block, []byte{0x3b})))
			if !yield(one, err) || err != nil {
				return
			}
			control = nil
		}
	}
}

// reasonable reports a picture that is larger than any of ours.
func reasonable(width, height int) error {
	if width < 1 || height < 1 || width > raster.MaxPixels/height {
		return fmt.Errorf("%dx%d pixels: want at most %d", width, height, raster.MaxPixels)
	}
	return nil
}
