package drawings

// On is the picture in the middle of a larger sheet of paper, every cell of it
// as many cells wide and high as there is room for. It is false if there is no
// room for the picture, or no picture.
func (d Drawing) On(cols, rows int) (Drawing, bool) {
	if d.Cols < 1 || d.Rows < 1 || d.Cols > cols || d.Rows > rows {
		return Drawing{}, false
	}
	k := min(cols/d.Cols, rows/d.Rows)
	left, top := (cols-k*d.Cols)/2, (rows-k*d.Rows)/2
	out := Drawing{Cols: cols, Rows: rows, States: make([]int8, cols*rows)}
	for i := range out.States {
		out.States[i] = -1
		if x, y := i%cols-left, i/cols-top; x >= 0 && y >= 0 && x < k*d.Cols && y < k*d.Rows {
			out.States[i] = d.States[y/k*d.Cols+x/k]
		}
	}
	return out, true
}
