// The host of the engine, which works in workers of this page. This module alone knows where it is: another one, with the same
// functions, asks a server.
import { make } from "./elements.js";

// Refused is what the engine says of a question that it does not answer, in a line for the reader.
export class Refused extends Error {}

// slow says whether films take so long that something should stand in their place meanwhile.
export const slow = true;

const most = 2; // engines at the same time
const here = path => new URL(path, import.meta.url).href;

// ---- Questions

const engines = new Set(); // { worker, ready, question }: what it answers, or null
let waiting = []; // questions: { id, op, query, resolve, reject, progress }
let asked = 0; // questions so far

// ask has a question answered: op is one of the engine's, and query what of it. It ends with an AbortError once signal says so.
// progress(done, total) hears how far it is. The answer says as well how many milliseconds it took an engine.
export async function ask(op, query, signal, progress = () => {}) {
	const { data, took } = await answer(op, query, signal, progress);
	return Object.assign(JSON.parse(new TextDecoder().decode(data)), { took });
}

// scenes is the catalogue.
export async function scenes() {
	try {
		return await (await fetch(here("scenes.json"))).json();
	} catch {
		throw new Refused("the list of the scenes cannot be loaded: reload the page");
	}
}

function answer(op, query, signal, progress) {
	return new Promise((resolve, reject) => {
		const question = { id: ++asked, op, query: String(query), resolve, reject, progress };
		const drop = () => {
			reject(signal.reason);
			waiting = waiting.filter(q => q !== question);
			// Whoever computes hears nothing: so the engine that answers is ended, and another begins.
			for (const engine of engines) if (engine.question === question) end(engine);
		};
		if (signal?.aborted) return drop();
		signal?.addEventListener("abort", drop);
		waiting.push(question);
		deal();
	});
}

// deal gives questions to engines that have nothing to do, and starts one more where there are none.
function deal() {
	for (const engine of engines) {
		if (!engine.ready || engine.question || !waiting.length) continue;
		engine.question = waiting.shift();
		engine.question.began = performance.now();
		const { id, op, query } = engine.question;
		engine.worker.postMessage({ id, op, query });
	}
	if (waiting.length && engines.size < most && ![...engines].some(engine => !engine.ready)) start();
}

// ---- Engines

async function start() {
	const engine = { worker: null, ready: false, question: null };
	engines.add(engine);
	try {
		const module = await compiled();
		engine.worker = new Worker(here("worker.js"));
		engine.worker.addEventListener("message", event => hear(engine, event.data));
		engine.worker.addEventListener("error", () => hear(engine, { ended: true }));
		engine.worker.postMessage(module);
	} catch (error) {
		engines.delete(engine);
		for (const question of waiting.splice(0)) question.reject(error);
	}
}

function end(engine) {
	engine.worker.terminate();
	engines.delete(engine);
	start();
}

// hear hears what a worker says: that its engine is ready, how far it is, what it answers, or that it is no more.
function hear(engine, said) {
	const { question } = engine;
	if (said.ended) {
		if (question) question.reject(new Refused("the engine has given up: that may be more than this browser has memory for"));
		else if (!engine.ready) for (const q of waiting.splice(0)) q.reject(new Refused("the engine does not start in this browser"));
		engine.worker.terminate();
		engines.delete(engine);
	} else if (said.ready) {
		engine.ready = true;
	} else if (said.id !== question?.id) {
		return;
	} else if (said.total) {
		question.progress(said.done, said.total);
		return;
	} else {
		engine.question = null;
		if (said.error) question.reject(new Refused(said.error));
		else question.resolve({ ...said, took: performance.now() - question.began });
	}
	deal();
}

let engineComing = null; // the promise of the compiled engine

// compiled is the engine, loaded and compiled once.
function compiled() {
	engineComing ||= compile().catch(error => {
		engineComing = null; // it may be tried again
		throw error;
	});
	return engineComing;
}

async function compile() {
	if (!globalThis.WebAssembly?.compileStreaming || !globalThis.DecompressionStream) {
		throw new Refused("this browser is too old for the engine: it has no WebAssembly, or cannot unpack it");
	}
	let packed;
	try {
		packed = await fetch(here("engine.wasm.gz"));
	} catch {
		throw new Refused("the engine cannot be loaded: is there a connection?");
	}
	if (!packed.ok) throw new Refused(`the engine cannot be loaded: the server says ${packed.status}`);
	try {
		const stream = await unpacked(packed.body);
		return await WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
	} catch {
		throw new Refused("the engine is damaged: reload the page, or have it uploaded again");
	}
}

// unpacked is a stream without its gzip, which the server may have taken off already.
async function unpacked(stream) {
	const reader = stream.getReader();
	let { value: first, done } = await reader.read();
	const whole = new ReadableStream({
		async pull(controller) {
			if (first) controller.enqueue(first);
			first = null;
			const { value, done } = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: reason => reader.cancel(reason),
	});
	const gzipped = !done && first[0] === 0x1f && first[1] === 0x8b;
	return gzipped ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

// ---- What is shown and saved

// poster is the address of a small picture of a scene, as a srcset.
export function poster(name, theme) {
	return here(`posters/${name}-${theme}.png`);
}

// saving is the attributes of a link that saves what a query asks for. say(text) hears how that goes.
export function saving(query, say) {
	return { href: "#", click: async event => {
		event.preventDefault();
		say("It is being made…");
		try {
			const file = await answer("file", query, null, () => {});
			const address = URL.createObjectURL(new Blob([file.data], { type: file.type }));
			make("a", { href: address, download: file.name }).click();
			say("");
			setTimeout(() => URL.revokeObjectURL(address), 60_000); // browsers read it after this, and do not say when
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			say(error.message);
		}
	} };
}
