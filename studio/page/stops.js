// The values at which the slider of a parameter stops.

const tooMany = 400; // stops, for a hand

// stopsOf are the values of a parameter's slider, as texts, from the least to the most; null where a slider makes no sense.
// Wide ranges go up by about a fifth at each stop, others by even steps.
export function stopsOf(param) {
	const number = numbers[param.type];
	if (!number || param.min === undefined || param.max === undefined) return null;
	const [least, most, usual] = [param.min, param.max, param.default].map(number.read);
	const whole = param.type === "int" || param.type === "uint";
	const step = whole ? 1 : even((most - least) / 100);
	const wide = whole ? most - least > tooMany : least > 0 ? most / least >= 100 : usual > 0 && most / usual > 20;
	const values = new Set([least, most, usual]);
	if (wide) {
		for (const v of rounded(least || (whole ? 1 : usual / 100), most)) if (!whole || Number.isInteger(v)) values.add(v);
		for (const v of rounded(1, -least)) values.add(-v);
		for (let v = 0; whole && v <= 20; v++) values.add(v);
	} else {
		for (let i = Math.ceil(least / step); i * step <= most; i++) values.add(tidy(i * step));
	}
	return [...values].filter(v => v >= least && v <= most).sort((a, b) => a - b).map(number.write);
}

// nearest is the stop that is closest to a value.
export function nearest(param, stops, text) {
	const { read } = numbers[param.type], value = read(text);
	const away = stops.map(s => Math.abs(read(s) - value));
	return Math.max(0, away.indexOf(Math.min(...away)));
}

// rounded are the numbers with two digits at most that are easy to say, from one number to another.
function* rounded(from, to) {
	for (let power = Math.floor(Math.log10(from)); 10 ** power <= to; power++) {
		for (const digits of [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]) {
			const v = tidy(digits * 10 ** power);
			if (v >= from && v <= to) yield v;
		}
	}
}

// even is the largest of 1, 2 and 5, times a power of ten, that is no larger than a number.
function even(step) {
	const power = 10 ** Math.floor(Math.log10(step));
	return power * (step >= 5 * power ? 5 : step >= 2 * power ? 2 : 1);
}

// tidy is a number without the dust of floating point.
function tidy(v) {
	return Number(v.toPrecision(12));
}

const plain = { read: Number, write: String };

// numbers is how each type that has sliders is read and written. Durations are milliseconds.
const numbers = {
	int: plain, uint: plain, float: plain,
	duration: {
		read(text) {
			const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
			let sum = 0;
			for (const [, n, unit] of text.matchAll(/([\d.]+)(ms|s|m|h)/g)) sum += n * units[unit];
			return sum;
		},
		write: ms => ms < 1000 ? `${ms}ms` : ms % 60_000 ? `${ms / 1000}s` : `${ms / 60_000}m`,
	},
};
