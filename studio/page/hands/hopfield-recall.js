// The hands of hopfield-recall: a digit is painted over, and one sees at once what the network makes of it.
import { make } from "../elements.js";
import { digitHands, drawn, noise, panelOf } from "./digit.js";

export function hands(own) {
	const [stored, shown, network] = ["Stored", "Shown", "Network"].map(panelOf);
	return digitHands(own, {
		scene: "hopfield-recall", title: "Paint over the digit",
		op: "recalled", keys: ["digit", "sample", "stored", "rule", "threshold", "seed"],
		sliders: [noise],
		starts: [{ name: "As stored", says: "The digit is as the network remembers it", of: slate => slate.digit }],
		panels: make("div", { class: "panels", role: "group", "aria-label": "What the network makes of it" }, stored.element, shown.element, network.element),
		began: slate => stored.show("", drawn(slate.digit)),
		show(answer) {
			shown.show(`${answer.before} wrong`, drawn(answer.start));
			network.show(`${answer.after} wrong`, drawn(answer.end));
			return `Of the pixels shown ${answer.before} are wrong, of the network’s ${answer.after}`;
		},
	});
}
