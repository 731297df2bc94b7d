package studio

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kballard/go-shellquote"

	"flipbook/internal/browser"
	"flipbook/press"
	"flipbook/scenes"
)

// A reader sits before a browser. At the end the page has complained of nothing
// but what is excused, and nobody but its host was asked.
type reader struct {
	*browser.Page
	t    *testing.T
	home string // the address of the gallery
}

// onBothHosts does a test with the pages of a server, and again with those of
// a site. The name of the test that read is called for says which they are.
func onBothHosts(t *testing.T, test func(t *testing.T)) {
	t.Parallel()
	for _, host := range []string{"server", "site"} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// home is the address of the gallery that a host serves to a test.
func home(t testing.TB) string {
	t.Helper()
	if path.Base(t.Name()) == "site" {
		return published(t, "/blog/films/", wholeSite(t))
	}
	s := httptest.NewServer((&Server{Engine: engine(t)}).Handler())
	t.Cleanup(s.Close)
	return s.URL + "/"
}

func read(t *testing.T, b *browser.Browser, excused ...string) reader {
	t.Helper()
	r := reader{b.Blank(t), t, home(t)}
	// What is copied would else be seen by whoever uses this machine.
	r.Before(`navigator.clipboard.writeText = text => (window.copied = text, Promise.resolve())`)
	t.Cleanup(func() {
		if t.Failed() {
			return
		}
		for _, said := range r.Console() {
			if !slices.Contains(excused, said) {
				t.Errorf("the page complains: %s", said)
			}
		}
		for _, asked := range r.Requests() {
			if !strings.HasPrefix(asked, r.home) {
				t.Errorf("the page asks for %s", asked)
			}
		}
	})
	return r
}

// small makes films of a hundredth of the pixels: to the page they are like
// others, and the race detector is through with them sooner.
const small = "&scale=0.1"

// open goes to the page of a question, and waits for its film.
func (r reader) open(query string) {
	r.t.Helper()
	r.Visit(r.home + "?" + query)
	r.settle()
}

// settle waits until the page has what it asked for.
func (r reader) settle() {
	r.t.Helper()
	r.Wait(`document.querySelector(".film")?.getAttribute("aria-busy") === "false"`)
}

// unhurried makes the pages that are visited from now on take all that is done
// to them for done in one go, however slow this machine is: what they would do
// after a second of rest comes in an hour.
func (r reader) unhurried() {
	r.t.Helper()
	r.Before(`{
		const later = setTimeout;
		window.setTimeout = (what, ms) => later(what, ms < 1000 ? ms : 3_600_000);
	}`)
}

// film is the shadow tree in which the film is.
const film = `document.querySelector(".place > :not(.coming)").shadowRoot`

func (r reader) text(js string) (out string) {
	r.t.Helper()
	r.Eval(js, &out)
	return out
}

func (r reader) alt() string {
	r.t.Helper()
	return r.text(film + `.getElementById("screen").getAttribute("aria-label")`)
}

func (r reader) results() (out []string) {
	r.t.Helper()
	r.Eval(`[...document.querySelectorAll(".results li")].map(e => e.textContent)`, &out)
	return out
}

func (r reader) query() url.Values {
	r.t.Helper()
	return asked(r.t, r.text(`location.search.slice(1)`))
}

// says fails unless the page says what the engine does of the same question.
func (r reader) says(query string) {
	r.t.Helper()
	want := made(r.t, query+"&as=png").Record // one picture says as much as the film
	if got := r.results(); !slices.Equal(got, want.Says) {
		r.t.Errorf("%s: the results are %q, want %q", query, got, want.Says)
	}
	if got := r.alt(); got != want.Alt {
		r.t.Errorf("%s: the film is described as %q, want %q", query, got, want.Alt)
	}
}

// made is the file of a question.
func made(t *testing.T, query string) File {
	t.Helper()
	f, err := engine(t).File(t.Context(), asked(t, query))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The gallery has all scenes, finds some, and leads to each.
func TestGallery(t *testing.T) { onBothHosts(t, testGallery) }

func testGallery(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Viewport(400, 300, 1) // near few posters
	r.Visit(r.home)
	r.Wait(`document.querySelector(".cards")`)
	var cards []struct{ Title, Summary, Address string }
	const shown = `[...document.querySelectorAll(".cards > li")].filter(e => e.offsetWidth).map(e =>
		({Title: e.querySelector("h3").textContent, Summary: e.querySelector("p").textContent, Address: e.querySelector("a").getAttribute("href")}))`
	r.Eval(shown, &cards)
	all := scenes.Catalogue()
	if len(cards) != len(all) {
		t.Fatalf("there are %d cards, want %d", len(cards), len(all))
	}
	for i, s := range all {
		if c := cards[i]; c.Title != s.Title || c.Summary != s.Summary || c.Address != "?scene="+s.Name {
			t.Errorf("card %d is %+v, want %s", i, c, s.Name)
		}
	}
	r.Wait(`document.images[0].complete && document.images[0].naturalWidth > 300`)
	var asked int
	for _, a := range r.Requests() {
		if strings.Contains(a, "/api/poster") || strings.Contains(a, "/posters/") {
			asked++
		}
	}
	if asked == len(all) {
		t.Error("posters are drawn that nobody sees yet")
	}

	r.Click("#find")
	for _, key := range "many doors" {
		r.Key(string(key))
	}
	if r.Eval(shown, &cards); len(cards) != 1 || cards[0].Address != "?scene=monty-many" {
		t.Errorf("“many doors” finds %v", cards)
	}
	r.Wait(`document.querySelector("[role=status]").textContent === "1 scene"`)
	r.Key("x")
	r.Wait(`document.querySelector("[role=status]").textContent === "no scenes"`)
	r.Key("Backspace")
	r.Click(".cards > li:not([hidden]) a")
	r.Wait(`location.search === "?scene=monty-many" && document.querySelector("h1")?.textContent === "Many doors, and a host who forgets"`)
	r.settle()

	r.Visit(r.home + "?scene=no-such")
	r.Wait(`document.querySelector("[role=alert]")?.textContent.includes("no-such")`)
}

// A film plays by itself, stops when it is asked to, and goes where it is
// sent.
func TestSceneIsPlayed(t *testing.T) { onBothHosts(t, testSceneIsPlayed) }

func testSceneIsPlayed(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=hopfield-recall" + small)
	r.says("scene=hopfield-recall" + small)
	const frame = `Number(` + film + `.getElementById("film").dataset.frame)`
	r.Wait(frame + ` > 2`)
	r.Click(".place > *") // in the middle is the film
	r.Wait(film + `.getElementById("film").dataset.state === "paused"`)
	r.Eval(film+`.getElementById("scrub").focus()`, nil)
	r.Key("Home")
	r.Wait(frame + ` === 0`)
	r.Key("ArrowRight")
	r.Wait(frame + ` === 1`)
	r.Key("End")
	r.Wait(frame + ` === Number(` + film + `.getElementById("scrub").max)`)
	r.Key("2") // the second key frame
	r.Wait(film + `.querySelector("[data-key='1'][aria-current]")`)

	// Elsewhere the keys of the player are letters like others.
	r.Click("#set-seed")
	before := r.text(`String(` + frame + `)`)
	r.Key("Home")
	r.Key("3")
	r.Wait(`location.search.includes("seed=31")`)
	r.settle()
	if r.Wait(frame + ` >= 0`); before == "0" {
		t.Error("the film was not at the second key frame")
	}
}

// A slider that is moved changes the film, the address and the results; back
// brings all of them back.
func TestSlider(t *testing.T) { onBothHosts(t, testSlider) }

func testSlider(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.unhurried()
	r.open("scene=monty-hall&trials=500" + small)
	r.says("scene=monty-hall&trials=500" + small)
	r.Eval(`document.querySelector("#set-doors").parentElement.querySelector("[type=range]").focus()`, nil)
	r.Key("ArrowRight")
	r.Wait(`document.activeElement.getAttribute("aria-valuetext") === "4" && document.querySelector("#set-doors").value === "4"`)
	r.Wait(`location.search === "?scene=monty-hall&trials=500&doors=4` + small + `"`)
	r.settle()
	r.says("scene=monty-hall&trials=500&doors=4" + small)

	// A wide range has stops that are easy to say.
	r.Eval(`document.querySelector("#set-trials").parentElement.querySelector("[type=range]").focus()`, nil)
	r.Key("ArrowRight")
	r.Wait(`document.querySelector("#set-trials").value === "600"`)
	r.Key("Home")
	r.Wait(`document.querySelector("#set-trials").value === "1"`)
	r.Wait(`location.search.includes("trials=1&")`)
	r.settle()
	r.says("scene=monty-hall&trials=1&doors=4" + small)

	// What is changed in one go is one step back.
	r.Eval(`history.back()`, nil)
	r.Wait(`location.search === "?scene=monty-hall&trials=500` + small + `"`)
	r.Wait(`document.querySelector("#set-doors").value === "3" && document.querySelector("#set-trials").value === "500"`)
	r.settle()
	r.says("scene=monty-hall&trials=500" + small)
	r.Eval(`history.forward()`, nil)
	r.Wait(`document.querySelector("#set-doors").value === "4"`)
	r.settle()

	// The dice, and all back to what it was.
	r.Click(".dice")
	r.Wait(`/seed=\d+/.test(location.search)`)
	r.settle()
	r.says(r.query().Encode())
	r.Click("form > p button")
	r.Wait(`location.search === "?scene=monty-hall` + small + `"`)
	r.settle()
	r.says("scene=monty-hall" + small)
}

// Whoever changes much at once gets what was wanted last, and one film.
func TestHaste(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.unhurried()
	r.open("scene=monty-hall&trials=500" + small)
	r.Eval(`document.querySelector("#set-doors").parentElement.querySelector("[type=range]").focus()`, nil)
	for range 12 {
		r.Key("ArrowRight")
		r.Eval(`new Promise(done => setTimeout(done, 70))`, nil)
	}
	r.Wait(`location.search.includes("doors=15")`)
	r.settle()
	r.says("scene=monty-hall&trials=500&doors=15" + small)
	r.Wait(`document.querySelectorAll(".place > *").length === 1`)
	r.Wait(`history.length === 3`) // with the empty page that a new window has
}

// Points are lines in a field, and stay what they are in the address and in
// the command.
func TestLines(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.open("scene=perceptron&data=0,0,-1%3B%20%201,1,1" + small)
	r.Wait(`document.querySelector("#set-data").value === "0,0,-1\n1,1,1"`)
	r.Click("#set-data")
	r.Key("Control+End")
	r.Key("Enter")
	r.Paste("0,1,1") // a part of it would be a mistake
	r.Wait(`new URLSearchParams(location.search).get("data") === "0,0,-1;1,1,1;0,1,1"`)
	r.settle()
	r.says("scene=perceptron&data=0,0,-1%3B1,1,1%3B0,1,1" + small)
	if got, want := r.text(`document.querySelector(".take code").textContent`), `render perceptron --data=0,0,-1\;1,1,1\;0,1,1 --scale=0.1 -o perceptron.gif`; got != want {
		t.Errorf("the command is %s, want %s", got, want)
	}
}

// Whoever is sent a link sees the same, whatever it says.
func TestAddressRestores(t *testing.T) { onBothHosts(t, testAddressRestores) }

func testAddressRestores(t *testing.T) {
	b := browser.Shared(t)
	const query = "scene=monty-hall&trials=500&host=forgets&seed=18446744073709551615&theme=print&lang=de&title=Drei+T%C3%BCren&label=subtitle%3Da%3Db&fps=10" + small
	r := read(t, b)
	r.open(query)
	r.says(query)
	for id, want := range map[string]string{
		"trials": "500", "host": "forgets", "seed": "18446744073709551615", "theme": "print", "lang": "de", "title": "Drei Türen", "label-subtitle": "a=b", "doors": "3",
	} {
		if got := r.text(fmt.Sprintf(`document.getElementById("set-%s").value`, id)); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	r.Wait(`[...document.querySelectorAll("form details")].every(d => d.open)`)
	r.Wait(`document.querySelector(".place > *").lang === "de" && document.querySelector(".results").lang === "de"`)
	// What no control shows is not lost when another changes.
	r.Eval(`document.querySelector("#set-host").focus()`, nil)
	r.Key("ArrowUp")
	r.Wait(`!location.search.includes("host")`)
	if got := r.query(); got.Get("fps") != "10" || got.Get("label") != "subtitle=a=b" {
		t.Errorf("the address is now %v", got)
	}
	r.settle()
}

// What cannot be is said in the engine's words, and the film stays.
func TestMistake(t *testing.T) { onBothHosts(t, testMistake) }

func testMistake(t *testing.T) {
	r := read(t, browser.Shared(t), "Failed to load resource: the server responded with a status of 400 (Bad Request)")
	r.open("scene=monty-hall&trials=500" + small)
	r.Eval(`document.querySelector("#set-trials").select()`, nil)
	r.Key("0")
	r.Wait(`document.querySelector(".trouble").textContent === "--trials 0: want 1 to 10000000"`)
	r.settle()
	r.Wait(`document.querySelector("#set-trials").getAttribute("aria-invalid") === "true"`)
	r.says("scene=monty-hall&trials=500" + small)
	if got := r.Accessible(); !slices.Contains(got, browser.Node{Role: "StaticText", Name: "--trials 0: want 1 to 10000000"}) {
		t.Errorf("assistive technology is not told: %v", got)
	}
	r.Eval(`document.querySelector("#set-trials").select()`, nil)
	r.Key("7")
	r.Wait(`document.querySelector(".trouble").textContent === "" && !document.querySelector("[aria-invalid]")`)
	r.settle()
	r.says("scene=monty-hall&trials=7" + small)

	// A page may begin with a mistake.
	r.Visit(r.home + "?scene=monty-hall&colour=red")
	r.Wait(`document.querySelector(".trouble")?.textContent.includes("no parameter") && !document.querySelector(".take").offsetWidth`)
	// The server reads no files.
	r.Visit(r.home + "?scene=perceptron&data=" + url.QueryEscape("/etc/passwd"))
	r.Wait(`document.querySelector(".trouble")?.textContent.includes("no files are read here")`)
}

// All that is saved is what the command makes that is shown, to the byte.
func TestExport(t *testing.T) { onBothHosts(t, testExport) }

func testExport(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=monty-hall&trials=200&title=it%27s+%22so%22&size=500x400" + small)
	r.Click(".take summary")
	var names []string
	r.Eval(`[...document.querySelectorAll(".take li a")].map(a => a.textContent)`, &names)
	if len(names) != len(Kinds()) {
		t.Fatalf("%d links, want %d", len(names), len(Kinds()))
	}
	command := strings.TrimSuffix(r.text(`document.querySelector(".take code").textContent`), " -o monty-hall.gif")
	for i, wanted := range Kinds() {
		if names[i] == wanted.String() {
			t.Errorf("%s has no name for a reader", wanted)
		}
		name, data := r.Download(fmt.Sprintf(".take li:nth-child(%d) a", i+1))
		if want := wanted.Named("monty-hall"); name != want {
			t.Errorf("%s is saved as %s, want %s", wanted, name, want)
		}
		if want := ordered(t, command, wanted); !bytes.Equal(data, want) {
			t.Errorf("%s has %d bytes, and %d by the command %s", wanted, len(data), len(want), command)
		}
	}
}

// saves fails unless the GIF that the page offers is that of a question.
func (r reader) saves(query string) {
	r.t.Helper()
	r.Eval(`document.querySelector(".take details").open = true`, nil)
	name, data := r.Download(".take li:first-child a")
	if f := made(r.t, query); name != f.Name || !bytes.Equal(data, f.Data) {
		r.t.Errorf("%s has %d bytes, want %s with %d", name, len(data), f.Name, len(f.Data))
	}
}

// ordered is what a command makes, as one kind of file.
func ordered(t *testing.T, command string, wanted press.Wanted) []byte {
	t.Helper()
	args, err := shellquote.Split(command)
	if err != nil || len(args) < 2 || args[0] != "render" {
		t.Fatalf("%s is no command: %v", command, err)
	}
	entry, ok := scenes.Named(args[1])
	if !ok {
		t.Fatalf("%s is no scene", args[1])
	}
	var out bytes.Buffer
	o := press.Order{Name: args[1], Scene: entry.New(), Digits: engine(t).Digits, Outputs: []press.Output{{Wanted: wanted, Path: "-"}}, Stdout: &out}
	for _, arg := range args[2:] {
		flag, text, _ := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		err := fmt.Errorf("there is no flag %s", arg)
		for _, p := range scenes.Params(o.Scene) {
			if p.Name == flag {
				err = scenes.Set(o.Scene, p, text)
			}
		}
		if ok, wrong := o.Look.Set(flag, text); ok {
			err = wrong
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := press.Make(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The command and the link are copied, and that is said.
func TestCopy(t *testing.T) { onBothHosts(t, testCopy) }

func testCopy(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=monty-hall&trials=200" + small)
	r.Click(".copies button:nth-of-type(1)")
	r.Wait(`copied === "render monty-hall --trials=200 --scale=0.1 -o monty-hall.gif" && document.querySelector(".take [role=status]").textContent === "Copied."`)
	r.Click(".copies button:nth-of-type(2)")
	r.Wait(`copied === location.href`)
	// Where the clipboard is closed, the command is selected.
	r.Eval(`navigator.clipboard.writeText = () => Promise.reject(new Error("closed"))`, nil)
	r.Click(".copies button:nth-of-type(1)")
	r.Wait(`document.querySelector(".take [role=status]").textContent.includes("does not let") && getSelection().toString() === document.querySelector(".take code").textContent`)
}

// Of a server with digits of its own, the command says where they are if its
// film shows any.
func TestCommandNamesDigits(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer((&Server{Engine: engine(t), MNIST: "my digits"}).Handler())
	t.Cleanup(s.Close)
	r := reader{browser.Shared(t).Blank(t), t, s.URL + "/"}
	for scene, digits := range map[string]string{"hopfield-digits": " --mnist 'my digits'", "monty-hall": ""} {
		r.Visit(r.home + "?scene=" + scene + small)
		r.Wait(`document.querySelector(".take code")?.textContent.includes("render ")`)
		if got, want := r.text(`document.querySelector(".take code").textContent`), digits+" -o "+scene+".gif"; !strings.HasSuffix(got, want) || strings.Contains(got, "--mnist") != (digits != "") {
			t.Errorf("the command is %s, want it to end in %s", got, want)
		}
	}
}

// Tab reaches all that can be pressed or filled in, shows where it is, and
// leads out again.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b := browser.Shared(t)
	for _, query := range []string{"", "scene=hopfield-recall&lang=en&label=stored%3Dseen" + small} {
		r := read(t, b)
		r.Prefer("prefers-reduced-motion", "reduce")
		if query == "" {
			r.Visit(r.home)
			r.Wait(`document.querySelector(".cards")`)
		} else {
			r.open(query)
			r.Wait(`document.querySelector(".hands:not([hidden])")`)
			r.Eval(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil)
		}
		var want int
		r.Eval(`window.all = new Set([document, ...[...document.querySelectorAll(".place > *")].map(e => e.shadowRoot)].flatMap(root =>
			[...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]).filter(e => e.offsetWidth)); all.size`, &want)
		if want < 20 {
			t.Fatalf("only %d can be reached at all", want)
		}
		for range want + 5 {
			r.Key("Tab")
			var dim string
			r.Eval(`(() => {
				let e = document.activeElement;
				while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
				all.delete(e);
				return e === document.body || getComputedStyle(e).outlineStyle !== "none" ? "" : e.outerHTML.slice(0, 100);
			})()`, &dim)
			if dim != "" {
				t.Errorf("one does not see that this has the focus: %s", dim)
			}
		}
		var left []string
		if r.Eval(`[...all].map(e => e.outerHTML.slice(0, 100))`, &left); len(left) > 0 {
			t.Errorf("the keyboard does not reach %q", left)
		}
		// Whoever wants to skip the head can.
		r.Eval(`document.activeElement.blur(); document.querySelector(".skip").focus()`, nil)
		r.Key("Enter")
		r.Wait(`document.activeElement.id === "content"`)
	}
}

// Everything has a name, and changes are announced where they ought to be.
func TestPageIsAccessible(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.open("scene=hopfield-recall" + small)
	tree := slices.DeleteFunc(r.Accessible(), func(n browser.Node) bool { return strings.Contains(n.Role, "Text") })
	for _, want := range []browser.Node{
		{Role: "RootWebArea", Name: "A Hopfield network recalls a digit · flipbook"},
		{Role: "link", Name: "Skip to the content"},
		{Role: "heading", Name: "A Hopfield network recalls a digit"},
		{Role: "region", Name: "Film"}, {Role: "region", Name: "Results"}, {Role: "group", Name: "Player"},
		{Role: "form", Name: "Parameters"},
		{Role: "slider", Name: "Sigma", Description: "standard deviation of the Gaussian noise, in units of a pixel's ±1"},
		{Role: "spinbutton", Name: "Sigma", Description: "standard deviation of the Gaussian noise, in units of a pixel's ±1", Value: "2"},
		{Role: "combobox", Name: "Rule", Description: "learning rule", Value: "pseudo-inverse"},
		{Role: "button", Name: "Another random seed"},
		{Role: "button", Name: "Copy the link"},
	} {
		if !slices.ContainsFunc(tree, func(n browser.Node) bool {
			return n.Role == want.Role && n.Name == want.Name && (want.Value == "" || n.Value == want.Value) && (want.Description == "" || n.Description == want.Description)
		}) {
			t.Errorf("there is no %v in\n%v", want, tree)
		}
	}
	for _, n := range tree {
		if n.Name == "" && slices.Contains([]string{"button", "link", "slider", "spinbutton", "textbox", "combobox", "checkbox", "image"}, n.Role) {
			t.Errorf("a %s has no name", n.Role)
		}
	}
	var headings int
	if r.Eval(`document.querySelectorAll("h1, main").length + `+film+`.querySelectorAll("h1, main").length`, &headings); headings != 2 {
		t.Errorf("there are %d first headings and mains, want one of each", headings)
	}
}

// Whoever prefers less motion finds the film at rest on its last frame.
func TestReducedMotion(t *testing.T) { onBothHosts(t, testReducedMotion) }

func testReducedMotion(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Prefer("prefers-reduced-motion", "reduce")
	r.open("scene=monty-hall&trials=200" + small)
	r.Wait(film + `.getElementById("film").dataset.state === "paused"`)
	r.Wait(film + `.getElementById("film").dataset.frame === ` + film + `.getElementById("scrub").max`)
}

// On a phone nothing reaches over the edge, fingers hit what they mean, and
// the film is laid out for it, unless the address has a size.
func TestPhone(t *testing.T) {
	t.Parallel()
	r := read(t, browser.Shared(t))
	r.Viewport(320, 640, 2)
	fits := func(what string) {
		t.Helper()
		var wide int
		if r.Eval(`document.documentElement.scrollWidth`, &wide); wide > 320 {
			t.Errorf("%s is %d px wide", what, wide)
		}
		var small []string
		r.Eval(`[document, ...[...document.querySelectorAll(".place > *")].map(e => e.shadowRoot)].flatMap(root =>
			[...root.querySelectorAll("a[href], button, input, select, textarea, summary")]).filter(e => e.offsetWidth && !e.matches(".skip") && (e.offsetWidth < 40 || e.offsetHeight < 40)).map(e => e.outerHTML.slice(0, 100))`, &small)
		if len(small) > 0 {
			t.Errorf("%s: too small for a finger: %q", what, small)
		}
	}
	r.Visit(r.home)
	r.Wait(`document.querySelector(".cards")`)
	fits("the gallery")
	for _, scene := range []string{"hopfield-recall", "perceptron", "monty-doors"} {
		r.open("scene=" + scene + small)
		r.Eval(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil)
		fits(scene)
		r.Wait(film + `.getElementById("screen").width === 480 / 10`)
		if q := r.query(); q.Has("size") {
			t.Errorf("the link that a phone shares has a size: %v", q)
		}
	}
	r.open("scene=perceptron&size=600x500" + small)
	r.Wait(film + `.getElementById("screen").width === 600 / 10`)
}

// In the dark the page is dark and the film as well, unless the address says
// how it looks.
func TestDark(t *testing.T) { onBothHosts(t, testDark) }

func testDark(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.open("scene=monty-hall&trials=200" + small)
	papers := func(page, film string) {
		t.Helper()
		r.Wait(fmt.Sprintf(`getComputedStyle(document.body).backgroundColor === %q && getComputedStyle(document.querySelector(".place > :not(.coming)")).backgroundColor === %q`, page, film))
	}
	const white, black = "rgb(255, 255, 255)", "rgb(20, 22, 26)"
	papers(white, white)
	r.Prefer("prefers-color-scheme", "dark")
	papers(black, black)
	r.Wait(`document.querySelector(".take code").textContent.includes("--theme=dark") && !location.search.includes("theme")`)
	r.open("scene=monty-hall&trials=200&theme=light" + small)
	papers(black, white)
	r.Prefer()
	r.open("scene=monty-hall&trials=200&theme=dark" + small)
	papers(white, black)
}

// The host of a site replaces one module and nothing else: both export the same
// names, and no other module knows how a server is asked.
func TestOneModuleKnowsTheServer(t *testing.T) {
	exports := func(files fs.FS, name string) (out []string) {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^export (?:async )?(\w+ \w+)`).FindAllSubmatch(text, -1) {
			out = append(out, string(m[1]))
		}
		slices.Sort(out)
		return out
	}
	if server, site := exports(pages, "page/host.js"), exports(sitePages, "site/host.js"); !slices.Equal(server, site) || len(server) == 0 {
		t.Errorf("the hosts export %q and %q", server, site)
	}
	err := fs.WalkDir(pages, "page", func(path string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		text, err := pages.ReadFile(path)
		if knows := bytes.Contains(text, []byte("fetch(")) || bytes.Contains(text, []byte("/api/")); knows != (path == "page/host.js") {
			t.Errorf("%s: it knows the server: %v", path, knows)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
