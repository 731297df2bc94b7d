package book

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"flipbook/press"
)

// CacheFile, ManifestFile and GalleryFile are what render book writes into the
// directory of a storyboard beside the films.
const (
	CacheFile    = ".flipbook.json"
	ManifestFile = "manifest.json"
	GalleryFile  = "index.html"
)

// usualOutputs are written if nobody says otherwise: the film, and its poster
// for the gallery.
var usualOutputs = []press.Wanted{{Kind: press.Moving, Format: press.GIF}, {Kind: press.Still, Format: press.PNG}}

// outputs reads what is to be written of a film. Paths are relative to the
// directory of the outputs.
func (n *node) outputs(name string) (out []press.Output, err error) {
	list, err := n.list("outputs")
	if err != nil {
		return nil, err
	}
	if v := n.field("outputs"); v != nil && len(list) == 0 {
		return nil, v.errorf("outputs: want at least one, as in [gif, png]")
	}
	for _, item := range list {
		more, err := item.output(name)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	if len(list) == 0 {
		for _, w := range usualOutputs {
			out = append(out, press.Output{Wanted: w, Path: w.Named(name)})
		}
	}
	for i := range out {
		out[i].Path = filepath.Clean(out[i].Path)
	}
	return out, nil
}

// output reads gif, strip:svg, fig/doors.pdf, strip:fig/doors.pdf, or
// {strip: fig/doors.pdf}.
func (n *node) output(name string) ([]press.Output, error) {
	if n.kind == isMapping && len(n.fields) > 0 {
		return n.outputsWithPaths()
	}
	text, err := n.asText("outputs")
	if err != nil {
		return nil, err
	}
	w, err := press.ParseWanted(text)
	if err == nil {
		return []press.Output{{Wanted: w, Path: w.Named(name)}}, nil
	}
	if !strings.ContainsAny(text, `./\`) && text != "-" {
		return nil, n.errorf("outputs: %v", err)
	}
	path := text
	if kind, rest, ok := strings.Cut(text, ":"); ok && !strings.ContainsAny(kind, `/\.`) {
		path = rest
	}
	if err := n.checkPath(path); err != nil {
		return nil, err
	}
	o, err := press.ParseOutput(text, "")
	if err != nil {
		return nil, n.errorf("%v", err)
	}
	return []press.Output{o}, nil
}

// outputsWithPaths reads {strip: fig/doors.pdf, frames:pdf: slides.pdf}.
func (n *node) outputsWithPaths() (out []press.Output, err error) {
	for _, f := range n.fields {
		w, err := press.ParseWanted(f.name)
		if err != nil {
			return nil, f.at.errorf("outputs: %v", err)
		}
		path, err := f.value.asText("outputs " + f.name)
		if err == nil {
			err = f.value.checkPath(path)
		}
		if err != nil {
			return nil, err
		}
		o := press.Output{Wanted: w, Path: path}
		if !strings.Contains(f.name, ":") { // the extension says which format of the kind
			if o, err = press.ParseOutput(f.name+":"+path, ""); err != nil {
				return nil, f.value.errorf("%v", err)
			}
		}
		out = append(out, o)
	}
	return out, nil
}

// checkPath reports the path of an output that is none within the directory.
func (n *node) checkPath(path string) error {
	inside := "want a path in the directory of the outputs, as in figures/doors.pdf"
	switch {
	case path == "-":
		return n.errorf("output -: a film of a storyboard is not written to standard output: %s", inside)
	case strings.ContainsFunc(path, unicode.IsControl) || strings.ContainsAny(path, `:\`):
		return n.errorf("output %q: %s, without colons and backslashes", path, inside)
	case path == "" || filepath.Clean(path) == ".":
		return n.errorf("output %q: names no file: %s", path, inside)
	case !filepath.IsLocal(path):
		return n.errorf("output %s: leads out of the directory of the outputs: %s", path, inside)
	}
	for _, ours := range []string{CacheFile, ManifestFile, GalleryFile} {
		if strings.EqualFold(filepath.Clean(path), ours) {
			return n.errorf("output %s: this file is the gallery's: want another name", path)
		}
	}
	return nil
}

// checkFiles makes sure that each file is written once and inside of the
// directory of the outputs, and puts that directory in front of the paths. The
// directory is named at a place.
func (s *Storyboard) checkFiles(at Place) error {
	root, err := os.OpenRoot(s.Out)
	switch {
	case err == nil:
		defer root.Close()
	case !errors.Is(err, fs.ErrNotExist):
		return at.errorf("out %s: %v: want a directory", s.Out, cause(err))
	}
	read := make(map[string]bool) // what an output must not replace
	for _, path := range slices.Concat(s.Sources, s.DataFiles()) {
		read[identity(path)] = true
	}
	writers := make(map[string]Film) // by path, as systems see it that take a and A for the same letter
	for _, f := range s.Films {
		for _, o := range f.Order.Outputs {
			key := strings.ToLower(o.Path)
			if other, ok := writers[key]; ok {
				if other.Name == f.Name {
					return f.Place.errorf("film %s writes %s twice", f.Name, o.Path)
				}
				return f.Place.errorf("film %s writes %s, and so does film %s at %v: give one another name", f.Name, o.Path, other.Name, other.Place)
			}
			writers[key] = f
			if key == GalleryFile {
				return f.Place.errorf("film %s writes %s, which is the gallery: give it another name", f.Name, o.Path)
			}
			if read[identity(filepath.Join(s.Out, o.Path))] {
				return f.Place.errorf("film %s: output %s is a file that the storyboard is made of: want another name", f.Name, o.Path)
			}
			if err := staysIn(root, o.Path); err != nil {
				return f.Place.errorf("film %s: output %s: %v: want a path in the directory of the outputs", f.Name, o.Path, err)
			}
		}
	}
	return s.checkNesting(writers)
}

// staysIn makes sure that a path stays in a directory, whatever links there
// are. A nil directory has none.
func staysIn(root *os.Root, path string) error {
	if root == nil {
		return nil
	}
	if _, err := root.Stat(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cause(err)
	}
	return nil
}

// checkNesting reports a file that is to lie in another file, or among
// numbered frames.
func (s *Storyboard) checkNesting(writers map[string]Film) error {
	for i, f := range s.Films {
		for j, o := range f.Order.Outputs {
			s.Films[i].Order.Outputs[j].Path = filepath.Join(s.Out, o.Path)
			for dir := filepath.Dir(strings.ToLower(o.Path)); dir != "."; dir = filepath.Dir(dir) {
				if other, ok := writers[dir]; ok {
					return f.Place.errorf("film %s writes %s into %s, which film %s writes at %v", f.Name, o.Path, dir, other.Name, other.Place)
				}
			}
		}
	}
	return nil
}

// DataFiles are the files beside the sources that films are made of.
func (s *Storyboard) DataFiles() (out []string) {
	for _, f := range s.Films {
		for _, d := range f.Data {
			if !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// Named are the films with these names, or all of them if there are none.
func (s *Storyboard) Named(names []string) (out []Film, err error) {
	var all []string
	for _, f := range s.Films {
		all = append(all, f.Name)
		if len(names) == 0 || slices.Contains(names, f.Name) {
			out = append(out, f)
		}
	}
	for _, n := range names {
		if !slices.Contains(all, n) {
			hint := press.Nearest(n, all)
			if hint == "" {
				hint = ": it has " + strings.Join(all, ", ")
			}
			return nil, press.BadInput{Err: fmt.Errorf("%s has no film %s%s", s.Sources[0], n, hint)}
		}
	}
	return out, nil
}
