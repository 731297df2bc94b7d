// The game, played oneself. The engine deals it, and knows where the car is.
import { make } from "../elements.js";
import { Refused } from "../host.js";

document.head.append(make("link", { rel: "stylesheet", href: new URL("monty-doors.css", import.meta.url) }));

const strategies = ["stay", "switch"];

export function hands(own) {
	let doors = 0, seed = "";
	let dealt = 0; // games, since the page was opened: no seed deals the same twice
	let game = null; // as the engine deals it; null before a door is picked
	let pick = -1, final = -1; // doors, from 0: the first, and the one that is kept in the end
	const tallies = new Map(); // of the games played, by the number of doors: { stay: { won, played }, switch: … }
	let simulated = null; // by the engine: { games, stay, switch }

	// ---- What is on the page

	const stage = make("div", { class: "doors", role: "group", "aria-label": "Doors", "aria-describedby": "hands-hint", keydown: walk });
	const said = make("p", { role: "status", class: "said" });
	const stay = make("button", { type: "button", click: () => decide(pick) }, "Stay");
	const change = make("button", { type: "button", click: () => decide(game.other) }, "Switch");
	const next = make("button", { type: "button", click: () => {
		begin();
		stage.children[Math.max(0, pick)].focus();
		pick = -1;
	} }, "Next game");
	const cells = {};
	for (const s of strategies) cells[s] = { own: make("td"), engine: make("td") };
	const reset = make("button", { type: "button", click: () => {
		tallies.delete(doors);
		count();
		say("Your tally is empty.");
	} }, "Reset your tally");
	const many = make("th", { scope: "col" }, "Simulated");
	const tally = make("table", { class: "tally" },
		make("caption", {}, "Games won"),
		make("thead", {}, make("tr", {}, make("td"), make("th", { scope: "col" }, "Yours"), many)),
		make("tbody", {}, ...strategies.map(s => make("tr", {}, make("th", { scope: "row" }, s === "stay" ? "Staying" : "Switching"), cells[s].own, cells[s].engine))));
	const element = make("section", { class: "hands", "aria-label": "Play it yourself" },
		make("h2", {}, "Play it yourself"),
		make("p", { class: "help muted", id: "hands-hint" }, "Pick a door: press it, or go there by Tab or the arrows and press Enter. How many there are, and the seed that deals the games, are parameters below."),
		stage, said,
		make("div", { class: "tools" }, stay, change, next),
		tally, make("p", {}, reset));

	// ---- The game

	// begin is a new game, with all doors closed.
	function begin() {
		game = null;
		final = -1;
		show();
		say(`Game ${dealt + 1}: a car stands behind one of ${doors} doors, goats behind the others. Pick a door.`);
	}

	let asking = false;

	// press is a door pressed: picked, or the one that is kept.
	async function press(door) {
		if (game) {
			if (final < 0 && (door === pick || door === game.other)) decide(door);
			return;
		}
		if (asking) return;
		asking = true;
		const q = own.query(), turn = [doors, seed].join();
		q.set("n", dealt);
		q.set("pick", door);
		try {
			const answer = await own.ask("game", q);
			if (turn !== [doors, seed].join()) return; // other games are played by now
			game = answer;
			pick = door;
			dealt++;
			show();
			const goats = game.opened.map(d => d + 1);
			say(`You picked door ${pick + 1}. The host opens ${goats.length > 1 ? `doors ${listed(goats)}: goats` : `door ${goats[0]}: a goat`}. Stay at door ${pick + 1}, or switch to door ${game.other + 1}?`);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			say(error.message);
		} finally {
			asking = false;
		}
	}

	// decide ends the game: all doors open.
	function decide(door) {
		final = door;
		const strategy = door === pick ? "stay" : "switch", won = game[strategy];
		if (!tallies.has(doors)) tallies.set(doors, { stay: { won: 0, played: 0 }, switch: { won: 0, played: 0 } });
		const mine = tallies.get(doors)[strategy];
		mine.played++;
		if (won) mine.won++;
		const inside = element.contains(document.activeElement);
		show();
		count();
		if (inside) next.focus();
		say(`The car is behind door ${game.car + 1}: ${game.switch ? "switching" : "staying"} wins. You ${strategy === "stay" ? "stayed" : "switched"} and ${won ? "won the car" : "got a goat"}.`);
	}

	// ---- What is seen

	function show() {
		const over = final >= 0;
		while (stage.children.length > doors) stage.lastChild.remove();
		while (stage.children.length < doors) {
			const i = stage.children.length;
			stage.append(make("button", { type: "button", class: "door", click: event => {
				if (event.detail < 2) press(i); // the second click of two would keep a door that nobody has thought about
			} }));
		}
		[...stage.children].forEach((button, i) => {
			const open = over || Boolean(game?.opened.includes(i)), car = over && game.car === i;
			const yours = over ? i === final : game && i === pick;
			const behind = !open ? "" : car ? "car" : "goat";
			button.dataset.behind = behind;
			button.classList.toggle("yours", Boolean(yours));
			button.classList.toggle("won", Boolean(yours && car));
			button.setAttribute("aria-disabled", String(over || open));
			button.setAttribute("aria-label", [`Door ${i + 1}`, behind && `a ${behind}`, yours && "yours"].filter(Boolean).join(", "));
			button.replaceChildren(make("b", {}, open ? behind : String(i + 1)), make("small", {}, yours ? "yours" : ""));
		});
		stay.textContent = game ? `Stay at door ${pick + 1}` : "Stay";
		change.textContent = game ? `Switch to door ${game.other + 1}` : "Switch";
		stay.disabled = change.disabled = !game || over;
		stay.hidden = change.hidden = over;
		next.hidden = !over;
	}

	function count() {
		const mine = tallies.get(doors);
		for (const s of strategies) {
			cells[s].own.textContent = mine?.[s].played ? `${mine[s].won} of ${mine[s].played}, ${share(mine[s].won, mine[s].played)}` : "none yet";
			cells[s].engine.textContent = simulated ? share(simulated[s], simulated.games) : "…";
		}
		many.textContent = simulated ? `${whole(simulated.games)} simulated` : "Simulated";
		reset.setAttribute("aria-disabled", String(!mine)); // and it keeps the focus
	}

	function say(what) {
		said.textContent = what;
	}

	// walk goes from door to door by the arrows.
	function walk(event) {
		const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
		if (!by || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
		const all = [...stage.children], i = all.indexOf(document.activeElement);
		all[Math.min(all.length - 1, Math.max(0, i + by))].focus();
		event.preventDefault();
		event.stopPropagation();
	}

	// ---- The parameters

	let latest = 0;
	async function heard() {
		const before = [doors, seed].join();
		doors = Number(own.value("doors"));
		seed = own.value("seed");
		if (before === [doors, seed].join()) return;
		const turn = ++latest;
		simulated = null;
		try {
			const answer = await own.ask("games", own.query());
			if (turn !== latest) return;
			simulated = answer;
			begin();
			count();
		} catch (error) {
			if (!(error instanceof Refused)) throw error; // else it is said where the film would be
			if (turn === latest) seed = ""; // to be asked again
		}
	}

	own.heard(heard);
	heard();
	return element;
}

const whole = n => n.toLocaleString("en");
const share = (won, of) => `${(100 * won / of).toFixed(of < 1000 ? 0 : 1)}\u00a0%`;
const listed = all => `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
