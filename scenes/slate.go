package scenes

import (
	"context"
	"image"
	"math"

	"flipbook/drawings"
	"flipbook/figure"
	"flipbook/hopfield"
	"flipbook/hopfield/modern"
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

// A RecallMemory is a network that has learned the digits of a HopfieldRecall.
// Nothing changes it.
type RecallMemory struct {
	net      *hopfield.Network
	memories []hopfield.Pattern
	size     image.Point
}

// Lesson is the scene without what its network is shown: scenes with equal
// lessons learn the same of the same digits.
func (s *HopfieldRecall) Lesson() HopfieldRecall {
	lesson := *s
	lesson.Cue, lesson.Sigma, lesson.Seed = "", 0, 0
	return lesson
}

// Learn is what takes time before the first recall.
func (s *HopfieldRecall) Learn(ctx context.Context, digits figure.Digits) (*RecallMemory, error) {
	memories, _, size, err := s.memories(digits)
	if err != nil {
		return nil, err
	}
	net, err := trained(ctx, ruleNamed(s.Rule, func(int, int) {}), memories)
	return &RecallMemory{net, memories, size}, err
}

// A Recalled is what a network starts from and what it ends in, and how many
// pixels of each are not those of the digit.
type Recalled struct {
	Start, End              drawings.Drawing
	WrongBefore, WrongAfter int
}

// Recalled is what a network that has learned its lesson makes of the cue,
// without the film. It reads no file.
func (s *HopfieldRecall) Recalled(ctx context.Context, m *RecallMemory) (r Recalled, err error) {
	cue, err := s.cue(true, m.memories[0], m.size)
	if err != nil {
		return r, err
	}
	_, run, err := s.recall(ctx, m.net, cue)
	if err != nil {
		return r, err
	}
	drawn := func(p hopfield.Pattern) drawings.Drawing {
		return drawings.Drawing{Cols: m.size.X, Rows: m.size.Y, States: p}
	}
	return Recalled{drawn(run.Start), drawn(run.End), run.Start.Hamming(m.memories[0]), run.End.Hamming(m.memories[0])}, nil
}

// Slate is the digit that is asked for, and the query before the noise, in
// which what is erased is unknown. It reads no file.
func (s *HopfieldAttention) Slate(digits figure.Digits) (Slate, error) {
	quiet := *s
	quiet.Sigma = 0
	q, err := quiet.query(true, digits)
	if err != nil {
		return Slate{}, err
	}
	return slate(q.sheet.X, q.sheet.Y, []hopfield.Pattern{q.digit}, q.erased(q.picture, 0)), nil
}

// Lesson is the scene without its query and its β, as for HopfieldRecall.
func (s *HopfieldAttention) Lesson() HopfieldAttention {
	return HopfieldAttention{Threshold: s.Threshold}
}

// An Attended is what a memory of all digits makes of a query at β.
type Attended struct {
	Query  drawings.Drawing // erased to 0, or to −1
	Best   []Attention      // on the digits most like it, the most first
	Answer []float64        // of each pixel, from −1, paper, to +1, ink
	Wrong  int              // pixels of the answer that are, by their signs, not those of the digit
}

// An Attention is the share of all weight that a digit has.
type Attention struct {
	Digit  drawings.Drawing
	Label  int
	Asked  bool // it is the one that is asked for
	Weight float64
}

// Attended is what the memory makes of the query at the largest β, erased to 0
// and erased to −1, without the film. It reads no file.
func (s *HopfieldAttention) Attended(ctx context.Context, digits figure.Digits, m *AttentionMemory) (out [2]Attended, err error) {
	q, err := s.query(true, digits)
	if err != nil {
		return out, err
	}
	asked, err := s.ask(ctx, m, q)
	if err != nil {
		return out, err
	}
	drawn := func(states []int8) drawings.Drawing {
		return drawings.Drawing{Cols: m.size.X, Rows: m.size.Y, States: states}
	}
	for k, question := range asked {
		a := Attended{Query: drawn(question.query), Answer: make([]float64, len(question.query))}
		modern.Blend(a.Answer, make([]float64, len(question.levels)), question.levels, s.Beta)
		a.Wrong = hopfield.Sign(a.Answer).Hamming(q.digit)
		for _, memory := range question.best {
			a.Best = append(a.Best, Attention{drawn(m.memories[memory]), int(digits.Label(memory)), memory == q.own, question.weight(memory, s.Beta)})
		}
		out[k] = a
	}
	return out, nil
}
