package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The line that shows a page of one scene in another leads to it whatever its
// directory is called.
func TestIframe(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"seven":         "seven/",
		"out/seven/":    "seven/",
		"what is 50%?#": "what%20is%2050%25%3F%23/",
		"a:b":           "./a:b/",
		`"&"`:           "%22&amp;%22/",
		".":             filepath.Base(here) + "/",
	} {
		if got := (&siteCmd{Dir: dir, Scene: "ising"}).iframe(); !strings.HasPrefix(got, `<iframe src="`+want+`" `) {
			t.Errorf("%s is shown by %s, want %s", dir, got, want)
		}
	}
}

// A site takes the place of a site, or of what is left of one, and of nothing
// else.
func TestSiteLeavesOthersAlone(t *testing.T) {
	engine := t.TempDir()
	for _, name := range []string{"engine.wasm.gz", "wasm_exec.js"} {
		if err := os.WriteFile(filepath.Join(engine, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	site := func() (code int, said string) {
		var stderr bytes.Buffer
		code = run(t.Context(), []string{"site", dir, "--engine", engine, "--scene", "monty-hall", "--quiet", "--progress", "none"}, &bytes.Buffer{}, &stderr)
		return code, stderr.String()
	}
	for _, name := range []string{"page.css", "index.html"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("my own"), 0o644); err != nil {
			t.Fatal(err)
		}
		code, said := site()
		if want := "render: " + path + " is not of a site that render wrote: want another directory\n"; code != badInput || said != want {
			t.Errorf("over %s: exit code %d, %q, want %q", name, code, said, want)
		}
		if left := contents(t, dir); len(left) != 1 || string(left[name]) != "my own" {
			t.Errorf("over %s: %d files are left, it says %q", name, len(left), left[name])
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	for _, lost := range []string{"", "index.html", "main.js"} { // the first site, what is left of it, and one that is there
		if lost != "" {
			if err := os.Remove(filepath.Join(dir, lost)); err != nil {
				t.Fatal(err)
			}
		}
		if code, said := site(); code != 0 {
			t.Errorf("without %q: exit code %d, %q", lost, code, said)
		}
	}
}

// Whoever names a directory for the engine hears of it what is wrong.
func TestSiteEngineIsNamed(t *testing.T) {
	empty := t.TempDir()
	var stderr bytes.Buffer
	code := run(t.Context(), []string{"site", filepath.Join(t.TempDir(), "site"), "--engine", empty}, &bytes.Buffer{}, &stderr)
	if want := "render: --engine " + empty + ": want a directory with engine.wasm.gz and wasm_exec.js, which go generate ./studio writes\n"; code != badInput || stderr.String() != want {
		t.Errorf("exit code %d, %q, want %q", code, stderr.String(), want)
	}
}
