package studio

import (
	"bytes"
	"compress/gzip"
	"errors"
	"image/gif"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"flipbook/internal/browser"
	"flipbook/mnist"
	"flipbook/press"
	"flipbook/scenes"
)

// built is where the engine is, compiled once for all tests.
var built = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "flipbook")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("go", "run", "./internal/pack", dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	out := make(fstest.MapFS)
	for _, name := range []string{"engine.wasm.gz", "wasm_exec.js"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out, nil
})

// sited are the files of a site, by their names.
func sited(t testing.TB, s Site) map[string][]byte {
	t.Helper()
	engine, err := built()
	if err != nil {
		t.Fatal(err)
	}
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	defer digits.Close()
	s.Built, s.Digits, s.Jobs = engine, digits, 2
	files, err := s.Files(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]byte)
	for _, f := range files {
		out[f.Name] = f.Data
	}
	return out
}

var madeOnce struct {
	sync.Mutex
	site map[string][]byte
}

// wholeSite is the site of all scenes, written once for all tests, and by the
// command: the race detector would take minutes for its pictures.
func wholeSite(t testing.TB) map[string][]byte {
	t.Helper()
	madeOnce.Lock()
	defer madeOnce.Unlock()
	if madeOnce.site == nil {
		madeOnce.site = written(t)
	}
	return madeOnce.site
}

func written(t testing.TB) map[string][]byte {
	t.Helper()
	engine, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "engine"), engine); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", cmd, err, out)
		}
	}
	render := filepath.Join(dir, "render")
	run("go", "build", "-trimpath", "-o", render, "flipbook/cmd/render") // as make does, which may have compiled most of it
	run(render, "site", filepath.Join(dir, "site"), "--engine", filepath.Join(dir, "engine"), "--quiet")
	out := make(map[string][]byte)
	site := os.DirFS(filepath.Join(dir, "site"))
	if err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		out[name], err = fs.ReadFile(site, name)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// published is where a host of static files has a site, in a directory of it.
// Like many of them it knows nothing of WebAssembly.
func published(t testing.TB, dir string, site map[string][]byte) string {
	t.Helper()
	files := make(fstest.MapFS)
	for name, data := range site {
		files[name] = &fstest.MapFile{Data: data}
	}
	mux := http.NewServeMux()
	mux.Handle(dir, http.StripPrefix(dir, http.FileServerFS(files)))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + dir
}

// A host of static files sends no policy: the page itself says what it may load,
// and has nothing that this forbids.
func TestSiteHasAPolicy(t *testing.T) {
	t.Parallel()
	page := string(wholeSite(t)["index.html"])
	for _, want := range []string{`http-equiv="Content-Security-Policy"`, "&#39;wasm-unsafe-eval&#39;", SiteMark, `<header>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Contains(page, "unsafe-inline") || strings.Contains(page, "<script>") || strings.Contains(page, "style=") {
		t.Error("the page has what its policy forbids")
	}
}

// All that a reader of all scenes ever loads, but for the digits, is less than
// five megabytes.
func TestSiteIsSmall(t *testing.T) {
	t.Parallel()
	sum := 0
	for name, data := range wholeSite(t) {
		if strings.HasPrefix(name, digitsDir) {
			continue
		}
		var packed bytes.Buffer
		z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		z.Write(data)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		sum += min(len(data), packed.Len())
	}
	if sum >= 5_000_000 {
		t.Errorf("the site has %d bytes beside its digits", sum)
	}
}

// Before the engine has come there is the page with its controls, and in place
// of the film a poster of it, in the colours of the page.
func TestSiteBeforeItsEngine(t *testing.T) {
	t.Parallel()
	site := maps.Clone(wholeSite(t))
	delete(site, "engine.wasm.gz")
	t.Run("site", func(t *testing.T) {
		r := reader{browser.Shared(t).Blank(t), t, published(t, "/", site)}
		r.Prefer("prefers-color-scheme", "dark")
		r.Visit(r.home + "?scene=monty-hall")
		r.Wait(`document.querySelector(".trouble")?.textContent === "the engine cannot be loaded: the server says 404"`)
		r.Wait(`document.querySelector(".still img").currentSrc.endsWith("posters/monty-hall-dark.png") && document.querySelector(".still img").naturalWidth > 300`)
		r.Wait(`document.querySelector("#set-trials").value === "10000" && !document.querySelector(".take").offsetWidth`)
		// It may have been a moment's trouble.
		r.Eval(`document.querySelector("#set-trials").select()`, nil)
		r.Key("9")
		r.Wait(`document.querySelector(".still.other")`)
	})
}

// An engine that is asked for something else while it computes is ended, and
// another answers; one that breaks says so in a line, and another answers as
// well.
func TestSiteEngineIsReplaced(t *testing.T) {
	t.Parallel()
	t.Run("site", func(t *testing.T) {
		r := read(t, browser.Shared(t))
		r.Before(`{
			const Plain = Worker;
			window.engines = [];
			window.Worker = class extends Plain {
				constructor(...all) { super(...all); engines.push(this); }
				terminate() { this.ended = true; super.terminate(); }
			};
		}`)
		r.open("scene=monty-hall&trials=100" + small)
		r.Eval(`document.querySelector("#set-trials").select()`, nil)
		r.Paste("10000000")
		r.Wait(`document.querySelector(".film").getAttribute("aria-busy") === "true" && location.search.includes("trials=10000000")`)
		r.Eval(`document.querySelector("#set-trials").select()`, nil)
		r.Paste("200")
		r.Wait(`location.search.includes("trials=200")`)
		r.settle()
		r.says("scene=monty-hall&trials=200" + small)
		r.Wait(`engines[0].ended && engines.filter(e => !e.ended).length <= 2`)

		r.Eval(`engines.filter(e => !e.ended).forEach(e => e.dispatchEvent(new Event("error")))`, nil)
		r.Eval(`document.querySelector("#set-trials").select()`, nil)
		r.Paste("300")
		r.Wait(`location.search.includes("trials=300")`)
		r.settle()
		r.says("scene=monty-hall&trials=300" + small)
	})
}

// Digits are loaded by scenes that have some, and no others; a page says when
// they are missing.
func TestSiteLoadsDigitsOnce(t *testing.T) {
	t.Parallel()
	t.Run("site", func(t *testing.T) {
		r := read(t, browser.Shared(t))
		r.open("scene=monty-hall&trials=100" + small)
		digits := func() (n int) {
			for _, a := range r.Requests() {
				if strings.Contains(a, digitsDir+"/") {
					n++
				}
			}
			return n
		}
		if n := digits(); n != 0 {
			t.Errorf("%d files of digits are loaded for doors", n)
		}
	})
	site := maps.Clone(wholeSite(t))
	delete(site, digitsDir+"/train-images-idx3-ubyte.gz")
	p := browser.Shared(t).Visit(t, published(t, "/", site)+"?scene=hopfield-digits"+small)
	p.Wait(`document.querySelector(".trouble")?.textContent === "the digits cannot be loaded: digits/train-images-idx3-ubyte.gz is missing or out of reach"`)
}

// Some hosts unpack what ends in .gz while they send it.
func TestSiteUnpackedByItsHost(t *testing.T) {
	t.Parallel()
	site := maps.Clone(wholeSite(t))
	for _, name := range []string{"engine.wasm.gz", digitsDir + "/train-images-idx3-ubyte.gz", digitsDir + "/train-labels-idx1-ubyte.gz"} {
		z, err := gzip.NewReader(bytes.NewReader(site[name]))
		if err != nil {
			t.Fatal(err)
		}
		if site[name], err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	r := reader{browser.Shared(t).Blank(t), t, published(t, "/", site)}
	r.open("scene=hopfield-digits" + small)
	r.says("scene=hopfield-digits" + small)
}

// Without scripts there are the films themselves, described; opened as a file,
// where scripts are not loaded, the page says what it needs.
func TestSiteWithoutScripts(t *testing.T) {
	t.Parallel()
	site := wholeSite(t)
	p := browser.Shared(t).Blank(t)
	p.WithoutScripts()
	p.Visit(published(t, "/", site))
	tree := p.Accessible()
	for _, s := range scenes.Catalogue() {
		f, err := gif.DecodeConfig(bytes.NewReader(site["films/"+s.Name+".gif"]))
		if err != nil || f.Width != 272 {
			t.Errorf("the film of %s is %d wide, %v", s.Name, f.Width, err)
		}
	}
	images := slices.DeleteFunc(slices.Clone(tree), func(n browser.Node) bool { return n.Role != "image" || n.Name == "" })
	if len(images) != len(scenes.Catalogue()) {
		t.Errorf("%d films are described, want %d", len(images), len(scenes.Catalogue()))
	}

	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), site["index.html"], 0o666); err != nil {
		t.Fatal(err)
	}
	file := browser.Shared(t).Visit(t, "file://"+filepath.Join(dir, "index.html"))
	file.Wait(`document.querySelector(".late").innerText.includes("needs a web server")`)
}

// A page of one scene has no more than its author wants: the film first, and
// the controls that were named; the address of the frame sets the others.
func TestSiteOfOneScene(t *testing.T) {
	t.Parallel()
	alone := Site{Scene: "monty-hall", Controls: []string{"trials", "save"}, Own: true}
	site := sited(t, alone)
	if again := sited(t, alone); !maps.EqualFunc(site, again, bytes.Equal) {
		t.Error("the same site has other bytes")
	}
	if len(site["posters/monty-hall-light.png"]) == 0 || len(site["films/monty-hall.gif"]) == 0 || len(site["posters/ising-light.png"]) > 0 {
		t.Error("the site has not the pictures of its scene, or has others")
	}
	if !strings.Contains(string(site["index.html"]), `data-mnist="digits"`) {
		t.Error("commands do not name the digits of the site, which render has not")
	}
	home := published(t, "/", site)
	outer := browser.Shared(t).Blank(t)
	outer.Viewport(1000, 900, 1)
	outer.Visit(home + "player.js") // any page of the same host
	outer.Eval(`(f => (f.src = "./?doors=5&scale=0.25", f.width = 800, f.height = 800, document.body.append(f)))(document.createElement("iframe"))`, nil)
	r := reader{outer.Frame("iframe"), t, home}
	r.Wait(`document.querySelector(".film")?.getAttribute("aria-busy") === "false"`)
	r.says("scene=monty-hall&doors=5&scale=0.25")
	var controls []string
	if r.Eval(`[...document.querySelectorAll("form [id^=set-]")].filter(e => e.offsetWidth && !e.id.endsWith("-help")).map(e => e.id)`, &controls); !slices.Equal(controls, []string{"set-trials"}) {
		t.Errorf("there are the controls %q, want trials alone", controls)
	}
	if r.text(`String((top => top >= 1 && top < 30)(document.querySelector(".place").getBoundingClientRect().top) && !document.querySelector("header, .about, .lead"))`) != "true" {
		t.Error("the film is not the first that is seen, with its edge")
	}
	// What readers set joins what the author has set, and leaves no trace in the history of the page around it.
	var before, after int
	outer.Eval(`history.length`, &before)
	r.Eval(`document.querySelector("#set-trials").value = 50; document.querySelector("#set-trials").dispatchEvent(new Event("input"))`, nil)
	r.Wait(`location.search.includes("trials=50")`)
	r.settle()
	r.says("scene=monty-hall&doors=5&trials=50&scale=0.25")
	r.saves("scene=monty-hall&doors=5&trials=50&scale=0.25")
	r.Click("form > p button") // the defaults of what readers can set
	r.Wait(`!location.search.includes("trials") && location.search.includes("doors=5")`)
	r.settle()
	if outer.Eval(`history.length`, &after); before != after {
		t.Errorf("the history has %d entries, and had %d", after, before)
	}

	// None at all is a film, its results, and what is wrong with it.
	bare := reader{browser.Shared(t).Blank(t), t, published(t, "/", sited(t, Site{Scene: "hopfield-recall"}))}
	bare.open("digit=4" + small)
	bare.says("scene=hopfield-recall&digit=4" + small)
	if bare.text(`String(document.querySelector("form, .hands, .take") === null)`) != "true" {
		t.Error("readers are given what their author did not want them to have")
	}
	bare.Visit(bare.home + "?digit=11")
	bare.Wait(`document.querySelector(".trouble")?.textContent === "--digit 11: want 0 to 9"`)
}

// What cannot be is said before anything is made.
func TestSiteRefuses(t *testing.T) {
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	defer digits.Close()
	for _, c := range []struct {
		site Site
		want string
	}{
		{Site{Scene: "no-such"}, `there is no scene "no-such"`},
		{Site{Scene: "ising", Controls: []string{"doors"}}, `there is no control "doors": want `},
		{Site{Controls: []string{"seed"}}, `there is no control "seed": want `},
		{Site{Built: fstest.MapFS{}}, "the engine of the site is not built in: "},
	} {
		c.site.Digits = digits
		_, err := c.site.Files(t.Context())
		if _, bad := errors.AsType[press.BadInput](err); !bad || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s…", c.site, err, c.want)
		}
	}
}
