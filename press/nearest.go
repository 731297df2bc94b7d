package press

import "github.com/agnivade/levenshtein"

// Nearest proposes the name that was probably meant: `; did you mean strip?`,
// or nothing if none is near.
func Nearest(s string, names []string) string {
	best, distance := "", 3
	for _, n := range names {
		if d := levenshtein.ComputeDistance(s, n); d < distance && d < len(n) {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
