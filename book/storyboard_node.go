package book

import (
	"fmt"
	"slices"
	"strings"

	"flipbook/press"
)

// A Place is where something stands in a storyboard.
type Place struct {
	File         string
	Line, Column int // from 1, in characters; 0: the file as a whole
}

func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// errorf is bad input that stands here, in one line.
func (p Place) errorf(format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	return press.BadInput{Err: fmt.Errorf("%v: %s", p, strings.Join(strings.Fields(text), " "))}
}

// A node is a value of a storyboard with its place.
type node struct {
	Place
	kind   nodeKind
	text   string  // of text, a number or a truth value
	items  []*node // of a list
	fields []field // of a mapping, those of the author before merged ones
}

type field struct {
	name  string
	at    Place // of the name
	value *node
}

type nodeKind string

const (
	isText    nodeKind = "text"
	isNumber  nodeKind = "a number"
	isTruth   nodeKind = "true or false"
	isList    nodeKind = "a list"
	isMapping nodeKind = "a mapping"
	isNothing nodeKind = "nothing"
)

// field is the value of a key, or nil.
func (n *node) field(name string) *node {
	if n != nil {
		for _, f := range n.fields {
			if f.name == name {
				return f.value
			}
		}
	}
	return nil
}

// holds says whether the node, or something in it, stands at a place.
func (n *node) holds(at Place) bool {
	return n.Place == at || slices.ContainsFunc(n.items, func(v *node) bool { return v.holds(at) }) ||
		slices.ContainsFunc(n.fields, func(f field) bool { return f.value.holds(at) })
}

// only reports the first key that is none of those.
func (n *node) only(keys []string) error {
	if n.kind != isMapping {
		return n.errorf("want keys and values such as %s: …, not %s", keys[0], n.said())
	}
	for _, f := range n.fields {
		if slices.Contains(keys, f.name) {
			continue
		}
		hint := press.Nearest(f.name, keys)
		if hint == "" {
			hint = ": want one of " + strings.Join(keys, ", ")
		}
		return f.at.errorf("there is no key %s here%s", f.name, hint)
	}
	return nil
}

// want reports a value that is of none of some kinds.
func (n *node) want(key string, kinds ...nodeKind) error {
	if slices.Contains(kinds, n.kind) {
		return nil
	}
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	hint := ""
	if slices.Contains(kinds, isText) && n.kind != isList && n.kind != isMapping && n.kind != isNothing {
		hint = fmt.Sprintf("; as text it is put in quotes: %q", n.text)
	}
	return n.errorf("%s: want %s, not %s%s", key, strings.Join(names, " or "), n.said(), hint)
}

// said is what the node is, in words.
func (n *node) said() string {
	switch n.kind {
	case isNumber, isTruth:
		return n.text
	case isText:
		if len(n.text) > 40 {
			return "a text"
		}
		return fmt.Sprintf("the text %q", n.text)
	}
	return string(n.kind)
}

// asText is the text of a node, which stands under a key.
func (n *node) asText(key string) (string, error) { return n.text, n.want(key, isText) }

// asLine is the text of a node on one line, however it is folded in the file.
func (n *node) asLine(key string) (string, error) {
	text, err := n.asText(key)
	return strings.Join(strings.Fields(text), " "), err
}

// textOf is the text under a key, and "" without it.
func (n *node) textOf(key string) (string, error) {
	if v := n.field(key); v != nil {
		return v.asText(key)
	}
	return "", nil
}

// list is the items under a key, and none without it.
func (n *node) list(key string) ([]*node, error) {
	if v := n.field(key); v != nil {
		return v.items, v.want(key, isList)
	}
	return nil, nil
}

// under is n with the fields of defaults that it lacks. Labels and palettes
// are put together, one by one.
func (n *node) under(defaults *node) *node {
	if n == nil || defaults == nil {
		if n == nil {
			return defaults
		}
		return n
	}
	out := *n
	out.fields = slices.Clone(n.fields)
	own := make(map[string]int)
	for i, f := range n.fields {
		own[f.name] = i
	}
	for _, f := range defaults.fields {
		i, ok := own[f.name]
		switch {
		case !ok:
			out.fields = append(out.fields, f)
		case (f.name == "labels" || f.name == "palette") && f.value.kind == isMapping && n.fields[i].value.kind == isMapping:
			out.fields[i].value = n.fields[i].value.under(f.value)
		}
	}
	return &out
}
