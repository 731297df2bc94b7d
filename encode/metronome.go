package encode

import (
	"iter"
	"time"

	"flipbook/raster"
)

// A metronome finds the steady rate of a film.
type metronome struct {
	wrong [fastest + 1]bool // the rates that miss a moment
}

// The rates that are tried, in frames a second. Some players show fewer than ten badly, or cannot seek in them.
const (
	slowest = 10
	fastest = 50
)

// listen passes frames on, and notes when each that changes something begins and when the last ends.
func (m *metronome) listen(frames iter.Seq2[raster.Frame, error]) iter.Seq2[raster.Frame, error] {
	return func(yield func(raster.Frame, error) bool) {
		var moment time.Duration
		for fr, err := range frames {
			if fr.Delta != nil {
				m.note(moment)
			}
			moment += fr.Hold
			if !yield(fr, err) {
				return
			}
		}
		m.note(moment)
	}
}

// note rules out the rates that have no beat within a millisecond of a moment.
func (m *metronome) note(moment time.Duration) {
	for rate := slowest; rate <= fastest; rate++ {
		beat := time.Second / time.Duration(rate)
		// A whole second is a beat of all of them.
		if off := moment % time.Second % beat; off > time.Millisecond && off < beat-time.Millisecond {
			m.wrong[rate] = true
		}
	}
}

// rate is the lowest that meets every moment, and the fastest if none does.
func (m *metronome) rate() int {
	for rate := slowest; rate < fastest; rate++ {
		if !m.wrong[rate] {
			return rate
		}
	}
	return fastest
}
