package raster_test

import (
	"image"
	"image/color"
	"math"
	"runtime"
	"testing"

	"gonum.org/v1/plot/vg"

	"flipbook/internal/golden"
	"flipbook/raster"
)

// What the canvas draws, as pictures in testdata. They hold to the last bit on
// every processor; to see it, run them for another one:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o /tmp/raster.test && qemu-aarch64-static /tmp/raster.test -test.run Golden
func TestGolden(t *testing.T) {
	blue, red := color.NRGBA{10, 110, 189, 255}, color.NRGBA{194, 80, 10, 255}
	at := func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x), Y: vg.Length(y)} }
	path := func(points ...vg.Point) (p vg.Path) {
		for i, q := range points {
			if i == 0 {
				p.Move(q)
			} else {
				p.Line(q)
			}
		}
		return p
	}
	smiley := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for y, row := range []string{"..####..", ".#....#.", "#.#..#.#", "#......#", "#.#..#.#", "#..##..#", ".#....#.", "..####.."} {
		for x, c := range row {
			if c == '#' {
				smiley.SetNRGBA(x, y, color.NRGBA{uint8(30 * x), uint8(30 * y), 120, 255})
			}
		}
	}
	for _, g := range []struct {
		name  string
		scale float64
		draw  func(vg.Canvas)
	}{
		{"lines", 1, func(c vg.Canvas) {
			for i := range 7 {
				s, k := math.Sincos(float64(i) * math.Pi / 12)
				c.SetLineWidth(vg.Length(0.5 * float64(i+1)))
				c.Stroke(path(at(8, 8), at(8+110*k, 8+60*s)))
			}
			c.SetColor(blue)
			c.SetLineWidth(4)
			c.Stroke(path(at(60, 40), at(80, 70), at(100, 40), at(112, 70))) // joins are round
		}},
		{"hairlines", 1.5, func(c vg.Canvas) {
			for i := range 10 {
				v := 5 + 11.3*float64(i)
				c.Stroke(path(at(v, 10), at(v, 70)))
				c.Stroke(path(at(5, 10+v/2), at(115, 10+v/2)))
			}
			c.SetColor(color.NRGBA{194, 80, 10, 90})
			c.Fill(vg.Rectangle{Min: at(20.4, 20.6), Max: at(90.2, 50.3)}.Path())
		}},
		{"arcs", 1, func(c vg.Canvas) {
			for i := range 4 {
				var p vg.Path
				center := at(18+28*float64(i), 40)
				p.Move(center)
				p.Arc(center, 13, float64(i), 1.5+1.3*float64(i))
				p.Close()
				c.SetColor([]color.Color{blue, red}[i%2])
				c.Fill(p)
				c.SetColor(color.Black)
				c.SetLineWidth(vg.Length(i) / 2)
				c.Stroke(p)
			}
			c.SetColor(color.NRGBA{90, 0, 90, 100})
			var disc vg.Path
			disc.Move(at(100, 40))
			disc.Arc(at(60, 40), 40, 0, 2*math.Pi) // over the edge, top and bottom
			disc.Close()
			c.Fill(disc)
		}},
		{"curves", 2, func(c vg.Canvas) {
			for i := range 4 {
				var p vg.Path
				p.Move(at(4, 4+8*float64(i)))
				p.QuadTo(at(40, 90-10*float64(i)), at(60, 20))
				p.CubeTo(at(70, -20), at(100, 100), at(116, 10+16*float64(i)))
				c.SetLineWidth(vg.Length(i+1) / 2)
				c.Stroke(p)
			}
			c.Translate(at(60, 40))
			c.Rotate(1)
			c.Scale(1, 0.6)
			var leaf vg.Path // its hull is 16 long: on the edge of how finely it is cut
			leaf.Move(at(0, 0))
			leaf.QuadTo(at(8, 0), at(8, 8))
			leaf.Close()
			c.SetColor(red)
			c.Fill(leaf)
		}},
		{"dashes", 1, func(c vg.Canvas) {
			for i, pattern := range [][]vg.Length{{6, 3}, {1, 4}, {10, 3, 2, 3}, {5}} {
				c.SetLineWidth(vg.Length(i + 1))
				c.SetLineDash(pattern, vg.Length(i))
				y := 10 + 18*float64(i)
				c.Stroke(path(at(5, y), at(60, y), at(115, y+12)))
			}
			c.SetLineDash([]vg.Length{3, 3}, 0)
			c.SetLineWidth(2)
			var p vg.Path
			p.Move(at(110, 40))
			p.Arc(at(80, 40), 30, 0, 2*math.Pi)
			c.SetColor(blue)
			c.Stroke(p)
		}},
		{"text", 1, func(c vg.Canvas) {
			c.FillString(face(14), at(4, 62), "E = −½ Σ Σ, θ ≥ σ")
			c.FillString(face(14), at(4.4, 44.3), "AV To 1,174.0")
			c.SetColor(color.NRGBA{10, 110, 189, 128})
			c.FillString(face(20), at(4, 20), "0.6667 ±")
			c.SetColor(red)
			c.FillString(face(7), at(4, 5), "small print, over the edge of the picture")
		}},
		{"text-large", 2, func(c vg.Canvas) {
			c.FillString(face(20), at(4, 40), "switch wins")
			c.SetColor(blue)
			c.FillString(face(14), at(4, 14), "(R/γ)² = 51")
		}},
		{"turned", 1, func(c vg.Canvas) {
			c.Translate(at(60, 40))
			for i := range 6 {
				c.Push()
				c.Rotate(float64(i) * math.Pi / 3)
				c.FillString(face(14), at(12, -5), "turn 90")
				c.Stroke(path(at(8, 10), at(50, 10)))
				c.Fill(vg.Rectangle{Min: at(52, 2.3), Max: at(56, 6.7)}.Path())
				c.Pop()
			}
			c.Rotate(math.Pi / 2) // upright again, but for a last bit
			c.SetColor(red)
			c.Fill(vg.Rectangle{Min: at(-3.3, -5.2), Max: at(2.6, 6.7)}.Path())
		}},
		{"image", 1.5, func(c vg.Canvas) {
			c.DrawImage(vg.Rectangle{Min: at(3.3, 4.4), Max: at(61.7, 75.1)}, smiley)
			c.DrawImage(vg.Rectangle{Min: at(70, 10), Max: at(110, 50)}, smiley)
			c.DrawImage(vg.Rectangle{Min: at(80, 60), Max: at(85, 65)}, smiley)
		}},
	} {
		m, err := raster.Still(alone(image.Pt(120, 80), g.draw), 0, raster.Options{Scale: g.scale, Levels: 16})
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, g.name, m, tolerance[runtime.GOARCH])
	}
}

// tolerance is by how much a channel may differ from a golden, by processor:
// by nothing, unless it is named here.
var tolerance = map[string]int{}
