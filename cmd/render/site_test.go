package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The line that shows a page of one scene in another leads to it whatever its
// directory is called.
func TestIframe(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"seven":         "seven/",
		"out/seven/":    "seven/",
		"what is 50%?#": "what%20is%2050%25%3F%23/",
		"a:b":           "./a:b/",
		`"&"`:           "%22&amp;%22/",
		".":             filepath.Base(here) + "/",
	} {
		if got := (&siteCmd{Dir: dir, Scene: "ising"}).iframe(); !strings.HasPrefix(got, `<iframe src="`+want+`" `) {
			t.Errorf("%s is shown by %s, want %s", dir, got, want)
		}
	}
}
