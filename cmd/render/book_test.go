package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// printed runs a command and returns what it prints; it must end well.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, &out, &errs); code != done {
		t.Fatalf("%v ends with %d: %s", args, code, errs.String())
	}
	return out.String()
}

// put writes a file as editors do it: the new one takes the place of the old.
func put(t *testing.T, path, text string) {
	t.Helper()
	temporary := filepath.Join(filepath.Dir(path), ".new")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(temporary, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(temporary, path); err != nil {
		t.Fatal(err)
	}
}

// A film is made again if the author's digits are others, and only then.
func TestBookLooksAtDigits(t *testing.T) {
	images, err := os.ReadFile("../../mnist/sample/train-images-idx3-ubyte.gz")
	if err != nil {
		t.Fatal(err)
	}
	labels, err := os.ReadFile("../../mnist/sample/train-labels-idx1-ubyte.gz")
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(images))
	if err != nil {
		t.Fatal(err)
	}
	pixels, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	put(t, "mine/train-images-idx3-ubyte.gz", string(images))
	put(t, "mine/train-labels-idx1-ubyte.gz", string(labels))
	put(t, "b.yaml", "mnist: mine\nfilms: [{scene: hopfield-recall, frames: 0-1, outputs: [gif]}]\n")
	const unchanged = "unchanged: hopfield-recall\n"
	if got := printed(t, "book", "b.yaml"); got == unchanged {
		t.Error("the first time nothing is made")
	}
	if got := printed(t, "book", "b.yaml"); got != unchanged {
		t.Errorf("the second time it prints %q", got)
	}
	before, err := os.ReadFile("b/hopfield-recall.gif")
	if err != nil {
		t.Fatal(err)
	}
	for i := 16; i < len(pixels); i += 28 * 28 {
		copy(pixels[i:], bytes.Repeat([]byte{255}, 3*28)) // a bar of ink on each
	}
	put(t, "mine/train-images-idx3-ubyte.gz", string(pixels))
	if got := printed(t, "book", "b.yaml"); got == unchanged {
		t.Error("other digits change nothing")
	}
	if got := printed(t, "book", "b.yaml"); got != unchanged {
		t.Errorf("the fourth time it prints %q", got)
	}
	after, err := os.ReadFile("b/hopfield-recall.gif")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(before, after) {
		t.Error("the file does not tell of other digits")
	}
}

// Two renders of one storyboard at once leave whole files, and a cache that
// the next one can use.
func TestBookTwiceAtOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	text := "films:\n"
	for i := range 3 {
		text += fmt.Sprintf("  - {scene: monty-hall, name: f%d, with: {trials: %d}, outputs: [gif, frames], frames: 0-1}\n", i, 10+i)
	}
	put(t, "b.yaml", text)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			var errs bytes.Buffer
			// A directory of frames that both replace at the same moment may fail for
			// one of them, which says so; nothing else may.
			if code := run(t.Context(), []string{"book", "b.yaml", "-q"}, io.Discard, &errs); code != done && !strings.Contains(errs.String(), "-frames") {
				t.Errorf("ends with %d: %s", code, errs.String())
			}
		})
	}
	both.Wait()
	printed(t, "book", "b.yaml", "-q")
	if got := printed(t, "book", "b.yaml"); strings.Count(got, "unchanged: ") != 3 {
		t.Errorf("after both it prints\n%s", got)
	}
	printed(t, "check", "b", "-q")
	if left, _ := filepath.Glob("b/.render-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// An interrupted render ends in the midst of a film, and keeps those that were
// made.
func TestBookInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	const first, second = "  - {scene: monty-hall, outputs: [gif]}\n", "  - {scene: monty-hall, name: long, outputs: [gif], with: {trials: %d}}\n"
	put(t, "b.yaml", "films:\n"+first+fmt.Sprintf(second, 10_000_000))
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat("b/monty-hall.gif"); err == nil {
				cancel()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	var errs bytes.Buffer
	code := run(ctx, []string{"book", "b.yaml", "-q", "--jobs", "1"}, io.Discard, &errs)
	if code != interrupted || errs.String() != "render: interrupted\n" {
		t.Errorf("ends with %d: %s", code, errs.String())
	}
	put(t, "b.yaml", "films:\n"+first+fmt.Sprintf(second, 100))
	if got := printed(t, "book", "b.yaml"); !strings.HasPrefix(got, "unchanged: monty-hall\nb/long.gif ") {
		t.Errorf("then prints\n%s", got)
	}
}

// Without ffmpeg the other files of a film are made, and listed.
func TestBookWithoutFFmpeg(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("PATH", "")
	put(t, "b.yaml", "films: [{scene: monty-hall, with: {trials: 9}, outputs: [mp4, gif]}]\n")
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"book", "b.yaml", "-q"}, io.Discard, &errs); code != failed || !strings.HasPrefix(errs.String(), "render: b.yaml:1:9: monty-hall: mp4 needs ffmpeg") {
		t.Errorf("ends with %d: %s", code, errs.String())
	}
	for name, want := range map[string]string{"manifest.json": `"monty-hall.gif"`, "index.html": `href="monty-hall.gif"`} {
		if text, err := os.ReadFile("b/" + name); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %s: %v", name, want, err)
		}
	}
}

// A board is what a command that goes on has printed so far.
type board struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *board) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// await waits for words on the board, and wipes it up to there.
func (b *board) await(t *testing.T, words string) {
	t.Helper()
	for range 6000 {
		b.mu.Lock()
		i := bytes.Index(b.text.Bytes(), []byte(words))
		if i >= 0 {
			b.text.Next(i + len(words))
		}
		b.mu.Unlock()
		if i >= 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never says %q", words)
}

// A watch renders whenever a file is saved that films depend on: the
// storyboard, what it includes, data. It lives through mistakes, and ends when
// it is told to.
func TestBookWatch(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "own/points.csv", "0,0,-1\n1,1,+1\n2,1,-1\n")
	put(t, "shared/looks.yaml", "defaults: {frames: 0-1, outputs: [gif]}\n")
	const chapter = "include: [shared/looks.yaml]\nfilms:\n  - {scene: perceptron, name: own, with: {data: own/points.csv}}\n"
	put(t, "b.yaml", chapter)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out, errs board
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"book", "b.yaml", "--watch"}, &out, &errs) }()

	out.await(t, "b/own.gif  800x500  2 frames")
	errs.await(t, "render: watching 3 files; Ctrl-C ends it\n")
	put(t, "shared/looks.yaml", "defaults: {frames: 0-2, outputs: [gif]}\n")
	out.await(t, "b/own.gif  800x500  3 frames")
	errs.await(t, "watching")
	put(t, "own/points.csv", "0,0,-1\n1,1,+1\n2,2,-1\n")
	out.await(t, "b/own.gif")
	errs.await(t, "watching")
	if err := os.Remove("own/points.csv"); err != nil {
		t.Fatal(err)
	}
	errs.await(t, "render: b.yaml:3:49: data own/points.csv: no such file or directory\n")
	errs.await(t, "watching 3 files")
	put(t, "own/points.csv", "0,0,-1\n1,1,+1\n3,2,-1\n")
	out.await(t, "b/own.gif")
	errs.await(t, "watching")
	put(t, "b.yaml", chapter+"  - {scene: monty-hal}\n")
	errs.await(t, "render: b.yaml:4:13: there is no scene monty-hal: ")
	errs.await(t, "watching")
	put(t, "b.yaml", chapter+"  - {scene: monty-hall}\n")
	out.await(t, "unchanged: own\nb/monty-hall.gif")
	errs.await(t, "watching")
	// Written in place, and in two steps: rendered once, when it is whole.
	if err := os.WriteFile("b.yaml", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("b.yaml", []byte(chapter), 0o644); err != nil {
		t.Fatal(err)
	}
	out.await(t, "unchanged: own\n")
	cancel()
	if code := <-ended; code != done {
		t.Errorf("ends with %d", code)
	}
	if strings.Contains(errs.text.String(), "no films") {
		t.Errorf("half a file was rendered: %s", errs.text.String())
	}
}
