package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// walk is a trial whose result depends on how much randomness it has used, and on its number.
func walk(_ context.Context, i int, r *rand.Rand) (float64, error) {
	x := float64(i)
	for range 1 + r.IntN(20) {
		x += r.Float64()
	}
	return x, nil
}

func TestResultsAreThoseOfTheLoop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trials := rapid.IntRange(1, 200).Draw(t, "trials")
		o := Options{Seed: rapid.Uint64().Draw(t, "seed"), Workers: rapid.IntRange(0, 9).Draw(t, "workers")}
		got, err := Run(context.Background(), trials, walk, &o)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]float64, trials)
		for i := range want {
			want[i], _ = walk(context.Background(), i, Stream(o.Seed, i))
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\nwant %v", got, want)
		}
	})
}

func TestTheErrorIsTheFirstWhateverTheWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fails := rapid.SliceOfN(rapid.Bool(), 1, 40).Draw(t, "fails")
		first := -1
		for i := len(fails) - 1; i >= 0; i-- {
			if fails[i] {
				first = i
			}
		}
		o := Options{Workers: rapid.IntRange(1, 9).Draw(t, "workers")}
		results, err := Run(context.Background(), len(fails), func(_ context.Context, i int, r *rand.Rand) (int, error) {
			time.Sleep(time.Duration(r.IntN(20)) * time.Microsecond) // any trial may be the first to end
			if fails[i] {
				return 0, fmt.Errorf("trial %d", i)
			}
			return i, nil
		}, &o)
		switch {
		case first < 0 && (err != nil || len(results) != len(fails)):
			t.Fatalf("%d results, error %v", len(results), err)
		case first >= 0 && (err == nil || err.Error() != fmt.Sprintf("trial %d", first) || results != nil):
			t.Fatalf("%d results, error %v, want that of trial %d", len(results), err, first)
		}
	})
}

// A worker for each of a million trials would be a million stacks.
func TestWorkersAreBounded(t *testing.T) {
	const trials = 3 * maxWorkers
	var now, most atomic.Int64
	_, err := Run(context.Background(), trials, func(context.Context, int, *rand.Rand) (struct{}, error) {
		running := now.Add(1)
		for seen := most.Load(); running > seen && !most.CompareAndSwap(seen, running); seen = most.Load() {
		}
		time.Sleep(time.Millisecond) // so that all who may run do
		now.Add(-1)
		return struct{}{}, nil
	}, &Options{Workers: math.MaxInt})
	if err != nil || most.Load() > maxWorkers {
		t.Errorf("%d trials ran at the same time, error %v", most.Load(), err)
	}
}

func TestNothingIsBegunAfterAFailure(t *testing.T) {
	broken := errors.New("broken")
	for _, workers := range []int{1, 4} {
		var begun atomic.Int64
		_, err := Run(context.Background(), 1000, func(_ context.Context, i int, _ *rand.Rand) (int, error) {
			begun.Add(1)
			time.Sleep(time.Millisecond)
			return 0, broken
		}, &Options{Workers: workers})
		if !errors.Is(err, broken) || begun.Load() > int64(workers) {
			t.Errorf("%d workers began %d trials, error %v", workers, begun.Load(), err)
		}
	}
}

func TestRunIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var begun atomic.Int64
	results, err := Run(ctx, 1000, func(ctx context.Context, i int, _ *rand.Rand) (int, error) {
		if begun.Add(1) == 10 {
			cancel()
		}
		if i < 10 {
			return i, nil
		}
		<-ctx.Done() // a trial that watches ctx, and calls its end by a name of its own
		return 0, errors.New("interrupted")
	}, &Options{Workers: 3})
	if results != nil || err != context.Canceled || begun.Load() > 13 {
		t.Errorf("%d results, error %v, %d trials begun", len(results), err, begun.Load())
	}

	late, stop := context.WithTimeout(context.Background(), 0)
	defer stop()
	begun.Store(0)
	_, err = Run(late, 5, func(context.Context, int, *rand.Rand) (int, error) {
		begun.Add(1)
		return 0, nil
	}, nil)
	if err != context.DeadlineExceeded || begun.Load() != 0 {
		t.Errorf("past the deadline: error %v, %d trials begun", err, begun.Load())
	}
}

func TestProgressRisesOneByOne(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		var told []int // written without a lock: calls must not overlap
		_, err := Run(context.Background(), 50, walk, &Options{Workers: workers, Progress: func(done, total int) {
			if total != 50 {
				t.Errorf("total is %d, want 50", total)
			}
			told = append(told, done)
		}})
		if err != nil || len(told) != 50 {
			t.Fatalf("told %d times, error %v", len(told), err)
		}
		for i, done := range told {
			if done != i+1 {
				t.Fatalf("told %v", told)
			}
		}
	}
}

func TestAPanicIsAnError(t *testing.T) {
	_, err := Run(context.Background(), 20, func(_ context.Context, i int, r *rand.Rand) (int, error) {
		if i >= 7 {
			panic("no luck")
		}
		return r.IntN(6), nil
	}, &Options{Workers: 3})
	if err == nil || !strings.HasPrefix(err.Error(), "montecarlo: trial 7 panicked: no luck\n") ||
		!strings.Contains(err.Error(), "TestAPanicIsAnError") {
		t.Errorf("got %v", err)
	}
	_, err = Run(context.Background(), 20, walk, &Options{Progress: func(int, int) { panic("no ears") }})
	if err == nil || !strings.HasPrefix(err.Error(), "montecarlo: o.Progress panicked: no ears\n") {
		t.Errorf("got %v", err)
	}
}

func TestRunRefuses(t *testing.T) {
	one := context.Background()
	var none context.Context
	kilobyte := func(context.Context, int, *rand.Rand) (b [1024]byte, err error) { return b, nil }
	for want, run := range map[string]func() error{
		"montecarlo: ctx is nil: it must be a context, such as context.Background()": func() error {
			_, err := Run(none, 1, walk, nil)
			return err
		},
		"montecarlo: trials is 0: it must be at least 1": func() error { _, err := Run(one, 0, walk, nil); return err },
		"montecarlo: trials is 4194305: it must be at most 4194304 for results of 1024 bytes": func() error {
			_, err := Run(one, 4194305, kilobyte, nil)
			return err
		},
		"montecarlo: trial is nil: it must be a function": func() error { _, err := Run[int](one, 1, nil, nil); return err },
		"montecarlo: o.Workers is -2: it must be 0, for GOMAXPROCS, or more": func() error {
			_, err := Run(one, 1, walk, &Options{Workers: -2})
			return err
		},
	} {
		if err := run(); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// The first numbers of SplitMix64 from 1234567, as its reference implementation gives them.
func TestMixIsThatOfSplitMix64(t *testing.T) {
	state := uint64(1234567)
	for i, want := range []uint64{
		6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
	} {
		state += golden
		if got := mix(state); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}

func TestNoTwoStreamsBeginAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, i := rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "i")
		left, right := scatter(seed, i)
		for round := uint64(4); round > 0; round-- { // what can be undone has not merged any two
			left, right = right^mix(left+round*golden), left
		}
		if left != seed || right != i {
			t.Fatalf("(%d, %d) came back as (%d, %d)", seed, i, left, right)
		}
	})
}

// One bit of the seed or of the number of the trial changes each bit of the stream with probability ½, from its first
// number on.
func TestNeighbouringStreamsAreUnrelated(t *testing.T) {
	const pairs = 4000
	count := func(a, b *rand.Rand) int {
		n := 0
		for range 4 {
			n += bits.OnesCount64(a.Uint64() ^ b.Uint64())
		}
		return n
	}
	var seeds, trials Mean
	for i := range pairs {
		seeds.Add(float64(count(Stream(1, i), Stream(1^1<<(i%64), i))))
		trials.Add(float64(count(Stream(1, i), Stream(1, i^1<<(i%32)))))
	}
	for name, m := range map[string]Mean{"seed": seeds, "trial": trials} {
		// 256 coins: mean 128, variance 64. The variance of n normal numbers has the standard error v·√(2/(n−1)).
		if !m.Interval(5).Contains(128) || math.Abs(m.Variance()-64) > 5*64*math.Sqrt(2./(pairs-1)) {
			t.Errorf("another %s changes %.2f of 256 bits, variance %.1f: want 128 and 64", name, m.Mean(), m.Variance())
		}
	}
}

// What trial 2 of seed 1 sees today, it sees for ever.
func TestStreamsStayWhatTheyAre(t *testing.T) {
	r := Stream(1, 2)
	if got, want := [2]uint64{r.Uint64(), r.Uint64()}, [2]uint64{0x71701cb2e9a55153, 0x9ae1d64eccbad5c3}; got != want {
		t.Errorf("got %#x, want %#x", got, want)
	}
}

func FuzzRun(f *testing.F) {
	f.Add(uint64(1), 10, 3, 5)
	f.Add(uint64(0), 0, -1, 0)
	f.Add(uint64(7), -5, 1<<30, 1)
	f.Fuzz(func(t *testing.T, seed uint64, trials, workers, odd int) {
		if trials > 1000 {
			trials %= 1000
		}
		broken := errors.New("broken")
		got, err := Run(context.Background(), trials, func(_ context.Context, i int, r *rand.Rand) (uint64, error) {
			switch i {
			case odd:
				return 0, broken
			case odd / 2:
				panic(i)
			}
			return r.Uint64(), nil
		}, &Options{Seed: seed, Workers: workers})
		if (err == nil) != (len(got) == trials && trials > 0) {
			t.Fatalf("%d results of %d trials, error %v", len(got), trials, err)
		}
		for i, x := range got {
			if x != Stream(seed, i).Uint64() {
				t.Fatalf("trial %d has another stream", i)
			}
		}
	})
}

func BenchmarkRun(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("10,000 empty trials, workers %d", workers), func(b *testing.B) {
			for b.Loop() {
				_, err := Run(context.Background(), 10_000, func(_ context.Context, _ int, r *rand.Rand) (uint64, error) {
					return r.Uint64(), nil
				}, &Options{Workers: workers})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
