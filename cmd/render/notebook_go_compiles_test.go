package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The cells of the notebook of Go compile with the packages as they are, which
// needs neither its kernel nor Jupyter.
func TestNotebookOfGoCompiles(t *testing.T) {
	root, text := notebookOfGo(t)
	n := readNotebook(t, text)
	program := "package main\n\nfunc main() {}\n"
	for i := range n.Cells {
		c := n.cell(t, i)
		source := strings.Join(c.Source, "")
		body, statements := strings.CutPrefix(source, "%%\n") // what the kernel puts into a main
		switch {
		case c.Type != "code" || strings.HasPrefix(source, "%noautoget"):
		case statements:
			program += "\nfunc _() {\n" + body + "\n}\n"
		default: // imports come first
			program = strings.Replace(program, "\n", "\n"+source+"\n", 1)
		}
	}
	const kernel = `"github.com/janpfeifer/gonb/gonbui"`
	if !strings.Contains(program, kernel) {
		t.Fatalf("no cell imports %s", kernel)
	}
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for name, source := range map[string]string{
		"notebook": strings.Replace(program, kernel, `"flipbook/internal/gonbui"`, 1),
		"gonbui":   "package gonbui\n\nfunc DisplayHTMLF(format string, args ...any) {}\n",
	} {
		file := filepath.Join(t.TempDir(), name+".go")
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		overlay.Replace[filepath.Join(root, "internal", name, name+".go")] = file
	}
	list, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, list, 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-C", root, "-overlay", file, "-o", os.DevNull, "./internal/notebook")
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// notebookOfGo is where the project is, and its notebook of Go.
func notebookOfGo(t *testing.T) (string, []byte) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs", "notebook-go.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	return root, text
}
