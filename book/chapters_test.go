package book_test

import (
	"path/filepath"
	"testing"

	"flipbook/book"
	"flipbook/scenes"
)

// The storyboards in docs/chapters are valid, and every scene has a place in
// one of them.
func TestChapters(t *testing.T) {
	paths, err := filepath.Glob("../docs/chapters/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	told := make(map[string]bool)
	for _, path := range paths {
		story, err := book.ReadStoryboard(path, "")
		if err != nil {
			t.Error(err)
			continue
		}
		for _, f := range story.Films {
			told[f.Order.Name] = true
		}
	}
	for _, e := range scenes.Catalogue() {
		if !told[e.Name] {
			t.Errorf("no chapter tells of %s", e.Name)
		}
	}
}
