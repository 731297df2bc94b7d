package figure

import (
	"fmt"
	"image/color"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// An author gives some inks; the tints follow, and the rest stays.
func TestWith(t *testing.T) {
	got, err := Light.With(map[string]string{"cool": "#006d5b", "paper": "#fffdf5"})
	if err != nil {
		t.Fatal(err)
	}
	want := Light
	want.Cool, want.Paper = rgb(0x006d5b), rgb(0xfffdf5)
	want.CoolTint, want.WarmTint, want.BothTint = rgb(0xd5e5db), rgb(0xf5e0ce), rgb(0xe5e3d5)
	if got != want {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got, err := Dark.With(nil); err != nil || got != Dark {
		t.Errorf("no colours change the theme to %v, %v", got, err)
	}
	if got, err := Light.With(map[string]string{"cool": "#05a", "cool-tint": "#def"}); err != nil || got.CoolTint != rgb(0xddeeff) || got.WarmTint != Light.WarmTint {
		t.Errorf("a tint that is given is %v, another %v, %v", got.CoolTint, got.WarmTint, err)
	}
}

// The names of colours are all colours of a theme, each once.
func TestInks(t *testing.T) {
	theme := Theme{}
	for i := range inks {
		*inks[i].of(&theme) = color.NRGBA{uint8(i + 1), 0, 0, 255}
	}
	all := []color.NRGBA{theme.Paper, theme.Panel, theme.Ink, theme.Muted, theme.Faint, theme.Tried,
		theme.Cool, theme.Warm, theme.Now, theme.CoolTint, theme.WarmTint, theme.BothTint}
	if len(all) != len(Inks()) {
		t.Errorf("%d names for %d colours", len(Inks()), len(all))
	}
	for i, c := range all {
		if int(c.R) != i+1 {
			t.Errorf("the name %s sets another colour", Inks()[i])
		}
	}
}

func TestWithRefuses(t *testing.T) {
	for _, c := range []struct {
		theme   Theme
		colours map[string]string
		want    string
	}{
		{Light, map[string]string{"col": "#000"}, `palette: no colour is called "col"; did you mean cool?`},
		{Light, map[string]string{"background": "#000"}, "want one of paper, panel, ink,"},
		{Light, map[string]string{"cool": "blue"}, `palette: cool: "blue" is no colour; want #rrggbb or #rgb`},
		{Light, map[string]string{"cool": "0a6ebd"}, "is no colour"},
		{Light, map[string]string{"cool": "#0a6eb"}, "is no colour"},
		{Light, map[string]string{"cool": "#+a6ebd"}, "is no colour"},
		{Light, map[string]string{"cool": "#€"}, "is no colour"},
		{Light, map[string]string{"cool": ""}, "is no colour"},
		{Light, map[string]string{"ink": "#777"}, "palette: ink #777777 on paper #ffffff has a contrast of 4.47:1, words need 4.5:1; #767676 would do"},
		{Light, map[string]string{"paper": "#b0b0b0"}, "on paper #b0b0b0"},
		{Light, map[string]string{"panel": "#333"}, "ink #1a1b1e on panel #333333"},
		{Dark, map[string]string{"now": "#8a2f72"}, "now #8a2f72 on paper #14161a"},
		{Light, map[string]string{"cool": "#00733a", "warm": "#a83d00"}, "to readers with protanopia, cool #00733a and warm #a83d00 look alike"},
		{Print, map[string]string{"cool": "#0a6ebd"}, "printed in gray, cool #0a6ebd and warm #bb5500 look alike"},
		{Light, map[string]string{"tried": "#fff"}, "tried and faint must differ from paper"},
	} {
		if got, err := c.theme.With(c.colours); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v gives %v, %v\nwant %s", c.colours, got, err, c.want)
		}
	}
}

// Any colours are refused or can be read; the colour that an error proposes
// mends what it complains of, and keeps its hue.
func TestRandomPalettes(t *testing.T) {
	would := regexp.MustCompile(`^palette: ([a-z-]+) #[0-9a-f]{6} on ([a-z-]+) .*; (#[0-9a-f]{6}) would do$`)
	rapid.Check(t, func(t *rapid.T) {
		theme := rapid.SampledFrom(Themes()).Draw(t, "theme")
		given := make(map[string]string)
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(Inks()), 1, 4, rapid.ID).Draw(t, "names") {
			given[name] = fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, name))
		}
		got, err := theme.With(given)
		if err == nil {
			for _, w := range got.inscriptions() {
				if c := Contrast(w.ink, w.ground); c < w.least {
					t.Fatalf("%v: %s on %s has a contrast of %.2f", given, w.name, w.on, c)
				}
			}
			return
		}
		proposed := would.FindStringSubmatch(err.Error())
		if proposed == nil {
			return
		}
		ink, ground := proposed[1], proposed[2]
		before := err.Error()
		if strings.HasSuffix(ground, "-tint") {
			given[ground] = strings.Fields(before)[5] // the ink that is mended would move it
		}
		given[ink] = proposed[3]
		if _, err = theme.With(given); err != nil && strings.HasPrefix(err.Error(), "palette: "+ink+" "+proposed[3]+" on "+ground+" ") {
			t.Fatalf("%s, and then: %v", before, err)
		}
	})
}

// The colour that is proposed is the nearest: those on the way to it, mixed
// with black and with white, do not have the contrast.
func TestRandomReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		any := func(name string) color.NRGBA { return rgb(uint32(rapid.IntRange(0, 0xffffff).Draw(t, name))) }
		c, ground := any("colour"), any("ground")
		got, ok := readable(c, textContrast, ground)
		black, white := rgb(0), rgb(0xffffff)
		if !ok {
			t.Fatalf("nothing can be read on %v, not even %.2f or %.2f", ground, Contrast(black, ground), Contrast(white, ground))
		}
		for part := range 256 {
			darker, lighter := mix(c, black, part, 255), mix(c, white, part, 255)
			if got == darker || got == lighter {
				break
			}
			if Contrast(darker, ground) >= textContrast || Contrast(lighter, ground) >= textContrast {
				t.Fatalf("on %v, %v becomes %v, and part %d would do", ground, c, got, part)
			}
		}
		if Contrast(got, ground) < textContrast {
			t.Fatalf("%v on %v has a contrast of %v", got, ground, Contrast(got, ground))
		}
	})
}
