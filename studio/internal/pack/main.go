// Pack compiles the engine of the studio to WebAssembly and puts it into a
// directory, gzipped, with the script that runs what this version of Go
// compiles: go run ./studio/internal/pack DIR. The same source and the same Go
// give the same bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: pack DIR")
		os.Exit(2)
	}
	if err := pack(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(dir string) error {
	root, err := goTool("env", "GOROOT")
	if err != nil {
		return err
	}
	script, err := os.ReadFile(filepath.Join(strings.TrimSpace(root), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "flipbook")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	raw := filepath.Join(temp, "engine.wasm")
	build := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", raw}
	for _, p := range unhurried {
		build = append(build, "-gcflags="+p+"=-l")
	}
	if _, err := goTool(append(build, "flipbook/studio/worker")...); err != nil {
		return err
	}
	engine, err := os.ReadFile(raw)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(engine); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	for name, data := range map[string][]byte{"engine.wasm.gz": packed.Bytes(), "wasm_exec.js": script} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// unhurried are the packages that do not compute or draw pixels: without
// inlining in them the engine is a twentieth smaller, a film takes up to a tenth
// longer, and a recall as long as before.
var unhurried = []string{
	"flipbook/press", "flipbook/figure", "flipbook/internal/formula", "flipbook/scenes", "flipbook/studio", "flipbook/vector",
	"encoding/...", "fmt", "os", "reflect", "time",
}

// goTool runs the go command for the browser, and tells what it prints.
func goTool(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), err
}
