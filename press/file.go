package press

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
)

// WriteFile replaces the file at path with what fill writes. The file appears
// whole or not at all: fill writes to a temporary file in the same directory,
// whose name begins with a dot, and only if all went well it takes the place.
// Directories that are missing are made, and taken away again on failure.
// What is no regular file, such as a pipe, is written to directly.
func WriteFile(path string, fill func(io.Writer) error) (err error) {
	asked := path
	defer func() { err = about(asked, err) }()
	path = target(path)
	info, err := os.Stat(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && info.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(buffered(f, fill), f.Close())
	case err == nil && info.Mode().Perm()&0o222 == 0:
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EACCES}
	}
	undo, err := MakeDir(filepath.Dir(path))
	defer func() {
		if err != nil {
			undo()
		}
	}()
	if err != nil {
		return err
	}
	f, err := temporary(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := buffered(f, fill); err != nil {
		return err
	}
	if info != nil {
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			return err
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// WriteIfChanged is WriteFile for small files that others watch: one that has
// the content already is not touched.
func WriteIfChanged(path string, fill func(io.Writer) error) error {
	var text bytes.Buffer
	if err := fill(&text); err != nil {
		return err
	}
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, text.Bytes()) {
		return nil
	}
	return WriteFile(path, func(w io.Writer) error {
		_, err := text.WriteTo(w)
		return err
	})
}

// target is the file that path means: what a link points to, even if it is not
// there yet.
func target(path string) string {
	for range 40 { // links to links, but not for ever
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path
}

// temporary opens a new hidden file with the mode that new files have here,
// which os.CreateTemp does not give.
func temporary(dir string) (*os.File, error) {
	for {
		f, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf(".render-%x", rand.Uint64())), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// MakeDir makes a directory with all that are above it. undo removes those
// that were missing, unless something has been put into them.
func MakeDir(dir string) (undo func(), err error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append(missing, d)
	}
	return func() {
		for _, d := range missing {
			os.Remove(d)
		}
	}, os.MkdirAll(dir, 0o755)
}

// about makes an error of the file system speak of the path that was asked
// for, not of a temporary file beside it.
func about(path string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: "write", Path: path, Err: p.Err}
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return &fs.PathError{Op: "write", Path: path, Err: l.Err}
	}
	return err
}

func buffered(w io.Writer, fill func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := fill(b); err != nil {
		return err
	}
	return b.Flush()
}

// interruptible stops a long write when the context ends.
type interruptible struct {
	ctx context.Context
	w   io.Writer
}

func (i interruptible) Write(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.w.Write(p)
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
