package mnist

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// An InputError says in one line what is wrong with the files, or with the
// number, that the user gave, and what would be right.
type InputError string

func (e InputError) Error() string { return string(e) }

func inputErrorf(format string, args ...any) error {
	return InputError(fmt.Sprintf(format, args...))
}

const (
	maxSide  = 256     // pixels; MNIST has 28
	maxCount = 1 << 24 // items; MNIST has 60,000
)

// A kind is what tells one sort of IDX file from the other. A magic number is
// two zeros, 8 for unsigned bytes, and the number of dimensions.
type kind struct {
	item  string
	magic uint32
	names []string
}

var (
	imageFiles = kind{"image", 0x00000803, []string{
		"train-images-idx3-ubyte", "train-images-idx3-ubyte.gz",
		"train-images.idx3-ubyte", "train-images.idx3-ubyte.gz",
	}}
	labelFiles = kind{"label", 0x00000801, []string{
		"train-labels-idx1-ubyte", "train-labels-idx1-ubyte.gz",
		"train-labels.idx1-ubyte", "train-labels.idx1-ubyte.gz",
	}}
)

// headerBytes is the length of the magic number and one number a dimension.
func (k kind) headerBytes() int { return 4 + 4*int(k.magic&0xff) }

// directory is os.DirFS with whole paths in its errors.
type directory string

func (d directory) Open(name string) (fs.File, error) {
	return os.Open(filepath.Join(string(d), name))
}

func (d directory) Stat(name string) (fs.FileInfo, error) {
	return os.Stat(filepath.Join(string(d), name))
}

// A file is an IDX file whose header has been read and found to agree with the
// length of the file.
type file struct {
	kind
	fsys  fs.FS
	name  string // within fsys
	path  string // as messages name it
	count int
	size  image.Point // of an item: 1 by 1 for a label
}

func (f *file) itemBytes() int { return f.size.X * f.size.Y }

func (f *file) bad(format string, args ...any) error {
	return inputErrorf("%s: %s", f.path, fmt.Sprintf(format, args...))
}

// failed turns an error of reading, at a place, into the line for the user.
func (f *file) failed(err error, place string) error {
	if system := (*fs.PathError)(nil); errors.As(err, &system) {
		return fmt.Errorf("reading %ss: %w", f.item, err)
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return f.bad("truncated: it ends %s; fetch it again", place)
	}
	return f.bad("damaged %s (%v); fetch it again", place, err)
}

// openFile finds the file of a kind in the directory dir and checks it.
func openFile(fsys fs.FS, dir string, k kind) (*file, error) {
	name, err := find(fsys, dir, k)
	if err != nil {
		return nil, err
	}
	f := &file{kind: k, fsys: fsys, name: name, path: filepath.Join(dir, name)}
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if err := f.readHeader(r); err != nil {
		return nil, err
	}
	return f, f.checkLength(r)
}

func find(fsys fs.FS, dir string, k kind) (string, error) {
	const wanted = "a directory with train-images-idx3-ubyte and train-labels-idx1-ubyte in it, gzipped (.gz) or not, is wanted"
	root, err := fs.Stat(fsys, ".")
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return "", inputErrorf("%s: does not exist; %s", dir, wanted)
	case err != nil:
		return "", fmt.Errorf("looking for %ss: %w", k.item, err)
	case !root.IsDir():
		return "", inputErrorf("%s: not a directory; %s", dir, wanted)
	}
	for _, name := range k.names {
		info, err := fs.Stat(fsys, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return "", fmt.Errorf("looking for %ss: %w", k.item, err)
		case info.Mode().IsRegular(): // some archives unpack to a directory of that name; a pipe would hang us
			return name, nil
		}
	}
	return "", inputErrorf("%s: holds no training %ss; looked for the files %s", dir, k.item, strings.Join(k.names, ", "))
}

// A reader reads the content of a file, unpacked if it is gzipped.
type reader struct {
	io.Reader
	raw     fs.File
	gzipped bool
}

func (r *reader) Close() error { return r.raw.Close() }

func (f *file) open() (*reader, error) {
	raw, err := f.fsys.Open(f.name)
	if err != nil {
		return nil, fmt.Errorf("reading %ss: %w", f.item, err)
	}
	buffered := bufio.NewReaderSize(raw, 1<<15)
	if start, _ := buffered.Peek(2); string(start) != "\x1f\x8b" {
		return &reader{buffered, raw, false}, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		raw.Close()
		return nil, f.failed(err, "in its gzip header")
	}
	return &reader{unpacked, raw, true}, nil
}

func (f *file) readHeader(r io.Reader) error {
	head := make([]byte, f.headerBytes())
	if n, err := io.ReadFull(r, head); n < 4 && err != nil {
		return f.failed(err, "in its IDX header")
	} else if magic := binary.BigEndian.Uint32(head); magic != f.magic {
		return f.wrongMagic(magic)
	} else if err != nil {
		return f.failed(err, "in its IDX header")
	}
	dims := [3]uint32{1, 1, 1}
	for i := range len(head)/4 - 1 {
		dims[i] = binary.BigEndian.Uint32(head[4+4*i:])
	}
	count, rows, cols := dims[0], dims[1], dims[2]
	if count == 0 || count > maxCount {
		return f.bad("its header claims %d %ss; 1 to %d can be read", count, f.item, maxCount)
	}
	if rows == 0 || rows > maxSide || cols == 0 || cols > maxSide {
		return f.bad("its header claims images of %d×%d pixels; 1×1 to %d×%d can be read", cols, rows, maxSide, maxSide)
	}
	f.count, f.size = int(count), image.Pt(int(cols), int(rows))
	return nil
}

func (f *file) wrongMagic(magic uint32) error {
	for _, other := range []kind{imageFiles, labelFiles} {
		if magic == other.magic {
			return f.bad("holds %ss where %ss belong; are two files swapped?", other.item, f.item)
		}
	}
	return f.bad("not an IDX file of %ss: it begins with %08x instead of %08x", f.item, magic, f.magic)
}

// checkLength holds the header against the length of the file. It costs nothing
// where the file is as long as it says; r stands after the header.
func (f *file) checkLength(r *reader) error {
	want := int64(f.headerBytes()) + int64(f.count)*int64(f.itemBytes())
	got, err := f.length(r, want)
	if err != nil {
		return err
	}
	if got == want {
		return nil
	}
	claim := fmt.Sprintf("%d %ss", f.count, f.item)
	if f.magic == imageFiles.magic {
		claim += fmt.Sprintf(" of %d×%d pixels", f.size.X, f.size.Y)
	}
	if got > want {
		return f.bad("its header claims %s, %d bytes in all, and more follow", claim, want)
	}
	return f.bad("its header claims %s, %d bytes in all, but there are %d", claim, want, got)
}

// maxRatio is how many times smaller deflate can make a file at best.
const maxRatio = 1032

// length returns the length of the unpacked content. Where gzip's trailer does
// not confirm the wanted length, because the file is cut short or is made of
// several gzip members, it unpacks and counts, up to one byte beyond. The
// trailer has the length modulo 2³² only, so it is not asked about lengths that
// cannot be.
func (f *file) length(r *reader, want int64) (int64, error) {
	info, err := r.raw.Stat()
	if err != nil {
		return 0, fmt.Errorf("reading %ss: %w", f.item, err)
	}
	if !r.gzipped {
		return info.Size(), nil
	}
	var trailer [4]byte
	if _, err := r.raw.(io.ReaderAt).ReadAt(trailer[:], info.Size()-4); err != nil && err != io.EOF {
		return 0, f.failed(err, "in its gzip trailer")
	}
	if want <= maxRatio*info.Size() && binary.LittleEndian.Uint32(trailer[:]) == uint32(want) {
		return want, nil
	}
	head := int64(f.headerBytes())
	n, err := io.Copy(io.Discard, io.LimitReader(r, want-head+1))
	if err != nil {
		return 0, f.failed(err, fmt.Sprintf("after %d of %d bytes", head+n, want))
	}
	return head + n, nil
}

// A stream reads the items of a file one by one.
type stream struct {
	*reader
	file *file
	next int // index of the item that item returns
}

func (f *file) items() (*stream, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, r, int64(f.headerBytes())); err != nil {
		r.Close()
		return nil, f.failed(err, "in its IDX header")
	}
	return &stream{reader: r, file: f}, nil
}

// item returns the next item, and with the last one has seen the whole file.
func (s *stream) item() ([]byte, error) {
	p := make([]byte, s.file.itemBytes())
	if _, err := io.ReadFull(s, p); err != nil {
		return nil, s.file.failed(err, fmt.Sprintf("in %s %d of 0 to %d", s.file.item, s.next, s.file.count-1))
	}
	s.next++
	if s.next == s.file.count {
		return p, s.checkEnd()
	}
	return p, nil
}

// checkEnd reads on to the end: only there does gzip compare its checksum.
func (s *stream) checkEnd() error {
	switch n, err := io.ReadFull(s, make([]byte, 1)); {
	case n > 0:
		return s.file.bad("its header claims %d %ss, and more follow", s.file.count, s.file.item)
	case err != io.EOF:
		return s.file.failed(err, fmt.Sprintf("after its last %s", s.file.item))
	}
	return nil
}

// all returns the items end to end. It grows with what the file holds, not with
// what the header says.
func (f *file) all() (items []byte, err error) {
	s, err := f.items()
	if err != nil {
		return nil, err
	}
	defer s.Close()
	for range f.count {
		item, err := s.item()
		if err != nil {
			return nil, err
		}
		items = append(items, item...)
	}
	return items, nil
}
