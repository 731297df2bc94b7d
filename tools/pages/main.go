// Pages writes a page in Markdown for every scene, and an index of them, from
// the scenes themselves and from what `render all` made of them:
//
//	render all --out out/pages && go run ./tools/pages out/pages docs/scenes
package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pages DIR-OF-RENDER-ALL DIR-OF-PAGES")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

var (
	//go:embed scene.md
	scenePage string
	//go:embed index.md
	indexPage string

	helpers = template.FuncMap{"cell": cell, "plain": figure.PlainText, "bracketed": bracketed}
	scene   = template.Must(template.New("scene").Funcs(helpers).Parse(scenePage))
	index   = template.Must(template.New("index").Funcs(helpers).Parse(indexPage))
)

// A page is what is told of a scene.
type page struct {
	scenes.Entry
	press.Record
	scenes.About
	Params  []scenes.Param
	Values  []string // the results by name, as machines read them
	Another []string // parameters of a second film
}

// write writes the pages of all scenes to a directory, with the pictures that
// lie in another.
func write(from, to string) error {
	text, err := os.ReadFile(filepath.Join(from, book.ManifestFile))
	if err != nil {
		return err
	}
	var records []press.Record
	if err := json.Unmarshal(text, &records); err != nil {
		return fmt.Errorf("%s: %w", book.ManifestFile, err)
	}
	if err := empty(to); err != nil {
		return err
	}
	var groups [][]page
	for _, e := range scenes.Catalogue() {
		i := slices.IndexFunc(records, func(r press.Record) bool { return r.Scene == e.Name })
		if i < 0 {
			return fmt.Errorf("%s: nothing is said of %s", book.ManifestFile, e.Name)
		}
		p := pageOf(e, records[i])
		if n := len(groups); n == 0 || groups[n-1][0].Group != e.Group {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], p)
		if err := execute(filepath.Join(to, e.Name+".md"), scene, p); err != nil {
			return err
		}
		picture, err := os.ReadFile(filepath.Join(from, e.Name+".png"))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, e.Name+".png"), picture, 0o644); err != nil {
			return err
		}
	}
	return execute(filepath.Join(to, "README.md"), index, groups)
}

// empty makes a directory, and takes pages and pictures away that are there:
// a scene may have gone.
func empty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, pattern := range []string{"*.md", "*.png"} {
		old, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range old {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

func execute(path string, t *template.Template, data any) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return cmp.Or(t.Execute(io.Writer(f), data), f.Close())
}

func pageOf(e scenes.Entry, r press.Record) page {
	s := e.New()
	p := page{Entry: e, Record: r, About: e.About(), Params: scenes.Params(s)}
	for _, name := range slices.Sorted(maps.Keys(r.Results)) {
		value := "none"
		if v := r.Results[name]; v != nil {
			value = fmt.Sprintf("%.6g", *v)
		}
		p.Values = append(p.Values, fmt.Sprintf("`%s` %s", name, value))
	}
	for _, q := range p.Params {
		others := slices.DeleteFunc(slices.Clone(q.Enum), func(v string) bool { return v == q.Default })
		if len(others) > 0 && len(p.Another) == 0 {
			p.Another = []string{"--" + q.Name, others[0]}
		}
	}
	return p
}

// cell is a text that may stand in a table.
func cell(v any) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "\n", " ").Replace(fmt.Sprint(v))
}

// bracketed is a text that may stand in square brackets.
func bracketed(s string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ").Replace(s)
}
