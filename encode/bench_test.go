package encode_test

import (
	"context"
	"iter"
	"testing"

	"flipbook/encode"
	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/raster"
)

// What a film costs, from its drawing to its file, and what of it is drawing. Most of a frame is what stays: codes that
// looked at each of its pixels could take as long as all the rest.
func BenchmarkFilms(b *testing.B) {
	digits, err := mnist.Sample()
	if err != nil {
		b.Fatal(err)
	}
	for _, scene := range kinds() {
		f, err := scene.New().Film(context.Background(), figure.Stage{Digits: digits})
		if err != nil {
			b.Fatal(err)
		}
		shots, err := f.Shots(film.Cut{})
		if err != nil {
			b.Fatal(err)
		}
		take := func(levels int) iter.Seq2[raster.Frame, error] {
			return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels})
		}
		b.Run(scene.Name+"/draw", func(b *testing.B) {
			for b.Loop() {
				for _, err := range take(raster.Levels) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		for name, o := range map[string]encode.GIFOptions{"gif": {}, "best": {Best: true}} {
			b.Run(scene.Name+"/"+name, func(b *testing.B) {
				n := &counter{}
				for b.Loop() {
					n.bytes = 0
					if _, err := encode.GIF(n, take, &o); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(n.bytes), "bytes")
			})
		}
	}
}

type counter struct{ bytes int }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	return len(p), nil
}
