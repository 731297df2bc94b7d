// Package press makes films and writes them: which scene, seen how, into which
// files, and a record of what was made.
package press

import (
	"cmp"
	"context"
	"errors"
	"io"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/scenes"
)

// An Order is a film to be made and what of it is to be written.
type Order struct {
	Name    string       // of the scene, in the catalogue
	Scene   scenes.Scene // with its parameters
	Look    Look
	Outputs []Output

	// Digits is where scenes find handwritten digits. Scenes that need them
	// fail without.
	Digits figure.Digits

	// Jobs is how many goroutines may work. 0 means 1. The files are the same.
	Jobs int

	// Sealed is for whoever makes films for others: no parameter names a file.
	Sealed bool

	// Pixels is the most that the frames of a film may have together. 0 means
	// that there is no such limit.
	Pixels int

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
// written, the record tells of those before it; if that is only for want of
// another program, the others are written all the same.
func Make(ctx context.Context, o Order) (Record, error) {
	if err := cmp.Or(scenes.Check(o.Scene), o.Look.Check()); err != nil {
		return Record{}, BadInput{err}
	}
	if len(o.Outputs) == 0 {
		return Record{}, BadInput{errors.New("nothing is to be written")}
	}
	takes, err := o.takes(ctx)
	if err != nil {
		return Record{}, err
	}
	r := record(o, takes)
	var missing error
	for _, t := range takes {
		var file File
		fit, gaveUp, err := t.fit(ctx)
		if err == nil {
			file, err = fit.write(ctx, o.Stdout)
		}
		if errors.Is(err, encode.ErrNoFFmpeg) {
			missing = errors.Join(missing, err)
			continue
		}
		if err != nil {
			return r, err
		}
		file.Notes = append(gaveUp, file.Notes...)
		r.Files = append(r.Files, file)
	}
	return r, missing
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
