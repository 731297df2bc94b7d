// Package montecarlo runs seeded experiments many times over, on all cores, and says how far their results can be
// trusted.
//
// [Run] carries out independent trials of any function that draws its luck from a *rand.Rand. Each trial owns a stream
// of random numbers that depends on the seed and on the number of the trial alone, so the results, in the order of
// the trials, are the same with one worker as with a hundred, and [Stream] replays a single one of them.
//
// What to make of the results:
//
//   - A [Proportion] counts successes. Its [Proportion.Wilson] interval (Wilson 1927) is the one to quote: it stays
//     within [0, 1], keeps its promise for small samples and for rates near 0 and 1, and is not a point when no trial, or
//     every trial, succeeded, as rate ± z standard errors would be.
//   - A [Mean] follows numbers: count, mean, variance and the standard error of the mean.
//   - [StandardError] is how far a rate strays from the probability behind it. It draws the funnel into which a
//     running rate closes, and it falls with the root of the number of trials: a digit more costs a hundred times the
//     work.
//
// An interval is asked for by z, its half width in standard errors. Where the normal law holds, z = 1.96 covers 95 % of
// all experiments and z = 3 covers 99.73 %.
//
// Every result is the same, bit for bit, on every CPU, provided that the trials themselves are.
//
// Sources: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
// Statistical Association 22 (1927); L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial
// proportion, Statistical Science 16 (2001); B. P. Welford, Note on a method for calculating corrected sums of squares
// and products, Technometrics 4 (1962); M. E. O'Neill, PCG, Harvey Mudd College HMC-CS-2014-0905 (2014); G. L. Steele,
// D. Lea and C. H. Flood, Fast splittable pseudorandom number generators, OOPSLA (2014); M. Luby and C. Rackoff, How
// to construct pseudorandom permutations from pseudorandom functions, SIAM Journal on Computing 17 (1988).
package montecarlo
