package book_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"flipbook/book"
	"flipbook/press"
)

var update = flag.Bool("update", false, "write docs/storyboard.schema.json")

const schemaFile = "../docs/storyboard.schema.json"

// The schema in docs is the one that the program prints.
func TestSchemaIsCurrent(t *testing.T) {
	var want bytes.Buffer
	e := json.NewEncoder(&want)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(book.Schema()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what render schema prints: go test ./book -update writes it", schemaFile)
	}
}

// validator is the schema in docs, as an editor reads it.
func validator(t *testing.T) func(yamlText []byte) error {
	t.Helper()
	path, err := filepath.Abs(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft4) // so that $schema must say 2020-12
	s, err := c.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("the schema is of draft %d", s.DraftVersion)
	}
	return func(yamlText []byte) error {
		var v any
		if err := yaml.Unmarshal(yamlText, &v); err != nil {
			return err
		}
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		return s.Validate(doc)
	}
}

// The chapter in docs is right, for editors and for the program.
func TestChapter(t *testing.T) {
	text, err := os.ReadFile("../docs/chapter.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := bytes.Cut(text, []byte("\n")); string(first) != "# yaml-language-server: $schema=storyboard.schema.json" {
		t.Errorf("the first line, which tells editors of the schema, is %q", first)
	}
	if err := validator(t)(text); err != nil {
		t.Error(err)
	}
	s, err := book.ReadStoryboard("../docs/chapter.yaml", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Films) != 12 {
		t.Errorf("%d films", len(s.Films))
	}
	kinds, used := make(map[press.Kind]bool), make(map[string]bool)
	for _, f := range s.Films {
		used[f.Order.Name] = true
		for _, o := range f.Order.Outputs {
			kinds[o.Kind] = true
		}
	}
	if len(used) != 3 || len(kinds) != 5 {
		t.Errorf("it shows scenes %v as %v, want all", used, kinds)
	}
}

// What the program takes the schema takes as well, and it refuses what an
// editor should underline.
func TestSchemaAgrees(t *testing.T) {
	valid := validator(t)
	for _, text := range []string{
		"films: [{scene: monty-hall}]",
		"title: T\nout: o\nmnist: d\ninclude: []\ndefaults: {theme: dark}\nfilms: [{scene: perceptron}]",
		"films: [{scene: perceptron, name: Übung-1.a, with: {delay: 1, margin: 0.1, seed: 18446744073709551615, data: '1,2,1; 0,0,-1'}}]",
		"films: [{scene: perceptron, with: {delay: 30.5s}, hold: 1.5s, start-pause: 2, duration: 1m}]",
		"defaults: &d {fps: 12.5}\nfilms: [{<<: *d, scene: hopfield-recall, with: {rule: hebb, sigma: 1}}]",
		"films: [{scene: monty-hall, size: 900X600, scale: 2, palette: {cool: '#0057b8', warm: '#a00'}, poster: key, lang: fr, title: '', labels: {games-played: 'n = {games}'}, bare: true, loop: once, frames: 0-9, best: false}]",
		"films: [{scene: monty-hall, poster: 12, frames: 3, width: 8 cm, dpi: 300, columns: 2, max-size: 0.5 MB}]",
		"films: [{scene: monty-hall, width: 3.3in, max-size: 500000, frames: 0-3}]",
		"films: [{scene: monty-hall, outputs: ['film:gif', strip, 'strip:svg', pages, 'pages:pptx', a/b.webp, 'strip:c.pdf', {frames: d}, {'frames:pdf': e.pdf, poster: f.png}], caption: c, alt: a}]",
	} {
		t.Chdir(t.TempDir())
		if err := os.WriteFile("s.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := book.ReadStoryboard("s.yaml", ""); err != nil {
			t.Errorf("%s: the program says %v", text, err)
		}
		if err := valid([]byte(text)); err != nil {
			t.Errorf("%s: the schema says %v", text, err)
		}
	}
	for _, text := range []string{
		"filmes: []", "films: [monty-hall]", "films: [{}]", "films: [{scene: monty}]", "films: [{scene: monty-hall, tehme: dark}]",
		"films: [{scene: monty-hall, name: a/b}]", "films: [{scene: monty-hall, name: .a}]", "films: [{scene: monty-hall, name: 3}]",
		"films: [{scene: monty-hall, with: {points: 3}}]", "films: [{scene: perceptron, with: {doors: 3}}]",
		"films: [{scene: monty-hall, with: {doors: 2}}]", "films: [{scene: monty-hall, with: {doors: 3.5}}]", "films: [{scene: monty-hall, with: {doors: '3'}}]",
		"films: [{scene: monty-hall, with: {host: sleeps}}]", "films: [{scene: monty-hall, with: {seed: -1}}]", "films: [{scene: perceptron, with: {delay: soon}}]",
		"films: [{scene: monty-hall, theme: drak}]", "films: [{scene: monty-hall, scale: 99}]", "films: [{scene: monty-hall, columns: 0}]",
		"films: [{scene: monty-hall, size: 800}]", "films: [{scene: monty-hall, width: 8}]", "films: [{scene: monty-hall, hold: long}]",
		"films: [{scene: monty-hall, frames: 3-}]", "films: [{scene: monty-hall, poster: first}]", "films: [{scene: monty-hall, best: 'yes'}]",
		"films: [{scene: monty-hall, labels: [a]}]", "films: [{scene: monty-hall, labels: {titel: a}}]", "films: [{scene: monty-hall, lang: it}]",
		"films: [{scene: monty-hall, palette: {cold: '#00f'}}]", "films: [{scene: monty-hall, palette: {cool: blue}}]", "films: [{scene: monty-hall, loop: twice}]", "films: [{scene: monty-hall, max-size: much}]",
		"films: [{scene: monty-hall, outputs: gif}]", "films: [{scene: monty-hall, outputs: []}]", "films: [{scene: monty-hall, outputs: [gfi]}]",
		"films: [{scene: monty-hall, outputs: [{gfi: a.gif}]}]", "films: [{scene: monty-hall, outputs: [{gif: 3}]}]", "films: [{scene: monty-hall, outputs: [a.mov]}]",
		"defaults: {scene: monty-hall}\nfilms: [{scene: monty-hall}]", "defaults: {with: {doors: 3}}\nfilms: [{scene: monty-hall}]", "title: 2026\nfilms: [{scene: monty-hall}]",
	} {
		if err := os.WriteFile("s.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := book.ReadStoryboard("s.yaml", ""); err == nil {
			t.Errorf("%s: the program takes it", text)
		}
		if err := valid([]byte(text)); err == nil {
			t.Errorf("%s: the schema takes it", text)
		}
	}
}

// The ranges that the schema has from the words of the help are those that the
// program checks.
func TestRangesInHelp(t *testing.T) {
	rangeIn := regexp.MustCompile(`\(([0-9.]+) to ([0-9.]+)`)
	found := 0
	for _, f := range reflect.VisibleFields(reflect.TypeFor[press.Look]()) {
		m := rangeIn.FindStringSubmatch(f.Tag.Get("help"))
		if m == nil {
			continue
		}
		found++
		lo, errLo := strconv.ParseFloat(m[1], 64)
		hi, errHi := strconv.ParseFloat(m[2], 64)
		if errLo != nil || errHi != nil {
			t.Fatal(errLo, errHi)
		}
		step := lo / 2
		if f.Type == reflect.TypeFor[*int]() {
			step = 1
		}
		for v, want := range map[float64]bool{lo: true, hi: true, lo - step: false, hi + step: false} {
			var l press.Look
			at := reflect.ValueOf(&l).Elem().FieldByIndex(f.Index)
			at.Set(reflect.New(f.Type.Elem()))
			at.Elem().Set(reflect.ValueOf(v).Convert(f.Type.Elem()))
			if err := l.Check(); (err == nil) != want {
				t.Errorf("%s %v: %v, but the help says %s", f.Name, v, err, m[0])
			}
		}
	}
	if found < 4 {
		t.Errorf("%d ranges are said", found)
	}
}
