//go:build acceptance

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The notebook of Go runs with the kernel that it names: its film is the one
// that render makes, and its numbers are those of the film and of theory.
func TestNotebookOfGo(t *testing.T) {
	root, text := notebookOfGo(t)
	docs := filepath.Join(t.TempDir(), "docs")
	if err := os.Mkdir(docs, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := checkout(filepath.Dir(docs)); err != nil {
		t.Fatal(err)
	}
	got := readNotebook(t, text).run(t, docs, kernelOfGo(t, filepath.Join(root, "tools", "gonb"))...)
	got.checkAllRan(t)

	said := make(map[string]string) // by the name of the cell
	films := 0
	var won any
	for i := range got.Cells {
		c := got.cell(t, i)
		for _, o := range c.Outputs {
			switch o.Type {
			case "display_data":
				films++
				won = c.film(t, built(t, runtime.GOARCH)).Results["switch"]
			case "stream":
				said[c.ID] += strings.Join(o.Text, "")
			}
		}
	}
	if films != 1 {
		t.Errorf("it shows %d films, want 1", films)
	}
	if want := fmt.Sprintf("switching won %.4f of 10000 games\n", won); said["monty-hall"] != want {
		t.Errorf("it says %q of the film, want %q", said["monty-hall"], want)
	}
	var rate, low, high, exact float64
	_, err := fmt.Sscanf(said["odds"], "switching wins %f, with 95 %% confidence {%f %f}; theory says %f\n", &rate, &low, &high, &exact)
	if err != nil || low >= high || rate < low || rate > high || exact < low || exact > high {
		t.Errorf("it says %q of the odds", said["odds"])
	}
}

// kernelOfGo builds the kernel, and is the environment in which Jupyter
// finds it, and it finds what Go has loaded already.
func kernelOfGo(t *testing.T, module string) (env []string) {
	t.Helper()
	bin, jupyter := t.TempDir(), t.TempDir()
	build := exec.Command("go", "build", "-C", module, "-o", bin, "github.com/janpfeifer/gonb", "golang.org/x/tools/cmd/goimports")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	kernel, err := json.Marshal(map[string]any{
		"display_name": "Go", "language": "go", "interrupt_mode": "message",
		"argv": []string{filepath.Join(bin, "gonb"), "--kernel", "{connection_file}", "--logtostderr"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(jupyter, "kernels", "gonb"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(jupyter, "kernels", "gonb", "kernel.json"), kernel, 0o644); err != nil {
		t.Fatal(err)
	}
	env = []string{"JUPYTER_PATH=" + jupyter, "PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}
	for _, name := range []string{"GOENV", "GOMODCACHE", "GOCACHE"} { // which have their place in HOME
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(value)))
	}
	return env
}
