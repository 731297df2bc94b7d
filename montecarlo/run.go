package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"runtime/debug"
	"sync"
)

// MaxBytes is the memory that the results of one [Run] may take, what they point to not counted: 4 GiB.
const MaxBytes = 1 << 32

// Options say how trials are run. Nil and the zero value mean the defaults.
type Options struct {
	Seed    uint64 // of every random choice; 0 is a seed like any other
	Workers int    // trials that run at the same time, at most 1,000; 0 means GOMAXPROCS. The results do not depend on it

	// Progress is told how many of the trials are done, after each one; nil tells nobody. It is called by one
	// goroutine at a time, with done rising by one from 1 to total, and the workers wait for it: it should be quick.
	Progress func(done, total int)
}

// Run carries out the trials 0 … trials−1 and returns their results in that order. Trial i draws its randomness from
// its own [Stream] of (o.Seed, i), so the results are the same with any number of workers. trial is called by several
// goroutines at once: what it shares with other trials it must only read.
//
// If a trial fails, no further ones are begun, and the error is that of the failing trial with the least number,
// whatever the number of workers. A panic in a trial is an error of that trial, its stack included. When ctx ends, no
// further trials are begun either, and the error is ctx.Err(); a trial that takes long should watch ctx itself, since
// Run returns only when all that were begun have ended.
//
// The error also refuses a nil ctx or trial, trials below 1 or with more than [MaxBytes] of results, and a negative
// o.Workers. With an error the results are nil. Beside the trials themselves, Run costs well under a microsecond each.
func Run[T any](
	ctx context.Context, trials int, trial func(ctx context.Context, i int, r *rand.Rand) (T, error), o *Options,
) ([]T, error) {
	if o == nil {
		o = &Options{}
	}
	if trial == nil {
		return nil, errors.New("montecarlo: trial is nil: it must be a function")
	}
	if err := validate(ctx, trials, int64(reflect.TypeFor[T]().Size()), o); err != nil {
		return nil, err
	}
	results := make([]T, trials)
	p := pool{ctx: ctx, trials: trials, progress: o.Progress, failed: trials}
	p.run(o.Workers, func(i int) (err error) {
		results[i], err = trial(ctx, i, Stream(o.Seed, i))
		return err
	})
	if p.err != nil {
		return nil, p.err
	}
	return results, nil
}

func validate(ctx context.Context, trials int, size int64, o *Options) error {
	most := MaxBytes / max(size, 1)
	switch {
	case ctx == nil:
		return errors.New("montecarlo: ctx is nil: it must be a context, such as context.Background()")
	case trials < 1:
		return fmt.Errorf("montecarlo: trials is %d: it must be at least 1", trials)
	case int64(trials) > most:
		return fmt.Errorf("montecarlo: trials is %d: it must be at most %d for results of %d bytes", trials, most, size)
	case o.Workers < 0:
		return fmt.Errorf("montecarlo: o.Workers is %d: it must be 0, for GOMAXPROCS, or more", o.Workers)
	}
	return nil
}

// A pool hands out the numbers of the trials in order. So when trial i fails, all before it have begun, and once
// these have ended, the least failure is known.
type pool struct {
	ctx      context.Context
	trials   int
	progress func(done, total int)

	mu     sync.Mutex
	next   int   // the first trial not yet begun
	failed int   // the least trial that failed; trials if none did
	err    error // its error, or that of ctx

	reporting sync.Mutex // held around progress, so that no trial waits for a slow one to begin
	done      int
}

// maxWorkers keeps the stacks of the goroutines within memory.
const maxWorkers = 1000

// run carries out all trials, on so many goroutines; 0 means one for each core that Go uses.
func (p *pool) run(workers int, trial func(i int) error) {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var group sync.WaitGroup
	for range min(workers, p.trials, maxWorkers) {
		group.Go(func() {
			for i := p.begin(); i < p.trials; i = p.begin() {
				err := guard(fmt.Sprintf("trial %d", i), func() error { return trial(i) })
				if err == nil {
					err = p.report()
				}
				if err != nil {
					p.fail(i, err)
				}
			}
		})
	}
	group.Wait()
}

// begin returns the number of a trial to run, or the number of all trials if there is none left to begin.
func (p *pool) begin() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil && p.next < p.trials {
		p.err = p.ctx.Err()
	}
	if p.err != nil || p.next == p.trials {
		return p.trials
	}
	p.next++
	return p.next - 1
}

// fail notes the error of trial i. Once ctx has ended, trials fail because of it, and the error is that of ctx.
func (p *pool) fail(i int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ended := p.ctx.Err(); {
	case ended != nil:
		p.err, p.failed = ended, -1
	case i < p.failed:
		p.err, p.failed = err, i
	}
}

func (p *pool) report() error {
	if p.progress == nil {
		return nil
	}
	p.reporting.Lock()
	defer p.reporting.Unlock()
	p.done++
	return guard("o.Progress", func() error {
		p.progress(p.done, p.trials)
		return nil
	})
}

// guard makes a panic an error: in a goroutine of the pool it would end the program, and no caller could prevent it.
func guard(what string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("montecarlo: %s panicked: %v\n\n%s", what, v, debug.Stack())
		}
	}()
	return f()
}

// Stream returns the random numbers that trial i of seed draws from: a PCG (O'Neill 2014) that no other pair (seed, i)
// has. Its 128 bits of state are the pair after four Feistel rounds (Luby and Rackoff 1988) with the finalizer of
// SplitMix64 (Steele, Lea and Flood 2014). The rounds can be undone, so two pairs never begin in the same state; and
// they scatter the pairs over the one cycle of length 2¹²⁸ that all PCGs run through, so that n streams of L numbers
// each overlap with a probability of about n²L/2¹²⁸, less than 1e-20 for a million streams of a million numbers.
func Stream(seed uint64, i int) *rand.Rand { return rand.New(rand.NewPCG(scatter(seed, uint64(i)))) }

// scatter is a permutation of the pairs of numbers: four Feistel rounds.
func scatter(left, right uint64) (uint64, uint64) {
	for round := range uint64(4) {
		left, right = right, left^mix(right+(round+1)*golden)
	}
	return left, right
}

// golden is 2⁶⁴ over the golden ratio, made odd, by which SplitMix64 steps. Its multiples tell the rounds apart.
const golden uint64 = 0x9e3779b97f4a7c15

// mix is the finalizer of SplitMix64, a permutation of 64 bits in which each bit of the input matters to all of the
// output.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
