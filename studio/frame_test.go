package studio

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"flipbook/internal/browser"
	"flipbook/scenes"
)

// The frame that render prints for a page of one scene has room for all of it,
// and not much more, with all controls and with none.
func TestFramesFit(t *testing.T) {
	t.Parallel()
	server := (&Server{Engine: engine(t)}).Handler()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e, ok := scenes.Named(r.URL.Path[1:])
		if !ok {
			server.ServeHTTP(w, quickly(r))
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_ = index{Title: e.Title, Scene: e.Name, Controls: strings.Join(ControlNames(e.Name), " ")}.write(w) // if it fails, no film comes
	}))
	t.Cleanup(s.Close)
	p := browser.Shared(t).Blank(t)
	p.Viewport(FrameWidth, 300, 1)
	for _, e := range scenes.Catalogue() {
		fits := func(site Site) {
			t.Helper()
			var high int
			p.Eval(`document.documentElement.scrollHeight`, &high)
			if room := site.FrameHeight(); high > room || float64(room) > 1.15*float64(high) {
				t.Errorf("%s, %d controls: the frame is %d high, the page %d", e.Name, len(site.Controls), room, high)
			}
		}
		p.Visit(s.URL + "/" + e.Name + "?scale=0.1&fps=0.5")
		p.Wait(`document.querySelector(".film")?.getAttribute("aria-busy") === "false" && ![...document.querySelectorAll(".hands-room")].some(e => e.offsetHeight)`)
		p.Eval(`document.querySelectorAll("details").forEach(d => d.open = false)`, nil) // the address has opened one
		fits(Site{Scene: e.Name, Controls: ControlNames(e.Name)})
		p.Eval(`document.querySelectorAll("form, .hands, .hands-room, .take").forEach(e => e.remove())`, nil)
		fits(Site{Scene: e.Name})
	}
}

// quickly is a question about a film with those parameters that make it quick:
// pages are as high, and the race detector takes minutes for some films.
func quickly(r *http.Request) *http.Request {
	query := r.URL.Query()
	e, ok := scenes.Named(query.Get("scene"))
	if !ok {
		return r
	}
	usual, quick := e.New(), e.New()
	scenes.Quick(quick)
	was := scenes.Values(usual)
	for name, value := range scenes.Values(quick) {
		if value != was[name] {
			query.Set(name, fmt.Sprint(value))
		}
	}
	r = r.Clone(r.Context())
	r.URL.RawQuery = query.Encode()
	return r
}
