package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/cpu"

	"flipbook/press"
	"flipbook/scenes"
)

// The scripts in testdata are the contract of the command line. They run the
// program as it is built for use. Beyond the usual commands they know
//
//	code N command...   run a command that must exit with N
//	checkout DIR        copy the Go files of this project, and what they embed
func TestScripts(t *testing.T) {
	program := filepath.Join(t.TempDir(), "render")
	if err := os.Rename(built(t, runtime.GOARCH), program); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", filepath.Dir(program)+string(os.PathListSeparator)+e.Getenv("PATH"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"checkout": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 1 {
					ts.Fatalf("usage: checkout DIR")
				}
				ts.Check(checkout(ts.MkAbs(args[0])))
			},
			"code": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: code N command...")
				}
				got := "0"
				if err := ts.Exec(args[1], args[2:]...); err != nil {
					exit, ok := errors.AsType[*exec.ExitError](err)
					if !ok {
						ts.Fatalf("%v", err)
					}
					got = strings.TrimPrefix(exit.Error(), "exit status ")
				}
				if got != args[0] {
					ts.Fatalf("%v exits with %s, want %s", args[1:], got, args[0])
				}
			},
		},
		RequireExplicitExec: true,
	})
}

// checkout copies what the program is built of, and package scenes tested with.
func checkout(to string) error {
	const root = "../.."
	out, err := exec.Command("go", "list", "-test", "-deps", "-f", `{{if .Module}}{{if .Module.Main}}{{.Dir}}{{end}}{{end}}`, root+"/cmd/render", root+"/scenes").Output()
	if err != nil {
		return err
	}
	base, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	for _, dir := range slices.Compact(slices.Sorted(strings.FieldsSeq(string(out)))) {
		name, err := filepath.Rel(base, dir)
		if err != nil {
			return err
		}
		if _, err := os.Stat(filepath.Join(to, name)); err == nil {
			continue // with a directory above it
		}
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(dir)); err != nil {
			return err
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(base, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Every scene's help shows each of its parameters with its range.
func TestHelpShowsParameters(t *testing.T) {
	program := built(t, runtime.GOARCH)
	for _, e := range scenes.Catalogue() {
		var out bytes.Buffer
		cmd := exec.Command(program, e.Name, "--help")
		cmd.Stdout = &out
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		help := strings.Join(strings.Fields(out.String()), " ")
		for _, p := range scenes.Params(e.New()) {
			for _, want := range []string{"--" + p.Name + "=", p.Help, p.Range()} {
				if !strings.Contains(help, want) && p.Type != "uint" {
					t.Errorf("the help of %s does not show %q", e.Name, want)
				}
			}
		}
	}
}

// Films of all scenes, in all themes, have the same bytes with one worker and
// with eight, on a processor that fuses multiplications and additions, and on
// another architecture.
func TestSameBytesEverywhere(t *testing.T) {
	other, emulated := elsewhere(t)
	ours := built(t, runtime.GOARCH)
	files := func(jobs string, program ...string) map[string][]byte {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "films.yaml"), repertoire(t), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program[0], append(program[1:], "book", "films.yaml", "--quiet", "--jobs", jobs)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
		}
		got := contents(t, filepath.Join(dir, "films"))
		delete(got, ".flipbook.json") // knows the program that wrote it
		return got
	}
	want := files("1", ours)
	compare(t, "with eight workers", want, files("8", ours))
	compare(t, "on "+other, want, files("2", emulated...))
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		compare(t, "with GOAMD64=v3", want, files("2", built(t, "amd64", "GOAMD64=v3")))
	}
}

// repertoire is a storyboard of all scenes as they are when they are quick:
// three of them in every theme, and the others in one each.
func repertoire(t *testing.T) []byte {
	t.Helper()
	type film struct {
		Scene   string         `json:"scene"`
		Name    string         `json:"name"`
		With    map[string]any `json:"with"`
		Theme   string         `json:"theme"`
		Outputs []string       `json:"outputs"`
	}
	var films []film
	themes := []string{"light", "dark", "print"}
	for i, e := range scenes.Catalogue() {
		s, all := e.New(), slices.Contains([]string{"hopfield-recall", "monty-hall", "perceptron"}, e.Name)
		scenes.Quick(s)
		for j, theme := range themes {
			if all || i%len(themes) == j {
				films = append(films, film{e.Name, e.Name + "-" + theme, scenes.Values(s), theme, []string{"gif", "png"}})
			}
		}
	}
	text, err := json.Marshal(map[string]any{"films": films}) // JSON is YAML
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// elsewhere is the program on another architecture: which, and how to run it.
func elsewhere(t *testing.T) (arch string, command []string) {
	t.Helper()
	arch, emulator := "arm64", "qemu-aarch64-static"
	if runtime.GOARCH == "arm64" {
		arch, emulator = "amd64", "qemu-x86_64-static"
	}
	emulator, err := exec.LookPath(emulator)
	if err != nil {
		t.Fatalf("%v; install the Debian package qemu-user-static", err)
	}
	return arch, []string{emulator, built(t, arch)}
}

// Every format that needs no other program has the same bytes on another
// architecture and with any number of workers: pixels, shapes, words in another
// language, formulas and numbers.
func TestSameBytesInEveryFormat(t *testing.T) {
	_, emulated := elsewhere(t)
	args := []string{"monty-hall", "--trials", "70", "--lang", "fr", "--title", `$\frac{2}{3}=\sum_{i\neq j} p_i$ ?`, "--width", "9.1cm",
		"-o", "m.gif", "-o", "m.apng", "-o", "m.webp", "-o", "m.html", "-o", "m.png", "-o", "m.svg", "-o", "m.pdf", "-o", "m.pptx",
		"-o", "strip:s.pdf", "-o", "strip:s.svg", "-o", "strip:s.png", "-o", "pages:p.pdf", "-o", "frames:f.pdf"}
	want := written(t, append([]string{built(t, runtime.GOARCH)}, append(args, "--jobs", "1")...)...)
	if len(want) != 13 {
		t.Fatalf("%d files, want 13", len(want))
	}
	compare(t, "with eight workers", want, written(t, append([]string{built(t, runtime.GOARCH)}, append(args, "--jobs", "8")...)...))
	compare(t, "elsewhere", want, written(t, append(emulated, args...)...))
}

// written is what a command writes, by file name.
func written(t *testing.T, command ...string) map[string][]byte {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = t.TempDir()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	return contents(t, cmd.Dir)
}

// built is the program for an architecture.
func built(t *testing.T, arch string, env ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "render-"+arch)
	cmd := exec.Command("go", "build", "-o", path, ".")
	cmd.Env = append(append(os.Environ(), "GOARCH="+arch, "CGO_ENABLED=0"), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// contents are the files in a directory, by name.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func compare(t *testing.T, what string, want, got map[string][]byte) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", what, len(got), len(want))
	}
	for name := range want {
		if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

// The manifest of render all lists every scene with the files that are there.
// A GIF is small enough for a page: at most 250 kB. The pages in docs/scenes
// are what these films say.
func TestAll(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(built(t, runtime.GOARCH), "all", "--out", "out", "--quiet")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	files := contents(t, filepath.Join(dir, "out"))
	var records []press.Record
	if err := json.Unmarshal(files["manifest.json"], &records); err != nil {
		t.Fatal(err)
	}
	if len(records) != len(scenes.Catalogue()) {
		t.Fatalf("%d records, want %d", len(records), len(scenes.Catalogue()))
	}
	for i, e := range scenes.Catalogue() {
		r := records[i]
		if r.Scene != e.Name || r.Alt == "" || len(r.Results) == 0 || len(r.Files) != 2 {
			t.Errorf("record %d is %+v", i, r)
		}
		for _, f := range r.Files {
			// The scene, its output and its record bear the same name.
			if want := e.Name + "." + string(f.Format); f.Path != want {
				t.Errorf("%s writes %s, want %s", e.Name, f.Path, want)
			}
			if int64(len(files[f.Path])) != f.Bytes {
				t.Errorf("%s has not the %d bytes of its record", f.Path, f.Bytes)
			}
			if f.Format == "gif" && f.Bytes > 250_000 {
				t.Errorf("%s has %d bytes, want at most 250 kB", f.Path, f.Bytes)
			}
		}
	}
	fresh := filepath.Join(dir, "pages")
	if out, err := exec.Command("go", "run", "../../tools/pages", filepath.Join(dir, "out"), fresh).CombinedOutput(); err != nil {
		t.Fatalf("pages: %v\n%s", err, out)
	}
	compare(t, "docs/scenes (make docs writes it anew)", contents(t, fresh), contents(t, "../../docs/scenes"))
}

// An interrupted run ends with 130 and leaves nothing behind.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	engine := t.TempDir()
	for _, name := range []string{"engine.wasm.gz", "wasm_exec.js"} {
		if err := os.WriteFile(filepath.Join(engine, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"monty-hall", "-o", "deep/down/x.gif"}, {"site", "deep/down", "--engine", engine}} {
		var stderr bytes.Buffer
		if code := run(ctx, args, &bytes.Buffer{}, &stderr); code != interrupted {
			t.Errorf("%s: exit code %d, want %d", args[0], code, interrupted)
		}
		if got := stderr.String(); got != "render: interrupted\n" {
			t.Errorf("%s says %q", args[0], got)
		}
		if left, _ := filepath.Glob("*"); len(left) > 0 {
			t.Errorf("%s leaves behind: %v", args[0], left)
		}
	}
}
