package drawings

import "strings"

// LetterSide is the number of columns, and of rows, of a letter.
const LetterSide = 6

// alphabet is the letters from A to Z, seven to a line.
const alphabet = `
..##.. #####. .##### ####.. ###### ###### .#####
.#..#. #....# #..... #...#. #..... #..... #.....
#....# #####. #..... #....# ####.. ####.. #..###
###### #....# #..... #....# #..... #..... #....#
#....# #....# #..... #...#. #..... #..... #....#
#....# #####. .##### ####.. ###### #..... .#####

#....# ###### ..#### #...#. #..... #....# #....#
#....# ..##.. ....#. #..#.. #..... ##..## ##...#
###### ..##.. ....#. ###... #..... #.##.# #.#..#
#....# ..##.. ....#. #..#.. #..... #....# #..#.#
#....# ..##.. #...#. #...#. #..... #....# #...##
#....# ###### .###.. #....# ###### #....# #....#

.####. #####. .####. #####. .##### ###### #....#
#....# #....# #....# #....# #..... ..##.. #....#
#....# #....# #....# #####. .####. ..##.. #....#
#....# #####. #..#.# #..#.. .....# ..##.. #....#
#....# #..... #...#. #...#. .....# ..##.. #....#
.####. #..... .###.# #....# #####. ..##.. .####.

#....# #....# #....# #....# ######
#....# #....# .#..#. .#..#. ....#.
#....# #....# ..##.. ..##.. ...#..
.#..#. #.##.# ..##.. ..##.. ..#...
.#..#. ##..## .#..#. ..##.. .#....
..##.. #....# #....# ..##.. ######
`

// Letter draws a capital letter on 6×6 cells. It is false for any other rune
// than A to Z. No two letters differ in fewer than four cells.
func Letter(r rune) (Drawing, bool) {
	if r < 'A' || r > 'Z' {
		return Drawing{}, false
	}
	const across = 7
	lines := strings.Split(strings.TrimSpace(alphabet), "\n\n")
	k := int(r - 'A')
	var rows []string
	for line := range strings.Lines(lines[k/across]) {
		rows = append(rows, strings.Fields(line)[k%across])
	}
	return drawn(strings.Join(rows, "\n")), true
}
