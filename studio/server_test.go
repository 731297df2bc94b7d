package studio

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"image"
	_ "image/png" // a poster is one
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"flipbook/figure"
)

// said is an answer's complaint.
func said(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var answer struct{ Error string }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || strings.Contains(answer.Error, "\n") {
		t.Errorf("no line that says what is wrong: %q", w.Body)
	}
	return answer.Error
}

// request is a request to 127.0.0.1.
func request(target string) *http.Request {
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "127.0.0.1:8765"
	return r
}

// Whatever a page of another site, a name of another site, or a program that
// knows no manners sends, is refused in a line, and whatever is answered tells
// the browser what the page may do.
func TestServerRefuses(t *testing.T) {
	e := engine(t)
	e.Text = 100
	h := (&Server{Engine: e, Hosts: []string{"studio.example"}}).Handler()
	const ask, film = "/scenes.json", "/api/film?scene=monty-hall&trials=10" + small
	for _, c := range []struct {
		what, method, target, host string
		header                     string // "Name: value"
		body                       string
		code                       int
		says                       string // in the answer; empty: anything
	}{
		{what: "the page", target: "/", code: 200, says: "<main"},
		{what: "a script", target: "/host.js", code: 200, says: "export"},
		{what: "the player", target: "/player.js", code: 200, says: "function playFilm"},
		{what: "the catalogue", target: ask, code: 200, says: "monty-hall"},
		{what: "a film", target: film, code: 200, says: "switch wins"},
		{what: "localhost", target: ask, host: "localhost:1", code: 200},
		{what: "another number of the loopback", target: ask, host: "127.0.0.2", code: 200},
		{what: "version 6", target: ask, host: "[::1]:8765", code: 200},
		{what: "a name that was allowed", target: ask, host: "Studio.Example:8765", code: 200},
		{what: "its own page", target: ask, header: "Origin: http://127.0.0.1:8765", code: 200},
		{what: "a link on another site", target: "/?scene=monty-hall", header: "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate", code: 200},

		{what: "a foreign name", target: ask, host: "evil.example", code: 403, says: "not called"},
		{what: "a foreign name, for the page", target: "/", host: "evil.example", code: 403, says: "not called"},
		{what: "a name that only begins well", target: ask, host: "127.0.0.1.evil.example", code: 403},
		{what: "a number of another machine", target: ask, host: "192.168.1.7:8765", code: 403},
		{what: "a foreign origin", target: ask, header: "Origin: http://evil.example", code: 403, says: "another site"},
		{what: "another port", target: ask, header: "Origin: http://127.0.0.1:80", code: 403},
		{what: "a frame without an origin", target: ask, header: "Origin: null", code: 403},
		{what: "a picture on another site", target: "/api/poster?scene=monty-hall", header: "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors", code: 403, says: "another site"},
		{what: "a link to a film on another site", target: film, header: "Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate", code: 403},
		{what: "a body", target: film, body: "x", code: 413, says: "no body"},
		{what: "another method", method: "POST", target: film, code: 405},
		{what: "a long question", target: film + "&title=" + strings.Repeat("x", 200), code: 400, says: "at most 100"},
		{what: "a question that cannot be read", target: film + "&title=%zz", code: 400, says: "cannot be read"},
		{what: "an unknown question", target: "/api/no-such?scene=monty-hall", code: 400, says: "want film, poster, file"},
		{what: "no scene", target: "/api/film", code: 400, says: "there is no scene"},
		{what: "an unknown scene", target: "/api/film?scene=../monty-hall", code: 400, says: "there is no scene"},
		{what: "an unknown key", target: film + "&out=/tmp/x", code: 400, says: "no parameter"},
		{what: "a value out of range", target: film + "&doors=1", code: 400, says: "--doors 1: want 3 to 1000"},
		{what: "no number", target: film + "&doors=many", code: 400, says: "whole number"},
		{what: "a value of the look", target: film + "&scale=1e9", code: 400, says: "--scale"},
		{what: "a format of another program", target: "/api/file?scene=monty-hall&as=mp4", code: 400, says: "render writes it"},
		{what: "a directory", target: "/api/file?scene=monty-hall&as=frames", code: 400},
		{what: "a film that is to be written", target: film + "&as=gif", code: 400, says: "ask for a file"},
		{what: "a file", target: "/api/film?scene=perceptron&data=/etc/passwd", code: 400, says: "no files are read here"},
		{what: "a file with a comma", target: "/api/film?scene=perceptron&data=/tmp/a,b", code: 400, says: "2 of 3 fields"},
		{what: "a file of drawings", target: "/api/film?scene=hopfield-draw&memories=server.go", code: 400, says: "no files are read here"},
		{what: "a path", target: "/page/host.js", code: 404},
		{what: "a path out of the house", target: "/..%2fserver.go", code: 404},
	} {
		r := httptest.NewRequest(cmp.Or(c.method, "GET"), c.target, strings.NewReader(c.body))
		r.Host = cmp.Or(c.host, "127.0.0.1:8765")
		for line := range strings.SplitSeq(c.header, "; ") {
			name, value, _ := strings.Cut(line, ": ")
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %.200q, want %d and %q", c.what, w.Code, w.Body, c.code, c.says)
		}
		if w.Code >= 400 && w.Code != 404 && w.Code != 405 {
			said(t, w)
		}
		if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "script-src 'self';") || strings.Contains(p, "unsafe") {
			t.Errorf("%s: the policy is %q", c.what, p)
		}
	}
}

// A body of unknown length is one as well.
func TestServerRefusesChunks(t *testing.T) {
	s := httptest.NewServer((&Server{Engine: engine(t)}).Handler())
	t.Cleanup(s.Close)
	r, err := http.NewRequest("GET", s.URL+"/scenes.json", io.MultiReader(strings.NewReader("x"))) // whose length nobody knows
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if got.Body.Close(); got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("it is answered with %s", got.Status)
	}
}

// slowDigits are digits for which one waits.
type slowDigits struct {
	figure.Digits
	wanted chan struct{} // one for each digit that is waited for
	here   chan struct{} // closed when they arrive
}

func (d slowDigits) Nth(label, n int) (int, *image.Gray, error) {
	d.wanted <- struct{}{}
	<-d.here
	return d.Digits.Nth(label, n)
}

// heeded is a context that knows when somebody begins to heed it.
type heeded struct {
	context.Context
	begins func()
}

func (h heeded) Done() <-chan struct{} {
	h.begins()
	return h.Context.Done()
}

// While one answer is made and another waits, whoever comes third is asked to
// come again; afterwards all get theirs.
func TestServerIsBusy(t *testing.T) {
	e := engine(t)
	slow := slowDigits{e.Digits, make(chan struct{}, 1000), make(chan struct{})}
	e.Digits = slow
	h := (&Server{Engine: e, Answers: 1, Waiting: 1}).Handler()
	codes := make(chan int)
	film := func(ctx context.Context) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("/api/film?scene=hopfield-recall"+small).WithContext(ctx))
		codes <- w.Code
	}
	go film(t.Context())
	<-slow.wanted // it is being made
	waits := make(chan struct{})
	go film(heeded{t.Context(), sync.OnceFunc(func() { close(waits) })})
	<-waits
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("/api/drawings?scene=hopfield-draw"))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" || !strings.Contains(said(t, w), "too many") {
		t.Errorf("the third gets %d, %v: %s", w.Code, w.Header(), w.Body)
	}
	w = httptest.NewRecorder()
	if h.ServeHTTP(w, request("/")); w.Code != http.StatusOK {
		t.Errorf("the page itself has to wait: %d", w.Code)
	}
	close(slow.here)
	for range 2 {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("one who waited gets %d", code)
		}
	}
}

// What takes too long, or waits too long, is given up, and said.
func TestServerLosesPatience(t *testing.T) {
	h := (&Server{Engine: engine(t), Answers: 1, Patience: 50 * time.Millisecond}).Handler()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("/api/film?scene=hopfield-cliff&neurons=1000&trials=50"))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(said(t, w), "too long") {
		t.Errorf("%d %.200q", w.Code, w.Body)
	}
}

// A poster is small, and quickly made whatever is asked for.
func TestPoster(t *testing.T) {
	h := (&Server{Engine: engine(t)}).Handler()
	w := httptest.NewRecorder()
	began := time.Now()
	h.ServeHTTP(w, request("/api/poster?scene=monty-hall&trials=10000000&scale=0.5&theme=dark"))
	m, _, err := image.Decode(bytes.NewReader(w.Body.Bytes()))
	if err != nil || m.Bounds().Size() != image.Pt(400, 250) || w.Header().Get("Content-Type") != "image/png" {
		t.Errorf("it is no picture of 400x250: %v %.100q", err, w.Body)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// A file is saved under the name that render gives it, whatever it is.
func TestServerNamesFiles(t *testing.T) {
	h := (&Server{Engine: engine(t)}).Handler()
	for as, want := range map[string][2]string{
		"gif":   {"attachment; filename=monty-hall.gif", "image/gif"},
		"strip": {"attachment; filename=monty-hall-strip.pdf", "application/pdf"},
		"html":  {"attachment; filename=monty-hall.html", "text/html; charset=utf-8"},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("/api/file?scene=monty-hall&trials=9&scale=0.25&as="+as))
		if got := [2]string{w.Header().Get("Content-Disposition"), w.Header().Get("Content-Type")}; got != want {
			t.Errorf("%s: %q, want %q", as, got, want)
		}
	}
}
