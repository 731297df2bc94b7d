// Package drawings holds small pictures of our own, black on white, and reads
// those of an author. Written down they are rows of '#' for ink and '.' for
// paper:
//
//	..##..
//	.#..#.
//	######
//	#....#
//
// A '?' is a cell of which nothing is known. It knows nothing of networks or
// figures: a picture is its size, and a state of +1, −1 or 0 for each cell.
package drawings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// MaxSide is the most columns, or rows, of a picture that Parse reads.
const MaxSide = 128

// A Drawing is a picture in black and white. Its zero value has no cells.
type Drawing struct {
	Cols, Rows int
	States     []int8 // along rows from the top left: +1 for ink, −1 for paper, 0 where nothing is known
}

// Known says that every cell is ink or paper. If one is not, the error names
// the first by its row and its column, from 1.
func (d Drawing) Known() error {
	if i := slices.Index(d.States, 0); i >= 0 {
		return fmt.Errorf("row %d, column %d: '?'; want # for ink or . for paper", i/d.Cols+1, i%d.Cols+1)
	}
	return nil
}

// Parse reads one picture. Rows end with a line break or a semicolon, and all
// have the same length, of up to MaxSide. Blanks at the end of a row do not
// count, nor do empty rows above and below the picture. Errors name the line,
// and the column if one is to blame, from 1.
func Parse(text string) (Drawing, error) {
	all, err := ParseAll(text)
	if err != nil {
		return Drawing{}, err
	}
	if n := len(all); n > 1 {
		return Drawing{}, fmt.Errorf("there are %d pictures, with empty lines between them; want one", n)
	}
	return all[0], nil
}

// ParseAll reads pictures with empty rows between them, each as Parse does.
// They may differ in size. It is an error if there are none.
func ParseAll(text string) ([]Drawing, error) {
	var out []Drawing
	var d Drawing
	line, first := 0, 0 // first: where d begins
	end := func() {
		if d.Rows > 0 {
			out = append(out, d)
		}
		d = Drawing{}
	}
	for row := range strings.SplitSeq(strings.ReplaceAll(text, ";", "\n"), "\n") {
		line++
		row = strings.TrimRight(row, " \t\r")
		if row == "" {
			end()
			continue
		}
		if d.Rows == 0 {
			first = line
		}
		if err := d.add(row, line, first); err != nil {
			return nil, err
		}
	}
	if end(); len(out) == 0 {
		return nil, errors.New("there is no picture; want rows of # for ink and . for paper")
	}
	return out, nil
}

// maxFile is the most that is read of a file, in bytes: 500 pictures of MaxSide.
const maxFile = 8 << 20

// ReadFile reads the pictures in a file, as ParseAll does, from its first 8 MB:
// what is longer is no file of drawings, and may have no end. A file that
// cannot be read is an *fs.PathError; other errors name the file.
func ReadFile(name string) ([]Drawing, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, err
	}
	all, err := ParseAll(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

// add reads a row, which is not empty. The picture began in line first.
func (d *Drawing) add(row string, line, first int) error {
	cols := 0
	for _, r := range row {
		cols++
		switch {
		case r == '#':
			d.States = append(d.States, 1)
		case r == '.':
			d.States = append(d.States, -1)
		case r == '?':
			d.States = append(d.States, 0)
		default:
			return fmt.Errorf("line %d, column %d: %q; want # for ink or . for paper", line, cols, r)
		}
		if cols > MaxSide {
			return fmt.Errorf("line %d, column %d: want at most %d columns", line, cols, MaxSide)
		}
	}
	if d.Rows > 0 && cols != d.Cols {
		return fmt.Errorf("line %d, column %d: the row ends here; want %d columns, as in line %d", line, cols, d.Cols, first)
	}
	if d.Cols, d.Rows = cols, d.Rows+1; d.Rows > MaxSide {
		return fmt.Errorf("line %d, column 1: want at most %d rows in a picture", line, MaxSide)
	}
	return nil
}

// String writes the picture as Parse reads it, each row with a line break
// behind it.
func (d Drawing) String() string {
	var b strings.Builder
	for i, s := range d.States {
		b.WriteByte(".?#"[s+1])
		if i%d.Cols == d.Cols-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// drawn reads a picture of our own. One that cannot be read is a mistake in
// the program, found by the tests of this package, and panics.
func drawn(text string) Drawing {
	d, err := Parse(text)
	if err != nil {
		panic("drawings: " + err.Error())
	}
	return d
}
