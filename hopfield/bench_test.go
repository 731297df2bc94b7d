package hopfield

import (
	"context"
	"fmt"
	"testing"
)

func BenchmarkTrain(b *testing.B) {
	for _, size := range []struct{ n, p int }{{784, 10}, {10_000, 100}} {
		patterns := randoms(seeded(1), size.p, size.n)
		b.Run(fmt.Sprintf("Hebb/N=%d/P=%d", size.n, size.p), func(b *testing.B) {
			for b.Loop() {
				train(b, Hebb{}, patterns)
			}
		})
		b.Run(fmt.Sprintf("Hebb dense/N=%d/P=%d", size.n, size.p), func(b *testing.B) {
			for b.Loop() {
				if _, err := train(b, Hebb{}, patterns).Dense(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	patterns := randoms(seeded(1), 10, 784)
	b.Run("PseudoInverse/N=784/P=10", func(b *testing.B) {
		for b.Loop() {
			train(b, PseudoInverse{}, patterns)
		}
	})
}

func BenchmarkRecall(b *testing.B) {
	for _, size := range []struct{ n, p int }{{784, 10}, {10_000, 100}, {100_000, 1000}} {
		r := seeded(1)
		patterns := randoms(r, size.p, size.n)
		start := append(Pattern(nil), patterns[0]...)
		for i := range size.n / 10 {
			start[i] = -start[i]
		}
		net := train(b, Hebb{}, patterns)
		run := func(b *testing.B, net *Network) {
			for b.Loop() {
				h, err := net.Recall(context.Background(), start, r, nil)
				if err != nil || h.End.Overlap(patterns[0]) < .99 {
					b.Fatal(err, h.End.Overlap(patterns[0]))
				}
			}
		}
		b.Run(fmt.Sprintf("Hebb/N=%d/P=%d", size.n, size.p), func(b *testing.B) { run(b, net) })
		if size.n < 10_000 {
			dense, err := net.Dense()
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("Hebb dense/N=%d/P=%d", size.n, size.p), func(b *testing.B) { run(b, dense) })
		}
	}
}
