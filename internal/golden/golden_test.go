package golden

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"strings"
	"testing"
)

// note is a test that only takes notes of what it is told.
type note struct {
	testing.TB
	said string
}

func (n *note) Helper()                   {}
func (n *note) Errorf(f string, a ...any) { n.said += fmt.Sprintf(f, a...) }
func (n *note) Fatalf(f string, a ...any) { n.said += fmt.Sprintf(f, a...) }
func (n *note) Fatal(a ...any)            { n.said += fmt.Sprint(a...) }
func disc(c color.NRGBA) (m *image.NRGBA) {
	m = image.NewNRGBA(image.Rect(0, 0, 3, 2))
	m.SetNRGBA(2, 1, c)
	return m
}
func exists(path string) bool          { _, err := os.Stat(path); return err == nil }
func (n *note) sayings() (said string) { said, n.said = n.said, ""; return said }

// A golden's life: it is missing, it is taken over, it holds, the picture
// changes, and changes back.
func TestCheck(t *testing.T) {
	t.Chdir(t.TempDir())
	n := &note{TB: t}
	was, is := color.NRGBA{100, 0, 0, 255}, color.NRGBA{103, 0, 0, 255}

	Check(n, "disc", disc(was), 0)
	if said := n.sayings(); !strings.Contains(said, "missing") || !exists("testdata/disc.got.png") {
		t.Errorf("without a golden: %q", said)
	}
	*update = true
	Check(n, "disc", disc(was), 0)
	*update = false
	if said := n.sayings(); said != "" || !exists("testdata/disc.png") || exists("testdata/disc.got.png") {
		t.Errorf("with -update: %q", said)
	}
	Check(n, "disc", disc(is), 2)
	if said := n.sayings(); !strings.Contains(said, "1 of 6 pixels") || !strings.Contains(said, "(2,1) by 3") || !exists("testdata/disc.got.png") {
		t.Errorf("of a changed picture: %q", said)
	}
	Check(n, "disc", disc(is), 3)
	if said := n.sayings(); said != "" || exists("testdata/disc.got.png") {
		t.Errorf("of a picture within its tolerance: %q", said)
	}
}

func TestCompareSizes(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 3, 2)), image.NewRGBA(image.Rect(0, 0, 2, 3))
	if err := Compare(a, b, 255); err == nil {
		t.Error("pictures of different sizes are held for equal")
	}
	if err := Compare(a, a.SubImage(image.Rect(1, 0, 3, 2)), 255); err == nil {
		t.Error("a picture is held for equal to a part of it")
	}
}
