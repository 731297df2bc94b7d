package scenes

import (
	"context"
	"math/rand/v2"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
	"flipbook/montecarlo"
)

// HopfieldAttention asks a memory of all digits by half of one. The weights
// softmax(β Xᵀξ) collapse onto a single digit as β rises: the right one if the
// other half of the query is 0, unknown, and often another if it is −1, paper.
type HopfieldAttention struct {
	Digit     int     `help:"digit that is asked for" default:"2" min:"0" max:"9"`
	Sample    int     `help:"which of the digit's images, from 0 in the order of the set" default:"0" min:"0" max:"1000000"`
	Erased    string  `help:"half of the query that is erased" default:"lower" enum:"lower,upper,left,right"`
	Beta      float64 `help:"largest inverse temperature β; the film begins at a hundredth of it" default:"1" min:"0.1" max:"100"`
	Queries   int     `help:"other digits that are asked for in the same way, to count exact recalls" default:"100" min:"2" max:"10000" quick:"2"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Seed      uint64  `help:"seed of the choice of queries" default:"1"`
}

// Film implements Scene.
func (s *HopfieldAttention) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	d := &attention{HopfieldAttention: s, telling: t}
	if err := d.load(ctx); err != nil {
		return nil, err
	}
	if err := d.ask(ctx); err != nil {
		return nil, err
	}
	exact, err := d.count(ctx)
	if err != nil {
		return nil, err
	}
	last := len(exact[0]) - 1
	t.know("memories", len(d.memories), "digit", s.Digit, "queries", s.Queries, "least", d.written(d.beta(0)), "most", d.written(s.Beta),
		"exact-zero", t.Number(exact[0][last].Y, 2), "exact-minus", t.Number(exact[1][last].Y, 2))
	t.know("nearest", d.nearest())
	return t.film(story{
		part: figure.Rows(
			t.Abreast(.56, figure.Rows(d.row(&d.asked[0]), d.row(&d.asked[1])), d.plot(exact)),
			&figure.Verdict{Now: d.now, Answer: t.says("answer")}),
		frames: attentionFrames,
		hold:   paced(160*time.Millisecond, looks{0: 1500 * time.Millisecond}),
		keys:   d.keys(),
		results: []film.Result{
			{Name: "exact-unknown", Value: exact[0][last].Y, Text: t.says("result-zero")},
			{Name: "exact-paper", Value: exact[1][last].Y, Text: t.says("result-minus")},
		},
	})
}

// load reads all digits of the set.
func (d *attention) load(ctx context.Context) (err error) {
	if err := needDigits(d.Digits, "hopfield-attention"); err != nil {
		return err
	}
	if d.own, _, err = d.Digits.Nth(d.Digit, d.Sample); err != nil {
		return err
	}
	for i := range d.Digits.Len() {
		if err := ctx.Err(); err != nil {
			return err
		}
		img, err := d.Digits.Image(i)
		if err != nil {
			return err
		}
		memory, err := binarized(img, d.Threshold)
		if err != nil {
			return err
		}
		d.memories, d.size = append(d.memories, memory), img.Rect.Size()
	}
	half := map[string]hopfield.Half{"lower": hopfield.Bottom, "upper": hopfield.Top, "left": hopfield.Left, "right": hopfield.Right}[d.Erased]
	if d.gone, err = (hopfield.Picture{Width: d.size.X, Height: d.size.Y}).Half(half); err != nil {
		return err
	}
	d.bits, err = modern.NewBits(d.memories)
	return err
}

// query is half of a memory.
func (d *attention) query(memory int, erasedTo int8) []int8 {
	q := append([]int8(nil), d.memories[memory]...)
	for i, gone := range d.gone {
		if gone {
			q[i] = erasedTo
		}
	}
	return q
}

// ask puts the two questions that are shown.
func (d *attention) ask(ctx context.Context) (err error) {
	for k, erasedTo := range []int8{0, -1} {
		q := question{erasedTo: erasedTo, query: d.query(d.own, erasedTo)}
		if q.overlaps, err = d.bits.Overlaps(q.query); err != nil {
			return err
		}
		if q.levels, err = d.bits.Levels(ctx, q.query); err != nil {
			return err
		}
		q.best = q.like(d.own)
		d.asked[k] = q
	}
	if q := d.asked[0]; q.levels[0].Overlap != q.overlaps[d.own] {
		return violation("the digit has the overlap %d with its own half, and another has %d", q.overlaps[d.own], q.levels[0].Overlap)
	}
	return nil
}

// count is the share of queries that are recalled exactly at each β, erased to
// 0 and erased to −1. Both ask for the same digits.
func (d *attention) count(ctx context.Context) (out [2][]figure.XY, err error) {
	won, err := montecarlo.Run(ctx, d.Queries, func(ctx context.Context, _ int, r *rand.Rand) (won [2][]bool, err error) {
		memory := r.IntN(len(d.memories))
		answer := make([]float64, len(d.gone))
		for k, erasedTo := range []int8{0, -1} {
			levels, err := d.bits.Levels(ctx, d.query(memory, erasedTo))
			if err != nil {
				return won, err
			}
			weights := make([]float64, len(levels))
			for i := range attentionPoints {
				modern.Blend(answer, weights, levels, d.beta(i*attentionEach))
				won[k] = append(won[k], hopfield.Sign(answer).Hamming(d.memories[memory]) == 0)
			}
		}
		return won, nil
	}, &montecarlo.Options{Seed: d.Seed, Progress: d.Progress})
	if err != nil {
		return out, err
	}
	return d.curves(won), nil
}
