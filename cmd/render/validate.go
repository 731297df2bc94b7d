package main

import (
	"context"
	"fmt"
	"path/filepath"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/press"
)

// validateCmd checks a storyboard.
type validateCmd struct {
	File  string  `arg:"" name:"FILE.yaml" help:"The storyboard."`
	MNIST *string `help:"Directory of IDX files, as for render book." name:"mnist" placeholder:"DIR"`
	JSON  bool    `help:"Print JSON: each film with its place and outputs." name:"json"`
}

type validFilm struct {
	Name    string        `json:"name"`
	Scene   string        `json:"scene"`
	File    string        `json:"file"` // that the film stands in, from line and column on
	Line    int           `json:"line"`
	Column  int           `json:"column"`
	Outputs []validOutput `json:"outputs"`
}

type validOutput struct {
	Path   string       `json:"path"` // relative to the directory of the outputs
	Kind   press.Kind   `json:"kind"`
	Format press.Format `json:"format"`
}

// Run checks all that can be checked before a scene runs, and counts.
func (c *validateCmd) Run(_ context.Context, s streams) error {
	story, err := book.ReadStoryboard(c.File, "")
	if err != nil {
		return err
	}
	if _, err := (work{MNIST: c.MNIST}).shelve(story.Films); err != nil {
		return err
	}
	films, files := []validFilm{}, 0
	for _, f := range story.Films {
		v := validFilm{f.Name, f.Order.Name, f.Place.File, f.Place.Line, f.Place.Column, nil}
		for _, o := range f.Order.Outputs {
			rel, err := filepath.Rel(story.Out, o.Path)
			if err != nil {
				return err
			}
			v.Outputs = append(v.Outputs, validOutput{filepath.ToSlash(rel), o.Kind, o.Format})
			files++
		}
		films = append(films, v)
	}
	if c.JSON {
		return printJSON(s.out, struct {
			Storyboard string      `json:"storyboard"`
			Title      string      `json:"title"`
			Out        string      `json:"out"`
			Films      []validFilm `json:"films"`
		}{c.File, story.Title, story.Out, films})
	}
	_, err = fmt.Fprintf(s.out, "%s: %s, %s\n", c.File, figure.Plural(len(films), "film"), figure.Plural(files, "file"))
	return err
}

// schemaCmd describes storyboards.
type schemaCmd struct{}

// Run prints the JSON Schema of storyboards.
func (*schemaCmd) Run(_ context.Context, s streams) error {
	return printJSON(s.out, book.Schema())
}
