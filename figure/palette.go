package figure

import (
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"
)

// Contrasts and distances that an author's inks must have.
const (
	textContrast    = 4.5 // WCAG 2, for text
	graphicContrast = 3   // WCAG 2, for large text and graphics that mean something
	blindDistance   = 20  // in CIELAB between Cool and Warm, to any eye
	grayDistance    = 15  // in lightness between Cool and Warm, on a gray print
)

// An ink is a colour of a theme, by the name that authors use.
type ink struct {
	name string
	of   func(*Theme) *color.NRGBA
}

var inks = []ink{
	{"paper", func(t *Theme) *color.NRGBA { return &t.Paper }},
	{"panel", func(t *Theme) *color.NRGBA { return &t.Panel }},
	{"ink", func(t *Theme) *color.NRGBA { return &t.Ink }},
	{"muted", func(t *Theme) *color.NRGBA { return &t.Muted }},
	{"faint", func(t *Theme) *color.NRGBA { return &t.Faint }},
	{"tried", func(t *Theme) *color.NRGBA { return &t.Tried }},
	{"cool", func(t *Theme) *color.NRGBA { return &t.Cool }},
	{"warm", func(t *Theme) *color.NRGBA { return &t.Warm }},
	{"now", func(t *Theme) *color.NRGBA { return &t.Now }},
	{"cool-tint", func(t *Theme) *color.NRGBA { return &t.CoolTint }},
	{"warm-tint", func(t *Theme) *color.NRGBA { return &t.WarmTint }},
	{"both-tint", func(t *Theme) *color.NRGBA { return &t.BothTint }},
}

// Inks are the names of a theme's colours, as With knows them.
func Inks() []string {
	var out []string
	for _, i := range inks {
		out = append(out, i.name)
	}
	return out
}

// With is the theme with other colours, given by the names of Inks as #rrggbb
// or #rgb. Tints that are not given follow from paper, cool and warm. An error
// names a colour that cannot be, words that could not be read on their ground,
// or a cool and a warm that colour-blind readers could not tell apart.
func (t Theme) With(colours map[string]string) (Theme, error) {
	names := Inks()
	for _, name := range sortedKeys(colours) {
		i := slices.Index(names, name)
		if i < 0 {
			hint := "; want one of " + strings.Join(names, ", ")
			if near, ok := nearest(name, names); ok {
				hint = "; did you mean " + near + "?"
			}
			return Theme{}, fmt.Errorf("palette: no colour is called %q%s", name, hint)
		}
		c, err := parseColour(colours[name])
		if err != nil {
			return Theme{}, fmt.Errorf("palette: %s: %w", name, err)
		}
		*inks[i].of(&t) = c
	}
	if len(colours) == 0 {
		return t, nil
	}
	t.tint(colours)
	return t, t.legible()
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// tint mixes the tints that must follow a colour that was given: a sixth of
// the ink into the paper, as the tints of the themes have it.
func (t *Theme) tint(given map[string]string) {
	follows := func(tint string, of ...string) bool {
		_, own := given[tint]
		return !own && slices.ContainsFunc(of, func(name string) bool { _, ok := given[name]; return ok })
	}
	const part, all = 1, 6
	if follows("cool-tint", "paper", "cool") {
		t.CoolTint = mix(t.Paper, t.Cool, part, all)
	}
	if follows("warm-tint", "paper", "warm") {
		t.WarmTint = mix(t.Paper, t.Warm, part, all)
	}
	if follows("both-tint", "paper", "cool", "warm") {
		t.BothTint = mix(t.Paper, mix(t.Cool, t.Warm, 1, 2), part, all)
	}
}

// parseColour reads #rrggbb or #rgb.
func parseColour(text string) (color.NRGBA, error) {
	digits, ok := strings.CutPrefix(text, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if !ok || len(digits) != 6 || err != nil {
		return color.NRGBA{}, fmt.Errorf("%q is no colour; want #rrggbb or #rgb, as in #0a6ebd", text)
	}
	return rgb(uint32(v)), nil
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// legible reports the first words that could not be read in the theme, or
// what could not be told apart.
func (t Theme) legible() error {
	for _, w := range t.inscriptions() {
		got := Contrast(w.ink, w.ground)
		if got >= w.least {
			continue
		}
		err := fmt.Errorf("palette: %s %s on %s %s has a contrast of %s:1, %s %v:1",
			w.name, hex(w.ink), w.on, hex(w.ground), cut(got), w.need, w.least)
		if would, ok := readable(w.ink, w.least, w.ground); ok {
			return fmt.Errorf("%w; %s would do", err, hex(would))
		}
		return err
	}
	for _, e := range blindEyes {
		if got := e.apart(t.Cool, t.Warm); got < blindDistance {
			return fmt.Errorf("palette: to readers with %s, cool %s and warm %s look alike: %s apart in CIELAB, they need %d; "+
				"a blue and an orange, as in #0a6ebd and #c2500a, would do", e.name, hex(t.Cool), hex(t.Warm), cut(got), blindDistance)
		}
	}
	if t.Name == Print.Name {
		if cool, warm := lab(linear(t.Cool))[0], lab(linear(t.Warm))[0]; max(cool-warm, warm-cool) < grayDistance {
			return fmt.Errorf("palette: printed in gray, cool %s and warm %s look alike: lightnesses of %s and %s, they need %d between them",
				hex(t.Cool), hex(t.Warm), cut(cool), cut(warm), grayDistance)
		}
	}
	if t.Tried == t.Paper || t.Faint == t.Paper {
		return errors.New("palette: tried and faint must differ from paper")
	}
	return nil
}

// cut writes a measure with two digits, cut and not rounded: 4.499 is not 4.5.
func cut(v float64) string { return Number(float64(int(v*100))/100, 2) }

// An inscription is an ink on a ground, and the contrast it needs there.
type inscription struct {
	name, on    string
	ink, ground color.NRGBA
	least       float64
	need        string
}

// inscriptions are all inks that words, or graphics that mean something, have
// on the grounds where scenes put them.
func (t Theme) inscriptions() []inscription {
	const words, large, marks = "words need", "large words need", "marks need"
	out := []inscription{
		{"ink", "paper", t.Ink, t.Paper, textContrast, words},
		{"muted", "paper", t.Muted, t.Paper, textContrast, words},
		{"cool", "paper", t.Cool, t.Paper, textContrast, words},
		{"warm", "paper", t.Warm, t.Paper, textContrast, words},
		{"now", "paper", t.Now, t.Paper, textContrast, words},
		{"ink", "panel", t.Ink, t.Panel, textContrast, words},
		{"now", "panel", t.Now, t.Panel, graphicContrast, marks},
		{"warm", "panel", t.Warm, t.Panel, graphicContrast, marks},
		{"ink", "warm-tint", t.Ink, t.WarmTint, textContrast, words},
	}
	for _, tint := range []struct {
		name   string
		ground color.NRGBA
	}{{"cool-tint", t.CoolTint}, {"warm-tint", t.WarmTint}, {"both-tint", t.BothTint}} {
		out = append(out,
			inscription{"muted", tint.name, t.Muted, tint.ground, textContrast, words},
			inscription{"cool", tint.name, t.Cool, tint.ground, graphicContrast, large},
			inscription{"warm", tint.name, t.Warm, tint.ground, graphicContrast, large})
	}
	return out
}
