package scenes

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A Param is a parameter of a scene, as the tags of its field describe it:
//
//	Trials int `help:"games played" default:"10000" min:"1" max:"10000000"`
//
// Fields are of type int, uint64, float64, string, bool or time.Duration. An
// enum tag lists the values a string may have, with commas between them. A
// string with a file tag may name a file; with a comma, a semicolon or a line
// break in it, it is the data themselves, where a semicolon is a line break. A
// quick tag is for what makes a scene work long: the most that is computed in a
// small part of a second.
type Param struct {
	Name    string   `json:"name"` // of the flag: Trials is trials, MaxStep is max-step
	Type    string   `json:"type"` // int, uint, float, string, bool or duration
	Default any      `json:"default"`
	Min     any      `json:"min,omitempty"`  // absent: none
	Max     any      `json:"max,omitempty"`  // absent: none
	Enum    []string `json:"enum,omitempty"` // absent: any
	Help    string   `json:"help"`
	File    bool     `json:"file,omitempty"` // it may name a file
	Quick   any      `json:"-"`              // the most at which the scene is quick; nil: any value is

	field int
}

// Params describes the parameters of a scene, in the order of its fields.
func Params(s Scene) []Param {
	t := reflect.TypeOf(s).Elem()
	var out []Param
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		p := Param{Name: kebab(f.Name), Type: typeName(f.Type), Help: f.Tag.Get("help"), field: i}
		p.Default = parsed(f, f.Tag.Get("default"))
		if m, ok := f.Tag.Lookup("min"); ok {
			p.Min = parsed(f, m)
		}
		if m, ok := f.Tag.Lookup("max"); ok {
			p.Max = parsed(f, m)
		}
		if e, ok := f.Tag.Lookup("enum"); ok {
			p.Enum = strings.Split(e, ",")
		}
		if q, ok := f.Tag.Lookup("quick"); ok {
			p.Quick = parsed(f, q)
		}
		_, p.File = f.Tag.Lookup("file")
		out = append(out, p)
	}
	return out
}

// Values are the parameters of a scene by name, as they stand. Durations are
// written as text.
func Values(s Scene) map[string]any {
	v := reflect.ValueOf(s).Elem()
	out := make(map[string]any)
	for _, p := range Params(s) {
		out[p.Name] = plain(v.Field(p.field).Interface())
	}
	return out
}

// Quick lowers the parameters that make a scene work long until it is quick: a
// preview of what it shows.
func Quick(s Scene) {
	v := reflect.ValueOf(s).Elem()
	for _, p := range Params(s) {
		if f := v.Field(p.field); p.Quick != nil && number(f) > number(reflect.ValueOf(p.Quick)) {
			f.Set(reflect.ValueOf(p.Quick))
		}
	}
}

// Check reports the first parameter that is out of its range.
func Check(s Scene) error {
	v := reflect.ValueOf(s).Elem()
	for _, p := range Params(s) {
		got := v.Field(p.field)
		if len(p.Enum) > 0 && !slices.Contains(p.Enum, got.String()) {
			return fmt.Errorf("--%s %q: want one of %s", p.Name, got.String(), strings.Join(p.Enum, ", "))
		}
		if p.Type == "string" && !p.File && !isLine(got.String()) {
			return fmt.Errorf("--%s %.20q…: want a line of at most %d letters and signs", p.Name, got.String(), longestLine)
		}
		if f := number(got); math.IsNaN(f) || !p.within(f) {
			return fmt.Errorf("--%s %v: want %s", p.Name, plain(got.Interface()), p.Range())
		}
	}
	return nil
}

const longestLine = 1000 // of a parameter that names no file, in bytes

// isLine says whether text can be a parameter that names no file.
func isLine(text string) bool {
	return len(text) <= longestLine && !strings.ContainsFunc(text, unicode.IsControl)
}

// Range says in words what values the parameter may have; it is empty if any.
func (p Param) Range() string {
	if len(p.Enum) > 0 {
		return strings.Join(p.Enum, ", ")
	}
	switch {
	case p.Min != nil && p.Max != nil:
		return fmt.Sprintf("%v to %v", p.Min, p.Max)
	case p.Min != nil:
		return fmt.Sprintf("%v or more", p.Min)
	case p.Max != nil:
		return fmt.Sprintf("at most %v", p.Max)
	case p.Type == "float":
		return "a number"
	}
	return ""
}

func (p Param) within(f float64) bool {
	bound := func(v any) float64 {
		if d, ok := v.(string); ok {
			t, _ := time.ParseDuration(d) // parsed has read it once
			return float64(t)
		}
		return number(reflect.ValueOf(v))
	}
	return (p.Min == nil || f >= bound(p.Min)) && (p.Max == nil || f <= bound(p.Max))
}

// number is v as a float64, and 0 for what is none.
func number(v reflect.Value) float64 {
	switch {
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	case v.CanFloat():
		return v.Float()
	}
	return 0
}

func setDefaults(s Scene) {
	t, v := reflect.TypeOf(s).Elem(), reflect.ValueOf(s).Elem()
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			v.Field(i).Set(reflect.ValueOf(parse(f, f.Tag.Get("default"))))
		}
	}
}

func parsed(f reflect.StructField, text string) any { return plain(parse(f, text)) }

// parse reads a value written in a tag. A tag that cannot be read is a mistake
// in the program, found by the tests of every scene.
func parse(f reflect.StructField, text string) any {
	v, err := read(f.Type, text)
	if err != nil {
		panic(fmt.Sprintf("scenes: tag of field %s: %v", f.Name, err))
	}
	return v
}

// read reads a value of one of the types that parameters have.
func read(t reflect.Type, text string) (any, error) {
	switch reflect.Zero(t).Interface().(type) {
	case int:
		return strconv.Atoi(text)
	case uint64:
		return strconv.ParseUint(text, 10, 64)
	case float64:
		return strconv.ParseFloat(text, 64)
	case bool:
		return strconv.ParseBool(text)
	case time.Duration:
		return time.ParseDuration(text)
	case string:
		return text, nil
	}
	return nil, fmt.Errorf("parameters cannot be of type %v", t)
}

// sealedOff is why a parameter cannot name a file on a sealed stage.
func sealedOff(name string) error {
	return &fs.PathError{Op: "open", Path: name, Err: errors.New("no files are read here")}
}

func plain(v any) any {
	if d, ok := v.(time.Duration); ok {
		text := d.String() // 1m0s
		for _, zero := range []string{"m0s", "h0m"} {
			if strings.HasSuffix(text, zero) {
				text = text[:len(text)-2]
			}
		}
		return text
	}
	return v
}

func typeName(t reflect.Type) string {
	switch reflect.Zero(t).Interface().(type) {
	case time.Duration:
		return "duration"
	case uint64:
		return "uint"
	case float64:
		return "float"
	}
	return t.Kind().String()
}

func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Set gives the parameter p of s the value that text says, as it would be
// written in p's tag. An error says what would be right. Whether the value is
// in range, Check knows.
func Set(s Scene, p Param, text string) error {
	f := reflect.ValueOf(s).Elem().Field(p.field)
	v, err := read(f.Type(), text)
	if err != nil {
		return fmt.Errorf("--%s %s: want %s", p.Name, text, p.wanted())
	}
	f.Set(reflect.ValueOf(v))
	return nil
}

// wanted says in words what the parameter may be.
func (p Param) wanted() string {
	kind := map[string]string{
		"int": "a whole number", "uint": "a whole number, 0 or more", "bool": "true or false", "duration": "a duration such as 500ms",
	}[p.Type]
	if r := p.Range(); kind == "" {
		return r
	} else if r != "" {
		return kind + ", " + r
	}
	return kind
}
