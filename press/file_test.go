package press_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/press"
	"flipbook/scenes"
)

func ExampleParseOutput() {
	for _, s := range []string{
		"monty.gif", "figures/monty.PNG", "gif:monty.data", "strip:fig.pdf", "strip:fig.svg", "pages:talk.pptx",
		"frames:film", "frames:film.pdf", "monty.mov", "strip:fig.gif", "strap:fig.pdf",
	} {
		fmt.Println(press.ParseOutput(s, ""))
	}
	fmt.Println(press.ParseOutput("-", "strip:svg"))
	// Output:
	// gif to monty.gif <nil>
	// png to figures/monty.PNG <nil>
	// gif to monty.data <nil>
	// strip to fig.pdf <nil>
	// strip:svg to fig.svg <nil>
	// pptx to talk.pptx <nil>
	// frames to film <nil>
	// frames:pdf to film.pdf <nil>
	// : to  output monty.mov: the extension says no format that is known: want .gif, .apng, .webp, .mp4, .html, .png, .svg, .pdf, .pptx
	// : to  output strip:fig.gif: the extension says no format of strip: want .pdf or .svg or .png
	// : to  output strap:fig.pdf: there is no kind strap: want one of film, poster, strip, pages, frames, gif, apng, webp, mp4, html, png, svg, pdf, pptx; did you mean strip?
	// strip:svg to - <nil>
}

// entries are the names in a directory, those that begin with a dot as well.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// A file that cannot be finished leaves what was there before, and nothing
// beside it.
func TestWriteFileWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "film.gif")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := press.WriteFile(path, func(w io.Writer) error {
		if _, err := io.WriteString(w, "half of it"); err != nil {
			return err
		}
		return broken
	})
	if err != broken {
		t.Errorf("WriteFile returns %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "before" {
		t.Errorf("the file holds %q", got)
	}
	if got := entries(t, dir); len(got) != 1 {
		t.Errorf("the directory holds %v", got)
	}

	if err := press.WriteFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "after"); return err }); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "after" {
		t.Errorf("the file holds %q", got)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("the mode became %v", info.Mode())
	}
}

// Directories that are missing are made, and unmade if nothing comes of it.
func TestWriteFileMakesDirectories(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "b", "film.gif")
	if err := press.WriteFile(path, func(io.Writer) error { return errors.New("no") }); err == nil {
		t.Error("no error")
	}
	if got := entries(t, dir); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
	if err := press.WriteFile(path, func(io.Writer) error { return nil }); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// A link stays a link, and what it points to is replaced.
func TestWriteFileFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file.gif"), filepath.Join(dir, "link.gif")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file.gif", link); err != nil {
		t.Fatal(err)
	}
	if err := press.WriteFile(link, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(file); string(got) != "new" {
		t.Errorf("the file holds %q", got)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
}

// A pipe is written to, not replaced.
func TestWriteFileToAPipe(t *testing.T) {
	if err := press.WriteFile(os.DevNull, func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s became %v, %v", os.DevNull, info, err)
	}
}

type broken struct{ err error }

func (b *broken) Film(context.Context, figure.Stage) (*film.Film, error) { return nil, b.err }

// A broken law is the program's fault; whatever else a scene complains of is
// the user's.
func TestBlame(t *testing.T) {
	for _, c := range []struct {
		err error
		bad bool
	}{
		{errors.New("--digit: there is none"), true},
		{scenes.Violation("the energy rises"), false},
		{context.Canceled, true}, // of some other context
	} {
		_, err := press.Make(context.Background(), press.Order{Scene: &broken{c.err}, Outputs: gifs("-")})
		if _, bad := errors.AsType[press.BadInput](err); bad != c.bad || !errors.Is(err, c.err) {
			t.Errorf("%v: bad input %v, want %v", err, bad, c.bad)
		}
	}
}

// gifs is the film as GIFs.
func gifs(paths ...string) (out []press.Output) {
	for _, p := range paths {
		out = append(out, press.Output{Wanted: press.Wanted{Kind: press.Moving, Format: press.GIF}, Path: p})
	}
	return out
}

func TestPoster(t *testing.T) {
	e, _ := scenes.Named("monty-hall")
	sum := make(map[press.Poster][32]byte) // of the pictures: the files say how they were made as well
	for _, p := range []press.Poster{"", press.Last, press.Key, "99", "0"} {
		path := filepath.Join(t.TempDir(), "p.png")
		_, err := press.Make(context.Background(), press.Order{Name: e.Name, Scene: e.New(), Look: press.Look{Poster: p},
			Outputs: []press.Output{{Wanted: press.Wanted{Kind: press.Still, Format: press.PNG}, Path: path}}})
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		sum[p] = sha256.Sum256(m.(*image.Paletted).Pix)
	}
	if sum[""] != sum[press.Last] || sum[press.Last] != sum["99"] {
		t.Error("the last frame is not the default poster")
	}
	if sum[press.Key] == sum[press.Last] || sum["0"] == sum[press.Last] {
		t.Error("other posters are the last frame, too")
	}
	for _, p := range []press.Poster{"first", "-1", "100"} {
		if _, err := press.Make(context.Background(), press.Order{Scene: e.New(), Look: press.Look{Poster: p}, Outputs: gifs("-")}); err == nil {
			t.Errorf("poster %q is accepted", p)
		}
	}
}

// A file that has the content already is left alone: who watches it hears
// nothing.
func TestWriteIfChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	write := func(text string) os.FileInfo {
		t.Helper()
		if err := press.WriteIfChanged(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Fatalf("it holds %q, want %q: %v", got, text, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	first := write("a")
	if !os.SameFile(first, write("a")) {
		t.Error("the same content is written again")
	}
	if os.SameFile(first, write("b")) {
		t.Error("other content is written into the file, not beside it")
	}
}
