package scenes

import (
	"context"
	"errors"
	"fmt"
	"image"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/labels"
)

// films are films of every scene that together say all it can say: few and
// many, found and not found, large and small. Of scenes that are not made out
// here they are variants.
func films() map[string][]Scene {
	hopfield := func(digit, stored int, rule string, sigma float64, seed uint64) Scene {
		return &HopfieldRecall{Digit: digit, Stored: stored, Rule: rule, Threshold: 120, Sigma: sigma, Seed: seed}
	}
	data := func(points string, epochs int) Scene {
		return &Perceptron{Points: 2, Data: points, Epochs: epochs, Delay: 1e9, Seed: 1}
	}
	out := map[string][]Scene{
		"hopfield-recall": {
			hopfield(3, 5, "pseudo-inverse", 2, 1), hopfield(3, 11, "pseudo-inverse", 0, 1), hopfield(3, 12, "hebb", 2, 1),
			hopfield(3, 5, "storkey", 2, 1), hopfield(3, 5, "krauth-mezard", 2, 1), hopfield(3, 5, "probability-flow", 2, 1),
			hopfield(1, 1, "hebb", 0.36, 1), hopfield(1, 1, "hebb", 60, 6), hopfield(1, 2, "hebb", 60, 1), hopfield(1, 2, "hebb", 60, 3),
			&HopfieldRecall{Digit: 3, Stored: 5, Rule: "pseudo-inverse", Threshold: 120, Cue: strings.Repeat(strings.Repeat(".", 28)+";", 28), Seed: 1},
		},
		"hopfield-draw": {
			&HopfieldDraw{Rule: "hebb", Seed: 1}, &HopfieldDraw{Rule: "pseudo-inverse", Seed: 1},
			&HopfieldDraw{Cue: strings.Repeat(strings.Repeat(".", 35)+";", 35), Rule: "hebb", Seed: 1},
			&HopfieldDraw{Memories: strings.Repeat(strings.Repeat("#.", 4)+";", 8), Rule: "hebb", Seed: 1},
		},
		"monty-hall": {
			&MontyHall{Trials: 10000, Doors: 3, Host: "knows", Seed: 1}, &MontyHall{Trials: 1, Doors: 3, Host: "forgets", Seed: 1},
			&MontyHall{Trials: 200, Doors: 5, Opens: 1, Host: "knows", Seed: 1}, &MontyHall{Trials: 200, Doors: 100, Host: "knows", Seed: 1},
		},
		"perceptron": {
			&Perceptron{Points: 40, Margin: 0.05, Epochs: 1000, Delay: 1e9, Seed: 1}, &Perceptron{Points: 60, Margin: 0.005, Epochs: 1000, Delay: 1e9, Seed: 1},
			&Perceptron{Points: 60, Margin: 0.005, Epochs: 1, Delay: 1e9, Seed: 1}, data("-1,-1,-1; 1,1,-1; -1,1,1; 1,-1,1", 50),
			data("0,0,1; 1,1,1; 0,1,-1; 1,0,-1", 50), data("3,3,1; 3,3,-1", 50), data("3,3,1", 5), data("0,0,1; 1,1,-1; 2,2,1", 1),
		},
	}
	out["hopfield-dilemma"] = []Scene{
		&HopfieldDilemma{Memory: "++-+", Cue: "+++-", Clear: "++--"}, &HopfieldDilemma{Memory: "++-+", Cue: "++--", Clear: "++-+"},
	}
	for _, e := range Catalogue() {
		if _, known := out[e.Name]; !known {
			out[e.Name] = variants(e)
		}
	}
	out["hopfield-attention"] = append(out["hopfield-attention"],
		&HopfieldAttention{Digit: 2, Cue: strings.Repeat(strings.Repeat(".?", 14)+";", 28), Sigma: 0.5, Beta: 1, Queries: 2, Threshold: 120, Seed: 1})
	return out
}

// filmOf makes a film of films(); none of a variant whose parameters do not go
// together.
func filmOf(t *testing.T, s Scene, on figure.Stage) (f *film.Film, ok bool) {
	t.Helper()
	f, err := s.Film(context.Background(), on)
	v := Violation("")
	if _, varied := s.(variant); varied && err != nil && !errors.As(err, &v) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return f, true
}

// A variant is a scene with a parameter that may not go with the others.
type variant struct{ Scene }

// variants are the film of a scene and those in which one parameter has another
// value of its enum, or the least or the most that is quick.
func variants(e Entry) []Scene {
	first, _ := quick(e)
	out := []Scene{first}
	for _, p := range Params(first) {
		var values []string
		switch p.Type {
		case "string":
			values = p.Enum
		case "bool":
			values = []string{"true", "false"}
		case "int", "float":
			most := p.Max
			if p.Quick != nil {
				most = p.Quick
			}
			values = []string{fmt.Sprint(p.Min), fmt.Sprint(most)}
		}
		for _, v := range values {
			s, _ := quick(e)
			if err := Set(s, p, v); err == nil && Check(s) == nil && !reflect.DeepEqual(s, first) {
				out = append(out, variant{s})
			}
		}
	}
	return out
}

// everything is all that a film says, a line each: what is drawn, and what is
// said of it.
func everything(f *film.Film) []string {
	var all []int
	for i := range f.Len {
		all = append(all, i)
	}
	return saidIn(f, all)
}

// saidIn is what a film says in some of its frames, and what is said of it.
func saidIn(f *film.Film, frames []int) []string {
	seen := []string{f.Title, f.Alt, f.Caption}
	for _, k := range f.Keys {
		seen = append(seen, k.Caption)
	}
	for _, r := range f.Results {
		seen = append(seen, r.Text)
	}
	draw := func(layer func(vg.Canvas)) {
		var c labels.Canvas
		layer(&c)
		for _, l := range c.Labels {
			seen = append(seen, l.Text)
		}
	}
	for _, layer := range []func(vg.Canvas){f.Backdrop, f.Front} {
		if layer != nil {
			draw(layer)
		}
	}
	for _, i := range frames {
		for _, layer := range []func(vg.Canvas, int){f.Trail, f.Live} {
			if layer != nil {
				draw(func(c vg.Canvas) { layer(c, i) })
			}
		}
	}
	return seen
}

// Every language says all that every scene says, with what it is filled in
// with, in letters that the figures have.
func TestTranslations(t *testing.T) {
	for _, e := range Catalogue() {
		s := e.New()
		all := script(s).In
		if got, want := len(all), len(figure.Languages())-1; got != want {
			t.Errorf("%s is translated into %d languages, want %d", e.Name, got, want)
		}
		for _, lang := range figure.Languages()[1:] {
			texts := all[lang]
			if got, want := len(texts), len(Messages(s)); got != want {
				t.Errorf("%s: %s has %d messages, want %d", lang, e.Name, got, want)
			}
			// What would be refused of an author is no translation either.
			on := stage(t)
			on.Words.Labels = texts
			if _, err := on.Set(figure.DefaultSize, script(s)); err != nil {
				t.Errorf("%s: %s: %v", lang, e.Name, err)
			}
			for _, m := range Messages(s) {
				used := figure.Message{Text: texts[m.Key]}.Placeholders()
				for _, name := range (figure.Message{Text: m.Text}).Placeholders() {
					if !slices.Contains(used, name) && len(m.Also) == 0 && !strings.Contains(texts[m.Key], "{"+name+"}") {
						t.Errorf("%s: %s: %q says nothing of {%s}", lang, e.Name, texts[m.Key], name)
					}
				}
			}
		}
	}
}

// Mathematics is no language: a translation has the formulas of the English text.
func TestFormulasOfTranslations(t *testing.T) {
	formula := regexp.MustCompile(`\$[^$]*\$`)
	formulas := func(text string) []string {
		found := formula.FindAllString(text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for _, e := range Catalogue() {
		s := script(e.New())
		for _, m := range s.Messages {
			for _, lang := range figure.Languages()[1:] {
				if got, want := formulas(s.In[lang][m.Key]), formulas(m.Text); !slices.Equal(got, want) {
					t.Errorf("%s: %s: %s has the formulas %q, want %q", e.Name, lang, m.Key, got, want)
				}
			}
		}
	}
}

// Messages are in the order of the English ones, and have all places that any
// language uses.
func TestReadScript(t *testing.T) {
	got, err := readScript([]byte(`{"de": {"b": "{x} {y}", "a": "A"}, "en": {"b": "{x}", "a": "{z}"}}`))
	want := figure.Script{
		Messages: []figure.Message{{Key: "b", Text: "{x}", Also: []string{"y"}}, {Key: "a", Text: "{z}"}},
		In:       map[string]map[string]string{"de": {"b": "{x} {y}", "a": "A"}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, text := range []string{"", "[]", `{"en": {"a": 1}}`, `{"en": ["a"]}`} {
		if _, err := readScript([]byte(text)); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// Keys are what one types after --label: lower-case words, each once, the
// title first.
func TestMessages(t *testing.T) {
	word := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, e := range Catalogue() {
		seen := make(map[string]bool)
		messages := Messages(e.New())
		for _, m := range messages {
			if !word.MatchString(m.Key) || seen[m.Key] || m.Text == "" {
				t.Errorf("%s: the message %q, %q has no proper key, or one that is taken, or no text", e.Name, m.Key, m.Text)
			}
			seen[m.Key] = true
		}
		if messages[0].Key != "title" || !seen["subtitle"] || !seen["caption"] && !seen["caption-found"] || !seen["alt"] {
			t.Errorf("%s says no title, subtitle, caption or alt", e.Name)
		}
	}
}

// An author's words reach the film: with all messages replaced, each of them is
// seen or said, and of the English ones nothing is left.
func TestEveryMessageIsSaid(t *testing.T) {
	marks, words := regexp.MustCompile(`Q\d+Q`), regexp.MustCompile(`\b[a-zA-Z]{4,}\b`)
	for name, scenes := range films() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own, unsaid := make(map[string]string), make(map[string]string)
			for i, m := range Messages(scenes[0]) {
				mark := fmt.Sprintf("Q%dQ", i)
				own[m.Key], unsaid[mark] = mark, m.Key
				for _, p := range m.Placeholders() {
					own[m.Key] += " {" + p + "}"
				}
			}
			for _, s := range scenes {
				for _, size := range []image.Point{{X: 1600, Y: 1000}, {X: 454, Y: 454}, {X: 480, Y: 640}} {
					if _, full := quick(named(name)); (!full || size.Y > size.X) && len(unsaid) == 0 {
						break // all is said, and an upright stage says no more
					}
					on := stage(t)
					on.Size, on.Words.Labels = size, own
					f, ok := filmOf(t, s, on)
					if !ok {
						break
					}
					for _, text := range everything(f) {
						for _, m := range marks.FindAllString(text, -1) {
							delete(unsaid, m)
						}
						if word := words.FindString(text); word != "" {
							t.Errorf("%q says %q in no message", text, word)
						}
					}
				}
			}
			for _, key := range unsaid {
				t.Errorf("nothing says %q", key)
			}
		})
	}
}

func named(name string) Entry {
	e, _ := Named(name)
	return e
}

// englishNumber is a number that only English writes so: elsewhere a point
// stands only before three digits, and a comma nowhere but within numbers or
// after words.
var englishNumber = regexp.MustCompile(`\d\.\d{1,2}(\D|$)|\d\.\d{4}|\d,\d{3},\d`)

// inEnglish finds a text with an English number in some frames of a film.
func inEnglish(f *film.Film, frames []int) (text string, found bool) {
	said := saidIn(f, frames)
	if i := slices.IndexFunc(said, englishNumber.MatchString); i >= 0 {
		return said[i], true
	}
	return "", false
}

// A figure in another language has no number in English.
func TestNumbersOfTheLanguage(t *testing.T) {
	for _, lang := range figure.Languages()[1:] {
		for name, scenes := range films() {
			t.Run(lang+"/"+name, func(t *testing.T) {
				t.Parallel()
				if _, full := quick(named(name)); !full {
					scenes = scenes[:1] // TestRandomLabels looks at others
				}
				for _, s := range scenes {
					on := stage(t)
					on.Words.Lang = lang
					f, ok := filmOf(t, s, on)
					if !ok {
						continue
					}
					for _, text := range everything(f) {
						if englishNumber.MatchString(text) {
							t.Errorf("%q has an English number", text)
						}
					}
				}
			})
		}
	}
}

// misprints are what no text of a language may have: apostrophes of a
// typewriter, percentages that may break before their sign or lack the space,
// and in French signs without the space that belongs to them.
var misprints = map[string]*regexp.Regexp{
	"":   regexp.MustCompile(`\pL'\pL|[^\x{a0}-]%|[«“"]\s|\s[”"»]|  `),
	"fr": regexp.MustCompile(`[^\x{202f}][?!;]|[^\x{a0}]:|«[^\x{a0}]|[^\x{a0}]»`),
}

// misprint finds one in a text of a language; empty: none. Mathematics has
// signs of its own.
func misprint(lang, text string) string {
	text = regexp.MustCompile(`\$[^$]*\$`).ReplaceAllString(text, "x")
	for of, found := range misprints {
		if of == "" || of == lang {
			if m := found.FindString(text); m != "" {
				return m
			}
		}
	}
	return ""
}

// Every text is set as books of its language are, and no line of a figure ends
// with a full stop: captions and alternative texts do.
func TestTypography(t *testing.T) {
	sentence := regexp.MustCompile(`^(key(-.*)?|caption(-.*)?|alt(-.*)?)$`)
	look := func(name, lang, key, text string) {
		if m := misprint(lang, text); m != "" {
			t.Errorf("%s: %s: %s: %q has %q", lang, name, key, text, m)
		}
		if stop := strings.HasSuffix(text, "."); stop != sentence.MatchString(key) {
			t.Errorf("%s: %s: %s: %q, full stop: %v", lang, name, key, text, stop)
		}
	}
	for _, e := range Catalogue() {
		for _, m := range Messages(e.New()) {
			look(e.Name, "en", m.Key, m.Text)
		}
		for lang, texts := range script(e.New()).In {
			for key, text := range texts {
				look(e.Name, lang, key, text)
			}
		}
		about := e.About()
		for _, text := range []string{e.Title, e.Summary, about.Shows, about.Source, about.Wrong} {
			if m := misprint("en", text); m != "" {
				t.Errorf("%s: %q has %q", e.Name, text, m)
			}
		}
	}
}

func TestMisprint(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Hebb's rule", "b's"},
		{"en", "Hebb’s rule: 17\u00a0%; why?", ""},
		{"de", "17 %", " %"}, {"de", "95-%-Intervall", ""}, {"es", "17%", "7%"},
		{"fr", "Pourquoi ?", " ?"}, {"fr", "Pourquoi\u202f?", ""}, {"fr", "un\u00a0; deux", "\u00a0;"},
		{"fr", "un : deux", " :"}, {"fr", "un\u00a0: $a:b$", ""}, {"fr", "«\u202fun\u00a0»", "«\u202f"},
	} {
		if got := misprint(c.lang, c.text); got != c.want {
			t.Errorf("%s: %q: %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

// The sentence that stands under a figure.
func TestCaptions(t *testing.T) {
	for _, c := range []struct {
		scene string
		lang  string
		want  string
	}{
		{"monty-hall", "en", "Switching wins 0.6598 of 10,000 games of Monty Hall (3 doors), staying 0.3402; theory says 2/3 and 1/3."},
		{"monty-hall", "de", "10.000 Spiele des Ziegenproblems (3 Türen): Wechseln gewinnt 0,6598 davon, Bleiben 0,3402; die Theorie sagt 2/3 und 1/3."},
		{"monty-hall", "fr", "Sur 10\u202f000 parties de Monty Hall (3 portes), on en gagne 0,6598 en changeant et 0,3402 sans changer\u202f; la théorie dit 2/3 et 1/3."},
		{"monty-hall", "es", "De 10\u202f000 partidas de Monty Hall (3 puertas), cambiando se gana 0,6598 y sin cambiar 0,3402; la teoría dice 2/3 y 1/3."},
		{"perceptron", "en", "The perceptron separates 40 points by a line after 41 updates; Novikoff’s bound allows 405."},
		{"perceptron", "de", "Nach 41 Korrekturen trennt das Perzeptron 40 Punkte durch eine Gerade; die Novikoff-Schranke erlaubt 405."},
		{"hopfield-recall", "en", "A Hopfield network that remembers 5 digits reads the 3 under Gaussian noise of σ = 2: " +
			"248 of 784 pixels are wrong at first, 0 at the end, after 248 flips in 2 sweeps."},
	} {
		e, _ := Named(c.scene)
		on := stage(t)
		on.Words.Lang = c.lang
		f, err := e.New().Film(context.Background(), on)
		if err != nil {
			t.Fatal(err)
		}
		if f.Caption != c.want {
			t.Errorf("%s in %s:\n%s\nwant\n%s", c.scene, c.lang, f.Caption, c.want)
		}
	}
}

// Mathematics is drawn, and written out where none can be drawn.
func TestMathematicsInLabels(t *testing.T) {
	on := stage(t)
	on.Words.Labels = map[string]string{
		"title": `Is $\frac{2}{3}$ right?`, "switch": `$\sigma$ wins {rate}`, "alt": `$\pi_{switch}$`, "caption": `{switch} $\approx \frac23$`,
	}
	f, err := (&MontyHall{Trials: 100, Doors: 3, Host: "knows", Seed: 1}).Film(context.Background(), on)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(f.Title+f.Alt+f.Results[0].Text, "$") || !strings.Contains(f.Results[0].Text, "σ wins 0.") {
		t.Errorf("title %q, alt %q, result %q", f.Title, f.Alt, f.Results[0].Text)
	}
	if !strings.HasSuffix(f.Caption, `$\approx \frac23$`) {
		t.Errorf("the caption is %q, want its mathematics kept", f.Caption)
	}
}

// Words that have no room are refused, those under a title too.
func TestLabelsWithoutRoom(t *testing.T) {
	long := strings.Repeat("long ", 30)
	for _, c := range []struct{ key, text, want string }{
		{"switch", long, `labels: in frame 0 of 800x500, "long long`},
		{"games-played", long, "leaves the canvas of 800x500; want shorter words, or a larger figure"},
		{"theory", strings.Repeat("x", 200), "labels: in frame 0"},
		{"title", long, ""}, // two lines
		{"subtitle", long + long, ""},
		{"title", long + long, `title "` + long},
		{"alt", long, ""}, {"caption", long, ""}, {"key-end", long, ""}, // have all the room there is
	} {
		on := stage(t)
		on.Words.Labels = map[string]string{c.key: c.text}
		_, err := (&MontyHall{Trials: 100, Doors: 3, Host: "knows", Seed: 1}).Film(context.Background(), on)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s of %d letters gives %v, want %s", c.key, len(c.text), err, c.want)
		}
	}
}

// Whatever an author writes on whatever label, there is a film that Check
// accepts, or a line that says what is wrong.
func TestRandomAuthors(t *testing.T) {
	on := stage(t)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]Scene{
			&MontyHall{Trials: 20, Doors: 4, Host: "forgets", Seed: 1},
			&Perceptron{Points: 10, Margin: 0.1, Epochs: 3, Delay: 1e9, Seed: 2},
		}).Draw(t, "scene")
		var keys []string
		pieces := []string{"{", "}", "$", `\frac12`, " ", "words", strings.Repeat("long ", 40), "é", "\n", "{n}"}
		for _, m := range Messages(s) {
			keys = append(keys, m.Key)
			for _, p := range m.Placeholders() {
				pieces = append(pieces, "{"+p+"}")
			}
		}
		text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 5), func(p []string) string { return strings.Join(p, "") })
		on := on
		on.Size = rapid.SampledFrom([]image.Point{figure.DefaultSize, {X: 454, Y: 340}}).Draw(t, "size")
		on.Words.Lang = rapid.SampledFrom(figure.Languages()).Draw(t, "language")
		on.Words.Labels = rapid.MapOfN(rapid.OneOf(rapid.SampledFrom(keys), rapid.String()), text, 1, 4).Draw(t, "labels")
		f, err := s.Film(context.Background(), on)
		if err != nil {
			if msg := err.Error(); strings.Contains(msg, "\n") || !regexp.MustCompile(`^((label|title|subtitle) "|labels: in frame \d+)`).MatchString(msg) {
				t.Fatalf("%v", err)
			}
			return
		}
		if err := f.Check(); err != nil {
			t.Fatalf("%v: %v", on.Words.Labels, err)
		}
		everything(f)
	})
}

// An author gives a figure a voice of its own.
func ExampleMessages() {
	for _, m := range Messages(new(MontyHall))[:3] {
		fmt.Println(m.Key+":", m.Text, m.Placeholders())
	}
	// Output:
	// title: Monty Hall: should you switch? []
	// subtitle: Share of games won so far: {rules}; shaded: ±1.96 standard errors [rules]
	// doors: {doors} doors [doors]
}
