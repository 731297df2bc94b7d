package book

import (
	"fmt"
	"html/template"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"flipbook/film"
	"flipbook/press"
)

// A snippet is what an author copies.
type snippet struct{ ID, Name, Text string }

// snippets are what embeds the film of a record elsewhere, and what makes it
// again.
func (c card) snippets(r press.Record) (out []snippet) {
	add := func(id, name, text string) { // no identifier of a film has an underscore, so a film may be called doors-html
		if text != "" {
			out = append(out, snippet{c.ID + "_" + id, name, text})
		}
	}
	add("markdown", "Markdown", c.markdown())
	add("html", "HTML", c.html())
	add("latex", "LaTeX", c.latex(r.Caption))
	add("animate", "LaTeX, animated", c.animate(r.Caption))
	add("alt", "Alt text", c.Alt)
	for _, f := range c.Files {
		if _, command, ok := strings.Cut(f.Made, ": "); ok {
			add("command", "Command", command)
			break
		}
	}
	return out
}

// image is the file that stands for the film where there can be one only: it
// moves if one does.
func (c card) image() *cardFile {
	if c.Film != nil && !c.Video {
		return c.Film
	}
	return c.Still
}

var markdownSpecial = regexp.MustCompile("[][\\\\`*_<>&!]")

func (c card) markdown() string {
	f := c.image()
	if f == nil {
		return ""
	}
	return fmt.Sprintf("![%s](%s)", markdownSpecial.ReplaceAllString(oneSpaced(c.Alt), `\$0`), f.URL)
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

var embedding = template.Must(template.New("embedding").Parse(`
{{- define "image"}}<img src="{{.URL}}" width="{{.Width}}" height="{{.Height}}" alt="{{.Alt}}" loading="lazy">{{end}}
{{- define "picture"}}<picture>
  <source media="(prefers-reduced-motion: reduce)" srcset="{{.Still}}" width="{{.Width}}" height="{{.StillHeight}}">
  {{template "image" .}}
</picture>{{end}}
{{- define "video"}}<video src="{{.URL}}" width="{{.Width}}" height="{{.Height}}"{{with .Still}} poster="{{.}}"{{end}} controls muted loop playsinline preload="none" aria-label="{{.Alt}}"></video>{{end}}`))

func (c card) html() string {
	name, f := "image", c.image()
	if c.Video {
		name, f = "video", c.Film
	}
	if f == nil {
		return ""
	}
	still, height := "", 0
	if c.Still != nil && f != c.Still && c.Still.Width > 0 {
		still, height = c.Still.URL, (2*f.Width*c.Still.Height/c.Still.Width+1)/2 // as wide as the film
		if name == "image" {
			name = "picture"
		}
	}
	var out strings.Builder
	if err := embedding.ExecuteTemplate(&out, name, struct {
		URL, Still, Alt            string
		Width, Height, StillHeight int
	}{f.URL, still, oneSpaced(c.Alt), f.Width, f.Height, height}); err != nil {
		return "" // a strings.Builder takes all, and the template is tested
	}
	return out.String()
}

// latex embeds the figure of the printed book: the strip, or else the poster.
func (c card) latex(caption string) string {
	f := c.first(press.Wanted{Kind: press.Strip, Format: press.PDF}, press.Wanted{Kind: press.Still, Format: press.PDF}, press.Wanted{Kind: press.Strip, Format: press.PNG}, press.Wanted{Kind: press.Still, Format: press.PNG})
	if f == nil || !latexReads(f.Name) {
		return ""
	}
	return c.figure(`\includegraphics[width=\linewidth]{`+f.Name+`}`, caption)
}

// animate embeds the film in a PDF that plays, with the package animate.
func (c card) animate(caption string) string {
	f := c.first(press.Wanted{Kind: press.Frames, Format: press.PDF})
	if f == nil || !latexReads(f.Name) {
		return ""
	}
	return c.figure(fmt.Sprintf(`\animategraphics[controls,loop,poster=last,width=\linewidth]{%s}{%s}{}{}`,
		strconv.FormatFloat(c.rate(*f), 'f', -1, 64), strings.TrimSuffix(f.Name, path.Ext(f.Name))), caption)
}

// rate is how many frames a second a file of all frames is to play at: what
// moves between the first and the last, as a rule.
func (c card) rate(pages cardFile) float64 {
	const usual = 20
	for _, f := range append([]cardFile{pages}, c.Files...) {
		if f.DurationMS == 0 || f.File.Frames != pages.File.Frames {
			continue
		}
		if moving := f.DurationMS - film.Closing.Milliseconds(); moving > 0 && f.File.Frames > 1 {
			return math.Round(100*1000*float64(f.File.Frames-1)/float64(moving)) / 100
		}
	}
	return usual
}

func (c card) figure(graphic, caption string) string {
	lines := []string{`\begin{figure}`, `  \centering`, "  " + graphic}
	if caption != "" {
		lines = append(lines, `  \caption{`+latexText(caption)+`}`)
	}
	return strings.Join(append(lines, `  \label{fig:`+c.ID+`}`, `\end{figure}`), "\n")
}

// latexReads says whether \includegraphics takes a name as it is.
func latexReads(name string) bool { return !strings.ContainsAny(name, "\\{}%#$&~^\"'`;,=[]") }
