package book

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"flipbook/encode"
	"flipbook/vector"
)

// maxRead is the largest file that is read to find out how it was made.
const maxRead = 1 << 30

// Provenance is what the file at path, or the first in a directory of frames,
// says of how it was made, and its content.
func Provenance(path string) (line string, data []byte, err error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		first, _ := filepath.Glob(filepath.Join(path, "frame-*.png")) // in order
		if len(first) == 0 {
			return "", nil, BadInput{fmt.Errorf("%s: there are no frames in this directory", path)}
		}
		path = first[0]
		info, err = os.Stat(path)
	}
	if err != nil {
		return "", nil, BadInput{err}
	}
	if info.Size() > maxRead || !info.Mode().IsRegular() {
		return "", nil, BadInput{fmt.Errorf("%s: want a file of up to 1 GB", path)}
	}
	if data, err = os.ReadFile(path); err != nil {
		return "", nil, err
	}
	line, ok, err := madeIn(data)
	if err == nil && !ok {
		err = errors.New("it does not say how it was made")
	}
	if err != nil {
		return "", nil, BadInput{fmt.Errorf("%s: %w", path, err)}
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
