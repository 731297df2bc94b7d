package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"flipbook/press"
	"flipbook/scenes"
)

// A command is what is left to do once the arguments are understood.
type command func(context.Context) error

// cli is the grammar of the command line, apart from the scenes, each of
// which is a command as well.
type cli struct {
	All      allCmd           `cmd:"" help:"Render every scene, as a GIF and a PNG poster, with a gallery and manifest.json."`
	Again    againCmd         `cmd:"" help:"Make a file again as it says it was made, byte for byte."`
	Check    checkCmd         `cmd:"" help:"Make every film of a directory again, and fail if any file or number differs."`
	Book     bookCmd          `cmd:"" help:"Render the films of a storyboard, a YAML file; only what has changed."`
	Validate validateCmd      `cmd:"" help:"Check a storyboard without rendering it."`
	Schema   schemaCmd        `cmd:"" help:"Print the JSON Schema of storyboards, for editors."`
	List     listCmd          `cmd:"" help:"List the scenes."`
	Describe describeCmd      `cmd:"" help:"Say what a scene shows, its parameters and its labels."`
	Serve    serveCmd         `cmd:"" help:"Put the scenes into a browser, with their parameters as controls."`
	Site     siteCmd          `cmd:"" help:"Write the pages of serve as files for any web server, with the engine in them; or that of one scene, for an iframe."`
	New      newCmd           `cmd:"" help:"Begin a scene of your own in a checkout of this project."`
	Version  kong.VersionFlag `help:"Print the version."`
}

// streams are where commands write.
type streams struct{ out, err io.Writer }

// runner is a command of the grammar.
type runner interface {
	Run(context.Context, streams) error
}

// parse understands the arguments. Its errors are the user's.
func parse(args []string, stdout, stderr io.Writer) (command, error) {
	options := []kong.Option{
		kong.Name("render"),
		kong.Description("Films the algorithms of machine learning, step by step."),
		kong.Vars{"version": version()},
		kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.ValueFormatter(describeFlag),
		kong.WithHyphenPrefixedParameters(true),
		kong.TypeMapper(reflect.TypeFor[time.Duration](), kong.MapperFunc(mapDuration)),
	}
	for _, e := range spoken(args) {
		cmd := &sceneCmd{Scene: e.New(), entry: e}
		options = append(options, kong.DynamicCommand(e.Name, e.Summary, e.Group+":", cmd))
	}
	k, err := kong.New(&cli{}, options...)
	if err != nil {
		return nil, err
	}
	parsed, err := k.Parse(args)
	if err != nil {
		if len(args) == 0 {
			err = errors.New("which scene? render list shows them all, render --help all that can be said")
		} else if err.Error() == "unexpected argument "+args[0] {
			err = fmt.Errorf("no scene or command %q: render list shows the scenes", args[0])
		}
		return nil, press.BadInput{Err: err}
	}
	return func(ctx context.Context) error {
		return parsed.Selected().Target.Addr().Interface().(runner).Run(ctx, streams{stdout, stderr})
	}, nil
}

// spoken is the scenes that args may be about: a grammar of them all takes
// longer to build than some films to draw.
func spoken(args []string) []scenes.Entry {
	if len(args) > 0 {
		if e, ok := scenes.Named(args[0]); ok {
			return []scenes.Entry{e}
		}
	}
	return scenes.Catalogue()
}

// describeFlag is the help of a flag with its range.
func describeFlag(v *kong.Value) string {
	lo, hi := v.Tag.Get("min"), v.Tag.Get("max")
	switch {
	case lo != "" && hi != "":
		return fmt.Sprintf("%s (%s to %s)", v.Help, lo, hi)
	case v.Enum != "":
		return fmt.Sprintf("%s (%s)", v.Help, strings.ReplaceAll(strings.Trim(v.Enum, ","), ",", ", "))
	}
	return v.Help
}

// mapDuration reads 1.5s, 200ms, or a plain number of seconds.
func mapDuration(ctx *kong.DecodeContext, target reflect.Value) error {
	var text string
	var d press.Seconds
	if err := ctx.Scan.PopValueInto("duration", &text); err != nil {
		return err
	}
	if err := d.UnmarshalText([]byte(text)); err != nil {
		return err
	}
	target.SetInt(int64(d))
	return nil
}

// version is that of the module, or the revision it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "flipbook (unknown version)"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v += " " + s.Value
		}
	}
	return fmt.Sprintf("flipbook %s %s/%s %s", v, runtime.GOOS, runtime.GOARCH, info.GoVersion)
}
