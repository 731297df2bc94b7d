package mnist

import (
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"
	"time"
)

// Write writes the set as the two IDX files that it may be read from, neither
// of them gzipped. An error of reading the set is one of Image's.
func (s *Set) Write(images, labels io.Writer) error {
	size := s.Bounds()
	if err := writeHeader(images, imageFiles, s.Len(), size.Y, size.X); err != nil {
		return err
	}
	for i := range s.Len() {
		pix, err := s.pixels(i)
		if err != nil {
			return err
		}
		if _, err := images.Write(pix); err != nil {
			return err
		}
	}
	if err := writeHeader(labels, labelFiles, s.Len()); err != nil {
		return err
	}
	_, err := labels.Write(s.labels)
	return err
}

func writeHeader(w io.Writer, k kind, sizes ...int) error {
	head := binary.BigEndian.AppendUint32(nil, k.magic)
	for _, n := range sizes {
		head = binary.BigEndian.AppendUint32(head, uint32(n))
	}
	_, err := w.Write(head)
	return err
}

// Read returns the set in two IDX files, gzipped or not, which messages call
// name. Its errors are those of Open.
func Read(name string, images, labels []byte) (*Set, error) {
	return open(memory{".": nil, imageFiles.names[0]: images, labelFiles.names[0]: labels}, name)
}

// A memory is a directory of files that are in memory.
type memory map[string][]byte

func (m memory) Open(name string) (fs.File, error) {
	data, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{bytes.NewReader(data), name}, nil
}

// A memoryFile is one of them, and tells of itself.
type memoryFile struct {
	*bytes.Reader
	name string
}

func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) IsDir() bool                { return f.name == "." }
func (f *memoryFile) ModTime() time.Time         { return time.Time{} }
func (f *memoryFile) Sys() any                   { return nil }

func (f *memoryFile) Mode() fs.FileMode {
	if f.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
