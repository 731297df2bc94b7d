package scenes

import (
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
	"flipbook/internal/detmath"
	"flipbook/montecarlo"
)

const (
	attentionFrames = 41
	attentionEach   = 2 // frames between two points of the curves of exact recall
	attentionPoints = (attentionFrames-1)/attentionEach + 1
)

// attention is the scene at work.
type attention struct {
	*HopfieldAttention
	*telling
	*AttentionMemory
	attentionQuery
	asked [2]question
}

// A question is a query, with what is erased of it 0 or −1, and what it is
// answered.
type question struct {
	erasedTo int8
	query    []int8
	levels   []modern.Level
	overlaps []int
	best     []int // the memories most like it
}

// beta is β in a frame: evenly on a logarithmic axis, from a hundredth.
func (d *attention) beta(frame int) float64 {
	if frame == attentionFrames-1 {
		return d.Beta
	}
	return d.Beta * detmath.Exp(detmath.Log(100)*(float64(frame)/(attentionFrames-1)-1))
}

// weight is the share of all weight that a memory has at β.
func (q *question) weight(memory int, beta float64) float64 {
	weights := make([]float64, len(q.levels))
	modern.Blend(nil, weights, q.levels, beta)
	for k, l := range q.levels {
		if l.Overlap == q.overlaps[memory] {
			return weights[k]
		}
	}
	return 0
}

// like are the memories most like the query, as many as a row has room for;
// among equals the one that is asked for comes first.
func (q *question) like(own int) (best []int) {
	before := func(a, b int) bool {
		if q.overlaps[a] != q.overlaps[b] {
			return q.overlaps[a] > q.overlaps[b]
		}
		return a == own
	}
	for i := range q.overlaps {
		at := len(best)
		for at > 0 && before(i, best[at-1]) {
			at--
		}
		if at < attentionMost {
			best = slices.Insert(best, at, i)
			best = best[:min(len(best), attentionMost)]
		}
	}
	return best
}

// nearest says which digit the weights of a question collapse onto.
func (d *attention) nearest(k int) string {
	best := d.asked[k].best[0]
	if best == d.own {
		return d.says("right-digit")
	}
	return d.says("other-digit", "n", int(d.Digits.Label(best)))
}

// halfway is the first frame in which one digit has more than half of the
// weight, if nothing is claimed; 0 if none has.
func (d *attention) halfway() int {
	for i := range attentionFrames - 1 {
		if d.asked[0].weight(d.own, d.beta(i)) > .5 {
			return i
		}
	}
	return 0
}

// keys are the start and the frame in which one digit has half of the weight.
func (d *attention) keys() []film.Key {
	keys := []film.Key{{Frame: 0, Caption: d.says("key-start")}}
	if i := d.halfway(); i > 0 {
		keys = append(keys, film.Key{Frame: i, Caption: d.says("key-half", "half", d.written(d.beta(i)))})
	}
	return keys
}

// now is read two or three times a second.
func (d *attention) now(frame int) string {
	beta := d.beta(frame &^ 1)
	return d.says("now", "beta", d.written(beta),
		"own-zero", d.Number(d.asked[0].weight(d.own, beta), 2), "own-minus", d.Number(d.asked[1].weight(d.own, beta), 2))
}

// written is β in two digits at most.
func (d *attention) written(beta float64) string {
	beta, _ = strconv.ParseFloat(strconv.FormatFloat(beta, 'g', 2, 64), 64)
	return d.Short(beta, significantDigits(beta))
}

const (
	attentionHead  = 20 // above a row
	attentionNote  = 21 // and below it
	attentionThumb = 28 // the least width of a bar, and of the picture under it
	attentionGap   = 3
	attentionMost  = 6 // memories with a bar of their own
)

// An attentionPlan is where the pieces of a row stand.
type attentionPlan struct {
	query, answer figure.Cells
	bars          figure.Box
	columns       int // memories with a bar of their own; one more is for the rest
}

func (d *attention) plan(in figure.Box) attentionPlan {
	_, in = in.Top(attentionHead)
	high, wide := in.Height()-attentionNote, in.Width()
	gap, least := vg.Length(8), 3.*(attentionThumb+attentionGap) // beside the bars, and of them
	if wide > 300 {
		gap, least = 14, .34*wide
	}
	least += 2 * float64(gap)
	cell := max(1, math.Floor(min(high/float64(d.size.Y), (wide-least)/float64(2*d.size.X))))
	tall := max(cell*float64(d.size.Y), min(high, 84)) // bars need more than small pictures do
	row, _ := in.Top(tall)
	pl := attentionPlan{query: figure.Cells{Cols: d.size.X, Rows: d.size.Y, Corner: row.Min, Cell: cell}}
	pl.query.Corner.Y += vg.Length(cell * float64(d.size.Y))
	pl.answer = pl.query
	pl.answer.Corner.X = in.Max.X - vg.Length(cell*float64(d.size.X))
	pl.bars = row
	pl.bars.Min.X, pl.bars.Max.X = pl.query.Box().Max.X+gap, pl.answer.Corner.X-gap
	pl.columns = int(max(1, min(attentionMost, math.Floor((pl.bars.Width()+attentionGap)/(attentionThumb+attentionGap))-1)))
	return pl
}

// column is the place of a bar's picture.
func (pl attentionPlan) column(i int, size int) figure.Cells {
	step := math.Floor((pl.bars.Width() + attentionGap) / float64(pl.columns+1))
	cell := math.Max(1, math.Floor((step-attentionGap)/float64(size)))
	left := math.Floor((pl.bars.Width() - step*float64(pl.columns+1) + attentionGap) / 2)
	corner := vg.Point{X: pl.bars.Min.X + vg.Length(left+step*float64(i)), Y: pl.bars.Min.Y + vg.Length(cell*float64(size))}
	return figure.Cells{Cols: size, Rows: size, Corner: corner, Cell: cell}
}

// curves are the shares of the queries that were recalled exactly.
func (d *attention) curves(won [][2][]bool) (out [2][]figure.XY) {
	for k := range out {
		for i := range attentionPoints {
			var exact montecarlo.Proportion
			for _, w := range won {
				exact.Add(w[k][i])
			}
			out[k] = append(out[k], figure.XY{X: d.beta(i * attentionEach), Y: exact.Rate()})
		}
	}
	return out
}

// plot is the share of exact recalls at each β, for either question.
func (d *attention) plot(exact [2][]figure.XY) *figure.Plot {
	upto := func(frame int) int { return frame/attentionEach + 1 }
	return &figure.Plot{
		X: figure.Axis{From: d.beta(0), To: d.Beta, Log: true, Title: "β"}, Y: figure.Axis{From: 0, To: 1, Rules: true, Title: d.says("curves")},
		Curves: []figure.Curve{
			{Label: d.says("to-zero"), Ink: d.Theme.Cool, Points: exact[0], Upto: upto, Tip: 4},
			{Label: d.says("to-minus"), Ink: d.Theme.Warm, Points: exact[1], Upto: upto, Tip: 4},
		},
	}
}

// row is a question as a part.
func (d *attention) row(q *question) figure.Part {
	return &figure.Drawing{Least: attentionHead + 2*28 + attentionNote, Most: 440, On: func(p figure.Pen, in figure.Box, l figure.Layer, frame int) { d.drawRow(p, in, l, frame, q) }}
}

// drawRow draws a question: the query, the weights of the memories most like it
// and of all others together, and the answer.
func (d *attention) drawRow(p figure.Pen, in figure.Box, layer figure.Layer, frame int, q *question) {
	pl, th := d.plan(in), p.Theme
	best := q.best[:min(pl.columns, len(q.best))]
	ink, head := color.Color(th.Cool), "zero"
	if q.erasedTo != 0 {
		ink, head = th.Warm, "minus"
	}
	note := func(at vg.Length, c figure.Box, text string, align figure.Align) {
		p.Text(vg.Point{X: at, Y: c.Min.Y - 17}, text, figure.Note.To(align))
	}
	gray := func(v float64) color.NRGBA { return th.Shade((v + 1) / 2) }
	if layer == figure.Backdrop {
		p.Text(in.TopLeft().Sub(vg.Point{Y: 14}), d.says(head), figure.Head.In(ink))
		p.Picture(pl.query.Box(), pl.query.Image(func(i int) color.NRGBA { return gray(float64(q.query[i])) }))
		note(pl.query.Corner.X, pl.query.Box(), d.says("query"), figure.Left) // it may be wider than its picture
		note((pl.bars.Min.X+pl.bars.Max.X)/2, pl.bars, d.says("weights"), figure.Center)
		for k, memory := range best {
			c := pl.column(k, d.size.X)
			p.Picture(c.Box(), c.Image(func(i int) color.NRGBA { return th.State(d.memories[memory][i]) }))
		}
		mean := make([]float64, len(q.query))
		modern.Blend(mean, make([]float64, len(q.levels)), q.levels, 0)
		c := pl.column(len(best), d.size.X)
		p.Picture(c.Box(), c.Image(func(i int) color.NRGBA { return gray(mean[i]) }))
	}
	if layer != figure.Live {
		return
	}
	answer, weights := make([]float64, len(q.query)), make([]float64, len(q.levels))
	modern.Blend(answer, weights, q.levels, d.beta(frame))
	p.Picture(pl.answer.Box(), pl.answer.Image(func(i int) color.NRGBA { return gray(answer[i]) }))
	said := d.says("exact")
	if wrong := hopfield.Sign(answer).Hamming(d.memories[d.own]); wrong > 0 {
		said = d.Plural("wrong", wrong)
	}
	note(pl.answer.Box().Max.X, pl.answer.Box(), said, figure.Right)
	d.bars(p, pl, q, best, frame)
}

// bars draws the weights in a frame.
func (d *attention) bars(p figure.Pen, pl attentionPlan, q *question, best []int, frame int) {
	rest := 1.
	for k := range pl.columns + 1 {
		if k > len(best) {
			break
		}
		share, ink := rest, p.Theme.Tried
		if k < len(best) {
			share, ink = q.weight(best[k], d.beta(frame)), p.Theme.Warm
			if best[k] == d.own {
				ink = p.Theme.Cool
			}
			rest -= share
		}
		c := pl.column(k, d.size.X).Box()
		full := math.Floor(float64(pl.bars.Max.Y-c.Max.Y) - attentionGap)
		c.Min.Y = c.Max.Y + attentionGap
		c.Max.Y = c.Min.Y + vg.Length(max(1, math.Round(full*max(share, 0))))
		p.Rect(c, ink)
	}
}
