package scenes

import (
	"math"
	"slices"
	"strconv"
	"time"

	"flipbook/figure"
	"flipbook/internal/detmath"
)

const (
	ladderGrow = 4  // frames in which a bar grows
	ladderZoom = 16 // in which the axis makes room for the last one

	ladderTight = 4 // what a row can do without, of the height it wants, before rungs are left out
)

// climbed is how many frames there are until all bars stand.
func (d *ladder) climbed() int { return ladderGrow * len(d.rows) }

// frames is the length of the film.
func (d *ladder) frames() int { return d.climbed() + ladderZoom + 1 }

// part is all that is seen.
func (d *ladder) part() figure.Part {
	return figure.Rows(d.bars(), &figure.Verdict{Now: d.now, Answer: d.says("answer")})
}

// fit leaves rungs out if not all of them have room.
func (d *ladder) fit() error {
	on, err := d.Titled(d.says("title"), d.says("subtitle"))
	if err != nil {
		return err
	}
	on.Frames = d.frames()
	least, _ := d.part().Height(on, on.Body().Width())
	if least-float64(ladderTight*len(d.rows)) > on.Body().Height() {
		d.rows = slices.DeleteFunc(d.rows, func(r ladderRow) bool { return !r.low })
	}
	return nil
}

// bars has a bar for each rung, which grow one after the other.
func (d *ladder) bars() figure.Part {
	bars := &figure.Bars{Head: d.says("axis"), Axis: d.axis(0), Zoom: d.axis}
	if d.Small() {
		bars.Head = ""
	}
	for i := range d.rows {
		bars.Each = append(bars.Each, d.bar(i))
	}
	return bars
}

// axis is that of the logarithms in a frame: wide enough for all but the last
// bar, and in the end for that one, too.
func (d *ladder) axis(frame int) figure.Axis {
	last := len(d.rows) - 1
	from, to := 1.0, math.Ceil(d.rows[last].log10)
	for _, r := range d.rows[:last] {
		from = max(from, math.Ceil(r.log10))
	}
	u := min(max(float64(frame-d.climbed()+1)/ladderZoom, 0), 1)
	u = float64(u*u) * (3 - 2*u)
	end := float64(from * detmath.Exp(float64(u*detmath.Log(max(to/from, 1)))))
	a := figure.Axis{From: 0, To: end}
	step := 1
	for _, next := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500} {
		if step = next; end/float64(step) <= 6 {
			break
		}
	}
	for e := 0; float64(e) <= end; e += step {
		label := "$10^{" + strconv.Itoa(e) + "}$"
		if e < 2 {
			label = []string{"1", "10"}[e]
		}
		a.Ticks = append(a.Ticks, figure.Tick{At: float64(e), Label: label})
	}
	return a
}

// bar is a rung as a bar.
func (d *ladder) bar(i int) figure.Bar {
	r, th := d.rows[i], d.Theme
	begins := ladderGrow * i
	bar := figure.Bar{
		Label: r.name,
		Value: func(frame int) float64 {
			if frame < begins {
				return math.NaN()
			}
			return float64(r.log10 * float64(min(frame-begins+1, ladderGrow)) / ladderGrow)
		},
		Text: func(frame int) string {
			switch {
			case frame < begins+ladderGrow-1:
				return ""
			case d.Small():
				return d.number(r.log10)
			}
			return d.number(r.log10) + " = " + r.formula
		},
		Bold: func(frame int) bool { return i == len(d.rows)-1 && frame == d.climbed()+ladderZoom },
	}
	switch {
	case r.key == "wrong":
		bar.Ink = th.Warm
	case i == len(d.rows)-1:
		bar.Ink = th.Cool
	}
	return bar
}

func (d *ladder) hold(frame int) time.Duration {
	switch {
	case frame == 0:
		return 1500 * time.Millisecond
	case frame < d.climbed() && frame%ladderGrow == ladderGrow-1: // a bar stands
		return 800 * time.Millisecond
	}
	return 60 * time.Millisecond
}
