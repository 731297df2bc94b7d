// Package browser shows pages in Chromium, so that tests can look at them,
// click and press keys.
//
// Nothing of it reaches the internet: names of other machines resolve to
// nothing.
package browser

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long a page may take for one thing that it is asked to do.
const patience = 60 * time.Second

// A Browser is a Chromium without a window, with a profile of its own.
type Browser struct {
	ctx context.Context
}

// Open starts a Chromium that ends with the test. Pages of tests that run at
// the same time may share it.
func Open(t testing.TB) *Browser {
	t.Helper()
	b, end := start(t)
	t.Cleanup(end)
	return b
}

var shared struct {
	sync.Mutex
	*Browser
	end func()
}

// Shared is one Chromium for all tests of a package, started by the first that
// asks. The package has a TestMain that calls Run.
func Shared(t testing.TB) *Browser {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.Browser == nil {
		shared.Browser, shared.end = start(t)
	}
	return shared.Browser
}

// Run runs the tests of a package, and ends the Chromium that they shared.
func Run(m *testing.M) {
	m.Run()
	if shared.end != nil {
		shared.end()
	}
}

// start starts a Chromium. What it returns beside it ends it.
func start(t testing.TB) (*Browser, func()) {
	t.Helper()
	// Frames stay in the process of their page, or their console and their requests would be out of sight. No window gets the pages
	// that make suggestions to whom types an address: they cost more than the tests do.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"),
		chromedp.Flag("disable-site-isolation-trials", true),
		chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup,Translate,BlinkGenPropertyTrees,SitePerProcess,IsolateOrigins,IsolateSandboxedIframes"),
	)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	alone, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(alone)
	leave := func() {
		end()
		stop()
	}
	if err := chromedp.Do(ctx); err != nil {
		leave()
		t.Fatalf("Chromium does not start: %v", err)
	}
	return &Browser{ctx: ctx}, leave
}

// chromium is where the program is, whatever it is called here.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("this test needs chromium; on Debian: sudo apt install chromium")
	return ""
}

// Visit opens a page of its own for an address and waits until it has loaded.
func (b *Browser) Visit(t testing.TB, url string) *Page {
	t.Helper()
	p := b.Blank(t)
	p.Visit(url)
	return p
}

// Blank opens an empty page, for what must be set before anything is loaded.
// It closes with the test, shares neither cookies nor storage with other
// pages, and is always in the focus.
func (b *Browser) Blank(t testing.TB) *Page {
	t.Helper()
	p := &Page{t: t, seen: new(log)}
	var end context.CancelFunc
	p.ctx, end = chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.seen.hear))
	t.Cleanup(end)
	p.focused(true)
	p.Viewport(1000, 700, 1)
	return p
}
