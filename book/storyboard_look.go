package book

import (
	"errors"
	"reflect"
	"strings"

	"flipbook/press"
)

// lookKeys are the keys of a Look.
func lookKeys() (out []string) {
	for _, f := range press.LookFields() {
		out = append(out, storyKey(f))
	}
	return out
}

// storyKey is the key of a field of a Look. Labels are all in one mapping, and
// so the key is the plural.
func storyKey(f reflect.StructField) string {
	if f.Name == "Label" {
		return "labels"
	}
	return press.FieldKey(f)
}

// look reads the keys of a Look.
func (n *node) look() (l press.Look, err error) {
	for _, f := range press.LookFields() {
		key := storyKey(f)
		if value := n.field(key); value != nil {
			if err := value.set(key, &l, f); err != nil {
				return l, err
			}
		}
	}
	if err := l.Check(); err != nil {
		value, text := n.blamed(err)
		return l, value.errorf("%s", text)
	}
	return l, nil
}

// blamed is the value that an error of a Look is about, and what is wrong with
// it.
func (n *node) blamed(err error) (*node, string) {
	text := strings.TrimPrefix(err.Error(), "--")
	if f, ok := errors.AsType[press.FieldError](err); ok {
		key := map[string]string{"label": "labels"}[f.Key]
		if key == "" {
			key = f.Key
		}
		text = key + " " + f.Text
		if v := n.field(key); v != nil {
			return v, text
		}
	} else if v := n.field("palette"); v != nil {
		return v, text // nothing else of a stage can be wrong by now
	}
	return n, text
}

// set gives a field of a Look the value.
func (n *node) set(key string, l *press.Look, f reflect.StructField) (err error) {
	v := reflect.ValueOf(l).Elem().FieldByIndex(f.Index)
	switch x := v.Addr().Interface().(type) {
	case *press.Assigned:
		if err := n.want(key, isMapping); err != nil {
			return err
		}
		*x = make(press.Assigned)
		for _, f := range n.fields {
			if (*x)[f.name], err = f.value.asLine(key + " " + f.name); err != nil {
				return err
			}
		}
		return nil
	case *string:
		*x, err = n.asLine(key)
		return err
	}
	kinds := []nodeKind{isText, isNumber}
	switch v.Type() {
	case reflect.TypeFor[bool]():
		kinds = []nodeKind{isTruth}
	case reflect.TypeFor[*float64](), reflect.TypeFor[*int]():
		kinds = []nodeKind{isNumber}
	}
	if err := n.want(key, kinds...); err != nil {
		return err
	}
	if _, err := l.Set(key, n.text); err != nil {
		return n.errorf("%s", strings.TrimPrefix(err.Error(), "--"))
	}
	return nil
}
