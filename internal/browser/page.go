package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A Page is a tab, or a frame in one. What goes wrong ends the test.
type Page struct {
	t    testing.TB
	ctx  context.Context
	seen *log

	// Of a frame: where its scripts run, and how to find it in its page.
	world runtime.ExecutionContextID
	id    cdp.FrameID
	outer *Page
	inner string
}

// within bounds the time that something may take.
func (p *Page) within() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

func (p *Page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := p.within()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func call[P, R any](p *Page, cmd cdp.Command[P, R], params P) R {
	p.t.Helper()
	// The first command opens the tab, which must outlive it: so it has no limit of time.
	if err := chromedp.Do(p.ctx); err != nil {
		p.t.Fatal(err)
	}
	ctx, cancel := p.within()
	defer cancel()
	r, err := chromedp.Call(ctx, cmd, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// Visit goes to an address and waits until it has loaded.
func (p *Page) Visit(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
}

// Viewport sets the size of the page in CSS pixels, and how many pixels of the
// screen such a pixel is on each side. It is 1000x700 at scale 1 before.
func (p *Page) Viewport(width, height int, scale float64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateScale(scale)))
}

// Prefer sets what a reader prefers, in pairs, such as
// "prefers-reduced-motion", "reduce" or "prefers-color-scheme", "dark". What
// was set before is forgotten.
func (p *Page) Prefer(pairs ...string) {
	p.t.Helper()
	var all emulation.SetEmulatedMediaParams
	for pair := range slices.Chunk(pairs, 2) {
		all.Features = append(all.Features, &emulation.MediaFeature{Name: pair[0], Value: pair[1]})
	}
	call(p, emulation.SetEmulatedMedia, all)
}

// Print lays the page out as if for a printer.
func (p *Page) Print() {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// WithoutScripts lets no page that is visited from now on run a script.
func (p *Page) WithoutScripts() {
	p.t.Helper()
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Before runs a script in every page that is visited from now on, before any
// of its own.
func (p *Page) Before(js string) {
	p.t.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: js})
}

// Eval evaluates an expression of JavaScript, waits for it if it is a promise,
// and decodes what it is into out, as JSON. out may be nil.
func (p *Page) Eval(js string, out any) {
	p.t.Helper()
	got, err := p.evaluate(js)
	if err != nil {
		p.t.Fatalf("%v\nin %s", err, js)
	}
	if out != nil {
		p.decode(js, got, out)
	}
}

func (p *Page) evaluate(js string) ([]byte, error) {
	ctx, cancel := p.within()
	defer cancel()
	here := func(e *runtime.EvaluateParams) { e.ContextID = p.world }
	return chromedp.Run(ctx, chromedp.Evaluate[[]byte](js, chromedp.EvalAwaitPromise, here))
}

func (p *Page) decode(js string, got []byte, out any) {
	p.t.Helper()
	if len(got) == 0 {
		p.t.Fatalf("nothing comes of %s", js)
	}
	if err := json.Unmarshal(got, out); err != nil {
		p.t.Fatalf("%v\nin what comes of %s: %s", err, js, got)
	}
}

// Wait waits until an expression is true. What was clicked may lead to another
// page meanwhile: an expression that the old one takes with it is asked again.
func (p *Page) Wait(js string) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		truth := "!!(" + js + ")"
		got, err := p.evaluate(truth)
		if err != nil {
			if strings.Contains(err.Error(), "Inspected target navigated or closed") {
				continue
			}
			p.t.Fatalf("%v\nin %s", err, truth)
		}
		var is bool
		if p.decode(truth, got, &is); is {
			return
		}
	}
	p.t.Fatalf("in %v this did not become true: %s", patience, js)
}

// Click clicks in the middle of the first element that fits a CSS selector,
// which is scrolled into view. It must be there to be clicked: not hidden, and
// nothing over it.
func (p *Page) Click(selector string) {
	p.t.Helper()
	x, y := p.middle(selector)
	p.do(chromedp.MouseClickXY(x, y))
}

// middle is where an element is in the tab, in CSS pixels.
func (p *Page) middle(selector string) (x, y float64) {
	p.t.Helper()
	var at struct {
		X, Y    float64
		Problem string
	}
	p.Eval(fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		if (!e) return {Problem: "there is no such element"};
		e.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
		const r = e.getBoundingClientRect(), X = r.x + r.width / 2, Y = r.y + r.height / 2;
		const top = document.elementFromPoint(X, Y);
		if (!r.width || !top) return {Problem: "it cannot be seen"};
		if (!e.contains(top) && !top.contains(e)) return {Problem: "this lies over it: " + top.outerHTML.slice(0, 100)};
		return {X, Y};
	})()`, selector), &at)
	if at.Problem != "" {
		p.t.Fatalf("%s cannot be clicked: %s", selector, at.Problem)
	}
	if p.outer == nil {
		return at.X, at.Y
	}
	var left, top float64
	p.outer.middle(p.inner) // scrolls
	p.outer.Eval(fmt.Sprintf(`(e => e.getBoundingClientRect().x + e.clientLeft)(document.querySelector(%q))`, p.inner), &left)
	p.outer.Eval(fmt.Sprintf(`(e => e.getBoundingClientRect().y + e.clientTop)(document.querySelector(%q))`, p.inner), &top)
	return left + at.X, top + at.Y
}

// Key presses a key: a letter, or what KeyboardEvent.key calls the others, as
// "ArrowLeft", "Home" or "Enter". With "Shift+", "Control+", "Alt+" or "Meta+"
// before it that is held.
func (p *Page) Key(name string) {
	p.t.Helper()
	held := map[string]chromedp.Modifier{
		"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt, "Meta": chromedp.ModifierMeta,
	}
	var with []chromedp.Modifier
	for {
		before, after, found := strings.Cut(name, "+")
		m, known := held[before]
		if !found || !known || after == "" {
			break
		}
		with, name = append(with, m), after
	}
	p.do(chromedp.KeyEvent(p.rune(name), chromedp.KeyModifiers(with...)))
}

// Paste puts a text where the cursor of the focused field is, in one piece.
func (p *Page) Paste(text string) {
	p.t.Helper()
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}

// rune is by what chromedp knows a key.
func (p *Page) rune(name string) string {
	p.t.Helper()
	if len([]rune(name)) == 1 {
		return name
	}
	first := rune(-1) // some keys are there twice
	for r, key := range kb.Keys {
		if key.Key == name && (first < 0 || r < first) {
			first = r
		}
	}
	if first < 0 {
		p.t.Fatalf("there is no key %q", name)
	}
	return string(first)
}

// Screenshot is what the viewport shows.
func (p *Page) Screenshot() image.Image {
	p.t.Helper()
	got := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	m, err := png.Decode(bytes.NewReader(got.Data))
	if err != nil {
		p.t.Fatal(err)
	}
	return m
}

// Frame is what the iframe that fits a CSS selector holds, once it is there.
// Its scripts run apart from those of the frame, on the same document.
func (p *Page) Frame(selector string) *Page {
	p.t.Helper()
	// By an object and not by a node's number, which another look at the document may make void.
	found := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: fmt.Sprintf("document.querySelector(%q)", selector)}).Result
	if found == nil || found.ObjectID == "" {
		p.t.Fatalf("there is no frame %s", selector)
	}
	node := call(p, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: found.ObjectID}).Node
	world := call(p, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: node.FrameID})
	f := &Page{t: p.t, ctx: p.ctx, seen: p.seen, world: world.ExecutionContextID, id: node.FrameID, outer: p, inner: selector}
	f.Wait(`document.readyState === "complete"`)
	return f
}

// A Node is what assistive technology is told of an element.
type Node struct {
	Role, Name, Description, Value string
}

// Accessible is the accessibility tree, in the order of the document, without
// what is hidden from it.
func (p *Page) Accessible() []Node {
	p.t.Helper()
	tree := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{FrameID: p.id})
	nodes := make(map[accessibility.NodeID]*accessibility.Node)
	for _, n := range tree.Nodes {
		nodes[n.NodeID] = n
	}
	var out []Node
	var walk func(id accessibility.NodeID)
	walk = func(id accessibility.NodeID) {
		n := nodes[id]
		if n == nil { // of another frame
			return
		}
		if !n.Ignored {
			out = append(out, Node{words(n.Role), words(n.Name), words(n.Description), words(n.Value)})
		}
		for _, child := range n.ChildIDs {
			walk(child)
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0].NodeID)
	}
	return out
}

func words(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var is any
	if json.Unmarshal(v.Value, &is) != nil || is == nil {
		return ""
	}
	return fmt.Sprint(is)
}

// Console is what the page complained of so far: warnings, errors, and
// exceptions that nothing caught. A page that is well says nothing.
func (p *Page) Console() []string {
	p.Eval("0", nil) // what happened before it has arrived
	return p.seen.read(&p.seen.said)
}

// Requests are the addresses that the page asked for so far, the visited ones
// among them, but for data: and blob:, which are in the page.
func (p *Page) Requests() []string {
	p.Eval("0", nil)
	return p.seen.read(&p.seen.asked)
}
