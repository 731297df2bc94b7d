package figure

import "image/color"

// A Plot is a chart with curves, some of which grow or move.
type Plot struct {
	X, Y   Axis // Ticks nil: round numbers, powers of ten if Log
	Curves []Curve
	Rules  []Rule

	// Least is the height below which it cannot be read. 0: 150.
	Least float64
}

// An XY is a point in the units of a plot's axes.
type XY struct{ X, Y float64 }

// A Curve is data of a plot. The later ones lie over the earlier ones.
type Curve struct {
	Label string      // at its right end, in its ink; empty: none
	Ink   color.Color // nil: the theme's Ink
	Width float64     // of the line in design pixels; 0: the theme's Line; below 0: no line
	Dots  bool        // a dotted line: what theory says, or what was tried
	Marks float64     // the radius of a disc at each point; 0: none
	Fill  color.Color // of the area between the curve and the lower end of Y; nil: none

	// Points are the data. Upto says how many of them there are in a frame,
	// never fewer than before; nil: all of them, from the first frame on.
	Points []XY
	Upto   func(frame int) int

	// Tip is the radius of a disc at the last point so far; 0: none.
	Tip float64

	// Live are the points of one frame, instead of Points. Nil: Points hold.
	Live func(frame int) []XY
}

// A Rule is a line across the plot at a value of one axis.
type Rule struct {
	At     float64
	Across bool        // at a value of Y. False: at one of X
	Label  string      // at its end; empty: none
	Ink    color.Color // nil: the theme's Muted
}
