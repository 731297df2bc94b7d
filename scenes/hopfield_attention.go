package scenes

import (
	"context"
	"image"
	"math/rand/v2"
	"slices"
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
	Cue       string  `help:"the query as it is painted by hand: a file, or rows of # for ink, . for paper and ? for erased, as wide and high as digits are; empty: the digit, half of it erased" default:"" file:""`
	Sigma     float64 `help:"standard deviation of Gaussian noise over the queries, in units of a pixel's ±1" default:"0" min:"0" max:"100"`
	Beta      float64 `help:"largest inverse temperature β; the film begins at a hundredth of it" default:"1" min:"0.01" max:"100"`
	Queries   int     `help:"other digits that are asked for with the same pixels erased, to count exact recalls" default:"100" min:"2" max:"10000" quick:"2"`
	Threshold int     `help:"gray value above which a pixel is ink" default:"120" min:"0" max:"254"`
	Seed      uint64  `help:"seed of the noise and of the choice of other queries" default:"1"`
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
	if d.asked, err = s.ask(ctx, d.AttentionMemory, d.attentionQuery); err != nil {
		return nil, err
	}
	exact, err := d.count(ctx)
	if err != nil {
		return nil, err
	}
	last := len(exact[0]) - 1
	t.know("memories", len(d.memories), "digit", s.Digit, "queries", s.Queries, "least", d.written(d.beta(0)), "most", d.written(s.Beta),
		"exact-zero", t.Number(exact[0][last].Y, 2), "exact-minus", t.Number(exact[1][last].Y, 2))
	t.know("nearest-zero", d.nearest(0), "nearest-minus", d.nearest(1))
	asked, by := "asked-half", "by-half"
	if s.Cue != "" {
		asked, by = "asked-painted", "by-painted"
	}
	if by = t.says(by); s.Sigma > 0 {
		by = t.says("by-noisy", "by", by, "sigma", t.Short(s.Sigma, significantDigits(s.Sigma)))
	}
	t.know("asked", t.says(asked), "by", by)
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

// An AttentionMemory is all digits of a set, as a HopfieldAttention remembers
// them. Nothing changes it.
type AttentionMemory struct {
	size     image.Point
	memories []hopfield.Pattern
	bits     *modern.Bits
}

// Learn reads all digits of a set.
func (s *HopfieldAttention) Learn(ctx context.Context, digits figure.Digits) (*AttentionMemory, error) {
	if err := needDigits(digits, "hopfield-attention"); err != nil {
		return nil, err
	}
	m := new(AttentionMemory)
	for i := range digits.Len() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		img, err := digits.Image(i)
		if err != nil {
			return nil, err
		}
		memory, err := binarized(img, s.Threshold)
		if err != nil {
			return nil, err
		}
		m.memories, m.size = append(m.memories, memory), img.Rect.Size()
	}
	var err error
	m.bits, err = modern.NewBits(m.memories)
	return m, err
}

// An attentionQuery is what the memory is asked by.
type attentionQuery struct {
	own     int // index of the digit that is asked for
	digit   hopfield.Pattern
	sheet   image.Point
	picture hopfield.Pattern // the digit, painted over and noisy; whatever is erased of it
	gone    hopfield.Mask    // what is erased
}

// query is the digit that is asked for, and what is shown of it.
func (s *HopfieldAttention) query(sealed bool, digits figure.Digits) (q attentionQuery, err error) {
	if err := needDigits(digits, "hopfield-attention"); err != nil {
		return q, err
	}
	own, img, err := digits.Nth(s.Digit, s.Sample)
	if err != nil {
		return q, err
	}
	q.own, q.sheet = own, img.Rect.Size()
	if q.digit, err = binarized(img, s.Threshold); err != nil {
		return q, err
	}
	painted := q.digit
	if s.Cue == "" {
		half := map[string]hopfield.Half{"lower": hopfield.Bottom, "upper": hopfield.Top, "left": hopfield.Left, "right": hopfield.Right}[s.Erased]
		if q.gone, err = (hopfield.Picture{Width: q.sheet.X, Height: q.sheet.Y}).Half(half); err != nil {
			return q, err
		}
	} else {
		shown, err := readCue(s.Cue, sealed, q.sheet.X, q.sheet.Y, "digits")
		if err != nil {
			return q, err
		}
		painted, q.gone = shown.States, make(hopfield.Mask, len(shown.States))
		for i, state := range painted {
			if q.gone[i] = state == 0; q.gone[i] {
				painted[i] = -1 // any state will do under noise
			}
		}
	}
	q.picture, err = s.noisy(generator(s.Seed), painted)
	return q, err
}

// noisy is a picture under noise, in black and white again.
func (s *HopfieldAttention) noisy(r *rand.Rand, picture hopfield.Pattern) (hopfield.Pattern, error) {
	if s.Sigma == 0 {
		return picture, nil
	}
	noisy, err := hopfield.Noisy(r, picture, s.Sigma)
	return hopfield.Sign(noisy), err
}

// erased is a picture of which the same pixels are erased.
func (q *attentionQuery) erased(picture hopfield.Pattern, to int8) []int8 {
	out := slices.Clone([]int8(picture))
	for i, gone := range q.gone {
		if gone {
			out[i] = to
		}
	}
	return out
}

// ask puts the two questions that are shown.
func (s *HopfieldAttention) ask(ctx context.Context, m *AttentionMemory, q attentionQuery) (asked [2]question, err error) {
	for k, erasedTo := range []int8{0, -1} {
		question := question{erasedTo: erasedTo, query: q.erased(q.picture, erasedTo)}
		if question.overlaps, err = m.bits.Overlaps(question.query); err != nil {
			return asked, err
		}
		if question.levels, err = m.bits.Levels(ctx, question.query); err != nil {
			return asked, err
		}
		question.best = question.like(q.own)
		asked[k] = question
	}
	if first := asked[0]; s.Cue == "" && s.Sigma == 0 && first.levels[0].Overlap != first.overlaps[q.own] {
		return asked, violation("the digit has the overlap %d with its own half, and another has %d", first.overlaps[q.own], first.levels[0].Overlap)
	}
	return asked, nil
}

// load prepares the memory and the query.
func (d *attention) load(ctx context.Context) (err error) {
	if d.AttentionMemory, err = d.Learn(ctx, d.Digits); err != nil {
		return err
	}
	d.attentionQuery, err = d.query(d.Sealed, d.Digits)
	return err
}

// count is the share of queries that are recalled exactly at each β, erased to
// 0 and erased to −1. Both ask for the same digits, under the same noise.
func (d *attention) count(ctx context.Context) (out [2][]figure.XY, err error) {
	won, err := montecarlo.Run(ctx, d.Queries, func(ctx context.Context, _ int, r *rand.Rand) (won [2][]bool, err error) {
		memory := r.IntN(len(d.memories))
		picture, err := d.noisy(r, d.memories[memory])
		if err != nil {
			return won, err
		}
		answer := make([]float64, len(picture))
		for k, erasedTo := range []int8{0, -1} {
			levels, err := d.bits.Levels(ctx, d.erased(picture, erasedTo))
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
