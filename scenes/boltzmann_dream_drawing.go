package scenes

import (
	"context"
	"image"
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/boltzmann"
	"flipbook/figure"
)

const (
	dreamFrames = 26 // of learning
	dreamCols   = 4  // pictures in a row
	dreamShades = 7  // of gray in a picture, beside paper
)

// dreamNights are the sweeps of the last dreams that have a frame: none at
// first, the noise, then many of the first sweeps, and few of the later ones.
func dreamNights(sweeps int) []int {
	const nights = 14
	var at []int
	for i := range nights - 1 {
		at = append(at, min(max(i, geometric(sweeps, i, nights-1)-1), sweeps))
	}
	return append(at, sweeps)
}

// hold is how long a frame stands.
func (l *lesson) hold(frame int) time.Duration {
	n := len(l.epochs)
	switch {
	case frame == 0 || frame == n-1 || frame == n:
		return 1200 * time.Millisecond
	case frame > n:
		return 360 * time.Millisecond
	}
	return 180 * time.Millisecond
}

// both is the pictures and the errors.
func (l *lesson) both(t *telling, nights []int) figure.Part {
	switch {
	case !t.Small():
		return figure.Beside(0.63, l.album(t, nights, dreamCols), l.plot(t))
	case t.Size.Y > t.Size.X:
		return figure.Rows(l.album(t, nights, dreamCols), figure.Extra(l.plot(t)))
	}
	return figure.Beside(0.58, l.album(t, nights, dreamCols-1), figure.Extra(l.plot(t)))
}

// now says how far the machine is.
func (l *lesson) now(t *telling, nights []int) func(frame int) string {
	n := len(l.epochs)
	return func(i int) string {
		if i < n {
			return t.says("learns", "epoch", l.epochs[i].number)
		}
		return t.says("dreams", "sweep", nights[i-n])
	}
}

// example is a digit that is shown in the film: of each third kind one.
func (l *lesson) example(k int) boltzmann.State { return l.seen[3*k] }

// album is what was shown, what was made of it, and what was dreamed, so many of
// each.
func (l *lesson) album(t *telling, nights []int, columns int) figure.Part {
	n := len(l.epochs)
	row := func(still bool, of func(frame, k int) []float64) []figure.Picture {
		var out []figure.Picture
		for k := range columns {
			out = append(out, figure.Picture{Cols: l.side, Rows: l.side, Still: still, Of: func(frame, cell int) color.NRGBA {
				return t.Theme.Shade(math.Floor(float64(of(frame, k)[cell]*dreamShades)+0.5) / dreamShades)
			}})
		}
		return out
	}
	return &figure.Album{Rows: []figure.AlbumRow{
		{Name: t.says("shown"), Each: row(true, func(_, k int) []float64 { return gray(l.example(k)) })},
		{Name: t.says("rebuilt"), Each: row(false, func(i, k int) []float64 { return l.epochs[min(i, n-1)].rebuilt[k] })},
		{Name: t.says("dreamed"), Each: row(false, func(i, k int) []float64 {
			if i < n {
				return l.epochs[i].dreams[k]
			}
			return l.dreams[k][nights[i-n]]
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

// gray is a picture of black and white as one of probabilities.
func gray(v boltzmann.State) []float64 {
	out := make([]float64, len(v))
	for i, on := range v {
		out[i] = float64(on)
	}
	return out
}

const dreamUnseen = 10 // digits of each kind that are kept from training

// digits are halved in size, and black or white: those that are shown, of all ten
// kinds in turn, and those that are kept.
func (s *BoltzmannDream) digits(ctx context.Context, t *telling) (*lesson, error) {
	kinds := slices.Repeat([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, s.Shown+dreamUnseen)
	images, err := digitsInTurn(ctx, t.Digits, "boltzmann-dream", kinds, 0)
	if err != nil {
		return nil, err
	}
	l := &lesson{}
	states := make([]boltzmann.State, len(images))
	for i, img := range images {
		l.side, states[i] = halved(img)
	}
	l.seen, l.unseen = states[:10*s.Shown], states[10*s.Shown:]
	return l, nil
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
