package vector_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/stix/stix2mathregular"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"flipbook/vector"
)

// An SVG file is well-formed, and says what it is called and shows, in words
// that need care.
func TestSVGTellsItsTitle(t *testing.T) {
	o := &vector.Options{Title: "a < b & c", Alt: "Two lines:\n“one” > 1", Lang: "en"}
	var said struct {
		XMLName  xml.Name `xml:"http://www.w3.org/2000/svg svg"`
		Role     string   `xml:"role,attr"`
		Lang     string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Labelled string   `xml:"aria-labelledby,attr"`
		Title    struct {
			ID   string `xml:"id,attr"`
			Text string `xml:",chardata"`
		} `xml:"title"`
		Desc struct {
			ID   string `xml:"id,attr"`
			Text string `xml:",chardata"`
		} `xml:"desc"`
	}
	if err := xml.Unmarshal(svgOf(t, allStills(t)[0].drawing(), o), &said); err != nil {
		t.Fatal(err)
	}
	if said.Title.Text != o.Title || said.Desc.Text != o.Alt || said.Role != "img" || said.Lang != "en" || said.Labelled != said.Title.ID+" "+said.Desc.ID {
		t.Errorf("it says %+v", said)
	}
}

// Paper is measured in points, screens in pixels.
func TestUnits(t *testing.T) {
	pdfinfo := need(t, "pdfinfo", "poppler-utils")
	d := allStills(t)[0].drawing()
	for unit, want := range map[float64][2]string{0: {`width="800"`, "400 x 250"}, 0.5: {`width="400pt"`, "400 x 250"}, 226.8 / 800: {`width="226.8pt"`, "226.8 x 141.75"}} {
		o := &vector.Options{Unit: unit}
		if got := svgOf(t, d, o); !bytes.Contains(got, []byte(want[0])) {
			t.Errorf("unit %v: the SVG begins %.200s, want %s", unit, got, want[0])
		}
		if got := run(t, pdfinfo, keep(t, "x.pdf", pdfOf(t, o, d))); !bytes.Contains(got, []byte(want[1])) {
			t.Errorf("unit %v: the PDF is %s, want %s", unit, got, want[1])
		}
	}
}

// A page in a browser must not wait for its figures.
func TestSVGIsSmall(t *testing.T) {
	for scene, most := range map[string]int{"monty-hall": 50_000, "hopfield-recall": 70_000, "perceptron": 75_000} {
		if n := len(svgOf(t, poster(t, scene).drawing(), nil)); n > most {
			t.Errorf("%s: %d bytes, want at most %d", scene, n, most)
		}
	}
}

// The frames of a film share what they have in common: a hundred cost much less
// than a hundred times one.
func TestPDFSharesWhatPagesBeginWith(t *testing.T) {
	s := poster(t, "monty-hall")
	all := make([]vector.Drawing, s.film.Len)
	for i := range all {
		all[i] = vector.Drawing{Size: s.film.Size, Draw: func(c vg.Canvas) { s.film.Still(c, i) }}
	}
	one, film := len(pdfOf(t, nil, s.drawing())), len(pdfOf(t, nil, all...))
	if film > 10*one {
		t.Errorf("%d pages are %d bytes, one is %d", len(all), film, one)
	}
}

func TestPDFIsSound(t *testing.T) {
	qpdf, fonts := need(t, "qpdf", "qpdf"), need(t, "pdffonts", "poppler-utils")
	for _, s := range []still{allStills(t)[0], poster(t, "monty-hall"), poster(t, "hopfield-recall"), poster(t, "perceptron")} {
		path := keep(t, "still.pdf", pdfOf(t, &vector.Options{Title: s.title, Alt: s.film.Alt, Made: "flipbook", Lang: "en"}, s.drawing(), s.drawing()))
		if said := string(run(t, qpdf, "--check", path)); !strings.Contains(said, "No syntax or stream encoding errors found") || strings.Contains(said, "WARNING") {
			t.Errorf("%s: %s", s.name, said)
		}
		lines := strings.Split(strings.TrimSpace(string(run(t, fonts, path))), "\n")[2:]
		if len(lines) < 2 {
			t.Errorf("%s: it has the fonts %q, want two at least", s.name, lines)
		}
		for _, l := range lines {
			if !regexp.MustCompile(`^[A-Z]{6}\+Liberation\S+ +CID TrueType +Identity-H +yes yes yes `).MatchString(l) {
				t.Errorf("%s: a font is not an embedded subset with a map to Unicode: %s", s.name, l)
			}
		}
	}
}

// What is written in a PDF can be searched and copied, in the order of writing.
func TestPDFHasWords(t *testing.T) {
	pdftotext := need(t, "pdftotext", "poppler-utils")
	words := func(d vector.Drawing) string {
		return strings.Join(strings.Fields(string(run(t, pdftotext, "-raw", keep(t, "words.pdf", pdfOf(t, nil, d)), "-"))), " ")
	}
	for scene, want := range map[string][]string{
		"monty-hall":      {"Monty Hall: should you switch?", "Share of games won so far", "10,000", "switch wins 0.6598"},
		"hopfield-recall": {"Can a Hopfield network still read this 3?", "thresholded", "Gaussian, σ = 2", "−389.5", "Yes: all 784 pixels"},
		"perceptron":      {"Which line separates circles from triangles?", "Novikoff’s bound: 405", "(R/γ)²"},
	} {
		said := words(poster(t, scene).drawing())
		for _, w := range want {
			_, after, ok := strings.Cut(said, w)
			if !ok {
				t.Errorf("%s: %q is not in order in %q", scene, w, said)
			}
			if w == want[0] {
				said = after
			}
		}
	}
	// Runes that look alike stay what they are.
	const alike = "Ω\u2126 ∆\u0394 A\u0391 \u2010\u00ad-"
	if said := words(write(face(14, false), alike)); !strings.HasPrefix(said, "Ω\u2126 ∆\u0394 A\u0391") {
		t.Errorf("%q is copied as %q", alike, said)
	}
}

// write is a page of one line.
func write(f font.Face, text string) vector.Drawing {
	return vector.Drawing{Size: image.Pt(400, 60), Draw: func(c vg.Canvas) { c.FillString(f, vg.Point{X: 20, Y: 20}, text) }}
}

// Words that cannot be text are outlines: in a font of CFF outlines, beyond 16
// bits, or where the font lacks a letter.
func TestPDFOutlinesWhatCannotBeText(t *testing.T) {
	pdffonts, pdftoppm := need(t, "pdffonts", "poppler-utils"), need(t, "pdftoppm", "poppler-utils")
	math, err := opentype.Parse(stix2mathregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	stix := font.Face{Font: font.Font{Size: 30}, Face: math}
	for _, d := range []vector.Drawing{write(stix, "∑ x² ≤ 1"), write(stix, "𝔼[X]"), write(face(30, false), "a 木 𝔼 b")} {
		path := keep(t, "outlines.pdf", pdfOf(t, nil, d))
		if lines := strings.Count(string(run(t, pdffonts, path)), "\n"); lines != 2 {
			t.Errorf("it has %d fonts, want none", lines-2)
		}
		m := decode(t, run(t, pdftoppm, "-r", "144", "-png", "-singlefile", path))
		if err := compare(m, paint(t, d), coarse); err != nil {
			t.Error(err)
		}
		if dark := ink(m); dark < 300 {
			t.Errorf("%d pixels are inked, want words", dark)
		}
	}
}

// An image is sharp at the resolution of print: all of a cell but its very edge
// has one colour.
func TestCellsAreSharp(t *testing.T) {
	pdftoppm := need(t, "pdftoppm", "poppler-utils")
	digit := image.NewGray(image.Rect(0, 0, 28, 28))
	for i := range digit.Pix {
		digit.Pix[i] = uint8(i * i * 7)
	}
	d := vector.Drawing{Size: image.Pt(56, 56), Draw: func(c vg.Canvas) {
		c.DrawImage(vg.Rectangle{Max: vg.Point{X: 56, Y: 56}}, digit)
	}}
	m := decode(t, run(t, pdftoppm, "-r", "1200", "-png", "-singlefile", keep(t, "digit.pdf", pdfOf(t, nil, d))))
	side := float64(m.Bounds().Dx()) / 28
	if side < 16 {
		t.Fatalf("a cell is %v pixels wide", side)
	}
	for y := range 28 {
		for x := range 28 {
			want := digit.GrayAt(x, y)
			for dy := math.Ceil(float64(y)*side) + 1; dy < float64(y+1)*side-1; dy++ {
				for dx := math.Ceil(float64(x)*side) + 1; dx < float64(x+1)*side-1; dx++ {
					if got := color.GrayModel.Convert(m.At(int(dx), int(dy))); got != want {
						t.Fatalf("cell %d,%d has %v at %v,%v, want %v", x, y, got, dx, dy, want)
					}
				}
			}
		}
	}
}

// The same drawing is the same file.
func TestSameBytes(t *testing.T) {
	for _, s := range allStills(t)[:6] {
		o := &vector.Options{Title: s.title, Alt: s.film.Alt, Made: "flipbook: render"}
		if !bytes.Equal(svgOf(t, s.drawing(), o), svgOf(t, s.drawing(), o)) {
			t.Errorf("%s: two SVG files differ", s.name)
		}
		if !bytes.Equal(pdfOf(t, o, s.drawing()), pdfOf(t, o, s.drawing())) {
			t.Errorf("%s: two PDF files differ", s.name)
		}
	}
}

// What cannot be drawn is said in one line, and nothing is written.
func TestBadInput(t *testing.T) {
	good := vector.Drawing{Size: image.Pt(100, 100), Draw: func(vg.Canvas) {}}
	drawn := func(draw func(vg.Canvas)) vector.Drawing { return vector.Drawing{Size: good.Size, Draw: draw} }
	nan := vg.Length(math.NaN())
	for _, k := range []struct {
		d    vector.Drawing
		o    vector.Options
		want string
	}{
		{d: vector.Drawing{Draw: good.Draw}, want: "size 0x0: want at least one design pixel"},
		{d: vector.Drawing{Size: good.Size}, want: "no code that draws it"},
		{d: good, o: vector.Options{Unit: -1}, want: "unit -1: want the points"},
		{d: good, o: vector.Options{Unit: math.Inf(1)}, want: "unit +Inf: want the points"},
		{d: good, o: vector.Options{Lang: "English please"}, want: `language "English please": want a tag like en`},
		{d: good, o: vector.Options{Lang: "e"}, want: `language "e": want a tag like en`},
		{d: good, o: vector.Options{Lang: "de-"}, want: `language "de-": want a tag like en`},
		{d: good, o: vector.Options{Lang: "4de"}, want: `language "4de": want a tag like en`},
		{d: good, o: vector.Options{Made: "two\nlines"}, want: "the line of provenance has the character U+000A: want plain text in UTF-8, on one line"},
		{d: good, o: vector.Options{Title: "\x00"}, want: "the title has the character U+0000"},
		{d: good, o: vector.Options{Alt: "\xff"}, want: "the alt text has the character U+FFFD: want plain text in UTF-8"},
		{d: drawn(func(c vg.Canvas) { c.Pop() }), want: "calls Pop more often than Push"},
		{d: drawn(func(c vg.Canvas) { c.Stroke(vg.Rectangle{Max: vg.Point{X: nan, Y: 1}}.Path()) }), want: "a point lies at NaN"},
		{d: drawn(func(c vg.Canvas) { c.Scale(1e9, 1); c.Fill(vg.Rectangle{Max: vg.Point{X: 1, Y: 1}}.Path()) }), want: "want numbers up to 1e+07 design pixels"},
		{d: drawn(func(c vg.Canvas) { c.Fill(vg.Path{{Type: vg.ArcComp, Radius: 1, Angle: math.Inf(1)}}) }), want: "a point lies at NaN"},
		{d: drawn(func(c vg.Canvas) { c.Fill(vg.Path{{Type: 17}, {Type: 17}}) }), want: "a component of type 17"},
		{d: drawn(func(c vg.Canvas) {
			c.Fill(vg.Path{{Type: vg.MoveComp}, {Type: vg.CurveComp, Control: make([]vg.Point, 3)}})
		}), want: "a curve has 3 control points: want 1 or 2"},
		{d: drawn(func(c vg.Canvas) {
			c.SetLineWidth(vg.Length(math.Inf(1)))
			c.Stroke(vg.Rectangle{Max: vg.Point{X: 1, Y: 1}}.Path())
		}), want: "a width, a dash or an offset of +Inf"},
		{d: drawn(func(c vg.Canvas) { c.FillString(face(14, false), vg.Point{X: nan}, "where?") }), want: `"where?": a point lies at NaN`},
		{d: drawn(func(c vg.Canvas) {
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: nan, Y: 1}}, image.NewGray(image.Rect(0, 0, 2, 3)))
		}), want: "an image of 2x3: a point lies at NaN"},
	} {
		for format, write := range writers {
			var b bytes.Buffer
			err := write(&b, k.d, &k.o)
			if err == nil || !strings.Contains(err.Error(), k.want) || strings.Contains(err.Error(), "\n") || b.Len() > 0 {
				t.Errorf("%s: %v, and %d bytes, want %q", format, err, b.Len(), k.want)
			}
		}
	}
	for want, pages := range map[string][]vector.Drawing{
		"no pages": nil,
		"page 2: vector: a page of 2e+04x50 points: a PDF holds 3 to 14400": {good, {Size: image.Pt(40000, 100), Draw: good.Draw}},
	} {
		if err := vector.PDF(io.Discard, pages, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

var writers = map[string]func(io.Writer, vector.Drawing, *vector.Options) error{
	"SVG": vector.SVG,
	"PDF": func(w io.Writer, d vector.Drawing, o *vector.Options) error {
		return vector.PDF(w, []vector.Drawing{d}, o)
	},
}

// Neither format knows the day, the machine, or a path.
func TestFilesAreAnonymous(t *testing.T) {
	s := poster(t, "monty-hall")
	for format, write := range writers {
		var b bytes.Buffer
		if err := write(&b, s.drawing(), &vector.Options{Title: s.title}); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Date", "/ModDate", "xmp", "/home", "/work", "/tmp", "<script", "<style"} {
			if bytes.Contains(b.Bytes(), []byte(word)) {
				t.Errorf("the %s file says %q", format, word)
			}
		}
	}
}

// A gap in the list of pages would shift all that follow.
func TestPagesInOrder(t *testing.T) {
	pdftotext := need(t, "pdftotext", "poppler-utils")
	var pages []vector.Drawing
	var want []string
	for i := range 12 {
		pages = append(pages, write(face(14, i%2 == 0), fmt.Sprintf("page %d", i)))
		want = append(want, fmt.Sprintf("page %d", i))
	}
	got := strings.FieldsFunc(string(run(t, pdftotext, keep(t, "pages.pdf", pdfOf(t, nil, pages...)), "-")), func(r rune) bool { return r == '\n' || r == '\f' })
	if !slices.Equal(got, want) {
		t.Errorf("pages %q, want %q", got, want)
	}
}

// A font that is damaged where only a PDF looks is an error that names it.
func TestFontThatCannotBeCut(t *testing.T) {
	data := bytes.Clone(liberationserifitalic.TTF)
	table := func(tag string) []byte {
		entry := bytes.Index(data, []byte(tag)) // of the directory of tables: name, checksum, place, length
		return data[binary.BigEndian.Uint32(data[entry+8:]):]
	}
	f, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	g, err := f.GlyphIndex(nil, 'Ä')
	if err != nil {
		t.Fatal(err)
	}
	outline := table("glyf")[binary.BigEndian.Uint32(table("loca")[4*g:]):]
	binary.BigEndian.PutUint16(outline[12:], 0xffff) // the first glyph that it is put together from
	err = vector.PDF(io.Discard, []vector.Drawing{write(font.Face{Font: font.Font{Size: 14}, Face: f}, "Ä")}, nil)
	if err == nil || !strings.HasPrefix(err.Error(), "vector: the font LiberationSerif-Italic cannot be embedded: ") {
		t.Errorf("%v, want an error", err)
	}
}
