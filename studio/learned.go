package studio

import (
	"slices"
	"sync"
)

// memories are what networks have learned, for hands that ask them again with
// each movement. The zero value holds none.
type memories struct {
	mu  sync.Mutex
	all []memory // the one that was asked last at the end
}

type memory struct{ lesson, learned any }

// most is how many memories are held. The largest, all digits of MNIST for
// hopfield-attention, takes some 60 MB; others take less than 5.
const most = 4

// of is what has been learned of a lesson, or nil.
func (m *memories) of(lesson any) any {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.all, func(k memory) bool { return k.lesson == lesson })
	if i < 0 {
		return nil
	}
	found := m.all[i]
	m.all = append(slices.Delete(m.all, i, i+1), found)
	return found.learned
}

// hold holds what has been learned, in the place of what was not asked for the
// longest time.
func (m *memories) hold(lesson, learned any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := slices.IndexFunc(m.all, func(k memory) bool { return k.lesson == lesson }); i >= 0 { // others learned it meanwhile
		m.all = slices.Delete(m.all, i, i+1)
	}
	if len(m.all) == most {
		m.all = slices.Delete(m.all, 0, 1)
	}
	m.all = append(m.all, memory{lesson, learned})
}

// learned is what a network has learned of a lesson. What is not held is
// learned; nobody waits for others who learn.
func learned[L comparable, M any](e *Engine, lesson L, learn func() (M, error)) (M, error) {
	if found, ok := e.memories.of(lesson).(M); ok {
		return found, nil
	}
	m, err := learn()
	if err == nil {
		e.memories.hold(lesson, m)
	}
	return m, err
}
