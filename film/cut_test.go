package film_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"flipbook/film"
)

// anyFilm is a film of holds alone.
func anyFilm(t *rapid.T, atLeast int) *film.Film {
	holds := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) time.Duration {
		unit := rapid.SampledFrom([]time.Duration{1, time.Microsecond, time.Millisecond, 10 * time.Millisecond}).Draw(t, "unit")
		return unit * time.Duration(rapid.IntRange(1, 1000).Draw(t, "units"))
	}), atLeast, 60).Draw(t, "holds")
	return &film.Film{Len: len(holds), Hold: func(i int) time.Duration { return holds[i] }}
}

// The zero Cut is the film as its scene timed it.
func TestRandomFilmWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFilm(t, 1)
		shots, err := f.Shots(film.Cut{})
		if err != nil {
			t.Fatal(err)
		}
		if len(shots) != f.Len {
			t.Fatalf("%d shots of %d frames", len(shots), f.Len)
		}
		for i, s := range shots {
			if s != (film.Shot{Frame: i, Hold: f.Hold(i)}) {
				t.Fatalf("shot %d is %v, want frame %d for %v", i, s, i, f.Hold(i))
			}
		}
	})
}

func TestCut(t *testing.T) {
	const ms = time.Millisecond
	f := &film.Film{Len: 5, Hold: func(i int) time.Duration { return time.Duration(i+1) * 100 * ms }}
	type shots = []film.Shot
	for _, c := range []struct {
		name string
		cut  film.Cut
		want shots
	}{
		{"a span ends on the film's last hold", film.Cut{Span: &film.Span{From: 1, To: 3}},
			shots{{1, 200 * ms}, {2, 300 * ms}, {3, 500 * ms}}},
		{"a span of one frame", film.Cut{Span: &film.Span{From: 2, To: 2}}, shots{{2, 500 * ms}}},
		{"opening", film.Cut{Opening: 7 * ms}, shots{{0, 7 * ms}, {1, 200 * ms}, {2, 300 * ms}, {3, 400 * ms}, {4, 500 * ms}}},
		{"closing", film.Cut{Closing: 7 * ms}, shots{{0, 100 * ms}, {1, 200 * ms}, {2, 300 * ms}, {3, 400 * ms}, {4, 7 * ms}}},
		{"the one frame is the closing one", film.Cut{Span: &film.Span{From: 0, To: 0}, Opening: 7 * ms, Closing: 9 * ms}, shots{{0, 9 * ms}}},
		{"twice as fast between the holds", film.Cut{Duration: 1050 * ms},
			shots{{0, 100 * ms}, {1, 100 * ms}, {2, 150 * ms}, {3, 200 * ms}, {4, 500 * ms}}},
		{"holds are set before the rest is stretched", film.Cut{Duration: 1000 * ms, Opening: 50 * ms, Closing: 50 * ms},
			shots{{0, 50 * ms}, {1, 200 * ms}, {2, 300 * ms}, {3, 400 * ms}, {4, 50 * ms}}},
		{"sampling leaves frames out", film.Cut{FPS: 4},
			shots{{0, 100 * ms}, {1, 250 * ms}, {2, 250 * ms}, {3, 400 * ms}, {4, 500 * ms}}},
		{"a fast sampling holds what it sees again", film.Cut{FPS: 20}, shots{{0, 100 * ms}, {1, 200 * ms}, {2, 300 * ms}, {3, 400 * ms}, {4, 500 * ms}}},
		{"a slow sampling still shows the ends", film.Cut{FPS: 0.5}, shots{{0, 100 * ms}, {1, 900 * ms}, {4, 500 * ms}}},
		{"two frames have nothing to sample", film.Cut{Span: &film.Span{From: 3, To: 4}, FPS: 1}, shots{{3, 400 * ms}, {4, 500 * ms}}},
	} {
		got, err := f.Shots(c.cut)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: shot %d is %v, want %v", c.name, i, got[i], c.want[i])
			}
		}
	}
}

func TestCutErrors(t *testing.T) {
	f := &film.Film{Len: 5, Hold: film.Steady(100*time.Millisecond, 5)}
	for _, c := range []struct {
		name string
		cut  film.Cut
		want string
	}{
		{"before the film", film.Cut{Span: &film.Span{From: -1, To: 2}}, "0 to 4"},
		{"after the film", film.Cut{Span: &film.Span{From: 0, To: 5}}, "0 to 4"},
		{"backwards", film.Cut{Span: &film.Span{From: 3, To: 2}}, "frames 3-2"},
		{"shorter than its holds", film.Cut{Duration: 3100 * time.Millisecond}, "--hold"},
		{"nothing to stretch", film.Cut{Span: &film.Span{From: 0, To: 1}, Duration: time.Minute}, "nothing between"},
		{"a rate that is none", film.Cut{FPS: math.NaN()}, "fps"},
		{"a negative rate", film.Cut{FPS: -1}, "fps"},
		{"a negative duration", film.Cut{Duration: -1}, "duration"},
	} {
		if got, err := f.Shots(c.cut); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v and %v, want an error that says %q", c.name, got, err, c.want)
		}
	}
}

// A stretched film is as long as it was asked to be, to the nanosecond; each
// moment of it lies within a nanosecond of its share.
func TestRandomStretch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFilm(t, 3)
		whole, _ := f.Shots(film.Cut{})
		last := f.Len - 1
		ends := whole[0].Hold + whole[last].Hold
		want := ends + time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "between"))
		shots, err := f.Shots(film.Cut{Duration: want})
		if err != nil {
			t.Fatal(err)
		}
		if got := film.Length(shots); got != want {
			t.Fatalf("the film takes %d ns, want %d", got, want)
		}
		if shots[0] != whole[0] || shots[last] != whole[last] {
			t.Fatalf("the ends became %v and %v, want %v and %v", shots[0], shots[last], whole[0], whole[last])
		}
		factor := float64(want-ends) / float64(film.Length(whole)-ends)
		var at, was time.Duration
		for i := 1; i < last; i++ {
			if shots[i].Hold < 0 {
				t.Fatalf("shot %d stands for %v", i, shots[i].Hold)
			}
			at += shots[i].Hold
			was += whole[i].Hold
			if share := factor * float64(was); math.Abs(float64(at)-share) > 1+1e-9*share {
				t.Fatalf("frame %d ends %v into the moving part, want %v ns", i, at, share)
			}
		}
	})
}

// Sampling is looking at the film at each tick: the opening and the closing
// shot stay, and so does the length.
func TestRandomSampling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFilm(t, 3)
		fps := rapid.Float64Range(0.1, 200).Draw(t, "fps")
		whole, _ := f.Shots(film.Cut{})
		shots, err := f.Shots(film.Cut{FPS: fps})
		if err != nil {
			t.Fatal(err)
		}
		last := len(shots) - 1
		if shots[0] != whole[0] || shots[last] != whole[f.Len-1] {
			t.Fatalf("the ends became %v and %v, want %v and %v", shots[0], shots[last], whole[0], whole[f.Len-1])
		}
		if got, want := film.Length(shots), film.Length(whole); got != want {
			t.Fatalf("the film takes %v, want %v", got, want)
		}
		// What is on the screen at a time, the slow way.
		seen := func(at time.Duration) int {
			for _, s := range whole[1:] {
				if at < s.Hold {
					return s.Frame
				}
				at -= s.Hold
			}
			return -1
		}
		var want []film.Shot
		end := film.Length(whole[1 : f.Len-1])
		for tick := 0; ; tick++ {
			at := time.Duration(float64(tick) * float64(time.Second) / fps)
			if at >= end {
				break
			}
			hold := min(time.Duration(float64(tick+1)*float64(time.Second)/fps), end) - at
			if n := len(want); n > 0 && want[n-1].Frame == seen(at) {
				want[n-1].Hold += hold
			} else {
				want = append(want, film.Shot{Frame: seen(at), Hold: hold})
			}
		}
		if got := shots[1:last]; !slices.Equal(got, want) {
			t.Fatalf("the moving part is %v, want %v", got, want)
		}
	})
}

// Whatever is asked of a cut, frames come in order and none stands for less
// than no time.
func TestRandomCuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFilm(t, 1)
		cut := film.Cut{
			FPS:      rapid.Float64Range(0, 100).Draw(t, "fps"),
			Duration: time.Duration(rapid.Int64Range(0, int64(20*time.Second)).Draw(t, "duration")),
			Opening:  time.Duration(rapid.Int64Range(0, int64(time.Second)).Draw(t, "opening")),
			Closing:  time.Duration(rapid.Int64Range(0, int64(time.Second)).Draw(t, "closing")),
		}
		if cut.FPS < 0.1 {
			cut.FPS = 0
		}
		if rapid.Bool().Draw(t, "part of it") {
			from := rapid.IntRange(0, f.Len-1).Draw(t, "from")
			cut.Span = &film.Span{From: from, To: rapid.IntRange(from, f.Len-1).Draw(t, "to")}
		}
		shots, err := f.Shots(cut)
		if err != nil {
			if cut.Duration == 0 {
				t.Fatal(err)
			}
			t.Skip(err)
		}
		for i, s := range shots {
			if s.Hold < 0 || i > 0 && s.Frame < shots[i-1].Frame {
				t.Fatalf("shot %d is %v after %v", i, s, shots[max(i-1, 0)])
			}
		}
		if got := film.Length(shots); cut.Duration > 0 && got != cut.Duration {
			t.Fatalf("the film takes %v, want %v", got, cut.Duration)
		}
	})
}
