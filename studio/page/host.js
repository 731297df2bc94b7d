// The host of the engine. This module alone knows where it is: another one, with the same two functions, may keep it in a worker.

// Refused is what the engine says of a question that it does not answer, in a line for the reader.
export class Refused extends Error {}

// ask has a question answered: op is "scenes" or "film", and query what of it. It ends with an AbortError once signal says so.
export async function ask(op, query, signal) {
	let answer, said;
	try {
		answer = await fetch(href(op, query), { signal });
		said = await answer.json();
	} catch (error) {
		if (error.name === "AbortError") throw error;
		throw new Refused("nobody answers: is render serve still running?");
	}
	if (!answer.ok) throw new Refused(said.error);
	return said;
}

// href is the address of what is to be shown or saved: op is "poster" or "file".
export function href(op, query) {
	return `/api/${op}?${query}`;
}
