package scenes

import (
	"image/color"
	"slices"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
)

// facesDrawing is what the film of the faces is made of.
type facesDrawing struct {
	*telling
	faces, halves     []hopfield.Pattern
	overlaps          []float64 // of any two faces
	one, hebb, pseudo []*hopfield.History
	queries, answers  [][]float64 // of softmax
	acts              []beat
}

// The acts of the film.
const (
	actOne = iota
	actHebb
	actPseudo
	actSoftmax
)

// recalled counts the recalls that end in their memory.
func recalled(runs []*hopfield.History, memories []hopfield.Pattern) (n int) {
	for i, run := range runs {
		if slices.Equal(run.End, memories[i]) {
			n++
		}
	}
	return n
}

// attended counts the answers of softmax whose signs are the face.
func (d *facesDrawing) attended() (n int) {
	for i, answer := range d.answers {
		if slices.Equal(hopfield.Sign(answer), d.faces[i]) {
			n++
		}
	}
	return n
}

// same says that under Hebb's rule all halves end in the majority of the faces.
func (d *facesDrawing) same() bool {
	majority, err := hopfield.Majority(d.faces, -1)
	return err == nil && !slices.ContainsFunc(d.hebb, func(run *hopfield.History) bool { return !slices.Equal(run.End, majority) })
}

// film puts the rows together. random is how many random patterns came back,
// room how many there is room for.
func (d *facesDrawing) film(random, room int) (*film.Film, error) {
	t, n := d.telling, len(d.faces)
	hebb, pseudo, softmax := recalled(d.hebb, d.faces), recalled(d.pseudo, d.faces), d.attended()
	t.know("faces", n, "neurons", len(d.faces[0]), "room", room, "hebb", hebb, "pseudo", pseudo, "softmax", softmax, "random", random,
		"least", t.Number(slices.Min(d.overlaps), 2), "most", t.Number(slices.Max(d.overlaps), 2))
	answer := "answer"
	if hebb < random {
		answer = "answer-likeness"
	}
	t.know("answer", t.says(answer))
	d.acts = d.beats()
	end := ends(d.acts)
	mean := 0.0
	for _, m := range d.overlaps {
		mean += m / float64(len(d.overlaps))
	}
	return t.film(story{
		part: figure.Rows(d.album(), &figure.Verdict{
			Now: func(frame int) string {
				if frame == end[actHebb] && d.same() {
					return t.says("now-same")
				}
				return t.says([]string{"now-one", "now-hebb", "now-pseudo", "now-softmax"}[d.acts[frame].act])
			},
			Answer: t.says(answer),
		}),
		frames: len(d.acts),
		hold:   onBeat(d.acts),
		keys: []film.Key{{Frame: end[actOne], Caption: t.says("key-one")}, {Frame: end[actHebb], Caption: t.says("key-hebb")},
			{Frame: end[actPseudo], Caption: t.says("key-pseudo")}},
		results: []film.Result{
			{Name: "hebb", Value: float64(hebb), Text: t.says("result-hebb")},
			{Name: "pseudo-inverse", Value: float64(pseudo), Text: t.says("result-pseudo")},
			{Name: "softmax", Value: float64(softmax), Text: t.says("result-softmax")},
			{Name: "random", Value: float64(random), Text: t.says("result-random")},
			{Name: "overlap", Value: mean, Text: t.says("result-overlap")},
		},
	})
}

// album is a row for what is stored and one for each way to recall it.
func (d *facesDrawing) album() *figure.Album {
	stored := figure.AlbumRow{Name: d.says("stored")}
	hebb := figure.AlbumRow{Name: d.says("hebb"), Ink: d.Theme.Warm}
	pseudo := figure.AlbumRow{Name: d.says("pseudo"), Ink: d.Theme.Cool}
	softmax := figure.AlbumRow{Name: d.says("softmax"), Ink: d.Theme.Cool}
	lastHebb, lastPseudo := lastFlip(d.hebb...), lastFlip(d.pseudo...)
	one := statesAt(d.one[0], lastFlip(d.one...), facesSteps)
	for i, x := range d.faces {
		stored.Each = append(stored.Each, d.picture(true, func(_, cell int) color.NRGBA { return d.Theme.State(x[cell]) }))
		states := statesAt(d.hebb[i], lastHebb, facesSteps)
		hebb.Each = append(hebb.Each, d.picture(false, func(frame, cell int) color.NRGBA {
			switch b := d.acts[frame]; {
			case b.act > actHebb:
				return d.Theme.State(states[facesSteps][cell])
			case b.act == actHebb:
				return d.Theme.State(states[b.step][cell])
			case i == 0:
				return d.Theme.State(one[b.step][cell])
			}
			return d.Theme.Panel
		}))
		back := statesAt(d.pseudo[i], lastPseudo, facesSteps)
		pseudo.Each = append(pseudo.Each, d.picture(false, func(frame, cell int) color.NRGBA {
			switch b := d.acts[frame]; {
			case b.act > actPseudo:
				return d.Theme.State(back[facesSteps][cell])
			case b.act == actPseudo:
				return d.Theme.State(back[b.step][cell])
			}
			return d.Theme.Panel
		}))
		softmax.Each = append(softmax.Each, d.picture(false, func(frame, cell int) color.NRGBA {
			switch b := d.acts[frame]; {
			case b.act < actSoftmax:
				return d.Theme.Panel
			case b.step == 0:
				return d.Theme.Shade((d.queries[i][cell] + 1) / 2)
			}
			return d.Theme.Shade((d.answers[i][cell] + 1) / 2)
		}))
	}
	end := ends(d.acts)
	d.judge(&hebb, end[actHebb], recalled(d.hebb, d.faces), func(i int) bool { return slices.Equal(d.hebb[i].End, d.faces[i]) })
	d.judge(&pseudo, end[actPseudo], recalled(d.pseudo, d.faces), func(i int) bool { return slices.Equal(d.pseudo[i].End, d.faces[i]) })
	d.judge(&softmax, end[actSoftmax], d.attended(), func(i int) bool { return slices.Equal(hopfield.Sign(d.answers[i]), d.faces[i]) })
	return &figure.Album{Rows: []figure.AlbumRow{stored, hebb, pseudo, softmax}}
}

func (d *facesDrawing) picture(still bool, of func(frame, cell int) color.NRGBA) figure.Picture {
	return figure.Picture{Cols: drawings.FamilySide, Rows: drawings.FamilySide, Still: still, Of: of}
}

// judge says from a frame on how many faces of a row came back, and which.
func (d *facesDrawing) judge(row *figure.AlbumRow, from, n int, right func(i int) bool) {
	row.Ink = d.Theme.Cool
	if n < len(d.faces) {
		row.Ink = d.Theme.Warm
	}
	row.Bold = func(int) bool { return true }
	row.Text = func(frame int) string {
		if frame < from {
			return ""
		}
		return d.says("count", "n", n)
	}
	row.Edge = func(frame, i int) color.Color {
		switch {
		case frame < from:
			return nil
		case right(i):
			return d.Theme.Cool
		}
		return d.Theme.Warm
	}
}
