package formula

// A node is a part of a formula.
type node interface{ isNode() }

// A list is nodes side by side.
type list []node

// An atom is a nucleus with its scripts.
type atom struct {
	class   class
	nucleus node
	primes  int
	sub     list // nil: none
	sup     list // nil: none
	limits  limits
}

// limits says where the scripts of an atom stand.
type limits int

const (
	beside    limits = iota // at the right
	inDisplay               // above and below in displays, otherwise at the right
	above                   // above and below
)

// A glyph is a single symbol.
type glyph struct {
	r        rune
	alphabet alphabet
	large    bool // grows in displays, and is centred on the axis
}

// A word is upright text; the name of an operator, if it is one.
type word struct {
	text     string
	alphabet alphabet
}

// A fraction has a rule, or is a stack of two without one.
type fraction struct {
	over, under list
	rule        bool
	style       style // auto: that of the place where it stands
}

// A root is of the second degree if that is empty.
type root struct{ degree, body list }

// An accent stands over its body.
type accent struct {
	mark rune
	wide bool // grows with the body
	body list
}

// A bar is a rule over or under its body.
type bar struct {
	below bool
	body  list
}

// A fence is delimiters that grow with what is between them. parts are divided
// by marks; a mark, or an end, of 0 is empty.
type fence struct {
	left, right rune
	parts       []list
	marks       []rune // one fewer than parts
}

// A delimiter has a height of its own.
type delimiter struct {
	r      rune
	height int // in font units
}

// A space is in eighteenths of an em.
type space int

// A toStyle changes the style of what follows it in its list.
type toStyle style

// A style is how large, and how generous, a formula is set.
type style int

const (
	auto style = iota
	display
	text
	script1 // a script
	script2 // a script of a script
)

func (list) isNode()      {}
func (*atom) isNode()     {}
func (glyph) isNode()     {}
func (word) isNode()      {}
func (fraction) isNode()  {}
func (root) isNode()      {}
func (accent) isNode()    {}
func (bar) isNode()       {}
func (fence) isNode()     {}
func (delimiter) isNode() {}
func (space) isNode()     {}
func (toStyle) isNode()   {}

// resolve is the classes of the atoms of a list, as they are when binary
// operations that have nothing to combine are ordinary symbols (TeXbook,
// appendix G, rules 5 and 6). What is no atom has the class −1.
func (l list) resolve() []class {
	out := make([]class, len(l))
	last := -1 // the last atom before
	for i, n := range l {
		a, ok := n.(*atom)
		if !ok {
			out[i] = -1
			continue
		}
		out[i] = a.class
		switch a.class {
		case bin:
			if last < 0 || out[last] == bin || out[last] == op || out[last] == rel || out[last] == opening || out[last] == punct {
				out[i] = ord
			}
		case rel, closing, punct:
			if last >= 0 && out[last] == bin {
				out[last] = ord
			}
		}
		last = i
	}
	if last >= 0 && out[last] == bin {
		out[last] = ord
	}
	return out
}

// gaps are the spaces between atoms, a row for each class on the left and a
// column for each on the right, in the order of the classes: 1 thin, 2 medium,
// 3 thick; negative: not in scripts (TeXbook, chapter 18).
var gaps = [8][8]int{
	ord:     {0, 1, -2, -3, 0, 0, 0, -1},
	op:      {1, 1, 0, -3, 0, 0, 0, -1},
	bin:     {-2, -2, 0, 0, -2, 0, 0, -2},
	rel:     {-3, -3, 0, 0, -3, 0, 0, -3},
	opening: {0, 0, 0, 0, 0, 0, 0, 0},
	closing: {0, 1, -2, -3, 0, 0, 0, -1},
	punct:   {-1, -1, 0, -1, -1, -1, -1, -1},
	inner:   {-1, 1, -2, -3, -1, 0, -1, -1},
}

// gap is the space between two atoms in eighteenths of an em.
func gap(left, right class, scripts bool) int {
	g := gaps[left][right]
	if g < 0 && scripts {
		return 0
	}
	return [4]int{0, 3, 4, 5}[max(g, -g)]
}
