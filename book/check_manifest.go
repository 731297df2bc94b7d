package book

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"flipbook/press"
)

// How large a manifest may be: anybody may have written it.
const (
	maxManifest = 16 << 20 // bytes
	maxListed   = 10_000   // files
	maxName     = 1000     // bytes
)

var isSHA256 = regexp.MustCompile(`^[0-9a-f]{64}$`)

// manifest reads DIR/manifest.json. An error says what cannot be in a manifest
// of ours.
func manifest(dir string) ([]press.Record, error) {
	path := filepath.Join(dir, ManifestFile)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s does not exist: want the directory of render all or render book", path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxManifest {
		return nil, fmt.Errorf("%s: is longer than %d bytes", path, maxManifest)
	}
	var records []press.Record
	if err := json.Unmarshal(text, &records); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return nil, fmt.Errorf("%s: byte %d: %s is not what render all and render book write there", path, wrong.Offset, wrong.Value)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := sound(dir, records); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return records, nil
}

// sound reports what cannot be in the records of a manifest, and cleans their
// paths.
func sound(dir string, records []press.Record) error {
	seen := make(map[string]bool)
	for i, r := range records {
		if r.Scene == "" {
			return fmt.Errorf("film %d has no scene", i+1)
		}
		names := append(slices.Sorted(maps.Keys(r.Results)), r.Scene, r.Name)
		for _, f := range r.Files {
			names = append(names, f.Path, string(f.Kind), string(f.Format))
		}
		for _, name := range names {
			if len(name) > maxName || strings.ContainsFunc(name, unicode.IsControl) {
				return fmt.Errorf("film %d has the name %.80q: want up to %d letters, without control characters", i+1, name, maxName)
			}
		}
		for j := range r.Files {
			f := &r.Files[j]
			rel, err := inside(dir, f.Path)
			switch {
			case err != nil:
				return fmt.Errorf("%s: %w", r.Label(), err)
			case seen[rel]:
				return fmt.Errorf("%s: %s is there twice", r.Label(), f.Path)
			case len(seen) >= maxListed:
				return fmt.Errorf("more than %d files", maxListed)
			case !isSHA256.MatchString(f.SHA256):
				return fmt.Errorf("%s: %s: sha256 %.80q: want 64 hexadecimal digits", r.Label(), f.Path, f.SHA256)
			}
			seen[rel] = true
			f.Path = rel
		}
	}
	if len(seen) == 0 {
		return errors.New("lists no files")
	}
	return nil
}

// inside is a path of a manifest as the system has it. It is relative to the
// directory of the manifest; one that leads out of it is an error.
func inside(dir, path string) (string, error) {
	if path == "" || path == "-" {
		return "", errors.New("a file without a path cannot be checked")
	}
	local := filepath.Clean(filepath.FromSlash(path))
	if !filepath.IsLocal(local) || local == "." {
		return "", fmt.Errorf("%.200q leads out of %s", path, dir)
	}
	return local, nil
}
