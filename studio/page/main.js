// Shows the page that the address names: a scene, or the gallery of all.
import { ask, Refused } from "./host.js";
import { make } from "./elements.js";
import { gallery } from "./gallery.js";
import { scenePage } from "./scene.js";

const content = document.getElementById("content");
try {
	const catalogue = await ask("scenes", new URLSearchParams());
	const name = new URLSearchParams(location.search).get("scene");
	const scene = catalogue.scenes.find(s => s.name === name);
	if (scene) scenePage(content, scene, catalogue);
	else gallery(content, catalogue, name);
} catch (error) {
	if (!(error instanceof Refused)) throw error;
	content.replaceChildren(make("p", { role: "alert" }, error.message));
}
