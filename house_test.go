// Package flipbook_test holds the house together: which package may know
// which.
package flipbook_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors are the packages that each may import directly, of ours. Arrows
// point down: nothing below knows what stands on it.
var floors = map[string][]string{
	"internal/detmath":      {},
	"internal/typeset":      {},
	"internal/labels":       {"internal/typeset"},
	"internal/formula":      {"internal/typeset"},
	"hopfield":              {"internal/detmath", "montecarlo"},
	"hopfield/modern":       {"hopfield", "internal/detmath"},
	"hopfield/quantum":      {"hopfield", "internal/detmath"},
	"hopfield/theory":       {"internal/detmath"},
	"boltzmann":             {"internal/detmath"},
	"descent":               {},
	"ising":                 {"internal/detmath"},
	"perceptron":            {},
	"montecarlo":            {"internal/detmath"},
	"montyhall":             {"montecarlo"},
	"drawings":              {},
	"mnist":                 {},
	"mnist/internal/sample": {},
	"studio/internal/pack":  {},
	"film":                  {},
	"figure":                {"internal/detmath", "internal/formula", "internal/typeset"},
	"scenes":                {"boltzmann", "descent", "drawings", "figure", "film", "hopfield", "hopfield/modern", "hopfield/quantum", "hopfield/theory", "internal/detmath", "internal/labels", "ising", "mnist", "montecarlo", "montyhall", "perceptron"},
	"raster":                {"film", "internal/typeset"},
	"encode":                {"internal/geometry", "internal/lzw", "internal/vp8l", "raster"},
	"encode/internal/long":  {"encode", "film", "raster"},
	"vector":                {"internal/typeset"},
	"press":                 {"encode", "figure", "film", "raster", "scenes", "vector"},
	"book":                  {"figure", "film", "press", "raster", "scenes"},
	"studio":                {"drawings", "encode", "figure", "hopfield", "mnist", "montyhall", "press", "scenes"},
	"bench":                 {"book", "encode", "figure", "film", "hopfield", "internal/detmath", "mnist", "montyhall", "perceptron", "press", "raster", "scenes"},
	"tools/pages":           {"book", "figure", "press", "scenes"},
	"tools/contactsheet":    {"figure", "film", "mnist", "raster", "scenes"},
	"cmd/render":            {"book", "encode", "figure", "film", "mnist", "press", "raster", "scenes", "studio"},
}

func TestImportsPointDown(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{if .GoFiles}}{{.ImportPath}} {{join .Imports " "}}{{end}}`, "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		name := strings.TrimPrefix(words[0], "flipbook/")
		allowed, known := floors[name]
		if !known {
			if !strings.HasPrefix(name, "internal/") { // helpers of tests
				t.Errorf("package %s has no place in the house: give it one in this test and in docs/DESIGN.md", name)
			}
			continue
		}
		for _, imported := range words[1:] {
			if ours, ok := strings.CutPrefix(imported, "flipbook/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which it may not know", name, ours)
			}
		}
	}
}

// science is the packages of algorithms, which know nothing of drawing.
var science = []string{
	"boltzmann", "descent", "hopfield", "hopfield/modern", "hopfield/quantum", "hopfield/theory", "ising", "montecarlo", "montyhall", "perceptron",
}

// The algorithms know nothing of drawing, directly or not, and a film knows
// no pixels.
func TestAlgorithmsDoNotDraw(t *testing.T) {
	bans := map[string][]string{
		"mnist":  {"gonum.org/v1/plot", "github.com/fogleman/gg"},
		"film":   {"github.com/fogleman/gg", "image/gif", "image/png"},
		"scenes": {"github.com/fogleman/gg", "image/gif", "image/png"},
	}
	for _, name := range science {
		bans[name] = []string{"gonum.org/v1/plot", "github.com/fogleman/gg", "image"}
	}
	for name, banned := range bans {
		out, err := exec.Command("go", "list", "-deps", "./"+name).Output()
		if err != nil {
			t.Fatal(err)
		}
		for dep := range strings.Lines(string(out)) {
			dep = strings.TrimSpace(dep)
			for _, b := range banned {
				if dep == b || strings.HasPrefix(dep, b+"/") && b != "image" {
					t.Errorf("%s comes to depend on %s", name, dep)
				}
			}
		}
	}
}

// The engine for browsers stays small: nothing that it is made of brings what
// keeps methods alive that nobody calls, or works at every start.
func TestEngineIsSmall(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "./studio/worker")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	for _, banned := range []string{
		"text/template", "html/template", "regexp", "encoding/gob", "net/http",
		"codeberg.org/go-pdf/fpdf", "github.com/dustin/go-humanize", "github.com/goccy/go-yaml",
	} {
		if slices.Contains(deps, banned) {
			t.Errorf("the engine comes to depend on %s", banned)
		}
	}
}
