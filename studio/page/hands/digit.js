// A digit that is picked, painted over, and shown to a network: the hands of scenes that begin with one.
import { Refused } from "../host.js";
import { make } from "../elements.js";
import { nearest } from "../stops.js";
import { gridOf, howTo, picture, repainted, rowsOf } from "./grid.js";
import { pastOf } from "./past.js";

// noise is the slider of a scene's parameter sigma.
export const noise = { key: "sigma", name: "Noise", sign: "σ", stops: Array.from({ length: 51 }, (_, i) => String(i / 10)) };

// digitHands are the hands of a scene with the parameters digit, sample and cue. What the network makes of the drawing is asked
// while it, or a slider, moves.
// - scene: its name, title: what one does,
// - op: what is asked of the engine, keys: the parameters on which its answer depends, but for the cue and the sliders,
// - erases: pixels may be unknown,
// - sliders: { key, name, sign, stops }, of parameters,
// - starts: { name, says, of(slate) }, the drawings with which one may begin,
// - panels: an element for what the network makes of it. began(slate) is called with a digit, and show(answer) with each answer;
//   what it returns says in a line what came of it.
export function digitHands(own, { scene, title, op, keys, erases, sliders, starts, panels, began = () => {}, show }) {
	const said = make("p", { role: "status", class: "said" });
	const say = text => said.textContent = text;
	const outcome = make("p", { role: "status", class: "unseen" }); // of what was done, for whom does not see the panels
	const grid = gridOf({ name: "Digit", describes: "hands-hint", erases, begun: () => past.keep(), drawn: look, moved: say, done(n) {
		if (!n) past.drop();
		say(n === 1 ? "1 pixel changed" : `${n || "No"} pixels changed`);
		if (n) settle();
	} });
	const button = (text, click, more) => make("button", { type: "button", click, ...more }, text);

	let slate = null; // { digit, usual }: the digit, and what is shown to the network if nobody paints
	let known = ""; // the question of which all this is made
	const slid = sliders.map(s => sliderOf(s, look, level => {
		write({ [s.key]: level });
		tell();
	}));

	const past = pastOf({ say, now: () => grid.text(), restore(then) {
		grid.put(then);
		settle();
	} });

	// settle makes what is on the grid the parameter.
	function settle() {
		const text = grid.text();
		write({ cue: text === slate.usual ? "" : text });
		tell();
	}

	// tell has it told what comes of what was done.
	let due = false;
	function tell() {
		due = true;
		look();
	}

	// write sets parameters that the hands show already.
	function write(values) {
		own.set(values);
		known = String(asked());
	}

	const asked = () => new URLSearchParams([["scene", scene], ...[...keys, ...sliders.map(s => s.key), "cue"].map(key => [key, own.value(key)])]);

	// follow makes the hands show what the parameters say.
	let abort = new AbortController();
	let beyond = false; // the sample may be one too many
	async function follow() {
		const q = asked();
		if (known === String(q)) return;
		abort.abort();
		const { signal } = abort = new AbortController();
		try {
			const { memories, cue } = await own.ask("slate", q, signal);
			let usual = cue;
			if (q.get("cue")) {
				const plain = new URLSearchParams(q);
				plain.delete("cue");
				usual = (await own.ask("slate", plain, signal)).cue;
			}
			slate = { digit: memories[0], usual };
			if (cue !== grid.text()) {
				grid.put(cue);
				past.forget();
			}
			for (const s of slid) s.put(q.get(s.key));
			digit.value = q.get("digit");
			due = known !== ""; // when the page opens nothing was done yet
			known = String(q);
			beyond = false;
			began(slate);
			look();
		} catch (error) {
			if (error.name === "AbortError") return;
			if (!(error instanceof Refused)) throw error;
			if (beyond) pick({ sample: "0" }, "The first again"); // else the page says what is refused
		}
	}

	// look asks what the network makes of what is on the grid: one question at a time, and of those that come meanwhile the last.
	let looking = false, again = false;
	async function look() {
		again = true;
		if (looking || !slate) return;
		looking = true;
		try {
			let text;
			while (again) {
				again = false;
				const q = asked();
				q.set("cue", grid.text());
				for (const s of slid) q.set(s.key, s.level());
				text = show(await own.ask(op, q));
			}
			if (due) outcome.textContent = text;
			due = false;
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
		} finally {
			looking = false;
		}
	}

	// pick takes another digit, as it is.
	function pick(values, text) {
		own.set({ ...values, cue: "" });
		beyond = false;
		say(text);
		follow();
	}

	const digit = make("select", { id: "hands-digit", autocomplete: "off", input: () => pick({ digit: digit.value, sample: "0" }, `The digit is ${digit.value}`) },
		...Array.from({ length: 10 }, (_, i) => make("option", { value: i }, String(i))));

	const element = make("section", { class: "hands", hidden: true, "aria-labelledby": "hands-title", keydown: past.keys },
		make("link", { rel: "stylesheet", href: new URL("grid.css", import.meta.url).href, load: () => element.hidden = false }),
		make("h2", { id: "hands-title" }, title),
		make("div", { class: "desk" },
			make("div", { class: "drawing" },
				grid.sheet,
				said,
				outcome),
			make("div", { class: "acts" },
				panels,
				...slid.map(s => s.element),
				make("div", { class: "tools" }, make("label", { for: "hands-digit" }, "Digit"), digit,
					button("Another one", () => {
						const sample = String(Number(own.value("sample")) + 1);
						own.set({ sample, cue: "" });
						beyond = true;
						say(`Another ${own.value("digit")}: sample ${sample}`);
						follow();
					}),
					button("Another digit", () => {
						const next = String((Number(own.value("digit")) + 1) % 10);
						pick({ digit: next, sample: "0" }, `The digit is ${next}`);
					})),
				grid.tools,
				make("div", { class: "tools" }, ...past.buttons, ...starts.map(({ name, says, of }) => button(name, () => {
					if (!slate) return;
					past.keep();
					grid.put(of(slate));
					say(says);
					settle();
				}))),
				howTo("hands-hint"))));

	own.heard(follow);
	follow();
	return element;
}

// sliderOf is a slider that calls moves while it moves, and moved(level) when it has. put(level) puts it where level is, or as
// near as it goes; level() is what it says.
function sliderOf({ key, name, sign, stops }, moves, moved) {
	const id = `hands-${key}`;
	let level = "";
	const value = make("output", { for: id });
	const slider = make("input", { id, type: "range", min: 0, max: stops.length - 1, step: 1, autocomplete: "off", input() {
		level = stops[slider.value];
		told();
		moves();
	}, change: () => moved(level) });
	function told() {
		value.textContent = `${sign} = ${level}`;
		slider.setAttribute("aria-valuetext", value.textContent);
		slider.style.setProperty("--at", slider.value / slider.max);
	}
	return {
		key,
		element: make("div", { class: "tools" }, make("label", { for: id }, name), slider, value),
		level: () => level,
		put(text) {
			level = text;
			slider.value = nearest({ type: "float" }, stops, text);
			told();
		},
	};
}

// canvasOf is a canvas. show(paint) has it painted by paint(canvas), and again when the colours of the page change.
export function canvasOf(attributes) {
	const canvas = make("canvas", attributes);
	let paint = () => {};
	repainted(() => paint(canvas));
	return {
		canvas,
		show(how) {
			paint = how;
			paint(canvas);
		},
	};
}

// panelOf is a picture with its name, and with a note.
export function panelOf(name) {
	const picture = canvasOf({ role: "img", "aria-label": name }), note = make("span", { class: "muted" });
	return {
		element: make("figure", {}, picture.canvas, make("figcaption", {}, name, note)),
		show(text, paint) {
			picture.canvas.setAttribute("aria-label", [name, text].filter(Boolean).join(": "));
			note.textContent = text;
			picture.show(paint);
		},
	};
}

// drawn paints a drawing.
export const drawn = text => canvas => picture(canvas, rowsOf(text));
