package scenes

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The scene that the README shows works: its file and its line are laid over
// the catalogue, and the command then renders it.
func TestREADMEScene(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	file := regexp.MustCompile("(?s)```go\n(package scenes.*?)```").FindSubmatch(readme)
	line := regexp.MustCompile(`(?m)^    (entry\[RandomWalk\].*)$`).FindSubmatch(readme)
	if file == nil || line == nil {
		t.Fatal("the README shows no scene, or not its line of the catalogue")
	}
	catalogue, err := os.ReadFile("catalogue.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const list = "return []Entry{\n"
	laid := map[string][]byte{
		"random_walk.go": file[1],
		"catalogue.go":   bytes.Replace(catalogue, []byte(list), append([]byte(list), line[1]...), 1),
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for name, content := range laid {
		overlay.Replace[filepath.Join(here, name)] = filepath.Join(dir, name)
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), text, 0o644); err != nil {
		t.Fatal(err)
	}
	film := filepath.Join(dir, "walk.gif")
	out, err := exec.Command("go", "run", "-overlay", filepath.Join(dir, "overlay.json"), "../cmd/render",
		"random-walk", "--steps", "50", "-o", film).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "51 frames") || !strings.Contains(string(out), "it ends at ") {
		t.Errorf("it says %s", out)
	}
}

// Every command that the README shows is understood and does what it says.
func TestREADMECommands(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := t.TempDir() + "/render"
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/render").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/points.csv", []byte("x,y,label\n0,0,-1\n1,1,+1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir+"/docs", os.DirFS("../docs")); err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^render .*$`).FindAllString(string(readme), -1)
	if len(lines) < 4 {
		t.Fatalf("the README shows %d commands", len(lines))
	}
	for _, line := range lines {
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+program[:len(program)-len("/render")]+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
	}
}
