package scenes

import (
	"context"
	"slices"
	"strings"
	"testing"

	"flipbook/hopfield"
)

// Five letters are stored, and half an E is enough for one of them; with an F,
// the E is lost, whatever the order in which neurons are asked.
func TestHopfieldLettersNumbers(t *testing.T) {
	e, _ := Named("hopfield-letters")
	for seed := range uint64(5) {
		s := e.New().(*HopfieldLetters)
		s.Seed = seed
		f := filmed(t, s)
		if got := result(t, f, "survived-before"); got != 5 {
			t.Errorf("seed %d: %v letters survive without F, want 5", seed, got)
		}
		if got := result(t, f, "survive"); got != 5 {
			t.Errorf("seed %d: %v letters survive with F, want 5", seed, got)
		}
		if got := result(t, f, "wrong"); got == 0 {
			t.Errorf("seed %d: half an E still brings back the E", seed)
		}
		if want := "lost: E"; !strings.HasSuffix(f.Results[0].Text, want) {
			t.Errorf("seed %d: the answer is %q, want %q at its end", seed, f.Results[0].Text, want)
		}
	}
}

// A letter survives if no margin of it is below 0: counted from the weights,
// without a recall.
func TestHopfieldLettersSurvive(t *testing.T) {
	for _, s := range []*HopfieldLetters{
		{Letters: "AB", Add: "C", Cue: "A", Erased: 1, Rule: "hebb", Seed: 1}, {Letters: "EHJPT", Add: "F", Cue: "T", Erased: 3, Rule: "hebb", Seed: 1},
		{Letters: "ABCDEFGHI", Add: "Z", Cue: "I", Erased: 6, Rule: "hebb", Seed: 1},
	} {
		letters := lettersOf(s.Letters + s.Add)
		want := 0
		for _, x := range letters {
			stable := true
			for i := range x {
				h := 0
				for _, y := range letters {
					for j := range y {
						if j != i {
							h += int(y[i]) * int(y[j]) * int(x[j])
						}
					}
				}
				stable = stable && h*int(x[i]) >= 0
			}
			if stable {
				want++
			}
		}
		f := filmed(t, s)
		if got := result(t, f, "survive"); got != float64(want) {
			t.Errorf("%s: %v letters survive, want %d", s.Letters+s.Add, got, want)
		}
		if got := strings.Contains(f.Results[0].Text, "lost"); got != (want < len(letters)) {
			t.Errorf("%s: the answer is %q", s.Letters+s.Add, f.Results[0].Text)
		}
	}
}

// The pseudo-inverse keeps all six letters.
func TestHopfieldLettersRule(t *testing.T) {
	f := filmed(t, &HopfieldLetters{Letters: "EHJPT", Add: "F", Cue: "E", Erased: 3, Rule: "pseudo-inverse", Seed: 1})
	if got := result(t, f, "survive"); got != 6 {
		t.Errorf("%v letters survive, want 6", got)
	}
}

// The steps show each recall from its start to its end.
func TestHopfieldLettersPlan(t *testing.T) {
	s := &HopfieldLetters{Letters: "EHJPT", Add: "F", Cue: "E", Erased: 3, Rule: "hebb", Seed: 1}
	tell, err := begin(s, stage(t))
	if err != nil {
		t.Fatal(err)
	}
	letters, cue, err := s.letters()
	if err != nil {
		t.Fatal(err)
	}
	part := slices.Clone(letters[cue])
	for i := 18; i < 36; i++ {
		part[i] = -1
	}
	before, err := s.recall(context.Background(), letters[:5], part)
	if err != nil {
		t.Fatal(err)
	}
	with, err := s.recall(context.Background(), letters, part)
	if err != nil {
		t.Fatal(err)
	}
	tell.know("added", "F", "cue", "E", "neurons", 36)
	steps := planLetters(tell, before, with, letters[cue])
	if first := steps[0]; first.part[0].Hamming(part) != 0 || first.part[1] != nil || first.added || first.itself != nil {
		t.Errorf("the first frame is %+v", first)
	}
	last := steps[len(steps)-1]
	ends := []hopfield.Pattern{before.part.End, with.part.End}
	for n, end := range ends {
		if last.part[n].Hamming(end) != 0 || !last.done[n] {
			t.Errorf("recall %d does not end in its end", n)
		}
	}
	for k, run := range with.itself {
		if last.itself[k].Hamming(run.End) != 0 {
			t.Errorf("letter %d does not end in its end", k)
		}
	}
	if got := before.part.End.Hamming(letters[cue]); got != 0 {
		t.Errorf("half an E comes back with %d wrong pixels", got)
	}
}

func TestHopfieldLettersErrors(t *testing.T) {
	for _, c := range []struct{ letters, add, cue, want string }{
		{"E", "F", "E", `--letters "E": want 2 to 9 capital letters, each once, such as EHJPT`},
		{"EE", "F", "E", `--letters "EE": want 2 to 9 capital letters, each once, such as EHJPT`},
		{"Eé", "F", "E", `--letters "Eé": want 2 to 9 capital letters, each once, such as EHJPT`},
		{"ABCDEFGHIJ", "Z", "A", `--letters "ABCDEFGHIJ": want 2 to 9 capital letters, each once, such as EHJPT`},
		{"EH", "E", "E", `--add "E": want one capital letter that is not among --letters EH`},
		{"EH", "", "E", `--add "": want one capital letter that is not among --letters EH`},
		{"EH", "F", "", `--cue "": want one of --letters EH`},
		{"EH", "F", "EH", `--cue "EH": want one of --letters EH`},
		{"EH", "F", "F", `--cue "F": want one of --letters EH`},
	} {
		s := &HopfieldLetters{Letters: c.letters, Add: c.add, Cue: c.cue, Rule: "hebb", Erased: 3}
		if _, err := s.Film(context.Background(), stage(t)); err == nil || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}
