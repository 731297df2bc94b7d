package scenes

import (
	"context"
	"math"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/theory"
)

// A Slate is what hands must know that draw for a scene.
type Slate struct {
	Memories []drawings.Drawing // of one size
	Cue      drawings.Drawing   // which the network is shown
	Room     int                // for how many random patterns there is, under Hebb's rule
}

func slate(cols, rows int, memories []hopfield.Pattern, cue hopfield.Pattern) Slate {
	s := Slate{Cue: drawings.Drawing{Cols: cols, Rows: rows, States: cue}, Room: int(math.Round(theory.CapacityHebb(len(cue), theory.Synapses{})))}
	for _, x := range memories {
		s.Memories = append(s.Memories, drawings.Drawing{Cols: cols, Rows: rows, States: x})
	}
	return s
}

// Slate is what the drawings of the scene are, its own among them. It reads no
// file.
func (s *HopfieldDraw) Slate(figure.Digits) (Slate, error) {
	all, cue, err := s.drawings(true)
	if err != nil {
		return Slate{}, err
	}
	return slate(all[0].Cols, all[0].Rows, patterns(all), cue), nil
}

// Slate is what digits the network remembers, the recalled one first, and how
// that is painted over. It reads no file.
func (s *HopfieldRecall) Slate(digits figure.Digits) (Slate, error) {
	memories, _, size, err := s.memories(digits)
	if err != nil {
		return Slate{}, err
	}
	cue, err := s.cue(true, memories[0], size)
	if err != nil {
		return Slate{}, err
	}
	return slate(size.X, size.Y, memories, cue), nil
}

// Recalled is what the network starts from and what it ends in, without the
// film. It reads no file.
func (s *HopfieldRecall) Recalled(ctx context.Context, digits figure.Digits) (start, end drawings.Drawing, err error) {
	memories, _, size, err := s.memories(digits)
	if err != nil {
		return start, end, err
	}
	cue, err := s.cue(true, memories[0], size)
	if err != nil {
		return start, end, err
	}
	_, _, run, err := s.recall(ctx, func(int, int) {}, memories, cue)
	if err != nil {
		return start, end, err
	}
	return drawings.Drawing{Cols: size.X, Rows: size.Y, States: run.Start}, drawings.Drawing{Cols: size.X, Rows: size.Y, States: run.End}, nil
}
