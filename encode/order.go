package encode

import "iter"

// inOrder applies f to all items, with up to jobs goroutines, and yields what it returns in the order of the items. No more
// than jobs results wait to be taken. After an error nothing follows.
func inOrder[A, B any](items iter.Seq2[A, error], jobs int, f func(A) (B, error)) iter.Seq2[B, error] {
	type result struct {
		value B
		err   error
	}
	return func(yield func(B, error) bool) {
		var running []chan result
		take := func() bool { // whether to go on
			r := <-running[0]
			running = running[1:]
			return yield(r.value, r.err) && r.err == nil
		}
		for item, err := range items {
			if err != nil {
				for len(running) > 0 {
					if !take() {
						return
					}
				}
				var none B
				yield(none, err)
				return
			}
			done := make(chan result, 1)
			apply := func() {
				v, err := f(item)
				done <- result{v, err}
			}
			if running = append(running, done); jobs > 1 {
				go apply()
			} else {
				apply()
			}
			if len(running) >= jobs && !take() {
				return
			}
		}
		for len(running) > 0 && take() {
		}
	}
}
