package studio

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// serves lets a server answer on the loopback, until the test ends.
func serves(t *testing.T, s *Server) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	return l.Addr().String()
}

// A hangup is what a client hears that is not answered.
const hangup = 0

// speaks sends bytes as they are, and hears the answer.
func speaks(t *testing.T, address, raw string) (code int, body string) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		_, _ = io.WriteString(c, raw) // it may hang up before the end
	}()
	method, _, _ := strings.Cut(raw, " ")
	r, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		return hangup, err.Error()
	}
	text, _ := io.ReadAll(r.Body)
	c.Close()
	<-sent
	return r.StatusCode, string(text)
}

// Whatever bytes come, the answer is a refusal in the words of HTTP, and no
// file but the pages.
func TestBytes(t *testing.T) {
	t.Parallel()
	here := serves(t, &Server{Engine: engine(t)})
	const host = "Host: 127.0.0.1\r\n"
	long := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		what, raw string
		code      int
	}{
		{"a page", "GET / HTTP/1.1\r\n" + host + "\r\n", 200},
		{"a page, long ago", "GET / HTTP/1.0\r\n" + host + "\r\n", 200},
		{"its head", "HEAD /main.js HTTP/1.1\r\n" + host + "\r\n", 200},
		{"a part of it", "GET /main.js HTTP/1.1\r\n" + host + "Range: bytes=0-3\r\n\r\n", 206},
		{"an address with a host", "GET http://127.0.0.1/ HTTP/1.1\r\n" + host + "\r\n", 200},
		{"an upgrade", "GET / HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", 200},

		{"no name, long ago", "GET / HTTP/1.0\r\n\r\n", 403},
		{"no name", "GET / HTTP/1.1\r\n\r\n", 400},
		{"two names", "GET / HTTP/1.1\r\n" + host + "Host: evil.example\r\n\r\n", 400},
		{"an address with a foreign host", "GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 403},
		{"a user before the name", "GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n", 400},
		{"a user before ours", "GET / HTTP/1.1\r\nHost: evil.example@127.0.0.1\r\n\r\n", 400},
		{"a dot after the name", "GET / HTTP/1.1\r\nHost: localhost.\r\n\r\n", 403},
		{"a name in brackets", "GET / HTTP/1.1\r\nHost: [localhost]\r\n\r\n", 403},
		{"a zone", "GET / HTTP/1.1\r\nHost: [::1%25evil.example]\r\n\r\n", 403},
		{"two ports", "GET / HTTP/1.1\r\nHost: 127.0.0.1:80:evil.example\r\n\r\n", 403},
		{"all numbers", "GET / HTTP/1.1\r\nHost: 0.0.0.0\r\n\r\n", 403},
		{"one number", "GET / HTTP/1.1\r\nHost: 2130706433\r\n\r\n", 403},
		{"options of everything", "OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403},
		{"a question before it is asked", "OPTIONS /scenes.json HTTP/1.1\r\n" + host + "Origin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\n\r\n", 403},
		{"a tunnel", "CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + host + "\r\n", 405},
		{"a trace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
		{"a deletion", "DELETE /scenes.json HTTP/1.1\r\n" + host + "\r\n", 405},

		{"a huge body", "GET /scenes.json HTTP/1.1\r\n" + host + "Content-Length: 99999999999\r\n\r\n" + long, 413},
		{"a body that is announced", "POST /scenes.json HTTP/1.1\r\n" + host + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", 413},
		{"chunks", "GET /scenes.json HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 413},
		{"endless chunks", "GET /scenes.json HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("1000\r\n"+long[:0x1000]+"\r\n", 500), 413},
		{"two lengths", "GET /scenes.json HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400},
		{"a length below zero", "GET /scenes.json HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
		{"a length and chunks", "GET /scenes.json HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413},
		{"a long line", "GET /scenes.json?" + long + " HTTP/1.1\r\n" + host + "\r\n", 431},
		{"a long head", "GET / HTTP/1.1\r\n" + host + "X: " + long + "\r\n\r\n", 431},
		{"no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400},
		{"HTTP of the future", "GET / HTTP/3.0\r\n" + host + "\r\n", 505},

		{"a zero in the address", "GET /\x00 HTTP/1.1\r\n" + host + "\r\n", 400},
		{"a zero in escapes", "GET /%00 HTTP/1.1\r\n" + host + "\r\n", 404},
		{"half an escape", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", 400},
		{"no UTF-8", "GET /\xff\xfe HTTP/1.1\r\n" + host + "\r\n", 404},
		{"no UTF-8 in a question", "GET /api/film?scene=monty-hall&title=\xff HTTP/1.1\r\n" + host + "\r\n", 400},
		{"a semicolon", "GET /api/film?scene=monty-hall;trials=5 HTTP/1.1\r\n" + host + "\r\n", 400},
		{"a zero in a question", "GET /api/film?scene=monty-hall&label=%00 HTTP/1.1\r\n" + host + "\r\n", 400},
		{"two scenes", "GET /api/film?scene=monty-hall&scene=perceptron HTTP/1.1\r\n" + host + "\r\n", 400},
		{"an empty key", "GET /api/film?=&scene=monty-hall HTTP/1.1\r\n" + host + "\r\n", 400},
		{"very many keys", "GET /api/film?" + strings.Repeat("a&", 60_000) + " HTTP/1.1\r\n" + host + "\r\n", 400},

		{"a directory", "GET /hands HTTP/1.1\r\n" + host + "\r\n", 404},
		{"a list of files", "GET /hands/ HTTP/1.1\r\n" + host + "\r\n", 404},
		{"the house", "GET /page/ HTTP/1.1\r\n" + host + "\r\n", 404},
		{"a way up", "GET /../../../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 307},
		{"a way up in escapes", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n", 404},
		{"a way up in slashes", "GET /..%2f..%2fetc%2fpasswd HTTP/1.1\r\n" + host + "\r\n", 404},
		{"a way up in other slashes", "GET /..%5c..%5cetc%5cpasswd HTTP/1.1\r\n" + host + "\r\n", 404},
		{"two slashes", "GET //etc/passwd HTTP/1.1\r\n" + host + "\r\n", 307},
		{"a way up in a question", "GET /api/../main.js HTTP/1.1\r\n" + host + "\r\n", 307},
	} {
		code, body := speaks(t, here, c.raw)
		if code != c.code || strings.Contains(body, "root:") || strings.Contains(body, "<pre>") || code >= 500 && code != 505 {
			t.Errorf("%s: %d %.200q, want %d", c.what, code, body, c.code)
		}
	}
}

// A sluggish writer is a browser that does not read what it asked for, until it
// may.
type sluggish struct {
	*httptest.ResponseRecorder
	answered chan<- struct{}
	read     <-chan struct{}
}

func (s sluggish) Write(p []byte) (int, error) {
	select {
	case s.answered <- struct{}{}:
	default:
	}
	<-s.read
	return s.ResponseRecorder.Write(p)
}

// Who reads slowly has no turn while reading, but of what is not yet read there
// may only be so much.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	const film = "/api/film?scene=monty-doors&games=5" + small
	e := engine(t)
	a, err := e.Answer(t.Context(), "film", request(film).URL.Query())
	if err != nil {
		t.Fatal(err)
	}
	h := (&Server{Engine: e, Answers: 1, Waiting: 1, Unread: len(a.Data) + len(a.Data)/2}).Handler()
	answered, read := make(chan struct{}, 1), make(chan struct{})
	slow := sluggish{httptest.NewRecorder(), answered, read}
	var reading sync.WaitGroup
	reading.Go(func() { h.ServeHTTP(slow, request(film)) })
	<-answered

	ask := func(what, target string, want int) {
		t.Helper()
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, request(target)); w.Code != want {
			t.Errorf("%s is answered with %d %.200q, want %d", what, w.Code, w.Body, want)
		}
	}
	ask("a game", "/api/game?scene=monty-doors&n=0&pick=0", 200)
	ask("another film", film, 503)
	close(read)
	reading.Wait()
	if got := slow.Body.Bytes(); slow.Code != 200 || !bytes.Equal(got, a.Data) {
		t.Errorf("who reads slowly gets %d and %d bytes, want %d", slow.Code, len(got), len(a.Data))
	}
	ask("another film, then", film, 200)
}

// Browsers that ask slowly, say nothing, or do not read, are left.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	here := serves(t, &Server{Engine: engine(t), Courtesy: 50 * time.Millisecond, Patience: time.Minute})
	for what, say := range map[string]func(c net.Conn) error{
		"says nothing": func(net.Conn) error { return nil },
		"asks a byte at a time": func(c net.Conn) error {
			for _, b := range []byte("GET /scenes.json HTTP/1.1\r\nHost: 127.0.0.1\r\n" + strings.Repeat("X: x\r\n", 10_000)) {
				if _, err := c.Write([]byte{b}); err != nil {
					return nil // as it ought to be
				}
				time.Sleep(time.Millisecond)
			}
			return errors.New("it could say all")
		},
		"sends a body a byte at a time": func(c net.Conn) error {
			if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10000\r\n\r\n"); err != nil {
				return err
			}
			for range 10_000 {
				if _, err := c.Write([]byte{'x'}); err != nil {
					return nil
				}
				time.Sleep(time.Millisecond)
			}
			return errors.New("it could send all")
		},
		"asks no more": func(c net.Conn) error {
			_, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
			return err
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", here)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if err := c.SetDeadline(time.Now().Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
			if err := say(c); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, c); errors.Is(err, context.DeadlineExceeded) || isTimeout(err) {
				t.Errorf("it is still connected: %v", err)
			}
		})
	}
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// Answers may take longer than asking.
func TestSlowAnswer(t *testing.T) {
	t.Parallel()
	e := engine(t)
	slow := slowDigits{e.Digits, make(chan struct{}, 1000), make(chan struct{})}
	e.Digits = slow
	here := serves(t, &Server{Engine: e, Courtesy: 500 * time.Millisecond})
	got := make(chan int)
	go func() {
		code, _ := speaks(t, here, "GET /api/slate?scene=hopfield-recall HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
		got <- code
	}()
	<-slow.wanted
	time.Sleep(700 * time.Millisecond) // longer than a browser may take to ask
	close(slow.here)
	if code := <-got; code != 200 {
		t.Errorf("it is answered with %d", code)
	}
}

// crowd is a listener that counts who is let in.
type crowd struct {
	net.Listener
	now, most atomic.Int64
}

func (c *crowd) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err != nil {
		return nil, err
	}
	now := c.now.Add(1)
	for most := c.most.Load(); now > most && !c.most.CompareAndSwap(most, now); most = c.most.Load() {
	}
	return &guest{conn, sync.OnceFunc(func() { c.now.Add(-1) })}, nil
}

// Two thousand ask at once: few are let in at a time, all are answered, and
// afterwards nothing is left of them.
func TestThousands(t *testing.T) {
	const all, most = 2000, 50
	before := leftover()
	counted := new(crowd)
	func() {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		counted.Listener = l
		ended := make(chan error)
		go func() { ended <- (&Server{Engine: engine(t), Sessions: most}).Serve(ctx, counted) }()
		var codes [600]atomic.Int64
		var clients sync.WaitGroup
		for range all {
			clients.Go(func() {
				code, _ := speaks(t, l.Addr().String(), "GET /api/game?scene=monty-doors&n=1&pick=2 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
				codes[code].Add(1)
			})
		}
		clients.Wait()
		if n := codes[200].Load(); n != all {
			t.Errorf("of %d, %d get an answer, %d are told to come again, and %d nothing", all, n, codes[503].Load(), codes[hangup].Load())
		}
		if n := counted.most.Load(); n > most {
			t.Errorf("%d were let in at the same time, want %d at most", n, most)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	for range 500 { // connections end a little after the server
		if after := leftover(); counted.now.Load() == 0 && after.goroutines <= before.goroutines && after.bytes < before.bytes+8<<20 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d are still connected; before there were %+v, and now %+v", counted.now.Load(), before, leftover())
}

// left is what is there.
type left struct {
	goroutines int
	bytes      uint64
}

func leftover() left {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return left{runtime.NumGoroutine(), m.HeapAlloc}
}

// A browser that leaves has its question forgotten, while it waits, while its
// film is computed and while it is drawn.
func TestWhoLeaves(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"/api/film?scene=hopfield-cliff&neurons=1000&trials=50",
		"/api/file?scene=perceptron&scale=3&as=gif",
		"/api/file?scene=perceptron&scale=3&as=apng",
		"/api/file?scene=perceptron&scale=3&as=webp",
		"/api/file?scene=perceptron&scale=3&as=html",
		"/api/file?scene=perceptron&scale=0.3&as=pptx", // a picture that is begun is finished
		"/api/file?scene=monty-doors&games=100000&as=frames:pdf",
	} {
		h := (&Server{Engine: engine(t), Answers: 1}).Handler()
		ctx, leave := context.WithCancel(t.Context())
		begins := make(chan struct{})
		var leaving sync.WaitGroup
		leaving.Go(func() {
			r := request(target).WithContext(heeded{ctx, sync.OnceFunc(func() { close(begins) })})
			h.ServeHTTP(httptest.NewRecorder(), r)
		})
		<-begins
		time.Sleep(100 * time.Millisecond)
		var waiting sync.WaitGroup
		waiting.Go(func() { h.ServeHTTP(httptest.NewRecorder(), request(target).WithContext(ctx)) })
		began := time.Now()
		leave()
		leaving.Wait()
		waiting.Wait()
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, request("/api/game?scene=monty-doors&n=0&pick=0")); w.Code != 200 {
			t.Errorf("%s: the next one gets %d %s", target, w.Code, w.Body)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s: it went on for %v", target, took)
		}
	}
}

// What has too many bytes is not kept until the end.
func TestLargeFile(t *testing.T) {
	t.Parallel()
	e := engine(t)
	e.Size = 500
	for _, target := range []string{"/api/file?as=gif&scene=monty-hall&trials=50" + small, "/api/film?scene=monty-hall&trials=50" + small, "/api/poster?scene=monty-hall" + small} {
		w := httptest.NewRecorder()
		(&Server{Engine: e}).Handler().ServeHTTP(w, request(target))
		if got := said(t, w); w.Code != 400 || !strings.Contains(got, "more than 500 bytes") {
			t.Errorf("%s: %d %s", target, w.Code, got)
		}
	}
}

// A server on another address than the loopback is called by its number there.
func TestNumberOfTheServer(t *testing.T) {
	h := (&Server{Engine: engine(t)}).Handler()
	for host, want := range map[string]int{"192.168.1.7:8765": 200, "192.168.1.8:8765": 403, "[2001:db8::1]": 403} {
		r := request("/")
		r.Host = host
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(&net.TCPAddr{IP: net.IPv4(192, 168, 1, 7), Port: 8765})))
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != want {
			t.Errorf("called %s, it answers with %d, want %d", host, w.Code, want)
		}
	}
}

// Whatever somebody asks, in whatever words, the answer is one of a few, and
// never the fault of the server.
func FuzzServer(f *testing.F) {
	for _, c := range [][3]string{
		{"/", "127.0.0.1", ""}, {"/scenes.json", "localhost:8765", "same-origin"}, {"/api/film?scene=monty-hall&trials=5&scale=0.1", "127.0.0.1", ""},
		{"/api/file?scene=perceptron&data=0,0,-1%3B1,1,1&as=gif&scale=0.1", "[::1]:1", "none"}, {"/api/poster?scene=monty-many&size=480x340", "127.0.0.1", "cross-site"},
		{"/api/points?scene=perceptron&points=1e9", "evil.example", ""}, {"/api/game?scene=monty-doors&n=1&pick=1", "127.0.0.1:x", "same-site"},
		{"/api/noise?drawing=%23.&percent=3&seed=4", "127.0.0.1", ""}, {"/api/film?scene=monty-hall;trials=%zz", "127.0.0.1", ""}, {"/hands/../../x%2f", "", "\x00"},
	} {
		f.Add(c[0], c[1], c[2])
	}
	e := engine(f)
	e.Text, e.Pixels = 500, 1e6
	h := (&Server{Engine: e, Patience: 20 * time.Millisecond}).Handler()
	f.Fuzz(func(t *testing.T, target, host, site string) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: %s\r\n\r\n", target, host, site))))
		if err != nil {
			return
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch w.Code {
		case 200, 301, 307, 404, 405, 413, 416:
		case 400, 403, 503:
			if said(t, w) == "" {
				t.Errorf("%q: refused with %q", target, w.Body)
			}
		default:
			t.Errorf("%q: %d %.200q", target, w.Code, w.Body)
		}
	})
}
