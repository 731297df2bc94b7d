package browser

import (
	"image/color"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const tiny = `<!DOCTYPE html><html lang="en"><title>Tiny</title>
<style>body { margin: 0; background: #fff; color: #000 }
@media (prefers-color-scheme: dark) { body { background: #102030 } }
@media print { body { background: #405060 } }</style>
<button id="b">Count</button><p id="said">0 </p><div id="hidden" style="display: none"></div>
<noscript><p id="without">no scripts here</p></noscript>
<script>
const said = document.getElementById("said");
document.getElementById("b").onclick = () => said.textContent = parseInt(said.textContent) + 1 + " clicks";
document.onkeydown = e => said.textContent += " " + (e.shiftKey ? "Shift+" : "") + e.key;
</script>`

func TestMain(m *testing.M) { Run(m) }

func data(html string) string { return "data:text/html;charset=utf-8," + url.PathEscape(html) }

// A page is clicked, typed at and asked.
func TestPage(t *testing.T) {
	b := Open(t)
	p := b.Visit(t, data(tiny))
	p.Click("#b")
	p.Click("#b")
	p.Wait(`said.textContent === "2 clicks"`)
	p.Key(" ") // presses the button as well
	p.Wait(`said.textContent === "3 clicks"`)
	for _, key := range []string{"k", "+", "ArrowLeft", "Home", "Shift+End", "5"} {
		p.Key(key)
	}
	var said string
	if p.Eval(`Promise.resolve(said.textContent)`, &said); said != "3 clicks k Shift++ ArrowLeft Home Shift+End 5" {
		t.Errorf("the page heard %q", said)
	}
	p.Eval(`document.body.append(document.createElement("textarea")), document.querySelector("textarea").focus()`, nil)
	p.Paste("two\nlines")
	p.Wait(`document.querySelector("textarea").value === "two\nlines"`)
	if got := p.Accessible(); !slices.Contains(got, Node{Role: "button", Name: "Count"}) {
		t.Errorf("assistive technology is told %v", got)
	}
	if got := p.Console(); len(got) > 0 {
		t.Errorf("a page that is well says %q", got)
	}
	if got := p.Requests(); len(got) > 0 {
		t.Errorf("a page on its own asks for %q", got)
	}
}

// Complaints and requests are seen, and none goes out.
func TestComplaintsAndRequests(t *testing.T) {
	served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<link rel="icon" href="data:,"><script>console.warn("one", 2); throw new Error("three")</script><img src="https://example.com/x.png">`))
	}))
	t.Cleanup(served.Close)
	p := Open(t).Visit(t, served.URL)
	said := strings.Join(p.Console(), "\n")
	for _, want := range []string{"one 2", "Error: three", "ERR_NAME_NOT_RESOLVED"} {
		if !strings.Contains(said, want) {
			t.Errorf("the console says\n%s\nwithout %q", said, want)
		}
	}
	if got := p.Requests(); !slices.Equal(got, []string{served.URL + "/", "https://example.com/x.png"}) {
		t.Errorf("it asked for %q", got)
	}
}

// Tests that share a Chromium see nothing of each other's pages.
func TestShared(t *testing.T) {
	served := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(served.Close)
	if Shared(t) != Shared(t) {
		t.Fatal("there are two")
	}
	for range 2 {
		p := Shared(t).Visit(t, served.URL)
		p.Wait(`document.cookie === "" && document.hasFocus()`)
		p.Eval(`document.cookie = "seen=yes"`, nil)
		p.Wait(`document.cookie === "seen=yes"`)
	}
}

// What a reader sees and prefers can be set.
func TestSurroundings(t *testing.T) {
	p := Open(t).Blank(t)
	paper := func() color.Color {
		m := p.Screenshot()
		return color.RGBAModel.Convert(m.At(m.Bounds().Max.X-1, m.Bounds().Max.Y-1))
	}
	p.Viewport(300, 200, 2)
	p.Visit(data(tiny))
	if got := p.Screenshot().Bounds().Size(); got.X != 600 || got.Y != 400 {
		t.Errorf("the screen has %v pixels, want 600x400", got)
	}
	if got := paper(); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the paper is %v", got)
	}
	p.Prefer("prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce")
	if got := paper(); got != (color.RGBA{0x10, 0x20, 0x30, 255}) {
		t.Errorf("in the dark the paper is %v", got)
	}
	var still bool
	if p.Eval(`matchMedia("(prefers-reduced-motion: reduce)").matches`, &still); !still {
		t.Error("motion is not reduced")
	}
	if p.Print(); paper() != (color.RGBA{0x40, 0x50, 0x60, 255}) {
		t.Errorf("printed, the paper is %v", paper())
	}
	p.Before(`window.early = document.scripts.length`)
	p.Visit(data(tiny))
	var early int
	if p.Eval(`early`, &early); early != 0 {
		t.Error("a script of the page came before ours")
	}
	p.WithoutScripts()
	p.Visit(data(tiny))
	p.Wait(`document.getElementById("without").offsetHeight > 0`)
}

// A page behind another tab is hidden and gets no frames, until it is in front
// again.
func TestHide(t *testing.T) {
	p := Shared(t).Visit(t, data(`<!DOCTYPE html><script>
let frames = 0;
const next = () => (frames++, requestAnimationFrame(next));
next();
</script>`))
	p.Wait(`frames > 2`)
	for range 2 {
		p.Hide()
		p.Wait(`document.visibilityState === "hidden"`)
		var drawn int
		if p.Eval(`new Promise(done => { const before = frames; setTimeout(() => done(frames - before), 200); })`, &drawn); drawn > 0 {
			t.Errorf("hidden it gets %d frames", drawn)
		}
		p.Show()
		p.Wait(`document.visibilityState === "visible" && document.hasFocus()`)
		p.Eval(`frames = 0`, nil)
		p.Wait(`frames > 2`)
	}
}

// A frame in a sandbox is a page like another.
func TestFrame(t *testing.T) {
	p := Open(t).Visit(t, data(`<iframe id="f" sandbox="allow-scripts" style="margin: 900px 40px; border: 5px solid" srcdoc='`+tiny+`'></iframe>`))
	f := p.Frame("#f")
	f.Click("#b")
	f.Wait(`document.getElementById("said").textContent === "1 clicks"`)
	f.Key("x")
	f.Wait(`document.getElementById("said").textContent === "1 clicks x"`)
	if got := f.Accessible(); !slices.Contains(got, Node{Role: "button", Name: "Count"}) {
		t.Errorf("assistive technology is told %v", got)
	}
}

// A page that goes away while it is waited for takes nothing with it.
func TestWaitOverPages(t *testing.T) {
	served := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<script>
			const turn = Number(new URLSearchParams(location.search).get("turn"));
			if (turn < 100) setTimeout(() => location = "?turn=" + (turn + 1), 5);
			else document.title = "there";
		</script>`))
	}))
	t.Cleanup(served.Close)
	p := Shared(t).Visit(t, served.URL)
	p.Wait(`document.title === "there"`)
}
