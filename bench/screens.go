package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"iter"
	"os"
)

// screens goes through what a GIF shows, as browsers do, with how long it stands in hundredths of a second. Frames that
// show the same are one. The picture is the same memory each time.
func screens(g *gif.GIF) iter.Seq2[*image.RGBA, int] {
	return func(yield func(*image.RGBA, int) bool) {
		screen := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
		shown := image.NewRGBA(screen.Rect)
		stands := 0
		for i, m := range g.Image {
			before := bytes.Clone(screen.Pix)
			draw.Draw(screen, m.Rect, m, m.Rect.Min, draw.Over)
			if i > 0 && !bytes.Equal(screen.Pix, shown.Pix) {
				if !yield(shown, stands) {
					return
				}
				stands = 0
			}
			copy(shown.Pix, screen.Pix)
			stands += g.Delay[i]
			switch g.Disposal[i] {
			case gif.DisposalBackground:
				draw.Draw(screen, m.Rect, image.Transparent, image.Point{}, draw.Src)
			case gif.DisposalPrevious:
				copy(screen.Pix, before)
			}
		}
		yield(shown, stands)
	}
}

// A likeness says how near one film is to another, the nearest last.
type likeness int

const (
	different likeness = iota
	inSteps            // each picture is complete by the end of its time, some in several steps
	same               // the same pixels for the same times
)

// compare says how near got is to want.
func compare(want, got *gif.GIF) likeness {
	next, stop := iter.Pull2(screens(got))
	defer stop()
	end, gotEnd, extra := 0, 0, 0
	for m, stands := range screens(want) {
		end += stands
		extra--
		var n *image.RGBA
		for n == nil || gotEnd < end {
			shown, also, ok := next()
			if !ok {
				return different
			}
			n = shown
			gotEnd += also
			extra++
		}
		if gotEnd != end || m.Rect != n.Rect || !bytes.Equal(m.Pix, n.Pix) {
			return different
		}
	}
	if _, _, more := next(); more {
		return different
	}
	if extra > 0 {
		return inSteps
	}
	return same
}

// writeFull writes a GIF of whole frames that shows what g does, with the exact palette for all of them: what an encoder
// is given to work on.
func writeFull(path string, g *gif.GIF) error {
	full := &gif.GIF{}
	var palette color.Palette
	index := map[[4]uint8]uint8{}
	for m, stands := range screens(g) {
		p := image.NewPaletted(m.Rect, nil)
		for i := range p.Pix {
			c := [4]uint8(m.Pix[4*i:])
			n, known := index[c]
			if !known {
				if len(palette) == 256 {
					return fmt.Errorf("%s: more than 256 colours", path)
				}
				n = uint8(len(palette))
				index[c] = n
				palette = append(palette, color.RGBA{c[0], c[1], c[2], c[3]})
			}
			p.Pix[i] = n
		}
		full.Image = append(full.Image, p)
		full.Delay = append(full.Delay, stands)
	}
	for _, p := range full.Image {
		p.Palette = palette
	}
	full.Config = image.Config{ColorModel: palette, Width: g.Config.Width, Height: g.Config.Height}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := gif.EncodeAll(f, full); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
