package book

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"iter"

	"flipbook/figure"
)

// A comparison is the first pictures in which two films differ.
type comparison struct {
	before, after *image.NRGBA // nil where a film has no such frame
	marked        *image.NRGBA // where they differ; nil unless both are there and of one size
}

// compareFilms looks for the first pictures in which two films differ, and
// says in what they do. If all pictures are the same, those of the comparison
// are nil. An error is one of reading a film.
func compareFilms(before, after iter.Seq2[shown, error]) (c comparison, what string, err error) {
	nextB, stopB := iter.Pull2(before)
	defer stopB()
	nextA, stopA := iter.Pull2(after)
	defer stopA()
	what = "the pictures are the same, in other bytes"
	for i, timed := 0, false; ; i++ {
		b, errB, okB := nextB()
		a, errA, okA := nextA()
		switch {
		case errB != nil || errA != nil:
			return c, "", errors.Join(errB, errA)
		case !okA && !okB:
			return c, what, nil
		case !okA:
			return comparison{before: b.m}, "it has no frame " + figure.Count(i) + " any more", nil
		case !okB:
			return comparison{after: a.m}, "it had no frame " + figure.Count(i), nil
		case a.m.Rect != b.m.Rect:
			return comparison{before: b.m, after: a.m}, fmt.Sprintf("it has %v pixels, had %v", size(a.m), size(b.m)), nil
		case !bytes.Equal(a.m.Pix, b.m.Pix):
			c = comparison{before: b.m, after: a.m}
			c.marked, what = mark(b.m, a.m)
			return c, fmt.Sprintf("frame %d: %s", i, what), nil
		case a.hold != b.hold && !timed:
			what, timed = fmt.Sprintf("frame %d stands for %v, stood for %v", i, a.hold, b.hold), true
		}
	}
}

func size(m image.Image) string { return fmt.Sprintf("%dx%d", m.Bounds().Dx(), m.Bounds().Dy()) }

// mark draws the pixels in which two pictures of one size differ over a faint
// version of the first, with a frame around them so that one pixel is seen as
// well, and says how many there are.
func mark(before, after *image.NRGBA) (m *image.NRGBA, what string) {
	const near = 6 // pixels from the marked ones to the frame
	ink := color.NRGBA{0xd0, 0x10, 0x70, 0xff}
	m = image.NewNRGBA(before.Rect)
	var box image.Rectangle
	n := 0
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			was := before.NRGBAAt(x, y)
			if was != after.NRGBAAt(x, y) {
				n++
				box = box.Union(image.Rect(x, y, x+1, y+1))
				m.SetNRGBA(x, y, ink)
				continue
			}
			gray := color.GrayModel.Convert(was).(color.Gray).Y
			faint := 0xc0 + gray/4
			m.SetNRGBA(x, y, color.NRGBA{faint, faint, faint, 0xff})
		}
	}
	frame := box.Inset(-near)
	for _, side := range []image.Rectangle{
		{frame.Min, image.Pt(frame.Max.X, frame.Min.Y+2)},
		{image.Pt(frame.Min.X, frame.Max.Y-2), frame.Max},
		{frame.Min, image.Pt(frame.Min.X+2, frame.Max.Y)},
		{image.Pt(frame.Max.X-2, frame.Min.Y), frame.Max},
	} {
		draw.Draw(m, side, image.NewUniform(ink), image.Point{}, draw.Src)
	}
	return m, fmt.Sprintf("%s of %s pixels differ, within %dx%d at %d,%d", figure.Count(n), figure.Count(m.Rect.Dx()*m.Rect.Dy()),
		box.Dx(), box.Dy(), box.Min.X, box.Min.Y)
}
