package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"flipbook/press"
)

// againCmd repeats what a file says it was made with.
type againCmd struct {
	File string `arg:"" help:"A file that render wrote, or a directory of frames."`
	Out  string `help:"Write this file. Default: the file's name in the directory out." short:"o" placeholder:"PATH" group:"What is written:"`
	Data string `help:"Points that the film was made of, if they lie in a file of their own." placeholder:"FILE" group:"How it is made:"`
	work
}

// Run makes the file again and compares the two.
func (c *againCmd) Run(ctx context.Context, s streams) error {
	line, data, err := press.Provenance(c.File)
	if err != nil {
		return err
	}
	where := make(map[string]string)
	if c.Data != "" {
		where["data"] = c.Data
	}
	o, wanted, err := orderOf(line, where)
	if err != nil {
		return press.BadInput{Err: fmt.Errorf("%s: %w", c.File, err)}
	}
	if err := c.work.check(); err != nil {
		return err
	}
	if o.Digits, err = c.work.digits(); err != nil {
		return err
	}
	out := press.Output{Wanted: wanted, Path: c.Out}
	if out.Path == "" {
		out.Path = filepath.Join("out", filepath.Base(c.File))
	}
	p := newProgress(c.work, s.err)
	o.Jobs, o.Stdout, o.Outputs, o.Progress = c.Jobs, s.out, []press.Output{out}, p.film(o.Name)
	r, err := press.Make(ctx, o)
	p.end()
	if err != nil {
		return err
	}
	say := s.out
	if out.Path == "-" {
		say = s.err
	}
	if err := c.report(say, r); err != nil {
		return err
	}
	return c.same(line, data, r.Files[0])
}

// same reports if the file is not what it was.
func (c *againCmd) same(line string, data []byte, f press.File) error {
	if err := sameData(line, f.Made); err != nil {
		return press.BadInput{Err: fmt.Errorf("%s: %w", c.File, err)}
	}
	version, _, err := press.Made(line)
	if err == nil && version != press.Version {
		return fmt.Errorf("%s was made by version %s, this is %s", c.File, version, press.Version)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return fmt.Errorf("%s has other bytes than %s: it has been changed since it was made", f.Path, c.File)
	}
	return nil
}
