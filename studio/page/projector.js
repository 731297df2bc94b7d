// Shows films: the pages that render writes, taken apart.

// own is what of a film's style is another here, where other things stand beside it.
const own = `:host { background: var(--paper); color: var(--ink); }
canvas { border-radius: 4px; box-shadow: 0 0 0 1px var(--faint); }
select { width: 60px; }
#controls, #keys, figcaption, #trouble { padding: 0; }`;

// projector shows films in a place, one after the other.
export function projector(place) {
	let player = { stop() {}, redraw() {} }, latest = 0;

	// show puts a film, the text of such a page, in the place of the one that is there, as soon as it has a picture. What the
	// reader has set of the player stays, and so does the focus.
	async function show(text) {
		const turn = ++latest;
		const { page, css } = parsed(text);
		const host = document.createElement("div");
		host.lang = page.documentElement.lang;
		host.className = "coming";
		const root = host.attachShadow({ mode: "open" });
		const style = new CSSStyleSheet();
		style.replaceSync(css.replaceAll(":root", ":host") + own);
		root.adoptedStyleSheets = [style];
		const film = page.getElementById("film");
		root.append(film, ...page.querySelectorAll("script[id]"));
		place.append(host);
		const appeared = new Promise(done => new MutationObserver(done).observe(film, { subtree: true, attributeFilter: ["hidden"] }));
		const next = playFilm(root);
		await appeared;
		if (turn !== latest) { // another one was asked for meanwhile
			next.stop();
			host.remove();
			return;
		}
		player.stop();
		player = next;
		const before = place.firstElementChild.shadowRoot || root; // a poster may stand there
		const focus = before.activeElement;
		root.getElementById("speed").value = before.getElementById("speed").value;
		root.getElementById("loop").ariaPressed = before.getElementById("loop").ariaPressed;
		for (const other of [...place.children]) if (other !== host) other.remove();
		host.className = "";
		if (focus) root.querySelector(focus.id ? `#${focus.id}` : `[data-key="${focus.dataset.key}"]`)?.focus({ preventScroll: true });
	}

	return {
		show,
		// redraw shows the same film, drawn with more pixels, in its place; nothing else changes.
		redraw: text => player.redraw(parsed(text).page),
		// canvas is where the film is shown.
		canvas: () => place.querySelector(":scope > :not(.coming)").shadowRoot.getElementById("screen"),
	};
}

// parsed is such a page and, apart from it, its style, which the policy of this page would refuse.
function parsed(text) {
	let css = "";
	const plain = text.replace(/<style>([^]*?)<\/style>/, (_, rules) => (css = rules, ""));
	return { page: new DOMParser().parseFromString(plain, "text/html"), css };
}
