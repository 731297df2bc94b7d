package drawings

import (
	_ "embed"
	"sync"
)

// Sides of the pictures below, which are square.
const (
	FamilySide = 40
	ThingSide  = 32
	SignSide   = 35
)

//go:embed family.txt
var familyText string

//go:embed things.txt
var thingsText string

//go:embed signs.txt
var signsText string

var (
	family = sync.OnceValue(func() []Drawing { return allDrawn(familyText) })
	things = sync.OnceValue(func() []Drawing { return allDrawn(thingsText) })
	signs  = sync.OnceValue(func() []Drawing { return allDrawn(signsText) })
)

// Family draws five faces on FamilySide columns and rows: father, mother,
// grandmother, son and daughter. They look at the reader alike, and resemble
// each other as portraits do: any two have an overlap between .4 and .65.
// Callers must not change them.
func Family() []Drawing { return family() }

// Things draws an apple, a tomato, a pear, a cup and an umbrella on ThingSide
// columns and rows. The first two resemble each other. Callers must not change
// them.
func Things() []Drawing { return things() }

// Signs draws a house, a tree, a heart, a key and an anchor on SignSide columns
// and rows. Callers must not change them.
func Signs() []Drawing { return signs() }

// allDrawn reads pictures of our own. As drawn, it panics at a mistake.
func allDrawn(text string) []Drawing {
	all, err := ParseAll(text)
	if err != nil {
		panic("drawings: " + err.Error())
	}
	return all
}
