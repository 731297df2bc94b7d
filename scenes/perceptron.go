package scenes

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/perceptron"
)

// Perceptron films Rosenblatt's rule: every line it tries stays, dotted, until
// one makes no mistake or, where none can, the pocket's best is shown.
type Perceptron struct {
	Points int           `help:"points drawn at random" default:"40" min:"2" max:"1000" quick:"200"`
	Margin float64       `help:"distance that the points keep from a hidden line, in a square of side 2" default:"0.05" min:"0" max:"0.75"`
	Data   string        `help:"your own points instead: a CSV file of x,y,label with labels -1 and +1, or the lines themselves with ; between them" default:"" file:"true"`
	Epochs int           `help:"passes over the points before giving up" default:"1000" min:"1" max:"100000"`
	Every  int           `help:"show every N-th line; 0: every one up to 60 lines, then as many as make about 60 pictures" default:"0" min:"0" max:"100000"`
	Delay  time.Duration `help:"how long a line stands" default:"500ms" min:"20ms" max:"1m"`
	Seed   uint64        `help:"seed of the random points" default:"1"`
}

const perceptronLines = 60 // shown at most, unless the author asks for more

// Film implements Scene.
func (s *Perceptron) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	d, err := s.drawing(ctx, on)
	if err != nil {
		return nil, err
	}
	on = d.on

	last, answer := len(d.shown)-1, list(d.answer())
	keys := []film.Key{{Frame: 0, Caption: on.Say("key-points")}}
	if last > 3 {
		i := len(d.shown) / 2
		wrong := d.run.Updates[d.shown[i]].Errors
		keys = append(keys, film.Key{Frame: i, Caption: on.Say("key-after", "updates", on.Plural("updates", d.shown[i]+1),
			"points", on.Plural("points", wrong), "errors", on.Plural("errors", wrong))})
	}
	return told(on, &film.Film{
		Size:     on.Size,
		Len:      last + 1,
		Backdrop: d.backdrop,
		Trail:    d.trail,
		Front:    d.front,
		Live:     d.live,
		Hold:     paced(s.Delay, looks{0: time.Second, last: film.Closing}),
		Keys:     append(keys, film.Key{Frame: last, Caption: on.Say("key-end", "answer", answer)}),
		Results:  d.results(),
		Title:    on.Say("title"),
		Caption:  d.caption(),
		Alt:      on.Say("alt", "points", on.Plural("points", len(d.points)), "answer", answer),
	})
}

// drawing runs the search, and lays out what is drawn of it.
func (s *Perceptron) drawing(ctx context.Context, on figure.Stage) (*perceptronDrawing, error) {
	on, err := on.Set(figure.Column, script(s))
	if err != nil {
		return nil, err
	}
	points, err := s.points(on.Sealed)
	if err != nil {
		return nil, err
	}
	d, err := s.learn(ctx, on, points)
	if err != nil {
		return nil, err
	}
	d.every = cmp.Or(s.Every, (len(d.run.Updates)-1)/perceptronLines+1)
	d.shown = append(d.shown, -1) // the points alone
	for i := range d.run.Updates {
		if (i+1)%d.every == 0 || i == len(d.run.Updates)-1 {
			d.shown = append(d.shown, i)
		}
	}
	if d.on, err = on.Titled(on.Say("title"), d.subtitle()); err != nil {
		return nil, err
	}
	d.layout()
	if !d.run.Converged {
		d.shown = append(d.shown, d.best())
	}
	return d, nil
}

// caption says what came out, in a sentence.
func (d *perceptronDrawing) caption() string {
	key := "caption-no-line"
	switch {
	case d.run.Converged:
		key = "caption-found"
	case d.separable:
		key = "caption-not-found"
	}
	return d.on.Say(key, "points", d.on.Plural("points", len(d.points)), "updates", d.on.Plural("updates", len(d.run.Updates)),
		"errors", d.on.Plural("errors", d.run.PocketErrors), "bound", d.boundText())
}

// subtitle says how the lines come about, and how many of them are shown.
func (d *perceptronDrawing) subtitle() string {
	subtitle := d.on.Say("subtitle")
	if !d.run.Converged {
		subtitle = d.on.Say("subtitle-stopped", "passes", d.on.Plural("passes", d.run.Epochs))
	}
	if d.every > 1 && subtitle != "" {
		subtitle = d.on.Say("subtitle-thinned", "subtitle", subtitle, "nth", ordinal(d.every), "n", d.every)
	}
	return subtitle
}

// learn runs the algorithm and holds it to Novikoff's bound.
func (s *Perceptron) learn(ctx context.Context, on figure.Stage, points []perceptron.Point) (*perceptronDrawing, error) {
	run, err := perceptron.Train(ctx, points, &perceptron.Options{MaxEpochs: s.Epochs, Progress: on.Progress})
	if err != nil {
		return nil, err
	}
	bound, separable, err := perceptron.Bound(ctx, points)
	if err != nil {
		return nil, err
	}
	gamma, _, err := perceptron.Margin(ctx, points)
	if err != nil {
		return nil, err
	}
	switch n := len(run.Updates); {
	case run.Converged && perceptron.Errors(run.Updates[n-1].W, points) != 0:
		return nil, violation("the perceptron stopped with mistakes left")
	case run.Converged && !separable:
		return nil, violation("a line was found for points that none separates")
	case separable && float64(n) > bound:
		return nil, violation("%d updates, above Novikoff's bound of %v", n, bound)
	}
	return &perceptronDrawing{Perceptron: s, on: on, points: points, run: run, gamma: gamma, bound: bound, separable: separable}, nil
}

func (s *Perceptron) points(sealed bool) ([]perceptron.Point, error) {
	if s.Data == "" {
		p, err := perceptron.Clouds(generator(s.Seed), s.Points, s.Margin)
		if err != nil {
			return nil, fmt.Errorf("--points %d --margin %v: %w", s.Points, s.Margin, err)
		}
		return p, nil
	}
	f, err := (*os.File)(nil), sealedOff(s.Data)
	if !sealed {
		f, err = os.Open(s.Data)
	}
	switch {
	case err == nil:
		defer f.Close()
		return perceptron.ReadCSV(f, s.Data)
	case strings.ContainsAny(s.Data, ",;\n") || strings.TrimSpace(s.Data) == "":
		return perceptron.ReadCSV(strings.NewReader(strings.ReplaceAll(s.Data, ";", "\n")), "--data")
	}
	return nil, fmt.Errorf("--data: %w; want a CSV file of x,y,label, or the lines themselves, as in \"0,0,-1; 1,1,1\"", err)
}
