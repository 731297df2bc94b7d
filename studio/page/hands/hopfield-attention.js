// The hands of hopfield-attention: what is left of a digit is painted, and one sees at once which of all digits it attends to.
import { make } from "../elements.js";
import { canvasOf, digitHands, drawn, noise, panelOf } from "./digit.js";
import { shades } from "./grid.js";

const most = 4; // digits with a bar of their own

export function hands(own) {
	const unknown = questionOf("Unknown pixels are 0"), paper = questionOf("Unknown pixels are −1, paper");
	return digitHands(own, {
		scene: "hopfield-attention", title: "Paint what is left of the digit",
		op: "attended", keys: ["digit", "sample", "erased", "threshold", "seed"], erases: true,
		sliders: [{ key: "beta", name: "Attention", sign: "β", stops: own.stops("beta") }, noise],
		starts: [
			{ name: "Half of it", says: "Half of the digit is unknown", of: slate => slate.usual },
			{ name: "All of it", says: "All of the digit is known", of: slate => slate.digit },
		],
		panels: make("div", {}, unknown.element, paper.element),
		show: answer => [unknown, paper].map((question, i) => question.show(answer[i])).join(". "),
	});
}

// questionOf is a query, the attention of it on the digits that are most like it, and its answer.
function questionOf(name) {
	const query = panelOf("Query"), answer = panelOf("Answer");
	const bars = Array.from({ length: most }, barOf), others = make("i"), note = make("span", { class: "muted" });
	const weights = make("div", { class: "weights", role: "img" }, ...bars.map(b => b.element),
		make("span", { class: "others" }, others, make("b", {}, "…")));
	return {
		element: make("section", { class: "question", "aria-label": name },
			make("h3", {}, name),
			make("div", { class: "panels" }, query.element, make("figure", {}, weights, make("figcaption", {}, "Weights", note)), answer.element)),
		show(said) {
			const best = said.best.slice(0, most), first = best[0];
			let rest = 1;
			best.forEach((digit, i) => {
				bars[i].show(digit);
				rest -= digit.weight;
			});
			raise(others, rest);
			note.textContent = `${share(first.weight)} on ${called(first)}`;
			weights.setAttribute("aria-label", `Weights: ${best.map(d => `${share(d.weight)} on ${called(d)}`).join(", ")}, ${share(rest)} on all others`);
			query.show("", drawn(said.query));
			const shares = Array.from(atob(said.answer), byte => byte.charCodeAt(0) / 255);
			const verdict = said.wrong ? `${said.wrong} wrong` : "exact";
			answer.show(verdict, canvas => shades(canvas, said.query.indexOf(";"), shares));
			return `${name}: ${note.textContent}, ${verdict}`;
		},
	};
}

// barOf is the weight of a digit, over the digit.
function barOf() {
	const bar = make("i"), picture = canvasOf();
	const element = make("span", {}, bar, picture.canvas);
	let shown = "";
	return {
		element,
		show({ digit, asked, weight }) {
			element.className = asked ? "asked" : "";
			raise(bar, weight);
			if (shown === digit) return;
			shown = digit;
			picture.show(drawn(digit));
		},
	};
}

const called = ({ asked, label }) => asked ? "the digit" : `${label === 8 ? "an" : "a"} ${label}`;
const raise = (bar, weight) => bar.style.setProperty("--weight", weight);
const share = weight => Math.max(0, weight).toFixed(2);
