// The controls of a scene: its parameters, how the film looks, and what it says. What they say is a query.
import { make } from "./elements.js";
import { stopsOf, nearest } from "./stops.js";

// controlsOf is a form for all that can be set of a scene. It calls changed after each change by hand. query() is what is not
// the default, as [key, text] pairs; show(query) makes the controls say what a query says; mark(key) marks the one that is wrong.
// has(name) says whether a parameter, or "look", is in the reader's hands; where none is, the form is empty.
export function controlsOf(scene, catalogue, changed, has) {
	const parameters = scene.params.map(p => parameter(p, changed));
	const look = lookOf(scene, catalogue, changed);
	const labels = scene.labels.filter(m => m.key !== "title").map(m => label(m, changed));
	const all = [...parameters, ...look, ...labels];

	const shown = parameters.filter(c => has(c.key));
	const reset = make("button", { type: "button", click: () => {
		for (const c of shown) c.set(c.usual);
		changed();
	} }, "Defaults");
	const texts = make("details", {}, make("summary", {}, "Words of the figure"), ...labels.map(c => c.element));
	const looks = make("details", {}, make("summary", {}, "Look"), ...look.map(c => c.element), texts);
	const form = make("form", { "aria-label": "Parameters", submit: event => event.preventDefault() },
		make("h2", {}, "Parameters"), ...shown.map(c => c.element), ...shown.length ? [make("p", {}, reset)] : [], ...has("look") ? [looks] : []);
	form.noValidate = true; // the engine says what is wrong

	return {
		form,
		empty: !shown.length && !has("look"),
		query: () => all.filter(c => c.get() !== c.usual).map(c => [c.key, c.prefix + c.get()]),
		show(query) {
			for (const c of all) {
				const said = query.getAll(c.key).filter(text => text.startsWith(c.prefix));
				c.set(said.length ? said.at(-1).slice(c.prefix.length) : c.usual);
			}
			// What is not as usual shall not be hidden.
			if (labels.some(c => c.get() !== c.usual)) texts.open = looks.open = true;
			if (look.some(c => c.get() !== c.usual)) looks.open = true;
		},
		// has says whether a pair of a query is one that a control shows.
		has: (key, text) => all.some(c => c.key === key && text.startsWith(c.prefix)),
		mark(key) {
			for (const c of all) {
				if (!c.prefix && c.key === key) c.field.setAttribute("aria-invalid", "true");
				else c.field.removeAttribute("aria-invalid");
			}
		},
	};
}

// A control is an element with a field, which has a key in the query. get() and set(text) are what the field says, usual is what
// it says by default, and prefix stands before that in the query.
function control(key, name, help, field, usual, more) {
	const id = ["set", key, more?.prefix].filter(Boolean).join("-").replaceAll("=", "");
	field.id = id;
	const about = help ? [make("p", { class: "help muted", id: id + "-help" }, help)] : [];
	if (help) field.setAttribute("aria-describedby", id + "-help");
	const get = more?.get || (() => field.value), set = more?.set || (text => field.value = text);
	const element = make("div", { class: "control" }, make("label", { for: id }, name), ...about, ...more?.before || [], field, ...more?.after || []);
	return { key, field, usual, element, get, set, prefix: more?.prefix || "" };
}

// parameter is the control of a parameter.
function parameter(p, changed) {
	const name = words(p.name), usual = String(p.default), input = changed;
	if (p.enum) return control(p.name, name, p.help, select(p.enum.map(v => [v, v]), input), usual);
	if (p.type === "bool") {
		const box = make("input", { type: "checkbox", input });
		return control(p.name, name, p.help, box, usual, { get: () => String(box.checked), set: text => box.checked = text === "true" });
	}
	if (p.file) { // lines, between which a command and an address have semicolons
		const lines = make("textarea", { rows: 4, spellcheck: "false", autocomplete: "off", input });
		const get = () => lines.value.trim().replace(/[ \t\r]*\n/g, ";"), set = text => lines.value = text.replace(/; */g, "\n");
		return control(p.name, name, p.help, lines, usual, { get, set });
	}
	if (p.type === "string") return control(p.name, name, p.help, line({ input }), usual);
	if (p.name === "seed") {
		const field = make("input", { type: "number", min: 0, step: 1, autocomplete: "off", input });
		const dice = make("button", { type: "button", class: "dice", "aria-label": "Another random seed", title: "Another random seed", click: () => {
			field.value = crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
			changed();
		} }, "⚄");
		return control(p.name, name, p.help, field, usual, { after: [dice] });
	}
	return slid(p, name, usual, changed);
}

// slid is the control of a number: a field, and a slider where the number has a range.
function slid(p, name, usual, changed) {
	const field = p.type === "duration" ? line({}) :
		make("input", { type: "number", min: p.min, max: p.max, step: p.type === "float" ? "any" : 1, autocomplete: "off" });
	const stops = stopsOf(p);
	if (!stops) {
		field.addEventListener("input", changed);
		return control(p.name, name, p.help, field, usual);
	}
	const slider = make("input", { type: "range", min: 0, max: stops.length - 1, step: 1, autocomplete: "off", "aria-label": name, "aria-describedby": `set-${p.name}-help`, input: () => {
		field.value = stops[slider.value];
		say();
		changed();
	} });
	const say = () => {
		slider.setAttribute("aria-valuetext", stops[slider.value]);
		slider.style.setProperty("--at", slider.value / Math.max(1, stops.length - 1));
	};
	const follow = () => {
		slider.value = nearest(p, stops, field.value);
		say();
	};
	field.addEventListener("input", () => {
		follow();
		changed();
	});
	const set = text => {
		field.value = text;
		follow();
	};
	return control(p.name, name, p.help, field, usual, { set, before: [slider] });
}

// lookOf are the controls of how a film is made, the same for all scenes.
function lookOf(scene, catalogue, input) {
	const names = { en: "English", de: "Deutsch", fr: "français", es: "español" };
	const themes = [["", "as this page"], ...catalogue.themes.map(t => [t, t])];
	const languages = catalogue.languages.map((l, i) => [i ? l : "", names[l] || l]);
	const title = scene.labels.find(m => m.key === "title");
	return [
		control("theme", "Theme", "", select(themes, input), ""),
		control("lang", "Language", "", select(languages, input), ""),
		control("title", "Title", "$…$ is mathematics", line({ placeholder: title?.text, input }), ""),
		control("size", "Size", "width and height of the layout", line({ placeholder: "800x500", input }), ""),
		control("scale", "Scale", "pixels for each unit of the size", make("input", { type: "number", min: 0.1, max: 16, step: "any", placeholder: 1, autocomplete: "off", input }), ""),
	];
}

// label is the control of one of the texts in a figure.
function label(message, input) {
	return control("label", words(message.key), "", line({ placeholder: message.text, input }), "", { prefix: message.key + "=" });
}

// words is a name as a reader would write it: Max step for max-step.
function words(name) {
	return name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");
}

function line(attributes) {
	return make("input", { type: "text", spellcheck: "false", autocomplete: "off", ...attributes });
}

function select(choices, input) {
	return make("select", { input, autocomplete: "off" }, ...choices.map(([value, text]) => make("option", { value }, text)));
}
