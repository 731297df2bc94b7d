package mnist_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"flipbook/mnist"
)

// idx returns an IDX file: a magic number, sizes, bytes.
func idx(magic uint32, dims []uint32, data ...byte) []byte {
	file := binary.BigEndian.AppendUint32(nil, magic)
	for _, d := range dims {
		file = binary.BigEndian.AppendUint32(file, d)
	}
	return append(file, data...)
}

func images(n, rows, cols uint32, data ...byte) []byte {
	return idx(0x803, []uint32{n, rows, cols}, data...)
}

func labels(n uint32, data ...byte) []byte { return idx(0x801, []uint32{n}, data...) }

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// Two images of one row and three columns, and their labels.
var (
	goodImages = images(2, 1, 3, 10, 20, 30, 40, 50, 60)
	goodLabels = labels(2, 7, 1)
)

const (
	imageName = "train-images-idx3-ubyte"
	labelName = "train-labels-idx1-ubyte"
)

func write(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func wantInputError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want %s", want)
	}
	if err.Error() != want {
		t.Errorf("\n got %s\nwant %s", err, want)
	}
	if _, ok := errors.AsType[mnist.InputError](err); !ok {
		t.Errorf("%T is no InputError", err)
	}
}

func TestOpenFindsItsFiles(t *testing.T) {
	for name, files := range map[string]map[string][]byte{
		"raw":              {imageName: goodImages, labelName: goodLabels},
		"gzipped":          {imageName + ".gz": gzipped(goodImages), labelName + ".gz": gzipped(goodLabels)},
		"dotted":           {"train-images.idx3-ubyte": goodImages, "train-labels.idx1-ubyte.gz": gzipped(goodLabels)},
		"misnamed":         {imageName: gzipped(goodImages), labelName + ".gz": goodLabels},
		"two gzip members": {imageName: append(gzipped(goodImages[:19]), gzipped(goodImages[19:])...), labelName: goodLabels},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, files)
			set, err := mnist.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			if set.Name() != dir || set.Len() != 2 || set.Bounds().X != 3 || set.Bounds().Y != 1 {
				t.Errorf("%s: %d images of %v", set.Name(), set.Len(), set.Bounds())
			}
			index, img, err := set.Nth(1, 0)
			if err != nil || index != 1 || string(img.Pix) != "\x28\x32\x3c" {
				t.Errorf("image %d is %v, %v", index, img, err)
			}
			_, _, err = set.Nth(3, 0)
			wantInputError(t, err, "no sample 0: digit 3 has no samples in "+dir)
		})
	}
}

func TestHostileFiles(t *testing.T) {
	// A trailer that agrees with the header hides the damage until it is met.
	claims := func(file []byte, length uint32) []byte {
		file = bytes.Clone(file)
		binary.LittleEndian.PutUint32(file[len(file)-4:], length)
		return file
	}
	damaged := func(file []byte, at int) []byte {
		file = bytes.Clone(file)
		file[at] ^= 0xff
		return file
	}
	zipImages := gzipped(goodImages)

	for _, test := range []struct {
		name           string
		images, labels []byte
		want           string // after the directory and a slash
	}{
		{"empty", []byte{}, goodLabels,
			"train-images-idx3-ubyte: truncated: it ends in its IDX header; fetch it again"},
		{"ends in the header", goodImages[:15], goodLabels,
			"train-images-idx3-ubyte: truncated: it ends in its IDX header; fetch it again"},
		{"wrong magic", []byte("<!DOCTYPE html>"), goodLabels,
			"train-images-idx3-ubyte: not an IDX file of images: it begins with 3c21444f instead of 00000803"},
		{"labels for images", goodLabels, goodLabels,
			"train-images-idx3-ubyte: holds labels where images belong; are two files swapped?"},
		{"images for labels", goodImages, goodImages,
			"train-labels-idx1-ubyte: holds images where labels belong; are two files swapped?"},
		{"truncated", goodImages[:21], goodLabels,
			"train-images-idx3-ubyte: its header claims 2 images of 3×1 pixels, 22 bytes in all, but there are 21"},
		{"too long", append(bytes.Clone(goodImages), 0), goodLabels,
			"train-images-idx3-ubyte: its header claims 2 images of 3×1 pixels, 22 bytes in all, and more follow"},
		{"truncated labels", goodImages, goodLabels[:9],
			"train-labels-idx1-ubyte: its header claims 2 labels, 10 bytes in all, but there are 9"},
		{"no images", images(0, 28, 28), goodLabels,
			"train-images-idx3-ubyte: its header claims 0 images; 1 to 16777216 can be read"},
		{"absurd count", images(1<<32-1, 28, 28), goodLabels,
			"train-images-idx3-ubyte: its header claims 4294967295 images; 1 to 16777216 can be read"},
		{"large count", images(1<<24, 256, 256), goodLabels,
			"train-images-idx3-ubyte: its header claims 16777216 images of 256×256 pixels, 1099511627792 bytes in all, but there are 16"},
		{"large count, gzipped, equal modulo 2³²", gzipped(images(1<<24, 256, 256)), goodLabels,
			"train-images-idx3-ubyte: its header claims 16777216 images of 256×256 pixels, 1099511627792 bytes in all, but there are 16"},
		{"absurd count of labels", goodImages, labels(1<<31, 7, 1),
			"train-labels-idx1-ubyte: its header claims 2147483648 labels; 1 to 16777216 can be read"},
		{"no columns", images(2, 28, 0), goodLabels,
			"train-images-idx3-ubyte: its header claims images of 0×28 pixels; 1×1 to 256×256 can be read"},
		{"absurd size", images(2, 1<<31, 1<<31), goodLabels,
			"train-images-idx3-ubyte: its header claims images of 2147483648×2147483648 pixels; 1×1 to 256×256 can be read"},
		{"too few labels", goodImages, labels(1, 7),
			"train-labels-idx1-ubyte: holds 1 labels for the 2 images of train-images-idx3-ubyte; both files must come from one set"},
		{"no digit", goodImages, labels(2, 7, 10),
			"train-labels-idx1-ubyte: label 1 is 10; labels must be 0 to 9"},
		{"gzip header cut", zipImages[:5], goodLabels,
			"train-images-idx3-ubyte: truncated: it ends in its gzip header; fetch it again"},
		{"gzip header damaged", damaged(zipImages, 2), goodLabels,
			"train-images-idx3-ubyte: damaged in its gzip header (gzip: invalid header); fetch it again"},
		{"gzip cut", zipImages[:len(zipImages)-6], goodLabels,
			"train-images-idx3-ubyte: truncated: it ends after 22 of 22 bytes; fetch it again"},
		{"gzip of too little", gzipped(goodImages[:20]), goodLabels,
			"train-images-idx3-ubyte: its header claims 2 images of 3×1 pixels, 22 bytes in all, but there are 20"},
		{"gzip of too much", gzipped(append(bytes.Clone(goodImages), make([]byte, 1<<20)...)), goodLabels,
			"train-images-idx3-ubyte: its header claims 2 images of 3×1 pixels, 22 bytes in all, and more follow"},
		{"gzip of less than it says", claims(gzipped(goodImages[:20]), 22), goodLabels,
			"train-images-idx3-ubyte: damaged in image 1 of 0 to 1 (gzip: invalid checksum); fetch it again"},
		{"gzip of more than it says", claims(gzipped(append(bytes.Clone(goodImages), 0)), 22), goodLabels,
			"train-images-idx3-ubyte: its header claims 2 images, and more follow"},
		{"gzip checksum", damaged(zipImages, len(zipImages)-5), goodLabels,
			"train-images-idx3-ubyte: damaged after its last image (gzip: invalid checksum); fetch it again"},
		{"gzip checksum of labels", goodImages, damaged(gzipped(goodLabels), len(gzipped(goodLabels))-5),
			"train-labels-idx1-ubyte: damaged after its last label (gzip: invalid checksum); fetch it again"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string][]byte{imageName: test.images, labelName: test.labels})
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			set, err := mnist.Open(dir)
			if err == nil {
				_, err = set.Image(set.Len() - 1)
			}
			runtime.ReadMemStats(&after)
			wantInputError(t, err, dir+string(filepath.Separator)+test.want)
			if spent := after.TotalAlloc - before.TotalAlloc; spent > 1<<20 {
				t.Errorf("%d bytes allocated", spent)
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	const wanted = "a directory with train-images-idx3-ubyte and train-labels-idx1-ubyte in it, gzipped (.gz) or not, is wanted"
	dir := t.TempDir()
	none := filepath.Join(dir, "none")
	_, err := mnist.Open(none)
	wantInputError(t, err, none+": does not exist; "+wanted)

	write(t, dir, map[string][]byte{imageName: goodImages})
	itself := filepath.Join(dir, imageName)
	_, err = mnist.Open(itself)
	wantInputError(t, err, itself+": not a directory; "+wanted)

	beneath := filepath.Join(itself, "none")
	_, err = mnist.Open(beneath)
	wantInputError(t, err, beneath+": does not exist; "+wanted)

	_, err = mnist.Open(dir + "/")
	wantInputError(t, err, dir+": holds no training labels; looked for the files "+
		"train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz, train-labels.idx1-ubyte, train-labels.idx1-ubyte.gz")

	// Some archives unpack to a directory of the file's name.
	if err := os.Mkdir(filepath.Join(dir, labelName), 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string][]byte{"train-labels.idx1-ubyte": goodLabels})
	if _, err = mnist.Open(dir); err != nil {
		t.Error(err)
	}
}

func TestTruncatedTrainingSet(t *testing.T) {
	from, _ := training()
	whole, err := os.ReadFile(filepath.Join(from, imageName+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, map[string][]byte{imageName + ".gz": whole[:1<<20], labelName: goodLabels})
	_, err = mnist.Open(dir)
	if err == nil || !strings.Contains(err.Error(), "truncated: it ends after ") || !strings.Contains(err.Error(), " of 47040016 bytes") {
		t.Errorf("got %v", err)
	}
}

func TestSystemErrorIsWrapped(t *testing.T) {
	_, err := mnist.Open("a\x00b")
	if _, ok := errors.AsType[*fs.PathError](err); !ok {
		t.Errorf("%v (%T) wraps no PathError", err, err)
	}
	if _, ok := errors.AsType[mnist.InputError](err); ok {
		t.Errorf("%v is not the input's fault", err)
	}
}
