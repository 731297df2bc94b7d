package mnist_test

import (
	"bytes"
	"testing"

	"flipbook/mnist"
)

// What is written can be read, packed or not, and is the same set.
func TestWriteAndRead(t *testing.T) {
	want, err := mnist.Sample()
	if err != nil {
		t.Fatal(err)
	}
	var images, labels bytes.Buffer
	if err := want.Write(&images, &labels); err != nil {
		t.Fatal(err)
	}
	for name, pack := range map[string]func([]byte) []byte{"raw": bytes.Clone, "gzipped": gzipped} {
		got, err := mnist.Read("the post", pack(images.Bytes()), pack(labels.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.Len() != want.Len() || got.Bounds() != want.Bounds() || got.Name() != "the post" {
			t.Errorf("%s: %d images of %v in %s", name, got.Len(), got.Bounds(), got.Name())
		}
		for i := range want.Len() {
			a, errA := want.Image(i)
			b, errB := got.Image(i)
			if errA != nil || errB != nil || !bytes.Equal(a.Pix, b.Pix) || want.Label(i) != got.Label(i) {
				t.Fatalf("%s: image %d is another: %v, %v", name, i, errA, errB)
			}
		}
	}
}

// What comes by post is trusted no more than what is in a directory.
func TestReadRefuses(t *testing.T) {
	_, err := mnist.Read("the post", goodImages, nil)
	wantInputError(t, err, "the post/train-labels-idx1-ubyte: truncated: it ends in its IDX header; fetch it again")
	_, err = mnist.Read("the post", goodLabels, goodImages)
	wantInputError(t, err, "the post/train-images-idx3-ubyte: holds labels where images belong; are two files swapped?")
	set, err := mnist.Read("the post", goodImages, goodLabels)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = set.Nth(3, 0)
	wantInputError(t, err, "no sample 0: digit 3 has no samples in the post")
}
