// Command long writes a film as a GIF to standard output, and the most memory that it took, in bytes, to standard error.
// Tests run it, since what they themselves take says nothing.
//
//	long WIDTH HEIGHT FRAMES photographs|bar
package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"iter"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"gonum.org/v1/plot/vg"

	"flipbook/encode"
	"flipbook/film"
	"flipbook/raster"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("want WIDTH HEIGHT FRAMES photographs|bar")
	}
	var n [3]int
	for i := range n {
		var err error
		if n[i], err = strconv.Atoi(args[i]); err != nil {
			return err
		}
	}
	// The limit is the program's. Within it the program collects garbage less often, which would hide what a film holds.
	debug.SetMemoryLimit(200 << 20)
	f := &film.Film{
		Size: image.Pt(n[0], n[1]), Len: n[2], Alt: "a long film",
		Hold:     film.Steady(20*time.Millisecond, n[2]),
		Backdrop: func(c vg.Canvas) { fill(c, color.White, 0, 0, n[0], n[1]) },
		Live:     func(c vg.Canvas, i int) { fill(c, color.Black, i%n[0], 0, i%n[0]+1, n[1]) },
	}
	if args[3] == "photographs" {
		f.Live = func(c vg.Canvas, i int) {
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: vg.Length(n[0]), Y: vg.Length(n[1])}}, photograph(i))
		}
	}
	shots, err := f.Shots(film.Cut{})
	if err != nil {
		return err
	}
	take := func(levels int) iter.Seq2[raster.Frame, error] {
		return raster.Play(context.Background(), f, shots, raster.Options{Levels: levels, Jobs: 8})
	}
	if _, err := encode.GIF(os.Stdout, take, &encode.GIFOptions{Jobs: 8}); err != nil {
		return err
	}
	peak, err := peakMemory()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.Stderr, peak)
	return err
}

// peakMemory is in bytes. (What getrusage says counts what the parent held when it began this process.)
func peakMemory() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, after, ok := strings.Cut(string(status), "VmHWM:")
	if !ok {
		return 0, errors.New("the system does not say how much memory it gave")
	}
	kilobytes, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	return kilobytes << 10, err
}

func fill(c vg.Canvas, ink color.Color, x0, y0, x1, y1 int) {
	c.SetColor(ink)
	c.Fill(vg.Rectangle{Min: vg.Point{X: vg.Length(x0), Y: vg.Length(y0)}, Max: vg.Point{X: vg.Length(x1), Y: vg.Length(y1)}}.Path())
}

// photograph is gray clouds that drift.
func photograph(i int) image.Image {
	m := image.NewGray(image.Rect(0, 0, 240, 135))
	for j := range m.Pix {
		x, y := j%m.Stride+i, j/m.Stride
		m.Pix[j] = uint8((x*x+3*x*y+y*y/2)>>6 + i)
	}
	return m
}
