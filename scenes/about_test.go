package scenes

import (
	"regexp"
	"strings"
	"testing"
)

// Every scene tells of itself what its page needs, in Markdown that a code host
// shows as it is meant.
func TestAbout(t *testing.T) {
	for _, e := range Catalogue() {
		about := e.About()
		for what, text := range map[string]string{"Shows": about.Shows, "Algorithm": about.Algorithm, "Source": about.Source} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", e.Name, what)
			}
		}
		for what, text := range map[string]string{"Shows": about.Shows, "Source": about.Source, "Wrong": about.Wrong} {
			if problem := unsound(text); problem != "" {
				t.Errorf("%s: %s: %s", e.Name, what, problem)
			}
		}
		if !regexp.MustCompile(`\b(1[6-9]|20)\d\d\b`).MatchString(about.Source) {
			t.Errorf("%s: Source names no year: %s", e.Name, about.Source)
		}
		lines := strings.Split(about.Algorithm, "\n")
		if n := len(lines); n < 3 || n > 16 {
			t.Errorf("%s: Algorithm has %d lines, want 3 to 16", e.Name, n)
		}
		for _, line := range lines {
			if strings.ContainsAny(line, "\t`") || strings.TrimRight(line, " ") != line || len([]rune(line)) > 100 {
				t.Errorf("%s: Algorithm: the line %q has tabs, back quotes, spaces at its end or more than 100 letters", e.Name, line)
			}
		}
	}
}

func TestReadAbout(t *testing.T) {
	const page = "## What is seen\n\nOne line,\nthen another.\n\nA paragraph.\n\n## The algorithm\n\n```text\nfor ever:\n    go\n```\n\n## Sources\n\nHopfield 1982.\n"
	got, err := readAbout(page)
	want := About{Shows: "One line, then another.\n\nA paragraph.", Algorithm: "for ever:\n    go", Source: "Hopfield 1982."}
	if err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for text, want := range map[string]string{
		"Words.\n" + page:                         `want a heading before "Words."`,
		page + "\n## Sources\n\nHebb 1949.\n":     `the heading "Sources" is unknown, or there twice`,
		page + "\n## History\n\nHebb 1949.\n":     `the heading "History" is unknown, or there twice`,
		"## The algorithm\n\nfor ever:\n    go\n": "The algorithm: want a block of ```text",
	} {
		if _, err := readAbout(text); err == nil || err.Error() != want {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

// unsound says what of a text would not come out as Markdown; empty: nothing.
func unsound(text string) string {
	outside := regexp.MustCompile("`[^`]*`").ReplaceAllString(text, "")
	switch {
	case text != strings.TrimSpace(text):
		return "space around it"
	case strings.Contains(outside, "`"):
		return "a back quote is left alone"
	case strings.Count(outside, "*")%2 != 0:
		return "an asterisk is left alone"
	case regexp.MustCompile(`(?m)^(#|    |\t)`).MatchString(text):
		return "a heading or an indented block"
	case regexp.MustCompile(`<[a-zA-Z/!]`).MatchString(outside):
		return "HTML"
	case text != "" && !regexp.MustCompile("[.!?)`]$").MatchString(text):
		return "the last sentence has no end"
	}
	return ""
}

func TestUnsound(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"A sum, `a*b`, and *weight*.": "",
		" a.":                         "space around it",
		"An `open quote.":             "a back quote is left alone",
		"An *open emphasis.":          "an asterisk is left alone",
		"One.\n# Two":                 "a heading or an indented block",
		"A <b>bold</b> word.":         "HTML",
		"m < 1 and `<b>`.":            "",
		"No end":                      "the last sentence has no end",
	} {
		if got := unsound(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
