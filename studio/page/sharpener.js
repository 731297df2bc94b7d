// Films as sharp as the screen. What is shown at first has a pixel for each unit of its size, and is quickly made; once all is at
// rest, the same question is asked with more pixels, which take the place of the others.
import { ask, Refused } from "./host.js";

const rest = 500; // without a change, and
const quick = 1500; // the longest that a film may take which is made once more: both in milliseconds
const gain = 1.25; // how many times the pixels on each side are worth it
const most = 3; // the largest scale

// sharpener sharpens what a projector shows.
export function sharpener({ canvas, redraw }) {
	let shown = null; // { query, finest, wide, drawn }: the film, its width, and the pixels across with which it is drawn
	let resting = false; // nobody changes it
	let timer = 0, abort = new AbortController();

	const across = () => Math.round(canvas().getBoundingClientRect().width * devicePixelRatio); // pixels of the screen

	function leave() {
		resting = false;
		clearTimeout(timer);
		abort.abort();
	}

	function wait() {
		leave();
		if (!shown) return;
		resting = true;
		timer = setTimeout(sharpen, rest);
	}

	async function sharpen() {
		const scale = Math.min(across() / shown.wide, most, shown.finest);
		if (document.hidden || devicePixelRatio <= 1 || scale * shown.wide < gain * shown.drawn) return;
		const { signal } = abort = new AbortController();
		const q = new URLSearchParams(shown.query);
		q.set("scale", scale.toFixed(4));
		try {
			const { page } = await ask("film", q, signal);
			if (signal.aborted) return;
			shown.drawn = scale * shown.wide;
			redraw(page);
		} catch (error) {
			if (!signal.aborted && !(error instanceof Refused)) throw error; // else it stays as it is
		}
	}

	let before = 0; // pixels that the screen had for it; phones resize pages that are scrolled, and leave their width alone
	addEventListener("resize", () => {
		if (!resting || across() === before) return;
		before = across();
		wait();
	});
	document.addEventListener("visibilitychange", () => resting && wait());

	return {
		// leave lets the film be as it is: it is about to change.
		leave,
		// wait sharpens the film after a rest, unless it is sharp. It does not change after all.
		wait,
		// shows hears of a film that is shown: what was asked, and the answer. Whoever asks for a scale wants to see it.
		shows(query, { took, finest }) {
			const wide = canvas().width;
			shown = query.has("scale") || took > quick ? null : { query: new URLSearchParams(query), finest, wide, drawn: wide };
			before = across();
			wait();
		},
	};
}
