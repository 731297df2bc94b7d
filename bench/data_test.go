package main

import "testing"

// What the peers draw is what the scenes show: headline holds each film's frames, times and final values against the scene.
func TestPeersDrawTheFilms(t *testing.T) {
	films, err := headline(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range films {
		if err := d.write(t.TempDir()); err != nil {
			t.Error(err)
		}
	}
}
