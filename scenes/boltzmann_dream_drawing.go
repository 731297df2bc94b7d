package scenes

import (
	"image"
	"image/color"
	"math"

	"flipbook/boltzmann"
	"flipbook/figure"
)

const dreamShades = 7 // of gray in a picture, beside paper

// album is what was shown, what was made of it, and what was dreamed.
func (l *lesson) album(t *telling) figure.Part {
	n := len(l.epochs)
	row := func(still bool, of func(frame, k int) []float64) []figure.Picture {
		var out []figure.Picture
		for k := range dreamCols {
			out = append(out, figure.Picture{Cols: l.side, Rows: l.side, Still: still, Of: func(frame, cell int) color.NRGBA {
				return t.Theme.Shade(math.Floor(float64(of(frame, k)[cell]*dreamShades)+0.5) / dreamShades)
			}})
		}
		return out
	}
	return &figure.Album{Rows: []figure.AlbumRow{
		{Name: t.says("shown"), Each: row(true, func(_, k int) []float64 { return l.gray(k) })},
		{Name: t.says("rebuilt"), Each: row(false, func(i, k int) []float64 { return l.epochs[min(i, n-1)].rebuilt[k] })},
		{Name: t.says("dreamed"), Each: row(false, func(i, k int) []float64 {
			if i < n {
				return l.epochs[i].dreams[k]
			}
			return l.nights[i-n].pictures[k]
		})},
	}}
}

// plot is the errors, pass by pass.
func (l *lesson) plot(t *telling) figure.Part {
	n := len(l.epochs)
	upto := func(i int) int { return min(i, n-1) + 1 }
	seen := figure.Curve{Label: t.says("seen"), Ink: t.Theme.Cool, Tip: 4, Upto: upto}
	unseen := figure.Curve{Label: t.says("unseen"), Ink: t.Theme.Muted, Upto: upto}
	for _, e := range l.epochs {
		seen.Points = append(seen.Points, figure.XY{X: float64(e.number), Y: e.seen})
		unseen.Points = append(unseen.Points, figure.XY{X: float64(e.number), Y: e.unseen})
	}
	return &figure.Plot{
		X:      figure.Axis{From: 0, To: float64(l.epochs[n-1].number), Title: t.says("epoch-axis")},
		Y:      figure.Axis{From: 0, To: l.worst() * 1.08, Title: t.says("error")},
		Curves: []figure.Curve{unseen, seen},
	}
}

func (l *lesson) worst() float64 {
	most := 0.0
	for _, e := range l.epochs {
		most = max(most, e.seen, e.unseen)
	}
	return most
}

func (l *lesson) gray(k int) []float64 {
	out := make([]float64, l.side*l.side)
	for i, v := range l.example(k) {
		out[i] = float64(v)
	}
	return out
}

// halved is an image at half its size, in black and white: four pixels are ink
// if they hold as much as one and a half. It is square, of the lesser side.
func halved(img *image.Gray) (side int, v boltzmann.State) {
	const ink = 255 * 3 / 2
	size := img.Rect.Size()
	side = min(size.X, size.Y) / 2
	for y := range side {
		for x := range side {
			sum := 0
			for _, d := range []image.Point{{}, {X: 1}, {Y: 1}, {X: 1, Y: 1}} {
				at := img.Rect.Min.Add(image.Pt(2*x, 2*y)).Add(d)
				sum += int(img.GrayAt(at.X, at.Y).Y)
			}
			on := uint8(0)
			if sum >= ink {
				on = 1
			}
			v = append(v, on)
		}
	}
	return side, v
}
