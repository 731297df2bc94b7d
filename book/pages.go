package book

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
)

// slides writes the key frames as slides, and the film on the last.
func (t take) slides(ctx context.Context, w io.Writer) (encode.Info, error) {
	if t.order.Look.Scale == nil {
		t.pixels.Scale = 2 // a projector has more pixels than a page
	}
	var slides []encode.Slide
	add := func(k film.Key, write func(io.Writer) (encode.Info, error)) error {
		var picture bytes.Buffer
		_, err := write(&picture)
		slides = append(slides, encode.Slide{Picture: picture.Bytes(), Title: t.title, Caption: figure.PlainText(k.Caption), Alt: t.alt(), Paper: t.stage.Theme.Paper})
		return err
	}
	for _, k := range keys(t.film) {
		if err := add(k, func(w io.Writer) (encode.Info, error) { return t.still(w, k.Frame) }); err != nil {
			return encode.Info{}, err
		}
	}
	film, last := t, film.Key{Frame: t.film.Len - 1, Caption: figure.PlainText(t.film.Caption)}
	film.Output.Wanted = Wanted{Moving, GIF}
	if err := add(last, func(w io.Writer) (encode.Info, error) { return film.moving(ctx, w) }); err != nil {
		return encode.Info{}, err
	}
	info := encode.Info{Size: t.film.Size, Frames: len(slides), Exact: true}
	return info, encode.PPTX(w, slides, &encode.PPTXOptions{Title: t.title, Made: t.made, Lang: t.order.Look.lang()})
}

// numbered is the name of frame i in a directory of frames.
func numbered(i int) string { return fmt.Sprintf("frame-%04d.png", i) }

var isNumbered = regexp.MustCompile(`^frame-\d{4,}\.png$`)

// frames writes a directory with a PNG of every frame, numbered as in the film. It takes the place of an older one as a whole.
// All that is written goes to copy as well.
func (t take) frames(ctx context.Context, copy io.Writer) (info encode.Info, err error) {
	undo, err := MakeDir(filepath.Dir(t.Path))
	defer func() {
		if err != nil {
			undo()
		}
	}()
	if err == nil {
		err = onlyFrames(t.Path)
	}
	if err != nil {
		return info, err
	}
	dir, err := os.MkdirTemp(filepath.Dir(t.Path), ".render-")
	if err != nil {
		return info, err
	}
	defer os.RemoveAll(dir)
	var screen *image.RGBA
	for fr, err := range t.play(ctx, t.pixels.Levels) {
		if err != nil {
			return info, err
		}
		if screen == nil {
			screen = image.NewRGBA(fr.Delta.Rect)
		}
		if fr.Delta != nil {
			fr.Delta.Draw(screen)
		}
		if err := t.frameFile(ctx, filepath.Join(dir, numbered(fr.Frame)), screen, copy); err != nil {
			return info, err
		}
		info.Size, info.Duration = screen.Rect.Size(), info.Duration+fr.Hold
		info.Frames++
	}
	info.Exact = true
	return info, replaceDir(dir, t.Path)
}

// frameFile writes a frame to a file, and to copy as well.
func (t take) frameFile(ctx context.Context, path string, m *image.RGBA, copy io.Writer) error {
	f, err := os.Create(path)
	if err != nil {
		return about(t.Path, err)
	}
	o := &encode.PNGOptions{DPI: t.sheet.dpi(), Title: t.title, Alt: t.alt(), Made: t.made}
	err = buffered(io.MultiWriter(interruptible{ctx, f}, copy), func(w io.Writer) error { return encode.PNG(w, m, o) })
	return errors.Join(err, f.Close())
}

// onlyFrames makes sure that nothing but older frames is at path.
func onlyFrames(path string) error {
	entries, err := os.ReadDir(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !isNumbered.MatchString(e.Name()) {
			return BadInput{fmt.Errorf("%s holds %s: want a directory of its own for the frames", path, e.Name())}
		}
	}
	return about(path, err)
}

// replaceDir moves a directory to where another may be.
func replaceDir(dir, path string) error {
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	old := dir + "-old"
	if err := os.Rename(path, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return about(path, err)
	}
	defer os.RemoveAll(old)
	if err := os.Rename(dir, path); err != nil {
		return errors.Join(about(path, err), os.Rename(old, path))
	}
	return nil
}
