package book_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"flipbook/book"
	"flipbook/press"
)

// unpacked puts the files of an archive into a new directory, which becomes
// the current one.
func unpacked(t *testing.T, archive string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A film takes each key from itself, or from the defaults of its file, or from
// the last of the files it includes that says it. Labels and inks are put
// together.
func TestStoryboard(t *testing.T) {
	unpacked(t, `
-- book/all.yaml --
title: All figures
out: ../figures
include: [shared/looks.yaml, one.yaml]
mnist: digits
defaults: {theme: dark, labels: {title: Türen}}
films:
  - scene: monty-hall
    name: doors
    with: {trials: 500, doors: 100}
    labels: {games-played: "Spiele: {games}"}
    outputs: [gif, "strip:svg", strip, {strip: fig/doors.png, "frames:pdf": fig/doors.pdf}, fig/../poster.svg, "pages:talk.pptx"]
    caption: >
      A hundred
      doors.
  - {scene: perceptron, hold: 2.5, poster: 3, caption: A line.}
-- book/shared/looks.yaml --
defaults:
  outputs: [png]
  hold: 4s
  labels: {title: Tore, subtitle: ""}
-- book/one.yaml --
mnist: other
defaults: {lang: de}
films: [{scene: hopfield-recall, with: {sigma: 1e0, seed: 18446744073709551615}}]
`)
	s, err := book.ReadStoryboard("book/all.yaml", "")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	fmt.Fprintf(&got, "%s in %s\n", s.Title, s.Out)
	for _, f := range s.Films {
		l := f.Order.Look
		fmt.Fprintf(&got, "%v %s theme=%s lang=%s labels=%v digits=%s", f.Place, f.Name, l.Theme, l.Lang, l.Label, f.Digits.Dir)
		if l.Hold != nil {
			fmt.Fprint(&got, " hold=", time.Duration(*l.Hold))
		}
		fmt.Fprintf(&got, " poster=%s\n", l.Poster)
		for _, o := range f.Order.Outputs {
			fmt.Fprintf(&got, "  %v %s\n", o.Wanted, o.Path)
		}
	}
	want := `All figures in figures
book/one.yaml:3:9 hopfield-recall theme= lang=de labels=map[] digits=book/other poster=
  gif figures/hopfield-recall.gif
  png figures/hopfield-recall.png
book/all.yaml:7:5 doors theme=dark lang=de labels=map[caption:A hundred doors. games-played:Spiele: {games} subtitle: title:Türen] digits=book/digits hold=4s poster=
  gif figures/doors.gif
  strip:svg figures/doors-strip.svg
  strip figures/doors-strip.pdf
  strip:png figures/fig/doors.png
  frames:pdf figures/fig/doors.pdf
  svg figures/poster.svg
  pptx figures/talk.pptx
book/all.yaml:15:5 perceptron theme=dark lang=de labels=map[caption-found:A line. caption-no-line:A line. caption-not-found:A line. subtitle: title:Türen] digits=book/digits hold=2.5s poster=3
  png figures/perceptron.png
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// What includes say counts where the file itself says nothing: the last that
// says it, and inks one by one.
func TestStoryboardIncludes(t *testing.T) {
	unpacked(t, `
-- s.yaml --
include: [first.yaml, second.yaml]
defaults: {palette: {warm: "#8a3000"}}
films: [{scene: hopfield-recall}]
-- first.yaml --
mnist: digits
defaults: {hold: 4s, palette: {cool: "#004477"}}
-- second.yaml --
defaults: {hold: 6s}
`)
	s, err := book.ReadStoryboard("s.yaml", "")
	if err != nil {
		t.Fatal(err)
	}
	f := s.Films[0]
	if l := f.Order.Look; f.Digits.Dir != "digits" || time.Duration(*l.Hold) != 6*time.Second || l.Palette["warm"] != "#8a3000" || l.Palette["cool"] != "#004477" {
		t.Errorf("digits of %q, holds for %v, inks %v", f.Digits.Dir, *l.Hold, l.Palette)
	}
}

// A hundred files are a storyboard, one more is too much.
func TestStoryboardOfManyFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	var list []string
	for i := range 100 {
		list = append(list, fmt.Sprintf("%d.yaml", i))
		if err := os.WriteFile(list[i], nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(n int) error {
		text := "include: [" + strings.Join(list[:n], ", ") + "]\n" + doors
		if err := os.WriteFile("s.yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := book.ReadStoryboard("s.yaml", "")
		return err
	}
	if err := read(99); err != nil {
		t.Error(err)
	}
	if err := read(100); err == nil || !strings.HasSuffix(err.Error(), ": include 99.yaml: at most 100 files in all, 16 deep") {
		t.Errorf("says %v", err)
	}
}

const doors = "films: [{scene: monty-hall}]\n"

// wrongs are storyboards in which something is wrong, with the error, or how
// it begins.
var wrongs = []struct{ name, text, want string }{
	{"unknown key", "filmes: []\n", "s.yaml:1:1: there is no key filmes here; did you mean films?"},
	{"unknown key of a film", "films:\n  - scene: monty-hall\n    tehme: dark\n", "s.yaml:3:5: there is no key tehme here; did you mean theme?"},
	{"far-off key", "films:\n  - scene: monty-hall\n    elephant: 1\n", "s.yaml:3:5: there is no key elephant here: want one of scene, name, with, size, "},
	{"unknown key of the defaults", "defaults: {scene: monty-hall}\n" + doors, "s.yaml:1:12: there is no key scene here; did you mean scale?"},
	{"unknown scene", "films: [{scene: monty-hal}]\n", "s.yaml:1:17: there is no scene monty-hal: render list shows them all; did you mean monty-hall?"},
	{"no scene", "films: [{theme: dark}]\n", "s.yaml:1:9: the film has no scene: want scene: and a name that render list shows"},
	{"unknown parameter", "films: [{scene: monty-hall, with: {trails: 5}}]\n", "s.yaml:1:36: there is no key trails here; did you mean trials?"},
	{"key twice", "films:\n  - scene: monty-hall\n    theme: dark\n    theme: light\n", "s.yaml:4:5: key theme stands twice: the first is in line 3"},

	{"parameter out of range", "films:\n  - scene: monty-hall\n    with:\n      doors: 2\n", "s.yaml:4:14: doors 2: want 3 to 1000"},
	{"parameter no whole number", "films: [{scene: monty-hall, with: {doors: 3.5}}]\n", "s.yaml:1:43: doors 3.5: want a whole number, 3 to 1000"},
	{"parameter not one of", "films: [{scene: monty-hall, with: {host: sleeps}}]\n", `s.yaml:1:42: host "sleeps": want one of knows, forgets`},
	{"parameter no number", "films: [{scene: hopfield-recall, with: {sigma: .nan}}]\n", "s.yaml:1:48: sigma NaN: want 0 to 100"},
	{"parameter endless", "films: [{scene: hopfield-recall, with: {sigma: -.inf}}]\n", "s.yaml:1:48: sigma -Inf: want 0 to 100"},
	{"parameter in quotes", "films: [{scene: monty-hall, with: {doors: '3'}}]\n", `s.yaml:1:43: doors: want a number, not the text "3"`},
	{"seed too large", "films: [{scene: monty-hall, with: {seed: 18446744073709551616}}]\n", "s.yaml:1:42: seed 18446744073709551616: want a whole number, 0 or more"},
	{"no duration", "films: [{scene: perceptron, with: {delay: soon}}]\n", `s.yaml:1:43: delay "soon" is no duration: want one like 3s or 500ms`},
	{"duration out of range", "films: [{scene: perceptron, with: {delay: 1ms}}]\n", "s.yaml:1:43: delay 1ms: want 20ms to 1m"},
	{"list for a number", "films: [{scene: monty-hall, with: {doors: [3]}}]\n", "s.yaml:1:43: doors: want a number, not a list"},
	{"parameters as a list", "films: [{scene: monty-hall, with: [doors]}]\n", "s.yaml:1:35: want keys and values such as trials: …, not a list"},

	{"bad theme", "films:\n  - scene: monty-hall\n    theme: drak\n", "s.yaml:3:12: theme drak: want light, dark or print"},
	{"bad theme in the defaults", "defaults:\n  theme: drak\nfilms: [{scene: monty-hall, theme: dark}]\n", "s.yaml:2:10: theme drak: want light, dark or print"},
	{"label of the defaults that one scene lacks", "defaults: {labels: {games-played: n}}\nfilms:\n  - scene: monty-hall\n  - scene: perceptron\n", `s.yaml:1:35: film perceptron at s.yaml:4:5: label "games-played": this scene has no such label; want one of title, `},
	{"caption of the defaults that one scene cannot say", "defaults: {caption: 'Staying {stay}.'}\nfilms:\n  - scene: monty-hall\n  - scene: perceptron\n", `s.yaml:1:21: film perceptron at s.yaml:4:5: label "caption-found": it has {stay}, and this message has {`},
	{"ink of the defaults that one theme hides", "defaults: {palette: {cool: '#003f8f'}}\nfilms: [{scene: monty-hall}, {scene: perceptron, theme: dark}]\n", "s.yaml:1:21: film perceptron at s.yaml:2:30: palette: cool #003f8f on paper #"},
	{"scale out of range", "films: [{scene: monty-hall, scale: 99}]\n", "s.yaml:1:36: scale 99: want 0.1 to 16"},
	{"scale as text", "films: [{scene: monty-hall, scale: big}]\n", `s.yaml:1:36: scale: want a number, not the text "big"`},
	{"scale in hexadecimal", "films: [{scene: monty-hall, scale: 0x_}]\n", `s.yaml:1:36: scale: want a number, not the text "0x_"`},
	{"columns in parts", "films: [{scene: monty-hall, columns: 2.5}]\n", "s.yaml:1:38: columns 2.5: want a number, and a whole one if it counts something"},
	{"bad size", "films: [{scene: monty-hall, size: 800}]\n", `s.yaml:1:35: size "800": want a width and a height in pixels, as in 800x500`},
	{"bad hold", "films: [{scene: monty-hall, hold: 0}]\n", "s.yaml:1:35: hold 0s: want 20ms to 10m55.35s"},
	{"bad width", "films: [{scene: monty-hall, width: 8}]\n", `s.yaml:1:36: width "8": want a length from 2cm to 140cm, in mm, cm, in or pt`},
	{"bad budget", "films: [{scene: monty-hall, max-size: much}]\n", `s.yaml:1:39: max-size "much": want a number of bytes, as in 500kB or 2MB`},
	{"truth as text", "films: [{scene: monty-hall, best: 'true'}]\n", `s.yaml:1:35: best: want true or false, not the text "true"`},
	{"number as text", "title: 2026\n" + doors, `s.yaml:1:8: title: want text, not 2026; as text it is put in quotes: "2026"`},
	{"nothing", "films:\n  - scene: monty-hall\n    hold:\n", "s.yaml:3:5: hold: want text or a number, not nothing"},
	{"labels as a list", "films: [{scene: monty-hall, labels: [a]}]\n", "s.yaml:1:37: labels: want a mapping, not a list"},
	{"label that is none", "films:\n  - scene: monty-hall\n    labels:\n      titel: Tore\n", `s.yaml:4:14: label "titel": this scene has no such label; did you mean title?`},
	{"label with a wrong placeholder", "films:\n  - scene: monty-hall\n    labels: {games-played: 'n = {n}'}\n", `s.yaml:3:28: label "games-played": it has {n}, and this message has {games}`},
	{"caption twice", "films: [{scene: monty-hall, caption: a, labels: {caption: b}}]\n", "s.yaml:1:38: caption: label caption says it as well: want one of the two"},
	{"caption with a wrong placeholder", "films: [{scene: monty-hall, caption: 'n = {n}'}]\n", `s.yaml:1:38: label "caption": it has {n}, and this message has {`},
	{"empty alt text", "films: [{scene: monty-hall, alt: ''}]\n", `s.yaml:1:34: label "alt": it is empty`},
	{"mathematics that is none", "films: [{scene: monty-hall, title: '$x^$'}]\n", `s.yaml:1:36: label "title": `},
	{"unknown language", "films: [{scene: monty-hall, lang: it}]\n", `s.yaml:1:35: language "it": want one of en, de, fr, es`},
	{"unknown ink", "films: [{scene: monty-hall, palette: {cold: '#00f'}}]\n", `s.yaml:1:38: palette: no colour is called "cold"`},
	{"ink that cannot be read", "films: [{scene: monty-hall, palette: {cool: '#eee'}}]\n", "s.yaml:1:38: palette: "},
	{"pixels twice", "films: [{scene: monty-hall, scale: 2, dpi: 300}]\n", "s.yaml:1:44: dpi and --scale both say how many pixels there are: want one of them"},

	{"no films", "title: Nothing\n", "s.yaml:1:1: no films: want a list of them, as in films: [{scene: hopfield-recall}]"},
	{"empty films", "films: []\n", "s.yaml:1:8: no films: "},
	{"empty file", "", "s.yaml:1:1: no films: "},
	{"films that are none", "films: {scene: monty-hall}\n", "s.yaml:1:8: films: want a list, not a mapping"},
	{"film that is none", "films: [monty-hall]\n", `s.yaml:1:9: want keys and values such as scene: …, not the text "monty-hall"`},
	{"file that is a list", "- scene: monty-hall\n", "s.yaml:1:1: want keys and values such as title: …, not a list"},
	{"file that is text", "monty-hall\n", `s.yaml:1:1: want keys and values such as title: …, not the text "monty-hall"`},
	{"films with one name", "films:\n  - scene: monty-hall\n  - scene: monty-hall\n", "s.yaml:3:5: a second film is called monty-hall, as at s.yaml:2:5: give one another name"},
	{"name that is a path", "films: [{scene: monty-hall, name: a/b}]\n", `s.yaml:1:35: name "a/b": want letters, digits and _ . + -, up to 100 bytes, with a letter or a digit first`},
	{"name without end", "films: [{scene: monty-hall, name: " + strings.Repeat("a", 101) + "}]\n", `s.yaml:1:35: name "aaa`},
	{"name that hides", "films: [{scene: monty-hall, name: .a}]\n", `s.yaml:1:35: name ".a": want letters, `},
	{"too many films", "films:\n" + manyFilms(1001), "s.yaml:1002:5: more than 1000 films"},

	{"unknown output", "films: [{scene: monty-hall, outputs: [gfi]}]\n", "s.yaml:1:39: outputs: there is no kind gfi: want one of film, poster, strip, pages, frames, gif, "},
	{"kind without the format", "films: [{scene: monty-hall, outputs: ['strip:gif']}]\n", "s.yaml:1:39: outputs: there is no strip as gif: want pdf or svg or png"},
	{"output that is no list", "films: [{scene: monty-hall, outputs: gif}]\n", `s.yaml:1:38: outputs: want a list, not the text "gif"`},
	{"no outputs", "films: [{scene: monty-hall, outputs: []}]\n", "s.yaml:1:38: outputs: want at least one, as in [gif, png]"},
	{"output to the parent", "films: [{scene: monty-hall, outputs: [../a.gif]}]\n", "s.yaml:1:39: output ../a.gif: leads out of the directory of the outputs: want a path in the directory"},
	{"output by a detour", "films: [{scene: monty-hall, outputs: [{gif: a/../../b.gif}]}]\n", "s.yaml:1:45: output a/../../b.gif: leads out of"},
	{"absolute output", "films: [{scene: monty-hall, outputs: [/tmp/a.gif]}]\n", "s.yaml:1:39: output /tmp/a.gif: leads out of"},
	{"output through a link", "out: linked\nfilms: [{scene: monty-hall, outputs: [up/a.gif]}]\n", "s.yaml:2:9: film monty-hall: output up/a.gif: path escapes from parent"},
	{"output that is a link", "out: linked\nfilms: [{scene: monty-hall, outputs: [a.gif]}]\n", "s.yaml:2:9: film monty-hall: output a.gif: path escapes from parent"},
	{"output in a file", "out: linked\nfilms: [{scene: monty-hall, outputs: [file/a.gif]}]\n", "s.yaml:2:9: film monty-hall: output file/a.gif: not a directory"},
	{"standard output", "films: [{scene: monty-hall, outputs: [{gif: '-'}]}]\n", "s.yaml:1:45: output -: a film of a storyboard is not written to standard output: want a path"},
	{"place of the manifest", "films: [{scene: monty-hall, outputs: [{gif: ./Manifest.json}]}]\n", "s.yaml:1:45: output ./Manifest.json: this file is the gallery's: want another name"},
	{"place of the gallery", "films: [{scene: monty-hall, name: index, outputs: [html]}]\n", "s.yaml:1:9: film index writes index.html, which is the gallery: give it another name"},
	{"output that is the storyboard", "out: .\nfilms: [{scene: monty-hall, outputs: [{gif: ./s.yaml}]}]\n", "s.yaml:2:9: film monty-hall: output s.yaml is a file that the storyboard is made of: want another name"},
	{"output that is an include", "out: .\ninclude: [fine.yaml]\nfilms: [{scene: monty-hall, outputs: [{gif: fine.yaml}]}]\n", "s.yaml:3:9: film monty-hall: output fine.yaml is a file that"},
	{"output that is the data", "out: .\nfilms: [{scene: perceptron, with: {data: xor.csv}, outputs: [{gif: xor.csv}]}]\n", "s.yaml:2:9: film perceptron: output xor.csv is a file that"},
	{"two films in one file", "films:\n  - {scene: monty-hall, outputs: [a.gif]}\n  - {scene: perceptron, outputs: [A.gif]}\n", "s.yaml:3:5: film perceptron writes A.gif, and so does film monty-hall at s.yaml:2:5: give one another name"},
	{"one film twice", "films: [{scene: monty-hall, outputs: [gif, monty-hall.gif]}]\n", "s.yaml:1:9: film monty-hall writes monty-hall.gif twice"},
	{"file among frames", "films: [{scene: monty-hall, outputs: [frames, monty-hall-frames/a.gif]}]\n", "s.yaml:1:9: film monty-hall writes monty-hall-frames/a.gif into monty-hall-frames, which film monty-hall writes at s.yaml:1:9"},
	{"absolute directory", "out: /tmp\n" + doors, `s.yaml:1:6: out "/tmp": want a directory, relative to this file`},
	{"directory that is a file", "out: s.yaml\n" + doors, "s.yaml:1:6: out s.yaml: not a directory: want a directory"},

	{"missing include", "include: [no.yaml]\n", "s.yaml:1:11: include no.yaml: does not exist: want a YAML file"},
	{"include of a directory", "include: [linked]\n", "s.yaml:1:11: include linked: is a directory: want a YAML file"},
	{"include of itself", "include: [./s.yaml]\n", "s.yaml:1:11: include ./s.yaml goes in a circle: s.yaml includes s.yaml"},
	{"circle of includes", "include: [round/a.yaml]\n", "round/b.yaml:1:11: include ../s.yaml goes in a circle: s.yaml includes round/a.yaml includes round/b.yaml includes s.yaml"},
	{"mistake in an include", "include: [wrong.yaml]\n", "wrong.yaml:2:10: theme drak: want light, dark or print"},
	{"includes too deep", "include: [down/0.yaml]\n", "down/15.yaml:1:11: include 16.yaml: at most 100 files in all, 16 deep"},
	{"absolute include", "include: [/etc/passwd]\n", `s.yaml:1:11: include "/etc/passwd": want a file, relative to this one`},

	{"aliases without end", bomb() + doors, "s.yaml:2:17: aliases make more than 200000 values of this file"},
	{"alias of itself", "title: &a [*a]\n", "s.yaml:1:12: *a stands for nothing: no &a comes before it"},
	{"alias of nothing", "title: *a\n", "s.yaml:1:8: *a stands for nothing: no &a comes before it"},
	{"merge of a text", "films: [{<<: x, scene: monty-hall}]\n", "s.yaml:1:14: << merges mappings: want one, as in <<: *common"},
	{"brackets without end", "films: " + strings.Repeat("[", 100_000), "s.yaml:1:50006: the file has more than 50000 words and signs"},
	{"deep brackets", "films: " + strings.Repeat("[", 1000), "s.yaml:1:28: nested deeper than 20 lists and mappings"},
	{"deep dashes", strings.Repeat("- ", 10_000), "s.yaml:1:401: nested deeper than 20 lists and mappings"},
	{"deep lines", deepLines(200), "s.yaml:22:23: nested deeper than 20 lists and mappings"},
	{"too many words", "films:\n" + strings.Repeat("- a\n", 30_000), "s.yaml:25001:1: the file has more than 50000 words and signs: divide it with include"},
	{"too large", strings.Repeat("# much\n", 200_000), "s.yaml: is larger than 1 MB: divide it with include"},
	{"two documents", doors + "---\n" + doors, "s.yaml:3:6: a second document begins: want one"},
	{"tabs", "films:\n\t- scene: monty-hall\n", "s.yaml:2:1: a tab in front of the line: want spaces"},
	{"no UTF-8", "title: a\xffb\n", "s.yaml:1:9: byte 0xff is no UTF-8: save the file as UTF-8"},
	{"UTF-16", "\xff\xfet\x00", "s.yaml:1:1: byte 0xff is no UTF-8"},
	{"control characters", "title: \"a\x00\"\n", "s.yaml:1:10: character U+0000 cannot stand in a storyboard"},
	{"tag", "title: !!str 5\n", "s.yaml:1:8: tag !!str: want none; "},
	{"directive", "%YAML 1.2\n---\n" + doors, "s.yaml:1:1: want no directive"},
	{"key that is a list", "[a]: 1\n", "s.yaml:1:4: no YAML: found an invalid key for this map"},
	{"open bracket", "films: [\n", "s.yaml:1:8: no YAML: sequence end token ']' not found"},
	{"colon too many", "title: a: b\n", "s.yaml:1:8: no YAML: mapping value is not allowed in this context; a text with a colon is put in quotes, and keys that belong together begin in one column"},
	{"open quote", "title: 'a\n", "s.yaml:1:8: no YAML: could not find end character of single-quoted text; it must be closed"},
	{"key in braces alone", "films: [{scene}]\n", "s.yaml:1:10: scene: want text, not nothing"},
}

// Whatever is wrong is one line that says where, what, and what would be
// right. See wrongs.
func TestHostileStoryboards(t *testing.T) {
	for _, c := range wrongs {
		t.Run(c.name, func(t *testing.T) {
			unpacked(t, hostile)
			for i := range 20 {
				next := fmt.Sprintf("include: [%d.yaml]\n", i+1)
				if err := os.WriteFile(fmt.Sprintf("down/%d.yaml", i), []byte(next), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(os.Symlink("..", "linked/up"), os.Symlink("../elsewhere.gif", "linked/a.gif"), os.WriteFile("s.yaml", []byte(c.text), 0o644)); err != nil {
				t.Fatal(err)
			}
			_, err := book.ReadStoryboard("s.yaml", "")
			if err == nil {
				t.Fatalf("%q is taken, want %q", c.text, c.want)
			}
			if _, bad := errors.AsType[press.BadInput](err); !bad || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("says %q, want %q", err, c.want)
			}
		})
	}
}

// hostile is what lies beside the storyboards of the table.
const hostile = `
-- linked/file --
-- round/a.yaml --
include: [b.yaml]
-- round/b.yaml --
include: [../s.yaml]
-- wrong.yaml --
defaults:
  theme: drak
-- fine.yaml --
title: Fine
-- xor.csv --
0,0,-1
-- down/x --
`

func manyFilms(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  - {scene: monty-hall, name: f%d}\n", i)
	}
	return b.String()
}

// bomb is nine lists in each other, each of nine aliases of the one before.
func bomb() string {
	text := "a: &a [x]\n"
	for i := range 9 {
		aliases := strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", 'a'+i), 9), ",")
		text += fmt.Sprintf("%c: &%c [%s]\n", 'b'+i, 'b'+i, aliases)
	}
	return text
}

func deepLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

// What cannot be a storyboard at all is said of the file.
func TestNoStoryboard(t *testing.T) {
	unpacked(t, "-- dir/x --\n-- chapter --\nfilms: [{scene: monty-hall}]\n")
	for path, want := range map[string]string{
		"nowhere.yaml": "nowhere.yaml: does not exist: want a YAML file",
		"dir":          "dir: is a directory: want a YAML file",
		"/dev/null":    "/dev/null: is no regular file: want a YAML file",
		"dir/x":        "dir/x:1:1: out: want the directory of the outputs, since dir/x has no extension to take off",
		"chapter":      "chapter:1:1: out: want the directory of the outputs, since chapter has no extension to take off",
	} {
		if _, err := book.ReadStoryboard(path, ""); err == nil || err.Error() != want {
			t.Errorf("%s: says %q, want %q", path, err, want)
		}
	}
}
