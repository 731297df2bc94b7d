package press_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"flipbook/internal/discs"
	"flipbook/press"
)

// What a palette cannot hold is said.
func TestNotesSayWhatThePaletteLacks(t *testing.T) {
	for _, c := range []struct {
		inks int
		want []string
	}{
		{5, nil},
		{60, []string{"5 instead of 6 levels of antialiasing, so that the palette holds all colours"}},
		{400, []string{"more colours than a GIF holds: near ones are shown as one of 252"}},
	} {
		var file bytes.Buffer
		r, err := press.Make(context.Background(), press.Order{
			Name: "discs", Scene: &discs.Scene{Inks: c.inks}, Outputs: []press.Output{{Wanted: press.Wanted{Kind: press.Moving, Format: press.GIF}, Path: "-"}}, Stdout: &file,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Files[0].Notes; !slices.Equal(got, c.want) {
			t.Errorf("%d inks: %q, want %q", c.inks, got, c.want)
		}
	}
}
