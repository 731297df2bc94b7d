package book

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// What a storyboard may take of memory and time. The parser's time grows with
// the square of the keys of a mapping and of the depth, so both are bounded
// before it begins.
const (
	maxStoryBytes  = 1 << 20
	maxStoryTokens = 50_000  // words and signs: a thousand films have about forty each
	maxStoryDepth  = 20      // of lists and mappings in each other; a film needs five
	maxStorySigns  = 200     // dashes, question marks, anchors and tags of a line
	maxStoryNodes  = 200_000 // after aliases have been replaced by what they stand for
)

// parseYAML reads the one document of a file. A file without one is a node
// that is nothing.
func parseYAML(file string, data []byte) (*node, error) {
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	if err := checkText(file, string(data)); err != nil {
		return nil, err
	}
	tokens := lexer.Tokenize(string(data))
	if err := checkTokens(file, tokens); err != nil {
		return nil, err
	}
	// Keys that stand twice are found below, where the message is ours.
	f, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at := Place{file, 1, 1}
		if e, ok := errors.AsType[yaml.Error](err); ok {
			return nil, place(file, e.GetToken()).errorf("no YAML: %s%s", e.GetMessage(), hint(e.GetMessage()))
		}
		return nil, at.errorf("no YAML: %v", err)
	}
	r := yamlReader{file: file, anchors: make(map[string]ast.Node)}
	top := &node{Place: Place{file, 1, 1}, kind: isNothing}
	for _, d := range f.Docs {
		if d.Body == nil {
			continue
		}
		if top.kind != isNothing {
			return nil, place(file, d.Body.GetToken()).errorf("a second document begins: want one; further storyboards are included with include: [FILE]")
		}
		if top, err = r.node(d.Body, 0); err != nil {
			return nil, err
		}
	}
	return top, nil
}

// hint says what would be right where the parser only says what is wrong.
func hint(message string) string {
	for _, h := range []struct{ part, hint string }{
		{"mapping value is not allowed", "; a text with a colon is put in quotes, and keys that belong together begin in one column"},
		{"value is not allowed in this", "; keys and items that belong together begin in one column"},
		{"could not find end character", "; it must be closed"},
		{"is a reserved character", "; a text that begins with it is put in quotes"},
	} {
		if strings.Contains(message, h.part) {
			return h.hint
		}
	}
	return ""
}

// checkText refuses what is no text, and tabs where YAML wants spaces.
func checkText(file, text string) error {
	line := 0
	for l := range strings.Lines(text) {
		line++
		column, indent := 0, true
		for i, r := range l {
			column++
			at := Place{file, line, column}
			switch {
			case r == utf8.RuneError && !strings.HasPrefix(l[i:], "\ufffd"):
				return at.errorf("byte %#02x is no UTF-8: save the file as UTF-8", l[i])
			case r == '\t' && indent:
				return at.errorf("a tab in front of the line: want spaces")
			case unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == '\ufeff':
				return at.errorf("character %U cannot stand in a storyboard", r)
			}
			indent = indent && r == ' '
		}
	}
	return nil
}

// checkTokens bounds what the parser gets.
func checkTokens(file string, tokens token.Tokens) error {
	if len(tokens) > maxStoryTokens {
		return place(file, tokens[maxStoryTokens]).errorf("the file has more than %d words and signs: divide it with include", maxStoryTokens)
	}
	brackets, signs, line := 0, 0, 0 // signs: those that may open a level each, on one line
	for _, t := range tokens {
		if t.Position.Line != line {
			line, signs = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.AnchorType, token.TagType:
			signs++
		}
		if brackets > maxStoryDepth || signs > maxStorySigns {
			return tooDeep(place(file, t))
		}
	}
	return nil
}

func tooDeep(at Place) error {
	return at.errorf("nested deeper than %d lists and mappings", maxStoryDepth)
}

// place is that of a token.
func place(file string, t *token.Token) Place {
	if t == nil || t.Position == nil {
		return Place{file, 1, 1}
	}
	return Place{file, max(t.Position.Line, 1), max(t.Position.Column, 1)}
}

// A yamlReader makes nodes of the parser's tree.
type yamlReader struct {
	file    string
	anchors map[string]ast.Node // those that stand before what is being read
	nodes   int
}

// node is n with aliases replaced and merge keys merged.
func (r *yamlReader) node(n ast.Node, depth int) (*node, error) {
	out := &node{Place: place(r.file, n.GetToken())}
	r.nodes++
	if r.nodes > maxStoryNodes {
		return nil, out.errorf("aliases make more than %d values of this file", maxStoryNodes)
	}
	if depth > maxStoryDepth {
		return nil, tooDeep(out.Place)
	}
	switch n := n.(type) {
	case *ast.NullNode:
		out.kind = isNothing
	case *ast.BoolNode:
		out.kind, out.text = isTruth, strings.ToLower(n.Token.Value)
	case *ast.IntegerNode, *ast.FloatNode:
		out.kind, out.text = isNumber, strings.TrimPrefix(n.GetToken().Value, "+")
	case *ast.InfinityNode, *ast.NanNode:
		out.kind, out.text = isNumber, strings.Replace(n.GetToken().Value, ".", "", 1) // as Go says it
	case *ast.StringNode:
		out.kind, out.text = isText, n.Value
		if n.Token.Type == token.StringType && isDecimal.MatchString(n.Value) {
			out.kind = isNumber // 1e3, which the parser takes for text
		}
	case *ast.LiteralNode:
		out.kind, out.text = isText, n.Value.Value
	case *ast.SequenceNode:
		out.kind = isList
		for _, v := range n.Values {
			item, err := r.node(v, depth+1)
			if err != nil {
				return nil, err
			}
			out.items = append(out.items, item)
		}
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 { // the parser says where the first colon is
			out.Place = place(r.file, n.Values[0].Key.GetToken())
		}
		return r.mapping(out, n.Values, depth)
	case *ast.MappingValueNode:
		out.Place = place(r.file, n.Key.GetToken())
		return r.mapping(out, []*ast.MappingValueNode{n}, depth)
	case *ast.AnchorNode:
		v, err := r.node(n.Value, depth)
		r.anchors[n.Name.GetToken().Value] = n.Value
		return v, err
	case *ast.AliasNode:
		name := n.Value.GetToken().Value
		meant, ok := r.anchors[name]
		if !ok {
			return nil, out.errorf("*%s stands for nothing: no &%s comes before it", name, name)
		}
		return r.node(meant, depth+1)
	case *ast.TagNode:
		return nil, out.errorf("tag %s: want none; a text that looks like a number is put in quotes", n.Start.Value)
	case *ast.DirectiveNode:
		return nil, out.errorf("want no directive; a storyboard is YAML 1.2")
	default:
		return nil, out.errorf("this cannot stand in a storyboard")
	}
	return out, nil
}

// isDecimal is how numbers are written.
var isDecimal = regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$`)

// mapping reads the fields of a mapping; those that << brings in come last.
func (r *yamlReader) mapping(out *node, values []*ast.MappingValueNode, depth int) (*node, error) {
	out.kind = isMapping
	var merged []field
	places := make(map[string]Place)
	for _, v := range values {
		key := v.Key.GetToken()
		at := place(r.file, key)
		value, err := r.node(v.Value, depth+1)
		if err != nil {
			return nil, err
		}
		if value.kind == isNothing {
			value.Place = at // what is not there has no place
		}
		switch v.Key.(type) {
		case *ast.MergeKeyNode:
			more, err := mergedFields(value)
			if err != nil {
				return nil, err
			}
			merged = append(merged, more...)
			r.nodes += len(more)
			continue
		case ast.ScalarNode:
		default:
			return nil, at.errorf("this cannot be a key: want a word")
		}
		if first, twice := places[key.Value]; twice {
			return nil, at.errorf("key %s stands twice: the first is in line %d", key.Value, first.Line)
		}
		places[key.Value] = at
		out.fields = append(out.fields, field{key.Value, at, value})
	}
	for _, f := range merged {
		if _, ok := places[f.name]; !ok {
			places[f.name] = f.at
			out.fields = append(out.fields, f)
		}
	}
	return out, nil
}

// mergedFields are the fields that << brings in, the first of a name first.
func mergedFields(value *node) (out []field, err error) {
	from := value.items
	if value.kind != isList {
		from = []*node{value}
	}
	for _, m := range from {
		if m.kind != isMapping {
			return nil, m.errorf("<< merges mappings: want one, as in <<: *common")
		}
		out = append(out, m.fields...)
	}
	return out, nil
}
