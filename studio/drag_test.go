package studio

import (
	"net/url"
	"strings"
	"testing"
)

// dragged are the questions that hands ask with each movement, of networks of
// 784 neurons: by what, and of which scene. The digit has been painted over.
func dragged(t testing.TB) (all []struct {
	name, op string
	query    url.Values
}) {
	t.Helper()
	for _, c := range []struct{ name, op, query string }{
		{"recall", "recalled", "scene=hopfield-recall"},
		{"recall/Hebb", "recalled", "scene=hopfield-recall&rule=hebb"},
		{"recall/Storkey", "recalled", "scene=hopfield-recall&rule=storkey"},
		{"recall/KrauthMezard", "recalled", "scene=hopfield-recall&rule=krauth-mezard"},
		{"recall/50digits", "recalled", "scene=hopfield-recall&stored=50"},
		{"attention", "attended", "scene=hopfield-attention&sigma=0.5"},
	} {
		q := asked(t, c.query)
		q.Set("cue", strings.Repeat("....####........######......;", 28))
		all = append(all, struct {
			name, op string
			query    url.Values
		}{c.name, c.op, q})
	}
	return all
}

// What the engine takes to answer a movement of a hand, once the network has
// learned.
func BenchmarkDrag(b *testing.B) {
	e := engine(b)
	for _, d := range dragged(b) {
		b.Run(d.name, func(b *testing.B) {
			answer := func() {
				if _, err := e.Answer(b.Context(), d.op, d.query); err != nil {
					b.Fatal(err)
				}
			}
			answer()
			for b.Loop() {
				answer()
			}
		})
	}
}
