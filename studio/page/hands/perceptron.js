// Points placed by hand. They are the parameter data, and the engine says what line it finds.
import { make } from "../elements.js";
import { Refused } from "../host.js";
import { byFinger } from "./pointer.js";

document.head.append(make("link", { rel: "stylesheet", href: new URL("perceptron.css", import.meta.url) }));

const wide = 400; // of the plane, in units of its drawing
const step = 16, small = 2; // of the cursor
const reach = { mouse: 11, pen: 14, touch: 24, keyboard: 9 }; // of a hand, in pixels of the page
const someLine = "There is a line that separates them, which the search has not found yet: give it more Epochs, or move the points further apart.";
const noLine = "Does no line separate them? Move, turn or delete points that are ringed, which the best line seen has on its wrong side. Or take that line for the best there is: no more passes will find one without mistakes.";
const kinds = new Map([[-1, "circle"], [1, "triangle"]]);

export function hands(own) {
	let points = []; // { x, y, label }; numbers as texts, so that none loses a digit
	let from = [-1, -1], to = [1, 1], high = wide; // what the plane shows, and its height
	let written = ""; // the data that the controls say; null after clearing, which no data say
	let known = {}; // what the controls said when they were last read: all of it, and what of it decides where the points are
	let label = 1, removes = false; // what a click does
	let cursor = [wide / 2, high / 2];
	let held = null; // { point, id, from, fresh, moved }: what is being moved, by what, from where; whether it is new, and was moved at all
	const past = []; // to be undone: { points, written }

	// ---- What is on the page

	const axes = draw("path", { class: "axes" }), line = draw("line", { class: "line" }), rings = draw("g", { class: "rings" }), marks = draw("g", {}), cross = draw("path", { class: "cross" });
	const plane = draw("svg", {
		class: "plane", tabindex: 0, role: "application", "aria-label": "Plane", "aria-describedby": "hands-hint hands-keys",
	}, axes, line, rings, marks, cross);
	const said = make("p", { role: "status", class: "said" });
	const advice = make("p", { role: "status", class: "advice" });
	const tools = [tool("○ Circle", -1), tool("△ Triangle", 1), tool("Delete", 0)];
	const undo = make("button", { type: "button", click: back }, "Undo");
	const element = make("section", { class: "hands", "aria-label": "Points by hand" },
		make("h2", {}, "Place the points"),
		make("p", { class: "help muted", id: "hands-hint" }, byFinger ?
			"Tap to place a point, drag to move it. The buttons say which kind comes, or that a tap deletes." :
			"Click to place a point, drag to move it, right click for the other kind."),
		make("div", { class: "tools", role: "group", "aria-label": byFinger ? "What a tap does" : "What a click does" }, ...tools.map(t => t.button)),
		plane, said, advice,
		make("div", { class: "tools" }, undo,
			make("button", { type: "button", click: clear }, "Clear"),
			make("button", { type: "button", click: random }, "Random points"),
			make("button", { type: "button", click: () => own.play(0, true) }, "Watch the search")),
		make("p", { class: "help muted", id: "hands-keys" },
			"Keys in the plane: arrows move the cursor, with Shift a little; Enter places a point, or takes up the one that is there and puts it down; T turns circle and triangle; Delete removes; N and P go to the next and the previous point; Ctrl+Z undoes."));

	function tool(name, kind) {
		const button = make("button", { type: "button", click: () => choose(kind) }, name);
		return { kind, button };
	}

	function choose(kind) {
		removes = kind === 0;
		if (!removes) label = kind;
		for (const t of tools) t.button.setAttribute("aria-pressed", String(t.kind === (removes ? 0 : label)));
	}

	// ---- Where things are

	const across = x => (x - from[0]) / (to[0] - from[0]) * wide;
	const down = y => (to[1] - y) / (to[1] - from[1]) * high;

	// round is a number that is as long as the plane can tell it from others, as text.
	function round(v, axis) {
		const unit = 10 ** Math.floor(Math.log10((to[axis] - from[axis]) / 150));
		return String(Number((Math.round(v / unit) * unit).toPrecision(12)));
	}

	// put moves a point to a place of the drawing, no further than its edge.
	function put(point, [u, v]) {
		point.x = round(from[0] + within(u, wide) / wide * (to[0] - from[0]), 0);
		point.y = round(to[1] - within(v, high) / high * (to[1] - from[1]), 1);
	}

	// near is the point that is next to a place, if any is within reach.
	function near([u, v], hand) {
		let best = null, least = reach[hand] * wide / (plane.clientWidth || wide);
		for (const p of points) {
			const away = Math.hypot(across(p.x) - u, down(p.y) - v);
			if (away <= least) [best, least] = [p, away];
		}
		return best;
	}

	const place = event => {
		const box = plane.getBoundingClientRect(), edge = plane.clientLeft;
		return [(event.clientX - box.x - edge) / plane.clientWidth * wide, (event.clientY - box.y - edge) / plane.clientHeight * high];
	};

	const text = () => points.map(p => `${p.x},${p.y},${p.label}`).join(";");
	const called = p => `${kinds.get(p.label)} at ${spoken(p)}`;
	const spoken = ({ x, y }) => `${short(x)}, ${short(y)}`;
	const short = v => String(Number(Number(v).toPrecision(3))).replace("-", "−");

	// ---- Drawing

	function show() {
		plane.setAttribute("viewBox", `0 0 ${wide} ${high}`);
		axes.setAttribute("d", `M${across(0)} 0V${high}M0 ${down(0)}H${wide}`);
		const size = Math.min(1, Math.max(0.5, Math.sqrt(150 / points.length))); // less in a crowd
		marks.replaceChildren(...points.map(p => p.mark = draw("path", { "data-label": p.label, "stroke-width": 2 * size, d: p.label > 0 ?
			`M0 ${-7 * size}L${6.5 * size} ${5 * size}H${-6.5 * size}Z` : `M${-6 * size} 0a${6 * size} ${6 * size} 0 1 0 ${12 * size} 0a${6 * size} ${6 * size} 0 1 0 ${-12 * size} 0` })));
		points.forEach(follow);
		ring();
		aim();
		undo.setAttribute("aria-disabled", String(!past.length)); // and it keeps the focus
	}

	function follow(p) {
		p.mark.setAttribute("transform", `translate(${across(p.x)} ${down(p.y)})`);
		p.mark.classList.toggle("held", held?.point === p);
	}

	// ring rings the points that the line has on its wrong side.
	function ring() {
		rings.replaceChildren(...points.filter(p => p.wrong).map(p => draw("circle", { cx: across(p.x), cy: down(p.y), r: 12 })));
	}

	function aim() {
		cursor = [within(cursor[0], wide), within(cursor[1], high)];
		cross.setAttribute("d", `M${cursor[0] - 14} ${cursor[1]}h28M${cursor[0]} ${cursor[1] - 14}v28`);
	}

	// ---- What the engine says

	let asking = false, again = false; // look asks, and has to ask again
	let frame = false; // the next answer says what the plane shows as well
	let news = ""; // to be said with the next answer
	let latest = 0; // how many times all points have changed at once

	// look asks for the line of the points as they are: one question at a time, and then for the latest. Once it has an answer to
	// the last it says what is new, and what came of it.
	async function look() {
		again = true;
		if (asking) return;
		asking = true;
		while (again) {
			again = false;
			if (!points.length) {
				frame = false;
				outcome(null);
				break;
			}
			const turn = latest, q = own.query(), data = text();
			if (written !== "" || held) q.set("data", data);
			try {
				const answer = await own.ask("points", q);
				if (turn !== latest) continue; // of points that are no more
				if (frame) {
					frame = false;
					see(answer);
					show();
				}
				outcome(answer);
				if (!again && news) say(`${news} ${answer.says}`);
			} catch (error) {
				if (!(error instanceof Refused)) {
					asking = false;
					throw error;
				}
				if (turn !== latest) continue;
				if (!again && news) say(news); // why it is refused is said where the film would be
				outcome(null);
			}
		}
		asking = false;
	}

	// outcome shows what the search came to, and what to do if that is not what one wants. null is that there is none.
	function outcome(answer) {
		trace(answer?.ends);
		points.forEach((p, i) => p.wrong = answer?.wrong?.includes(i));
		ring();
		const text = !answer || answer.found ? "" : answer.exists ? someLine : noLine;
		if (advice.textContent !== text) advice.textContent = text; // which is not told again
	}

	// trace draws the line through two points of it, from edge to edge.
	function trace(ends) {
		line.toggleAttribute("hidden", !ends);
		if (!ends) return;
		const [[a, b], [c, d]] = ends, far = 50;
		for (const [name, v] of [["x1", across(a - far * (c - a))], ["y1", down(b - far * (d - b))], ["x2", across(c + far * (c - a))], ["y2", down(d + far * (d - b))]]) line.setAttribute(name, v);
	}

	function say(what) {
		news = "";
		said.textContent = what;
	}

	// see makes the plane show what the chart of the film shows, and no less; it is no higher than wide, since a finger that
	// scrolls must get past it.
	function see(answer) {
		[from, to] = [[answer.x[0], answer.y[0]], [answer.x[1], answer.y[1]]];
		const shape = Math.min(2, Math.max(1, answer.wide));
		stretch(0, Math.max(1, shape / answer.wide));
		stretch(1, Math.max(1, answer.wide / shape));
		high = wide / shape;
	}

	function stretch(axis, more) {
		const mid = (from[axis] + to[axis]) / 2;
		from[axis] = mid + (from[axis] - mid) * more;
		to[axis] = mid + (to[axis] - mid) * more;
	}

	// widen makes room around what the plane shows.
	function widen() {
		const more = 1.2;
		stretch(0, more);
		stretch(1, more);
		cursor = [wide / 2 + (cursor[0] - wide / 2) / more, high / 2 + (cursor[1] - high / 2) / more];
	}

	// load takes the points from the engine: those of the parameters.
	async function load() {
		const turn = ++latest;
		try {
			const answer = await own.ask("points", own.query());
			if (turn !== latest) return;
			points = answer.points.split(";").map(row => {
				const [x, y, kind] = row.split(",");
				return { x, y, label: Number(kind) };
			});
			see(answer);
			show();
			outcome(answer);
			if (news) say(`${news} ${answer.says}`);
		} catch (error) {
			if (!(error instanceof Refused)) throw error; // else it is said where the film would be
		}
	}

	const read = () => ({ all: String(own.query()), points: ["data", "points", "margin", "seed"].map(own.value).join("\n") });

	own.heard(() => {
		const before = known;
		known = read();
		if (known.all === before.all) return;
		if (known.points === before.points) {
			frame = true; // it has another size, or another language
			look();
			return;
		}
		written = own.value("data");
		held = null;
		past.length = 0; // the browser goes back
		load();
	});

	// ---- Changes

	// remember keeps the points as they are, to be undone.
	function remember() {
		past.push({ points: points.map(({ x, y, label }) => ({ x, y, label })), written });
	}

	// settle writes the points into the parameters, and says what has happened.
	function settle(what) {
		latest++; // what is still on its way comes too late
		news = what;
		if (points.some(p => atEdge(across(p.x), wide) || atEdge(down(p.y), high))) widen();
		show();
		if (points.length) {
			write(text());
			look();
		} else {
			written = null;
			outcome(null);
			say(`${what} The film stays until there is a first point.`);
		}
	}

	function write(data) {
		written = data;
		own.set({ data });
		known = read();
	}

	function back() {
		const last = past.pop();
		if (!last) return say("Nothing is left to undo.");
		points = last.points;
		held = null;
		if (last.written === null || last.written === text()) return settle("Undone.");
		// The data may be as somebody wrote them, or none.
		news = "Undone.";
		show();
		write(last.written);
		look();
	}

	function clear() {
		remember();
		points = [];
		settle("All points are gone.");
	}

	function random() {
		remember();
		news = "Random points.";
		write("");
		load();
	}

	function remove(point) {
		remember();
		points = points.filter(p => p !== point);
		settle(`Removed the ${called(point)}.`);
	}

	function turn(point) {
		remember();
		point.label = -point.label;
		settle(`Now a ${called(point)}.`);
	}

	// take begins to move a point, new ones as well.
	function take(point, at, id) {
		held = { point, id, from: at, fresh: !points.includes(point), moved: false };
		if (held.fresh) {
			remember();
			points = [...points, point];
			show();
			look();
		}
		follow(point);
	}

	// carry moves what is held.
	function carry(at) {
		if (!held.moved && !held.fresh) remember();
		held.moved = true;
		put(held.point, at);
		follow(held.point);
		ring();
		look();
	}

	function drop() {
		const { point, fresh, moved } = held;
		held = null;
		follow(point);
		cursor = [across(point.x), down(point.y)];
		aim();
		if (fresh) settle(`A ${called(point)}.`);
		else if (moved) settle(`Moved: ${called(point)}.`);
		else say(`A ${called(point)}. ${byFinger ? "Press Delete, then tap it, to remove it." : "T turns it, Delete removes it."}`);
	}

	// release lets go of what is held, as if nothing had been.
	function release() {
		const { fresh, moved } = held;
		held = null;
		if (fresh || moved) {
			points = past.pop().points;
			show();
			look();
		}
		marks.querySelectorAll(".held").forEach(m => m.classList.remove("held"));
	}

	// act does at a place what the tool does.
	function act(at, hand, other, id) {
		const point = near(at, hand);
		if (removes && !other) {
			if (point) remove(point);
			else say("No point is here.");
		} else if (point && other) {
			turn(point);
		} else {
			const taken = point || { label: other ? -label : label };
			if (!point) put(taken, at);
			take(taken, at, id);
		}
	}

	// ---- Mouse, pen and touch

	plane.addEventListener("pointerdown", event => {
		if (held || event.button !== 0 && event.button !== 2) return;
		event.preventDefault();
		plane.focus({ preventScroll: true });
		plane.classList.remove("keys");
		cursor = place(event);
		aim();
		act(cursor, event.pointerType in reach ? event.pointerType : "mouse", event.button === 2, event.pointerId);
		if (held) plane.setPointerCapture(event.pointerId);
	});
	plane.addEventListener("pointermove", event => {
		if (held?.id !== event.pointerId) return;
		const at = place(event);
		if (held.moved || Math.hypot(at[0] - held.from[0], at[1] - held.from[1]) > 3) carry(at);
	});
	plane.addEventListener("pointerup", event => {
		if (held?.id === event.pointerId) drop();
	});
	plane.addEventListener("pointercancel", event => {
		if (held?.id === event.pointerId) release();
	});
	plane.addEventListener("contextmenu", event => event.preventDefault());

	// ---- The keyboard

	const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

	plane.addEventListener("keydown", event => {
		const command = event.ctrlKey || event.metaKey, key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const byPointer = held && held.id !== "keyboard";
		if (byPointer || event.altKey || command && key !== "z") return;
		const here = held?.point || near(cursor, "keyboard");
		if (arrows[key]) {
			const [right, low] = arrows[key], far = event.shiftKey ? small : step;
			cursor = [cursor[0] + right * far, cursor[1] + low * far];
			aim();
			if (held) carry(cursor);
			const at = near(cursor, "keyboard");
			const mid = {};
			put(mid, cursor);
			say(held ? spoken(held.point) : at ? `A ${called(at)}.` : spoken(mid));
		} else if (key === "Enter" || key === " ") {
			if (event.repeat) return event.preventDefault();
			if (held) drop();
			else {
				const found = near(cursor, "keyboard");
				act(cursor, "keyboard", false, "keyboard");
				if (held && !found) drop();
				else if (held) say(`Took up the ${called(held.point)}.`);
			}
		} else if (key === "t") {
			if (held) drop();
			if (here) turn(here);
			else {
				choose(-label);
				say(`Next comes a ${kinds.get(label)}.`);
			}
		} else if (key === "Delete" || key === "Backspace") {
			if (held) drop();
			if (here) remove(here);
			else say("No point is here.");
		} else if ((key === "n" || key === "p") && points.length && !held) {
			const i = points.indexOf(here), by = key === "n" ? 1 : -1;
			const next = points[i < 0 ? (by > 0 ? 0 : points.length - 1) : (i + by + points.length) % points.length];
			cursor = [across(next.x), down(next.y)];
			aim();
			say(`Point ${points.indexOf(next) + 1} of ${points.length}: ${called(next)}.`);
		} else if (key === "Escape" && held) {
			release();
			say("Put back.");
		} else if (key === "z" && command) {
			back();
		} else return;
		plane.classList.add("keys");
		event.preventDefault();
		event.stopPropagation();
	});
	plane.addEventListener("blur", () => {
		if (held?.id === "keyboard") drop();
	});
	plane.addEventListener("focus", () => plane.classList.toggle("keys", plane.matches(":focus-visible")));

	choose(1);
	known = read();
	written = own.value("data");
	show();
	load();
	return element;
}

const atEdge = (v, most) => Math.min(v, most - v) < 0.03 * most;
const within = (v, most) => Math.min(most, Math.max(0, v));

function draw(tag, attributes, ...children) {
	const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
	for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
	e.append(...children);
	return e;
}
