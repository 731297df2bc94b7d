package scenes

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"strings"
	"sync"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/labels"
)

// Messages are what a scene says, by the keys with which an author replaces
// them, in English and in the order of a reader.
func Messages(s Scene) []figure.Message { return s.Words() }

// script is what a scene says in all languages: in English as its file has it,
// in others as words/NAME.json does.
func script(s Scene) figure.Script {
	out := figure.Script{Messages: s.Words(), In: make(map[string]map[string]string)}
	for lang, texts := range translations()[kebab(reflect.TypeOf(s).Elem().Name())] {
		out.In[lang] = texts
	}
	return out
}

// told completes a film: what is said of it where no mathematics can be set is
// plain text, and an author's own labels have room in the first, the last and
// the key frames. Those of the scenes have it in all, as their tests see to.
func told(on figure.Stage, f *film.Film) (*film.Film, error) {
	f.Title, f.Alt = figure.PlainText(f.Title), figure.PlainText(f.Alt)
	for i := range f.Results {
		f.Results[i].Text = figure.PlainText(f.Results[i].Text)
	}
	if len(on.Words.Labels) == 0 {
		return f, nil
	}
	frames := []int{0, f.Len - 1}
	for _, k := range f.Keys {
		frames = append(frames, k.Frame)
	}
	for _, i := range frames {
		var c labels.Canvas
		f.Still(&c, i)
		if err := c.Check(f.Size); err != nil {
			return nil, fmt.Errorf("labels: in frame %d of %dx%d, %w; want shorter words, or a larger figure", i, f.Size.X, f.Size.Y, err)
		}
	}
	return f, nil
}

//go:embed words/*.json
var translated embed.FS

// translations are the texts by scene, language and key. Files that are linked
// in and cannot be read are a broken program.
var translations = sync.OnceValue(func() map[string]map[string]map[string]string {
	files, err := translated.ReadDir("words")
	if err != nil {
		panic("scenes: " + err.Error())
	}
	out := make(map[string]map[string]map[string]string)
	for _, f := range files {
		text, err := translated.ReadFile(path.Join("words", f.Name()))
		if err != nil {
			panic("scenes: " + err.Error())
		}
		var languages map[string]map[string]string
		if err := json.Unmarshal(text, &languages); err != nil {
			panic("scenes: words/" + f.Name() + ": " + err.Error())
		}
		out[strings.TrimSuffix(f.Name(), ".json")] = languages
	}
	return out
})
