// make is an element with attributes, and with children: elements and texts. An attribute that is a function hears events, and
// one that is false or undefined is left out.
export function make(tag, attributes, ...children) {
	const e = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {})) {
		if (typeof value === "function") e.addEventListener(name, value);
		else if (value !== false && value !== undefined) e.setAttribute(name, value === true ? "" : value);
	}
	e.append(...children);
	return e;
}

// prose is paragraphs of text in which *this* is emphasised and `this` is code.
export function prose(text) {
	return text.split("\n\n").map(paragraph => make("p", {}, ...spans(paragraph)));
}

function spans(text) {
	return text.split(/(`[^`]+`|\*[^*]+\*)/).map(part => {
		if (part.length < 3) return part;
		if (part.startsWith("`") && part.endsWith("`")) return make("code", {}, part.slice(1, -1));
		if (part.startsWith("*") && part.endsWith("*")) return make("em", {}, ...spans(part.slice(1, -1)));
		return part;
	});
}
