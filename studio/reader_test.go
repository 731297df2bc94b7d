package studio

import (
	"bytes"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"flipbook/internal/browser"
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
	r.Before(counting)
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

// frame is which one of the film is shown.
const frame = `Number(` + film + `.getElementById("film").dataset.frame)`

// counting counts what a page asks of its engine, whether that is a server or a
// worker: window.asks is how often, by what, and window.most how many were open
// at the same time.
const counting = `{
	window.asks = {}, window.most = {};
	const open = {}, begins = op => {
		asks[op] = (asks[op] || 0) + 1;
		open[op] = (open[op] || 0) + 1;
		most[op] = Math.max(most[op] || 0, open[op]);
		return () => open[op]--;
	};

	const ask = fetch;
	window.fetch = async (address, ...more) => {
		const op = /\/api\/(\w+)\?/.exec(address)?.[1], ends = op ? begins(op) : () => {};
		try { return await ask(address, ...more); } finally { ends(); }
	};

	window.Worker = class extends Worker {
		constructor(...all) {
			super(...all);
			this.addEventListener("message", ({ data }) => data.id === this.asked && !data.total && this.rest()); // a total says how far it is
		}
		rest() {
			this.ends?.();
			this.ends = null;
		}
		postMessage(question) {
			if (question.op) [this.asked, this.ends] = [question.id, begins(question.op)];
			super.postMessage(question);
		}
		terminate() {
			this.rest();
			super.terminate();
		}
	};
}`

// asks is how often the page has asked its engine for something.
func (r reader) asks(op string) (n int) {
	r.t.Helper()
	r.Eval(`asks.`+op+` || 0`, &n)
	return n
}

// asksInTurn fails unless of some kind the page has never asked more than one
// thing at a time.
func (r reader) asksInTurn(op string) {
	r.t.Helper()
	var most int
	if r.Eval(`most.`+op+` || 0`, &most); most != 1 {
		r.t.Errorf("of %s up to %d are asked for at once, want 1", op, most)
	}
}

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

// saves fails unless the GIF that the page offers is that of a question.
func (r reader) saves(query string) {
	r.t.Helper()
	r.Eval(`document.querySelector(".take details").open = true`, nil)
	name, data := r.Download(".take li:first-child a")
	if f := made(r.t, query); name != f.Name || !bytes.Equal(data, f.Data) {
		r.t.Errorf("%s has %d bytes, want %s with %d", name, len(data), f.Name, len(f.Data))
	}
}
