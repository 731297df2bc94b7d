package encode

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"flipbook/raster"
)

// HTMLOptions may be nil, as may all that is in them be zero.
type HTMLOptions struct {
	// Title is the title of the page. Empty means Alt.
	Title string

	// Alt is what a reader is told who cannot see the film. Empty means Title.
	// A page without either is called "Film".
	Alt string

	// Caption stands under the film. Empty means that nothing does.
	Caption string

	// Lang is the language of all these, as a tag of BCP 47: "en", "de-CH". The
	// controls are in English. Empty means "en".
	Lang string

	// Made is the line of provenance, in <meta name="generator">. Empty means
	// that there is none.
	Made string

	// Loop is whether the film begins anew at its end, until a reader decides
	// otherwise. The zero value is Forever.
	Loop Loop

	// Keys are the frames that have a button each, in order. Nil means none.
	Keys []HTMLKey

	// Paper, Ink, Muted and Accent are the colours of the page, of its words, of
	// words that explain, and of what can be moved. Nil means white, nearly
	// black, gray and blue.
	Paper, Ink, Muted, Accent color.Color

	// Scale is how many pixels of the film make a CSS pixel on each side, so
	// that a film drawn at scale 2 is sharp on a screen of twice the density.
	// 0 means 1.
	Scale float64

	// Levels is with how many levels of coverage the film is drawn. 0 means
	// raster.Levels.
	Levels int

	// Memory is how many bytes of frames are kept between the pass that counts
	// colours and the one that writes. A longer film is drawn twice. 0 means
	// 16 MB.
	Memory int
}

// An HTMLKey is a frame that can be gone to.
type HTMLKey struct {
	Frame   int    // its number, as in raster.Frame; if it is not shown, the last one shown before it is meant
	Caption string // may be empty
}

// HTML writes a film as a page that plays it, in one file that needs no other:
// from a disk, in a sandboxed frame, without a network. Every frame is the
// picture that was drawn, to the pixel, whatever its number of colours, and
// stands as long as the film says, to the nanosecond. Readers who prefer less
// motion find it at rest on its last frame; browsers without scripts, or of
// before 2023, and printers show that frame alone.
//
// Of the Info, Colors is 0 for a film of more than 255 colours, which needs no
// palette, and Images are Frames.
func HTML(w io.Writer, take Take, o *HTMLOptions) (Info, error) {
	set, err := o.withDefaults()
	if err != nil {
		return Info{}, err
	}
	var screen *image.RGBA
	r, err := survey(watched(take(set.Levels), &screen), set.Levels, set.Memory, false)
	if err != nil {
		return Info{}, err
	}
	info := Info{Size: r.size, Frames: r.shots, Images: r.shots, Exact: true, Levels: set.Levels}
	shades := r.colors
	if !r.exact() {
		shades = nil
	}
	info.Colors = len(shades)

	out := bufio.NewWriter(w)
	page := newPage(set, r, screen)
	head, tail, _ := strings.Cut(pageHTML, "{frames}")
	if err := page.fill(out, head); err != nil {
		return Info{}, err
	}
	data := reelData{Keys: []keyData{}}
	packed := &groups{w: out, area: r.size.X * r.size.Y, wide: r.size.X, number: r.number}
	if !r.exact() {
		packed.number = nil
	}
	var seen []int // the numbers of the frames in the file
	for fr, err := range r.merged() {
		if err == nil {
			err = packed.add(fr.Delta)
		}
		if err != nil {
			return Info{}, err
		}
		info.Duration += fr.Hold
		data.hold(fr.Hold)
		seen = append(seen, fr.Frame)
	}
	if err := packed.end(); err != nil {
		return Info{}, err
	}
	data.Groups = packed.starts
	data.Palette = hexes(shades)
	data.keys(set.Keys, seen)
	film, err := json.Marshal(data)
	if err != nil {
		return Info{}, err
	}
	page["film"] = string(film)
	if err := page.fill(out, tail); err != nil {
		return Info{}, err
	}
	return info, out.Flush()
}

func (o *HTMLOptions) withDefaults() (HTMLOptions, error) {
	var set HTMLOptions
	if o != nil {
		set = *o
	}
	set.Title = cmp.Or(set.Title, set.Alt, "Film")
	set.Alt = cmp.Or(set.Alt, set.Title)
	set.Lang = cmp.Or(set.Lang, "en")
	set.Paper = cmp.Or[color.Color](set.Paper, color.White)
	set.Ink = cmp.Or[color.Color](set.Ink, color.Gray{0x1a})
	set.Muted = cmp.Or[color.Color](set.Muted, color.Gray{0x60})
	set.Accent = cmp.Or[color.Color](set.Accent, color.RGBA{0x0a, 0x6e, 0xbd, 255})
	set.Scale = cmp.Or(set.Scale, 1)
	if !(set.Scale > 0) || math.IsInf(set.Scale, 0) {
		return set, fmt.Errorf("scale %v: want a number above 0", set.Scale)
	}
	set.Levels = cmp.Or(set.Levels, raster.Levels)
	set.Memory = cmp.Or(set.Memory, keep)
	said := []string{set.Title, set.Alt, set.Caption, set.Lang, set.Made}
	for _, k := range set.Keys {
		said = append(said, k.Caption)
	}
	return set, proper(said...)
}

// watched are the same frames, shown on a screen on their way.
func watched(frames iter.Seq2[raster.Frame, error], screen **image.RGBA) iter.Seq2[raster.Frame, error] {
	return func(yield func(raster.Frame, error) bool) {
		for fr, err := range frames {
			if err == nil && fr.Delta != nil {
				if *screen == nil {
					*screen = image.NewRGBA(fr.Delta.Rect)
				}
				if fr.Delta.Rect.In((*screen).Rect) {
					fr.Delta.Draw(*screen)
				}
			}
			if !yield(fr, err) {
				return
			}
		}
	}
}

//go:embed player/page.html
var pageHTML string

//go:embed player/player.css
var playerCSS string

//go:embed player/player.js
var playerJS string

// Player is the script of the pages that HTML writes. It defines the function
// playFilm(root), which plays the film of a page that was taken apart: root is
// the document or a shadow tree with the elements of such a page. What it
// returns stops the film, or goes on with pictures of more pixels.
func Player() string { return playerJS }

// newPage fills all places of a page but that of its film. What it may run is
// its own script, and nothing else.
func newPage(o HTMLOptions, r *reel, poster *image.RGBA) places {
	style, script := rootStyle(o, r.size)+playerCSS, playerJS+"playFilm(document);"
	var still bytes.Buffer
	_ = PNG(&still, poster, nil) // a Buffer takes everything
	css := func(n int) string { return strconv.Itoa(max(1, int(float64(n)/o.Scale+0.5))) }
	policy := fmt.Sprintf("default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", digest(style), digest(script))
	return places{
		"lang": markup.Replace(o.Lang), "title": markup.Replace(o.Title), "alt": markup.Replace(o.Alt),
		"generator":  line(`<meta name="generator" content="%s">`, o.Made),
		"figcaption": line("<figcaption>%s</figcaption>", o.Caption),
		"keys":       keyButtons(o.Keys),
		"width":      css(r.size.X), "height": css(r.size.Y),
		"pixels-wide": strconv.Itoa(r.size.X), "pixels-high": strconv.Itoa(r.size.Y),
		"last":   strconv.Itoa(r.shots - 1),
		"loop":   strconv.FormatBool(o.Loop == Forever),
		"poster": markup.Replace("data:image/png;base64," + base64.StdEncoding.EncodeToString(still.Bytes())),
		"policy": markup.Replace(policy),
		"style":  style,
		"script": script,
	}
}

// markup escapes words between tags and in attributes. The plus sign is among
// what it escapes: UTF-7 begins with it.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "+", "&#43;")

// line is a line of HTML around words, or nothing if there are none.
func line(format, words string) string {
	if words == "" {
		return ""
	}
	return fmt.Sprintf(format, markup.Replace(words)) + "\n"
}

// keyButtons are the buttons that go to the key frames.
func keyButtons(keys []HTMLKey) string {
	if len(keys) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString(`<div id="keys" hidden>` + "\n" + `<ol aria-label="Key frames" lang="en">`)
	for i, k := range keys {
		fmt.Fprintf(&out, "\n"+`<li><button type="button" data-key="%d" title="%s" aria-label="Key frame %d">%[3]d</button></li>`, i, markup.Replace(k.Caption), i+1)
	}
	out.WriteString("\n</ol>\n" + `<p id="caption" aria-live="polite"></p>` + "\n</div>\n")
	return out.String()
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// rootStyle is the colours of a page and the width of its film.
func rootStyle(o HTMLOptions, size image.Point) string {
	rgb := func(c color.Color) color.RGBA { return color.RGBAModel.Convert(c).(color.RGBA) }
	paper, ink := rgb(o.Paper), rgb(o.Ink)
	mix := func(a, b uint8) uint8 { return uint8((4*int(a) + int(b)) / 5) }
	faint := color.RGBA{mix(paper.R, ink.R), mix(paper.G, ink.G), mix(paper.B, ink.B), 255}
	scheme := "light"
	if int(paper.R)+int(paper.G)+int(paper.B) < int(ink.R)+int(ink.G)+int(ink.B) {
		scheme = "dark"
	}
	hexed := func(c color.Color) string { return "#" + hexes([]shade{{color: rgb(c)}}) }
	return fmt.Sprintf(":root { color-scheme: %s; --width: %spx; --paper: %s; --ink: %s; --muted: %s; --accent: %s; --faint: %s; }",
		scheme, strconv.Itoa(max(1, int(float64(size.X)/o.Scale+0.5))), hexed(paper), hexed(ink), hexed(o.Muted), hexed(o.Accent), hexed(faint))
}

// hexes are colours one after the other, as rrggbb.
func hexes(colors []shade) string {
	var s strings.Builder
	for _, c := range colors {
		s.WriteString(hex.EncodeToString([]byte{c.color.R, c.color.G, c.color.B}))
	}
	return s.String()
}

// reelData is what the script must know of a film beside its frames.
type reelData struct {
	Palette string     `json:"palette"` // rrggbb after rrggbb, and empty if pixels are three bytes
	Holds   [][2]int64 `json:"holds"`   // runs of equal holds: nanoseconds, and how many frames
	Groups  []int      `json:"groups"`  // the first frame of each
	Keys    []keyData  `json:"keys"`
}

type keyData struct {
	Frame   int    `json:"frame"`
	Caption string `json:"caption"`
}

func (d *reelData) hold(t time.Duration) {
	if n := len(d.Holds); n > 0 && d.Holds[n-1][0] == int64(t) {
		d.Holds[n-1][1]++
		return
	}
	d.Holds = append(d.Holds, [2]int64{int64(t), 1})
}

// keys finds the key frames among those that are in the file.
func (d *reelData) keys(keys []HTMLKey, seen []int) {
	for _, k := range keys {
		at := 0
		for at+1 < len(seen) && seen[at+1] <= k.Frame {
			at++
		}
		d.Keys = append(d.Keys, keyData{at, k.Caption})
	}
}

// MadeHTML is the line of provenance in a page, and whether there is one. It
// reads the head of the page; an error says that the file is no page at all.
func MadeHTML(file []byte) (line string, ok bool, err error) {
	d := xml.NewDecoder(bytes.NewReader(file))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	page := false
	for {
		token, err := d.Token()
		if err == io.EOF && page {
			return "", false, nil
		}
		if err != nil {
			return "", false, errors.New("this is not a page of HTML")
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		switch e.Name.Local {
		case "html", "head":
			page = true
		case "style", "script", "body": // where the grammar is another
			return "", false, nil
		case "meta":
			if attribute(e, "name") == "generator" {
				return attribute(e, "content"), true, nil
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
