package studio

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"flipbook/drawings"
)

// answered is what the engine answers, as JSON.
func answered(t *testing.T, op string, q url.Values, into any) {
	t.Helper()
	a, err := engine(t).Answer(t.Context(), op, q)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(a.Data, into); err != nil {
		t.Fatal(err)
	}
}

func parsed(t *testing.T, text string) drawings.Drawing {
	t.Helper()
	d, err := drawings.Parse(text)
	if err != nil {
		t.Fatalf("%.40q: %v", text, err)
	}
	return d
}

// Hands are told which drawings a question means, our own if it says none.
func TestSlate(t *testing.T) {
	var s struct {
		Cols, Rows, Room int
		Memories         []string
		Cue              string
	}
	answered(t, "slate", url.Values{"scene": {"hopfield-draw"}}, &s)
	if s.Cols != 35 || s.Rows != 35 || s.Room != 169 || len(s.Memories) != 5 {
		t.Errorf("%d×%d cells, %d memories of %d", s.Cols, s.Rows, len(s.Memories), s.Room)
	}
	for i, d := range drawings.Signs() {
		if got := parsed(t, s.Memories[i]).String(); got != d.String() {
			t.Errorf("memory %d is\n%s", i, got)
		}
	}
	upper, lower := s.Cue[:17*36], s.Cue[17*36:]
	if strings.Contains(upper, "#") || lower != s.Memories[0][17*36:] {
		t.Errorf("the fragment of a house is\n%s", s.Cue)
	}
	answered(t, "slate", url.Values{"scene": {"hopfield-draw"}, "memories": {"##\n#.\n\n.#;##"}, "cue": {"#.;.."}}, &s)
	if got := fmt.Sprint(s); got != "{2 2 1 [##;#. .#;##] #.;..}" {
		t.Errorf("a question with drawings means %s", got)
	}
}

// Our pictures come as large as there is room for.
func TestDrawings(t *testing.T) {
	var all []picture
	for _, c := range []struct{ cols, rows, want int }{{35, 35, 26 + 10 + 5 + 5}, {40, 45, 26 + 10 + 5 + 5 + 5}, {28, 28, 26 + 10}, {6, 6, 26}, {5, 60, 0}} {
		answered(t, "drawings", url.Values{"cols": {fmt.Sprint(c.cols)}, "rows": {fmt.Sprint(c.rows)}}, &all)
		if len(all) != c.want {
			t.Errorf("on %d×%d cells there are %d pictures, want %d", c.cols, c.rows, len(all), c.want)
		}
		for _, p := range all {
			if d := parsed(t, p.Drawing); d.Cols != c.cols || d.Rows != c.rows || !strings.Contains(p.Drawing, "#") || p.Group == "" || p.Name == "" {
				t.Errorf("%s %s has %d×%d cells, want %d×%d", p.Group, p.Name, d.Cols, d.Rows, c.cols, c.rows)
			}
		}
	}
}

// A share of the cells flips, others with another seed.
func TestNoise(t *testing.T) {
	var a, b, again struct{ Drawing string }
	text := rows(drawings.Signs()[2])
	ask := func(seed string, into any) {
		t.Helper()
		answered(t, "noise", url.Values{"drawing": {text}, "percent": {"20"}, "seed": {seed}}, into)
	}
	ask("1", &a)
	ask("2", &b)
	ask("1", &again)
	if a != again || a == b {
		t.Error("the same seed makes other noise, or another the same")
	}
	if got := apart(t, text, a.Drawing); got != 245 {
		t.Errorf("%d of 1,225 cells are flipped, want 245", got)
	}
}

// apart is in how many cells two drawings differ.
func apart(t *testing.T, a, b string) (n int) {
	t.Helper()
	x, y := parsed(t, a), parsed(t, b)
	if x.Cols != y.Cols || x.Rows != y.Rows {
		t.Fatalf("%d×%d cells, and %d×%d", x.Cols, x.Rows, y.Cols, y.Rows)
	}
	for i := range x.States {
		if x.States[i] != y.States[i] {
			n++
		}
	}
	return n
}

// What cannot be answered is refused with a reason.
func TestSlateRefuses(t *testing.T) {
	for _, c := range []struct{ op, query, want string }{
		{"slate", "scene=monty-hall", "nobody draws for monty-hall"},
		{"slate", "scene=hopfield-draw&memories=%23.%3B%23x", "want # for ink or . for paper"},
		{"slate", "scene=hopfield-draw&memories=/etc/passwd", "no files are read here"},
		{"slate", "scene=hopfield-draw&colour=red", "no parameter"},
		{"drawings", "", `cols "": want a whole number, 1 to 128`},
		{"drawings", "cols=35&rows=129", `rows "129": want a whole number, 1 to 128`},
		{"drawings", "cols=35&rows=35&rows=36", `"rows" is not asked for, or more than once`},
		{"drawings", "cols=35&rows=35&x=1", `"x" is not asked for, or more than once`},
		{"noise", "percent=20&seed=1", "there is no picture"},
		{"noise", "drawing=%23%3F&percent=20&seed=1", "row 1, column 2: '?'"},
		{"slate", "scene=hopfield-draw&memories=%23.%3B%3F%23", "--memories: drawing 1, row 2, column 1: '?'"},
		{"noise", "drawing=%23.&percent=101&seed=1", "percent 101: want 0 to 100"},
		{"noise", "drawing=%23.&percent=20&seed=-1", `seed "-1": want a whole number`},
		{"noise", "drawing=%23.&percent=20", `seed "": want a whole number`},
	} {
		if a, err := engine(t).Answer(t.Context(), c.op, asked(t, c.query)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s?%s: %v, want %s; %s", c.op, c.query, err, c.want, a.Data)
		}
	}
}

// What a network makes of a digit is what its film says.
func TestRecalled(t *testing.T) {
	var got struct {
		Start, End    string
		Before, After int
	}
	answered(t, "recalled", url.Values{"scene": {"hopfield-recall"}}, &got)
	if got.Before != 248 || got.After != 0 || apart(t, got.Start, got.End) != 248 {
		t.Errorf("%d pixels are wrong at first, %d at the end", got.Before, got.After)
	}
	var s struct{ Memories []string }
	answered(t, "slate", url.Values{"scene": {"hopfield-recall"}}, &s)
	if len(s.Memories) != 5 || s.Memories[0] != got.End {
		t.Errorf("of %d memories, the first is not what is recalled", len(s.Memories))
	}
	for _, c := range []struct{ query, want string }{
		{"scene=hopfield-draw", "nothing is recalled by hopfield-draw alone"},
		{"scene=hopfield-recall&cue=%23.%3B%23%23", "want one of 28×28"},
		{"scene=hopfield-recall&sigma=-1", "--sigma -1: want 0 to 100"},
	} {
		if _, err := engine(t).Answer(t.Context(), "recalled", asked(t, c.query)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.query, err, c.want)
		}
	}
}

// What a memory of all digits makes of a query is what its film shows at the
// end: the right digit if nothing is claimed of what is erased, another if it
// is.
func TestAttended(t *testing.T) {
	type row struct {
		Query  string
		Best   []attention
		Answer []byte
		Wrong  int
	}
	var got []row
	answered(t, "attended", url.Values{"scene": {"hopfield-attention"}}, &got)
	if len(got) != 2 {
		t.Fatalf("%d questions, want 2", len(got))
	}
	unknown, paper := got[0], got[1]
	if best := unknown.Best[0]; unknown.Wrong != 0 || best.Label != 2 || !best.Asked || best.Weight < .99 {
		t.Errorf("erased to 0, %d pixels are wrong, and most weight is on %+v", unknown.Wrong, best)
	}
	if best := paper.Best[0]; paper.Wrong != 97 || best.Label != 7 || best.Asked || best.Weight < .99 {
		t.Errorf("erased to −1, %d pixels are wrong, and most weight is on %+v", paper.Wrong, best)
	}
	var s struct {
		Memories []string
		Cue      string
	}
	answered(t, "slate", url.Values{"scene": {"hopfield-attention"}, "sigma": {"3"}}, &s) // before the noise
	if len(s.Memories) != 1 || s.Memories[0] != unknown.Best[0].Digit || s.Cue != unknown.Query || strings.ReplaceAll(s.Cue, "?", ".") != paper.Query {
		t.Errorf("the slate has %d digits and the query\n%s", len(s.Memories), s.Cue)
	}
	for i, state := range parsed(t, s.Memories[0]).States {
		if ink := unknown.Answer[i] > 127; ink != (state > 0) {
			t.Fatalf("pixel %d of the answer is %d, and of the digit %d", i, unknown.Answer[i], state)
		}
	}
	for _, c := range []struct{ query, want string }{
		{"scene=hopfield-recall", "hopfield-recall attends to nothing"},
		{"scene=hopfield-attention&cue=%23.%3B%23%23", "want one of 28×28"},
		{"scene=hopfield-attention&sample=100", "no sample 100"},
	} {
		if _, err := engine(t).Answer(t.Context(), "attended", asked(t, c.query)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.query, err, c.want)
		}
	}
}

// Whatever is asked, it is answered or refused with a reason.
func FuzzSlate(f *testing.F) {
	for _, op := range []string{"slate", "drawings", "noise"} {
		for _, q := range []string{
			"", "scene=hopfield-draw", "scene=hopfield-draw&memories=%23.%3B..%3B%3B%23%23%3B.%23&cue=%23.%3B..", "scene=hopfield-recall&digit=7&stored=3&cue=%23",
			"cols=35&rows=35", "cols=-1&rows=1e9", "drawing=%23.%3B..&percent=20&seed=1", "drawing=%23&percent=100&seed=2147483647", "%ff=%fe&cols=%00",
		} {
			f.Add(op, q)
		}
	}
	e := engine(f)
	f.Fuzz(func(t *testing.T, op, text string) {
		q, err := url.ParseQuery(text)
		if err != nil || op != "slate" && op != "drawings" && op != "noise" {
			return
		}
		a, err := e.Answer(t.Context(), op, q)
		if err == nil && !json.Valid(a.Data) {
			t.Fatalf("%s?%q is answered with %.100q", op, text, a.Data)
		}
		if err != nil && (len(err.Error()) == 0 || len(err.Error()) > 10_000) {
			t.Fatalf("%s?%q is refused with %q", op, text, err)
		}
	})
}
