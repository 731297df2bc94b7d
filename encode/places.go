package encode

import (
	"io"
	"strings"
)

// places are what stands in a text between braces, and what is written there:
// {title}. What is written is not looked at again.
type places map[string]string

// fill writes a text with its places filled in.
func (p places) fill(w io.Writer, text string) error {
	var pairs []string
	for name, words := range p {
		pairs = append(pairs, "{"+name+"}", words)
	}
	_, err := strings.NewReplacer(pairs...).WriteString(w, text)
	return err
}
