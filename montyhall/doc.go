// Package montyhall plays the game with the car and the goats, for any number of doors and several kinds of host, and
// knows the odds exactly.
//
// A car stands behind one of n doors, goats behind the others. The player picks a door; the host opens k of the others,
// goats all of them, and offers to switch; the player stays, or takes one of the doors still closed. With three doors,
// switching wins two games in three. But "always switch" needs a host who knows where the car is, who always opens and
// who always offers:
//
//   - The host who [Knows] is the one of the puzzle. Staying wins 1/n, switching (n−1)/(n(n−1−k)).
//   - The host who [Forgets] opens any doors, and only games count in which no car came to light. Then his goats say
//     nothing, and staying is as good as switching: 1/(n−k) each.
//   - The host who [Prefers] knows, too, but has a favourite door. What his choice betrays changes the odds of the single
//     game, between 1/2 and 1 with three doors, and none of the averages.
//   - The host who offers only [WhenRight] makes switching lose every game in which it is allowed.
//
// [Show.Probabilities] are the exact chances of the two strategies before the game, [Show.Chances] those of each door
// for a player who has seen what the host opened. [Show.Play] and [Show.Simulate] play games fast, both strategies on the
// same ones. [Show.Deal] returns a game with all that can be seen on a stage; [Draw] and [Show.Stage] play one piece of
// [Luck], the same car, pick and whims, under different rules, so that what differs is due to the rules alone.
//
// # Proofs by simulation
//
// Andrew Vázsonyi is said to have convinced Paul Erdős by a simulation of 100,000 games. What so many games prove is 2/3
// ± .0045, three standard errors; package [flipbook/montecarlo] has the intervals.
//
// Sources: S. Selvin, A problem in probability, and On the Monty Hall problem, The American Statistician 29 (1975); M. vos
// Savant, Ask Marilyn, Parade (9 September 1990); J. P. Morgan, N. R. Chaganty, R. C. Dahiya and M. J. Doviak, Let's make
// a deal: the player's dilemma, The American Statistician 45 (1991); A. Vázsonyi, Which door has the Cadillac?, Decision
// Line 30 (1999); J. S. Rosenthal, Monty Hall, Monty Fall, Monty Crawl, Math Horizons 16 (2008).
package montyhall
