package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/kballard/go-shellquote"
)

// The workflow in docs is one that a hosted service can read, and what it runs
// are commands of ours.
func TestWorkflow(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "figures.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var w struct {
		Name        string
		On          map[string]any
		Permissions map[string]string
		Jobs        map[string]struct {
			RunsOn  string `yaml:"runs-on"`
			Minutes int    `yaml:"timeout-minutes"`
			Steps   []struct {
				Name, Uses, Run, If string
				With                map[string]string
			}
		}
	}
	if err := yaml.UnmarshalWithOptions(text, &w, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if _, pushed := w.On["push"]; !pushed || w.Permissions["contents"] != "read" || w.Jobs["figures"].RunsOn == "" {
		t.Errorf("it runs when %v, may %v and has the jobs %v", w.On, w.Permissions, w.Jobs)
	}
	var ran []string
	for _, s := range w.Jobs["figures"].Steps {
		if (s.Uses == "") == (s.Run == "") {
			t.Errorf("step %q uses %q and runs %q: want one of both", s.Name, s.Uses, s.Run)
		}
		for line := range strings.Lines(s.Run) {
			args, err := shellquote.Split(line)
			if err != nil {
				t.Errorf("%s: %v", line, err)
				continue
			}
			if args[0] != "$RUNNER_TEMP/render" {
				continue
			}
			if _, err := parse(args[1:], io.Discard, io.Discard); err != nil {
				t.Errorf("%s: %v", line, err)
			}
			ran = append(ran, args[1])
		}
	}
	if got, want := strings.Join(ran, " "), "validate check book"; got != want {
		t.Errorf("it runs render %s, want %s", got, want)
	}
}
