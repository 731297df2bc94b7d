// Package studio puts the scenes into a reader's hands: pages whose controls
// are the parameters of a scene, and an engine that makes what they ask for.
//
// A question is a query, with the flags of render as its keys and without
// their dashes: scene=monty-hall&trials=500&theme=dark&as=gif. So the state of
// a page, its address, and the command that makes the same file are one thing.
// The engine knows no network: a server (Handler) or a worker in a browser
// asks it.
package studio

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// An Engine makes films for pages.
type Engine struct {
	Digits figure.Digits // handwritten digits; nil: scenes that need them fail
	Jobs   int           // how many goroutines may work for one answer; 0: one

	// Pixels is the most that a film may have, in all its frames together, Text
	// the longest question, and Size the largest file, both in bytes. 0 means 400
	// million, 64 kB, and 32 MB.
	Pixels, Text, Size int

	// Progress is told how much of what is being done is done. Nil: nobody
	// listens.
	Progress func(what string, done, total int)

	memories memories // of networks that hands ask
}

// A File is what was asked for.
type File struct {
	Name   string // as one would save it: monty-hall.gif
	Type   string // of its content: image/gif
	Data   []byte
	Record press.Record
}

// types are those of the formats that need no other program.
var types = map[press.Format]string{
	press.GIF: "image/gif", press.APNG: "image/apng", press.WebP: "image/webp", press.HTML: "text/html; charset=utf-8", press.PNG: "image/png",
	press.SVG: "image/svg+xml", press.PDF: "application/pdf", press.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

// Kinds lists what can be asked for: all that render writes into one file
// without another program.
func Kinds() (out []press.Wanted) {
	for _, w := range press.Kinds() {
		if _, ok := types[w.Format]; ok && (w.Kind != press.Frames || w.Format != press.PNG) {
			out = append(out, w)
		}
	}
	return out
}

// File makes what a question asks for; without an "as" it is a GIF. Mistakes in
// the question are a press.BadInput.
func (e *Engine) File(ctx context.Context, q url.Values) (File, error) {
	o, err := e.order(q)
	if err != nil {
		return File{}, press.BadInput{Err: err}
	}
	return e.file(ctx, o)
}

// file makes what is ordered.
func (e *Engine) file(ctx context.Context, o press.Order) (File, error) {
	data, r, err := e.make(ctx, o)
	if err != nil {
		return File{}, err
	}
	w := o.Outputs[0].Wanted
	return File{Name: w.Named(o.Name), Type: types[w.Format], Data: data, Record: r}, nil
}

// make makes the only file of an order.
func (e *Engine) make(ctx context.Context, o press.Order) ([]byte, press.Record, error) {
	out := sheet{most: cmp.Or(e.Size, 32<<20)}
	o.Stdout = &out
	r, err := press.Make(ctx, o)
	return out.written, r, err
}

// A sheet takes so many bytes and no more.
type sheet struct {
	written []byte
	most    int
}

func (s *sheet) Write(p []byte) (int, error) {
	if len(p) > s.most-len(s.written) {
		return 0, press.BadInput{Err: fmt.Errorf("the file would have more than %s bytes: render writes it", figure.Count(s.most))}
	}
	s.written = append(s.written, p...)
	return len(p), nil
}

// order reads a question.
func (e *Engine) order(q url.Values) (press.Order, error) {
	o := press.Order{Name: q.Get("scene"), Digits: e.Digits, Jobs: e.Jobs, Sealed: true, Pixels: cmp.Or(e.Pixels, 400e6), Progress: e.Progress}
	entry, ok := scenes.Named(o.Name)
	if !ok {
		return o, fmt.Errorf("there is no scene %.40q", o.Name)
	}
	o.Scene = entry.New()
	w := press.Wanted{Kind: press.Moving, Format: press.GIF}
	keys := make([]string, 0, len(q))
	size := 0
	for key, values := range q {
		keys = append(keys, key)
		for _, v := range values {
			size += len(key) + len(v)
		}
	}
	if most := cmp.Or(e.Text, 64<<10); size > most {
		return o, fmt.Errorf("the question has %d bytes: at most %d are read", size, most)
	}
	slices.Sort(keys) // of two mistakes always the same is told
	for _, key := range keys {
		if n := len(q[key]); n > 1 && (key == "scene" || key == "as") {
			return o, fmt.Errorf("%s is asked for %d times", key, n)
		}
		for _, text := range q[key] {
			var err error
			switch key {
			case "scene":
			case "as":
				w, err = wanted(text)
			default:
				err = set(&o, key, text)
			}
			if err != nil {
				return o, err
			}
		}
	}
	o.Outputs = []press.Output{{Wanted: w, Path: "-"}}
	return o, errors.Join(scenes.Check(o.Scene), o.Look.Check())
}

// wanted reads what is to be made.
func wanted(text string) (press.Wanted, error) {
	w, err := press.ParseWanted(text)
	if err == nil && !slices.Contains(Kinds(), w) {
		err = fmt.Errorf("%s is not made here: render writes it", w)
	}
	return w, err
}

// set gives a parameter of the scene, or a field of the look, the value of its
// flag.
func set(o *press.Order, key, text string) error {
	for _, p := range scenes.Params(o.Scene) {
		if p.Name == key {
			return scenes.Set(o.Scene, p, text)
		}
	}
	ok, err := o.Look.Set(key, text)
	if !ok {
		return fmt.Errorf("%s has no parameter %.40q", o.Name, key)
	}
	return err
}
