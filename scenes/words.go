package scenes

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/internal/labels"
)

//go:embed words/*.json
var words embed.FS

// Messages are what a scene says, by the keys with which an author replaces
// them, in English and in the order of a reader; nil for a scene of no
// catalogue.
func Messages(s Scene) []figure.Message { return script(s).Messages }

// script is what a scene says in all languages, as words/NAME.json has it. A
// file that is linked in and cannot be read is a broken program.
func script(s Scene) figure.Script {
	name := kebab(reflect.TypeOf(s).Elem().Name())
	text, err := words.ReadFile("words/" + name + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return figure.Script{}
	}
	var out figure.Script
	if err == nil {
		out, err = readScript(text)
	}
	if err != nil {
		panic("scenes: words of " + name + ": " + err.Error())
	}
	return out
}

// readScript reads a JSON object of languages, each an object of texts by key.
// The English ones are in the order of a reader.
func readScript(text []byte) (figure.Script, error) {
	var out figure.Script
	if err := json.Unmarshal(text, &out.In); err != nil {
		return out, err
	}
	var ordered struct {
		En json.RawMessage `json:"en"`
	}
	if err := json.Unmarshal(text, &ordered); err != nil {
		return out, err
	}
	delete(out.In, "en")
	d := json.NewDecoder(bytes.NewReader(ordered.En)) // maps know no order
	for d.Token(); d.More(); {
		key, _ := d.Token() // both are strings, as the first reading has found
		english, _ := d.Token()
		m := figure.Message{Key: key.(string), Text: english.(string)}
		for _, lang := range figure.Languages()[1:] {
			for _, name := range (figure.Message{Text: out.In[lang][m.Key]}).Placeholders() {
				if !slices.Contains(m.Placeholders(), name) {
					m.Also = append(m.Also, name)
				}
			}
		}
		out.Messages = append(out.Messages, m)
	}
	return out, nil
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
