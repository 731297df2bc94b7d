package encode

import (
	"archive/zip"
	"bytes"
	"cmp"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // pictures are GIFs
	_ "image/png" // and PNGs
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

// A Slide is a picture and what is said of it.
type Slide struct {
	// Picture is a PNG or a GIF, which moves on the slide if it moves. It is
	// stored as it is.
	Picture []byte

	// Caption is the line below the picture. It is the title of the slide for
	// PowerPoint too, in the outline and for screen readers, since it tells the
	// slides of a film apart. Empty means Title.
	Caption string

	// Title is the title of the picture, which usually is drawn in it. It may be
	// empty.
	Title string

	// Alt is what a reader is told who cannot see the picture. Empty means the
	// caption.
	Alt string

	// Paper is the colour of the slide. On dark paper words are light. Nil means
	// white.
	Paper color.Color
}

// PPTXOptions may be nil, as may all that is in them be zero.
type PPTXOptions struct {
	// Title is the title of the presentation. Empty means that of its first
	// slide.
	Title string

	// Made is the line of provenance, the description (in PowerPoint, the
	// comments) in the properties of the file. Empty means none.
	Made string

	// Lang is the language of the captions, as a tag of BCP 47. Empty leaves it
	// open.
	Lang string

	// Aspect is how many times wider than high slides are, from 0.5 to 3. They
	// are 7.5 inches high. 0 means 16:9.
	Aspect float64
}

// Lengths of a slide, in EMU, of which an inch has 914,400 (ECMA-376, part 1,
// section 20.1.10.16).
const (
	inch        = 914400
	slideHigh   = inch * 15 / 2
	slideEdge   = inch / 4     // between a picture and the sides
	captionHigh = inch * 4 / 5 // two lines of 18 points
)

// PPTX writes a presentation with a picture on each slide, as large as it can
// be above the line of its caption. Programs that make slides can edit all of
// it. The file is that of ECMA-376 and no more: nothing in it is dated.
func PPTX(w io.Writer, slides []Slide, o *PPTXOptions) error {
	show, err := newShow(slides, o)
	if err != nil {
		return err
	}
	file := zip.NewWriter(w)
	for _, name := range sharedParts {
		if err := writePart(file, name, name, show.places()); err != nil {
			return err
		}
	}
	for _, s := range show.Slides {
		name := fmt.Sprintf("slide%d.xml", s.Number)
		if err := writePart(file, "ppt/slides/"+name, "slide", s.places()); err != nil {
			return err
		}
		if err := writePart(file, "ppt/slides/_rels/"+name+".rels", "slideRels", s.places()); err != nil {
			return err
		}
		// Pictures are compressed already.
		part, err := file.CreateHeader(&zip.FileHeader{Name: "ppt/media/" + s.media(), Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := part.Write(s.Picture); err != nil {
			return err
		}
	}
	return file.Close()
}

// writePart writes one of the parts of pptx.txtar, with its places filled in.
func writePart(file *zip.Writer, name, part string, with places) error {
	w, err := file.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	return with.fill(w, xmlHead+parts()[part])
}

// A show is what the parts of a presentation say.
type show struct {
	Title, Made string
	Page        image.Point     // the size of a slide
	Line        image.Rectangle // the place of the caption
	Slides      []slide
}

type slide struct {
	Slide
	Number int    // from 1
	Format string // png or gif
	Lang   string
	Line   string          // what stands below the picture
	Place  image.Rectangle // of the picture
	Ground string          // the colour of the paper, as RRGGBB
	Dark   bool
}

// media is what the picture is called in the file.
func (s slide) media() string { return fmt.Sprintf("image%d.%s", s.Number, s.Format) }

// places are what the parts of a slide leave open.
func (s slide) places() places {
	out := placed(s.Place)
	out["line"], out["alt"], out["lang"], out["title"] = escaped(s.Line), escaped(s.Alt), setting("lang", s.Lang), setting("title", s.Title)
	out["ground"], out["picture"], out["inks"] = s.Ground, s.media(), "<a:masterClrMapping/>"
	if s.Dark {
		out["inks"] = `<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>`
	}
	return out
}

// places are what the other parts leave open.
func (s show) places() places {
	var types, ids, links, tree strings.Builder
	for _, s := range s.Slides {
		fmt.Fprintf(&types, `<Override PartName="/ppt/slides/slide%d.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>`+"\n", s.Number)
		fmt.Fprintf(&ids, `<p:sldId id="%d" r:id="slide%d"/>`, 255+s.Number, s.Number) // a number from 256
		fmt.Fprintf(&links, `<Relationship Id="slide%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide%[1]d.xml"/>`+"\n", s.Number)
	}
	_ = placed(s.Line).fill(&tree, parts()["tree"]) // a Builder takes everything
	out := placed(image.Rectangle{Max: s.Page})
	out["title"], out["description"], out["tree"] = escaped(s.Title), "", tree.String()
	if s.Made != "" {
		out["description"] = "<dc:description>" + escaped(s.Made) + "</dc:description>\n"
	}
	out["slide-types"], out["slide-ids"], out["slide-links"] = types.String(), ids.String(), links.String()
	return out
}

func newShow(slides []Slide, o *PPTXOptions) (show, error) {
	var set PPTXOptions
	if o != nil {
		set = *o
	}
	aspect := cmp.Or(set.Aspect, 16.0/9)
	if !(aspect >= 0.5 && aspect <= 3) {
		return show{}, fmt.Errorf("aspect %v: want slides from 0.5 to 3 times wider than high", aspect)
	}
	if len(slides) == 0 {
		return show{}, errors.New("a presentation needs at least one slide")
	}
	if err := proper(set.Title, set.Made, set.Lang); err != nil {
		return show{}, err
	}
	wide := int(math.Round(aspect * slideHigh))
	out := show{
		Title: cmp.Or(set.Title, slides[0].Title),
		Made:  set.Made,
		Page:  image.Pt(wide, slideHigh),
		Line:  image.Rect(slideEdge, slideHigh-captionHigh, wide-slideEdge, slideHigh),
	}
	room := image.Rect(slideEdge, slideEdge, wide-slideEdge, slideHigh-captionHigh)
	for i, s := range slides {
		c, format, err := image.DecodeConfig(bytes.NewReader(s.Picture))
		if err == nil && (format != "png" && format != "gif" || c.Width < 1 || c.Height < 1) {
			err = fmt.Errorf("it is %s of %dx%d", format, c.Width, c.Height)
		}
		if err == nil {
			err = proper(s.Title, s.Caption, s.Alt)
		} else {
			err = fmt.Errorf("its picture: want a PNG or a GIF: %w", err)
		}
		if err != nil {
			return show{}, fmt.Errorf("slide %d: %w", i+1, err)
		}
		paper := color.NRGBAModel.Convert(cmp.Or[color.Color](s.Paper, color.White)).(color.NRGBA)
		line := cmp.Or(s.Caption, s.Title)
		s.Alt = cmp.Or(s.Alt, line)
		out.Slides = append(out.Slides, slide{
			Slide: s, Number: i + 1, Format: format, Lang: set.Lang, Line: line,
			Place:  within(room, image.Pt(c.Width, c.Height)),
			Ground: fmt.Sprintf("%02X%02X%02X", paper.R, paper.G, paper.B),
			Dark:   int(paper.R)+int(paper.G)+int(paper.B) < 3*128,
		})
	}
	return out, nil
}

// within is the largest place for a picture of a size in the middle of a room.
func within(room image.Rectangle, size image.Point) image.Rectangle {
	wide, high := room.Dx(), room.Dx()*size.Y/size.X
	if high > room.Dy() {
		wide, high = room.Dy()*size.X/size.Y, room.Dy()
	}
	at := room.Min.Add(image.Pt((room.Dx()-wide)/2, (room.Dy()-high)/2))
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(max(wide, 1), max(high, 1)))}
}

//go:embed pptx.txtar
var pptxParts []byte

// parts are the texts of pptx.txtar by their names.
var parts = sync.OnceValue(func() map[string]string {
	out := make(map[string]string)
	for _, f := range txtar.Parse(pptxParts).Files {
		out[f.Name] = string(f.Data)
	}
	return out
})

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// placed are the places of a rectangle.
func placed(r image.Rectangle) places {
	return places{"left": strconv.Itoa(r.Min.X), "top": strconv.Itoa(r.Min.Y), "wide": strconv.Itoa(r.Dx()), "high": strconv.Itoa(r.Dy())}
}

// setting is an attribute, or nothing if it is empty.
func setting(key, value string) string {
	if value == "" {
		return ""
	}
	return " " + key + `="` + escaped(value) + `"`
}

// escaped is text as it stands between tags and in attributes.
func escaped(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder takes everything
	return out.String()
}

// sharedParts are those that are there once, in the order of the file.
var sharedParts = []string{
	"[Content_Types].xml",
	"_rels/.rels",
	coreProperties,
	"ppt/presentation.xml",
	"ppt/_rels/presentation.xml.rels",
	"ppt/presProps.xml",
	"ppt/viewProps.xml",
	"ppt/tableStyles.xml",
	"ppt/theme/theme1.xml",
	"ppt/slideMasters/slideMaster1.xml",
	"ppt/slideMasters/_rels/slideMaster1.xml.rels",
	"ppt/slideLayouts/slideLayout1.xml",
	"ppt/slideLayouts/_rels/slideLayout1.xml.rels",
}

const coreProperties = "docProps/core.xml"

// MadePPTX is the line of provenance in a presentation, and whether there is
// one: the description of its core properties. An error says that the file is
// no presentation, or is damaged.
func MadePPTX(file []byte) (line string, ok bool, err error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return "", false, errors.New("this is not a presentation: it is no zip")
	}
	if _, err := z.Open("ppt/presentation.xml"); err != nil {
		return "", false, errors.New("this is not a presentation: it has no ppt/presentation.xml")
	}
	part, err := z.Open(coreProperties)
	if err != nil {
		return "", false, nil
	}
	defer part.Close()
	var said struct {
		Description *string `xml:"http://purl.org/dc/elements/1.1/ description"`
	}
	const longest = 1 << 20 // a zip of some kB can hold gigabytes
	if err := xml.NewDecoder(io.LimitReader(part, longest)).Decode(&said); err != nil {
		return "", false, fmt.Errorf("%s: %w", coreProperties, err)
	}
	if said.Description == nil {
		return "", false, nil
	}
	return *said.Description, true, nil
}
