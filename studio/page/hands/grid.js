// A grid of cells on which one draws, with a mouse, a finger, a pen, or keys.
import { make } from "../elements.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

// rowsOf is the rows of a drawing as a parameter has it: rows of # and . with semicolons or line breaks between them.
export const rowsOf = text => text.split(/[;\n]/).map(row => row.trimEnd()).filter(row => row);

// picture paints rows of a drawing into a canvas, each cell a pixel.
export function picture(canvas, rows) {
	canvas.width = rows[0].length;
	canvas.height = rows.length;
	paint(canvas, (x, y) => rows[y][x] === "#", 1, 0);
}

function paint(canvas, ink, cell, gap) {
	// Nothing is drawn that a GPU could help with.
	const context = canvas.getContext("2d", { willReadFrequently: true }), style = getComputedStyle(document.documentElement);
	const colours = ["--panel", "--ink"].map(name => style.getPropertyValue(name));
	context.clearRect(0, 0, canvas.width, canvas.height);
	const cols = Math.round(canvas.width / cell), rows = Math.round(canvas.height / cell);
	for (let y = 0; y < rows; y++) {
		for (let x = 0; x < cols; x++) {
			context.fillStyle = colours[Number(ink(x, y))];
			context.fillRect(x * cell, y * cell, cell - gap, cell - gap);
		}
	}
}

// repainted calls a function whenever the colours of the page change.
export function repainted(fn) {
	dark.addEventListener("change", fn);
}

// howTo tells how one draws.
export const howTo = id => make("p", { id, class: "help muted" },
	"Draw with the mouse or a finger; the other button erases. By keys: arrows move, space inks or erases, Shift with arrows draws, Ctrl+Z undoes.");

// gridOf is a grid, with the tools to draw on it. describes is the id of what says how. It calls begun before cells change by
// hand, drawn() when some have changed in a stroke, done(n) after a stroke that changed n of them, and moved(text) with what is
// under the cursor of the keyboard.
export function gridOf({ name, describes, begun, drawn = () => {}, done, moved }) {
	let cols = 1, rows = 1, cells = new Uint8Array(1); // 1 is ink
	let ink = 1, brush = 1; // the tool: ink or paper, and how many cells wide
	const at = { x: 0, y: 0 }; // the cursor of the keyboard
	let byKeys = false; // it is shown

	const canvas = make("canvas", { class: "grid", tabindex: 0, role: "application", "aria-roledescription": "drawing grid", "aria-describedby": describes });
	const sheet = make("div", { class: "sheet" }, canvas);
	const tool = (value, text) => make("button", { type: "button", "aria-pressed": String(value === ink), click: () => {
		ink = value;
		for (const b of tools.querySelectorAll("[aria-pressed]")) b.setAttribute("aria-pressed", String(b === (ink ? pen : rubber)));
	} }, text);
	const pen = tool(1, "Draw"), rubber = tool(0, "Erase");
	const width = make("select", { "aria-label": "Width of the brush", autocomplete: "off", input: () => {
		brush = Number(width.value);
		show();
	} }, ...[[1, "Thin"], [3, "Thick"], [5, "Thicker"]].map(([value, text]) => make("option", { value }, text)));
	const tools = make("div", { class: "tools", role: "group", "aria-label": "Brush" }, pen, rubber, width);

	// ---- What is seen

	function show() {
		const side = Math.max(1, Math.floor(sheet.clientWidth * devicePixelRatio / Math.max(cols, rows))); // of a cell, in pixels of the screen
		if (canvas.width !== side * cols || canvas.height !== side * rows) {
			canvas.width = side * cols;
			canvas.height = side * rows;
			canvas.style.width = `${canvas.width / devicePixelRatio}px`;
		}
		paint(canvas, (x, y) => cells[y * cols + x], side, side > 5 ? 1 : 0);
		if (!byKeys) return;
		const context = canvas.getContext("2d"), half = (brush - 1) / 2;
		context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--warm");
		context.lineWidth = Math.max(2, side / 5);
		context.strokeRect((at.x - half) * side, (at.y - half) * side, brush * side, brush * side);
	}
	new ResizeObserver(show).observe(sheet);
	repainted(show);

	// ---- Strokes

	let changed = null; // of the stroke under way: the cells that it changed

	// dab puts ink or paper where the brush is.
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
		stroke = event.button === 0 ? ink : 1 - ink; // the other button, and the other end of a pen
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
			dab(at.x, at.y, 1 - cells[at.y * cols + at.x]);
			end();
		} else {
			const from = { ...at };
			at.x = Math.max(0, Math.min(at.x + step[0], cols - 1));
			at.y = Math.max(0, Math.min(at.y + step[1], rows - 1));
			if (event.shiftKey) {
				begin();
				line(from, at, ink);
				end();
			}
		}
		show();
		moved(`Row ${at.y + 1}, column ${at.x + 1}: ${cells[at.y * cols + at.x] ? "ink" : "paper"}`);
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
		focus: () => canvas.focus(),
		// text is the drawing as a parameter has it.
		text: () => Array.from({ length: rows }, (_, y) => Array.from(cells.subarray(y * cols, y * cols + cols), c => c ? "#" : ".").join("")).join(";"),
		is: (wide, high) => cols === wide && rows === high,
		empty: () => !cells.includes(1),
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
			cells = Uint8Array.from(all.join(""), c => c === "#" ? 1 : 0);
			show();
		},
		clear() {
			cells.fill(0);
			show();
		},
	};
}
