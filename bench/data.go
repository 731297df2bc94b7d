package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"flipbook/figure"
	"flipbook/film"
	"flipbook/mnist"
	"flipbook/scenes"
)

// data is what one of the headline films shows, computed once for all peers: they only draw.
type data struct {
	scene   string
	seconds []float64          // how long each frame stands
	results map[string]float64 // final values under the scene's names
	facts   []fact
	tables  []table
}

// A fact is one value that Python, R and gnuplot read alike, from lines of "name = value".
type fact struct {
	name  string
	value any // a number, or a text without quotes in it
}

// A table becomes a CSV file with a header.
type table struct {
	name   string
	header []string
	rows   [][]float64
}

// headline computes the three films that the peers draw, with the parameters that the scenes have unless told otherwise.
func headline(ctx context.Context) ([]data, error) {
	digits, err := mnist.Sample()
	if err != nil {
		return nil, err
	}
	defer digits.Close()
	var out []data
	for _, compute := range []func(context.Context, *mnist.Set) (data, error){montyHall, perceptronLine, hopfieldRecall} {
		d, err := compute(ctx, digits)
		if err != nil {
			return nil, err
		}
		f, err := filmOf(ctx, d.scene, digits)
		if err == nil {
			err = d.agrees(f)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.scene, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// filmOf is a scene's film with all its defaults.
func filmOf(ctx context.Context, scene string, digits *mnist.Set) (*film.Film, error) {
	e, ok := scenes.Named(scene)
	if !ok {
		return nil, errors.New("no such scene")
	}
	return e.New().Film(ctx, figure.Stage{Digits: digits})
}

// agrees holds the data against the film that they are to be the same as: its frames, how long each stands, its results.
func (d data) agrees(f *film.Film) error {
	if len(d.seconds) != f.Len {
		return fmt.Errorf("the data have %d frames, the film %d", len(d.seconds), f.Len)
	}
	for i, s := range d.seconds {
		if s != f.Hold(i).Seconds() {
			return fmt.Errorf("frame %d stands for %v s in the data, for %v in the film", i, s, f.Hold(i))
		}
	}
	for _, r := range f.Results {
		if got, ok := d.results[r.Name]; !ok || got != r.Value {
			return fmt.Errorf("%s is %v in the data, %v in the film", r.Name, got, r.Value)
		}
	}
	return nil
}

// frames is the table of what each frame shows, with the seconds for which it stands in front.
func (d *data) frames(header []string, rows [][]float64) {
	t := table{name: "frames", header: slices.Concat([]string{"frame", "seconds"}, header)}
	for i, r := range rows {
		t.rows = append(t.rows, slices.Concat([]float64{float64(i), d.seconds[i]}, r))
	}
	d.tables = append(d.tables, t)
}

// write puts the facts and the tables into a directory.
func (d data) write(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := create(filepath.Join(dir, "facts.toml"), func(w *bufio.Writer) error {
		for _, f := range d.facts {
			if text, ok := f.value.(string); ok {
				fmt.Fprintf(w, "%s = \"%s\"\n", f.name, text)
			} else {
				fmt.Fprintf(w, "%s = %v\n", f.name, f.value)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for _, t := range d.tables {
		if err := create(filepath.Join(dir, t.name+".csv"), t.write); err != nil {
			return err
		}
	}
	return nil
}

func (t table) write(w *bufio.Writer) error {
	c := csv.NewWriter(w)
	_ = c.Write(t.header) // Error tells of every write
	for _, r := range t.rows {
		words := make([]string, len(r))
		for i, v := range r {
			words[i] = strconv.FormatFloat(v, 'g', -1, 64)
		}
		_ = c.Write(words)
	}
	c.Flush()
	return c.Error()
}

// create writes a file and reports the first thing that went wrong.
func create(path string, write func(*bufio.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = write(w)
	return errors.Join(err, w.Flush(), f.Close())
}

// generator is the scenes' source of chance.
func generator(seed uint64) *rand.Rand {
	const stream = 0x666c6970626f6f6b
	return rand.New(rand.NewPCG(seed, stream))
}
