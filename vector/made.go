package vector

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Made is the line of provenance in an SVG or PDF file that this package has
// written. ok is false if the file does not have one, as those of other
// programs. An error says that the file is neither, is damaged, or was
// rewritten in a form that cannot be read: a PDF that is encrypted or has a
// compressed table of objects.
func Made(file []byte) (line string, ok bool, err error) {
	if bytes.HasPrefix(file, []byte("%PDF-")) {
		line, ok, err = madePDF(file)
	} else {
		line, ok, err = madeSVG(file)
	}
	if err == nil && ok {
		if r, bad := unfit(line, false); bad {
			err = fmt.Errorf("vector: the line of provenance is damaged: it has the character %U", r)
		}
	}
	if err != nil || !ok || line == "" {
		return "", false, err
	}
	return line, true, nil
}

// madeSVG reads the metadata that are a child of the root.
func madeSVG(file []byte) (line string, ok bool, err error) {
	d := xml.NewDecoder(bytes.NewReader(file))
	for depth := 0; ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return "", false, errors.New("vector: this is neither an SVG nor a PDF file")
		case err != nil && depth == 0:
			return "", false, fmt.Errorf("vector: this cannot be read as an SVG or PDF file: %w", err)
		case err != nil:
			return "", false, fmt.Errorf("vector: this SVG file is damaged: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && t.Name.Local != "svg" {
				return "", false, fmt.Errorf("vector: this is neither an SVG nor a PDF file, but an XML file of %q", t.Name.Local)
			}
			if depth == 2 && t.Name.Local == "metadata" && ours(t) {
				return metadata(d)
			}
		case xml.EndElement:
			if depth--; depth == 0 {
				return "", false, nil
			}
		}
	}
}

// ours says that an element has the mark of this package.
func ours(e xml.StartElement) bool {
	for _, a := range e.Attr {
		if a.Name.Local == "data-producer" && a.Value == producer {
			return true
		}
	}
	return false
}

// metadata is the text up to the end of the element.
func metadata(d *xml.Decoder) (string, bool, error) {
	var text strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return "", false, fmt.Errorf("vector: the metadata of this SVG file are damaged: %w", err)
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			return "", false, fmt.Errorf("vector: the metadata of this SVG file are damaged: they have an element %q", t.Name.Local)
		case xml.EndElement:
			return text.String(), true, nil
		}
	}
}
