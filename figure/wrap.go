package figure

import "strings"

// Wrap breaks a text into lines that are no wider than width, in design
// pixels, at spaces that are no part of mathematics; no-break spaces hold, and
// so do those around an equals sign. A word that is wider has a line of its
// own, and sticks out. Nothing but spaces has no lines.
func (t Type) Wrap(text string, width float64) []string {
	var lines []string
	for _, word := range words(text) {
		last := len(lines) - 1
		if last >= 0 {
			if longer := lines[last] + " " + word; t.Width(longer) <= width {
				lines[last] = longer
				continue
			}
		}
		lines = append(lines, word)
	}
	return lines
}

// words are the parts of a text between spaces. Formulas are not taken apart.
func words(text string) []string {
	var out []string
	open := false // the last word may go on
	for part, formula := range parts(text) {
		if formula {
			if !open {
				out = append(out, "")
			}
			out[len(out)-1] += part
			open = true
			continue
		}
		for i, word := range strings.Split(part, " ") {
			if i > 0 {
				open = false
			}
			if word == "" {
				continue
			}
			if !open {
				out = append(out, "")
			}
			out[len(out)-1] += word
			open = true
		}
	}
	return joined(out)
}

// joined are the words with an equals sign held to both of its sides.
func joined(words []string) []string {
	var out []string
	for i, word := range words {
		if i > 0 && (word == "=" || words[i-1] == "=") {
			out[len(out)-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// widest is the width of the widest line.
func widest(t Type, lines []string) float64 {
	wide := 0.0
	for _, line := range lines {
		wide = max(wide, t.Width(line))
	}
	return wide
}
