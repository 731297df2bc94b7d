package vector

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A pdfFile is the objects of a PDF, written one after the other.
type pdfFile struct {
	bytes.Buffer
	offsets []int // of each object, the first of which has number 1
}

func newPDFFile() *pdfFile {
	f := &pdfFile{}
	f.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n") // four bytes that are no text
	return f
}

// reserve is the number of an object that is put later.
func (f *pdfFile) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

func (f *pdfFile) put(id int, body string) {
	f.offsets[id-1] = f.Len()
	fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", id, body)
}

func (f *pdfFile) add(body string) int {
	id := f.reserve()
	f.put(id, body)
	return id
}

// stream adds data, compressed, with further entries of its dictionary.
func (f *pdfFile) stream(entries string, data []byte) int {
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestCompression)
	if err != nil {
		panic(err) // zlib knows that level
	}
	w.Write(data) // a Buffer takes all
	w.Close()
	return f.add(fmt.Sprintf("<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream", z.Len(), entries, z.Bytes()))
}

// close writes the table of objects. The identifier is a hash of all of them.
func (f *pdfFile) close(catalogue, info int) {
	id := sha256.Sum256(f.Bytes())
	table := f.Len()
	fmt.Fprintf(f, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(f, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(f, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalogue, info, id[:16], table)
}

// pdfText is s as a string object: as it is if all of it is ASCII, and in
// UTF-16 otherwise.
func pdfText(s string) string {
	ascii := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
	if ascii {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}
