// Shows the page that the address names: a scene, or the gallery of all. A page that is made for one scene names it itself, and
// what of its controls readers get.
import { Refused, scenes } from "./host.js";
import { make } from "./elements.js";
import { gallery } from "./gallery.js";
import { scenePage } from "./scene.js";

const content = document.getElementById("content");
const { scene: only, controls } = content.dataset;
try {
	const name = only ?? new URLSearchParams(location.search).get("scene");
	const catalogue = await scenes();
	const scene = catalogue.scenes.find(s => s.name === name);
	if (scene) scenePage(content, scene, catalogue, only ? new Set(controls.split(" ")) : null);
	else gallery(content, catalogue, name);
} catch (error) {
	if (!(error instanceof Refused)) throw error;
	content.replaceChildren(make("p", { role: "alert" }, error.message));
}
