package press

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// LookFields are the fields of a Look.
func LookFields() []reflect.StructField { return reflect.VisibleFields(reflect.TypeFor[Look]()) }

// FieldKey is the key of a field of a Look: what its flag is called.
func FieldKey(f reflect.StructField) string {
	if name := f.Tag.Get("name"); name != "" {
		return name
	}
	return strings.ToLower(f.Name)
}

// Set gives the field of a key the value that text says, as a flag would have
// it. Texts of labels and palettes are added to those that are there. What
// cannot be read is a FieldError; ok is false if there is no such key.
func (l *Look) Set(key, text string) (ok bool, err error) {
	for _, f := range LookFields() {
		if FieldKey(f) != key {
			continue
		}
		if err := setText(reflect.ValueOf(l).Elem().FieldByIndex(f.Index), text); err != nil {
			return true, FieldError{key, err.Error()}
		}
		return true, nil
	}
	return false, nil
}

// setText gives a field of a Look the value that text says.
func setText(v reflect.Value, text string) (err error) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch x := v.Addr().Interface().(type) {
	case *bool:
		*x, err = strconv.ParseBool(text)
	case *float64:
		*x, err = strconv.ParseFloat(text, 64)
	case *int:
		*x, err = strconv.Atoi(text)
	case *string:
		*x = text
	case *Poster:
		if *x = Poster(text); *x != Last && *x != Key && !isDigits(text) {
			err = fmt.Errorf("%q: want last, key or the number of a frame", text)
		}
	case encoding.TextUnmarshaler:
		err = x.UnmarshalText([]byte(text))
	}
	if _, ok := errors.AsType[*strconv.NumError](err); ok {
		want := "a number, and a whole one if it counts something"
		if v.Kind() == reflect.Bool {
			want = "true or false"
		}
		return fmt.Errorf("%s: want %s", text, want)
	}
	return err
}
