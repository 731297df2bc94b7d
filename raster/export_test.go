package raster

// In tests even the shortest films are drawn by as many workers as are asked for.
func init() { worthwhile = 1 }
