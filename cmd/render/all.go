package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"flipbook/book"
	"flipbook/scenes"
)

// allCmd renders the whole catalogue.
type allCmd struct {
	Out string `help:"Directory of the files." default:"out" placeholder:"DIR" group:"What is written:"`
	look
}

// Run makes a GIF and a poster of every scene, and the manifest of them all.
func (c *allCmd) Run(ctx context.Context, s streams) error {
	common, err := c.order()
	if err != nil {
		return err
	}
	if c.Out == "" {
		return book.BadInput{Err: errors.New("--out: the directory is empty")}
	}
	undo, err := book.MakeDir(c.Out)
	if err != nil {
		undo()
		return err
	}
	catalogue := scenes.Catalogue()
	records := make([]book.Record, len(catalogue))
	p := newProgress(c.look, s.err)
	// Whole films side by side keep the cores busier than the frames of one.
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(common.Pixels.Jobs)
	for i, e := range catalogue {
		work.Go(func() error {
			o := common
			o.Name, o.Scene, o.Pixels.Jobs = e.Name, e.New(), 1
			o.Progress = p.film(e.Name)
			for _, f := range []book.Format{book.GIF, book.PNG} {
				o.Outputs = append(o.Outputs, book.Output{Format: f, Path: filepath.Join(c.Out, e.Name+"."+string(f))})
			}
			r, err := book.Make(ctx, o)
			records[i] = r
			return err
		})
	}
	err = work.Wait()
	p.end()
	if err != nil {
		undo()
		return err
	}
	if err := book.WriteFile(filepath.Join(c.Out, "manifest.json"), func(w io.Writer) error {
		return book.Manifest(w, records)
	}); err != nil {
		return err
	}
	for _, r := range records {
		if err := c.report(s.out, r); err != nil {
			return err
		}
	}
	return nil
}
