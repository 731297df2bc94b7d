package formula

import "flipbook/internal/typeset"

// list sets nodes side by side.
func (s setter) list(l list, at place) box {
	var out box
	classes := l.resolve()
	x, before := 0, class(-1)
	var last box
	for i, n := range l {
		switch n := n.(type) {
		case space:
			x += last.italic + int(n)*em*s.percent(at)/18/100
			last = box{}
			continue
		case toStyle:
			at.style = style(n)
			continue
		}
		a, ok := n.(*atom)
		if !ok {
			continue
		}
		b := s.atom(a, at)
		if !(last.slanted && b.slanted) {
			x += last.italic
		}
		if before >= 0 {
			x += gap(before, classes[i], at.level() > 0) * em * s.percent(at) / 18 / 100
		}
		out.put(b, x, 0)
		x += b.width
		before, last = classes[i], b
	}
	if len(l) == 1 {
		last.width = x
		return last
	}
	out.width = x + last.italic
	return out
}

// atom sets a nucleus with its scripts.
func (s setter) atom(a *atom, at place) box {
	b := s.node(a.nucleus, at)
	if a.sub == nil && a.sup == nil && a.primes == 0 {
		return b
	}
	if a.limits == above || a.limits == inDisplay && at.style == display {
		return s.limits(a, b, at)
	}
	return s.scripts(a, b, at)
}

// node sets what has no scripts.
func (s setter) node(n node, at place) box {
	switch n := n.(type) {
	case list:
		return s.list(n, at)
	case *atom:
		return s.atom(n, at)
	case glyph:
		if n.large {
			return s.large(n.r, at)
		}
		g, slanted, heavy := s.shape(n.r, n.alphabet)
		b := s.set(s.font.sturdy(g, at.level()), heavy, at)
		b.slanted = slanted
		return b
	case word:
		return s.word(n, at)
	case fraction:
		return s.fraction(n, at)
	case root:
		return s.root(n, at)
	case accent:
		return s.accent(n, at)
	case bar:
		return s.bar(n, at)
	case fence:
		return s.fence(n, at)
	case delimiter:
		return s.delimiter(n.r, n.height*s.percent(at)/100, at)
	}
	return box{}
}

// word sets upright text, kerned.
func (s setter) word(w word, at place) box {
	letters := make([]rune, 0, len(w.text))
	for _, r := range w.text {
		if b := bold.in(r); s.bold && s.font.has(b) {
			r = b
		}
		letters = append(letters, r)
	}
	line := typeset.Set(s.font.Font, string(letters))
	percent := s.percent(at)
	out := box{width: line.Advance * percent / 100}
	for i, g := range line.Glyphs {
		out.put(s.set(g.Index, s.bold && letters[i] < 0x1D400, at), g.X*percent/100, 0)
	}
	return out
}

// large sets an operator such as a sum, centred on the axis.
func (s setter) large(r rune, at place) box {
	g := s.font.glyph(r)
	if v := s.font.vertical[g].variants; at.style == display && len(v) > 0 {
		g = v[len(v)-1].glyph
		for i := len(v) - 1; i >= 0 && v[i].size >= s.font.constants[displayOperatorMinHeight]; i-- {
			g = v[i].glyph
		}
	}
	b := s.set(g, s.bold, at)
	b.single = false
	b.width -= b.italic // what leans, as integrals do, does so within its advance
	return s.centred(b, g, at)
}

// centred is a glyph moved until its middle is on the axis.
func (s setter) centred(b box, g glyphIndex, at place) box {
	m, percent := s.font.measure(g), s.percent(at)
	lift := s.of(axisHeight, at) - (m.top+m.bottom)*percent/200
	out := b
	out.pieces, out.height, out.depth = nil, 0, 0
	out.put(b, 0, lift)
	out.height, out.depth = m.top*percent/100+lift, -m.bottom*percent/100-lift
	return out
}

// scripts sets scripts at the right of a nucleus (TeXbook, appendix G, rule
// 18, with the measures of OpenType).
func (s setter) scripts(a *atom, b box, at place) box {
	up, down := 0, 0
	if !b.single {
		up = b.height - s.of(superscriptBaselineDropMax, at)
		down = b.depth + s.of(subscriptBaselineDropMin, at)
	}
	out := b
	out.single, out.slanted, out.italic = false, false, 0
	x := b.width + b.italic // where superscripts begin
	out.width = x
	for range a.primes {
		g, _, heavy := s.shape('′', normal)
		prime := s.set(g, heavy, at)
		out.put(prime, x, 0)
		x += prime.width
		out.width = x
	}
	var sup, sub box
	if a.sup != nil {
		sup = s.list(a.sup, at.script(false))
		raise := s.of(superscriptShiftUp, at)
		if at.cramped {
			raise = s.of(superscriptShiftUpCramped, at)
		}
		up = max(up, raise, sup.depth+s.of(superscriptBottomMin, at))
	}
	if a.sub != nil {
		sub = s.list(a.sub, at.script(true))
		down = max(down, s.of(subscriptShiftDown, at), sub.height-s.of(subscriptTopMax, at))
	}
	if a.sub != nil && a.sup != nil {
		if short := s.of(subSuperscriptGapMin, at) - (up - sup.depth - sub.height + down); short > 0 {
			down += short
			if lift := s.of(superscriptBottomMaxWithSubscript, at) - (up - sup.depth); lift > 0 {
				lift = min(lift, short)
				up += lift
				down -= lift
			}
		}
	}
	percent := s.percent(at)
	after := s.of(spaceAfterScript, at)
	if a.sup != nil {
		if a.primes == 0 {
			x += b.corners.top.at((up-sup.depth)*100/percent) * percent / 100
		}
		out.put(sup, x, up)
		out.width = max(out.width, x+sup.width+after)
	}
	if a.sub != nil {
		x := b.width + b.corners.bottom.at((sub.height-down)*100/percent)*percent/100
		out.put(sub, x, -down)
		out.width = max(out.width, x+sub.width+after)
	}
	return out
}

// limits sets scripts above and below a nucleus (rule 13a).
func (s setter) limits(a *atom, b box, at place) box {
	sup := s.list(a.sup, at.script(false))
	sub := s.list(a.sub, at.script(true))
	out := box{width: max(b.width, sup.width, sub.width)}
	middle := out.width / 2
	out.put(b, middle-b.width/2, 0)
	height := b.height
	if a.primes > 0 { // at the right, as over a sum without some of its terms
		row := &atom{nucleus: list{}, primes: a.primes}
		p := s.atom(row, at)
		out.put(p, middle+b.width/2, max(0, b.height-s.of(superscriptBaselineDropMax, at)-s.of(axisHeight, at)))
		out.width = max(out.width, middle+b.width/2+p.width)
	}
	if a.sup != nil {
		up := height + max(s.of(upperLimitGapMin, at)+sup.depth, s.of(upperLimitBaselineRiseMin, at))
		out.put(sup, middle-sup.width/2+b.italic/2, up)
	}
	if a.sub != nil {
		down := b.depth + max(s.of(lowerLimitGapMin, at)+sub.height, s.of(lowerLimitBaselineDropMin, at))
		out.put(sub, middle-sub.width/2-b.italic/2, -down)
	}
	return out
}
