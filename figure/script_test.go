package figure_test

import (
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/figure"
)

// dice is what a small scene says.
var dice = figure.Script{
	Messages: []figure.Message{
		{Key: "title", Text: "Is the die fair?"},
		{Key: "subtitle", Text: "Thrown {throws} times", Also: []string{"seed"}},
		{Key: "games-played", Text: "games played: {games}"},
		{Key: "energy", Text: "energy"},
	},
	In: map[string]map[string]string{"de": {
		"title": "Ist der Würfel gut?", "subtitle": "{throws}-mal geworfen",
		"games-played": "Spiele: {games}", "energy": "Energie",
	}},
}

// An author's words stand before those of the language, and values stand where
// their names are, outside of mathematics.
func TestSay(t *testing.T) {
	for _, c := range []struct {
		words figure.Words
		want  string
	}{
		{figure.Words{}, "games played: 1,000"},
		{figure.Words{Lang: "de"}, "Spiele: 1.000"},
		{figure.Words{Lang: "de", Labels: map[string]string{"games-played": "{games}, ja {games}!"}}, "1.000, ja 1.000!"},
		{figure.Words{Labels: map[string]string{"games-played": "just games"}}, "just games"},
		{figure.Words{Labels: map[string]string{"games-played": `$x_{games}$ for \$ {games}`}}, `$x_{games}$ for \$ 1,000`},
	} {
		on, err := figure.Stage{Words: c.words}.Set(image.Pt(1, 1), dice)
		if err != nil {
			t.Fatal(err)
		}
		if got := on.Say("games-played", "games", 1000); got != c.want {
			t.Errorf("%v says %q, want %q", c.words, got, c.want)
		}
	}
}

// What is wrong with an author's words is said in one line.
func TestSetRefusesWords(t *testing.T) {
	label := func(key, text string) figure.Words { return figure.Words{Labels: map[string]string{key: text}} }
	for _, c := range []struct {
		words figure.Words
		want  string
	}{
		{figure.Words{Lang: "pt"}, `language "pt": want one of en, de, fr, es`},
		{figure.Words{Lang: "DE"}, `language "DE": want one of en, de, fr, es`},
		{figure.Words{Lang: "fr"}, `language "fr": this scene has no words in it; want one of en, de`},
		{label("titel", "x"), `label "titel": this scene has no such label; did you mean title?`},
		{label("Title", "x"), `label "Title": this scene has no such label; did you mean title?`},
		{label("wallpaper", "x"), `label "wallpaper": this scene has no such label; want one of title, subtitle, games-played, energy`},
		{label("", "x"), `label "": this scene has no such label; want one of title, subtitle, games-played, energy`},
		{label("energy", "{energy}"), `label "energy": it has {energy}, and this message has no placeholders`},
		{label("games-played", "{game}"), `label "games-played": it has {game}, and this message has {games}`},
		{label("subtitle", "{x}"), `label "subtitle": it has {x}, and this message has {throws}, {seed}`},
		{label("energy", "a { b"), `label "energy": a brace stands alone; want {name}`},
		{label("energy", "a } b {c}"), `label "energy": a brace stands alone; want {name}`},
		{label("games-played", "{{games}}"), `label "games-played": a brace stands alone; want {name}`},
		{label("energy", " "), `label "energy": it is empty; only title and subtitle may be`},
		{label("title", strings.Repeat("ü", 501)), `label "title": it has 501 characters; at most 500 are set`},
		{label("title", "two\nlines"), `label "title": it has the control character U+000A; want a single line of text`},
		{label("title", "two\u2028lines"), `label "title": it has the control character U+2028; want a single line of text`},
		{label("title", "a\xffb"), `label "title": it is not UTF-8`},
		{label("title", "東京"), `label "title": it has '東' (U+6771), for which the type of the figures, Liberation Sans, has no glyph`},
		{label("title", "energy $E"), `label "title": column 8: this $ begins a formula that never ends`},
		{figure.Words{Labels: map[string]string{"b": "", "a": ""}}, `label "a"`}, // always the same of two
	} {
		if _, err := (figure.Stage{Words: c.words}).Set(image.Pt(1, 1), dice); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q gives %v\nwant %s", c.words, err, c.want)
		}
	}
	for _, words := range []figure.Words{
		label("title", ""), label("subtitle", ""), label("subtitle", "Seed {seed}"), label("title", strings.Repeat("ü", 500)), label("energy", `costs 5 \$`),
	} {
		if _, err := (figure.Stage{Words: words}).Set(image.Pt(1, 1), dice); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
}

// Any words are refused or said: nothing panics, and what is said has no name
// in braces left, outside of mathematics.
func TestRandomWords(t *testing.T) {
	piece := rapid.SampledFrom([]string{"{games}", "{", "}", "$", `\`, "x^2", `\frac12`, " ", "energy", "ß", "\x00", "東", "=", "\u00a0"})
	text := rapid.Map(rapid.SliceOfN(piece, 0, 8), func(p []string) string { return strings.Join(p, "") })
	rapid.Check(t, func(t *rapid.T) {
		written := rapid.OneOf(text, rapid.String()).Draw(t, "text")
		on, err := figure.Stage{Words: figure.Words{Labels: map[string]string{"games-played": written}}}.Set(image.Pt(1, 1), dice)
		if err != nil {
			if !strings.HasPrefix(err.Error(), `label "games-played": `) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%q: %v", written, err)
			}
			return
		}
		said := on.Say("games-played", "games", "#")
		if !strings.Contains(written, "$") && said != strings.ReplaceAll(written, "{games}", "#") {
			t.Fatalf("%q says %q", written, said)
		}
		_ = figure.Label.Wrap(said, 100)
	})
}

// A scene that asks for a message it has not is a broken program.
func TestSayPanics(t *testing.T) {
	on := speaking(t, "en", dice)
	for _, say := range []func(){
		func() { on.Say("titel") },
		func() { on.Say("games-played") },
		func() { on.Say("games-played", "game", 3) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a message that the scene cannot say does not panic")
				}
			}()
			say()
		}()
	}
}

func TestPlaceholders(t *testing.T) {
	m := figure.Message{Text: "{a} of {b}, {a} again, $x_{c}$", Also: []string{"d", "b"}}
	if got := m.Placeholders(); !slices.Equal(got, []string{"a", "b", "d"}) {
		t.Errorf("the placeholders are %v, want a, b and d", got)
	}
}

// Lines hold together what belongs together.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 100, nil},
		{"   ", 100, nil},
		{"one two", 1000, []string{"one two"}},
		{"one two", 1, []string{"one", "two"}},
		{"  one   two ", 1000, []string{"one two"}},
		{"E = 3, F", 1, []string{"E = 3,", "F"}},
		{"4x + 2y = 0", 1, []string{"4x", "+", "2y = 0"}},
		{"un\u00a0mot \u202f; fin", 1, []string{"un\u00a0mot", "\u202f;", "fin"}},
		{`see $a + b$, or \$ 5`, 1, []string{"see", "$a + b$,", "or", `\$`, "5"}},
		{"x$a b$y$c d$ z", 1, []string{"x$a b$y$c d$", "z"}},
	} {
		if got := figure.Label.Wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q within %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Lines are as wide as they can be: no word is lost, none that would fit
// stands a line below, and a line too wide is a single word.
func TestRandomWrap(t *testing.T) {
	word := rapid.StringMatching(`[a-zäß,.]{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 30).Draw(t, "words")
		width := rapid.Float64Range(1, 500).Draw(t, "width")
		lines := figure.Note.Wrap(strings.Join(words, " "), width)
		if got := strings.Join(lines, " "); got != strings.Join(words, " ") {
			t.Fatalf("the lines say %q", got)
		}
		for i, line := range lines {
			if figure.Note.Width(line) > width && strings.Contains(line, " ") {
				t.Fatalf("%q is %v wide, more than %v", line, figure.Note.Width(line), width)
			}
			if i > 0 {
				first, _, _ := strings.Cut(line, " ")
				if figure.Note.Width(lines[i-1]+" "+first) <= width {
					t.Fatalf("%q has room for %q", lines[i-1], first)
				}
			}
		}
	})
}

// Title and subtitle take the lines they need, and the body begins below them.
func TestTitled(t *testing.T) {
	long := strings.Repeat("word ", 18)
	for _, c := range []struct {
		name, title, subtitle string
		on                    figure.Stage
		body                  float64 // how far the body begins below the page
	}{
		{"as ever", "Title", "Subtitle", figure.Stage{}, 60},
		{"a title alone", "Title", "", figure.Stage{}, 37},
		{"a subtitle alone", "", "Subtitle", figure.Stage{}, 37},
		{"neither", "", "", figure.Stage{}, 0},
		{"two lines of title", long, "Subtitle", figure.Stage{}, 84},
		{"small", "Title", "Subtitle", figure.Stage{Size: image.Pt(454, 340)}, 48},
		{"low", "Title", "Subtitle", figure.Stage{Size: image.Pt(800, 399)}, 48},
		{"small, long", long, long, figure.Stage{Size: image.Pt(500, 340)}, 86},
		{"bare", long, long, figure.Stage{Bare: true}, 0},
	} {
		on, err := c.on.Set(image.Pt(1, 1), figure.Script{})
		if err != nil {
			t.Fatal(err)
		}
		if on, err = on.Titled(c.title, c.subtitle); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := float64(on.Page().Max.Y - on.Body().Max.Y); math.Abs(got-c.body) > 1e-9 {
			t.Errorf("%s: the body begins %v below the page, want %v", c.name, got, c.body)
		}
	}
	on := speaking(t, "en", figure.Script{})
	for _, c := range []struct{ title, subtitle, want string }{
		{strings.Repeat("word ", 60), "", "it does not go into 2 lines of a figure 800 wide"},
		{"", strings.Repeat("word ", 90), "it does not go into 3 lines of a figure 800 wide"},
		{strings.Repeat("w", 100), "", "title \"" + strings.Repeat("w", 100)},
	} {
		if _, err := on.Titled(c.title, c.subtitle); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// How much paper is left around a figure.
func TestPage(t *testing.T) {
	for _, c := range []struct {
		on     figure.Stage
		margin int
	}{
		{figure.Stage{Size: image.Pt(640, 400)}, 24},
		{figure.Stage{Size: image.Pt(639, 400)}, 12},
		{figure.Stage{Size: image.Pt(640, 399)}, 12},
		{figure.Stage{Size: image.Pt(640, 400), Bare: true}, 8},
		{figure.Stage{Size: image.Pt(454, 340), Bare: true}, 8},
	} {
		on, m := c.on, float64(c.margin)
		page := on.Page()
		if page.Width() != float64(on.Size.X)-2*m || page.Height() != float64(on.Size.Y)-2*m {
			t.Errorf("%v, bare: %v: the page is %v, want a margin of %v", on.Size, on.Bare, page, m)
		}
	}
}

// An author says it in other words.
func ExampleStage_Say() {
	on, err := figure.Stage{Words: figure.Words{Lang: "de", Labels: map[string]string{"title": "Ist der Würfel gezinkt?"}}}.Set(image.Pt(454, 340), dice)
	fmt.Println(on.Say("title"), on.Say("subtitle", "throws", 6000), err)

	_, err = figure.Stage{Words: figure.Words{Labels: map[string]string{"titel": "Fair?"}}}.Set(image.Pt(454, 340), dice)
	fmt.Println(err)
	// Output:
	// Ist der Würfel gezinkt? 6.000-mal geworfen <nil>
	// label "titel": this scene has no such label; did you mean title?
}
