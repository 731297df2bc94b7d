package studio

import (
	"errors"
	"fmt"
	"sync"
	"testing"
)

// What has been learned is not learned again, unless four other lessons have
// been asked for since; what could not be learned is tried again.
func TestLearned(t *testing.T) {
	e, times := new(Engine), make(map[int]int)
	ask := func(lesson int) {
		t.Helper()
		got, err := learned(e, lesson, func() (string, error) {
			times[lesson]++
			return fmt.Sprint(lesson), nil
		})
		if err != nil || got != fmt.Sprint(lesson) {
			t.Errorf("of lesson %d is learned %q, %v", lesson, got, err)
		}
	}
	for _, lesson := range []int{1, 1, 2, 3, 4, 1, 5, 1, 2} {
		ask(lesson)
	}
	if got, want := fmt.Sprint(times), "map[1:1 2:2 3:1 4:1 5:1]"; got != want {
		t.Errorf("learned is %s, want %s", got, want)
	}
	for range 2 {
		if _, err := learned(e, "hard", func() (int, error) { return 0, errors.New("too hard") }); err == nil {
			t.Error("what is too hard is learned")
		}
	}
	// Who learns what another has learned meanwhile takes no other's place.
	twice := new(Engine)
	for _, lesson := range []int{1, 2, 3, 4, 4} {
		twice.memories.hold(lesson, fmt.Sprint(lesson))
	}
	if twice.memories.of(1) == nil {
		t.Error("a lesson is held twice, and another is not")
	}
	// Lessons of two scenes are two, though they look alike.
	if got, err := learned(e, int64(2), func() (string, error) { return "another", nil }); err != nil || got != "another" {
		t.Errorf("%q, %v", got, err)
	}
}

// Hands of several pages ask at the same time.
func TestLearnedTogether(t *testing.T) {
	e := new(Engine)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			for lesson := range 6 {
				if got, err := learned(e, (lesson+i)%6, func() (int, error) { return (lesson + i) % 6, nil }); err != nil || got != (lesson+i)%6 {
					t.Errorf("of lesson %d is learned %d, %v", (lesson+i)%6, got, err)
				}
			}
		})
	}
	all.Wait()
}
