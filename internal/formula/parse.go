// Package formula sets mathematics that is written as in TeX, over STIX Two
// Math: E = -\frac12 \sum_{ij} w_{ij} s_i s_j.
//
// The rules are those of appendix G of Knuth's TeXbook, with the measures of
// the font's MATH table. All positions are whole font units, so that a formula
// is the same shapes on every processor.
package formula

import (
	"strings"
	"unicode"
)

// Bounds of a formula: a label has room for far less.
const (
	MaxLength = 1000 // runes
	MaxDepth  = 24   // of groups in groups
)

// A Formula is a formula that can be set.
type Formula struct{ body list }

// Parse reads a formula: what stands between the dollars. A mistake is an
// *Error.
func Parse(src string) (*Formula, error) {
	p := parser{lexer: lexer{src: []rune(src)}}
	if len(p.src) > MaxLength {
		return nil, mistake(MaxLength+1, "a formula has at most %d characters, this one has %d", MaxLength, len(p.src))
	}
	body, t, err := p.list()
	switch {
	case err != nil:
		return nil, err
	case t.is('}'):
		return nil, mistake(t.column, `this brace closes none; leave it out, or write \} for a brace`)
	case t.kind == command:
		return nil, mistake(t.column, `%v without \left before it`, t)
	case len(body) == 0:
		return nil, mistake(1, `there is no formula; write \$ for a dollar sign`)
	}
	return &Formula{body}, nil
}

type parser struct {
	lexer
	alphabet alphabet
	depth    int
	bracket  bool // a ] ends the list
}

// list reads nodes up to what ends a list: the end, a brace, \right or
// \middle, which is taken and returned.
func (p *parser) list() (list, token, error) {
	out := list{}
	for {
		t := p.next()
		switch {
		case t.kind == end || t.is('}') || p.bracket && t.is(']') || t.kind == command && (t.name == "right" || t.name == "middle"):
			return out, t, nil
		case t.is('^') || t.is('_') || t.is('\'') || t.is('’'):
			a := last(out)
			if a == nil {
				a = &atom{nucleus: list{}}
				out = append(out, a)
			}
			if err := p.script(a, t); err != nil {
				return nil, t, err
			}
		case t.kind == command && (t.name == "limits" || t.name == "nolimits"):
			a := last(out)
			if a == nil || a.class != op {
				return nil, t, mistake(t.column, `%v stands behind an operator, as in \sum%v`, t, t)
			}
			a.limits = beside
			if t.name == "limits" {
				a.limits = above
			}
		default:
			n, err := p.node(t)
			if err != nil {
				return nil, t, err
			}
			out = append(out, n)
		}
	}
}

// last is the atom at the end of a list, if there is one.
func last(l list) *atom {
	if len(l) == 0 {
		return nil
	}
	a, _ := l[len(l)-1].(*atom)
	return a
}

// script reads a script of an atom, or a prime.
func (p *parser) script(a *atom, t token) error {
	if t.r != '^' && t.r != '_' {
		if a.sup != nil {
			return mistake(t.column, "a prime behind a superscript; write it before: x'^2")
		}
		a.primes++
		return nil
	}
	script, where := &a.sup, "superscript"
	if t.r == '_' {
		script, where = &a.sub, "subscript"
	}
	if *script != nil {
		return mistake(t.column, "a second %s of the same symbol; join the two in braces: x%c{a b}", where, t.r)
	}
	arg, err := p.argument(t)
	*script = arg
	return err
}

// argument reads what a command, or ^ or _, is about: a group in braces, or a
// single symbol.
func (p *parser) argument(of token) (list, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > MaxDepth {
		return nil, mistake(of.column, "groups in groups go %d deep at most", MaxDepth)
	}
	switch t := p.next(); {
	case t.kind == end || t.is('}') || t.is('^') || t.is('_') || t.kind == command && t.name == "right" || p.bracket && t.is(']'):
		return nil, mistake(of.column, "%v needs something behind it, as in %s", of, example(of))
	case t.is('{'):
		return p.group(t)
	default:
		n, err := p.node(t)
		return list{n}, err
	}
}

// group reads the rest of a group in braces, which opened at t.
func (p *parser) group(t token) (list, error) {
	defer func(was bool) { p.bracket = was }(p.bracket)
	p.bracket = false
	body, stop, err := p.list()
	if err != nil {
		return nil, err
	}
	if stop.is('}') {
		return body, nil
	}
	if stop.kind == command {
		return nil, mistake(stop.column, `%v in a group that opened behind \left; close the group first`, stop)
	}
	return nil, mistake(t.column, "this brace is never closed; add }")
}

// example shows how a command is used.
func example(t token) string {
	switch {
	case t.is('^') || t.is('_'):
		return "x" + string(t.r) + "2"
	case strings.HasSuffix(t.name, "frac") || strings.HasSuffix(t.name, "binom") || t.name == "overset" || t.name == "underset" || t.name == "stackrel":
		return `\` + t.name + "{a}{b}"
	case t.name == "not":
		return `\not=`
	}
	return `\` + t.name + "{x}"
}

// node reads one node that begins with t.
func (p *parser) node(t token) (node, error) {
	if t.kind == command {
		return p.command(t)
	}
	switch t.r {
	case '{':
		p.depth++
		defer func() { p.depth-- }()
		if p.depth > MaxDepth {
			return nil, mistake(t.column, "groups in groups go %d deep at most", MaxDepth)
		}
		body, err := p.group(t)
		return &atom{nucleus: body}, err
	case '~':
		return space(6), nil
	case '%', '#', '&':
		return nil, mistake(t.column, `%c alone means something else in TeX; write \%c for the sign`, t.r, t.r)
	case '$':
		return nil, mistake(t.column, `a dollar in a formula; write \$ for the sign`)
	}
	s, known := characters()[t.r]
	if !known {
		s = symbol{t.r, ord}
	}
	return p.symbol(s, t)
}

// symbol is an atom of one symbol, which stands at t.
func (p *parser) symbol(s symbol, t token) (node, error) {
	a := p.alphabet
	if s.class == op {
		g := glyph{s.r, normal, true}
		where := inDisplay
		if strings.ContainsRune(integrals, s.r) {
			where = beside
		}
		return &atom{class: op, nucleus: g, limits: where}, nil
	}
	if !unicode.IsPrint(s.r) || unicode.Is(unicode.M, s.r) || !stix().has(s.r) && !stix().has(a.in(s.r)) {
		return nil, mistake(t.column, `the font of formulas has no %q (U+%04X); words go into \text{…}, and accents are \hat{x}, \bar{x}, …`, s.r, s.r)
	}
	return &atom{class: s.class, nucleus: glyph{r: s.r, alphabet: a}}, nil
}
