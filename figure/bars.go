package figure

import "image/color"

// Bars are horizontal bars, one below the other, from the left end of an axis.
type Bars struct {
	Axis Axis // Ticks nil: none are drawn
	Each []Bar
}

// A Bar is a value with a name.
type Bar struct {
	Label    string                  // left of it
	Value    func(frame int) float64 // where it ends; NaN: there is none yet
	Text     func(frame int) string  // behind its end; nil: nothing
	Ink      color.Color             // nil: the theme's Tried
	Expected float64                 // a mark across the bar: what theory says; 0: none
	Bold     func(frame int) bool    // the words are bold; nil: on no frame
}

// A Table is rows of words and numbers under heads.
type Table struct {
	Heads []string // of the columns; empty: none. The first column is flush left, others are flush right
	Rows  []TableRow
}

// A TableRow is a line of a table.
type TableRow struct {
	Cells []func(frame int) string
	Ink   color.Color          // nil: Ink
	Bold  func(frame int) bool // nil: on no frame
}

// A Matrix is square cells with a number in each, or without numbers where
// they have no room.
type Matrix struct {
	Head       string // above it; empty: none
	Cols, Rows int
	ColHeads   []string                          // empty: none
	RowHeads   []string                          // empty: none
	Text       func(frame, cell int) string      // nil: no words
	Ground     func(frame, cell int) color.NRGBA // nil: the theme's Panel
	Ink        func(frame, cell int) color.Color // nil: Ink
	Cell       float64                           // the most design pixels for a side; 0: 44
}
