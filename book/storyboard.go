// Package book makes films together: those of a storyboard, of which only
// what has changed is made again, with a gallery and a manifest; and it checks
// that the films of a manifest still come out as they were.
package book

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"flipbook/press"
	"flipbook/scenes"
)

// A Storyboard is a list of films, read from a YAML file. Render schema writes
// which keys there are; docs/chapter.yaml is an example.
type Storyboard struct {
	Title string // heading of the gallery: the file's name, if it says no other
	Out   string // directory of the outputs
	Films []Film // those of included files first

	// Sources are the files that were read: the storyboard, and what it
	// includes.
	Sources []string
}

// A Film is an entry of a storyboard.
type Film struct {
	Name  string      // unique in the storyboard; its files are called after it
	Order press.Order // all but Digits, Jobs and Progress, which are the caller's
	Place Place       // where the entry begins

	Data   []string // files that parameters name
	Digits Digits
}

// Digits say where the author's handwritten digits are.
type Digits struct {
	Dir   string // "" means the embedded sample
	Place Place  // where the storyboard says so
}

// Limits of what a storyboard may ask for.
const (
	maxFilms    = 1000
	maxSources  = 100 // files, includes of includes among them
	maxIncludes = 16  // deep
)

// ReadStoryboard reads a storyboard and the files that it includes, and checks
// all that can be checked before a scene runs. Errors are BadInput: one line
// that begins with file:line:column. Sources is set even then, as far as it is
// known. The outputs go to the directory out, or where the storyboard says if
// that is empty.
func ReadStoryboard(path, out string) (*Storyboard, error) {
	s := &Storyboard{}
	l := loader{story: s, chapters: make(map[string]*chapter)}
	top, err := l.load(path, Place{File: path})
	if err != nil {
		return s, err
	}
	s.Out = out
	if out == "" {
		if s.Out, err = outDir(path, top.root); err != nil {
			return s, err
		}
	}
	if s.Title, err = top.root.textOf("title"); err != nil {
		return s, err
	}
	s.Title = cmp.Or(s.Title, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	at := top.root.Place
	if films := top.root.field("films"); films != nil {
		at = films.Place
	}
	if len(s.Films) == 0 {
		return s, at.errorf("no films: want a list of them, as in films: [{scene: %s}]", scenes.Catalogue()[0].Name)
	}
	at = top.root.Place
	if out := top.root.field("out"); out != nil {
		at = out.Place
	}
	return s, s.checkFiles(at)
}

// outDir is where the outputs of a storyboard go.
func outDir(path string, root *node) (string, error) {
	out, err := root.textOf("out")
	switch {
	case err != nil:
		return "", err
	case root.field("out") == nil:
		out = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if out == filepath.Base(path) || out == "" {
			return "", root.errorf("out: want the directory of the outputs, since %s has no extension to take off", path)
		}
	case out == "" || filepath.IsAbs(out):
		return "", root.field("out").errorf("out %q: want a directory, relative to this file", out)
	}
	return filepath.Join(filepath.Dir(path), out), nil
}

// A loader reads a storyboard with its includes.
type loader struct {
	story    *Storyboard
	chapters map[string]*chapter // those that have been read, by their real path
	trail    []string            // those that are being read, each included by the one before
}

// A chapter is one file of a storyboard.
type chapter struct {
	path     string
	root     *node
	defaults *node // the chapter's and, for what those leave open, its includes'
	digits   Digits
}

// The keys of a file.
const (
	storyKeys = "title out mnist include defaults films"
	filmKeys  = "scene name with"
	looseKeys = "outputs caption alt" // of a film or the defaults, beside those of a Look
)

// load reads a file that is asked for at a place.
func (l *loader) load(path string, asked Place) (*chapter, error) {
	l.story.Sources = append(l.story.Sources, path)
	data, err := readStory(path, asked)
	if err != nil {
		return nil, err
	}
	root, err := parseYAML(path, data)
	if err != nil {
		return nil, err
	}
	if root.kind == isNothing {
		root.kind = isMapping
	}
	if err := root.only(strings.Fields(storyKeys)); err != nil {
		return nil, err
	}
	c := &chapter{path: path, root: root}
	if err := l.include(c); err != nil {
		return nil, err
	}
	if err := c.own(); err != nil {
		return nil, err
	}
	films, err := root.list("films")
	if err != nil {
		return nil, err
	}
	for _, n := range films {
		if len(l.story.Films) == maxFilms {
			return nil, n.errorf("more than %d films", maxFilms)
		}
		f, err := c.film(n, n.under(c.defaults))
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(l.story.Films, func(g Film) bool { return g.Name == f.Name }); i >= 0 {
			return nil, n.errorf("a second film is called %s, as at %v: give one another name", f.Name, l.story.Films[i].Place)
		}
		l.story.Films = append(l.story.Films, f)
	}
	return c, nil
}

// readStory reads a file of a storyboard, if it can be one.
func readStory(path string, asked Place) ([]byte, error) {
	said := "" // where it is asked for by another
	if asked.Line > 0 {
		said = "include " + path + ": "
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, asked.errorf("%sdoes not exist: want a YAML file", said)
	case err != nil:
		return nil, asked.errorf("%s%v", said, cause(err))
	case info.IsDir():
		return nil, asked.errorf("%sis a directory: want a YAML file", said)
	case !info.Mode().IsRegular():
		return nil, asked.errorf("%sis no regular file: want a YAML file", said)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, asked.errorf("%s%v", said, cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxStoryBytes+1))
	if err != nil {
		return nil, asked.errorf("%s%v", said, cause(err))
	}
	if len(data) > maxStoryBytes {
		return nil, asked.errorf("%sis larger than 1 MB: divide it with include", said)
	}
	return data, nil
}

// cause is an error of the file system without the path, which is said.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// include reads what a chapter includes: the films come before its own, and
// the defaults count where it has none.
func (l *loader) include(c *chapter) error {
	list, err := c.root.list("include")
	if err != nil {
		return err
	}
	id := identity(c.path)
	l.trail = append(l.trail, c.path)
	defer func() { l.trail = l.trail[:len(l.trail)-1] }()
	for _, n := range list {
		name, err := n.asText("include")
		if err != nil {
			return err
		}
		if name == "" || filepath.IsAbs(name) {
			return n.errorf("include %q: want a file, relative to this one", name)
		}
		path := filepath.Join(filepath.Dir(c.path), name)
		for i, t := range l.trail {
			if identity(t) == identity(path) {
				return n.errorf("include %s goes in a circle: %s", name, strings.Join(append(slices.Clone(l.trail[i:]), path), " includes "))
			}
		}
		if len(l.trail) > maxIncludes || len(l.story.Sources) >= maxSources {
			return n.errorf("include %s: at most %d files in all, %d deep", name, maxSources, maxIncludes)
		}
		inner, ok := l.chapters[identity(path)]
		if !ok {
			if inner, err = l.load(path, n.Place); err != nil {
				return err
			}
		}
		c.defaults = inner.defaults.under(c.defaults) // the last one counts
		if inner.digits.Dir != "" {
			c.digits = inner.digits
		}
	}
	l.chapters[id] = c
	return nil
}

// identity is the same for all paths of a file.
func identity(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}

// own reads what a chapter says of all its films.
func (c *chapter) own() error {
	if d := c.root.field("defaults"); d != nil {
		if err := d.only(append(lookKeys(), strings.Fields(looseKeys)...)); err != nil {
			return err
		}
		c.defaults = d.under(c.defaults)
		// What is wrong here is said even if each film says otherwise.
		if _, err := d.look(); err != nil {
			return err
		}
		if _, err := d.outputs("name"); err != nil {
			return err
		}
	}
	dir, err := c.root.textOf("mnist")
	if err != nil || c.root.field("mnist") == nil {
		return err
	}
	at := c.root.field("mnist").Place
	if dir == "" {
		return at.errorf("mnist: want a directory with IDX files, relative to this file; without the key the embedded sample is taken")
	}
	if !filepath.IsAbs(dir) { // data sets lie where they lie
		dir = filepath.Join(filepath.Dir(c.path), dir)
	}
	c.digits = Digits{dir, at}
	return nil
}
