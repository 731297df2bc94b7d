package browser

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Hide opens another tab in the window of the page, in front of it. The page
// is hidden until Show: document.visibilityState says so, and the browser
// draws no frames for it.
func (p *Page) Hide() {
	p.t.Helper()
	p.focused(false) // or it would count as seen
	call(p, target.CreateTarget, target.CreateTargetParams{URL: "about:blank", BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID})
}

// Show brings the page to the front, and into the focus, again.
func (p *Page) Show() {
	p.t.Helper()
	call(p, page.BringToFront, cdp.Empty{})
	p.focused(true)
}

// focused lets the page believe that it is in the focus, wherever that is.
func (p *Page) focused(on bool) {
	p.t.Helper()
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: on})
}
