package formula

import "golang.org/x/image/font/sfnt"

type glyphIndex = sfnt.GlyphIndex

// fraction sets a fraction or a stack (rule 15).
func (s setter) fraction(f fraction, at place) box {
	if f.style != auto {
		at.style = f.style
	}
	big := at.style == display
	choose := func(displayed, otherwise constant) int {
		if big {
			return s.of(displayed, at)
		}
		return s.of(otherwise, at)
	}
	over, under := s.list(f.over, at.part(false)).closed(), s.list(f.under, at.part(true)).closed()
	axis := s.of(axisHeight, at)
	var up, down, thick int
	if f.rule {
		thick = s.thick(fractionRuleThickness, at)
		up = max(choose(fractionNumeratorDisplayStyleShiftUp, fractionNumeratorShiftUp),
			axis+thick/2+choose(fractionNumDisplayStyleGapMin, fractionNumeratorGapMin)+over.depth)
		down = max(choose(fractionDenominatorDisplayStyleShiftDown, fractionDenominatorShiftDown),
			under.height+choose(fractionDenomDisplayStyleGapMin, fractionDenominatorGapMin)+thick/2-axis)
	} else {
		up = choose(stackTopDisplayStyleShiftUp, stackTopShiftUp)
		down = choose(stackBottomDisplayStyleShiftDown, stackBottomShiftDown)
		gap := choose(stackDisplayStyleGapMin, stackGapMin)
		if short := gap - (up - over.depth + down - under.height); short > 0 {
			up += short / 2
			down += short - short/2
		}
	}
	side := 120 * s.percent(at) / 100 // TeX's \nulldelimiterspace
	width := max(over.width, under.width)
	out := box{width: width + 2*side}
	out.put(over, side+(width-over.width)/2, up)
	out.put(under, side+(width-under.width)/2, -down)
	if f.rule {
		out.rule(side, axis-thick/2, width, thick, false)
	}
	return out
}

// root sets a root (rule 11).
func (s setter) root(r root, at place) box {
	body := s.list(r.body, place{at.style, true}).closed()
	thick := s.thick(radicalRuleThickness, at)
	gap := s.of(radicalVerticalGap, at)
	if at.style == display {
		gap = s.of(radicalDisplayStyleVerticalGap, at)
	}
	need := body.height + body.depth + gap + thick
	sign := s.grown('√', need, at)
	if spare := sign.height + sign.depth - need; spare > 0 {
		gap += spare / 2
	}
	top := body.height + gap + thick
	lift := top - sign.height
	var out box
	x := 0
	if len(r.degree) > 0 {
		degree := s.list(r.degree, place{script2, at.cramped})
		x = s.of(radicalKernBeforeDegree, at) + degree.width + s.of(radicalKernAfterDegree, at)
		if x < 0 {
			x = 0
		}
		// Where the font raises the degree to, a letter touches the sign: a tenth more.
		raise := s.font.constants[radicalDegreeBottomRaisePercent] + 10
		bottom := (sign.height+sign.depth)*raise/100 - sign.depth + lift
		out.put(degree, x-s.of(radicalKernAfterDegree, at)-degree.width, bottom+degree.depth)
	}
	out.put(sign, x, lift)
	x += sign.width
	out.rule(x, top-thick, body.width, thick, true)
	out.put(body, x, 0)
	out.height = max(out.height, top+s.of(radicalExtraAscender, at))
	out.width = x + body.width + 40*s.percent(at)/100
	return out
}

// accent sets a mark over its body (rule 12).
func (s setter) accent(a accent, at place) box {
	body := s.list(a.body, place{at.style, true})
	g := s.font.glyph(a.mark)
	if a.wide {
		for _, v := range s.font.horizontal[g].variants {
			if v.size*s.percent(at)/100 <= body.width {
				g = v.glyph
			}
		}
	}
	mark := s.set(g, s.bold, at)
	centre := body.width / 2
	if body.single {
		centre = body.accent
	}
	out := body
	out.corners = kerns{}
	out.put(mark, centre-mark.accent, max(0, body.height-s.of(accentBaseHeight, at)))
	return out
}

// bar sets a rule over or under its body (rules 9 and 10).
func (s setter) bar(b bar, at place) box {
	body := s.list(b.body, place{at.style, true}).closed()
	out := box{width: body.width}
	out.put(body, 0, 0)
	thick := s.thick(overbarRuleThickness, at)
	// The font's distance, of 175, is for displays; 3/4 of it is nearer to TeX's.
	y := body.height + s.of(overbarVerticalGap, at)*3/4
	if b.below {
		y = -body.depth - s.of(underbarVerticalGap, at)*3/4 - thick
	}
	out.rule(0, y, body.width, thick, false)
	return out
}

// fence sets delimiters around, and between, parts (rule 19).
func (s setter) fence(f fence, at place) box {
	axis := s.of(axisHeight, at)
	reach := 0 // of the parts from the axis
	parts := make([]box, len(f.parts))
	for i, p := range f.parts {
		parts[i] = s.list(p, at).closed()
		reach = max(reach, parts[i].height-axis, parts[i].depth+axis)
	}
	height := max(2*reach*901/1000, 2*reach-em/2)
	var out box
	add := func(b box) {
		out.put(b, out.width, 0)
		out.width += b.width
	}
	add(s.delimiter(f.left, height, at))
	for i, p := range parts {
		if i > 0 {
			add(s.delimiter(f.marks[i-1], height, at))
		}
		add(p)
	}
	add(s.delimiter(f.right, height, at))
	return out
}

// delimiter sets a delimiter of about a height, centred on the axis; 0 is the
// invisible one.
func (s setter) delimiter(r rune, height int, at place) box {
	if r == 0 {
		return box{width: 120 * s.percent(at) / 100}
	}
	b := s.grown(r, height, at)
	out := box{width: b.width}
	out.put(b, 0, s.of(axisHeight, at)-(b.height-b.depth)/2)
	return out
}

// grown is a symbol that is at least as high, if the font can: a variant, or
// parts that overlap.
func (s setter) grown(r rune, height int, at place) box {
	g := s.font.glyph(r)
	percent := s.percent(at)
	c := s.font.vertical[g]
	for _, v := range c.variants {
		if v.size*percent/100 >= height {
			return s.whole(v.glyph, at)
		}
	}
	switch {
	case len(c.parts) > 0:
		return s.assemble(c.parts, height*100/percent, at)
	case len(c.variants) > 0:
		return s.whole(c.variants[len(c.variants)-1].glyph, at)
	}
	return s.whole(g, at)
}

// whole is a glyph with the extent of its ink, also where that is below the
// baseline or above it.
func (s setter) whole(g glyphIndex, at place) box {
	b := s.set(g, s.bold, at)
	m, percent := s.font.measure(g), s.percent(at)
	b.height, b.depth, b.single = m.top*percent/100, -m.bottom*percent/100, false
	return b
}

// assemble puts parts on top of each other up to a height in font units of
// the place. Extenders are repeated as often as necessary, and all joints
// overlap by about the same.
func (s setter) assemble(parts []part, height int, at place) box {
	var row []part
	length := 0 // with the least overlaps
	for times := 1; length < height && times < 200; times++ {
		row, length = row[:0], 0
		for _, p := range parts {
			n := 1
			if p.extender {
				n = times
			}
			for range n {
				if len(row) > 0 {
					length -= s.font.overlap
				}
				row = append(row, p)
				length += p.size
			}
		}
	}
	percent := s.percent(at)
	out := box{}
	y, spare := 0, max(0, length-height)
	for i, p := range row {
		if i > 0 {
			more := min(spare/(len(row)-i), max(0, min(row[i-1].end, p.start)-s.font.overlap))
			y -= s.font.overlap + more
			spare -= more
		}
		b := s.set(p.glyph, s.bold, at)
		for k := range b.pieces {
			b.pieces[k].joined = true
		}
		out.put(b, 0, (y-s.font.measure(p.glyph).bottom)*percent/100)
		out.width = max(out.width, b.width)
		y += p.size
	}
	out.height, out.depth = y*percent/100, 0
	return out
}
