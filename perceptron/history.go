package perceptron

// An Update is one change of the weights.
type Update struct {
	Epoch  int       // the pass in which it happened, from 1
	Point  int       // index of the mistaken point
	W      []float64 // weights after it, bias last
	Errors int       // mistakes of W over all points
	Votes  int       // looks for which W was held: this one, and the right answers until the next mistake or the end
}

// A History is all that happened in a training.
type History struct {
	Updates   []Update // in order; never empty, as the zero weights are wrong about the first point
	Epochs    int      // passes begun, a last one without a mistake included
	Converged bool     // the last weights make no mistake

	// The pocket holds the first of the weights with the fewest mistakes: the last weights if Converged, otherwise the
	// best that was seen.
	Pocket       []float64
	PocketErrors int
	PocketUpdate int // index into Updates of the one that made them

	// Average is the averaged perceptron of Freund and Schapire (1999): the mean of the weights over all looks at a point,
	// each taken after the look. It damps the last updates, which the plain rule takes as seriously as all others.
	Average []float64

	// Cycle is the first return of the rule to where it had been; nil if it was not seen to return.
	Cycle *Cycle
}

// A Cycle says that a pass began with the very weights of an earlier one. All that follows has then happened before, so
// the rule never settles, and the pocket has seen all there is to see.
//
// By the perceptron cycling theorem (Minsky and Papert 1969; Block and Levin 1970) the weights stay bounded whatever the
// points. If all coordinates are multiples of one number, such as 1 or 0.25, there are only finitely many such weights,
// so points that nothing separates lead to a cycle, sooner or later. Weights are compared bit by bit. A cycle is therefore
// one of the arithmetic that is actually done; it is one of the rule itself where sums of coordinates need no rounding.
type Cycle struct {
	First   int // the pass, from 1, whose weights at the start came back
	Period  int // after so many passes, 1 or more
	Updates int // with so many updates, 1 or more
}

// Vote is the label of x by the voted perceptron of Freund and Schapire (1999): all weights there ever were vote, each
// as often as it was held for a look. It is 0 for a tie, and if x has not as many coordinates as the points. The cost is
// that of a look at x for each update.
func (h *History) Vote(x []float64) int {
	votes := 0
	for _, u := range h.Updates {
		if len(u.W) != len(x)+1 {
			return 0
		}
		switch f := response(u.W, x); {
		case f > 0:
			votes += u.Votes
		case f < 0:
			votes -= u.Votes
		}
	}
	switch {
	case votes > 0:
		return +1
	case votes < 0:
		return -1
	}
	return 0
}
