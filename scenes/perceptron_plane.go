package scenes

import (
	"context"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/perceptron"
)

// A Plane is what hands must know that place points for a scene: what its
// chart shows, and what came of the search.
type Plane struct {
	Points []perceptron.Point
	X, Y   [2]float64   // from and to
	Wide   float64      // how many times as wide as high the chart is
	Ends   [][2]float64 // of the line that is shown at last, on the edges of the chart; none if it lies outside
	Found  bool         // that line separates the points
	Says   string       // a sentence
}

// Plane runs the search of the film that plays on a stage.
func (s *Perceptron) Plane(ctx context.Context, on figure.Stage) (Plane, error) {
	d, err := s.drawing(ctx, on)
	if err != nil {
		return Plane{}, err
	}
	x, y, box := d.chart.X, d.chart.Y, d.chart.Box
	p := Plane{
		Points: d.points,
		X:      [2]float64{x.From, x.To}, Y: [2]float64{y.From, y.To}, Wide: box.Width() / box.Height(),
		Found: d.run.Converged,
		Says:  d.caption(),
	}
	if a, b, ok := d.line(d.shown[len(d.shown)-1]); ok {
		for _, end := range []vg.Point{a, b} {
			across, up := float64(end.X-box.Min.X)/box.Width(), float64(end.Y-box.Min.Y)/box.Height()
			p.Ends = append(p.Ends, [2]float64{x.From + float64(across*(x.To-x.From)), y.From + float64(up*(y.To-y.From))})
		}
	}
	return p, nil
}
