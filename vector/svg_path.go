package vector

// pathData is a path in the words of SVG: relative coordinates, which are
// short, as differences of rounded ones, so that no error adds up.
func pathData(p path) []byte {
	w := pathWriter{}
	for _, s := range p {
		to := w.round(s.to)
		switch s.op {
		case moveTo:
			w.command('m', to.minus(w.now))
			w.last = 'l' // what follows a move is a line
			w.start = to
		case lineTo:
			switch by := to.minus(w.now); {
			case by.y == 0:
				w.command('h', gridPoint{x: by.x})
			case by.x == 0:
				w.command('v', gridPoint{y: by.y})
			default:
				w.command('l', by)
			}
		case quadTo:
			w.command('q', w.round(s.c1).minus(w.now), to.minus(w.now))
		case curveTo:
			w.command('c', w.round(s.c1).minus(w.now), w.round(s.c2).minus(w.now), to.minus(w.now))
		case closePath:
			w.out, w.last = append(w.out, 'z'), 'z'
			to = w.start
		}
		w.now = to
	}
	return w.out
}

// A gridPoint is whole numbers of the last place that is written.
type gridPoint struct{ x, y int64 }

func (p gridPoint) minus(q gridPoint) gridPoint { return gridPoint{p.x - q.x, p.y - q.y} }

type pathWriter struct {
	out        []byte
	now, start gridPoint
	last       byte // the command that is repeated if none is written
	apart      bool // the next number must be kept apart from one before it
}

func (w *pathWriter) round(p point) gridPoint {
	return gridPoint{snapped(p.x, places), snapped(p.y, places)}
}

func (w *pathWriter) command(name byte, points ...gridPoint) {
	if name != w.last {
		w.out, w.last, w.apart = append(w.out, name), name, false
	}
	for _, p := range points {
		if name != 'v' {
			w.number(p.x)
		}
		if name != 'h' {
			w.number(p.y)
		}
	}
}

// number adds a number, apart from one before it: a minus is enough for that.
func (w *pathWriter) number(v int64) {
	if w.apart && v >= 0 {
		w.out = append(w.out, ' ')
	}
	w.out, w.apart = appendFixed(w.out, v, places), true
}
