// The hands of hopfield-recall: a digit is painted over, and one sees at once what the network makes of it.
import { Refused } from "../host.js";
import { make } from "../elements.js";
import { gridOf, howTo, picture, repainted, rowsOf } from "./grid.js";
import { pastOf } from "./past.js";

const others = ["digit", "sample", "stored", "rule", "threshold", "seed"]; // parameters that no hand here sets while it moves

export function hands(own) {
	const said = make("p", { role: "status", class: "said" });
	const say = text => said.textContent = text;
	const grid = gridOf({ name: "Digit", describes: "hands-hint", begun: () => past.keep(), drawn: look, moved: say, done(n) {
		if (!n) past.drop();
		say(n === 1 ? "1 pixel changed" : `${n || "No"} pixels changed`);
		if (n) settle();
	} });
	const button = (text, click, more) => make("button", { type: "button", click, ...more }, text);

	let stored = ""; // the digit as the network remembers it
	let level = ""; // of the noise
	let known = ""; // the question of which all this is made

	const past = pastOf({ say, now: () => grid.text(), restore(then) {
		grid.put(then);
		settle();
	} });

	// settle makes what is on the grid the parameter.
	function settle() {
		const text = grid.text();
		write({ cue: text === stored ? "" : text });
		look();
	}

	// write sets parameters that the hands show already.
	function write(values) {
		own.set(values);
		known = String(asked());
	}

	const asked = () => new URLSearchParams([["scene", "hopfield-recall"], ...[...others, "sigma", "cue"].map(key => [key, own.value(key)])]);

	// follow makes the hands show what the parameters say.
	let abort = new AbortController();
	async function follow() {
		const q = asked();
		if (known === String(q)) return;
		abort.abort();
		const { signal } = abort = new AbortController();
		try {
			const slate = await own.ask("slate", q, signal);
			stored = slate.memories[0];
			if (slate.cue !== grid.text()) {
				grid.put(slate.cue);
				past.forget();
			}
			sigma.value = level = q.get("sigma");
			told();
			known = String(q);
			show(panels[0], stored, "");
			look();
		} catch (error) {
			if (error.name !== "AbortError" && !(error instanceof Refused)) throw error; // the page says what is refused
		}
	}

	// look asks what the network makes of what is on the grid: one question at a time, and of those that come meanwhile the last.
	let looking = false, again = false;
	async function look() {
		again = true;
		if (looking || !stored) return;
		looking = true;
		try {
			while (again) {
				again = false;
				const q = asked();
				q.set("cue", grid.text());
				q.set("sigma", level);
				const answer = await own.ask("recalled", q);
				show(panels[1], answer.start, `${answer.before} wrong`);
				show(panels[2], answer.end, `${answer.after} wrong`);
			}
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
		} finally {
			looking = false;
		}
	}

	// ---- What is seen

	const panels = ["Stored", "Shown", "Network"].map(name => {
		const canvas = make("canvas", { role: "img", "aria-label": name }), note = make("span", { class: "muted" });
		return { name, canvas, note, rows: null, element: make("figure", {}, canvas, make("figcaption", {}, name, note)) };
	});

	function show(panel, text, note) {
		panel.rows = rowsOf(text);
		picture(panel.canvas, panel.rows);
		panel.canvas.setAttribute("aria-label", [panel.name, note].filter(Boolean).join(": "));
		panel.note.textContent = note;
	}
	repainted(() => {
		for (const panel of panels) if (panel.rows) picture(panel.canvas, panel.rows);
	});

	const value = make("output", { for: "hands-sigma" });
	const sigma = make("input", { id: "hands-sigma", type: "range", min: 0, max: 5, step: 0.1, autocomplete: "off", input() {
		level = sigma.value;
		told();
		look();
	}, change: () => write({ sigma: level }) });
	const told = () => {
		value.textContent = `σ = ${level}`;
		sigma.setAttribute("aria-valuetext", value.textContent);
		sigma.style.setProperty("--at", sigma.value / sigma.max);
	};

	const element = make("section", { class: "hands", hidden: true, "aria-labelledby": "hands-title", keydown: past.keys },
		make("link", { rel: "stylesheet", href: new URL("grid.css", import.meta.url).href, load: () => element.hidden = false }),
		make("h2", { id: "hands-title" }, "Paint over the digit"),
		make("div", { class: "desk" },
			make("div", { class: "drawing" },
				grid.sheet,
				said,
				howTo("hands-hint")),
			make("div", { class: "acts" },
				make("div", { class: "panels", role: "group", "aria-label": "What the network makes of it" }, ...panels.map(p => p.element)),
				grid.tools,
				make("div", { class: "tools" }, ...past.buttons, button("As stored", () => {
					past.keep();
					grid.put(stored);
					say("The digit is as the network remembers it");
					settle();
				})),
				make("div", { class: "tools" }, make("label", { for: "hands-sigma" }, "Noise"), sigma, value),
				make("div", { class: "tools" }, button("Another digit", () => {
					own.set({ digit: String((Number(own.value("digit")) + 1) % 10), cue: "" });
					say(`The digit is ${own.value("digit")}`);
					follow();
				}, { class: "chief" })))));

	own.heard(follow);
	follow();
	return element;
}
