// Package book makes films and writes them: which scene, seen how, into which
// files, and a record of what was made.
package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
	"flipbook/scenes"
)

// An Order is a film to be made and what of it is to be written.
type Order struct {
	Name    string       // of the scene, in the catalogue
	Scene   scenes.Scene // with its parameters
	Stage   figure.Stage
	Cut     film.Cut
	Pixels  raster.Options
	Loop    encode.Loop
	Poster  Poster
	Outputs []Output

	// Best spends more time on smaller GIFs.
	Best bool

	// MaxSize is how many bytes a file may have: what it takes is given up, as
	// little as possible. 0 means no limit.
	MaxSize int64

	// Stdout is where an output with the path "-" is written.
	Stdout io.Writer

	// Progress is told what is being done, and how much of it is done.
	// Nil means that nobody listens.
	Progress func(what string, done, total int)
}

// BadInput is an error that whoever gave the order can mend.
type BadInput struct{ Err error }

func (b BadInput) Error() string { return b.Err.Error() }
func (b BadInput) Unwrap() error { return b.Err }

// Make runs the scene, draws its film and writes all outputs. If one cannot be
// written, the record tells of those before it.
func Make(ctx context.Context, o Order) (Record, error) {
	o.Pixels.Levels, o.Pixels.Scale = cmp.Or(o.Pixels.Levels, raster.Levels), cmp.Or(o.Pixels.Scale, 1)
	if err := scenes.Check(o.Scene); err != nil {
		return Record{}, BadInput{err}
	}
	o.Stage.Progress = func(done, total int) { o.progress("computing", done, total) }
	f, err := o.Scene.Film(ctx, o.Stage)
	if err != nil {
		return Record{}, blame(ctx, err)
	}
	if err := f.Check(); err != nil {
		return Record{}, err
	}
	if err := o.check(f); err != nil {
		return Record{}, BadInput{err}
	}
	r := record(o, f)
	for _, out := range o.Outputs {
		fit, gaveUp, err := o.fit(ctx, f, out)
		if err != nil {
			return r, err
		}
		var info encode.Info
		file, err := write(ctx, out, o.Stdout, func(w io.Writer) (_ encode.Info, err error) {
			info, err = fit.draw(ctx, f, out.Format, w)
			return info, err
		})
		if err != nil {
			return r, err
		}
		file.Notes = append(gaveUp, shortcomings(info, fit.Pixels.Levels)...)
		r.Files = append(r.Files, file)
	}
	return r, nil
}

// check reports what of the order the film cannot meet.
func (o Order) check(f *film.Film) error {
	shots, err := f.Shots(o.Cut)
	if err != nil {
		return err
	}
	for _, s := range shots {
		if s.Hold > encode.MaxHold {
			return fmt.Errorf("frame %d would stand for %v: at most %v", s.Frame, s.Hold.Round(time.Millisecond), encode.MaxHold)
		}
	}
	if _, err := o.Poster.frame(f); err != nil {
		return err
	}
	_, err = raster.Size(f, o.Pixels)
	return err
}

// draw writes the film, or its poster, in a format.
func (o Order) draw(ctx context.Context, f *film.Film, format Format, w io.Writer) (encode.Info, error) {
	if format == PNG {
		frame, err := o.Poster.frame(f)
		if err != nil {
			return encode.Info{}, err
		}
		return still(w, f, frame, o.Pixels)
	}
	shots, err := f.Shots(o.Cut)
	if err != nil {
		return encode.Info{}, err
	}
	take := func(levels int) iter.Seq2[raster.Frame, error] {
		pixels := o.Pixels
		pixels.Levels = levels
		return counted(raster.Play(ctx, f, shots, pixels), len(shots), o.progress)
	}
	return encode.GIF(w, take, &encode.GIFOptions{Loop: o.Loop, Levels: o.Pixels.Levels, Jobs: o.Pixels.Jobs, Best: o.Best})
}

// blame says whose fault it is that a scene gave no film.
func blame(ctx context.Context, err error) error {
	if _, broken := errors.AsType[scenes.Violation](err); broken || ctx.Err() != nil {
		return err
	}
	return BadInput{err}
}

// progress tells whoever listens.
func (o Order) progress(what string, done, total int) {
	if o.Progress != nil {
		o.Progress(what, done, total)
	}
}

func still(w io.Writer, f *film.Film, frame int, o raster.Options) (encode.Info, error) {
	m, err := raster.Still(f, frame, o)
	if err != nil {
		return encode.Info{}, err
	}
	return encode.Info{Size: m.Rect.Size(), Frames: 1, Exact: true}, encode.PNG(w, m, nil)
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

// A Record says what was made.
type Record struct {
	Scene   string              `json:"scene"`
	Params  map[string]any      `json:"params"`
	Seed    any                 `json:"seed"` // null for a scene without chance
	Files   []File              `json:"files"`
	Results map[string]*float64 `json:"results"` // null for a value that does not exist
	Alt     string              `json:"alt"`

	Says []string `json:"-"` // the results in words
}

// A File is one that was written.
type File struct {
	Path       string `json:"path"`
	Format     Format `json:"format"`
	Bytes      int64  `json:"bytes"`
	SHA256     string `json:"sha256"`
	Width      int    `json:"width"`
	Height     int    `json:"height"`
	Frames     int    `json:"frames"`
	DurationMS int64  `json:"duration_ms"`

	// Notes say what the file is not as it was asked for.
	Notes []string `json:"notes,omitempty"`
}

func record(o Order, f *film.Film) Record {
	r := Record{Scene: o.Name, Params: scenes.Values(o.Scene), Results: make(map[string]*float64), Alt: f.Alt, Files: []File{}}
	r.Seed = r.Params["seed"]
	for _, v := range f.Results {
		r.Results[v.Name] = nil
		if v.Value == v.Value { // not NaN
			r.Results[v.Name] = &v.Value
		}
		r.Says = append(r.Says, v.Text)
	}
	return r
}
