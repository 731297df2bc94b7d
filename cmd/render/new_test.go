package main

import (
	"os"
	"strings"
	"testing"
)

// The README shows the scene that render new writes; testdata/new.txtar shows
// that it works.
func TestREADMEScene(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	walk := plan{Name: "random-walk", Type: "RandomWalk"}
	scene, err := walk.filled("scene.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "```go\n"+string(scene)+"```") {
		t.Errorf("the README shows another scene than render new random-walk writes:\n%s", scene)
	}
	words, err := walk.filled("words.json.txt")
	if err != nil {
		t.Fatal(err)
	}
	english, _, _ := strings.Cut(string(words), ",\n  \"de\"")
	if !strings.Contains(string(readme), "```json\n"+english+",\n  …\n```") {
		t.Errorf("the README shows other words than render new random-walk writes:\n%s", english)
	}
}
