package encode

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/png"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// writers write a small film, or a picture of it, with what is said of it.
var writers = map[string]func(w io.Writer, title, alt, made string) error{
	"gif": func(w io.Writer, _, _, made string) error {
		_, err := GIF(w, small, &GIFOptions{Made: made})
		return err
	},
	"png": func(w io.Writer, title, alt, made string) error {
		return PNG(w, gray(1), &PNGOptions{Title: title, Alt: alt, Made: made, DPI: 200})
	},
	"apng": func(w io.Writer, title, alt, made string) error {
		_, err := APNG(w, small, &APNGOptions{Title: title, Alt: alt, Made: made, DPI: 200})
		return err
	},
	"webp": func(w io.Writer, title, alt, made string) error {
		_, err := WebP(w, small, &WebPOptions{Title: title, Alt: alt, Made: made})
		return err
	},
}

var small = frames([]*image.RGBA{gray(1), gray(2)}, []time.Duration{time.Second, time.Second})

func written(t interface{ Fatal(...any) }, kind, title, alt, made string) []byte {
	var file bytes.Buffer
	if err := writers[kind](&file, title, alt, made); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// A file says how it was made.
func ExampleMade() {
	m := image.NewRGBA(image.Rect(0, 0, 1, 1))
	var file bytes.Buffer
	if err := PNG(&file, m, &PNGOptions{Made: "flipbook 0.5.0: render monty-hall --trials=500"}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(Made(file.Bytes()))
	// Output: flipbook 0.5.0: render monty-hall --trials=500 true <nil>
}

// Whatever is said of a film, in whatever script, is found again, and whatever else is said of it.
func TestRandomMade(t *testing.T) {
	words := rapid.StringOfN(rapid.Rune().Filter(func(r rune) bool { return utf8.ValidRune(r) && !improper(r) }), 0, 700, -1)
	rapid.Check(t, func(t *rapid.T) {
		title, alt, made := words.Draw(t, "title"), words.Draw(t, "alt"), words.Draw(t, "made")
		for kind := range writers {
			line, ok, err := Made(written(t, kind, title, alt, made))
			if line != made || ok != (made != "") || err != nil {
				t.Errorf("%s: %q, %v, %v; want %q", kind, line, ok, err, made)
			}
		}
	})
}

// Who reads a PNG, an APNG or a GIF finds the words where its format keeps them; the pictures are those without words.
func TestWordsElsewhere(t *testing.T) {
	const script = `
import sys
from PIL import Image
m = Image.open(sys.argv[1])
m.load()
print([(k, str(m.text[k])) for k in sorted(m.text)], tuple(round(d, 2) for d in m.info["dpi"]))`
	for _, kind := range []string{"png", "apng"} {
		for _, title := range []string{"plain", "Größe → ∞"} {
			path := t.TempDir() + "/file"
			file := written(t, kind, title, "in words", "how")
			put(t, path, file)
			out, err := exec.Command("/usr/bin/python3", "-c", script, path).CombinedOutput()
			want := fmt.Sprintf("[('Comment', 'how'), ('Description', 'in words'), ('Title', '%s')] (200.0, 200.0)\n", title)
			if err != nil || string(out) != want {
				t.Errorf("%s: Pillow finds %s (%v), want %s", kind, out, err, want)
			}
			if m, err := png.Decode(bytes.NewReader(file)); err != nil || m.At(0, 0) != gray(1).At(0, 0) {
				t.Errorf("%s: who knows nothing of APNG does not see the first frame: %v", kind, err)
			}
		}
	}
	long := strings.Repeat("how it was made ", 40) // in three parts
	path := t.TempDir() + "/file"
	file := written(t, "gif", "", "", long)
	put(t, path, file)
	if out, err := exec.Command("gifsicle", "--info", path).CombinedOutput(); err != nil || !strings.Contains(string(out), "comment "+long[:len(long)-1]) {
		t.Errorf("gifsicle finds %s (%v), want %s", out, err, long)
	}
	with, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	without, err := gif.DecodeAll(bytes.NewReader(written(t, "gif", "", "", "")))
	if err != nil || len(with.Image) != len(without.Image) || with.LoopCount != without.LoopCount {
		t.Errorf("%d pictures and %d rounds, without words %d and %d (%v)", len(with.Image), with.LoopCount, len(without.Image), without.LoopCount, err)
	}
}

// The metadata of a WebP are sound, as another reader of XML and as the tools of its format see them.
func TestWebPMetadata(t *testing.T) {
	path := t.TempDir() + "/film.webp"
	put(t, path, written(t, "webp", "a & b", "<words>", "how"))
	if out, err := exec.Command("webpinfo", path).CombinedOutput(); err != nil || !strings.Contains(string(out), "No error detected") || !strings.Contains(string(out), "Chunk XMP") {
		t.Errorf("webpinfo: %v\n%s", err, out)
	}
	packet, err := exec.Command("webpmux", "-get", "xmp", path, "-o", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	const script = `
import sys, xml.etree.ElementTree as E
for e in E.parse(sys.stdin).iter():
    if e.text: print(e.tag, e.text)`
	cmd := exec.Command("/usr/bin/python3", "-c", script)
	cmd.Stdin = bytes.NewReader(packet)
	const rdf, want = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "li a & b\n%sli <words>\n{http://ns.adobe.com/xap/1.0/}CreatorTool how\n"
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != fmt.Sprintf(rdf+want, rdf) {
		t.Errorf("%s (%v)", out, err)
	}
}

// Other programs write the same in other ways, which are read as well; and what is no line of ours is an error or nothing.
func TestMadeByOthers(t *testing.T) {
	plainPNG := written(t, "png", "", "", "")
	spliced := func(c chunk) []byte {
		return append(c.append(bytes.Clone(plainPNG[:headBytes])), plainPNG[headBytes:]...)
	}
	packet := func(s string) []byte {
		body := riffChunk([]byte("WEBP"), "XMP ", []byte(s))
		return append([]byte{'R', 'I', 'F', 'F', byte(len(body)), 0, 0, 0}, body...)
	}
	box := func(kind string, body string) string {
		return string([]byte{0, 0, byte((len(body) + 8) >> 8), byte(len(body) + 8)}) + kind + body
	}
	nested := box("ftyp", "isom") + box("free", "") + box("moov", box("mvhd", "")+box("udta", box("meta", "\x00\x00\x00\x00"+box("ilst", box("\xa9cmt", box("data", "\x00\x00\x00\x01\x00\x00\x00\x00how"))))))
	for _, c := range []struct {
		name string
		file string
		line string
		ok   bool
		want string // of the error
	}{
		{"Latin-1", string(spliced(chunk{"tEXt", []byte("Comment\x00Gr\xf6\xdfe")})), "Größe", true, ""},
		{"another keyword", string(spliced(chunk{"tEXt", []byte("Commentary\x00x")})), "", false, ""},
		{"compressed", string(spliced(chunk{"iTXt", []byte("Comment\x00\x01\x00\x00\x00x")})), "", false, ""},
		{"a language", string(spliced(chunk{"iTXt", []byte("Comment\x00\x00\x00de\x00Kommentar\x00wie")})), "wie", true, ""},
		{"not UTF-8", string(spliced(chunk{"iTXt", []byte("Comment\x00\x00\x00\x00\x00\xff")})), "", false, "PNG: what it says is not UTF-8"},
		{"a wrong sum", strings.Replace(string(plainPNG), "IDAT", "IDOT", 1), "", false, "PNG: the checksum of the chunk \"IDOT\" is wrong"},
		{"an attribute", string(packet(`<x><d xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="how"/></x>`)), "how", true, ""},
		{"metadata without it", string(packet(`<x>CreatorTool</x>`)), "", false, ""},
		{"no XML", string(packet(`<x><`)), "", false, "WebP: the metadata"},
		{"an MP4", nested, "how", true, ""},
		{"an MP4 without", box("ftyp", "isom") + box("moov", ""), "", false, ""},
		{"an MP4 cut short", nested[:len(nested)-9], "", false, "MP4: the file is cut short"},
		{"a block of no kind", "GIF89a\x01\x00\x01\x00\x00\x00\x00\x77", "", false, "GIF: a block of the unknown kind 0x77"},
	} {
		line, ok, err := Made([]byte(c.file))
		if line != c.line || ok != c.ok || (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q, %v, %v; want %q, %v, %q", c.name, line, ok, err, c.line, c.ok, c.want)
		}
	}
	for _, file := range []string{"", "GI", "%PDF-1.7", "<svg/>", "PK\x03\x04"} {
		if _, ok, err := Made([]byte(file)); ok || !errors.Is(err, ErrUnknownFormat) {
			t.Errorf("%q: %v, %v; want ErrUnknownFormat", file, ok, err)
		}
	}
}

// A file that ends too early says what it said before, or nothing, or that it is cut short.
func TestRandomCuts(t *testing.T) {
	files := make(map[string][]byte)
	for kind := range writers {
		files[kind] = written(t, kind, "t", "a", "how")
	}
	rapid.Check(t, func(t *rapid.T) {
		for kind, file := range files {
			line, ok, err := Made(file[:rapid.IntRange(0, len(file)-1).Draw(t, kind)])
			if ok && line != "how" || !ok && err == nil {
				t.Errorf("%s: %q, %v, %v", kind, line, ok, err)
			}
		}
	})
}

// Whatever a file holds, it is read, and what it says can be shown.
func FuzzMade(f *testing.F) {
	for kind := range writers {
		f.Add(written(f, kind, "title", "alt", "flipbook 0.5.0: render"))
	}
	f.Add([]byte("\x00\x00\x00\x0cftypisom\x00\x00\x00\x01moov\x00\x00\x00\x00\x00\x00\x00\x20\x00\x00\x00\x10udta\x00\x00\x00\x00meta"))
	f.Fuzz(func(t *testing.T, file []byte) {
		line, ok, err := Made(file)
		if ok && err != nil || !ok && line != "" || !utf8.ValidString(line) {
			t.Errorf("%q, %v, %v", line, ok, err)
		}
	})
}

func put(t *testing.T, path string, file []byte) {
	t.Helper()
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}
