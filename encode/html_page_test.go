package encode_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"iter"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/browser"
	"flipbook/raster"
)

// A page works in a frame that may run scripts and nothing else, as those of
// notebooks and of courses are.
func TestHTMLInASandbox(t *testing.T) {
	f := bars(12, 20*time.Millisecond)
	pr := projected(t, f, encode.HTMLOptions{})
	outer := filepath.Join(t.TempDir(), "outer.html")
	page := `<!DOCTYPE html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" width="400" height="400" srcdoc="` + html.EscapeString(string(pr.file)) + `"></iframe>`
	if err := os.WriteFile(outer, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	p := browser.Open(t).Visit(t, "file://"+outer)
	inner := p.Frame("iframe")
	inner.Wait(ready)
	inner.Click("#last")
	pr.shows(t, inner, 11)
	inner.Key("ArrowLeft")
	pr.shows(t, inner, 10)
	if got := p.Console(); len(got) > 0 {
		t.Errorf("the page complains: %q", got)
	}
	if got := p.Requests(); len(got) != 1 {
		t.Errorf("the page asks for %q", got)
	}
}

// poster is what a page shows that does not play: its last frame, and no
// controls.
const poster = `(p => p.complete && p.naturalWidth === 800 && p.offsetWidth > 0)(document.getElementById("poster")) &&
	["screen", "controls", "keys"].every(id => !document.getElementById(id).offsetWidth)`

// Without scripts, on paper, and where the film cannot be unpacked, there is
// the poster: the last frame, with its alternative text.
func TestHTMLPoster(t *testing.T) {
	b := browser.Open(t)
	f := scene(t, "monty-hall", figure.Dark)
	pr := projected(t, f, encode.HTMLOptions{Alt: f.Alt, Keys: keysOf(f), Paper: figure.Dark.Paper, Ink: figure.Dark.Ink})
	picture := regexp.MustCompile(`src="data:image/png;base64,([^"]*)"`).FindSubmatch(pr.file)
	data, err := base64.StdEncoding.DecodeString(html.UnescapeString(string(picture[1])))
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want, err := raster.Still(f, f.Len-1, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	screen := image.NewRGBA(want.Rect)
	if lay(screen, m); !bytes.Equal(screen.Pix, want.Pix) {
		t.Error("the poster is another picture than the last frame")
	}
	t.Run("without scripts", func(t *testing.T) {
		p := b.Blank(t)
		p.WithoutScripts()
		p.Visit("file://" + pr.path)
		p.Wait(poster)
		if got := p.Accessible(); !slices.Contains(got, browser.Node{Role: "image", Name: f.Alt}) {
			t.Errorf("there is no picture with the alternative text in %v", got)
		}
	})
	t.Run("on paper", func(t *testing.T) {
		p := pr.still(t, b)
		p.Print()
		p.Wait(poster)
		p.Wait(`getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)"`)
	})
	t.Run("damaged", func(t *testing.T) {
		at := bytes.Index(pr.file, []byte(`id="frames-0">`)) + 200
		damaged := slices.Concat(pr.file[:at], []byte("AAAA"), pr.file[at+4:])
		path := filepath.Join(t.TempDir(), "damaged.html")
		if err := os.WriteFile(path, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		p := b.Visit(t, "file://"+path)
		p.Wait(`document.getElementById("trouble").offsetHeight > 0`)
		p.Wait(poster)
	})
}

// Assistive technology knows what everything is called, and where a film is.
func TestHTMLIsAccessible(t *testing.T) {
	f := scene(t, "hopfield-recall", figure.Light)
	pr := projected(t, f, encode.HTMLOptions{Title: "Recall", Alt: f.Alt, Caption: "Figure 1", Keys: keysOf(f), Lang: "en-GB"})
	p := pr.still(t, browser.Open(t))
	tree := p.Accessible()
	for _, want := range []browser.Node{
		{Role: "RootWebArea", Name: "Recall"},
		{Role: "heading", Name: "Recall"},
		{Role: "image", Name: f.Alt},
		{Role: "group", Name: "Player"},
		{Role: "slider", Name: "Frame", Value: fmt.Sprint(pr.info.Frames - 1)},
		{Role: "button", Name: "First frame", Description: "First frame (Home)"},
		{Role: "button", Name: "Step back", Description: "Step back (←)"},
		{Role: "button", Name: "Play", Description: "Play or pause (space)"},
		{Role: "button", Name: "Step forward", Description: "Step forward (→)"},
		{Role: "button", Name: "Last frame", Description: "Last frame (End)"},
		{Role: "combobox", Name: "Speed", Description: "Speed (- and +)", Value: "1×"},
		{Role: "button", Name: "Loop", Description: "Loop (L)"},
		{Role: "list", Name: "Key frames"},
		{Role: "button", Name: "Key frame 1", Description: f.Keys[0].Caption},
		{Role: "StaticText", Name: f.Keys[3].Caption},
		{Role: "StaticText", Name: "Figure 1"},
	} {
		if !slices.Contains(tree, want) {
			t.Errorf("there is no %v in\n%v", want, tree)
		}
	}
	p.Click("#play")
	p.Wait(`document.getElementById("play").getAttribute("aria-label") === "Pause"`)
	p.Wait(`document.documentElement.lang === "en-GB"`)
	// A caption is read out when it changes, and not with every frame.
	p.Key("2")
	p.Eval(`window.changes = 0; new MutationObserver(() => changes++).observe(document.getElementById("caption"), {childList: true, characterData: true, subtree: true})`, nil)
	p.Key("ArrowRight")
	p.Key("ArrowRight")
	var changes int
	if p.Eval(`new Promise(done => setTimeout(() => done(changes)))`, &changes); changes != 0 {
		t.Errorf("the caption changed %d times within one key frame", changes)
	}
	p.Key("4")
	p.Wait(`changes === 1`)
	// A film that begins anew does not go on talking, until somebody asks for a frame.
	p.Key("ArrowLeft")
	p.Eval(`document.getElementById("speed").value = 4`, nil)
	p.Key("k")
	p.Wait(`document.getElementById("caption").getAttribute("aria-live") === "off"`)
	p.Key("2")
	p.Wait(`document.getElementById("caption").getAttribute("aria-live") === "polite"`)
}

// On a phone and on a desk the film fills what it may, nothing reaches over
// the edge, and what is pressed is large enough for a finger.
func TestHTMLLayout(t *testing.T) {
	b := browser.Open(t)
	f := scene(t, "monty-hall", figure.Light)
	pr := projected(t, f, encode.HTMLOptions{Alt: f.Alt, Keys: keysOf(f)})
	p := pr.still(t, b)
	for _, c := range []struct {
		wide    int
		density float64
		film    int
		crisp   bool
	}{{1200, 1, 800, true}, {1000, 2, 800, true}, {1100, 1.5, 800, false}, {375, 2, 375, false}, {320, 3, 320, false}} {
		p.Viewport(c.wide, 900, c.density)
		p.Wait(fmt.Sprintf(`document.getElementById("screen").clientWidth === %d && document.getElementById("screen").classList.contains("crisp") === %v`, c.film, c.crisp))
		p.Wait(`document.documentElement.scrollWidth <= innerWidth`)
		var small []string
		p.Eval(`[...document.querySelectorAll("button, select, input")].filter(e => e.offsetWidth < 40 || e.offsetHeight < 40).map(e => e.id)`, &small)
		if len(small) > 0 {
			t.Errorf("at %d px these are less than 40 px wide or high: %q", c.wide, small)
		}
	}
	// Nothing moves when captions come and go, and what stands under the figure
	// anyway is not shown twice.
	long := strings.Repeat("What came of it all. ", 20)
	pr = projected(t, bars(3, time.Second), encode.HTMLOptions{Caption: long, Keys: []encode.HTMLKey{{Frame: 1, Caption: "Key"}, {Frame: 2, Caption: long}}})
	p = pr.still(t, b)
	for _, wide := range []int{1200, 375} {
		p.Viewport(wide, 900, 1)
		var places []string
		for _, key := range []string{"Home", "1", "2"} {
			p.Key(key)
			var at string
			p.Eval(`[...document.querySelectorAll("#keys button, figcaption")].map(e => e.getBoundingClientRect().top).join(" ")`, &at)
			places = append(places, at)
		}
		if slices.Sort(places); places[0] != places[2] {
			t.Errorf("at %d px the buttons and the caption move: %q", wide, places)
		}
		p.Wait(`getComputedStyle(document.getElementById("caption")).clipPath !== "none"`)
		read := slices.DeleteFunc(p.Accessible(), func(n browser.Node) bool { return n.Role != "StaticText" || n.Name != strings.TrimSpace(long) })
		if len(read) != 2 {
			t.Errorf("whoever listens hears %q, want the last caption and that of the figure", read)
		}
		p.Key("1")
		p.Wait(`getComputedStyle(document.getElementById("caption")).clipPath === "none"`)
	}
	// A film drawn at scale 2 is as large as its design, and sharp on a dense screen.
	pr = projected(t, bars(3, time.Second), encode.HTMLOptions{Scale: 2})
	p = pr.still(t, b)
	p.Viewport(1200, 900, 2)
	p.Wait(`document.getElementById("screen").clientWidth === 160 && document.getElementById("screen").classList.contains("crisp")`)
	// A single picture has nothing to be played.
	p = projected(t, bars(1, time.Second), encode.HTMLOptions{}).still(t, b)
	p.Wait(`document.getElementById("controls").hidden`)
}

// Whatever words are given to a page, they are words there, and the line of
// provenance is read again.
func TestHTMLWords(t *testing.T) {
	const hostile = `</title></style><script>alert("1")</script> & 'σ' <!-- --> {{.}} </script>`
	f := bars(3, 20*time.Millisecond)
	pr := projected(t, f, encode.HTMLOptions{
		Title: "T" + hostile, Alt: "A" + hostile, Caption: "C" + hostile, Made: "M" + hostile, Keys: []encode.HTMLKey{{Frame: 0, Caption: "K" + hostile}},
	})
	p := pr.still(t, browser.Open(t))
	p.Key("1")
	for js, letter := range map[string]string{
		`document.title`: "T", `document.getElementById("screen").getAttribute("aria-label")`: "A",
		`document.querySelector("figcaption").textContent`: "C", `document.querySelector("[name=generator]").content`: "M",
		`document.getElementById("caption").textContent`: "K",
	} {
		var got string
		if p.Eval(js, &got); got != letter+hostile {
			t.Errorf("%s is %q, want %q", js, got, letter+hostile)
		}
	}
}

// The same film is the same page, kept in memory or drawn twice, and its line
// of provenance is found in it and nowhere else.
func TestHTMLIsReproducible(t *testing.T) {
	f := &film.Film{
		Size: image.Pt(8, 8), Len: 8, Hold: film.Steady(20*time.Millisecond, 8), Alt: "a line grows",
		Backdrop: func(c vg.Canvas) {
			c.SetColor(color.White)
			c.Fill(vg.Rectangle{Max: vg.Point{X: 8, Y: 8}}.Path())
		},
		Trail: func(c vg.Canvas, i int) {
			c.SetColor(color.Black)
			c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(i)}, Max: vg.Point{X: vg.Length(i + 1), Y: 1}}.Path())
		},
	}
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		t.Fatal(err)
	}
	written := func(o encode.HTMLOptions) []byte {
		var file bytes.Buffer
		_, err := encode.HTML(&file, func(levels int) iter.Seq2[raster.Frame, error] {
			return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
		}, &o)
		if err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
	if !bytes.Equal(written(encode.HTMLOptions{}), written(encode.HTMLOptions{Memory: 1})) {
		t.Error("drawn twice, it is another page")
	}
	if _, ok, err := encode.MadeHTML(written(encode.HTMLOptions{Title: `<meta name="generator" content="not this">`})); ok || err != nil {
		t.Errorf("a line was found in a page without one (%v)", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringMatching(`[ -~σ√é€]{1,80}`).Draw(t, "made")
		if got, ok, err := encode.MadeHTML(written(encode.HTMLOptions{Made: line})); got != line || !ok || err != nil {
			t.Fatalf("%q is read as %q, %v, %v", line, got, ok, err)
		}
	})
}

// What is no page, or no page of ours, is not taken for one.
func TestMadeHTMLOfOtherFiles(t *testing.T) {
	for _, c := range []struct {
		file  string
		made  string
		found bool
		bad   bool
	}{
		{file: "", bad: true},
		{file: "GIF89a\x01\x00", bad: true},
		{file: "hello", bad: true},
		{file: "<!DOCTYPE html><title>x</title>", bad: true},
		{file: "<!doctype html><html><head><title>x</title></head><body><meta name='generator' content='x'>"},
		{file: "<html><head><script>'<meta name=generator content=x>'</script>"},
		{file: "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><meta name=generator content='other &amp; 1.0'>", made: "other & 1.0", found: true},
	} {
		made, found, err := encode.MadeHTML([]byte(c.file))
		if made != c.made || found != c.found || (err != nil) != c.bad {
			t.Errorf("%q: %q, %v, %v", c.file, made, found, err)
		}
	}
}

// What a page cannot hold is refused in a line.
func TestHTMLRefuses(t *testing.T) {
	none := func(int) iter.Seq2[raster.Frame, error] { return func(func(raster.Frame, error) bool) {} }
	if _, err := encode.HTML(new(bytes.Buffer), none, nil); err == nil || !strings.Contains(err.Error(), "no frames") {
		t.Errorf("a film without frames: %v", err)
	}
	for _, scale := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := encode.HTML(new(bytes.Buffer), none, &encode.HTMLOptions{Scale: scale}); err == nil || !strings.Contains(err.Error(), "want a number above 0") {
			t.Errorf("scale %v: %v", scale, err)
		}
	}
	if _, err := encode.HTML(new(bytes.Buffer), none, &encode.HTMLOptions{Made: "two\nlines"}); err == nil || !strings.Contains(err.Error(), "in one line") {
		t.Errorf("two lines of provenance: %v", err)
	}
}
