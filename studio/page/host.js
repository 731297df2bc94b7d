// The host of the engine, which a server has. This module alone knows where it is: another one, with the same functions, keeps it
// in workers.

// Refused is what the engine says of a question that it does not answer, in a line for the reader.
export class Refused extends Error {}

// slow says whether films take so long that something should stand in their place meanwhile.
export const slow = false;

// scenes is the catalogue.
export async function scenes() {
	return said("/scenes.json");
}

// ask has a question answered: op is one of the engine's, and query what of it. It ends with an AbortError once signal says so.
// The answer says as well how many milliseconds it took.
export async function ask(op, query, signal) {
	const began = performance.now();
	return Object.assign(await said(href(op, query), signal), { took: performance.now() - began });
}

async function said(address, signal) {
	let answer, words;
	try {
		answer = await fetch(address, { signal });
		words = await answer.json();
	} catch (error) {
		if (error.name === "AbortError") throw error;
		throw new Refused("nobody answers: is render serve still running?");
	}
	if (!answer.ok) throw new Refused(words.error);
	return words;
}

const href = (op, query) => `/api/${op}?${query}`;

// poster is the addresses of a small picture of a scene, as a srcset.
export function poster(name, theme) {
	const at = scale => href("poster", new URLSearchParams({ scene: name, size: "544x340", scale, theme }));
	return `${at(0.75)} 1x, ${at(1.5)} 2x`;
}

// saving is the attributes of a link that saves what a query asks for.
export function saving(query) {
	return { href: href("file", query), download: true };
}
