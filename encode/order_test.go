package encode

import (
	"bytes"
	"errors"
	"image"
	"iter"
	"testing"
	"time"

	"flipbook/film"
	"flipbook/raster"
)

// Results come in the order of the items, and no more items are taken than can
// be worked on while the results before them wait. After an error, of an item
// or of the work on it, nothing follows.
func TestInOrder(t *testing.T) {
	torn := errors.New("torn")
	const n, bad = 40, 25
	for jobs := range 9 {
		for name, c := range map[string]struct{ item, work error }{"none": {}, "of an item": {item: torn}, "of the work": {work: torn}} {
			begun, got, failed := 0, 0, error(nil)
			items := func(yield func(int, error) bool) {
				for i := range n {
					begun++
					var err error
					if i == bad {
						err = c.item
					}
					if !yield(i, err) {
						return
					}
				}
			}
			for v, err := range inOrder(items, jobs, func(i int) (int, error) {
				if i == bad {
					return 0, c.work
				}
				return 2 * i, nil
			}) {
				if failed != nil {
					t.Fatalf("%d jobs, error %s: something follows it", jobs, name)
				}
				if failed = err; err != nil {
					continue
				}
				if v != 2*got && got != bad {
					t.Fatalf("%d jobs, error %s: result %d is %d", jobs, name, got, v)
				}
				if got++; begun-got >= max(jobs, 1) {
					t.Fatalf("%d jobs, error %s: %d items are taken for %d results", jobs, name, begun, got)
				}
			}
			want := n
			if name != "none" {
				want = bad
			}
			if got != want || (failed != nil) != (name != "none") {
				t.Errorf("%d jobs, error %s: %d results and %v", jobs, name, got, failed)
			}
		}
	}
}

// A disk as slow as can be slows: while a frame is written, no more are drawn
// than can be compressed meanwhile, and of large ones no more than fit the
// memory.
func TestSlowDisk(t *testing.T) {
	for _, c := range []struct{ side, jobs, ahead int }{{20, 1, 1}, {20, 8, 8}, {1 << 10, 8, 4}, {1 << 11, 8, 1}} {
		drawn, written, most := 0, -1, 0 // the head comes before the first frame
		delta := func(r image.Rectangle, ink uint8) *raster.Delta {
			d := &raster.Delta{Rect: r}
			for y := r.Min.Y; y < r.Max.Y; y++ {
				d.Spans = append(d.Spans, raster.Span{X: r.Min.X, Y: y, Pix: bytes.Repeat([]byte{ink, ink, ink, 255}, r.Dx())})
			}
			return d
		}
		take := func(int) iter.Seq2[raster.Frame, error] {
			return func(yield func(raster.Frame, error) bool) {
				drawn = 0
				for i := range 20 {
					r := image.Rect(i, 0, i+1, 1)
					if i == 0 {
						r = image.Rect(0, 0, c.side, c.side)
					}
					drawn++
					if !yield(raster.Frame{Shot: film.Shot{Frame: i, Hold: time.Second}, Delta: delta(r, uint8(i))}, nil) {
						return
					}
				}
			}
		}
		disk := writer(func(p []byte) {
			if written++; written > 0 {
				most = max(most, drawn-written)
			}
		})
		if _, err := GIF(disk, take, &GIFOptions{Jobs: c.jobs, Memory: 1}); err != nil {
			t.Fatal(err)
		}
		if most != c.ahead {
			t.Errorf("%d jobs for frames of %dx%d: up to %d are drawn ahead, want %d", c.jobs, c.side, c.side, most, c.ahead)
		}
	}
}

type writer func(p []byte)

func (w writer) Write(p []byte) (int, error) {
	w(p)
	return len(p), nil
}
