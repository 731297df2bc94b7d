package main

import (
	"errors"
	"fmt"
	"runtime"

	"flipbook/mnist"
	"flipbook/press"
)

// work is how the work is done: it does not change what is made.
type work struct {
	MNIST    *string `help:"Directory of IDX files, gzipped or not; without it the first 100 images of each digit that the program carries." name:"mnist" placeholder:"DIR" group:"How it is made:"`
	Jobs     int     `help:"How many cores may work; 0: all of them." default:"0" group:"How it is made:"`
	Progress string  `help:"How progress is shown on standard error; auto: as a bar on a terminal" enum:"auto,plain,none" default:"auto" group:"How it is made:"`
	Quiet    bool    `help:"Print nothing but errors." short:"q" group:"How it is made:"`
	JSON     bool    `help:"Print what was made as JSON." name:"json" group:"How it is made:"`
}

// maxJobs keeps a slip of the finger from taking all memory for screens.
const maxJobs = 256

// check reports what of w cannot be, and replaces 0 jobs by all.
func (w *work) check() error {
	if w.Jobs < 0 || w.Jobs > maxJobs {
		return press.BadInput{Err: fmt.Errorf("--jobs %d: want 0 to %d", w.Jobs, maxJobs)}
	}
	if w.Jobs == 0 {
		w.Jobs = runtime.GOMAXPROCS(0)
	}
	return nil
}

// digits is where handwritten digits come from.
func (w work) digits() (set *mnist.Set, err error) {
	switch {
	case w.MNIST == nil:
		return mnist.Sample()
	case *w.MNIST == "":
		err = errors.New("--mnist: the directory is empty; want one with IDX files, or no --mnist")
	default:
		set, err = mnist.Open(*w.MNIST)
	}
	if err != nil {
		return nil, press.BadInput{Err: err}
	}
	return set, nil
}

// order is an order for a film; scene and outputs are still to be set.
func (w *work) order(l press.Look) (press.Order, error) {
	if err := l.Check(); err != nil {
		return press.Order{}, press.BadInput{Err: err}
	}
	if err := w.check(); err != nil {
		return press.Order{}, err
	}
	digits, err := w.digits()
	return press.Order{Look: l, Digits: digits, Jobs: w.Jobs}, err
}
