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
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"flipbook/encode"
	"flipbook/press"
	"flipbook/scenes"
)

//go:embed page
var pages embed.FS

// A Server answers browsers: the pages, and what they ask of the engine.
type Server struct {
	Engine *Engine

	// Hosts are the names under which the server may be called, without ports,
	// beside localhost, the numbers of this machine's loopback, and the number
	// at which it was reached. A page of another site cannot reach it under a
	// name of its own.
	Hosts []string

	// MNIST is the directory of the engine's digits, which commands then name.
	// Empty: those that render carries.
	MNIST string

	// Answers is how many are made at the same time, Waiting how many may wait
	// for their turn, and Patience how long one may take. 0 means as many as
	// there are cores, but four at most, each of which may take half a gigabyte;
	// 64; and a minute.
	Answers, Waiting int
	Patience         time.Duration

	// Sessions is how many connections may be open at a time; whoever comes
	// then waits outside. 0 means 256.
	Sessions int

	// Courtesy is how long a browser may take to ask; it may take three times
	// as long to read its answer, and to ask again. 0 means 10 seconds.
	Courtesy time.Duration

	// Unread is how many bytes of answers there may be that are not yet read,
	// together. 0 means 256 MB.
	Unread int
}

// Serve answers on a listener until ctx ends, and closes it.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	courtesy := s.courtesy()
	server := &http.Server{
		Handler: s.Handler(), BaseContext: func(net.Listener) context.Context { return ctx }, DisableGeneralOptionsHandler: true,
		ReadHeaderTimeout: courtesy, WriteTimeout: s.patience() + 3*courtesy, IdleTimeout: 3 * courtesy, MaxHeaderBytes: 128 << 10,
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(&door{l, make(chan struct{}, cmp.Or(s.Sessions, 256))}); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *Server) courtesy() time.Duration { return cmp.Or(s.Courtesy, 10*time.Second) }
func (s *Server) patience() time.Duration { return cmp.Or(s.Patience, time.Minute) }

// A door lets in as many as there is room for; whoever is before it waits.
type door struct {
	net.Listener
	room chan struct{}
}

// Accept waits for somebody, and for room. When an http.Server closes it closes
// its connections as well, so that there is room, and then Accept fails.
func (d *door) Accept() (net.Conn, error) {
	d.room <- struct{}{}
	c, err := d.Listener.Accept()
	if err != nil {
		<-d.room
		return nil, err
	}
	return &guest{c, sync.OnceFunc(func() { <-d.room })}, nil
}

// A guest makes room for another when it goes.
type guest struct {
	net.Conn
	leave func()
}

func (g *guest) Close() error {
	defer g.leave()
	return g.Conn.Close()
}

// Handler answers requests. It reads no file, and changes nothing.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	static, _ := fs.Sub(pages, "page") // is there: it is embedded
	mux.Handle("GET /", http.FileServerFS(unlisted{static}))
	var page bytes.Buffer
	_ = mainIndex(s.MNIST).write(&page) // a Buffer takes everything
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "index.html", time.Time{}, bytes.NewReader(page.Bytes()))
	})
	list := sync.OnceValues(func() ([]byte, error) { return catalogue(scenes.Catalogue()) }) // it has no turn: asked often, it shall cost nothing
	mux.HandleFunc("GET /scenes.json", func(w http.ResponseWriter, r *http.Request) {
		all, err := list()
		if err != nil {
			refuse(w, http.StatusInternalServerError, err)
			return
		}
		http.ServeContent(w, r, "scenes.json", time.Time{}, bytes.NewReader(all))
	})
	mux.HandleFunc("GET /player.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "player.js", time.Time{}, strings.NewReader(encode.Player()))
	})
	desk := &desk{
		Server: s, turn: make(chan struct{}, cmp.Or(s.Answers, min(runtime.GOMAXPROCS(0), 4))),
		unread: semaphore.NewWeighted(int64(cmp.Or(s.Unread, 256<<20))),
	}
	desk.queue = make(chan struct{}, cap(desk.turn)+cmp.Or(s.Waiting, 64))
	mux.HandleFunc("GET /api/{op}", desk.serve)
	return s.guarded(mux)
}

// unlisted is files without lists of them.
type unlisted struct{ fs.FS }

func (u unlisted) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) { // of whose name there is no file
		return nil, fs.ErrNotExist
	}
	f, err := u.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if about, err := f.Stat(); err != nil || about.IsDir() {
		f.Close()
		return nil, fs.ErrNotExist
	}
	return f, nil
}

// A desk is where questions wait for their turns.
type desk struct {
	*Server
	turn, queue chan struct{}
	unread      *semaphore.Weighted // bytes
}

// busy is told to who may come again.
type busy string

func (b busy) Error() string { return string(b) }

// serve hands a question to the engine, and its answer to the browser.
func (d *desk) serve(w http.ResponseWriter, r *http.Request) {
	a, err := d.made(r)
	if n := int64(len(a.Data)); err == nil {
		if d.unread.TryAcquire(n) {
			defer d.unread.Release(n)
		} else {
			err = busy("too much is being fetched: try again in a moment")
		}
	}
	_, bad := errors.AsType[press.BadInput](err)
	_, later := errors.AsType[busy](err)
	switch {
	case later:
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusServiceUnavailable, err)
	case bad:
		refuse(w, http.StatusBadRequest, err)
	case err != nil:
		refuse(w, http.StatusInternalServerError, err)
	default:
		w.Header().Set("Content-Type", a.Type)
		if a.Name != "" {
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.Name}))
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(3 * d.courtesy())) // not all writers have one
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.Data))
	}
}

// made is the answer to a question, once it has had its turn. The turn is over
// before anybody reads the answer, however slowly.
func (d *desk) made(r *http.Request) (Answer, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return Answer{}, press.BadInput{Err: fmt.Errorf("the question cannot be read: %w", err)}
	}
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	default:
		return Answer{}, busy("too many are asking: try again in a moment")
	}
	ctx, cancel := context.WithTimeout(r.Context(), d.patience())
	defer cancel()
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-ctx.Done():
		return Answer{}, busy("too much is being made: try again in a moment")
	}
	a, err := d.Engine.Answer(ctx, r.PathValue("op"), q)
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		err = busy("that takes too long to be made here: render has the time")
	}
	return a, err
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
		body := r.ContentLength > 0 || len(r.TransferEncoding) > 0
		if body { // it is thrown away, if it comes soon
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(s.courtesy()))
		}
		link := r.Header.Get("Sec-Fetch-Mode") == "navigate" && !strings.HasPrefix(r.URL.Path, "/api/")
		switch {
		case !s.called(r):
			refuse(w, http.StatusForbidden, fmt.Errorf("this server is not called %.80q", r.Host))
		case foreign(r) && !link:
			refuse(w, http.StatusForbidden, errors.New("another site asks"))
		case body:
			refuse(w, http.StatusRequestEntityTooLarge, errors.New("a question has no body"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// called says whether the server has the name that a request calls it, with
// any port.
func (s *Server) called(r *http.Request) bool {
	name := r.Host
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	if ip := net.ParseIP(strings.Trim(name, "[]")); ip != nil {
		here, _ := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
		if ip.IsLoopback() || here != nil && here.IP.Equal(ip) { // no site has a number for its name
			return true
		}
	}
	return strings.EqualFold(name, "localhost") || slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

var origins = http.NewCrossOriginProtection()

// foreign says whether a request comes from a page of another origin, as far
// as it says so. What a GET costs is time, so it is looked at like any other
// method, which http.CrossOriginProtection lets pass.
func foreign(r *http.Request) bool {
	costly := *r
	costly.Method = http.MethodPost
	return origins.Check(&costly) != nil
}
