package perceptron

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
)

// Limits of [Clouds] and [ReadCSV].
const (
	MaxPoints = 10_000
	MaxMargin = 0.75 // the widest margin of Clouds: whatever its line, there is room on both sides
)

// offset is how far from the middle the line of Clouds may pass. The nearest
// corner of the square lies 1 or more to each side of a line through the middle,
// so offset + MaxMargin < 1 leaves room for points.
const offset = 0.2

// Clouds draws n points (1 to [MaxPoints]) uniformly from the square [−1, 1]² and
// labels them by a random line that passes within 0.2 of the middle. Points
// nearer to the line than margin (0 to [MaxMargin]) are drawn again, and so are
// points of a label that has two thirds of all already; from two points on, both
// labels occur.
//
// margin is a distance in the plane. The γ of [Margin] is another one: it counts
// the bias coordinate, and lets the line turn to the best place. The error names r, n
// or margin.
func Clouds(r *rand.Rand, n int, margin float64) ([]Point, error) {
	if r == nil {
		return nil, errors.New("r is nil: want a generator, such as rand.New(rand.NewPCG(1, 2))")
	}
	if n < 1 || n > MaxPoints {
		return nil, fmt.Errorf("n is %d: want 1 to %d points", n, MaxPoints)
	}
	if !(margin >= 0 && margin <= MaxMargin) { // true of NaN as well
		return nil, fmt.Errorf("margin is %g: want 0 to %g, or the square has no room for points", margin, MaxMargin)
	}
	a, b := direction(r)
	c := float64(offset * symmetric(r))

	room := map[int]int{-1: n, +1: n}
	if n > 1 {
		most := n - max(1, n/3)
		room[-1], room[+1] = most, most
	}
	points := make([]Point, 0, n)
	for len(points) < n {
		x, y := symmetric(r), symmetric(r)
		distance := float64(a*x) + float64(b*y) - c
		label := +1
		if distance < 0 {
			label = -1
		}
		if distance == 0 || math.Abs(distance) < margin || room[label] == 0 {
			continue
		}
		room[label]--
		points = append(points, Point{X: []float64{x, y}, Y: label})
	}
	return points, nil
}

// direction returns a unit vector, every angle as likely as any other: a point of
// the disc, since sines differ from CPU to CPU and square roots do not.
func direction(r *rand.Rand) (a, b float64) {
	for {
		a, b = symmetric(r), symmetric(r)
		if s := float64(a*a) + float64(b*b); s > 0.01 && s <= 1 {
			s = math.Sqrt(s)
			return a / s, b / s
		}
	}
}

// symmetric is uniform in [−1, 1).
func symmetric(r *rand.Rand) float64 { return float64(2*r.Float64()) - 1 }
