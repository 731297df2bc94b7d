package press

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A Kind is what of a film a file holds.
type Kind string

const (
	Moving Kind = "film"   // all of it
	Still  Kind = "poster" // one frame
	Strip  Kind = "strip"  // the key frames in one picture, with captions
	Pages  Kind = "pages"  // a page each key frame
	Frames Kind = "frames" // a file or a page each frame
)

// A Format is a kind of file.
type Format string

const (
	GIF  Format = "gif"
	APNG Format = "apng"
	WebP Format = "webp"
	MP4  Format = "mp4"
	HTML Format = "html"
	PNG  Format = "png"
	SVG  Format = "svg"
	PDF  Format = "pdf"
	PPTX Format = "pptx"
)

// kinds are the formats of each kind, its usual one first. What a format alone
// means is the first kind that has it.
var kinds = []struct {
	kind    Kind
	formats []Format
	what    string
}{
	{Moving, []Format{GIF, APNG, WebP, MP4, HTML}, "the film"},
	{Still, []Format{PNG, SVG, PDF}, "one frame, see --poster"},
	{Strip, []Format{PDF, SVG, PNG}, "the key frames in one picture, with captions (a), (b), (c)"},
	{Pages, []Format{PDF, PPTX}, "a page or a slide each key frame"},
	{Frames, []Format{PNG, PDF}, "every frame: numbered PNGs in a directory, or the pages of a PDF"},
}

// Kinds lists what a film can be written as: film:gif, film:apng and so on.
func Kinds() (out []Wanted) {
	for _, k := range kinds {
		for _, f := range k.formats {
			out = append(out, Wanted{k.kind, f})
		}
	}
	return out
}

// Wanted is what is to be written, wherever it goes.
type Wanted struct {
	Kind   Kind
	Format Format
}

// String is the shortest name that ParseWanted reads: gif, strip:png, strip.
func (w Wanted) String() string {
	for _, name := range []string{string(w.Format), string(w.Kind)} {
		if got, err := ParseWanted(name); err == nil && got == w {
			return name
		}
	}
	return string(w.Kind) + ":" + string(w.Format)
}

// ParseWanted reads gif, strip, or strip:png.
func ParseWanted(s string) (Wanted, error) {
	kind, format, both := strings.Cut(s, ":")
	var names []string
	for _, k := range kinds {
		if !both && s == string(k.kind) {
			return Wanted{k.kind, k.formats[0]}, nil
		}
		names = append(names, string(k.kind))
		for _, f := range k.formats {
			if !both && s == string(f) || both && kind == string(k.kind) && format == string(f) {
				return Wanted{k.kind, f}, nil
			}
		}
	}
	if both && slices.Contains(names, kind) {
		return Wanted{}, fmt.Errorf("there is no %s as %s: want %s", kind, format, listed(Kind(kind).formats(), " or "))
	}
	for _, f := range formats() {
		names = append(names, string(f))
	}
	return Wanted{}, fmt.Errorf("there is no kind %s: want one of %s%s", s, strings.Join(slices.Compact(names), ", "), Nearest(s, names))
}

// formats are those a kind can be written in.
func (k Kind) formats() []Format {
	for _, c := range kinds {
		if c.kind == k {
			return c.formats
		}
	}
	return nil
}

// formats lists all of them.
func formats() (out []Format) {
	for _, k := range kinds {
		for _, f := range k.formats {
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func listed(f []Format, or string) string {
	var names []string
	for _, f := range f {
		names = append(names, string(f))
	}
	return strings.Join(names, or)
}

// An Output is a file to be written, or a directory of files. The path "-" is
// standard output.
type Output struct {
	Wanted
	Path string
}

func (o Output) String() string { return o.Wanted.String() + " to " + o.Path }

// ParseOutput reads an output as the command line gives it: a path whose
// extension is the format; one after the name of a kind or a format and a
// colon, as in strip:fig.pdf; or "-", with the format said apart, as
// ParseWanted reads it.
func ParseOutput(s, format string) (Output, error) {
	o, err := parseOutput(s, format)
	if err == nil && o == (Output{Wanted{Frames, PNG}, "-"}) {
		return Output{}, errors.New("output -: frames are files in a directory: want its path, or frames:pdf")
	}
	return o, err
}

func parseOutput(s, format string) (Output, error) {
	if s == "" {
		return Output{}, errors.New("output: the path is empty")
	}
	if format != "" {
		w, err := ParseWanted(format)
		if err != nil {
			return Output{}, fmt.Errorf("--format %s: %w", format, err)
		}
		return Output{w, s}, nil
	}
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(s), "."))
	prefix, path, ok := strings.Cut(s, ":")
	if !ok || len(prefix) < 2 || strings.ContainsAny(prefix, `/\.`) {
		w, err := ParseWanted(ext)
		switch {
		case s == "-":
			return Output{}, fmt.Errorf("output -: say which format with --format %s", listed(formats(), ", "))
		case err != nil || ext == string(w.Kind):
			return Output{}, fmt.Errorf("output %s: the extension says no format that is known: want .%s", s, listed(formats(), ", ."))
		}
		return Output{w, s}, nil
	}
	w, err := ParseWanted(prefix)
	switch {
	case err != nil:
		return Output{}, fmt.Errorf("output %s: %w", s, err)
	case path == "":
		return Output{}, errors.New("output " + s + ": the path is empty")
	case prefix == string(w.Kind) && slices.Contains(w.Kind.formats(), Format(ext)):
		w.Format = Format(ext)
	case prefix == string(w.Kind) && w.Kind != Frames && path != "-":
		return Output{}, fmt.Errorf("output %s: the extension says no format of %s: want .%s", s, prefix, listed(w.Kind.formats(), " or ."))
	}
	return Output{w, path}, nil
}

// Named is where an output goes if nobody says so: NAME.gif, NAME-strip.pdf,
// NAME-frames.
func (w Wanted) Named(name string) string {
	path := name
	switch w.Kind {
	case Strip, Pages, Frames:
		path += "-" + string(w.Kind)
	}
	if w.Kind == Frames && w.Format == PNG {
		return path
	}
	return path + "." + string(w.Format)
}
