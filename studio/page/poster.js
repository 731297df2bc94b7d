// The poster of a scene: the last frame of its film.
import { poster } from "./host.js";
import { make } from "./elements.js";

// posterOf is the picture of it, in the colours of the page; more are attributes of the image.
export function posterOf(scene, more) {
	return make("picture", {},
		make("source", { media: "(prefers-color-scheme: dark)", srcset: poster(scene.name, "dark") }),
		make("img", { ...more, width: 544, height: 340, alt: "", srcset: poster(scene.name, "light") }));
}
