package scenes

import (
	"image/color"
	"math"
	"slices"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield/theory"
)

const (
	drawThumbs = 8 // memories shown in the row above
	drawTicks  = 4 // decades that have room for their labels
)

// film puts the parts together, answer the last: the memories, the network beside how many
// there is room for, and what came out.
func (d *drawn) film(answer string, good bool, results []film.Result) (*film.Film, error) {
	t := d.telling
	d.acts = drawBeats(len(d.memories))
	end := ends(d.acts)
	state := figure.Picture{Cols: d.size.Cols, Rows: d.size.Rows, Head: t.says("memorise"), Of: d.state, Note: func(frame int) string {
		if b := d.acts[frame]; b.act == 1 {
			return t.says("pixels-wrong", "wrong", d.states[b.step/4*4].Hamming(d.memories[d.nearest]))
		}
		return ""
	}}
	share := 0.33
	if t.Small() {
		share = 0.43
	}
	return t.film(story{
		part: figure.Rows(figure.Extra(d.album()), figure.Beside(share, &figure.Pictures{Each: []figure.Picture{state}}, d.bars()),
			&figure.Verdict{Now: func(frame int) string {
				if d.acts[frame].act == 1 {
					return t.says("now-cue")
				}
				return t.says("now-stored", "n", d.stored(frame))
			}, Answer: answer, Good: good, Bad: !good}),
		frames:  len(d.acts),
		hold:    onBeat(d.acts),
		keys:    []film.Key{{Frame: end[0], Caption: t.says("key-stored")}, {Frame: end[0] + 1, Caption: t.says("key-cue")}},
		results: results,
	})
}

// drawBeats are two acts: memorising, and recalling.
func drawBeats(memories int) []beat {
	return act(act(nil, min(drawFrames, 8*memories), 1600*time.Millisecond, 90*time.Millisecond, 1500*time.Millisecond),
		drawSteps, 1800*time.Millisecond, 70*time.Millisecond, 0)
}

// drawing is how far memorising has come in a frame: the drawing that is under
// way, and how many of its rows are there.
func (d *drawn) drawing(frame int) (memory, rows int) {
	if d.acts[frame].act > 0 {
		return len(d.memories), 0
	}
	done := frame * len(d.memories) * d.size.Rows / ends(d.acts)[0]
	return done / d.size.Rows, done % d.size.Rows
}

// stored is how many drawings are memorised in a frame.
func (d *drawn) stored(frame int) int {
	n, _ := d.drawing(frame)
	return n
}

// state is the colour of a pixel of the large picture.
func (d *drawn) state(frame, cell int) color.NRGBA {
	if b := d.acts[frame]; b.act > 0 {
		return d.Theme.State(d.states[b.step][cell])
	}
	return d.Theme.State(d.memories[min(d.stored(frame), len(d.memories)-1)][cell])
}

// album is the row of memories, as many as are shown.
func (d *drawn) album() figure.Part {
	out := &figure.Pictures{Columns: min(len(d.memories), drawThumbs), Cell: max(1, math.Floor(0.145*float64(d.Size.Y)/float64(max(d.size.Cols, d.size.Rows))))}
	for i, x := range d.memories[:min(len(d.memories), drawThumbs)] {
		out.Each = append(out.Each, figure.Picture{Cols: d.size.Cols, Rows: d.size.Rows, Of: func(frame, cell int) color.NRGBA {
			if memory, rows := d.drawing(frame); i < memory || i == memory && cell/d.size.Cols < rows {
				return d.Theme.State(x[cell])
			}
			return d.Theme.Panel
		}})
	}
	return out
}

// drawFew is a capacity below which its first decimal counts.
const drawFew = 10

// room is a capacity in words. All are rounded alike.
func (d *drawn) room(capacity float64) string {
	if capacity < drawFew {
		return d.Number(capacity, 1)
	}
	return d.Count(int(math.Round(capacity)))
}

// bars compare what is stored with the capacities.
func (d *drawn) bars() figure.Part {
	n := len(d.memories[0])
	square := 0.14 * float64(n) * float64(n)
	top := max(square, float64(len(d.memories)), 10)
	decades := d.Decades(1, int(top))
	decades = decades[:len(decades)-1] // without the end, which the last bar says
	if d.Small() {
		decades = slices.DeleteFunc(decades, func(t figure.Tick) bool { return t.At != 1 && t.At != 1000 })
	}
	if len(decades) > drawTicks { // every second has room, and none is left bare
		decades = slices.DeleteFunc(decades, func(t figure.Tick) bool { return int(math.Round(math.Log10(t.At)))%2 > 0 })
	}
	bar := func(label, key string, value float64, ink color.Color) figure.Bar {
		n := d.room(value)
		text := d.says(key, "n", n)
		if d.Small() {
			text = n
		}
		return figure.Bar{Label: label, Value: func(int) float64 { return value }, Text: func(int) string { return text }, Ink: ink}
	}
	stored := figure.Bar{Label: d.says("stored"), Ink: d.Theme.Cool,
		Value: func(frame int) float64 { return float64(d.stored(frame)) },
		Text:  func(frame int) string { return d.Count(d.stored(frame)) },
		Bold:  func(int) bool { return true }}
	all, most := theory.CapacityHebbAll(n), theory.CapacityHebbMost(n)
	load, breaks := theory.CapacityHebb(1, theory.Synapses{}), theory.CapacityHebb(n, theory.Synapses{})
	return &figure.Bars{Head: d.says("patterns"), Axis: figure.Axis{From: 0.7, To: top, Log: true, Ticks: decades}, Each: []figure.Bar{
		stored,
		bar(`$N/(4 \ln N)$`, "all", all, nil),
		bar(`$N/(2 \ln N)$`, "most", most, nil),
		bar(d.Number(load, 3)+" $N$", "capacity", breaks, nil),
		bar(d.Number(0.14, 2)+" $N^2$", "square", square, d.Theme.Warm),
	}}
}
