package scenes

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"flipbook/drawings"
)

func drawing(memories, cue string) *HopfieldDraw {
	return &HopfieldDraw{Memories: memories, Cue: cue, Rule: "hebb", Seed: 1}
}

// 1,225 neurons have room for 169 patterns, not for .14 N², and for 43 if all
// are to come back exactly; our house comes back from its lower half.
func TestHopfieldDrawNumbers(t *testing.T) {
	f := filmed(t, drawing("", ""))
	n := 1225.
	for name, want := range map[string]float64{
		"stored": 5, "wrong": 0, "capacity": .1379 * n, "all-exact": n / (4 * math.Log(n)), "most-exact": n / (2 * math.Log(n)),
	} {
		if got := result(t, f, name); math.Abs(got-want) > .001*want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	// The drawings resemble each other: the tree is no longer stable. The pseudo-inverse keeps it.
	if got := result(t, f, "stable"); got != 4 {
		t.Errorf("%v drawings are stable under Hebb's rule", got)
	}
	s := drawing("", "")
	s.Rule = "pseudo-inverse"
	if got := result(t, filmed(t, s), "stable"); got != 5 {
		t.Errorf("%v drawings are stable under the pseudo-inverse", got)
	}
}

// A reader's own drawings come from a file or from the text itself, and are
// the same.
func TestHopfieldDrawReads(t *testing.T) {
	rows := "####;#..#;#..#;####;;.##.;.##.;.##.;.##."
	file := filepath.Join(t.TempDir(), "mine.txt")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(rows, ";", "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	inline, _, err := drawing(rows, "").drawings(false)
	if err != nil {
		t.Fatal(err)
	}
	read, cue, err := drawing(file, "####;#...;....;....").drawings(false)
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != 2 || len(inline) != 2 || read[1].String() != inline[1].String() || read[0].Cols != 4 {
		t.Errorf("the file has %v, the text %v", read, inline)
	}
	if got := (drawings.Drawing{Cols: 4, Rows: 4, States: cue}).String(); got != "####\n#...\n....\n....\n" {
		t.Errorf("the fragment is\n%s", got)
	}
	if f := filmed(t, drawing(rows, "####;#...;....;....")); result(t, f, "stored") != 2 {
		t.Errorf("%v", f.Results)
	}
	filmed(t, drawing("##;..", ""))                         // the smallest
	filmed(t, drawing(strings.Repeat("#.#;...;;", 30), "")) // more than are shown
}

func TestHopfieldDrawErrors(t *testing.T) {
	for _, c := range []struct{ memories, cue, want string }{
		{"##;#x", "", "--memories: line 2, column 2: 'x'; want # for ink or . for paper"},
		{"##;##", "#", "--cue: 1 drawings, the first 1×1; want one of 2×2, as the memories"},
		{"##;##", "##;##;;##;##", "--cue: 2 drawings, the first 2×2; want one of 2×2, as the memories"},
		{"##;##;;###;###", "", "--memories: drawing 2 is 3×2; want 2×2, as the first"},
		{"#;#", "", "--memories: 1×2 cells make 2 neurons; want 4 to 4096"},
		{strings.Repeat(strings.Repeat("#", 100)+";", 100), "", "--memories: 100×100 cells make 10000 neurons; want 4 to 4096"},
		{strings.Repeat("##;##;;", 501), "", "--memories: 501 drawings; want at most 500"},
		{"/dev/zero", "", "/dev/zero: line 1, column 1: "}, // a file without an end
		{"none.txt", "", `want a file with rows of # for ink and . for paper, or the rows themselves, as in "##.;.#.;.##"`},
	} {
		if _, err := drawing(c.memories, c.cue).Film(t.Context(), stage(t)); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.20q, %.20q: %v, want %s", c.memories, c.cue, err, c.want)
		}
	}
	// The pseudo-inverse cannot keep a drawing twice.
	s := drawing("#.;..;;#.;..", "")
	s.Rule = "pseudo-inverse"
	if _, err := s.Film(t.Context(), stage(t)); err == nil || !strings.HasPrefix(err.Error(), "--memories: ") {
		t.Errorf("the same drawing twice: %v", err)
	}
}

// Capacities are rounded alike, and small ones are not 0.
func TestHopfieldDrawRoom(t *testing.T) {
	tell, err := begin(new(HopfieldDraw), stage(t))
	if err != nil {
		t.Fatal(err)
	}
	d := &drawn{telling: tell}
	for capacity, want := range map[float64]string{.828: "0.8", .837: "0.8", 1.24: "1.2", 43.07: "43", 168.9: "169"} {
		if got := d.room(capacity); got != want {
			t.Errorf("a capacity of %v is %s, want %s", capacity, got, want)
		}
	}
}
