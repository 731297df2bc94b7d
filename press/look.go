package press

import (
	"cmp"
	"fmt"
	"image"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
)

// A Look is how films are made, the same for every scene. Its tags are the
// flags of the command line and the keys of a storyboard: a key is the name tag,
// or else the field's name in lower case. The zero value of each field is its
// default.
type Look struct {
	Size     Size       `help:"Size of the figure in design pixels; --scale makes pixels of it. Default: 800x500, and on paper what --width has room for." short:"s" placeholder:"WxH" group:"How it looks:"`
	Scale    *float64   `help:"Pixels for each unit of the size, on each side (0.1 to 16); 1 unless given." placeholder:"N" group:"How it looks:"`
	Theme    string     `help:"Colours and line widths: light, dark or print. Default: print for strips, PDFs and stills with a --width, and otherwise light." placeholder:"NAME" group:"How it looks:"`
	Palette  Assigned   `help:"An ink of your own, as in cool=#0057b8; again for another." placeholder:"INK=COLOUR" group:"How it looks:"`
	Poster   Poster     `help:"Frame of a still picture: last, key (the middle key frame) or a number. Default: last." placeholder:"FRAME" group:"How it looks:"`
	Lang     string     `help:"Language of the words in the figure: en, de, fr or es. Default: en." placeholder:"LANG" group:"What it says:"`
	Title    string     `help:"Title instead of the scene's. What stands between dollars is mathematics." placeholder:"TEXT" group:"What it says:"`
	Label    Assigned   `help:"Words instead of the scene's, as in games-played=\"n = {games}\"; again for another. render describe SCENE lists them." placeholder:"LABEL=TEXT" group:"What it says:"`
	Bare     bool       `help:"Leave title and subtitle out: the caption under the figure says it. Strips are bare in any case." group:"What it says:"`
	FPS      *float64   `help:"Sample the film at a steady rate (0.1 to 50 frames a second)." name:"fps" placeholder:"N" group:"How it moves:"`
	Duration *Seconds   `help:"Length of the whole: all but the opening and the closing hold is scaled to it." placeholder:"TIME" group:"How it moves:"`
	Pause    *Seconds   `help:"How long the first frame stands." name:"start-pause" placeholder:"TIME" group:"How it moves:"`
	Hold     *Seconds   `help:"How long the last frame stands; 3s unless given." placeholder:"TIME" group:"How it moves:"`
	Loop     string     `help:"How often it is played: forever or once. Default: forever." placeholder:"HOW" group:"How it moves:"`
	Frames   *FrameSpan `help:"Keep only these frames, counted from 0." placeholder:"A-B" group:"How it moves:"`
	Width    *Length    `help:"Width of stills on paper, as in 8cm, 3.3in or 240pt. The figure is laid out for it: labels have 7 pt at any width, unless --size is given. Default: half a point for each design pixel." placeholder:"LENGTH" group:"How it is printed:"`
	DPI      *float64   `help:"Pixels of a PNG for each inch of paper (36 to 2400); 144 times the scale unless given." name:"dpi" placeholder:"N" group:"How it is printed:"`
	Columns  *int       `help:"Panels of a strip beside each other (1 to 12). Default: as many as the width has room for." placeholder:"N" group:"How it is printed:"`
	MaxSize  *Bytes     `help:"How large a file may be, as in 500kB or 2MB. It is made as with --best if need be; then as little as possible is given up, and said: levels of antialiasing, scale, frames, in this order." name:"max-size" placeholder:"SIZE" group:"How small it is:"`
	Best     bool       `help:"Spend more time on a smaller GIF. The pictures are the same; where changes lie far apart they are shown 20 ms after each other." group:"How small it is:"`
}

// A FieldError says which field of a Look, by its key, cannot be what it is.
type FieldError struct{ Key, Text string }

func (e FieldError) Error() string { return "--" + e.Key + " " + e.Text }

// Check reports the first field of l that cannot be, as a FieldError.
func (l Look) Check() error {
	within := func(key string, v *float64, lo, hi float64, why string) error {
		if v == nil || *v >= lo && *v <= hi {
			return nil
		}
		return FieldError{key, fmt.Sprintf("%v: want %v to %v%s", *v, lo, hi, why)}
	}
	held := func(key string, v *Seconds, hi time.Duration) error {
		if d := time.Duration(value(v)); v != nil && (d < encode.MinHold || d > hi) {
			return FieldError{key, fmt.Sprintf("%v: want %v to %v", d, encode.MinHold, hi)}
		}
		return nil
	}
	among := func(key, v string, names ...string) error {
		if v == "" || slices.Contains(names, v) {
			return nil
		}
		last := len(names) - 1
		return FieldError{key, fmt.Sprintf("%s: want %s or %s", v, strings.Join(names[:last], ", "), names[last])}
	}
	var themes []string
	for _, t := range figure.Themes() {
		themes = append(themes, t.Name)
	}
	var columns *float64
	if l.Columns != nil {
		columns = new(float64(*l.Columns))
	}
	return cmp.Or(
		within("scale", l.Scale, 0.1, 16, ""),
		within("fps", l.FPS, 0.1, 50, ": players show shorter frames too slowly"),
		within("dpi", l.DPI, 36, 2400, ""),
		within("columns", columns, 1, 12, ""),
		held("hold", l.Hold, encode.MaxHold),
		held("start-pause", l.Pause, encode.MaxHold),
		held("duration", l.Duration, 24*time.Hour),
		among("theme", l.Theme, themes...),
		among("loop", l.Loop, "forever", "once"),
	)
}

// stage is what the film of an output plays on.
func (l Look) stage(w Wanted, size image.Point) (figure.Stage, error) {
	name := figure.Light.Name
	if w.Kind == Strip || w.Kind == Still && (w.Format == PDF || l.Width != nil) {
		name = figure.Print.Name
	}
	theme, err := figure.ThemeNamed(cmp.Or(l.Theme, name))
	if err == nil {
		theme, err = theme.With(l.Palette)
	}
	words := figure.Words{Lang: l.Lang, Labels: maps.Clone(l.Label)}
	if l.Title != "" {
		if words.Labels == nil {
			words.Labels = make(map[string]string)
		}
		words.Labels["title"] = l.Title
	}
	return figure.Stage{Theme: theme, Size: size, Words: words, Bare: l.Bare || w.Kind == Strip}, err
}

// cut is which part of a film is played, and how fast.
func (l Look) cut() film.Cut {
	return film.Cut{
		Span: (*film.Span)(l.Frames), FPS: value(l.FPS), Duration: time.Duration(value(l.Duration)),
		Opening: time.Duration(value(l.Pause)), Closing: time.Duration(value(l.Hold)),
	}
}

// lang is the language of the words.
func (l Look) lang() string { return cmp.Or(l.Lang, figure.Languages()[0]) }

func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// A Size is a width and a height in design pixels: 800x500.
// The zero value means the default.
type Size image.Point

func (s *Size) UnmarshalText(text []byte) error {
	w, h, ok := strings.Cut(strings.ToLower(string(text)), "x")
	x, errX := strconv.Atoi(w)
	y, errY := strconv.Atoi(h)
	if !ok || errX != nil || errY != nil || x < 1 || y < 1 || x > math.MaxInt32 || y > math.MaxInt32 {
		return fmt.Errorf("%q: want a width and a height in pixels, as in 800x500", text)
	}
	*s = Size{x, y}
	return nil
}

func (s Size) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%dx%d", s.X, s.Y), nil }

// A FrameSpan is some frames of a film: 10-20, or a single number.
type FrameSpan film.Span

func (s *FrameSpan) UnmarshalText(text []byte) error {
	from, to, ok := strings.Cut(string(text), "-")
	if !ok {
		to = from
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil || a < 0 || b < a {
		return fmt.Errorf("%q: want the first and the last frame, as in 10-20", text)
	}
	*s = FrameSpan{a, b}
	return nil
}

func (s FrameSpan) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%d-%d", s.From, s.To), nil }

// Bytes is the size of a file: 500kB, 2 MB, 1.5MiB, 1,000,000.
type Bytes int64

func (b *Bytes) UnmarshalText(text []byte) error {
	rest := strings.TrimLeft(string(text), "0123456789.,")
	number, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSuffix(string(text), rest), ",", ""), 64)
	prefix, step := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(rest)), "b"), 1000.
	if binary, ok := strings.CutSuffix(prefix, "i"); ok && binary != "" {
		prefix, step = binary, 1024
	}
	power, unit := slices.Index([]string{"", "k", "m", "g", "t", "p", "e"}, prefix), 1.
	for range power {
		unit *= step
	}
	n := number * unit
	if err != nil || power < 0 || n < 1 || n >= math.MaxInt64 {
		return fmt.Errorf("%q: want a number of bytes, as in 500kB or 2MB", text)
	}
	*b = Bytes(n)
	return nil
}

func (b Bytes) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%dB", int64(b)), nil }

// Seconds is a time as 1.5s, 200ms, or a plain number of seconds.
type Seconds time.Duration

func (s *Seconds) UnmarshalText(text []byte) error {
	d, err := time.ParseDuration(string(text))
	if err != nil {
		d, err = time.ParseDuration(string(text) + "s")
	}
	if err != nil {
		return fmt.Errorf("%q is no duration: want one like 3s or 500ms", text)
	}
	*s = Seconds(d)
	return nil
}

func (s Seconds) MarshalText() ([]byte, error) { return []byte(time.Duration(s).String()), nil }

// A Length is a length on paper in points, 72 of which are an inch: 8cm.
type Length float64

var units = []struct {
	name   string
	points float64
}{{"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"in", 72}, {"pt", 1}}

// The shortest and the longest width of a figure: a column of a dictionary, and
// a poster, at half a point for each of the design pixels that a stage can have.
const (
	narrowest = Length(2 * 720 / 25.4)
	widest    = Length(140 * 720 / 25.4)
)

func (l *Length) UnmarshalText(text []byte) error {
	for _, u := range units {
		number, ok := strings.CutSuffix(strings.TrimSpace(string(text)), u.name)
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if p := Length(v * u.points); err == nil && p >= narrowest && p <= widest {
			*l = p
			return nil
		}
	}
	return fmt.Errorf("%q: want a length from 2cm to 140cm, in mm, cm, in or pt", text)
}

func (l Length) MarshalText() ([]byte, error) {
	return []byte(strconv.FormatFloat(float64(l), 'f', -1, 64) + "pt"), nil
}

// Assigned is texts by name.
type Assigned map[string]string

// UnmarshalText reads NAME=TEXT and adds it to those that are there.
func (a *Assigned) UnmarshalText(text []byte) error {
	name, words, ok := strings.Cut(string(text), "=")
	if !ok || name == "" {
		return fmt.Errorf("%q: want a name, = and what it is to be", text)
	}
	if *a == nil {
		*a = make(Assigned)
	}
	(*a)[name] = words
	return nil
}
