package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"flipbook/press"
	"flipbook/scenes"
)

// madeCmd is the grammar of what files say of themselves: parameters, the look
// and a format, but nothing that names a file or says how the work is done.
type madeCmd struct {
	Scene  scenes.Scene `embed:""`
	Format string       `required:""`
	press.Look
}

// orderOf reads how a file says that it was made. The order has the scene and
// the look; outputs, digits and workers are still to be set. What of the film
// the file is, is wanted.
//
// Files know of data that lie outside only a fingerprint. Those of parameters
// are taken from where, by the name of the parameter. Digits are left to the
// caller, who compares the lines of both files in the end; see sameData.
func orderOf(line string, where map[string]string) (o press.Order, wanted press.Wanted, err error) {
	_, args, err := press.Made(line)
	if err != nil {
		return o, wanted, err
	}
	e, ok := scenes.Named(args[0])
	if !ok {
		return o, wanted, fmt.Errorf("there is no scene %s", args[0])
	}
	cmd := &madeCmd{Scene: e.New()}
	if args, err = withData(args, cmd.Scene, where); err != nil {
		return o, wanted, err
	}
	k, err := kong.New(&struct{}{}, kong.DynamicCommand(e.Name, "", "", cmd), kong.NoDefaultHelp(),
		kong.WithHyphenPrefixedParameters(true), kong.TypeMapper(reflect.TypeFor[time.Duration](), kong.MapperFunc(mapDuration)))
	if err != nil {
		return o, wanted, err
	}
	if _, err = k.Parse(args); err != nil {
		return o, wanted, err
	}
	wanted, err = press.ParseWanted(cmd.Format)
	o = press.Order{Name: e.Name, Scene: cmd.Scene, Look: cmd.Look}
	return o, wanted, cmp.Or(err, scenes.Check(o.Scene), o.Look.Check())
}

// withData puts the places of data where a line has their fingerprints.
func withData(args []string, s scenes.Scene, where map[string]string) (out []string, err error) {
	files := make(map[string]string) // the names of parameters by their flags
	for _, p := range scenes.Params(s) {
		if p.File {
			files["--"+p.Name] = p.Name
		}
	}
	for _, arg := range args {
		flag, outside := press.Elsewhere(arg)
		name, file := files[flag]
		switch {
		case outside && flag == digitsFlag:
			continue
		case outside && file && where[name] != "":
			// A device would be read without end.
			if info, err := os.Stat(where[name]); err != nil || !info.Mode().IsRegular() {
				return nil, fmt.Errorf("it was made of data in %s, and there is no such file here", where[name])
			}
			arg = flag + "=" + where[name]
		case outside && file:
			return nil, fmt.Errorf("it was made of data that lie elsewhere: say where with %s", flag)
		case file:
			// Data themselves stand in the line. A name would let it read what it likes.
			if _, err := os.Stat(strings.TrimPrefix(arg, flag+"=")); err == nil {
				return nil, fmt.Errorf("%s names a file: want data, or their fingerprint", arg)
			}
		}
		out = append(out, arg)
	}
	return out, nil
}

const digitsFlag = "--mnist"

// sameData reports if a film that was made again was made of other data: the
// lines of both files say of which.
func sameData(before, after string) error {
	_, was, err := press.Made(before)
	if err != nil {
		return err
	}
	_, is, err := press.Made(after)
	if err != nil {
		return err
	}
	now := make(map[string]bool)
	for _, arg := range is {
		now[arg] = true
	}
	for _, arg := range was {
		flag, outside := press.Elsewhere(arg)
		switch {
		case !outside || now[arg]:
		case flag == digitsFlag:
			return errors.New("it was made of other digits: say where they are with --mnist")
		default:
			return fmt.Errorf("it was made of other data: say where they are with %s", flag)
		}
	}
	return nil
}
