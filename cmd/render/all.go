package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"flipbook/book"
	"flipbook/press"
	"flipbook/scenes"
)

// allCmd renders the whole catalogue.
type allCmd struct {
	Out string `help:"Directory of the files." default:"out" placeholder:"DIR" group:"What is written:"`
	press.Look
	work
}

// Run makes a GIF and a poster of every scene, and the manifest of them all.
func (c *allCmd) Run(ctx context.Context, s streams) error {
	common, err := c.work.order(c.Look)
	if err != nil {
		return err
	}
	if c.Out == "" {
		return press.BadInput{Err: errors.New("--out: the directory is empty")}
	}
	undo, err := press.MakeDir(c.Out)
	if err != nil {
		undo()
		return err
	}
	catalogue := scenes.Catalogue()
	records := make([]press.Record, len(catalogue))
	p := newProgress(c.work, s.err)
	// Whole films side by side keep the cores busier than the frames of one.
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(common.Jobs)
	for i, e := range catalogue {
		work.Go(func() error {
			o := common
			o.Name, o.Scene, o.Jobs = e.Name, e.New(), 1
			o.Progress = p.film(e.Name)
			for _, w := range []press.Wanted{{Kind: press.Moving, Format: press.GIF}, {Kind: press.Still, Format: press.PNG}} {
				o.Outputs = append(o.Outputs, press.Output{Wanted: w, Path: filepath.Join(c.Out, w.Named(e.Name))})
			}
			r, err := press.Make(ctx, o)
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
	relative := make([]press.Record, len(records)) // the same wherever the program was run
	for i, r := range records {
		relative[i] = r.RelativeTo(c.Out)
	}
	if err := press.WriteFile(filepath.Join(c.Out, book.ManifestFile), func(w io.Writer) error {
		return press.Manifest(w, relative)
	}); err != nil {
		return err
	}
	if err := press.WriteFile(filepath.Join(c.Out, book.GalleryFile), func(w io.Writer) error {
		return book.Gallery(w, "Films of machine learning", c.Out, records)
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
