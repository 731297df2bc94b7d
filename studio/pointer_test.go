package studio

import (
	"strings"
	"testing"

	"flipbook/internal/browser"
)

// Whoever has fingers alone is told nothing of the buttons of a mouse, which
// others are told of.
func TestHintsFitThePointer(t *testing.T) {
	t.Parallel()
	for _, pointer := range []string{"fine", "coarse"} {
		r := read(t, browser.Shared(t))
		r.Before(`{
			const media = matchMedia;
			window.matchMedia = query => query.includes("any-pointer") ? { matches: query === "(any-pointer: ` + pointer + `)" } : media(query);
		}`)
		for _, scene := range []string{"hopfield-draw", "hopfield-recall", "hopfield-attention", "perceptron", "monty-doors"} {
			r.open("scene=" + scene + small)
			r.Wait(`document.querySelector(".hands:not([hidden]) #hands-hint")`)
			hint := strings.ToLower(r.text(`document.getElementById("hands-hint").textContent`))
			want := pointer == "fine" && scene != "monty-doors" // where one presses doors, with whatever it is
			if mouse := strings.Contains(hint, "click") || strings.Contains(hint, "mouse"); mouse != want {
				t.Errorf("%s tells who has a %s pointer: %s", scene, pointer, hint)
			}
		}
	}
}
