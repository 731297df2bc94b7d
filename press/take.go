package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"iter"
	"strconv"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
	"flipbook/scenes"
)

// A take is an output with all that is needed to write it.
type take struct {
	Output
	order  Order
	stage  figure.Stage
	film   *film.Film // of a strip, the strip: one frame
	cut    film.Cut
	pixels raster.Options
	best   bool
	sheet  sheet
	frame  int    // the poster
	title  string // what the figure is called
	made   string // how to make the file again
	digits bool   // it shows some
}

// takes prepares all outputs of an order, or reports the first that cannot be.
// Outputs that are staged alike share a film.
func (o Order) takes(ctx context.Context) ([]take, error) {
	films := make(map[staging]staged)
	var out []take
	for _, output := range o.Outputs {
		t, err := o.take(output)
		if err != nil {
			return nil, BadInput{err}
		}
		key := staging{t.stage.Theme.Name, t.stage.Size, t.stage.Bare}
		s, ok := films[key]
		if !ok {
			if s, err = o.staged(ctx, t.stage); err != nil {
				return nil, err
			}
			films[key] = s
		}
		if err := t.set(s.film); err != nil {
			return nil, BadInput{err}
		}
		t.made, t.digits = o.made(output.Wanted, s.digits), s.digits != nil && s.digits.used
		out = append(out, t)
	}
	return out, nil
}

// A staged film, and the digits it was made of.
type staged struct {
	film   *film.Film
	digits *witness
}

func (o Order) staged(ctx context.Context, on figure.Stage) (s staged, err error) {
	on = o.open(on)
	if o.Digits != nil {
		s.digits = newWitness(o.Digits)
		on.Digits = s.digits
	}
	if s.film, err = o.Scene.Film(ctx, on); err != nil {
		return s, blame(ctx, err)
	}
	return s, s.film.Check()
}

// Stage is where the film of an order's first output plays, for whoever wants
// to know what it will show.
func (o Order) Stage() (figure.Stage, error) {
	if len(o.Outputs) == 0 {
		return figure.Stage{}, BadInput{errors.New("no output: nothing is staged")}
	}
	t, err := o.take(o.Outputs[0])
	if err != nil {
		return figure.Stage{}, BadInput{err}
	}
	return o.open(t.stage), nil
}

// open gives a stage what the order has for it.
func (o Order) open(on figure.Stage) figure.Stage {
	on.Digits, on.Sealed = o.Digits, o.Sealed
	on.Progress = func(done, total int) { o.progress("computing", done, total) }
	return on
}

// A staging is in what the stages of an order differ.
type staging struct {
	theme string
	size  image.Point
	bare  bool
}

// take is an output before its film is made: where it is staged, and how large.
func (o Order) take(out Output) (take, error) {
	t := take{Output: out, order: o, cut: o.Look.cut(), best: o.Look.Best}
	var err error
	if t.sheet, err = o.Look.sheet(out.Wanted); err != nil {
		return t, err
	}
	t.stage, err = o.Look.stage(out.Wanted, t.sheet.layout)
	return t, err
}

// set gives the take its film, and checks what of the order the film cannot
// meet.
func (t *take) set(f *film.Film) (err error) {
	t.film, t.title = f, figure.PlainText(cmp.Or(f.Title, titleOf(t.order.Name)))
	if t.frame, err = t.order.Look.Poster.frame(f); err != nil {
		return err
	}
	if t.Kind == Strip {
		t.film = strip(f, t.stage, &t.sheet)
		t.frame = 0
	}
	t.pixels = raster.Options{Scale: t.sheet.scale, Levels: raster.Levels, Jobs: t.order.Jobs}
	shots, err := f.Shots(t.cut)
	if err != nil || t.Format == SVG || t.Format == PDF && t.Kind != Frames {
		return err
	}
	size := t.film.Size
	if t.Format != PDF {
		if size, err = raster.Size(t.film, t.pixels); err != nil {
			return err
		}
	}
	if most := t.order.Pixels; most > 0 && len(shots) > most/(size.X*size.Y) {
		return fmt.Errorf("%d frames of %dx%d pixels: at most %s pixels are made here", len(shots), size.X, size.Y, figure.Count(most))
	}
	if t.Format == PDF { // of which nothing moves
		return nil
	}
	for _, s := range shots {
		if s.Hold > encode.MaxHold {
			return fmt.Errorf("frame %d would stand for %v: at most %v", s.Frame, s.Hold.Round(time.Millisecond), encode.MaxHold)
		}
	}
	return nil
}

func titleOf(name string) string {
	e, _ := scenes.Named(name)
	return cmp.Or(e.Title, name)
}

// A Poster says which frame stands for a film in a still picture.
type Poster string

const (
	Last Poster = "last" // the last frame
	Key  Poster = "key"  // the middle one of the key frames
)

// frame is the frame a poster means: last, key, or a number.
func (p Poster) frame(f *film.Film) (int, error) {
	switch p {
	case "", Last:
		return f.Len - 1, nil
	case Key:
		if n := len(f.Keys); n > 0 {
			return f.Keys[(n-1)/2].Frame, nil
		}
		return f.Len - 1, nil
	}
	n, err := strconv.Atoi(string(p))
	if err != nil {
		return 0, fmt.Errorf("poster %q: want last, key or the number of a frame", string(p))
	}
	if n < 0 || n >= f.Len {
		return 0, fmt.Errorf("poster %d: the film has frames 0 to %d", n, f.Len-1)
	}
	return n, nil
}

// counted reports frames as they pass.
func counted(frames iter.Seq2[raster.Frame, error], total int, progress func(string, int, int)) iter.Seq2[raster.Frame, error] {
	return func(yield func(raster.Frame, error) bool) {
		done := 0
		for f, err := range frames {
			if !yield(f, err) {
				return
			}
			done++
			progress("drawing", done, total)
		}
	}
}

// keys are the frames worth printing.
func keys(f *film.Film) []film.Key {
	if len(f.Keys) > 0 {
		return f.Keys
	}
	return []film.Key{{Frame: f.Len - 1, Caption: f.Caption}}
}
