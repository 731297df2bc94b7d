// A grid of cells on which one draws, with a mouse, a finger, a pen, or keys.
import { make } from "../elements.js";
import { byFinger } from "./pointer.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

// colours are those of the page, by name. They are kept: to ask for one anew has the whole page styled, with each picture.
const colours = new Map();
dark.addEventListener("change", () => colours.clear());

function colour(name) {
	if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name));
	return colours.get(name);
}

// rowsOf is the rows of a drawing as a parameter has it: rows of #, . and ? with semicolons or line breaks between them.
export const rowsOf = text => text.split(/[;\n]/).map(row => row.trimEnd()).filter(row => row);

const signs = ".?#"; // paper, unknown, and ink
const [paper, unknown, ink] = [0, 1, 2]; // as cells have them
const called = ["paper", "unknown", "ink"];

// picture paints rows of a drawing into a canvas, each cell a pixel.
export function picture(canvas, rows) {
	shades(canvas, rows[0].length, Array.from(rows.join(""), sign => signs.indexOf(sign) / ink));
}

// shades paints shares of ink, from 0 to 1, along rows of so many cells, each a pixel.
export function shades(canvas, cols, shares) {
	canvas.width = cols;
	canvas.height = shares.length / cols;
	paint(canvas, cols, shares.length, i => shares[i], 1, 0);
}

// paint paints n cells by their shares of ink, with gaps between them.
function paint(canvas, cols, n, share, side, gap) {
	// Nothing is drawn that a GPU could help with.
	const context = canvas.getContext("2d", { willReadFrequently: true });
	context.fillStyle = colour("--panel");
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.fillStyle = colour("--ink");
	for (let i = 0; i < n; i++) {
		const alpha = share(i);
		if (!alpha) continue;
		context.globalAlpha = alpha;
		context.fillRect(i % cols * side, Math.floor(i / cols) * side, side, side);
	}
	context.globalAlpha = 1;
	if (!gap) return;
	for (let x = side; x <= canvas.width; x += side) context.clearRect(x - gap, 0, gap, canvas.height);
	for (let y = side; y <= canvas.height; y += side) context.clearRect(0, y - gap, canvas.width, gap);
}

// repainted calls a function whenever the colours of the page change.
export function repainted(fn) {
	dark.addEventListener("change", fn);
}

// howTo tells how one draws.
export const howTo = id => make("p", { id, class: "help muted" },
	`${byFinger ? "Draw with a finger; the buttons say what it leaves." : "Draw with the mouse or a finger; the other button of the mouse erases."} By keys: arrows move, space inks or erases, Shift with arrows draws, Ctrl+Z undoes.`);

// gridOf is a grid, with the tools to draw on it; if erases says so, cells may be unknown. describes is the id of what says how.
// It calls begun() before cells change by hand, drawn() when some have changed in a stroke, done(n) after a stroke that changed n
// of them, and moved(text) with what is under the cursor of the keyboard.
export function gridOf({ name, describes, erases = false, begun, drawn = () => {}, done, moved }) {
	let cols = 1, rows = 1, cells = new Uint8Array(1);
	let held = ink, brush = 1; // the tool: what it leaves, and how many cells wide
	const at = { x: 0, y: 0 }; // the cursor of the keyboard
	let byKeys = false; // it is shown

	const canvas = make("canvas", { class: "grid", tabindex: 0, role: "application", "aria-roledescription": "drawing grid", "aria-describedby": describes });
	const sheet = make("div", { class: "sheet" }, canvas);
	const pens = (erases ? [[ink, "Ink"], [paper, "Paper"], [unknown, "Unknown"]] : [[ink, "Draw"], [paper, "Erase"]]).map(([value, text]) => {
		const pen = make("button", { type: "button", "aria-pressed": String(value === held), click: () => {
			held = value;
			for (const other of pens) other.setAttribute("aria-pressed", String(other === pen));
		} }, text);
		return pen;
	});
	const width = make("select", { "aria-label": "Width of the brush", autocomplete: "off", input: () => {
		brush = Number(width.value);
		show();
	} }, ...[[1, "Thin"], [3, "Thick"], [5, "Thicker"]].map(([value, text]) => make("option", { value }, text)));
	const tools = make("div", { class: "tools", role: "group", "aria-label": "Brush" }, ...pens, width);

	// ---- What is seen

	let side = 1; // of a cell, in pixels of the screen

	// fit makes cells as large as there is room for.
	function fit() {
		side = Math.max(1, Math.floor(sheet.clientWidth * devicePixelRatio / Math.max(cols, rows)));
		if (canvas.width !== side * cols || canvas.height !== side * rows) {
			canvas.width = side * cols;
			canvas.height = side * rows;
			canvas.style.width = `${canvas.width / devicePixelRatio}px`;
		}
		show();
	}

	function show() {
		paint(canvas, cols, cells.length, i => cells[i] / ink, side, side > 5 ? 1 : 0);
		if (!byKeys) return;
		const context = canvas.getContext("2d"), half = (brush - 1) / 2;
		context.strokeStyle = colour("--warm");
		context.lineWidth = Math.max(2, side / 5);
		context.strokeRect((at.x - half) * side, (at.y - half) * side, brush * side, brush * side);
	}
	new ResizeObserver(fit).observe(sheet);
	repainted(show);

	// ---- Strokes

	let changed = null; // of the stroke under way: the cells that it changed

	// dab puts a value where the brush is.
	function dab(x, y, value) {
		const half = (brush - 1) / 2;
		for (let v = Math.max(0, y - half); v <= Math.min(rows - 1, y + half); v++) {
			for (let u = Math.max(0, x - half); u <= Math.min(cols - 1, x + half); u++) {
				const i = v * cols + u;
				if (cells[i] === value) continue;
				cells[i] = value;
				changed.add(i);
			}
		}
	}

	// line puts it all the way from one cell to another.
	function line(from, to, value) {
		const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
		for (let i = 0; i <= steps; i++) {
			dab(Math.round(from.x + (to.x - from.x) * i / steps), Math.round(from.y + (to.y - from.y) * i / steps), value);
		}
	}

	function begin() {
		begun();
		changed = new Set();
	}

	function end() {
		const n = changed.size;
		changed = null;
		done(n);
	}

	let last = null, stroke = 0; // where the pointer was, and what it leaves

	const cellOf = event => {
		const r = canvas.getBoundingClientRect();
		return { x: Math.floor((event.clientX - r.left) / r.width * cols), y: Math.floor((event.clientY - r.top) / r.height * rows) };
	};

	canvas.addEventListener("pointerdown", event => {
		if (!event.isPrimary || changed || ![0, 2, 5].includes(event.button)) return;
		canvas.setPointerCapture(event.pointerId);
		byKeys = false;
		stroke = event.button === 0 ? held : held === paper ? ink : paper; // the other button, and the other end of a pen
		begin();
		last = cellOf(event);
		line(last, last, stroke);
		show();
		drawn();
	});
	canvas.addEventListener("pointermove", event => {
		if (!last || !event.isPrimary) return;
		const all = event.getCoalescedEvents?.() || [];
		for (const e of all.length ? all : [event]) {
			const next = cellOf(e);
			line(last, next, stroke);
			last = next;
		}
		show();
		drawn();
	});
	for (const type of ["pointerup", "pointercancel"]) canvas.addEventListener(type, event => {
		if (!last || !event.isPrimary) return;
		last = null;
		end();
	});
	canvas.addEventListener("contextmenu", event => event.preventDefault());

	// ---- Keys

	const steps = { // Home and End lead to the edge of the widest grid
		ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Home: [-128, 0], End: [128, 0], PageUp: [0, -5], PageDown: [0, 5],
	};

	canvas.addEventListener("keydown", event => {
		if (event.ctrlKey || event.altKey || event.metaKey || last) return;
		const step = steps[event.key], dot = event.key === " " || event.key === "Enter";
		if (!step && !dot) return;
		event.preventDefault();
		byKeys = true;
		if (dot) {
			begin();
			const value = held === unknown ? unknown : ink;
			dab(at.x, at.y, cells[at.y * cols + at.x] === value ? paper : value);
			end();
		} else {
			const from = { ...at };
			at.x = Math.max(0, Math.min(at.x + step[0], cols - 1));
			at.y = Math.max(0, Math.min(at.y + step[1], rows - 1));
			if (event.shiftKey) {
				begin();
				line(from, at, held);
				end();
			}
		}
		show();
		moved(`Row ${at.y + 1}, column ${at.x + 1}: ${called[cells[at.y * cols + at.x]]}`);
	});
	canvas.addEventListener("focus", () => {
		byKeys = canvas.matches(":focus-visible");
		show();
	});
	canvas.addEventListener("blur", () => {
		byKeys = false;
		show();
	});

	return {
		sheet, tools,
		// text is the drawing as a parameter has it.
		text: () => Array.from({ length: rows }, (_, y) => Array.from(cells.subarray(y * cols, y * cols + cols), c => signs[c]).join("")).join(";"),
		is: (wide, high) => cols === wide && rows === high,
		empty: () => !cells.includes(ink),
		// put makes a drawing that of the grid, which takes its size.
		put(text) {
			const all = rowsOf(text);
			if (all[0].length !== cols || all.length !== rows) {
				[cols, rows] = [all[0].length, all.length];
				at.x = Math.floor((cols - 1) / 2);
				at.y = Math.floor((rows - 1) / 2);
				width.value = brush = Math.min(cols, rows) < 20 ? 1 : 3;
				canvas.setAttribute("aria-label", `${name}, ${cols} by ${rows} cells`);
			}
			cells = Uint8Array.from(all.join(""), sign => signs.indexOf(sign));
			fit();
		},
		clear() {
			cells.fill(paper);
			show();
		},
	};
}
