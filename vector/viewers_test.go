package vector_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"flipbook/vector"
)

// A tolerance is how far a drawing may look from the raster's picture of it.
// The raster moves hairlines and baselines onto whole pixels and letters onto
// quarters, so edges differ, but a tile of 20×20 pixels has the same ink.
type tolerance struct {
	mean float64 // absolute difference, of 255
	off  float64 // the share of pixels that differ by more than a quarter of 255
	tile float64 // the difference of the mean colours of a tile, of 255
}

var (
	// rsvg-convert and Chromium draw as finely as the raster.
	fine = tolerance{1.5, 0.004, 10}
	// pdftoppm puts letters onto whole pixels, and fills reach a quarter of a
	// pixel too far to the right and down.
	coarse = tolerance{2, 0.007, 16}
	// Hundreds of marks that lie between pixels, and steep lines as close as
	// they are wide, are gray edges in one and whole pixels in the other.
	// Measured at most: 2, 1.4 %, 29.
	rough = tolerance{2.6, 0.017, 34}
)

// within is the tolerance for a still: the given one, unless it is one of many
// edges.
func within(s still, tol tolerance) tolerance {
	if strings.HasPrefix(s.name, "monty-doors") || strings.HasPrefix(s.name, "gradient-descent") {
		return rough
	}
	return tol
}

// compare says how got differs from want beyond a tolerance.
func compare(got image.Image, want *image.RGBA, tol tolerance) error {
	if got.Bounds().Size() != want.Rect.Size() {
		return fmt.Errorf("it is %v pixels, want %v", got.Bounds().Size(), want.Rect.Size())
	}
	have := image.NewRGBA(want.Rect)
	draw.Draw(have, have.Rect, got, got.Bounds().Min, draw.Src)
	const side = 20
	columns := (want.Rect.Dx() + side - 1) / side
	sums := make([][3]int, columns*(want.Rect.Dy()+side-1)/side+columns) // of the tiles
	var sum, off int
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			most := 0
			for c := range 3 {
				i := want.PixOffset(x, y) + c
				d := int(have.Pix[i]) - int(want.Pix[i])
				sums[y/side*columns+x/side][c] += d
				most = max(most, d, -d)
			}
			sum += most
			if most > 64 {
				off++
			}
		}
	}
	n := float64(want.Rect.Dx() * want.Rect.Dy())
	if mean := float64(sum) / n; mean > tol.mean {
		return fmt.Errorf("the mean difference is %.2f, want at most %v", mean, tol.mean)
	}
	if share := float64(off) / n; share > tol.off {
		return fmt.Errorf("%.2f %% of the pixels differ by more than a quarter, want at most %v %%", 100*share, 100*tol.off)
	}
	for i, tile := range sums {
		for _, v := range tile {
			if d := float64(max(v, -v)) / (side * side); d > tol.tile {
				return fmt.Errorf("around %d,%d the mean colours differ by %.1f, want at most %v", i%columns*side, i/columns*side, d, tol.tile)
			}
		}
	}
	return nil
}

// need finds a program, and says what to install if it is not there.
func need(t *testing.T, program, debian string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("this test needs %s; on Debian: sudo apt install %s", program, debian)
	}
	return path
}

// run starts a program and is what it writes.
func run(t *testing.T, path string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(path, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s%s", filepath.Base(path), err, out, said.String())
	}
	return out
}

// keep writes a file for other programs to read.
func keep(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSVGInRsvgConvert(t *testing.T) {
	rsvg := need(t, "rsvg-convert", "librsvg2-bin")
	for _, s := range allStills(t) {
		m := decode(t, run(t, rsvg, keep(t, "still.svg", svgOf(t, s.drawing(), nil))))
		if err := compare(m, s.picture(t), within(s, fine)); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}

// All drawings stand in one HTML page, as in a gallery: names in them do not
// get into each other's way.
func TestSVGInChromium(t *testing.T) {
	chromium := need(t, "chromium", "chromium")
	const columns = 6
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">`)
	all := allStills(t)
	place := func(i int) image.Point { return image.Pt(i%columns*800, i/columns*500) }
	for i, s := range all {
		o := &vector.Options{Title: s.title, Alt: s.film.Alt}
		fmt.Fprintf(&page, `<div style="position:absolute;left:%dpx;top:%dpx">%s</div>`, place(i).X, place(i).Y, svgOf(t, s.drawing(), o))
	}
	shot := filepath.Join(t.TempDir(), "shot.png")
	run(t, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1", "--user-data-dir="+t.TempDir(),
		fmt.Sprintf("--window-size=%d,%d", columns*800, place(len(all)-1).Y+500), "--screenshot="+shot,
		"file://"+keep(t, "gallery.html", []byte(page.String())))
	data, err := os.ReadFile(shot)
	if err != nil {
		t.Fatal(err)
	}
	m := decode(t, data).(interface {
		SubImage(image.Rectangle) image.Image
	})
	for i, s := range all {
		if err := compare(m.SubImage(image.Rectangle{Max: image.Pt(800, 500)}.Add(place(i))), s.picture(t), within(s, fine)); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}

// At 144 dots an inch, half a point is a pixel.
func TestPDFInPdftoppm(t *testing.T) {
	pdftoppm := need(t, "pdftoppm", "poppler-utils")
	all := allStills(t)
	pages := make([]vector.Drawing, len(all))
	for i, s := range all {
		pages[i] = s.drawing()
	}
	dir := t.TempDir()
	run(t, pdftoppm, "-r", "144", "-png", keep(t, "stills.pdf", pdfOf(t, nil, pages...)), filepath.Join(dir, "page"))
	for i, s := range all {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("page-%0*d.png", len(fmt.Sprint(len(all))), i+1)))
		if err != nil {
			t.Fatal(err)
		}
		if err := compare(decode(t, data), s.picture(t), within(s, coarse)); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}
