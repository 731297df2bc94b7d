package vector_test

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/vector"
)

var empty = vector.Drawing{Size: image.Pt(10, 10), Draw: func(vg.Canvas) {}}

// What a file was made with is found again, in any words.
func TestRandomMade(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, line string) {
		for format, write := range writers {
			var b bytes.Buffer
			if err := write(&b, empty, &vector.Options{Made: line, Title: line, Alt: line + "\n" + line}); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			got, ok, err := vector.Made(b.Bytes())
			if err != nil || !ok || got != line {
				t.Fatalf("%s: made with %q, %v (%v), want %q", format, got, ok, err, line)
			}
		}
	}
	for _, line := range []string{
		"flipbook 0.5.0: render monty-hall --trials=500 --theme=dark", "é 数 <&>\"' 𝔼", " spaces  at both ends ", "]]> --> <!-- %PDF /Keywords(", `)\(( \101 \`,
		strings.Repeat("--label=数字 ", 400),
	} {
		check(t, line)
	}
	printable := rapid.StringOfN(rapid.Rune().Filter(func(r rune) bool { return !unicode.IsControl(r) && r&0xfffe != 0xfffe }), 1, 50, -1)
	rapid.Check(t, func(t *rapid.T) { check(t, printable.Draw(t, "line")) })
}

// Files that do not say are not files that cannot be read.
func TestMadeOfOthers(t *testing.T) {
	for name, file := range map[string][]byte{
		"ours, which does not say": svgOf(t, empty, &vector.Options{Title: "flipbook"}),
		"our PDF, which does not":  pdfOf(t, &vector.Options{Title: "flipbook"}, empty),
		"Inkscape's":               []byte(`<?xml version="1.0"?><!-- flipbook --><svg xmlns="http://www.w3.org/2000/svg"><metadata id="m">flipbook</metadata></svg>`),
		"one within":               []byte(`<svg><g><metadata data-producer="flipbook">not of the file</metadata></g></svg>`),
	} {
		if line, ok, err := vector.Made(file); ok || err != nil {
			t.Errorf("%s: made with %q, %v (%v), want nothing", name, line, ok, err)
		}
	}
	foreign := bytes.Replace(pdfOf(t, &vector.Options{Made: "render"}, empty), []byte("(flipbook)"), []byte("(pdfTeX 3)"), 1)
	if line, ok, err := vector.Made(foreign); ok || err != nil {
		t.Errorf("another program's keywords: %q, %v (%v), want nothing", line, ok, err)
	}
}

// One dictionary can be written in many ways.
func TestMadeInOtherWords(t *testing.T) {
	const want = `a(b)\ A7`
	for _, info := range []string{
		`<< /Producer (flipbook) /Keywords (a\(b\)\\ \1017) >>`,
		"<</Producer<666C 6970\n626f6F6B>/K#65ywords(a(b)\\\\ \\\nA7)>>",
		"<<% a comment >>\n/Producer(flip\\\r\nbook)/X[1 -.5 null true/Y<<>>3 0 R]/Keywords<FEFF0061002800620029005C002000410037>>>",
	} {
		file := "%PDF-1.4\n5 0 obj\n" + info + "\nendobj\n"
		file += fmt.Sprintf("xref\n0 1\n0000000000 65535 f \n5 1\n%010d 00000 n \ntrailer\n<</Info 5 0 R>>\nstartxref\n%d\n%%%%EOF",
			strings.Index(file, "5 0"), len(file))
		if got, ok, err := vector.Made([]byte(file)); err != nil || !ok || got != want {
			t.Errorf("%s: made with %q, %v (%v), want %q", info, got, ok, err, want)
		}
	}
}

// A file that another program has rewritten still says it, or why it cannot.
func TestMadeAfterQpdf(t *testing.T) {
	qpdf := need(t, "qpdf", "qpdf")
	const line = "flipbook: render é 数"
	path := keep(t, "in.pdf", pdfOf(t, &vector.Options{Made: line}, empty, empty))
	for options, complaint := range map[string]string{
		"--qdf": "", "--linearize": "", "--compress-streams=n": "",
		"--object-streams=generate":                      "its table of objects is compressed",
		"--encrypt user owner 256 --":                    "it is encrypted",
		"--allow-weak-crypto --encrypt user owner 40 --": "it is encrypted",
	} {
		out := filepath.Join(t.TempDir(), "out.pdf")
		run(t, qpdf, append(strings.Fields(options), path, out)...)
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := vector.Made(file)
		if complaint == "" && (err != nil || !ok || got != line) {
			t.Errorf("%s: made with %q, %v (%v), want %q", options, got, ok, err, line)
		}
		if complaint != "" && (err == nil || !strings.Contains(err.Error(), complaint)) {
			t.Errorf("%s: %q, %v (%v), want an error: %s", options, got, ok, err, complaint)
		}
	}
}

func TestMadeOfDamagedFiles(t *testing.T) {
	pdf := string(pdfOf(t, &vector.Options{Made: "render"}, empty))
	svg := string(svgOf(t, empty, &vector.Options{Made: "render"}))
	edit := func(s, old, new string) string {
		if !strings.Contains(s, old) {
			t.Fatalf("the file has no %q", old)
		}
		return strings.Replace(s, old, new, 1)
	}
	for file, want := range map[string]string{
		"":                                       "neither an SVG nor a PDF file",
		"GIF89a\x00":                             "cannot be read as an SVG or PDF file",
		"words":                                  "neither an SVG nor a PDF file",
		"<html></html>":                          `but an XML file of "html"`,
		svg[:strings.Index(svg, "<metadata")]:    "this SVG file is damaged",
		edit(svg, "render", "ren<b/>der"):        `they have an element "b"`,
		edit(svg, "render", "ren&#10;der"):       "damaged: it has the character U+000A",
		edit(svg, "</metadata>", ""):             "the metadata of this SVG file are damaged",
		pdf[:len(pdf)/2]:                         "no startxref near its end",
		edit(pdf, "startxref\n", "startxref\n9"): "no table of objects lies at",
		edit(pdf, "\nxref", "\nxfer"):            "begins with xfer, want xref",
		edit(pdf, "trailer\n<<", "trailer\n("):   "it ends in the middle of a value",
		edit(pdf, "/Info ", "/Prev "):            "no table of objects lies at",
		edit(pdf, "(render)", "(re\\ndr)"):       "character U+000A",
		edit(pdf, " 0 obj\n<</Keywords", " 1 jbo\n<</Keywords"):           "does not lie where the table says",
		edit(pdf, "/Keywords(", "/Keywords["):                             "want a value",
		edit(pdf, "trailer\n<<", "trailer\n<</X"+strings.Repeat("[", 99)): "more than 32 others",
	} {
		line, ok, err := vector.Made([]byte(file))
		if err == nil || ok || line != "" || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.30q…: %q, %v (%v), want an error: %s", file, line, ok, err, want)
		}
	}
}

// Nothing that is handed to Made makes it panic, or say something that is no
// line.
func FuzzMade(f *testing.F) {
	for i, line := range []string{"", "flipbook: render", "é 数 <&>"} {
		o := &vector.Options{Made: line, Title: fmt.Sprint("a (title) ", i), Lang: "en"}
		f.Add(svgOf(f, empty, o))
		f.Add(pdfOf(f, o, empty))
	}
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Producer<666c6970626f6f6b>/Keywords(\\110i\\\r\n!)>>endobj xref 1 1 9 0 n trailer<</Info 1 0 R>>startxref 87"))
	f.Fuzz(func(t *testing.T, file []byte) {
		line, ok, err := vector.Made(file)
		if ok != (line != "") || ok && err != nil {
			t.Fatalf("%q, %v (%v)", line, ok, err)
		}
		if !ok {
			return
		}
		if err := vector.SVG(new(bytes.Buffer), empty, &vector.Options{Made: line}); err != nil {
			t.Fatalf("%q cannot be written again: %v", line, err)
		}
	})
}
