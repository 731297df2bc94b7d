package vector

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// madePDF reads the dictionary of information: from the end of the file to the
// table of objects, over older tables if the newest does not say, to the
// object (ISO 32000-1, 7.5).
func madePDF(file []byte) (line string, ok bool, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("vector: this PDF file cannot be read: %w", err)
		}
	}()
	r := pdfReader{data: file, objects: make(map[int]int)}
	trailer, err := r.trailer()
	if err != nil {
		return "", false, err
	}
	if trailer["Encrypt"] != nil {
		return "", false, errors.New("it is encrypted")
	}
	info, err := r.resolve(trailer["Info"])
	if err != nil {
		return "", false, err
	}
	entries, _ := info.(pdfDict)
	var texts [2]string
	for i, key := range []string{"Producer", "Keywords"} {
		v, err := r.resolve(entries[key])
		if err != nil {
			return "", false, err
		}
		s, _ := v.(pdfString)
		texts[i] = s.text()
	}
	return texts[1], texts[0] == producer, nil
}

// The values of a PDF beside nil, bool and float64.
type (
	pdfName   string
	pdfString string // bytes
	pdfDict   map[string]any
	pdfArray  []any
	pdfRef    int    // the number of an object
	pdfWord   string // a keyword, as obj
)

// text is a string in UTF-8. Strings are in UTF-16 if they say so, and here in
// ASCII otherwise; what PDF has beyond that, this package does not write.
func (s pdfString) text() string {
	rest, wide := strings.CutPrefix(string(s), "\xfe\xff")
	if !wide {
		return string(s)
	}
	units := make([]uint16, 0, len(rest)/2)
	for i := 0; i+1 < len(rest); i += 2 {
		units = append(units, uint16(rest[i])<<8|uint16(rest[i+1]))
	}
	return string(utf16.Decode(units))
}

// A pdfReader reads values from a place in a file.
type pdfReader struct {
	data    []byte
	at      int
	objects map[int]int // where objects begin
}

// trailer reads the tables of objects, the newest first, and what they say of
// the file.
func (r *pdfReader) trailer() (pdfDict, error) {
	const tail = 1024
	from := max(0, len(r.data)-tail)
	i := bytes.LastIndex(r.data[from:], []byte("startxref"))
	if i < 0 {
		return nil, errors.New("it has no startxref near its end; it may be cut off")
	}
	r.at = from + i + len("startxref")
	next, err := r.value(0)
	if err != nil {
		return nil, err
	}
	all := make(pdfDict)
	for seen := make(map[int]bool); next != nil; {
		at, ok := next.(float64)
		if !ok || !(0 <= at && at < float64(len(r.data))) || seen[int(at)] {
			return nil, fmt.Errorf("no table of objects lies at %v", next)
		}
		seen[int(at)], r.at = true, int(at)
		if err := r.table(); err != nil {
			return nil, err
		}
		v, err := r.value(0)
		if err != nil {
			return nil, err
		}
		trailer, ok := v.(pdfDict)
		if !ok {
			return nil, errors.New("the table of objects has no trailer")
		}
		for k, v := range trailer {
			if _, newer := all[k]; !newer {
				all[k] = v
			}
		}
		next = trailer["Prev"]
	}
	return all, nil
}

// table reads a table of objects and the word trailer. Newer tables, which were
// read before, come first.
func (r *pdfReader) table() error {
	switch v, err := r.value(0); {
	case err != nil:
		return err
	case v != pdfWord("xref"):
		if _, number := v.(float64); number {
			return errors.New("its table of objects is compressed, which another program has done; read the original file")
		}
		return fmt.Errorf("its table of objects begins with %v, want xref", v)
	}
	for {
		v, err := r.value(0)
		if err != nil {
			return err
		}
		if v == pdfWord("trailer") {
			return nil
		}
		first, ok := v.(float64)
		v, err = r.value(0)
		if err != nil {
			return err
		}
		n, ok2 := v.(float64)
		if !ok || !ok2 || !(0 <= n && n <= float64(len(r.data))) || !(0 <= first && first <= 1<<32) {
			return errors.New("its table of objects is damaged")
		}
		for i := range int(n) {
			if err := r.entry(int(first) + i); err != nil {
				return err
			}
		}
	}
}

// entry reads where an object lies.
func (r *pdfReader) entry(id int) error {
	var fields [3]any
	for i := range fields {
		v, err := r.value(0)
		if err != nil {
			return err
		}
		fields[i] = v
	}
	at, ok := fields[0].(float64)
	if !ok || !(0 <= at && at <= float64(len(r.data))) && fields[2] == pdfWord("n") {
		return fmt.Errorf("its table of objects is damaged at object %d", id)
	}
	if _, newer := r.objects[id]; !newer && fields[2] == pdfWord("n") {
		r.objects[id] = int(at)
	}
	return nil
}

// resolve is what a value refers to, or the value itself.
func (r *pdfReader) resolve(v any) (any, error) {
	ref, ok := v.(pdfRef)
	if !ok {
		return v, nil
	}
	at, ok := r.objects[int(ref)]
	if !ok {
		return nil, nil // as the null object
	}
	r.at = at
	for _, want := range []any{float64(ref), nil, pdfWord("obj")} {
		got, err := r.value(0)
		if err != nil {
			return nil, err
		}
		if want != nil && got != want {
			return nil, fmt.Errorf("object %d does not lie where the table says", int(ref))
		}
	}
	return r.value(0)
}
