//go:build !js

package studio

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"time"

	"flipbook/book"
	"flipbook/encode"
)

//go:embed page
var pages embed.FS

// A Server answers browsers: the pages, and what they ask of the engine.
type Server struct {
	Engine *Engine

	// Hosts are the names under which the server may be called, without ports,
	// beside localhost and the numbers of this machine's loopback. A page of
	// another site cannot reach it under a name of its own.
	Hosts []string

	// Answers is how many are made at the same time, Waiting how many may wait
	// for their turn, and Patience how long one may take. 0 means as many as
	// there are cores, 64, and a minute.
	Answers, Waiting int
	Patience         time.Duration
}

// Handler answers requests. It reads no file, and changes nothing.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	static, _ := fs.Sub(pages, "page") // is there: it is embedded
	mux.Handle("GET /", http.FileServerFS(static))
	mux.HandleFunc("GET /player.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "player.js", time.Time{}, strings.NewReader(encode.Player()))
	})
	turn := make(chan struct{}, cmp.Or(s.Answers, runtime.GOMAXPROCS(0)))
	queue := make(chan struct{}, cap(turn)+cmp.Or(s.Waiting, 64))
	mux.HandleFunc("GET /api/{op}", func(w http.ResponseWriter, r *http.Request) {
		select {
		case queue <- struct{}{}:
			defer func() { <-queue }()
		default:
			w.Header().Set("Retry-After", "1")
			refuse(w, http.StatusServiceUnavailable, errors.New("too many are asking: try again in a moment"))
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), cmp.Or(s.Patience, time.Minute))
		defer cancel()
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			refuse(w, http.StatusServiceUnavailable, errors.New("too much is being made: try again in a moment"))
			return
		}
		s.answer(ctx, w, r)
	})
	return s.guarded(mux)
}

// answer hands a question to the engine, and its answer to the browser.
func (s *Server) answer(ctx context.Context, w http.ResponseWriter, r *http.Request) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("the question cannot be read: %w", err))
		return
	}
	a, err := s.Engine.Answer(ctx, r.PathValue("op"), q)
	_, bad := errors.AsType[book.BadInput](err)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		refuse(w, http.StatusServiceUnavailable, errors.New("that takes too long to be made here: render has the time"))
	case bad:
		refuse(w, http.StatusBadRequest, err)
	case err != nil:
		refuse(w, http.StatusInternalServerError, err)
	default:
		w.Header().Set("Content-Type", a.Type)
		if a.Name != "" {
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.Name}))
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.Data))
	}
}

func refuse(w http.ResponseWriter, code int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": strings.Join(strings.Fields(err.Error()), " ")}) // who does not listen misses it
}

// policy is what a page may load: its own scripts, and pictures it has made.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guarded refuses requests that no page of ours would send, and tells browsers
// what a page of ours may do.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		switch site := r.Header.Get("Sec-Fetch-Site"); {
		case !s.called(r.Host):
			refuse(w, http.StatusForbidden, fmt.Errorf("this server is not called %.80q", r.Host))
		case !own(r) || site == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" || site == "cross-site" && strings.HasPrefix(r.URL.Path, "/api/"):
			refuse(w, http.StatusForbidden, errors.New("another site asks"))
		case r.ContentLength > 0 || len(r.TransferEncoding) > 0:
			refuse(w, http.StatusRequestEntityTooLarge, errors.New("a question has no body"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// called says whether the server has that name, with any port.
func (s *Server) called(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if ip := net.ParseIP(strings.Trim(name, "[]")); ip != nil && ip.IsLoopback() {
		return true
	}
	return strings.EqualFold(name, "localhost") || slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

// own says whether a request comes from a page of this server, as far as it
// says so.
func own(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}
