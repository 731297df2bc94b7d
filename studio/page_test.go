package studio

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kballard/go-shellquote"

	"flipbook/internal/browser"
	"flipbook/press"
	"flipbook/scenes"
)

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
	r.Key("k")
	r.Wait(film + `.getElementById("film").dataset.state === "playing"`)
	r.scrub(0.1, 0.5, 0.75)
	r.Wait(film + `.getElementById("film").dataset.state === "paused" && Math.abs(` + frame + ` / ` + film + `.getElementById("scrub").max - 0.75) < 0.03`)
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

// scrub presses the mouse on the scrubber of the film, draws it along, and lets
// go: at shares of its length.
func (r reader) scrub(shares ...float64) {
	r.t.Helper()
	var ends [2]browser.Spot // as shares of all that the film's page has
	r.Eval(`((s, p) => [s.left, s.right].map(x => ({X: (x - p.x) / p.width, Y: (s.y + s.height / 2 - p.y) / p.height})))(
		`+film+`.getElementById("scrub").getBoundingClientRect(), document.querySelector(".place > *").getBoundingClientRect())`, &ends)
	var way []browser.Spot
	for _, share := range shares {
		way = append(way, browser.Spot{X: ends[0].X + share*(ends[1].X-ends[0].X), Y: ends[0].Y})
	}
	r.Drag(".place > *", way...)
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
func TestHaste(t *testing.T) { onBothHosts(t, testHaste) }

func testHaste(t *testing.T) {
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
func TestLines(t *testing.T) { onBothHosts(t, testLines) }

func testLines(t *testing.T) {
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
	const query = "scene=monty-hall&trials=200&title=it%27s+%22so%22&size=500x400" + small
	r.open(query)
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
		if i == len(names)/2 { // Chromium lets no page save more than ten files in a moment
			r.open(query)
			r.Click(".take summary")
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
