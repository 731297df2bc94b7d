package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// The notebook in docs runs in a fresh clone, and puts out what is committed
// with it: films that render makes again byte for byte, with their alt texts
// and final values.
func TestNotebook(t *testing.T) {
	clone := t.TempDir()
	program := filepath.Join(clone, "bin", "render")
	for _, dir := range []string{"bin", "docs"} {
		if err := os.Mkdir(filepath.Join(clone, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(built(t, runtime.GOARCH), program); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "notebook.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	committed := readNotebook(t, text)
	last := committed.cell(t, len(committed.Cells)-1)
	mistake, refusal := fenced(t, last, "python"), fenced(t, last, "text")
	got := committed.with(
		failing("mistake", mistake),
		failing("nowhere", `os.chdir("/")`+"\n"+`os.environ["PATH"] = ""`+"\n"+mistake),
	).run(t, filepath.Join(clone, "docs"), "PATH=/usr/bin:/bin")

	if !bytes.Equal(got.Metadata, committed.Metadata) {
		t.Errorf("it comes to describe itself as %s: make docs", got.Metadata)
	}
	got.checkAllRan(t)
	films := 0
	for i := range got.Cells {
		c := got.cell(t, i)
		if i < len(committed.Cells) && !bytes.Equal(got.Cells[i], committed.Cells[i]) {
			t.Errorf("cell %s has other outputs than are committed: make docs", c.ID)
		}
		if len(c.Outputs) > 0 && c.Outputs[0].Type == "display_data" {
			films++
			c.checkFilm(t, program)
		}
	}
	if films != 5 {
		t.Errorf("%d cells show films, want 5", films)
	}
	for i, want := range []string{refusal, "render is not on the PATH, and not in bin of the clone: make bin/render"} {
		c := got.cell(t, len(committed.Cells)+i)
		if len(c.Outputs) != 1 || !reflect.DeepEqual(c.Outputs[0].Traceback, []string{want}) {
			t.Errorf("cell %s puts out %+v, want the line %q", c.ID, c.Outputs, want)
		}
	}
}

// A notebook keeps its cells as they are written.
type notebook struct {
	Cells    []json.RawMessage `json:"cells"`
	Metadata json.RawMessage   `json:"metadata"`
	Format   int               `json:"nbformat"`
	Minor    int               `json:"nbformat_minor"`
}

type cell struct {
	ID      string   `json:"id"`
	Type    string   `json:"cell_type"`
	Count   int      `json:"execution_count"`
	Source  []string `json:"source"`
	Outputs []struct {
		Type      string              `json:"output_type"`
		Text      []string            `json:"text"` // of a stream
		Data      map[string][]string `json:"data"`
		Traceback []string            `json:"traceback"`
	} `json:"outputs"`
}

func readNotebook(t *testing.T, text []byte) notebook {
	t.Helper()
	var n notebook
	if err := json.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (n notebook) cell(t *testing.T, i int) (c cell) {
	t.Helper()
	if err := json.Unmarshal(n.Cells[i], &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// with is the notebook with more cells at its end.
func (n notebook) with(more ...json.RawMessage) notebook {
	n.Cells = append(n.Cells[:len(n.Cells):len(n.Cells)], more...)
	return n
}

// run is the notebook after it has run in a directory and an environment.
func (n notebook) run(t *testing.T, dir string, env ...string) notebook {
	t.Helper()
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "notebook.ipynb")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(filepath.Join("..", "..", "tools", "notebook"), path)
	cmd.Env = append(env, "TMPDIR="+t.TempDir())
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &problems)
	}
	return readNotebook(t, out.Bytes())
}

// checkAllRan makes sure that every cell of code has run, in their order.
func (n notebook) checkAllRan(t *testing.T) {
	t.Helper()
	ran := 0
	for i := range n.Cells {
		if c := n.cell(t, i); c.Type == "code" {
			if ran++; c.Count != ran {
				t.Errorf("cell %s ran as number %d, want %d", c.ID, c.Count, ran)
			}
		}
	}
}

// failing is a cell that may fail.
func failing(id, source string) json.RawMessage {
	text, err := json.Marshal(map[string]any{
		"id": id, "cell_type": "code", "execution_count": nil, "outputs": []any{}, "source": []string{source},
		"metadata": map[string]any{"tags": []string{"raises-exception"}},
	})
	if err != nil {
		panic(err)
	}
	return text
}

// fenced is the block of code in a language that a cell of text shows.
func fenced(t *testing.T, c cell, language string) string {
	t.Helper()
	block := regexp.MustCompile("(?s)```" + language + "\n(.*?)\n```").FindStringSubmatch(strings.Join(c.Source, ""))
	if block == nil {
		t.Fatalf("cell %s shows no block of %s", c.ID, language)
	}
	return block[1]
}

var picture = regexp.MustCompile(`^<img src="data:image/gif;base64,([^"]+)" alt="([^"]+)">$`)

// film is what the program makes of the command in the film that a cell
// shows, which is the same film under the same alt text.
func (c cell) film(t *testing.T, program string) (made struct {
	Alt     string
	Results map[string]any
}) {
	t.Helper()
	var shown []string
	for _, o := range c.Outputs {
		if o.Type == "display_data" {
			shown = picture.FindStringSubmatch(strings.Join(o.Data["text/html"], ""))
		}
	}
	if shown == nil {
		t.Fatalf("cell %s shows no GIF with an alt text", c.ID)
	}
	gif, err := base64.StdEncoding.DecodeString(shown[1])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	film, again := filepath.Join(dir, "film.gif"), filepath.Join(dir, "again.gif")
	if err := os.WriteFile(film, gif, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, "again", film, "-o", again, "--json").Output()
	if err != nil {
		t.Fatalf("cell %s: render again: %v", c.ID, err)
	}
	if err := json.Unmarshal(out, &made); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(again); err != nil || !bytes.Equal(text, gif) {
		t.Errorf("cell %s: its film is not the one that its command makes (%v)", c.ID, err)
	}
	if alt := html.UnescapeString(shown[2]); alt != made.Alt {
		t.Errorf("cell %s: the alt text is %q, want %q", c.ID, alt, made.Alt)
	}
	return made
}

// checkFilm makes sure that a cell returns the final values of its film.
func (c cell) checkFilm(t *testing.T, program string) {
	t.Helper()
	made := c.film(t, program)
	if len(c.Outputs) != 2 {
		t.Fatalf("cell %s has %d outputs, want a film and its values", c.ID, len(c.Outputs))
	}
	values := strings.Join(c.Outputs[1].Data["text/plain"], "")
	var results map[string]any // what Python writes of a dict of numbers is almost JSON
	if err := json.Unmarshal([]byte(strings.NewReplacer(`'`, `"`, "None", "null").Replace(values)), &results); err != nil {
		t.Fatalf("%s: %v", values, err)
	}
	if !reflect.DeepEqual(results, made.Results) {
		t.Errorf("cell %s returns %v, want %v", c.ID, results, made.Results)
	}
}
