// Plays the film of a page, or of what was taken from one into a shadow tree; keys are heard on that root. It returns
// - stop(): ends it,
// - redraw(page): has the pictures of another page take the place of those that are shown, as soon as they are there: the same film,
//   drawn with more pixels. Nothing else changes: what plays goes on, and what stands still stands.
"use strict";
function playFilm(root) {
const $ = id => root.getElementById(id);
const figure = $("film"), poster = $("poster"), canvas = $("screen"), scrub = $("scrub"), speed = $("speed"), loop = $("loop");
const caption = $("caption"); // null without key frames
const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true }); // nothing is drawn that a GPU could help with

let reel = reelOf(root, paint, giveUp);
let coming = null; // the one that will take its place

// paint brings the wanted frame to the screen as soon as it is there.
function paint() {
	if (coming?.at(coming.frameAt(time))) change();
	const picture = reel.at(frame);
	if (!picture) return;
	context.putImageData(picture, 0, 0);
	figure.dataset.frame = frame;
	if (canvas.hidden) begin();
}

// change puts the reel that is coming in the place of the other. It may have other frames: those whose pictures are equal are one.
function change() {
	reel = coming;
	coming = null;
	frame = reel.frameAt(time);
	canvas.width = reel.width;
	canvas.height = reel.height;
	measure();
	label();
}

// ---- Time

const still = matchMedia("(prefers-reduced-motion: reduce)");
let frame = still.matches ? reel.last : 0; // the one that is shown, or will be as soon as it is there
let time = reel.startOf(frame); // in the film, in milliseconds
let playing = false, onScreen = true, before = 0, request = 0;

function play(on) {
	playing = on && reel.last > 0;
	figure.dataset.state = playing ? "playing" : "paused";
	$("play").setAttribute("aria-label", playing ? "Pause" : "Play");
	before = 0;
	cancelAnimationFrame(request);
	if (playing) request = requestAnimationFrame(tick);
}

function tick(now) {
	if (!playing || !onScreen) return;
	const longest = 250; // a page that was asleep goes on where it was
	if (before) time += Math.min(now - before, longest) * speed.value;
	before = now;
	if (time >= reel.length && !looping()) {
		show(reel.last);
		play(false);
		return;
	}
	if (time >= reel.length) {
		time %= reel.length;
		caption?.setAttribute("aria-live", "off"); // who listens has heard it all once
	}
	const n = reel.frameAt(time);
	if (n !== frame) show(n);
	request = requestAnimationFrame(tick);
}

// seek goes to a frame. Whoever looks for one wants to look at it: the film stops.
function seek(n) {
	if (playing) play(false);
	caption?.setAttribute("aria-live", "polite");
	n = Math.max(0, Math.min(n, reel.last));
	time = reel.startOf(n);
	show(n);
}

const looping = () => loop.getAttribute("aria-pressed") === "true";

// ---- Controls

const keys = [...root.querySelectorAll("[data-key]")];

function show(n) {
	frame = n;
	paint();
	label();
}

function label() {
	const { last, keys: captions } = reel;
	scrub.value = frame;
	scrub.style.setProperty("--at", last ? frame / last : 0);
	scrub.setAttribute("aria-valuetext", `${frame + 1} of ${last + 1}`);
	$("count").textContent = `${frame + 1} / ${last + 1}`;
	let current = captions.length - 1;
	while (current >= 0 && captions[current].frame > frame) current--;
	keys.forEach((key, i) => i === current ? key.setAttribute("aria-current", "true") : key.removeAttribute("aria-current"));
	const words = current < 0 ? "" : captions[current].caption;
	if (!caption || caption.textContent === words) return;
	caption.textContent = words; // which is read out
	caption.classList.toggle("said", words === figure.querySelector("figcaption")?.textContent);
}

function faster(steps) {
	speed.selectedIndex = Math.max(0, Math.min(speed.selectedIndex + steps, speed.length - 1));
}

const actions = {
	first: () => seek(0),
	back: () => seek(frame - 1),
	play: () => {
		if (!playing && frame === reel.last) seek(0);
		play(!playing);
	},
	forward: () => seek(frame + 1),
	last: () => seek(reel.last),
	loop: () => loop.setAttribute("aria-pressed", !looping()),
};
for (const id in actions) $(id).addEventListener("click", actions[id]);
scrub.addEventListener("input", () => seek(Number(scrub.value)));
canvas.addEventListener("click", actions.play);
keys.forEach((key, i) => key.addEventListener("click", () => seek(reel.keys[i].frame)));

const shortcuts = {
	" ": actions.play, k: actions.play, l: actions.loop,
	ArrowLeft: actions.back, ArrowRight: actions.forward, Home: actions.first, End: actions.last,
	"+": () => faster(1), "=": () => faster(1), ">": () => faster(1), "-": () => faster(-1), "<": () => faster(-1),
};
root.addEventListener("keydown", event => {
	if (event.ctrlKey || event.altKey || event.metaKey || canvas.hidden || event.target === speed) return;
	if (event.key === " " && event.target.tagName === "BUTTON") return; // which it presses
	const key = reel.keys[event.key - 1];
	const action = key ? () => seek(key.frame) : shortcuts[event.key] || shortcuts[event.key.toLowerCase()];
	if (!action) return;
	event.preventDefault();
	action();
});

// ---- The page

// begin puts the player where the poster was, once there is a picture.
function begin() {
	poster.hidden = true;
	canvas.hidden = false;
	$("controls").hidden = reel.last === 0;
	if ($("keys")) $("keys").hidden = false;
	measure();
	new IntersectionObserver(entries => {
		const was = onScreen;
		onScreen = entries[entries.length - 1].isIntersecting;
		if (playing && onScreen && !was) play(true);
	}).observe(canvas);
	if (!still.matches) play(true);
}

// measure lays the controls out for the frames that there are.
function measure() {
	const { last } = reel;
	scrub.max = last;
	$("ticks").replaceChildren(...reel.keys.map(key => {
		const tick = document.createElement("i");
		tick.style.left = `${last ? 100 * key.frame / last : 0}%`;
		return tick;
	}));
	$("count").style.minWidth = `${2 * String(last + 1).length + 1.5}ch`;
	sharpen();
}

// sharpen keeps pixels square where each takes a whole number of the screen's; elsewhere squares would be uneven.
function sharpen() {
	const ratio = canvas.clientWidth * devicePixelRatio / canvas.width;
	canvas.classList.toggle("crisp", ratio >= 1 && Math.abs(ratio - Math.round(ratio)) < 0.01);
}
const gone = new AbortController();
addEventListener("resize", sharpen, { signal: gone.signal });
still.addEventListener("change", () => still.matches && play(false), { signal: gone.signal });

function giveUp(error) {
	console.error(error);
	play(false);
	poster.hidden = false;
	canvas.hidden = $("controls").hidden = true;
	if ($("keys")) $("keys").hidden = true;
	$("trouble").hidden = false;
}

play(false);
label();
paint();
return {
	stop() {
		play(false);
		gone.abort();
	},
	redraw(page) {
		coming = reelOf(page, paint, giveUp);
		paint();
	},
};
}

// reelOf is the film of a page as pictures: their width and height, which is the last, how many milliseconds they last together,
// and the keys among them. at(n) is the picture of a frame, or null while it is unpacked, after which ready() is called; or failed
// with an error. The frames are packed in groups, each of which begins with a whole picture and goes on with changes, so any frame
// is found quickly and only a few groups are held at a time.
function reelOf(page, ready, failed) {
const film = JSON.parse(page.getElementById("film-data").textContent);
const { width, height } = page.getElementById("screen");
const picture = new ImageData(width, height);
const pixels = new Uint32Array(picture.data.buffer);
const inks = paletteOf(film.palette);

// When each frame ends, in milliseconds from the start. Holds are runs of [nanoseconds, frames].
const ends = [];
let nanoseconds = 0;
for (const [hold, frames] of film.holds) {
	for (let i = 0; i < frames; i++) ends.push((nanoseconds += hold) / 1e6);
}
const last = ends.length - 1;

// paletteOf is the colours as they stand in pixels, whatever the order of bytes of this machine.
function paletteOf(hex) {
	const bytes = new Uint8ClampedArray(hex.length / 6 * 4).fill(255);
	for (let i = 0; i < hex.length / 2; i++) bytes[i + Math.floor(i / 3)] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
	return new Uint32Array(bytes.buffer);
}

const held = new Map(); // the groups in memory, unpacked, or the promise of one
let wanted = -1; // the group that is waited for

async function unpack(group) {
	const text = atob(page.getElementById("frames-" + group).textContent), packed = new Uint8Array(text.length);
	for (let i = 0; i < packed.length; i++) packed[i] = text.charCodeAt(i);
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

// hold sees to it that a group comes into memory.
function hold(group) {
	if (!held.has(group)) held.set(group, unpack(group).then(bytes => {
		if (held.has(group)) held.set(group, bytes);
		if (group === wanted) ready();
	}).catch(failed));
}

function groupOf(n) {
	let group = film.groups.length - 1;
	while (film.groups[group] > n) group--;
	return group;
}

const reader = { bytes: null, at: 0, next: 0 }; // of the frames in a group

// at forgets the groups that are far from the frame.
function at(n) {
	const group = groupOf(n), following = (group + 1) % film.groups.length;
	for (const g of held.keys()) if (g !== group && g !== following) held.delete(g);
	wanted = group;
	hold(group);
	hold(following);
	const bytes = held.get(group);
	if (!(bytes instanceof Uint8Array)) return null;
	if (reader.bytes !== bytes || reader.next > n) Object.assign(reader, { bytes, at: 0, next: film.groups[group] });
	for (; reader.next <= n; reader.next++) change();
	return picture;
}

// change reads a frame: the length of its spans, the spans, and the pixels in them. A span is how many pixels stay as they
// are and how many then change, in the order of reading.
function change() {
	const spans = number();
	let pixel = reader.at + spans, to = 0;
	for (const end = pixel; reader.at < end;) {
		to += number();
		let n = number();
		if (inks.length) {
			for (; n > 0; n--) pixels[to++] = inks[reader.bytes[pixel++]];
		} else {
			for (; n > 0; n--, to++) {
				for (let channel = 0; channel < 3; channel++) picture.data[4 * to + channel] = reader.bytes[pixel++];
				picture.data[4 * to + 3] = 255;
			}
		}
	}
	reader.at = pixel;
}

// number reads a number: seven bits in each byte, the lowest first, and the eighth says that more follow.
function number() {
	let n = 0;
	for (let shift = 0; ; shift += 7) {
		const byte = reader.bytes[reader.at++];
		n |= (byte & 127) << shift;
		if (byte < 128) return n;
	}
}

return {
	width, height, last, at,
	keys: film.keys, length: ends[last],
	startOf: n => n ? ends[n - 1] : 0,
	// frameAt is the frame at a time, and the last after all.
	frameAt(time) {
		let n = 0;
		while (n < last && time >= ends[n]) n++;
		return n;
	},
};
}
