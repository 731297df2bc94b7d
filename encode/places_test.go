package encode

import (
	"image"
	"image/color"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is written between braces is not looked at again.
func TestPlaces(t *testing.T) {
	var out strings.Builder
	if err := (places{"title": "{alt} & {title}", "alt": "!"}).fill(&out, "<{title}> {alt} {other} {"); err != nil || out.String() != "<{alt} & {title}> ! {other} {" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// Every place of a page and of a presentation is filled, and nothing is made
// for a place that is nowhere.
func TestPlacesAreFilled(t *testing.T) {
	page := newPage(HTMLOptions{Scale: 1, Paper: color.Black, Ink: color.White, Muted: color.White, Accent: color.White}, &reel{size: image.Pt(1, 1)}, image.NewRGBA(image.Rect(0, 0, 1, 1)))
	page["film"], page["frames"] = "", "" // which come later
	if got, want := slices.Sorted(maps.Keys(page)), open(pageHTML); !slices.Equal(got, want) {
		t.Errorf("of a page %v are filled, want %v", got, want)
	}
	of, all := make(places), ""
	maps.Copy(of, slide{}.places())
	maps.Copy(of, show{}.places())
	for _, text := range parts() {
		all += text
	}
	if got, want := slices.Sorted(maps.Keys(of)), open(all); !slices.Equal(got, want) {
		t.Errorf("of a presentation %v are filled, want %v", got, want)
	}
}

// open are the places in a text.
func open(text string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`\{([a-z-]+)\}`).FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
