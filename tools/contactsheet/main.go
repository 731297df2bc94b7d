// Contactsheet puts the first, the middle and the last frame of every film
// beside each other, in light and dark, at full and at half size: a picture of
// each scene, and a page of them all, to look at.
//
//	go run ./tools/contactsheet [-mnist DIR] out/contact-sheet [SCENE ...]
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
	"flipbook/scenes"
)

func main() {
	dir := flag.String("mnist", "", "directory of IDX files; the embedded sample without")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: contactsheet [-mnist DIR] DIR [SCENE ...]")
		os.Exit(2)
	}
	if err := write(flag.Arg(0), *dir, flag.Args()[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "contactsheet:", err)
		os.Exit(1)
	}
}

// write writes the sheets of the named scenes, or of all, and their page.
func write(out, digits string, names []string) error {
	var chosen []scenes.Entry
	for _, e := range scenes.Catalogue() {
		if len(names) == 0 || slices.Contains(names, e.Name) {
			chosen = append(chosen, e)
		}
	}
	if len(names) > 0 && len(chosen) < len(names) {
		return fmt.Errorf("of %v only %d are scenes", names, len(chosen))
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	sheets := make([]sheet, len(chosen))
	var work errgroup.Group
	work.SetLimit(runtime.NumCPU())
	for i, e := range chosen {
		work.Go(func() (err error) {
			if sheets[i], err = newSheet(e, digits); err != nil {
				return fmt.Errorf("%s: %w", e.Name, err)
			}
			return save(filepath.Join(out, e.Name+".png"), sheets[i].picture)
		})
	}
	if err := work.Wait(); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(out, "index.html"))
	if err != nil {
		return err
	}
	defer f.Close()
	return page.Execute(f, sheets)
}

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// A sheet shows one scene.
type sheet struct {
	scenes.Entry
	Length  string
	Results []film.Result
	picture *image.RGBA
}

const gap = 16 // pixels between pictures

// newSheet films a scene in light and in dark.
func newSheet(e scenes.Entry, dir string) (sheet, error) {
	s := sheet{Entry: e}
	for row, theme := range []figure.Theme{figure.Light, figure.Dark} {
		digits, err := openDigits(dir) // a set is read by one film at a time
		if err != nil {
			return s, err
		}
		f, err := e.New().Film(context.Background(), figure.Stage{Theme: theme, Digits: digits})
		if err != nil {
			return s, err
		}
		shots, err := f.Shots(film.Cut{})
		if err != nil {
			return s, err
		}
		s.Results, s.Length = f.Results, fmt.Sprintf("%d frames, %.1f s", f.Len, film.Length(shots).Seconds())
		if s.picture == nil {
			s.picture = image.NewRGBA(image.Rect(0, 0, 3*f.Size.X+3*(f.Size.X/2)+7*gap, 2*f.Size.Y+3*gap))
			draw.Draw(s.picture, s.picture.Rect, image.NewUniform(color.Gray{0x80}), image.Point{}, draw.Src)
		}
		at := image.Pt(gap, gap+row*(f.Size.Y+gap))
		for _, scale := range []float64{1, 0.5} {
			for _, frame := range []int{0, f.Len / 2, f.Len - 1} {
				m, err := raster.Still(f, frame, raster.Options{Scale: scale})
				if err != nil {
					return s, err
				}
				draw.Draw(s.picture, m.Rect.Add(at), m, image.Point{}, draw.Src)
				at.X += m.Rect.Dx() + gap
			}
		}
	}
	return s, nil
}

func openDigits(dir string) (*mnist.Set, error) {
	if dir == "" {
		return mnist.Sample()
	}
	return mnist.Open(dir)
}

func save(path string, m image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, m)
}
