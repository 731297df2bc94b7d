package book

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"flipbook/press"
)

// file compares a file of the manifest with the one on disk and with the one
// that was made again. If something differs, d says what, and shows it.
func (p pair) file(listed, made press.File, d *Difference) error {
	there, err := p.sum(listed.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.What = "is missing"
	case err != nil:
		return err
	case there == listed.SHA256 && there == made.SHA256:
		d.What = details(listed, made)
		return nil
	case made.SHA256 == listed.SHA256:
		d.What = "was changed on disk: "
	case made.SHA256 == there:
		d.What = "comes out as it is on disk, which is not what the manifest says"
		return nil
	case there == listed.SHA256:
		d.What = "comes out differently: "
	default:
		d.What = "is not what the manifest says, and comes out differently: "
	}
	what, err := p.show(listed, made, d)
	if strings.HasSuffix(d.What, ": ") {
		d.What += what
	}
	return err
}

// details compares what a manifest says of a file that is as it was.
func details(listed, made press.File) string {
	for _, v := range []struct {
		name    string
		was, is int64
	}{
		{"bytes", listed.Bytes, made.Bytes},
		{"width", int64(listed.Width), int64(made.Width)},
		{"height", int64(listed.Height), int64(made.Height)},
		{"frames", int64(listed.Frames), int64(made.Frames)},
		{"duration_ms", listed.DurationMS, made.DurationMS},
	} {
		if v.was != v.is {
			return fmt.Sprintf("the manifest says %d for %s, where it is %d", v.was, v.name, v.is)
		}
	}
	if !slices.Equal(listed.Notes, made.Notes) {
		return fmt.Sprintf("the notes are %q, were %q", made.Notes, listed.Notes)
	}
	return ""
}

// sum is the SHA-256 of a file on disk, or of the frames in a directory, one
// after the other.
func (p pair) sum(path string) (string, error) {
	files := []string{path}
	info, err := p.disk.Stat(path)
	if err != nil {
		return "", err
	}
	switch {
	case info.IsDir():
		if files, err = press.FrameFiles(p.disk.FS(), path); err != nil {
			return "", err
		}
	case !info.Mode().IsRegular():
		return "", errors.New("is no regular file")
	}
	sum := sha256.New()
	for _, name := range files {
		f, err := p.disk.Open(name)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// show writes both files, or pictures of them, into the report, and says in
// what they differ.
func (p pair) show(listed, made press.File, d *Difference) (string, error) {
	scratch, err := os.OpenRoot(p.scratch)
	if err != nil {
		return "", err
	}
	defer scratch.Close()
	path := filepath.Base(made.Path)
	if d.What == "is missing" {
		return "", p.copy(scratch, path, listed, ".after", &d.After)
	}
	before, err := pictures(p.disk, listed.Path, listed)
	if errors.Is(err, errNoPictures) {
		return "the bytes differ", errors.Join(
			p.copy(p.disk, listed.Path, listed, ".before", &d.Before),
			p.copy(scratch, path, listed, ".after", &d.After))
	}
	if err != nil {
		return "it cannot be read there: " + err.Error(), p.copy(scratch, path, listed, ".after", &d.After)
	}
	after, err := pictures(scratch, path, listed)
	if err != nil {
		return "", err
	}
	c, what, err := compareFilms(before, after)
	if err != nil {
		return "it cannot be read there: " + err.Error(), p.copy(scratch, path, listed, ".after", &d.After)
	}
	if listed.Kind != press.Moving && listed.Kind != press.Frames {
		what = strings.TrimPrefix(what, "frame 0: ")
	}
	for _, out := range []struct {
		as   string
		m    *image.NRGBA
		name *string
	}{{".before.png", c.before, &d.Before}, {".after.png", c.after, &d.After}, {".diff.png", c.marked, &d.Marked}} {
		if out.m == nil {
			continue
		}
		*out.name = filepath.ToSlash(listed.Path + out.as)
		if err := press.WriteFile(filepath.Join(p.Out, listed.Path+out.as), func(w io.Writer) error { return png.Encode(w, out.m) }); err != nil {
			return "", err
		}
	}
	return what, nil
}

// copy puts a file into the report as it is. Of a directory of frames it is
// the last.
func (p pair) copy(from *os.Root, path string, listed press.File, as string, name *string) error {
	ext := filepath.Ext(listed.Path)
	if listed.Kind == press.Frames && listed.Format == press.PNG {
		frames, err := press.FrameFiles(from.FS(), path)
		if err != nil || len(frames) == 0 {
			return err
		}
		path, ext = frames[len(frames)-1], ".png"
	}
	f, err := from.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	*name = filepath.ToSlash(listed.Path + as + ext)
	return press.WriteFile(filepath.Join(p.Out, listed.Path+as+ext), func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}
