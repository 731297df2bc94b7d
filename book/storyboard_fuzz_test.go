package book_test

import (
	"errors"
	"os"
	"regexp"
	"testing"

	"flipbook/book"
	"flipbook/press"
)

var isPlaced = regexp.MustCompile(`^s\.yaml:[1-9][0-9]*:[1-9][0-9]*: .*[^ ]$`)

// Whatever stands in a file, reading it does not panic, and an error is one
// line that says where. What is taken can be asked for its key.
func FuzzStoryboard(f *testing.F) {
	f.Chdir(f.TempDir())
	for _, text := range []string{
		"films:\n  - scene: monty-hall\n    with: {doors: 10}\n    outputs: [gif, {strip: a.pdf}]\n",
		"defaults: &d {hold: 2s, labels: {a: b}}\nfilms: [{<<: *d, scene: perceptron, title: \"x\"}]\n",
		"title: |\n  a\nfilms: [{scene: hopfield-recall, with: {sigma: 1e0, seed: 3}, poster: 3, frames: 1-2}]\n",
		"include: [s.yaml]\n", "a: b: c\n", "? a\n: b\n", "- - - x\n", "films: [\n", "%YAML 1.2\n---\n...\n", "&a *a !b 'c' \"d\" >\n  e\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile("s.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := book.ReadStoryboard("s.yaml", "")
		if err == nil {
			for _, film := range s.Films {
				if _, err := film.Key(""); err != nil {
					t.Errorf("%q is taken, but has no key: %v", text, err)
				}
			}
			return
		}
		if _, bad := errors.AsType[press.BadInput](err); !bad || !isPlaced.MatchString(err.Error()) {
			t.Errorf("%q: says %q", text, err)
		}
	})
}
