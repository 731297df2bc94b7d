package typeset_test

import (
	"math"
	"strings"
	"sync"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"

	"flipbook/internal/typeset"
)

func sans(t testing.TB) *sfnt.Font {
	f, err := opentype.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func advance(f *sfnt.Font, s string) int { return typeset.Set(f, s).Advance }

// Pairs are kerned, but for pairs of digits.
func TestKerning(t *testing.T) {
	f := sans(t)
	for _, pair := range []string{"AV", "VA", "To", "Ty", "P,"} {
		if got, apart := advance(f, pair), advance(f, pair[:1])+advance(f, pair[1:]); got >= apart {
			t.Errorf("%s is %d units wide, want less than the %d of its letters", pair, got, apart)
		}
	}
	for a := '0'; a <= '9'; a++ {
		for b := '0'; b <= '9'; b++ {
			if got, want := advance(f, string([]rune{a, b})), 2*advance(f, "0"); got != want {
				t.Errorf("%c%c is %d units wide, want %d", a, b, got, want)
			}
		}
	}
}

// A line is its letters, one after the other: each glyph stands where the text
// before it, kerned with it, ends.
func TestRandomLines(t *testing.T) {
	f := sans(t)
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOfN(rapid.RuneFrom([]rune("AVToy.,019 −σ½")), 0, 12, -1).Draw(t, "text"))
		l := typeset.Set(f, string(text))
		if len(l.Glyphs) != len(text) {
			t.Fatalf("%d glyphs for %d letters", len(l.Glyphs), len(text))
		}
		for i, g := range l.Glyphs {
			want := advance(f, string(text[:i+1])) - advance(f, string(text[i:i+1]))
			if g.X != want {
				t.Fatalf("letter %d stands at %d, want %d", i, g.X, want)
			}
		}
		if got, want := l.Width(28), 2*l.Width(14); math.Abs(got-want) > 1e-9 {
			t.Fatalf("twice the size is %v wide, want %v", got, want)
		}
	})
}

func TestMissing(t *testing.T) {
	f := sans(t)
	for text, want := range map[string]rune{
		"Hebb’s rule: E = −½ Σ θ ≥ σ": 0, "": 0, "(R/γ)² = 5·10³": 0, "5·10⁻³": '⁻', "a 木 b": '木', "☃": '☃',
	} {
		got, missing := typeset.Missing(f, text)
		if missing != (want != 0) || missing && got != want {
			t.Errorf("in %q %q is missing, want %q", text, got, want)
		}
	}
}

// Outlines close, and are the same for all who ask, at once or not.
func TestOutline(t *testing.T) {
	f := sans(t)
	if got := typeset.Outline(f, typeset.Set(f, " ").Glyphs[0].Index); len(got) != 0 {
		t.Errorf("a space has an outline of %d segments", len(got))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, g := range typeset.Set(f, strings.Repeat("flipbook 0123456789 ", 3)).Glyphs {
				segments := typeset.Outline(f, g.Index)
				if len(segments) > 0 && segments[0].Op != sfnt.SegmentOpMoveTo {
					t.Errorf("the outline of glyph %d does not begin with a move", g.Index)
				}
			}
		})
	}
	all.Wait()
}
