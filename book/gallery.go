package book

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"

	"flipbook/figure"
	"flipbook/press"
)

var (
	//go:embed gallery/page.html
	galleryPage string
	//go:embed gallery/style.css
	galleryStyle template.CSS
	//go:embed gallery/script.js
	galleryScript template.JS

	galleryTemplate = template.Must(template.New("gallery").Parse(galleryPage))
)

// manyFilms is how many need a field to find one.
const manyFilms = 12

// Gallery writes a page that shows films: stills that play on demand, the
// final values, the files, and what an author copies to embed them. The page
// needs nothing but the files. Its links are relative to dir, the directory
// where it will lie; paths of the records are relative to the working
// directory.
func Gallery(w io.Writer, title, dir string, records []press.Record) error {
	page := struct {
		Title, Summary, Version string
		Cards                   []card
		Many                    bool
		Style                   template.CSS
		Script                  template.JS
	}{figure.PlainText(title), summary(records), press.Version, nil, len(records) > manyFilms, galleryStyle, galleryScript}
	taken := map[string]bool{"find": true, "found": true, "said": true} // by the page itself
	for _, r := range records {
		c, err := newCard(r, dir, taken)
		if err != nil {
			return err
		}
		page.Cards = append(page.Cards, c)
	}
	return galleryTemplate.Execute(w, page)
}

// summary counts what the page shows.
func summary(records []press.Record) string {
	files, size := 0, int64(0)
	for _, r := range records {
		for _, f := range r.Files {
			files++
			size += f.Bytes
		}
	}
	return fmt.Sprintf("%s, %s, %s", figure.Plural(len(records), "film"), figure.Plural(files, "file"), humanize.Bytes(uint64(max(size, 0))))
}

// A card is a film on the page.
type card struct {
	ID, Title, Caption, Alt string
	Name                    string // in a storyboard; empty: it has none
	Lang                    string // empty: English
	Says                    []string
	Still, Film             *cardFile // what is shown, and what is played; nil if there is none
	Video                   bool      // the film is no image
	Files                   []cardFile
	Snippets                []snippet
}

// A cardFile is a line of a card's table.
type cardFile struct {
	press.File
	URL, Name, Shows, Size, Frames, Time, Bytes, Short string
}

// newCard is the card of a record. Its ID becomes one of those that are taken.
func newCard(r press.Record, dir string, taken map[string]bool) (card, error) {
	c := card{ID: identifier(r.Label(), taken), Name: r.Name, Title: figure.PlainText(r.Title), Caption: figure.PlainText(r.Caption), Alt: figure.PlainText(r.Alt)}
	c.Title = cmp.Or(c.Title, r.Label())
	for _, s := range r.Says {
		c.Says = append(c.Says, figure.PlainText(s))
	}
	for _, f := range r.Files {
		if f.Path == "-" {
			continue
		}
		line, err := newCardFile(f, dir)
		if err != nil {
			return c, err
		}
		c.Files = append(c.Files, line)
		if c.Lang == "" {
			c.Lang = language(f.Made)
		}
	}
	c.Still = c.first(press.Wanted{Kind: press.Still, Format: press.PNG}, press.Wanted{Kind: press.Still, Format: press.SVG}, press.Wanted{Kind: press.Strip, Format: press.SVG}, press.Wanted{Kind: press.Strip, Format: press.PNG})
	c.Film = c.smallest(press.GIF, press.APNG, press.WebP)
	if c.Film == nil {
		c.Film = c.first(press.Wanted{Kind: press.Moving, Format: press.MP4})
		c.Video = c.Film != nil
	}
	c.Snippets = c.snippets(r)
	return c, nil
}

func newCardFile(f press.File, dir string) (cardFile, error) {
	path, err := from(dir, f.Path)
	if err != nil {
		return cardFile{}, err
	}
	c := cardFile{File: f, Name: path, Bytes: figure.Count(int(f.Bytes)), Short: f.SHA256[:min(8, len(f.SHA256))]}
	c.Shows = string(f.Kind)
	if f.Width > 0 {
		c.Size = fmt.Sprintf("%d × %d", f.Width, f.Height)
	}
	if f.Frames > 1 {
		c.Frames = figure.Count(f.Frames)
	}
	if f.DurationMS > 0 && f.Frames > 1 {
		c.Time = fmt.Sprintf("%.2f s", float64(f.DurationMS)/1000)
	}
	if f.Kind == press.Frames && f.Format == press.PNG {
		c.Name += "/"
		path += "/"
	}
	c.URL = address(path)
	return c, nil
}

// from is a path relative to a directory, with slashes.
func from(dir, path string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	path, err = filepath.Rel(dir, path)
	return filepath.ToSlash(path), err
}

// address is a relative path as a page links to it.
func address(path string) string {
	text := (&url.URL{Path: path}).String()
	return strings.NewReplacer("(", "%28", ")", "%29", "'", "%27", ",", "%2C").Replace(text) // Markdown and srcset end there
}

// first is the first file that is what is wanted most, or nil.
func (c card) first(wanted ...press.Wanted) *cardFile {
	for _, w := range wanted {
		for i, f := range c.Files {
			if w == (press.Wanted{Kind: f.Kind, Format: f.Format}) {
				return &c.Files[i]
			}
		}
	}
	return nil
}

// smallest is the smallest of the films in one of the formats, or nil.
func (c card) smallest(formats ...press.Format) (best *cardFile) {
	for i, f := range c.Files {
		if f.Kind == press.Moving && slices.Contains(formats, f.Format) && (best == nil || f.File.Bytes < best.File.Bytes) {
			best = &c.Files[i]
		}
	}
	return best
}

// language is the one of a film's words, as its line of provenance has it;
// empty if it is English.
func language(made string) string {
	_, args, err := press.Made(made)
	if err != nil {
		return ""
	}
	for _, arg := range args {
		if lang, ok := strings.CutPrefix(arg, "--lang="); ok && lang != figure.Languages()[0] {
			return lang
		}
	}
	return ""
}

var notInIdentifier = regexp.MustCompile(`[^a-z0-9]+`)

// identifier makes a name fit for links and for LaTeX's labels, and different
// from those that are taken.
func identifier(name string, taken map[string]bool) string {
	base := cmp.Or(strings.Trim(notInIdentifier.ReplaceAllString(strings.ToLower(name), "-"), "-"), "film")
	id := base
	for i := 2; taken[id]; i++ {
		id = fmt.Sprintf("%s-%d", base, i)
	}
	taken[id] = true
	return id
}
