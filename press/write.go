package press

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"

	"gonum.org/v1/plot/vg"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/raster"
	"flipbook/vector"
)

// write makes a file of the take, whole or not at all.
func (t take) write(ctx context.Context, stdout io.Writer) (File, error) {
	file := File{Path: t.Path, Kind: t.Kind, Format: t.Format, Made: t.made}
	sum := sha256.New()
	count := &counter{}
	var info encode.Info
	fill := func(w io.Writer) (err error) {
		info, err = t.draw(ctx, io.MultiWriter(interruptible{ctx, w}, sum, count))
		return err
	}
	var err error
	switch {
	case t.Path == "-":
		err = fill(stdout)
	case t.Kind == Frames && t.Format == PNG:
		info, err = t.frames(ctx, io.MultiWriter(sum, count))
	default:
		err = WriteFile(t.Path, fill)
	}
	file.Width, file.Height = info.Size.X, info.Size.Y
	file.Frames, file.DurationMS = info.Frames, info.Duration.Milliseconds()
	file.Bytes, file.SHA256 = count.n, hex.EncodeToString(sum.Sum(nil))
	file.Notes = append(shortcomings(t.Format, info, t.pixels.Levels), t.sheet.notes()...)
	return file, err
}

// draw writes what is wanted of the film in its format.
func (t take) draw(ctx context.Context, w io.Writer) (encode.Info, error) {
	switch t.Format {
	case PNG:
		if t.Kind == Frames { // one after the other, to see how many bytes they have
			return t.pictures(ctx, func(p encode.Picture) error { _, err := w.Write(p.PNG); return err })
		}
		return t.still(ctx, w, t.frame)
	case SVG:
		err := vector.SVG(w, t.drawing(ctx, t.frame), t.vector())
		return encode.Info{Size: t.film.Size, Frames: 1, Exact: true}, err
	case PDF:
		return t.pdf(ctx, w)
	case PPTX:
		return t.slides(ctx, w)
	}
	return t.moving(ctx, w)
}

// alt is what a reader who cannot see the film is told.
func (t take) alt() string { return figure.PlainText(t.film.Alt) }

// play draws the film.
func (t take) play(ctx context.Context, levels int) iter.Seq2[raster.Frame, error] {
	shots, err := t.film.Shots(t.cut)
	if err != nil {
		return func(yield func(raster.Frame, error) bool) { yield(raster.Frame{}, err) }
	}
	pixels := t.pixels
	pixels.Levels = levels
	return counted(raster.Play(ctx, t.film, shots, pixels), len(shots), t.order.progress)
}

// moving writes the film in one of the formats that play.
func (t take) moving(ctx context.Context, w io.Writer) (encode.Info, error) {
	play := func(levels int) iter.Seq2[raster.Frame, error] { return t.play(ctx, levels) }
	loop := encode.Forever
	if t.order.Look.Loop == "once" {
		loop = encode.Once
	}
	levels, jobs := t.pixels.Levels, t.pixels.Jobs
	switch t.Format {
	case GIF:
		return encode.GIF(w, play, &encode.GIFOptions{Loop: loop, Levels: levels, Jobs: jobs, Best: t.best, Made: t.made})
	case APNG:
		return encode.APNG(w, play, &encode.APNGOptions{Loop: loop, Levels: levels, Jobs: jobs, Made: t.made, Title: t.title, Alt: t.alt(), DPI: t.dpi()})
	case WebP:
		return encode.WebP(w, play, &encode.WebPOptions{Loop: loop, Levels: levels, Jobs: jobs, Made: t.made, Title: t.title, Alt: t.alt()})
	case MP4:
		return encode.MP4(ctx, w, play, &encode.MP4Options{Levels: levels, Made: t.made, Title: t.title, Alt: t.alt()})
	case HTML:
		th := t.stage.Theme
		o := &encode.HTMLOptions{Loop: loop, Levels: levels, Made: t.made, Title: t.title, Alt: t.alt(), Caption: figure.PlainText(t.film.Caption),
			Lang: t.order.Look.lang(), Scale: max(1, t.pixels.Scale), Paper: th.Paper, Ink: th.Ink, Muted: th.Muted, Accent: th.Cool}
		for _, k := range keys(t.film) {
			o.Keys = append(o.Keys, encode.HTMLKey{Frame: k.Frame, Caption: figure.PlainText(k.Caption)})
		}
		return encode.HTML(w, play, o)
	}
	return encode.Info{}, fmt.Errorf("press: %s as %s is not written", t.Kind, t.Format)
}

// still writes a frame as a PNG.
func (t take) still(ctx context.Context, w io.Writer, frame int) (encode.Info, error) {
	m, err := raster.Still(t.film, frame, t.pixels)
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return encode.Info{}, err
	}
	return encode.Info{Size: m.Rect.Size(), Frames: 1, Exact: true}, encode.PNG(w, m, t.png())
}

// png is what a PNG of the take says.
func (t take) png() *encode.PNGOptions {
	return &encode.PNGOptions{DPI: t.dpi(), Title: t.title, Alt: t.alt(), Made: t.made}
}

// dpi is how many pixels take an inch of paper: fewer if a budget took some.
func (t take) dpi() float64 { return 72 * t.pixels.Scale / t.sheet.unit }

// pdf writes the poster, the key frames or all frames, a page each.
func (t take) pdf(ctx context.Context, w io.Writer) (encode.Info, error) {
	frames := []int{t.frame}
	switch t.Kind {
	case Pages:
		frames = nil
		for _, k := range keys(t.film) {
			frames = append(frames, k.Frame)
		}
	case Frames:
		shots, err := t.film.Shots(t.cut)
		if err != nil {
			return encode.Info{}, err
		}
		frames = nil
		for _, s := range shots {
			frames = append(frames, s.Frame)
		}
	}
	var pages []vector.Drawing
	for _, f := range frames {
		pages = append(pages, t.drawing(ctx, f))
	}
	return encode.Info{Size: t.film.Size, Frames: len(pages), Exact: true}, vector.PDF(w, pages, t.vector())
}

// drawing is a frame, to be drawn on any canvas. Once ctx has ended it is
// empty: nobody is to get it any more.
func (t take) drawing(ctx context.Context, frame int) vector.Drawing {
	return vector.Drawing{Size: t.film.Size, Draw: func(c vg.Canvas) {
		if ctx.Err() == nil {
			t.film.Still(c, frame)
		}
	}}
}

func (t take) vector() *vector.Options {
	o := &vector.Options{Title: t.title, Alt: t.alt(), Made: t.made, Lang: t.order.Look.lang()}
	if t.Format == PDF || t.sheet.printed {
		o.Unit = t.sheet.unit
	}
	return o
}
