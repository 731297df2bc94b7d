package figure

import (
	"math"
	"strconv"
	"strings"
)

// Exact writes v with as few digits after the point as say all of it, such as an
// author's parameter: 20, 0.05, 2.125; at most six, and its thousands are set
// apart if it is a whole number.
func (l Locale) Exact(v float64) string {
	const most = 6
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return l.Count(int(v))
	}
	_, part, _ := strings.Cut(strings.TrimRight(strconv.FormatFloat(v, 'f', most, 64), "0"), ".")
	return l.Number(v, len(part))
}
