package scenes

import (
	"image/color"
	"math"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// damageDrawing is what the film of the damage is made of.
type damageDrawing struct {
	*HopfieldDamage
	*telling
	memory   hopfield.Pattern
	run      []damaged
	limit    float64     // of the damage, in theory; below 0 if nothing is recalled
	expected []figure.XY // the overlap in theory, up to the limit
}

// expect computes the overlaps of theory.
func (d *damageDrawing) expect(load float64) error {
	const points = 150
	for i := range points + 1 {
		share := min(d.limit, damageMost) * float64(i) / points
		if d.limit < 0 {
			break
		}
		state, err := theory.Synapses{Deleted: share}.Retrieval(load, 0)
		if err != nil {
			return err
		}
		if state.Overlap > 0 {
			d.expected = append(d.expected, figure.XY{X: share, Y: state.Overlap})
		}
	}
	return nil
}

// number writes a share of damage that leaves something: with two places, or as
// many as it takes to tell it from all.
func (d *damageDrawing) number(share float64) string {
	places := 2
	for share < 1 && d.Number(share, places) == d.Number(1, places) {
		places++
	}
	return d.Number(share, places)
}

func (d *damageDrawing) film(results []film.Result) (*film.Film, error) {
	t, answer := d.telling, "answer"
	if d.limit < 0 {
		answer = "answer-none"
	}
	t.know("answer", t.says(answer))
	share := 0.24
	switch { // pictures and chart stay beside each other
	case t.Small():
		share = 0.42
	case t.Size.X < 800:
		share = 0.3
	}
	pictures := &figure.Pictures{Columns: 1, Each: []figure.Picture{d.weights(), d.state()}}
	if t.Size.Y > t.Size.X {
		pictures.Columns = 2
	}
	return t.film(story{
		part: figure.Rows(t.Abreast(share, pictures, d.plot()),
			&figure.Verdict{Now: func(frame int) string {
				now := d.run[frame/3*3]
				return t.says("now", "deleted", t.Number(now.share, 2), "overlap", t.Number(now.overlap, 2))
			}, Answer: t.says(answer)}),
		frames: damageSteps + 1,
		hold:   paced(130*time.Millisecond, looks{0: 1800 * time.Millisecond, damageHalf: 1200 * time.Millisecond}),
		keys: []film.Key{
			{Frame: 0, Caption: t.says("key-whole", "overlap", t.Number(d.run[0].overlap, 3))},
			{Frame: damageHalf, Caption: t.says("key-half")},
		},
		results: results,
	})
}

// weights are those between the first neurons. A hole has the colour of the
// ground.
func (d *damageDrawing) weights() figure.Picture {
	largest := 1.0
	for _, w := range d.run[0].block {
		largest = max(largest, math.Abs(w))
	}
	return figure.Picture{Cols: d.Side, Rows: d.Side, Head: d.says("weights"), Of: func(frame, cell int) color.NRGBA {
		w := d.run[frame].block[cell]
		return d.Theme.Diverging(math.Copysign(math.Sqrt(math.Abs(w)/largest), w))
	}}
}

// state is where the recall of the first memory ends, its wrong pixels warm.
func (d *damageDrawing) state() figure.Picture {
	return figure.Picture{Cols: d.Side, Rows: d.Side, Head: d.says("recalled"),
		Of:   func(frame, cell int) color.NRGBA { return d.Theme.Compared(d.run[frame].end[cell], d.memory[cell]) },
		Note: func(frame int) string { return d.says("wrong", "n", d.run[frame].end.Hamming(d.memory)) }}
}

func (d *damageDrawing) plot() figure.Part {
	var measured []figure.XY
	for _, now := range d.run {
		measured = append(measured, figure.XY{X: now.share, Y: now.overlap})
	}
	var ticks []figure.Tick
	step := 1
	if d.Small() {
		step = 2
	}
	for i := 0; i <= 4; i += step {
		ticks = append(ticks, figure.Tick{At: float64(i) / 4, Label: d.Number(float64(i)/4, 2)})
	}
	out := &figure.Plot{
		X: figure.Axis{From: 0, To: 1, Title: d.says("deleted"), Ticks: ticks},
		Y: figure.Axis{From: 0, To: 1, Title: d.says("overlap"), Rules: true},
		Curves: []figure.Curve{
			{Label: d.says("measured"), Ink: d.Theme.Cool, Points: measured, Marks: 2.5, Tip: 4, Upto: func(frame int) int { return frame + 1 }},
			{Dots: true, Points: d.expected}, // the rule at its end has its name
		},
	}
	if d.limit > 0 {
		out.Rules = []figure.Rule{{At: d.limit, Label: d.says("limit")}}
	}
	return out
}
