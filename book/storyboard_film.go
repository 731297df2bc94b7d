package book

import (
	"fmt"
	"image"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"flipbook/figure"
	"flipbook/press"
	"flipbook/scenes"
)

// isName is what a film may be called: its files bear the name, and so do
// links in Markdown and labels in LaTeX.
var isName = regexp.MustCompile(namePattern)

const namePattern = `^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.+-]*$`

const longestName = 100 // bytes

// film reads an entry. all is the entry with the defaults for what it leaves
// open.
func (c *chapter) film(n, all *node) (Film, error) {
	f := Film{Place: n.Place, Digits: c.digits}
	if err := n.only(slices.Concat(strings.Fields(filmKeys), lookKeys(), strings.Fields(looseKeys))); err != nil {
		return f, err
	}
	if err := f.scene(n, filepath.Dir(c.path)); err != nil {
		return f, err
	}
	f.Name = f.Order.Name
	if name := n.field("name"); name != nil {
		var err error
		if f.Name, err = name.asText("name"); err != nil {
			return f, err
		}
		if len(f.Name) > longestName || !isName.MatchString(f.Name) {
			return f, name.errorf("name %q: want letters, digits and _ . + -, up to 100 bytes, with a letter or a digit first", f.Name)
		}
	}
	var err error
	if f.Order.Look, err = all.look(); err != nil {
		return f, err
	}
	if err := f.words(n, all); err != nil {
		return f, err
	}
	if f.Order.Outputs, err = all.outputs(f.Name); err != nil {
		return f, err
	}
	return f, f.stages(n, all)
}

// wrong says what is wrong with a value of the film. In the defaults it may be
// right for other films, so there the film is named.
func (f *Film) wrong(entry, value *node, text string) error {
	if entry.holds(value.Place) {
		return value.errorf("%s", text)
	}
	return value.errorf("film %s at %v: %s", f.Name, f.Place, text)
}

// words makes sure that the scene can say what the author wants it to say.
// Captions and alt texts are labels too: what is said of a film is in its
// files.
func (f *Film) words(entry, all *node) error {
	l := &f.Order.Look
	says := scenes.Messages(f.Order.Scene)
	try := func(at *node, key, text string) error {
		words := figure.Words{Labels: map[string]string{key: text}}
		if _, err := (figure.Stage{Words: words}).Set(image.Point{}, figure.Script{Messages: says}); err != nil {
			return f.wrong(entry, at, err.Error())
		}
		return nil
	}
	if labels := all.field("labels"); labels != nil {
		for _, label := range labels.fields {
			if err := try(label.value, label.name, l.Label[label.name]); err != nil {
				return err
			}
		}
	}
	if title := all.field("title"); title != nil {
		if err := try(title, "title", l.Title); err != nil {
			return err
		}
	}
	said := make(press.Assigned)
	for _, key := range []string{"caption", "alt"} {
		value := all.field(key)
		if value == nil {
			continue
		}
		text, err := value.asLine(key)
		if err != nil {
			return err
		}
		for _, m := range says {
			if m.Key != key && !strings.HasPrefix(m.Key, key+"-") { // some scenes have one for each outcome
				continue
			}
			if _, twice := l.Label[m.Key]; twice {
				return f.wrong(entry, value, fmt.Sprintf("%s: label %s says it as well: want one of the two", key, m.Key))
			}
			if err := try(value, m.Key, text); err != nil {
				return err
			}
			said[m.Key] = text
		}
	}
	if len(said) > 0 {
		maps.Copy(said, l.Label)
		l.Label = said
	}
	if lang := all.field("lang"); lang != nil {
		if _, err := (figure.Stage{Words: figure.Words{Lang: l.Lang}}).Set(image.Point{}, figure.Script{}); err != nil {
			return lang.errorf("%v", err)
		}
	}
	return nil
}

// stages makes sure that there is a stage for each output.
func (f *Film) stages(entry, all *node) error {
	for _, out := range f.Order.Outputs {
		one := f.Order
		one.Outputs = []press.Output{out}
		_, err := one.Stage()
		if err == nil {
			continue
		}
		value, text := all.blamed(err)
		return f.wrong(entry, value, text)
	}
	return nil
}

// scene reads which scene it is, and its parameters. Files are relative to
// dir.
func (f *Film) scene(n *node, dir string) error {
	var names []string
	for _, e := range scenes.Catalogue() {
		names = append(names, e.Name)
	}
	value := n.field("scene")
	if value == nil {
		return n.errorf("the film has no scene: want scene: and a name that render list shows")
	}
	name, err := value.asText("scene")
	if err != nil {
		return err
	}
	e, ok := scenes.Named(name)
	if !ok {
		return value.errorf("there is no scene %s: render list shows them all%s", name, press.Nearest(name, names))
	}
	f.Order.Name, f.Order.Scene = name, e.New()
	with := n.field("with")
	if with == nil {
		return nil
	}
	params := make(map[string]scenes.Param)
	names = nil
	for _, p := range scenes.Params(f.Order.Scene) {
		params[p.Name] = p
		names = append(names, p.Name)
	}
	if err := with.only(names); err != nil {
		return err
	}
	for _, w := range with.fields {
		if err := f.param(params[w.name], w.value, dir); err != nil {
			return err
		}
	}
	return nil
}

// param gives the scene a parameter.
func (f *Film) param(p scenes.Param, v *node, dir string) error {
	want := map[string]nodeKind{"int": isNumber, "uint": isNumber, "float": isNumber, "bool": isTruth, "string": isText, "duration": v.kind}[p.Type]
	if err := v.want(p.Name, want); err != nil {
		return err
	}
	text := v.text
	switch {
	case p.Type == "duration":
		var d press.Seconds
		if err := d.UnmarshalText([]byte(text)); err != nil {
			return v.errorf("%s %v", p.Name, err)
		}
		text = time.Duration(d).String()
	case p.File && !strings.ContainsAny(text, ",;\n") && text != "": // data themselves have commas
		text = filepath.Join(dir, text)
		info, err := os.Stat(text)
		switch {
		case err != nil:
			return v.errorf("%s %s: %v", p.Name, v.text, cause(err))
		case !info.Mode().IsRegular():
			return v.errorf("%s %s: is no file", p.Name, v.text)
		}
		f.Data = append(f.Data, text)
	}
	// The others are in range, so what is wrong now is this one.
	err := scenes.Set(f.Order.Scene, p, text)
	if err == nil {
		err = scenes.Check(f.Order.Scene)
	}
	if err != nil {
		return v.errorf("%s", strings.TrimPrefix(err.Error(), "--"))
	}
	return nil
}
