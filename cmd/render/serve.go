package main

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"strings"

	"flipbook/press"
	"flipbook/studio"
)

// serveCmd puts the scenes into a browser.
type serveCmd struct {
	Addr  string   `help:"Where to listen. Any address but one of this machine's own lets others in: they can make it work." default:"127.0.0.1:8765" placeholder:"HOST:PORT"`
	Host  []string `help:"Another name under which the server may be called; again for another." placeholder:"NAME"`
	Open  bool     `help:"Open the page in a browser."`
	MNIST *string  `help:"Directory of IDX files, gzipped or not; without it the first 100 images of each digit that the program carries." name:"mnist" placeholder:"DIR"`
}

// Run serves until it is interrupted.
func (c *serveCmd) Run(ctx context.Context, s streams) error {
	digits, err := work{MNIST: c.MNIST}.digits()
	if err != nil {
		return err
	}
	defer digits.Close()
	for _, name := range c.Host { // no request would ever call it so
		if net.ParseIP(name) == nil && (name == "" || strings.ContainsAny(name, ":/*[] ")) {
			return press.BadInput{Err: fmt.Errorf("--host %q: want a name alone, as in films.example.org", name)}
		}
	}
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return press.BadInput{Err: fmt.Errorf("--addr %s: want a host and a port, as in 127.0.0.1:8765", c.Addr)}
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return press.BadInput{Err: fmt.Errorf("--addr %s: %w; want another port, or 0 for any that is free", c.Addr, err)}
	}
	if !own(host) {
		fmt.Fprintf(s.err, "render: %s can be reached from other machines: whoever does can make this one work\n", listener.Addr())
	}
	page := address(listener.Addr())
	fmt.Fprintln(s.out, page)
	if c.Open {
		if err := open(page); err != nil {
			fmt.Fprintf(s.err, "render: no browser was opened: %v\n", err)
		}
	}
	server := &studio.Server{Engine: &studio.Engine{Digits: digits, Jobs: runtime.GOMAXPROCS(0)}, Hosts: c.Host}
	if c.MNIST != nil {
		server.MNIST = *c.MNIST
		if !own(host) { // others need not know where things are on this machine
			server.MNIST = "DIR"
		}
	}
	return server.Serve(ctx, listener)
}

// address is where a browser on this machine finds who listens. A server on
// all addresses has none of its own.
func address(at net.Addr) string {
	where := at.String()
	if ip, port, err := net.SplitHostPort(where); err == nil && net.ParseIP(ip).IsUnspecified() {
		where = net.JoinHostPort("localhost", port)
	}
	return "http://" + where + "/"
}

// own says whether only this machine reaches a host.
func own(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// open shows a page in whatever browser this system has.
func open(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	opener := exec.Command(name, args...) // which goes on when the server ends
	err := opener.Start()
	if err == nil {
		go func() { _ = opener.Wait() }() // how it ends, its user sees
	}
	return err
}
