package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"flipbook/book"
	"flipbook/collection"
	"flipbook/scenes"
)

// allCmd renders the whole catalogue.
type allCmd struct {
	Out string `help:"Directory of the files." default:"out" placeholder:"DIR" group:"What is written:"`
	book.Look
	work
}

// Run makes a GIF and a poster of every scene, and the manifest of them all.
func (c *allCmd) Run(ctx context.Context, s streams) error {
	common, err := c.work.order(c.Look)
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
	p := newProgress(c.work, s.err)
	// Whole films side by side keep the cores busier than the frames of one.
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(common.Jobs)
	for i, e := range catalogue {
		work.Go(func() error {
			o := common
			o.Name, o.Scene, o.Jobs = e.Name, e.New(), 1
			o.Progress = p.film(e.Name)
			for _, w := range []book.Wanted{{Kind: book.Moving, Format: book.GIF}, {Kind: book.Still, Format: book.PNG}} {
				o.Outputs = append(o.Outputs, book.Output{Wanted: w, Path: filepath.Join(c.Out, w.Named(e.Name))})
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
	relative := make([]book.Record, len(records)) // the same wherever the program was run
	for i, r := range records {
		relative[i] = r.RelativeTo(c.Out)
	}
	if err := book.WriteFile(filepath.Join(c.Out, collection.ManifestFile), func(w io.Writer) error {
		return book.Manifest(w, relative)
	}); err != nil {
		return err
	}
	if err := book.WriteFile(filepath.Join(c.Out, collection.GalleryFile), func(w io.Writer) error {
		return collection.Gallery(w, "Films of machine learning", c.Out, records)
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
