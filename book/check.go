package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"flipbook/figure"
	"flipbook/press"
)

// A Check makes the films of a manifest again and compares them with the
// manifest and with the files on disk.
type Check struct {
	// Dir is the directory with manifest.json and the files it lists.
	Dir string

	// Out is the directory where differences are shown. It is made if there
	// are any. It must not lie within Dir.
	Out string

	// Jobs is how many films are made at the same time. 0 means 1.
	Jobs int

	// Digits are where handwritten digits may have come from. A film is made
	// of the first that are those it was made of.
	Digits []figure.Digits

	// Order is the order for a film, and which file of it, that the line of
	// provenance in a file of a record means. Outputs, digits and workers are
	// set by the check.
	Order func(r press.Record, made string) (press.Order, press.Wanted, error)

	// SameData reports if two lines of provenance say that films were made of
	// different data.
	SameData func(before, after string) error
}

// Checked is what came of a check.
type Checked struct {
	Films       int          `json:"films"`
	Files       int          `json:"files"`
	Versions    []string     `json:"versions,omitempty"` // of the program that made some of them, other than this
	Differences []Difference `json:"differences"`
	Report      string       `json:"report,omitempty"` // the page that shows the differences
}

// A Difference is something that is not as a manifest says.
type Difference struct {
	Film string `json:"film"` // its name in a storyboard, or its scene
	Path string `json:"path"` // of the file, relative to the directory; empty if the film as a whole differs
	What string `json:"what"`

	// Pictures of it, relative to the report; empty if there are none. What
	// cannot be turned into pictures are the files themselves.
	Before string `json:"before,omitempty"` // on disk
	After  string `json:"after,omitempty"`  // made again
	Marked string `json:"marked,omitempty"` // where they differ
}

func (d Difference) String() string {
	if d.Path == "" {
		return d.Film + ": " + d.What
	}
	return d.Film + ": " + d.Path + ": " + d.What
}

// Run makes all films of the manifest again and reports what differs. That
// something differs is no error; that the manifest cannot be read is BadInput.
func (c Check) Run(ctx context.Context) (Checked, error) {
	records, err := manifest(c.Dir)
	if err == nil {
		err = c.apart()
	}
	if err != nil {
		return Checked{}, press.BadInput{Err: err}
	}
	dir, err := os.OpenRoot(c.Dir) // whatever links in it say, nothing outside of it is read
	if err != nil {
		return Checked{}, err
	}
	defer dir.Close()
	scratch, err := os.MkdirTemp("", "render-check-")
	if err != nil {
		return Checked{}, err
	}
	defer os.RemoveAll(scratch)

	found := make([][]Difference, len(records))
	work, within := errgroup.WithContext(ctx)
	work.SetLimit(max(c.Jobs, 1))
	for i, r := range records {
		work.Go(func() (err error) {
			p := pair{Check: c, disk: dir, scratch: filepath.Join(scratch, fmt.Sprint(i))}
			found[i], err = p.film(within, r)
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return Checked{}, err
	}
	done := Checked{Films: len(records), Versions: versions(records), Differences: slices.Concat(found...)}
	for _, r := range records {
		done.Files += len(r.Files)
	}
	if len(done.Differences) == 0 {
		done.Differences = []Difference{}
		return done, nil
	}
	done.Report = filepath.Join(c.Out, "index.html")
	return done, press.WriteFile(done.Report, done.page)
}

// apart makes sure that differences are not shown among what is compared.
func (c Check) apart() error {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return err
	}
	out, err := filepath.Abs(c.Out)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(dir, out); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("--out %s lies within %s: want a directory of its own for the differences", c.Out, c.Dir)
	}
	return nil
}

// versions are those of other programs that made files of the records.
func versions(records []press.Record) []string {
	others := make(map[string]bool)
	for _, r := range records {
		for _, f := range r.Files {
			if v, _, err := press.Made(f.Made); err == nil && v != press.Version {
				others[v] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(others))
}

// A pair is what lies on disk beside what is made again.
type pair struct {
	Check
	disk    *os.Root
	scratch string
}

// film compares what a record lists.
func (p pair) film(ctx context.Context, r press.Record) (out []Difference, err error) {
	defer os.RemoveAll(p.scratch)
	again, refused, err := p.again(ctx, r)
	if err != nil {
		return nil, err
	}
	compared := false
	for i, f := range r.Files {
		d := Difference{Film: r.Label(), Path: filepath.ToSlash(f.Path)}
		if refused[i] != nil {
			d.What = "cannot be made again: " + oneLine(refused[i].Error())
			out = append(out, d)
			continue
		}
		if !compared { // numbers belong to the film, not to a file
			out = append(out, numbers(r, again[i].record)...)
			if i == 0 { // an alt text tells of the first file's layout
				out = append(out, words(r, again[i].record)...)
			}
			compared = true
		}
		if err := p.file(f, again[i].file, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", d.Path, err)
		}
		if d.What != "" {
			out = append(out, d)
		}
	}
	return out, nil
}

// oneLine is what an error says of a text that anybody may have written.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// again makes the files of a record of the digits that they were made of. For
// each that could not be made, refused says why.
func (p pair) again(ctx context.Context, r press.Record) (again []remade, refused []error, err error) {
	for _, digits := range p.Digits {
		if again, refused, err = p.of(ctx, r, digits); err != nil {
			return nil, nil, err
		}
		other := false
		for i, f := range r.Files {
			if refused[i] == nil {
				refused[i] = p.SameData(f.Made, again[i].file.Made)
				other = other || refused[i] != nil
			}
		}
		if !other {
			break
		}
	}
	return again, refused, nil
}

// remade is a file that was made again, with the record it belongs to.
type remade struct {
	record press.Record
	file   press.File
}

// of makes the files of a record of digits, into the scratch directory. Files
// that differ in nothing but what of the film they are share an order, so that
// the film is computed once.
func (p pair) of(ctx context.Context, r press.Record, digits figure.Digits) (again []remade, refused []error, err error) {
	again, refused = make([]remade, len(r.Files)), make([]error, len(r.Files))
	orders := make(map[string]*press.Order)
	var inOrder []*press.Order
	whose := make(map[string]int) // files by the path of what is made again
	for i, f := range r.Files {
		o, w, err := p.Order(r, f.Made)
		if err == nil && (w != press.Wanted{Kind: f.Kind, Format: f.Format} || o.Name != r.Scene) {
			err = fmt.Errorf("the manifest calls it %s:%s of %s, its line of provenance %s:%s of %s", f.Kind, f.Format, r.Scene, w.Kind, w.Format, o.Name)
		}
		if err != nil {
			refused[i] = err
			continue
		}
		key := strings.TrimSuffix(f.Made, " --format="+w.String())
		if orders[key] == nil {
			o.Digits, o.Jobs = digits, 1
			orders[key] = &o
			inOrder = append(inOrder, &o)
		}
		path := filepath.Join(p.scratch, w.Named(fmt.Sprint(i)))
		whose[path] = i
		orders[key].Outputs = append(orders[key].Outputs, press.Output{Wanted: w, Path: path})
	}
	for _, o := range inOrder {
		record, failed := press.Make(ctx, *o)
		if ctx.Err() != nil {
			return nil, nil, cmp.Or(failed, ctx.Err())
		}
		for _, out := range o.Outputs {
			refused[whose[out.Path]] = cmp.Or(failed, errors.New("nothing was written"))
		}
		for _, f := range record.Files {
			again[whose[f.Path]] = remade{record, f}
			refused[whose[f.Path]] = nil
		}
	}
	return again, refused, nil
}

// numbers compares the results of a film with what the manifest says.
func numbers(was, is press.Record) (out []Difference) {
	for _, name := range slices.Sorted(maps.Keys(is.Results)) {
		before, there := was.Results[name]
		if now := is.Results[name]; !there || (before == nil) != (now == nil) || now != nil && *before != *now {
			out = append(out, Difference{Film: was.Label(), What: fmt.Sprintf("%s is now %s, was %s", name, number(now), number(before))})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(was.Results)) {
		if _, there := is.Results[name]; !there {
			out = append(out, Difference{Film: was.Label(), What: fmt.Sprintf("%.80s is no result any more, was %s", name, number(was.Results[name]))})
		}
	}
	return out
}

// words compares what is said of a film with what the manifest says.
func words(was, is press.Record) (out []Difference) {
	for _, w := range []struct{ name, was, is string }{
		{"title", was.Title, is.Title},
		{"caption", was.Caption, is.Caption},
		{"alt", was.Alt, is.Alt},
		{"says", strings.Join(was.Says, ", "), strings.Join(is.Says, ", ")},
	} {
		if w.was != w.is {
			out = append(out, Difference{Film: was.Label(), What: fmt.Sprintf("%s is now %.80q, was %.80q", w.name, w.is, w.was)})
		}
	}
	return out
}

func number(v *float64) string {
	if v == nil {
		return "nothing"
	}
	return fmt.Sprint(*v)
}
