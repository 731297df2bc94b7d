package press

import (
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"image"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/kballard/go-shellquote"

	"flipbook/figure"
	"flipbook/scenes"
)

// Version is that of the program. The same version makes the same files.
const Version = "0.5.0"

// made is the command that makes a file again, as it stands in the file: all
// parameters, whatever of the look is not the default, and fingerprints in the
// place of data that lies elsewhere.
func (o Order) made(w Wanted, digits *witness) string {
	args := []string{"render", o.Name}
	for _, p := range scenes.Params(o.Scene) {
		v := fmt.Sprint(scenes.Values(o.Scene)[p.Name])
		if p.File && !o.Sealed {
			v = fingerprint(v)
		}
		args = append(args, "--"+p.Name+"="+lines.Replace(v))
	}
	args = append(args, o.Look.Flags()...)
	if digits != nil && digits.used {
		args = append(args, "--mnist="+digits.String())
	}
	args = append(args, "--format="+w.String())
	return "flipbook " + Version + ": " + shellquote.Join(args...)
}

// lines are put on one, as data on the command line are: their semicolons mean
// the same.
var lines = strings.NewReplacer("\r\n", ";", "\n", ";")

// Command is the shortest command that makes the film of an order: what is not
// the default. Where the file goes is still to be said.
func (o Order) Command() string {
	args := []string{"render", o.Name}
	values := scenes.Values(o.Scene)
	for _, p := range scenes.Params(o.Scene) {
		if v := values[p.Name]; v != p.Default {
			args = append(args, fmt.Sprintf("--%s=%s", p.Name, lines.Replace(fmt.Sprint(v))))
		}
	}
	return shellquote.Join(append(args, o.Look.Flags()...)...)
}

// Made takes the provenance in a file apart: the version, and the arguments of
// render.
func Made(line string) (version string, args []string, err error) {
	head, command, ok := strings.Cut(line, ": ")
	version, ours := strings.CutPrefix(head, "flipbook ")
	if !ok || !ours {
		return "", nil, fmt.Errorf("%q is not how this program says what it made", line)
	}
	args, err = shellquote.Split(command)
	if err == nil && (len(args) < 2 || args[0] != "render") {
		err = errors.New("it says no scene")
	}
	if err != nil {
		return "", nil, fmt.Errorf("%q: %w", line, err)
	}
	return version, args[1:], nil
}

// Elsewhere says that an argument is the fingerprint of data that lies outside
// the file, and which flag must say where.
func Elsewhere(arg string) (flag string, ok bool) {
	flag, v, _ := strings.Cut(arg, "=")
	return flag, strings.HasPrefix(v, fingerprinted)
}

const fingerprinted = "sha256:"

// fingerprint stands for the content of the file that a parameter names, if it
// names one; else it is the data themselves, which stay.
func fingerprint(v string) string {
	data, err := os.ReadFile(v)
	if err != nil {
		return v
	}
	sum := sha256.Sum256(data)
	return fingerprinted + hex.EncodeToString(sum[:8])
}

// Flags are what of l is not the default, as the command line has it.
func (l Look) Flags() (out []string) {
	v := reflect.ValueOf(l)
	for i := range v.NumField() {
		f := v.Field(i)
		if f.IsZero() {
			continue
		}
		name := "--" + FieldKey(v.Type().Field(i))
		if f.Kind() == reflect.Pointer {
			f = f.Elem()
		}
		switch x := f.Interface().(type) {
		case Assigned:
			for k, text := range x {
				out = append(out, name+"="+k+"="+text)
			}
		case bool:
			out = append(out, name)
		case encoding.TextMarshaler:
			text, _ := x.MarshalText() // none of ours fails
			out = append(out, name+"="+string(text))
		default:
			out = append(out, fmt.Sprintf("%s=%v", name, x))
		}
	}
	slices.Sort(out)
	return out
}

// A witness notes which digits a scene has seen.
type witness struct {
	figure.Digits
	seen hash.Hash
	used bool
}

func newWitness(d figure.Digits) *witness { return &witness{Digits: d, seen: sha256.New()} }

func (w *witness) Nth(label, n int) (index int, img *image.Gray, err error) {
	index, img, err = w.Digits.Nth(label, n)
	if err == nil {
		w.note(img, label, n, index)
	}
	return index, img, err
}

func (w *witness) Image(i int) (*image.Gray, error) {
	img, err := w.Digits.Image(i)
	if err == nil {
		w.note(img, "image", i, w.Digits.Label(i))
	}
	return img, err
}

func (w *witness) note(img *image.Gray, what ...any) {
	w.used = true
	fmt.Fprintln(w.seen, append(what, img.Rect)...)
	w.seen.Write(img.Pix)
}

func (w *witness) String() string { return fingerprinted + hex.EncodeToString(w.seen.Sum(nil)[:8]) }
