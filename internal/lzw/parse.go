package lzw

// horizons say, for each level of care, how many codes decide between two
// phrases; those codes are chosen with the care of the level below. Level 0
// takes the longest phrase and needs none. Longer horizons and more levels
// save little more, and take long.
var horizons = [...]int{0, 5, 30}

// next chooses a phrase at p and says where it ends.
//
// The longest phrase is not always best: a shorter one may end where a long
// one begins. But it adds nothing to the dictionary, and what is missing there
// costs much later. So both are tried for some codes, and the one that comes
// further is taken. No more phrases can be added to a full dictionary, and
// then the reach of two phrases decides.
func (d *dictionary) next(p place, level int) (code, place) {
	c, q := d.match(p)
	if level == 0 || d.ended(q) {
		return c, q
	}
	r, ok := d.better(p, c, q)
	if !ok {
		return c, q
	}
	shorter := d.phrase(p, r)
	if d.last == full {
		return shorter, r
	}
	codes, at := d.try(c, q, level)
	if n, far := d.try(shorter, r, level); n < codes || n == codes && far > at {
		return shorter, r
	}
	return c, q
}

// better looks for a phrase, shorter than that from p to q whose code is c,
// that reaches further together with the one that can follow it. The second
// phrase must leave the run in which it begins: else it reaches no further
// than the one that begins at q. So the forks of that run's pixel are all
// there is to try.
func (d *dictionary) better(p place, c code, q place) (place, bool) {
	n := len(d.made)
	d.add(c, q)
	_, reach := d.match(q)
	d.undo(n)
	best, found := reach.at, place{}
	for run := p.run; run <= q.run && int(run)+1 < len(d.index); run++ {
		end, pixel := d.start[run+1], d.index[run+1]
		most, least := end-max(d.start[run], p.at+1), max(end-q.at, 0)+1
		for _, f := range d.forks[d.index[run]] {
			if f.run < least || f.run > most || f.pixel != pixel {
				continue
			}
			_, far := d.matchOn(f.code, place{run + 1, end})
			at := end - f.run
			if far.at > best || far.at == best && at > found.at && found.at > 0 {
				best, found = far.at, place{run, at}
			}
		}
	}
	return found, found.at > 0
}

// try goes on from q, after c, with the care below level, and comes back. It
// says after how many codes it was how far.
func (d *dictionary) try(c code, q place, level int) (codes int, at int32) {
	n := len(d.made)
	d.add(c, q)
	for codes < horizons[level] && !d.ended(q) {
		c, q = d.next(q, level-1)
		d.add(c, q)
		codes++
	}
	d.undo(n)
	return codes, q.at
}
