package vector

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

const (
	pdfSpace     = "\x00\t\n\f\r "
	pdfDelimiter = "()<>[]{}/%"
)

var errPDFEnd = errors.New("it ends in the middle of a value")

// space skips what stands between values, comments too.
func (r *pdfReader) space() {
	for ; r.at < len(r.data); r.at++ {
		switch c := r.data[r.at]; {
		case c == '%':
			if i := bytes.IndexAny(r.data[r.at:], "\r\n"); i >= 0 {
				r.at += i
			} else {
				r.at = len(r.data) - 1
			}
		case strings.IndexByte(pdfSpace, c) < 0:
			return
		}
	}
}

// follows takes a word if it comes next.
func (r *pdfReader) follows(s string) bool {
	if bytes.HasPrefix(r.data[min(r.at, len(r.data)):], []byte(s)) {
		r.at += len(s)
		return true
	}
	return false
}

// word takes all up to the next space or delimiter.
func (r *pdfReader) word() string {
	from := r.at
	for r.at < len(r.data) && strings.IndexByte(pdfSpace+pdfDelimiter, r.data[r.at]) < 0 {
		r.at++
	}
	return string(r.data[from:r.at])
}

// value reads the value that comes next, within depth others.
func (r *pdfReader) value(depth int) (any, error) {
	const deepest = 32
	if depth > deepest {
		return nil, fmt.Errorf("its values lie within more than %d others", deepest)
	}
	r.space()
	switch {
	case r.at >= len(r.data):
		return nil, errPDFEnd
	case r.follows("<<"):
		return r.dict(depth + 1)
	case r.follows("<"):
		return r.hexadecimal()
	case r.follows("("):
		return r.literal()
	case r.follows("["):
		list, err := r.list("]", depth+1)
		return pdfArray(list), err
	case r.follows("/"):
		return r.name()
	}
	switch w := r.word(); w {
	case "":
		return nil, fmt.Errorf("%q stands at byte %d, want a value", r.data[r.at], r.at)
	case "true", "false":
		return w == "true", nil
	case "null":
		return nil, nil
	default:
		if v, err := strconv.ParseFloat(w, 64); err == nil {
			return v, nil
		}
		return pdfWord(w), nil
	}
}

// list reads values up to a closing word. A number, another and an R are a
// reference.
func (r *pdfReader) list(end string, depth int) ([]any, error) {
	var out []any
	for {
		r.space()
		if r.follows(end) {
			return out, nil
		}
		v, err := r.value(depth)
		if err != nil {
			return nil, err
		}
		if n := len(out); v == pdfWord("R") && n >= 2 {
			if id, ok := out[n-2].(float64); ok && 0 <= id && id < 1<<31 {
				out = append(out[:n-2], pdfRef(id))
				continue
			}
		}
		out = append(out, v)
	}
}

func (r *pdfReader) dict(depth int) (any, error) {
	list, err := r.list(">>", depth)
	if err != nil {
		return nil, err
	}
	out := make(pdfDict, len(list)/2)
	for i := 0; i < len(list); i += 2 {
		key, ok := list[i].(pdfName)
		if !ok || i+1 == len(list) {
			return nil, errors.New("a dictionary is not pairs of names and values")
		}
		out[string(key)] = list[i+1]
	}
	return out, nil
}

// name reads a name, in which # stands before two hexadecimal digits.
func (r *pdfReader) name() (any, error) {
	parts := strings.Split(r.word(), "#")
	out := parts[0]
	for _, p := range parts[1:] {
		if len(p) < 2 {
			return nil, errors.New("a name is damaged")
		}
		c, err := hex.DecodeString(p[:2])
		if err != nil {
			return nil, errors.New("a name is damaged")
		}
		out += string(c) + p[2:]
	}
	return pdfName(out), nil
}

func (r *pdfReader) hexadecimal() (any, error) {
	i := bytes.IndexByte(r.data[r.at:], '>')
	if i < 0 {
		return nil, errPDFEnd
	}
	digits := strings.Join(strings.FieldsFunc(string(r.data[r.at:r.at+i]), func(c rune) bool { return strings.ContainsRune(pdfSpace, c) }), "")
	r.at += i + 1
	if len(digits)%2 == 1 {
		digits += "0"
	}
	out, err := hex.DecodeString(digits)
	if err != nil {
		return nil, fmt.Errorf("a string is damaged: %w", err)
	}
	return pdfString(out), nil
}

// literal reads a string in parentheses, after the first of them.
func (r *pdfReader) literal() (any, error) {
	var out []byte
	for open := 1; r.at < len(r.data); {
		c := r.data[r.at]
		r.at++
		switch c {
		case '\\':
			out = r.escape(out)
			continue
		case '\r': // any end of a line stands for \n
			r.follows("\n")
			c = '\n'
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return pdfString(out), nil
			}
		}
		out = append(out, c)
	}
	return nil, errPDFEnd
}

// escape reads what follows a backslash: a letter, up to three octal digits,
// the end of a line, which is left out, or the character itself.
func (r *pdfReader) escape(out []byte) []byte {
	if r.follows("\r\n") || r.follows("\r") || r.follows("\n") || r.at >= len(r.data) {
		return out
	}
	c := r.data[r.at]
	r.at++
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for range 2 {
		if r.at < len(r.data) && '0' <= r.data[r.at] && r.data[r.at] <= '7' {
			v = v<<3 | int(r.data[r.at]-'0')
			r.at++
		}
	}
	return append(out, byte(v))
}
