package main

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/mnist"
	"flipbook/press"
	"flipbook/scenes"
)

// Data that are several lines stand on one in a file that was made of them.
func TestMadeOfLines(t *testing.T) {
	for _, data := range []string{"0,0,-1\n1,1,1\n", "0,0,-1\r\n1,1,1\r\n"} {
		o := press.Order{Name: "perceptron", Scene: &scenes.Perceptron{Points: 2, Margin: .1, Data: data, Epochs: 5, Delay: time.Second}, Stdout: io.Discard}
		o.Outputs = []press.Output{{Wanted: press.Wanted{Kind: press.Still, Format: press.PNG}, Path: "-"}}
		r, err := press.Make(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := orderOf(r.Files[0].Made, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := again.Scene.(*scenes.Perceptron).Data, "0,0,-1;1,1,1;"; got != want {
			t.Errorf("%q is made of %q, want %q", data, got, want)
		}
		again.Stdout, again.Outputs = io.Discard, o.Outputs
		if b, err := press.Make(t.Context(), again); err != nil || b.Files[0].SHA256 != r.Files[0].SHA256 {
			t.Errorf("%q: made again it is another file: %v", data, err)
		}
	}
}

// What a file says of itself makes it again, whatever was ordered.
func TestRandomOrdersOfMadeLines(t *testing.T) {
	digits, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	words := rapid.RuneFrom([]rune("ab Zé0 σ\"'`\\#%&=-~*?!;,|<>()[]@/:"))
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(scenes.Catalogue()).Draw(t, "scene")
		o := press.Order{Name: e.Name, Scene: e.New(), Digits: digits, Stdout: io.Discard, Look: press.Look{
			Theme:  rapid.SampledFrom([]string{"", "dark", "print"}).Draw(t, "theme"),
			Title:  rapid.StringOfN(words, 0, 12, -1).Draw(t, "title"),
			Poster: rapid.SampledFrom([]press.Poster{"", press.Last, press.Key, "3"}).Draw(t, "poster"),
			Best:   rapid.Bool().Draw(t, "best"),
			Bare:   rapid.Bool().Draw(t, "bare"),
			Lang:   rapid.SampledFrom([]string{"", "de", "fr"}).Draw(t, "language"),
			Loop:   rapid.SampledFrom([]string{"", "once"}).Draw(t, "loop"),
		}}
		scenes.Quick(o.Scene)
		few := map[string]string{"trials": "20", "points": "5", "stored": "1", "sigma": "0.3"}
		for _, p := range scenes.Params(o.Scene) {
			if v, ok := few[p.Name]; ok {
				was := scenes.Values(o.Scene)[p.Name]
				if err := scenes.Set(o.Scene, p, v); err != nil {
					t.Fatal(err)
				}
				if scenes.Check(o.Scene) != nil { // another scene's parameter of that name asks for more
					if err := scenes.Set(o.Scene, p, fmt.Sprint(was)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		if rapid.Bool().Draw(t, "scaled") {
			o.Look.Scale = new(rapid.Float64Range(0.1, 0.3).Draw(t, "scale"))
		}
		if o.Look.Theme == "" && rapid.Bool().Draw(t, "own ink") { // it suits no other theme
			o.Look.Palette = press.Assigned{"cool": "#0057b8"}
		}
		if rapid.Bool().Draw(t, "slower") {
			o.Look.FPS, o.Look.Hold = new(rapid.Float64Range(1, 20).Draw(t, "rate")), new(press.Seconds(rapid.IntRange(2e7, 9e9).Draw(t, "hold")))
		}
		wanted := press.Wanted{Kind: press.Still, Format: press.PNG}
		o.Outputs = []press.Output{{Wanted: wanted, Path: "-"}}
		was, err := press.Make(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		line := was.Files[0].Made
		again, got, err := orderOf(line, nil)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if got != wanted || again.Name != o.Name || !reflect.DeepEqual(again.Scene, o.Scene) || !reflect.DeepEqual(again.Look, o.Look) {
			t.Errorf("%s\nmeans %v of %s %+v %+v", line, got, again.Name, again.Scene, again.Look)
		}
	})
}

// What no file of ours says is refused in one line, and nothing is read or
// written.
func TestMadeLinesAreNotCommands(t *testing.T) {
	const ours = "flipbook 0.5.0: render monty-hall --trials=5"
	for line, want := range map[string]string{
		"":                                     `"" is not how this program says what it made`,
		"gimp 2.10: render monty-hall":         `"gimp 2.10: render monty-hall" is not how this program says what it made`,
		"flipbook 0.5.0: render":               `it says no scene`,
		"flipbook 0.5.0: rm -rf /":             `it says no scene`,
		"flipbook 0.5.0: render 'monty":        `nterminated single-quoted string`,
		"flipbook 0.5.0: render all --out=/":   `there is no scene all`,
		ours:                                   `missing flags: --format`,
		ours + " --format=tiff":                `there is no kind tiff`,
		ours + " --format=gif --out=/etc/x":    `unknown flag --out`,
		ours + " --format=gif --help":          `unknown flag --help`,
		ours + " --format=gif --mnist=/etc":    `unknown flag --mnist`,
		ours + " --format=gif --jobs=256":      `unknown flag --jobs`,
		ours + " --format=gif --trials=0":      `--trials 0: want 1 to 10000000`,
		ours + " --format=gif --scale=1e9":     `--scale 1e+09: want 0.1 to 16`,
		ours + " --format=gif @/etc/passwd":    `unexpected argument @/etc/passwd`,
		ours + " --format=gif hopfield-recall": `unexpected argument hopfield-recall`,
	} {
		_, _, err := orderOf(line, nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
}

// Films of other data are told apart by their lines.
func TestSameData(t *testing.T) {
	const line = "flipbook 0.5.0: render hopfield-recall --mnist=sha256:0123456789abcdef --format=gif"
	for _, c := range []struct{ other, want string }{
		{line, ""},
		{strings.Replace(line, "0.5.0", "0.6.0", 1), ""},
		{strings.Replace(line, "gif", "png", 1), ""},
		{strings.Replace(line, "0123", "3210", 1), "it was made of other digits: say where they are with --mnist"},
	} {
		got := ""
		if err := sameData(line, c.other); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.other, got, c.want)
		}
	}
}
