package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"flipbook/book"
	"flipbook/mnist"
	"flipbook/press"
)

// A shelf is the sets of digits that the films of a storyboard need.
type shelf struct {
	sets map[string]digitSet // by directory; "" is the embedded sample
	flag *string             // the directory of the command line, which goes before those of films
}

type digitSet struct {
	*mnist.Set
	sum string // SHA-256 of the files; "" for the sample, which is part of the program
}

// shelve opens the digits of all films.
func (w work) shelve(films []book.Film) (shelf, error) {
	s := shelf{make(map[string]digitSet), w.MNIST}
	for _, f := range films {
		dir := s.dir(f)
		if _, ok := s.sets[dir]; ok {
			continue
		}
		asked := w
		if s.flag == nil && dir != "" {
			asked.MNIST = &dir
		}
		set, err := asked.digits()
		if err != nil {
			if s.flag == nil {
				err = press.BadInput{Err: fmt.Errorf("%v: mnist: %w", f.Digits.Place, err)}
			}
			return s, err
		}
		sum, err := sumOf(digitFiles(dir))
		if err != nil {
			return s, err
		}
		s.sets[dir] = digitSet{set, sum}
	}
	return s, nil
}

// dir is where the digits of a film are.
func (s shelf) dir(f book.Film) string {
	if s.flag != nil {
		return *s.flag
	}
	return f.Digits.Dir
}

// of is the digits of a film.
func (s shelf) of(f book.Film) digitSet { return s.sets[s.dir(f)] }

// files are those that the sets are read from.
func (s shelf) files() (out []string) {
	for dir := range s.sets {
		out = append(out, digitFiles(dir)...)
	}
	return out
}

// digitFiles are the IDX files of a directory; none for the embedded sample.
func digitFiles(dir string) []string {
	if dir == "" {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(dir, "train-*")) // in order
	return files
}

// sumOf is the SHA-256 of files with their names; "" if there are none.
func sumOf(files []string) (string, error) {
	if len(files) == 0 {
		return "", nil
	}
	sum := sha256.New()
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(sum, filepath.Base(path))
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
