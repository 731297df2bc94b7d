package scenes

import (
	"strconv"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/figure"
	"flipbook/film"
)

// A telling is a scene on its stage, with what it knows so far.
type telling struct {
	figure.Stage
	facts []any // names and values for every message
}

// begin sets the stage for a scene.
func begin(s Scene, on figure.Stage) (*telling, error) {
	on, err := on.Set(figure.Column, script(s))
	return &telling{Stage: on}, err
}

// know adds facts, names and their values in turn, which every message may use
// from now on.
func (t *telling) know(facts ...any) { t.facts = append(t.facts, facts...) }

// says is a message with what is known, and more facts, which go first.
func (t *telling) says(key string, more ...any) string {
	return t.Say(key, append(more, t.facts...)...)
}

// sentence is a line of a figure as a caption says it, with its full stop.
func sentence(line string) string {
	if strings.HasSuffix(line, "?") {
		return line
	}
	return line + "."
}

// significantDigits is how many digits say v, up to four.
func significantDigits(v float64) int {
	for n := 1; n < 4; n++ {
		if r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', n, 64), 64); r == v {
			return n
		}
	}
	return 4
}

// A story is what becomes of a telling: parts, and the pace at which they play.
type story struct {
	part    figure.Part
	frames  int
	hold    func(frame int) time.Duration // of all frames but the last, which stands for film.Closing; nil: 50 ms each
	keys    []film.Key                    // without the last frame: its caption is that of the film
	results []film.Result
}

// film makes the film of a story. Its words are the messages title, subtitle,
// caption and alt.
func (t *telling) film(s story) (*film.Film, error) {
	on, err := t.Titled(t.says("title"), t.says("subtitle"))
	if err != nil {
		return nil, err
	}
	on.Frames = s.frames
	s.part.Place(on, on.Body())
	if s.hold == nil {
		s.hold = paced(50*time.Millisecond, nil)
	}
	layer := func(l figure.Layer) func(vg.Canvas, int) {
		return func(c vg.Canvas, frame int) { s.part.Draw(on.Pen(c), l, frame) }
	}
	return told(on, &film.Film{
		Size: on.Size,
		Len:  s.frames,
		Backdrop: func(c vg.Canvas) {
			on.Paper(on.Pen(c))
			layer(figure.Backdrop)(c, 0)
		},
		Trail: layer(figure.Trail),
		Front: func(c vg.Canvas) { layer(figure.Front)(c, 0) },
		Live:  layer(figure.Live),
		Hold: func(frame int) time.Duration {
			if frame == s.frames-1 {
				return film.Closing
			}
			return s.hold(frame)
		},
		Keys:    append(s.keys, film.Key{Frame: s.frames - 1, Caption: t.says("caption")}),
		Results: s.results,
		Title:   t.says("title"),
		Caption: t.says("caption"),
		Alt:     t.says("alt"),
	})
}

// looks are frames that are worth a longer look, and how long they stand.
type looks map[int]time.Duration

// paced holds every frame equally long, except those that are looked at.
func paced(each time.Duration, at looks) func(frame int) time.Duration {
	return func(frame int) time.Duration {
		if hold, ok := at[frame]; ok {
			return hold
		}
		return each
	}
}
