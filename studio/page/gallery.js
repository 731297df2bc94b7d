// The gallery of all scenes.
import { make } from "./elements.js";
import { posterOf } from "./poster.js";

// gallery fills the page with all scenes, by their groups. missing is the name of a scene that was asked for in vain, if any was.
export function gallery(content, catalogue, missing) {
	const find = make("input", { id: "find", type: "search", autocomplete: "off", spellcheck: "false", input: () => filter() });
	const found = make("p", { role: "status", class: "muted" });
	const groups = [...new Set(catalogue.scenes.map(s => s.group))].map(name => {
		const cards = catalogue.scenes.filter(s => s.group === name).map(card);
		const section = make("section", {}, make("h2", {}, name), make("ul", { class: "cards" }, ...cards.map(c => c.element)));
		return { section, cards };
	});
	const all = groups.flatMap(g => g.cards);

	// filter keeps the scenes in which every word is found.
	function filter() {
		const words = find.value.toLowerCase().split(/\s+/);
		for (const c of all) c.element.hidden = !words.every(word => c.text.includes(word));
		for (const g of groups) g.section.hidden = g.cards.every(c => c.element.hidden);
		const n = all.filter(c => !c.element.hidden).length;
		found.textContent = n === all.length ? "" : n === 1 ? "1 scene" : `${n || "no"} scenes`;
	}

	content.replaceChildren(
		make("h1", {}, "Algorithms of machine learning, step by step"),
		make("p", { class: "lead" }, "Each film is an algorithm at work. Open one, and its parameters are in your hands."),
		...missing ? [make("p", { role: "alert" }, `There is no scene “${missing}”. These are all:`)] : [],
		make("search", {}, make("label", { for: "find" }, "Find"), find, found),
		...groups.map(g => g.section),
	);
}

// card is a scene in the gallery, and the text in which it is found.
function card(scene) {
	const element = make("li", {},
		make("a", { href: "?" + new URLSearchParams({ scene: scene.name }) }, posterOf(scene, { loading: "lazy" }), make("h3", {}, scene.title)),
		make("p", { class: "muted" }, scene.summary));
	return { element, text: [scene.name, scene.title, scene.summary, scene.group].join(" ").toLowerCase() };
}
