package scenes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// HopfieldDraw films drawings as they are memorised, beside how many there is
// room for, and one of them as it is recalled from a fragment.
type HopfieldDraw struct {
	Memories string `help:"drawings to memorise: a file, or rows of # and . with empty rows between drawings; empty: five of our own" default:"" file:""`
	Cue      string `help:"the fragment that is shown, in the same way; empty: the first drawing without its upper half" default:"" file:""`
	Rule     string `help:"learning rule" default:"hebb" enum:"hebb,pseudo-inverse"`
	Seed     uint64 `help:"seed of the order in which neurons are asked" default:"1"`
}

const (
	drawNeurons = 64 * 64 // the most that are filmed
	drawMost    = 500     // drawings
	drawFrames  = 40      // in which they are memorised
	drawSteps   = 24      // in which neurons flip
)

// A drawn is what the film of drawings is made of.
type drawn struct {
	*telling
	size     drawings.Drawing // for its columns and rows
	memories []hopfield.Pattern
	nearest  int // the memory in which, or near which, the recall ends
	states   []hopfield.Pattern
	acts     []beat
}

// Film implements Scene.
func (s *HopfieldDraw) Film(ctx context.Context, on figure.Stage) (*film.Film, error) {
	t, err := begin(s, on)
	if err != nil {
		return nil, err
	}
	all, cue, err := s.drawings(on.Sealed)
	if err != nil {
		return nil, err
	}
	d := &drawn{telling: t, size: all[0], memories: patterns(all)}
	net, err := ruleNamed(s.Rule, nil).Train(ctx, d.memories)
	if err != nil {
		return nil, fmt.Errorf("--memories: %w", err)
	}
	run, err := net.Recall(ctx, cue, generator(s.Seed), nil)
	if err != nil {
		return nil, err
	}
	if err := downhill(net, run); err != nil {
		return nil, err
	}
	n, stable := len(cue), heldBy(net, d.memories)
	for i, x := range d.memories {
		if run.End.Overlap(x) > run.End.Overlap(d.memories[d.nearest]) {
			d.nearest = i
		}
	}
	d.states = statesAt(run, lastFlip(run), drawSteps)
	wrong := run.End.Hamming(d.memories[d.nearest])
	capacity := theory.CapacityHebb(n, theory.Synapses{})
	t.know("neurons", n, "cols", all[0].Cols, "rows", all[0].Rows, "rule", t.says("rule-"+s.Rule), "stored", len(all), "stable", stable, "drawings", t.Plural("drawings", len(all)),
		"load", t.Number(theory.CapacityHebb(1, theory.Synapses{}), 3), "capacity", d.room(capacity), "wrong", wrong,
		"all", d.room(theory.CapacityHebbAll(n)), "most", d.room(theory.CapacityHebbMost(n)), "square", int(math.Round(0.14*float64(n*n))))
	answer := "answer-yes"
	if wrong > 0 {
		answer = "answer-no"
	}
	t.know("answer", t.says(answer))
	return d.film(t.says(answer), wrong == 0, []film.Result{
		{Name: "stored", Value: float64(len(all)), Text: t.says("result-stored")},
		{Name: "stable", Value: float64(stable), Text: t.says("result-stable")},
		{Name: "capacity", Value: capacity, Text: t.says("result-capacity")},
		{Name: "all-exact", Value: theory.CapacityHebbAll(n), Text: t.says("result-all")},
		{Name: "most-exact", Value: theory.CapacityHebbMost(n), Text: t.says("result-most")},
		{Name: "wrong", Value: float64(wrong), Text: t.says("result-wrong")},
	})
}

// drawings are those to memorise, and the fragment that is shown.
func (s *HopfieldDraw) drawings(sealed bool) (all []drawings.Drawing, cue hopfield.Pattern, err error) {
	if all = drawings.Signs(); s.Memories != "" {
		if all, err = readDrawings("memories", s.Memories, sealed); err != nil {
			return nil, nil, err
		}
		if err := known("memories", all...); err != nil {
			return nil, nil, err
		}
	}
	first := all[0]
	if n := first.Cols * first.Rows; n < 4 || n > drawNeurons {
		return nil, nil, fmt.Errorf("--memories: %d×%d cells make %d neurons; want 4 to %d", first.Cols, first.Rows, n, drawNeurons)
	}
	if n := len(all); n > drawMost {
		return nil, nil, fmt.Errorf("--memories: %d drawings; want at most %d", n, drawMost)
	}
	for i, d := range all {
		if d.Cols != first.Cols || d.Rows != first.Rows {
			return nil, nil, fmt.Errorf("--memories: drawing %d is %d×%d; want %d×%d, as the first", i+1, d.Cols, d.Rows, first.Cols, first.Rows)
		}
	}
	if s.Cue == "" {
		cue = slices.Clone(hopfield.Pattern(first.States))
		for i := range first.Cols * (first.Rows / 2) {
			cue[i] = -1
		}
		return all, cue, nil
	}
	shown, err := readCue(s.Cue, sealed, first.Cols, first.Rows, "memories")
	if err != nil {
		return nil, nil, err
	}
	return all, shown.States, known("cue", shown)
}

// readCue reads what a network is shown: one drawing, of a size that others
// have.
func readCue(text string, sealed bool, cols, rows int, others string) (drawings.Drawing, error) {
	shown, err := readDrawings("cue", text, sealed)
	if err != nil {
		return drawings.Drawing{}, err
	}
	if d := shown[0]; len(shown) > 1 || d.Cols != cols || d.Rows != rows {
		return d, fmt.Errorf("--cue: %d drawings, the first %d×%d; want one of %d×%d, as the %s", len(shown), d.Cols, d.Rows, cols, rows, others)
	}
	return shown[0], nil
}

// known refuses drawings of which something is unknown.
func known(param string, all ...drawings.Drawing) error {
	for i, d := range all {
		if err := d.Known(); err != nil {
			return fmt.Errorf("--%s: drawing %d, %w", param, i+1, err)
		}
	}
	return nil
}

// readDrawings reads drawings from a file, or from the text itself.
func readDrawings(param, text string, sealed bool) ([]drawings.Drawing, error) {
	all, err := []drawings.Drawing(nil), sealedOff(text)
	if !sealed {
		all, err = drawings.ReadFile(text)
	}
	switch {
	case !errors.As(err, new(*fs.PathError)): // there is a file, right or wrong
		return all, err
	case strings.ContainsAny(text, ";\n") || strings.Trim(text, "#.") == "" || errors.Is(err, os.ErrInvalid):
		if all, err = drawings.ParseAll(text); err != nil {
			return nil, fmt.Errorf("--%s: %w", param, err)
		}
		return all, nil
	}
	return nil, fmt.Errorf("--%s: %w; want a file with rows of # for ink and . for paper, or the rows themselves, as in \"##.;.#.;.##\"", param, err)
}
