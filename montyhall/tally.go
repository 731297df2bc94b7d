package montyhall

import (
	"context"
	"fmt"
	"math/rand/v2"

	"flipbook/montecarlo"
)

// A Tally counts games and the wins of either strategy. The zero value is ready.
type Tally struct {
	Games, Stay, Switch int
}

// Add counts one game: what [Show.Play] or [Game.Wins] returns.
func (t *Tally) Add(stay, swtch bool) {
	t.Games++
	if stay {
		t.Stay++
	}
	if swtch {
		t.Switch++
	}
}

// Rates returns the share of games that each strategy has won; 0 before the first game.
func (t Tally) Rates() (stay, swtch float64) {
	if t.Games == 0 {
		return 0, 0
	}
	return float64(t.Stay) / float64(t.Games), float64(t.Switch) / float64(t.Games)
}

// Proportions returns the same as proportions, which know their standard errors and confidence intervals.
func (t Tally) Proportions() (stay, swtch montecarlo.Proportion) {
	return montecarlo.Proportion{Successes: t.Stay, Trials: t.Games},
		montecarlo.Proportion{Successes: t.Switch, Trials: t.Games}
}

// MaxGames is the most that [Show.Simulate] plays: half a minute's worth on two cores, for a standard error of 1.5 in
// 100,000.
const MaxGames = 1_000_000_000

// block is the number of games that one goroutine plays in a row, in well under a millisecond: often enough to look
// whether to go on, and seldom enough to cost nothing.
const block = 1 << 15

// Simulate plays so many games, 1 to [MaxGames], as [Show.Play] does, on all cores, and counts them: 100,000 in a few
// milliseconds. The result depends on o.Seed, and not on o.Workers; o.Progress is told of games. The error names what is wrong
// with the show, games or o, or is that of ctx.
func (s Show) Simulate(ctx context.Context, games int, o *montecarlo.Options) (Tally, error) {
	if err := s.Validate(); err != nil {
		return Tally{}, err
	}
	if games < 1 || games > MaxGames {
		return Tally{}, fmt.Errorf("games is %d: want 1 to %d", games, MaxGames)
	}
	var options montecarlo.Options
	if o != nil {
		options = *o
	}
	if tell := options.Progress; tell != nil {
		options.Progress = func(done, _ int) {
			tell(min(done*block, games), games)
		}
	}
	blocks := (games-1)/block + 1
	tallies, err := montecarlo.Run(ctx, blocks, func(_ context.Context, i int, r *rand.Rand) (t Tally, err error) {
		for range min(block, games-i*block) {
			t.Add(s.Play(r))
		}
		return t, nil
	}, &options)
	if err != nil {
		return Tally{}, err
	}
	var sum Tally
	for _, t := range tallies {
		sum.Games, sum.Stay, sum.Switch = sum.Games+t.Games, sum.Stay+t.Stay, sum.Switch+t.Switch
	}
	return sum, nil
}
