package book_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"flipbook/book"
	"flipbook/internal/browser"
	"flipbook/press"
	"flipbook/scenes"
)

// malice is what no page and no document may take for its own words.
const malice = "</script><script>document.title = 'taken'</script>\"' onerror=alert(1) & $5 \\input{x} [a](b) `c` {{.}} <b>%_#"

// galleryFilms is a directory with the films of a gallery and their records: one as
// usual, one whose texts are hostile, one without a still, one on paper alone.
func galleryFilms(t *testing.T) (dir string, records []press.Record) {
	t.Helper()
	dir = t.TempDir()
	film := func(name string, wanted ...press.Wanted) press.Record {
		e, _ := scenes.Named("monty-hall")
		o := press.Order{Name: e.Name, Scene: e.New(), Look: press.Look{Size: press.Size{X: 800, Y: 500}, Frames: &press.FrameSpan{From: 0, To: 20}, Scale: new(0.5)}}
		for _, w := range wanted {
			o.Outputs = append(o.Outputs, press.Output{Wanted: w, Path: filepath.Join(dir, w.Named(name))})
		}
		r, err := press.Make(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		r.Name = name
		return r
	}
	moving, still, strip := press.Wanted{Kind: press.Moving, Format: press.GIF}, press.Wanted{Kind: press.Still, Format: press.PNG}, press.Wanted{Kind: press.Strip, Format: press.PNG}
	usual := film("usual", moving, still, strip)
	usual.Caption = "Both play the same games."
	usual.Files[0].Notes = []string{"5 instead of 6 levels"}
	wild := film("what (is), 50% 'this'? #1: a+b", moving, still)
	wild.Title, wild.Caption, wild.Alt, wild.Says = malice, malice, malice, []string{malice}
	wild.Files[0].Notes = []string{malice}
	return dir, []press.Record{usual, wild, film("no still", moving), film("paper", strip)}
}

// visitGallery writes a gallery of records into a directory and visits it.
func visitGallery(t *testing.T, p *browser.Page, dir string, records []press.Record) {
	t.Helper()
	path := filepath.Join(dir, "index.html")
	if err := press.WriteFile(path, func(w io.Writer) error { return book.Gallery(w, "Films & <more>", dir, records) }); err != nil {
		t.Fatal(err)
	}
	p.Visit((&url.URL{Scheme: "file", Path: path}).String())
}

// The page as a reader meets it, in a browser that all of them share: to start
// one takes seconds.
func TestGallery(t *testing.T) {
	b := browser.Open(t)
	for what, test := range map[string]func(*testing.T, *browser.Browser){
		"is still":      galleryIsStill,
		"plays":         galleryPlays,
		"copies":        galleryCopies,
		"is read right": snippetsAreRight,
		"fits":          galleryFits,
		"finds":         galleryFinds,
		"stands alone":  galleryStandsAlone,
	} {
		t.Run(what, func(t *testing.T) { test(t, b) })
	}
}

// Opened from a disk, nothing moves and nothing is
// fetched until it is asked for, and all that is linked is there.
func galleryIsStill(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	p.Prefer("prefers-reduced-motion", "reduce")
	visitGallery(t, p, dir, records)
	p.Wait(`[...document.images].every(m => m.complete && m.naturalWidth > 0 || m.loading === "lazy")`)

	for what, js := range map[string]string{
		"it has a language":                         `document.documentElement.lang === "en"`,
		"there is one heading of the page":          `document.querySelectorAll("h1").length === 1 && document.title === "Films & <more>"`,
		"each film has a heading":                   `document.querySelectorAll("main article h2").length === 4`,
		"nothing moves":                             `!document.querySelector(".moving") && !document.querySelector("img[src$='.gif']")`,
		"nothing of a text became markup":           `document.scripts.length === 1 && !document.querySelector("b, [onerror]")`,
		"texts are as they were written":            `document.querySelectorAll("h2")[1].textContent === ` + quoted(malice),
		"a film without a still is told of":         `document.querySelector("canvas").getAttribute("aria-label").startsWith("Two running win rates")`,
		"a strip is shown where it is all there is": `document.querySelectorAll("article")[3].querySelector("img").src.endsWith("paper-strip.png")`,
		"and does not play":                         `!document.querySelectorAll("article")[3].querySelector(".play")`,
	} {
		var is bool
		if p.Eval("!!("+js+")", &is); !is {
			t.Errorf("not so: %s: %s", what, js)
		}
	}
	var links []string
	p.Eval(`[...document.querySelectorAll("main a[href]")].map(a => a.href)`, &links)
	for _, link := range links {
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(u.Path); err != nil {
			t.Error(err)
		}
	}
	for _, r := range p.Requests() {
		if u, err := url.Parse(r); err != nil || u.Scheme != "file" || filepath.Dir(u.Path) != dir {
			t.Errorf("it asks for %s", r)
		}
	}
	if said := p.Console(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }

// Films play when they are clicked on, or when the button has a key, and stop
// in the same way.
func galleryPlays(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	visitGallery(t, p, dir, records)
	playing := `document.querySelectorAll(".moving").length === 1 && document.querySelector(".moving").complete && document.querySelector(".play").ariaPressed === "true" && getComputedStyle(document.querySelector(".moving")).visibility === "visible"`
	stopped := `!document.querySelector(".moving") && document.querySelector(".play").ariaPressed === "false"`
	p.Wait(stopped)
	p.Click("#usual .play")
	p.Wait(playing)
	p.Click(".sign")
	p.Wait(stopped)
	for _, key := range []string{"Enter", " "} {
		p.Eval(`document.querySelector(".play").focus()`, nil)
		p.Key(key)
		p.Wait(playing)
		p.Key(key)
		p.Wait(stopped)
	}
	want := browser.Node{Role: "button", Name: "Play: " + records[0].Title + " (" + records[0].Name + ")"}
	if !slices.Contains(p.Accessible(), want) {
		t.Errorf("assistive technology is told of no %v", want)
	}

	// A film that is gone leaves the still, and a word.
	if err := os.Remove(filepath.Join(dir, "no still.gif")); err != nil {
		t.Fatal(err)
	}
	p.Visit((&url.URL{Scheme: "file", Path: filepath.Join(dir, "index.html")}).String())
	p.Click("#no-still .play")
	p.Wait(`document.getElementById("said").textContent.startsWith("The film cannot be read")`)
	p.Wait(stopped)
}

// The buttons give what stands in the page: through the clipboard, or as a
// selection where a page may not use it.
func galleryCopies(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	visitGallery(t, p, dir, records)
	p.Eval(`navigator.clipboard.writeText = async text => { window.got = text }`, nil)
	var ids []string
	p.Eval(`[...document.querySelectorAll("[data-copy]")].map(b => b.dataset.copy)`, &ids)
	for _, want := range []string{"usual_markdown", "usual_html", "usual_latex", "usual_alt", "usual_command", "paper_latex"} {
		if !slices.Contains(ids, want) {
			t.Errorf("nothing copies %s: %q", want, ids)
		}
	}
	for _, id := range ids {
		p.Click("[data-copy=" + id + "]")
		p.Wait(fmt.Sprintf(`window.got === document.getElementById(%q).textContent`, id))
		p.Wait(fmt.Sprintf(`document.querySelector("[data-copy=%s]").textContent === "Copied"`, id))
	}

	p = b.Blank(t)
	visitGallery(t, p, dir, records)
	p.Eval(`Object.defineProperty(navigator, "clipboard", {value: undefined})`, nil)
	p.Eval(`document.execCommand = () => false`, nil)
	p.Click("[data-copy=usual_html]")
	p.Wait(`getSelection().toString() === document.getElementById("usual_html").textContent && document.querySelector("#usual details").open`)
	p.Wait(`document.getElementById("said").textContent === "Selected: copy it with Ctrl+C."`)
}

// What is copied is read by others as it was meant.
func snippetsAreRight(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	visitGallery(t, p, dir, records)
	var got struct {
		Alt, Src, Srcset, Media, Loading string
		Width, StillHeight, Scripts      int
	}
	p.Eval(`(() => {
		const copied = document.getElementById("what-is-50-this-1-a-b_html").textContent;
		const d = new DOMParser().parseFromString(copied, "text/html"), m = d.querySelector("picture > img"), s = d.querySelector("picture > source");
		return {Alt: m.alt, Src: decodeURI(m.getAttribute("src")), Srcset: decodeURI(s.srcset), Media: s.media, Loading: m.loading, Width: m.width, StillHeight: s.height, Scripts: d.querySelectorAll("script, b, [onerror]").length};
	})()`, &got)
	if got.Alt != malice || got.Media != "(prefers-reduced-motion: reduce)" || got.Loading != "lazy" || got.Width != 400 || got.StillHeight != 250 || got.Scripts != 0 ||
		!strings.HasSuffix(got.Src, ".gif") || !strings.HasSuffix(got.Srcset, ".png") {
		t.Errorf("the picture is %+v", got)
	}

	snippet := func(id string) (text string) {
		p.Eval(fmt.Sprintf(`document.getElementById(%q)?.textContent ?? ""`, id), &text)
		return text
	}
	for id, want := range map[string]string{
		"no-still_markdown": "![" + records[2].Alt + "](no%20still.gif)",
		"usual_command":     "render monty-hall --trials=10000 --doors=3 --opens=0 --host=knows --seed=1 --frames=0-20 --scale=0.5 --size=800x500 --format=gif",
		"usual_alt":         records[0].Alt,
		"usual_latex": `\begin{figure}
  \centering
  \includegraphics[width=\linewidth]{usual-strip.png}
  \caption{Both play the same games.}
  \label{fig:usual}
\end{figure}`,
		"what-is-50-this-1-a-b_latex": "", // its name cannot be said in LaTeX
	} {
		if got := snippet(id); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", id, got, want)
		}
	}
	markdown := snippet("what-is-50-this-1-a-b_markdown")
	if want := `![\</script\>\<script\>document.title = 'taken'\</script\>"' onerror=alert(1) \& $5 \\input{x} \[a\](b) \` + "`c\\`"; !strings.HasPrefix(markdown, want) {
		t.Errorf("in Markdown it is %s\nwant %s", markdown, want)
	}
	if want := "](./what%20%28is%29%2C%2050%25%20%27this%27%3F%20%231:%20a+b.gif)"; !strings.HasSuffix(markdown, want) {
		t.Errorf("in Markdown it is %s, want at the end %s", markdown, want)
	}
}

// Films that are MP4 alone play as videos, and all frames in a PDF play in
// LaTeX. Of several films the smallest plays.
func TestSnippetsOfOtherFiles(t *testing.T) {
	file := func(path string, kind press.Kind, format press.Format, bytes int64) press.File {
		return press.File{Path: path, Kind: kind, Format: format, Bytes: bytes, Width: 800, Height: 500, Frames: 100, DurationMS: 7950}
	}
	pages := file("a-frames.pdf", press.Frames, press.PDF, 1)
	pages.DurationMS = 0
	out := string(gallery(t, ".", []press.Record{
		{Scene: "a", Alt: "A & B", Caption: "$x$", Files: []press.File{file("a.mp4", press.Moving, press.MP4, 10), file("a.png", press.Still, press.PNG, 10), pages}},
		{Scene: "b", Files: []press.File{file("b.gif", press.Moving, press.GIF, 20), file("b.webp", press.Moving, press.WebP, 10), file("-", press.Moving, press.APNG, 1)}},
		{Scene: "c"},
	}))
	for _, want := range []string{
		`data-film="a.mp4" data-video`,
		`&lt;video src=&#34;a.mp4&#34; width=&#34;800&#34; height=&#34;500&#34; poster=&#34;a.png&#34; controls muted loop playsinline preload=&#34;none&#34; aria-label=&#34;A &amp;amp; B&#34;&gt;&lt;/video&gt;`,
		`![A \&amp; B](a.png)`,
		`\animategraphics[controls,loop,poster=last,width=\linewidth]{20}{a-frames}{}{}`,
		`\caption{$x$}`,
		`data-film="b.webp"`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %s in\n%s", want, out[strings.Index(out, "<main"):strings.Index(out, "</main>")])
		}
	}
}

func gallery(t *testing.T, dir string, records []press.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := book.Gallery(&out, "Films", dir, records); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The page fits a phone, a tablet and a screen, in the light and in the dark,
// and shows the cards beside each other where there is room.
func galleryFits(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	for _, width := range []int{320, 375, 800, 1400} {
		p.Viewport(width, 800, 1)
		visitGallery(t, p, dir, records)
		p.Eval(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil)
		var is image.Point
		p.Eval(`({X: document.documentElement.scrollWidth, Y: new Set([...document.querySelectorAll(".card")].map(c => c.offsetLeft)).size})`, &is)
		columns := 1
		if width == 1400 {
			columns = 2
		}
		if is.X > width || is.Y != columns {
			t.Errorf("at a width of %d it is %d wide and has %d columns, want %d", width, is.X, is.Y, columns)
		}
	}
	paper := `getComputedStyle(document.body).backgroundColor`
	var light, dark string
	p.Eval(paper, &light)
	p.Prefer("prefers-color-scheme", "dark")
	p.Eval(paper, &dark)
	if light != "rgb(246, 247, 248)" || dark != "rgb(16, 18, 21)" {
		t.Errorf("the paper is %s in the light and %s in the dark", light, dark)
	}
	p.Print()
	p.Wait(`[...document.querySelectorAll(".play, .copies, details")].every(e => e.offsetHeight === 0)`)

	p.WithoutScripts()
	visitGallery(t, p, dir, records)
	p.Wait(`[...document.querySelectorAll(".play, .copies")].every(e => e.offsetHeight === 0)`) // what does nothing is not shown
}

// Where there are many films, words find some of them.
func galleryFinds(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	p := b.Blank(t)
	visitGallery(t, p, dir, records)
	p.Wait(`!document.getElementById("find")`)
	for len(records) < 13 {
		records = append(records, press.Record{Scene: "other", Title: "Something else"})
	}
	visitGallery(t, p, dir, records)
	p.Eval(`document.getElementById("find").focus()`, nil)
	for _, letter := range "PNG hall" {
		p.Key(string(letter))
	}
	p.Wait(`document.getElementById("found").textContent === "3 of 13" && [...document.querySelectorAll(".card:not([hidden])")].length === 3`)
}

// Films of one scene have one title. Their names tell them apart in the list,
// on the cards, and for those who listen, and nothing on the page is called as
// something else is.
func TestGalleryTellsFilmsApart(t *testing.T) {
	var records []press.Record
	for _, name := range []string{"ten", "ten-title", "ten-html", "find", "found", "said", "8", "9", "10", "11", "12", "13", "14"} {
		records = append(records, press.Record{Scene: "monty-hall", Name: name, Title: "Switch?", Files: []press.File{{Path: name + ".gif", Kind: press.Moving, Format: press.GIF, Made: "flipbook 1.0.0: render monty-hall --lang=de --format=gif"}}})
	}
	page := string(gallery(t, ".", records))
	for _, want := range []string{`<a href="#ten">ten</a>`, `aria-labelledby="ten_title ten_name" lang="de">`, `<p class="name" id="ten_name">ten</p>`, `aria-label="Play: Switch? (ten)"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	ids := regexp.MustCompile(` id="[^"]*"`).FindAllString(page, -1)
	slices.Sort(ids)
	if unique := slices.Compact(slices.Clone(ids)); len(unique) != len(ids) {
		t.Errorf("of %q only %d are different", ids, len(unique))
	}
}

// The page is the same wherever and whenever it is written, and where it is
// served it asks for nothing from elsewhere.
func galleryStandsAlone(t *testing.T, b *browser.Browser) {
	dir, records := galleryFilms(t)
	want := gallery(t, dir, records)
	if got := gallery(t, dir, records); !bytes.Equal(got, want) {
		t.Error("it differs from run to run")
	}
	if bytes.Contains(want, []byte(dir)) {
		t.Errorf("it says where it was made: %s", dir)
	}
	visitGallery(t, b.Blank(t), dir, records)
	served := httptest.NewServer(http.FileServerFS(os.DirFS(dir).(fs.FS)))
	t.Cleanup(served.Close)
	p := b.Visit(t, served.URL+"/")
	p.Click("#usual .play")
	p.Wait(`document.querySelector(".moving")?.complete`)
	// The first frame stands for a film without a still. From a disk it does too, but pages may not look at it there.
	p.Wait(`document.querySelector("canvas").getContext("2d").getImageData(2, 2, 1, 1).data.join() === "255,255,255,255"`)
	for _, r := range p.Requests() {
		if !strings.HasPrefix(r, served.URL) {
			t.Errorf("it asks for %s", r)
		}
	}
	if said := p.Console(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}
