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
	Exists bool         // a line that does
	Wrong  []int        // indices of the points that the line at last has on its wrong side
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
		Found: d.run.Converged, Exists: d.separable,
		Says: d.caption(),
	}
	last := d.shown[len(d.shown)-1]
	for i := range d.points {
		if perceptron.Errors(d.run.Updates[last].W, d.points[i:i+1]) > 0 {
			p.Wrong = append(p.Wrong, i)
		}
	}
	if a, b, ok := d.line(last); ok {
		for _, end := range []vg.Point{a, b} {
			across, up := float64(end.X-box.Min.X)/box.Width(), float64(end.Y-box.Min.Y)/box.Height()
			p.Ends = append(p.Ends, [2]float64{x.From + float64(across*(x.To-x.From)), y.From + float64(up*(y.To-y.From))})
		}
	}
	return p, nil
}
