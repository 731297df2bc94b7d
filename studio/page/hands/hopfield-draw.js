// The hands of hopfield-draw: what is drawn is memorised, and what is left of a drawing is shown to the network.
import { Refused } from "../host.js";
import { make } from "../elements.js";
import { gridOf, howTo, picture, repainted, rowsOf } from "./grid.js";
import { pastOf } from "./past.js";

const recalling = 1; // the key frame with which the recall begins

export function hands(own) {
	const said = make("p", { role: "status", class: "said" });
	const say = text => said.textContent = text;
	const grid = gridOf({ name: "Drawing", describes: "hands-hint", begun: () => past.keep(), moved: say, done(n) {
		if (!n) past.drop();
		say(n === 1 ? "1 cell changed" : `${n || "No"} cells changed`);
	} });
	const button = (text, click, more) => make("button", { type: "button", click, ...more }, text);

	// ---- What there is: the drawing on the grid, and the memories

	let memories = [], room = 0; // as texts; for how many there is room
	let known = {}; // the parameters that this is made of
	let usual = null; // the memories of no parameter at all

	const past = pastOf({ say, now: () => ({ drawing: grid.text(), memories }), restore(then) {
		grid.put(then.drawing);
		if (then.memories !== memories) memorised(then.memories);
	} });

	// memorised makes drawings the memories. There is always one: a network without any has no film, and no address.
	function memorised(all) {
		memories = all;
		list();
		const text = all.join(";;");
		known.memories = text === usual ? "" : text;
		own.set({ memories: known.memories });
	}

	// follow makes the hands show what the parameters say.
	let abort = new AbortController();
	async function follow() {
		const asked = { memories: own.value("memories"), cue: own.value("cue") };
		if (asked.memories === known.memories && asked.cue === known.cue) return;
		abort.abort();
		const { signal } = abort = new AbortController();
		try {
			const slate = await own.ask("slate", new URLSearchParams({ scene: "hopfield-draw", ...asked }), signal);
			const size = new URLSearchParams({ cols: slate.cols, rows: slate.rows });
			if (asked.cue && asked.cue !== known.cue) grid.put(slate.cue);
			else if (!grid.is(slate.cols, slate.rows)) grid.put(slate.cue.replaceAll("#", "."));
			known = asked;
			({ memories, room } = slate);
			if (!asked.memories) usual = memories.join(";;");
			past.forget();
			list();
			if (offeredFor !== String(size)) offer(await own.ask("drawings", size, signal));
			offeredFor = String(size);
		} catch (error) {
			if (error.name !== "AbortError" && !(error instanceof Refused)) throw error; // the page says what is refused
		}
	}

	// ---- What can be done

	function memorise() {
		const drawing = grid.text();
		if (grid.empty()) return say("The grid is empty: draw something first");
		if (memories.includes(drawing)) return say("This drawing is memorised already");
		past.keep();
		memorised([...memories, drawing]);
		say(`Memorised, as number ${memories.length}`);
	}

	function memoriseAlone() {
		if (grid.empty()) return say("The grid is empty: draw something first");
		past.keep();
		memorised([grid.text()]);
		say("Memorised, and all others are forgotten");
	}

	function forget(i) {
		if (memories.length === 1) return say("This is the only memory: memorise another one first");
		past.keep();
		memorised(memories.toSpliced(i, 1));
		say(`Memory ${i + 1} is forgotten`);
		const left = thumbs.querySelectorAll(".forget");
		left[Math.min(i, left.length - 1)].focus();
	}

	let recall = false; // is to be seen as soon as the film is there

	function recalled() {
		if (grid.empty()) return say("The grid is empty: draw a part of a memory first");
		recall = true;
		known.cue = grid.text();
		own.set({ cue: known.cue });
		say("The network is shown the drawing");
	}

	const put = (drawing, what) => {
		past.keep();
		grid.put(drawing);
		say(`${what} is on the grid`);
	};

	let noises = 0; // so far: each is another one
	async function addNoise() {
		const drawing = grid.text(), seed = ++noises;
		try {
			const answer = await own.ask("noise", new URLSearchParams({ drawing, percent: share.value, seed }));
			if (grid.text() !== drawing) return; // one has drawn on
			put(answer.drawing, `Noise ${seed}, ${share.value} % of the cells,`);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			say(error.message);
		}
	}

	// ---- What is seen

	const trouble = make("p", { class: "trouble", "aria-hidden": "true" }); // which the page tells as well
	const percent = make("output", { for: "hands-noise" });
	const share = make("input", { id: "hands-noise", type: "range", min: 5, max: 50, step: 5, value: 20, autocomplete: "off", input: () => told() });
	const told = () => {
		percent.textContent = `${share.value} %`;
		share.setAttribute("aria-valuetext", percent.textContent);
		share.style.setProperty("--at", (share.value - share.min) / (share.max - share.min));
	};
	told();

	const pictures = make("select", { id: "hands-pictures", autocomplete: "off" });
	let offered = [], offeredFor = ""; // which size
	function offer(all) {
		offered = all;
		pictures.replaceChildren(...[...new Set(all.map(p => p.group))].map(group => make("optgroup", { label: group },
			...all.flatMap((p, i) => p.group === group ? [make("option", { value: i }, p.name)] : []))));
	}

	const count = make("p", { class: "muted" }), thumbs = make("ul", { class: "memories", "aria-label": "Memories" });
	function list() {
		const n = memories.length;
		count.textContent = `${n === 1 ? "1 drawing" : `${n} drawings`}. Under Hebb’s rule there is room for ${room} random patterns; drawings resemble each other, and fewer go in.`;
		thumbs.replaceChildren(...memories.map((drawing, i) => {
			const small = make("canvas", { "aria-hidden": "true" });
			picture(small, rowsOf(drawing));
			return make("li", {},
				make("button", { type: "button", class: "thumb", "aria-label": `Put memory ${i + 1} on the grid`, title: "Put on the grid", click: () => put(drawing, `Memory ${i + 1}`) }, small),
				button("×", () => forget(i), { class: "forget", "aria-label": `Forget memory ${i + 1}`, title: "Forget" }));
		}));
	}
	repainted(list);

	const element = make("section", { class: "hands", hidden: true, "aria-labelledby": "hands-title", keydown: past.keys },
		make("link", { rel: "stylesheet", href: new URL("grid.css", import.meta.url).href, load: () => element.hidden = false }),
		make("h2", { id: "hands-title" }, "Draw, memorise, recall"),
		make("div", { class: "desk" },
			make("div", { class: "drawing" },
				grid.sheet,
				said,
				howTo("hands-hint")),
			make("div", { class: "acts" },
				grid.tools,
				make("div", { class: "tools" }, ...past.buttons, button("Clear", () => {
					past.keep();
					grid.clear();
					say("The grid is empty");
				})),
				make("div", { class: "tools" }, button("Memorise", memorise, { class: "chief" }), button("Recall", recalled, { class: "chief" })),
				trouble,
				make("div", { class: "tools" }, make("label", { for: "hands-noise" }, "Noise"), share, percent, button("Add noise", addNoise)),
				make("div", { class: "tools" }, make("label", { for: "hands-pictures" }, "Picture"), pictures, button("Put on the grid", () => {
					const p = offered[pictures.value];
					if (p) put(p.drawing, `${p.group.replace(/s$/, "")} ${p.name}`);
				})))),
		make("h3", {}, "Memories"),
		count,
		thumbs,
		make("div", { class: "tools" }, button("Memorise this alone", memoriseAlone, { title: "What is on the grid, and forget all others" })));

	own.answered(problem => {
		trouble.textContent = problem;
		if (!recall) return;
		recall = false;
		if (!problem) own.play(recalling);
	});
	own.heard(follow);
	follow();
	return element;
}
