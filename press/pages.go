package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/raster"
)

// slides writes the key frames as slides, and the film on the last.
func (t take) slides(ctx context.Context, w io.Writer) (encode.Info, error) {
	var slides []encode.Slide
	add := func(k film.Key, write func(io.Writer) (encode.Info, error)) error {
		var picture bytes.Buffer
		_, err := write(interruptible{ctx, &picture})
		slides = append(slides, encode.Slide{Picture: picture.Bytes(), Title: t.title, Caption: figure.PlainText(k.Caption), Alt: t.alt(), Paper: t.stage.Theme.Paper})
		return err
	}
	for _, k := range keys(t.film) {
		if err := add(k, func(w io.Writer) (encode.Info, error) { return t.still(ctx, w, k.Frame) }); err != nil {
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

// isNumbered says whether a file may be such a frame.
func isNumbered(name string) bool {
	number, frame := strings.CutPrefix(name, "frame-")
	number, png := strings.CutSuffix(number, ".png")
	return frame && png && len(number) >= 4 && isDigits(number)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

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
	info, err = t.pictures(ctx, func(p encode.Picture) error {
		if _, err := copy.Write(p.PNG); err != nil {
			return err
		}
		return about(t.Path, os.WriteFile(filepath.Join(dir, numbered(p.Frame)), p.PNG, 0o666))
	})
	if err != nil {
		return info, err
	}
	return info, replaceDir(dir, t.Path)
}

// pictures hands every frame to keep, as a PNG.
func (t take) pictures(ctx context.Context, keep func(encode.Picture) error) (info encode.Info, err error) {
	if info.Size, err = raster.Size(t.film, t.pixels); err != nil {
		return info, err
	}
	o := t.png()
	o.Quick = true // there are many of them
	for p, err := range encode.PNGs(info.Size, t.play(ctx, t.pixels.Levels), t.pixels.Jobs, o) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = keep(p)
		}
		if err != nil {
			return info, err
		}
		info.Duration += p.Hold
		info.Frames++
	}
	info.Exact = true
	return info, nil
}

// onlyFrames makes sure that nothing but older frames is at path.
func onlyFrames(path string) error {
	entries, err := os.ReadDir(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !isNumbered(e.Name()) {
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
