// The page of a scene: its film, and its parameters in the reader's hands. The state is the address.
import { ask, Refused, saving, slow } from "./host.js";
import { make, prose } from "./elements.js";
import { controlsOf } from "./controls.js";
import { handsFor } from "./hands.js";
import { posterOf } from "./poster.js";
import { projector } from "./projector.js";
import { sharpener } from "./sharpener.js";

const pause = 120; // after a change before a film is asked for, and
const settled = 1000; // before the next one is an entry of its own in the history: both in milliseconds

const kindNames = {
	gif: "GIF", apng: "APNG", webp: "WebP", html: "Page that plays it, HTML",
	png: "Last frame, PNG", svg: "Last frame, SVG", pdf: "Last frame, PDF",
	strip: "Key frames, PDF", "strip:svg": "Key frames, SVG", "strip:png": "Key frames, PNG",
	pages: "A page each key frame, PDF", pptx: "Slides, PPTX", "frames:pdf": "All frames, PDF",
};

// Where the address says nothing of it, a film has the colours of the page, and a layout for its width.
const dark = matchMedia("(prefers-color-scheme: dark)"), narrow = matchMedia("(max-width: 560px)");

// scenePage fills the page with a scene. given is null, or on a page that is made for this scene alone what readers get beside the
// film: names of parameters, "hands", "look" and "save".
export function scenePage(content, scene, catalogue, given) {
	const has = part => !given || given.has(part);
	const place = make("div", { class: "place" });
	if (slow) place.append(make("div", { class: "still" }, posterOf(scene)));
	const film = make("section", { class: "film", "aria-label": "Film" }, place);
	const results = make("ul", { class: "results" });
	const trouble = make("p", { class: "trouble", role: "alert" });
	const controls = controlsOf(scene, catalogue, changed, has);
	const form = controls.empty ? null : controls.form;
	form?.querySelector("h2").after(trouble);
	const save = make("ul", {});
	const command = make("code", {}), said = make("p", { role: "status", class: "muted" });
	const take = make("section", { class: "take", hidden: true },
		make("h2", {}, "Take it with you"),
		make("details", {}, make("summary", {}, "Save as"), save),
		make("pre", { tabindex: 0, role: "group", "aria-label": "Command" }, command),
		make("p", { class: "copies" },
			make("button", { type: "button", click: () => copy(command.textContent, command) }, "Copy the command"),
			make("button", { type: "button", click: () => copy(link) }, "Copy the link")),
		said);
	const screen = projector(place), sharp = sharpener(screen);
	let link = location.href; // of the film that is shown

	document.title = `${scene.title} · flipbook`;
	content.replaceChildren(
		make("h1", { class: given ? "unseen" : undefined }, scene.title),
		...given ? [] : [make("p", { class: "lead" }, scene.summary)],
		make("div", { class: "bench" },
			make("div", { class: "seen" },
				film,
				...form ? [] : [trouble],
				make("section", { "aria-label": "Results", "aria-live": "polite" }, results)),
			...form ? [form] : [],
			...has("save") ? [take] : []),
		...given ? [] : [about(scene.about)],
	);

	// ---- The state

	let state = new URLSearchParams(); // as the address has it
	let kept = []; // what of it no control shows

	// question is what is asked of the engine.
	function question() {
		return seen(new URLSearchParams(state));
	}

	// seen adds to a query what the page knows of how its films are seen.
	function seen(q) {
		if (dark.matches && !q.has("theme")) q.set("theme", "dark");
		if (narrow.matches && !q.has("size")) q.set("size", "480x480");
		return q;
	}

	function readAddress() {
		state = new URLSearchParams(location.search);
		state.set("scene", scene.name); // which a page for it alone need not say
		kept = [...state].filter(([key, text]) => key !== "scene" && !controls.has(key, text));
		controls.show(state);
		hands.heard();
		refresh();
	}

	let soon = 0, rest = 0; // timers

	function changed() {
		sharp.leave();
		clearTimeout(soon);
		soon = setTimeout(() => {
			hands.heard();
			state = new URLSearchParams([["scene", scene.name], ...controls.query(), ...kept]);
			if (rest || given) history.replaceState(null, "", "?" + state);
			else history.pushState(null, "", "?" + state);
			clearTimeout(rest);
			rest = setTimeout(() => rest = 0, settled);
			refresh();
		}, pause);
	}

	// ---- The film

	let asked = "", abort = new AbortController();
	const progress = (done, total) => film.style.setProperty("--done", done / total);

	// refresh asks for the film of the state, unless it is the one that was asked for last.
	async function refresh() {
		const q = question();
		if (asked === String(q)) {
			sharp.wait();
			if (film.getAttribute("aria-busy") === "false") hands.answered("");
			return;
		}
		asked = String(q);
		sharp.leave();
		abort.abort();
		const { signal } = abort = new AbortController();
		film.setAttribute("aria-busy", "true");
		place.querySelector(".still")?.classList.toggle("other", state.size > 1); // which is not what it will look like
		film.style.removeProperty("--done"); // nobody knows yet
		try {
			const address = location.href, answer = await ask("film", q, signal, progress);
			await screen.show(answer.page);
			if (signal.aborted) return;
			sharp.shows(q, answer);
			trouble.textContent = "";
			controls.mark("");
			link = address;
			results.lang = q.get("lang") || "en";
			results.replaceChildren(...answer.says.map(text => make("li", {}, text)));
			take.hidden = false;
			const digits = answer.digits && content.dataset.mnist ? ` --mnist ${content.dataset.mnist}` : "";
			const words = `${answer.command}${digits} -o ${scene.name}.gif`.split(" ");
			command.replaceChildren(...words.flatMap((word, i) => [i ? " " : "", make("span", {}, word)]));
			save.replaceChildren(...catalogue.kinds.map(kind => {
				const file = new URLSearchParams(q);
				file.set("as", kind);
				return make("li", {}, make("a", saving(file, text => said.textContent = text), kindNames[kind] || kind));
			}));
		} catch (error) {
			if (signal.aborted) return;
			if (!(error instanceof Refused)) throw error;
			asked = ""; // it may be asked again
			trouble.textContent = error.message;
			controls.mark(/^(?:--)?([a-z-]+)/.exec(error.message)?.[1]);
		}
		film.setAttribute("aria-busy", "false");
		hands.answered(trouble.textContent);
	}

	// copy puts a text into the clipboard; where that may not be, it is selected, if it is on the page.
	async function copy(text, from) {
		said.textContent = "";
		try {
			await navigator.clipboard.writeText(text);
			said.textContent = "Copied.";
		} catch {
			said.textContent = "This browser does not let the page copy.";
			if (from) getSelection().selectAllChildren(from);
		}
	}

	addEventListener("popstate", () => {
		clearTimeout(soon);
		clearTimeout(rest);
		rest = 0; // what is changed now is no part of what was left
		readAddress();
	});
	const hands = handsFor(scene, has("hands") ? element => content.querySelector(".seen").after(element) : null, controls, changed, seen);
	dark.addEventListener("change", refresh);
	narrow.addEventListener("change", refresh);
	readAddress();
}

// about is what there is to know of a scene beyond its film.
function about(a) {
	const part = (title, ...body) => [make("h3", {}, title), ...body];
	return make("section", { class: "about" },
		make("h2", {}, "About"),
		...part("What is seen", ...prose(a.shows)),
		...part("The algorithm", make("pre", { tabindex: 0, role: "group", "aria-label": "The algorithm" }, a.algorithm)),
		...a.wrong ? part("What tutorials get wrong", ...prose(a.wrong)) : [],
		...part("Sources", ...prose(a.source)));
}
