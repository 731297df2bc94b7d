package raster

import "image"

// A region is a set of pixels, kept as a few rectangles that may overlap.
type region []image.Rectangle

// add puts r into the region. Rectangles that lie near each other become one,
// so that a thousand small shapes do not become a thousand rectangles.
func (g *region) add(r image.Rectangle) {
	if r.Empty() {
		return
	}
	for i := 0; i < len(*g); i++ {
		old := (*g)[i]
		both := old.Union(r)
		if area(both) > area(old)+area(r) && len(*g) < 24 {
			continue
		}
		if both == old {
			return
		}
		(*g)[i] = (*g)[len(*g)-1]
		*g = (*g)[:len(*g)-1]
		r, i = both, -1 // the larger one may now lie near others
	}
	*g = append(*g, r)
}

func (g *region) addAll(other region) {
	for _, r := range other {
		g.add(r)
	}
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }
