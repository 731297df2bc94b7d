package perceptron

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ReadCSV reads points of the plane, one `x,y,label` a line: two numbers of at
// most [MaxCoordinate] in magnitude, 0 or at least 1e-50, and −1, +1 or 1. Spaces around a field do not
// count, nor do quotes; blank lines, lines that begin with # and one header
// `x,y,label` before the first point are skipped. There must be 1 to [MaxPoints]
// points.
//
// An error is one line, `name:line:column: what is wrong: what would be right`, with
// line and column, in characters, from 1; or, where r fails, name and its error.
func ReadCSV(r io.Reader, name string) ([]Point, error) {
	if r == nil {
		return nil, fmt.Errorf("%s: r is nil: want a reader", name)
	}
	var points []Point
	lines := bufio.NewScanner(r)
	header := true // may still come
	line := 0
	fail := func(column int, format string, args ...any) error {
		return fmt.Errorf("%s:%d:%d: %s", name, line, column, fmt.Sprintf(format, args...))
	}
	for lines.Scan() {
		line++
		text := lines.Text()
		if line == 1 {
			text = strings.TrimPrefix(text, "\ufeff") // the mark some spreadsheets leave
		}
		if bare := strings.TrimSpace(text); bare == "" || bare[0] == '#' {
			continue
		}
		fields := split(text)
		if header && isHeader(fields) {
			header = false
			continue
		}
		header = false
		if len(points) == MaxPoints {
			return nil, fail(1, "too many points: want at most %d", MaxPoints)
		}
		p, column, err := parse(fields)
		if err != nil {
			return nil, fail(column, "%v", err)
		}
		points = append(points, p)
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		line++
		return nil, fail(1, "line is longer than %d bytes: want x,y,label", bufio.MaxScanTokenSize)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(points) == 0 {
		line = max(line, 1)
		return nil, fail(1, "no points: want lines x,y,label such as 0.5,-0.2,+1")
	}
	return points, nil
}

// minCoordinate is the smallest magnitude above 0 that ReadCSV takes: a margin
// below it could not be told from none.
const minCoordinate = 1e-50

// A field is what stands between two commas, bare of spaces and quotes.
type field struct {
	text   string
	column int // where its text begins, in characters from 1
}

func split(line string) []field {
	var fields []field
	column := 1
	for raw := range strings.SplitSeq(line, ",") {
		left := strings.TrimLeft(raw, " \t\r")
		text := strings.TrimRight(left, " \t\r")
		text = strings.ReplaceAll(text, "−", "-") // as typeset, and as pasted
		if n := len(text); n >= 2 && text[0] == '"' && text[n-1] == '"' {
			text = strings.TrimSpace(text[1 : n-1])
		}
		fields = append(fields, field{text, column + len(raw) - len(left)})
		column += utf8.RuneCountInString(raw) + 1
	}
	return fields
}

func isHeader(f []field) bool {
	return len(f) == 3 &&
		strings.EqualFold(f[0].text, "x") && strings.EqualFold(f[1].text, "y") && strings.EqualFold(f[2].text, "label")
}

// parse makes a point of the fields, or names the column that keeps it from that.
func parse(f []field) (p Point, column int, err error) {
	if len(f) < 3 {
		return p, f[len(f)-1].column, fmt.Errorf("%d of 3 fields: want x,y,label", len(f))
	}
	if len(f) > 3 {
		return p, f[3].column, fmt.Errorf("%d fields: want 3: x,y,label", len(f))
	}
	for i, axis := range []string{"x", "y"} {
		v, err := strconv.ParseFloat(f[i].text, 64)
		switch {
		case err != nil && !errors.Is(err, strconv.ErrRange):
			return p, f[i].column, fmt.Errorf("%s is %s: want a number", axis, quote(f[i].text))
		case math.IsNaN(v):
			return p, f[i].column, fmt.Errorf("%s is NaN: want a number", axis)
		case math.Abs(v) > MaxCoordinate:
			return p, f[i].column, fmt.Errorf("%s is %s: want a number from -1e9 to 1e9", axis, quote(f[i].text))
		case v != 0 && math.Abs(v) < minCoordinate:
			return p, f[i].column, fmt.Errorf("%s is %s: want 0 or at least 1e-50 in magnitude", axis, quote(f[i].text))
		}
		p.X = append(p.X, v)
	}
	switch f[2].text {
	case "-1":
		p.Y = -1
	case "+1", "1":
		p.Y = +1
	default:
		return p, f[2].column, fmt.Errorf("label is %s: want -1 or +1", quote(f[2].text))
	}
	return p, 0, nil
}

// quote shows a field on one line, and not all of it if it is long.
func quote(s string) string {
	if r := []rune(s); len(r) > 24 {
		s = string(r[:24]) + "…"
	}
	return strconv.Quote(s)
}
