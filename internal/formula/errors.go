package formula

import "fmt"

// An Error is a mistake in the source of a formula.
type Error struct {
	Column int    // of the first letter of what is wrong, in runes, from 1
	Msg    string // what is wrong, and what would be right
}

func (e *Error) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Msg) }

func mistake(column int, format string, args ...any) error {
	return &Error{column, fmt.Sprintf(format, args...)}
}
