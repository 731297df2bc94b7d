package studio

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// dragged are the questions that hands ask with each movement, of networks of
// 784 neurons: by what, and of which scene. The digit has been painted over.
func dragged(t testing.TB) (all []struct {
	name, op string
	query    url.Values
}) {
	t.Helper()
	for _, c := range []struct{ name, op, query string }{
		{"recall", "recalled", "scene=hopfield-recall"},
		{"recall/Hebb", "recalled", "scene=hopfield-recall&rule=hebb"},
		{"recall/Storkey", "recalled", "scene=hopfield-recall&rule=storkey"},
		{"recall/KrauthMezard", "recalled", "scene=hopfield-recall&rule=krauth-mezard"},
		{"recall/50digits", "recalled", "scene=hopfield-recall&stored=50"},
		{"attention", "attended", "scene=hopfield-attention&sigma=0.5"},
	} {
		q := asked(t, c.query)
		q.Set("cue", strings.Repeat("....####........######......;", 28))
		all = append(all, struct {
			name, op string
			query    url.Values
		}{c.name, c.op, q})
	}
	return all
}

// What the engine takes to answer a movement of a hand, once the network has
// learned.
func BenchmarkDrag(b *testing.B) {
	e := engine(b)
	for _, d := range dragged(b) {
		b.Run(d.name, func(b *testing.B) {
			answer := func() {
				if _, err := e.Answer(b.Context(), d.op, d.query); err != nil {
					b.Fatal(err)
				}
			}
			answer()
			for b.Loop() {
				answer()
			}
		})
	}
}

// From a movement of the pointer until the panels beside the grid show what
// comes of it, in Chromium, asked of a server and of the engine of a site: the
// least, the median, and the slowest but for one in twenty, in ms.
func BenchmarkDragInPage(b *testing.B) {
	for _, name := range []string{"hopfield-recall/server", "hopfield-recall/site", "hopfield-attention/server", "hopfield-attention/site"} {
		b.Run(name, func(b *testing.B) {
			p := browser.Shared(b).Visit(b, home(b)+"?scene="+path.Dir(name))
			p.Viewport(1280, 900, 1)
			p.Wait(`document.querySelector(".hands:not([hidden])") && document.querySelector(".panels figure:last-child span").textContent`)
			p.Wait(`document.querySelector(".film").getAttribute("aria-busy") === "false"`)
			var took []float64
			p.Eval(`(async moves => {
				const c = document.querySelector("canvas.grid"), panels = [...document.querySelectorAll(".panels")].at(-1), r = c.getBoundingClientRect();
				c.setPointerCapture = () => {}; // this pointer is made up
				const at = (type, i) => c.dispatchEvent(new PointerEvent(type, {
					bubbles: true, isPrimary: true, pointerId: 1, button: type === "pointermove" ? -1 : 0,
					clientX: r.x + r.width * (0.5 + 0.4 * Math.cos(i / 5)), clientY: r.y + r.height * (0.5 + 0.4 * Math.sin(i / 7)),
				}));
				const answered = () => new Promise(done => {
					const o = new MutationObserver(() => (o.disconnect(), done()));
					o.observe(panels.lastChild, { subtree: true, attributes: true, childList: true });
				});
				const took = [];
				let seen = answered();
				at("pointerdown", 0);
				await seen;
				for (let i = 1; i <= moves; i++) {
					await new Promise(requestAnimationFrame);
					const start = performance.now();
					seen = answered();
					at("pointermove", i);
					await seen;
					took.push(performance.now() - start);
				}
				at("pointerup", moves);
				return took;
			})(`+strconv.Itoa(max(b.N, 20))+`)`, &took)
			report(b, took)
		})
	}
}

// What the engine takes to answer a movement in a Web Worker of Chromium, from
// the message that asks to the one that answers, in ms.
func BenchmarkDragInWorker(b *testing.B) {
	p := browser.Shared(b).Visit(b, published(b, "/", wholeSite(b))+"player.js") // any page of that host
	p.Eval(`(async () => {
		const unpacked = (await fetch("engine.wasm.gz")).body.pipeThrough(new DecompressionStream("gzip"));
		const module = await WebAssembly.compileStreaming(new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }));
		window.engine = new Worker("worker.js");
		engine.postMessage(module);
		await new Promise(done => engine.onmessage = done);
		return true;
	})()`, nil)
	for _, d := range dragged(b) {
		b.Run(d.name, func(b *testing.B) {
			var took []float64
			p.Eval(fmt.Sprintf(`(async (op, query, times) => {
				const took = [];
				for (let i = 0; i < times; i++) {
					const start = performance.now();
					const { data } = await new Promise(done => {
						engine.onmessage = said => said.data.total || done(said);
						engine.postMessage({ id: i, op, query });
					});
					if (data.error) throw new Error(data.error);
					took.push(performance.now() - start);
				}
				return took.slice(1); // the first one learns
			})(%q, %q, %d)`, d.op, d.query.Encode(), max(b.N, 20)+1), &took)
			report(b, took)
		})
	}
}

// report reports times in ms, instead of that of the whole benchmark. The least
// is what a machine takes that has nothing else to do.
func report(b *testing.B, took []float64) {
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(took[0], "ms/least")
	b.ReportMetric(took[len(took)/2], "ms/median")
	b.ReportMetric(took[len(took)*19/20], "ms/slow")
}
