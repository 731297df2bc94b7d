package studio

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// wide is how many pixels the film that is shown has across.
const wide = film + `.getElementById("screen").width`

// On a dense screen a film that is at rest gets the pixels that the screen has
// for it. Nothing else changes: neither where it plays, nor what one asks,
// copies and saves, and nothing is announced.
func TestSharp(t *testing.T) { onBothHosts(t, testSharp) }

func testSharp(t *testing.T) {
	r := read(t, browser.Shared(t))
	r.Viewport(1280, 900, 2)
	r.unhurried()
	r.Before(`{
		window.rests = []; // what is to be done after half a second, which is over when the test says so
		const later = setTimeout;
		window.setTimeout = (what, ms) => ms === 500 ? void rests.push(what) : later(what, ms);
		performance.now = () => 0; // however busy this machine is, the film is quickly made
		window.asks = 0; // of the engine
		const { fetch } = window, { postMessage } = Worker.prototype;
		window.fetch = (...all) => (asks++, fetch(...all));
		Worker.prototype.postMessage = function (...all) { asks++; postMessage.apply(this, all); };
	}`)
	rest := func() {
		t.Helper()
		r.Eval(`void rests.at(-1)()`, nil)
	}
	const query = "scene=monty-hall&trials=20"
	r.open(query)
	r.Eval(film+`.getElementById("scrub").focus()`, nil)
	r.Key("Home")
	r.Key("ArrowRight")
	r.Key("ArrowRight")
	if got := r.text(`String(` + wide + `)`); got != "800" {
		t.Fatalf("the film is at first %s pixels wide, want 800", got)
	}
	// What is told, and whether a picture was missing in between.
	r.Eval(`{
		window.told = [];
		const o = new MutationObserver(all => told.push(...all.map(m => m.target.id || m.target.parentElement?.className)));
		const what = { subtree: true, childList: true, characterData: true };
		o.observe(document.body, what);
		for (const e of `+film+`.querySelectorAll("[aria-live=polite], [role=status], figcaption")) o.observe(e, what);
		window.host = `+film+`.host;
		window.blank = 0;
		const look = () => {
			const c = `+film+`.getElementById("screen");
			if (c.hidden || c.getContext("2d").getImageData(2, 2, 1, 1).data[0] !== 255) blank++; // the paper
			requestAnimationFrame(look);
		};
		look();
	}`, nil)
	rest()
	r.Wait(wide + ` === 1600`)
	if got := r.text(`JSON.stringify([told, blank, host === ` + film + `.host, ` + frame + `, ` + film + `.activeElement.id, ` + film + `.getElementById("film").dataset.state])`); got != `[[],0,true,2,"scrub","paused"]` {
		t.Errorf("told, blank, the same, its frame, focus and state are %s", got)
	}
	r.Wait(film + `.getElementById("screen").matches(".crisp")`)
	if got := r.text(`location.search + document.querySelector(".take code").textContent`); got != "?"+query+"render monty-hall --trials=20 -o monty-hall.gif" {
		t.Errorf("the address and the command are %s", got)
	}
	r.saves(query)
	r.says(query)

	// What plays goes on.
	other := func(query string) {
		t.Helper()
		r.Eval(`history.pushState(null, "", "?`+query+`"); dispatchEvent(new PopStateEvent("popstate"))`, nil)
		r.settle()
		r.Wait(wide + ` === 800`)
	}
	other(query + "&seed=2")
	r.Wait(frame + ` > 0`)
	rest()
	r.Wait(wide + ` === 1600 && ` + film + `.getElementById("film").dataset.state === "playing"`)
	now := r.text(`String(` + frame + `)`)
	r.Wait(frame + ` !== ` + now)

	// Who changes something meanwhile gets what was wanted last.
	other(query + "&seed=3")
	rest()
	other(query + "&seed=4")
	r.says(query + "&seed=4")
	rest()
	r.Wait(wide + ` === 1600`)
	r.says(query + "&seed=4")

	// Whoever asks for a scale sees it.
	r.open(query + "&scale=1")
	if got := r.text(`String(rests.length)`); got != "0" {
		t.Errorf("%s times a film waits to be other than it is asked for", got)
	}

	// Where there are no more pixels to be had, nobody asks for them.
	r.Viewport(1280, 900, 1)
	r.open(query)
	before := r.text(`String(asks)`)
	rest()
	if got := r.text(`String(asks)`); got != before {
		t.Errorf("on a screen without more pixels the engine is asked %s times, not %s", got, before)
	}
}

// With a film comes how fine it may be asked for: it is made so, and no finer.
func TestFinest(t *testing.T) {
	e := engine(t)
	e.Pixels = 20e6
	film := func(scale float64) (finest float64, err error) {
		q := asked(t, "scene=monty-hall&trials=20")
		q.Set("scale", strconv.FormatFloat(scale, 'g', -1, 64))
		a, err := e.Answer(t.Context(), "film", q)
		if err != nil {
			return 0, err
		}
		var said struct{ Finest float64 }
		return said.Finest, json.Unmarshal(a.Data, &said)
	}
	finest, err := film(0.5)
	if err != nil || finest < 0.5 {
		t.Fatalf("the finest is %v, %v", finest, err)
	}
	if _, err := film(0.99 * finest); err != nil {
		t.Error(err)
	}
	if _, err := film(1.01 * finest); err == nil || !strings.Contains(err.Error(), "pixels are made here") {
		t.Errorf("what is finer than %v: %v", finest, err)
	}
}
