package encode

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// proper checks that words can be written in any format: they are UTF-8, and neither control characters nor those that XML
// may not hold are among them.
func proper(words ...string) error {
	for _, s := range words {
		if !utf8.ValidString(s) {
			return fmt.Errorf("%q is not UTF-8", s)
		}
		if i := strings.IndexFunc(s, improper); i >= 0 {
			r, _ := utf8.DecodeRuneInString(s[i:])
			return fmt.Errorf("%q holds the character %U: want text without control characters, in one line", s, r)
		}
	}
	return nil
}

func improper(r rune) bool { return unicode.IsControl(r) || r == 0xfffe || r == 0xffff }
