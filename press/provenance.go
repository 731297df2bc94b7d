package press

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"flipbook/encode"
	"flipbook/vector"
)

// maxRead is the largest file that is read to find out how it was made.
const maxRead = 1 << 30

// Provenance is what the file at path, or the first in a directory of frames,
// says of how it was made, and its content: of a directory, that of all frames.
func Provenance(path string) (line string, data []byte, err error) {
	files := []string{path}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		names, err := FrameFiles(os.DirFS(path), ".")
		if err == nil && len(names) == 0 {
			err = fmt.Errorf("%s: there are no frames in this directory", path)
		}
		if err != nil {
			return "", nil, BadInput{err}
		}
		files = nil
		for _, name := range names {
			files = append(files, filepath.Join(path, name))
		}
	}
	var first []byte
	for i, name := range files {
		info, err := os.Stat(name)
		if err != nil {
			return "", nil, BadInput{err}
		}
		if !info.Mode().IsRegular() || info.Size()+int64(len(data)) > maxRead {
			return "", nil, BadInput{fmt.Errorf("%s: want a file of up to 1 GB", path)}
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return "", nil, err
		}
		if data = append(data, content...); i == 0 {
			first = content
		}
	}
	line, ok, err := madeIn(first)
	if err == nil && !ok {
		err = errors.New("it does not say how it was made")
	}
	if err != nil {
		return "", nil, BadInput{fmt.Errorf("%s: %w", files[0], err)}
	}
	return line, data, nil
}

// madeIn asks the readers of all formats.
func madeIn(data []byte) (line string, ok bool, err error) {
	line, ok, err = encode.Made(data)
	if !errors.Is(err, encode.ErrUnknownFormat) {
		return line, ok, err
	}
	head := bytes.ToLower(data[:min(len(data), 512)])
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return encode.MadePPTX(data)
	case bytes.HasPrefix(data, []byte("%PDF")), bytes.Contains(head, []byte("<svg")):
		return vector.Made(data)
	case bytes.Contains(head, []byte("<!doctype html")):
		return encode.MadeHTML(data)
	}
	return "", false, errors.New("it is of none of the formats that are written here")
}

// FrameFiles lists the frames in a directory in the order of their numbers.
func FrameFiles(dir fs.FS, path string) (out []string, err error) {
	entries, err := fs.ReadDir(dir, filepath.ToSlash(path))
	for _, e := range entries {
		if isNumbered(e.Name()) {
			out = append(out, filepath.Join(path, e.Name()))
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	return out, err
}
