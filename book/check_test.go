package book_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/internal/browser"
	"flipbook/internal/discs"
	"flipbook/press"
)

// checked is a directory with a film of some discs in several kinds of files,
// and a check of it that makes discs as if the program had changed since: of
// so many inks.
func checked(t *testing.T, wanted ...press.Wanted) (dir string, check func(inks int) book.Checked) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "out")
	order := press.Order{Name: "discs", Scene: &discs.Scene{Inks: 5}}
	for _, w := range wanted {
		order.Outputs = append(order.Outputs, press.Output{Wanted: w, Path: filepath.Join(dir, w.Named("sub/discs"))})
	}
	r, err := press.Make(context.Background(), order)
	if err != nil {
		t.Fatal(err)
	}
	if err := press.WriteFile(filepath.Join(dir, book.ManifestFile), func(w io.Writer) error {
		return press.Manifest(w, []press.Record{r.RelativeTo(dir)})
	}); err != nil {
		t.Fatal(err)
	}
	return dir, func(inks int) book.Checked {
		t.Helper()
		got, err := book.Check{Dir: dir, Out: dir + "-check", Jobs: 2, Digits: []figure.Digits{nil},
			SameData: func(string, string) error { return nil },
			Order: func(_ press.Record, made string) (press.Order, press.Wanted, error) {
				_, format, _ := strings.Cut(made, "--format=")
				w, err := press.ParseWanted(format)
				return press.Order{Name: "discs", Scene: &discs.Scene{Inks: inks}}, w, err
			},
		}.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
}

// A program that draws something else is found out in every kind of file, and
// what it draws is shown beside what it drew.
func TestCheckShowsWhatChanged(t *testing.T) {
	dir, check := checked(t, press.Wanted{Kind: press.Moving, Format: press.GIF}, press.Wanted{Kind: press.Still, Format: press.PNG},
		press.Wanted{Kind: press.Frames, Format: press.PNG}, press.Wanted{Kind: press.Moving, Format: press.APNG},
		press.Wanted{Kind: press.Still, Format: press.SVG}, press.Wanted{Kind: press.Still, Format: press.PDF})
	if got := check(5); got.String() != "1 film, 6 files: all as they were" || got.Report != "" {
		t.Errorf("says %s: %v", got, got.Differences)
	}
	if _, err := os.Stat(dir + "-check"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was written: %v", err)
	}

	got := check(6)
	if want := "1 film, 6 files: 6 differences"; got.String() != want {
		t.Fatalf("says %s, want %s: %v", got, want, got.Differences)
	}
	const spot = "180 of 160,000 pixels differ, within 16x16 at 102,382"
	for i, want := range []book.Difference{
		{Path: "sub/discs.gif", What: "comes out differently: frame 0: " + spot, Marked: "sub/discs.gif.diff.png"},
		{Path: "sub/discs.png", What: "comes out differently: " + spot, Marked: "sub/discs.png.diff.png"},
		{Path: "sub/discs-frames", What: "comes out differently: frame 0: " + spot, Marked: "sub/discs-frames.diff.png"},
		{Path: "sub/discs.apng", What: "comes out differently: the bytes differ", Before: "sub/discs.apng.before.apng"},
		{Path: "sub/discs.svg", What: "comes out differently: the bytes differ", Before: "sub/discs.svg.before.svg"},
		{Path: "sub/discs.pdf", What: "comes out differently: the bytes differ", Before: "sub/discs.pdf.before.pdf"},
	} {
		is := got.Differences[i]
		if is.Film != "discs" || is.Path != want.Path || is.What != want.What || is.Marked != want.Marked || want.Before != "" && is.Before != want.Before {
			t.Errorf("difference %d is %+v, want %+v", i, is, want)
		}
		for _, name := range []string{is.Before, is.After} {
			if _, err := os.Stat(filepath.Join(dir+"-check", filepath.FromSlash(name))); err != nil || name == "" {
				t.Errorf("%s is not shown: %q, %v", is.Path, name, err)
			}
		}
	}
	marked, err := os.ReadFile(filepath.Join(dir+"-check", "sub", "discs.png.diff.png"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(marked))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := m.At(110, 390).RGBA(); r>>8 != 0xd0 || g>>8 != 0x10 || b>>8 != 0x70 {
		t.Errorf("the new disc is marked in %d, %d, %d", r>>8, g>>8, b>>8)
	}

	p := browser.Open(t).Visit(t, "file://"+got.Report)
	var broken []string
	p.Eval(`Promise.all([...document.images].map(m => m.decode().then(() => "", () => m.src))).then(all => all.filter(s => s))`, &broken)
	var shown int
	if p.Eval(`document.images.length`, &shown); shown != 13 || len(broken) > 0 || len(p.Console()) > 0 {
		t.Errorf("the page shows %d pictures, want 13; broken are %q, and the console says %q", shown, broken, p.Console())
	}
}

// Files and manifest are told apart: which of them is not what is made now?
func TestCheckSaysWhichIsWrong(t *testing.T) {
	dir, check := checked(t, press.Wanted{Kind: press.Still, Format: press.PNG})
	path := filepath.Join(dir, "sub", "discs.png")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	what := func(inks int) string {
		t.Helper()
		d := check(inks).Differences
		if len(d) != 1 {
			t.Fatalf("%v", d)
		}
		return d[0].What
	}
	appended := slices.Concat(before, []byte("x"))
	if err := os.WriteFile(path, appended, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, want := what(5), "was changed on disk: the pictures are the same, in other bytes"; got != want {
		t.Errorf("says %s, want %s", got, want)
	}
	if got, want := what(6), "is not what the manifest says, and comes out differently: 180 of"; !strings.HasPrefix(got, want) {
		t.Errorf("says %s, want %s", got, want)
	}
	if _, err := press.Make(context.Background(), press.Order{Name: "discs", Scene: &discs.Scene{Inks: 6},
		Outputs: []press.Output{{Wanted: press.Wanted{Kind: press.Still, Format: press.PNG}, Path: path}}}); err != nil {
		t.Fatal(err)
	}
	if got := what(6); !strings.Contains(got, "comes out") {
		t.Errorf("says %s", got)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if got, want := what(5), "is missing"; got != want {
		t.Errorf("says %s, want %s", got, want)
	}
}

// What cannot be made without another program is not passed over.
func TestCheckWithoutFFmpeg(t *testing.T) {
	_, check := checked(t, press.Wanted{Kind: press.Moving, Format: press.MP4}, press.Wanted{Kind: press.Still, Format: press.PNG})
	if got := check(5); len(got.Differences) > 0 {
		t.Errorf("with it: %v", got.Differences)
	}
	t.Setenv("PATH", "")
	got := check(5).Differences
	if len(got) != 1 || !strings.HasPrefix(got[0].String(), "discs: sub/discs.mp4: cannot be made again: ") || !strings.Contains(got[0].What, "ffmpeg") {
		t.Errorf("without it: %v", got)
	}
}
