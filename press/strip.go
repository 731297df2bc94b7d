package press

import (
	"image"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
)

// strip is the key frames of a film beside and below each other, each with its
// caption: (a), (b), (c). It is a film of one frame.
func strip(f *film.Film, on figure.Stage, s *sheet) *film.Film {
	const (
		above = 20 // from a panel to the first baseline of its caption
		line  = 20
		below = 16 // from the last baseline to the next row
		left  = 8  // from the edge of a panel to its letter, as far as to what a bare figure shows
		gap   = 6  // from the letter to the caption
	)
	panels := keys(f)
	columns := min(s.columns, len(panels))
	if s.printed {
		columns = s.columns // the width is the author's
	}
	captions := make([][]string, len(panels))
	var tops []int // of each row of panels
	height := 0
	for i, k := range panels {
		indent := left + figure.Head.Width(letter(i)) + gap
		captions[i] = figure.Label.Wrap(k.Caption, float64(s.layout.X)-indent)
		if i%columns == 0 {
			tops = append(tops, height)
			height += s.layout.Y
		}
		if i%columns == columns-1 || i == len(panels)-1 {
			most := 0
			for _, c := range captions[i-i%columns : i+1] {
				most = max(most, len(c))
			}
			height += above + line*(most-1) + below
		}
	}
	size := image.Pt(s.across(columns), height)
	out := *f
	out.Size, out.Len, out.Keys = size, 1, nil
	out.Trail, out.Front, out.Live = nil, nil, nil
	out.Hold = film.Steady(film.Closing, 1)
	out.Backdrop = func(c vg.Canvas) {
		p := on.Pen(c)
		p.Rect(figure.Box{Rectangle: vg.Rectangle{Max: vg.Point{X: vg.Length(size.X), Y: vg.Length(size.Y)}}}, on.Theme.Paper)
		for i, k := range panels {
			corner := vg.Point{
				X: vg.Length(i % columns * (s.layout.X + gutter)),
				Y: vg.Length(size.Y - tops[i/columns] - s.layout.Y),
			}
			c.Push()
			c.Translate(corner)
			f.Still(c, k.Frame)
			c.Pop()
			at := corner.Add(vg.Point{X: left, Y: -above})
			p.Text(at, letter(i), figure.Head)
			at.X += vg.Length(figure.Head.Width(letter(i)) + gap)
			for _, words := range captions[i] {
				p.Text(at, words, figure.Label)
				at.Y -= line
			}
		}
	}
	return &out
}

// letter names panel i: (a) to (z), and then (27).
func letter(i int) string {
	if i < 26 {
		return "(" + string(rune('a'+i)) + ")"
	}
	return "(" + figure.Count(i+1) + ")"
}
