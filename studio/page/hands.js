// The hands of scenes that have any: what writes parameters by other means than their controls.
import { ask } from "./host.js";
import { make } from "./elements.js";
import { stopsOf } from "./stops.js";

// A module of hands exports hands(own), which returns an element. own is
// - value(key): what the control of a parameter says,
// - query(): what all controls say, as the film is asked for,
// - set({ key: text, ... }): makes controls say it, as a change by hand, which address, film and results follow,
// - heard(fn): fn is called when the parameters may have changed: by the address, by their controls, or by set,
// - answered(fn): fn is called at once, and when the film of the parameters is there or, with a line that says why, is refused,
// - play(key, wanted): brings the film that is shown into sight, and plays it from one of its key frames; to whom prefers less
//   motion only if wanted says that it was asked for,
// - ask(op, query, signal): has the engine answer,
// - stops(key): the values at which the slider of a parameter stops.
const handsOf = {
	"hopfield-attention": () => import("./hands/hopfield-attention.js"),
	"hopfield-draw": () => import("./hands/hopfield-draw.js"),
	"hopfield-recall": () => import("./hands/hopfield-recall.js"),
	"monty-doors": () => import("./hands/monty-doors.js"),
	"perceptron": () => import("./hands/perceptron.js"),
};

// handsFor gives the hands of a scene, if it has any, to put, unless that is null. The page calls heard() when the parameters may have
// changed, and answered(problem) when the film of them is there or, for the reason given, is not; seen(query) adds to a query how
// the page wants its films.
export function handsFor(scene, put, controls, changed, seen) {
	let hear = () => {}, answered = () => {};
	let last = ""; // why there is no film
	let fresh = false; // set was called, and the page does not yet ask for what it says
	const usual = new Map(scene.params.map(p => [p.name, String(p.default)]));
	const own = {
		query: () => seen(new URLSearchParams([["scene", scene.name], ...controls.query()])),
		value: key => new Map(controls.query()).get(key) ?? usual.get(key),
		set(values) {
			const query = new URLSearchParams(controls.query());
			for (const key in values) query.set(key, values[key]);
			controls.show(query);
			fresh = true;
			changed();
		},
		heard: fn => hear = fn,
		answered(fn) {
			answered = fn;
			fn(last);
		},
		play(key, wanted) {
			const place = document.querySelector(".film"), film = place.querySelector(".place > :not(.coming)")?.shadowRoot;
			if (!film) return;
			const { top } = place.getBoundingClientRect();
			if (top < 0 || top > innerHeight / 2) place.scrollIntoView();
			if (!wanted && matchMedia("(prefers-reduced-motion: reduce)").matches) return;
			film.querySelector(`[data-key="${key}"]`).click(); // where it stops
			film.getElementById("play").click();
		},
		ask,
		stops: key => stopsOf(scene.params.find(p => p.name === key)),
	};
	if (put && scene.name in handsOf) {
		put(make("div", { class: "hands-room" })); // so that nothing jumps when they come
		handsOf[scene.name]().then(module => put(module.hands(own)));
	}
	return {
		heard() {
			fresh = false;
			hear();
		},
		answered(problem) {
			last = problem;
			if (!fresh) answered(problem);
		},
	};
}
