package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain is the formula in plain Unicode, as one would type it into a message:
// E = −½ Σ_ij w_ij s_i s_j. Letters lose their alphabets, but for blackboard
// bold.
func (f *Formula) Plain() string { return strings.TrimSpace(plainList(f.body, true)) }

// plainList writes nodes side by side, with spaces where there are gaps and
// behind scripts, unless it is to be tight.
func plainList(l list, wide bool) string {
	var b strings.Builder
	classes := l.resolve()
	before := class(-1)
	scripted, blank := false, false
	for i, n := range l {
		if s, ok := n.(space); ok {
			blank = blank || s > 0
			continue
		}
		a, ok := n.(*atom)
		if !ok {
			continue
		}
		words := plainAtom(a)
		if words == "" {
			continue
		}
		apart := before >= 0 && (gap(before, classes[i], false) > 0 || scripted && classes[i] == ord && isWord(words))
		if f, ok := a.nucleus.(fraction); ok && before == ord {
			apart = f.rule && endsInWord(b.String())
		} else if before == ord && classes[i] == inner || before == inner && classes[i] == punct {
			apart = false
		}
		apart = blank || apart && wide || !wide && before == op && isWord(words)
		if apart && !strings.HasPrefix(words, " ") && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		b.WriteString(words)
		before, blank = classes[i], false
		scripted = a.sub != nil || a.sup != nil
	}
	return b.String()
}

// isWord says whether s begins with a letter or a digit.
func isWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) == 0
}

// endsInWord says whether s ends with a letter or a digit.
func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// plainAtom writes a nucleus with its scripts.
func plainAtom(a *atom) string {
	s := plainNode(a.nucleus)
	if a.sub != nil || a.sup != nil || a.primes > 0 {
		if l, ok := a.nucleus.(list); ok && len(l) > 1 {
			s = inParentheses(s)
		}
	}
	s += strings.Repeat("′", a.primes)
	if a.limits == above && a.class == rel && a.sub == nil { // \overset
		return s + " (" + plainList(a.sup, true) + ")"
	}
	if a.sub != nil {
		s += "_" + plainScript(a.sub)
	}
	if a.sup != nil {
		words := plainScript(a.sup)
		if raised, ok := superscript(words); ok && a.class != op {
			return s + raised
		}
		if sign, ok := marks[words]; ok {
			return s + sign
		}
		s += "^" + words
	}
	return s
}

// plainScript writes a script.
func plainScript(l list) string { return grouped(plainList(l, false)) }

// grouped is s in parentheses, unless it is a single word.
func grouped(s string) string {
	if simple(s) {
		return s
	}
	return inParentheses(s)
}

// simple says that s needs no parentheses to be a part of something else: it
// is letters, digits and marks over them, or a single sign.
func simple(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsOneOf([]*unicode.RangeTable{unicode.L, unicode.N, unicode.Mn}, r) && !strings.ContainsRune("′.∞", r) {
			n++
		}
	}
	return n == 0 || len([]rune(s)) == 1
}

func inParentheses(s string) string {
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.Count(s, "(") == 1 {
		return s
	}
	return "(" + s + ")"
}

// raised are the superscripts of Unicode that screen readers know.
var raised = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	'−': '⁻', '+': '⁺', 'n': 'ⁿ',
}

// superscript is s in superscripts, if Unicode has all of them.
func superscript(s string) (string, bool) {
	var b strings.Builder
	for _, r := range strings.Trim(s, "()") {
		up, ok := raised[r]
		if !ok {
			return "", false
		}
		b.WriteRune(up)
	}
	return b.String(), b.Len() > 0
}

// marks are superscripts that plain text writes as they are.
var marks = map[string]string{"*": "*", "†": "†", "∘": "°", "°": "°", "⊤": "ᵀ", "′": "′"}

// fractions that are single characters.
var fractions = map[string]string{
	"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "1/6": "⅙", "1/8": "⅛",
}

// written are symbols that plain text has a more common character for.
var written = map[rune]string{
	'∑': "Σ", '∏': "Π", '∗': "*", '⋅': "·", '∣': "|", '⟨': "⟨", '⟩': "⟩", '≔': ":=", '⟶': "→", '⟵': "←", '⟹': "⇒", '⟸': "⇐",
	'⟺': "⇔", '⟷': "↔", '⟼': "↦", 'ϕ': "φ", 'ϵ': "ε", '⋯': "…", '∼': "~",
}

func plainNode(n node) string {
	switch n := n.(type) {
	case list:
		return plainList(n, true)
	case *atom:
		return plainAtom(n)
	case glyph:
		if s, ok := written[n.r]; ok {
			return s
		}
		if n.alphabet == blackboard {
			return string(blackboard.in(n.r))
		}
		return string(n.r)
	case word:
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, n.text)
	case fraction:
		return plainFraction(n)
	case root:
		return plainRoot(n)
	case accent:
		return plainAccent(n)
	case bar:
		return plainAccent(accent{mark: map[bool]rune{false: '\u0305', true: '\u0332'}[n.below], body: n.body})
	case fence:
		return plainFence(n)
	case delimiter:
		return string(n.r)
	}
	return ""
}

func plainFraction(f fraction) string {
	over, under := plainList(f.over, true), plainList(f.under, true)
	if !f.rule {
		return over + " choose " + under
	}
	for _, s := range []*string{&over, &under} {
		if !simpleFactor(*s) {
			*s = inParentheses(*s)
		}
	}
	if s, ok := fractions[over+"/"+under]; ok {
		return s
	}
	return over + "/" + under
}

// simpleFactor says that s needs no parentheses in a fraction.
func simpleFactor(s string) bool { return !strings.ContainsAny(s, " /+−·×") }

func plainRoot(r root) string {
	body := grouped(plainList(r.body, true))
	switch degree := plainList(r.degree, false); degree {
	case "", "2":
		return "√" + body
	case "3":
		return "∛" + body
	case "4":
		return "∜" + body
	default:
		return grouped(degree) + "√" + body
	}
}

// plainAccent puts a combining mark on a single letter, and on each of several.
func plainAccent(a accent) string {
	var b strings.Builder
	for _, r := range plainList(a.body, false) {
		b.WriteRune(r)
		if r != ' ' {
			b.WriteRune(a.mark)
		}
	}
	return b.String()
}

func plainFence(f fence) string {
	var b strings.Builder
	for i, p := range f.parts {
		switch {
		case i > 0 && f.marks[i-1] != 0:
			b.WriteString(" " + string(f.marks[i-1]) + " ")
		case i == 0 && f.left != 0:
			b.WriteRune(f.left)
		}
		b.WriteString(plainList(p, true))
	}
	if f.right != 0 {
		b.WriteRune(f.right)
	}
	return b.String()
}
