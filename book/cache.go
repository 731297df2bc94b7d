package book

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"flipbook/press"
	"flipbook/scenes"
)

// maxCache is the largest cache that is read, in bytes.
const maxCache = 64 << 20

// A Cache knows what the films of a directory were made of, and so which need
// not be made again. Its methods may be called by several goroutines.
type Cache struct {
	dir   string
	mu    sync.Mutex
	films map[string]cached // by name
}

// A cached film is one that was made.
type cached struct {
	Key    string       `json:"key"`    // see Film.Key
	Record press.Record `json:"record"` // paths are relative to the directory
}

// OpenCache reads the cache of a directory. One that is missing or damaged is
// an empty one: then all films are made.
func OpenCache(dir string) *Cache {
	c := &Cache{dir: dir, films: make(map[string]cached)}
	f, err := os.Open(filepath.Join(dir, CacheFile))
	if err != nil {
		return c
	}
	defer f.Close()
	d := json.NewDecoder(io.LimitReader(f, maxCache))
	d.UseNumber() // a seed has more digits than a float64
	var films map[string]cached
	if d.Decode(&films) == nil && films != nil {
		c.films = films
	}
	return c
}

// Kept is the record of a film that has the key and whose files are as they
// were written.
func (c *Cache) Kept(f Film, key string) (press.Record, bool) {
	c.mu.Lock()
	was, ok := c.films[f.Name]
	c.mu.Unlock()
	if !ok || was.Key != key || len(was.Record.Files) != len(f.Order.Outputs) {
		return press.Record{}, false
	}
	r := was.Record
	r.Files = slices.Clone(r.Files)
	for i := range r.Files {
		file := &r.Files[i]
		file.Path = filepath.Join(c.dir, filepath.FromSlash(file.Path))
		if file.Path != f.Order.Outputs[i].Path {
			return press.Record{}, false
		}
		if sum, err := contentSum(file.Path); err != nil || sum != file.SHA256 {
			return press.Record{}, false
		}
	}
	return r, true
}

// Put remembers what was made of a film with the key.
func (c *Cache) Put(f Film, key string, r press.Record) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.films[f.Name] = cached{key, r.RelativeTo(c.dir)}
}

// Save writes the cache, with the films of a storyboard only.
func (c *Cache) Save(films []Film) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[string]cached)
	for _, f := range films {
		if was, ok := c.films[f.Name]; ok {
			out[f.Name] = was
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return press.WriteIfChanged(filepath.Join(c.dir, CacheFile), func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// Key changes with all that decides what is in a film's files: the program,
// the order, the data its parameters name, and digits, a fingerprint of those
// of the author; "" stands for the embedded sample. Where the files lie, Kept
// looks.
func (f Film) Key(digits string) (string, error) {
	program, err := programSum()
	if err != nil {
		return "", err
	}
	var wanted []press.Wanted
	for _, o := range f.Order.Outputs {
		wanted = append(wanted, o.Wanted)
	}
	sum := sha256.New()
	e := json.NewEncoder(sum)
	for _, v := range []any{press.Version, program, f.Order.Name, scenes.Values(f.Order.Scene), f.Order.Look.Flags(), wanted, digits} {
		if err := e.Encode(v); err != nil {
			return "", err
		}
	}
	for _, d := range f.Data {
		data, err := contentSum(d)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(sum, data)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// programSum is the SHA-256 of the running program: a new build may draw
// otherwise.
var programSum = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	return contentSum(path)
})

// contentSum is the SHA-256 of a file, or of the frames in a directory, one
// after the other.
func contentSum(path string) (string, error) {
	sum := sha256.New()
	paths, err := contents(path)
	if err != nil {
		return "", err
	}
	for _, p := range paths {
		if err := copyFile(sum, p); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// contents are the files of a directory as numbers order them: frame-9999
// comes before frame-10000. A file is its own content.
func contents(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, err
	}
	entries, err := os.ReadDir(path)
	slices.SortFunc(entries, func(a, b os.DirEntry) int {
		return cmp.Or(cmp.Compare(len(a.Name()), len(b.Name())), cmp.Compare(a.Name(), b.Name()))
	})
	var out []string
	for _, e := range entries {
		out = append(out, filepath.Join(path, e.Name()))
	}
	return out, err
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
