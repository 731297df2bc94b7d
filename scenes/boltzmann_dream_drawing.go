package scenes

import (
	"image"

	"flipbook/boltzmann"
)

// halved is an image at half its size, in black and white: four pixels are ink
// if they hold as much as one and a half. It is square, of the lesser side.
func halved(img *image.Gray) (side int, v boltzmann.State) {
	const ink = 255 * 3 / 2
	size := img.Rect.Size()
	side = min(size.X, size.Y) / 2
	for y := range side {
		for x := range side {
			sum := 0
			for _, d := range []image.Point{{}, {X: 1}, {Y: 1}, {X: 1, Y: 1}} {
				at := img.Rect.Min.Add(image.Pt(2*x, 2*y)).Add(d)
				sum += int(img.GrayAt(at.X, at.Y).Y)
			}
			on := uint8(0)
			if sum >= ink {
				on = 1
			}
			v = append(v, on)
		}
	}
	return side, v
}
