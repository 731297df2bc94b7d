// What has been done, and can be undone.
import { make } from "../elements.js";

const longest = 200; // steps that can be undone

// pastOf is a past of steps. now() is what there is, restore(then) brings back what there was, and say(text) tells of it.
export function pastOf({ now, restore, say }) {
	const past = [], future = [];

	function step(from, to, done, nothing) {
		if (!from.length) return say(nothing);
		to.push(now());
		restore(from.pop());
		say(done);
	}
	const undo = () => step(past, future, "Undone", "There is nothing to undo"), redo = () => step(future, past, "Redone", "There is nothing to redo");

	return {
		// keep remembers what there is before it changes, and drop that it did not.
		keep() {
			past.push(now());
			if (past.length > longest) past.shift();
			future.length = 0;
		},
		drop: () => past.pop(),
		forget: () => past.length = future.length = 0,
		buttons: [["Undo", undo], ["Redo", redo]].map(([text, click]) => make("button", { type: "button", click }, text)),
		// keys hears Ctrl+Z and what goes the other way.
		keys(event) {
			if (!event.ctrlKey && !event.metaKey || event.altKey) return;
			const key = event.key.toLowerCase(), act = key === "y" || key === "z" && event.shiftKey ? redo : key === "z" ? undo : null;
			if (!act) return;
			event.preventDefault();
			act();
		},
	};
}
