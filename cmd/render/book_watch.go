package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"flipbook/figure"
)

// settling is how long nothing must be written until what was written is
// rendered: editors save in several steps.
const settling = 100 * time.Millisecond

// watch renders now and whenever a file is saved that films depend on. Errors
// are printed and waited out; the end of the context is the end.
func (c *bookCmd) watch(ctx context.Context, s streams) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	// What is saved while films are made is seen afterwards.
	watched := make(map[string]bool)
	watchDirs(w, []string{c.File}, watched)
	var before []string
	for {
		sources, err := c.render(ctx, s)
		if ctx.Err() != nil {
			return nil // this is how a watch ends
		}
		if err != nil {
			fmt.Fprintln(s.err, "render:", oneLine(err))
			sources = together(sources, before) // what is wrong may be mended where it was not read
		}
		before = sources
		watchDirs(w, sources, watched)
		if !c.Quiet {
			fmt.Fprintf(s.err, "render: watching %s; Ctrl-C ends it\n", figure.Plural(len(sources), "file"))
		}
		if err := saved(ctx, w, sources); err != nil || ctx.Err() != nil {
			return err
		}
	}
}

// together is all that is in one of two lists.
func together(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// watchDirs watches the directories that files lie in, since editors replace
// files when they save. A directory that is not there cannot be watched: it is
// tried again the next time.
func watchDirs(w *fsnotify.Watcher, files []string, watched map[string]bool) {
	for _, f := range files {
		if dir := filepath.Dir(f); !watched[dir] {
			watched[dir] = w.Add(dir) == nil
		}
	}
}

// saved waits until one of the files has been written, and for the writing to
// end.
func saved(ctx context.Context, w *fsnotify.Watcher, files []string) error {
	ours := make(map[string]bool)
	for _, f := range files {
		ours[filepath.Clean(f)] = true
	}
	var settled <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-settled:
			return nil
		case err := <-w.Errors:
			return err
		case e := <-w.Events:
			if ours[filepath.Clean(e.Name)] && e.Op != fsnotify.Chmod {
				settled = time.After(settling)
			}
		}
	}
}
