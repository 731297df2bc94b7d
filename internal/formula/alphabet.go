package formula

// An alphabet is a set of letter shapes that means something in mathematics.
type alphabet int

const (
	normal alphabet = iota // as TeX has it: letters and lower Greek slanted, digits and upper Greek upright
	upright
	italic
	bold
	boldItalic
	blackboard
	script
	boldScript
	fraktur
	boldFraktur
	sans
	boldSans
	mono
)

// commands that change the alphabet of their argument.
var alphabets = map[string]alphabet{
	"mathnormal": normal, "mathrm": upright, "mathit": italic, "mathbf": bold, "boldsymbol": boldItalic, "bm": boldItalic,
	"mathbb": blackboard, "mathcal": script, "mathscr": script, "mathfrak": fraktur, "mathsf": sans, "mathtt": mono,
}

// first are the places of A, a, Α (of a block of 58 Greek letters) and 0 among
// Unicode's mathematical alphanumeric symbols; 0: the letters have no such
// form, and stay as they are.
var first = map[alphabet]struct{ upper, lower, greek, digit rune }{
	italic:      {0x1D434, 0x1D44E, 0x1D6E2, 0},
	bold:        {0x1D400, 0x1D41A, 0x1D6A8, 0x1D7CE},
	boldItalic:  {0x1D468, 0x1D482, 0x1D71C, 0x1D7CE},
	blackboard:  {0x1D538, 0x1D552, 0, 0x1D7D8},
	script:      {0x1D49C, 0x1D4B6, 0, 0},
	boldScript:  {0x1D4D0, 0x1D4EA, 0, 0},
	fraktur:     {0x1D504, 0x1D51E, 0, 0},
	boldFraktur: {0x1D56C, 0x1D586, 0, 0},
	sans:        {0x1D5A0, 0x1D5BA, 0, 0x1D7E2},
	boldSans:    {0x1D5D4, 0x1D5EE, 0x1D756, 0x1D7EC},
	mono:        {0x1D670, 0x1D68A, 0, 0x1D7F6},
}

// elsewhere are the letters that Unicode had before it got the alphabets.
var elsewhere = map[rune]rune{
	0x1D455: 'ℎ', 0x1D49D: 'ℬ', 0x1D4A0: 'ℰ', 0x1D4A1: 'ℱ', 0x1D4A3: 'ℋ', 0x1D4A4: 'ℐ', 0x1D4A7: 'ℒ', 0x1D4A8: 'ℳ',
	0x1D4AD: 'ℛ', 0x1D4BA: 'ℯ', 0x1D4BC: 'ℊ', 0x1D4C4: 'ℴ', 0x1D506: 'ℭ', 0x1D50B: 'ℌ', 0x1D50C: 'ℑ', 0x1D515: 'ℜ',
	0x1D51D: 'ℨ', 0x1D53A: 'ℂ', 0x1D53F: 'ℍ', 0x1D545: 'ℕ', 0x1D547: 'ℙ', 0x1D548: 'ℚ', 0x1D549: 'ℝ', 0x1D551: 'ℤ',
}

// greekForms are the last of a block of Greek letters, from place 51 on.
const greekForms = "∂ϵϑϰϕϱϖ"

// greek is the place of r in a block of 58 Greek letters, or -1.
func greek(r rune) int {
	switch {
	case r >= 'Α' && r <= 'Ω' || r >= 'α' && r <= 'ω':
		if r < 'α' {
			return int(r - 'Α')
		}
		return int(r-'α') + 26
	case r == '∇':
		return 25
	}
	for i, form := range []rune(greekForms) {
		if r == form {
			return 51 + i
		}
	}
	return -1
}

// in is r in an alphabet, or r itself if it has no such form.
func (a alphabet) in(r rune) rune {
	if a == normal {
		if g := greek(r); g >= 0 && g <= 25 || r >= '0' && r <= '9' {
			return r
		}
		a = italic
	}
	from := first[a]
	var out rune
	switch g := greek(r); {
	case r >= 'A' && r <= 'Z' && from.upper != 0:
		out = from.upper + r - 'A'
	case r >= 'a' && r <= 'z' && from.lower != 0:
		out = from.lower + r - 'a'
	case r >= '0' && r <= '9' && from.digit != 0:
		out = from.digit + r - '0'
	case g >= 0 && from.greek != 0:
		out = from.greek + rune(g)
	case r == 'ı' && a == italic:
		out = 0x1D6A4
	case r == 'ȷ' && a == italic:
		out = 0x1D6A5
	default:
		return r
	}
	if old, ok := elsewhere[out]; ok {
		return old
	}
	return out
}

// heavy is the bold alphabet that stands for a in bold type.
func (a alphabet) heavy(r rune) alphabet {
	switch a {
	case normal:
		if g := greek(r); g >= 0 && g <= 25 {
			return bold
		}
		return boldItalic
	case italic:
		return boldItalic
	case upright:
		return bold
	case script:
		return boldScript
	case fraktur:
		return boldFraktur
	case sans:
		return boldSans
	}
	return a
}
