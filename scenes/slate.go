package scenes

import (
	"math"

	"flipbook/drawings"
	"flipbook/hopfield/theory"
)

// A Slate is what hands must know that draw for a scene.
type Slate struct {
	Memories []drawings.Drawing // of one size
	Cue      drawings.Drawing   // which the network is shown
	Room     int                // for how many random patterns there is, under Hebb's rule
}

// Slate is what the drawings of the scene are, its own among them. It reads no
// file.
func (s *HopfieldDraw) Slate() (Slate, error) {
	all, cue, err := s.drawings(true)
	if err != nil {
		return Slate{}, err
	}
	d := drawings.Drawing{Cols: all[0].Cols, Rows: all[0].Rows, States: cue}
	return Slate{all, d, int(math.Round(theory.CapacityHebb(len(cue), theory.Synapses{})))}, nil
}
