package scenes

import (
	"context"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
)

// Twelve of the 24 orders go to each memory, all at once the network blinks,
// and the clear cue is recalled in every order.
func TestHopfieldDilemmaNumbers(t *testing.T) {
	e, _ := Named("hopfield-dilemma")
	f := filmed(t, e.New())
	for name, want := range map[string]float64{"first": 12, "second": 12, "period": 2, "clear": 24} {
		if got := result(t, f, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

func dilemma(t testing.TB, s *HopfieldDilemma) *dilemmaDrawing {
	t.Helper()
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.recall(context.Background(), tell)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Whatever the memory and the cue: at an overlap of 0 the neuron that is asked
// first decides, and the tie is 12 to 12 with a blink; at any other the nearer
// memory wins every order, and all at once end there too.
func TestHopfieldDilemmaOfAnyCue(t *testing.T) {
	word := func(k int) string {
		return strings.Map(func(r rune) rune { k /= 2; return r - 2*rune(k%2) }, "----")
	}
	seen := make(map[string]bool)
	for k := range 32 {
		seen[word(k)] = true
		for _, memory := range []string{"++-+", "----", "+-+-"} {
			d := dilemma(t, &HopfieldDilemma{Memory: memory, Cue: word(k), Clear: memory})
			first, second := d.cue.count(len(d.orders))
			overlap := d.cue.start.Overlap(d.memories[0])
			switch {
			case overlap == 0 && (first != 12 || second != 12 || d.orbit.Period != 2):
				t.Errorf("%s from %s: %d : %d, period %d", memory, word(k), first, second, d.orbit.Period)
			case overlap > 0 && (first != 24 || d.orbit.Period != 1), overlap < 0 && (second != 24 || d.orbit.Period != 1):
				t.Errorf("%s from %s with overlap %v: %d : %d, period %d", memory, word(k), overlap, first, second, d.orbit.Period)
			}
			for i, order := range d.orders {
				if same := slices.IndexFunc(d.orders, func(o []int) bool { return o[0] == order[0] }); overlap == 0 && d.cue.where[i] != d.cue.where[same] {
					t.Errorf("%s from %s: orders %v and %v begin alike and end differently", memory, word(k), order, d.orders[same])
				}
			}
		}
	}
	if len(seen) != 16 {
		t.Errorf("%d cues, want 16", len(seen))
	}
}

// What is drawn neuron by neuron ends where the recall ended, and what is drawn
// of all at once is what the network does.
func TestHopfieldDilemmaDrawsTheRecall(t *testing.T) {
	d := dilemma(t, &HopfieldDilemma{Memory: "++-+", Cue: "+++-", Clear: "++--"})
	for k := range d.orders {
		if got := d.after(k, dilemmaNeurons); !slices.Equal(got, d.cue.ends[k]) {
			t.Errorf("order %v is drawn to end in %v, and ends in %v", d.orders[k], got, d.cue.ends[k])
		}
	}
	for step := range 7 {
		s := d.together(step)
		next := slices.Clone(s)
		for i, h := range d.net.Fields(s) {
			if h != 0 {
				next[i] = int8(h / max(h, -h))
			}
		}
		if got := d.together(step + 1); !slices.Equal(got, next) {
			t.Errorf("step %d all at once is %v, want %v", step+1, got, next)
		}
	}
	if got := d.together(1); !slices.Equal(got, hopfield.Pattern{-1, -1, -1, 1}) {
		t.Errorf("all at once the cue becomes %v, want its opposite", got)
	}
}

// The title says where the cue is.
func TestHopfieldDilemmaTitle(t *testing.T) {
	for cue, want := range map[string]string{
		"+++-": "Two opposite memories, a cue halfway: which one?",
		"++++": "Two opposite memories, a cue nearer to one: which one?",
		"--+-": "Two opposite memories, a cue nearer to one: which one?",
	} {
		if got := filmed(t, &HopfieldDilemma{Memory: "++-+", Cue: cue, Clear: "++--"}).Title; got != want {
			t.Errorf("from %s the title is %s, want %s", cue, got, want)
		}
	}
}

func TestHopfieldDilemmaRefuses(t *testing.T) {
	for _, c := range []struct {
		s    HopfieldDilemma
		want string
	}{
		{HopfieldDilemma{"++-", "+++-", "++--"}, `--memory "++-": want`},
		{HopfieldDilemma{"++-+", "+++0", "++--"}, `--cue "+++0": want one state of 4 signs + and -`},
		{HopfieldDilemma{"++-+", "+++-", "++--,++--"}, `--clear "++--,++--": want`},
	} {
		if _, err := c.s.Film(context.Background(), stage(t)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v gives %v, want %s", c.s, err, c.want)
		}
	}
}
