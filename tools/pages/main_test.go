package main

import "testing"

// What a text has of Markdown's own signs stays text.
func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"a|b":        `a\|b`,
		"x_i * x_j":  `x\_i \* x\_j`,
		"a < b":      "a &lt; b",
		"1 to 10":    "1 to 10",
		"two\nlines": "two lines",
	} {
		if got := cell(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
