package encode_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"image"
	"image/color"
	"io"
	"iter"
	"math"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
)

// lecture is a presentation of the key frames of a film, with the film itself
// on the last slide.
func lecture(t *testing.T) (file []byte, slides []encode.Slide) {
	t.Helper()
	f := scene(t, "perceptron", figure.Dark)
	for _, k := range f.Keys {
		m, err := raster.Still(f, k.Frame, raster.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var picture bytes.Buffer
		if err := encode.PNG(&picture, m, nil); err != nil {
			t.Fatal(err)
		}
		slides = append(slides, encode.Slide{Picture: picture.Bytes(), Title: "Which line separates circles & triangles?", Caption: k.Caption, Alt: f.Alt, Paper: figure.Dark.Paper})
	}
	slides = append(slides, encode.Slide{Picture: moving(t), Caption: "The film.", Alt: f.Alt})
	var out bytes.Buffer
	if err := encode.PPTX(&out, slides, &encode.PPTXOptions{Title: "A lecture", Made: "flipbook 0.5.0: render perceptron", Lang: "en-GB"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), slides
}

// moving is a small film as a GIF.
func moving(t *testing.T) []byte {
	t.Helper()
	f := bars(12, 40*time.Millisecond)
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := encode.GIF(&file, func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
	}, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// unzipped are the parts of a presentation, and their names in order.
func unzipped(t *testing.T, file []byte) (parts map[string][]byte, names []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts = make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	return parts, names
}

// elements are all elements of a part, which must be well-formed.
func elements(t *testing.T, name string, part []byte) (all []xml.StartElement) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(part)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			all = append(all, e.Copy())
		}
	}
}

func attr(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

// A presentation is a package as ECMA-376, part 2, wants it: its parts are
// well-formed, each has a type, what one refers to is there, and nothing is
// there that no one refers to.
func TestPPTXIsAPackage(t *testing.T) {
	file, slides := lecture(t)
	parts, names := unzipped(t, file)
	if names[0] != "[Content_Types].xml" {
		t.Errorf("the first part is %s", names[0])
	}
	types := make(map[string]string)
	for _, e := range elements(t, names[0], parts[names[0]]) {
		switch e.Name.Local {
		case "Default":
			types["."+attr(e, "Extension")] = attr(e, "ContentType")
		case "Override":
			name := strings.TrimPrefix(attr(e, "PartName"), "/")
			if types[name] = attr(e, "ContentType"); parts[name] == nil {
				t.Errorf("%s has a type and is not there", name)
			}
		}
	}
	wanted := map[string]bool{names[0]: true}
	for _, name := range names {
		if types[name] == "" && types[path.Ext(name)] == "" {
			t.Errorf("%s has no type", name)
		}
		if path.Ext(name) == ".xml" && name != names[0] && types[name] == "" {
			t.Errorf("%s is only said to be XML", name)
		}
		if path.Ext(name) != ".rels" {
			continue
		}
		wanted[name] = true
		from := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		ids := make(map[string]bool)
		for _, e := range elements(t, name, parts[name]) {
			if e.Name.Local != "Relationship" {
				continue
			}
			target := path.Join(path.Dir(path.Dir(name)), attr(e, "Target"))
			if wanted[target] = true; parts[target] == nil {
				t.Errorf("%s refers to %s, which is not there", name, target)
			}
			ids[attr(e, "Id")] = true
		}
		if parts[from] == nil {
			continue // the package itself
		}
		for _, e := range elements(t, from, parts[from]) {
			for _, a := range e.Attr {
				if a.Name.Space == "http://schemas.openxmlformats.org/officeDocument/2006/relationships" && !ids[a.Value] {
					t.Errorf("%s needs the relationship %s", from, a.Value)
				}
			}
		}
	}
	pictures := 0
	for _, name := range names {
		if !wanted[name] {
			t.Errorf("nothing refers to %s", name)
		}
		if strings.HasPrefix(name, "ppt/media/") {
			if !bytes.Equal(parts[name], slides[pictures].Picture) {
				t.Errorf("%s is not the picture of slide %d", name, pictures+1)
			}
			pictures++
		} else {
			elements(t, name, parts[name])
		}
	}
	if pictures != len(slides) {
		t.Errorf("%d pictures on %d slides", pictures, len(slides))
	}
}

// A slide has its caption as the title, in words, and its picture has an
// alternative text and lies within the slide, as large as fits, undistorted.
func TestPPTXSlides(t *testing.T) {
	file, slides := lecture(t)
	parts, _ := unzipped(t, file)
	for i, s := range slides {
		name := "ppt/slides/slide" + string(rune('1'+i)) + ".xml"
		var got struct {
			Ground struct {
				Val string `xml:"val,attr"`
			} `xml:"cSld>bg>bgPr>solidFill>srgbClr"`
			Holder struct {
				Type string `xml:"type,attr"`
			} `xml:"cSld>spTree>sp>nvSpPr>nvPr>ph"`
			Words string `xml:"cSld>spTree>sp>txBody>p>r>t"`
			About struct {
				Alt   string `xml:"descr,attr"`
				Title string `xml:"title,attr"`
			} `xml:"cSld>spTree>pic>nvPicPr>cNvPr"`
			Dark *struct{} `xml:"clrMapOvr>overrideClrMapping"`
		}
		if err := xml.Unmarshal(parts[name], &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.Holder.Type != "title" || got.Words != s.Caption || got.About.Alt != s.Alt || got.About.Title != s.Title {
			t.Errorf("slide %d says %+v, want %q, %q and %q", i+1, got, s.Caption, s.Alt, s.Title)
		}
		if dark := s.Paper != nil; got.Ground.Val != map[bool]string{true: "14161A", false: "FFFFFF"}[dark] || (got.Dark != nil) != dark {
			t.Errorf("slide %d is on %s with light words: %v", i+1, got.Ground.Val, got.Dark != nil)
		}
	}
}

// A picture of any shape is in the middle of its room.
func TestPPTXPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := image.Pt(rapid.IntRange(1, 300).Draw(t, "wide"), rapid.IntRange(1, 300).Draw(t, "high"))
		aspect := rapid.Float64Range(0.5, 3).Draw(t, "aspect")
		var picture, file bytes.Buffer
		m := image.NewRGBA(image.Rectangle{Max: size})
		for i := 3; i < len(m.Pix); i += 4 {
			m.Pix[i] = 255
		}
		if err := encode.PNG(&picture, m, nil); err != nil {
			t.Fatal(err)
		}
		if err := encode.PPTX(&file, []encode.Slide{{Picture: picture.Bytes()}}, &encode.PPTXOptions{Aspect: aspect}); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		var at struct {
			Offset []struct {
				X int `xml:"x,attr"`
				Y int `xml:"y,attr"`
			} `xml:"cSld>spTree>pic>spPr>xfrm>off"`
			Extent []struct {
				X int `xml:"cx,attr"`
				Y int `xml:"cy,attr"`
			} `xml:"cSld>spTree>pic>spPr>xfrm>ext"`
		}
		part, err := z.Open("ppt/slides/slide1.xml")
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.NewDecoder(part).Decode(&at); err != nil {
			t.Fatal(err)
		}
		const inch = 914400.0
		wide, high := aspect*7.5*inch, 7.5*inch
		x, y, w, h := float64(at.Offset[0].X), float64(at.Offset[0].Y), float64(at.Extent[0].X), float64(at.Extent[0].Y)
		// The room is a quarter of an inch from the edges and ends 0.8 inches above the lower one.
		left, over, beside, below := x-inch/4, y-inch/4, wide-inch/4-x-w, high-0.8*inch-y-h
		if least := min(left, over, beside, below); least < -1.5 || math.Abs(left-beside) > 3 || math.Abs(over-below) > 3 {
			t.Fatalf("room is left of %v, %v, %v, %v EMU on its sides", left, over, beside, below)
		}
		if min(left, over) > 3 {
			t.Fatalf("it could be larger: %v beside it and %v above", left, over)
		}
		if off := w/h*float64(size.Y)/float64(size.X) - 1; math.Abs(off) > 0.001 {
			t.Fatalf("it is distorted by %v", off)
		}
	})
}

// The same slides are the same bytes, and the line of provenance is found in
// them.
func TestMadePPTX(t *testing.T) {
	picture := moving(t)
	written := func(o *encode.PPTXOptions) []byte {
		var file bytes.Buffer
		if err := encode.PPTX(&file, []encode.Slide{{Picture: picture, Title: "<&>"}}, o); err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
	if !bytes.Equal(written(nil), written(nil)) {
		t.Error("written twice, it is another file")
	}
	if _, ok, err := encode.MadePPTX(written(nil)); ok || err != nil {
		t.Errorf("a line was found where there is none (%v)", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringMatching(`[ -~σ√é€]{1,80}`).Draw(t, "made")
		if got, ok, err := encode.MadePPTX(written(&encode.PPTXOptions{Made: line})); got != line || !ok || err != nil {
			t.Fatalf("%q is read as %q, %v, %v", line, got, ok, err)
		}
	})
	var other bytes.Buffer
	z := zip.NewWriter(&other)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, file := range [][]byte{nil, []byte("PK\x03\x04"), other.Bytes()} {
		if _, ok, err := encode.MadePPTX(file); ok || err == nil || !strings.Contains(err.Error(), "this is not a presentation") {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// What cannot be a presentation is refused in a line that names the slide.
func TestPPTXRefuses(t *testing.T) {
	picture := moving(t)
	good := encode.Slide{Picture: picture}
	for _, c := range []struct {
		slides []encode.Slide
		o      encode.PPTXOptions
		want   string
	}{
		{nil, encode.PPTXOptions{}, "at least one slide"},
		{[]encode.Slide{good, {}}, encode.PPTXOptions{}, "slide 2: its picture: want a PNG or a GIF"},
		{[]encode.Slide{{Picture: []byte("\xff\xd8\xff\xe0")}}, encode.PPTXOptions{}, "slide 1: its picture: want a PNG or a GIF"},
		{[]encode.Slide{{Picture: picture, Caption: "a\x00b", Paper: color.Black}}, encode.PPTXOptions{}, "slide 1: "},
		{[]encode.Slide{good}, encode.PPTXOptions{Aspect: math.NaN()}, "aspect NaN: want slides from 0.5 to 3 times wider than high"},
		{[]encode.Slide{good}, encode.PPTXOptions{Aspect: 4}, "aspect 4: want"},
		{[]encode.Slide{good}, encode.PPTXOptions{Made: "a\nb"}, "in one line"},
	} {
		if err := encode.PPTX(io.Discard, c.slides, &c.o); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%d slides, %+v: %v, want %q", len(c.slides), c.o, err, c.want)
		}
	}
}
