package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/scenes"
)

// sceneCmd renders one scene.
type sceneCmd struct {
	Scene  scenes.Scene `embed:""`
	Out    []string     `help:"Write this file; its extension says the format. May be repeated; - is standard output. Default: out/SCENE.gif." short:"o" placeholder:"[KIND:]PATH" sep:"none" group:"What is written:"`
	Format string       `help:"Format of files whose name does not say it" enum:",gif,png" default:"" group:"What is written:"`
	look

	entry scenes.Entry
}

// Run makes the film and says what was made.
func (c *sceneCmd) Run(ctx context.Context, s streams) error {
	o, err := c.order()
	if err != nil {
		return err
	}
	o.Name, o.Scene, o.Stdout = c.entry.Name, c.Scene, s.out
	if err := scenes.Check(c.Scene); err != nil {
		return book.BadInput{Err: err}
	}
	if o.Outputs, err = c.outputs(); err != nil {
		return err
	}
	say := s.out
	for _, out := range o.Outputs {
		if out.Path == "-" {
			say = s.err // standard output is taken
		}
	}
	p := newProgress(c.look, s.err)
	o.Progress = p.film(o.Name)
	r, err := book.Make(ctx, o)
	p.end()
	if err != nil {
		if len(r.Files) > 0 && !c.JSON {
			r.Says = nil
			_ = c.report(say, r) // the error that counts is the first
		}
		return err
	}
	return c.report(say, r)
}

func (c *sceneCmd) outputs() ([]book.Output, error) {
	if len(c.Out) == 0 {
		format := book.GIF
		if c.Format != "" {
			format = book.Format(c.Format)
		}
		return []book.Output{{Format: format, Path: filepath.Join("out", c.entry.Name+"."+string(format))}}, nil
	}
	var out []book.Output
	seen := make(map[string]bool)
	for _, text := range c.Out {
		o, err := book.ParseOutput(text, book.Format(c.Format))
		if err == nil && seen[filepath.Clean(o.Path)] {
			err = fmt.Errorf("output %s: is given twice", o.Path)
		}
		if err != nil {
			return nil, book.BadInput{Err: err}
		}
		seen[filepath.Clean(o.Path)] = true
		out = append(out, o)
	}
	return out, nil
}

// report prints what was made: a line a file, and then the final values.
func (l look) report(w io.Writer, r book.Record) error {
	if l.JSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	if l.Quiet {
		return nil
	}
	for _, f := range r.Files {
		moving := ""
		if f.Frames > 1 {
			moving = fmt.Sprintf("  %d frames  %.2f s", f.Frames, float64(f.DurationMS)/1000)
		}
		if _, err := fmt.Fprintf(w, "%s  %dx%d%s  %s bytes\n", f.Path, f.Width, f.Height, moving, figure.Count(int(f.Bytes))); err != nil {
			return err
		}
		for _, n := range f.Notes {
			if _, err := fmt.Fprintf(w, "  %s\n", n); err != nil {
				return err
			}
		}
	}
	for _, s := range r.Says {
		if _, err := fmt.Fprintln(w, s); err != nil {
			return err
		}
	}
	return nil
}
