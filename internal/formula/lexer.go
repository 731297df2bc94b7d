package formula

import "unicode"

// A token is a command, a character, or the end.
type token struct {
	kind   kind
	r      rune   // of a character
	name   string // of a command, without its backslash
	column int
}

type kind int

const (
	end kind = iota
	character
	command
)

// is says whether t is the given character.
func (t token) is(r rune) bool { return t.kind == character && t.r == r }

func (t token) String() string {
	switch t.kind {
	case command:
		return `\` + t.name
	case character:
		return string(t.r)
	}
	return "the end"
}

// A lexer cuts a source into tokens.
type lexer struct {
	src []rune
	at  int
}

// peek is the next token, and where the one after it begins.
func (l *lexer) peek() (t token, next int) {
	at := l.at
	for at < len(l.src) && unicode.IsSpace(l.src[at]) {
		at++
	}
	t.column = at + 1
	switch {
	case at == len(l.src):
		return t, at
	case l.src[at] != '\\':
		t.kind, t.r = character, l.src[at]
		return t, at + 1
	}
	t.kind = command
	from := at + 1
	at = from
	for at < len(l.src) && isLetter(l.src[at]) {
		at++
	}
	if at == from && at < len(l.src) {
		at++
	}
	t.name = string(l.src[from:at])
	return t, at
}

// next takes the next token.
func (l *lexer) next() token {
	t, at := l.peek()
	l.at = at
	return t
}

// take takes the next token if it is the given character.
func (l *lexer) take(r rune) bool {
	t, at := l.peek()
	if t.is(r) {
		l.at = at
		return true
	}
	return false
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
