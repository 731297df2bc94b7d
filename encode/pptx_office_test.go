//go:build acceptance

package encode_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/draw"
)

// LibreOffice shows the slides as they are meant: a page each, with its
// picture where it belongs, the caption below it, and the paper around it.
func TestPPTXInLibreOffice(t *testing.T) {
	file, slides := lecture(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "lecture.pptx"), file, 0o666); err != nil {
		t.Fatal(err)
	}
	ran(t, "soffice", "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "lecture.pptx"))
	pdf := filepath.Join(dir, "lecture.pdf")
	info := ran(t, "pdfinfo", pdf)
	if want := fmt.Sprintf("Pages:           %d\n", len(slides)); !strings.Contains(info, want) || !strings.Contains(info, " x 540 pts") || !strings.Contains(info, "A lecture") {
		t.Fatalf("LibreOffice makes of it\n%s\nwant %d pages, 540 points high, called A lecture", info, len(slides))
	}
	ran(t, "pdftoppm", "-r", "72", "-png", pdf, filepath.Join(dir, "page"))
	var pages []image.Image
	for i := range slides {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("page-%d.png", i+1)))
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, m)
		words := ran(t, "pdftotext", "-f", fmt.Sprint(i+1), "-l", fmt.Sprint(i+1), pdf, "-")
		if got := strings.Join(strings.Fields(words), " "); got != slides[i].Caption {
			t.Errorf("page %d says %q, want %q", i+1, got, slides[i].Caption)
		}
	}
	// A picture of 800x500 that is 6.45 inches high takes 743x464 points, from (108, 18).
	place := image.Rect(108, 18, 852, 482)
	for i, s := range slides[:len(slides)-1] { // a page does not move
		m, err := png.Decode(bytes.NewReader(s.Picture))
		if err != nil {
			t.Fatal(err)
		}
		var apart []float64
		for _, page := range pages {
			apart = append(apart, difference(page, place, m))
		}
		if apart[i] != slices.Min(apart) || apart[i] > 5 {
			t.Errorf("picture %d is this far from the pages: %.2f; want it at most 5 from its own, and farther from the others", i+1, apart)
		}
		if paper := color.RGBAModel.Convert(pages[i].At(20, 20)); paper != (color.RGBA{0x14, 0x16, 0x1a, 255}) {
			t.Errorf("the paper of page %d is %v", i+1, paper)
		}
		if light := lightest(pages[i], image.Rect(0, 484, 960, 540)); light < 200 {
			t.Errorf("the caption of page %d cannot be read: the lightest of its pixels is %d", i+1, light)
		}
	}
}

func ran(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s (on Debian: sudo apt install libreoffice-impress poppler-utils)", program, err, out)
	}
	return string(out)
}

// difference is by how much a place of a page differs from a picture, in the
// mean of all channels, of 255.
func difference(page image.Image, place image.Rectangle, picture image.Image) float64 {
	want := image.NewRGBA(place)
	draw.CatmullRom.Scale(want, place, picture, picture.Bounds(), draw.Src, nil)
	sum := 0
	for y := place.Min.Y; y < place.Max.Y; y++ {
		for x := place.Min.X; x < place.Max.X; x++ {
			a, b := color.RGBAModel.Convert(page.At(x, y)).(color.RGBA), want.RGBAAt(x, y)
			for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
				sum += max(d, -d)
			}
		}
	}
	return float64(sum) / float64(3*place.Dx()*place.Dy())
}

func lightest(m image.Image, in image.Rectangle) (light uint8) {
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			light = max(light, color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y)
		}
	}
	return light
}
