package flipbook_test

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// The science is documented by code that runs: go doc shows an example of every exported type, and `go test` holds its output.
func TestEveryTypeOfTheScienceHasAnExample(t *testing.T) {
	for _, dir := range science {
		files, fset := []*ast.File(nil), token.NewFileSet()
		paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		pkg, err := doc.NewFromFiles(fset, files, "flipbook/"+dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(pkg.Examples) == 0 && len(pkg.Types) == 0 {
			t.Errorf("%s has neither types nor an example", dir)
		}
		for _, typ := range pkg.Types {
			examples := len(typ.Examples)
			for _, f := range append(typ.Funcs, typ.Methods...) {
				examples += len(f.Examples)
			}
			if examples == 0 {
				t.Errorf("%s.%s has no example", dir, typ.Name)
			}
			if typ.Doc == "" {
				t.Errorf("%s.%s has no documentation", dir, typ.Name)
			}
		}
	}
}

// The program that the README shows measures what theory says.
func TestREADMEProgram(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	program := regexp.MustCompile("(?s)```go\n(package main.*?)```").FindSubmatch(readme)
	if program == nil {
		t.Fatal("the README shows no program")
	}
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, program[1], 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var low, high, theory float64
	if _, err := fmt.Sscanf(string(out), "measured: between %f and %f %%\ntheory:   %f %%\n", &low, &high, &theory); err != nil {
		t.Fatalf("%v: it says %q", err, out)
	}
	if width := high - low; width <= 0 || theory < low-width || theory > high+width {
		t.Errorf("it says %q", out)
	}
}
