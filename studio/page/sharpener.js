// Films as sharp as the screen. What is shown at first has a pixel for each unit of its size, and is quickly made; once all is at
// rest, the same question is asked with more pixels, which take the place of the others.
import { ask, Refused } from "./host.js";

const rest = 500; // without a change, and
const quick = 5000; // the longest that a film may take which is made once more: both in milliseconds
const short = 0.25; // of the scale of the screen: so few pixels are not missed
const most = 3; // the largest scale

// sharpener sharpens what a projector shows.
export function sharpener({ canvas, redraw }) {
	let shown = null; // { query, finest, wide, scale }: the film, its width, and with how many pixels for each unit of it it is drawn
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
		// At a whole scale all is where it was: between two of them, pictures have other sizes, since their cells are whole pixels.
		const scale = Math.min(Math.ceil(across() / shown.wide - short), most, Math.floor(shown.finest));
		if (document.hidden || devicePixelRatio <= 1 || scale <= shown.scale) return;
		const { signal } = abort = new AbortController();
		const q = new URLSearchParams(shown.query);
		q.set("scale", scale);
		try {
			const { page } = await ask("film", q, signal);
			if (signal.aborted) return;
			shown.scale = scale;
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
			shown = query.has("scale") || took > quick ? null : { query: String(query), finest, wide: canvas().width, scale: 1 };
			before = across();
			wait();
		},
	};
}
