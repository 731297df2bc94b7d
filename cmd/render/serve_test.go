package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// What cannot be served is said in a line.
func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		flag, value, want string
	}{
		{"--addr", "8080", "want a host and a port, as in 127.0.0.1:8765"},
		{"--addr", taken.Addr().String(), "want another port, or 0 for any that is free"},
		{"--host", "http://example.org", "want a name alone, as in films.example.org"},
		{"--host", "example.org:8765", "want a name alone, as in films.example.org"},
		{"--host", "*", "want a name alone, as in films.example.org"},
		{"--host", "films,,b", "want a name alone, as in films.example.org"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // should it serve
		var stdout, stderr bytes.Buffer
		code := run(ctx, []string{"serve", "--addr=127.0.0.1:0", c.flag + "=" + c.value}, &stdout, &stderr)
		cancel()
		if said := stderr.String(); code != badInput || strings.Count(said, "\n") != 1 || !strings.Contains(said, c.flag) || !strings.HasSuffix(said, c.want+"\n") {
			t.Errorf("%s %s: exit code %d, %q", c.flag, c.value, code, said)
		}
	}
}

// It prints where it is, answers there to the names it was given, and ends when
// it is interrupted.
func TestServe(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	said, stdout := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--host", "films.example.org", "--host", "2001:db8::1"}, stdout, &stderr)
	}()
	line := make([]byte, 100)
	n, err := said.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{"films.example.org": http.StatusOK, "[2001:db8::1]:80": http.StatusOK, "example.org": http.StatusForbidden} {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSpace(string(line[:n])), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("called %s it answers %d, want %d", host, answer.StatusCode, want)
		}
	}
	cancel()
	if code := <-ended; code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
}

// Whoever lets others in is warned.
func TestOwn(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "127.3.2.1": true, "::1": true,
		"": false, "0.0.0.0": false, "::": false, "192.168.1.2": false, "localhost.example.org": false, "127.0.0.1.example.org": false,
	} {
		if own(host) != want {
			t.Errorf("%q is of this machine alone: %t, want %t", host, !want, want)
		}
	}
}

// The address that is printed is one under which the server may be called, also
// of one that listens everywhere.
func TestAddress(t *testing.T) {
	for at, want := range map[string]string{
		"127.0.0.1:80": "http://127.0.0.1:80/", "[::1]:80": "http://[::1]:80/", "192.168.1.2:80": "http://192.168.1.2:80/",
		"0.0.0.0:80": "http://localhost:80/", "[::]:80": "http://localhost:80/",
	} {
		if got := address(net.TCPAddrFromAddrPort(netip.MustParseAddrPort(at))); got != want {
			t.Errorf("who listens at %s is said to be at %s, want %s", at, got, want)
		}
	}
}
