package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// listCmd lists the catalogue.
type listCmd struct {
	JSON bool `help:"Print JSON." name:"json"`
}

type listed struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Group   string `json:"group"`
}

// Run prints a line a scene, under the subject that it is of.
func (c *listCmd) Run(_ context.Context, s streams) error {
	if c.JSON {
		out := []listed{}
		for _, e := range scenes.Catalogue() {
			out = append(out, listed{e.Name, e.Title, e.Summary, e.Group})
		}
		return printJSON(s.out, out)
	}
	catalogue := scenes.Catalogue()
	wide := 0
	for _, e := range catalogue {
		wide = max(wide, len(e.Name))
	}
	for i, e := range catalogue {
		if i == 0 || catalogue[i-1].Group != e.Group {
			if i > 0 {
				fmt.Fprintln(s.out)
			}
			fmt.Fprintf(s.out, "%s\n", e.Group)
		}
		fmt.Fprintf(s.out, "  %-*s  %s\n", wide, e.Name, e.Title)
	}
	return nil
}

// describeCmd describes one scene.
type describeCmd struct {
	Scene string `arg:"" help:"Name of the scene."`
	JSON  bool   `help:"Print JSON." name:"json"`
}

// Run prints what the scene shows, its parameters, and the labels that an
// author may replace.
func (c *describeCmd) Run(_ context.Context, s streams) error {
	e, ok := scenes.Named(c.Scene)
	if !ok {
		return press.BadInput{Err: fmt.Errorf("no scene %q: render list shows them all", c.Scene)}
	}
	params, labels := scenes.Params(e.New()), scenes.Messages(e.New())
	if c.JSON {
		return printJSON(s.out, struct {
			listed
			About  scenes.About     `json:"about"`
			Params []scenes.Param   `json:"params"`
			Labels []figure.Message `json:"labels"`
		}{listed{e.Name, e.Title, e.Summary, e.Group}, e.About(), params, labels})
	}
	about := e.About()
	fmt.Fprintf(s.out, "%s: %s\n%s\n\n%s\n\n", e.Name, e.Title, e.Summary, about.Algorithm)
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "parameter\tdefault\trange\twhat it is")
	for _, p := range params {
		fmt.Fprintf(w, "--%s\t%v\t%s\t%s\n", p.Name, p.Default, p.Range(), p.Help)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nlabel\twhat it says, unless --label says otherwise")
	for _, m := range labels {
		fmt.Fprintf(w, "%s\t%s\n", m.Key, m.Text)
	}
	return w.Flush()
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
