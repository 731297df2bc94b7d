package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is for how long nothing is shown: most films are done by then.
const patience = 400 * time.Millisecond

// A progress shows how far films are, which may be several at once.
type progress struct {
	mu     sync.Mutex
	out    io.Writer
	plain  bool
	start  time.Time
	bar    *progressbar.ProgressBar
	shares map[string]float64 // of each film, 0 to 1 in each of its phases
	said   map[string]int     // tenths printed for each phase of each film
}

// newProgress returns nil if nothing is to be shown.
func newProgress(w work, stderr io.Writer) *progress {
	f, ok := stderr.(*os.File)
	terminal := ok && term.IsTerminal(int(f.Fd()))
	if w.Progress == "none" || w.Quiet || w.Progress == "auto" && !terminal {
		return nil
	}
	return &progress{
		out: stderr, plain: w.Progress == "plain", start: time.Now(),
		shares: make(map[string]float64), said: make(map[string]int),
	}
}

// film listens to the progress of one film.
func (p *progress) film(name string) func(what string, done, total int) {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shares[name] = 0
	return func(what string, done, total int) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if total < 1 {
			return
		}
		share := float64(done) / float64(total)
		if p.plain {
			key := name + ": " + what
			if tenths := int(share * 10); tenths > p.said[key] {
				p.said[key] = tenths
				fmt.Fprintf(p.out, "%s %d/%d\n", key, done, total)
			}
			return
		}
		p.shares[name] = share
		if time.Since(p.start) > patience {
			p.draw(name + ", " + what)
		}
	}
}

func (p *progress) draw(what string) {
	if p.bar == nil {
		p.bar = progressbar.NewOptions(1000, progressbar.OptionSetWriter(p.out), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(60*time.Millisecond), progressbar.OptionSetWidth(30))
	}
	sum := 0.0
	for _, s := range p.shares {
		sum += s
	}
	p.bar.Describe(what)
	_ = p.bar.Set(int(sum / float64(len(p.shares)) * 999)) // a bar that cannot be drawn is no reason to fail
}

// end takes the bar away.
func (p *progress) end() {
	if p != nil && p.bar != nil {
		_ = p.bar.Finish()
	}
}
