package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"flipbook/book"
	"flipbook/figure"
	"flipbook/mnist"
	"flipbook/press"
)

// checkCmd is the guard of a continuous integration.
type checkCmd struct {
	Dir string `arg:"" help:"Directory with manifest.json, as render all and render book write it."`
	Out string `help:"Directory that shows what differs: pictures before and after, and index.html. Default: DIR-check." placeholder:"DIR" group:"What is written:"`
	work
}

// Run makes all films of the manifest again and says what differs.
func (c *checkCmd) Run(ctx context.Context, s streams) error {
	if err := c.work.check(); err != nil {
		return err
	}
	sample, err := mnist.Sample()
	if err != nil {
		return err
	}
	digits := []figure.Digits{sample}
	if c.MNIST != nil {
		theirs, err := c.work.digits()
		if err != nil {
			return err
		}
		digits = []figure.Digits{theirs, sample}
	}
	out := c.Out
	if out == "" {
		dir, err := filepath.Abs(c.Dir) // also of . and /, which have no name of their own
		if err != nil {
			return err
		}
		if out = filepath.Clean(c.Dir) + "-check"; filepath.Base(dir) != filepath.Base(filepath.Clean(c.Dir)) {
			out = dir + "-check"
		}
	}
	p := newProgress(c.work, s.err)
	checked, err := book.Check{Dir: c.Dir, Out: out, Jobs: c.Jobs, Digits: digits, SameData: sameData,
		Order: func(r press.Record, made string) (press.Order, press.Wanted, error) {
			where := make(map[string]string)
			for name, v := range r.Params {
				where[name] = fmt.Sprint(v)
			}
			o, wanted, err := orderOf(made, where)
			o.Progress = p.film(o.Name)
			return o, wanted, err
		},
	}.Run(ctx)
	p.end()
	if err != nil {
		return err
	}
	return c.print(s, checked)
}

// print says what came of a check. Differences are an error.
func (c *checkCmd) print(s streams, checked book.Checked) error {
	var differ error
	if n := len(checked.Differences); n > 0 {
		differ = fmt.Errorf("%s; %s shows before and after", checked, checked.Report)
	}
	switch {
	case c.JSON:
		if err := printJSON(s.out, checked); err != nil {
			return err
		}
	case !c.Quiet:
		var lines []string
		if len(checked.Versions) > 0 {
			lines = append(lines, fmt.Sprintf("made by flipbook %s, compared with %s", strings.Join(checked.Versions, ", "), press.Version))
		}
		for _, d := range checked.Differences {
			lines = append(lines, d.String())
		}
		if differ == nil {
			lines = append(lines, checked.String())
		}
		for _, l := range lines {
			if _, err := fmt.Fprintln(s.out, l); err != nil {
				return err
			}
		}
	}
	return differ
}
