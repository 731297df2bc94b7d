package formula

import (
	"strings"
	"unicode"
)

// command reads the node that a command stands for.
func (p *parser) command(t token) (node, error) {
	name := t.name
	if s, ok := symbols()[name]; ok {
		return p.symbol(s, t)
	}
	if s, ok := bigs()[name]; ok {
		return p.symbol(s, t)
	}
	if f, ok := functions[name]; ok {
		w := word{text: f.word, alphabet: upright}
		if w.text == "" {
			w.text = name
		}
		where := beside
		if f.limits {
			where = inDisplay
		}
		return &atom{class: op, nucleus: w, limits: where}, nil
	}
	if mu, ok := spaces[name]; ok {
		return space(mu), nil
	}
	if a, ok := accents[name]; ok {
		body, err := p.argument(t)
		return &atom{nucleus: accent{a.mark, a.wide, body}}, err
	}
	if a, ok := alphabets[name]; ok {
		return p.inAlphabet(a, t)
	}
	if n := len(name); n > 3 && sizes[name] == 0 && strings.ContainsRune("lrm", rune(name[n-1])) {
		name = name[:n-1]
	}
	if height, ok := sizes[name]; ok {
		return p.delimiter(height, t)
	}
	return p.structure(t)
}

// structure reads the nodes that are put together from others.
func (p *parser) structure(t token) (node, error) {
	switch t.name {
	case "frac", "tfrac", "dfrac", "binom", "tbinom", "dbinom":
		return p.fraction(t)
	case "sqrt":
		return p.root(t)
	case "left":
		return p.fence(t)
	case "not":
		return p.not(t)
	case "overline", "underline":
		body, err := p.argument(t)
		return &atom{nucleus: bar{t.name == "underline", body}}, err
	case "overset", "underset", "stackrel":
		return p.stack(t)
	case "text", "textrm", "mbox":
		s, err := p.raw(t)
		return &atom{nucleus: word{s, upright}}, err
	case "operatorname":
		where := beside
		if p.take('*') {
			where = inDisplay
		}
		s, err := p.raw(t)
		return &atom{class: op, nucleus: word{s, upright}, limits: where}, err
	case "bmod":
		return &atom{class: bin, nucleus: word{"mod", upright}}, nil
	case "displaystyle":
		return toStyle(display), nil
	case "textstyle":
		return toStyle(text), nil
	case "scriptstyle":
		return toStyle(script1), nil
	case "scriptscriptstyle":
		return toStyle(script2), nil
	case "":
		return nil, mistake(t.column, `a backslash alone; write \backslash for the sign`)
	case `\`, "newline":
		return nil, mistake(t.column, `%v: a label is a single line`, t)
	case "begin":
		return nil, mistake(t.column, `%v: matrices, cases and other environments are not known; \binom{a}{b} is`, t)
	}
	if like := nearest(t.name); like != "" {
		return nil, mistake(t.column, `%v is not known; did you mean \%s?`, t, like)
	}
	return nil, mistake(t.column, `%v is not known; for an operator write \operatorname{%s}, for a word \text{%s}`, t, t.name, t.name)
}

func (p *parser) inAlphabet(a alphabet, t token) (node, error) {
	was := p.alphabet
	p.alphabet = a
	body, err := p.argument(t)
	p.alphabet = was
	if len(body) == 1 {
		return body[0], err
	}
	return &atom{nucleus: body}, err
}

func (p *parser) fraction(t token) (node, error) {
	f := fraction{rule: strings.HasSuffix(t.name, "frac")}
	switch t.name[0] {
	case 'd':
		f.style = display
	case 't':
		f.style = text
	}
	var err error
	if f.over, err = p.argument(t); err != nil {
		return nil, err
	}
	if f.under, err = p.argument(t); err != nil {
		return nil, err
	}
	if f.rule {
		return &atom{class: inner, nucleus: f}, nil
	}
	return &atom{nucleus: fence{left: '(', right: ')', parts: []list{{&atom{nucleus: f}}}}}, nil
}

func (p *parser) root(t token) (node, error) {
	var r root
	var err error
	if open, _ := p.peek(); open.is('[') {
		p.next()
		p.depth++
		defer func() { p.depth-- }()
		if p.depth > MaxDepth {
			return nil, mistake(t.column, "groups in groups go %d deep at most", MaxDepth)
		}
		was := p.bracket
		p.bracket = true
		var stop token
		r.degree, stop, err = p.list()
		p.bracket = was
		if err == nil && !stop.is(']') {
			err = mistake(open.column, `the degree of the root is never closed; add ], as in \sqrt[3]{x}`)
		}
		if err != nil {
			return nil, err
		}
	}
	r.body, err = p.argument(t)
	return &atom{nucleus: r}, err
}

// fence reads \left( … \middle| … \right).
func (p *parser) fence(t token) (node, error) {
	p.depth++
	defer func(was bool) { p.depth--; p.bracket = was }(p.bracket)
	p.bracket = false
	if p.depth > MaxDepth {
		return nil, mistake(t.column, "groups in groups go %d deep at most", MaxDepth)
	}
	var f fence
	var err error
	if f.left, err = p.delimiterSign(t); err != nil {
		return nil, err
	}
	for {
		body, stop, err := p.list()
		if err != nil {
			return nil, err
		}
		if stop.kind != command {
			return nil, mistake(t.column, `this \left is never closed; add \right) or, for nothing to be seen, \right.`)
		}
		sign, err := p.delimiterSign(stop)
		if err != nil {
			return nil, err
		}
		f.parts = append(f.parts, body)
		if stop.name == "right" {
			f.right = sign
			return &atom{class: inner, nucleus: f}, nil
		}
		f.marks = append(f.marks, sign)
	}
}

// delimiterSign reads the delimiter behind a command; 0 is the invisible one.
func (p *parser) delimiterSign(of token) (rune, error) {
	t := p.next()
	r := t.r
	switch {
	case t.is('.'):
		return 0, nil
	case t.is('<'):
		r = '⟨'
	case t.is('>'):
		r = '⟩'
	case t.kind == command && t.name == "|":
		r = '‖'
	case t.kind == command:
		r = symbols()[t.name].r
	}
	if r == 0 || !strings.ContainsRune(delimiters, r) {
		return 0, mistake(t.column, `%v needs a delimiter behind it, not %v: one of ( ) [ ] \{ \} | \| / `+
			`\langle \rangle \lfloor \rfloor \lceil \rceil, or . for none`, of, t)
	}
	return r, nil
}

func (p *parser) delimiter(height int, t token) (node, error) {
	r, err := p.delimiterSign(t)
	if err != nil {
		return nil, err
	}
	a := &atom{nucleus: delimiter{r, height}}
	switch t.name[len(t.name)-1] {
	case 'l':
		a.class = opening
	case 'r':
		a.class = closing
	case 'm':
		a.class = rel
	}
	return a, nil
}

func (p *parser) not(t token) (node, error) {
	body, err := p.argument(t)
	if err != nil {
		return nil, err
	}
	if a := last(body); len(body) == 1 && a != nil {
		if g, ok := a.nucleus.(glyph); ok && negated[g.r] != 0 {
			return p.symbol(symbol{negated[g.r], a.class}, t)
		}
	}
	return nil, mistake(t.column, `\not strikes out a relation, as in \not= or \not\in`)
}

// stack reads \overset{above}{base} and its like.
func (p *parser) stack(t token) (node, error) {
	script, err := p.argument(t)
	if err != nil {
		return nil, err
	}
	base, err := p.argument(t)
	if err != nil {
		return nil, err
	}
	a := &atom{class: rel, nucleus: base, limits: above}
	if b := last(base); len(base) == 1 && b != nil && t.name != "stackrel" {
		a.class = b.class
	}
	if t.name == "underset" {
		a.sub = script
	} else {
		a.sup = script
	}
	return a, nil
}

// raw reads words in braces as they are.
func (p *parser) raw(of token) (string, error) {
	open, _ := p.peek()
	if !p.take('{') {
		return "", mistake(of.column, `%v needs words in braces: \%s{words}`, of, of.name)
	}
	var b strings.Builder
	for p.at < len(p.src) {
		r := p.src[p.at]
		p.at++
		switch {
		case r == '}':
			return b.String(), nil
		case r == '\\' && p.at < len(p.src) && strings.ContainsRune(`{}$%&#_ ,\`, p.src[p.at]):
			if r = p.src[p.at]; r == ',' {
				r = '\u2009' // a thin space
			}
			p.at++
		case r == '~':
			r = '\u00a0'
		case r == '{' || r == '\\' || r == '$':
			return "", mistake(p.at, `words in \%s are plain; for the sign write \%c`, of.name, r)
		}
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u2009' {
			r = ' '
		}
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) || !stix().has(r) {
			return "", mistake(p.at, `the font of formulas has no %q (U+%04X)`, r, r)
		}
		b.WriteRune(r)
	}
	return "", mistake(open.column, "this brace is never closed; add }")
}
