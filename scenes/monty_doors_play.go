package scenes

import (
	"context"

	"flipbook/montecarlo"
	"flipbook/montyhall"
)

// montySimulated is how many games a player's own are compared with.
const montySimulated = 10_000

// Deal is game number n of the scene's seed for a player who picks a door, both
// from 0. Where the car is, and what the host would rather open, is drawn before
// the pick is known.
func (m *MontyDoors) Deal(n, pick int) (montyhall.Game, error) {
	luck, err := montyhall.Draw(montecarlo.Stream(m.Seed, n), m.Doors)
	if err != nil {
		return montyhall.Game{}, err
	}
	luck.Pick = pick
	return montyhall.Show{Doors: m.Doors}.Stage(luck)
}

// Simulate plays 10,000 games of the scene's seed both ways.
func (m *MontyDoors) Simulate(ctx context.Context) (montyhall.Tally, error) {
	return montyhall.Show{Doors: m.Doors}.Simulate(ctx, montySimulated, &montecarlo.Options{Seed: m.Seed})
}
