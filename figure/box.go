package figure

import "gonum.org/v1/plot/vg"

// A Box is a rectangle that is cut into parts. Lengths are in design pixels;
// a part never gets more than there is.
type Box struct{ vg.Rectangle }

func (b Box) Width() float64     { return float64(b.Max.X - b.Min.X) }
func (b Box) Height() float64    { return float64(b.Max.Y - b.Min.Y) }
func (b Box) TopLeft() vg.Point  { return vg.Point{X: b.Min.X, Y: b.Max.Y} }
func (b Box) TopRight() vg.Point { return b.Max }

// Inset is the box without borders of the given widths.
func (b Box) Inset(left, top, right, bottom float64) Box {
	b.Min.X += vg.Length(left)
	b.Max.X -= vg.Length(right)
	b.Min.Y += vg.Length(bottom)
	b.Max.Y -= vg.Length(top)
	return b
}

// Top cuts a part of height h off the top.
func (b Box) Top(h float64) (part, rest Box) {
	h = min(h, b.Height())
	part, rest = b, b
	part.Min.Y = b.Max.Y - vg.Length(h)
	rest.Max.Y = part.Min.Y
	return part, rest
}

// Left cuts a part of width w off the left.
func (b Box) Left(w float64) (part, rest Box) {
	w = min(w, b.Width())
	part, rest = b, b
	part.Max.X = b.Min.X + vg.Length(w)
	rest.Min.X = part.Max.X
	return part, rest
}

// Near finds a place of a given height, as wide as the area, as near to the
// height y as it can without touching what is taken. It looks upwards first
// if up, and otherwise downwards first. Not ok if all is taken: then it is the
// place nearest to y.
func Near(y vg.Length, height float64, up bool, area Box, taken []Box) (b Box, ok bool) {
	dir := vg.Length(1)
	if !up {
		dir = -1
	}
	at := func(center vg.Length) Box {
		b := area
		b.Min.Y, b.Max.Y = center-vg.Length(height/2), center+vg.Length(height/2)
		return b
	}
	free := func(b Box) bool {
		for _, t := range taken {
			if b.Min.Y < t.Max.Y && t.Min.Y < b.Max.Y && b.Min.X < t.Max.X && t.Min.X < b.Max.X {
				return false
			}
		}
		return b.Min.Y >= area.Min.Y && b.Max.Y <= area.Max.Y
	}
	for away := vg.Length(0); float64(away) <= area.Height(); away++ {
		for _, b := range []Box{at(y + dir*away), at(y - dir*away)} {
			if free(b) {
				return b, true
			}
		}
	}
	half := vg.Length(height / 2)
	return at(min(max(y, area.Min.Y+half), area.Max.Y-half)), false
}
