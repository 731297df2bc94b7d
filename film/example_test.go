package film_test

import (
	"fmt"
	"image"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"

	"flipbook/film"
)

// A film is layers: what is below all, what each frame leaves behind, what lies
// over it, and what only one frame shows.
func ExampleFilm_Still() {
	say := func(what string, i ...any) func(vg.Canvas) {
		return func(vg.Canvas) { fmt.Print(append([]any{what, " "}, i...)...) }
	}
	f := &film.Film{
		Size:     image.Pt(80, 50),
		Len:      3,
		Backdrop: say("axes"),
		Trail:    func(c vg.Canvas, i int) { say("line", i, " ")(c) },
		Front:    say("points"),
		Live:     func(c vg.Canvas, i int) { say("label", i)(c) },
		Hold:     film.Steady(100*time.Millisecond, 3),
		Alt:      "Three lines.",
		Caption:  "A line is left by every frame.",
	}
	fmt.Println("checked:", f.Check())
	for i := range f.Len {
		f.Still(new(recorder.Canvas), i)
		fmt.Println()
	}
	// Output:
	// checked: <nil>
	// axes line 0 points label 0
	// axes line 0 line 1 points label 1
	// axes line 0 line 1 line 2 points label 2
}

// The author wants two seconds in all, looked at four times a second.
func ExampleFilm_Shots() {
	f := &film.Film{Len: 5, Hold: func(i int) time.Duration { return time.Duration(i+1) * 100 * time.Millisecond }}
	shots, err := f.Shots(film.Cut{Duration: 2 * time.Second, Closing: time.Second, FPS: 4})
	fmt.Println(shots, film.Length(shots), err)
	// Output: [{0 100ms} {1 250ms} {2 250ms} {3 400ms} {4 1s}] 2s <nil>
}

func ExampleSteady() {
	hold := film.Steady(50*time.Millisecond, 3)
	fmt.Println(hold(0), hold(1), hold(2))
	// Output: 50ms 50ms 3s
}
