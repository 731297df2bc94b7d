package encode

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The names of what is said in XMP (ISO 16684-1).
const (
	spaceRDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	spaceDC  = "http://purl.org/dc/elements/1.1/"
	spaceXMP = "http://ns.adobe.com/xap/1.0/"
)

// xmp is a packet of metadata, and nil if there is nothing to be said.
func xmp(title, alt, made string) []byte {
	if title+alt+made == "" {
		return nil
	}
	var b strings.Builder
	say := func(format, words string) {
		var escaped strings.Builder
		xml.EscapeText(&escaped, []byte(words)) // a Builder takes everything
		if words != "" {
			fmt.Fprintf(&b, format, escaped.String())
		}
	}
	fmt.Fprintf(&b, `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"><rdf:Description rdf:about="" xmlns:dc="%s" xmlns:xmp="%s">`, spaceRDF, spaceDC, spaceXMP)
	const words = `<rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt>`
	say("<dc:title>"+words+"</dc:title>", title)
	say("<dc:description>"+words+"</dc:description>", alt)
	say("<xmp:CreatorTool>%s</xmp:CreatorTool>", made)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>")
	return []byte(b.String())
}

// creatorTool is the CreatorTool of a packet of metadata, as an element or, as other programs write it, as an attribute.
func creatorTool(packet []byte) (string, bool, error) {
	const name = "CreatorTool"
	d := xml.NewDecoder(strings.NewReader(string(packet)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return "", false, nil
		}
		if err != nil {
			return "", false, fmt.Errorf("the metadata: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name == (xml.Name{Space: spaceXMP, Local: name}) {
			var s string
			err := d.DecodeElement(&s, &start)
			return s, err == nil, err
		}
		for _, a := range start.Attr {
			if a.Name == (xml.Name{Space: spaceXMP, Local: name}) {
				return a.Value, true, nil
			}
		}
	}
}
