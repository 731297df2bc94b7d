//go:build !js

package studio

import (
	"slices"

	"flipbook/scenes"
)

// FrameWidth is the width in CSS pixels of an iframe for a page of one scene: a
// film of 800 and the margins of the page.
const FrameWidth = 848

// handsHeight is how high the hands of a scene are at that width.
var handsHeight = map[string]int{
	"hopfield-attention": 771,
	"hopfield-draw":      771,
	"hopfield-recall":    517,
	"monty-doors":        560,
	"perceptron":         636,
}

// FrameHeight is how many CSS pixels high an iframe of FrameWidth has to be, so
// that a page of one scene needs no scroll bar in it. It follows page.css; a
// film has a caption of up to four lines. The site must have a Scene.
func (s *Site) FrameHeight() int {
	const film, gap, title, defaults, look, save = 845, 32, 32, 64, 48, 181
	high := film
	e, _ := scenes.Named(s.Scene)
	rows, left, form := 0, 0, false // controls stand two beside each other
	for _, p := range scenes.Params(e.New()) {
		switch c := controlHeight(p); {
		case !slices.Contains(s.Controls, p.Name):
		case left > 0:
			rows, left = rows+max(left, c), 0
		default:
			left, form = c, true
		}
	}
	if form {
		high += rows + left + defaults
	}
	if slices.Contains(s.Controls, "look") {
		high, form = high+look, true
	}
	if form {
		high += gap + title
	}
	if slices.Contains(s.Controls, "save") {
		high += gap + save
	}
	if hands := handsHeight[s.Scene]; hands > 0 && slices.Contains(s.Controls, "hands") {
		high += gap + hands
	}
	return high
}

// controlHeight is how high the control of a parameter is: a label, lines of
// help, a field and the margin below.
func controlHeight(p scenes.Param) int {
	const label, letters, help, margin = 24, 58, 18, 20
	field := 40
	if p.File {
		field = 108
	}
	return label + (len(p.Help)+letters-1)/letters*help + field + margin
}
