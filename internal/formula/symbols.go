package formula

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// A class is a kind of atom, which decides the space around it.
type class int

// The classes of TeX: ordinary symbols, large operators, binary operations,
// relations, openings, closings, punctuation, and what stands between
// delimiters.
const (
	ord class = iota
	op
	bin
	rel
	opening
	closing
	punct
	inner
)

// A symbol is what a command, or a letter of the source, stands for.
type symbol struct {
	r     rune
	class class
}

// symbols are the commands for a single symbol.
var symbols = named(map[class]string{
	ord: `
		alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
		lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
		chi χ psi ψ omega ω Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
		Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
		infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ ell ℓ Re ℜ Im ℑ hbar ℏ imath ı jmath ȷ
		aleph ℵ wp ℘ top ⊤ bot ⊥ angle ∠ neg ¬ lnot ¬ prime ′ degree ° square □ blacksquare ■ triangle △ checkmark ✓
		dagger † ddagger ‡ S § P ¶ % % $ $ & & # # _ _ vert | | ‖ Vert ‖ backslash \ flat ♭ natural ♮ sharp ♯`,
	bin: `
		pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ cap ∩ cup ∪
		uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ wr ≀ diamond ⋄ amalg ⨿ dag † boxplus ⊞ boxtimes ⊠`,
	rel: `
		le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ doteq ≐
		ll ≪ gg ≫ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ⪯ succeq ⪰ in ∈ ni ∋ notin ∉ subset ⊂ supset ⊃ subseteq ⊆
		supseteq ⊇ subsetneq ⊊ supsetneq ⊋ perp ⟂ parallel ∥ mid ∣ nmid ∤ vdash ⊢ dashv ⊣ models ⊨ asymp ≍ bowtie ⋈
		coloneqq ≔ triangleq ≜ lt < gt > to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
		Leftrightarrow ⇔ mapsto ↦ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ implies ⟹
		Longleftarrow ⟸ impliedby ⟸ Longleftrightarrow ⟺ iff ⟺ longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑
		Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩
		rightharpoonup ⇀ rightleftharpoons ⇌ rightsquigarrow ⇝ leadsto ⇝`,
	opening: `langle ⟨ lfloor ⌊ lceil ⌈ { { lbrace { lbrack [ lvert | lVert ‖ llbracket ⟦`,
	closing: `rangle ⟩ rfloor ⌋ rceil ⌉ } } rbrace } rbrack ] rvert | rVert ‖ rrbracket ⟧`,
	punct:   `colon : ldotp .`,
	inner:   `ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯`,
})

// bigs are the operators that are larger in displays. The integrals keep their
// limits at the side.
var bigs = named(map[class]string{
	op: `sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
		int ∫ iint ∬ iiint ∭ oint ∮`,
})

const integrals = "∫∬∭∮"

// functions are the operators that are words; those that have limits below
// them in displays, and their words if these are not their names.
var functions = map[string]struct {
	limits bool
	word   string // empty: the name
}{
	"arccos": {}, "arcsin": {}, "arctan": {}, "arg": {}, "cos": {}, "cosh": {}, "cot": {}, "coth": {}, "csc": {}, "deg": {},
	"dim": {}, "erf": {}, "exp": {}, "hom": {}, "ker": {}, "lg": {}, "ln": {}, "log": {}, "rank": {}, "sec": {}, "sgn": {},
	"sign": {}, "sin": {}, "sinh": {}, "tan": {}, "tanh": {}, "tr": {},
	"argmax": {true, "arg max"}, "argmin": {true, "arg min"}, "det": {limits: true}, "gcd": {limits: true}, "inf": {limits: true},
	"lim": {limits: true}, "liminf": {true, "lim inf"}, "limsup": {true, "lim sup"}, "max": {limits: true}, "min": {limits: true},
	"Pr": {limits: true}, "sup": {limits: true},
}

// accents are the commands that put a mark over their argument. Wide ones grow
// with it.
var accents = map[string]struct {
	mark rune
	wide bool
}{
	"hat": {'\u0302', false}, "widehat": {'\u0302', true}, "tilde": {'\u0303', false}, "widetilde": {'\u0303', true},
	"bar": {'\u0304', false}, "vec": {'\u20D7', false}, "dot": {'\u0307', false}, "ddot": {'\u0308', false},
	"breve": {'\u0306', false}, "check": {'\u030C', false}, "acute": {'\u0301', false}, "grave": {'\u0300', false},
	"mathring": {'\u030A', false},
}

// spaces are the commands for space, in eighteenths of an em.
var spaces = map[string]int{
	",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3, "negthinspace": -3,
	" ": 6, "space": 6, "enspace": 9, "quad": 18, "qquad": 36,
}

// negated are relations struck through, for \not.
var negated = map[rune]rune{
	'=': '≠', '<': '≮', '>': '≯', '≤': '≰', '≥': '≱', '≡': '≢', '∼': '≁', '≈': '≉', '≅': '≇', '∈': '∉', '∋': '∌', '⊂': '⊄',
	'⊃': '⊅', '⊆': '⊈', '⊇': '⊉', '∣': '∤', '∥': '∦', '∃': '∄', '→': '↛', '←': '↚', '⇒': '⇏', '≺': '⊀', '≻': '⊁',
}

// sizes are the heights of \big and its like, in font units.
var sizes = map[string]int{"big": 1200, "Big": 1800, "bigg": 2400, "Bigg": 3000}

// delimiters are what \left, \right and \big may have: what grows.
const delimiters = "()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧/\\↑↓↕⇑⇓⇕"

// characters are the symbols that a character stands for, if that is not an
// ordinary symbol.
var characters = sync.OnceValue(func() map[rune]symbol {
	out := map[rune]symbol{
		'+': {'+', bin}, '-': {'−', bin}, '*': {'∗', bin}, '=': {'=', rel}, '<': {'<', rel}, '>': {'>', rel}, ':': {':', rel},
		'(': {'(', opening}, '[': {'[', opening}, ')': {')', closing}, ']': {']', closing}, '!': {'!', closing}, '?': {'?', closing},
		',': {',', punct}, ';': {';', punct}, '−': {'−', bin}, '·': {'⋅', bin}, '≙': {'≙', rel}, '\'': {'′', ord}, '’': {'′', ord}, '\u00b5': {'μ', ord},
	}
	for c := ord; c <= inner; c++ { // what is of two classes is of the first
		for _, table := range []map[string]symbol{symbols(), bigs()} {
			for _, s := range table {
				if _, known := out[s.r]; !known && s.class == c && s.r > '~' {
					out[s.r] = s
				}
			}
		}
	}
	return out
})

// named reads pairs of a name and a symbol, once somebody asks for them.
func named(table map[class]string) func() map[string]symbol {
	return sync.OnceValue(func() map[string]symbol {
		out := make(map[string]symbol)
		for c, words := range table {
			fields := strings.Fields(words)
			for i := 0; i < len(fields); i += 2 {
				r, _ := utf8.DecodeRuneInString(fields[i+1])
				out[fields[i]] = symbol{r, c}
			}
		}
		return out
	})
}

// commands are the names of all commands, in order.
func commands() []string {
	names := []string{
		"left", "right", "middle", "frac", "tfrac", "dfrac", "binom", "tbinom", "dbinom", "sqrt", "text", "textrm", "mbox", "operatorname",
		"overline", "underline", "overset", "underset", "stackrel", "not", "limits", "nolimits",
		"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "bmod",
	}
	for s := range sizes {
		names = append(names, s, s+"l", s+"r", s+"m")
	}
	for _, more := range [][]string{
		slices.Collect(maps.Keys(symbols())), slices.Collect(maps.Keys(bigs())), slices.Collect(maps.Keys(functions)),
		slices.Collect(maps.Keys(accents)), slices.Collect(maps.Keys(spaces)), slices.Collect(maps.Keys(alphabets)),
	} {
		names = append(names, more...)
	}
	slices.Sort(names)
	return names
}

// nearest is the command most like an unknown one, or empty if none is like it.
// Of several, one of the same letters is nearer, and then one of as many.
func nearest(name string) string {
	most := 2 // letters to be changed
	if len(name) < 4 {
		most = 1
	}
	best, least := "", 4*most+1
	for _, c := range commands() {
		cost := 4 * levenshtein.ComputeDistance(name, c)
		if len(c) < 2 || cost > 4*most {
			continue
		}
		if len(c) == len(name) {
			cost--
			if letters(c) == letters(name) {
				cost -= 2
			}
		}
		if cost < least {
			best, least = c, cost
		}
	}
	return best
}

// letters is the letters of a word in order.
func letters(word string) string {
	b := []byte(strings.ToLower(word))
	slices.Sort(b)
	return string(b)
}
