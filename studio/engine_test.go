package studio

import (
	"bytes"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"flipbook/mnist"
	"flipbook/press"
	"flipbook/scenes"
)

func engine(t testing.TB) *Engine {
	t.Helper()
	digits, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	return &Engine{Digits: digits, Jobs: 2}
}

var sample = sync.OnceValues(mnist.Sample)

func asked(t testing.TB, query string) url.Values {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What a page gets to save is what render writes, byte for byte.
func TestFileIsWhatRenderWrites(t *testing.T) {
	e := engine(t)
	for _, w := range Kinds() {
		t.Run(w.String(), func(t *testing.T) {
			t.Parallel()
			got, err := e.File(t.Context(), asked(t, "scene=monty-hall&trials=50&theme=dark&lang=de"+small+"&as="+w.String()))
			if err != nil {
				t.Fatal(err)
			}
			entry, _ := scenes.Named("monty-hall")
			s := entry.New().(*scenes.MontyHall)
			s.Trials = 50
			tenth := 0.1
			path := filepath.Join(t.TempDir(), "out")
			if _, err := press.Make(t.Context(), press.Order{
				Name: "monty-hall", Scene: s, Look: press.Look{Theme: "dark", Lang: "de", Scale: &tenth}, Outputs: []press.Output{{Wanted: w, Path: path}}, Digits: e.Digits,
			}); err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Data, want) {
				t.Errorf("%d bytes, and %d by render", len(got.Data), len(want))
			}
		})
	}
}

// A mistake in a question is told in a line, and is the asker's.
func TestMistakes(t *testing.T) {
	e := engine(t)
	for query, want := range map[string]string{
		"":                                  `there is no scene ""`,
		"scene=monty":                       `there is no scene "monty"`,
		"scene=monty-hall&trials=x":         "--trials x: want a whole number, 1 to 10000000",
		"scene=monty-hall&trials=0":         "--trials 0: want 1 to 10000000",
		"scene=monty-hall&games=5":          `monty-hall has no parameter "games"`,
		"scene=monty-hall&size=9":           `--size "9": want a width and a height in pixels, as in 800x500`,
		"scene=monty-hall&bare=perhaps":     "--bare perhaps: want true or false",
		"scene=monty-hall&scale=99":         "--scale 99: want 0.1 to 16",
		"scene=monty-hall&as=mp4":           "mp4 is not made here: render writes it",
		"scene=monty-hall&as=frames":        "frames is not made here: render writes it",
		"scene=monty-hall&as=avi":           "there is no kind avi",
		"scene=monty-hall&label=nonsense=1": `label "nonsense": this scene has no such label`,
		"scene=monty-hall&title=" + strings.Repeat("long", 1<<15):                "at most 65536 are read",
		"scene=monty-hall&trials=1000&scale=4":                                   "pixels are made here",
		"scene=perceptron&every=1&epochs=2000&data=0,0,1%3B0,0,-1&as=frames:pdf": "pixels are made here",
		"scene=monty-hall&scene=perceptron":                                      "scene is asked for 2 times",
		"scene=monty-hall&as=gif&as=png":                                         "as is asked for 2 times",
	} {
		_, err := e.File(t.Context(), asked(t, query))
		if _, bad := errors.AsType[press.BadInput](err); !bad || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %s", query, err, want)
		}
	}
}

// No question reaches the files of the machine, though on the command line the
// same parameters may name some.
func TestNoFileIsRead(t *testing.T) {
	e := engine(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"points,.csv": "0,0,-1\n1,1,1\n", "drawings;.txt": "##\n#.\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []url.Values{
		{"scene": {"perceptron"}, "data": {filepath.Join(dir, "points,.csv")}},
		{"scene": {"hopfield-draw"}, "memories": {filepath.Join(dir, "drawings;.txt")}},
		{"scene": {"hopfield-draw"}, "cue": {filepath.Join(dir, "drawings;.txt")}},
		{"scene": {"perceptron"}, "data": {"/etc/hostname"}},
	} {
		f, err := e.File(t.Context(), q)
		if err == nil {
			t.Errorf("%v makes %s", q, f.Record.Caption)
		}
	}
}

// The command that a page shows makes the same file.
func TestCommand(t *testing.T) {
	o, err := engine(t).order(asked(t, "scene=monty-hall&trials=500&host=knows&theme=dark&title=Why+not?"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := o.Command(), "render monty-hall --trials=500 --theme=dark '--title=Why not?'"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
