package press_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/gif"
	"strings"
	"testing"

	"flipbook/press"
	"flipbook/raster"
	"flipbook/scenes"
)

// made is the GIF of a small film, in memory.
func made(t *testing.T, o press.Order) (press.File, []byte, error) {
	t.Helper()
	var file bytes.Buffer
	o.Name, o.Scene = "monty-hall", &scenes.MontyHall{Trials: 15, Doors: 3, Host: "knows", Seed: 1}
	o.Outputs, o.Stdout = []press.Output{{Wanted: press.Wanted{Kind: press.Moving, Format: press.GIF}, Path: "-"}}, &file
	r, err := press.Make(context.Background(), o)
	if err != nil {
		return press.File{}, nil, err
	}
	return r.Files[0], file.Bytes(), nil
}

// The file is the first on the way down that is small enough: fewer levels, down to four, then a smaller scale, down to a
// half, then fewer frames. A larger budget never gives a worse film.
func TestBudgetsGiveUpLittleByLittle(t *testing.T) {
	free, _, err := made(t, press.Order{Look: press.Look{Best: true}})
	if err != nil {
		t.Fatal(err)
	}
	levels, width, frames := raster.Levels, 800, free.Frames
	for budget := free.Bytes; ; budget = budget * 3 / 4 {
		file, data, err := made(t, press.Order{Look: press.Look{Best: true, MaxSize: new(press.Bytes(budget))}})
		if _, bad := errors.AsType[press.BadInput](err); bad {
			if !strings.Contains(err.Error(), "too few") || len(data) > 0 {
				t.Errorf("%d bytes: %v, and %d were written", budget, err, len(data))
			}
			if frames == free.Frames || width != 400 || levels != 4 {
				t.Errorf("%d bytes are refused at %d frames, width %d, %d levels: not all was given up", budget, frames, width, levels)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		g, err := gif.DecodeAll(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if file.Bytes != int64(len(data)) || file.Bytes > budget {
			t.Errorf("%d bytes, said to be %d, want at most %d", len(data), file.Bytes, budget)
		}
		if g.Config.Width != file.Width || file.Width > width || file.Frames > frames {
			t.Errorf("%d bytes: %d frames of width %d come after %d of %d", budget, file.Frames, file.Width, frames, width)
		}
		now := raster.Levels
		for _, n := range file.Notes {
			if _, err := fmt.Sscanf(n[strings.Index(n, ": ")+2:], "%d instead of 6 levels", &now); err != nil {
				t.Errorf("%d bytes: %q does not begin with levels", budget, n)
			}
		}
		if now > levels {
			t.Errorf("%d bytes: %d levels come after %d", budget, now, levels)
		}
		levels, width, frames = now, file.Width, file.Frames
	}
}
