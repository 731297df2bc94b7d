package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"flipbook/book"
	"flipbook/encode"
	"flipbook/press"
)

// bookCmd renders a storyboard.
type bookCmd struct {
	File  string   `arg:"" name:"FILE.yaml" help:"The storyboard: films, each a scene with parameters, a look and outputs. docs/chapter.yaml is an example; render schema writes all the keys, for editors."`
	Out   string   `help:"Directory of the outputs, instead of the storyboard's." placeholder:"DIR" group:"What is made:"`
	Force bool     `help:"Make all films, also those of which nothing has changed: parameters, look, data, files, this program." group:"What is made:"`
	Only  []string `help:"Make this film of the storyboard; again for another. The manifest lists it beside those that are as they should be." placeholder:"NAME" sep:"none" group:"What is made:"`
	Watch bool     `help:"Go on: render whenever the storyboard, a file it includes or its data are saved. Ctrl-C ends it." short:"w" group:"What is made:"`
	work
}

// Help is what stands under the summary of render book --help.
func (*bookCmd) Help() string {
	return `Outputs go to the directory that the key "out" names, relative to the storyboard; without the key, to the storyboard's name without extension. There is also an index.html to look at and a manifest.json. Films that have not changed are kept. A film that fails does not stop the others.`
}

// Run renders the storyboard once, or again and again.
func (c *bookCmd) Run(ctx context.Context, s streams) error {
	if err := c.work.check(); err != nil {
		return err
	}
	if c.Watch {
		return c.watch(ctx, s)
	}
	_, err := c.render(ctx, s)
	return err
}

// A filming is a film of the storyboard on its way.
type filming struct {
	book.Film
	chosen bool   // by the command line
	key    string // see book.Film.Key
	record press.Record
	made   bool // now
	listed bool // the record is of files that are there
	err    error
}

// render makes what has changed, and says which files the films depend on.
func (c *bookCmd) render(ctx context.Context, s streams) (sources []string, err error) {
	story, err := book.ReadStoryboard(c.File, c.Out)
	sources = story.Sources
	if err != nil {
		return sources, err
	}
	sources = append(sources, story.DataFiles()...)
	chosen, err := story.Named(c.Only)
	if err != nil {
		return sources, err
	}
	digits, err := c.shelve(story.Films)
	if err != nil {
		return sources, err
	}
	sources = append(sources, digits.files()...)
	cache := book.OpenCache(story.Out)
	films, err := c.look(story, chosen, digits, cache)
	if err != nil {
		return sources, err
	}
	var stale []*filming
	for _, f := range films {
		if f.chosen && !f.listed {
			stale = append(stale, f)
		}
	}
	c.make(ctx, s, stale, digits)
	for _, f := range stale {
		if f.made {
			cache.Put(f.Film, f.key, f.record)
		}
	}
	if err := c.finish(ctx, story, films, cache); err != nil {
		return sources, err
	}
	return sources, c.tell(s, films)
}

// look finds out which films are as they would be made again.
func (c *bookCmd) look(story *book.Storyboard, chosen []book.Film, digits shelf, cache *book.Cache) ([]*filming, error) {
	films := make([]*filming, len(story.Films))
	var work errgroup.Group
	work.SetLimit(c.Jobs)
	for i, film := range story.Films {
		f := &filming{Film: film}
		f.chosen = slices.ContainsFunc(chosen, func(g book.Film) bool { return g.Name == f.Name })
		films[i] = f
		work.Go(func() (err error) {
			f.key, err = film.Key(digits.of(film).sum)
			if err == nil && !(f.chosen && c.Force) {
				f.record, f.listed = cache.Kept(film, f.key)
			}
			return err
		})
	}
	return films, work.Wait()
}

// make makes films side by side.
func (c *bookCmd) make(ctx context.Context, s streams, films []*filming, digits shelf) {
	p := newProgress(c.work, s.err)
	var work errgroup.Group
	work.SetLimit(c.Jobs)
	for _, f := range films {
		o := f.Order
		o.Digits, o.Progress = digits.of(f.Film), p.film(f.Name)
		o.Jobs = max(1, c.Jobs/len(films))
		work.Go(func() error {
			if f.err = ctx.Err(); f.err != nil {
				return nil
			}
			f.record, f.err = press.Make(ctx, o)
			f.record.Name = f.Name
			f.made = f.err == nil
			f.listed = f.made || errors.Is(f.err, encode.ErrNoFFmpeg) && len(f.record.Files) > 0
			return nil
		})
	}
	_ = work.Wait() // each film has its own error
	p.end()
}

// finish writes the cache, the manifest and the gallery, unless there is
// nothing to list.
func (c *bookCmd) finish(ctx context.Context, story *book.Storyboard, films []*filming, cache *book.Cache) error {
	var records, relative []press.Record
	for _, f := range films {
		if f.listed {
			r := f.record
			records = append(records, r)
			relative = append(relative, r.RelativeTo(story.Out)) // the same wherever the program was run
		}
	}
	if len(records) == 0 {
		return ctx.Err()
	}
	if err := cache.Save(story.Films); err != nil || ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	if err := press.WriteIfChanged(filepath.Join(story.Out, book.ManifestFile), func(w io.Writer) error {
		return press.Manifest(w, relative)
	}); err != nil {
		return err
	}
	return press.WriteIfChanged(filepath.Join(story.Out, book.GalleryFile), func(w io.Writer) error {
		return book.Gallery(w, story.Title, story.Out, records)
	})
}

// tell reports what was made and what was not, in the order of the storyboard.
func (c *bookCmd) tell(s streams, films []*filming) error {
	wanted, failed, ours := 0, 0, true
	for _, f := range films {
		if !f.chosen {
			continue
		}
		wanted++
		if f.err != nil {
			failed++
			_, bad := errors.AsType[press.BadInput](f.err)
			ours = ours && bad
			fmt.Fprintln(s.err, "render:", oneLine(fmt.Errorf("%v: %s: %w", f.Place, f.Name, f.err)))
		}
		var err error
		switch kept := f.err == nil && !f.made; {
		case kept && !c.JSON && !c.Quiet:
			_, err = fmt.Fprintln(s.out, "unchanged:", f.Name)
		case f.listed:
			err = c.report(s.out, f.record)
		}
		if err != nil {
			return err
		}
	}
	if failed == 0 {
		return nil
	}
	err := fmt.Errorf("%s: %d of %d films could not be made", c.File, failed, wanted)
	if ours {
		return press.BadInput{Err: err}
	}
	return err
}
