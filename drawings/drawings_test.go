package drawings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, text := range []string{"#..\n.##", "#..;.##", "\n\n#.. \n.##\r\n\n", "#..;.##;;"} {
		d, err := Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got, want := fmt.Sprint(d), "#..\n.##\n"; got != want || d.Cols != 3 || d.Rows != 2 {
			t.Errorf("%q is read as %q of %dx%d, want %q", text, got, d.Cols, d.Rows, want)
		}
		if d.States[0] != 1 || d.States[1] != -1 {
			t.Errorf("%q: ink is %d and paper %d", text, d.States[0], d.States[1])
		}
	}
}

func TestParseAll(t *testing.T) {
	all, err := ParseAll("#.\n.#\n\n\n###\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].String() != "#.\n.#\n" || all[1].String() != "###\n" {
		t.Errorf("read %v", all)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "there is no picture; want rows of # for ink and . for paper"},
		{" \n\t\n", "there is no picture; want rows of # for ink and . for paper"},
		{"#.\n#x", `line 2, column 2: 'x'; want # for ink or . for paper`},
		{"\n#.;#é", `line 3, column 2: 'é'; want # for ink or . for paper`},
		{"#.\n #", `line 2, column 1: ' '; want # for ink or . for paper`},
		{"#.\n\n###\n##\n###", "line 4, column 2: the row ends here; want 3 columns, as in line 3"},
		{"#.\n...", "line 2, column 3: the row ends here; want 2 columns, as in line 1"},
		{strings.Repeat("#", 129), "line 1, column 129: want at most 128 columns"},
		{strings.Repeat("#\n", 129), "line 129, column 1: want at most 128 rows in a picture"},
		{"#\n\n.", "there are 2 pictures, with empty lines between them; want one"},
	} {
		if _, err := Parse(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

// What is written can be read, and is the same.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Drawing{Cols: rapid.IntRange(1, 12).Draw(t, "cols"), Rows: rapid.IntRange(1, 12).Draw(t, "rows")}
		for range d.Cols * d.Rows {
			d.States = append(d.States, rapid.SampledFrom([]int8{-1, 0, 1}).Draw(t, "state"))
		}
		got, err := Parse(d.String())
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(d) {
			t.Fatalf("%v is read as %v", d, got)
		}
	})
}

// A picture with a cell of which nothing is known is read, and says so.
func TestKnown(t *testing.T) {
	for text, want := range map[string]string{
		"#.;.#":   "<nil>",
		"#.;.?":   "row 2, column 2: '?'; want # for ink or . for paper",
		"?.#;.?.": "row 1, column 1: '?'; want # for ink or . for paper",
	} {
		d, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(d.Known()); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// The letters can be told apart: any two differ in four cells at least.
func TestLetters(t *testing.T) {
	for a := 'A'; a <= 'Z'; a++ {
		x, ok := Letter(a)
		if !ok || x.Cols != LetterSide || x.Rows != LetterSide {
			t.Fatalf("%c is %dx%d", a, x.Cols, x.Rows)
		}
		for b := 'A'; b < a; b++ {
			y, _ := Letter(b)
			differ := 0
			for i := range x.States {
				if x.States[i] != y.States[i] {
					differ++
				}
			}
			if differ < 4 {
				t.Errorf("%c and %c differ in %d cells", b, a, differ)
			}
		}
	}
	if got, want := fmt.Sprint(must(Letter('E'))), "######\n#.....\n####..\n#.....\n#.....\n######\n"; got != want {
		t.Errorf("E is\n%s", got)
	}
	for _, r := range "a@[1É" {
		if _, ok := Letter(r); ok {
			t.Errorf("%c is a letter", r)
		}
	}
}

func must(d Drawing, ok bool) Drawing {
	if !ok {
		panic("no such letter")
	}
	return d
}

// A file holds what its text does, and errors say which file, and whether it is
// there.
func TestReadFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "two.txt")
	write := func(text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("#.\n.#\n\n##\n")
	if all, err := ReadFile(name); err != nil || len(all) != 2 || all[0].Rows != 2 || all[1].Rows != 1 {
		t.Errorf("two pictures are %v: %v", all, err)
	}
	write("#.\nx#\n")
	if _, err := ReadFile(name); err == nil || !strings.Contains(err.Error(), name+": ") || errors.As(err, new(*fs.PathError)) {
		t.Errorf("a mistake in a file is %v", err)
	}
	for _, none := range []string{name + "x", t.TempDir()} {
		if _, err := ReadFile(none); !errors.As(err, new(*fs.PathError)) {
			t.Errorf("no file is %v", err)
		}
	}
}
