package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// sceneCmd renders one scene.
type sceneCmd struct {
	Scene  scenes.Scene `embed:""`
	Out    []string     `help:"Write this file; its extension says the format: gif, apng, webp, mp4, html, png, svg, pdf or pptx. A kind says more: strip:fig.pdf (the key frames side by side), pages:talk.pdf (a page each key frame), frames:DIR. May be repeated; - is standard output. Default: out/SCENE.gif." short:"o" placeholder:"[KIND:]PATH" sep:"none" group:"What is written:"`
	Format string       `help:"What is written where the name does not say it: gif, png, strip, strip:svg, pages and so on." placeholder:"[KIND:]FORMAT" group:"What is written:"`
	press.Look
	work

	entry scenes.Entry
}

// Run makes the film and says what was made.
func (c *sceneCmd) Run(ctx context.Context, s streams) error {
	o, err := c.work.order(c.Look)
	if err != nil {
		return err
	}
	o.Name, o.Scene, o.Stdout = c.entry.Name, c.Scene, s.out
	if err := scenes.Check(c.Scene); err != nil {
		return press.BadInput{Err: err}
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
	p := newProgress(c.work, s.err)
	o.Progress = p.film(o.Name)
	r, err := press.Make(ctx, o)
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

func (c *sceneCmd) outputs() ([]press.Output, error) {
	if len(c.Out) == 0 {
		w, err := press.ParseWanted(cmp.Or(c.Format, string(press.GIF)))
		if err != nil {
			return nil, press.BadInput{Err: fmt.Errorf("--format: %w", err)}
		}
		return []press.Output{{Wanted: w, Path: filepath.Join("out", w.Named(c.entry.Name))}}, nil
	}
	var out []press.Output
	seen := make(map[string]bool)
	for _, text := range c.Out {
		o, err := press.ParseOutput(text, c.Format)
		if err == nil && seen[filepath.Clean(o.Path)] {
			err = fmt.Errorf("output %s: is given twice", o.Path)
		}
		if err != nil {
			return nil, press.BadInput{Err: err}
		}
		seen[filepath.Clean(o.Path)] = true
		out = append(out, o)
	}
	return out, nil
}

// report prints what was made: a line a file, and then the final values.
func (k work) report(w io.Writer, r press.Record) error {
	if k.JSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	}
	if k.Quiet {
		return nil
	}
	for _, f := range r.Files {
		if _, err := fmt.Fprintf(w, "%s  %dx%d%s  %s bytes\n", f.Path, f.Width, f.Height, length(f), figure.Count(int(f.Bytes))); err != nil {
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

// length is how many frames or pages a file has, and how long they take.
func length(f press.File) string {
	switch {
	case f.Frames < 2:
		return ""
	case f.DurationMS > 0:
		return fmt.Sprintf("  %d frames  %.2f s", f.Frames, float64(f.DurationMS)/1000)
	case f.Format == press.PPTX:
		return fmt.Sprintf("  %d slides", f.Frames)
	}
	return fmt.Sprintf("  %d pages", f.Frames)
}
