package studio

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// A contestant is a reader who plays.
type contestant struct {
	reader
	doors, played int
	won, games    map[string]int // by strategy
}

func plays(t *testing.T, query string, wide, high int) *contestant {
	t.Helper()
	c := &contestant{read(t, browser.Shared(t)), 3, 0, map[string]int{}, map[string]int{}}
	c.Viewport(wide, high, 1)
	c.Prefer("prefers-reduced-motion", "reduce")
	c.open(query)
	c.hears("Game 1: ", "Pick a door.")
	return c
}

// dealt is the game that the engine deals next for a pick.
func (c *contestant) dealt(pick int) (g dealtGame) {
	c.t.Helper()
	q := c.query()
	q.Set("n", fmt.Sprint(c.played))
	q.Set("pick", fmt.Sprint(pick))
	answered(c.t, "game", q, &g)
	return g
}

// labels are what assistive technology calls the doors.
func (c *contestant) labels() (out []string) {
	c.t.Helper()
	c.Eval(`[...document.querySelectorAll(".door")].map(d => d.getAttribute("aria-label"))`, &out)
	return out
}

// watch fails unless the page has shown the game of a pick so far: open doors,
// and what it says.
func (c *contestant) watch(g dealtGame, pick int) {
	c.t.Helper()
	c.hears(fmt.Sprintf("You picked door %d. The host opens door", pick+1), fmt.Sprintf("Stay at door %d, or switch to door %d?", pick+1, g.Other+1))
	for i, label := range c.labels() {
		want := fmt.Sprintf("Door %d", i+1)
		switch {
		case slices.Contains(g.Opened, i):
			want += ", a goat"
		case i == pick:
			want += ", yours"
		}
		if label != want {
			c.t.Errorf("a door is called %q, want %q", label, want)
		}
	}
}

// over fails unless the page has shown the end of a game, and counts it.
func (c *contestant) over(g dealtGame, pick int, strategy string) {
	c.t.Helper()
	c.played++
	c.games[strategy]++
	won, end, kept := g.Stay, "got a goat", pick
	if strategy == "switch" {
		won, kept = g.Switch, g.Other
	}
	if won {
		end = "won the car"
		c.won[strategy]++
	}
	c.hears(fmt.Sprintf("The car is behind door %d: ", g.Car+1), end)
	for i, label := range c.labels() {
		want := fmt.Sprintf("Door %d, a goat", i+1)
		if i == g.Car {
			want = fmt.Sprintf("Door %d, a car", i+1)
		}
		if i == kept {
			want += ", yours"
		}
		if label != want {
			c.t.Errorf("a door is called %q, want %q", label, want)
		}
	}
	c.tally()
}

// tally fails unless the table has the player's games beside the simulated
// ones.
func (c *contestant) tally() {
	c.t.Helper()
	var simulated struct{ Games, Stay, Switch int }
	answered(c.t, "games", c.query(), &simulated)
	var rows [][]string
	c.Eval(`[...document.querySelectorAll(".tally tbody tr")].map(r => [...r.querySelectorAll("td")].map(d => d.textContent))`, &rows)
	for i, s := range []string{"stay", "switch"} {
		mine := "none yet"
		if n := c.games[s]; n > 0 {
			mine = fmt.Sprintf("%d of %d, %.0f\u00a0%%", c.won[s], n, 100*float64(c.won[s])/float64(n))
		}
		of := []int{simulated.Stay, simulated.Switch}[i]
		if want := []string{mine, fmt.Sprintf("%.1f\u00a0%%", float64(of)/float64(simulated.Games)*100)}; !slices.Equal(rows[i], want) {
			c.t.Errorf("%s: the table says %q, want %q", s, rows[i], want)
		}
	}
	if got := c.text(`document.querySelector(".tally thead th:last-child").textContent`); got != "10,000 simulated" {
		c.t.Errorf("the simulation is called %q", got)
	}
}

// One picks a door, the host opens another, one stays or switches, and the
// tally stands beside the simulation. The film and its address stay what they
// are.
func TestPlay(t *testing.T) { onBothHosts(t, testPlay) }

func testPlay(t *testing.T) {
	const query = "scene=monty-doors&games=20&seed=5" + small
	c := plays(t, query, 1280, 1000)
	c.tally()
	for i := range 6 {
		pick := i % 3
		g := c.dealt(pick)
		c.Click(fmt.Sprintf(".door:nth-child(%d)", pick+1))
		c.watch(g, pick)
		// Whoever clicks twice picks, and keeps nothing yet.
		c.Eval(fmt.Sprintf(`document.querySelector(".door:nth-child(%d)").dispatchEvent(new MouseEvent("click", {detail: 2}))`, pick+1), nil)
		c.Click(fmt.Sprintf(".door:nth-child(%d)", g.Opened[0]+1)) // which is no choice any more
		c.watch(g, pick)
		switch i {
		case 0, 2:
			c.Click(".hands .tools button:nth-child(1)")
			c.over(g, pick, "stay")
		case 1, 3:
			c.Click(".hands .tools button:nth-child(2)")
			c.over(g, pick, "switch")
		case 4: // the doors themselves may be pressed
			c.Click(fmt.Sprintf(".door:nth-child(%d)", pick+1))
			c.over(g, pick, "stay")
		default:
			c.Click(fmt.Sprintf(".door:nth-child(%d)", g.Other+1))
			c.over(g, pick, "switch")
		}
		c.Click(".hands .tools button:nth-child(3)")
		c.hears(fmt.Sprintf("Game %d: ", i+2), "Pick a door.")
		if got := c.labels(); !slices.Equal(got, []string{"Door 1", "Door 2", "Door 3"}) {
			t.Errorf("in a new game the doors are %q", got)
		}
	}
	c.says(query)
	if got := c.query().Encode(); got != "games=20&scale=0.1&scene=monty-doors&seed=5" {
		t.Errorf("the address is now %s", got)
	}
	c.saves(query)

	// More doors are another tally; the one of three doors is not lost.
	three := [2]map[string]int{c.won, c.games}
	c.won, c.games = map[string]int{}, map[string]int{}
	c.Eval(`document.querySelector("#set-doors").parentElement.querySelector("[type=range]").focus()`, nil)
	c.Key("End")
	c.Wait(`location.search.includes("doors=5") && document.querySelectorAll(".door").length === 5`)
	c.settle()
	c.hears("Game 7: a car stands behind one of 5 doors", "Pick a door.")
	c.tally()
	g := c.dealt(4)
	c.Click(".door:nth-child(5)")
	c.watch(g, 4)
	if said := c.text(`document.querySelector(".said").textContent`); !strings.Contains(said, " and ") || !strings.Contains(said, ": goats.") {
		t.Errorf("of three goats it says %s", said)
	}
	c.Click(".hands .tools button:nth-child(2)")
	c.over(g, 4, "switch")
	c.Eval(`document.querySelector("#set-doors").parentElement.querySelector("[type=range]").focus()`, nil)
	c.Key("Home")
	c.Wait(`document.querySelectorAll(".door").length === 3`)
	c.settle()
	c.hears("Game 8: ", "one of 3 doors")
	c.won, c.games = three[0], three[1]
	c.tally()
	c.Eval(`[...document.querySelectorAll(".hands button")].at(-1).click()`, nil)
	c.hears("Your tally is empty.", "")
	clear(c.games)
	c.tally()
}

// The keyboard alone plays, and is always where it goes on.
func TestPlayByKeys(t *testing.T) { onBothHosts(t, testPlayByKeys) }

func testPlayByKeys(t *testing.T) {
	c := plays(t, "scene=monty-doors&games=20&seed=8"+small, 375, 812)
	here := func(want string) {
		t.Helper()
		if got := c.text(`document.activeElement.getAttribute("aria-label") || document.activeElement.textContent`); got != want {
			t.Errorf("the focus is on %q, want %q", got, want)
		}
	}
	c.Eval(`document.querySelector(".door").focus()`, nil)
	for range 3 {
		c.Key("ArrowRight")
	}
	here("Door 3")
	c.Key("ArrowLeft")
	here("Door 2")
	g := c.dealt(1)
	c.Key("Enter")
	c.watch(g, 1)
	here("Door 2, yours")
	c.Key("Tab") // to door 3
	c.Key("Tab")
	here("Stay at door 2")
	c.Key("Tab")
	here(fmt.Sprintf("Switch to door %d", g.Other+1))
	c.Key(" ")
	c.over(g, 1, "switch")
	here("Next game")
	c.Key("Enter")
	c.hears("Game 2: ", "")
	here("Door 2")
	for _, n := range c.Accessible() {
		if n.Role == "group" && n.Name == "Doors" && !strings.Contains(n.Description, "Pick a door") {
			t.Errorf("assistive technology is told %v", n)
		}
	}

	// On a phone nothing is too wide, or too small for a finger.
	var wide int
	if c.Eval(`document.documentElement.scrollWidth`, &wide); wide > 375 {
		t.Errorf("the page is %d px wide", wide)
	}
	var small []string
	c.Eval(`[...document.querySelectorAll(".hands button")].filter(e => e.offsetWidth && (e.offsetWidth < 40 || e.offsetHeight < 40)).map(e => e.outerHTML)`, &small)
	if len(small) > 0 {
		t.Errorf("too small for a finger: %q", small)
	}
	d := c.dealt(0)
	c.Touch(".door:nth-child(1)", browser.Spot{X: 0.5, Y: 0.5})
	c.watch(d, 0)
	c.Touch(".hands .tools button:nth-child(1)", browser.Spot{X: 0.5, Y: 0.5})
	c.over(d, 0, "stay")
	c.Key("Tab")
	here("Reset your tally")
	c.Key("Enter")
	c.hears("Your tally is empty.", "")
	here("Reset your tally")
}
